package target

// One element read: its noun, the verb that governs it, the names of what its figures measure. Every rule stands with a
// sentence that wants it.
import (
	"strings"

	"taizhang/pipeline/document"
)

// reading is one element under way: the words to the left and right of its figures, and what is made of them.
type reading struct {
	*analysis
	pi    int // of the phrase in the sentence
	p     *phrase
	es    []element // of the phrase
	k     int       // this one
	e     *element
	t     []token // of the phrase
	first int     // index of the first figure
	q     *quantity

	np         nounPhrase // to the left
	right      []token    // the noun to the right
	verb       *token     // that governs
	countFirst bool       // the noun to the right is what is counted
	served     string     // what is done within a time, "" for a figure that limits no service
	forWhom    string     // a service is, where the phrase before says it
	heads      []string   // the indicators, one or one for each of several
}

// element reads the figures of one element and judges them.
func (a *analysis) element(pi int, p *phrase, es []element, k int) {
	e := &es[k]
	r := &reading{analysis: a, pi: pi, p: p, es: es, k: k, e: e, t: p.toks, first: e.figs[0], q: p.toks[e.figs[0]].qty}
	r.nouns()
	r.governs()
	r.qualify()
	r.name()
	r.amend()
	r.put()
	r.leave()
}

// clear takes the words to the left for no noun.
func (r *reading) clear() { r.np.toks, r.np.from = nil, -1 }

// leftLast is the last word of the noun to the left, nil without one.
func (r *reading) leftLast() *token {
	if n := len(r.np.toks); n > 0 {
		return &r.np.toks[n-1]
	}
	return nil
}

// before reports whether the word before the figures is w.
func (r *reading) before(w string) bool { return r.first > 0 && r.t[r.first-1].text == w }

// money reports a sum.
func (q *quantity) money() bool { return q.of != nil && q.of.dimension == "money" }

// nouns cuts out the nouns to both sides, and leaves out a left one that is not what the figures measure.
func (r *reading) nouns() {
	left, border := r.e.start, r.e.pred
	if r.k > 0 { // a figure behind 由 or 从 is where a change starts; its noun belongs to the figure that follows
		earlier := r.es[r.k-1]
		if f := r.p.changesFrom(earlier.figs[0]); f >= 0 && (r.t[f].is(from) || len(r.p.trim(left, border).toks) == 0) {
			left, border = earlier.start, f
		}
	}
	r.np = r.p.trim(left, border)
	r.right = r.p.rightNoun(r.e)
	r.right = unfinished(r.right)
	for _, no := range notMeasured {
		if no(r) {
			r.clear()
		}
	}
	if len(r.right) == 0 {
		r.borrow()
	}
	if w := r.leftLast(); len(r.np.toks) == 1 && (saysNothing(w.text) || len(r.right) > 0 && countable(r.q) && region(w.text)) {
		r.clear()
	}
	if noun := r.p.byMargin(r.e); len(noun) > 0 {
		r.np.toks, r.right = noun, nil
	}
	if v := r.p.made(&r.np, r.e); v != nil {
		r.e.verb = v
	}
}

// unfinished is what works are without the end that is set them: 农村公路 for 农村公路按期建成通车.
func unfinished(works []token) []token {
	n := len(works)
	for n > 1 && endsIn(works[n-1].text, finishes()) {
		n--
	}
	if n == len(works) {
		return works
	}
	for n > 1 && (works[n-1].pos == "d" || works[n-1].is(adverb) || hasAny(works[n-1:n], "按时", "按期", "如期", "提前", "顺利", "全线", "前", "汛", "汛前", "年内")) {
		n--
	}
	return works[:n]
}

