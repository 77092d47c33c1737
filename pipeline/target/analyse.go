package target

// One sentence, from typed tokens to candidates: every figure with the indicator, the comparison, the deadline
// and the evidence for and against it.
import (
	"strings"

	"taizhang/internal/han"
	"taizhang/pipeline/document"
)

// candidate is a figure (or a phrase of coverage or comparison) that may be a target.
type candidate struct {
	Target
	figure  document.Span
	verb    string   // of output, "" for none
	fired   []string // rules that speak for it
	against string   // why it is no target; "" if it is one
}

// carry is what one phrase leaves to the next.
type carry struct {
	deadline *Deadline
	list     *Deadline // of the list that the sentence belongs to
	year     int       // of deadline
	relative bool      // the deadline counts from the document's year: 全年
	past     string    // why what follows is past, "" if it is not
	weak     bool      // past only until a phrase begins with a verb: 已建…，推进…
	subject  string    // indicator of the element before
	before   string    // the phrase before, if it is a noun without a figure
	perHead  string    // 每千人口 before a list of measures
	yearly   string    // 每年 before a list: it holds for each of its members
	held     string    // the last event that the sentence holds: 对接会 in 组织对接会，…，至少组织50场次
	works    string    // what the verb of the phrase before is about, if that phrase has no figure
	object   string    // what the verb before built
	verb     *token
	baseline string
}

// analysis is one sentence under way.
type analysis struct {
	text  string
	span  document.Span // of the sentence in text
	at    document.Span // of the sentence in the document
	s     *scopes
	sc    *scope
	toks  []token
	ps    []phrase
	segs  []stretch
	found []candidate
	carry carry
}

// stretch is what holds for the phrases between two ；.
type stretch struct {
	grant string // the word that makes it a rule of grants or fines
	given int    // where a phrase that picks out who ends (合伙创业的，): what follows is a rule for them; 0 if there is none
	cond  int    // where 应满足 and its like stand: what follows are conditions; 0 if there is none
	pays  int    // where the first sum of money behind that word starts, 0 if there is none
}

func analyse(text string, span document.Span, s *scopes, sc *scope, start carry) *analysis {
	a := &analysis{text: text, span: span, at: span, s: s, sc: sc, carry: start}
	a.toks = tokenize(text, span)
	a.ps = phrases(a.toks)
	a.segment()
	for i := range a.ps {
		p := &a.ps[i]
		if p.paren >= 0 {
			kept := a.carry
			a.phrase(i)
			a.carry = kept
			continue
		}
		a.phrase(i)
	}
	a.trailingDeadlines()
	a.trailingPast()
	a.leadingLists()
	return a
}

func (a *analysis) segment() {
	a.segs = make([]stretch, len(a.ps))
	from := 0
	for i := range a.ps {
		if a.ps[i].after == '；' || a.ps[i].after == ';' || i+1 == len(a.ps) {
			var g stretch
			for j := from; j <= i; j++ {
				if last := &a.ps[j].toks[len(a.ps[j].toks)-1]; strings.HasSuffix(last.text, "的") && a.ps[j].after == '，' && g.given == 0 {
					g.given = last.end
				}
				for k := range a.ps[j].toks {
					t := &a.ps[j].toks[k]
					if t.is(rule) && g.grant == "" && !named(a.ps[j].toks, k) && !refused(a.ps[j].toks, k) {
						g.grant = t.text
					}
					if a.ps[j].paren >= 0 && a.ps[from].paren < 0 || k+1 < len(a.ps[j].toks) && a.ps[j].toks[k+1].text == "的" {
						// A bracket says nothing of what stands outside; 须具备的事项 are only named.
					} else if t.is(cond) && (strings.HasSuffix(t.text, "指") || strings.HasPrefix(t.text, "应") || strings.HasPrefix(t.text, "须") || strings.HasPrefix(t.text, "需")) && g.cond == 0 {
						g.cond = t.start
					}
					if k == 0 && t.text == "指" && g.cond == 0 && a.ps[j].paren < 0 {
						g.cond = t.start
					}
					if g.grant != "" && g.pays == 0 && t.kind == quant && t.qty.of != nil && t.qty.of.dimension == "money" {
						g.pays = t.start
					}
				}
			}
			for j := from; j <= i; j++ {
				a.segs[j] = g
			}
			from = i + 1
		}
	}
}

