package read

import (
	"context"
	"fmt"

	"taizhang/internal/read/draft"
	"taizhang/internal/read/sheet"
	"taizhang/pipeline/document"
)

// xlsxReader reads Excel workbooks: each visible sheet a table.
type xlsxReader struct{}

func (xlsxReader) Name() string { return "xlsx/1" }

func (xlsxReader) Sniff(_ string, data []byte) int {
	return packed(data, "xl/workbook.xml")
}

func (r xlsxReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	d := draft.Draft{Limits: lim.draft()}
	if err := sheet.XLSX(ctx, in.Data, &d); err != nil {
		return nil, unreadable(ctx, in, err)
	}
	doc := d.Build(source(in, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "utf-8", r.Name()))
	if doc.Text == "" {
		return nil, fmt.Errorf("%s: %w: its sheets are empty", in.Path, ErrUnreadable)
	}
	return doc, nil
}
