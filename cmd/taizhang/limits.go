package main

import (
	"github.com/spf13/pflag"

	"taizhang/internal/read"
	"taizhang/pipeline"
)

// addLimits gives a command a flag for each of the limits that one document may cost.
func addLimits(f *pflag.FlagSet, l *pipeline.Limits) {
	d := read.DefaultLimits
	f.Int64Var(&l.Bytes, "max-bytes", d.Bytes, "bytes of one source")
	f.IntVar(&l.Characters, "max-characters", d.Characters, "characters of one document's text")
	f.Int64Var(&l.Unpacked, "max-unpacked", d.Unpacked, "bytes that a packed file (docx, ofd, xlsx) may grow to")
	f.Int64Var(&l.Ratio, "max-ratio", d.Ratio, "times its packed size that a part of a packed file may grow to")
	f.IntVar(&l.Nesting, "max-nesting", d.Nesting, "XML elements within each other")
	f.IntVar(&l.Parts, "max-parts", d.Parts, "files that a packed file may list")
	f.IntVar(&l.Pages, "max-pages", d.Pages, "pages of a document")
	f.DurationVar(&l.Time, "max-time", d.Time, "time to read one document")
}
