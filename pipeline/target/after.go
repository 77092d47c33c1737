package target

// What later phrases of a sentence say of the figures before them.
import (
	"strings"

	"taizhang/internal/han"
)

// leadingLists takes in the count that opens a list whose next member is a target: 采购公交车200辆，建设充电桩700个. The verb
// is none that the lexicon knows.
func (a *analysis) leadingLists() {
	for i := 0; i+1 < len(a.ps); i++ {
		p, next := &a.ps[i], &a.ps[i+1]
		if p.paren >= 0 || next.paren >= 0 || p.after != '，' {
			continue
		}
		verb := &p.toks[0]
		if verb.kind != word || verb.pos != "v" || len(verb.text) != 2*3 || verb.class != 0 || len(p.toks) < 3 {
			continue
		}
		last := &p.toks[len(p.toks)-1]
		if last.kind != quant || !countable(last.qty) || !next.toks[0].is(output) {
			continue
		}
		follows := false
		for k := range a.found {
			c := &a.found[k]
			follows = follows || c.against == "" && c.Kind == "quantity" && c.figure.Start > last.end && c.figure.End <= next.toks[len(next.toks)-1].end
		}
		for k := range a.found {
			if c := &a.found[k]; follows && c.figure.Start == last.start && c.against == "nothing commits to it" {
				c.against, c.fired = "", append(c.fired, "opens a list of targets")
				c.Indicator = strings.TrimPrefix(c.Indicator, verb.text)
			}
		}
	}
}

// trailingPast takes back the figures of a phrase without a verb of its own of which the next says that they are there:
// 简化登记手续等2项改革举措，我省已先期落实到位.
func (a *analysis) trailingPast() {
	for i := 1; i < len(a.ps); i++ {
		p, before := &a.ps[i], &a.ps[i-1]
		if p.paren >= 0 || before.paren >= 0 || before.after != '，' && before.after != ',' || hasFigure(p.toks) {
			continue
		}
		done := ""
		for k := 0; k < len(p.toks) && k < 4; k++ {
			if t := p.toks[k].text; (t == "已" || t == "均已" || t == "已经" || t == "已全部") && k+1 < len(p.toks) {
				done = t
			}
		}
		if words := a.slice(p.toks); strings.HasPrefix(words, "创") && strings.HasSuffix(words, "新高") {
			done = words // …达到50万吨，创历史新高
		}
		if done == "" || han.Contains(a.slice(p.toks), "的") {
			continue
		}
		for k := range a.found {
			c := &a.found[k]
			inside := c.figure.Start >= before.toks[0].start && c.figure.End <= p.toks[0].start
			if c.against == "" && inside && c.Deadline == nil && !c.Hedged {
				c.against = "past: " + done
			}
		}
	}
}

// trailingDeadlines gives targets without a deadline the one that a later phrase of the sentence states for
// them: 新建充电桩500个，2025年底前完成.
func (a *analysis) trailingDeadlines() {
	for i := 1; i < len(a.ps); i++ {
		p := &a.ps[i]
		if p.paren >= 0 || hasFigure(p.toks) {
			continue
		}
		var d *token
		done := false
		for k := range p.toks {
			t := &p.toks[k]
			if t.kind == when && d == nil && k <= 1 && !t.is(base) && (t.date.until || t.date.month > 0) {
				d = t
			}
		}
		for _, w := range []string{"完成", "建成", "投用", "投产", "投入使用", "竣工", "实现", "到位", "完工", "通车"} {
			done = done || han.Contains(a.slice(p.toks), w)
		}
		if d == nil || !done {
			continue
		}
		iso := d.date.iso(a.s.own, a.s.end)
		if iso == "" {
			continue
		}
		before := a.ps[i-1].toks[0].start
		for k := range a.found {
			c := &a.found[k]
			if c.against == "" && c.Deadline == nil && c.figure.Start >= before && c.figure.End <= d.start {
				c.Deadline = &Deadline{Raw: d.text, Date: iso, Source: "sentence"}
			}
		}
	}
}
