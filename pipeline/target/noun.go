package target

// Noun phrases cut out of the words around a figure: what stands before it, without verbs and dates at its ends, and what stands
// behind it.
import (
	"strings"
	"unicode/utf8"
)

// nounPhrase is a stretch of a phrase's tokens, without verbs and dates at its ends. prefix holds qualifying words
// that stood before a verb: 累计 in 累计培育企业3600家.
type nounPhrase struct {
	toks   []token
	from   int // index of the first token in the phrase, -1 if empty
	prefix string
}

// trim is the noun phrase in toks[first:end]: it begins behind the verbs, adverbs and dates that open the stretch,
// and behind a later verb of output when only its subject stands before it.
func (p *phrase) trim(first, end int) nounPhrase {
	c := trimmer{phrase: p, first: first, i: first, end: end}
	c.relative()
	c.i, c.end = p.unbenchmarked(c.i, c.end)
	c.opening()
	c.ending()
	c.verbInside()
	c.objects()
	if c.i >= c.end {
		return nounPhrase{from: -1, prefix: c.prefix}
	}
	return nounPhrase{toks: p.toks[c.i:c.end], from: c.i, prefix: c.prefix}
}

// trimmer is a noun phrase under way: toks[i:end] of the stretch that begins at first.
type trimmer struct {
	*phrase
	first, i, end int
	prefix        string
	of            bool // a relative clause (达到标准的机构占比) keeps its verb
	urged         bool // 鼓励有条件的地区推进…: who is to do it is not what is measured
}

// relative finds a relative clause, and begins behind a whole that a list names first: 图文解读全覆盖、视频占比20%.
func (c *trimmer) relative() {
	for k := c.first + 1; k+1 < c.end; k++ {
		c.of = c.of || c.toks[k].text == "的"
		if c.toks[k].is(cover) && c.toks[k+1].is(join) {
			c.i = k + 2
		}
	}
}

// opening goes behind the words that open the stretch; 累计, 每年 and the like among them are kept.
func (c *trimmer) opening() {
	for t := c.toks; ; c.i++ {
		for c.i < c.end && c.lead(&t[c.i]) {
			c.i++
		}
		kept := c.i < c.end && (keeps(&t[c.i]) || perHead(&t[c.i])) && (c.i+1 == c.end && c.verbAt(c.end) || c.i+1 < c.end && c.lead(&t[c.i+1]))
		if !kept {
			return
		}
		c.prefix += t[c.i].text
	}
}

// lead reports a word at i that opens the stretch and is no part of the noun.
func (c *trimmer) lead(w *token) bool {
	t, i, end := c.toks, c.i, c.end
	var next *token
	if i+1 < end {
		next = &t[i+1]
	}
	switch w.text {
	case "鼓励", "支持", "引导", "督促", "指导", "推动", "组织":
		c.urged = true
	}
	switch {
	case c.of && w.kind == word && w.is(level|before) && !w.is(output|adverb) && next != nil && nounish(next):
		return false // 达到标准的机构
	case next != nil && i+2 == end && w.is(output|limit) && (next.text == "期限" || next.text == "时限"):
		return false // 调解期限
	case next != nil && (qualifies(w, next) || w.is(output) && (len(next.text) == 3 || w.is(limit)) && measures(next.text)):
		return false // 重点项目, 归集率, 办结满意率
	case next != nil && i+2 == end && i > c.first && w.is(output) && t[i-1].is(output) && (next.text == "活动" || next.text == "任务"):
		return false // 组织招商活动, 完成改造任务
	case (w.text == "提升" || w.text == "改善") && i == c.first && i+2 < end && next.is(output):
		return true // 提升建设健身步道
	case w.text == "提升" && i > c.first && t[i-1].is(output) && i+2 < end && nounish(next):
		return true // 建设提升村卫生室
	case c.of && i == c.first && w.is(output) && !doneVerb(w.text) && !w.is(adverb|hedge) && next != nil && c.sharesAt(end):
		return false // 纳入集团管理的学校达50%
	case w.text == "有" && c.of && i+2 < end && next.text != "的" && next.kind == word && len(next.text) == 2*3 && !next.is(output|level) && (t[i+2].is(join) || hasText(t[i+2:min(end, i+5)], "的")):
		return false // 有条件、有需求的乡镇
	case w.text == "有" && i == c.first && next != nil && endsIn(t[end-1].text, shares):
		return false // 有研发活动企业占比
	case w.text == "以" && c.of:
		return false // 以高技能人才命名的工作室
	case fresh(w) && next != nil && (endsIn(t[end-1].text, shares) || c.shareAt(end)):
		return false // 新建建筑节能达标率, 新注册企业50%以上
	case w.is(before) && !w.is(output|level) && next != nil && next.kind == quant:
		return false // 超百亿元企业
	case w.text == "指导" && i+2 < end && next.is(output):
		return true // 指导新增特级企业
	case w.text == "好" && i > c.first && t[i-1].is(output):
		return true // 实施好民生实事
	case w.is(every) && next != nil && next.is(output) && i+2 < end:
		return true // 全部启动城中村改造
	case w.text == "各" && next != nil && nounish(next) && !next.is(output) && len(next.text) == 2*3 && strings.HasPrefix(next.text, "类"):
		return false // 各类型电源
	}
	return w.kind == when || w.kind == word && (w.class&(hedge|adverb|output|dist|all|join|level|to|before|past|after) != 0 || w.text == "的" || w.text == "，" || isParticle(w))
}

