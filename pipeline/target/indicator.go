package target

// Indicators: the noun phrase that a figure measures, cut out of the words around it.
import (
	"slices"
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
	return strings.ContainsRune("十百千万0123456789", next) && utf8.RuneCountInString(t.text) > 2
}

// trim is the noun phrase in toks[from:to]: it begins behind the verbs, adverbs and dates that open the stretch,
// and behind a later verb of output when only its subject stands before it.
func (p *phrase) trim(first, end int) nounPhrase {
	t := p.toks
	np := nounPhrase{from: -1}
	i := first
	of := false // a relative clause (达到标准的机构占比) keeps its verb
	for k := first + 1; k+1 < end; k++ {
		of = of || t[k].text == "的"
	}
	for k := first + 1; k+1 < end; k++ { // 图文解读全覆盖、视频占比20%
		if t[k].is(cover) && t[k+1].is(join) {
			i = k + 2
		}
	}
	urged := false // 鼓励有条件的地区推进…: who is to do it is not what is measured
	lead := func(w *token) bool {
		switch w.text {
		case "鼓励", "支持", "引导", "督促", "指导", "推动", "组织":
			urged = true
		}
		if of && w.kind == word && w.is(level|before) && !w.is(output|adverb) && i+1 < end && nounish(&t[i+1]) {
			return false
		}
		if i+1 < end && (qualifies(w, &t[i+1]) || w.is(output) && (len(t[i+1].text) == 3 || w.is(limit)) && measures(t[i+1].text)) {
			return false // 重点项目, 归集率, 办结满意率
		}
		if (w.text == "提升" || w.text == "改善") && i == first && i+2 < end && t[i+1].is(output) {
			return true // 提升建设健身步道
		}
		if w.text == "提升" && i > first && t[i-1].is(output) && i+2 < end && nounish(&t[i+1]) {
			return true // 建设提升村卫生室
		}
		if of && i == first && w.is(output) && !doneVerb(w.text) && !w.is(adverb|hedge) && i+1 < end && p.sharesAt(end) {
			return false // 纳入集团管理的学校达50%
		}
		if w.text == "有" && of && i+1 < end && t[i+1].text != "的" && t[i+1].kind == word && len(t[i+1].text) == 2*3 && !t[i+1].is(output|level) && i+2 < end && (t[i+2].is(join) || hasText(t[i+2:min(end, i+5)], "的")) {
			return false // 有条件、有需求的乡镇
		}
		if w.text == "以" && of {
			return false // 以高技能人才命名的工作室
		}
		if fresh(w) && i+1 < end && (endsIn(t[end-1].text, shares) || end < len(t) && t[end].kind == quant && t[end].qty.kind == "percent") {
			return false // 新建建筑节能达标率, 新注册企业50%以上
		}
		if w.is(before) && !w.is(output|level) && i+1 < end && t[i+1].kind == quant {
			return false // 超百亿元企业
		}
		if w.text == "指导" && i+1 < end && t[i+1].is(output) && i+2 < end {
			return true // 指导新增特级企业
		}
		if w.text == "好" && i > first && t[i-1].is(output) {
			return true // 实施好民生实事
		}
		if w.text == "各" && i+1 < end && nounish(&t[i+1]) && !t[i+1].is(output) && len(t[i+1].text) == 2*3 && strings.HasPrefix(t[i+1].text, "类") {
			return false // 各类型电源
		}
		return w.kind == when || w.kind == word && (w.class&(hedge|adverb|output|dist|all|join|level|to|before|past|after) != 0 || w.text == "的" || w.text == "，" || isParticle(w))
	}
	i, end = p.unbenchmarked(i, end)
	for {
		for i < end && lead(&t[i]) {
			i++
		}
		if i < end && (keeps(&t[i]) || perHead(&t[i])) && (i+1 == end && p.verbAt(end) || i+1 < end && lead(&t[i+1])) {
			np.prefix += t[i].text
			i++
			continue
		}
		break
	}
	for k := i + 1; k+1 < end; k++ { // 许可由6项调整为1项
		if t[k].is(from) && hasFigure(t[k+1:end]) {
			end = k
		}
	}
	for k := i + 1; k < end; k++ { // 增速目标设定为年均增长5%
		sets := t[k].text == "设定" && k+1 < end && t[k+1].text == "为" || t[k].text == "设" && k+1 < end && strings.HasPrefix(t[k+1].text, "定")
		if sets || t[k].text == "设定为" || t[k].text == "确定为" || t[k].text == "定为" {
			if end = k; end > i+1 && t[end-1].text == "目标" {
				end--
			}
		}
	}
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
	// Subject and verb before the noun: 各区至少建成…, 市财政统筹安排….
	for k := end - 1; k > i; k-- {
		w := &t[k]
		if w.kind != word || !w.is(output) || k+1 >= end || t[k+1].text == "、" && !t[k-1].is(adverb|hedge|output) {
			continue // 企业设立、创业服务等事项: a member of a list
		}
		if prev := &t[k-1]; w.measure == "increase" && endsIn(w.text, []string{"新增", "净增"}) && utf8.RuneCountInString(t[k+1].text) <= 2 && k+2 == end && prev.kind != when && !prev.is(adverb|hedge|dist|past|before|after) {
			continue // 城镇新增就业
		}
		if measureSuffix(t[k+1].text) == t[k+1].text {
			continue // 调解率
		}
		if fresh(w) && k+2 == end && end < len(t) && t[end].kind == quant && t[end].qty.kind == "percent" {
			continue // 新注册企业50%以上生成电子印章
		}
		if prev := &t[k-1]; p.placed(first, k) || prev.text == "中" && hasAny(t[first:k], "从", "在") || adverbial(t[i:k]) || prev.is(adverb|hedge|dist|per|join|output|all) || prev.kind == when || prev.pos == "t" || keeps(prev) || subject(t[i:k]) || urged && actor(prev) {
			if keeps(prev) {
				np.prefix = prev.text
			}
			i = k + 1
			for i < end && lead(&t[i]) {
				i++
			}
			break
		}
	}
	if i > first && i+2 >= end && i < end && t[i-1].is(output) && strings.HasSuffix(t[end-1].text, "率") && t[end-1].end-t[i].start > 3 && nounish(&t[i]) && !doneVerb(t[i-1].text) && !t[i-1].is(adverb|hedge|up|down) {
		i-- // 孵化活化率
	}
	for k := i + 1; k+1 < end; k++ { // 运用平台促进全州融资总额
		if w := t[k].text; (w == "促进" || w == "推动" || w == "带动" || w == "拉动") && region(t[k+1].text) {
			i = k + 1
		}
	}
	if from := p.towards(first, i, end); from > i {
		i = from
	}
	for k := i + 1; k+1 < end && k <= i+4; k++ { // 小学阶段确保课程课时总量
		if t[k].text == "确保" || t[k].text == "保证" {
			for _, w := range t[i:k] {
				np.prefix += w.text
			}
			i = k + 1
			break
		}
	}
	for k := i + 1; k+1 < end; k++ { // 引导机构将平均费率降至…: what is dealt with, not who deals
		if disposes(&t[k]) && nounish(&t[end-1]) {
			i = k + 1
		}
	}
	if i < end && t[i].text == "等" && i+1 < end {
		i = p.listBefore(i)
	}
	if i+2 < end && region(t[i].text) && t[i+1].kind == when {
		np.prefix += t[i].text // 全市2025年老旧小区改造
		i += 2
	}
	if i < end {
		np.toks, np.from = t[i:end], i
	}
	return np
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

// adverbial reports words that only say how: 公开 in 公开选聘观察员.
func adverbial(toks []token) bool {
	for i := range toks {
		if t := &toks[i]; t.kind != word || t.pos != "d" && t.pos != "ad" {
			return false
		}
	}
	return len(toks) > 0
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

// doneVerb tells the verbs that govern any measure and so belong to none: 实现覆盖率100%.
func doneVerb(s string) bool {
	switch s {
	case "实现", "完成", "达到", "做到", "推动", "推进", "形成", "带动", "促进", "确保", "建成", "建立", "开展", "实施", "落实", "力争实现", "力争完成", "力争达到", "推动实现":
		return true
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

// verbAt reports whether an output verb stands at i.
func (p *phrase) verbAt(i int) bool { return i < len(p.toks) && p.toks[i].is(output) }

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
	if q := t[e.figs[0]].qty; q.of != nil && q.of.dimension == "money" {
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
	switch w := &t[i]; {
	case w.kind == when, w.kind == quant && !e.attributive[i], w.is(join | level | before | up | down | to | limit | hedge | adverb | dist | all | base | from):
		return nil
	case w.text == "用于" || w.text == "安排" && t[e.figs[0]].qty.kind == "percent" || w.text == "占" || w.text == "专门" || isParticle(w) && w.text != "等":
		return nil
	}
	return t[i:end]
}

func hasClass(toks []token, c class) bool {
	for i := range toks {
		if toks[i].is(c) {
			return true
		}
	}
	return false
}

func hasAny(toks []token, words ...string) bool {
	for i := range toks {
		if slices.Contains(words, toks[i].text) {
			return true
		}
	}
	return false
}

func hasText(toks []token, s string) bool {
	for i := range toks {
		if toks[i].text == s {
			return true
		}
	}
	return false
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

// heads splits the noun phrase at 、 和 及 and gives back to each head what the list left out: the shared tail
// (制造业、数字经济增加值占GDP比重) and the shared front (全区GDP、人均GDP).
func (a *analysis) heads(p *phrase, e *element, np nounPhrase) []string {
	whole := np.prefix + a.slice(np.toks)
	if hs := a.sizes(e, np); hs != nil {
		return hs
	}
	if hs := a.shared(p, e); hs != nil {
		return hs
	}
	if hs := eachRune(whole, len(e.figs)); hs != nil && e.dist {
		return hs
	}
	parts := listed(np.toks, len(e.figs))
	if len(e.figs) == 1 && len(np.toks) > 0 && hasText(np.toks, "因") && hasText(np.toks, "导致") {
		return []string{whole} // 因心脑血管疾病、癌症导致的死亡率
	}
	if len(parts) < 2 || levels(parts) {
		return []string{whole}
	}
	if hs := a.measured(np, len(e.figs)); hs != nil && len(hs) < len(parts) {
		return hs
	}
	last := parts[len(parts)-1]
	for i := range np.toks {
		if np.toks[i].text == "等" {
			return []string{whole}
		}
	}
	if len(e.figs) > 1 && len(parts) != len(e.figs) {
		return []string{whole}
	}
	var out []string
	for i, part := range parts {
		h := a.slice(part)
		if c := counterpart(h, a.slice(last)); c != "" && i < len(parts)-1 {
			h = c // 城镇、农村居民人均可支配收入
		} else if at := strings.Index(a.slice(last), "排放"); at > 0 && strings.HasSuffix(h, "需氧量") && i < len(parts)-1 {
			h += a.slice(last)[at:]
		} else if fig := &p.toks[e.figs[0]]; i < len(parts)-1 && fig.kind == quant && countable(fig.qty) && complete(h) && !measures(last[len(last)-1].text) {
			// 产业园、产业集群各1个: nothing is left out
		} else if n := sharedStart(h, a.slice(last)); i < len(parts)-1 && n > 0 && !wholeMeasure(part, last) {
			h += a.slice(last)[n:] // 基本养老、基本医疗保险参保率: the heads are as long as each other
		} else if len(part) >= len(last) && len(last) > 2 && i < len(parts)-1 && alikeEnd(part[len(part)-1].text, last[0].text) {
			h += a.slice(last[1:]) // 适龄妇女宫颈癌和乳腺癌筛查覆盖率
		} else if k := sameWord(part, last); i < len(parts)-1 && k > 0 && !wholeMeasure(part, last) {
			h += a.slice(last[k:])
		} else if i < len(parts)-1 && !wholeMeasure(part, last) {
			k := min(len(part), len(last)-1)
			for j := 1; j < k && !complete(h); j++ { // 高新技术、科技型中小企业数量: both are of 中小企业
				if complete(last[j].text) || endsIn(last[j].text, []string{"产业", "行业", "产品", "设备"}) {
					k = j
				}
			}
			if k > 1 && k+1 == len(last) && utf8.RuneCountInString(last[k].text) == 1 {
				k-- // 活动中心和“一馆”对外开放率: a bare 率 measures nothing
			}
			if k < 1 {
				k = 1
			}
			// As many words as the short head has belong to the last head alone.
			for k > 1 && !measures(last[len(last)-1].text) && k >= len(last) {
				k--
			}
			// One word may hold both (数字经济增加值): the measure at its end is shared.
			suffix := len(measureSuffix(last[k-1].text))
			if suffix == len("率") && strings.HasSuffix(last[k-1].text, "率") {
				suffix = 3 * len("率") // 利用率, 参保率: a bare 率 measures nothing
			}
			tail := last[k-1].end - suffix
			if k == len(last) || tail >= last[k-1].start && tail < last[k-1].end {
				h += a.text[tail:last[len(last)-1].end]
			} else {
				h += a.slice(last[k:])
			}
		}
		if i > 0 && region(parts[0][0].text) && !region(part[0].text) {
			h = parts[0][0].text + h
		}
		out = append(out, np.prefix+h)
	}
	return out
}

// eachRune takes 粮肉奶产量 apart into n measures of one character each; nil if whole is no such word.
func eachRune(whole string, n int) []string {
	measure := measureSuffix(whole)
	things := []rune(strings.TrimSuffix(whole, measure))
	if n < 2 || len(things) != n || measure == "" {
		return nil
	}
	var out []string
	for _, r := range things {
		if !strings.ContainsRune("粮棉油糖肉蛋奶菜果茶糕鱼药烟", r) {
			return nil
		}
		out = append(out, string(r)+measure)
	}
	return out
}

// wholeMeasure reports a head of a list that has its own measure, so that nothing of the last one's belongs to it: against
// 贷款 in 存款、贷款余额, which are both of 余额.
func wholeMeasure(part, last []token) bool {
	switch m := measureSuffix(part[len(part)-1].text); m {
	case "":
		return false
	case "量":
		return !strings.HasSuffix(part[len(part)-1].text, "需氧量") || len(part) > 1 // 化学需氧量、氨氮排放量: both are let out
	case "贷款", "存款", "投资", "消费":
		return m == measureSuffix(last[len(last)-1].text) || measureSuffix(last[len(last)-1].text) == ""
	}
	return true
}

// shares end the names of measures that are parts of a whole.
var shares = []string{"率", "比例", "占比", "比重"}

// measured splits the noun phrase behind each of its measures: 能源和金属矿产回收率与共伴生矿产利用率 are two, of which the first
// is one of two things. It is nil if there is one measure, or if there are n figures and another number of measures.
func (a *analysis) measured(np nounPhrase, n int) []string {
	var out []string
	from := 0
	for i := range np.toks {
		last := i+1 == len(np.toks)
		if !last && (!np.toks[i+1].is(join) || np.toks[i+1].text == "、") || measureSuffix(np.toks[i].text) == "" {
			continue
		}
		out = append(out, np.prefix+a.slice(np.toks[from:i+1]))
		from = i + 2
	}
	if len(out) < 2 || from < len(np.toks) || n > 1 && n != len(out) {
		return nil
	}
	return out
}

// alikeEnd reports two words of one kind by their last rune: 宫颈癌 and 乳腺癌.
func alikeEnd(a, b string) bool {
	x, n := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeLastRuneInString(b)
	return x == y && len(a) > n && a != b
}

// sameWord is where the shared tail begins in a list's last member, behind the word that ends the part before it: 审批用时
// in 政府投资项目、企业投资项目审批用时; 0 if there is none.
func sameWord(part, last []token) int {
	for k := len(last) - 2; k >= 0; k-- {
		if last[k].text == part[len(part)-1].text && utf8.RuneCountInString(last[k].text) > 1 {
			return k + 1
		}
	}
	return 0
}

// complete reports a head of a list of counted things that leaves no noun out: 产业园, 重点实验室; against 音乐、美术教师.
func complete(head string) bool {
	return endsIn(head, []string{"园", "园区", "集群", "镇", "县", "村", "街区", "中心", "室", "基地", "企业", "平台", "项目", "站", "院", "学校", "馆", "所", "店", "场", "厂", "团队", "专家", "人才", "人员", "教师", "学生", "公司", "机构", "工程", "基金"})
}

// shared reads 交通、水利分别完成投资2500亿元、800亿元: the noun behind 分别 belongs to each head before it.
func (a *analysis) shared(p *phrase, e *element) []string {
	at := -1
	for i := e.start + 1; i < e.pred; i++ {
		if p.toks[i].is(dist) && (p.toks[i].text != "各" || p.toks[i+1].is(output|level)) { // 各部门: all of them
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	tail := p.trim(at+1, e.pred)
	if len(tail.toks) == 0 {
		return nil
	}
	head := p.trim(e.start, at)
	parts := listed(head.toks, len(e.figs))
	if len(parts) != len(e.figs) {
		return nil
	}
	var out []string
	for _, part := range parts {
		out = append(out, a.slice(part)+a.slice(tail.toks))
	}
	return out
}

// listed splits a list into its heads; 与 may belong to a head when n heads are wanted and there are others.
func listed(toks []token, n int) [][]token {
	parts := split(toks, func(t *token) bool { return t.is(join) && !strings.HasPrefix(t.text, "或") })
	if n > 1 && len(parts) != n {
		if few := split(toks, func(t *token) bool { return t.text == "、" }); len(few) == n {
			return few // 京津冀及周边地区、长三角地区煤炭消费量分别下降10%、5%
		}
	}
	if len(parts) > 1 && len(parts) != n && !eachMeasures(parts) {
		return split(toks, func(t *token) bool { return t.is(join) && t.text != "与" && !strings.HasPrefix(t.text, "或") })
	}
	return parts
}

// levels reports a list of levels of government, which one noun governs: 市、县两级审批事项办结率, 区、镇街便民服务中心.
func levels(parts [][]token) bool {
	for _, part := range parts[:len(parts)-1] {
		if len(part) > 1 || !levelWord(part[0].text) {
			return false
		}
	}
	return true
}

func levelWord(s string) bool {
	switch s {
	case "各省", "各市", "各县", "各区", "各州", "各盟", "各设区市", "各乡", "各镇", "政府", "国家", "省", "市", "州", "县", "区", "旗", "盟", "乡", "镇", "乡镇", "街道", "镇街", "村", "自治区", "部", "中央", "全省", "全市", "全县", "全区":
		return true
	}
	return false
}

// eachMeasures reports heads that are each a measure of its own (A回收率与B利用率), against A与B之比.
func eachMeasures(parts [][]token) bool {
	for _, part := range parts {
		if last := part[len(part)-1].text; !measures(last) || endsIn(last, []string{"之比", "比率", "比例", "比重"}) {
			return false
		}
	}
	return true
}

// split cuts tokens at those that at picks; nil if a piece is empty.
func split(toks []token, at func(*token) bool) [][]token {
	var parts [][]token
	from := 0
	for i := range toks {
		if at(&toks[i]) {
			if i == from {
				return nil
			}
			parts = append(parts, toks[from:i])
			from = i + 1
		}
	}
	if from == len(toks) {
		return nil
	}
	return append(parts, toks[from:])
}

// sizes gives each figure its own size in the noun: 过100亿元、50亿元的企业2家、4家.
func (a *analysis) sizes(e *element, np nounPhrase) []string {
	var at []int
	for i := range np.toks {
		if np.toks[i].kind == quant {
			at = append(at, i)
		}
	}
	if len(at) < 2 || len(at) != len(e.figs) {
		return nil
	}
	front := np.prefix + a.text[np.toks[0].start:np.toks[at[0]].start]
	tail := a.text[np.toks[at[len(at)-1]].end:np.toks[len(np.toks)-1].end]
	var out []string
	for _, i := range at {
		out = append(out, front+np.toks[i].text+tail)
	}
	return out
}

// sharedStart is the length of h if last begins as h does (two or more characters) and is longer; 0 otherwise.
func sharedStart(h, last string) int {
	if len(h) < 4*3 || len(last) <= len(h) || !utf8.RuneStart(last[len(h)]) || h[:6] != last[:6] || !utf8.RuneStart(h[6]) {
		return 0
	}
	return len(h)
}

// region tells the words for the whole territory that open an indicator.
func region(s string) bool {
	switch s {
	case "全市", "全省", "全县", "全区", "全国", "我市", "我省", "我县", "我区", "全州", "全旗", "全镇", "全乡", "全盟", "全社会":
		return true
	}
	return false
}

// measures reports whether a noun ends as the name of a measure does (增加值, 比重, 产量), so that nothing of the
// list's tail is missing from it.
func measures(s string) bool { return measureSuffix(s) != "" }

func measureSuffix(s string) string {
	for _, w := range []string{"生产总值", "总产值", "增加值", "总值", "产值", "普及率", "覆盖率", "覆盖度", "满意度", "参保率", "达标率", "率", "值", "总额", "余额", "额", "用水量", "产量", "量", "人数", "户数", "件数", "起数", "总数", "指数", "数", "比重", "占比", "收入", "支出", "面积", "里程", "规模", "强度", "比例", "GDP", "投资", "能耗", "水耗", "程度", "水平", "速度", "增速", "增幅", "涨幅", "降幅", "能力", "浓度", "覆盖", "费用", "成本", "时间", "时限", "价格", "贷款", "存款", "消费"} {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}

// distributes reports whether one figure holds for each head of a list: shares and changes do, counts are sums.
func (a *analysis) distributes(p *phrase, e *element, heads []string) bool {
	q := p.toks[e.figs[0]].qty
	switch q.kind {
	case "percent", "multiple", "ratio":
	default:
		return e.all || e.dist
	}
	if !e.reach && e.change == nil && !e.all && !e.dist && !q.self && !(e.compared && q.kind == "percent" && endsIn(heads[len(heads)-1], []string{"率", "满意度"})) {
		return false
	}
	if q.kind == "percent" && !e.all && !e.dist && wherever(heads) {
		return false // 主干道和公共场所路灯安装率: of both together
	}
	if q.kind == "percent" && !e.all && !e.dist && strings.HasSuffix(heads[0], "占比") && !eachMeasures(split(p.toks[e.start:e.pred], func(t *token) bool { return t.is(join) })) {
		return false // 政府部门、事业单位占比: of both together
	}
	if q.kind == "percent" && !e.all && !e.dist && strings.Contains(heads[0], "占") && len(heads) == 2 && p.toks[e.start].kind == word && hasText(p.toks[e.start:e.pred], "和") {
		return false // A和B占C的比重: of both together
	}
	if q.value == "100" && q.unit == "%" {
		return e.all || e.dist
	}
	return true
}

// wherever reports heads that only differ in where the thing stands.
func wherever(heads []string) bool {
	for _, h := range heads {
		if !containsAny(h, []string{"主干道", "道路", "公共场所", "城区", "场镇", "集镇", "中心", "场馆", "广场", "景区"}) {
			return false
		}
	}
	return true
}

// urbanRural splits 城乡居民… when two figures share it.
func urbanRural(h string, i, n int) []string {
	if n == 3 && strings.Contains(h, "一二三产") {
		return []string{strings.Replace(h, "一二三产", [3]string{"一产", "二产", "三产"}[i], 1)}
	}
	if n == 2 && strings.Contains(h, "城乡") {
		return []string{strings.Replace(h, "城乡", [2]string{"城镇", "农村"}[i], 1)}
	}
	return []string{h}
}
