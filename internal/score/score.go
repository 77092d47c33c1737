// Package score measures plans against gold: annotations made by hand, one JSON file a document (see gold.go).
//
// Gold holds quotes, not offsets, so that documents read from PDF, HTML or text compare alike; strings are compared
// after folding (fold.go). What is counted:
//
//	outline        (label, first 12 characters of the heading, depth), aligned in order
//	assignments    (path, role, body), with multiplicity; bodies is the same without the path
//	targets.found  same value, value_max and unit, and quotes that overlap
//	targets.tuple  found, and op, measure, kind, deadline and indicator right as well
//	targets.soft   coverage and relative targets: same kind, and quotes that overlap
//	meta           title, doc_number, issuers, issued_on, addressees: right or not
//
// Figures and listings agree to the byte with the reference measure, a Python script; where a choice of this package
// looks odd (order of matching, rounding, the look of tuples), that is why.
package score

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"taizhang/pipeline/plan"
)

// Measures are the names of what is counted, in order of print.
var Measures = []string{"outline", "assignments", "bodies", "targets.found", "targets.tuple", "targets.soft"}

const (
	outlines = iota
	assignments
	bodies
	found
	tuple
	soft
	measures
)

// Count is true positives, false positives (said, not in gold) and false negatives (in gold, not said).
type Count struct{ TP, FP, FN int }

func (c *Count) add(tp, said, gold int) {
	c.TP += tp
	c.FP += said - tp
	c.FN += gold - tp
}

// Precision, Recall and F1 are 1 where nothing was said or wanted, to four decimals.
func (c Count) Precision() float64 { return round(c.precision()) }

// Recall is the part of gold that was said.
func (c Count) Recall() float64 { return round(c.recall()) }

// F1 is the harmonic mean of both.
func (c Count) F1() float64 {
	p, r := c.precision(), c.recall()
	if p+r == 0 {
		return 0
	}
	return round(float64(float64(2*p)*r) / float64(p+r))
}

func (c Count) precision() float64 { return ratio(c.TP, c.TP+c.FP) }
func (c Count) recall() float64    { return ratio(c.TP, c.TP+c.FN) }

