package target

// Indicators: the noun phrase that a figure measures, cut out of the words around it.
import (
	"slices"
	"strings"
	"unicode/utf8"

	"taizhang/internal/segment"
)

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
	if hs := a.quotedInRow(e, np); hs != nil {
		return hs
	}
	parts := listed(np.toks, len(e.figs))
	if n := len(parts); n > 1 && len(e.figs) == 1 {
		if k := a.steady(parts[0]); k > 0 {
			h := a.slice(parts[n-1]) // 粮食面积只增不减、产量稳定在50亿斤
			if bareYield(h) {
				h = a.thingOf(parts[0][:k]) + h
			}
			return []string{np.prefix + h}
		}
	}
	if len(e.figs) == 1 && len(np.toks) > 0 && hasText(np.toks, "因") && hasText(np.toks, "导致") {
		return []string{whole} // 因心脑血管疾病、癌症导致的死亡率
	}
	if len(parts) < 2 || levels(parts) {
		return []string{whole}
	}
	if hs := a.measured(np, len(e.figs)); hs != nil && len(hs) < len(parts) {
		return hs
	}
	for i := range parts {
		parts[i] = parted(parts[i])
	}
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
		if i < len(parts)-1 {
			h = a.completed(p, e, parts, i)
		}
		if each := perOfList(parts[0]); i > 0 && each != "" && !part[0].is(per) {
			h = each + h // 每周音乐、美术课各不少于2节
		}
		if i > 0 && len(part) == 1 && bareYield(h) {
			h = a.thingOf(parts[0]) + h // 粮食播种面积、产量
		}
		if i > 0 && region(parts[0][0].text) && !region(part[0].text) {
			h = parts[0][0].text + h
		}
		out = append(out, np.prefix+h)
	}
	return out
}

// completed is head i of a list with what its last head lends it: the shared tail, nothing where it names all of its measure.
func (a *analysis) completed(p *phrase, e *element, parts [][]token, i int) string {
	part, last := parts[i], parts[len(parts)-1]
	h, whole := a.slice(part), a.slice(last)
	if c := counterpart(h, whole); c != "" {
		return c // 城镇、农村居民人均可支配收入
	}
	if at := strings.Index(whole, "排放"); at > 0 && strings.HasSuffix(h, "需氧量") {
		return h + whole[at:]
	}
	fig := &p.toks[e.figs[0]]
	switch {
	case len(e.figs) == len(parts) && p.toks[e.figs[i]].kind == quant && p.toks[e.figs[i]].qty.money() != p.toks[e.figs[len(parts)-1]].qty.money():
		return h // 游客、旅游收入分别突破1000万人次、100亿元: they are measured in unlike units
	case fig.kind == quant && countable(fig.qty) && complete(h) && !measures(last[len(last)-1].text):
		return h // 产业园、产业集群各1个
	case endAlike(h, whole):
		return h // 省外游客、过夜游客分别增长
	}
	own := wholeMeasure(part, last)
	if !own {
		if n := pastLike(h, whole); n > 0 {
			return h + whole[n:] // 常住人口、户籍人口城镇化率
		}
		if k := belongs(last); k > 0 {
			return h + a.slice(last[k:]) // 有研发机构、研发活动的企业占比
		}
		if k := behindKind(h, last); k > 0 {
			return h + a.slice(last[k:]) // 新生儿、适龄儿童接种率
		}
	}
	if at := strings.Index(whole, "保险"); at >= 0 && insurance(h) && insurance(whole[:at]) {
		return h + whole[at:] // 基本养老、医疗保险参保率
	}
	if n := sharedStart(h, whole); n > 0 && !own {
		return h + whole[n:] // 基本养老、基本医疗保险参保率: the heads are as long as each other
	}
	if len(part) >= len(last) && len(last) > 2 && alikeEnd(part[len(part)-1].text, last[0].text) {
		return h + a.slice(last[1:]) // 适龄妇女宫颈癌和乳腺癌筛查覆盖率
	}
	if own {
		if fig.kind == quant && fig.qty.kind == "percent" && hasAny(last[len(last)-1:], "增速", "增幅", "增长率") && !endsIn(h, []string{"增速", "增幅", "增长率", "率", "比重", "占比"}) {
			h += last[len(last)-1].text // 工业增加值、固定资产投资增速分别达到8%、10%
		}
		return h
	}
	if k := sameWord(part, last); k > 0 {
		return h + a.slice(last[k:])
	}
	if at := a.measureOf(part, last); at > 0 {
		return h + a.text[at:last[len(last)-1].end]
	}
	return h + a.restOf(h, part, last)
}

// restOf is what a list's last head has beyond as many words as the head before it has.
func (a *analysis) restOf(h string, part, last []token) string {
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
		return a.text[max(tail, last[k-1].start):last[len(last)-1].end]
	}
	return a.slice(last[k:])
}

