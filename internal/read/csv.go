package read

import (
	"context"
	"path"
	"strings"

	"taizhang/internal/read/draft"
	"taizhang/internal/read/plain"
	"taizhang/internal/read/sheet"
	"taizhang/pipeline/document"
)

// separatedReader reads comma- and tab-separated tables. Any text may hold commas, so the name decides.
type separatedReader struct{}

func (separatedReader) Name() string { return "csv/1" }

func (separatedReader) Sniff(name string, _ []byte) int {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".tsv":
		return 10
	}
	return 0
}

func (r separatedReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	text, encoding, err := plain.Decode(in.Data)
	if err != nil {
		return nil, unreadable(ctx, in, err)
	}
	d := draft.Draft{Limits: lim.draft()}
	comma, kind := ',', "text/csv"
	if strings.EqualFold(path.Ext(in.Path), ".tsv") || strings.Count(text, "\t") > strings.Count(text, ",") {
		comma, kind = '\t', "text/tab-separated-values"
	}
	if err := sheet.Separated(ctx, strings.TrimPrefix(text, "\uFEFF"), comma, &d); err != nil {
		return nil, unreadable(ctx, in, err)
	}
	return d.Build(source(in, kind, encoding, r.Name())), nil
}
