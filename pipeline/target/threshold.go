package target

// Thresholds and limits: what a thing must be for a rule to hold, what may not be.
import (
	"slices"
	"strings"
)

// threshold: …达到100万元的，给予…
func threshold(v *view) bool {
	return !v.togetherCost() && slices.ContainsFunc(thresholds, func(hit func(*view) bool) bool { return hit(v) })
}

// thresholds are the notations of a threshold.
var thresholds = []func(v *view) bool{
	func(v *view) bool { // 支持门槛由2000万元调整为1000万元
		return v.q.money() && hasAny(v.t, "门槛", "起点", "限额")
	},
	func(v *view) bool { // 城区人口超50万县
		return v.e.op != "" && v.e.post+1 < len(v.t) && v.e.post == v.f+1 && strings.HasSuffix(v.q.unit, "万") && v.q.of == nil && v.f > 1 && strings.HasSuffix(v.t[v.f-2].text, "人口") && endsIn(v.t[v.e.post].text, []string{"县", "市", "城市", "县城", "镇", "区", "地区"})
	},
	func(v *view) bool { // 产值达到5000万元的，
		return v.t[len(v.t)-1].text == "的" && v.p.after == '，'
	},
	func(v *view) bool { // 新上项目应满足效率不低于20%、电耗不高于100千瓦时
		return v.seg.cond > 0 && v.seg.cond < v.t[v.f].start
	},
	func(v *view) bool { // 合伙创业的，总额度不超过300万元
		return v.seg.given > 0 && v.seg.given < v.t[v.f].start && v.c.Op == "<=" && v.c.Deadline == nil && (v.q.money() || v.q.of != nil && v.q.of.dimension == "share")
	},
	conditional,
	func(v *view) bool { // 贷款在20万元以内免除反担保
		return v.q.money() && v.e.compared && v.c.Op == "<=" && v.e.post < len(v.t) && strings.HasPrefix(v.t[v.e.post].pos, "v")
	},
	func(v *view) bool { // 满意度低于90%的，要查找原因
		return v.e.op == "<" && v.behind("的")
	},
	func(v *view) bool { // 符合条件的6个月内…: no service is done in it
		return v.timed() && strings.HasPrefix(v.c.Indicator, "符合") && !slices.Contains(v.c.fired, "limits a service")
	},
	func(v *view) bool { // （外资股比不超过50%）
		return v.p.paren >= 0 && v.c.Deadline == nil && !v.sc.goal && v.capped()
	},
	func(v *view) bool { // 消除66人以上大班额
		return v.verb != nil && hasAny([]token{*v.verb}, "消除", "消灭", "杜绝") && v.e.compared && v.q.kind != "percent"
	},
	func(v *view) bool { // 气温低于5℃时停工
		return (v.e.op == "<" || v.e.op == ">") && v.behind("时") && v.c.Deadline == nil
	},
	func(v *view) bool { // 运距超过8公里（不含8公里）后
		return strings.HasPrefix(v.c.Op, ">") && v.e.op != "" && v.behind("后")
	},
	func(v *view) bool { // 当降幅达到15%时
		return v.t[0].text == "当" && strings.HasSuffix(v.t[len(v.t)-1].text, "时")
	},
	func(v *view) bool { // 管线长度不大于500米、占地不超过200平方米的工程
		if v.c.Op != "<=" || v.c.Deadline != nil || !v.extent() || !nounish(&v.t[len(v.t)-1]) {
			return false
		}
		for k := v.e.post; k+1 < len(v.t); k++ {
			if v.t[k].text == "的" && v.t[k-1].kind == quant {
				return true
			}
		}
		return false
	},
	func(v *view) bool { // 超过一个周期的按规定发放, 超过100人的企业
		for k := v.e.post; k < len(v.t) && v.t[0].is(before) && v.f <= 1; k++ {
			if v.t[k].text == "的" && (k+1 == len(v.t) || v.t[k+1].is(stock|rule|adverb|entity) || v.t[k+1].pos == "p" || v.t[k+1].pos == "v") {
				return true
			}
		}
		return false
	},
	func(v *view) bool { // 对排名晋位三名以上或…的科室承办人
		return v.t[0].text == "对" && v.e.compared && nounish(&v.t[len(v.t)-1]) && hasText(v.t[v.e.post:len(v.t)-1], "的")
	},
	func(v *view) bool { // 符合3项条件的
		return v.countFirst && strings.HasPrefix(v.c.Indicator, "符合") && (v.verb == nil || !strings.HasPrefix(v.c.Op, ">"))
	},
	func(v *view) bool { // 病例超过300人的县; but 不少于40学时的培训, 达到20家的目标
		if !countable(v.q) || v.countFirst || v.e.op == "" || v.e.post+1 >= len(v.t) || !v.behind("的") || v.c.Indicator == "" || v.e.end <= v.e.post+1 {
			return false
		}
		learns := endsIn(v.q.of.name, []string{"学时", "课时"}) && endsIn(v.t[len(v.t)-1].text, learning())
		return !learns && v.t[v.e.post+1].text != "目标"
	},
	func(v *view) bool { // 打造一批超千万件的金牌项目、超百万件的铜牌项目
		return countable(v.q) && v.countFirst && v.e.op != "" && !v.e.verbNear && v.f > 1 && v.t[v.f-1].is(before) && v.t[v.f-2].is(join) && v.behind("的")
	},
	func(v *view) bool { // 招收超过3名残疾幼儿的幼儿园配备教师
		return person(v.q) && v.countFirst && v.e.op == ">" && v.e.post+1 < len(v.t) && containsAny(v.slice(v.t[v.e.post:]), []string{"的学校", "的幼儿园", "的企业", "的单位", "的机构", "的社区"})
	},
	func(v *view) bool { // 本措施所称机构指由至少一名…设立的机构
		return containsAny(v.slice(v.t[:v.f]), []string{"所支持的", "所称"})
	},
	func(v *view) bool { // 招收学生5人以上的学校
		return countable(v.q) && v.e.compared && v.e.post+1 < len(v.t) && v.behind("的") && v.f > 0 && nounish(&v.t[v.f-1])
	},
	func(v *view) bool { // 投资额超过5亿元的项目
		return v.q.of != nil && !countable(v.q) && v.q.of.dimension != "count" && v.q.of.dimension != "share" && v.q.of.dimension != "points" && !v.e.verbNear && v.behind("的") &&
			(v.e.compared || v.e.op != "") && !slices.Contains(v.c.fired, "leaves so much time")
	},
	func(v *view) bool { // 启动投资1.3亿元的堤防工程
		return v.q.money() && v.behind("的") && v.f > 0 && endsIn(v.t[v.f-1].text, []string{"投资", "总投资"})
	},
	func(v *view) bool { // 年营业收入2000万元以上企业
		return v.q.money() && (v.e.compared || v.e.op != "") && v.countFirst && !endsIn(v.c.Indicator, []string{"资金", "贷款", "投资", "基金", "债券", "融资", "收入", "额"})
	},
}

