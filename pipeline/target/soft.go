package target

// Targets without a figure. Notations known here:
//
//	实现社区日间照料中心全覆盖                     coverage: the whole of a countable set
//	国考断面水质全部达标  所有事项实现网上可办        the same in other words, with a finished state
//	居民人均可支配收入高于全市平均水平                relative to a benchmark
//	增速高于全市生产总值增速  能耗下降率达到市级考核要求
//	用水量较2022年明显下降
//	国家级小巨人企业实现零的突破                    more than none
import (
	"taizhang/pipeline/document"
)

// soft judges a target without a figure: past, rules and conditions speak against it.
func (a *analysis) soft(pi int, p *phrase, i int, x Target, fired string) {
	c := candidate{Target: x, figure: document.Span{Start: p.toks[i].start, End: p.toks[i].end}}
	a.carryTo(p, i)
	if d := a.deadline(); d != nil {
		copied := *d
		c.Deadline = &copied
	}
	c.Hedged = hasClass(p.toks[:i], hedge)
	last := p.toks[len(p.toks)-1].text
	switch {
	case a.sc.rule:
		c.against = "a document that lays down rules"
	case a.s.normative && !a.sc.goal && c.Deadline == nil:
		c.against = "a document of rules that names no year for it"
	case a.sc.glossary:
		c.against = "explains a term"
	case a.sc.facts && !a.sc.goal && c.Deadline == nil && !c.Hedged:
		c.against = "a statement of facts"
	case a.lookingBack():
		c.against = "a section that looks back"
	case a.carry.past != "":
		c.against = "past"
	case a.segs[pi].grant != "" && x.Kind == "relative":
		c.against = "terms of a grant, fine or fee"
	case last == "的" && p.after == '，', x.Kind == "relative" && p.toks[0].text == "对" && hasText(p.toks[i:], "的"):
		c.against = "a threshold"
	case hasText(p.toks[:i], "是否"):
		c.against = "a question"
	case x.Indicator == "":
		c.against = "no indicator"
	default:
		c.fired = []string{fired}
	}
	a.found = append(a.found, c)
}