// refused reports 不允许, 决不允许: what may not be is no rule of what others get.
func refused(toks []token, i int) bool {
	return toks[i].text == "允许" && i > 0 && strings.HasSuffix(toks[i-1].text, "不")
}

// named reports a word of grants and fees that is only a part of a name: 退税 in 退税办理率, 一次性 in 一次性就业率.
func named(toks []token, i int) bool {
	switch toks[i].text {
	case "一次性":
		return i+1 < len(toks) && strings.HasSuffix(toks[i+1].text, "率")
	case "收费", "退税":
		return i+1 < len(toks) && nounish(&toks[i+1]) && !toks[i+1].is(rule)
	}
	return false
}

func (a *analysis) phrase(i int) {
	p := &a.ps[i]
	a.times(p)
	if lead := &p.toks[0]; a.carry.weak && (lead.is(output|hedge|up|down) || lead.text == "确保" || lead.text == "要" || lead.text == "将") {
		a.carry.past, a.carry.weak = "", false
	}
	es := p.elements()
	a.relative(i, p, es)
	for k := range es {
		e := &es[k]
		a.carryTo(p, e.figs[0])
		a.element(i, p, es, k)
	}
	a.carryTo(p, len(p.toks))
	a.coverage(i, p, es)
	a.carry.before, a.carry.works = "", ""
	if len(es) == 0 {
		if a.carry.works = a.works(p); endsIn(a.carry.works, []string{"活动", "会", "赛", "培训", "班", "行动"}) && (!strings.Contains(a.carry.works, "等") || strings.HasSuffix(a.carry.works, "等活动")) {
			a.carry.held = a.carry.works
		}
	}
	if np := p.trim(0, len(p.toks)); len(es) == 0 && p.after == '，' && len(np.toks) > 0 && len(np.toks) == len(p.toks) && nominalClause(np.toks) {
		a.carry.before = disposedNoun(a.slice(np.toks), np.toks)
	}
	if np := p.trim(0, len(p.toks)); len(es) == 0 && (p.after == '：' || p.after == ':') && len(np.toks) > 0 && endsIn(np.toks[len(np.toks)-1].text, durations) {
		a.carry.before = a.slice(np.toks) // 办结时限：5个工作日内
	}
	if given := a.given(p); given != "" && len(es) == 0 && p.after == '，' {
		a.carry.before = given
	}
}

// given is what a phrase makes into something: 艺术课程 in 将艺术课程作为必修课; "" for a phrase that does not. Its words are not
// told apart where it holds no figure.
func (a *analysis) given(p *phrase) string {
	s := a.slice(p.toks)
	for _, open := range []string{"将", "把"} {
		if i := strings.Index(s, open); i >= 0 && i <= 8*3 {
			rest := s[i+len(open):]
			for _, w := range []string{"作为", "纳入", "列入", "列为"} {
				if at := strings.Index(rest, w); at > 3 {
					return rest[:at]
				}
			}
		}
	}
	return ""
}

// disposedNoun is what a clause does something with: 美育课程 in 学校要将美育课程纳入必修课; the clause itself without 将.
func disposedNoun(clause string, toks []token) string {
	for i := 1; i < len(toks); i++ {
		if toks[i].is(output) {
			head := clause[:toks[i].start-toks[0].start]
			if at := strings.LastIndex(head, "将"); at >= 0 {
				return head[at+len("将"):]
			}
		}
	}
	return clause
}

// times classes the dates of a phrase: what they govern is read by carryTo.
func (a *analysis) times(p *phrase) {
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != when {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-2; j-- {
			if p.toks[j].is(base) {
				t.class |= base
			}
			if !p.toks[j].is(adverb) {
				break
			}
		}
	}
}

