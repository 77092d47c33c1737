package front

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/plan"
	"taizhang/pipeline/region"
)

const (
	yearForm  = `(?:(?:19|20)\d{2}|二[〇○Ｏ0零OoО][〇○Ｏ0零OoО一二][〇○Ｏ0零OoО一二三四五六七八九]|一九[〇○零一二三四五六七八九]{2})`
	monthForm = `(?:\d{1,2}|十?[一二三四五六七八九]|十[一二]?)`
	dayForm   = `(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)`
)

var (
	dateForm   = regexp.MustCompile(`(` + yearForm + `)\s*年\s*(?:(` + monthForm + `)\s*月\s*(?:(` + dayForm + `)\s*日)?)?`)
	dateAlone  = regexp.MustCompile(`^[（(]?\s*(` + yearForm + `)\s*年\s*(` + monthForm + `)\s*月\s*(?:(` + dayForm + `)\s*日)?\s*[）)]?\s*(?:[（(]此件[^）)]{1,12}[）)])?$`)
	delivered  = regexp.MustCompile(`^[—－\-–（(\s]*(` + yearForm + `)年(` + monthForm + `)月(` + dayForm + `)日\s*(?:[^，。；：]{2,24})?在.{4,60}(?:会议|大会)上`)
	signedInto = regexp.MustCompile(`([^。；，：！？、\d\s”）)》]{3,40}(?:政府|办公厅|办公室|委员会|厅|局|委|部|院|会)|国务院)\s*(` + yearForm + `)年(` + monthForm + `)月(` + dayForm + `)日$`)
	isoForm    = regexp.MustCompile(`((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})`)
)

// isDate reports whether a line is a date alone.
func isDate(s string) bool { return len(s) < 80 && dateAlone.MatchString(s) }

// signed is what a signature says.
type signed struct {
	bodies []string
	date   string
}

// signature reads who signs and when. The signature of a notice stands behind its text and before the plan that it
// prints; a document without notice is signed at its end; a report says on which day it was delivered.
func (p *pages) signature(title, to found) signed {
	blocks := p.d.Blocks
	from := max(title.index, to.index) + 1
	for i := from; i < len(blocks); i++ {
		s := p.block(i)
		if !isDate(s) {
			continue
		}
		if bodies := p.bodiesAbove(i, from); len(bodies) > 0 {
			return signed{bodies, iso(dateAlone.FindStringSubmatch(s)[1:])}
		}
	}
	for i := 0; i < min(len(blocks), headBlocks); i++ {
		if m := delivered.FindStringSubmatch(p.delivery(i)); m != nil {
			return signed{nil, iso(m[1:])}
		}
	}
	if s := p.signedInText(max(title.end, to.end)); s.date != "" {
		return s
	}
	// A date alone without a signature, near the head or at the end, is the document's.
	first := max(0, title.index+1)
	if p.commander() != nil { // an order is dated above the title of what it promulgates
		first = 0
	}
	for i := first; i < min(len(blocks), title.index+12); i++ {
		if isDate(p.block(i)) {
			return signed{nil, iso(dateAlone.FindStringSubmatch(p.block(i))[1:])}
		}
	}
	for i := len(blocks) - 1; i >= max(0, len(blocks)-6); i-- {
		if isDate(p.block(i)) {
			return signed{nil, iso(dateAlone.FindStringSubmatch(p.block(i))[1:])}
		}
	}
	return signed{}
}

// delivery is a block from where it may say when and where a report was delivered: 政府工作报告——2017年3月5日在….
func (p *pages) delivery(i int) string {
	s := p.block(i)
	if _, after, ok := strings.Cut(s, "报告—"); ok {
		return after
	}
	return s
}

// assembly is the congress before which a report was delivered, which names its region; "" if none.
func (p *pages) assembly() string {
	for i := range min(len(p.d.Blocks), headBlocks) {
		if m := delivered.FindStringSubmatchIndex(p.delivery(i)); m != nil {
			_, after, _ := strings.Cut(p.delivery(i)[m[2]:], "在")
			return after
		}
	}
	return ""
}

