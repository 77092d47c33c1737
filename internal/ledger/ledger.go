// Package ledger prints a plan for the terminal: dense, in the order of the document, aligned by what a terminal shows
// (a Chinese character takes two columns).
package ledger

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"taizhang/pipeline/plan"
)

// Options say how to print. Width is in columns, 0 means 100; Colour asks for ANSI colours; Places has each fact followed
// by where it stands: page, paragraph, offsets in code points into the plan's text.
type Options struct {
	Width  int
	Colour bool
	Places bool
}

const (
	defaultWidth = 100
	narrowest    = 60
	labelWidth   = 6 // 牵头 and its space
)

// Print writes the ledger of p.
func Print(w io.Writer, p *plan.Plan, o Options) error {
	if o.Width == 0 {
		o.Width = defaultWidth
	}
	o.Width = max(o.Width, narrowest)
	l := &ledger{out: bufio.NewWriter(w), plan: p, Options: o, units: map[string]string{}, assignments: map[string]*plan.Assignment{}, targets: map[string]*plan.Target{}, tasks: map[string]*plan.Task{}}
	l.print()
	return l.out.Flush()
}

type ledger struct {
	Options
	out         *bufio.Writer
	plan        *plan.Plan
	units       map[string]string
	assignments map[string]*plan.Assignment
	targets     map[string]*plan.Target
	tasks       map[string]*plan.Task
}

func (l *ledger) print() {
	p := l.plan
	for _, u := range p.Units {
		l.units[u.ID] = u.Name
	}
	for i := range p.Assignments {
		l.assignments[p.Assignments[i].ID] = &p.Assignments[i]
	}
	for i := range p.Targets {
		l.targets[p.Targets[i].ID] = &p.Targets[i]
	}
	for i := range p.Tasks {
		l.tasks[strings.Join(p.Tasks[i].Path, "\x00")+p.Tasks[i].Title] = &p.Tasks[i]
	}
	l.head()
	l.items(p.Outline, nil)
	l.loose()
	l.doubts()
}

func (l *ledger) head() {
	p := l.plan
	title := "（无标题）"
	if p.Title != nil {
		title = *p.Title
	}
	for _, line := range wrap(title, l.Width) {
		fmt.Fprintln(l.out, l.bold(line))
	}
	var facts []string
	if p.DocNumber != nil {
		facts = append(facts, p.DocNumber.Raw)
	}
	facts = append(facts, p.Issuers...)
	if p.IssuedOn != nil {
		facts = append(facts, *p.IssuedOn)
	}
	if p.Genre != nil {
		facts = append(facts, *p.Genre)
	}
	if p.Region != nil {
		facts = append(facts, p.Region.Name+" "+p.Region.Code)
	}
	if p.Period != nil {
		facts = append(facts, fmt.Sprintf("%d—%d", p.Period.From, p.Period.To))
	}
	l.wrapped("", strings.Join(facts, " · "), 0)
	with, leads, bodies := 0, map[string]bool{}, map[string]bool{}
	for _, t := range p.Tasks {
		if len(t.Assignments) > 0 {
			with++
		}
	}
	for _, a := range p.Assignments {
		for _, u := range a.Lead {
			leads[u], bodies[u] = true, true
		}
		for _, list := range [][]string{a.Responsible, a.Cooperating} {
			for _, u := range list {
				bodies[u] = true
			}
		}
	}
	l.wrapped("", fmt.Sprintf("%d项任务有责任单位 · %d个牵头单位 · %d个单位 · %d个指标 · %d处引文", with, len(leads), len(bodies), len(p.Targets), len(p.Citations)), 0)
	fmt.Fprintln(l.out, l.faint(strings.Repeat("─", l.Width/runewidth.RuneWidth('─'))))
}

// items prints the outline; an item that is a task is followed by who does it and what it is to reach.
func (l *ledger) items(items []plan.Item, path []string) {
	for i := range items {
		it := &items[i]
		own := path
		indent := 2 * (it.Depth - 1)
		if it.Synthesized {
			fmt.Fprintln(l.out, strings.Repeat(" ", indent)+l.faint("（此处标题已佚）"))
		} else {
			own = append(append([]string(nil), path...), it.Label)
			l.heading(it, indent)
			l.task(it, own, indent+2)
		}
		l.items(it.Children, own)
	}
}

