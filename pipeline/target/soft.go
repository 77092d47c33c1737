package target

// Targets without a figure. Notations known here:
//
//	实现社区日间照料中心全覆盖                     coverage: the whole of a countable set
//	国考断面水质全部达标  所有事项实现网上可办        the same in other words, with a finished state
//	居民人均可支配收入高于全市平均水平                relative to a benchmark
//	增速高于全市生产总值增速  能耗下降率达到市级考核要求
//	用水量较2022年明显下降
//	国家级小巨人企业实现零的突破                    more than none
import (
	"strings"

	"taizhang/pipeline/document"
)

// states are the finished states that 全部 and 所有 commit a set to.
var states = []string{"达标", "实现", "达到", "完成", "纳入", "建成", "做到", "消除", "清零", "接入", "上线", "配备", "整改", "退出", "关停", "到位", "投用", "覆盖", "公开", "办结", "通车", "入园", "配齐", "开通", "竣工", "开工", "通办", "可办", "销号", "入网", "建立", "落地", "化解", "淘汰", "达", "兑现", "入库", "解决", "拆除",
	"取消", "参与", "实施", "实行", "换购", "更换", "更新", "配建", "安装", "具备", "应用", "使用", "清理", "清退", "关闭", "搬迁", "脱贫", "摘帽", "复绿", "贯通", "通达", "恢复", "启动", "治理", "改造", "完工", "交付", "验收", "通过", "采取", "设立", "设置", "部署", "互通", "就业", "对接", "归集", "收回", "摆放", "贴标", "建档", "联网", "进驻", "入驻", "并网", "投运", "运行", "移交", "下放", "下沉", "接通", "打通", "换发", "免费", "录入", "上传", "注册", "签订", "签约", "整合", "依托", "通过", "派驻", "纳管", "配套", "用上", "进入", "互认", "投入", "并入"}

// coverage finds 全覆盖, 全部 and 所有 in a phrase.
func (a *analysis) coverage(pi int, p *phrase, es []element) {
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.kind != word:
		case t.is(cover):
			a.coverAt(pi, p, i) // A全覆盖、B全覆盖 are two
		case t.is(every) || t.text == "全体":
			if a.extends(pi, p, i) || t.is(every) && a.everyAt(pi, p, i, es) {
				return
			}
		}
	}
}