// signers is how many lines a signature may take: a joint notice of a State Council's ministries has some forty.
const signers = 60

// bodiesAbove are the lines above a date that name bodies, in their order; a seal lent for another (代章) and persons
// are none.
func (p *pages) bodiesAbove(date, from int) []string {
	var out, lender []string
	for i := date - 1; i >= max(from, date-signers); i-- {
		s := p.block(i)
		if lent(s) {
			continue
		}
		names := bodies(s)
		if names == nil {
			// A long name may be broken over two lines.
			if len(out) > 0 && len(out) < 3 && i+1 < date && utf8.RuneCountInString(s) >= 12 && !strings.ContainsAny(s, "，。；：、！？《》0123456789 ") && officeOfPlace(s) && !officeOfPlace(out[0]) {
				out[0] = s + out[0]
			}
			break
		}
		if strings.HasSuffix(s, "（代章）") || strings.HasSuffix(s, "(代章)") {
			lender = names
		}
		out = append(names, out...)
	}
	if n := len(out) - len(lender); n > 0 && lender != nil && slices.Equal(out[n:], lender) {
		out = out[:n] // who only lends a seal signs where nobody else does
	}
	return joinBranches(out)
}

// branches are the bodies of the centre that have offices in the country, with the last words of those offices.
var branches = map[string][]string{
	"国家税务总局":        {"税务局"},
	"中国人民银行":        {"分行", "总部", "中心支行", "管理部"},
	"国家外汇管理局":       {"分局", "管理部"},
	"国家统计局":         {"调查总队", "调查队"},
	"国家金融监督管理总局":    {"监管局", "监管分局"},
	"中国银行保险监督管理委员会": {"监管局", "监管分局"},
	"中国证券监督管理委员会":   {"监管局"},
	"国家矿山安全监察局":     {"局"},
}

// joinBranches puts a name together that was set on two lines: 国家税务总局 / 云州市税务局 is one body.
func joinBranches(names []string) []string {
	var out []string
	for _, n := range names {
		if k := len(out); k > 0 && slices.ContainsFunc(branches[out[k-1]], func(end string) bool { return strings.HasSuffix(n, end) }) {
			out[k-1] += n
			continue
		}
		out = append(out, n)
	}
	return out
}

// officeOfPlace reports a name that begins with its place or its level.
func officeOfPlace(s string) bool {
	if _, _, ok := region.Prefix(s, ""); ok {
		return true
	}
	for _, l := range []string{"省", "市", "县", "区", "州", "自治区", "中共", "国家", "全国", "国务院", "中国"} {
		if strings.HasPrefix(s, l) {
			return true
		}
	}
	return false
}

func lent(s string) bool {
	return (strings.HasPrefix(s, "（") || strings.HasPrefix(s, "(")) && strings.Contains(s, "代章") || s == "（盖章）" || s == "(盖章)"
}

// bodyEnds are the last words of bodies that sign.
var bodyEnds = []string{"政府", "办公厅", "办公室", "委员会", "厅", "局", "委", "部", "院", "会", "署", "办", "中心", "小组", "指挥部", "总局", "总社", "银行", "海关", "党组", "法院", "检察院", "集团", "公司", "大学", "学院", "医院", "工会", "专班", "分局", "支队", "分行", "支行", "组织部", "管理处", "联防联控机制", "综合组", "学校", "联席会议", "促进会", "党校"}

// bodies parts a line into the bodies that it names; nil if it names anything else.
func bodies(s string) []string {
	if s == "" || strings.ContainsAny(s, "，。；：、！？《》0123456789") || utf8.RuneCountInString(s) > 120 {
		return nil
	}
	var out []string
	for _, w := range strings.Fields(s) {
		if !isBody(w) {
			return joinedBodies(s)
		}
		out = append(out, splitRunIn(bare(w))...)
	}
	return out
}

// joinedBodies is the line as one name if only its letters were spread: 云 州 市 人 民 政 府.
func joinedBodies(s string) []string {
	w := strings.Join(strings.Fields(s), "")
	if strings.ContainsAny(s, " ") && isBody(w) && utf8.RuneCountInString(w)*2 <= utf8.RuneCountInString(s)+2 {
		return []string{w}
	}
	return nil
}

