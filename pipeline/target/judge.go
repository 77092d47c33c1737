package target

// The verdict on a figure: reasons against it in order of precedence, then the evidence that the sentence commits
// to it. A figure with no reason against it and no evidence for it is no target either.
import (
	"strings"
)

// view is what a reason looks at: a figure of an element that was read, and the candidate made of it.
type view struct {
	*reading
	a   *analysis
	c   *candidate
	f   int // index of the figure among the phrase's tokens
	q   *quantity
	seg stretch
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
	{"what is said to be high", func(v *view) bool {
		return v.f > 0 && (v.p.toks[v.f-1].text == "高达" || v.p.toks[v.f-1].text == "多达")
	}},
	{"a condition", func(v *view) bool { // 只要汇聚8000万人民的力量，就一定能…
		switch v.p.toks[0].text {
		case "只要", "如果", "假如", "倘若", "一旦":
			return true
		}
		return false
	}},
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
	{"a sample", func(v *view) bool { // 每年随机选取约10%的点位，共约150个站点
		return (countable(v.q) || v.q.kind == "percent") && strings.Contains(v.a.text[v.a.span.Start:v.p.toks[v.f].start], "随机") && v.verb != nil && hasAny([]token{*v.verb}, "选取", "选择", "确定", "选定")
	}},
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
		if v.countFirst && countable(v.q) && v.k+1 < len(v.es) && v.f > 0 && v.p.toks[v.f-1].text == "在" && hasClass(v.p.toks[v.e.post:v.es[v.k+1].figs[0]], output) {
			return true // 在14个城区和新区增补学位2万个
		}
		return v.countFirst && countable(v.q) && v.f > 0 && v.p.toks[v.f-1].text == "在" && hasText(v.p.toks[v.e.post:v.e.end], "中")
	}},
	{"a part of what was chosen", func(v *view) bool { // 选择2个平台，并确定其中1家
		return v.countFirst && countable(v.q) && v.f > 1 && v.p.toks[v.f-1].text == "其中"
	}},
	{"a permission", func(v *view) bool {
		may, at := false, 0
		for i := 0; i < v.f; i++ {
			switch t := &v.p.toks[i]; {
			case t.text == "可" && i+1 < v.f && hasAny(v.p.toks[i+1:i+2], "对", "给予", "按", "予以"):
				return true // 可对费率不超过1%的业务给予补贴
			case t.text == "可" && i+1 < v.f && v.p.toks[i+1].text == "及": // 群众可及的急救设备
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
		if v.f > 0 || v.q.kind != "percent" || v.e.post+1 >= len(t) || t[v.e.post].text != "的" {
			return false
		}
		for k := v.e.post + 1; k < len(t) && k <= v.e.post+3; k++ { // 5.5%左右的预期增长目标与潜力吻合
			if endsIn(t[k].text, []string{"增速", "增长", "目标", "速度"}) {
				return true
			}
		}
		return false
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
		return !countable(v.q) && v.q.kind != "grade" && at < len(v.p.toks) && endsIn(v.p.toks[at].text, []string{"政策", "规定", "标准", "要求", "措施", "资质", "认定", "认定材料"})
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
		return i >= 0 && v.q.kind == "percent" && v.c.Deadline == nil && !v.a.sc.goal && !v.c.Hedged && !v.p.isToMakeUp(v.f) && (i == 0 && v.verb == nil || (v.c.Op == "~" || v.c.Op == "=" && !v.e.reach) && !measures(v.c.Indicator))
	}},
	{"a class of projects", func(v *view) bool {
		return v.q.kind == "magnitude" && endsIn(v.c.Indicator, []string{"项目", "计划", "行动", "工程"})
	}},
	{"what is there already", existing},
	{"the document's own measures", func(v *view) bool { // 推进15条“微改革”举措落地, where fifteen items stand
		return v.countFirst && countable(v.q) && v.c.Op == "=" && v.a.s.numbered[v.q.value] && containsAny(v.c.Indicator, []string{"举措", "措施", "任务", "政策"})
	}},
	{"a set that the document names again and again", func(v *view) bool { return v.setName() }},
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
	{"is to make up such a share", func(v *view) bool { return v.p.isToMakeUp(v.f) }},
	{"so many all in a state", func(v *view) bool { // 涉及90个事项全部纳入工程审批系统
		return v.countFirst && countable(v.q) && v.p.allInState(v.e)
	}},
	{"so many reach a state", countInState},
	{"a share set aside", setAside},
	{"acts on so many", actsOn},
	{"binds to so many", func(v *view) bool { return v.bindsTo() >= 0 }}, // 与20家金融机构签订协议
	{"done in so many", doneIn},
	{"what every pupil learns", func(v *view) bool { return v.learns() }},
	{"urges so many on", func(v *view) bool { // 有序推进餐饮、药店等28个行业分批实施
		return v.countFirst && countable(v.q) && v.f > 0 && v.p.urges() && (hasClass(v.p.toks[v.e.post:], output) || v.does())
	}},
	{"each is to have so many", func(v *view) bool { // 到2026年每个行政村都有1个文化服务中心
		return v.countFirst && countable(v.q) && v.f > 1 && v.p.toks[v.f-1].text == "有" && hasAny(v.p.toks[v.f-2:v.f-1], "都", "均") && (v.eachOf() || v.c.Deadline != nil)
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
	{"makes sure that so much is finished", finished}, // 确保200公里农村公路建成通车
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
	{"so far above a benchmark", func(v *view) bool { // GDP增速高于全省平均水平2个百分点
		return strings.HasSuffix(v.q.unit, "百分点") && !v.countFirst && containsAny(v.a.slice(v.p.toks[v.e.start:v.f]), []string{"高于", "快于", "低于", "优于", "超过"})
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

func (r *reading) judge(c *candidate, f int) {
	v := &view{reading: r, a: r.analysis, c: c, f: f, q: r.t[f].qty, seg: r.segs[r.pi]}
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

// isToMakeUp: the figure f is of a share that is asked for, 专职教师应占50%以上, 应占在校学生总数的0.2%.
func (p *phrase) isToMakeUp(f int) bool {
	if p.toks[f].qty.kind != "percent" {
		return false
	}
	for k := 1; k < f; k++ {
		if p.toks[k].text == "占" && hasAny(p.toks[k-1:k], "应", "应当", "须", "需", "要") {
			return true
		}
	}
	return false
}
