package target

// One element read: its noun, the verb that governs it, the names of what its figures measure.
import (
	"strings"

	"taizhang/pipeline/document"
)

// element judges the figures of one element.
func (a *analysis) element(pi int, p *phrase, es []element, k int) {
	e := &es[k]
	t := p.toks
	first := e.figs[0]

	// A figure behind 由 or 从 is where a change starts; its noun belongs to the figure that follows.
	npFrom, npTo := e.start, e.pred
	if k > 0 {
		before := es[k-1]
		if f := p.changesFrom(before.figs[0]); f >= 0 && (p.toks[f].is(from) || len(p.trim(npFrom, npTo).toks) == 0) {
			npFrom, npTo = before.start, f
		}
	}
	np := p.trim(npFrom, npTo)
	right := p.rightNoun(e)
	if len(right) > 0 && np.from+len(np.toks) == e.pred && onlyVerbs(np.toks) {
		np.toks, np.from = nil, -1 // 探索50个应用场景: a verb that the lexicon does not know
	}
	if first > 0 && t[first-1].text == "等" && len(right) > 0 && countable(t[first].qty) && !e.reach && e.change == nil && e.op == "" && (a.deadline() != nil || p.urges()) && !endsIn(a.slice(right), []string{"内容", "方面", "举措", "措施", "任务", "系统", "部门", "单位"}) {
		np.toks, np.from = nil, -1 // 加快钢铁、煤炭等10个产业提质
	}
	if first > 0 && t[first-1].text == "等" && len(right) > 0 && countable(t[first].qty) && p.openedIn(first) >= 0 {
		np.toks, np.from = nil, -1 // 在餐饮、药店等29个行业推行改革
	}
	if countable(t[first].qty) && len(right) > 0 && !e.reach && e.change == nil && p.allInState(e) {
		np.toks, np.from = nil, -1 // 工程建设涉及90个事项全部纳入系统
	}
	if len(np.toks) == 1 && np.toks[0].is(per) && !keeps(&np.toks[0]) && len(right) > 0 && countable(t[first].qty) && t[first].qty.kind == "quantity" {
		np.toks, np.from = nil, -1 // 每个市州至少有1家医院
	}
	if last := len(np.toks) - 1; last > 0 && len(right) > 0 && np.toks[last].text == "中" && countable(t[first].qty) {
		np.toks, np.from = nil, -1 // 每县中小学校中至少有1所学校
	}
	if c := e.change; c != nil && (c.text == "增加" || c.text == "减少") && !e.toLevel && len(right) > 0 && len(np.toks) > 0 && actor(&np.toks[len(np.toks)-1]) && t[first].qty.of != nil && t[first].qty.of.dimension == "money" {
		np.toks, np.from = nil, -1 // 引导金融机构增加300亿元贷款
	}
	if len(right) == 0 {
		if right = p.lends(es, k, np); len(right) > 0 {
			if last := np.toks[len(np.toks)-1].text; strings.HasSuffix(last, "级") {
				np.prefix += last // 市级200个、县级1000个工作室
			}
			np.toks, np.from = nil, -1
		}
	}
	if len(np.toks) == 1 && (saysNothing(np.toks[0].text) || len(right) > 0 && countable(t[first].qty) && region(np.toks[0].text)) {
		np.toks, np.from = nil, -1
	}
	if noun := p.byMargin(e); len(noun) > 0 {
		np.toks, right = noun, nil
	}
	if v := p.made(&np, e); v != nil {
		e.verb = v
	}
	verb := a.verb(p, e, np)
	countFirst := len(right) > 0 && (first == 0 || t[first-1].text == "有" && e.op == ">=" && countable(t[first].qty) || len(np.toks) == 0 || verb != nil && (e.verbNear || !e.reach && e.change == nil) || t[first].qty.kind == "percent" || t[first].qty.kind == "magnitude" && !e.reach)
	if countFirst && t[first].qty.kind == "percent" && len(np.toks) > 0 && (e.reach || e.change != nil) {
		countFirst = false
	}

	if v := a.acting(p, e, np, right, t[first].qty); v != nil && verb == nil {
		verb, countFirst = v, true
	}
	if v := e.change; countFirst && v != nil && v.text == "提升" && !e.toLevel && (countable(t[first].qty) || t[first].qty.of != nil && t[first].qty.of.dimension == "area") && len(right) > 0 {
		work := *v
		work.measure = "level"
		verb, e.change = &work, nil // 提升100所学校: work on so many, not so many more
	}
	if countFirst && e.toLevel && len(np.toks) > 0 {
		countFirst = false // 公立医院改革试点扩大到1000个县
	}
	if len(right) > 0 && right[0].text == "以" {
		countFirst = true
	}
	if t[first].qty.unit == "亿" && endsIn(a.slice(right), clusters) {
		countFirst = true // 产值超500亿、1000亿产业集群
	}
	if countFirst && t[first].qty.kind == "percent" && len(np.toks) > 0 && len(right) > 0 && (right[0].pos == "v" || right[0].pos == "s" || right[0].is(output) || len(right) == 1 && right[0].text == "公开") && (first == np.from+len(np.toks) || first == np.from+len(np.toks)+1 && t[first-1].text == "实现") {
		np.prefix += a.slice(np.toks) // 制造业企业100%使用绿电
	}
	forWhom := "" // a service is, where the phrase before says it
	if len(np.toks) == 1 && len(right) == 0 && carries(np.toks[0].text) {
		np.toks, np.from = nil, -1
		if a.carry.before != "" {
			a.carry.subject, forWhom = a.carry.before, a.carry.before
		}
	}

	for k := e.pred; k < first; k++ {
		if perHead(&t[k]) && np.prefix == "" {
			np.prefix = t[k].text // AED达每10万人45台
		}
	}
	a.changeFirst(p, e, &np, countFirst)
	var heads []string
	if countFirst && len(right) > 1 && right[0].is(output) && t[first].qty.of != nil && t[first].qty.of.dimension == "money" {
		right = right[1:] // 筹措10亿元实施安居工程
	}
	if countFirst && countable(t[first].qty) && np.prefix == "" {
		if np.prefix = a.perMany(p, e); np.prefix == "" && (p.openedBy(e, np) || first > 0 && t[first-1].text == "有" && len(np.toks) > 0 && !region(np.toks[0].text) && !np.toks[0].is(per)) {
			np.prefix = a.slice(np.toks) // 营商环境创新试点39项改革举措
		}
	}
	if countFirst && len(np.toks) == 1 && first == np.from+1 && np.prefix == "" && ofLevel(np.toks[0].text, np.toks[0].text+"x") != "" {
		np.prefix = np.toks[0].text // 县级1000个工作室
	}
	if k > 0 && np.prefix == "" && !countFirst && e.start > 0 && t[e.start-1].text == "、" && a.carry.yearly != "" && countable(t[first].qty) && !e.reach && e.verb == nil {
		np.prefix = a.carry.yearly // 每年打造示范村20个、精品村5个
	}
	if k > 0 && a.carry.perHead != "" && np.prefix == "" && !countFirst && len(np.toks) > 0 && e.start > 0 && t[e.start-1].text == "、" && countable(t[first].qty) && !np.toks[0].is(per) && strings.HasSuffix(np.toks[len(np.toks)-1].text, "数") {
		np.prefix = a.carry.perHead // 每千人口医师数达到3人、护士数达到4人
	}
	if k == 0 {
		a.carry.perHead = ""
		if len(np.toks) > 1 && np.toks[0].is(per) && startsIn(np.toks[0].text, []string{"每百", "每千", "每万"}) {
			if a.carry.perHead = np.toks[0].text; !endsIn(a.carry.perHead, []string{"人口", "人"}) {
				a.carry.perHead += np.toks[1].text
			}
		}
		a.carry.yearly = ""
		if strings.HasPrefix(np.prefix, "每年") {
			a.carry.yearly = np.prefix
		}
	}
	if n := len(np.toks); countFirst && e.verbNear && n > 0 && np.prefix == "" && keeps(&np.toks[n-1]) && np.toks[n-1].text != "累计" {
		np.prefix = np.toks[n-1].text // 各市每三年举办一次展演
	}
	served := a.service(p, e)
	switch {
	case served != "":
		if forWhom == "" {
			forWhom = a.servedTo(np)
		}
		if forWhom == "" && len(a.carry.works) > 3*3 && (served == "办结" || served == "完成") {
			forWhom = a.carry.works // 实现商事登记一站式办理，1个工作日办结
		}
		if i := strings.LastIndex(forWhom, "“"); i >= 0 && !strings.Contains(forWhom[i:], "”") { // 落实“简单咨询1个工作日答复”
			forWhom, served = forWhom[i+len("“"):], strings.TrimSuffix(served, "”")
		}
		heads = []string{forWhom + served}
	case countFirst:
		heads = []string{np.prefix + a.slice(right) + a.sharedRight(p, es, k, right)}
		if parts := listed(right, len(e.figs)); e.dist && len(e.figs) == 1 && len(parts) > 1 && !hasText(right, "的") { // 分别推出20项A和B
			heads = nil
			for _, part := range parts {
				heads = append(heads, a.slice(part))
			}
		}
	case len(np.toks) == 1 && a.carry.subject != "" && np.from > 0 && t[np.from-1].text == "有" && np.toks[0].text == "条件":
		heads = []string{a.carry.subject} // 不低于总课时的9%，有条件的占到11%
	case len(np.toks) == 1 && a.carry.subject != "" && partOf(np.toks[0].text):
		heads = []string{stem(a.carry.subject) + np.toks[0].text}
	case len(np.toks) == 1 && counterpart(np.toks[0].text, a.carry.subject) != "":
		heads = []string{counterpart(np.toks[0].text, a.carry.subject)}
	case len(np.toks) == 1 && ofLevel(np.toks[0].text, a.carry.object) != "":
		heads = []string{np.toks[0].text + ofLevel(np.toks[0].text, a.carry.object)}
	case len(np.toks) == 1 && a.carry.works != "" && bare(np.toks[0].text):
		heads = []string{a.carry.works + np.toks[0].text}
	case len(np.toks) > 0:
		heads = a.heads(p, e, np)
	case verb != nil && first > 1 && t[first-1].is(output) && strings.HasSuffix(t[first-2].text, "新增"):
		heads = []string{t[first-1].text} // 新增造林10万亩
	case a.sharedNoun(p, es, k) != "":
		heads = []string{a.sharedNoun(p, es, k)}
	case verb != nil && e.verbNear && wholeAct(verb.text):
		heads = []string{verb.text}
	case a.carry.subject != "":
		heads = []string{a.carry.subject}
		if e.reach && e.change == nil && t[first].qty.kind == "quantity" { // 地区生产总值年均增长5%、迈上3万亿元台阶
			heads[0] = strings.TrimSuffix(strings.TrimSuffix(heads[0], "年均增长"), "增长")
		}
	case verb != nil && a.carry.object != "":
		heads = []string{a.carry.object}
	case a.carry.before != "" && verb == nil && (e.reach || e.change != nil || e.compared || len(np.toks) == 0 && t[0].text == "保证"):
		heads = []string{a.carry.before}
	case verb != nil && a.carry.works != "" && countable(t[first].qty) && (verb.text == "完成" || verb.text == "实现" || verb.text == "建成" || verb.text == "建设" || verb.text == "新建"):
		heads = []string{a.carry.works}
	case verb != nil && e.post < len(t) && t[e.post].is(limit):
		heads = []string{t[e.post].text} // 争取实行6小时内放行
	case verb != nil && a.carry.held != "" && t[first].qty.of != nil && t[first].qty.of.class == "event":
		heads = []string{a.carry.held}
	case verb != nil:
		heads = []string{verb.text}
	}
	if len(heads) == 1 && heads[0] == "经济" && e.change != nil && e.change.text == "增长" {
		heads[0] = "经济增长"
	}
	if len(heads) == 1 && strings.HasPrefix(heads[0], "占") && a.carry.subject != "" && !strings.HasPrefix(a.carry.subject, "占") {
		heads[0] = a.carry.subject + heads[0]
	}
	if v := e.verb; v != nil && served == "" && e.verbNear && !countFirst && v.measure == "level" && v.kind == word && len(np.toks) > 0 && len(heads) == 1 && v.end == t[first].start && !strings.Contains("实现完成达到投资", v.text) {
		heads[0] += v.text // 农村公路累计改造300公里
	}
	if added := a.added(p, e); added != "" && !countFirst && len(np.toks) > 0 && len(heads) == 1 {
		heads[0] += added
	}
	if len(heads) == 1 && len(e.figs) == 1 && e.dist && strings.Contains(heads[0], "城乡") { // 城乡居民收入分别增长7%
		heads = []string{urbanRural(heads[0], 0, 2)[0], urbanRural(heads[0], 1, 2)[0]}
	}
	for i, h := range heads {
		switch {
		case verb != nil && endsIn(verb.text, learning) && t[first].qty.of != nil && t[first].qty.of.lasts() && !countFirst && len(np.toks) > 0 && np.from+len(np.toks) < len(t) && t[np.from+len(np.toks)].start < verb.end:
			heads[i] = h + a.text[t[np.from+len(np.toks)].start:verb.end] // 每人每年集中培训不少于5天
		case verb != nil && len(np.toks)+len(right) > 0 && person(t[first].qty) && serves(verb.text) && !strings.Contains(h, verb.text) && !measures(h):
			heads[i] = h + verb.text // 培训农民5000人次
		case verb != nil && (verb.text == "取消" || verb.text == "停征") && verb.start >= t[e.start].start && !strings.Contains(h, verb.text):
			heads[i] = verb.text + h // 取消8项业务的报送资料
		case e.change != nil && strings.HasSuffix(h, "年均"):
			heads[i] = h + e.change.text
		}
	}
	if len(right) == 0 && len(heads) == 1 && len(np.toks) > 0 && first > 0 && t[first-1].text == "的" && e.post < e.end && t[e.post].text == "任务" {
		heads[0] += "的任务" // 完成清单中部署的13项任务
	}
	if h := a.allotted(p, e); h != "" {
		heads = []string{h}
	}
	if tail := a.aside(p, e); tail != "" && len(heads) == 1 && !countFirst {
		heads[0] += tail + "的比例"
	}
	if e.change != nil && e.change.measure == "growth_rate" && strings.HasPrefix(e.change.text, "年均") {
		for i := range heads {
			heads[i] += e.change.text
		}
	}
	if verb != nil && strings.HasSuffix(verb.text, "新增") && len(heads) == 1 && heads[0] == np.prefix+"就业" {
		heads[0] = np.prefix + "新增就业" // who is in work is another measure than who finds it
	}
	quote := a.quote(p, e, np, right, countFirst, verb)
	if act := strings.TrimSuffix(served, "”"); act != "" { // 一般登记5个工作日内办结
		if t[first].start-quote.Start > 8*3 {
			quote.Start = t[first].start
		}
		if at := strings.Index(a.text[t[e.post-1].end:t[len(t)-1].end], act); at >= 0 && at < 12*3 {
			quote.End = max(quote.End, t[e.post-1].end+at+len(act))
		}
	}
	for i, f := range e.figs {
		mine := heads
		switch {
		case len(heads) == len(e.figs) && len(heads) > 1:
			mine = heads[i : i+1]
		case len(e.figs) > 1 && len(heads) == 1:
			mine = urbanRural(heads[0], i, len(e.figs))
		case len(e.figs) == 1 && len(heads) > 1 && !a.distributes(p, e, heads):
			mine = []string{a.slice(np.toks)}
		}
		if len(mine) == 0 {
			mine = []string{""}
		}
		for _, h := range mine {
			a.found = append(a.found, a.candidate(pi, p, e, f, h, verb, countFirst, quote))
		}
	}
	if len(heads) > 0 && e.attributive == nil {
		a.carry.subject = heads[len(heads)-1]
		if countFirst || verb != nil {
			a.carry.object = heads[0]
		}
	} else if len(heads) > 0 {
		a.carry.subject = heads[len(heads)-1]
		a.carry.object = heads[0]
	}
	a.carry.verb = verb
	if e.reach || e.change != nil {
		a.carry.verb = nil
	}
}

