package target

// Thresholds and limits: what a thing must be for a rule to hold, what may not be.
import (
	"slices"
	"strings"
)

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
