package target

// Typed tokens: what a sentence is made of, as the grammar sees it. gse's words give the borders; numerals,
// dates, quoted names, codes and the grammar's own words are told apart on them.
import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"taizhang/internal/segment"
	"taizhang/pipeline/document"
)

type kind uint8

const (
	word  kind = iota
	quant      // a figure: numeral with its unit
	when       // a date
	name       // a quoted or Latin name, a code: G319, “3+N”, 第三
	mark       // ，；：。 and other punctuation that parts phrases
	open
	shut
)

var kindNames = []string{"word", "quantity", "date", "name", "mark", "open", "close"}

func (k kind) String() string { return kindNames[k] }

// token is one typed stretch of the document's text.
type token struct {
	kind       kind
	start, end int
	text       string
	pos        string // gse's part of speech
	entry             // of a word of the grammar
	qty        *quantity
	date       *date
}

func (t *token) is(c class) bool { return t.class&c != 0 }

// quantity is a figure as written: value, unit, and what the numeral itself says of precision.
type quantity struct {
	value, max string
	unit       string // as written, with 万 and 亿
	of         *unit  // nil where the tables do not know it
	op         string // > of 余, >= of 上百
	kind       string // quantity, percent, multiple, ratio, grade, magnitude
	han, one   bool
	self       bool // commits by itself: 翻番, 零的突破
}

// hundreds reports a bare 百, 千 or 万, which names a crowd rather than counts it: 百人计划, 千户苗寨.
func (q *quantity) hundreds() bool {
	return q.han && len(q.value) > 2 && strings.Trim(q.value, "0") == "1"
}

// buffers hold what one sentence needs and the next may overwrite.
type buffers struct {
	words    []segment.Word
	toks     []token // of the sentence
	inside   []token // of its phrases, brackets taken out
	phrases  []phrase
	segs     []stretch
	analysis analysis
}

// pool keeps the buffers of one document for the next.
var pool = sync.Pool{New: func() any { return new(buffers) }}

// tokenize types the words of text[s]; the tokens last until the next call.
func (b *buffers) tokenize(text string, s document.Span) []token {
	z := tokenizer{text: text, end: s.End, words: words(b.words[:0], text[s.Start:s.End]), off: s.Start, out: b.toks[:0]}
	z.at = s.Start
	z.enumerator()
	for z.at < s.End {
		z.next()
	}
	b.words, b.toks = z.words, z.out
	return z.out
}

// enumerator takes 一是, 二要 at a sentence's start as a mark.
func (z *tokenizer) enumerator() {
	if _, digits, end := intAt(z.text[:z.end], z.at, 3); digits > 0 && digits <= 3 { // 81.建设…
		for _, w := range []string{".", "、", "．", "﹒"} {
			if strings.HasPrefix(z.text[end:z.end], w) {
				if d, _ := digitAt(z.text[:z.end], end+len(w)); d < 0 || yearOpens(z.text[:z.end], end+len(w)) {
					z.put(token{kind: mark}, end+len(w))
				}
				return
			}
		}
	}
	z.item()
}

// item takes 一是, 二要 as a mark, at a sentence's start and in a list within it (：一是…；二是…).
func (z *tokenizer) item() bool {
	n, end := wholeHan(prefixHan(z.text[z.at:z.end]))
	if n == 0 || end == 0 {
		return false
	}
	for _, w := range []string{"是", "要"} {
		if strings.HasPrefix(z.text[z.at+end:z.end], w) {
			z.put(token{kind: mark}, z.at+end+len(w))
			return true
		}
	}
	return false
}

// listed reports a mark before z.at that a member of a list follows.
func (z *tokenizer) listed() bool {
	n := len(z.out)
	if n == 0 || z.out[n-1].kind != mark || z.out[n-1].end != z.at {
		return false
	}
	switch z.out[n-1].text {
	case "：", ":", "；", ";", "，", ",":
		return true
	}
	return false
}

