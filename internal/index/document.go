package index

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"taizhang/internal/index/query"
	"taizhang/pipeline/plan"
)

// Names of fields inside the index. Those that a query may name are the same as in package query.
const (
	fKind      = "kind" // plan or task
	fPlan      = "plan"
	fTitle     = "title"
	fHeading   = "heading"
	fText      = "text"
	fContext   = "context" // what a task's plan says of itself
	fLead      = "lead"
	fResp      = "responsible"
	fCoop      = "cooperating"
	fUnit      = "unit"
	fIndicator = "indicator"
	fValue     = "value"
	fDeadline  = "deadline"
	fRegion    = "region"
	fLevel     = "level"
	fYear      = "year"
	fGenre     = "genre"
	fIssuer    = "issuer"
	fNumber    = "number"
	fDate      = "date"
	fStored    = "_stored"
	fWords     = "_words" // the stored text

	facetRegion    = "f_region"
	facetLevel     = "f_level"
	facetYear      = "f_year"
	facetGenre     = "f_genre"
	facetLead      = "f_lead"
	facetIndicator = "f_indicator"
)

// entry is one document of the index: a plan, or a task of it.
type entry struct {
	id      string
	text    map[string][]string  // fields whose words are found
	exact   map[string][]string  // fields compared as they stand
	numbers map[string][]float64 // fields with ranges
	stored  stored
}

// stored is what a hit needs to be shown and what a phrase is checked against, kept with the entry.
type stored struct {
	Task      *string  `json:"k,omitempty"`
	Title     string   `json:"t"`
	PlanTitle string   `json:"p,omitempty"`
	Path      []string `json:"n,omitempty"`
	Headings  []string `json:"h,omitempty"`
	Region    string   `json:"r,omitempty"`
	Code      string   `json:"c,omitempty"`
	Year      int      `json:"y,omitempty"`
	Genre     string   `json:"g,omitempty"`
	Date      string   `json:"d,omitempty"`
	Lead      []string `json:"l,omitempty"`
	Targets   []figure `json:"f,omitempty"`
	Text      string   `json:"-"` // kept beside the rest, as it is
}

// figure is a target as a query sees it: indicator, value and deadline must hold of the same one.
type figure struct {
	Names    []string `json:"i,omitempty"`
	Min      float64  `json:"v"`
	Max      float64  `json:"w"`
	Valued   bool     `json:"q,omitempty"`
	Unit     string   `json:"u,omitempty"`
	Raw      float64  `json:"a,omitempty"` // as written, in RawUnit
	RawUnit  string   `json:"b,omitempty"`
	From, To float64  `json:",omitempty"` // deadline as days, 0 for none
}

// entries makes the documents of a plan: first its own, then its tasks'.
func entries(p *plan.Plan) []entry {
	c := newComposer(p)
	out := make([]entry, 0, 1+len(p.Tasks))
	out = append(out, c.plan())
	for i := range p.Tasks {
		out = append(out, c.task(&p.Tasks[i]))
	}
	return out
}

type composer struct {
	p           *plan.Plan
	at          []int // byte offset of each code point of the text
	units       map[string]*plan.Unit
	assignments map[string]*plan.Assignment
	targets     map[string]*plan.Target
	headings    map[string]string // heading of an outline item, by its labels
	base        stored
	shared      entry // fields that the plan and all its tasks have
}

func newComposer(p *plan.Plan) *composer {
	c := &composer{p: p, units: map[string]*plan.Unit{}, assignments: map[string]*plan.Assignment{}, targets: map[string]*plan.Target{}, headings: map[string]string{}}
	c.at = make([]int, 0, utf8.RuneCountInString(p.Text)+1)
	for i := range p.Text {
		c.at = append(c.at, i)
	}
	c.at = append(c.at, len(p.Text))
	for i := range p.Units {
		c.units[p.Units[i].ID] = &p.Units[i]
	}
	for i := range p.Assignments {
		c.assignments[p.Assignments[i].ID] = &p.Assignments[i]
	}
	for i := range p.Targets {
		c.targets[p.Targets[i].ID] = &p.Targets[i]
	}
	c.heads(p.Outline, "")
	c.share()
	return c
}

func (c *composer) heads(items []plan.Item, above string) {
	for _, it := range items {
		key := above
		if it.Label != "" {
			key += "\x00" + it.Label
		}
		if _, ok := c.headings[key]; !ok {
			c.headings[key] = it.Heading
		}
		c.heads(it.Children, key)
	}
}

// above are the headings over a path, outermost first, without the last.
func (c *composer) above(path []string) []string {
	var out []string
	key := ""
	for i, l := range path {
		key += "\x00" + l
		if h := c.headings[key]; h != "" && i < len(path)-1 {
			out = append(out, h)
		}
	}
	return out
}

