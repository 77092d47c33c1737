package read

import (
	"bytes"
	"context"
	"fmt"

	"taizhang/internal/read/docx"
	"taizhang/pipeline/document"
)

// docxReader reads Word documents of the zip format; package docx does the work. WPS writes the same format under
// its own extension.
type docxReader struct{}

func (docxReader) Name() string { return "docx/1" }

func (docxReader) Sniff(_ string, data []byte) int {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) && docx.Is(data) {
		return 95
	}
	return 0
}

func (r docxReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	d, err := docx.Read(ctx, in.Data, lim.draft())
	if err != nil {
		return nil, unreadable(ctx, in, err)
	}
	doc := d.Build(source(in, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "utf-8", r.Name()))
	if doc.Text == "" {
		return nil, fmt.Errorf("%s: %w: the document holds no text: if it holds pictures of pages, it needs ocr", in.Path, ErrUnreadable)
	}
	return doc, nil
}