// made is a verb of increase inside a noun phrase, between who does it and what it makes: 新引进 in 示范区新引进药械产品40种. The
// noun phrase keeps both without it; nil if there is none.
func (p *phrase) made(np *nounPhrase, e *element) *token {
	if e.verb != nil || e.change != nil || e.reach {
		return nil
	}
	for k := 1; k+1 < len(np.toks); k++ {
		w := &np.toks[k]
		if w.kind != word || w.measure != "increase" || !w.is(output) || endsIn(w.text, []string{"新增", "净增"}) || !nounish(&np.toks[k-1]) || hasText(np.toks, "的") || hasClass(np.toks, join) {
			continue
		}
		np.prefix += np.toks[0].text
		for i := 1; i < k; i++ {
			np.prefix += np.toks[i].text
		}
		np.toks, np.from = np.toks[k+1:], np.from+k+1
		return w
	}
	return nil
}

// byMargin reads 按不低于5%的幅度压减一般性支出: the noun behind the change, which is set in e; nil if the figure is no margin.
func (p *phrase) byMargin(e *element) []token {
	t, i := p.toks, e.post
	if t[e.figs[0]].qty.kind != "percent" || i+3 >= len(t) || t[i].text != "的" || t[i+1].text != "幅度" && t[i+1].text != "速度" && t[i+1].text != "比例" || !t[i+2].is(up|down) {
		return nil
	}
	np := p.trim(i+3, len(t))
	if len(np.toks) == 0 || !nounish(&np.toks[len(np.toks)-1]) && !measures(np.toks[len(np.toks)-1].text) {
		return nil
	}
	e.change, e.toLevel = &t[i+2], false
	return np.toks
}

