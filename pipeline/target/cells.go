package target

// Cells whose text a lost layout cut into lines: they are read as one text, and what is found is led back to the
// document.
import (
	"strings"

	"taizhang/pipeline/document"
	"taizhang/pipeline/sentence"
	"taizhang/pipeline/table"
)

// cells reads the cut cells of a task table and returns the stretches that it read.
func (r *reader) cells(t *table.Table) []document.Span {
	var done []document.Span
	for i := range t.Rows {
		row := &t.Rows[i]
		for c := range row.Cells {
			if c >= len(t.Columns) || len(row.Cells[c].Spans) < 2 {
				continue
			}
			switch t.Columns[c].Role {
			case table.Task, table.Target, table.Other:
				r.joined(row.Cells[c].Spans)
				done = append(done, row.Cells[c].Spans...)
			}
		}
	}
	return done
}

// joined reads stretches of the document as one text.
func (r *reader) joined(spans []document.Span) {
	var b strings.Builder
	starts := make([]int, len(spans)) // of each stretch in the joined text
	for i, s := range spans {
		starts[i] = b.Len()
		b.WriteString(r.doc.Slice(s))
	}
	text := b.String()
	piece := func(at int) int {
		i := len(starts) - 1
		for i > 0 && starts[i] > at {
			i--
		}
		return i
	}
	item := r.tree.At(spans[0].Start)
	sc := r.scopes.at(item)
	for _, s := range sentence.Split(text, document.Span{End: len(text)}) {
		if r.watch == nil && (sc.rule || !mayHold(text[s.Start:s.End])) {
			continue
		}
		a := analyse(r.buffers, text, s, r.scopes, sc, carry{})
		for k := range a.found {
			f := &a.found[k]
			from, to := piece(f.Span.Start), piece(f.Span.End-1)
			start := spans[from].Start + f.Span.Start - starts[from]
			end := spans[to].Start + f.Span.End - starts[to]
			for i := from; i < to; i++ {
				if strings.TrimSpace(r.doc.Text[spans[i].End:spans[i+1].Start]) != "" { // another cell stands between
					at := piece(f.figure.Start)
					start = max(start, spans[at].Start)
					end = min(end, spans[at].End)
					if start >= end {
						start, end = spans[at].Start, spans[at].End
					}
					break
				}
			}
			f.Span = document.Span{Start: start, End: end}
		}
		r.keep(a, item)
		if r.watch != nil {
			a.at = spans[0]
			r.watch(a)
		}
	}
}
