package target

// From tokens to statements. A sentence is cut into flows (the text outside brackets, and the inside of each
// bracket), a flow at its punctuation into phrases, a phrase into elements: a group of figures with the words
// to the left and to the right that belong to it.
import "strings"

// phrase is a run of tokens without punctuation between them; brackets have been taken out.
type phrase struct {
	toks  []token
	paren int // the phrase that a bracket's first phrase comments on, -1 for none
	after rune
}

// element is a group of figures and its words, as ranges of indices into the phrase's tokens.
type element struct {
	figs        []int    // tokens that are figures, e.g. 40% and 50%
	ops         []string // of each figure: the comparison behind it
	start, end  int      // the element
	pred        int      // first token of the predicate before the figures
	post        int      // first token after the figures and the comparison behind them
	op          string
	verb        *token // output verb that governs
	verbNear    bool   // the verb stands in the predicate
	change      *token // change verb in the predicate
	toLevel     bool   // the change ends at the figure: 提高到
	reach       bool   // a level or comparison word in the predicate
	compared    bool   // a comparison behind the figures
	dist, all   bool
	hedged      bool
	attributive map[int]bool
}

// cut cuts tokens into phrases: first those outside brackets in order, each followed by those of the
// brackets that it holds. The phrases last until the next call.
func (b *buffers) cut(toks []token) []phrase {
	b.inside, b.phrases = b.inside[:0], b.phrases[:0]
	b.flow(toks, -1, 0)
	return b.phrases
}

const deepest = 4

// flow cuts the tokens outside brackets, or those of one bracket, which comments on the phrase host.
func (b *buffers) flow(toks []token, host, depth int) {
	from := len(b.inside) // the first token of the phrase under way
	type inner struct{ from, to int }
	var inside []inner
	flush := func(after rune) {
		if from < len(b.inside) {
			at := len(b.phrases)
			b.phrases = append(b.phrases, phrase{toks: b.inside[from:len(b.inside):len(b.inside)], paren: host, after: after})
			for _, in := range inside {
				b.flow(toks[in.from:in.to], at, depth+1)
			}
		}
		inside = nil
		from = len(b.inside)
	}
	for i := 0; i < len(toks); i++ {
		t := &toks[i]
		cur := b.inside[from:]
		if t.text == "、" && i+1 < len(toks) && toks[i+1].is(hedge) && len(cur) > 0 { // 高于全省平均水平、力争达4.2万元
			flush('、')
			continue
		}
		if t.text == "、" && i+1 < len(toks) && toks[i+1].text == "完成" && hasClass(cur, output) && !hasFigure(cur) { // 实施城市更新行动、完成投资220亿元
			flush('，')
			continue
		}
		switch t.kind {
		case mark:
			flush(rune0(t.text))
		case open:
			j, level := i+1, 1
			for j < len(toks) && level > 0 {
				if toks[j].kind == open {
					level++
				} else if toks[j].kind == shut {
					level--
				}
				j++
			}
			closed := level == 0
			to := j
			if closed {
				to--
			}
			if depth < deepest && hasFigure(toks[i+1:to]) {
				inside = append(inside, inner{i + 1, to})
			}
			i = j - 1
		case shut:
		default:
			b.inside = append(b.inside, *t)
		}
	}
	flush(0)
}