// notMeasured tell the words to the left that are not what the figures measure.
var notMeasured = []func(*reading) bool{
	func(r *reading) bool { // 探索50个应用场景: a verb that the lexicon does not know
		return len(r.right) > 0 && r.np.from+len(r.np.toks) == r.e.pred && onlyVerbs(r.np.toks)
	},
	func(r *reading) bool { // 加快钢铁、煤炭等10个产业提质
		return r.before("等") && len(r.right) > 0 && countable(r.q) && !r.e.reach && r.e.change == nil && r.e.op == "" && (r.deadline() != nil || r.p.urges() || hasClass(r.t[:r.first], hedge) || hasAny(r.t[:1], "确保", "保证")) &&
			!endsIn(r.slice(r.right), []string{"内容", "方面", "举措", "措施", "任务", "系统", "部门", "单位"})
	},
	func(r *reading) bool { // 在餐饮、药店等29个行业推行改革
		return r.before("等") && len(r.right) > 0 && countable(r.q) && r.p.openedIn(r.first) >= 0
	},
	func(r *reading) bool { // 工程建设涉及90个事项全部纳入系统
		return countable(r.q) && len(r.right) > 0 && !r.e.reach && r.e.change == nil && r.p.allInState(r.e)
	},
	func(r *reading) bool { // 每个市州至少有1家医院
		return len(r.np.toks) == 1 && r.np.toks[0].is(per) && !keeps(&r.np.toks[0]) && len(r.right) > 0 && countable(r.q) && r.q.kind == "quantity"
	},
	func(r *reading) bool { // 每县中小学校中至少有1所学校
		return len(r.np.toks) > 1 && len(r.right) > 0 && r.leftLast().text == "中" && countable(r.q)
	},
	func(r *reading) bool { // 引导金融机构增加300亿元贷款
		c := r.e.change
		return c != nil && (c.text == "增加" || c.text == "减少") && !r.e.toLevel && len(r.right) > 0 && len(r.np.toks) > 0 && actor(r.leftLast()) && r.q.money()
	},
}

// borrow takes the noun to the right from the next element of a list: 市级200个、县级1000个工作室.
func (r *reading) borrow() {
	if r.right = r.p.lends(r.es, r.k, r.np); len(r.right) == 0 {
		return
	}
	if last := r.leftLast().text; strings.HasSuffix(last, "级") {
		r.np.prefix += last
	}
	r.clear()
}

// governs finds the verb, and on which side the noun stands that is counted or measured.
func (r *reading) governs() {
	e, q := r.e, r.q
	r.verb = r.analysis.verb(r.p, e, r.np)
	r.countFirst = len(r.right) > 0 && (r.first == 0 || r.before("有") && countable(q) && (e.op == ">=" || r.first > 1 && hasAny(r.t[r.first-2:r.first-1], "都", "均")) || len(r.np.toks) == 0 ||
		r.verb != nil && (e.verbNear || !e.reach && e.change == nil) || q.kind == "percent" || q.kind == "magnitude" && !e.reach)
	if r.countFirst && q.kind == "percent" && len(r.np.toks) > 0 && (e.reach || e.change != nil) {
		r.countFirst = false
	}
	if v := r.acting(r.p, e, r.np, r.right, q); v != nil && r.verb == nil {
		r.verb, r.countFirst = v, true
		for i := range r.np.toks {
			if keeps(&r.np.toks[i]) && r.np.prefix == "" && r.np.toks[i].text != "累计" {
				r.np.prefix = r.slice(r.np.toks[:i+1]) // 教师每年至少参加一次培训
			}
		}
	}
	if v := e.change; r.countFirst && v != nil && v.text == "提升" && !e.toLevel && (countable(q) || q.of != nil && q.of.dimension == "area") && len(r.right) > 0 {
		work := *v
		work.measure = "level"
		r.verb, e.change = &work, nil // 提升100所学校: work on so many, not so many more
	}
	switch {
	case r.work() != "":
		r.countFirst = false
	case r.q.of != nil && r.q.of.lasts() && endsIn(r.slice(r.right), []string{"调整期", "适应期", "过渡期", "缓冲期"}):
		r.countFirst = true // 为企业留出不少于30日的适应调整期
	case len(r.right) > 0 && r.right[0].text == "以":
		r.countFirst = true // 1所以失能人员照护为主的机构
	case q.unit == "亿" && endsIn(r.slice(r.right), clusters):
		r.countFirst = true // 产值超500亿、1000亿产业集群
	case r.countFirst && e.toLevel && len(r.np.toks) > 0:
		r.countFirst = false // 公立医院改革试点扩大到1000个县
	}
}

