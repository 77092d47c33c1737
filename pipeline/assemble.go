package pipeline

import (
	"strconv"
	"strings"

	"taizhang/pipeline/citation"
	"taizhang/pipeline/document"
	"taizhang/pipeline/duty"
	"taizhang/pipeline/front"
	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/plan"
	"taizhang/pipeline/target"
	"taizhang/pipeline/task"
	"taizhang/pipeline/unit"
)

// found is what the recognisers said of one document, in bytes; assemble turns it into the Plan's JSON
// terms: ids, code points, references.
type found struct {
	matter    front.Matter
	tree      *outline.Tree
	tasks     []task.Task
	duties    duty.Result
	targets   target.Result
	citations []citation.Citation
}

func assemble(doc *document.Document, f found) *plan.Plan {
	a := assembler{doc: doc, taskID: map[*outline.Item]string{}}
	m := f.matter
	p := &plan.Plan{
		Schema: plan.Schema, ID: doc.SHA256[:min(16, len(doc.SHA256))],
		ProducedBy: plan.Producer{Tool: Tool, Lexicon: lexicon.Version()},
		Source:     plan.Source{Path: doc.Path, MediaType: doc.MediaType, Encoding: doc.Encoding, SHA256: doc.SHA256, Bytes: doc.Bytes, Reader: doc.Reader},
		Title:      m.Title, Issuers: some(m.Issuers), Addressees: m.Addressees, DocNumber: m.DocNumber,
		IssuedOn: m.IssuedOn, PublishedOn: m.PublishedOn, Disclosure: m.Disclosure, Genre: m.Genre,
		IndexNumber: m.IndexNumber, Subject: m.Subject, Validity: m.Validity, Region: m.Region, Period: m.Period,
		Text: doc.Text, Blocks: a.blocks(), Findings: []plan.Finding{},
	}
	p.Outline = a.items(f.tree.Items)
	p.Tasks = a.tasks(f.tasks)
	unitNotes := a.units(p, f.duties.Assignments)
	p.Assignments = a.assignments(f.duties.Assignments)
	p.Targets = a.targets(f.targets.Targets)
	p.Citations = a.citations(f.citations)
	p.Notes = a.notes(doc.Notes, m.Notes, f.tree.Notes, f.duties.Notes, unitNotes, f.targets.Notes)
	a.link(p)
	return p
}

type assembler struct {
	doc    *document.Document
	taskID map[*outline.Item]string
	unitID map[string]string
}

func (a *assembler) span(s document.Span) plan.Span {
	start, end := a.doc.Runes(s)
	return plan.Span{Start: start, End: end}
}

func (a *assembler) blocks() []plan.Block {
	out := make([]plan.Block, 0, len(a.doc.Blocks))
	for _, b := range a.doc.Blocks {
		s := a.span(b.Span)
		pb := plan.Block{Start: s.Start, End: s.End, Page: b.Page}
		if b.Kind == document.Cell {
			pb.Cell = &plan.Cell{Table: b.Table, Row: b.Row, Col: b.Col, RowSpan: b.RowSpan, ColSpan: b.ColSpan}
		}
		out = append(out, pb)
	}
	return out
}

func (a *assembler) items(items []*outline.Item) []plan.Item {
	out := make([]plan.Item, 0, len(items))
	for _, it := range items {
		out = append(out, plan.Item{Label: it.Label, Number: numbers(it), Depth: it.Depth, Heading: it.Heading,
			Span: a.span(it.Span), Synthesized: it.Synthesized, Children: a.items(it.Children)})
	}
	return out
}

// numbers is the item's place: what its label and those above it count.
func numbers(it *outline.Item) []int {
	if it == nil {
		return []int{}
	}
	return append(numbers(it.Parent), it.Number)
}

func (a *assembler) tasks(tasks []task.Task) []plan.Task {
	out := make([]plan.Task, 0, len(tasks))
	seen := map[string]int{}
	for _, t := range tasks {
		id := dotted(numbers(t.Item))
		// Annexes and restarted numbering repeat a place; ids must not.
		if seen[id]++; seen[id] > 1 {
			id += "~" + strconv.Itoa(seen[id])
		}
		a.taskID[t.Item] = id
		out = append(out, plan.Task{ID: id, Path: some(t.Item.Path()), Title: t.Title, Part: t.Part, Span: a.span(t.Span),
			Assignments: []string{}, Targets: []string{}, Deadline: stated(t.Deadline), Keywords: some(t.Keywords)})
	}
	return out
}