// yearOpens reports a year at i: 5.2025年底前… is the fifth item, not 5.2 of anything.
func yearOpens(text string, i int) bool {
	y, digits, end := intAt(text, i, 5)
	return digits == 4 && y > 1948 && y < 2100 && strings.HasPrefix(text[end:], "年")
}

// prefixHan is the run of Chinese numerals that opens s.
func prefixHan(s string) string {
	for i, r := range s {
		if _, ok := hanDigit[r]; !ok && hanPower[r] == 0 {
			return s[:i]
		}
	}
	return s
}

type tokenizer struct {
	text  string
	at    int // where the next token starts
	end   int
	words []segment.Word
	i     int // the word that holds at
	off   int // of the words
	out   []token
}

// wordEnd is the end of gse's word that holds at.
func (z *tokenizer) wordEnd() int {
	for z.i < len(z.words) && z.words[z.i].End+z.off <= z.at {
		z.i++
	}
	if z.i == len(z.words) {
		return z.end
	}
	return z.words[z.i].End + z.off
}

func (z *tokenizer) put(t token, end int) {
	t.start, t.end, t.text = z.at, end, z.text[z.at:end]
	z.out = append(z.out, t)
	z.at = end
}

func (z *tokenizer) next() {
	end := z.wordEnd()
	text := z.text[:z.end]
	r, n := utf8.DecodeRuneInString(text[z.at:])
	switch {
	case r == ' ' || r == '\t' || r == '\n':
		z.at += n
	case (r == '“' || r == '零') && z.zero():
	case r == '“' || r == '‘' || r == '《' || r == '"' || r == '〈' || r == '「' || r == '『':
		if d, e := dateAt(text, z.at); e > 0 {
			z.put(token{kind: when, date: d}, e)
			return
		}
		z.quoted(r, n)
	case r == '（' || r == '(' || r == '〔' || r == '[' || r == '【' || r == '［':
		z.put(token{kind: open}, z.at+n)
	case r == '）' || r == ')' || r == '〕' || r == ']' || r == '】' || r == '］':
		z.put(token{kind: shut}, z.at+n)
	case isMark(r):
		z.put(token{kind: mark}, z.at+n)
	case hanDigit[r] > 0 && z.listed() && z.item():
	case (r == '近' || mayCount(r)) && yearsGone(text[z.at:]) > 0:
		z.put(token{kind: word, pos: "t", entry: entry{class: past}}, z.at+yearsGone(text[z.at:]))
	case r == '前' && yearsBefore(text[z.at:]) > 0:
		z.put(token{kind: word, pos: "t"}, z.at+yearsBefore(text[z.at:]))
	case (r == '千' || r == '万' || r == '百') && perCrowd(text[z.at:]) > 0:
		z.put(token{kind: word, pos: "r", entry: entry{class: per}}, z.at+perCrowd(text[z.at:]))
	case r == '每' && everyYears(text[z.at:]) > 0:
		z.put(token{kind: word, pos: "r", entry: entry{class: per}}, z.at+everyYears(text[z.at:]))
	case r == '每' && perSoMany(text, z.at) > 0:
		z.put(token{kind: word, pos: "r", entry: entry{class: per}}, perSoMany(text, z.at))
	case r == '&' && entityEnd(text, z.at) > 0:
		z.put(token{kind: mark}, entityEnd(text, z.at))
	case r == '第':
		if e := ordinalAt(text, z.at); e > 0 {
			z.put(token{kind: name, pos: "m"}, e)
			return
		}
		z.word(end)
	case z.figure(r, end):
	case r < utf8.RuneSelf && (unicode.IsLetter(r) || r >= '0' && r <= '9'):
		z.put(token{kind: name, pos: "x"}, countedLatin(text, z.at, latinEnd(text, z.at)))
	default:
		if !z.compound(end) {
			z.word(end)
		}
	}
}