// shareAt reports a figure at i that is a share.
func (p *phrase) shareAt(i int) bool {
	return i < len(p.toks) && p.toks[i].kind == quant && p.toks[i].qty.kind == "percent"
}

// ending cuts off what stands behind the noun: where a change starts, a goal that is set, adverbs, a count of its members.
func (c *trimmer) ending() {
	t, i := c.toks, c.i
	for k := i + 1; k+1 < c.end; k++ { // 许可由6项调整为1项
		if t[k].is(from) && hasFigure(t[k+1:c.end]) {
			c.end = k
		}
	}
	for k := i + 1; k < c.end; k++ { // 增速目标设定为年均增长5%
		sets := t[k].text == "设定" && k+1 < c.end && t[k+1].text == "为" || t[k].text == "设" && k+1 < c.end && strings.HasPrefix(t[k+1].text, "定")
		if sets || hasAny(t[k:k+1], "设定为", "确定为", "定为") {
			if c.end = k; k > i+1 && t[k-1].text == "目标" {
				c.end--
			}
		}
	}
	end := c.end
	for end > i+1 && t[end-1].is(per) && !keeps(&t[end-1]) && !perHead(&t[end-1]) && len(t[end-1].text) > len("每") || end > i+2 && t[end-2].text == "每" && utf8.RuneCountInString(t[end-1].text) == 1 {
		if end--; t[end-1].text == "每" {
			end--
		}
	}
	if end > i+1 && t[end-1].text == "平均" && !region(t[end-2].text) {
		end-- // 工资标准平均上调15%
	}
	for end > i && (trailing(&t[end-1]) || end > i+1 && (saysNothing(t[end-1].text) || degree(t[end-1].text))) {
		end--
	}
	if end > i+3 && t[end-1].text == "上" && t[end-2].text == "基础" { // 用时在现行基础上压缩
		for k := end - 3; k > i && k >= end-6; k-- {
			if t[k].text == "在" {
				end = k
				break
			}
		}
	}
	if end > i+2 && t[end-1].text == "指标" && t[end-2].kind == quant && countable(t[end-2].qty) {
		end -= 2 // 挂载率、及时率、完成率三项指标均达90%
	}
	if end > i+1 && t[end-1].text == "安排" && !subject(t[i:end-1]) {
		end-- // 中央预算内投资安排5000亿元
	}
	c.end = end
}