// perOfList is the 每周 or 每千人口 that opens a list's first head and holds for all of it.
func perOfList(first []token) string {
	switch w := first[0].text; {
	case !first[0].is(per):
	case startsIn(w, []string{"每周", "每月", "每季度", "每学期", "每年"}), startsIn(w, []string{"每百", "每千", "每万", "每十万"}) && endsIn(w, []string{"人", "人口", "户"}):
		return w
	case startsIn(w, []string{"每百", "每千", "每万", "每十万"}) && len(first) > 1 && endsIn(first[1].text, []string{"人", "人口", "户", "老年人", "常住人口"}):
		return w + first[1].text
	}
	return ""
}

// steady is where the words stand in a head that say it holds or grows without a figure: 只增不减; 0 without them.
func (a *analysis) steady(head []token) int {
	words := a.slice(head)
	for _, w := range []string{"只增不减", "不减", "稳中有升", "稳中有增", "基本稳定", "总体稳定"} {
		if !strings.HasSuffix(words, w) {
			continue
		}
		at := head[len(head)-1].end - len(w)
		for k := range head {
			if head[k].start >= at {
				return k
			}
		}
	}
	return 0
}

// bareYield tells the yields that do not say of what: 产量, 总产量.
func bareYield(h string) bool {
	return endsIn(h, []string{"产量", "单产", "总产值"}) && utf8.RuneCountInString(h) <= 3
}

// thingOf is what a head measures, without the measure: 粮食 of 粮食播种面积; "" where it names none.
func (a *analysis) thingOf(head []token) string {
	head = parted(head)
	k := len(head) - 1
	if !measures(head[k].text) {
		return ""
	}
	for k > 0 && ofMeasure(&head[k-1]) {
		k--
	}
	if k == 0 {
		return strings.TrimSuffix(head[0].text, measureSuffix(head[0].text))
	}
	return a.slice(head[:k])
}

// parted takes the names of indicators apart that the dictionary knows as one word: 秸秆|综合|利用率, 农村|公路|里程.
func parted(toks []token) []token {
	known := indicators()
	for i := range toks {
		if _, ok := known[toks[i].text]; ok {
			out := slices.Clone(toks[:i])
			for _, t := range toks[i:] {
				out = appendParts(out, t)
			}
			return out
		}
	}
	return toks
}

func appendParts(out []token, t token) []token {
	if _, ok := indicators()[t.text]; !ok {
		return append(out, t)
	}
	words := segment.Parts(t.text)
	if len(words) < 2 || utf8.RuneCountInString(words[len(words)-1].Text) == 1 && len(words) == 2 {
		return append(out, t) // 城镇化|率
	}
	for _, w := range words {
		part := token{kind: word, start: t.start + w.Start, end: t.start + w.End, text: w.Text, pos: w.POS}
		if e := grammar().byWord[w.Text]; e != nil {
			part.entry = *e
		}
		out = appendParts(out, part)
	}
	return out
}

// measureOf is the byte at which the measure starts that a list's last head lends to a head that is a thing of its own: 种植面积 in
// 粮食、油料作物种植面积. 0 if the head only says of what kind the last one's thing is (农村居民), or the last names no measure.
func (a *analysis) measureOf(part, last []token) int {
	k := len(last) - 1
	for k > 0 && hasAny(last[k:k+1], "年均", "累计", "平均") { // 增加值年均
		k--
	}
	for j := 1; j < k; j++ {
		if last[j].text != "占" {
			continue
		}
		if k = j - 1; k == 0 || !measures(last[k].text) {
			k = j // 数字经济|占GDP比重, against 数字经济|增加值占GDP比重
		}
	}
	if k > 0 && last[k].text == "占" && nounish(&part[len(part)-1]) && !wholeMeasure(part, last) {
		return last[k].start
	}
	if k == 0 || wholeMeasure(part, last) || hasText(last, "的") || !measures(last[k].text) && !endsIn(last[k].text, []string{"人次", "资费", "排放", "花费"}) {
		return 0
	}
	thing := &part[len(part)-1]
	for k > 1 && ofMeasure(&last[k-1]) {
		k--
	}
	if !nounish(thing) || ofKind(thing) || endsIn(thing.text, []string{"业", "技术", "领域"}) && endsIn(last[k-1].text, []string{"企业", "单位", "机构", "项目", "产品"}) {
		return 0
	}
	if generic := last[k-1].text; k > 1 && (generic == "产业" || generic == "行业") && !endsIn(thing.text, []string{"业", "经济"}) {
		k-- // 电子信息、装备制造业产业规模
	}
	at := last[k].start
	for n := utf8.RuneCountInString(a.text[at:last[len(last)-1].end]); n < 3 && at > last[0].start+3 && utf8.RuneCountInString(last[k].text) == 1; n++ {
		_, size := utf8.DecodeLastRuneInString(a.text[:at])
		at -= size // a bare 率 measures nothing
	}
	return at
}