func (a *analysis) coverAt(pi int, p *phrase, i int) bool {
	t := p.toks
	if i+1 < len(t) && !t[i+1].is(join) && t[i+1].kind != when {
		return a.coverDoes(pi, p, i)
	}
	switch t[0].text {
	case "坚持":
		return false
	case "按照", "遵循", "秉持", "本着":
		if i+1 < len(t) {
			return false // 按照党统一领导、全面覆盖的要求
		}
	}
	if i+2 < len(t) && t[i+1].is(join) && strings.HasPrefix(t[i+2].text, "零") {
		return false // 无禁区、全覆盖、零容忍
	}
	if i+2 < len(t) && t[i+1].is(join) && nounish(&t[len(t)-1]) {
		if strings.HasPrefix(t[i+2].text, "全") {
			return false // 建立全覆盖、全流程的管理体系: what the system is like
		}
		for k := i + 2; k < len(t) && !t[k].is(output|level); k++ {
			if t[k].text == "的" {
				return false
			}
		}
	}
	if i > 1 && t[i-1].is(join) && strings.HasPrefix(t[i-2].text, "全") {
		return false // 全方位、全覆盖
	}
	for k := 0; k < i; k++ {
		if t[k].text == "基本" && t[k+1].is(cover) {
			return false // 基本全覆盖: 基本实现…全覆盖 says it in full
		}
		if t[k].kind == quant && t[k].qty.kind == "percent" {
			return true // 覆盖率100%全覆盖: the figure says it already
		}
	}
	from := disposed(t, i)
	for k := i - 1; k >= from; k-- { // 建设…，实现A、B和C全覆盖: one entry
		if t[k].is(output) && t[k].text == "实现" {
			from = k
			break
		}
	}
	np := p.trim(from, i)
	for k := 0; k+2 < len(np.toks) && k < 4; k++ { // 实现应保尽保和法定人群全覆盖
		if np.toks[k].is(join) && strings.HasPrefix(np.toks[0].text, "应") && strings.Contains(a.slice(np.toks[:k]), "尽") {
			np.toks, np.from = np.toks[k+1:], np.from+k+1
		}
	}
	if len(np.toks) == 1 && np.toks[0].kind == quant { // 抽查工作至少实现一次全覆盖
		if np = p.trim(0, max(0, from)); len(np.toks) == 0 {
			return false
		}
	}
	h := np.prefix + a.slice(np.toks)
	if from > 0 && t[from].text == "实现" && len(np.toks) > 0 {
		h = a.whose(t[:from]) + h
	}
	if len(h) <= 4*3 && strings.HasPrefix(h, "无") || i > 1 && t[i-1].is(join) && strings.HasSuffix(t[i-2].text, "化") {
		return false // 无空白、全覆盖, 常态化、全覆盖
	}
	if h == "" && listDescribes(a.text[t[i].end:]) {
		return false // 形成全覆盖、多样化的格局: what the whole is like
	}
	if h == "" {
		h = a.carry.subject
	}
	start := t[i].start
	if len(np.toks) > 0 {
		start = np.toks[0].start
	}
	if before := a.clauseBefore(pi); h == "" && before != nil && (i == 0 || endsIn(t[i-1].text, []string{"实现", "做到", "达到"})) { // 推动政务服务向园区延伸，实现全覆盖
		start = before.toks[0].start
		h = a.slice(before.toks[disposed(before.toks, len(before.toks)):])
		for _, open := range []string{"推动", "推进", "促进", "加快", "积极"} {
			h = strings.TrimPrefix(h, open)
		}
	}
	a.soft(pi, p, i, Target{Kind: "coverage", Op: "=", Value: "100", Unit: "%", Measure: "level", Indicator: h, Span: document.Span{Start: start, End: t[i].end}}, "covers the whole")
	return true
}

// clauseBefore is the phrase before phrase pi of the same flow, if a comma parts them and it holds no figure; nil without one.
func (a *analysis) clauseBefore(pi int) *phrase {
	if pi == 0 || a.ps[pi].paren >= 0 {
		return nil
	}
	before := &a.ps[pi-1]
	if before.paren >= 0 || before.after != '，' || hasFigure(before.toks) || len(a.slice(before.toks)) > 30*3 || len(a.slice(before.toks)) < 6*3 {
		return nil
	}
	return before
}

// whose is the noun before 基本实现 and 全面实现 that the whole belongs to (农牧区基本实现用电全覆盖); "" for one who acts.
func (a *analysis) whose(toks []token) string {
	for len(toks) > 0 && (toks[len(toks)-1].is(adverb|hedge) || adverbial(toks[len(toks)-1:])) {
		toks = toks[:len(toks)-1]
	}
	if len(toks) == 0 || len(toks) > 3 || subject(toks) || actor(&toks[len(toks)-1]) {
		return ""
	}
	for i := range toks {
		if !nounish(&toks[i]) || region(toks[i].text) {
			return ""
		}
	}
	return a.slice(toks)
}

