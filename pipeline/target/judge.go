package target

// The verdict on a figure: reasons against it in order of precedence, then the evidence that the sentence commits
// to it. A figure with no reason against it and no evidence for it is no target either.
import (
	"strings"
)

// view is what a reason looks at.
type view struct {
	a          *analysis
	c          *candidate
	pi         int
	p          *phrase
	e          *element
	f          int // index of the figure among the phrase's tokens
	q          *quantity
	verb       *token
	countFirst bool
	seg        stretch
}

// reason names why a figure is no target; ok is false where it does not apply.
type reason struct {
	name string
	hit  func(v *view) bool
}

// against are the reasons in order of precedence.
var against = []reason{
	{"a document that lays down rules", func(v *view) bool { return v.a.sc.rule }},
	{"a section that looks back", func(v *view) bool { return v.a.sc.past && v.a.carry.deadline == nil }},
	{"past", func(v *view) bool { return v.a.carry.past != "" }},
	{"where a change starts", func(v *view) bool { return v.f > 0 && v.p.toks[v.f-1].is(from) }},
	{"no count", vague},
	{"voltage, age or other mark of a kind", markOfKind},
	{"a length of time", span},
	{"a frequency", frequency},
	{"terms of a grant, fine or fee", grant},
	{"a threshold", threshold},
	{"what is there already", existing},
}

// evidence are the ways in which a sentence commits to a figure.
var evidence = []reason{
	{"reaches the value", func(v *view) bool { return v.e.reach }},
	{"changes by or to the value", func(v *view) bool { return v.e.change != nil }},
	{"an output verb governs", func(v *view) bool { return v.verb != nil }},
	{"a comparison and a deadline", func(v *view) bool { return v.e.compared && (v.c.Deadline != nil || v.a.sc.goal) }},
	{"a deadline, the figure last", func(v *view) bool { return !v.countFirst && v.c.Deadline != nil && v.c.Indicator != "" && v.a.sc.goal }},
}

func (a *analysis) judge(c *candidate, pi int, p *phrase, e *element, f int, verb *token, countFirst bool) {
	v := &view{a: a, c: c, pi: pi, p: p, e: e, f: f, q: p.toks[f].qty, verb: verb, countFirst: countFirst, seg: a.segs[pi]}
	for _, r := range against {
		if r.hit(v) {
			c.against = r.name
			return
		}
	}
	for _, r := range evidence {
		if r.hit(v) {
			c.fired = append(c.fired, r.name)
		}
	}
	if len(c.fired) == 0 {
		c.against = "nothing commits to it"
	}
}

func vague(v *view) bool {
	q := v.q
	if q.of != nil && q.of.class == "vague" {
		return true
	}
	if q.one && !strings.Contains(v.e.op, ">") {
		return true
	}
	if q.unit == "" && q.kind == "quantity" {
		return !v.e.reach || !strings.HasSuffix(v.c.Indicator, "指数") && !strings.HasSuffix(v.c.Indicator, "水平") && !strings.HasSuffix(v.c.Indicator, "得分")
	}
	return false
}

func markOfKind(v *view) bool {
	if v.q.of == nil {
		return false
	}
	switch v.q.of.dimension {
	case "voltage", "age":
		return true
	}
	return false
}

// span: a stretch of time is a target only as the limit of a service.
func span(v *view) bool {
	if v.q.of == nil {
		return false
	}
	switch v.q.of.dimension {
	case "time", "months", "working days":
	default:
		return false
	}
	if v.e.change != nil && v.e.change.is(down) || v.e.toLevel {
		return false
	}
	if strings.HasSuffix(v.c.Indicator, "天数") || strings.HasSuffix(v.c.Indicator, "时间") || strings.HasSuffix(v.c.Indicator, "时限") || strings.HasSuffix(v.c.Indicator, "时长") {
		return false
	}
	return true
}

func frequency(v *view) bool {
	if v.q.of == nil || v.q.of.dimension != "count" || v.q.of.class != "event" {
		return false
	}
	switch strings.TrimLeft(v.q.unit, "万亿") {
	case "次", "遍", "回", "趟":
		return true
	}
	return false
}

func grant(v *view) bool {
	if v.seg.grant == "" {
		return false
	}
	if v.q.of == nil {
		return v.q.kind == "ratio"
	}
	switch v.q.of.dimension {
	case "money", "share", "points", "multiple", "months", "time":
		return true
	}
	return false
}

// threshold: …达到100万元的，给予…
func threshold(v *view) bool {
	toks := v.p.toks
	if last := toks[len(toks)-1].text; last == "的" && v.p.after == '，' {
		return true
	}
	if v.e.attributive != nil && v.e.attributive[v.f] {
		return true
	}
	if v.q.of != nil && v.q.of.dimension == "money" && v.e.compared && v.e.post < len(toks) && !v.countFirst {
		return true
	}
	if v.q.of != nil && v.q.of.dimension == "money" && v.e.compared && v.countFirst {
		return true
	}
	return false
}

func existing(v *view) bool {
	for i := v.e.start; i < v.f; i++ {
		if v.p.toks[i].is(stock) && v.p.toks[i].kind == word {
			return true
		}
	}
	return false
}
