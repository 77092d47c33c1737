package web

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/pipeline/plan"
)

// planView is a plan as its page shows it.
type planView struct {
	Plan     *plan.Plan
	Title    string
	Facts    []fact
	Outline  []outlineRow
	Duties   []duty
	Tasks    []taskRow
	Bodies   []bodyRow
	Cites    []cite
	Findings []remark
	Notes    []remark
	Parts    []part
	Near     any
}

type (
	fact       struct{ Name, Value string }
	outlineRow struct {
		Depth         int
		Anchor, Label string
		Heading       string
	}
	// duty is an assignment with the names of its bodies.
	duty struct {
		ID, Task                       string
		Lead, Responsible, Cooperating []string
		Open                           bool
		Deadline                       string
	}
	cite    struct{ Anchor, Title, Number, Relation string }
	taskRow struct{ ID, Anchor, Title string }
	bodyRow struct{ ID, Name, Marks string }
	remark  struct{ ID, Code, Message string }
	// part is a paragraph, or a table with its rows.
	part struct {
		Pieces []piece
		Rows   [][]*cell
	}
	cell struct {
		RowSpan, ColSpan int
		Paragraphs       [][]piece
	}
	// piece is a stretch of text that the same marks cover. Anchor and More are the marks that begin with it.
	piece struct {
		Text, Of, Class, Anchor string
		More                    []string
	}
	mark struct {
		id, class string
		span      plan.Span
	}
)

func viewPlan(p *plan.Plan) *planView {
	v := &planView{Plan: p, Title: p.ID}
	add := func(name string, s *string) {
		if s != nil && *s != "" {
			v.Facts = append(v.Facts, fact{name, *s})
		}
	}
	if p.Title != nil && *p.Title != "" {
		v.Title = *p.Title
	}
	issuers := strings.Join(p.Issuers, "、")
	add("issuer", &issuers)
	if p.DocNumber != nil {
		add("number", &p.DocNumber.Raw)
	}
	add("issued", p.IssuedOn)
	add("genre", p.Genre)
	if p.Region != nil {
		add("region", &p.Region.Name)
	}
	var marks []mark
	for _, t := range p.Tasks {
		id := "task-" + t.ID
		v.Tasks = append(v.Tasks, taskRow{t.ID, id, t.Title})
		marks = append(marks, mark{id, "ts", t.Span})
	}
	v.outline(p.Outline, 1, &marks)
	names := unitNames(p)
	named := map[string][]string{} // assignments by the body they name
	for _, a := range p.Assignments {
		marks = append(marks, mark{a.ID, "as", a.Span})
		v.Duties = append(v.Duties, duty{a.ID, str(a.Task), names(a.Lead), names(a.Responsible), names(a.Cooperating), a.Open, str(a.Deadline)})
		for _, unit := range slices.Concat(a.Lead, a.Responsible, a.Cooperating) {
			if !slices.Contains(named[unit], a.ID) {
				named[unit] = append(named[unit], a.ID)
			}
		}
	}
	for _, u := range p.Units {
		v.Bodies = append(v.Bodies, bodyRow{u.ID, u.Name, strings.Join(named[u.ID], " ")})
	}
	for i, c := range p.Citations {
		id := fmt.Sprintf("cites-%d", i+1)
		number := str(c.DocNumber)
		title := str(c.Title)
		if title == "" {
			title = c.Quote
		}
		v.Cites = append(v.Cites, cite{id, title, number, c.Relation})
		marks = append(marks, mark{id, "ci", c.Span})
	}
	for _, t := range p.Targets {
		marks = append(marks, mark{t.ID, "tg", t.Span})
	}
	for i, f := range p.Findings {
		id := fmt.Sprintf("finding-%d", i+1)
		v.Findings = append(v.Findings, remark{id, f.Code, f.Message})
		for _, s := range f.Spans {
			marks = append(marks, mark{id, "fi", s})
		}
	}
	for i, n := range p.Notes {
		id := fmt.Sprintf("note-%d", i+1)
		v.Notes = append(v.Notes, remark{id, n.Code, n.Message})
		marks = append(marks, mark{id, "no", n.Span})
	}
	v.Parts = parts(p, marks)
	return v
}