// compound takes apart the names of indicators that the dictionary knows with their verb: 完成营造林, 新增日供水能力,
// 固定资产投资增长.
func (z *tokenizer) compound(end int) bool {
	w := z.text[z.at:end]
	if len(w) < 4*3 {
		return false
	}
	g := grammar()
	if g.byWord[w] != nil {
		return false
	}
	for _, verb := range []string{"完成", "新增", "治理", "发放", "新建", "培育", "引进", "化解", "淘汰", "接待", "入库"} {
		if strings.HasPrefix(w, verb) {
			z.put(token{kind: word, pos: "v", entry: *g.byWord[verb]}, z.at+len(verb))
			return true
		}
	}
	if name, ok := strings.CutSuffix(w, "控制"); ok && strings.HasPrefix(z.text[end:z.end], "在") {
		z.put(token{kind: word, pos: "n"}, z.at+len(name)) // 比例|控制在3%以内
		return true
	}
	for _, verb := range []string{"增长", "下降", "降低", "减少", "提高", "上涨", "压缩", "压减", "缩短", "提升"} {
		if strings.HasSuffix(w, verb) {
			z.put(token{kind: word, pos: "n"}, end-len(verb))
			z.put(token{kind: word, pos: "v", entry: *g.byWord[verb]}, end)
			return true
		}
	}
	return false
}

func (z *tokenizer) zero() bool {
	q, e := zeroAt(z.text[:z.end], z.at)
	if e > 0 {
		z.put(token{kind: quant, qty: q}, e)
	}
	return e > 0
}

// isMark tells the punctuation that parts phrases; 、 and dashes do not.
func isMark(r rune) bool {
	switch r {
	case '，', '；', '：', '。', '！', '？', ',', ';', ':', '!', '?', '●', '■', '◆':
		return true
	}
	return '①' <= r && r <= '⒛' // enumerators: ①, ⑴, ⒈
}

var closing = map[rune]string{'“': "”", '‘': "’", '《': "》", '"': "\"", '〈': "〉", '「': "」", '『': "』"}

// quoted takes a quotation or a title as one name; a quotation mark without its partner stands alone.
func (z *tokenizer) quoted(r rune, n int) {
	shutting := closing[r]
	rest := z.text[z.at+n : z.end]
	if i := strings.Index(rest, shutting); i >= 0 && i <= 150 && !limitsService(rest[:i]) {
		if wholeInQuotes(rest[:i]) {
			z.put(token{kind: word, pos: "v", entry: *grammar().byWord["全覆盖"]}, z.at+n+i+len(shutting))
			return
		}
		z.put(token{kind: name, pos: "nz"}, z.at+n+i+len(shutting))
		return
	}
	z.put(token{kind: word, pos: "x"}, z.at+n)
}

// wholeInQuotes reports a quotation that says 全覆盖 or counts how often: “全覆盖”, “三个全覆盖”, “两个100%”.
func wholeInQuotes(s string) bool {
	if _, end := wholeHan(prefixHan(s)); end > 0 {
		s = strings.TrimPrefix(s[end:], "个")
		if s == "100%" {
			return true
		}
	}
	return s == "全覆盖" || s == "全域覆盖"
}

// limitsService reports a quotation that is a promise, not a name: “简单咨询留言1个工作日答复”.
func limitsService(s string) bool {
	for _, w := range []string{"个工作日", "小时", "分钟"} {
		if i := strings.Index(s, w); i > 0 && s[i-1] >= '0' && s[i-1] <= '9' && i > 6 {
			rest := strings.TrimPrefix(s[i+len(w):], "内")
			return startsIn(rest, []string{"办结", "答复", "办理", "回复", "响应", "放行", "办成", "审结", "出证"})
		}
	}
	return false
}

// entityEnd is the end of a character reference of HTML that a text kept as it was (&quot;), 0 if none stands at i.
func entityEnd(text string, i int) int {
	for _, w := range []string{"&quot;", "&nbsp;", "&ldquo;", "&rdquo;", "&amp;", "&middot;"} {
		if strings.HasPrefix(text[i:], w) {
			return i + len(w)
		}
	}
	return 0
}