// coverDoes reads 全覆盖 as the way in which something is done to each member of a set: 全覆盖编制实施规范; false for a part of a name
// (全覆盖行动).
func (a *analysis) coverDoes(pi int, p *phrase, i int) bool {
	t := p.toks
	if i+1 < len(t) && i > 0 && (t[i-1].is(output) && t[i-1].text != "实现" || t[i-1].text == "实行") && len(t)-i >= 2 && endsIn(t[len(t)-1].text, []string{"监管", "检查", "监测", "巡查", "培训", "回访", "评估", "审查"}) {
		np := p.trim(disposed(t, i-1), i-1)
		of := np.prefix + a.slice(np.toks)
		if of == "" {
			of = a.carry.before
		}
		if name := of + a.slice(t[i+1:]); name != "" && !hasText(t[i+1:], "的") { // 对特殊领域实施全覆盖重点监管
			a.soft(pi, p, i, Target{Kind: "coverage", Op: "=", Value: "100", Unit: "%", Measure: "level", Indicator: plain(name), Span: document.Span{Start: t[i-1].start, End: t[len(t)-1].end}}, "done to the whole of a set")
			return true
		}
	}
	if i+2 == len(t) && i > 0 && endsIn(t[i+1].text, []string{"回访", "监管", "检查", "监测", "巡查", "抽检", "培训"}) { // 执法案件10日内全覆盖回访
		if np := p.trim(0, i); len(np.toks) > 0 && nounish(&np.toks[0]) {
			name := np.toks
			for k := range name {
				if name[k].kind == quant {
					name = name[:k]
					break
				}
			}
			a.soft(pi, p, i, Target{Kind: "coverage", Op: "=", Value: "100", Unit: "%", Measure: "level", Indicator: plain(a.slice(name) + t[i+1].text), Span: document.Span{Start: t[i].start, End: t[i+1].end}}, "done to the whole of a set")
			return true
		}
	}
	if i > 0 && !(i == 1 && (t[0].is(adverb|output) || disposes(&t[0]))) || i+2 >= len(t) || !t[i+1].is(output) || t[i+1].end-t[i+1].start < 2*3 || !nounish(&t[len(t)-1]) {
		return false
	}
	if t[i+2].text == "的" || t[i+2].kind != word && t[i+2].kind != name || endsIn(t[len(t)-1].text, []string{"行动", "计划", "工程", "工作", "体系", "格局", "机制"}) {
		return false
	}
	np := p.trim(i+2, len(t))
	if len(np.toks) == 0 {
		return false
	}
	a.soft(pi, p, i, Target{Kind: "coverage", Op: "=", Value: "100", Unit: "%", Measure: "level", Indicator: plain(np.prefix + a.slice(np.toks)), Span: document.Span{Start: t[i].start, End: t[len(t)-1].end}}, "done to the whole of a set")
	return true
}

// listDescribes reports whether a list that goes on with rest ends in 的 within its clause.
func listDescribes(rest string) bool {
	if !strings.HasPrefix(rest, "、") {
		return false
	}
	if end := strings.IndexAny(rest, "，。；"); end >= 0 {
		rest = rest[:end]
	}
	return strings.Contains(rest, "的")
}

// extends reads 健康养老服务覆盖所有居家老年人, 试点扩大到全部区县, 政策落实到所有企业: what is to reach the whole of a set.
func (a *analysis) extends(pi int, p *phrase, i int) bool {
	t := p.toks
	k := i - 1
	for k > 0 && (region(t[k].text) || t[k].text == "到" || t[k].text == "至") {
		k--
	}
	if k < 1 || i+1 >= len(t) {
		return false
	}
	switch t[k].text {
	case "覆盖", "覆盖到", "扩大到", "扩大至", "推广到", "推广至", "延伸到", "延伸至", "惠及", "落实到", "扩展到", "拓展到", "普及到", "扩大", "推广", "延伸", "扩展", "拓展", "落实":
	default:
		return false
	}
	if (t[k].text == "扩大" || t[k].text == "推广" || t[k].text == "延伸" || t[k].text == "扩展" || t[k].text == "拓展" || t[k].text == "落实") && k == i-1 {
		return false // 推广所有经验
	}
	if hasClass(t[:k], from) {
		return false // 由小微企业扩大到所有企业
	}
	np, whole := p.trim(disposed(t, k), k), t[i+1:]
	if head := t[max(0, disposed(t, k)):k]; len(np.toks) == 0 && len(head) == 1 {
		np.toks, np.from = head, k-1 // 试点扩大到全部县区
	}
	last := &whole[len(whole)-1]
	if len(np.toks) == 0 && a.carry.subject == "" || !nounish(last) && last.kind != shut || whole[0].is(join) || t[i].text == "全体" && endsIn(last.text, []string{"人民", "同胞", "社会"}) {
		return false // 发展成果惠及全体人民
	}
	name := np.prefix + a.slice(np.toks)
	if name == "" {
		name = a.carry.subject
	}
	start := t[k].start
	if len(np.toks) > 0 {
		start = np.toks[0].start
	}
	a.soft(pi, p, i, Target{Kind: "coverage", Op: "=", Value: "100", Unit: "%", Measure: "level", Indicator: plain(name), Span: document.Span{Start: start, End: t[len(t)-1].end}}, "reaches the whole of a set")
	return true
}