func (c *composer) slice(s plan.Span) string {
	last := len(c.at) - 1
	start, end := min(max(s.Start, 0), last), min(max(s.End, 0), last)
	if start >= end {
		return ""
	}
	return c.p.Text[c.at[start]:c.at[end]]
}

func (c *composer) share() {
	p := c.p
	year := Year(p)
	c.base = stored{PlanTitle: deref(p.Title), Genre: deref(p.Genre), Year: year, Date: deref(p.IssuedOn)}
	e := entry{text: map[string][]string{}, exact: map[string][]string{}, numbers: map[string][]float64{}}
	e.exact[fPlan] = []string{p.ID}
	if r := p.Region; r != nil {
		c.base.Region, c.base.Code = r.Name, r.Code
		e.text[fRegion] = []string{r.Name}
		e.text[fRegion] = append(e.text[fRegion], ancestors(r)...)
		e.exact[fRegion+"_code"] = codes(r.Code)
		e.exact[fLevel] = []string{r.Level}
		e.exact[facetRegion] = []string{r.Code + " " + r.Name}
		e.exact[facetLevel] = []string{r.Level}
	}
	if year != 0 {
		e.numbers[fYear] = []float64{float64(year)}
		e.exact[facetYear] = []string{strconv.Itoa(year)}
	}
	if g := deref(p.Genre); g != "" {
		e.text[fGenre] = []string{g}
		e.exact[facetGenre] = []string{g}
	}
	e.text[fIssuer] = p.Issuers
	if n := p.DocNumber; n != nil {
		e.text[fNumber] = []string{n.Raw}
	}
	if d := deref(p.IssuedOn); d != "" {
		if lo, _, err := query.Days(d); err == nil {
			e.numbers[fDate] = []float64{lo}
		}
	}
	c.shared = e
}

// entry begins a document with the shared fields.
func (c *composer) entry(id, kind string) entry {
	e := entry{id: id, text: map[string][]string{}, exact: map[string][]string{fKind: {kind}}, numbers: map[string][]float64{}, stored: c.base}
	for k, v := range c.shared.text {
		e.text[k] = v
	}
	for k, v := range c.shared.exact {
		e.exact[k] = v
	}
	for k, v := range c.shared.numbers {
		e.numbers[k] = v
	}
	return e
}

// plan is the plan's own document. Its text field holds every word of the plan, so that words of different
// tasks are found together; its stored text is what stands outside the tasks. Assignments and targets that
// belong to no task hang on it.
func (c *composer) plan() entry {
	p := c.p
	e := c.entry(p.ID, "plan")
	e.text[fTitle] = texts(deref(p.Title))
	e.text[fText] = texts(p.Text)
	for _, it := range p.Outline {
		if it.Heading != "" {
			e.text[fHeading] = append(e.text[fHeading], it.Heading)
		}
	}
	e.stored.Title, e.stored.PlanTitle = deref(p.Title), ""
	e.stored.Text = c.outside()
	var as, ts []string
	for i := range p.Assignments {
		if p.Assignments[i].Task == nil {
			as = append(as, p.Assignments[i].ID)
		}
	}
	for i := range p.Targets {
		if p.Targets[i].Task == nil {
			ts = append(ts, p.Targets[i].ID)
		}
	}
	c.duties(&e, as)
	c.figures(&e, ts)
	return e
}

// outside is the text that no task covers.
func (c *composer) outside() string {
	var b strings.Builder
	at := 0
	for _, t := range c.p.Tasks {
		if t.Span.Start > at {
			b.WriteString(c.slice(plan.Span{Start: at, End: t.Span.Start}))
		}
		at = max(at, t.Span.End)
	}
	b.WriteString(c.slice(plan.Span{Start: at, End: len(c.at) - 1}))
	return b.String()
}

func (c *composer) task(t *plan.Task) entry {
	id := t.ID
	e := c.entry(c.p.ID+"/"+id, "task")
	e.stored.Task, e.stored.Title, e.stored.Path, e.stored.Headings = &id, t.Title, t.Path, c.above(t.Path)
	e.stored.Text = c.slice(t.Span)
	e.text[fTitle] = texts(t.Title)
	e.text[fHeading] = e.stored.Headings
	e.text[fText] = texts(e.stored.Text)
	e.text[fContext] = append(texts(deref(c.p.Title)), c.p.Issuers...)
	if c.p.Region != nil {
		e.text[fContext] = append(e.text[fContext], c.p.Region.Name)
	}
	c.duties(&e, t.Assignments)
	c.figures(&e, t.Targets)
	if d := deref(t.Deadline); d != "" {
		if lo, hi, err := query.Days(d); err == nil {
			e.stored.Targets = append(e.stored.Targets, figure{From: lo, To: hi})
			e.numbers[fDeadline] = append(e.numbers[fDeadline], hi)
		}
	}
	return e
}