// perCrowd is the length of 千人 in 千人拥有企业数, which is short for 每千人; 0 without it.
func perCrowd(s string) int {
	for _, w := range []string{"千人", "万人", "百人", "百户", "千户", "万户"} {
		if rest, ok := strings.CutPrefix(s, w); ok && (strings.HasPrefix(rest, "拥有") || strings.HasPrefix(rest, "口拥有")) {
			return len(w)
		}
	}
	return 0
}

// smallNumber reads a whole number at the start of s, in Chinese or in one or two digits; end is 0 without one.
func smallNumber(s string) (n, end int) {
	if n, digits, end := intAt(s, 0, 2); digits > 0 {
		return n, end
	}
	return wholeHan(prefixHan(s))
}

// yearsGone is the length of 三年来, 近五年来, 5年以来 or 近三年 at the start of s, 0 without one.
func yearsGone(s string) int {
	rest, near := strings.CutPrefix(s, "近")
	at := len(s) - len(rest)
	n, end := smallNumber(rest)
	if n == 0 || end == 0 || n > 20 || !strings.HasPrefix(rest[end:], "年") {
		return 0
	}
	at += end + len("年")
	for _, w := range []string{"以来", "多来", "来"} {
		if strings.HasPrefix(s[at:], w) {
			return at + len(w)
		}
	}
	if next, _ := utf8.DecodeRuneInString(s[at:]); near && (next == '，' || next == ',') {
		return at
	}
	return 0
}

// yearsBefore is the length of 前三年 at the start of s, 0 without it.
func yearsBefore(s string) int {
	n, end := wholeHan(prefixHan(s[len("前"):]))
	if n == 0 || end == 0 || !strings.HasPrefix(s[len("前")+end:], "年") || strings.HasPrefix(s[len("前")+end:], "年度") {
		return 0
	}
	return len("前") + end + len("年")
}

// everyYears is the length of 每三年, 每两个月 at the start of s, 0 without one.
func everyYears(s string) int {
	n, end := smallNumber(s[len("每"):])
	if n == 0 || end == 0 {
		return 0
	}
	at := len("每") + end
	for _, w := range []string{"年", "学年", "个月", "周", "天", "个季度"} {
		if strings.HasPrefix(s[at:], w) {
			return at + len(w)
		}
	}
	return 0
}

// perSoMany is the end of 每10万人, 每1000户 at text[at:], 0 without one.
func perSoMany(text string, at int) int {
	i := at + len("每")
	if d, _ := digitAt(text, i); d < 0 {
		return 0
	}
	n, end := numberAt(text, i)
	if end == 0 || n.share != "" || n.mult == "" && len(n.value) < 3 {
		return 0
	}
	for _, w := range []string{"人口", "人", "户", "名", "平方公里"} {
		if strings.HasPrefix(text[end:], w) {
			return end + len(w)
		}
	}
	return 0
}

// ordinalAt reads 第三, 第二批, 第十五届.
func ordinalAt(text string, at int) int {
	i := at + len("第")
	n, end := numberAt(text, i)
	if end == 0 || n.share != "" {
		return 0
	}
	for _, w := range []string{"季度", "产业", "方"} {
		if strings.HasPrefix(text[end:], w) {
			return end + len(w)
		}
	}
	if u, e := units().unitAt(text, end); u != nil && u.dimension == "count" {
		return e
	}
	if _, size := utf8.DecodeRuneInString(text[end:]); size == 3 {
		for _, w := range []string{"章", "节", "条", "款", "届", "号", "部", "位", "名", "类"} {
			if strings.HasPrefix(text[end:], w) {
				return end + 3
			}
		}
	}
	return end
}

// latinEnd is the end of a run of letters, digits and the signs inside names (3+N, PM2.5, R&D, B-2).
func latinEnd(text string, at int) int {
	i := at
	for i < len(text) {
		c := text[i]
		switch {
		case c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			i++
			continue
		case (c == '.' || c == '-' || c == '&' || c == '+' || c == '/' || c == '_' || c == '@') && i+1 < len(text) && isAlnum(text[i+1]):
			i += 2
			continue
		case c == '+':
			i++
			continue
		}
		break
	}
	return max(i, at+1)
}