func (a *analysis) everyAt(pi int, p *phrase, i int, es []element) bool {
	t := p.toks
	for k := range es {
		for _, c := range a.found {
			if c.against == "" && c.figure.Start >= t[0].start && c.figure.End <= t[len(t)-1].end && es[k].figs != nil {
				return false // 推动100个乡村e镇全部建成: the count is the target
			}
		}
	}
	state := -1
	for k := i + 1; k < len(t) && state < 0; k++ {
		if t[k].kind == name && strings.HasSuffix(strings.Trim(t[k].text, "”"), "办") {
			state = k
		}
		for _, w := range states {
			if workNoun(t[k].text) && k+1 < len(t) && nounish(&t[k+1]) && (t[i].text == "所有" || endsIn(t[k+1].text, []string{"工程", "项目", "计划", "行动", "工作", "任务"})) {
				break // 全部接入工程, 所有改造项目
			}
			if t[k].kind == word && (t[k].text == w || strings.HasPrefix(t[k].text, w) && len(t[k].text) <= 12) {
				state = k
				break
			}
		}
	}
	if i+1 < len(t) && t[i+1].is(join) || i > 0 && strings.HasSuffix(t[i-1].text, "求") || hasText(t[:i], "即可") || t[0].text == "允许" || i > 0 && t[i-1].text == "允许" {
		return false // 不求所有、不拘一格; 允许所有企业参与
	}
	var np nounPhrase
	end := t[len(t)-1].end
	if t[i].text == "所有" || state > i+1 && !t[i+1].is(adverb|output|level) && (nounish(&t[i+1]) || state > i+2 && nounish(&t[state-1])) && t[i+1].pos != "p" { // 将全部许可事项纳入清单
		if state < i+2 {
			return false
		}
		if words := a.slice(t); strings.Contains(words, "应") && strings.Contains(words, "尽") {
			return false // 所有部门应公开尽公开
		}
		for k := i; k < state; k++ {
			switch t[k].text {
			case "当日", "当场", "即时": // 所有业务统一为当日办结
				return false
			case "的":
				if state == k+1 {
					return false
				}
			}
		}
		np = p.trim(disposed(t, state), state)
	} else {
		if state != i+1 && !(state == i+2 && (t[i+1].is(adverb) || adverbial(t[i+1:i+2]))) && !(i > 0 && state > i+1 && manner(t[i+1].text)) {
			return false // 全部按照统一标准纳入, but 全部费用…
		}
		if np = p.trim(disposed(t, i), i); len(np.toks) == 0 || onlyAsks(np.toks) || manner(np.toks[0].text) {
			np.toks = nil
			if endsIt(t[state].text) && state+1 < len(t) { // 全部取消药品加成: what is done away with stands behind
				np = p.trim(state+1, len(t))
			} else if a.carry.before != "" { // 其余事项，全部纳入综合窗口
				a.soft(pi, p, i, Target{Kind: "coverage", Op: "=", Value: "100", Unit: "%", Measure: "level", Indicator: plain(a.carry.before), Span: document.Span{Start: t[i].start, End: end}}, "all of a set in a finished state")
				return true
			}
		}
	}
	if len(np.toks) == 0 {
		return false
	}
	start := min(np.toks[0].start, t[i].start)
	a.soft(pi, p, i, Target{Kind: "coverage", Op: "=", Value: "100", Unit: "%", Measure: "level", Indicator: plain(np.prefix + a.slice(np.toks)), Span: document.Span{Start: start, End: end}}, "all of a set in a finished state")
	return true
}

