package front

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/docnumber"
	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/plan"
)

// The head of a document: letterhead (…文件), title over one or more lines, number, addressees. Offices print the number
// above or below the title (GB/T 9704-2012, 7.2.5 and 7.3.1); databases set it in brackets.

const (
	headBlocks = 16  // how far down a title may begin
	titleLines = 7   // how many lines a title may take
	titleRunes = 200 // how long a title may be
)

var genres = sync.OnceValue(func() []string {
	var out []string
	for _, row := range lexicon.MustLoad("genres").Rows {
		out = append(out, row[0])
	}
	return out
})

// numberForm is a document number: organ, year in any brackets, serial.
const numberForm = `([\p{Han}（）()A-Za-z]{1,24}?)\s*[〔﹝\[（(【［<]\s*((?:19|20)\d{2})\s*[〕﹞\])）】］>]\s*(?:第)?\s*(\d{1,5})\s*号`

var (
	numberAlone  = regexp.MustCompile(`^[（(]?(?:文号|发文字号|文件编号)?[：:]?\s*` + numberForm + `[）)]?$`)
	numberInText = regexp.MustCompile(numberForm)
	numberAtEnd  = regexp.MustCompile(numberForm + `$`)
	trailer      = regexp.MustCompile(`[（(](?:试行|暂行|修订|修订版|征求意见稿|送审稿|节选|摘要|全文|草案|第[一二三四五六七八九十]+批|(?:19|20)\d{2}[^）)]{0,12}|[^）)]{0,8}[版稿])[）)]$`)
)

// title finds the full title of the notice, or of the plan where there is no notice.
func (p *pages) title() found {
	n := min(len(p.d.Blocks), headBlocks)
	fallback := found{index: -1}
	for i := 0; i < n; i++ {
		if p.d.Blocks[i].Start > 6000 || numbered.MatchString(p.block(i)) {
			break
		}
		first := value(p.block(i))
		if head, ok := strings.CutSuffix(strings.Replace(first, ":", "：", 1), "："); ok && names(head) && fallback.index < 0 {
			if _, ok := runIn(first); !ok {
				return p.titleElsewhere(i)
			}
		}
		if t, end, ok := behindLetterhead(p.block(i)); ok {
			return found{text: t, index: i, end: p.d.Blocks[i].Start + end}
		}
		if !titleLine(first) || letterhead(first) {
			continue
		}
		if t, ok := runIn(first); ok {
			return found{text: t, index: i, end: p.d.Blocks[i].Start + len(t)}
		}
		text := ""
		for j := i; j < min(len(p.d.Blocks), i+titleLines); j++ {
			l := value(p.block(j))
			if open := strings.Count(text, "《") > strings.Count(text, "》"); !titleLine(l) && !(open && strings.Contains(l, "》") && !strings.ContainsAny(l, "。；：")) && !(j > i && (l == "知" || l == "见")) || j > i && (numberAlone.MatchString(l) || utf8.RuneCountInString(text+l) > titleRunes || strings.HasPrefix(l, "——")) {
				break
			}
			if j > i && strings.HasPrefix(text, l) && complete(l) { // the title once more, below a compiler's line
				if trailer.MatchString(text) {
					return p.repeated(found{text: text, index: j - 1, end: p.d.Blocks[j-1].End})
				}
				text = ""
			}
			text += l
			if complete(text) && !p.goesOn(text, j+1) {
				return p.repeated(found{text: text, index: j, end: p.d.Blocks[j].End})
			}
		}
		if fallback.index < 0 && utf8.RuneCountInString(first) >= 5 && !strings.ContainsAny(first, "，") {
			fallback = found{text: first, index: i, end: p.d.Blocks[i].End}
		}
	}
	if fallback.index < 0 {
		if t := p.field("标题", "ArticleTitle"); complete(t) {
			return found{text: t, index: -1}
		}
		if han.Contains(runes(p.d.Text, 600, false), "政府工作报告——") { // a news agency's lines before it ran into it
			return found{text: "政府工作报告", index: -1}
		}
	}
	return fallback
}

