package target

// The verdict on a figure: reasons against it in order of precedence, then the evidence that the sentence commits
// to it. A figure with no reason against it and no evidence for it is no target either.
import (
	"slices"
	"strings"
	"unicode/utf8"
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
	{"a document of rules that names no year for it", func(v *view) bool {
		return v.a.s.normative && !v.a.sc.goal && v.c.Deadline == nil && !setAside(v) && !(v.q.kind == "percent" && strings.HasPrefix(v.c.Op, ">") && containsAny(v.c.Indicator, []string{"预付款", "预留"}))
	}},
	{"explains a term", func(v *view) bool { // unless it says by when: “领航工程”：到2030年，布局20个重大专项
		return v.a.sc.glossary && (v.c.Deadline == nil || v.c.Deadline.Source != "sentence" || v.a.carry.relative || v.a.s.own == 0 || v.a.carry.year <= v.a.s.own)
	}},
	{"a statement of facts", func(v *view) bool {
		return v.a.sc.facts && !v.a.sc.goal && (v.c.Deadline == nil || v.c.Deadline.Source == "document" || v.a.tells(v.c.Deadline) && !v.c.Hedged && !v.will())
	}},
	{"a section that looks back", func(v *view) bool { return v.a.lookingBack() }},
	{"past", func(v *view) bool { return v.a.carry.past != "" }},
	{"compared with what was", comparedBack},
	{"a share that something is reckoned by", func(v *view) bool { // 按不低于采购金额的30%预付
		for i := 1; i < v.f; i++ {
			if w := v.p.toks[i-1].text; v.q.kind == "percent" && v.p.toks[i].is(before) && (w == "按" || w == "按照") {
				return v.c.Deadline == nil && !setAside(v) && v.e.change == nil && v.p.allots(v.e) < 0
			}
		}
		return false
	}},
	{"what is said to be high", func(v *view) bool { return v.f > 0 && (v.p.toks[v.f-1].text == "高达" || v.p.toks[v.f-1].text == "多达") }},
	{"where a change starts", func(v *view) bool { return v.p.changesFrom(v.f) >= 0 }},
	{"what is to be made public", func(v *view) bool {
		if v.q.of != nil && v.q.of.lasts() {
			return false
		}
		if countable(v.q) && v.e.op == "" && !v.e.compared && (v.countFirst && v.verb != nil && v.verb.text == "公开" || v.q.han && hasText(v.p.toks[:v.f], "公开")) {
			return true // 重点公开2024年十件实事
		}
		return v.c.Kind != "coverage" && endsIn(v.c.Indicator, []string{"信息公开", "情况公开", "进展公开", "结果公开", "公示"})
	}},
	{"no count", vague},
	{"voltage, age or other mark of a kind", markOfKind},
	{"a technical norm", norm},
	{"the size of each of what is counted", func(v *view) bool { // 新建花海1个，每个花海面积不少于200亩
		return v.q.of != nil && (v.q.of.dimension == "area" || v.q.of.dimension == "length") && v.sizeOfEach()
	}},
	{"a length of time", span},
	{"a frequency", frequency},
	{"what is reported", func(v *view) bool { // 每月报送至少一篇材料
		for k := max(v.e.start, v.f-4); k < v.f; k++ {
			switch v.p.toks[k].text {
			case "报送", "上报", "提交", "填报":
				return v.countFirst && countable(v.q)
			}
		}
		return false
	}},
	{"terms of a grant, fine or fee", grant},
	{"what a text or course holds", holds},
	{"what a whole consists of", consists},
	{"where it is done", func(v *view) bool { // 在6个试点城市中争先
		return v.countFirst && countable(v.q) && v.f > 0 && v.p.toks[v.f-1].text == "在" && hasText(v.p.toks[v.e.post:v.e.end], "中")
	}},
	{"a permission", func(v *view) bool {
		may, at := false, 0
		for i := 0; i < v.f; i++ {
			switch t := &v.p.toks[i]; {
			case t.text == "可" && (i == 0 || v.p.toks[i-1].text != "无" && !strings.HasSuffix(v.p.toks[i-1].text, "无")):
				may, at = true, i
			case t.text == "的": // 可感可及的实事
				may = may && i > at+4 // 可应用的证照超过80类
			case v.q.kind == "percent" && measureSuffix(t.text) != "": // 可全程网办比例
				may = false
			}
		}
		return may
	}},
	{"a slogan's number", slogan},
	{"works on what is there", func(v *view) bool { // 强化与周边7个口岸的协作
		return v.countFirst && v.verb != nil && (v.verb.text == "强化" || v.verb.text == "加强") && (v.c.Deadline == nil || v.c.Deadline.Source != "sentence") && v.e.op == "" && !v.e.compared
	}},
	{"a figure spoken about", func(v *view) bool { // 6.5%左右的增速可以实现比较充分的就业
		t := v.p.toks
		return v.f == 0 && v.q.kind == "percent" && v.c.Indicator == "" && v.e.post+1 < len(t) && t[v.e.post].text == "的" && endsIn(t[v.e.post+1].text, []string{"增速", "增长", "目标", "速度"})
	}},
	{"what a demand names", func(v *view) bool { // 按照掌握1—2项特长、满足人才需求的目标要求，…
		t := v.p.toks
		return hasAny(t[:v.f], "按照", "根据", "围绕") && endsIn(t[len(t)-1].text, []string{"要求", "原则"}) && v.c.Deadline == nil
	}},
	{"a policy named by its figure", func(v *view) bool {
		if t := v.p.toks; len(t) > 2 && t[len(t)-2].text == "的" && endsIn(t[len(t)-1].text, []string{"规定", "政策", "要求", "规则"}) && v.c.Deadline == nil && v.e.post < len(t)-2 {
			for k := range v.f {
				switch t[k].text {
				case "落实", "执行", "贯彻", "遵守", "符合", "按照", "根据":
					return true // 落实新建小区车位100%建设充电设施的规定
				}
			}
		}
		at := v.e.post
		if at+1 < len(v.p.toks) && v.p.toks[at].text == "的" { // 提高至40%以上的政策
			if v.countFirst && strings.HasSuffix(v.c.Indicator, "政策") {
				return !countable(v.q)
			}
			at++
		}
		return !countable(v.q) && at < len(v.p.toks) && endsIn(v.p.toks[at].text, []string{"政策", "规定", "标准", "要求", "措施", "资质"})
	}},
	{"a threshold", threshold},
	{"a limit that a rule sets", func(v *view) bool {
		return (v.forbids() || countable(v.q) && v.capped() && !endsIn(v.c.Indicator, []string{"手续", "环节", "材料", "流程", "步骤", "次数"})) && v.c.Deadline == nil && !v.a.sc.goal
	}},
	{"the size of a named project", namedProject},
	{"a set listed by name", namedSet},
	{"a statement of what is", func(v *view) bool { // 煤炭占一次能源消费的70%左右
		i := strings.LastIndex(v.c.Indicator, "占")
		if i < 0 && v.q.kind == "percent" && hasText(v.p.toks[:v.e.pred], "占") {
			i = 0 // 占生产和消费的70%
		}
		return i >= 0 && v.q.kind == "percent" && v.c.Deadline == nil && !v.a.sc.goal && !v.c.Hedged && (i == 0 && v.verb == nil || (v.c.Op == "~" || v.c.Op == "=" && !v.e.reach) && !measures(v.c.Indicator))
	}},
	{"a class of projects", func(v *view) bool {
		return v.q.kind == "magnitude" && endsIn(v.c.Indicator, []string{"项目", "计划", "行动", "工程"})
	}},
	{"what is there already", existing},
}

