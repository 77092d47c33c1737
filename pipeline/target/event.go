package target

// Events, courses and what everybody learns: how often, how many, for whom.
import (
	"strings"
)

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
	return containsAny(v.c.Indicator, []string{"大赛", "比赛", "竞赛", "展演", "艺术节", "文化节"}) || endsIn(v.c.Indicator, festivals()) || endsIn(v.c.Indicator, []string{"评选", "评选活动", "评选工作"})
}

// teaches: 每年至少组织1次培训: so often at least, for what teaches or is open to the public.
func (v *view) teaches() bool {
	if v.c.Op != ">=" && v.c.Op != ">" && (v.q.max == "" || !v.eachOf()) {
		return false
	}
	whole := strings.ReplaceAll(v.a.slice(v.p.toks), "培训机构", "")
	if containsAny(whole, routines()) && !containsAny(whole, []string{"培训", "普法", "公众代表"}) {
		return false
	}
	return containsAny(whole, teachings())
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
		return !(v.c.Op == ">=" && (v.assured() || v.eachOf())) && !(v.verb != nil && hasAny(v.p.toks[:v.f], "开发", "开设", "推出", "打造", "建设", "建成", "培育", "认定", "遴选"))
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

// eachOf reports 每 or 各 before the figure: 各县力争创建一个基地.
func (v *view) eachOf() bool {
	for i := range v.f {
		if t := &v.p.toks[i]; t.is(per) || strings.HasPrefix(t.text, "各") || strings.HasPrefix(t.text, "每") {
			return true
		}
	}
	return false
}

// assured reports 保证 or 确保 before the figure: 保证美育课程的6个学分.
func (v *view) assured() bool {
	if v.p.paren >= 0 || hasText(v.p.toks[:v.f], "修完") || hasText(v.p.toks[:v.f], "规定") && hasText(v.p.toks[:v.f], "修") {
		return false
	}
	return hasText(v.p.toks[:v.f], "保证") || hasText(v.p.toks[:v.f], "确保")
}

var (
	festivals = list("festival") // what has a public
	routines  = list("routine")  // meetings, checks and reports
	teachings = list("teaching")
)