// verbInside begins behind a verb of output that only its subject stands before: 各区至少建成…, 市财政统筹安排….
func (c *trimmer) verbInside() {
	t, end := c.toks, c.end
	for k := end - 1; k > c.i; k-- {
		if !c.governs(k) {
			continue
		}
		if prev := &t[k-1]; c.urged && prev.text == "牵头" || c.placed(c.first, k) || k == c.i+1 && hasAny(t[c.i:k], "规范", "科学", "合理", "分类") || prev.text == "中" && hasAny(t[c.first:k], "从", "在") || adverbial(t[c.i:k]) || prev.is(adverb|hedge|dist|per|join|output|all) || prev.kind == when || prev.pos == "t" || keeps(prev) || subject(t[c.i:k]) || c.urged && actor(prev) {
			if keeps(prev) {
				c.prefix = prev.text
			}
			c.i = k + 1
			for c.i < end && c.lead(&t[c.i]) {
				c.i++
			}
			break
		}
	}
	if i := c.i; i > c.first && i+2 >= end && i < end && t[i-1].is(output) && strings.HasSuffix(t[end-1].text, "率") && t[end-1].end-t[i].start > 3 && nounish(&t[i]) && !doneVerb(t[i-1].text) && !t[i-1].is(adverb|hedge|up|down) {
		c.i-- // 孵化活化率
	}
}

// governs reports a verb of output at k that is no part of a name.
func (c *trimmer) governs(k int) bool {
	t, end := c.toks, c.end
	w := &t[k]
	if w.kind != word || !w.is(output) || k+1 >= end {
		return false
	}
	prev, next := &t[k-1], &t[k+1]
	switch {
	case next.text == "、" && !prev.is(adverb|hedge|output): // 企业设立、创业服务等事项: a member of a list
	case w.measure == "increase" && endsIn(w.text, []string{"新增", "净增"}) && utf8.RuneCountInString(next.text) <= 2 && k+2 == end && prev.kind != when && !prev.is(adverb|hedge|dist|past|before|after): // 城镇新增就业
	case hasAny(t[c.i:c.i+1], "运用", "使用", "采用", "通过", "利用") && endsIn(t[end-1].text, shares): // 运用风险分类开展抽查次数占总次数的比例
	case measureSuffix(next.text) == next.text: // 调解率
	case fresh(w) && (k+2 == end || k+3 == end) && c.shareAt(end): // 新注册企业50%以上生成电子印章, 新增工业用地60%以上采取…
	default:
		return true
	}
	return false
}

// objects begins behind what another verb does before the noun: for whom, by what means, to which end.
func (c *trimmer) objects() {
	t := c.toks
	for k := c.i + 1; k+1 < c.end; k++ { // 运用平台促进全州融资总额
		if hasAny(t[k:k+1], "促进", "推动", "带动", "拉动") && region(t[k+1].text) {
			c.i = k + 1
		}
	}
	c.i = max(c.i, c.towards(c.first, c.i, c.end))
	for k := c.i + 1; k+1 < c.end && k <= c.i+4; k++ { // 小学阶段确保课程课时总量
		if t[k].text == "确保" || t[k].text == "保证" {
			for _, w := range t[c.i:k] {
				if !w.is(adverb) && w.text != "应" && w.text != "应当" && w.text != "须" {
					c.prefix += w.text
				}
			}
			c.i = k + 1
			break
		}
	}
	for k := c.i + 1; k+1 < c.end; k++ { // 引导机构将平均费率降至…: what is dealt with, not who deals
		if disposes(&t[k]) && nounish(&t[c.end-1]) {
			c.i = k + 1
		}
	}
	if c.i+1 < c.end && t[c.i].text == "等" {
		c.i = c.listBefore(c.i)
	}
	if c.i+2 < c.end && region(t[c.i].text) && t[c.i+1].kind == when {
		c.prefix += t[c.i].text // 全市2025年老旧小区改造
		c.i += 2
	}
}

// unbenchmarked leaves out of toks[first:end] what a change is measured from: 比去年预算, 财政赤字较上年. Behind a verb
// stands the indicator (比改革前减轻负担).
func (p *phrase) unbenchmarked(first, end int) (int, int) {
	for k := first; k+1 < end; k++ {
		t := p.toks
		if !t[k].is(base) {
			continue
		}
		for j := k + 2; j+1 < end && k == first; j++ {
			if t[j].kind == word && t[j].pos == "v" && t[j].class == 0 {
				return j + 1, end
			}
		}
		if t[k+1].kind == when || t[k+1].is(past) || earlier(&t[k+1]) {
			return first, k
		}
	}
	return first, end
}

