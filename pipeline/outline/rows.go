package outline

import (
	"strings"

	"taizhang/pipeline/document"
	"taizhang/pipeline/table"
)

// within are the tables that start in zone.
func within(tables []table.Table, zone document.Span) []table.Table {
	from := 0
	for from < len(tables) && tables[from].Span.Start < zone.Start {
		from++
	}
	to := from
	for to < len(tables) && tables[to].Span.Start < zone.End {
		to++
	}
	return tables[from:to]
}

// rows hangs the rows of a task table under the innermost open item: section rows and numbered section cells one
// level down, the rows below them.
func (b *builder) rows(t *table.Table) {
	task := t.Column(table.Task)
	if task < 0 {
		return
	}
	serial, section := t.Column(table.Serial), t.Column(table.Section)
	base := len(b.stack)
	before := ""
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.Span.Start >= b.zone.End {
			break
		}
		if r.Section != "" {
			b.stack = b.stack[:base]
			b.row(r.Span.Start, r.Span, r.Section)
			continue
		}
		if section >= 0 {
			if c := &r.Cells[section]; c.Text != "" && c.Text != before {
				before = c.Text
				b.stack = b.stack[:base]
				b.row(r.Span.Start, c.Spans[0], c.Text)
			}
		}
		c := &r.Cells[task]
		if c.Text == "" {
			continue
		}
		top := len(b.stack)
		if serial >= 0 && r.Cells[serial].Text != "" {
			it := &Item{Label: r.Cells[serial].Text, Row: true, LabelSpan: r.Cells[serial].Spans[0], HeadingSpan: c.Spans[0], Heading: firstPhrase(c.Text)}
			it.Number, _ = number(it.Label)
			it.Span = r.Span
			b.hang(it)
		} else {
			b.row(r.Span.Start, c.Spans[0], c.Text)
			b.stack[len(b.stack)-1].item.Span = r.Span
		}
		b.stack = b.stack[:top]
	}
	b.stack = b.stack[:base]
}

// row hangs an item whose label, if it has one, stands at the start of its words, and opens its level.
func (b *builder) row(start int, at document.Span, words string) {
	it := &Item{Row: true, Span: document.Span{Start: start, End: b.zone.End}, HeadingSpan: at, LabelSpan: document.Span{Start: at.Start, End: at.Start}}
	var room [4]label
	if ls := readLabels(words, room[:0]); len(ls) > 0 && ls[0].style != bare {
		l := ls[0]
		it.Label, it.Number = words[:l.len], l.n
		it.LabelSpan.End = min(at.End, at.Start+l.len)
		it.HeadingSpan.Start = min(at.End, at.Start+l.body)
		words = words[l.body:]
	}
	it.Heading = firstPhrase(words)
	b.hang(it)
	b.stack = append(b.stack, level{item: it, fixed: true})
}

func firstPhrase(s string) string {
	p := phrase(s, document.Span{End: len(s)})
	return strings.TrimSpace(s[p.Start:p.End])
}