// conditional reports a word of conditions before the figure (符合, 达到…的), which is none where it says what is built
// (培育具备竞争力的企业2家), what a share is taken of (公民具备科学素质比例) or what a time limits (符合放行条件的48小时内放行).
func conditional(v *view) bool {
	t := v.t
	for k := 0; k < v.f; k++ {
		w := &t[k]
		switch {
		case !w.is(cond), v.timed():
		case v.q.kind == "percent" && v.e.reach && strings.HasSuffix(v.c.Indicator, "率") && w.text == "符合" && hasText(t[k:v.f], "的"): // 符合要求的学校开课率达到100%
		case v.q.kind == "percent" && v.e.reach && w.text == "具备" && k > 0 && endsIn(v.c.Indicator, shares): // 公民具备科学素质比例达15%
		case countable(v.q) && w.text == "具备" && hasClass(t[:k], output) && !hasText(t[:k], "对"):
		case countable(v.q) && strings.HasSuffix(w.text, "具备") && k+1 < v.f && t[k+1].text == "的" && hasClass(t[v.e.post:], output): // 将开工前须具备的节能审查等11个事项纳入并联审批
		default:
			return true
		}
	}
	return false
}

// behind reports whether the word behind the figures is w.
func (v *view) behind(w string) bool { return v.e.post < len(v.t) && v.t[v.e.post].text == w }

// timed reports hours, days or working days.
func (v *view) timed() bool {
	return v.q.of != nil && (v.q.of.dimension == "time" || v.q.of.dimension == "working days")
}

// extent reports a length or an area.
func (v *view) extent() bool {
	return v.q.of != nil && (v.q.of.dimension == "length" || v.q.of.dimension == "area")
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