// openedBy reports a noun directly before a count that belongs to the noun behind it: a verb governs both, and who acts or the
// whole territory is no part of a name.
func (p *phrase) openedBy(e *element, np nounPhrase) bool {
	if len(np.toks) == 0 || np.from == 0 || e.pred != e.figs[0] || np.from+len(np.toks) != e.figs[0] || subject(np.toks) || hasClass(np.toks, join|per|dist|level|stock) {
		return false
	}
	last := &np.toks[len(np.toks)-1]
	if last.kind != word || actor(last) || region(np.toks[0].text) || levelWord(last.text) {
		return false
	}
	for i := range np.toks {
		if w := &np.toks[i]; w.kind != word && w.kind != name || w.pos == "ns" || !nounish(w) && !(w.is(output) && strings.HasPrefix(w.pos, "vn")) && w.pos != "v" && w.pos != "a" && w.text != "试点" && w.text != "的" {
			return false
		}
	}
	before := &p.toks[np.from-1]
	return before.is(output) || before.text == "确保" || before.text == "推进" || before.text == "的"
}

// perMany is what a count is taken per: 每千名老年人 in 每千名老年人配备1名社会工作者; "" without it.
func (a *analysis) perMany(p *phrase, e *element) string {
	for k := e.start; k+1 < e.figs[0]; k++ {
		t := &p.toks[k]
		if !perHead(t) && !(t.is(per) && startsIn(t.text, []string{"每十", "每百", "每千", "每万"})) {
			continue
		}
		for j := k + 1; j <= e.figs[0]; j++ {
			if w := &p.toks[j]; w.kind != word || w.is(output|before|level|adverb) {
				return a.slice(p.toks[k:j])
			}
		}
	}
	return ""
}

