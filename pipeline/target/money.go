package target

// Sums: terms of grants, fines and fees are none of a plan's targets; what the plan itself commits as a whole is.
import (
	"strings"
)

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
	if v.q.money() && v.c.Op == "<=" && v.c.Deadline == nil {
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
	if (v.c.Indicator == "按" || v.c.Indicator == "按照") && v.q.money() {
		return true // 按不超过15万元发放贷款
	}
	if v.q.kind == "percent" && v.c.Deadline == nil && v.c.Measure == "decrease" && endsIn(v.a.slice(v.p.toks[v.e.post:v.e.end]), []string{"费", "费用", "租金"}) {
		return true // 减少50%检验检测费用
	}
	cut := v.e.change != nil && v.e.change.is(down) || containsAny(v.c.Indicator, []string{"下调", "降低", "减免"})
	if v.q.kind == "percent" && !v.e.toLevel && cut && v.c.Deadline == nil && endsIn(v.c.Indicator, []string{"费率", "税率", "缴费比例"}) {
		return true // 统一下调单位缴费费率20%
	}
	if v.q.money() && v.c.Deadline == nil && v.e.toLevel && endsIn(v.c.Indicator, []string{"额度", "限额", "上限", "标准"}) {
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
	return v.q.money() && v.f > 0 && hasAny(t[v.f-1:v.f], "投资", "计划投资", "出资") && v.e.post < len(t) && t[v.e.post].is(output) && !hasClass(t[:v.f], rule|cond)
}

// togetherCost reports what an open list of projects costs together: 甲、乙等总投资500亿元以上的化工项目.
func (v *view) togetherCost() bool {
	t := v.p.toks
	return v.q.money() && v.e.compared && v.f > 1 && (t[v.f-1].text == "总投资" || t[v.f-1].text == "投资") && t[v.f-2].text == "等" && strings.HasSuffix(t[len(t)-1].text, "项目")
}

// setUp reports the size of what the phrase before sets up: 设立专项资金贷款，第一期规模100亿元.
func (v *view) setUp() bool {
	if v.pi == 0 || !strings.HasPrefix(v.q.unit, "亿") || !endsIn(v.c.Indicator, []string{"规模", "总规模"}) || hasClass(v.p.toks, rule) {
		return false
	}
	before := &v.a.ps[v.pi-1]
	return hasAny(before.toks, "设立", "组建", "发起", "发起设立", "新设", "新设立", "筹建") && !hasFigure(before.toks)
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

// arranged reports 按 before a share and 安排 behind it: what a budget sets.
func (v *view) arranged() bool {
	t := v.p.toks
	return v.q.kind == "percent" && v.f > 0 && (t[v.f-1].text == "按" || t[v.f-1].text == "按照") && v.e.post < len(t) && t[v.e.post].text == "安排" && measures(v.c.Indicator)
}