// duties adds the bodies that assignments name, under every wording that is known of them.
func (c *composer) duties(e *entry, ids []string) {
	seen := map[string]bool{}
	add := func(field string, units []string) {
		for _, id := range units {
			u := c.units[id]
			if u == nil || seen[field+id] {
				continue
			}
			seen[field+id] = true
			names := append([]string{u.Name}, u.Aliases...)
			if u.FullName != nil {
				names = append(names, *u.FullName)
			}
			e.text[field] = append(e.text[field], names...)
			if !seen[id] {
				seen[id] = true
				e.text[fUnit] = append(e.text[fUnit], names...)
			}
			if field == fLead {
				e.stored.Lead = append(e.stored.Lead, u.Name)
				name := u.Name
				if u.FullName != nil {
					name = *u.FullName
				}
				e.exact[facetLead] = append(e.exact[facetLead], name)
			}
		}
	}
	for _, id := range ids {
		if a := c.assignments[id]; a != nil {
			add(fLead, a.Lead)
			add(fResp, a.Responsible)
			add(fCoop, a.Cooperating)
		}
	}
}

func (c *composer) figures(e *entry, ids []string) {
	seen := map[string]bool{}
	for _, id := range ids {
		t := c.targets[id]
		if t == nil {
			continue
		}
		f := figureOf(t)
		e.stored.Targets = append(e.stored.Targets, f)
		for _, n := range f.Names {
			if !seen[n] {
				seen[n] = true
				e.text[fIndicator] = append(e.text[fIndicator], n)
			}
		}
		if n := name(t); n != "" && !seen["\x00"+n] {
			seen["\x00"+n] = true
			e.exact[facetIndicator] = append(e.exact[facetIndicator], n)
		}
		e.numbers[fValue] = append(e.numbers[fValue], f.values()...)
		if f.To != 0 {
			e.numbers[fDeadline] = append(e.numbers[fDeadline], f.To)
		}
	}
}

// name is the indicator's canonical name, or its own.
func name(t *plan.Target) string {
	if t.Indicator.Canonical != nil {
		return *t.Indicator.Canonical
	}
	return deref(t.Indicator.Raw)
}

func figureOf(t *plan.Target) figure {
	var f figure
	for _, n := range []*string{t.Indicator.Raw, t.Indicator.Canonical} {
		if n != nil && (len(f.Names) == 0 || f.Names[0] != *n) {
			f.Names = append(f.Names, *n)
		}
	}
	value, top, unit := t.Value, t.ValueMax, deref(t.Unit)
	if v, ok := decimal(value); ok {
		f.Raw, f.RawUnit = v, unit
	}
	if n := t.Normalized; n != nil {
		value, top, unit = &n.Value, n.ValueMax, n.Unit
	}
	if v, ok := decimal(value); ok {
		f.Min, f.Max, f.Valued, f.Unit = v, v, true, unit
		if w, ok := decimal(top); ok {
			f.Max = w
		}
	}
	if d := t.Deadline; d != nil {
		if lo, hi, err := query.Days(d.Date); err == nil {
			f.From, f.To = lo, hi
		}
	}
	return f
}

// values are the numbers by which a query's range may find the target: its normalised bounds and its value
// as written (万亩 as 亩), since the one who asks may think in either unit.
func (f *figure) values() []float64 {
	var out []float64
	add := func(v float64) {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	if f.Valued {
		add(f.Min)
		add(f.Max)
	}
	if times, _, ok := query.Quantity("1" + f.RawUnit); ok && f.RawUnit != "" {
		add(f.Raw * times)
	}
	return out
}

func decimal(s *string) (float64, bool) {
	if s == nil {
		return 0, false
	}
	v, err := strconv.ParseFloat(*s, 64)
	return v, err == nil
}

// Year is the year that a plan belongs to: of its date, else of its number, else the first of its period; 0
// if it states none.
func Year(p *plan.Plan) int {
	if d := deref(p.IssuedOn); len(d) >= 4 {
		if y, err := strconv.Atoi(d[:4]); err == nil {
			return y
		}
	}
	if p.DocNumber != nil && p.DocNumber.Year != 0 {
		return p.DocNumber.Year
	}
	if p.Period != nil {
		return p.Period.From
	}
	return 0
}

func (s *stored) bytes() []byte {
	b, _ := json.Marshal(s) // strings and numbers: cannot fail
	return b
}

func texts(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