// wholeAct tells the verbs that hold their object: 造林600万公顷.
func wholeAct(verb string) bool {
	switch verb {
	case "造林", "营造林", "植树", "植树造林", "治沙", "封山育林", "绿化", "国土绿化", "招生", "搬迁", "移民搬迁", "减税", "降费", "减税降费", "发电", "清淤", "扩绿":
		return true
	}
	return false
}

// added is what is done more often: 投放 in 全年平台新增投放超过320亿元.
func (a *analysis) added(p *phrase, e *element) string {
	for k := e.pred; k+1 < e.figs[0]; k++ {
		if t := p.toks; t[k].is(output) && strings.HasSuffix(t[k].text, "新增") {
			switch t[k+1].text {
			case "投放", "发放", "授信", "签约", "放款", "放贷", "融资", "参保", "登记", "注册", "就业":
				return t[k+1].text
			}
		}
	}
	return ""
}

// changeFirst reads 减少农村贫困人口1000万人: the change stands before its noun.
func (a *analysis) changeFirst(p *phrase, e *element, np *nounPhrase, countFirst bool) {
	if w := e.pred; !countFirst && e.change == nil && len(np.toks) > 1 && np.toks[0].is(up|down) && !np.toks[0].is(output) && w < e.figs[0] && (p.toks[w].text == "至" || p.toks[w].text == "到" || p.toks[w].text == "达到" && len(np.toks) > 2) && np.from+len(np.toks) == w {
		e.change, e.toLevel, e.reach = &np.toks[0], true, true // 压缩公告时间至20天
		np.toks, np.from = np.toks[1:], np.from+1
		return
	}
	if countFirst || e.change != nil || len(np.toks) < 2 || p.toks[e.figs[0]].qty.kind != "quantity" {
		return
	}
	switch w := &np.toks[0]; w.text {
	case "减少", "增加", "压减", "削减":
		e.change = w
		np.toks, np.from = np.toks[1:], np.from+1
	}
}