// evidence are the ways in which a sentence commits to a figure.
var evidence = []reason{
	{"says so itself", func(v *view) bool { return v.q.self }},
	{"reaches the value", func(v *view) bool { return v.e.reach }},
	{"changes by or to the value", func(v *view) bool { return v.e.change != nil }},
	{"invests so much", func(v *view) bool { // 投资250亿元建设绿电园区
		return v.invests()
	}},
	{"is to do so many", func(v *view) bool { // 要牵头联系1个以上大项目
		return v.countFirst && countable(v.q) && !person(v.q) && v.e.compared && strings.HasPrefix(v.c.Op, ">") && v.f > 1 && v.p.toks[v.f-1].kind == word && v.p.toks[v.f-1].pos == "v" && hasAny(v.p.toks[:v.f], "要", "应", "应当", "须", "需")
	}},
	{"an output verb governs", func(v *view) bool { return v.verb != nil }},
	{"a share of a set in a state", shareInState},
	{"so many all in a state", func(v *view) bool { // 涉及90个事项全部纳入工程审批系统
		return v.countFirst && countable(v.q) && v.p.allInState(v.e)
	}},
	{"so many reach a state", countInState},
	{"a share set aside", setAside},
	{"acts on so many", actsOn},
	{"done in so many", doneIn},
	{"what every pupil learns", func(v *view) bool { return v.learns() }},
	{"urges so many on", func(v *view) bool { // 有序推进餐饮、药店等28个行业分批实施
		return v.countFirst && countable(v.q) && v.f > 0 && v.p.urges() && (hasClass(v.p.toks[v.e.post:], output) || v.does())
	}},
	{"asks for at least so many", func(v *view) bool { // 至少开办1个老年用品市场
		return v.countFirst && countable(v.q) && v.a.leastBefore(v.p, v.e) != "" && v.f > 1
	}},
	{"strives for so many", func(v *view) bool { // 力争40个行业率先形成案例
		return v.countFirst && countable(v.q) && v.c.Hedged && v.verb == nil && hasClass(v.p.toks[:v.f], hedge) && (hasClass(v.p.toks[v.e.post:], output|limit) || v.does())
	}},
	{"picks from so many to so many", func(v *view) bool { // 精准定位2—3个细分领域
		return v.countFirst && countable(v.q) && v.q.max != "" && v.f > 0 && v.p.toks[v.f-1].kind == word && v.p.toks[v.f-1].pos == "v" && !v.p.toks[v.f-1].is(stock|cond|rule) && len(v.p.toks[v.f-1].text) >= 2*3
	}},
	{"a share is allotted", func(v *view) bool { return v.p.allots(v.e) >= 0 }}, // 按不低于4%的比例进行抽检
	{"arranged at so much", func(v *view) bool { // 赤字率拟按3%安排
		return v.arranged()
	}},
	{"makes sure of so many hours", func(v *view) bool { // 保证美育课程的6个学分
		return countable(v.q) && v.assured() && (v.e.post == v.e.end && endsIn(v.q.of.name, []string{"学分", "课时", "学时"}) || endsIn(v.a.slice(v.p.toks[v.e.post:v.e.end]), []string{"学分", "课时", "学时"}))
	}},
	{"makes sure of it", func(v *view) bool {
		return v.countFirst && countable(v.q) && v.f > 0 && (v.p.toks[v.f-1].text == "确保" || v.p.toks[v.f-1].text == "保证")
	}},
	{"a cluster of that magnitude takes shape", func(v *view) bool {
		return v.q.kind == "magnitude" && v.countFirst && strings.Contains(v.a.text[v.p.toks[v.e.post-1].end:v.p.toks[len(v.p.toks)-1].end], "形成")
	}},
	{"a comparison behind a measure", func(v *view) bool {
		return (v.e.compared || v.e.op == "~") && !v.countFirst && measures(v.c.Indicator) && (v.q.kind == "percent" || countable(v.q) || v.q.of != nil && v.c.Deadline != nil)
	}},
	{"reaches the whole", func(v *view) bool { // 实现并联审批100%
		return v.c.Kind == "coverage" && !v.countFirst && v.e.post == v.e.end && v.c.Indicator != "" && hasText(v.p.toks[:v.f], "实现")
	}},
	{"makes sure of so much", func(v *view) bool { // 保障应急储备4万立方米以上
		return v.e.compared && !v.countFirst && strings.HasPrefix(v.c.Op, ">") && v.q.of != nil && v.e.post == v.e.end && (v.p.toks[0].text == "保障" || v.p.toks[0].text == "确保" || v.p.toks[0].text == "保证")
	}},
	{"strives for it in so many", func(v *view) bool { // 力争到年底，在餐饮店、超市等40个行业推行改革
		return v.countFirst && countable(v.q) && v.c.Deadline != nil && v.c.Deadline.Source == "sentence" && v.pi > 0 && hasClass(v.a.ps[v.pi-1].toks, hedge) && v.f > 0 && v.p.toks[0].text == "在" && v.p.toks[v.f-1].text == "等" && hasClass(v.p.toks[v.e.post:], output)
	}},
	{"a hedge governs a share", func(v *view) bool { // 实践性课时原则上占总课时一半以上
		return v.c.Hedged && v.q.kind == "percent" && !v.countFirst && v.e.compared && strings.Contains(v.c.Indicator, "占")
	}},
	{"what an open list costs together", func(v *view) bool { return v.togetherCost() }},
	{"how much is set up", func(v *view) bool { // 设立专项资金贷款，第一期规模100亿元
		return v.setUp()
	}},
	{"so often at least, for what teaches", func(v *view) bool { // 保证教师每年至少参加一次专业培训
		return v.q.of != nil && v.q.of.class == "event" && strings.HasPrefix(v.c.Op, ">") && v.teaches() && (v.assured() || v.eachOf())
	}},
	{"a hedge governs a count", func(v *view) bool { return v.c.Hedged && countable(v.q) && !v.countFirst && v.c.Indicator != "" }},
	{"a measure per unit", func(v *view) bool {
		return !v.countFirst && (strings.HasPrefix(v.c.Indicator, "每") && !strings.HasPrefix(v.c.Indicator, "每年") || strings.Contains(v.c.Indicator, "人均") || strings.Contains(v.c.Indicator, "户均")) && (v.e.compared || v.c.Deadline != nil)
	}},
	{"adds so many", func(v *view) bool {
		return !v.countFirst && (strings.Contains(v.c.Indicator, "新增") || strings.Contains(v.c.Indicator, "净增") || strings.HasSuffix(v.c.Indicator, "增收"))
	}},
	{"a comparison behind a known indicator", func(v *view) bool {
		return v.e.compared && !v.countFirst && canonical(&v.c.Target, "") != ""
	}},
	{"a verb governs and a comparison or deadline", func(v *view) bool {
		lead := &v.p.toks[0]
		return lead.kind == word && lead.pos == "v" && len(lead.text) >= 6 && !lead.is(stock|cond|rule) && (v.e.compared || v.c.Deadline != nil) && countable(v.q) && v.f > 0
	}},
	{"a share behind its measure", func(v *view) bool { // 物流服务中心覆盖率100%
		return v.q.kind == "percent" && !v.countFirst && v.e.post == len(v.p.toks) && endsIn(v.c.Indicator, []string{"率", "占比", "比重", "满意度"})
	}},
	{"beside others that count", beside},
	{"a compared count in a sentence of targets", func(v *view) bool { // 实现发明专利全覆盖，市场化托管1500家以上
		return v.e.compared && strings.HasPrefix(v.c.Op, ">") && countable(v.q) && !v.countFirst && v.e.post == v.e.end && len(v.c.Indicator) >= 4*3 && len(v.p.toks) <= 10 && v.seg.grant == "" && v.earlierTarget()
	}},
	{"a comparison and a deadline", func(v *view) bool { return v.e.compared && (v.c.Deadline != nil || v.a.sc.goal) }},
	{"a deadline, the figure last", func(v *view) bool {
		return !v.countFirst && v.c.Deadline != nil && len(v.c.Indicator) >= 6 && v.e.post == v.e.end
	}},
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

// comparedBack: 平均利率较年初下降0.47个百分点 tells what became, unless the sentence strives for it or says by when.
func comparedBack(v *view) bool {
	if v.a.s.report || v.c.Hedged || v.c.Deadline != nil && v.c.Deadline.Source == "sentence" && !v.a.tells(v.c.Deadline) && !v.a.carry.relative {
		return false
	}
	for k := 0; k+1 < v.f; k++ {
		if v.p.toks[k].is(base) && earlier(&v.p.toks[k+1]) && strings.HasPrefix(v.p.toks[k+1].text, "年初") {
			return true
		}
	}
	return false
}

// shareInState: 80%以上的福利院达到二级, 95%税费服务事项网上办.
func shareInState(v *view) bool {
	if v.q.kind == "percent" && v.q.value == "100" && v.e.pred == v.f && v.f > 0 && nounish(&v.p.toks[v.f-1]) { // 涉税事项100%网上办理
		for k := v.e.post; k < v.e.end; k++ {
			if t := &v.p.toks[k]; t.is(limit|output) || t.is(level) && k+1 < v.e.end || t.pos == "v" && len(t.text) > 3 || t.kind == name && strings.HasSuffix(strings.TrimRight(t.text, "”"), "办") {
				return true
			}
		}
	}
	if v.q.kind != "percent" && !(v.q.kind == "ratio" && v.q.han) || !v.countFirst {
		return false
	}
	end := v.e.end
	if t := v.p.toks; v.e.post < end && end+1 < len(t) && t[end].is(join) && t[end+1].kind == quant && t[end+1].qty.kind == v.q.kind {
		end = len(t) // 90%以上的社区和60%以上的村纳入网络: one state for both
	}
	for k := v.e.post; k < end; k++ {
		switch t := &v.p.toks[k]; {
		case (t.is(level|output|cover) || t.text == "具备") && k > v.e.post:
			return true
		case t.kind == name && strings.HasSuffix(strings.TrimRight(t.text, "”"), "办"): // 55%事项“全程网办”
			return true
		case v.e.compared && t.kind == word && t.pos == "v" && k+1 < v.e.end && !t.is(rule|cond): // 95%以上产生联办件
			return true
		case v.q.value == "100" && k == v.e.post && t.pos == "v" && k+1 < v.e.end: // 企业100%使用绿电
			return true
		}
	}
	return false
}

// beside: 专利预审达到2000件、维权案件200件: a noun with its figure, next to a figure that the sentence commits to.
func beside(v *view) bool {
	if v.countFirst || v.e.post != v.e.end || len(v.c.Indicator) < 2*3 || v.q.of == nil || v.f == 0 || !nounish(&v.p.toks[v.f-1]) || len(v.a.found) == 0 {
		return false
	}
	last := &v.a.found[len(v.a.found)-1]
	return last.against == "" && last.figure.End <= v.p.toks[v.f].start && (last.Kind != "coverage" || v.e.compared) && last.Kind != "relative" && v.p.toks[0].start-last.figure.End < 60 && v.p.paren < 0 &&
		strings.Count(v.a.text[last.figure.End:v.p.toks[v.f].start], "；") == 0
}

// earlierTarget reports a target in the sentence before the figure.
func (v *view) earlierTarget() bool {
	for i := range v.a.found {
		if v.a.found[i].against == "" {
			return true
		}
	}
	return false
}

// allInState reports 全部 or 均 with a finished state behind the noun that is counted.
func (p *phrase) allInState(e *element) bool {
	t := p.toks
	for k := e.post + 1; k+1 < len(t); k++ {
		if t[k].is(every) || t[k].text == "均" {
			return t[k+1].is(output|level) || slices.ContainsFunc(states, func(w string) bool { return strings.HasPrefix(t[k+1].text, w) })
		}
	}
	return false
}

// countInState: 6项指标排名达到第1位, 100个事项实现全程网办.
func countInState(v *view) bool {
	if !v.countFirst || !countable(v.q) || v.q.han {
		return false
	}
	for k := 0; k < v.f; k++ {
		if t := &v.p.toks[k]; t.kind != when && !t.is(adverb|hedge|after) && !region(t.text) {
			return false
		}
	}
	for k := v.e.post + 1; k < v.e.end; k++ {
		switch t := &v.p.toks[k]; t.text {
		case "达到", "不低于", "实现", "达", "建成", "完成":
			return k+1 < v.e.end
		}
	}
	return false
}

// setAside: 彩票公益金55%以上用于养老服务, 预留预算总额的45%以上.
func setAside(v *view) bool {
	if v.q.kind != "percent" || !strings.HasPrefix(v.c.Op, ">") {
		return false
	}
	t := v.p.toks
	for k := range t {
		switch t[k].text {
		case "用于", "专门面向":
			if k > v.f {
				return true
			}
		case "预留":
			return true
		}
	}
	return false
}

// actsOn: 对6万户家庭进行改造, 为1万人提供服务; checks and meetings are no result.
func actsOn(v *view) bool {
	t := v.p.toks
	if !v.countFirst || !countable(v.q) && !v.people() || v.f == 0 {
		return false
	}
	k := v.f - 1
	for k > 0 && region(t[k].text) {
		k--
	}
	if !actsFor(t[k].text) && t[k].text != "在" && t[k].text != "组织" {
		return false
	}
	serves, acts := t[k].text == "为" || t[k].text == "给" || t[k].text == "向", false
	for k = v.e.post; k < v.e.end; k++ {
		switch t[k].text {
		case "评估", "监测":
			if serves {
				continue // 为1万名儿童进行心理健康评估
			}
			return false
		case "检查", "督查", "督导", "考核", "调研", "通报", "抽查", "巡查", "评价", "约谈", "处罚", "审计", "监督", "给予", "查缺补漏", "核查", "自查":
			return false
		case "进行", "提供":
			acts = true
		}
		acts = acts || t[k].is(output) && k > v.e.post
	}
	return acts
}

// people reports a figure without a counter whose noun is people: 80万重点群体.
func (v *view) people() bool {
	if v.q.of != nil || v.q.kind != "quantity" || v.q.unit == "" || v.e.post >= len(v.p.toks) {
		return false
	}
	return endsIn(v.c.Indicator, []string{"人"}) || containsAny(v.a.slice(v.p.toks[v.e.post:min(len(v.p.toks), v.e.post+3)]), []string{"群体", "妇女", "学生", "儿童", "职工", "农民", "劳动力", "老年人", "老人", "家庭", "毕业生", "残疾人", "群众", "居民", "人员", "人口", "女性", "教师", "农户"})
}

// does reports a verb behind the noun that is counted: 办理 in 10个项目按期办理.
func (v *view) does() bool {
	for k := v.e.post + 1; k < v.e.end; k++ {
		if t := &v.p.toks[k]; t.kind == word && t.pos == "v" && len(t.text) > 3 {
			return true
		}
	}
	return false
}

// arranged reports 按 before a share and 安排 behind it: what a budget sets.
func (v *view) arranged() bool {
	t := v.p.toks
	return v.q.kind == "percent" && v.f > 0 && (t[v.f-1].text == "按" || t[v.f-1].text == "按照") && v.e.post < len(t) && t[v.e.post].text == "安排" && measures(v.c.Indicator)
}

// openedIn is where 在 opens the list of places or branches that figure f counts (在餐饮、药店等29个, 在5个区、80个社区); -1 if
// there is none.
func (p *phrase) openedIn(f int) int {
	t := p.toks
	open := f - 1
	if open > 0 && (t[open].text == "等" || t[open].is(join)) {
		counted := t[open].is(join)
		for open--; open > 0 && t[open].text != "在" && t[open].text != "于"; open-- {
			w := &t[open]
			if w.kind == when || w.kind == quant && !counted || w.is(level|stock) || w.is(output) && !nounish(w) && w.text != "服务" && w.text != "统筹" {
				return -1
			}
		}
	}
	if open < 0 || t[open].text != "在" && t[open].text != "于" && !(t[open].is(hedge) && strings.HasSuffix(t[open].text, "在")) {
		return -1
	}
	return open
}

// doneIn: 在餐饮、药店等29个行业推行改革, 在25个乡镇设置设备: places and branches in which something is done for the first time.
func doneIn(v *view) bool {
	t := v.p.toks
	if !v.countFirst || !countable(v.q) || v.f == 0 {
		return false
	}
	if v.p.openedIn(v.f) < 0 {
		return false
	}
	for k := v.e.post + 1; k < len(t); k++ {
		switch t[k].text {
		case "检查", "督查", "考核", "调研", "抽查", "中", "基础":
			return false
		case "试行", "试点", "推行", "推广", "开展", "实施", "设置", "布设", "启动", "率先", "推开", "建立", "开通", "建设", "形成", "打造":
			return true
		}
	}
	return false
}

func vague(v *view) bool {
	q := v.q
	if q.self {
		return false
	}
	if v.f > 0 && (v.p.toks[v.f-1].text == "以下" || v.p.toks[v.f-1].text == "如下") {
		return true
	}
	if after := v.a.slice(v.p.toks[v.e.post:]); q.han && strings.HasSuffix(after, "大文章") || person(q) && strings.HasPrefix(after, "论坛") {
		return true // 做好十篇大文章, 青年50人论坛
	}
	if q.of != nil && q.of.name == "方面" && endsIn(v.a.slice(v.p.toks[v.e.post:]), []string{"工作", "任务", "举措", "措施"}) {
		return true // 做好十方面工作
	}
	if q.of != nil && (q.of.class == "vague" || q.of.name == "类" && !v.e.compared && v.e.op == "") {
		return true // 6类群体: kinds are told apart, not reached, unless so many are asked for
	}
	if q.han && v.e.post < len(v.p.toks) {
		figure, _ := utf8.DecodeRuneInString(v.p.toks[v.f].text)
		if next, _ := utf8.DecodeRuneInString(v.p.toks[v.e.post].text); figure == next {
			return true // 千人千网, 百县百品
		}
	}
	if v.f > 0 && v.p.toks[v.f-1].text == "每" && countable(q) {
		return true // 每6个教学班
	}
	if q.hundreds() && v.f > 0 && v.p.toks[v.f-1].pos == "ns" && v.countFirst {
		return true // 西江千户苗寨
	}
	if q.han && (v.c.Indicator == "" || strings.HasPrefix(v.c.Indicator, "“") && !strings.Contains(v.c.Indicator, "”")) {
		return true // “三队两组”
	}
	if q.value == "1" && v.f >= 2 && v.p.toks[v.f-2].text == "每" {
		return true // 每增加1人，每新建1个: what a rule counts by
	}
	if v.countFirst && v.e.post < len(v.p.toks) && endsIn(v.p.toks[v.e.post].text, []string{"方面", "层面", "维度"}) {
		return true // 抓好十个方面的工作
	}
	if q.of != nil && q.of.name == "个" && v.e.post < len(v.p.toks) && v.p.toks[v.e.post].text == "目标" {
		return true // 实现政策清、流程短、服务优3个目标
	}
	if v.f > 0 && v.p.toks[v.f-1].text == "等" && endsIn(v.c.Indicator, []string{"方面", "环节", "部分", "章", "层面", "维度"}) {
		return true // 从…等6个方面
	}
	if q.one && v.c.Op == "=" && !v.festival() && !v.oneEach() && !v.learns() && !v.round() {
		return true
	}
	if q.han && q.of != nil && q.of.dimension == "count" {
		switch q.of.name {
		case "轮":
			return !v.round()
		case "期", "届", "遍", "类", "面", "道", "层", "线", "班":
			return !v.festival() && !v.teaches() // 四期工程, 二届
		}
		if !v.countFirst && q.of.name == "个" && v.c.Op == "=" {
			return true // 实现六个提升
		}
	}
	if q.unit == "" && q.kind == "quantity" {
		if v.e.reach && v.e.compared && len(v.q.value) > 2 && v.e.post == v.e.end {
			return false // 贯标企业累计达1500以上
		}
		return !v.e.reach || !endsIn(v.c.Indicator, []string{"指数", "水平", "得分", "分值", "排名", "系数", "比"})
	}
	if q.hundreds() && !v.e.compared && (v.e.post < v.e.end && endsIn(v.p.toks[v.e.end-1].text, []string{"计划", "行动"}) || strings.HasSuffix(v.c.Indicator, "行动") || strings.Contains(v.c.Indicator, "计划") || person(q) && strings.HasSuffix(v.c.Indicator, "工程")) {
		return true // 百人提升计划
	}
	if q.kind == "grade" {
		return !v.e.reach || !strings.ContainsAny(v.a.text[v.a.span.Start:v.a.span.End], "水河江湖库")
	}
	return false
}

func markOfKind(v *view) bool {
	if v.f > 0 && strings.ContainsAny(v.p.toks[v.f-1].text, "×*") {
		return true // 2×66万千瓦, 7天×24小时
	}
	if v.q.of == nil {
		return false
	}
	if v.q.of.name == "届" && len(v.q.value) == 4 {
		return true // 2023届毕业生
	}
	if v.q.of.dimension == "age" && endsIn(v.c.Indicator, []string{"寿命", "期望寿命", "预期寿命"}) {
		return false
	}
	switch v.q.of.dimension {
	case "temperature":
		return !v.e.reach || v.countFirst // 室温达到20℃
	case "voltage", "age", "latency", "heat":
		return true
	case "power", "apparent power", "volume", "mass", "electricity", "area":
		if v.q.of.dimension == "area" && v.q.han && strings.Contains(v.q.unit, "平") && v.countFirst && v.e.op == "" && !v.e.compared {
			return true // 百万平米人才社区
		}
		return v.countFirst && v.c.Op == "<=" // 160千瓦及以下小微企业
	case "length": // 3.8米直径火箭, 辐射5公里的服务圈
		if v.f > 0 && endsIn(v.p.toks[v.f-1].text, []string{"辐射", "半径", "方圆", "周边", "沿线", "沿岸", "沿江", "两岸"}) {
			return true
		}
		return v.e.post < len(v.p.toks) && endsIn(v.p.toks[v.e.post].text, []string{"直径", "口径", "大口径", "高", "宽", "长", "深", "厚"})
	}
	return false
}

// namedSet: 建好福州、厦门、泉州3个园区 names each of them; 福州、厦门等5个 does not.
func namedSet(v *view) bool {
	if !v.countFirst || !countable(v.q) || v.c.Op != "=" {
		return false
	}
	if n := v.listed(); n > 1 && v.q.value == itoa(n) {
		return true
	}
	names := 0
	for k := v.f - 1; k >= 0; k -= 2 {
		t := &v.p.toks[k]
		if t.kind != word || t.pos != "ns" {
			break
		}
		names++
		if k == 0 || v.p.toks[k-1].text != "、" {
			break
		}
	}
	return names >= 2 && v.q.value == itoa(names)
}

// listed counts the names of a list between the verb and the figure: 肉羊、玉米 in 推动肉羊、玉米2个产业链; 0 if what stands
// there is no list of names.
func (v *view) listed() int {
	n := 1
	for k := v.f - 1; k >= 0; k-- {
		t := &v.p.toks[k]
		switch {
		case t.text == "等" || t.kind == quant || t.kind == when:
			return 0
		case t.text == "、" || t.text == "和":
			n++
		case t.text == "至": // 集安至桓仁、大河至青山2个项目
		case t.kind == name || nounish(t) || t.pos == "nr" || t.pos == "ns" || t.pos == "nz" || t.pos == "a" && k+1 < v.f:
		case t.is(output) && k == v.f-1 && n == 1 && k > 0 && nounish(&v.p.toks[k-1]):
		case (t.is(output) || t.pos == "v") && k+1 < v.f && (v.p.toks[k+1].text == "、" || v.p.toks[k+1].text == "和") && k > 0 && nounish(&v.p.toks[k-1]): // 个人补贴申请、…
		case t.is(output) && k < v.f-1:
			return n
		default:
			return 0
		}
	}
	return 0
}

// norm: 建筑高度不大于24米, 间距不小于10米: what a thing must measure is laid down, not reached.
func norm(v *view) bool {
	return v.q.of != nil && v.q.of.dimension == "length" && v.c.Deadline == nil && v.e.change == nil &&
		endsIn(v.c.Indicator, []string{"高度", "间距", "距离", "深度", "宽度", "厚度", "净高", "净宽", "直径", "层高", "半径"})
}

// sizeOfEach reports 每个 before a thing, not a place or a body: what each of them must measure is laid down.
func (v *view) sizeOfEach() bool {
	t := v.p.toks
	if v.f < 2 || t[0].text != "每个" && t[0].text != "每处" && t[0].text != "每座" && t[0].text != "每所" && t[0].text != "每家" && t[0].text != "单个" {
		return false
	}
	return nounish(&t[1]) && !endsIn(t[1].text, []string{"市", "州", "省", "县", "区", "镇", "乡", "村", "街道", "学校", "部门", "单位"})
}

// span: a stretch of time is a target only as the limit of a service, or as what is to be spent on learning.
func span(v *view) bool {
	if v.q.of == nil || !v.q.of.lasts() {
		return false
	}
	if v.e.change != nil && v.e.change.is(down) || v.e.toLevel {
		return false
	}
	if v.e.change != nil && v.e.post < v.e.end {
		return true // 提升企业开办0.5个工作日办理质效
	}
	if v.f > 0 && v.p.toks[v.f-1].text == "为" && endsIn(v.c.Indicator, []string{"周期", "年限", "期限", "时限", "有效期"}) {
		return true // 贷款周期为3年
	}
	bounded := v.e.compared || v.e.op != ""
	switch {
	case v.q.of.dimension == "months" && endsIn(v.c.Indicator, []string{"期限", "有效期"}), v.q.of.dimension == "working days" && strings.HasPrefix(v.c.Op, ">"):
		return true // 合同期限不少于1年, 审核时间不少于5个工作日
	case endsIn(v.c.Indicator, durations):
		if bounded {
			v.c.fired = append(v.c.fired, "limits a time")
		}
		return false
	case bounded && strings.HasPrefix(v.c.Op, "<") && v.q.of.dimension != "months" && v.e.post == v.e.end && (endsIn(v.c.Indicator, []string{"办结", "办理", "审批", "流程", "环节"}) || v.verb != nil && v.verb.is(limit) || v.p.timed(v.f)):
		v.c.fired = append(v.c.fired, "limits a service")
		return false // 承诺办结不超过5个工作日, 等候时间一般事项不超过10分钟
	case bounded && strings.HasPrefix(v.c.Op, ">") && (endsIn(v.c.Indicator, learning) || v.verb != nil && endsIn(v.verb.text, learning)) && hasClass(v.p.toks[:v.f], per):
		v.c.fired = append(v.c.fired, "so much time for learning")
		return false // 每人每年培训不少于5天
	case bounded && strings.HasPrefix(v.c.Op, ">") && endsIn(v.c.Indicator, []string{"运动", "锻炼", "体育活动", "户外活动"}) && hasClass(v.p.toks[:v.f], per):
		v.c.fired = append(v.c.fired, "so much time for exercise")
		return false // 每天运动不少于1小时
	case bounded && strings.HasPrefix(v.c.Op, ">") && (containsAny(v.a.slice(v.p.toks[:v.f]), []string{"征集意见", "征求意见"}) || endsIn(v.a.slice(v.p.toks[v.e.post:v.e.end]), []string{"调整期", "适应期", "过渡期", "缓冲期"})):
		v.c.fired = append(v.c.fired, "leaves so much time")
		return false // 公开征集意见不少于30日, 留出不少于30日的适应期
	case v.a.service(v.p, v.e) != "":
		v.c.fired = append(v.c.fired, "limits a service")
		return false // 48小时内放行, 5个工作日内启动审查
	}
	return true
}

// durations end the names of measures that are lengths of time; learning ends what time is to be spent on.
var (
	durations = []string{"天数", "时间", "时限", "时长", "耗时", "预期寿命", "年限", "周期", "用时", "寿命", "期限"}
	learning  = []string{"培训", "轮训", "实训", "学习", "实践", "研修"}
)

// timed reports a name of a length of time before figure f: 等候时间 in 等候时间一般事项不超过10分钟.
func (p *phrase) timed(f int) bool {
	for i := range f {
		if endsIn(p.toks[i].text, []string{"时间", "时限", "期限", "用时", "时长"}) {
			return true
		}
	}
	return false
}

// frequency: how often something is done counts only for what has a public or teaches (每季度至少开展1次普法活动), not for
// meetings, checks and reports.
func frequency(v *view) bool {
	if v.q.of == nil || v.q.of.dimension != "count" || v.q.of.class != "event" {
		return false
	}
	if strings.Contains(v.q.unit, "万") || strings.Contains(v.q.unit, "亿") || v.e.reach && endsIn(v.c.Indicator, []string{"次数", "量", "总数"}) {
		return false // 查询使用次数超过10亿次
	}
	switch v.q.of.name {
	case "次", "遍", "回", "趟", "频次":
		return !v.festival() && !v.teaches()
	}
	return false
}

// festival: 每年举办1次艺术节 is an output of the year, a meeting or a check is none.
func (v *view) festival() bool {
	if v.verb != nil && (v.verb.text == "观看" || v.verb.text == "观摩" || v.verb.text == "参观") && strings.Contains(v.a.slice(v.p.toks[:v.f]), "学生") {
		return true // 每学期组织学生观摩一次演出
	}
	if v.verb == nil || v.verb.text != "举办" && v.verb.text != "举行" && !(v.verb.text == "开展" && strings.Contains(v.c.Indicator, "评选")) {
		return false
	}
	return containsAny(v.c.Indicator, []string{"大赛", "比赛", "竞赛", "展演", "艺术节", "文化节"}) || endsIn(v.c.Indicator, []string{"节", "赛", "展演", "展览", "博览会", "展示", "汇演", "招聘会", "运动会", "音乐会", "演出", "展示活动", "展演活动", "艺术节活动", "比赛活动", "选拔", "节活动", "对接会", "推介会", "洽谈会", "报告会", "路演"}) || endsIn(v.c.Indicator, []string{"评选", "评选活动", "评选工作"})
}

// teaches: 每年至少组织1次培训: so often at least, for what teaches or is open to the public.
func (v *view) teaches() bool {
	if v.c.Op != ">=" && v.c.Op != ">" && (v.q.max == "" || !v.eachOf()) {
		return false
	}
	whole := strings.ReplaceAll(v.a.slice(v.p.toks), "培训机构", "")
	if containsAny(whole, []string{"检查", "督查", "督导", "会议", "汇报", "自评", "评估", "测评", "演练", "调查", "体检", "走访", "家访", "调研", "调度", "约谈", "现场办公", "帮办", "走流程", "帮扶", "公开抽查", "执法", "比对", "普查"}) && !containsAny(whole, []string{"培训", "普法", "公众代表"}) {
		return false
	}
	return containsAny(whole, []string{"培训", "轮训", "普法", "宣讲", "讲座", "展演", "比赛", "竞赛", "演出", "招聘会", "对接会", "推介", "路演", "艺术活动", "体育活动", "实践活动", "教研", "送教", "研学", "观看", "公众代表"})
}

// holds: what a document or a course consists of (10条措施, 6个学分, 每周4节) is laid down, not reached.
func holds(v *view) bool {
	if !countable(v.q) {
		return false
	}
	switch v.q.of.name {
	case "课时", "学时", "学分", "个课时", "个学时", "个学分":
		return hasText(v.p.toks[v.e.post:], "方可") || v.c.Op != ">=" && !v.assured() || v.verb != nil && v.verb.text == "修满" // what every student must be offered (不低于2个学分) is reached or not
	case "节":
		return v.c.Op != ">="
	case "门":
		return !(v.c.Op == ">=" && (v.assured() || v.eachOf())) && !(v.verb != nil && (v.verb.text == "开发" || v.verb.text == "开设" || v.verb.text == "推出" || v.verb.text == "打造"))
	case "条":
		if !v.countFirst && v.q.han && endsIn(v.c.Indicator, []string{"环境", "发展", "服务", "工作", "改革", "管理"}) {
			return true // 优化能源营商环境三十条
		}
		if !v.countFirst && endsIn(v.c.Indicator, []string{"政策", "措施", "意见", "举措", "规定"}) {
			return true // 优化营商环境政策25条
		}
		return v.countFirst && strings.Contains(v.c.Indicator, "措施") || v.countFirst && endsIn(v.c.Indicator, []string{"举措", "政策", "意见", "规定", "要求", "禁令", "标准", "通知", "建议", "政策措施"})
	}
	if v.q.of.name == "份" && v.f > 0 && strings.HasSuffix(v.p.toks[v.f-1].text, "一式") {
		return true // 一式三份
	}
	if strings.HasSuffix(v.c.Indicator, "等奖") || strings.HasSuffix(v.c.Indicator, "优秀奖") || strings.HasSuffix(v.c.Indicator, "优胜奖") || strings.HasSuffix(v.c.Indicator, "组织奖") {
		return true // 二等奖4名
	}
	if v.q.of.name == "位" && endsIn(v.c.Indicator, []string{"代码", "编码", "编号", "数字"}) {
		return true // 两位数量代码
	}
	if v.f > 0 && v.p.toks[v.f-1].text == "前" && (v.q.of.name == "位" || v.q.of.name == "名") && !v.e.reach {
		return true // 全国前三位的企业
	}
	if v.e.post < len(v.p.toks) {
		switch v.p.toks[v.e.post].text {
		case "学分", "课时", "学时":
			return v.c.Op != ">="
		}
	}
	return v.c.Op != ">=" && endsIn(v.c.Indicator, []string{"学分", "课时", "学时"})
}

// eachOf reports 每 or 各 before the figure: 各县力争创建一个基地.
func (v *view) eachOf() bool {
	for i := range v.f {
		if t := &v.p.toks[i]; t.is(per) || strings.HasPrefix(t.text, "各") || strings.HasPrefix(t.text, "每") {
			return true
		}
	}
	return false
}

// round reports 完成一轮: once for everybody; the second round (二轮土地承包) is an ordinal.
func (v *view) round() bool {
	return v.q.of != nil && v.q.of.name == "轮" && v.q.value == "1" && v.verb != nil && v.verb.text == "完成"
}

// oneEach reports one thing that every one of a set is to build: 每个区市县打造一个示范区, 各县力争创建一个基地.
func (v *view) oneEach() bool {
	if v.verb == nil || !v.eachOf() || v.p.paren >= 0 {
		return false
	}
	if v.c.Hedged {
		return true
	}
	switch v.q.of.name {
	case "个", "所", "家", "处", "座", "条", "支", "栋":
	default:
		return false
	}
	switch v.verb.text {
	case "建设", "建成", "建好", "建有", "建", "新建", "打造", "创建", "创成", "培育", "设立", "建立", "办好", "布局", "建设好":
		return true
	}
	return false
}

// learns reports what every pupil is to be able to do: 让每个学生掌握1—2项艺术特长.
func (v *view) learns() bool {
	if !v.countFirst || v.q.of == nil || v.q.of.name != "项" && v.q.of.name != "门" && v.q.of.name != "种" || !endsIn(v.c.Indicator, []string{"特长", "爱好", "技能", "活动", "运动", "运动项目", "艺术项目", "艺术", "乐器"}) {
		return false
	}
	able := false
	for i := range v.f {
		switch v.p.toks[i].text {
		case "掌握", "学会", "精通", "参加", "培养", "形成", "熟练掌握", "学习掌握":
			able = true
		}
	}
	return able && containsAny(v.a.text[v.a.span.Start:v.p.toks[v.f].start], []string{"学生", "孩子", "幼儿", "少年"})
}

// assured reports 保证 or 确保 before the figure: 保证美育课程的6个学分.
func (v *view) assured() bool {
	if v.p.paren >= 0 || hasText(v.p.toks[:v.f], "修完") || hasText(v.p.toks[:v.f], "规定") && hasText(v.p.toks[:v.f], "修") {
		return false
	}
	return hasText(v.p.toks[:v.f], "保证") || hasText(v.p.toks[:v.f], "确保")
}

// consists: 分为前期、施工、验收3个阶段, 本阶段包括备案、验收等4个事项: the parts of a thing, not what is to be reached.
func consists(v *view) bool {
	if !v.countFirst || !countable(v.q) || v.c.Op != "=" {
		return false
	}
	for k := range v.f {
		switch t := &v.p.toks[k]; {
		case t.text == "分为" || t.text == "划分为" || t.text == "分成" || t.text == "细分为":
			return true
		case t.text == "包括" || t.text == "包含" || t.text == "涵盖":
			return v.c.Deadline == nil
		case t.text == "为" && endsIn(v.c.Indicator, []string{"阶段", "步骤", "等级", "层次", "档次", "类别", "部分", "环节"}):
			return true
		case t.is(output|hedge) && t.text != "优化" && t.text != "调整":
			return false
		}
	}
	return false
}

// slogan: 实施四个工程, 做好两项改革: a small number in words counts only where the sentence says by when.
func slogan(v *view) bool {
	if v.countFirst && countable(v.q) && (v.q.of.name == "项" || v.q.of.name == "个" || v.q.of.name == "件") && v.e.op == "" && !v.e.compared {
		if v.q.han && endsIn(v.c.Indicator, []string{"举措", "措施", "大局", "大事", "工作", "原则"}) {
			return true // 优化营商环境十项措施
		}
		switch v.c.Indicator {
		case "工作", "重点工作", "大事", "大局", "关系", "问题", "原则", "要求", "措施", "举措", "任务", "重点任务":
			return true // 抓好三项工作
		}
	}
	if v.learns() {
		return false // 使每个学生学会一项运动技能
	}
	if !v.q.han || !countable(v.q) || len(v.q.value) > 1 || v.e.op != "" || v.c.Op == ">=" || v.e.compared || v.c.Deadline != nil && v.c.Deadline.Source == "sentence" {
		return false
	}
	if v.e.toLevel {
		return false // 由四档简并至三档
	}
	if v.verb == nil || v.verb.class == 0 {
		return true
	}
	switch v.q.of.name {
	case "个", "项", "大", "种", "类":
	default:
		if !v.countFirst {
			return false // 打通断头路两条
		}
	}
	switch v.verb.text {
	case "建设", "建成", "新建", "打造", "创建", "培育", "引进", "新增", "举办", "选派", "招引", "申报", "申创", "创成", "培养", "开工", "竣工", "投产", "建":
		return false
	}
	return v.q.of.class == "thing"
}

func grant(v *view) bool {
	if v.a.s.report && v.q.kind == "percent" && v.e.change != nil && v.e.change.is(up) && !v.e.toLevel && endsIn(v.c.Indicator, []string{"资金", "支出", "规模", "经费"}) {
		return false // 中央财政安排救助补助资金160亿元，增长9.6%
	}
	if v.e.change != nil && v.e.change.is(down) && endsIn(v.c.Indicator, []string{"项目", "事项", "环节", "材料", "数量"}) {
		return false // 收费项目再减少一半
	}
	if v.seg.grant != "" && v.capped() && countable(v.q) {
		return true // 最多补贴3件
	}
	if v.q.of != nil && v.q.of.dimension == "money" && v.c.Op == "<=" && v.c.Deadline == nil {
		for k := range v.f {
			if w := v.p.toks[k].text; w == "享受" || strings.HasPrefix(w, "每") && w != "每" && !keeps(&v.p.toks[k]) {
				return true // 每家机构每年享受支持不超过1000万元
			}
		}
	}
	if v.q.kind == "percent" && v.e.reach && v.c.Op == "<=" && containsAny(v.c.Indicator, []string{"平均利率", "平均费率", "平均担保费率"}) {
		return false // 贷款平均利率控制在2.5%以内
	}
	if v.c.Indicator == "标准" {
		return true // 发放补助金，标准不高于失业保险金的80%
	}
	if (v.c.Indicator == "按" || v.c.Indicator == "按照") && v.q.of != nil && v.q.of.dimension == "money" {
		return true // 按不超过15万元发放贷款
	}
	if v.q.kind == "percent" && v.c.Deadline == nil && v.c.Measure == "decrease" && endsIn(v.a.slice(v.p.toks[v.e.post:v.e.end]), []string{"费", "费用", "租金"}) {
		return true // 减少50%检验检测费用
	}
	cut := v.e.change != nil && v.e.change.is(down) || containsAny(v.c.Indicator, []string{"下调", "降低", "减免"})
	if v.q.kind == "percent" && !v.e.toLevel && cut && v.c.Deadline == nil && endsIn(v.c.Indicator, []string{"费率", "税率", "缴费比例"}) {
		return true // 统一下调单位缴费费率20%
	}
	if v.q.of != nil && v.q.of.dimension == "money" && v.c.Deadline == nil && v.e.toLevel && endsIn(v.c.Indicator, []string{"额度", "限额", "上限", "标准"}) {
		return true // 创业担保贷款额度提高至30万元
	}
	if v.seg.grant == "" {
		return false
	}
	if v.seg.pays > v.p.toks[v.f].start && (v.e.compared || v.e.op != "") && (v.seg.grant == "给予" || v.seg.grant == "奖励" || v.seg.grant == "补助" || v.seg.grant == "补贴") {
		return true // 吸纳3人以上就业并签订合同的，每人给予1000元补贴: what stands before the sum is its condition
	}
	if countable(v.q) && v.e.compared {
		for k := v.e.post; k+1 < len(v.p.toks); k++ {
			if t := &v.p.toks[k]; t.kind == quant && t.qty.of != nil && t.qty.of.dimension == "money" && hasText(v.p.toks[v.e.post:k], "给予") {
				return true // 吸纳1人以上就业的每增加1人给予1000元补贴
			}
		}
	}
	if v.p.toks[0].text == "对" && (v.seg.grant == "给予" || v.seg.grant == "奖励") {
		return true // 对吸纳2人以上就业的单位，给予…
	}
	if v.q.of == nil {
		return v.q.kind == "ratio"
	}
	switch v.q.of.dimension {
	case "money":
		if v.e.reach && v.c.Op != "<=" && endsIn(v.c.Indicator, []string{"总额", "余额", "规模", "总量", "收入", "产值"}) || v.c.Deadline != nil && v.c.Op == ">=" && (strings.HasSuffix(v.c.Indicator, "贷款额度") || endsIn(v.c.Indicator, []string{"资本", "资本金", "净资产"}) && !hasClass(v.p.toks, rule)) {
			return false // 风险补偿机制投放贷款总额突破1500亿元
		}
		return !v.budget() && !v.setUp()
	case "share", "points":
		if v.p.allots(v.e) >= 0 {
			return false // 整治乱收费，市、县两级按照不低于4%、3%的比例进行抽检
		}
		if !hasClass(v.p.toks, rule) && (v.e.toLevel || v.e.change != nil && v.e.change.is(up) || v.p.marginal(v.e)) && measures(v.c.Indicator) && !containsAny(v.c.Indicator, []string{"标准", "额度", "费率", "税率", "补贴", "补助", "价格"}) {
			return false // 联合抽查占比提升至50%，对…不再…; 转移支付规模增长9.5%，增加财力补助
		}
		if !hasClass(v.p.toks, rule) && !containsAny(v.c.Indicator, []string{"风险", "责任"}) && (v.c.Deadline != nil || v.e.reach && strings.HasPrefix(v.c.Op, ">")) && v.e.post == v.e.end && endsIn(v.c.Indicator, shares) {
			return false // 落实扩岗补助政策，全年毕业生就业比例90%以上
		}
		if (v.seg.grant == "收费" || v.seg.grant == "缴纳" || v.seg.grant == "收取") && v.e.reach && endsIn(v.c.Indicator, []string{"覆盖率", "普及率", "入园率", "参保率", "达标率", "满意率"}) {
			return false // 规范收费…，普惠性幼儿园覆盖率达到85%
		}
		return !setAside(v) || containsAny(v.c.Indicator, []string{"风险", "责任"}) || v.seg.grant == "给予" || v.seg.grant == "补助" || v.seg.grant == "补贴" || v.seg.grant == "奖励"
	case "multiple", "months", "time":
		return true
	}
	return false
}

// budget reports a sum that the plan itself commits as a whole: 省财政安排补助资金30亿元以上.
func (v *view) budget() bool {
	commits := false
	for k := range v.f {
		switch v.p.toks[k].text {
		case "出资", "返还", "安排", "统筹安排", "统筹", "设立", "筹集", "筹措", "投入", "发放", "新增", "拨付", "争取", "下达", "发行", "募集":
			commits = true
		}
	}
	if !commits {
		return false
	}
	for k := range v.p.toks {
		switch v.p.toks[k].text {
		case "给予", "每", "最高", "奖励", "一次性", "每人", "每户", "每家", "每亩", "按照", "按":
			return false
		}
	}
	if v.q.unit == "万元" && containsAny(v.a.slice(v.p.toks[:v.f]), []string{"财政", "区市县", "园区", "县区", "本级", "省级", "市级", "县级", "区级"}) {
		return true // 市、县财政每年各出资1000万元, 省级首期安排2000万元
	}
	return v.q.unit != "元" && strings.HasPrefix(v.q.unit, "亿") || strings.HasPrefix(v.q.unit, "万亿")
}

// invests reports a sum that is invested in works: 投资250亿元建设….
func (v *view) invests() bool {
	t := v.p.toks
	return v.q.of != nil && v.q.of.dimension == "money" && v.f > 0 && (t[v.f-1].text == "投资" || t[v.f-1].text == "计划投资") && v.e.post < len(t) && t[v.e.post].is(output) && !hasClass(t[:v.f], rule|cond)
}

// togetherCost reports what an open list of projects costs together: 甲、乙等总投资500亿元以上的化工项目.
func (v *view) togetherCost() bool {
	t := v.p.toks
	return v.q.of != nil && v.q.of.dimension == "money" && v.e.compared && v.f > 1 && (t[v.f-1].text == "总投资" || t[v.f-1].text == "投资") && t[v.f-2].text == "等" && strings.HasSuffix(t[len(t)-1].text, "项目")
}

// setUp reports the size of what the phrase before sets up: 设立专项资金贷款，第一期规模100亿元.
func (v *view) setUp() bool {
	if v.pi == 0 || !strings.HasPrefix(v.q.unit, "亿") || !endsIn(v.c.Indicator, []string{"规模", "总规模"}) || hasClass(v.p.toks, rule) {
		return false
	}
	before := &v.a.ps[v.pi-1]
	return hasAny(before.toks, "设立", "组建", "发起", "发起设立", "新设", "新设立", "筹建") && !hasFigure(before.toks)
}

// threshold: …达到100万元的，给予…
func threshold(v *view) bool {
	toks := v.p.toks
	if v.togetherCost() {
		return false
	}
	if v.q.of != nil && v.q.of.dimension == "money" && hasAny(toks, "门槛", "起点", "限额") {
		return true // 支持门槛由2000万元调整为1000万元
	}
	if last := toks[len(toks)-1].text; last == "的" && v.p.after == '，' {
		return true
	}
	if v.seg.cond > 0 && v.seg.cond < toks[v.f].start {
		return true // 新上项目应满足效率不低于20%、电耗不高于100千瓦时
	}
	timed := v.q.of != nil && (v.q.of.dimension == "time" || v.q.of.dimension == "working days")
	if v.seg.given > 0 && v.seg.given < toks[v.f].start && v.c.Op == "<=" && v.c.Deadline == nil && v.q.of != nil && (v.q.of.dimension == "money" || v.q.of.dimension == "share") {
		return true // 合伙创业的，总额度不超过300万元
	}
	for k := 0; k < v.f; k++ {
		if v.q.kind == "percent" && v.e.reach && strings.HasSuffix(v.c.Indicator, "率") && toks[k].text == "符合" && hasText(toks[k:v.f], "的") {
			continue // 符合要求的学校开课率达到100%
		}
		// What is built is no condition (培育具备竞争力的企业2家), nor is what a time limits (符合放行条件的48小时内放行).
		built := countable(v.q) && toks[k].text == "具备" && hasClass(toks[:k], output) && !hasText(toks[:k], "对")
		if v.q.kind == "percent" && toks[k].text == "具备" && k > 0 && v.e.reach && endsIn(v.c.Indicator, shares) {
			continue // 公民具备科学素质比例达15%
		}
		if countable(v.q) && strings.HasSuffix(toks[k].text, "具备") && k+1 < v.f && toks[k+1].text == "的" && hasClass(toks[v.e.post:], output) {
			continue // 将开工前须具备的节能审查等11个事项纳入并联审批
		}
		if toks[k].is(cond) && !timed && !built {
			return true
		}
	}
	if v.q.of != nil && v.q.of.dimension == "money" && v.e.compared && v.c.Op == "<=" && v.e.post < len(toks) && strings.HasPrefix(toks[v.e.post].pos, "v") {
		return true // 贷款在20万元以内免除反担保
	}
	if v.e.op == "<" && v.e.post < len(toks) && toks[v.e.post].text == "的" || timed && strings.HasPrefix(v.c.Indicator, "符合") && !slices.Contains(v.c.fired, "limits a service") {
		return true // 满意度低于90%的，要查找原因
	}
	if v.p.paren >= 0 && v.c.Deadline == nil && !v.a.sc.goal && v.capped() {
		return true // （外资股比不超过50%）
	}
	if v.verb != nil && (v.verb.text == "消除" || v.verb.text == "消灭" || v.verb.text == "杜绝") && v.e.compared {
		return true // 消除66人以上大班额
	}
	if strings.HasPrefix(v.c.Op, ">") && v.e.op != "" && v.e.post < len(toks) && toks[v.e.post].text == "后" {
		return true // 运距超过8公里（不含8公里）后
	}
	if toks[0].text == "当" && strings.HasSuffix(toks[len(toks)-1].text, "时") {
		return true // 当降幅达到15%时
	}
	if v.c.Op == "<=" && v.c.Deadline == nil && v.q.of != nil && (v.q.of.dimension == "length" || v.q.of.dimension == "area") && nounish(&toks[len(toks)-1]) {
		for k := v.e.post; k+1 < len(toks); k++ {
			if toks[k].text == "的" && toks[k-1].kind == quant {
				return true // 管线长度不大于500米、占地不超过200平方米的工程
			}
		}
	}
	if toks[0].is(before) && v.f <= 1 {
		for k := v.e.post; k < len(toks); k++ {
			if toks[k].text == "的" && (k+1 == len(toks) || toks[k+1].is(stock|rule|adverb|entity) || toks[k+1].pos == "p" || toks[k+1].pos == "v") {
				return true // 超过一个周期的按规定发放, 超过100人的企业
			}
		}
	}
	if toks[0].text == "对" && v.e.compared && nounish(&toks[len(toks)-1]) {
		for k := v.e.post; k+1 < len(toks); k++ {
			if toks[k].text == "的" {
				return true // 对排名晋位三名以上或…的科室承办人
			}
		}
	}
	if v.countFirst && strings.HasPrefix(v.c.Indicator, "符合") && (v.verb == nil || !strings.HasPrefix(v.c.Op, ">")) {
		return true
	}
	if t := toks; countable(v.q) && !v.countFirst && v.e.op != "" && v.e.post+1 < len(t) && t[v.e.post].text == "的" && !(endsIn(v.q.of.name, []string{"学时", "课时"}) && endsIn(t[len(t)-1].text, learning)) && v.c.Indicator != "" && v.e.end > v.e.post+1 && t[v.e.post+1].text != "目标" {
		return true // 病例超过300人的县
	}
	if t := toks; countable(v.q) && v.countFirst && v.e.op != "" && !v.e.verbNear && v.f > 1 && t[v.f-1].is(before) && t[v.f-2].is(join) && v.e.post < len(t) && t[v.e.post].text == "的" {
		return true // 打造一批超千万件的金牌项目、超百万件的铜牌项目
	}
	if t := toks; person(v.q) && v.countFirst && v.e.op == ">" && v.e.post+1 < len(t) && hasText(t[v.e.post:], "的") && containsAny(v.a.slice(t[v.e.post:]), []string{"的学校", "的幼儿园", "的企业", "的单位", "的机构", "的社区"}) {
		return true // 招收超过3名残疾幼儿的幼儿园配备教师
	}
	if words := v.a.slice(toks[:v.f]); strings.Contains(words, "所支持的") || strings.Contains(words, "所称") {
		return true // 本措施所称机构指由至少一名…设立的机构
	}
	if t := toks; countable(v.q) && v.e.compared && v.e.post+1 < len(t) && t[v.e.post].text == "的" && v.f > 0 && nounish(&t[v.f-1]) {
		return true // 招收学生5人以上的学校
	}
	if v.q.of != nil && !v.e.verbNear && v.e.post < len(toks) && toks[v.e.post].text == "的" && (v.e.compared || v.e.op != "") && !slices.Contains(v.c.fired, "leaves so much time") {
		switch v.q.of.dimension {
		case "count", "share", "points":
		default:
			return true // 投资额超过5亿元的项目
		}
	}
	if v.q.of != nil && v.q.of.dimension == "money" && v.e.post < len(toks) && toks[v.e.post].text == "的" && v.f > 0 && endsIn(toks[v.f-1].text, []string{"投资", "总投资"}) {
		return true // 启动投资1.3亿元的堤防工程
	}
	if v.q.of == nil || v.q.of.dimension != "money" || !v.e.compared && v.e.op == "" {
		return false
	}
	return v.countFirst && !endsIn(v.c.Indicator, []string{"资金", "贷款", "投资", "基金", "债券", "融资", "收入", "额"})
}

// forbids reports 不得超过, 不得低于: what may not be, not what will be.
func (v *view) forbids() bool {
	for i := 0; i < v.f; i++ {
		if w := v.p.toks[i].text; w == "禁止" || w == "严禁" {
			return true
		}
	}
	for i := v.e.pred; i < v.f; i++ {
		if w := v.p.toks[i].text; strings.HasPrefix(w, "不得") && !((v.q.kind == "percent" || countable(v.q)) && (w == "不得低于" || w == "不得少于")) {
			return true
		}
	}
	return false
}

// capped reports 不超过3名, 最多5个: what is allowed.
func (v *view) capped() bool {
	for i := max(0, min(v.e.pred, v.f-2)); i < v.f; i++ {
		switch v.p.toks[i].text {
		case "不超过", "最多", "至多", "不多于", "最长", "不长于":
			return true
		}
	}
	return false
}

// namedProject: 建设兰州石化120万吨乙烯改造项目; an open list (…等540万千瓦项目) counts.
func namedProject(v *view) bool {
	if v.f > 0 && v.p.toks[v.f-1].text == "、" && v.q.of != nil && strings.Contains(v.q.unit, "万") && endsIn(v.c.Indicator, []string{"等项目", "等工程", "等重点项目", "等重大项目"}) {
		return true // 种羊场、5万只养鸡场等项目
	}
	if v.q.of == nil || countable(v.q) || v.e.reach || v.e.change != nil {
		return false
	}
	if v.f > 0 && v.p.toks[v.f-1].is(join) && (v.q.of.dimension == "area" || v.q.of.dimension == "length") && !hasFigure(v.p.toks[:v.f]) && strings.Contains(v.c.Indicator, "等") && (strings.Contains(v.c.Indicator, "项目") || strings.Contains(v.c.Indicator, "工程")) {
		return true // 新城区、2.2平方公里中心区等重点项目的征收工作
	}
	if v.f > 0 && (v.q.of.dimension == "area" || v.q.of.dimension == "length") && place(&v.p.toks[v.f-1]) && endsIn(v.a.slice(v.p.toks), []string{"等项目", "等工程", "等重点项目", "等重点工程"}) {
		return true // 实施东山镇1万亩节水灌溉、河西村7000平方米奶牛养殖等项目
	}
	if v.countFirst && !v.e.compared && endsIn(v.c.Indicator, []string{"项目", "工程", "机组", "电站", "装置", "生产线", "基地", "电厂", "项目建设", "基地建设", "工程建设"}) {
		switch v.q.of.dimension {
		case "mass":
			return v.f == 0 || v.p.toks[v.f-1].text != "等" // 完成80吨污泥处置项目
		}
	}
	if v.e.verbNear || v.e.post < len(v.p.toks) && saysHowFar(v.p.toks[v.e.post].text) {
		return false // 储能60万千瓦目标
	}
	switch v.q.of.dimension {
	case "mass", "power", "volume", "electricity", "apparent power":
	default:
		return false
	}
	if v.f > 0 && v.p.toks[v.f-1].text == "等" {
		return false
	}
	if t := v.p.toks; v.f > 0 && (nounish(&t[v.f-1]) || strings.HasPrefix(t[v.f-1].pos, "nr")) && v.e.post < v.e.end && nounish(&t[v.e.post]) {
		return true // 东山10万吨大麦芽二期
	}
	if !v.countFirst || v.verb == nil {
		return false
	}
	return endsIn(v.c.Indicator, []string{"项目", "工程", "机组", "电站", "装置", "生产线", "基地", "电厂", "扩建"})
}

// place tells the names of places.
func place(t *token) bool {
	return t.kind == word && (t.pos == "ns" || endsIn(t.text, []string{"镇", "乡", "村", "街道", "办事处", "苏木", "县", "区"}))
}

// will reports 将 before the figure.
func (v *view) will() bool {
	for i := range v.f {
		if v.p.toks[i].text == "将" || v.p.toks[i].text == "拟" {
			return true
		}
	}
	return false
}

// plannedBy reports 按照每千人口 before the comparison at i: what is planned by, not what is reached.
func (v *view) plannedBy(i int) bool {
	per := false
	for k := i - 1; k >= 0; k-- {
		t := &v.p.toks[k]
		per = per || strings.HasPrefix(t.text, "每") || t.text == "人均" || t.text == "户均"
		switch {
		case t.text == "按照" || t.text == "按":
			return per && v.e.post < len(v.p.toks) && countable(v.q)
		case t.is(output | hedge):
			return false
		}
	}
	return false
}

// existing: 依托现有5家, 围绕33条产业链; a verb of output behind those words commits anew (利用现有资源建设20个).
func existing(v *view) bool {
	if endsIn(v.c.Indicator, []string{"毕业生", "毕业生规模", "毕业生人数", "毕业生总数"}) && v.verb == nil && !v.countFirst && !hasText(v.p.toks[:v.f], "其中") {
		return true // 今年高校毕业生将达727万人
	}
	switch v.p.toks[0].text {
	case "原", "下设", "内设":
		return true
	}
	if t := v.p.toks; len(t) > 3 && t[len(t)-1].text == "上" && t[len(t)-2].text == "基础" && t[len(t)-3].text == "的" && v.f < len(t)-3 && hasText(t[:v.f], "在") {
		return true // 在生均拨款水平达到12000元的基础上
	}
	if t := v.p.toks; v.countFirst && v.e.end >= 2 && t[v.e.end-2].text == "基础" && t[v.e.end-1].text == "上" {
		return true // 在1162个开关基础上
	}
	for i := v.f - 1; i >= 0; i-- {
		t := &v.p.toks[i]
		if t.text == "“" {
			return false // 落实“简单咨询1个工作日答复”: what is said in the quotation stands for itself
		}
		if t.kind != word {
			continue
		}
		if v.arranged() || v.p.allots(v.e) >= 0 || v.e.change != nil && v.e.change.start > v.p.toks[v.f].start {
			return false
		}
		if t.text == "按照" || t.text == "按" || t.text == "根据" || t.is(before) && i > 0 && v.plannedBy(i) {
			return true
		}
		if t.is(stock) && (i == 0 || v.p.toks[i-1].class&(adverb|hedge|output|join) != 0 || v.p.toks[i-1].kind == when || strings.HasPrefix(v.p.toks[i-1].pos, "v")) {
			return true
		}
		if t.is(output | level | before) {
			return false
		}
	}
	return false
}
