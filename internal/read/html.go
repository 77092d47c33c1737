package read

import (
	"bytes"
	"context"
	"fmt"

	"taizhang/internal/read/webpage"
	"taizhang/pipeline/document"
)

// htmlReader reads web pages; package webpage does the work.
type htmlReader struct{}

func (htmlReader) Name() string { return "html/1" }

// Sniff looks for markup near the start: a page, or the bare article that a site's interface hands out.
func (htmlReader) Sniff(path string, data []byte) int {
	return webpage.Sniff(path, data)
}

func (r htmlReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	d, encoding, err := webpage.Read(ctx, in.Data, lim.draft())
	if err != nil {
		return nil, unreadable(ctx, in, err)
	}
	doc := d.Build(source(in, "text/html", encoding, r.Name()))
	if len(bytes.TrimSpace([]byte(doc.Text))) == 0 {
		return nil, fmt.Errorf("%s: %w: the page holds no text: its words may be loaded by a script, save it from a browser", in.Path, ErrUnreadable)
	}
	return doc, nil
}