// repeated moves to where a title stands a second time: in a text whose line breaks were lost, behind its letterhead and
// number and before its addressees; and in the notice that prints the plan whose title the page is headed with.
func (p *pages) repeated(t found) found {
	next := t.index + 1
	if next >= len(p.d.Blocks) {
		return t
	}
	b, s := p.d.Blocks[next], p.block(next)
	if notice := "关于印发《" + t.text + "》的通知"; strings.HasPrefix(s, notice) {
		return found{text: notice, index: next, end: b.Start + len(notice)}
	}
	i := strings.Index(runes(s, letterheadBytes+len(t.text), false), t.text)
	if i == 0 && s != t.text || i > 0 && numberAtEnd.MatchString(s[:i]) {
		return found{text: t.text, index: next, end: b.Start + i + len(t.text)}
	}
	return t
}

// letterheadBytes is how long a run of issuers and a number may be before a title: some forty names.
const letterheadBytes = 1200

// behindLetterhead finds the title, and where it ends, in a line that letterhead and number ran into:
// 云州市人民政府文件云政发〔2024〕3号云州市人民政府关于印发…的通知.
func behindLetterhead(s string) (string, int, bool) {
	n, ok := docnumber.Find(runes(s, 300, false), 0)
	if !ok || !strings.Contains(s[:n.Span.End], "文件") || strings.ContainsAny(s[:n.Span.End], "。：；《") {
		return "", 0, false
	}
	rest := strings.TrimLeft(s[n.Span.End:], " ")
	title, ok := runIn(rest)
	if !ok && titleLine(rest) && complete(rest) {
		title, ok = rest, true
	}
	return title, len(s) - len(rest) + len(title), ok
}

// numberBefore is the number that stands between a letterhead and the title that ran into it: 云州市人民政府文件云政发〔2024〕3号.
func (p *pages) numberBefore(t found) *plan.DocNumber {
	start := t.end - len(t.text)
	if start < p.d.Blocks[t.index].Start || p.d.Text[start:t.end] != t.text {
		return nil
	}
	head := p.d.Text[p.d.Blocks[t.index].Start:start]
	m := numberAtEnd.FindStringIndex(head)
	if m == nil {
		return nil
	}
	number := head[m[0]:]
	if _, after, ok := strings.Cut(number, "文件"); ok {
		number = after
	}
	for n := centralPrefix(number); n > 0; n = centralPrefix(number) {
		number = number[n:]
	}
	if m := numberAlone.FindStringSubmatch(number); m != nil {
		return docNumber(m[0], m[1], m[2], m[3])
	}
	return nil
}

// titleElsewhere is the title of a text that begins with its addressees, as pages hold it that print the title in a
// frame of their own: the page's, else that of the plan behind the notice's signature.
func (p *pages) titleElsewhere(addressees int) found {
	if t := p.field("标题", "名称", "ArticleTitle"); complete(t) {
		return found{text: t, index: -1}
	}
	for i := addressees + 1; i < min(len(p.d.Blocks), addressees+headBlocks); i++ {
		if !isDate(p.block(i)) {
			continue
		}
		text := ""
		for j := i + 1; j < min(len(p.d.Blocks), i+titleLines); j++ {
			l := p.block(j)
			if numbered.MatchString(l) || text != "" && !titleLine(l) {
				break
			}
			if !titleLine(l) { // （此件公开发布）
				continue
			}
			if text += l; complete(text) {
				return found{text: text, index: -1}
			}
		}
		break
	}
	if _, title := p.runOn(); title != "" {
		return found{text: title, index: -1}
	}
	if m := readingOf.FindStringSubmatch(runes(p.d.Text, 400, true)); m != nil && complete(m[1]) {
		return found{text: m[1], index: -1}
	}
	return found{index: -1}
}

// readingOf is the link below a page that leads to what explains this document: 相关解读：《云州市人民政府关于…的意见》解读.
var readingOf = regexp.MustCompile(`(?:相关|政策)解读[：:]\s*《([^《》]{8,120})》`)