// unitNames gives the names of bodies for their ids.
func unitNames(p *plan.Plan) func([]string) []string {
	by := make(map[string]string, len(p.Units))
	for _, u := range p.Units {
		by[u.ID] = u.Name
	}
	return func(ids []string) []string {
		var out []string
		for _, id := range ids {
			if n := by[id]; n != "" {
				out = append(out, n)
			}
		}
		return out
	}
}

// outline lists the headings of the plan; each is marked in the text by its label, or its first character.
func (v *planView) outline(nodes []plan.Item, depth int, marks *[]mark) {
	for i := range nodes {
		n := &nodes[i]
		id := fmt.Sprintf("outline-%d", len(v.Outline)+1)
		v.Outline = append(v.Outline, outlineRow{depth, id, n.Label, n.Heading})
		at := n.Span
		at.End = min(at.End, at.Start+max(1, len([]rune(n.Label))))
		*marks = append(*marks, mark{id, "ou", at})
		v.outline(n.Children, depth+1, marks)
	}
}

// parts lays the text out by its blocks.
func parts(p *plan.Plan, marks []mark) []part {
	var out []part
	text, anchored := []rune(p.Text), map[string]bool{}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.span.Start - b.span.Start })
	table, row, col := 0, -1, -1
	first := 0 // marks before it end before the block
	for _, b := range p.Blocks {
		if b.Start < 0 || b.End > len(text) || b.Start > b.End {
			continue
		}
		for first < len(marks) && marks[first].span.End <= b.Start {
			first++
		}
		ps := cutPieces(text, b.Start, b.End, marks[first:], anchored)
		if b.Cell == nil {
			table = 0
			out = append(out, part{Pieces: ps})
			continue
		}
		if b.Cell.Table != table {
			out = append(out, part{})
			table, row, col = b.Cell.Table, -1, -1
		}
		t := &out[len(out)-1]
		if b.Cell.Row != row {
			t.Rows = append(t.Rows, nil)
			row, col = b.Cell.Row, -1
		}
		line := &t.Rows[len(t.Rows)-1]
		if b.Cell.Col != col {
			*line = append(*line, &cell{RowSpan: b.Cell.RowSpan, ColSpan: b.Cell.ColSpan})
			col = b.Cell.Col
		}
		c := (*line)[len(*line)-1]
		c.Paragraphs = append(c.Paragraphs, ps)
	}
	return out
}

// cutPieces cuts text[start:end] wherever a mark begins or ends.
func cutPieces(text []rune, start, end int, marks []mark, anchored map[string]bool) []piece {
	cuts := []int{start, end}
	var here []mark
	for _, m := range marks {
		if m.span.Start >= end {
			break
		}
		if m.span.End <= start {
			continue
		}
		here = append(here, m)
		cuts = append(cuts, max(m.span.Start, start), min(m.span.End, end))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []piece
	for i := 0; i+1 < len(cuts); i++ {
		pc := piece{Text: string(text[cuts[i]:cuts[i+1]])}
		var of, class []string
		for _, m := range here {
			if m.span.Start > cuts[i] || m.span.End <= cuts[i] {
				continue
			}
			if !slices.Contains(of, m.id) {
				of = append(of, m.id)
			}
			if !slices.Contains(class, m.class) {
				class = append(class, m.class)
			}
			if anchored[m.id] {
				continue
			}
			anchored[m.id] = true
			if pc.Anchor == "" {
				pc.Anchor = "w-" + m.id
			} else {
				pc.More = append(pc.More, "w-"+m.id)
			}
		}
		pc.Of, pc.Class = strings.Join(of, " "), strings.Join(class, " ")
		out = append(out, pc)
	}
	return out
}