func (l *ledger) heading(it *plan.Item, indent int) {
	text := it.Label + it.Heading
	if !strings.ContainsAny(it.Label, "、.．)）") && it.Label != "" {
		text = it.Label + " " + it.Heading
	}
	lines := wrap(text, l.Width-indent-2) // further lines stand two columns in
	for i, line := range lines {
		if i > 0 {
			line = "  " + line
		}
		if len(it.Children) > 0 {
			line = l.bold(line)
		}
		fmt.Fprintln(l.out, strings.Repeat(" ", indent)+line)
	}
}

func (l *ledger) task(it *plan.Item, path []string, indent int) {
	for _, a := range l.plan.Assignments {
		if !a.Inherited && within(a.Span, it) && same(a.Path, path) {
			l.assignment(&a, indent)
		}
	}
	var targets []*plan.Target
	for i := range l.plan.Targets {
		if t := &l.plan.Targets[i]; innermost(it, t.Span) {
			targets = append(targets, t)
		}
	}
	l.targetLines(targets, indent)
}

func within(s plan.Span, it *plan.Item) bool {
	return it.Span.Start <= s.Start && s.End <= it.Span.End
}

// innermost reports whether the span lies in it and in none of its children.
func innermost(it *plan.Item, s plan.Span) bool {
	if !within(s, it) {
		return false
	}
	for i := range it.Children {
		if within(s, &it.Children[i]) {
			return false
		}
	}
	return true
}

func same(a, b []string) bool { return strings.Join(a, "\x00") == strings.Join(b, "\x00") }

func (l *ledger) assignment(a *plan.Assignment, indent int) {
	type row struct {
		label string
		ids   []string
		paint func(string) string
	}
	rows := []row{{"牵头", a.Lead, l.red}, {"责任", a.Responsible, l.blue}, {"配合", a.Cooperating, l.faint}}
	rows = slices.DeleteFunc(rows, func(r row) bool { return len(r.ids) == 0 })
	for n, r := range rows {
		names := make([]string, len(r.ids))
		for i, id := range r.ids {
			names[i] = l.units[id]
		}
		text := strings.Join(names, "、")
		if a.Open && n == len(rows)-1 { // the 等 stands at the end of the bracket
			text += " 等"
		}
		l.wrapped(strings.Repeat(" ", indent)+r.paint(r.label)+"  ", text, indent+labelWidth)
	}
	if a.Deadline != nil {
		l.wrapped(strings.Repeat(" ", indent)+l.faint("时限")+"  ", *a.Deadline, indent+labelWidth)
	}
	l.place(a.Span, indent+labelWidth)
}

// place prints where a fact stands, if that is asked for: 第3页 第12段 [1204, 1221).
func (l *ledger) place(s plan.Span, indent int) {
	if !l.Places {
		return
	}
	page, paragraph := l.plan.Place(s)
	var parts []string
	if page > 0 {
		parts = append(parts, fmt.Sprintf("第%d页", page))
	}
	if paragraph > 0 {
		parts = append(parts, fmt.Sprintf("第%d段", paragraph))
	}
	parts = append(parts, fmt.Sprintf("[%d, %d)", s.Start, s.End))
	fmt.Fprintln(l.out, strings.Repeat(" ", indent)+l.faint("↳ "+strings.Join(parts, " ")))
}

// widest is how many columns an indicator may take before its figure no longer stands below the others.
const widest = 36

// targetLines prints targets one a line, their figures and deadlines in columns.
func (l *ledger) targetLines(targets []*plan.Target, indent int) {
	names, figures := 0, 0
	for _, t := range targets {
		if w := runewidth.StringWidth(indicator(t)); w <= widest {
			names = max(names, w)
			figures = max(figures, runewidth.StringWidth(Figure(t)))
		}
	}
	for _, t := range targets {
		var extra []string
		if t.Deadline != nil && t.Deadline.Source != "document" {
			extra = append(extra, t.Deadline.Date)
		}
		if t.Hedged {
			extra = append(extra, "力争")
		}
		if t.Baseline != nil {
			extra = append(extra, "比"+*t.Baseline)
		}
		name := runewidth.FillRight(indicator(t), names)
		figure := Figure(t)
		if len(extra) > 0 {
			figure = runewidth.FillRight(figure, figures)
		}
		tail := strings.Join(extra, " ")
		line := strings.Repeat(" ", indent) + l.green("指标") + "  "
		if indent+labelWidth+runewidth.StringWidth(name+"  "+figure+"  "+tail) <= l.Width {
			line += name + "  " + l.green(figure)
			if tail != "" {
				line += "  " + l.faint(tail)
			}
			fmt.Fprintln(l.out, line)
		} else {
			l.wrapped(line, strings.TrimSpace(indicator(t)+" "+Figure(t)+" "+tail), indent+labelWidth)
		}
		l.place(t.Span, indent+labelWidth)
	}
}

