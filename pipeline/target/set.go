package target

// Counts of sets: members that reach a state, that something is done for or in; parts of a whole; sets listed by name.
import (
	"slices"
	"strings"
)

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
		case v.e.compared && t.kind == word && (t.pos == "v" || t.text == "提供" || t.text == "开展") && k < v.e.end && k+1 < len(v.p.toks) && !t.is(rule|cond): // 95%以上产生联办件
			return true
		case v.q.value == "100" && k == v.e.post && t.pos == "v" && k+1 < v.e.end: // 企业100%使用绿电
			return true
		}
	}
	return false
}

// countInState: 6项指标排名达到第1位, 100个事项实现全程网办, 300家食堂、40家配送单位实现全流程检查.
func countInState(v *view) bool {
	if !v.countFirst || !countable(v.q) && !v.people() || v.q.han {
		return false
	}
	first, last := v.members()
	for k := 0; k < first.figs[0]; k++ {
		if t := &v.p.toks[k]; t.kind != when && !t.is(adverb|hedge|after) && !region(t.text) {
			return false
		}
	}
	for k := last.post + 1; k+1 < last.end; k++ {
		switch t := &v.p.toks[k]; t.text {
		case "达到", "不低于", "实现", "达", "建成", "完成":
			return true
		case "稳定":
			return strings.HasSuffix(v.p.toks[k+1].text, "就业")
		}
	}
	return false
}

// members are the first and the last element of the list of counted nouns that v is in: 300家食堂、40家配送单位.
func (v *view) members() (first, last *element) {
	i, j := v.k, v.k
	next := func(k int) bool { // k and the member behind it
		e, f := &v.es[k], &v.es[k+1]
		return e.end < len(v.p.toks) && v.p.toks[e.end].is(join) && f.figs[0] == e.end+1 && e.post < e.end && countable(v.p.toks[e.figs[0]].qty) == countable(v.p.toks[f.figs[0]].qty)
	}
	for i > 0 && next(i-1) {
		i--
	}
	for j+1 < len(v.es) && next(j) {
		j++
	}
	return &v.es[i], &v.es[j]
}

// finished: 确保200公里农村公路建成通车, 力争3万亩高标准农田建成投用: works of a size that are to be finished. Of things that are
// counted the same is said by countInState.
func finished(v *view) bool {
	if !v.countFirst || v.q.of == nil || v.f == 0 || v.verb != nil {
		return false
	}
	switch v.q.of.dimension {
	case "length", "area", "power", "volume", "count":
	default:
		return false
	}
	sure := false
	for k := range v.f {
		t := &v.p.toks[k]
		sure = sure || t.is(hedge) || hasAny(v.p.toks[k:k+1], "确保", "保证", "推动", "促进", "加快", "争取")
		if t.is(past|stock|cond|rule|per|from) || t.text == "的" {
			return false
		}
	}
	if !sure {
		return false
	}
	for k := v.e.post + 1; k < len(v.p.toks); k++ {
		if endsIn(v.p.toks[k].text, finishes()) {
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
			return t[k+1].is(output|level) || slices.ContainsFunc(states(), func(w string) bool { return strings.HasPrefix(t[k+1].text, w) })
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

// bindsTo is where the verb stands that binds to so many others: 签订 in 与20家金融机构签订协议; -1 without one.
func (r *reading) bindsTo() int {
	if !r.countFirst || !countable(r.q) || r.q.han || r.first == 0 || r.e.post >= r.e.end || !nounish(&r.t[r.e.post]) {
		return -1
	}
	k := r.first - 1
	for k > 0 && r.t[k].is(before) {
		k--
	}
	if r.t[k].text != "与" && r.t[k].text != "同" || k > 0 && !(r.t[k-1].kind == when || r.t[k-1].is(adverb|hedge)) {
		return -1
	}
	for k = r.e.post + 1; k+1 < r.e.end; k++ {
		switch r.t[k].text {
		case "签订", "签署", "建立", "达成", "缔结", "开展", "共建", "实现", "结成":
			return k
		}
	}
	return -1
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

// namedSet: 建好福州、厦门、泉州3个园区 names each of them; 福州、厦门等5个 does not.
func namedSet(v *view) bool {
	if !v.countFirst || !countable(v.q) || v.c.Op != "=" {
		return false
	}
	if n := v.listed(); n > 1 && v.q.value == itoa(n) {
		return true
	}
	if v.f > 2 && v.p.toks[v.f-1].text == "等" && hasClass(v.p.toks[:v.f], join) && v.e.post < v.e.end && hasAny(v.p.toks[v.e.post:v.e.post+1], "部门", "单位", "委办局") {
		return true // 实现市场监管、税务等5个部门数据共享: who does it
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
		case t.kind == quant && t.qty.of != nil && t.qty.of.name == "期": // 浑河、辽阳一期2个项目
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
