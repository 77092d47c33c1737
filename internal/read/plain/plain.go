// Package plain reads text without layout: plain text and Markdown in any encoding that Chinese offices and crawlers
// leave behind. It tells the lines that belong together (hard-wrapped dumps), parts text whose line breaks were all
// lost, and keeps what databases and crawlers wrote above a document out of its text.
package plain

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// Result is what was read: the text in the source's own words, its blocks, and what stood beside it.
type Result struct {
	Encoding string
	Raw      string
	Blocks   []document.RawBlock
	Fields   []document.Field
	Notes    []document.Note
}

// Limits bound what a file may cost; zero means no limit.
type Limits struct{ Characters int }

// Text reads plain text.
func Text(ctx context.Context, data []byte, lim Limits) (Result, error) {
	return read(ctx, data, lim, func(r *Result, ls []line) []line { return tabular(r, unescape(r, ls)) })
}

// Markdown reads Markdown: its marks are dropped, its tables become cells.
func Markdown(ctx context.Context, data []byte, lim Limits) (Result, error) {
	return read(ctx, data, lim, unmark)
}

func read(ctx context.Context, data []byte, lim Limits, prepare func(*Result, []line) []line) (Result, error) {
	raw, encoding, err := Decode(data)
	if err != nil {
		return Result{}, err
	}
	r := Result{Encoding: encoding, Raw: raw}
	if bad := strings.Count(raw, "\uFFFD"); bad > 0 {
		r.Notes = append(r.Notes, document.Note{Code: "broken-bytes", Message: fmt.Sprintf("%d bytes are no valid %s and stand as U+FFFD", bad, encoding)})
	}
	if lim.Characters > 0 && len(raw) > lim.Characters && utf8.RuneCountInString(raw) > lim.Characters {
		return Result{}, fmt.Errorf("more than %d characters of text: raise the limit on characters or split the file", lim.Characters)
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	ls := prepare(&r, lines(r.Raw))
	ls = r.head(ls)
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	for _, p := range join(ls) {
		r.add(p)
	}
	return r, nil
}

// add writes a paragraph, in parts where its line breaks were lost.
func (r *Result) add(p paragraph) {
	if p.cell != nil {
		r.Blocks = append(r.Blocks, *p.cell)
		return
	}
	parts := p.parts(r.Raw)
	if len(parts) == 1 {
		for _, s := range split(r.Raw, parts[0]) {
			r.Blocks = append(r.Blocks, document.RawBlock{Block: document.Block{Heading: p.heading}, Parts: []document.Span{s}})
		}
		return
	}
	r.Blocks = append(r.Blocks, document.RawBlock{Block: document.Block{Heading: p.heading}, Parts: parts})
}
