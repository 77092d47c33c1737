package target

// Names that a figure's own words let out: what its list, its clause or the clauses before say that it measures.
import (
	"slices"
	"strings"
)

// described is the noun that stands only behind the last of several descriptions: 产业链 in 10条具有国际优势、20条具有全国优势的产业链.
func (r *reading) described() string {
	sized := r.right[len(r.right)-1].is(after) && hasFigure(r.right) // 1个面积200亩以上，以花卉为主的基地
	if !hasAny(r.right[:1], "具有", "具备", "拥有") && !sized || hasText(r.right, "的") {
		return ""
	}
	from := r.right[len(r.right)-1].end
	for i := r.pi; i < len(r.ps) && i <= r.pi+2; i++ {
		toks := r.ps[i].toks
		start, end := max(from, toks[0].start), toks[len(toks)-1].end
		if start >= end {
			continue // a bracket inside the description
		}
		words := r.text[start:end]
		if at := strings.LastIndex(words, "的"); at >= 0 && (i == r.pi || !hasFigure(toks) || !sized) {
			return strings.TrimPrefix(words[at+len("的"):], "重点")
		}
	}
	return ""
}

// elided is the indicator of a figure that names none itself.
func (r *reading) elided() string {
	verb, e, left := r.verb, r.e, r.carry
	switch {
	case verb != nil && e.verbNear && wholeAct(verb.text):
		return verb.text
	case verb != nil && e.verbNear && countable(r.q) && left.object != "" && left.object != left.subject && endsIn(left.subject, []string{"投资", "资金"}) && endsIn(left.object, []string{"项目", "工程"}):
		return left.object // 实施项目120个，总投资860亿元，新开工45个
	case left.subject != "":
		if e.reach && e.change == nil && r.q.kind == "quantity" { // 地区生产总值年均增长5%、迈上3万亿元台阶
			return withoutRate(left.subject)
		}
		return left.subject
	case verb != nil && left.object != "":
		return left.object
	case left.before != "" && verb == nil && (e.reach || e.change != nil || e.compared || r.t[0].text == "保证"):
		return left.before
	case verb != nil && left.works != "" && countable(r.q) && hasAny([]token{*verb}, "完成", "实现", "建成", "建设", "新建"),
		verb != nil && left.works != "" && verb.text == "安排" && !r.q.money():
		return left.works // 实施退耕还林，今年拟安排500万亩
	case verb != nil && e.post < len(r.t) && r.t[e.post].is(limit):
		return r.t[e.post].text // 争取实行6小时内放行
	case verb != nil && left.held != "" && r.q.of != nil && r.q.of.class == "event":
		return left.held
	case verb != nil:
		return verb.text
	}
	return ""
}

// withoutRate is an indicator without the words that make it one of its growth: 营业收入 of 营业收入年均增速.
func withoutRate(indicator string) string {
	for _, rate := range []string{"年均增长", "年均增速", "增长", "增速"} {
		if short, ok := strings.CutSuffix(indicator, rate); ok {
			return short
		}
	}
	return indicator
}

// durationOf is the name of a length of time that an indicator ends in, with what is done in it: 审批时间; "" for another.
func durationOf(indicator string) string {
	for _, w := range durations() {
		head, ok := strings.CutSuffix(indicator, w)
		if !ok || head == "" {
			continue
		}
		for _, act := range []string{"审批", "办理", "办结", "登记", "审核", "注册", "报装", "接入", "开办", "通关", "等候"} {
			if strings.HasSuffix(head, act) {
				return act + w
			}
		}
		return w
	}
	return ""
}

// ofSize is what object counts, without a size of its own, for a member of which only the size is said: 项目 of 亿元以上项目 for
// 10亿元以上; "" where toks are no size, or object names nothing.
func ofSize(toks []token, object string) string {
	if !toks[0].qty.money() || len(toks) > 2 || len(toks) == 2 && !toks[1].is(after) {
		return ""
	}
	for _, w := range []string{"以上", "及以上"} {
		if i := strings.LastIndex(object, w); i >= 0 {
			object = object[i+len(w):]
		}
	}
	if i := strings.LastIndex(object, "的"); i >= 0 {
		object = object[i+len("的"):]
	}
	if !endsIn(object, []string{"项目", "企业", "工程"}) {
		return ""
	}
	return object
}

// elsewhere is what a list's member that names only a place counts, as the member before says: 幼儿园 in 城六区新建幼儿园不少于3所、
// 三县一市不少于2所.
func (r *reading) elsewhere() string {
	if r.k == 0 || r.e.start == 0 || r.t[r.e.start-1].text != "、" || len(r.np.toks) == 0 || len(r.right) > 0 || !countable(r.q) || r.carry.noun == "" {
		return ""
	}
	if before := r.t[r.es[r.k-1].figs[0]].qty; before.of == nil || before.of.base != r.q.of.base {
		return ""
	}
	for i := range r.np.toks {
		if w := &r.np.toks[i]; w.pos != "m" && w.text != "两" && w.pos != "ns" && !levelWord(w.text) && !subject(r.np.toks[i:i+1]) {
			return ""
		}
	}
	return r.carry.noun
}

// taught is the course that pupils have so often, as the clause before names it: 艺术课程 in 艺术课程，小学每周不少于4节.
func (r *reading) taught() string {
	topic, n := r.carry.topic, len(r.np.toks)
	if n < 2 || len(r.right) > 0 || !r.leftLast().is(per) || !countable(r.q) || !endsIn(topic, []string{"课程", "课", "教学"}) || containsAny(topic, []string{"开设", "基础上"}) ||
		!endsIn(r.np.toks[n-2].text, []string{"小学", "初中", "高中", "年级", "学段", "中学", "大学", "高校", "幼儿园"}) {
		return ""
	}
	return topic
}

// timeOf is the length of time that a list's member says only for whom, as the member before names it: 等候时间 for 复杂事项 in
// 等候时间一般事项不超过10分钟、复杂事项不超过30分钟.
func (r *reading) timeOf() string {
	if r.q.of == nil || !r.q.of.lasts() || len(r.np.toks) == 0 || r.e.start == 0 || r.t[r.e.start-1].text != "、" || endsIn(r.leftLast().text, durations()) {
		return ""
	}
	for _, w := range durations() {
		if i := strings.Index(r.carry.subject, w); i > 0 && i+len(w) < len(r.carry.subject) {
			return r.carry.subject[:i+len(w)]
		}
	}
	return ""
}

// severally are the indicators of the clauses before that 分别 takes up: 旅游人数达到370万人次，旅游收入达到38亿元，分别增长20%.
func (r *reading) severally() []string {
	n, said := max(2, len(r.e.figs)), r.carry.measured
	if r.e.change == nil || r.t[0].text != "分别" || len(said) < n {
		return nil
	}
	return slices.Clone(said[len(said)-n:])
}