// carryTo brings the state up to the token before index to.
func (a *analysis) carryTo(p *phrase, to int) {
	a.carry.baseline = ""
	for i := 0; i < to; i++ {
		t := &p.toks[i]
		switch {
		case t.kind == when && t.is(base):
			if y := t.date.year; y > 0 && !t.date.relative {
				a.carry.baseline = itoa(y)
			}
		case t.kind == when:
			a.date(p, i)
		case t.is(past) && i > 0 && p.toks[i-1].is(before) && (t.text == "去年" || t.text == "上年" || t.text == "上年度"): // 不低于去年
		case t.is(past) && !(t.text == "目前" && i > 0 && p.toks[i-1].is(base)):
			if (t.text == "已" || t.text == "曾") && i+2 < len(p.toks) && len(p.toks[i+1].text) == 3 && nounish(&p.toks[i+2]) {
				continue // 已建公共区域
			}
			if t.text == "已" && i > 0 && i+2 < len(p.toks) && p.toks[i-1].is(join) && p.toks[i+1].is(output) && a.carry.deadline != nil && p.toks[i+2].kind == word {
				continue // 到2027年，老城区和已建成小区配备率达到100%
			}
			if i+1 < len(p.toks) && (t.text == "目前" && p.toks[i+1].text == "起" || t.text == "当前" && strings.HasPrefix(p.toks[i+1].text, "所")) {
				continue // 自目前起, 把当前所需与超前储备结合起来
			}
			if t.text == "目前" && i > 0 && i+2 < len(p.toks) && disposes(&p.toks[i-1]) && p.toks[i+1].text == "的" && p.toks[i+2].kind == quant {
				continue // 将目前的1.5%的费率降低至1%以下
			}
			if t.text == "已" && a.describes(p.toks, i) {
				continue // 对已提交单据的货物，6小时内放行
			}
			if weak := weakPast(t.text); !weak || a.carry.past == "" || a.carry.weak {
				a.carry.past, a.carry.weak = "past: "+t.text, weak
			}
		case t.text == "了" && i > 0 && strings.HasPrefix(p.toks[i-1].pos, "v"):
			if a.carry.past == "" {
				a.carry.past, a.carry.weak = "past: "+p.toks[i-1].text+"了", true
			}
		}
	}
}

// describes reports a word at i that only describes the noun at the phrase's end, behind 对: 对已提交单据的货物.
func (a *analysis) describes(toks []token, i int) bool {
	return hasText(toks[:i], "对") && nounish(&toks[len(toks)-1]) && strings.Contains(a.slice(toks[i:]), "的")
}

// weakPast tells the words that make only what they stand with past.
func weakPast(s string) bool {
	switch s {
	case "已", "已经", "已达", "曾", "曾经", "先后", "尚未", "不足", "不到", "仅有":
		return true
	}
	return false
}