// towards is where the noun starts behind 向…推荐 and the like, whose object of the preposition is not what is counted; i
// without them.
func (p *phrase) towards(first, i, end int) int {
	t := p.toks
	if i == first || t[i-1].text != "向" && t[i-1].text != "给" && t[i-1].text != "为" {
		return i
	}
	for k := i + 1; k+1 < end && k <= i+8; k++ {
		switch t[k].text {
		case "开发", "推荐", "推送", "推介", "提供", "发放", "投放", "开放", "输送", "推广", "移交", "下放", "公开":
			return k + 1
		}
	}
	return i
}

// placed reports 在 among the first words of toks[first:end]: 优先在边境地区新建….
func (p *phrase) placed(first, end int) bool {
	for k := max(first, 0); k < end && k < first+3; k++ {
		if p.toks[k].text == "在" {
			return true
		}
		if w := &p.toks[k]; w.kind != when && !w.is(adverb|hedge) {
			break
		}
	}
	return false
}

// sharesAt reports a share that is reached (达50%以上) at i.
func (p *phrase) sharesAt(i int) bool {
	reached := false
	for ; i < len(p.toks); i++ {
		switch t := &p.toks[i]; {
		case t.kind == quant:
			return reached && t.qty.kind == "percent"
		case t.is(level | before):
			reached = true
		default:
			return false
		}
	}
	return false
}

// listBefore is where the list that 等 at i closes begins: 心理、法律、调解等服务, even where its last word is a verb elsewhere.
func (p *phrase) listBefore(i int) int {
	k := i - 1
	for k-2 >= 0 && p.toks[k-1].text == "、" && p.toks[k].kind == word {
		k -= 2
	}
	if k < i-1 {
		return k
	}
	return i
}

// verbAt reports whether an output verb stands at i.
func (p *phrase) verbAt(i int) bool { return i < len(p.toks) && p.toks[i].is(output) }

