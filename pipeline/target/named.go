package target

// Figures that name or describe: projects by their size, kinds by a mark, slogans by a number, what is there already.
import (
	"strings"
	"unicode/utf8"

	"taizhang/internal/han"
)

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

// will reports 将 before the figure.
func (v *view) will() bool {
	for i := range v.f {
		if v.p.toks[i].text == "将" || v.p.toks[i].text == "拟" {
			return true
		}
	}
	return false
}

// setName: 20个战略性产业集群, where other sentences speak of the same set as one that is there (围绕20个战略性产业集群开展…)
// and none makes it.
func (v *view) setName() bool {
	if !v.countFirst || !countable(v.q) || v.c.Deadline != nil || len(v.right) == 0 {
		return false
	}
	start, end := v.p.toks[v.f].start, v.p.toks[v.f].end
	for i := range v.right {
		if end = v.right[i].end; end-v.p.toks[v.f].end >= shortestSet {
			break
		}
	}
	if end-v.p.toks[v.f].end < shortestSet {
		return false
	}
	text, name := v.a.text, v.a.text[start:end]
	if madeBefore(text[:start]) {
		return false
	}
	others := 0
	for at := 0; ; {
		i := han.Index(text[at:], name)
		if i < 0 {
			return others >= otherPlaces
		}
		at += i
		if at != start && (at == 0 || !isAlnum(text[at-1])) {
			if madeBefore(text[:at]) {
				return false
			}
			others++
		}
		at += len(name)
	}
}

const (
	shortestSet = 4 * 3 // bytes of what is counted
	otherPlaces = 2     // where the set is named at least
)

// madeBefore reports a text that ends in a verb of output: 打造.
func madeBefore(text string) bool {
	g := grammar()
	for n := 2; n <= 4; n++ {
		if e := g.byWord[text[runeStart(text, max(0, len(text)-3*n)):]]; e != nil && e.class&output != 0 {
			return true
		}
	}
	return false
}