// countedLatin is where a Latin name ends that a figure follows without a space: OPC in OPC100家; end for one whose digits are its
// own (PM2.5浓度).
func countedLatin(text string, at, end int) int {
	i := at
	for i < end && (text[i] >= 'A' && text[i] <= 'Z' || text[i] >= 'a' && text[i] <= 'z') {
		i++
	}
	if i < at+2 || i == end || text[i] < '0' || text[i] > '9' {
		return end
	}
	if q, e := quantityAt(text, i); e > end && q.of != nil && (countable(q) || q.of.dimension == "money") {
		return i
	}
	return end
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// figure reads a date, a grade, a figure or a name with digits at z.at, if one stands there.
func (z *tokenizer) figure(r rune, wordEnd int) bool {
	text := z.text[:z.end]
	if d, e := dateAt(text, z.at); e > 0 && (e >= wordEnd || d.month > 0 || d.within > 0) {
		z.put(token{kind: when, date: d}, e)
		return true
	}
	switch {
	case r == '翻':
		if q, e := multipleAt(text, z.at); e > 0 {
			z.put(token{kind: quant, qty: q}, e)
			return true
		}
	case r >= 'Ⅰ' && r <= 'Ⅴ' || r == 'I' || r == 'V':
		if q, e := gradeAt(text, z.at); e > 0 {
			z.put(token{kind: quant, qty: q}, e)
			return true
		}
	case !mayCount(r):
		return false
	}
	digit, _ := digitAt(text, z.at)
	if digit >= 0 && z.at > 0 && isAlnum(z.text[z.at-1]) && (len(z.out) == 0 || z.out[len(z.out)-1].kind != name || z.out[len(z.out)-1].end != z.at) {
		return false
	}
	q, e := quantityAt(text, z.at)
	if e == 0 {
		return false
	}
	if q.one && q.unit == "起" {
		return false // 与学校一起
	}
	if digit < 0 && q.of != nil && (onlyArabic(q.of.name) || q.of.name == "元" && len(q.value) == 1 && q.unit == "元") {
		return false
	}
	if digit < 0 && (e < wordEnd || q.of == nil && q.kind == "quantity" && !z.roundSum(q, e)) {
		// A word that only begins like a numeral (一体化, 三农, 万众), or a numeral that counts nothing.
		return false
	}
	if digit >= 0 && q.unit == "" && q.kind == "quantity" {
		if next, _ := utf8.DecodeRuneInString(text[e:]); e < len(text) && !isMark(next) && !z.comparesAfter(e) && !unicode.Is(unicode.Pe, next) && next != '、' && next != '）' {
			z.put(token{kind: name, pos: "m"}, max(latinEnd(text, z.at), e))
			return true
		}
	}
	z.put(token{kind: quant, qty: q, pos: "m"}, e)
	return true
}

// roundSum reports a numeral without a unit that counts all the same: people (用户超千万), or hundreds of millions of 元: 成交额突破百亿, 设立百亿产业基金.
func (z *tokenizer) roundSum(q *quantity, end int) bool {
	if len(z.out) == 0 {
		return false
	}
	prev, rest := &z.out[len(z.out)-1], z.text[end:z.end]
	if strings.HasSuffix(q.unit, "万") && prev.is(before) && len(z.out) > 1 && endsIn(z.out[len(z.out)-2].text, []string{"用户", "人数", "人口", "人次", "户数", "粉丝"}) {
		next, _ := utf8.DecodeRuneInString(rest)
		return rest == "" || isMark(next) // 发展卫星通信用户超千万
	}
	if !strings.HasSuffix(q.unit, "亿") {
		return false
	}
	if prev.is(output) && startsIn(rest, []string{"基金", "产业基金", "级基金"}) {
		q.kind = "magnitude"
		return true
	}
	next, _ := utf8.DecodeRuneInString(rest)
	return prev.is(level|before) && (rest == "" || isMark(next) || startsIn(rest, []string{"大关", "台阶", "以上"}))
}

// mayCount reports whether a numeral can begin with r.
func mayCount(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9'
	}
	switch r {
	case '上', '近', '数', '几', '半', '过', '万', '亿', '十', '百', '千', '零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九':
		return true
	}
	return '０' <= r && r <= '９'
}