func isBody(w string) bool {
	n := utf8.RuneCountInString(w)
	if w == "国务院" || w == "中共中央" || w == "中央军委" {
		return true
	}
	if n < 3 || n > 40 {
		return false
	}
	w = bare(w)
	for _, e := range bodyEnds {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// bare is a body's name without what is said of its seal.
func bare(w string) string {
	for _, seal := range []string{"（章）", "(章)", "（代章）", "(代章)", "（代）", "（盖章）"} {
		w = strings.TrimSuffix(w, seal)
	}
	return w
}

// commander is the body whose order (令) a head prints: 云州市人民政府令 / 第12号. Such orders are signed by a person.
func (p *pages) commander() []string {
	for i := range min(len(p.d.Blocks), headBlocks) {
		if body, ok := strings.CutSuffix(p.block(i), "令"); ok && isBody(body) {
			return []string{body}
		}
	}
	return nil
}

// splitRunIn parts bodies that stand without a space between them: 中共云州市委云州市人民政府.
func splitRunIn(w string) []string {
	if names := splitCentral(w); len(names) > 1 {
		return names
	}
	for _, e := range []string{"委", "政府", "委员会", "厅", "局", "部", "中共中央", "分行", "支行"} {
		for from := 0; ; {
			i := strings.Index(w[from:], e)
			if i < 0 {
				break
			}
			at := from + i + len(e)
			from = at
			if at >= len(w) || utf8.RuneCountInString(w[:at]) < 3 || utf8.RuneCountInString(w[at:]) < 4 && w[at:] != "国务院" {
				continue
			}
			_, _, placed := region.Prefix(w[at:], "")
			if (placed || sameLevel(w, w[at:]) || strings.HasPrefix(w[at:], "国务院") || strings.HasPrefix(w[at:], "国家") || strings.HasPrefix(w[at:], "中国")) && isBody(w[:at]) && isBody(w[at:]) {
				return append([]string{w[:at]}, splitRunIn(w[at:])...)
			}
		}
	}
	// The last annex in a text that lost its line breaks: 云州市年度考核任务及标准云州市人民政府办公室.
	if _, end, ok := region.Prefix(w, ""); ok {
		if at := strings.LastIndex(w, w[:end]); at > 0 && isBody(w[at:]) && !isBody(w[:at]) {
			return splitRunIn(w[at:])
		}
	}
	return []string{w}
}

// centre holds the names of the organs of the centre, full and short, and the length of the longest in bytes.
var centre = sync.OnceValue(func() (c struct {
	names   map[string]bool
	longest int
}) {
	c.names = map[string]bool{"国务院办公厅": true, "中共中央办公厅": true}
	t := lexicon.MustLoad("organs")
	name, nerr := t.Col("name")
	alias, aerr := t.Col("aliases")
	kind, kerr := t.Col("kind")
	national, err := t.Col("national")
	if nerr != nil || aerr != nil || kerr != nil || err != nil {
		return c
	}
	for _, r := range t.Rows {
		if r[kind] == "party" {
			for _, w := range append(strings.Split(r[alias], "|"), r[name]) {
				c.names["中央"+w] = w != ""
			}
		}
		if r[national] == "" {
			continue
		}
		c.names[r[national]] = true
		for _, w := range append(strings.Split(r[alias], "|"), r[name]) {
			for _, full := range []string{w, "国家" + w, "国务院" + w} {
				if utf8.RuneCountInString(w) > 2 {
					c.names[full] = true
					c.longest = max(c.longest, len(full))
				}
			}
		}
	}
	return c
})

// splitCentral parts a run of organs of the centre, 水利部农业农村部商务部; nil unless all of w is made of them.
func splitCentral(w string) []string {
	var out []string
	for at := 0; at < len(w); {
		n := centralPrefix(w[at:])
		if n == 0 {
			return nil
		}
		out = append(out, w[at:at+n])
		at += n
	}
	return out
}

// centralPrefix is the length in bytes of the longest name of an organ of the centre, or of its office, that w begins
// with, 0 if none.
func centralPrefix(w string) int {
	c := centre()
	n := min(len(w), c.longest)
	for n > 0 && !c.names[w[:n]] {
		n--
	}
	for _, office := range []string{"办公厅", "办公室", "综合司"} {
		if n > 0 && strings.HasPrefix(w[n:], office) {
			return n + len(office)
		}
	}
	return n
}

// sameLevel: 省科技厅省教育厅, both named from their province.
func sameLevel(a, b string) bool {
	for _, l := range []string{"省", "市", "县", "区", "州"} {
		if strings.HasPrefix(a, l) && strings.HasPrefix(b, l) {
			return true
		}
	}
	return false
}

// signedInText finds a signature that lost its line breaks: a body and a date run together, first in the notice, else
// at the end.
func (p *pages) signedInText(from int) signed {
	text := p.d.Text
	if from >= len(text) {
		return signed{}
	}
	var best signed
	for at := from; ; {
		i := han.Index(text[at:], "日")
		if i < 0 {
			return best
		}
		at += i + len("日")
		if !endsHere(text[at:]) || !bodyBefore(text[from:at]) {
			continue
		}
		m := signedInto.FindStringSubmatch(runes(text[from:at], 240, true))
		if m == nil {
			continue
		}
		names := centralAtEnd(strings.TrimRight(text[from:at], " \n0123456789年月日"))
		if names == nil {
			body := fromRegion(m[1])
			if !isBody(body) || strings.Contains(body, "根据") {
				continue
			}
			names = splitRunIn(body)
		}
		best = signed{names, iso(m[2:])}
		if at-from < noticeBytes {
			return best
		}
	}
}

// centralAtEnd are the organs of the centre whose names end a text that lost its line breaks, with spaces between some
// of them: …贯彻落实。财政部自然资源部 住房城乡建设部 商务部. It is nil if the text does not end in their names alone.
func centralAtEnd(s string) []string {
	if i := strings.LastIndexAny(s, "。；：！？\n"); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
	}
	var out []string
	words := strings.Fields(s)
	for i := len(words) - 1; i >= 0; i-- {
		names := splitCentral(words[i])
		if names == nil {
			break
		}
		out = append(names, out...)
	}
	return out
}

// bodyBefore reports whether a body stands right before the date that ends s: a look before the dear regular expression.
func bodyBefore(s string) bool {
	s = runes(s, 60, true)
	i := strings.LastIndex(s, "年")
	if i < 0 {
		return false
	}
	s = strings.TrimRight(s[:i], "0123456789零〇○ＯOo一二三四五六七八九 \n")
	for _, e := range bodyEnds {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// endsHere reports whether a date closes a signature: 2月14日印发 is the printer's, 3月1日起 and 5日前 are terms.
func endsHere(rest string) bool {
	for _, w := range []string{"印发", "起", "前", "至", "之", "以", "的", "在", "发布", "通过", "公布", "，", "、", "；", "—", "-"} {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return true
}

// noticeBytes is how long a cover notice is at most; a signature within it is the notice's, behind it the last counts.
const noticeBytes = 1200

// fromRegion cuts words that ran into a body's name from before: 附件：任务分工云州市人民政府.
func fromRegion(s string) string {
	for i := range s {
		if _, _, ok := region.Prefix(s[i:], ""); ok && isBody(s[i:]) && !listed.MatchString(s[i:]) {
			return s[i:]
		}
	}
	return s
}

// listed are words that no body's name holds.
var listed = regexp.MustCompile(`名单|附件|方案|分工|通知|意见|办法|清单|安排`)

// runes is the first or last n bytes of s, cut on rune borders.
func runes(s string, n int, tail bool) string {
	if len(s) <= n {
		return s
	}
	if tail {
		s = s[len(s)-n:]
		for len(s) > 0 && !utf8.RuneStart(s[0]) {
			s = s[1:]
		}
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// iso turns year, month, day as written into ISO, as precise as stated.
func iso(m []string) string {
	out := digits(m[0])
	for _, part := range m[1:min(3, len(m))] {
		if part == "" {
			return out
		}
		n := smallNumber(part)
		if n < 1 || n > 31 {
			return out
		}
		out += "-" + string(rune('0'+n/10)) + string(rune('0'+n%10))
	}
	return out
}

func digits(year string) string {
	var b strings.Builder
	for _, r := range year {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case strings.ContainsRune("〇○Ｏ零OoО", r):
			b.WriteByte('0')
		default:
			b.WriteByte(byte('1' + strings.IndexRune("一二三四五六七八九", r)/3))
		}
	}
	return b.String()
}

func smallNumber(s string) int {
	n, ten := 0, false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			n = n*10 + int(r-'0')
		case r == '十':
			n, ten = max(n, 1)*10, true
		case r == '廿':
			n, ten = 20, true
		default:
			d := strings.IndexRune("一二三四五六七八九", r)/3 + 1
			if ten {
				n += d
			} else {
				n = d
			}
		}
	}
	return n
}

// reported is the first sentence of a press text: 2023年2月13日，中共云州省委、云州省人民政府印发了《…》.
var reported = regexp.MustCompile(`(?:^|[\n》])(\d{4})年(\d{1,2})月(\d{1,2})日，[^，。；\n]{4,40}印发了?《`)

// written is the date of writing that a page's head table states in the text itself: 成文日期：2017年08月13日.
func (p *pages) written() string {
	if s := isoOf(p.field("成文日期")); s != "" {
		return s
	}
	if m := reported.FindStringSubmatch(runes(p.d.Text, 400, false)); m != nil {
		return iso(m[1:4])
	}
	at := han.Index(p.d.Text, "成文日期")
	if at < 0 {
		return ""
	}
	rest := runes(p.d.Text[at+len("成文日期"):], 48, false)
	if !strings.HasPrefix(rest, "：") && !strings.HasPrefix(rest, ":") {
		return ""
	}
	return isoOf(rest)
}

// deliverer is the government whose head delivered a report, as the lines above it say: 云州市人民政府市长 李某某.
func (p *pages) deliverer() []string {
	for i := range min(len(p.d.Blocks), headBlocks) {
		m := delivered.FindStringIndex(p.delivery(i))
		if m == nil {
			continue
		}
		behind := strings.TrimLeft(p.delivery(i)[m[1]:], " \n上")
		if behind == "" && i+1 < len(p.d.Blocks) {
			behind = p.block(i + 1)
		}
		if m := headOf.FindStringSubmatch(behind); m != nil {
			return []string{m[1]}
		}
		return nil
	}
	return nil
}

// headOf is a government and the title of its head.
var headOf = regexp.MustCompile(`^(国务院|\p{Han}{2,16}?人民政府)(?:总理|代?省长|代?市长|代?县长|代?区长|代?州长|代?盟长|代?旗长|主席|代主席)`)

// isoOf reads a date in figures: 2023-06-19, 2023/6/19, 2023年6月19日.
func isoOf(s string) string {
	if m := isoForm.FindStringSubmatch(s); m != nil {
		return iso(m[1:])
	}
	return ""
}

// addresseeLines is how many lines below the title the addressees may end: a number, and a list of ministries and of
// their offices in every province, broken to the width of a page.
const addresseeLines = 14

// addressees is the line behind the title that ends in a colon and names bodies (主送机关).
func (p *pages) addressees(title found) found {
	none := found{index: -1}
	above := "" // lines before the one with the colon
	for i := max(title.index, 0); i < min(len(p.d.Blocks), title.index+addresseeLines); i++ {
		b := p.d.Blocks[i]
		start := b.Start
		if i == title.index {
			start = title.end
		}
		s := p.d.Text[start:b.End]
		cut := strings.IndexAny(s, "：:")
		if cut <= 0 || cut > 1500 {
			if above = above + s; i == title.index || !strings.ContainsAny(s, "、，") || strings.ContainsAny(s, "。〔《") {
				above = ""
			}
			continue
		}
		head := strings.TrimSpace(s[:cut])
		// A line that goes on behind its colon is the run of a text that lost its line breaks.
		_, mark := utf8.DecodeRuneInString(s[cut:])
		if above != "" && names(above+head) {
			return found{text: above + head, index: i, end: start + cut + mark}
		}
		if i == title.index {
			if m := numberInText.FindStringIndex(head); m != nil && m[0] <= 3 {
				head = strings.TrimSpace(head[m[1]:])
			}
		}
		if names(head) {
			return found{text: head, index: i, end: start + cut + mark}
		}
	}
	return none
}

// names reports whether a line names addressees and nothing else.
func names(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 3 || n > 400 || strings.ContainsAny(s, "。！？") {
		return false
	}
	if parts := strings.Split(s, "；"); len(parts) > 1 { // 各县人民政府；市各委办局，各直属单位
		for _, part := range parts {
			if !names(part) {
				return false
			}
		}
		return true
	}
	if !saysWho(s) { // most lines: the cheapest question first
		return false
	}
	for _, w := range []string{"如下", "现将", "根据", "各位代表", "各位委员", "各位领导", "通知", "为了", "为贯彻", "联系人", "责任人", "按职责", "完成时限", "来源", "时间", "日期", "电话", "附件", "索引", "文号", "标题", "名称", "主题", "记者", "解读", "发布", "发文"} {
		if strings.Contains(s, w) {
			return false
		}
	}
	for _, w := range []string{"牵头", "责任", "负责", "配合"} {
		if strings.HasPrefix(s, w) || strings.HasSuffix(s, w) || strings.HasPrefix(s, "（"+w) {
			return false
		}
	}
	return !roleLabel(s)
}

// saysWho reports the first or the last words of a list of bodies.
func saysWho(s string) bool {
	for _, w := range []string{"各", "有关", "相关", "机关各", "省直", "市直", "局机关", "市各", "省各", "县各", "区各"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	for _, w := range []string{"人民政府", "单位", "部门", "委员会", "各局", "办公室", "办公厅", "局", "厅", "公司", "大学", "学校", "协会", "中心", "分行", "支行", "机构", "兵团", "（局）", "（委）", "（厅）", "办事处", "企业", "小组", "街道", "院校", "处室", "集团", "社会组织", "政府", "管委会", "委", "平台", "各委办局"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return strings.Contains(s, "人民政府") || strings.Contains(s, "管委会") && strings.ContainsAny(s, "，、")
}

// roleLabel reports words that head the list of those who carry out a task: 落实单位, 主办部门.
func roleLabel(s string) bool {
	for _, r := range lexicon.MustLoad("roles").Rows {
		if rest, ok := strings.CutPrefix(s, r[0]); ok && r[1] == "mark" && (rest == "单位" || rest == "部门") {
			return true
		}
	}
	return false
}

var otherBodies = regexp.MustCompile(`等[0-9一二三四五六七八九十]+(?:个)?(?:部门|单位|部委)$`)

var titleVerb = regexp.MustCompile(`关于|印发|转发|批转|公布|发布`)

// titleBodies are the bodies that a title names before 关于 or 印发; in a report's title, the government reporting.
func titleBodies(title string) []string {
	if m := titleVerb.FindStringIndex(title); m != nil && m[0] > 0 {
		head := strings.TrimSpace(title[:m[0]])
		if r, n := utf8.DecodeLastRuneInString(head); strings.ContainsRune("《“", r) {
			head = head[:len(head)-n]
		}
		var out []string
		for _, w := range strings.FieldsFunc(head, func(r rune) bool { return r == ' ' || r == '、' || r == '　' }) {
			w = otherBodies.ReplaceAllString(w, "") // 云州省商务厅等4部门关于印发…: of the others only the number is known
			if !isBody(w) {
				return nil
			}
			out = append(out, splitRunIn(w)...)
		}
		return joinBranches(out)
	}
	if report, ok := strings.CutSuffix(title, "工作报告"); ok {
		report = dateForm.ReplaceAllString(report, "")
		if strings.HasSuffix(report, "政府") && utf8.RuneCountInString(report) > 2 {
			return []string{report}
		}
	}
	return nil
}

var (
	openly = regexp.MustCompile(`此件[^，。；\s）)]{0,12}(?:公开|删减)[^，。；\s）)]{0,10}`)
	valid  = regexp.MustCompile(`有效期(?:限)?(?:为|至|自)?[^，。；\n]{2,24}`)
)

// disclosure is the line that says whether the document is open to the public.
func (p *pages) disclosure() string {
	for at := 0; ; {
		i := han.Index(p.d.Text[at:], "此件")
		if i < 0 {
			return p.field("公开方式", "公开属性")
		}
		at += i
		if m := openly.FindString(p.d.Text[at:min(len(p.d.Text), at+120)]); m != "" {
			return m
		}
		at += len("此件")
	}
}

// validity is how long the document is in force, as it says itself near its end.
func (p *pages) validity() string {
	if !han.Contains(p.d.Text, "有效期") {
		return ""
	}
	i := strings.LastIndex(p.d.Text, "有效期")
	if !strings.Contains(runes(p.d.Text[:i], 240, true), "施行") && !strings.Contains(runes(p.d.Text[:i], 240, true), "实施") {
		return ""
	}
	return valid.FindString(runes(p.d.Text[i:], 120, false))
}

// regionOf is the division whose bodies issued the document: by their names, by the title, by the number's letter.
func regionOf(m Matter, title, assembly string) *plan.Region {
	near := ""
	if m.DocNumber != nil {
		if d, ok := region.OfNumber(m.DocNumber.Organ); ok {
			near = d.Code
		}
	}
	texts := append(append([]string{}, m.Issuers...), title, assembly)
	for _, s := range texts {
		s = strings.TrimPrefix(strings.TrimPrefix(s, "中共"), "中国共产党")
		for centre := range branches { // 国家税务总局云州市税务局 is of its place
			s = strings.TrimPrefix(s, centre)
		}
		if d, _, ok := region.Prefix(s, near); ok {
			return d.Plan()
		}
	}
	for _, s := range append([]string{assembly}, m.Issuers[:min(1, len(m.Issuers))]...) { // who signs first issues
		if central(s) {
			return region.National.Plan()
		}
	}
	for i := range title { // …关于印发武汉市支持…的通知
		if strings.HasPrefix(title[i:], "关于印发") || strings.HasPrefix(title[i:], "《") || i == 0 {
			rest := strings.TrimPrefix(strings.TrimPrefix(title[i:], "关于印发"), "《")
			if d, _, ok := region.Prefix(strings.TrimPrefix(rest, "《"), near); ok {
				return d.Plan()
			}
		}
	}
	if strings.HasPrefix(title, "中华人民共和国") {
		return region.National.Plan()
	}
	// A number's letter alone proves little: 青政发 is Qinghai's and Qingdao's, 云府办 Yunnan's and Yunfu's.
	if d, ok := region.ByCode(near); ok && (strings.IndexAny(m.DocNumber.Organ, "京津沪渝") == 0 || d.Level == "national" || provincial(texts)) {
		return d.Plan()
	}
	return nil
}

// provincial reports whether a body calls itself its province's without naming it: 省人民政府, 自治区教育厅.
func provincial(names []string) bool {
	for _, s := range names {
		if strings.HasPrefix(s, "省") || strings.HasPrefix(s, "自治区") {
			return true
		}
	}
	return false
}

// central reports whether a body is one of the centre: its name has no place in it.
func central(s string) bool {
	for centre, ends := range branches {
		if rest, ok := strings.CutPrefix(s, centre); ok && slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(rest, e) }) {
			return false
		}
	}
	for _, p := range []string{"国务院", "国家", "中华人民共和国", "审计署", "中共中央", "中央", "全国", "最高人民", "中国人民银行", "中国证券监督", "海关总署", "工业和信息化部", "人力资源社会保障部", "人力资源和社会保障部"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	if centre().names[s] || strings.HasPrefix(s, "中国") && strings.HasSuffix(s, "会") {
		return true
	}
	n := utf8.RuneCountInString(s)
	return strings.HasSuffix(s, "部") && n <= 10 && !strings.HasSuffix(s, "组织部") && !strings.HasSuffix(s, "宣传部") && !strings.HasSuffix(s, "指挥部") ||
		strings.HasSuffix(s, "部办公厅") && n <= 14
}
