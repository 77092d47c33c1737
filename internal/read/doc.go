package read

import (
	"context"
	"fmt"

	"taizhang/internal/read/doc97"
	"taizhang/pipeline/document"
)

// docReader reads Word documents of the binary format; package doc97 does the work. WPS writes the same format under
// its own extension. An encrypted Office file of any kind is a compound file too: the reader names that fault.
type docReader struct{}

func (docReader) Name() string { return "doc/1" }

func (docReader) Sniff(_ string, data []byte) int {
	if doc97.Is(data) {
		return 95
	}
	return 0
}

func (r docReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	d, err := doc97.Read(ctx, in.Data, lim.draft())
	if err != nil {
		return nil, unreadable(ctx, in, err)
	}
	doc := d.Build(source(in, "application/msword", "utf-16le", r.Name()))
	if doc.Text == "" {
		return nil, fmt.Errorf("%s: %w: the document holds no text: if it holds pictures of pages, it needs ocr", in.Path, ErrUnreadable)
	}
	return doc, nil
}
