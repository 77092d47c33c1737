package outline

import (
	"taizhang/pipeline/document"
	"taizhang/pipeline/table"
)

// Missed lists the places that look like labels but open no item: for a person who checks outlines, not for plans.
// Tables, lists of annexes and tables of contents are left out on purpose and are not listed.
func Missed(d *document.Document, t *Tree, tables []table.Table) []document.Span {
	taken := map[int]bool{}
	t.Walk(func(it *Item) { taken[it.LabelSpan.Start] = true })
	skip := newSkipper(d, tables)
	var out []document.Span
	last := -1
	for _, m := range marks(d, document.Span{End: len(d.Text)}, skip) {
		switch {
		case taken[m.pos] || m.pos == last || m.ref:
		case m.inline && (m.weak || m.bound != stop || m.style >= decimal2 && m.style <= decimal4):
		case m.weak && (m.style >= decimal2 && m.style <= decimal4 || m.style == bare):
		default:
			out = append(out, document.Span{Start: m.pos, End: m.pos + m.len})
			last = m.pos
		}
	}
	return out
}