// work is what is done to so many of the noun before: 改造 in 启动城中村1.2万套改造任务; "" where the words behind the figure
// are not only that.
func (r *reading) work() string {
	if len(r.right) == 2 && r.right[0].is(output) && r.right[1].text == "任务" && len(r.np.toks) > 0 && r.np.from+len(r.np.toks) == r.first {
		return r.right[0].text
	}
	return ""
}

// qualify gives the noun what stood before its verb or in a list's first member: 累计, 每年, 每千人, 县级.
func (r *reading) qualify() {
	e, t := r.e, r.t
	counted := r.countFirst && countable(r.q)
	if r.countFirst && r.q.kind == "percent" && len(r.np.toks) > 0 && r.opensWithVerb() && (r.first == r.np.from+len(r.np.toks) || r.first == r.np.from+len(r.np.toks)+1 && r.before("实现")) {
		r.np.prefix += r.slice(r.np.toks) // 制造业企业100%使用绿电
	}
	if r.countFirst && r.q.kind == "percent" && r.np.prefix == "" && len(r.np.toks) == 1 && r.first == r.np.from+1 && region(r.np.toks[0].text) {
		r.np.prefix = r.np.toks[0].text // 全省90%以上政务服务事项实现网办
	}
	if len(r.np.toks) == 1 && len(r.right) == 0 && carries(r.np.toks[0].text) {
		r.clear()
		if r.carry.before != "" {
			r.carry.subject, r.forWhom = r.carry.before, r.carry.before
		}
	}
	for k := e.pred; k < r.first; k++ {
		if perHead(&t[k]) && r.np.prefix == "" {
			r.np.prefix = t[k].text // AED达每10万人45台
		}
	}
	r.changeFirst(r.p, e, &r.np, r.countFirst)
	if r.countFirst && len(r.right) > 1 && r.right[0].is(output) && r.q.money() {
		r.right = r.right[1:] // 筹措10亿元实施安居工程
	}
	if counted && r.np.prefix == "" {
		if r.np.prefix = r.perMany(r.p, e); r.np.prefix == "" && (r.p.openedBy(e, r.np) || r.before("有") && len(r.np.toks) > 0 && !region(r.np.toks[0].text) && !r.np.toks[0].is(per)) {
			r.np.prefix = r.slice(r.np.toks) // 营商环境创新试点39项改革举措
		}
	}
	if r.countFirst && len(r.np.toks) == 1 && r.first == r.np.from+1 && r.np.prefix == "" && ofLevel(r.np.toks[0].text, r.np.toks[0].text+"x") != "" {
		r.np.prefix = r.np.toks[0].text // 县级1000个工作室
	}
	r.inherit()
	if w := r.leftLast(); r.countFirst && e.verbNear && w != nil && r.np.prefix == "" && keeps(w) && w.text != "累计" {
		r.np.prefix = w.text // 各市每三年举办一次展演
	}
}

// opensWithVerb reports a verb that opens the words to the right of a share: 使用 in 企业100%使用绿电.
func (r *reading) opensWithVerb() bool {
	return len(r.right) > 0 && (r.right[0].pos == "v" || r.right[0].pos == "s" || r.right[0].is(output) || len(r.right) == 1 && r.right[0].text == "公开")
}