// rightNoun is the noun behind the figures, empty when a verb or nothing follows.
func (p *phrase) rightNoun(e *element) []token {
	t := p.toks
	i, end := e.post, e.end
	for i < end && t[i].text == "的" {
		i++
	}
	if f := e.figs[0]; f > 0 && actsFor(t[f-1].text) {
		for i < end && (t[i].is(output) || t[i].text == "进行") {
			i++
		}
	}
	for end > i && trailing(&t[end-1]) && !(t[end-1].text == "计划" && end > i+1) { // 13条产业链倍增计划
		end--
	}
	if end > i+2 && t[end-1].kind == quant && e.attributive[end-1] && t[end-1].qty.of != nil && t[end-1].qty.of.dimension == "length" && nounish(&t[end-2]) {
		end-- // 新增10个乡镇通三级公路74公里
	}
	if end > i+2 && t[end-1].is(output) && t[end-2].is(adverb) { // …集群基本形成
		end -= 2
	}
	if t[e.figs[0]].qty.self { // 翻一番打好基础
		return nil
	}
	if i < end && t[i].text == "等" && e.figs[0] > e.start && nounish(&t[e.figs[0]-1]) { // 平板玻璃3500万箱等落后产能
		return nil
	}
	if i >= end || i+1 == end && saysHowFar(t[i].text) {
		return nil
	}
	if i+1 < end && qualifies(&t[i], &t[i+1]) {
		return t[i:end]
	}
	if e.verbNear && t[i].is(adverb) && t[i].pos == "v" && end >= i+3 && nounish(&t[end-1]) && countable(t[e.figs[0]].qty) {
		return t[i:end] // 出台15项促进产业发展政策
	}
	if i > e.post {
		switch t[i].text {
		case "比例", "速度", "增速", "幅度", "标准", "价格", "费率", "规模": // 按不低于55%的比例用于…
			return nil
		}
	}
	if countable(t[e.figs[0]].qty) && (e.verbNear || e.op != "" && t[i].pos == "v") && t[max(e.figs[0]-1, 0)].text != "以" && t[i].kind == word && !t[i].is(join|hedge|limit) && i+3 < end && nounish(&t[end-1]) && hasText(t[i+1:end-1], "的") {
		return t[i:end] // 排查不少于20个存在隐患的路口
	}
	if t[i].text == "与" && hasText(t[i:end], "的") && nounish(&t[end-1]) && countable(t[e.figs[0]].qty) && t[i+1].kind != quant {
		return t[i:end] // 2个与艺术相关的活动
	}
	if t[i].text == "有" && hasText(t[i:end], "的") && nounish(&t[end-1]) && countable(t[e.figs[0]].qty) {
		return t[i:end] // 3个有国际影响力的社区
	}
	if (e.verbNear && t[i].is(level|before) || t[i].text == "可" || t[i].text == "能") && nounish(&t[end-1]) { // 新增100所达到二级医院能力的县域次中心
		for k := i + 1; k+1 < end; k++ {
			if t[k].text == "的" {
				return t[i:end]
			}
		}
	}
	if t[i].text == "以" && countable(t[e.figs[0]].qty) && nounish(&t[end-1]) { // 1所以失能人员照护为主的供养机构
		for k := i + 2; k+1 < end; k++ {
			if t[k].text == "的" && (t[k-1].text == "为主" || t[k-1].text == "主" || k >= 2 && t[k-2].text == "为") {
				return t[i:end]
			}
		}
	}
	if q := t[e.figs[0]].qty; q.money() {
		for k := i + 1; k+1 < end; k++ {
			switch t[k].text {
			case "引导", "支持", "鼓励", "扶持", "用于":
				if nounish(&t[k-1]) && !endsIn(t[k+1].text, []string{"基金", "资金"}) {
					end = k // 200万元专项资金引导企业
				}
			}
		}
	}
	for k := i; k+1 < end && t[k].text != "以"; k++ { // 选配400名骨干为学术继承人
		if w := &t[k]; k > i && (w.text == "作为" || w.text == "为") && nounish(&t[k-1]) && !t[k+1].is(before) {
			end = k
		} else if k > i && w.text == "在" && nounish(&t[k-1]) && !hasText(t[k:end], "的") && !hasClass(t[k:end], level|before) {
			end = k // 10项高频事项在移动端办理
		}
	}
	if picks(p, e) && !hasText(t[i:end], "的") {
		for k := i + 1; k < end; k++ {
			if w := &t[k]; nounish(&t[k-1]) && (w.is(output) || w.pos == "v" && k+2 < end || w.text == "负责") && k+1 < end {
				end = k // 选择3家机构开展试点
			}
		}
	}
	if i+2 < end && t[i].is(up|down) && hasAny(t[i+1:i+2], "式", "型", "性") {
		return t[i:end] // 2座压缩式转运站
	}
	switch w := &t[i]; {
	case w.kind == when, w.kind == quant && !e.attributive[i], w.is(join | level | before | up | down | to | limit | hedge | adverb | dist | all | base | from):
		return nil
	case w.text == "用于" || w.text == "安排" && t[e.figs[0]].qty.kind == "percent" || w.text == "占" || w.text == "专门" || isParticle(w) && w.text != "等":
		return nil
	}
	return t[i:end]
}

// picks reports a count of those that are chosen to do something: 选择3家机构开展试点.
func picks(p *phrase, e *element) bool {
	f := e.figs[0]
	for f > 0 && p.toks[f-1].is(before|adverb) {
		f--
	}
	if f == 0 || !countable(p.toks[e.figs[0]].qty) {
		return false
	}
	switch p.toks[f-1].text {
	case "选择", "选取", "选定", "确定", "遴选", "挑选", "选":
		return true
	}
	return false
}

// fresh tells the verbs that say of which things a share is taken: 新建小区配建率.
func fresh(t *token) bool {
	switch t.text {
	case "改建", "在建", "续建", "扩建":
		return true
	}
	return strings.HasPrefix(t.text, "新") && len(t.text) > len("新") && (t.is(output) || t.text == "新登记" || t.text == "新批")
}

// keeps are words that change what is measured; they stay with the indicator when the verb behind them goes.
func keeps(t *token) bool {
	switch t.text {

	case "累计", "年均", "人均", "户均", "亩均", "日均", "每年", "每月", "每季度", "每半年", "每周", "每天", "每日", "每学期", "每学年", "平均", "年平均":
		return true
	}
	return t.is(per) && everyYears(t.text) == len(t.text)
}

// perHead reports the many that a measure is taken per: 每千人 in 每千人拥有指导员3名, 每10万人.
func perHead(t *token) bool {
	if !t.is(per) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(t.text, "每"))
	return strings.ContainsRune("十百千万0123456789", next) && (utf8.RuneCountInString(t.text) > 2 || !strings.HasPrefix(t.text, "每"))
}