func (a *analysis) date(p *phrase, i int) {
	t := &p.toks[i]
	d := t.date
	if d.within > 0 && i > 0 && endsIn(p.toks[i-1].text, []string{"离校", "毕业", "成立", "入职", "登记", "创办", "退役", "取得"}) {
		return // 离校2年内未就业毕业生
	}
	if i > 0 && (p.toks[i-1].is(before|level) && p.toks[i-1].text != "为" || p.toks[i-1].text == "面向") {
		return // 不低于2022年减免幅度, 面向2030年的项目
	}
	if i+1 < len(p.toks) && endsIn(t.text, []string{"年末", "年底", "期末"}) && startsIn(p.toks[i+1].text, []string{"余额", "存栏", "人口", "总人口", "常住人口", "户籍人口", "贷款余额", "存款余额"}) {
		return // 年末余额达到300亿元
	}
	listed := func(j int) bool {
		return j >= 0 && j < len(p.toks) && p.toks[j].kind == when
	}
	if (i > 0 && p.toks[i-1].text == "、" && listed(i-2) || i+1 < len(p.toks) && p.toks[i+1].text == "、" && listed(i+2)) && !hasFigure(p.toks) {
		return // 制定2024年、2025年的清单
	}
	if d.relative && d.year == 0 && i+1 < len(p.toks) && (p.toks[i+1].text == "起" || p.toks[i+1].text == "开始") {
		a.carry.past, a.carry.deadline = "", nil // 从今年起，每年…
		return
	}
	year := d.year
	if d.relative && a.s.own > 0 {
		year += a.s.own
	}
	if d.within > 0 {
		year = a.s.own + d.within
	}
	if d.since && (strings.HasSuffix(t.text, "起") || strings.HasSuffix(t.text, "开始")) && a.s.own > 0 && year >= a.s.own && !d.relative {
		a.carry.past, a.carry.deadline = "", nil // 自2024年起，每年改造…: from the document's own year on
		return
	}
	switch {
	case d.relative && d.year == 0 && d.month > 0 && !d.until && d.since:
		a.carry.past = "past: " + t.text
		return
	case d.relative && d.year < 0, a.s.own > 0 && year < a.s.own, d.since && a.s.own > 0 && year <= a.s.own:
		a.carry.past = "past: " + t.text
		a.carry.deadline = nil
		return
	}
	if d.relative && d.year == 0 && !d.until && (a.carry.past == "past: 截至" || a.carry.past == "past: 截止") {
		return // 截至2024年末，…；全年累计发放…
	}
	a.carry.past = ""
	if i > 0 && (p.toks[i-1].text == "截至" || p.toks[i-1].text == "截止" || p.toks[i-1].text == "截止到") && (a.s.own == 0 || year <= a.s.own) && !hasClass(p.toks, hedge) {
		a.carry.past = "past: " + p.toks[i-1].text
	}
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if p.toks[j].is(past) {
			a.carry.past = "past: " + p.toks[j].text
		}
	}
	iso := d.iso(a.s.own, a.s.end)
	if iso == "" || d.since {
		if d.within > 0 {
			a.carry.deadline = nil // 力争3年内…: no longer what stood before
		}
		return
	}
	start := t.start
	if i > 0 {
		switch p.toks[i-1].text {
		case "到", "至", "在", "力争到":
			start = p.toks[i-1].start
		}
	}
	a.carry.deadline = &Deadline{Raw: a.text[start:t.end], Date: iso, Source: "sentence"}
	a.carry.year, a.carry.relative = year, d.relative || d.within > 0
}

// lookingBack reports a section of past results, save where the sentence names a year to come.
func (a *analysis) lookingBack() bool {
	return a.sc.past && (a.carry.deadline == nil || a.carry.relative || a.s.own > 0 && a.carry.year <= a.s.own)
}

// deadline is the sentence's own, or the one that its list, section or heading names.
func (a *analysis) deadline() *Deadline {
	switch {
	case a.carry.deadline != nil:
		return a.carry.deadline
	case a.carry.list != nil:
		return &Deadline{Raw: a.carry.list.Raw, Date: a.carry.list.Date, Source: "list"}
	case a.sc.list != nil:
		return a.sc.list
	}
	return a.sc.heading
}

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