// inherit gives a later member of a list the 每年 or 每千人口 of the first, and keeps that of a first one.
func (r *reading) inherit() {
	np := &r.np
	member := r.k > 0 && np.prefix == "" && !r.countFirst && r.e.start > 0 && r.t[r.e.start-1].text == "、" && countable(r.q)
	if member && r.carry.yearly != "" && !r.e.reach && r.e.verb == nil {
		np.prefix = r.carry.yearly // 每年打造示范村20个、精品村5个
	}
	if member && np.prefix == "" && r.carry.perHead != "" && len(np.toks) > 0 && !np.toks[0].is(per) && strings.HasSuffix(r.leftLast().text, "数") {
		np.prefix = r.carry.perHead // 每千人口医师数达到3人、护士数达到4人
	}
	if r.k > 0 {
		return
	}
	r.carry.perHead, r.carry.yearly = "", ""
	if len(np.toks) > 1 && np.toks[0].is(per) && startsIn(np.toks[0].text, []string{"每百", "每千", "每万"}) {
		if r.carry.perHead = np.toks[0].text; !endsIn(r.carry.perHead, []string{"人口", "人"}) {
			r.carry.perHead += np.toks[1].text
		}
	}
	if strings.HasPrefix(np.prefix, "每年") {
		r.carry.yearly = np.prefix
	}
}

// name finds what the figures measure, in its own words or in those that phrases before it leave.
func (r *reading) name() {
	r.served = r.service(r.p, r.e)
	alone := "" // the only word to the left
	if len(r.np.toks) == 1 {
		alone = r.np.toks[0].text
	}
	one := func(h string) { r.heads = []string{h} }
	switch left := r.carry; {
	case r.served != "":
		one(r.serviceName())
	case r.countFirst:
		r.heads = r.counted()
	case alone == "条件" && left.subject != "" && r.np.from > 0 && r.t[r.np.from-1].text == "有":
		one(left.subject) // 不低于总课时的9%，有条件的占到11%
	case left.subject != "" && r.e.change != nil && (alone == "年均" || r.np.prefix == "年均" && alone == "" || alone == "年均提高"):
		one(left.subject) // …占比达到10%，年均提高0.8个百分点
	case left.subject != "" && (alone == "总数" || alone == "总量"):
		one(strings.TrimSuffix(stem(left.subject), "数") + alone) // 企业数量增加200家，总数达到600家
	case alone != "" && left.subject != "" && partOf(alone):
		one(stem(left.subject) + alone)
	case alone != "" && counterpart(alone, left.subject) != "":
		one(counterpart(alone, left.subject))
	case len(r.np.toks) > 0 && r.np.toks[0].kind == quant && ofSize(r.np.toks, left.object) != "":
		one(r.slice(r.np.toks) + ofSize(r.np.toks, left.object)) // …项目60个，其中10亿元以上8个
	case alone != "" && ofLevel(alone, left.object) != "":
		one(alone + ofLevel(alone, left.object))
	case alone != "" && left.works != "" && bare(alone):
		one(left.works + alone)
	case left.before != "" && strings.HasSuffix(alone, "率") && bare(alone):
		one(strings.TrimPrefix(left.before, "普及") + alone) // 普及高中阶段教育，毛入学率达到90%
	case r.elsewhere() != "":
		one(r.slice(r.np.toks) + r.elsewhere())
	case r.taught() != "":
		one(r.taught() + r.slice(r.np.toks))
	case r.t[0].text == "其中" && r.q.of != nil && r.q.of.lasts() && len(r.np.toks) > 0 && !endsIn(r.leftLast().text, durations()) && durationOf(r.carry.subject) != "":
		one(r.slice(r.np.toks) + durationOf(r.carry.subject)) // …审批时间压缩至50日，其中小型项目不超过10日
	case r.k > 0 && r.timeOf() != "":
		one(r.timeOf() + r.slice(r.np.toks))
	case len(r.np.toks) > 0:
		r.heads = r.analysis.heads(r.p, r.e, r.np)
	case r.verb != nil && r.first > 1 && r.t[r.first-1].is(output) && strings.HasSuffix(r.t[r.first-2].text, "新增"):
		one(r.t[r.first-1].text) // 新增造林10万亩
	case r.sharedNoun(r.p, r.es, r.k) != "":
		one(r.sharedNoun(r.p, r.es, r.k))
	case len(r.severally()) > 0:
		r.heads = r.severally()
	default:
		if h := r.elided(); h != "" {
			one(h)
		}
	}
}