// sharedRight is the noun that a list's later member holds for this one: 临床重点专科 in 6个国家级、20个省级临床重点专科.
func (a *analysis) sharedRight(p *phrase, es []element, k int, right []token) string {
	if s := a.sharedState(p, es, k, right); s != "" {
		return s
	}
	if k+1 >= len(es) || !strings.HasSuffix(a.slice(right), "级") || len(right) != 1 {
		return ""
	}
	next := p.rightNoun(&es[k+1])
	for j := k + 1; len(next) == 1 && strings.HasSuffix(next[0].text, "级") && j+1 < len(es) && es[j].end < len(p.toks) && p.toks[es[j].end].is(join); {
		j++
		next = p.rightNoun(&es[j])
	}
	if len(next) < 2 || !strings.HasSuffix(next[0].text, "级") || p.toks[es[k].end].text != "、" && p.toks[es[k].end].text != "和" {
		return ""
	}
	return a.slice(next[1:])
}

// sharedState is the state that the second of two shares names for both: 纳入服务网络 in 90%以上的城镇社区和60%以上的农村社区纳入服务网络.
func (a *analysis) sharedState(p *phrase, es []element, k int, right []token) string {
	if k+1 >= len(es) || p.toks[es[k].figs[0]].qty.kind != "percent" || p.toks[es[k+1].figs[0]].qty.kind != "percent" || es[k].end >= len(p.toks) || !p.toks[es[k].end].is(join) || !nounish(&right[len(right)-1]) || hasClass(right, level|output) {
		return ""
	}
	next := p.rightNoun(&es[k+1])
	for i := 1; i+1 < len(next); i++ {
		if w := &next[i]; nounish(&next[i-1]) && (w.is(output|level) || w.text == "具备" || w.text == "纳入") {
			return a.slice(next[i:])
		}
	}
	return ""
}