func dotted(n []int) string {
	var s []string
	for _, i := range n {
		s = append(s, strconv.Itoa(i))
	}
	return strings.Join(s, ".")
}

func (a *assembler) units(p *plan.Plan, assignments []duty.Assignment) []document.Note {
	var names []string
	seen := map[string]bool{}
	for _, d := range assignments {
		for _, list := range [][]string{d.Lead, d.Responsible, d.Cooperating} {
			for _, n := range list {
				if !seen[n] {
					seen[n] = true
					names = append(names, n)
				}
			}
		}
	}
	units, notes := unit.Resolve(names, p.Region)
	p.Units = some(units)
	a.unitID = make(map[string]string, len(units))
	for _, u := range units {
		a.unitID[u.Name] = u.ID
	}
	return notes
}

func (a *assembler) ids(names []string) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		if id := a.unitID[n]; id != "" {
			out = append(out, id)
		}
	}
	return out
}

func (a *assembler) task(it *outline.Item) *string {
	if id, ok := a.taskID[it]; ok {
		return &id
	}
	return nil
}

func (a *assembler) assignments(found []duty.Assignment) []plan.Assignment {
	out := make([]plan.Assignment, 0, len(found))
	for i, d := range found {
		out = append(out, plan.Assignment{ID: "a" + strconv.Itoa(i+1), Task: a.task(d.Item), Path: some(d.Item.Path()),
			Form: string(d.Form), Lead: a.ids(d.Lead), Responsible: a.ids(d.Responsible), Cooperating: a.ids(d.Cooperating),
			Open: d.Open, Deadline: stated(d.Deadline), Quote: a.doc.Slice(d.Span), Span: a.span(d.Span), Inherited: d.Inherited})
	}
	return out
}

func (a *assembler) targets(found []target.Target) []plan.Target {
	out := make([]plan.Target, 0, len(found))
	for i, t := range found {
		pt := plan.Target{ID: "t" + strconv.Itoa(i+1), Task: a.task(t.Item), Quote: a.doc.Slice(t.Span), Span: a.span(t.Span),
			Indicator: plan.Indicator{Raw: stated(t.Indicator), Canonical: stated(t.Canonical)}, Op: t.Op, Value: stated(t.Value),
			ValueMax: stated(t.ValueMax), Unit: stated(t.Unit), Kind: t.Kind, Measure: t.Measure, Baseline: stated(t.Baseline),
			Hedged: t.Hedged, Scope: stated(t.Scope)}
		if n := t.Normalized; n != nil {
			pt.Normalized = &plan.Normalized{Value: n.Value, ValueMax: stated(n.ValueMax), Unit: n.Unit, Dimension: n.Dimension}
		}
		if d := t.Deadline; d != nil {
			pt.Deadline = &plan.Deadline{Raw: d.Raw, Date: d.Date, Source: d.Source}
		}
		out = append(out, pt)
	}
	return out
}

func (a *assembler) citations(found []citation.Citation) []plan.Citation {
	out := make([]plan.Citation, 0, len(found))
	for _, c := range found {
		out = append(out, plan.Citation{Title: stated(c.Title), DocNumber: stated(c.DocNumber), Relation: c.Relation,
			Quote: a.doc.Slice(c.Span), Span: a.span(c.Span)})
	}
	return out
}

func (a *assembler) notes(lists ...[]document.Note) []plan.Note {
	out := []plan.Note{}
	for _, l := range lists {
		for _, n := range l {
			out = append(out, plan.Note{Code: n.Code, Message: n.Message, Span: a.span(n.Span)})
		}
	}
	return out
}

// link lists under each task the assignments and targets that point to it.
func (a *assembler) link(p *plan.Plan) {
	at := make(map[string]*plan.Task, len(p.Tasks))
	for i := range p.Tasks {
		at[p.Tasks[i].ID] = &p.Tasks[i]
	}
	for _, s := range p.Assignments {
		if s.Task != nil {
			t := at[*s.Task]
			t.Assignments = append(t.Assignments, s.ID)
			if t.Deadline == nil && !s.Inherited { // a column of the task's table, or its label line, may hold it
				t.Deadline = s.Deadline
			}
		}
	}
	for _, s := range p.Targets {
		if s.Task != nil {
			t := at[*s.Task]
			t.Targets = append(t.Targets, s.ID)
		}
	}
}

// stated is nil for what the document does not say.
func stated(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// some is list, or an empty list in place of nil: the JSON says [].
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