// serviceName is what is to be done within a time, with whom it serves.
func (r *reading) serviceName() string {
	if r.forWhom == "" {
		r.forWhom = r.servedTo(r.np)
	}
	if r.forWhom == "" && len(r.carry.works) > 3*3 && (r.served == "办结" || r.served == "完成") {
		r.forWhom = r.carry.works // 实现商事登记一站式办理，1个工作日办结
	}
	if r.forWhom == "" && r.k > 0 && r.e.start > 0 && r.t[r.e.start-1].text == "、" {
		r.forWhom = r.carry.served // 诉求1小时内响应、5个工作日内办结
	}
	r.carry.served = r.forWhom
	if i := strings.LastIndex(r.forWhom, "“"); i >= 0 && !strings.Contains(r.forWhom[i:], "”") { // 落实“简单咨询1个工作日答复”
		r.forWhom, r.served = r.forWhom[i+len("“"):], strings.TrimSuffix(r.served, "”")
	}
	if r.forWhom == "" {
		return strings.TrimPrefix(r.served, "将") // 3个工作日内将资金支付到账户
	}
	return r.forWhom + r.served
}

// counted is the noun to the right, parted where 分别 says so: 分别推出20项A和B.
func (r *reading) counted() []string {
	parts := listed(r.right, len(r.e.figs))
	if k := r.bindsTo(); k >= 0 {
		return []string{r.slice(r.t[k:r.e.end]) + "的" + r.slice(r.t[r.e.post:k])}
	}
	if noun := r.described(); noun != "" {
		return []string{r.np.prefix + r.slice(r.right) + "的" + noun}
	}
	if !r.e.dist || len(r.e.figs) > 1 || len(parts) < 2 || hasText(r.right, "的") {
		return []string{r.np.prefix + r.slice(r.right) + r.sharedRight(r.p, r.es, r.k, r.right)}
	}
	var out []string
	for _, part := range parts {
		out = append(out, r.slice(part))
	}
	return out
}

// amend gives the indicators the words that change what is measured: a verb, 年均增长, what a share is set aside for.
func (r *reading) amend() {
	e, t, verb := r.e, r.t, r.verb
	if len(r.heads) == 1 {
		r.amendOne()
	}
	for i, h := range r.heads {
		switch {
		case verb != nil && endsIn(verb.text, learning()) && r.q.of != nil && r.q.of.lasts() && !r.countFirst && len(r.np.toks) > 0 && r.np.from+len(r.np.toks) < len(t) && t[r.np.from+len(r.np.toks)].start < verb.end:
			r.heads[i] = h + r.text[t[r.np.from+len(r.np.toks)].start:verb.end] // 每人每年集中培训不少于5天
		case verb != nil && len(r.np.toks)+len(r.right) > 0 && person(r.q) && serves(verb.text) && !strings.Contains(h, verb.text) && !measures(h):
			r.heads[i] = h + verb.text // 培训农民5000人次
		case verb != nil && (verb.text == "取消" || verb.text == "停征") && verb.start >= t[e.start].start && !strings.Contains(h, verb.text):
			r.heads[i] = verb.text + h // 取消8项业务的报送资料
		case e.change != nil && strings.HasSuffix(h, "年均"):
			r.heads[i] = h + e.change.text
		}
	}
	if len(r.right) == 0 && len(r.heads) == 1 && len(r.np.toks) > 0 && r.before("的") && e.post < e.end && t[e.post].text == "任务" {
		r.heads[0] += "的任务" // 完成清单中部署的13项任务
	}
	if h := r.allotted(r.p, e); h != "" {
		r.heads = []string{h}
	}
	if tail := r.aside(r.p, e); tail != "" && len(r.heads) == 1 && !r.countFirst {
		r.heads[0] += tail + "的比例"
	}
	if e.change != nil && e.change.measure == "growth_rate" && strings.HasPrefix(e.change.text, "年均") {
		for i := range r.heads {
			r.heads[i] += e.change.text
		}
	}
	if verb != nil && strings.HasSuffix(verb.text, "新增") && len(r.heads) == 1 && r.heads[0] == r.np.prefix+"就业" {
		r.heads[0] = r.np.prefix + "新增就业" // who is in work is another measure than who finds it
	}
}