// manner tells the prepositions that open how all of a set is brought into its state: 全部按照规范整合.
func manner(s string) bool {
	switch s {
	case "按照", "按", "依托", "通过", "在", "由", "以", "经":
		return true
	}
	return false
}

// workNoun tells the states that are as often the name of a work.
func workNoun(s string) bool {
	switch s {
	case "整合", "接入", "治理", "改造", "验收", "更新", "使用", "应用", "搬迁", "就业", "部署":
		return true
	}
	return false
}

// endsIt tells the verbs behind 全部 whose object is the set itself.
func endsIt(s string) bool {
	switch s {
	case "取消", "淘汰", "完成", "清理", "清退", "关闭", "关停", "拆除", "整改", "解决", "化解", "消除", "退出", "更换", "更新", "搬迁", "安装", "治理", "改造", "实现", "启动", "建成", "恢复":
		return true
	}
	return false
}

// onlyAsks reports words that only ask for what follows: 要, 应当.
func onlyAsks(toks []token) bool {
	for i := range toks {
		if !toks[i].is(adverb) {
			return false
		}
	}
	return true
}

// disposed is where the noun behind 将 or 把 starts (民政部门要将…全部纳入): who does it is not what is covered. 0 without one.
func disposed(t []token, end int) int {
	for k := end - 1; k > 0; k-- {
		if disposes(&t[k]) || t[k].text == "对" && startsIn(t[k+1].text, []string{"全", "所有", "各", "重点"}) {
			return k + 1
		}
	}
	return 0
}

// disposes tells the words that put what is dealt with before its verb: 将…降低至, 把…纳入.
func disposes(t *token) bool { return t.text == "将" || t.text == "把" }

// benchmarks end the words that a value is compared with.
var benchmarks = []string{"平均水平", "平均值", "平均数", "平均增速", "平均增幅", "平均增长水平", "平均", "均值", "增速", "增幅", "增长速度", "增长率", "涨幅", "考核要求", "考核目标", "考核指标", "下达目标", "下达指标", "目标要求", "上年水平", "上年同期", "同期水平", "去年水平", "减免幅度", "价格水平", "收费标准", "上年", "去年", "同期", "城镇居民", "经济增长", "生产总值增长", "全国水平", "全省水平", "全市水平", "全区水平", "全县水平", "全州水平", "收入水平", "餐饮价格", "市场价格", "市场价", "先进值", "标杆值", "标杆水平", "基准水平"}

// wholes stand for their average when a measure is compared with them: 增速高于全国.
var wholes = map[string]bool{"城镇": true, "城镇居民": true, "全国": true, "全省": true, "全市": true, "全区": true, "全县": true, "全州": true, "全盟": true}

// relative finds the comparisons with a benchmark.
func (a *analysis) relative(pi int, p *phrase, es []element) {
	t := p.toks
	for i := range t {
		w := &t[i]
		if w.kind != word {
			continue
		}
		switch {
		case (w.is(level) || w.text == "完成") && a.assigned(pi, p, i):
		case w.is(before) && !w.is(output) || w.text == "超过", w.text == "达到", w.text == "赶上", w.text == "追平", w.text == "接近":
			a.benchmark(pi, p, i)
		case w.is(base) && i+2 < len(t) && t[i+1].kind == when && !t[i+1].date.relative:
			a.sinceYear(pi, p, i)
		case w.text == "同步" && (i+1 == len(t) || t[i+1].is(join)):
			a.inStep(pi, p, i)
		}
	}
}

