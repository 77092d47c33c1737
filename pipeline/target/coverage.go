package target

// The whole of a set, said without a figure: 全覆盖, 全部达标, 覆盖所有居家老年人, 全覆盖编制清单.
import (
	"strings"

	"taizhang/pipeline/document"
)

// states are the finished states that 全部 and 所有 commit a set to.
var (
	states   = list("state")
	finishes = list("end of works")
)

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
		if t[k].text == "基本" && t[k+1].is(cover) && !strings.HasPrefix(t[k+1].text, "实现") {
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
	if len(np.toks) == 0 && a.repeats(pi, t[i].end) {
		return true
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

// repeats reports a bare 实现全覆盖 that says once more of a set what the clause before said of all of it (所有文件均要纳入审核范围，
// 确保实现全覆盖): the quotation of that one then goes on to end.
func (a *analysis) repeats(pi, end int) bool {
	before := a.clauseBefore(pi)
	if before == nil || len(a.found) == 0 {
		return false
	}
	c := &a.found[len(a.found)-1]
	if c.Kind != "coverage" || c.against != "" || c.Span.Start < before.toks[0].start {
		return false
	}
	c.Span.End = end
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
		if of == "" || strings.HasPrefix(of, "依法") && len(np.toks) == 1 {
			of = strings.TrimPrefix(a.carry.before, "对")
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
	ensures := false // 确保覆盖全体医务人员: what is covered is all that is said
	if head := t[max(0, disposed(t, k)):k]; len(np.toks) == 0 && len(head) == 1 {
		if ensures = hasAny(head, "确保", "实现", "力争", "保证"); !ensures {
			np.toks, np.from = head, k-1 // 试点扩大到全部县区
		}
	}
	last := &whole[len(whole)-1]
	if len(np.toks) == 0 && a.carry.subject == "" && !ensures || !nounish(last) && last.kind != shut || whole[0].is(join) || t[i].text == "全体" && endsIn(last.text, []string{"人民", "同胞", "社会"}) {
		return false // 发展成果惠及全体人民
	}
	name := np.prefix + a.slice(np.toks)
	if name == "" {
		name = a.carry.subject
	}
	if ensures {
		name = a.slice(whole)
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
		for _, w := range states() {
			if workNoun(t[k].text) && k+1 < len(t) && nounish(&t[k+1]) && (t[i].text == "所有" || endsIn(t[k+1].text, []string{"工程", "项目", "计划", "行动", "工作", "任务"})) {
				break // 全部接入工程, 所有改造项目
			}
			if t[k].kind == word && (t[k].text == w || strings.HasPrefix(t[k].text, w) && len(t[k].text) <= 12) {
				state = k
				break
			}
		}
	}
	if (state < 0 || hasText(t[state:], "的")) && a.doneToAll(pi, p, i) {
		return true
	}
	if state < 0 {
		state = passes(t, i)
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

// passes is where 均经过 or 全部通过 stands that sends all of the set at i through a review: 所有文件均经过合法性审核; -1 without it.
func passes(t []token, i int) int {
	for k := i + 2; k+1 < len(t); k++ {
		if (t[k].text == "经过" || t[k].text == "通过" || t[k].text == "完成") && (t[k-1].is(all) || onlyAsks(t[k-1:k])) &&
			endsIn(t[len(t)-1].text, []string{"审核", "审查", "评估", "评审", "考核", "验收", "检验", "论证", "认证", "培训", "登记"}) {
			return k
		}
	}
	return -1
}

// doneToAll reads 对所有失能老年人家庭，按照规范实施适老化改造: the set opens its clause, and what is done to it stands in the next.
func (a *analysis) doneToAll(pi int, p *phrase, i int) bool {
	t := p.toks
	if i != 1 || t[0].text != "对" || p.after != '，' || i+1 >= len(t) || !nounish(&t[len(t)-1]) {
		return false
	}
	next := a.next(p)
	if next == nil {
		return false
	}
	does := a.slice(next.toks)
	if startsIn(does, []string{"按照", "按", "参照", "依据"}) {
		if at := strings.Index(does, "》"); at > 0 {
			does = does[at+len("》"):]
		}
	}
	for _, adverb := range []string{"一律", "全面", "全部", "统一", "都要", "均", "要"} {
		does = strings.TrimPrefix(does, adverb)
	}
	if !startsIn(does, []string{"实施", "实行", "推行", "进行", "开展"}) || hasFigure(next.toks) {
		return false
	}
	a.soft(pi, p, i, Target{Kind: "coverage", Op: "=", Value: "100", Unit: "%", Measure: "level", Indicator: plain(a.slice(t[i+1:])), Span: document.Span{Start: t[i].start, End: t[len(t)-1].end}}, "done to the whole of a set")
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