// lends is the noun that the next figure of a list lends to one that has only who and what they do before it: 机构 in
// 每个县建成2所、园区建成1所养老机构.
func (p *phrase) lends(es []element, k int, np nounPhrase) []token {
	if k+1 >= len(es) || es[k].post != es[k].end || es[k].end >= len(p.toks) || p.toks[es[k].end].text != "、" || len(np.toks) == 0 {
		return nil
	}
	if last := &np.toks[len(np.toks)-1]; !last.is(output) && !subject(np.toks) && !(len(np.toks) == 1 && last.is(per)) {
		return nil
	}
	for j := k + 1; j < len(es); j++ {
		if q, r := p.toks[es[k].figs[0]].qty, p.toks[es[j].figs[0]].qty; !countable(q) || q.unit != r.unit {
			return nil
		}
		if right := p.rightNoun(&es[j]); len(right) > 0 || es[j].end >= len(p.toks) || !p.toks[es[j].end].is(join) {
			return right
		}
	}
	return nil
}

// sharedNoun is the noun that two figures of one thing share behind the second: 棚户区改造 in 完成3800户、58万平方米棚户区改造.
func (a *analysis) sharedNoun(p *phrase, es []element, k int) string {
	if k+1 >= len(es) || es[k].end >= len(p.toks) || es[k].post != es[k].end || !p.toks[es[k].end].is(join) || es[k+1].figs[0] != es[k].end+1 || es[k].verb == nil {
		return ""
	}
	return a.slice(p.rightNoun(&es[k+1]))
}