// inStep reads 居民收入增长和经济增长基本同步: a growth that keeps step with another.
func (a *analysis) inStep(pi int, p *phrase, i int) {
	t := p.toks
	end := i
	for end > 0 && t[end-1].is(adverb|level) {
		end--
	}
	if end < 3 || !endsIn(t[end-1].text, []string{"增长", "增速", "提高"}) || t[0].text == "坚持" {
		return
	}
	joint := end - 1
	for joint > 0 && !t[joint].is(join) {
		joint--
	}
	if joint == 0 || joint == end-1 || t[joint].text == "、" {
		return
	}
	from := joint
	for from > 0 && t[from-1].text != "、" {
		from--
	}
	pred := joint
	for pred > from+1 && t[pred-1].is(adverb) {
		pred--
	}
	np := p.trim(from, pred)
	if len(np.toks) == 0 {
		return
	}
	mark := a.text[t[joint+1].start:t[end-1].end]
	x := Target{Kind: "relative", Op: "=", Value: mark, Measure: "growth_rate", Indicator: a.slice(np.toks), Span: document.Span{Start: np.toks[0].start, End: t[i].end}}
	a.soft(pi, p, i, x, "keeps step with a benchmark")
}

func (a *analysis) benchmark(pi int, p *phrase, i int) {
	t := p.toks
	if t[0].text == "按照" || t[0].text == "按" {
		return // 按照快于全国平均水平的要求
	}
	end := i + 1
	for end < len(t) && t[end].kind != quant && !(t[end].is(join) && end > i+1 && !(t[end].text == "和" && wholes[a.slice(t[i+1:end])])) && t[end].text != "的" && !t[end].is(hedge) {
		end++
	}
	if end == i+1 || end < len(t) && (t[end].kind == quant) {
		return
	}
	if end < len(t) && t[end].text == "的" {
		if rest := a.text[t[i+1].start:t[len(t)-1].end]; end+1 >= len(t) || !strings.HasSuffix(rest, "水平") && !(strings.HasPrefix(rest, "国家规定") && strings.HasSuffix(rest, "要求")) {
			return
		}
		for end < len(t) && !t[end].is(join) {
			end++
		}
	}
	for k := i + 2; k < end; k++ {
		if t[k].is(before) && !t[k].is(output) {
			return // 达到能效标杆水平的产能比例高于全省平均水平
		}
	}
	within := end > i+2 && t[end-1].is(after) && t[end-1].op == "<=" // 控制在国家下达目标以内
	markEnd := end
	if within {
		markEnd--
	}
	mark := a.text[t[i+1].start:t[markEnd-1].end]
	yearOnly := end == i+2 && t[i+1].kind == when
	required := t[i].is(before) && strings.HasPrefix(mark, "国家规定") && strings.HasSuffix(mark, "要求") // 课时总量不低于国家规定的课时要求
	standard := t[i].is(before) && strings.HasSuffix(mark, "标准") && startsIn(mark, []string{"国家", "全国", "全省", "省定", "按年度"}) && i > 0 && endsIn(t[i-1].text, []string{"标准", "水平", "收入"})
	whole := standard || wholes[mark] && t[i].is(before) && i > 0 && (measures(t[i-1].text) || t[i-1].is(join) && measures(a.carry.subject))
	if !yearOnly && !required && !endsIn(mark, benchmarks) && !whole || t[i].is(level) && !endsIn(mark, []string{"平均水平", "平均值", "考核要求", "考核目标", "下达目标", "下达指标", "平均增速"}) {
		return
	}
	if len([]rune(mark)) > 30 {
		return
	}
	from, np := 0, nounPhrase{}
	for k := i - 1; k >= 0; k-- {
		if t[k].kind == quant {
			return
		}
		if t[k].is(join) && k+1 < len(t) && (t[k+1].is(before) || p.compares(k)) { // 高于全省平均水平、高于全市增速
			from = k + 1
			break
		}
	}
	pred := i
	for pred > from && t[pred-1].kind == word && t[pred-1].class&(adverb|hedge|all|dist|up|down|to) != 0 && !endsIn(t[pred-1].text, []string{"率", "增速", "增幅", "涨幅", "速度", "降幅"}) {
		pred--
	}
	np = p.trim(from, pred)
	e := &element{figs: []int{i}, pred: pred}
	heads := []string{a.carry.subject}
	start := t[i].start
	if len(np.toks) > 0 {
		heads = a.heads(p, e, np)
		start = np.toks[0].start
		if len(np.toks) == 1 && from > 0 && partOf(np.toks[0].text) && a.carry.subject != "" {
			heads = []string{stem(a.carry.subject) + np.toks[0].text}
		}
	}
	op := t[i].op
	switch {
	case within:
		op = "<="
	case op == "", op == "<=?", t[i].is(level):
		op = "="
	}
	for _, h := range heads {
		x := Target{Kind: "relative", Op: op, Value: mark, Measure: measureOf(h), Indicator: h, Span: document.Span{Start: start, End: t[end-1].end}}
		if pred < i && strings.HasSuffix(t[pred].text, "增长") {
			x.Measure = "growth_rate"
		}
		if yearOnly && t[i+1].date.year > 0 && !t[i+1].date.relative {
			x.Baseline = itoa(t[i+1].date.year)
		}
		a.soft(pi, p, i, x, "compares with a benchmark")
		if end+1 < len(t) && t[end].is(join) && wholes[mark] { // 高于全国、全区农民平均水平
			if rest := a.slice(t[end+1:]); endsIn(rest, benchmarks) && len(rest) <= 16*3 && !hasFigure(t[end+1:]) && !hasClass(t[end+1:], before) {
				x.Value, x.Span.End = rest, t[len(t)-1].end
				a.soft(pi, p, i, x, "compares with a benchmark")
			}
		}
		a.carry.subject = h
	}
}