// adverbial reports words that only say how: 公开 in 公开选聘观察员.
func adverbial(toks []token) bool {
	for i := range toks {
		if t := &toks[i]; t.kind != word || t.pos != "d" && t.pos != "ad" {
			return false
		}
	}
	return len(toks) > 0
}

// doneVerb tells the verbs that govern any measure and so belong to none: 实现覆盖率100%.
func doneVerb(s string) bool {
	switch s {
	case "实现", "完成", "达到", "做到", "推动", "推进", "形成", "带动", "促进", "确保", "建成", "建立", "开展", "实施", "落实", "力争实现", "力争完成", "力争达到", "推动实现":
		return true
	}
	return false
}

// earlier tells the times that facts are compared with: 较年初, 比去年同期.
func earlier(t *token) bool {
	return startsIn(t.text, []string{"年初", "上月", "上季度", "上年", "去年", "同期"})
}

// qualifies reports whether a word that mostly says how something is done belongs to the noun behind it: 重点项目,
// 高水平工程师.
func qualifies(w, next *token) bool {
	if w.kind != word || !w.is(adverb) {
		return false
	}
	switch w.text {
	case "总", "基本", "重点", "统一", "集中", "合理", "主要", "一步", "高水平", "高质量", "高标准", "大规模", "优先", "共同", "健康", "科学", "免费":
		return nounish(next) && !next.is(output)
	}
	return false
}

// actor tells the nouns of those who act.
func actor(t *token) bool {
	return endsIn(t.text, []string{"地区", "企业", "单位", "机构", "学校", "部门", "高校", "医院", "各地", "银行", "园区", "街道", "乡镇", "公司", "社区", "院校"})
}

// degree tells the words that only say how far or by which right a change goes.
func degree(s string) bool {
	switch s {
	case "明显", "显著", "大幅", "大幅度", "进一步", "稳步", "逐步", "持续", "不断", "依法", "有效", "切实", "及时":
		return true
	}
	return false
}

// subject reports whether the tokens are only who acts: 各区, 省财政, 全市, 市县.
func subject(toks []token) bool {
	if len(toks) == 0 || len(toks) > 3 {
		return false
	}
	last := &toks[len(toks)-1]
	if last.kind != word {
		return false
	}
	switch last.text {
	case "城市", "农村", "乡村", "城乡", "城镇":
		return false
	}
	if region(last.text) || last.pos == "ns" || last.pos == "nt" {
		return true
	}
	switch last.text {
	case "市州", "各市州", "州市", "盟市", "区", "市", "省", "县", "市县", "县区", "区县", "各区", "各县", "各地", "各市", "省级", "市级", "县级", "区级", "省本级", "市本级", "县本级", "区本级", "各乡镇", "乡镇", "街道", "企业", "高校", "园区", "部门", "单位":
		return true
	}
	return endsIn(last.text, []string{"政府", "财政", "银行", "管委会", "委员会", "局", "厅"})
}

func trailing(t *token) bool {
	return t.kind == when || t.kind == word && (t.class&(adverb|hedge|dist|all|join|before|every) != 0 || t.is(base) && t.text != "比" || t.text == "的" || t.text == "按" || t.text == "按照" || isParticle(t))
}

func isParticle(t *token) bool {
	switch t.text {
	case "但", "含", "做到", "预期", "近", "、", "－", "-", "—", "——", "·", "*", "将", "把", "对", "在", "使", "让", "为", "给", "向", "于", "则", "也", "即", "就", "能", "能够", "会", "有", "个", "了", "不", "由", "从", "用于", "以":
		return true
	}
	return false
}

// saysHowFar tells the nouns behind a figure that are not what it counts: 完成10万吨任务, 迈上3万亿元台阶.
func saysHowFar(s string) bool {
	switch s {
	case "目标", "任务", "要求", "台阶", "大关", "关口":
		return true
	}
	return false
}

// actsFor tells the prepositions before those for whom something is done: 为1万人提供….
func actsFor(s string) bool {
	switch s {
	case "对", "为", "给", "向", "帮助":
		return true
	}
	return false
}
