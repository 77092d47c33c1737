package read

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"taizhang/pipeline/document"
)

// textReader reads plain text: a block a line.
type textReader struct{}

func (textReader) Name() string             { return "text/1" }
func (textReader) Sniff(string, []byte) int { return 1 }
func (r textReader) Read(_ context.Context, in Input, _ Limits) (*document.Document, error) {
	raw, enc := string(in.Data), "utf-8"
	if !utf8.ValidString(raw) {
		s, err := simplifiedchinese.GB18030.NewDecoder().String(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w: neither utf-8 nor gb18030 text", in.Path, ErrUnreadable)
		}
		raw, enc = strings.ToValidUTF8(s, "\uFFFD"), "gb18030"
	}
	var blocks []document.RawBlock
	for at := 0; at < len(raw); {
		end := strings.IndexByte(raw[at:], '\n')
		if end < 0 {
			end = len(raw) - at
		}
		blocks = append(blocks, document.RawBlock{Parts: []document.Span{{Start: at, End: at + end}}})
		at += end + 1
	}
	return document.Build(source(in, "text/plain", enc, r.Name()), raw, blocks), nil
}
