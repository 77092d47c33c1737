package read

import (
	"bytes"
	"context"

	"taizhang/internal/read/ofd"
	"taizhang/internal/read/pack"
	"taizhang/pipeline/document"
)

// ofdReader reads OFD (GB/T 33190-2016), the format in which Chinese offices keep signed documents; see package ofd for
// how far it goes.
type ofdReader struct{}

func (ofdReader) Name() string { return "ofd/1" }

func (ofdReader) Sniff(_ string, data []byte) int {
	return packed(data, "OFD.xml")
}

// packed reports whether data is a zip container with a part of that name, not an archive of such containers.
func packed(data []byte, part string) int {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) || !bytes.Contains(data, []byte(part)) {
		return 0
	}
	a, err := pack.Zip(data, pack.Limits{})
	if err != nil { // damaged: the name alone must do, so that the right reader says so
		return 60
	}
	if a.Part(part) == nil {
		return 0
	}
	return 95
}

func (r ofdReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	lim = lim.withDefaults()
	pages, info, err := ofd.Pages(ctx, in.Data, ofd.Limits{Pack: lim.pack(), Pages: lim.Pages, Characters: lim.Characters})
	if err != nil {
		return nil, unreadable(ctx, in, err)
	}
	d, err := laidOut(in, source(in, "application/ofd", "utf-8", r.Name()), pages)
	if err != nil {
		return nil, err
	}
	for _, f := range []document.Field{{Name: "Title", Value: info.Title}, {Name: "Author", Value: info.Author}, {Name: "Subject", Value: info.Subject}, {Name: "CreationDate", Value: info.Created}} {
		if f.Value != "" {
			f.Origin = "OFD.xml"
			d.Fields = append(d.Fields, f)
		}
	}
	return d, nil
}