// amendOne does so where there is one indicator.
func (r *reading) amendOne() {
	e, h := r.e, &r.heads[0]
	*h += r.work()
	if *h == "经济" && e.change != nil && e.change.text == "增长" {
		*h = "经济增长"
	}
	if strings.HasPrefix(*h, "占") && r.k == 0 && r.carry.before != "" && r.p.isToMakeUp(r.first) {
		*h = r.carry.before + *h // 专职教师人数，应占教师总数的20%
	} else if strings.HasPrefix(*h, "占") && r.carry.subject != "" && !strings.HasPrefix(r.carry.subject, "占") {
		*h = withoutRate(r.carry.subject) + *h
	}
	if v := e.verb; v != nil && r.served == "" && e.verbNear && !r.countFirst && v.measure == "level" && v.kind == word && len(r.np.toks) > 0 && v.end == r.t[r.first].start && !strings.Contains("实现完成达到投资", v.text) {
		*h += v.text // 农村公路累计改造300公里
	}
	if added := r.added(r.p, e); added != "" && !r.countFirst && len(r.np.toks) > 0 {
		*h += added
	}
	if len(e.figs) == 1 && e.dist && strings.Contains(*h, "城乡") { // 城乡居民收入分别增长7%
		r.heads = []string{urbanRural(*h, 0, 2)[0], urbanRural(*h, 1, 2)[0]}
	}
}

// put makes a candidate of every figure and indicator.
func (r *reading) put() {
	if len(r.e.figs) == 1 && len(r.heads) > 1 && !r.distributes(r.p, r.e, r.heads) {
		r.heads = []string{r.slice(r.np.toks)}
	}
	quote := r.quote(r.p, r.e, r.np, r.right, r.countFirst, r.verb)
	if act := strings.TrimSuffix(r.served, "”"); act != "" { // 一般登记5个工作日内办结
		quote = r.withAct(quote, act)
	}
	for i, f := range r.e.figs {
		mine := r.heads
		switch {
		case len(r.heads) == len(r.e.figs) && len(r.heads) > 1:
			mine = r.heads[i : i+1]
		case len(r.e.figs) > 1 && len(r.heads) == 1:
			mine = urbanRural(r.heads[0], i, len(r.e.figs))
		}
		if len(mine) == 0 {
			mine = []string{""}
		}
		for _, h := range mine {
			r.found = append(r.found, r.candidate(f, h, quote))
		}
	}
}

// withAct is the quotation of a limited service with what is done, and not much before the time.
func (r *reading) withAct(quote document.Span, act string) document.Span {
	const farBefore, farBehind = 8 * 3, 12 * 3
	if r.t[r.first].start-quote.Start > farBefore {
		quote.Start = r.t[r.first].start
	}
	from := r.t[r.e.post-1].end
	if at := strings.Index(r.text[from:r.t[len(r.t)-1].end], act); at >= 0 && at < farBehind {
		quote.End = max(quote.End, from+at+len(act))
	}
	return quote
}

