// Package duty finds who carries each task out: notations → statements → assignments of bodies (单位) to items.
//
// A notation knows where a text may say so (a bracket, a label line, a row of a task table, a sentence) and where that
// place begins and ends. What stands in it is read by one grammar (statement.go): labels (牵头单位：), verbs (X牵头),
// lists of names (name.go), deadlines, and conventions that a document states once (convention.go).
package duty

import (
	"cmp"
	"slices"
	"strings"

	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/table"
)

// Form is the kind of place that an assignment was read from.
type Form string

// The forms of the Plan's schema.
const (
	Bracket Form = "bracket"
	Line    Form = "line"
	InTable Form = "table"
	Prose   Form = "prose"
)

// Assignment is one place where the text says who carries a task out. Names stand as the document writes
// them, without white space.
type Assignment struct {
	Item                           *outline.Item // nil outside the outline
	Form                           Form
	Lead, Responsible, Cooperating []string
	Open                           bool   // the list ends in 等
	Deadline                       string // as written; "" if the text says none
	Span                           document.Span
	Inherited                      bool // stated for an item above, and by nothing below it
}

// Result is all that Find says.
type Result struct {
	Assignments []Assignment // in order of the text
	Notes       []document.Note
}

// notations in order of precedence: what one has claimed, the next ones leave alone.
var notations = []func(*finder){
	(*finder).rows,
	(*finder).brackets,
	(*finder).lines,
	(*finder).prose,
}

// Find reads the assignments of a document.
func Find(d *document.Document, t *outline.Tree, tables []table.Table) Result {
	f := finder{d: d, tree: t, tables: tables}
	f.items()
	for _, n := range notations {
		n(&f)
	}
	slices.SortStableFunc(f.found, func(a, b Assignment) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	f.found = append(f.found, inherited(t, f.found)...)
	slices.SortStableFunc(f.found, func(a, b Assignment) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return Result{Assignments: f.found, Notes: f.notes}
}

// finder walks one document.
type finder struct {
	d       *document.Document
	tree    *outline.Tree
	tables  []table.Table
	starts  []int // where items start, in order
	said    conventions
	found   []Assignment
	claimed []document.Span // in order of their starts
	notes   []document.Note
}

func (f *finder) items() {
	f.tree.Walk(func(it *outline.Item) {
		if !it.Synthesized {
			f.starts = append(f.starts, it.Span.Start)
		}
	})
	slices.Sort(f.starts)
}

// nextItem is where the next item starts behind at; the text's end if none does.
func (f *finder) nextItem(at int) int {
	i, _ := slices.BinarySearch(f.starts, at+1)
	if i == len(f.starts) {
		return len(f.d.Text)
	}
	return f.starts[i]
}

// taken: a notation before has claimed some of the stretch.
func (f *finder) taken(s document.Span) bool {
	i, _ := slices.BinarySearchFunc(f.claimed, s.End, func(c document.Span, end int) int { return cmp.Compare(c.Start, end) })
	return i > 0 && f.claimed[i-1].End > s.Start
}

// take claims a stretch. Claims are kept in order; a cell that spans rows is claimed once.
func (f *finder) take(s document.Span) {
	i, found := slices.BinarySearchFunc(f.claimed, s, func(a, b document.Span) int { return cmp.Compare(a.Start, b.Start) })
	if found {
		f.claimed[i].End = max(f.claimed[i].End, s.End)
		return
	}
	f.claimed = slices.Insert(f.claimed, i, s)
}

func (f *finder) claim(form Form, item *outline.Item, s document.Span, st *statement) {
	s.End -= s.Len() - len(strings.TrimRight(f.d.Slice(s), " \t\n")) // the item may end before it
	f.take(s)
	f.found = append(f.found, Assignment{Item: item, Form: form, Lead: st.lead, Responsible: st.responsible,
		Cooperating: st.cooperating, Open: st.open, Deadline: st.deadline, Span: s})
}

// inherited passes what is said of an item on to the leaves below it of which nothing is said.
func inherited(t *outline.Tree, found []Assignment) []Assignment {
	own := map[*outline.Item][]Assignment{}
	for _, a := range found {
		if a.Item != nil && a.Form != Prose {
			own[a.Item] = append(own[a.Item], a)
		}
	}
	var out []Assignment
	t.Walk(func(it *outline.Item) {
		if len(it.Children) > 0 || it.Synthesized || len(own[it]) > 0 {
			return
		}
		for up := it.Parent; up != nil; up = up.Parent {
			if len(own[up]) == 0 {
				continue
			}
			for _, a := range own[up] {
				a.Item, a.Inherited = it, true
				out = append(out, a)
			}
			return
		}
	})
	return out
}