func rune0(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func hasFigure(toks []token) bool {
	for i := range toks {
		if toks[i].kind == quant {
			return true
		}
	}
	return false
}

// elements finds the groups of figures of a phrase and shares the words between them out.
func (p *phrase) elements() []element {
	t := p.toks
	p.lendUnits()
	attr := p.attributive()
	var out []element
	for i := 0; i < len(t); i++ {
		if t[i].kind != quant || attr[i] {
			continue
		}
		e := element{attributive: attr}
		j := i
		for {
			e.figs = append(e.figs, j)
			op := ""
			for j++; j < len(t) && t[j].is(after); j++ {
				op = stricter(op, t[j].op)
				e.compared = true
			}
			e.ops = append(e.ops, op)
			if j+1 < len(t) && t[j].is(join) && t[j+1].kind == quant && !attr[j+1] && (alike(t[e.figs[0]].qty, t[j+1].qty) || p.severally(e.figs[0])) {
				j++
				continue
			}
			break
		}
		e.post = j
		for k := len(e.ops) - 2; k >= 0; k-- { // 20%、30%以上: the comparison behind a list governs all of it
			if e.ops[k] == "" {
				e.ops[k] = e.ops[k+1]
			}
		}
		out = append(out, e)
		i = j - 1
	}
	p.share(out)
	for i := range out {
		p.predicate(&out[i])
	}
	p.govern(out)
	return out
}

// govern gives the comparison behind the last of a list to its earlier members: 高新技术企业2200家、专精特新企业1000家以上.
func (p *phrase) govern(es []element) {
	for i := len(es) - 2; i >= 0; i-- {
		e, next := &es[i], &es[i+1]
		last, op := len(e.ops)-1, next.ops[len(next.ops)-1]
		q, n := p.toks[e.figs[last]].qty, p.toks[next.figs[0]].qty
		if op == "" || e.op != "" || e.compared || e.reach || next.op != "" || q.op != "" || q.max != "" || q.unit != n.unit || q.value == "100" && q.kind == "percent" {
			continue
		}
		if e.post < len(p.toks) && p.toks[e.post].text == "、" && next.start == e.post+1 && next.figs[0] > next.start && nounish(&p.toks[next.figs[0]-1]) {
			for k := range e.ops {
				e.ops[k] = op
			}
		}
	}
}

// severally reports 分别 right before the figures, behind a list of what they measure: 原油、天然气产量分别达到1280万吨、10亿立方米.
func (p *phrase) severally(f int) bool {
	for i := f - 1; i > 1 && p.toks[i].class&(before|level|up|down|to|output|hedge|adverb|dist) != 0; i-- {
		if p.toks[i].text == "分别" {
			return hasClass(p.toks[:i], join)
		}
	}
	return false
}

// alike reports whether two neighbouring figures can share their words.
func alike(a, b *quantity) bool {
	if strings.Contains(a.unit, "亿") && strings.Contains(b.unit, "亿") && a.kind == b.kind && (a.unit == "亿" || a.unit == "万亿" || b.unit == "亿" || b.unit == "万亿") {
		return true // 1.28万亿、8200亿元
	}
	if a.of == nil || b.of == nil {
		return a.of == b.of && a.kind == b.kind
	}
	if a.of.dimension == "count" {
		return a.of.base == b.of.base
	}
	return a.of.dimension == b.of.dimension
}

// share gives the words between two groups to the one before (its noun follows it: 50个智能工厂) or to the
// one after (its noun goes before it: 智能工厂50个).
func (p *phrase) share(es []element) {
	t := p.toks
	for i := range es {
		e := &es[i]
		if i == 0 {
			e.start = 0
		}
		if i+1 == len(es) {
			e.end = len(t)
			break
		}
		next := es[i+1].figs[0]
		border := next
		switch {
		case e.post < next && t[e.post].is(join): // 中心10个、配送中心10个
			border = e.post
		default:
			for k := next - 1; k >= e.post; k-- {
				if t[k].is(join) {
					border = k
					break
				}
			}
			if u := t[next].qty.of; border == next && !(u != nil && u.class == "vague") { // no joint: 由20%提高到40%, 一期100个二期200个
				border = e.post
				last := t[e.figs[len(e.figs)-1]].qty
				f, n := e.figs[0], t[next].qty
				if f > 0 && t[f-1].is(output) && countable(last) && countable(n) && e.post < next && nounish(&t[e.post]) { // 组织100家企业结对帮扶100个村
					for k := next - 1; k > e.post; k-- {
						if t[k].is(output) && !nounish(&t[k]) {
							border = k
							break
						}
					}
				}
				near := next <= e.post+2 || next <= e.post+5 && f > 0 && (t[f-1].is(output) || t[f-1].text == "等")
				if next > e.post && near && countable(last) && n.of != nil && (n.of.dimension == "length" || n.of.dimension == "area") && nounish(&t[next-1]) && nounish(&t[e.post]) {
					border = next // 等5个项目125公里
				}
			}
		}
		e.end = border
		es[i+1].start = border
	}
	for i := range es {
		for es[i].start < es[i].figs[0] && t[es[i].start].is(join) {
			es[i].start++
		}
	}
}

// attributive marks the figures that only describe what another figure of the phrase counts: 500万元以上 in
// 投资500万元以上项目100个, 1000平方米 in 1个不少于1000平方米的中心.
func (p *phrase) attributive() map[int]bool {
	t := p.toks
	var attr map[int]bool
	set := func(i int) {
		if attr == nil {
			attr = map[int]bool{}
		}
		attr[i] = true
	}
	prev := -1
	for i := range t {
		if t[i].kind != quant {
			continue
		}
		// 3岁以下婴幼儿, 110千伏变电站, 百亿级产业链3条: they only describe.
		if p.marksKind(i) {
			set(i)
			continue
		}
		// 10大类60项实事: the class says less than the count.
		if prev == i-1 && prev >= 0 && classWord(t[prev].qty) && countable(t[i].qty) {
			set(prev)
			prev = i
			continue
		}
		// q1 directly before: 1所80-150个托位的机构, 1个不少于1000平方米的中心.
		if prev >= 0 && !attr[prev] && countable(t[prev].qty) && !t[prev].qty.one {
			between := true
			for k := prev + 1; k < i; k++ {
				if !t[k].is(before | adverb) {
					between = false
				}
			}
			if between && i+1 < len(t) && (p.nounFollows(i) || i == prev+1 && !t[i+1].is(join)) {
				set(i)
				continue
			}
		}
		// q1 directly before, in a list of such: 12个百亿元、70个30亿元以上项目.
		if prev >= 0 && prev == i-1 && !attr[prev] && countable(t[prev].qty) && t[i].qty.money() && i+3 < len(t) && t[i+1].is(join) && t[i+2].kind == quant && countable(t[i+2].qty) && t[i+3].kind == quant && t[i+3].qty.money() {
			set(i)
			continue
		}
		// q1 counts what q2 specifies: 建有1个建筑面积不少于1000平方米的中心.
		if prev >= 0 && !attr[prev] && countable(t[prev].qty) && !countable(t[i].qty) && t[i].qty.kind == "quantity" && p.specifies(prev, i) {
			set(i)
			continue
		}
		// 三分之二以上的村收入达到10万元: the share is what is reached, the figure behind it the state.
		if prev >= 0 && !attr[prev] && p.shareOf(prev, i) {
			set(i)
			continue
		}
		// 13条产业链项目1200个, 8个集群产值突破6100亿元: what is counted first only names the other's noun.
		if prev >= 0 && !attr[prev] && countable(t[prev].qty) && p.names(prev, i) {
			set(prev)
		}
		// 其中10亿元以上8个: the size of each of so many.
		if q := t[i].qty; q.money() && i+2 < len(t) && t[i+1].is(after) && t[i+1].op == ">=" && t[i+2].kind == quant && countable(t[i+2].qty) && (i == 0 || t[i-1].text == "其中" || t[i-1].is(join)) {
			set(i)
			prev = i
			continue
		}
		// q2 later: 投资500万元以上项目100个.
		if q := t[i].qty; q.kind != "magnitude" && !countable(q) || p.ofFollows(i) {
			for k := i + 1; k < len(t); k++ {
				if t[k].kind == quant {
					if countable(t[k].qty) && !p.shareOf(i, k) && p.describes(i, k) {
						set(i)
					}
					break
				}
			}
		}
		prev = i
	}
	// 100亿元、50亿元的企业: what holds for the last of a list holds for all of it.
	for i := len(t) - 1; i > 1; i-- {
		if attr[i] && t[i].kind == quant && t[i-1].is(join) && t[i-2].kind == quant && countable(t[i].qty) == countable(t[i-2].qty) {
			set(i - 2)
		}
	}
	return attr
}

// marginal reports a change by a margin behind the figure of e: 按不低于5%的幅度压减.
func (p *phrase) marginal(e *element) bool {
	i := e.post
	return i+2 < len(p.toks) && p.toks[i].text == "的" && (p.toks[i+1].text == "幅度" || p.toks[i+1].text == "速度") && p.toks[i+2].is(up|down)
}

// lendUnits gives the earlier figures of a list the unit that only the last names: 缩短至3个、1个工作日, 分别达1.28万亿、8200亿元.
func (p *phrase) lendUnits() {
	for i := len(p.toks) - 3; i >= 0; i-- {
		short, full := &p.toks[i], &p.toks[i+2]
		if short.kind == quant && p.toks[i+1].is(join) && full.kind == quant && short.qty.of == nil && short.qty.kind == "quantity" && strings.HasSuffix(short.qty.unit, "亿") && strings.HasSuffix(full.qty.unit, "亿元") {
			q := *short.qty
			q.unit, q.of = q.unit+"元", full.qty.of
			short.qty = &q
		}
	}
	for i := len(p.toks) - 3; i >= 0; i-- {
		short, full := &p.toks[i], &p.toks[i+2]
		if short.kind != quant || short.qty.unit != "个" || !p.toks[i+1].is(join) || full.kind != quant {
			continue
		}
		if u := full.qty.of; u != nil && u.dimension == "working days" && strings.HasPrefix(full.qty.unit, "个") {
			q := *short.qty
			q.unit, q.of = full.qty.unit, u
			short.qty = &q
		}
	}
}

// describesTogether reports a size that opens a list of what describes the noun counted by k: 培育年产值超100亿元、具备竞争力的企业2家.
func (p *phrase) describesTogether(i, k int) bool {
	t := p.toks
	if t[i].qty.of == nil || t[i].qty.of.dimension != "money" || i == 0 || !t[i-1].is(before) || i+1 >= k || t[i+1].text != "、" {
		return false
	}
	for j := i + 2; j < k; j++ {
		if t[j].kind == quant || t[j].is(output|level) {
			return false
		}
		if t[j].text == "的" {
			return hasClass(t[:i], output)
		}
	}
	return false
}

// marksKind reports a figure that says of what kind the noun behind it is.
func (p *phrase) marksKind(i int) bool {
	t := p.toks
	q := t[i].qty
	switch {
	case q.kind == "magnitude":
		for k := i + 1; k < len(t) && !t[k].is(join); k++ {
			if t[k].kind == quant {
				return k > i+1 && countable(t[k].qty)
			}
		}
		return false
	case i+1 < len(t) && strings.HasPrefix(t[i+1].text, "级"): // 百万卡级算力, 30万吨级航道
		return true
	case i+2 < len(t) && (t[i+1].text == "以下" || t[i+1].text == "及以下" || t[i+1].text == "及以上" && !countable(q)) && q.kind == "quantity" && t[i+2].text != "的" && p.nounFollows(i):
		return true // 160千瓦及以下小微企业, 8座以下小汽车, 5000吨标准煤及以上用能单位
	case q.kind == "grade": // Ⅲ类水质比例
		return p.nounFollows(i) && i > 0 && !t[i-1].is(level|before)
	case q.of != nil && q.of.dimension == "length" && q.han && (i == 0 || !t[i-1].is(output|level|before)) && p.nounFollows(i):
		return true // 三公里充分就业社区
	case q.of != nil && (q.of.dimension == "length" || q.of.dimension == "time"): // 公交站点500米覆盖率, 15分钟生活圈
		k := i + 1
		for k < len(t) && t[k].is(after) {
			k++
		}
		if k == len(t) {
			return false
		}
		for n := k; q.of.dimension == "time" && n < len(t) && n < k+5 && t[n].kind == word && !t[n].is(join|output|level|before); n++ {
			if strings.HasSuffix(t[n].text, "圈") {
				return true // 15分钟便民生活圈
			}
		}
		return reachOf(t[k].text)
	case q.of == nil || q.of.dimension != "age":
		return false
	}
	return i+1 < len(t) && p.nounFollows(i)
}

// reachOf tells the words behind a distance or a time that only says how far something reaches.
func reachOf(s string) bool {
	return startsIn(s, []string{"覆盖", "服务", "半径", "生活圈", "服务圈", "健身圈", "医疗圈", "养老圈", "通勤圈", "经济圈", "可达", "换乘"})
}

// classWord tells the counters of kinds, which say less than a count of things.
func classWord(q *quantity) bool {
	if !countable(q) {
		return false
	}
	switch q.of.name {
	case "类", "大类", "门类", "种", "方面", "小类", "品类", "期", "批次":
		return true
	}
	return false
}

// ofFollows reports whether 的 stands behind the figure (and its comparison).
func (p *phrase) ofFollows(i int) bool {
	for k := i + 1; k < len(p.toks); k++ {
		if p.toks[k].is(after) {
			continue
		}
		return p.toks[k].text == "的"
	}
	return false
}

func (p *phrase) nounFollows(i int) bool {
	for k := i + 1; k < len(p.toks); k++ {
		t := &p.toks[k]
		if t.is(after) || t.text == "的" {
			continue
		}
		return t.kind != quant && !t.is(join)
	}
	return false
}

// specifies reports whether figure i belongs to the words that describe what figure prev counts: nothing parts
// them, no verb stands between them, and a comparison says how large it is to be.
func (p *phrase) specifies(prev, i int) bool {
	if prev > 0 && p.toks[prev-1].class&(output|before|level|adverb|hedge) == 0 {
		return false
	}
	compared := i+1 < len(p.toks) && p.toks[i+1].is(after)
	for k := prev + 1; k < i; k++ {
		t := &p.toks[k]
		if t.is(join|output|up|down) || t.kind == when {
			return false
		}
		compared = compared || t.is(before|after)
	}
	return compared && i > prev+1
}

// shareOf reports whether figure prev is a share of things that are to reach figure i.
func (p *phrase) shareOf(prev, i int) bool {
	t := p.toks
	q := t[prev].qty
	if q.kind != "percent" && !(q.kind == "ratio" && q.han) || !p.ofFollows(prev) || prev > 0 && !t[prev-1].is(output|adverb|hedge|join) {
		return false
	}
	reached := false
	for k := prev + 1; k < i; k++ {
		if t[k].is(join) {
			return false
		}
		reached = reached || t[k].is(level|before) || hasAny(t[k:k+1], "提供", "开展", "具备", "掌握", "配备", "设置", "设有", "建有")
	}
	return reached
}

// names reports whether figure prev with its noun opens the noun of figure i: no joint and no verb of output
// between them, and none before prev.
func (p *phrase) names(prev, i int) bool {
	t := p.toks
	for k := prev + 1; k < i; k++ {
		if t[k].is(join|output|dist) || t[k].kind == when {
			return false
		}
	}
	if i < prev+3 {
		return false
	}
	if q := t[i].qty; prev > 0 && t[prev-1].text == "等" && q.of != nil && (q.of.dimension == "length" || q.of.dimension == "area") {
		return false // …等5个项目125公里
	}
	if prev > 0 && t[prev-1].is(output|before|level|hedge|adverb) && !countable(t[i].qty) {
		// 推动11个项目投资突破2000亿元
		urged := t[prev-1].text == "推动" || t[prev-1].text == "推进" || t[prev-1].text == "促进"
		return urged && t[i-1].is(before|level) && i >= 2 && measures(t[i-2].text)
	}
	return true
}

// describes reports whether the words between figure i and figure k are a noun that i describes and k counts.
func (p *phrase) describes(i, k int) bool {
	q := p.toks[i].qty
	money := q.money()
	round := money && q.han                                                                                                                          // 百亿元产值企业5家
	compared := money && i > 0 && p.toks[i-1].is(before) && !p.toks[i-1].is(output|level) && (i == 1 || p.toks[i-2].is(join|output) || p.sized(i-2)) // 超100亿元企业5家
	seen := compared || round && strings.Trim(q.unit, "万亿百千元") == "" && i+1 < k && nounish(&p.toks[i+1])
	for j := i + 1; j < k; j++ {
		t := &p.toks[j]
		switch {
		case t.is(after), t.text == "的":
			seen = true
		case compared && t.kind == word && t.pos == "v" && !t.is(level|before) && !p.describesTogether(i, k):
			return false // 贷款超1000万元惠及企业100家
		case t.is(join):
			if (j == i+1 || !seen) && !p.describesTogether(i, k) {
				return false
			}
		}
	}
	return seen && (k > i+2 || k == i+2 && (round || compared && nounish(&p.toks[i+1])))
}

// sized reports a measure of firms at i whose noun a verb of output governs: 年产值 in 培育年产值超100亿元企业5家.
func (p *phrase) sized(i int) bool {
	if !endsIn(p.toks[i].text, []string{"产值", "营收", "收入", "销售额", "交易额", "投资", "总投资", "估值", "规模", "市值", "资产", "利润", "税收"}) {
		return false
	}
	for ; i >= 0; i-- {
		switch t := &p.toks[i]; {
		case t.is(output) && !nounish(t):
			return true
		case t.kind == quant, t.kind == when, t.is(join | level | before | up | down), t.text == "的":
			return false
		}
	}
	return true // 年销售收入超10亿元企业达到100家
}

// predicate reads the words directly before the figures: 分别达到, 力争突破, 提高到.
func (p *phrase) predicate(e *element) {
	t := p.toks
	i := e.figs[0] - 1
	for ; i >= e.start; i-- {
		w := &t[i]
		if w.text == "的" && i == e.figs[0]-1 { // 占比达全市的43.1%, 总量不低于总课时的9%
			if k := p.reaches(e, i); k >= 0 {
				i = k + 1
				continue
			}
		}
		if perHead(w) && i > e.start && t[i-1].is(before|level) { // 达每10万人45台
			continue
		}
		if w.kind == when && i > e.start && t[i-1].is(to) || w.text == "的" && i == e.figs[0]-1 && i > e.start+1 && t[i-1].kind == when && t[i-2].is(to) {
			continue // 增加到2027年的300亿元
		}
		if w.text == "有" && i > e.start && t[i-1].is(before|all) { // 至少有1所
			continue
		}
		if i == e.figs[0]-1 && nounish(w) {
			if k := p.controls(e, i); k >= 0 { // 亏损控制在营业额4%以内
				i = k + 1
				continue
			}
		}
		if w.is(per) && i > e.start && t[i-1].is(before) && (t[i-1].text == "至少" || t[i-1].text == "最少") { // 至少每3年举办1次
			e.op, e.reach = stricter(t[i-1].op, e.op), true
		}
		if w.kind != word || w.class&(before|level|up|down|to|output|hedge|adverb|dist|all) == 0 {
			break
		}
		if w.text == "为" && i+1 == e.figs[0] && countable(t[i+1].qty) && p.nounFollows(i+1) {
			break // 为1万人提供服务
		}
		if i > e.start && keeps(&t[i-1]) && endsIn(w.text, []string{"增速", "增幅", "涨幅", "降幅"}) {
			break // 投资额度每年增幅
		}
		if i+1 == e.figs[0] && endsIn(w.text, []string{"增速", "增幅"}) && strings.HasSuffix(p.toks[i+1].qty.unit, "百分点") && hasClass(p.toks[e.start:i], before) {
			break // 高于GDP增速2个百分点
		}
		if w.is(up) && i+1 == e.figs[0] && p.workedOn(e, i) {
			break // 完成森林质量提升10万亩
		}
		if e.verb != nil && w.is(up|down) && !w.is(output) {
			break // 技能提升培训1万人: 提升 is part of what is done
		}
		if w.is(output) && !w.is(before|up|down) && !p.nounFollows(e.post-1) && p.nominal(i, e) {
			break
		}
		switch {
		case w.is(before):
			e.op = stricter(w.op, e.op)
			e.reach = e.reach || w.op != "~"
		case w.is(to) && i > e.start && t[i-1].is(up|down):
			e.toLevel, e.reach = true, true
		case w.is(level):
			e.reach = e.reach || w.text != "为"
			if i > e.start && t[i-1].is(up|down) && t[i-1].measure != "growth_rate" {
				e.toLevel = true
			}
		case w.is(up | down):
			if e.change == nil {
				e.change = w
			}
		case w.is(output):
			if e.verb == nil || w.measure == "increase" {
				e.verb, e.verbNear = w, true
			}
		}
		e.dist = e.dist || w.is(dist)
		e.all = e.all || w.is(all)
		e.hedged = e.hedged || w.is(hedge)
	}
	e.pred = i + 1
}

// workedOn reports a change that is the work itself, not what becomes of a measure: a verb of doing governs it, and the
// figure counts ground or things.
func (p *phrase) workedOn(e *element, i int) bool {
	q := p.toks[e.figs[0]].qty
	if q.of == nil || q.of.dimension != "area" && q.of.dimension != "length" && !countable(q) {
		return false
	}
	if q.of.dimension == "area" && i > e.start && p.toks[i].text == "提升" && (p.toks[i-1].pos == "v" || p.toks[i-1].pos == "vn") && p.toks[i-1].class == 0 {
		return true // 森林抚育提升200万亩
	}
	for k := e.start; k < i-1; k++ {
		switch p.toks[k].text {
		case "完成", "实施", "开展", "推进", "组织":
			return p.toks[i].text == "提升" || p.toks[i].text == "提质" || p.toks[i].text == "提档"
		}
	}
	return false
}

// changesFrom is the 由 or 从 before figure f (由20%, 由原来20天), -1 if there is none.
func (p *phrase) changesFrom(f int) int {
	i := f - 1
	for n := 0; n < 3 && i > 0; n++ { // 由法定的15个工作日, 从原来20天
		switch p.toks[i].text {
		case "人均", "原来", "原", "现行", "原来的", "法定", "的", "目前", "现有", "规定", "承诺":
			i--
			continue
		}
		break
	}
	if i > 0 && p.toks[i].kind == when && p.toks[i].is(base) {
		i-- // 由2022年的210亿元
	}
	if i >= 0 && p.toks[i].is(from) {
		return i
	}
	if i >= 0 && i < f-1 && disposes(&p.toks[i]) && hasClass(p.toks[f+1:], to) {
		return i // 将目前的1.5%的费率降低至1%
	}
	if f+2 < len(p.toks) && p.toks[f+1].is(up|down) && p.toks[f+2].is(to) { // 起征点从月销售额10万元提高到15万元
		for k := f - 1; k >= 0 && k >= f-3 && (p.toks[k].is(from) || nounish(&p.toks[k]) || p.toks[k].pos == "m"); k-- {
			if p.toks[k].is(from) {
				return k
			}
		}
	}
	return -1
}

// reaches finds the comparison before the whole that a share is taken of; -1 if there is none.
func (p *phrase) reaches(e *element, of int) int {
	if k := p.toks[e.figs[0]].qty.kind; k != "percent" && k != "ratio" && k != "multiple" {
		return -1
	}
	for k := of - 1; k >= e.start && k >= of-12; k-- {
		switch t := &p.toks[k]; {
		case t.kind != word && t.kind != name && t.kind != when, t.is(join):
			return -1
		case t.is(before|level) || t.is(to) && k > e.start && p.toks[k-1].is(up|down):
			return k
		}
	}
	return -1
}

// controls is where 控制在 stands before the noun that a share is taken of, which ends at i; -1 if it does not.
func (p *phrase) controls(e *element, i int) int {
	if p.toks[e.figs[0]].qty.kind == "grade" { // 保持在地表水Ⅲ类
		for k := i; k > e.start && k >= i-3; k-- {
			if p.toks[k].is(level | before) {
				return k
			}
		}
		return -1
	}
	if p.toks[e.figs[0]].qty.kind != "percent" {
		return -1
	}
	for k := i; k > e.start && k >= i-8; k-- {
		t := &p.toks[k]
		if t.text == "控制在" || t.is(before) && (t.text == "不低于" || t.text == "不少于") && k < i {
			return k
		}
		if !nounish(t) && t.pos != "v" && t.pos != "a" && !t.is(adverb) || t.is(level|join) || t.is(output) && !nounish(t) {
			break
		}
	}
	return -1
}

// nominal reports whether the verb at i, close before the figure, names the thing done and is no predicate:
// 开展补贴性培训30万人次, 家庭无障碍改造5000户; against 全市培训3万人次, 告知承诺事项新增30项.
func (p *phrase) nominal(i int, e *element) bool {
	w := &p.toks[i]
	switch w.text {
	case "实现", "完成", "达到", "突破", "新增", "入库", "落地", "投产", "竣工", "上线", "通车", "签约", "获批", "开工", "投用", "投运", "建成":
		return false
	}
	if i == e.start || w.measure == "increase" || i+1 < e.figs[0] && !p.toks[i+1].is(before|level) {
		return false
	}
	prev := &p.toks[i-1]
	if keeps(prev) && w.text == "投放" && i-1 > e.start && (nounish(&p.toks[i-2]) || p.toks[i-2].pos == "v") {
		return true // 续贷累计投放突破1.2万亿元
	}
	if !nounish(prev) || keeps(prev) {
		return false
	}
	return !subject(p.toks[e.start:i])
}

// stricter joins the comparison before a figure (it comes first) and the one behind it.
func stricter(first, second string) string {
	if first == "" || first == "=" {
		return second
	}
	return first
}
