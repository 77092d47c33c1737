package read

import (
	"bytes"
	"context"
	"fmt"

	"taizhang/internal/read/draft"
	"taizhang/internal/read/page"
	"taizhang/internal/read/pdfium"
	"taizhang/pipeline/document"
)

// pdfReader reads PDF with a text layer. Paragraphs come from where the lines stand on the page, cells from ruling
// lines; what is set without rules is prose.
type pdfReader struct{ engine pageEngine }

// pageEngine draws the pages of a PDF; pdfium does, another may.
type pageEngine interface {
	Pages(ctx context.Context, data []byte, lim pdfium.Limits) ([]page.Page, error)
}

type pdfiumEngine struct{}

func (pdfiumEngine) Pages(ctx context.Context, data []byte, lim pdfium.Limits) ([]page.Page, error) {
	return pdfium.Pages(ctx, data, lim)
}

func (pdfReader) Name() string { return "pdf/1" }

// Sniff looks for the header where ISO 32000-1, 7.5.2, allows it: within the first 1024 bytes.
func (pdfReader) Sniff(_ string, data []byte) int {
	head := data[:min(len(data), 1024)]
	switch i := bytes.Index(head, []byte("%PDF-")); {
	case i == 0:
		return 100
	case i > 0:
		return 80
	}
	return 0
}

func (r pdfReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	lim = lim.withDefaults()
	pages, err := r.engine.Pages(ctx, in.Data, pdfium.Limits{Pages: lim.Pages, Characters: lim.Characters, Time: lim.Time})
	if err != nil {
		return nil, unreadable(ctx, in, err)
	}
	return laidOut(in, source(in, "application/pdf", "", r.Name()), pages)
}

// laidOut makes the document of drawn pages.
func laidOut(in Input, src document.Source, pages []page.Page) (*document.Document, error) {
	text := page.Layout(pages)
	d := draft.Draft{}
	for _, b := range text.Blocks {
		parts := make([]string, len(b.Parts))
		for i, p := range b.Parts {
			parts[i] = text.Raw[p.Start:p.End]
		}
		if err := d.Add(b.Block, parts...); err != nil {
			return nil, fmt.Errorf("%s: %w: %w", in.Path, ErrUnreadable, err)
		}
	}
	doc := d.Build(src)
	if doc.Text == "" {
		return nil, fmt.Errorf("%s: %w: no text layer, needs OCR: its %d pages are pictures", in.Path, ErrUnreadable, len(pages))
	}
	return doc, nil
}