// ofKind tells the words that only say of what kind a thing is, or where: 农村, 省级, 公办, 科技型.
func ofKind(t *token) bool {
	switch t.pos {
	case "b", "a", "s", "f", "ns":
		return true
	}
	return region(t.text) || endsIn(t.text, []string{"国际", "国内", "境外", "境内", "级", "型", "类", "性", "式", "办", "城市", "农村", "城镇", "县城", "城区", "乡镇", "县域", "市域", "镇域"})
}

// ofMeasure tells the words before a measure that belong to it, not to what is measured: 综合利用率, 集中处理率.
func ofMeasure(t *token) bool {
	switch t.text {
	case "人均", "户均", "亩均", "平均", "年均", "日均", "年", "日", "总", "全产业链", "全链条", "贷款", "存款", "用水", "用电", "销售", "零售", "出口":
		return true
	}
	if utf8.RuneCountInString(t.text) != 2 && !strings.HasSuffix(t.text, "化") {
		return false
	}
	switch t.pos {
	case "vn", "v", "b", "d", "ad", "a", "vd":
		return true
	}
	return false
}

// belongs is where the 的 stands in a list's last head that its heads describe together; 0 without one.
func belongs(last []token) int {
	for k := 1; k+1 < len(last); k++ {
		if last[k].text == "的" {
			return k
		}
	}
	return 0
}

// endAlike reports two heads that end in the same two characters.
func endAlike(h, last string) bool {
	return len(h) >= 3*3 && len(last) >= 3*3 && h[len(h)-2*3:] == last[len(last)-2*3:] && utf8.RuneStart(h[len(h)-2*3])
}

// pastLike is where the tail starts in a list's last head behind the two characters that h ends in; 0 if they do not stand inside it.
func pastLike(h, last string) int {
	if len(h) < 3*3 || !utf8.RuneStart(h[len(h)-2*3]) {
		return 0
	}
	if i := strings.Index(last, h[len(h)-2*3:]); i > 0 && i+2*3 < len(last) {
		return i + 2*3
	}
	return 0
}

// kinds are endings of nouns that name one kind of thing; a list whose heads are of one kind shares what stands behind them.
var kinds = [][]string{
	{"儿童", "新生儿", "婴幼儿", "老年人", "老人", "妇女", "学生", "居民", "职工", "教师", "人员", "人口", "残疾人", "农民", "群众", "青年", "青少年", "孕产妇", "患者", "劳动力", "游客"},
	{"处理厂", "处理设施", "处理站", "填埋场", "焚烧厂", "管网"},
	{"企业", "公司", "机构", "单位", "学校", "医院", "卫生院", "园区", "农场", "合作社", "幼儿园", "小学", "中学", "高中", "初中",
		"县", "乡镇", "村", "城市", "社区", "街道", "城区", "农村", "城镇", "牧区", "县城", "行政村", "自然村"},
}

// behindKind is where the tail starts in last behind a noun of the kind that h ends in (学校 for 医院), or one that ends as h does
// (糖尿病 for 高血压病); 0 if there is none.
func behindKind(h string, last []token) int {
	end, size := utf8.DecodeLastRuneInString(h)
	for k := len(last) - 2; k >= 0; k-- {
		if r, n := utf8.DecodeLastRuneInString(last[k].text); r == end && n == 3 && size == 3 && len(last[k].text) > 3 && len(h) > 3 && nounish(&last[k]) && (k == 0 || last[k-1].text != "的") {
			return k + 1
		}
	}
	for _, kind := range kinds {
		if !endsIn(h, kind) {
			continue
		}
		for k := len(last) - 2; k >= 0; k-- {
			if endsIn(last[k].text, kind) && (k == 0 || last[k-1].text != "的") {
				return k + 1
			}
		}
	}
	return 0
}

// quotedInRow gives each figure its own of the quoted names that open the noun: “东—西”“南—北”片区达标率分别达到90%、80%.
func (a *analysis) quotedInRow(e *element, np nounPhrase) []string {
	n := 0
	for n < len(np.toks) && np.toks[n].kind == name && strings.HasPrefix(np.toks[n].text, "“") {
		n++
	}
	if !e.dist || n < 2 || n != len(e.figs) || n == len(np.toks) {
		return nil
	}
	var out []string
	for i := range n {
		out = append(out, np.prefix+np.toks[i].text+a.slice(np.toks[n:]))
	}
	return out
}

// insurance tells the branches of social insurance named without 保险.
func insurance(h string) bool {
	return endsIn(h, []string{"养老", "医疗", "失业", "工伤", "生育"})
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
	if endsIn(part[len(part)-1].text, []string{"人次", "投入", "经费", "花费"}) {
		return true
	}
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

// measures reports whether a noun ends as the name of a measure does (增加值, 比重, 产量), so that nothing of the
// list's tail is missing from it.
func measures(s string) bool { return measureSuffix(s) != "" }

var measureNames = list("measure")

func measureSuffix(s string) string {
	for _, w := range measureNames() {
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
	if q.kind == "percent" && !e.all && !e.dist && endsIn(heads[0], []string{"占比", "的比例"}) && !eachMeasures(split(p.toks[e.start:e.pred], func(t *token) bool { return t.is(join) })) {
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
