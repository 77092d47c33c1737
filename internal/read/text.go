package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"taizhang/internal/read/plain"
	"taizhang/pipeline/document"
)

// textReader reads plain text; it takes what no other reader wants.
type textReader struct{}

func (textReader) Name() string { return "text/1" }

func (textReader) Sniff(string, []byte) int { return 1 }

func (r textReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	res, err := plain.Text(ctx, in.Data, plain.Limits{Characters: lim.withDefaults().Characters})
	return textDocument(ctx, in, "text/plain", r.Name(), res, err)
}

// markdownReader reads Markdown. Plain text is valid Markdown, so the name decides where the marks do not.
type markdownReader struct{}

func (markdownReader) Name() string { return "markdown/1" }

func (markdownReader) Sniff(name string, data []byte) int {
	switch ext := strings.ToLower(path.Ext(name)); {
	case ext == ".md" || ext == ".markdown":
		return 10
	case bytes.HasPrefix(data, []byte("# ")) && ext != ".txt":
		return 5
	}
	return 0
}

func (r markdownReader) Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	res, err := plain.Markdown(ctx, in.Data, plain.Limits{Characters: lim.withDefaults().Characters})
	return textDocument(ctx, in, "text/markdown", r.Name(), res, err)
}

func textDocument(ctx context.Context, in Input, mediaType, reader string, res plain.Result, err error) (*document.Document, error) {
	if err != nil {
		if errors.Is(err, plain.ErrBinary) {
			return nil, fmt.Errorf("%s: %w: %w", in.Path, ErrUnreadable, err)
		}
		return nil, unreadable(ctx, in, err)
	}
	d := document.Build(source(in, mediaType, res.Encoding, reader), res.Raw, res.Blocks)
	d.Fields, d.Notes = res.Fields, res.Notes
	return d, nil
}