func ratio(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// Document is the counts of one document.
type Document struct {
	Name   string
	Counts [measures]Count
}

// Report is one measurement.
type Report struct {
	Counts     [measures]Count
	Fields     map[string]int // of FieldNames: right among the Found
	Found      int
	Meta       map[string]int // of MetaNames: documents that have it right
	SpansExact int            // targets and assignments whose span cuts their quote out of the text
	Spans      int
	Documents  []Document // in order of file name
	Missing    []string   // documents of gold without a plan: counted as all missed
	Errors     []string   // one line a difference
}

// FieldNames are the fields of a found target that are compared.
var FieldNames = []string{"op", "measure", "kind", "deadline", "indicator", "hedged", "baseline"}

// inTuple is how many of FieldNames, from the front, must be right for targets.tuple.
const inTuple = 5

// MetaNames are the metadata that are compared.
var MetaNames = []string{"title", "doc_number", "issued_on", "addressees", "issuers"}

// Compare measures the plans in one folder against the gold in another. Documents named in skip are left out.
func Compare(goldDir, planDir string, skip []string) (*Report, error) {
	gold, err := loadGold(goldDir)
	if err != nil {
		return nil, err
	}
	r := &Report{Fields: map[string]int{}, Meta: map[string]int{}}
	for _, g := range gold {
		if slices.Contains(skip, g.Doc) {
			continue
		}
		p, err := LoadPlan(filepath.Join(planDir, g.Doc+".json"))
		if err != nil {
			return nil, err
		}
		if p == nil {
			r.Missing = append(r.Missing, g.Doc)
			p = &plan.Plan{}
		}
		s := scorer{r: r, gold: g, plan: p, doc: Document{Name: g.Doc}}
		s.outline()
		s.assignments()
		s.spans()
		s.targets()
		s.meta()
		for i, c := range s.doc.Counts {
			r.Counts[i].TP += c.TP
			r.Counts[i].FP += c.FP
			r.Counts[i].FN += c.FN
		}
		r.Documents = append(r.Documents, s.doc)
	}
	return r, nil
}

// scorer compares one document.
type scorer struct {
	r    *Report
	gold *gold
	plan *plan.Plan
	doc  Document
}

func (s *scorer) say(format string, args ...any) {
	s.r.Errors = append(s.r.Errors, s.gold.Doc+" "+fmt.Sprintf(format, args...))
}

func (s *scorer) add(measure, tp, said, gold int) { s.doc.Counts[measure].add(tp, said, gold) }

// heading is an outline item as it is compared.
type heading struct {
	label, words string
	depth        int
}

func newHeading(label, words string, depth int) heading {
	return heading{bareLabel(label), first(fold(words), 12), depth}
}

func (h heading) String() string {
	return fmt.Sprintf("(%s, %s, %d)", repr(h.label), repr(h.words), h.depth)
}

func bareLabel(s string) string { return strings.TrimRight(fold(s), "、.") }

// headings is the outline in reading order; a level that the text lost is in no gold.
func headings(items []plan.Item) (out []heading) {
	for i := range items {
		if !items[i].Synthesized {
			out = append(out, newHeading(items[i].Label, items[i].Heading, items[i].Depth))
		}
		out = append(out, headings(items[i].Children)...)
	}
	return out
}

func (s *scorer) outline() {
	var want []heading
	for _, o := range s.gold.Outline {
		want = append(want, newHeading(o.Label, o.Heading, o.Depth))
	}
	said := headings(s.plan.Outline)
	s.add(outlines, common(want, said), len(said), len(want))
	for _, h := range want {
		if !slices.Contains(said, h) {
			s.say("outline missed %s", h)
		}
	}
	for _, h := range said {
		if !slices.Contains(want, h) {
			s.say("outline extra %s", h)
		}
	}
}

// part is one body's part in one assignment.
type part struct{ path, role, body string }

func (p part) String() string {
	return fmt.Sprintf("(%s, %s, %s)", repr(p.path), repr(p.role), repr(p.body))
}

func paths(labels []string) string {
	var out []string
	for _, l := range labels {
		out = append(out, bareLabel(l))
	}
	return strings.Join(out, "/")
}

// parts is who does what in a plan; prose and inherited assignments are not scored.
func parts(p *plan.Plan) *bag[part] {
	name := map[string]string{}
	for _, u := range p.Units {
		name[u.ID] = u.Name
	}
	out := newBag[part]()
	for _, a := range p.Assignments {
		if a.Form == "prose" || a.Inherited {
			continue
		}
		for _, role := range roles(a.Lead, a.Responsible, a.Cooperating) {
			for _, id := range role.bodies {
				out.add(part{paths(a.Path), role.name, fold(name[id])})
			}
		}
	}
	return out
}

type role struct {
	name   string
	bodies []string
}

func roles(lead, responsible, cooperating []string) []role {
	return []role{{"lead", lead}, {"responsible", responsible}, {"cooperating", cooperating}}
}

func (s *scorer) assignments() {
	want, said := newBag[part](), parts(s.plan)
	for _, a := range s.gold.Assignments {
		for _, role := range roles(a.Lead, a.Responsible, a.Cooperating) {
			for _, b := range role.bodies {
				want.add(part{paths(a.Path), role.name, fold(b)})
			}
		}
	}
	s.add(assignments, want.shared(said), said.size, want.size)
	w, d := withoutPath(want), withoutPath(said)
	s.add(bodies, w.shared(d), d.size, w.size)
	for _, p := range want.minus(said) {
		s.say("assignment missed %s", p)
	}
	for _, p := range said.minus(want) {
		s.say("assignment extra %s", p)
	}
}

func withoutPath(b *bag[part]) *bag[part] {
	out := newBag[part]()
	for _, p := range b.order {
		for range b.count[p] {
			out.add(part{"", p.role, p.body})
		}
	}
	return out
}

// spans counts the facts whose span cuts their quote out of the text.
func (s *scorer) spans() {
	if s.plan.Text == "" {
		return
	}
	text := []rune(s.plan.Text)
	check := func(sp plan.Span, quote string) {
		s.r.Spans++
		if sp.Start >= 0 && sp.Start <= sp.End && sp.End <= len(text) && string(text[sp.Start:sp.End]) == quote {
			s.r.SpansExact++
		}
	}
	for _, t := range s.plan.Targets {
		check(t.Span, t.Quote)
	}
	for _, a := range s.plan.Assignments {
		check(a.Span, a.Quote)
	}
}

func isHard(kind string) bool { return kind != "coverage" && kind != "relative" }

func (s *scorer) targets() {
	if !s.gold.wholeTargets() {
		return
	}
	var hard, soft2, saidHard, saidSoft []figure
	for _, t := range s.gold.Targets {
		if f := t.figure(); isHard(f.kind) {
			hard = append(hard, f)
		} else {
			soft2 = append(soft2, f)
		}
	}
	for i := range s.plan.Targets {
		if f := said(&s.plan.Targets[i]); isHard(f.kind) {
			saidHard = append(saidHard, f)
		} else {
			saidSoft = append(saidSoft, f)
		}
	}
	pairs, missed, extra := match(hard, saidHard, sameNumber)
	s.add(found, len(pairs), len(saidHard), len(hard))
	full := 0
	for _, p := range pairs {
		right := compare(&p.gold, &p.said)
		var wrong []string
		for i, ok := range right {
			if ok {
				s.r.Fields[FieldNames[i]]++
			} else {
				wrong = append(wrong, repr(FieldNames[i]))
			}
		}
		s.r.Found++
		if !slices.Contains(right[:inTuple], false) {
			full++
			continue
		}
		s.say("target wrong [%s] %s | gold %s | plan %s", strings.Join(wrong, ", "), p.gold.quote, p.gold.repr(), p.said.repr())
	}
	s.add(tuple, full, len(saidHard), len(hard))
	for _, t := range missed {
		s.say("target missed %s %s %s", t.quote, orNone(t.value), orNone(t.unit))
	}
	for _, t := range extra {
		s.say("target extra %s %s %s", t.quote, orNone(t.value), orNone(t.unit))
	}
	pairs, missed, extra = match(soft2, saidSoft, func(g, p *figure) bool { return g.kind == p.kind })
	s.add(soft, len(pairs), len(saidSoft), len(soft2))
	for _, t := range missed {
		s.say("soft target missed %s", t.quote)
	}
	for _, t := range extra {
		s.say("soft target extra %s", t.quote)
	}
}

func (s *scorer) meta() {
	p, m := s.plan, &s.gold.Meta
	var number *string
	if p.DocNumber != nil {
		number = &p.DocNumber.Raw
	}
	one := func(name string, gold, said *string) {
		if strings.TrimRight(fold(deref(gold)), ":") == strings.TrimRight(fold(deref(said)), ":") {
			s.r.Meta[name]++
			return
		}
		s.say("meta %s gold %s plan %s", name, orNone(filled(gold)), orNone(filled(said)))
	}
	one("title", m.Title, p.Title)
	one("doc_number", m.DocNumber, number)
	one("issued_on", m.IssuedOn, p.IssuedOn)
	one("addressees", m.Addressees, p.Addressees)
	if slices.EqualFunc(m.Issuers, p.Issuers, func(a, b string) bool { return fold(a) == fold(b) }) {
		s.r.Meta["issuers"]++
	} else {
		s.say("meta issuers gold %s plan %s", reprList(m.Issuers), reprList(p.Issuers))
	}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func filled(s *string) *string {
	if deref(s) == "" {
		return nil
	}
	return s
}

// bag is a multiset that remembers the order in which its members came.
type bag[T comparable] struct {
	order []T
	count map[T]int
	size  int
}

func newBag[T comparable]() *bag[T] { return &bag[T]{count: map[T]int{}} }

func (b *bag[T]) add(x T) {
	if b.count[x] == 0 {
		b.order = append(b.order, x)
	}
	b.count[x]++
	b.size++
}

// shared is the size of the intersection.
func (b *bag[T]) shared(o *bag[T]) (n int) {
	for x, c := range b.count {
		n += min(c, o.count[x])
	}
	return n
}

// minus is the members of which b has more than o, each once.
func (b *bag[T]) minus(o *bag[T]) (out []T) {
	for _, x := range b.order {
		if b.count[x] > o.count[x] {
			out = append(out, x)
		}
	}
	return out
}