// noticeEnd is a notice's last words, its date and the plan's title behind them in a text that lost its line breaks:
// …请认真组织实施。2021年11月4日（此件公开发布）某县农村公路实施方案 为深入贯彻….
var noticeEnd = regexp.MustCompile(`(?:执行|实施|落实|办理)。 ?(\d{4})年(\d{1,2})月(\d{1,2})日 ?(?:[（(]此件[^）)]{1,12}[）)])? ?([^ ，。；：\n]{6,80})?`)

// runOn is the date behind a notice that ran into its plan, and the plan's title; "" for what is not there.
func (p *pages) runOn() (date, title string) {
	m := noticeEnd.FindStringSubmatch(runes(p.d.Text, 1500, false))
	if m == nil {
		return "", ""
	}
	if complete(m[4]) {
		title = m[4]
	}
	return iso(m[1:4]), title
}

// numbered lines are the plan's: behind the first of them no title stands.
var numbered = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、]\D|第[一二三四五六七八九十百]{1,4}[章节条编])`)

// labelled lines are what pages and crawlers say of a document: 文档类型：政策类.
var labelled = regexp.MustCompile(`^[\p{Han} ]{2,8}[：:]`)

// titleLabel is what pages set before the title itself.
var titleLabel = regexp.MustCompile(`^(?:标 ?题|名 ?称|题 ?名|文件名称|文件标题|政策文件|政策名称)[：:]|^新华社[^，。]{2,12}电`)

// sourceBehind is what a page prints behind a title, run into it.
var sourceBehind = regexp.MustCompile(`\s*(?:文章来源|信息来源|稿件来源|来源|发布时间|发布日期|发文时间|浏览次数|字号)[：:]`)

// value is a line without the label of a title, or the number that ran into it.
func value(s string) string {
	if n, ok := docnumber.Find(runes(s, 120, false), 0); ok && n.Span.Start == 0 && n.Span.End < len(s) {
		s = strings.TrimSpace(s[n.Span.End:])
	}
	if strings.ContainsAny(runes(s, 60, false), "：:电") {
		s = s[len(titleLabel.FindString(s)):]
	}
	head := runes(s, headBytes, false)   // of a text without line breaks
	if strings.ContainsAny(head, "：:") { // …的通知文章来源：政策法规处 发布时间：2023-06-19
		if m := sourceBehind.FindStringIndex(head); m != nil && m[0] > 0 && complete(s[:m[0]]) {
			s = s[:m[0]]
		}
	}
	if report, delivered, ok := strings.Cut(head, "——"); ok && strings.HasSuffix(report, "工作报告") && delivered != "" {
		return report
	}
	if len(s) > headBytes {
		return s
	}
	for _, link := range []string{"政策咨询", "政策解读", "相关解读", "图解", "一图读懂"} { // a page's buttons behind the title
		if t, ok := strings.CutSuffix(s, link); ok && (complete(t) || trailer.MatchString(t)) {
			s = t
		}
	}
	if strings.HasSuffix(s, "的通知知") {
		s = strings.TrimSuffix(s, "知")
	}
	if spread := strings.Count(s, " "); spread > 1 && utf8.RuneCountInString(s) <= 2*spread+2 {
		return strings.ReplaceAll(s, " ", "") // 政 府 工 作 报 告
	}
	return s
}

// headBytes is how far into a text without line breaks a title may reach, with what a page runs into it.
const headBytes = 2 * 3 * titleRunes

// opensText are words that open a text, never a title.
var opensText = []string{"根据", "按照", "依据", "依照", "为贯彻", "为进一步", "为深入", "为了", "近日", "日前", "现将", "现就", "新华社", "本报"}

// orderHead tells the lines above an order (令): its title is that of what it promulgates.
func orderHead(s string) bool {
	if order, ok := strings.CutSuffix(s, "令"); ok {
		return order != "" && !strings.HasSuffix(order, "命")
	}
	number, ok := strings.CutPrefix(s, "第")
	if !ok {
		return false
	}
	number, ok = strings.CutSuffix(number, "号")
	return ok && number != "" && strings.Trim(number, "0123456789零〇一二三四五六七八九十百") == ""
}

// titleLine reports whether a line can be part of a title.
func titleLine(s string) bool {
	n := utf8.RuneCountInString(s)
	if slices.ContainsFunc(opensText, func(w string) bool { return strings.HasPrefix(s, w) }) || orderHead(s) || !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return false
	}
	if _, ok := runIn(s); ok {
		return true
	}
	if numbered.MatchString(s) || labelled.MatchString(s) || strings.HasPrefix(s, "[") || strings.HasPrefix(s, "#") || strings.Contains(s, "http") {
		return false
	}
	if n < 2 || numberAlone.MatchString(s) || isDate(s) || strings.Contains(s, "记者") && n > 20 {
		return false
	}
	if n > titleRunes {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune("。；;：:，！", last) || strings.Contains(s, "。") || strings.HasPrefix(s, "（") && !strings.HasPrefix(s, "（试行") || strings.HasPrefix(s, "(") {
		return false
	}
	for _, w := range []string{"索引号", "发布日期", "来源", "发文机关", "成文日期", "主题分类", "信息来源", "字体", "当前位置", "首页", "目录", "目 录", "一、", "第一章", "第一条", "各位代表", "附件", "基本信息", "政策全文", "分享"} {
		if strings.HasPrefix(s, w) {
			return false
		}
	}
	return true
}

// letterhead reports whether a line is the red head above a document: 云州市人民政府文件.
func letterhead(s string) bool {
	return strings.HasSuffix(s, "文件") && !strings.Contains(s, "关于") || s == "政策文件" || strings.HasSuffix(s, "政府信息公开")
}

// endsInGenre is the genre that a title ends in, "" if none.
func endsInGenre(s string) string {
	for {
		// 关于印发《…方案》: some offices leave out 的通知
		cut := strings.TrimRight(trailer.ReplaceAllString(s, ""), "》〉”」")
		if cut == s {
			break
		}
		s = cut
	}
	longest := ""
	for _, g := range genres() {
		if len(g) > len(longest) && strings.HasSuffix(s, g) {
			longest = g
		}
	}
	return longest
}

// complete reports whether the lines so far are a whole title.
func complete(s string) bool {
	if strings.Count(s, "《") > strings.Count(s, "》") || strings.Count(s, "（") > strings.Count(s, "）") {
		return false
	}
	return endsInGenre(s) != "" && utf8.RuneCountInString(s) >= 5
}

// goesOn reports whether the line behind a title that could be whole still belongs to it: the 的通知 of a 关于印发,
// or a （试行） on a line of its own.
func (p *pages) goesOn(text string, next int) bool {
	if next >= len(p.d.Blocks) {
		return false
	}
	l := value(p.block(next))
	if trailer.MatchString(l) && utf8.RuneCountInString(l) <= 10 {
		return true
	}
	if strings.HasPrefix(l, "的") && endsInNotice(l) { // …工作方案 | 的通知
		return true
	}
	if !titleLine(l) || numberAlone.MatchString(l) {
		return false
	}
	if strings.Contains(text, "关于") && !endsInNotice(text) && endsInNotice(l) && utf8.RuneCountInString(l) < 60 && !strings.Contains(l, "关于") {
		return true // 关于完善监管措施 / 支持企业发展的通知
	}
	forwards := strings.Contains(text, "印发") || strings.Contains(text, "转发") || strings.Contains(text, "关于公布") || strings.Contains(text, "发布")
	return forwards && !strings.HasSuffix(text, "通知") && !strings.HasSuffix(text, "公告") && !strings.HasSuffix(text, "》") &&
		(strings.HasSuffix(l, "的通知") || strings.HasSuffix(l, "的函")) && utf8.RuneCountInString(l) < 60
}

// endsInNotice reports whether a title ends in a genre that closes what 关于 opens.
func endsInNotice(s string) bool {
	for _, e := range []string{"通知", "的意见", "的公告", "的通告", "的决定", "的批复", "的函", "的通报", "的报告", "的请示", "》"} {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// runIn finds the title at the start of a text whose line breaks were lost: it ends at the first …的通知 (or genre) that
// a number, addressees or a date follows.
func runIn(s string) (string, bool) {
	if web := strings.TrimRight(s, "：:"); strings.HasSuffix(web, "分享") {
		s = web
	}
	if utf8.RuneCountInString(s) <= titleRunes && !strings.HasSuffix(s, "：") && !strings.HasSuffix(s, ":") {
		for _, w := range []string{"的通知各", "的通知分享"} {
			if i := strings.Index(s, w); i > 0 && !strings.ContainsAny(s[:i], "。：；") {
				return s[:i+len("的通知")], true
			}
		}
		return "", false
	}
	// The organ's letters are run into the title's last word: 的通知渝府发〔2014〕53号.
	if n, ok := docnumber.Find(runes(s, 900, false), 0); ok {
		if t := strings.TrimRight(s[:n.Span.Start], "（( "); complete(t) && !strings.ContainsAny(t, "。；：") {
			return t, true
		}
	}
	for _, end := range []string{"的通知", "的意见", "的决定", "的公告", "的实施意见", "的批复", "的函", "政府工作报告"} {
		i := strings.Index(s, end)
		if i <= 0 || i > 500 {
			continue
		}
		i += len(end)
		if strings.ContainsAny(s[:i], "。：；") || strings.Count(s[:i], "《") != strings.Count(s[:i], "》") {
			continue
		}
		r, _ := utf8.DecodeRuneInString(s[i:])
		if strings.ContainsRune("各市区县省局厅委院—－-（(为 \u30002", r) {
			return s[:i], true
		}
	}
	return "", false
}

// number is the document's own number: on a line of its own near the title, or run into it; else what the page's head
// table says. Numbers in running text are those of other documents.
func (p *pages) number(title found) *plan.DocNumber {
	from, to := 0, min(len(p.d.Blocks), max(title.index+6, 8))
	for i := from; i < to; i++ {
		if m := numberAlone.FindStringSubmatch(p.block(i)); m != nil {
			return docNumber(m[0], m[1], m[2], m[3])
		}
	}
	if title.index >= 0 {
		if n := p.numberBefore(title); n != nil {
			return n
		}
		b := p.d.Blocks[title.index]
		rest := p.d.Text[title.end:min(b.End, title.end+90)]
		if m := numberInText.FindStringSubmatchIndex(rest); m != nil && m[0] <= 3 {
			return docNumber(rest[m[0]:m[1]], rest[m[2]:m[3]], rest[m[4]:m[5]], rest[m[6]:m[7]])
		}
	}
	if len(p.d.Blocks) > 0 {
		first := p.block(0)
		if n, ok := docnumber.Find(runes(first, 120, false), 0); ok && n.Span.Start == 0 && n.Year > 0 {
			return &plan.DocNumber{Raw: first[:n.Span.End], Organ: n.Organ, Year: n.Year, Serial: n.Serial}
		}
	}
	for _, f := range []string{"文号", "发文字号", "文件编号", "发文号"} {
		if m := numberInText.FindStringSubmatch(p.field(f)); m != nil {
			return docNumber(m[0], m[1], m[2], m[3])
		}
	}
	return p.numberOfFile(title.text)
}

// fileBehind is how many bytes from a text's end a page lists the files that it offers.
const fileBehind = 4000

// numberOfFile is the number in the name of a file that a page offers of this very document: 相关附件：临府规〔2022〕1号关于印发….pdf
// under a document of that title. A file of another title is another document, and its number is not taken.
func (p *pages) numberOfFile(title string) *plan.DocNumber {
	text := p.d.Text[max(0, len(p.d.Text)-fileBehind):]
	_, rest, more := strings.Cut(text, "附件：")
	for ; more && title != ""; _, rest, more = strings.Cut(rest, "附件：") {
		if m := numberInText.FindStringSubmatchIndex(rest); m != nil && m[0] == 0 {
			name := rest[m[1]:]
			for _, ext := range []string{".pdf", ".doc", ".ofd", ".wps"} {
				if end := strings.Index(name, ext); end > 0 && sameTitle(name[:end], title) {
					return docNumber(rest[:m[1]], rest[m[2]:m[3]], rest[m[4]:m[5]], rest[m[6]:m[7]])
				}
			}
		}
	}
	return nil
}

// sameTitle reports whether a file's name is a document's title but for its issuers and marks: of the pairs of runes in
// the name, nine in ten stand in the title.
func sameTitle(name, title string) bool {
	bare := func(s string) []rune {
		var out []rune
		for _, r := range s {
			if !strings.ContainsRune("《》〈〉“”\"、，（）() \n", r) {
				out = append(out, r)
			}
		}
		return out
	}
	in := map[[2]rune]bool{}
	t := bare(title)
	for i := 1; i < len(t); i++ {
		in[[2]rune{t[i-1], t[i]}] = true
	}
	n := bare(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(name), "（主动公开）"), "（公开）"))
	if len(n) < 8 {
		return false
	}
	hits := 0
	for i := 1; i < len(n); i++ {
		if in[[2]rune{n[i-1], n[i]}] {
			hits++
		}
	}
	return hits*10 >= (len(n)-1)*9
}

func docNumber(raw, organ, year, serial string) *plan.DocNumber {
	raw = strings.TrimSpace(raw)
	if i := strings.Index(raw, organ); i > 0 {
		raw = raw[i:]
	}
	if strings.HasSuffix(raw, "）") && strings.Count(raw, "（") < strings.Count(raw, "）") {
		raw = strings.TrimSuffix(raw, "）")
	}
	if strings.HasSuffix(raw, ")") && strings.Count(raw, "(") < strings.Count(raw, ")") {
		raw = strings.TrimSuffix(raw, ")")
	}
	y, _ := strconv.Atoi(year)
	n, _ := strconv.Atoi(serial)
	return &plan.DocNumber{Raw: raw, Organ: organ, Year: y, Serial: n}
}

// genre is the genre of the plan itself: of what a notice prints (关于印发…实施方案的通知), else the title's own.
func genre(title string) string {
	if title == "" {
		return ""
	}
	t := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(title, "的通知"), "的函"), "的公告")
	if t != title && (strings.Contains(t, "印发") || strings.Contains(t, "转发") || strings.Contains(t, "发布") || strings.Contains(t, "公布")) {
		if g := endsInGenre(t); g != "" {
			return g
		}
	}
	return endsInGenre(title)
}

var (
	yearRange   = regexp.MustCompile(`((?:19|20)\d{2})年?\s*[-—–－～~至到]+\s*((?:19|20)\d{2})年?`)
	singleYear  = regexp.MustCompile(`((?:19|20)\d{2})年`)
	fiveYear    = regexp.MustCompile(`[“"']?十([一二三四五六])五[”"']?`)
	firstPeriod = map[string]int{"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}
)

// period is the years that a title names: a range, a five-year plan (十四五: 2021–2025), or one year.
func period(title string) *plan.Period {
	if m := yearRange.FindStringSubmatch(title); m != nil {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		if from <= to && to-from <= 40 {
			return &plan.Period{From: from, To: to}
		}
	}
	if m := fiveYear.FindStringSubmatch(title); m != nil {
		from := firstPeriod[m[1]]
		return &plan.Period{From: from, To: from + 4}
	}
	if m := singleYear.FindAllStringSubmatch(title, -1); len(m) == 1 && !strings.Contains(title, "版") {
		y, _ := strconv.Atoi(m[0][1])
		return &plan.Period{From: y, To: y}
	}
	return nil
}