// assigned reads 单位GDP能耗下降率完成国家下达目标, 生态环境指标达到国家要求: a measure that is to be what a higher level asked for.
// What is only a task (完成省下达的目标任务) is none.
func (a *analysis) assigned(pi int, p *phrase, i int) bool {
	t := p.toks
	w := t[i].text
	if w != "完成" && w != "达到" && w != "实现" && !strings.HasPrefix(w, "控制在") || i+1 >= len(t) {
		return false
	}
	end := i + 1
	for end < len(t) && t[end].kind != when && (t[end].kind != quant) && !t[end].is(hedge) && !(t[end].is(join) && end > i+2) {
		end++
	}
	if end < len(t) && !t[end].is(join) || end == i+1 {
		return false
	}
	mark := a.text[t[i+1].start:t[end-1].end]
	if strings.HasPrefix(w, "控制在") {
		mark = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(mark, "以内"), "之内"), "内")
	}
	if len([]rune(mark)) > 30 || !endsIn(mark, []string{"目标", "要求", "任务", "指标", "进度"}) || !fromAbove(mark) {
		return false
	}
	np := p.trim(0, i)
	if h := np.prefix + a.slice(np.toks); len(np.toks) > 0 && (measures(h) || endsIn(h, []string{"指标", "下降", "双控"})) {
		for _, head := range a.heads(p, &element{figs: []int{i}, pred: i}, np) {
			a.soft(pi, p, i, Target{Kind: "relative", Op: "=", Value: mark, Measure: measureOf(head), Indicator: head, Span: document.Span{Start: np.toks[0].start, End: t[end-1].end}}, "is to be what was assigned")
		}
		return true
	} else if len(np.toks) > 0 {
		return false
	}
	inner := strings.TrimSuffix(mark, "任务")
	for _, ending := range []string{"目标", "要求", "指标", "控制"} {
		inner = strings.TrimSuffix(inner, ending)
	}
	for _, opens := range []string{"的", "下达", "”"} {
		if at := strings.LastIndex(inner, opens); at >= 0 {
			inner = inner[at+len(opens):]
		}
	}
	named := endsIn(inner, []string{"下降", "降低", "压减"}) && len(inner) >= 4*3 || measures(inner) && len(inner) >= 3*3
	if !named {
		return false
	}
	a.soft(pi, p, i, Target{Kind: "relative", Op: "=", Value: mark, Measure: "level", Indicator: inner, Span: document.Span{Start: t[i].start, End: t[end-1].end}}, "is to be what was assigned")
	return true
}