// leave hands on what later elements and phrases may let out.
func (r *reading) leave() {
	if n := len(r.heads); n > 0 {
		r.carry.subject = r.heads[n-1]
		if len(r.np.toks) > 0 || r.countFirst {
			r.carry.measured = append(r.carry.measured, r.heads...)
		}
		if (r.countFirst || r.verb != nil || r.e.attributive != nil) && !(r.q.money() && r.carry.object != "" && endsIn(r.heads[0], []string{"总投资", "投资", "计划投资"})) {
			r.carry.object, r.carry.noun = r.heads[0], r.slice(r.np.toks)
		}
	}
	r.carry.verb = r.verb
	if r.e.reach || r.e.change != nil {
		r.carry.verb = nil
	}
}

// made is a verb of increase inside a noun phrase, between who does it and what it makes: 新引进 in 示范区新引进药械产品40种. The
// noun phrase keeps both without it; nil if there is none.
func (p *phrase) made(np *nounPhrase, e *element) *token {
	if e.verb != nil || e.change != nil || e.reach && (!countable(p.toks[e.figs[0]].qty) || e.toLevel || e.op == "") {
		return nil
	}
	if p.toks[e.figs[0]].qty.kind == "percent" {
		return nil // 全省新注册企业50%以上使用电子印章: which firms
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
	case "减少", "增加", "压减", "削减", "减轻", "降低":
		e.change = w
		np.toks, np.from = np.toks[1:], np.from+1
	}
}

// sharedRight is the noun that a list's later member holds for this one: 临床重点专科 in 6个国家级、20个省级临床重点专科.
func (a *analysis) sharedRight(p *phrase, es []element, k int, right []token) string {
	if s := a.sharedState(p, es, k, right); s != "" {
		return s
	}
	if k+1 < len(es) && len(right) == 1 && right[0].kind == quant { // 12个百亿元、70个30亿元以上项目
		if next := p.rightNoun(&es[k+1]); len(next) > 1 && next[0].kind == quant {
			for len(next) > 0 && (next[0].kind == quant || next[0].is(after)) {
				next = next[1:]
			}
			return a.slice(next)
		}
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

// sharedState is the state that the second of two shares or counts names for both: 纳入服务网络 in
// 90%以上的城镇社区和60%以上的农村社区纳入服务网络.
func (a *analysis) sharedState(p *phrase, es []element, k int, right []token) string {
	if k+1 >= len(es) {
		return ""
	}
	q, n := p.toks[es[k].figs[0]].qty, p.toks[es[k+1].figs[0]].qty
	if q.kind != n.kind || q.kind != "percent" && (es[k].verb != nil || es[k+1].figs[0] != es[k].end+1 || countable(q) != countable(n)) || es[k].end >= len(p.toks) || !p.toks[es[k].end].is(join) || !nounish(&right[len(right)-1]) || hasClass(right, level|output) {
		return ""
	}
	next := p.rightNoun(&es[k+1])
	for i := 1; i+1 < len(next); i++ {
		w := &next[i]
		reached := w.is(output|level) || hasAny(next[i:i+1], "具备", "纳入", "能够", "能")
		if q.kind != "percent" {
			reached = w.text == "实现" || w.text == "稳定"
		}
		if reached && nounish(&next[i-1]) {
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
	if v.kind != word || v.pos != "v" && !v.is(stock) || v.class&^stock != 0 || len(v.text) < 2*3 || len(right) == 0 || !nounish(&right[len(right)-1]) && !(q.of.class == "event" && right[len(right)-1].is(output)) {
		return nil // 每年参加一次专业培训
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
	case "比例", "占比", "数量", "总数", "总量", "规模", "面积", "总面积", "覆盖率", "入学率", "毛入学率", "入园率", "毛入园率", "巩固率", "普及率", "参保率", "使用率", "应用率":
		return true
	}
	return false
}