// onlyVerbs reports one or two verbs that the lexicon may not know: 探索, 拓展延伸.
func onlyVerbs(toks []token) bool {
	if len(toks) == 0 || len(toks) > 2 {
		return false
	}
	for i := range toks {
		if t := &toks[i]; t.kind != word || t.pos != "v" && !(len(toks) == 2 && t.is(up|down|output)) {
			return false
		}
	}
	return true
}

// acting is the verb of no lexicon that stands before a count whose noun follows: 掌握 in 每个学生掌握1项以上艺术技能.
func (a *analysis) acting(p *phrase, e *element, np nounPhrase, right []token, q *quantity) *token {
	if len(np.toks) < 2 || np.from+len(np.toks) != e.pred || e.reach && !e.compared && e.op == "" || e.change != nil || !countable(q) {
		return nil
	}
	v := &np.toks[len(np.toks)-1]
	switch v.text {
	case "发生", "造成", "出现", "存在", "导致", "涉及", "包括", "包含", "受到", "收到", "接到", "死亡", "受伤", "查获", "查处", "属于", "来自":
		return nil // what happens, not what is done
	}
	if v.kind != word || v.pos != "v" && !v.is(stock) || v.class&^stock != 0 || len(v.text) < 2*3 || len(right) == 0 || !nounish(&right[len(right)-1]) {
		return nil
	}
	if !e.compared && e.op == "" && a.deadline() == nil && a.leastBefore(p, e) == "" {
		return nil
	}
	return v
}

// verb is the output verb that governs an element: the nearest to the left in the phrase, else the one of the
// element or phrase before when this one begins with its noun.
func (a *analysis) verb(p *phrase, e *element, np nounPhrase) *token {
	if e.verb != nil {
		return e.verb
	}
	end := e.figs[0]
	if np.from >= 0 {
		end = np.from
	}
	for i := end - 1; i >= 0; i-- {
		if t := &p.toks[i]; t.kind == word && t.is(output) && !p.inList(i, e.figs[0]) {
			for k := i - 1; k >= 0 && p.toks[k].is(output); k-- { // 新增入库项目
				if p.toks[k].measure == "increase" {
					return &p.toks[k]
				}
			}
			return t
		}
	}
	if e.reach || e.change != nil {
		return nil
	}
	for i := 0; i < e.figs[0]; i++ {
		if t := &p.toks[i]; t.kind == when || t.is(hedge) {
			return nil
		}
	}
	return a.carry.verb
}

// inList reports whether the verb at i opens a member of a list that 等 closes before f: 新建 in 优化企业开办、新建商品房登记等15件.
func (p *phrase) inList(i, f int) bool {
	if i == 0 || p.toks[i-1].text != "、" || p.toks[f-1].text != "等" || hasFigure(p.toks[:f]) {
		return false
	}
	for k := i - 2; k >= 0; k-- {
		if p.toks[k].is(output) {
			return true // another verb governs the list
		}
	}
	return false
}

