package target

// A candidate: one figure with its indicator, comparison, measure, deadline and scope, put together and judged.
import (
	"strings"

	"taizhang/pipeline/document"
)

// candidate is a figure (or a phrase of coverage or comparison) that may be a target.
type candidate struct {
	Target
	figure  document.Span
	verb    string   // of output, "" for none
	fired   []string // rules that speak for it
	against string   // why it is no target; "" if it is one
}

// candidate puts one target together and judges it.
func (r *reading) candidate(f int, indicator string, quote document.Span) candidate {
	p, e, q := r.p, r.e, r.t[f].qty
	c := candidate{figure: document.Span{Start: r.t[f].start, End: r.t[f].end}}
	c.Span, c.Indicator = quote, plain(indicator)
	if r.verb != nil {
		c.verb = r.verb.text
	}
	c.Value, c.ValueMax, c.Unit, c.Kind = q.value, q.max, q.unit, q.kind
	c.Op = r.op(f, indicator)
	c.Scope = r.each(p, e, f)
	c.Indicator = ofEach(c.Scope, c.Indicator)
	c.Measure = r.measure(p, e, q, indicator, r.verb)
	c.Hedged = e.hedged || r.hedges(p, e)
	c.Baseline = r.carry.baseline
	if d := r.deadline(); d != nil {
		copied := *d
		c.Deadline = &copied
	}
	if c.Kind == "quantity" && c.Unit == "亿" && r.countFirst && endsIn(indicator, clusters) {
		c.Kind = "magnitude"
	}
	if c.Kind == "percent" && c.Unit == "%" && c.Value == "100" && c.ValueMax == "" && c.Measure == "level" {
		c.Kind, c.Op = "coverage", "="
	}
	r.judge(&c, f)
	return c
}

// op is the comparison of figure f: the words before it and behind it, and what the numeral itself says.
func (r *reading) op(f int, indicator string) string {
	e, q := r.e, r.t[f].qty
	op := stricter(e.op, e.opOf(f))
	if e.op == "<=?" { // 控制在3%左右, 控制在3%
		op = stricter(e.opOf(f), "<=")
	}
	if q.op != "" {
		op = stricter(op, q.op)
	}
	if op == "" {
		op = r.leastBefore(r.p, e)
	}
	switch {
	case op == "":
		return "="
	case q.kind == "grade" && op == ">":
		return ">="
	case f > 0 && r.t[f-1].text == "突破" && countable(q) && e.post < e.end && endsIn(indicator, []string{"技术", "难题", "瓶颈", "问题", "难关", "产品", "装备"}) && e.opOf(f) == "" && q.op == "":
		return "=" // 突破100项关键技术: what is broken through, not how many are passed
	}
	return op
}

// plain is an indicator without the half of a quotation and the remarks in brackets that explain a word of it: 改革举措（附件2）.
func plain(indicator string) string {
	if i := strings.LastIndex(indicator, "“"); i > 0 && len(indicator)-i > 4*3 && !strings.Contains(indicator[i:], "”") {
		indicator = indicator[i+len("“"):] // 落实“简单咨询1个工作日答复”
	}
	if !strings.Contains(indicator, "“") {
		indicator = strings.TrimSuffix(indicator, "”")
	}
	for _, w := range []string{"应当占", "应占", "须占"} {
		indicator = strings.Replace(indicator, w, "占", 1)
	}
	return withoutRemarks(indicator)
}

// withoutRemarks leaves out brackets save short ones, which belong to a name: 县（市、区）.
func withoutRemarks(indicator string) string {
	for {
		i := strings.Index(indicator, "（")
		if i < 0 {
			return indicator
		}
		n := strings.Index(indicator[i:], "）")
		if n < 0 {
			return indicator
		}
		inside := indicator[i+len("（") : i+n]
		if len(inside) <= 4*3 && !startsIn(inside, []string{"附件", "含", "见", "详见"}) {
			return indicator[:i+n+len("）")] + withoutRemarks(indicator[i+n+len("）"):])
		}
		indicator = indicator[:i] + indicator[i+n+len("）"):]
	}
}

// opOf is the comparison behind figure f.
func (e *element) opOf(f int) string {
	for i, g := range e.figs {
		if g == f {
			return e.ops[i]
		}
	}
	return ""
}

// leastBefore is the comparison of 至少 where a verb stands between it and the figure: 至少成功挂牌3宗.
func (a *analysis) leastBefore(p *phrase, e *element) string {
	for i := e.figs[0] - 1; i >= e.start && i >= e.figs[0]-4; i-- {
		t := &p.toks[i]
		if t.text == "至少" || t.text == "最少" {
			return t.op
		}
		if t.kind != word || !strings.HasPrefix(t.pos, "v") && !t.is(output|adverb) && t.pos != "a" && t.pos != "d" && t.pos != "ad" {
			break
		}
	}
	// 至少要配备音乐、美术教师各1名: it governs the verb, and so the counts behind it.
	for i := e.figs[0] - 1; i > 0; i-- {
		t := &p.toks[i]
		if t.kind == when || t.is(level|before) || t.kind == quant && !countable(t.qty) {
			break
		}
		if t.is(output) && !nounish(t) {
			for k := i - 1; k >= 0 && k >= i-2; k-- {
				if w := p.toks[k].text; w == "至少" || w == "最少" {
					return ">="
				}
			}
			break
		}
	}
	return ""
}

