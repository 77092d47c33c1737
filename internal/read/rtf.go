package read

import (
	"context"
	"fmt"

	"taizhang/internal/read/rtf"
	"taizhang/pipeline/document"
)

// rtfReader reads Rich Text Format; package rtf does the work.
type rtfReader struct{}

func (rtfReader) Name() string { return "rtf/1" }

func (rtfReader) Sniff(_ string, data []byte) int {
	if rtf.Is(data) {
		return 95
	}
	return 0
}

func (r rtfReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	d, err := rtf.Read(ctx, in.Data, lim.draft())
	if err != nil {
		return nil, unreadable(ctx, in, err)
	}
	doc := d.Build(source(in, "application/rtf", "ascii", r.Name()))
	if doc.Text == "" {
		return nil, fmt.Errorf("%s: %w: the document holds no text: if it holds pictures of pages, it needs ocr", in.Path, ErrUnreadable)
	}
	return doc, nil
}