// onlyArabic tells the units that a Chinese numeral does not stand before: 四方 and 一度 are no measures.
func onlyArabic(unit string) bool {
	switch unit {
	case "方", "度", "里", "升", "分", "点", "担", "兆", "米":
		return true
	}
	return false
}

func (z *tokenizer) comparesAfter(at int) bool {
	return startsIn(z.text[at:z.end], []string{"以上", "以内", "以下", "左右", "和", "及"})
}

// word takes the longest word of the grammar that ends where a word of gse ends, or else gse's word.
func (z *tokenizer) word(end int) {
	g := grammar()
	if n := len(z.out); n > 0 && z.out[n-1].kind == quant && z.out[n-1].end == z.at && z.out[n-1].qty.of != nil && z.out[n-1].qty.of.lasts() && strings.HasPrefix(z.text[z.at:z.end], "内") {
		z.put(token{kind: word, pos: "f", entry: *g.byWord["内"]}, z.at+len("内"))
		if z.at < end { // 1个工作日内核发: the word was 内核
			z.words, z.i, z.off = words(z.words[:0], z.text[z.at:z.end]), 0, z.at
		}
		return
	}
	first, _ := utf8.DecodeRuneInString(z.text[z.at:])
	longest := g.longestBy(first)
	best := 0
	var found *entry
	for j := z.i; j < len(z.words); j++ {
		e := z.words[j].End + z.off
		if e-z.at > longest {
			break
		}
		if w := g.byWord[z.text[z.at:e]]; w != nil {
			best, found = e, w
		}
	}
	pos := ""
	if z.i < len(z.words) {
		pos = z.words[z.i].POS
	}
	if found != nil && z.text[z.at:best] == "近" { // 近9.8万亿元, not 近两年
		if q, e := quantityAt(z.text[:z.end], best); e == 0 || q.of == nil {
			found = nil
		}
	}
	if found != nil && found.class&after != 0 && z.text[z.at:best] == "内" {
		for _, w := range []string{"内用", "内部", "内外", "内涵", "内需", "内贸", "内河", "内资"} {
			if strings.HasPrefix(z.text[z.at:], w) {
				found = nil
				break
			}
		}
	}
	if z.text[z.at:end] == "新" && z.i+1 < len(z.words) {
		next := &z.words[z.i+1]
		if v := g.byWord[next.Text]; v != nil && v.class&output != 0 && v.class&^(output|limit) == 0 && len(next.Text) >= 2*3 && best < next.End+z.off {
			made := *v // 新上线, 新谋划: so many more
			made.measure = "increase"
			z.put(token{kind: word, pos: "v", entry: made}, next.End+z.off)
			return
		}
	}
	if w := z.text[z.at:end]; found == nil && len(w) > 2*len("比") && strings.HasSuffix(w, "比") {
		if d, e := dateAt(z.text[:z.end], end); e > 0 && d.year != 0 {
			end -= len("比") // 城乡居民人均收入比2010年翻一番
		}
	}
	if found != nil && z.text[z.at:best] == "投入" && len(z.out) > 0 && nounish(&z.out[len(z.out)-1]) && growsNext(z.text[best:]) {
		found, pos = nil, "n" // 教育经费投入年均增长6%
	}
	if found != nil {
		z.put(token{kind: word, pos: pos, entry: *found}, best)
		return
	}
	z.put(token{kind: word, pos: pos}, end)
}

// growsNext reports a word of growth at the start of s, which makes the word before it a noun.
func growsNext(s string) bool {
	return startsIn(s, []string{"年均", "增长", "增速", "强度", "占"})
}