// indicator is what a target measures; the target's own words where that is not known.
func indicator(t *plan.Target) string {
	if t.Indicator.Raw != nil {
		return *t.Indicator.Raw
	}
	return t.Quote
}

var signs = map[string]string{">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈", "=": "="}
var changes = map[string]string{"increase": "↑", "decrease": "↓", "growth_rate": "增速", "level": ""}

// Figure is a target's figure in one phrase: ≥ 35万吨, ↓ ≥ 15%.
func Figure(t *plan.Target) string {
	var parts []string
	if c := changes[t.Measure]; c != "" {
		parts = append(parts, c)
	}
	value := ""
	if t.Value != nil {
		value = *t.Value
	}
	if t.ValueMax != nil {
		value += "—" + *t.ValueMax
	}
	if t.Unit != nil {
		value += *t.Unit
	}
	if t.Op != "=" || len(parts) == 0 {
		parts = append(parts, signs[t.Op])
	}
	return strings.Join(append(parts, value), " ")
}

// loose prints what hangs on no item of the outline.
func (l *ledger) loose() {
	var assignments []*plan.Assignment
	for i := range l.plan.Assignments {
		if a := &l.plan.Assignments[i]; len(a.Path) == 0 {
			assignments = append(assignments, a)
		}
	}
	var targets []*plan.Target
	for i := range l.plan.Targets {
		t := &l.plan.Targets[i]
		if !slices.ContainsFunc(l.plan.Outline, func(it plan.Item) bool { return within(t.Span, &it) }) {
			targets = append(targets, t)
		}
	}
	if len(assignments)+len(targets) == 0 {
		return
	}
	fmt.Fprintln(l.out, l.bold("（提纲之外）"))
	for _, a := range assignments {
		l.assignment(a, 2)
	}
	l.targetLines(targets, 2)
}

func (l *ledger) doubts() {
	if len(l.plan.Findings)+len(l.plan.Notes) == 0 {
		return
	}
	fmt.Fprintln(l.out, l.faint(strings.Repeat("─", l.Width/runewidth.RuneWidth('─'))))
	for _, f := range l.plan.Findings {
		l.wrapped(l.red("!")+" ", f.Code+": "+f.Message, 2)
	}
	for _, n := range l.plan.Notes {
		l.wrapped("· ", n.Code+": "+n.Message, 2)
	}
}

// wrapped prints text behind a prefix, its further lines indented.
func (l *ledger) wrapped(prefix, text string, indent int) {
	for i, line := range wrap(text, l.Width-indent) {
		if i == 0 {
			fmt.Fprintln(l.out, prefix+line)
		} else {
			fmt.Fprintln(l.out, strings.Repeat(" ", indent)+line)
		}
	}
}

// wrap cuts text into lines of at most width columns: behind a mark outside brackets where one is near, else before a
// bracket.
func wrap(text string, width int) []string {
	var out []string
	r := []rune(strings.Join(strings.Fields(text), " "))
	for len(r) > 0 {
		n, w, depth, mark, bracket := 0, 0, 0, 0, 0
		for n < len(r) && w+runewidth.RuneWidth(r[n]) <= width {
			w += runewidth.RuneWidth(r[n])
			n++
			switch c := r[n-1]; {
			case strings.ContainsRune("（(〔《", c):
				depth++
				bracket = n - 1
			case strings.ContainsRune("）)〕》", c):
				depth = max(0, depth-1)
			case depth == 0 && strings.ContainsRune("、，；。 ·", c):
				mark = n
			}
		}
		n = max(n, 1)
		if n < len(r) {
			for _, cut := range []int{mark, bracket} {
				if cut > n-20 && cut > 1 {
					n = cut
					break
				}
			}
		}
		out = append(out, strings.TrimSpace(string(r[:n])))
		r = r[n:]
	}
	return out
}

func (l *ledger) paint(code, s string) string {
	if !l.Colour || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (l *ledger) bold(s string) string  { return l.paint("1", s) }
func (l *ledger) faint(s string) string { return l.paint("2", s) }
func (l *ledger) red(s string) string   { return l.paint("31", s) }
func (l *ledger) blue(s string) string  { return l.paint("34", s) }
func (l *ledger) green(s string) string { return l.paint("32", s) }