// fromAbove tells the marks that a higher level sets: 国家下达…, 市级考核要求, “十四五”控制目标.
func fromAbove(mark string) bool {
	if strings.Contains(mark, "下达") || strings.Contains(mark, "考核") {
		return true
	}
	return startsIn(mark, []string{"国家", "省", "自治区", "市级", "市定", "市政府", "“十", "州级", "部级"})
}

// measureOf is the measure that an indicator names itself: a rate of growth or of decrease, else a level.
func measureOf(indicator string) string {
	switch {
	case endsIn(indicator, []string{"增速", "增长率", "涨幅", "增幅", "增长速度", "增长"}):
		return "growth_rate"
	case endsIn(indicator, []string{"下降率", "降幅", "降低率"}):
		return "decrease"
	}
	return "level"
}

// compares reports a comparison with a benchmark that ends before the joint at k: 增量高于上年、增速高于….
func (p *phrase) compares(k int) bool {
	for j := k - 1; j > 0; j-- {
		switch t := &p.toks[j]; {
		case t.is(join):
			return false
		case t.is(before) && j < k-1:
			return endsIn(p.toks[k-1].text, benchmarks) || p.toks[k-1].kind == when
		}
	}
	return false
}

// sinceYear reads 较2022年明显下降.
func (a *analysis) sinceYear(pi int, p *phrase, i int) {
	t := p.toks
	k := i + 2
	for k < len(t) && (t[k].is(adverb) || t[k].pos == "d" || t[k].pos == "ad" || t[k].pos == "a") && !t[k].is(up|down) {
		k++
	}
	if k >= len(t) || !t[k].is(up|down) || k+1 < len(t) && !t[k+1].is(join) {
		return
	}
	pred := i
	for pred > 0 && t[pred-1].class&(adverb|hedge|all|dist) != 0 {
		pred--
	}
	np := p.trim(0, pred)
	if len(np.toks) == 0 {
		return
	}
	e := &element{figs: []int{i}, pred: pred, all: true}
	year := itoa(t[i+1].date.year)
	for _, h := range a.heads(p, e, np) {
		x := Target{Kind: "relative", Op: ">", Value: t[i+1].text, Measure: "increase", Indicator: h, Baseline: year, Span: document.Span{Start: np.toks[0].start, End: t[k].end}}
		if t[k].is(down) {
			x.Op, x.Measure = "<", "decrease"
		}
		a.soft(pi, p, i, x, "compares with a year")
	}
}

// soft judges a target without a figure: past, rules and conditions speak against it.
func (a *analysis) soft(pi int, p *phrase, i int, x Target, fired string) {
	c := candidate{Target: x, figure: document.Span{Start: p.toks[i].start, End: p.toks[i].end}}
	a.carryTo(p, i)
	if d := a.deadline(); d != nil {
		copied := *d
		c.Deadline = &copied
	}
	c.Hedged = hasClass(p.toks[:i], hedge)
	last := p.toks[len(p.toks)-1].text
	switch {
	case a.sc.rule:
		c.against = "a document that lays down rules"
	case a.s.normative && !a.sc.goal && c.Deadline == nil:
		c.against = "a document of rules that names no year for it"
	case a.sc.glossary:
		c.against = "explains a term"
	case a.sc.facts && !a.sc.goal && c.Deadline == nil && !c.Hedged:
		c.against = "a statement of facts"
	case a.lookingBack():
		c.against = "a section that looks back"
	case a.carry.past != "":
		c.against = "past"
	case a.segs[pi].grant != "" && x.Kind == "relative":
		c.against = "terms of a grant, fine or fee"
	case last == "的" && p.after == '，', x.Kind == "relative" && p.toks[0].text == "对" && hasText(p.toks[i:], "的"):
		c.against = "a threshold"
	case hasText(p.toks[:i], "是否"):
		c.against = "a question"
	case x.Indicator == "":
		c.against = "no indicator"
	default:
		c.fired = []string{fired}
	}
	a.found = append(a.found, c)
}

func endsIn(s string, ends []string) bool {
	for _, w := range ends {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func startsIn(s string, starts []string) bool {
	for _, w := range starts {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