func (a *analysis) quote(p *phrase, e *element, np nounPhrase, right []token, countFirst bool, verb *token) document.Span {
	t := p.toks
	start, end := t[e.figs[0]].start, t[e.post-1].end
	if e.pred < e.figs[0] {
		start = t[e.pred].start
	}
	if len(np.toks) > 0 && !countFirst {
		start = min(start, np.toks[0].start)
	}
	if verb != nil && verb.start < start && verb.start >= t[e.start].start {
		start = verb.start
	}
	if e.change != nil && !countFirst {
		start = min(start, e.change.start)
	}
	if countFirst && len(right) > 0 {
		end = right[len(right)-1].end
		if p.openedIn(e.figs[0]) >= 0 { // 在…等23个领域试行…: what is done there is not quoted
			for i := range right {
				if i > 0 && right[i].is(output) {
					end = right[i].end
					break
				}
			}
		}
		if first := t[e.start].start; start-first <= 60 && (e.start == 0 || t[e.start-1].kind != quant) {
			start = first // who does it
		}
	}
	return document.Span{Start: start, End: end}
}

// serves tells the verbs whose object are people; without them an indicator would only say who.
func serves(verb string) bool {
	switch verb {
	case "培训", "救助", "帮扶", "资助", "筛查", "免费筛查", "安置", "转移就业", "接待", "搬迁", "招聘", "招收", "救治", "轮训", "培养":
		return true
	}
	return false
}

// aside is what a share is set aside for: 用于养老服务 in 将公益金的55%用于养老服务.
func (a *analysis) aside(p *phrase, e *element) string {
	if p.toks[e.figs[0]].qty.kind != "percent" || e.post >= e.end || p.toks[e.post].text != "用于" {
		return ""
	}
	return a.slice(p.toks[e.post:e.end])
}

// urges reports a phrase that opens with 有序推进 and its like: the lexicon takes them for the manner of another verb.
func (p *phrase) urges() bool {
	return p.toks[0].is(adverb) && (endsIn(p.toks[0].text, []string{"推进", "推动"}) || p.toks[0].text == "加快" || p.toks[0].text == "加速")
}

// allots is where the verb stands that says for what a share is taken (按不低于4%的比例进行抽检, 按计划总量的8%予以单列): behind the
// figure of e; -1 if 按 opens no such share.
func (p *phrase) allots(e *element) int {
	t, f := p.toks, e.figs[0]
	if t[f].qty.kind != "percent" {
		return -1
	}
	opened := false
	for i := range f {
		opened = opened || t[i].text == "按" || t[i].text == "按照"
	}
	for k := e.post; opened && k < len(t); k++ {
		switch t[k].text {
		case "单列", "抽检", "抽查", "检查", "核查", "开设", "开足", "配建", "配备", "配置", "预留":
			return k
		case "的", "比例", "进行", "予以", "开展", "实施", "、", "标准":
		default:
			if !t[k].is(adverb) && t[k].kind != quant {
				return -1
			}
		}
	}
	return -1
}

// allotted names a share that is allotted: 艺术课程占总课时的比例 for 按总课时的11%开设艺术课程.
func (a *analysis) allotted(p *phrase, e *element) string {
	k := p.allots(e)
	if k < 0 {
		return ""
	}
	t := p.toks
	from, to := 0, e.figs[0]
	for i := range to {
		if t[i].text == "按" || t[i].text == "按照" {
			from = i + 1
		}
	}
	for from < to && t[from].is(before) {
		from++
	}
	for to > from && (t[to-1].text == "的" || t[to-1].is(before)) {
		to--
	}
	whole, what := a.slice(t[from:to]), a.slice(t[k+1:max(k+1, e.end)])
	switch {
	case whole != "" && what != "":
		return what + "占" + whole + "的比例"
	case whole != "":
		return whole + "的" + t[k].text + "比例"
	}
	return what + t[k].text + "比例"
}

// clusters are what magnitudes (千亿级, 超500亿) are said of.
var clusters = []string{"集群", "产业", "产业链", "园区", "企业", "镇", "县"}

// saysNothing tells the words before a figure that name no measure of their own: 整体提升100所, 争取做到同比下降11.9%.
func saysNothing(s string) bool {
	switch s {
	case "整体", "总体", "同比", "环比", "形成", "一般", "按规定", "原则":
		return true
	}
	return false
}

// bare tells the measures that do not say of what.
func bare(s string) bool {
	switch s {
	case "比例", "占比", "数量", "总数", "总量", "规模", "面积", "总面积", "覆盖率":
		return true
	}
	return false
}