// measure tells a level from a change.
func (a *analysis) measure(p *phrase, e *element, q *quantity, indicator string, verb *token) string {
	percent := q.kind == "percent" && q.unit != "个百分点"
	if q.of != nil && q.of.lasts() && (e.change == nil || e.toLevel) {
		return "level" // 新增证照制发后2个工作日内完成签章
	}
	if c := e.change; c != nil && !e.toLevel {
		switch {
		case c.is(down):
			return "decrease"
		case percent && (c.measure == "growth_rate" || c.text == "增加" || endsIn(indicator, []string{"支出", "收入", "产值", "投入", "投资", "销售额", "营业额", "产量", "总额"})):
			return "growth_rate"
		default:
			return "increase"
		}
	}
	for _, w := range []string{"增速", "增长率", "涨幅", "增幅", "增长速度", "增长", "增量"} {
		if percent && strings.HasSuffix(indicator, w) {
			return "growth_rate"
		}
	}
	for _, w := range []string{"下降率", "降幅", "削减率", "压减率", "降低率"} {
		if percent && strings.HasSuffix(indicator, w) {
			return "decrease"
		}
	}
	if e.toLevel {
		return "level"
	}
	if strings.HasSuffix(indicator, "增量") && q.kind == "quantity" {
		return "increase"
	}
	if verb != nil && q.kind == "quantity" && (verb.measure == "decrease" || strings.HasSuffix(indicator, "产能") && (verb.text == "退出" || verb.text == "化解" || verb.text == "淘汰" || verb.text == "关闭")) {
		return "decrease"
	}
	if strings.HasPrefix(indicator, "新增") && strings.HasSuffix(indicator, "指标") && (verb == nil || verb.measure != "increase") {
		return "level" // 统筹3000亩新增建设用地指标
	}
	if verb != nil && verb.start < p.toks[e.start].start && e.verb == nil && (e.reach && !countable(q) || measures(indicator) || strings.HasSuffix(indicator, "再就业")) {
		return "level" // 新增并网4000万千瓦、发电量超3000亿度: the verb before the list built another thing
	}
	if verb != nil && verb.measure == "increase" || strings.Contains(indicator, "新增") || strings.Contains(indicator, "净增") {
		if q.kind == "quantity" {
			return "increase"
		}
	}
	return "level"
}

func (a *analysis) hedges(p *phrase, e *element) bool {
	return hasClass(p.toks[:e.figs[0]], hedge)
}

// each is the set that every one of reaches the value of figure f by itself: 每个县 in 每个县建成1所敬老院. The set of a figure
// before holds on for a count that has no subject of its own (每个县建1所学校、1所医院), not for a sum (共80个).
func (a *analysis) each(p *phrase, e *element, f int) string {
	t := p.toks
	for i := f - 1; i >= 0; i-- {
		w := &t[i]
		switch {
		case w.kind == quant && i < e.start && !t[e.start].is(output|before|hedge|adverb) && e.start != f, i >= e.start && w.text == "共", w.text == "总共", w.text == "合计":
			return ""
		case w.kind != word || keeps(w) || !strings.HasPrefix(w.text, "每") && !strings.HasPrefix(w.text, "各") || startsIn(w.text, []string{"各类", "各项", "各种", "各方", "各自"}):
			continue
		}
		j := i + 1
		for j < f && t[j].kind == word && (t[j].text == "试点" || t[j].class&(output|before|level|adverb|hedge|all|dist) == 0) && !keeps(&t[j]) && t[j].pos != "p" && t[j].text != "或" {
			j++
		}
		set := strings.TrimSuffix(a.slice(t[i:j]), "中")
		if set != "各" && !strings.HasPrefix(set, "各类") && j < f && (t[j].class&(output|before|adverb) != 0 || keeps(&t[j]) || t[j].text == "在" && t[j+1].kind == when || t[j].is(all) && j+1 < f && t[j+1].text == "有") {
			return set
		}
		return ""
	}
	return ""
}

// ofEach is indicator said of each of set, whose last words may open it: 各园区出资 and 园区出资 are 各园区出资.
func ofEach(set, indicator string) string {
	if set == "" || len(set) > 12*3 || strings.Contains(indicator, set) {
		return indicator
	}
	for i := range set {
		if i > 0 && len(set)-i >= 2*3 && strings.HasPrefix(indicator, set[i:]) && !strings.HasPrefix(indicator, set[i:]+"级") {
			return set[:i] + indicator
		}
	}
	return set + indicator
}

func person(q *quantity) bool {
	return q.of != nil && (q.of.base == "人" || q.of.name == "人次" || q.of.name == "户")
}