func (a *analysis) slice(toks []token) string {
	if len(toks) == 0 {
		return ""
	}
	return a.text[toks[0].start:toks[len(toks)-1].end]
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

// candidate puts one target together and judges it.
func (a *analysis) candidate(pi int, p *phrase, e *element, f int, indicator string, verb *token, countFirst bool, quote document.Span) candidate {
	q := p.toks[f].qty
	c := candidate{figure: document.Span{Start: p.toks[f].start, End: p.toks[f].end}}
	c.Span, c.Indicator = quote, plain(indicator)
	if verb != nil {
		c.verb = verb.text
	}
	c.Value, c.ValueMax, c.Unit, c.Kind = q.value, q.max, q.unit, q.kind
	c.Op = stricter(e.op, e.opOf(f))
	if e.op == "<=?" { // 控制在3%左右, 控制在3%
		c.Op = stricter(e.opOf(f), "<=")
	}
	if q.op != "" {
		c.Op = stricter(c.Op, q.op)
	}
	if c.Op == "" {
		c.Op = a.leastBefore(p, e)
	}
	if c.Op == "" {
		c.Op = "="
	}
	if q.kind == "grade" && c.Op == ">" {
		c.Op = ">="
	}
	if f > 0 && p.toks[f-1].text == "突破" && countable(q) && e.post < e.end && endsIn(indicator, []string{"技术", "难题", "瓶颈", "问题", "难关", "产品", "装备"}) && e.opOf(f) == "" && q.op == "" {
		c.Op = "=" // 突破100项关键技术: what is broken through, not how many are passed
	}
	c.Scope = a.each(p, e, f)
	c.Indicator = ofEach(c.Scope, c.Indicator)
	c.Measure = a.measure(p, e, q, indicator, verb)
	c.Hedged = e.hedged || a.hedges(p, e)
	c.Baseline = a.carry.baseline
	if d := a.deadline(); d != nil {
		copied := *d
		c.Deadline = &copied
	}
	if c.Kind == "quantity" && c.Unit == "亿" && countFirst && endsIn(indicator, clusters) {
		c.Kind = "magnitude"
	}
	if c.Kind == "percent" && c.Unit == "%" && c.Value == "100" && c.ValueMax == "" && c.Measure == "level" {
		c.Kind, c.Op = "coverage", "="
	}
	a.judge(&c, pi, p, e, f, verb, countFirst)
	return c
}

// plain is an indicator without the half of a quotation and the remarks in brackets that explain a word of it: 改革举措（附件2）.
func plain(indicator string) string {
	if i := strings.LastIndex(indicator, "“"); i > 0 && len(indicator)-i > 4*3 && !strings.Contains(indicator[i:], "”") {
		indicator = indicator[i+len("“"):] // 落实“简单咨询1个工作日答复”
	}
	if !strings.Contains(indicator, "“") {
		indicator = strings.TrimSuffix(indicator, "”")
	}
	return withoutRemarks(indicator)
}

// withoutRemarks leaves out brackets save short ones, which belong to a name: 县（市、区）.
func withoutRemarks(indicator string) string {
	for {
		i := strings.Index(indicator, "（")
		if i < 0 {
			return indicator
		}
		n := strings.Index(indicator[i:], "）")
		if n < 0 {
			return indicator
		}
		inside := indicator[i+len("（") : i+n]
		if len(inside) <= 4*3 && !startsIn(inside, []string{"附件", "含", "见", "详见"}) {
			return indicator[:i+n+len("）")] + withoutRemarks(indicator[i+n+len("）"):])
		}
		indicator = indicator[:i] + indicator[i+n+len("）"):]
	}
}

// leastBefore is the comparison of 至少 where a verb stands between it and the figure: 至少成功挂牌3宗.
func (a *analysis) leastBefore(p *phrase, e *element) string {
	for i := e.figs[0] - 1; i >= e.start && i >= e.figs[0]-4; i-- {
		t := &p.toks[i]
		if t.text == "至少" || t.text == "最少" {
			return t.op
		}
		if t.kind != word || !strings.HasPrefix(t.pos, "v") && !t.is(output|adverb) && t.pos != "a" && t.pos != "d" && t.pos != "ad" {
			break
		}
	}
	// 至少要配备音乐、美术教师各1名: it governs the verb, and so the counts behind it.
	for i := e.figs[0] - 1; i > 0; i-- {
		t := &p.toks[i]
		if t.kind == when || t.is(level|before) || t.kind == quant && !countable(t.qty) {
			break
		}
		if t.is(output) && !nounish(t) {
			for k := i - 1; k >= 0 && k >= i-2; k-- {
				if w := p.toks[k].text; w == "至少" || w == "最少" {
					return ">="
				}
			}
			break
		}
	}
	return ""
}

func person(q *quantity) bool {
	return q.of != nil && (q.of.base == "人" || q.of.name == "人次" || q.of.name == "户")
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

// works is the noun behind the last verb of output of a phrase: 平价超市 in 在小区全部设置平价超市，年内完成20个.
func (a *analysis) works(p *phrase) string {
	for k := len(p.toks) - 1; k >= 0; k-- {
		if k > 0 && p.toks[k-1].text == "、" {
			continue // 举办对接会、推介会等活动: a member of a list
		}
		if p.toks[k].kind == word && (p.toks[k].is(output) || p.toks[k].text == "设置" || p.toks[k].text == "布设" || p.toks[k].text == "配置") {
			if np := p.trim(k+1, len(p.toks)); len(np.toks) == 1 && (np.toks[0].text == "行动" || np.toks[0].text == "工程" || np.toks[0].text == "计划") && k > 0 && nounish(&p.toks[k-1]) {
				return a.slice(p.trim(0, k).toks) // 实施“示范食堂”建设行动，年内完成1000家
			} else if len(np.toks) > 0 && (nounish(&np.toks[len(np.toks)-1]) || len(np.toks) > 1 && np.toks[len(np.toks)-1].is(limit)) {
				return a.slice(np.toks)
			}
			return ""
		}
	}
	return ""
}

// partOf tells the measures that belong to what was named just before: 存贷款新增1万亿元，余额突破16万亿元.
func partOf(s string) bool {
	switch s {
	case "余额", "总产", "总产量", "产量", "产值", "总产值", "增加值", "单产", "增速", "增量", "增幅", "户数":
		return true
	}
	return false
}

// stem is what a measure is taken of: 粮食 of 粮食播种面积.
func stem(indicator string) string {
	for _, w := range []string{"增量", "增速", "余额", "户数", "播种面积", "种植面积", "养殖面积", "面积", "总产量", "产量", "总产值", "产值"} {
		if s, ok := strings.CutSuffix(indicator, w); ok && s != "" {
			return s
		}
	}
	return indicator
}

// ofLevel is what object counts without its level: 基地 for 市级 behind 省级基地; "" if level or object name none.
func ofLevel(level, object string) string {
	rest := ""
	for _, w := range []string{"国家级", "部级", "省级", "自治区级", "市级", "区级", "县级", "乡级", "镇级", "村级", "校级"} {
		if level == w {
			level = ""
		}
		if tail, ok := strings.CutPrefix(object, w); ok {
			rest = tail
		}
	}
	if level != "" || rest == "" {
		return ""
	}
	return rest
}

// counterpart is subject said of the other half: 农村服务覆盖率 for 农村 behind 城市服务覆盖率; "" if they are no pair.
func counterpart(half, subject string) string {
	for _, pair := range [][2]string{{"城市", "农村"}, {"城镇", "农村"}, {"城镇", "乡村"}, {"城区", "农村"}, {"城市", "乡村"}, {"男性", "女性"}} {
		for i, w := range pair {
			if half == pair[1-i] && strings.HasPrefix(subject, w) && len(subject) > len(w) {
				return half + strings.TrimPrefix(subject, w)
			}
		}
	}
	return ""
}

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

// nominalClause tells a noun set before its clause (公益金，按…) from a clause of its own.
func nominalClause(toks []token) bool {
	for i := range toks {
		switch t := &toks[i]; {
		case t.kind != word:
		case i == 0 && (t.pos == "p" || t.pos == "c" || t.pos == "d" || t.pos == "v"), t.text == "是", t.is(up | down):
			return false
		}
	}
	return nounish(&toks[len(toks)-1])
}

// carries tells verbs without a noun of their own, whose subject is the phrase before: …快件，实行6小时内放行.
func carries(s string) bool {
	switch s {
	case "实行", "执行", "做到", "确保", "按", "按照", "以", "拟", "但":
		return true
	}
	return false
}

// each is the set that every one of reaches the value of figure f by itself: 每个县 in 每个县建成1所敬老院. The set of a figure
// before holds on for a count that has no subject of its own (每个县建1所学校、1所医院), not for a sum (共80个).
func (a *analysis) each(p *phrase, e *element, f int) string {
	t := p.toks
	for i := f - 1; i >= 0; i-- {
		w := &t[i]
		switch {
		case w.kind == quant && i < e.start && !t[e.start].is(output|before|hedge|adverb) && e.start != f, i >= e.start && w.text == "共", w.text == "总共", w.text == "合计":
			return ""
		case w.kind != word || keeps(w) || !strings.HasPrefix(w.text, "每") && !strings.HasPrefix(w.text, "各") || startsIn(w.text, []string{"各类", "各项", "各种", "各方", "各自"}):
			continue
		}
		j := i + 1
		for j < f && t[j].kind == word && t[j].class&(output|before|level|adverb|hedge|all|dist) == 0 && !keeps(&t[j]) && t[j].pos != "p" && t[j].text != "或" {
			j++
		}
		set := strings.TrimSuffix(a.slice(t[i:j]), "中")
		if set != "各" && !strings.HasPrefix(set, "各类") && j < f && (t[j].class&(output|before|adverb) != 0 || keeps(&t[j]) || t[j].text == "在" && t[j+1].kind == when) {
			return set
		}
		return ""
	}
	return ""
}

// ofEach is indicator said of each of set, whose last words may open it: 各园区出资 and 园区出资 are 各园区出资.
func ofEach(set, indicator string) string {
	if set == "" || len(set) > 12*3 || strings.Contains(indicator, set) {
		return indicator
	}
	for i := range set {
		if i > 0 && strings.HasPrefix(indicator, set[i:]) {
			return set[:i] + indicator
		}
	}
	return set + indicator
}

// opOf is the comparison behind figure f.
func (e *element) opOf(f int) string {
	for i, g := range e.figs {
		if g == f {
			return e.ops[i]
		}
	}
	return ""
}

func (a *analysis) hedges(p *phrase, e *element) bool {
	return hasClass(p.toks[:e.figs[0]], hedge)
}

// measure tells a level from a change.
func (a *analysis) measure(p *phrase, e *element, q *quantity, indicator string, verb *token) string {
	percent := q.kind == "percent" && q.unit != "个百分点"
	if q.of != nil && q.of.lasts() && (e.change == nil || e.toLevel) {
		return "level" // 新增证照制发后2个工作日内完成签章
	}
	if c := e.change; c != nil && !e.toLevel {
		switch {
		case c.is(down):
			return "decrease"
		case percent && (c.measure == "growth_rate" || c.text == "增加" || endsIn(indicator, []string{"支出", "收入", "产值", "投入", "投资", "销售额", "营业额", "产量", "总额"})):
			return "growth_rate"
		default:
			return "increase"
		}
	}
	for _, w := range []string{"增速", "增长率", "涨幅", "增幅", "增长速度", "增长", "增量"} {
		if percent && strings.HasSuffix(indicator, w) {
			return "growth_rate"
		}
	}
	for _, w := range []string{"下降率", "降幅", "削减率", "压减率", "降低率"} {
		if percent && strings.HasSuffix(indicator, w) {
			return "decrease"
		}
	}
	if e.toLevel {
		return "level"
	}
	if strings.HasSuffix(indicator, "增量") && q.kind == "quantity" {
		return "increase"
	}
	if verb != nil && q.kind == "quantity" && (verb.measure == "decrease" || strings.HasSuffix(indicator, "产能") && (verb.text == "退出" || verb.text == "化解" || verb.text == "淘汰" || verb.text == "关闭")) {
		return "decrease"
	}
	if strings.HasPrefix(indicator, "新增") && strings.HasSuffix(indicator, "指标") && (verb == nil || verb.measure != "increase") {
		return "level" // 统筹3000亩新增建设用地指标
	}
	if verb != nil && verb.start < p.toks[e.start].start && e.verb == nil && (e.reach && !countable(q) || measures(indicator) || strings.HasSuffix(indicator, "再就业")) {
		return "level" // 新增并网4000万千瓦、发电量超3000亿度: the verb before the list built another thing
	}
	if verb != nil && verb.measure == "increase" || strings.Contains(indicator, "新增") || strings.Contains(indicator, "净增") {
		if q.kind == "quantity" {
			return "increase"
		}
	}
	return "level"
}

// leadingLists takes in the count that opens a list whose next member is a target: 采购公交车200辆，建设充电桩700个. The verb
// is none that the lexicon knows.
func (a *analysis) leadingLists() {
	for i := 0; i+1 < len(a.ps); i++ {
		p, next := &a.ps[i], &a.ps[i+1]
		if p.paren >= 0 || next.paren >= 0 || p.after != '，' {
			continue
		}
		verb := &p.toks[0]
		if verb.kind != word || verb.pos != "v" || len(verb.text) != 2*3 || verb.class != 0 || len(p.toks) < 3 {
			continue
		}
		last := &p.toks[len(p.toks)-1]
		if last.kind != quant || !countable(last.qty) || !next.toks[0].is(output) {
			continue
		}
		follows := false
		for k := range a.found {
			c := &a.found[k]
			follows = follows || c.against == "" && c.Kind == "quantity" && c.figure.Start > last.end && c.figure.End <= next.toks[len(next.toks)-1].end
		}
		for k := range a.found {
			if c := &a.found[k]; follows && c.figure.Start == last.start && c.against == "nothing commits to it" {
				c.against, c.fired = "", append(c.fired, "opens a list of targets")
				c.Indicator = strings.TrimPrefix(c.Indicator, verb.text)
			}
		}
	}
}

// trailingPast takes back the figures of a phrase without a verb of its own of which the next says that they are there:
// 简化登记手续等2项改革举措，我省已先期落实到位.
func (a *analysis) trailingPast() {
	for i := 1; i < len(a.ps); i++ {
		p, before := &a.ps[i], &a.ps[i-1]
		if p.paren >= 0 || before.paren >= 0 || before.after != '，' && before.after != ',' || hasFigure(p.toks) {
			continue
		}
		done := ""
		for k := 0; k < len(p.toks) && k < 4; k++ {
			if t := p.toks[k].text; (t == "已" || t == "均已" || t == "已经" || t == "已全部") && k+1 < len(p.toks) {
				done = t
			}
		}
		if done == "" || han.Contains(a.slice(p.toks), "的") {
			continue
		}
		for k := range a.found {
			c := &a.found[k]
			inside := c.figure.Start >= before.toks[0].start && c.figure.End <= p.toks[0].start
			if c.against == "" && inside && c.Deadline == nil && !c.Hedged {
				c.against = "past: " + done
			}
		}
	}
}

// trailingDeadlines gives targets without a deadline the one that a later phrase of the sentence states for
// them: 新建充电桩500个，2025年底前完成.
func (a *analysis) trailingDeadlines() {
	for i := 1; i < len(a.ps); i++ {
		p := &a.ps[i]
		if p.paren >= 0 || hasFigure(p.toks) {
			continue
		}
		var d *token
		done := false
		for k := range p.toks {
			t := &p.toks[k]
			if t.kind == when && d == nil && k <= 1 && !t.is(base) && (t.date.until || t.date.month > 0) {
				d = t
			}
		}
		for _, w := range []string{"完成", "建成", "投用", "投产", "投入使用", "竣工", "实现", "到位", "完工", "通车"} {
			done = done || han.Contains(a.slice(p.toks), w)
		}
		if d == nil || !done {
			continue
		}
		iso := d.date.iso(a.s.own, a.s.end)
		if iso == "" {
			continue
		}
		before := a.ps[i-1].toks[0].start
		for k := range a.found {
			c := &a.found[k]
			if c.against == "" && c.Deadline == nil && c.figure.Start >= before && c.figure.End <= d.start {
				c.Deadline = &Deadline{Raw: d.text, Date: iso, Source: "sentence"}
			}
		}
	}
}
