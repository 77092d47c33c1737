package plain

import (
	"sort"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// paragraph is lines that belong together, or one table cell.
type paragraph struct {
	lines   []line
	heading int
	cell    *document.RawBlock
	open    []rune // the brackets that are open behind the last line
}

// add appends a line.
func (p *paragraph) add(l line) {
	p.lines = append(p.lines, l)
	for _, r := range l.text {
		switch r {
		case '（', '(', '〔', '【', '《', '［', '[':
			p.open = append(p.open, r)
		case '）', ')', '〕', '】', '》', '］', ']':
			if n := len(p.open); n > 0 {
				p.open = p.open[:n-1]
			}
		}
	}
}

// parts are the paragraph's stretches of raw.
func (p paragraph) parts(string) []document.Span {
	var out []document.Span
	for _, l := range p.lines {
		out = append(append(out, l.span), l.more...)
	}
	return out
}

// join puts lines together that a program or a printer broke. Whether a document is hard-wrapped at all is told first,
// from all its lines; in one that is not, only a bracket that stays open joins.
func join(ls []line) []paragraph {
	if len(ls) == 0 {
		return nil
	}
	w := newWrapping(ls)
	if w.hard && !w.apart {
		ls = w.printed()
		w = &wrapping{ls: ls, full: w.full, hard: true, gaps: w.gaps, front: front(ls, w.full), inTable: make([]bool, len(ls))}
		w.tables()
	}
	var out []paragraph
	for i := range ls {
		l := &ls[i]
		if n := len(out); n > 0 && w.goesOn(i, &out[n-1]) {
			out[n-1].add(*l)
			continue
		}
		p := paragraph{heading: l.heading, cell: l.cell}
		p.add(*l)
		out = append(out, p)
	}
	return out
}

// wrapping is what all lines together say.
type wrapping struct {
	ls      []line
	hard    bool
	full    int  // the width of a full line, in columns
	gaps    bool // an empty line ends a paragraph
	apart   bool // figures stand on lines of their own, taken out of their sentences
	front   int  // lines before this one are title, number and addressees
	inTable []bool
}

// The width of a line that a printer or converter broke: from 12 characters, in a column of a page, to about 70.
const (
	narrowest = 24
	widest    = 140
)

func newWrapping(ls []line) *wrapping {
	w := &wrapping{ls: ls, full: fullWidth(ls), inTable: make([]bool, len(ls))}
	wide, broken := 0, 0
	for i, l := range ls[:len(ls)-1] {
		if l.cell != nil || l.width*10 < w.full*8 {
			continue
		}
		wide++
		if !ended(l.text) && !beginsItem(ls[i+1].text) {
			broken++
		}
	}
	long := 0 // what no printer sets on one line; the title on top may be a compiler's own
	for _, l := range ls[min(2, len(ls)):] {
		if l.width > max(widest, w.full*3/2) {
			long++
		}
	}
	w.hard = narrowest <= w.full && w.full <= widest && wide >= 3 && broken*10 > wide*3 && long*100 <= len(ls)
	w.front = front(ls, w.full)
	w.gaps = gapsEnd(ls)
	w.apart = figuresApart(ls)
	w.tables()
	return w
}

// figuresApart reports a dump that put every figure on a line of its own, wherever its type changed: 本次响应自 · 2021 ·
// 年春节起. In a column of a table the unit is a cell, and no sentence goes on behind it.
func figuresApart(ls []line) bool {
	alone, inside := 0, 0
	for i := 1; i+1 < len(ls); i++ {
		if ls[i].cell != nil || !figureAlone(ls[i].text) {
			continue
		}
		alone++
		next := ls[i+1].text
		if r, n := utf8.DecodeRuneInString(next); len(next) > 2*n && strings.ContainsRune("年月日号个万千亿项家名条户公平元人时天周分小级类〕）)，、。：", r) && !ended(ls[i-1].text) {
			inside++
		}
	}
	return inside >= 5 && inside*10 >= alone*3
}

// figureAlone reports a line that is a figure and no more: 2021, 2018~2020, 0:00, 70%.
func figureAlone(s string) bool {
	return s != "" && len(s) <= 14 && strings.Trim(s, "0123456789.%~/:-—,+") == "" && strings.ContainsAny(s, "0123456789")
}

// quotedAlone reports a line that is a quotation and no more: “三支一扶”.
func quotedAlone(s string) bool {
	inner, ok := strings.CutPrefix(s, "“")
	return ok && strings.Index(inner, "”") == len(inner)-len("”")
}

// printed puts printed lines together again: dumps of pages break them behind every mark, so that one line of the page
// is several of the file, all but the last of which end in a mark, and which together make a full line.
func (w *wrapping) printed() []line {
	var out []line
	for i := 0; i < len(w.ls); {
		n := 1
		if i >= w.front && !w.inTable[i] {
			n = w.pieces(i)
		}
		l := w.ls[i]
		for _, m := range w.ls[i+1 : i+n] {
			l.more = append(l.more, m.span)
			l.text += m.text
			l.width += m.width
		}
		out = append(out, l)
		i += n
	}
	return out
}

// pieces is how many lines from i on make one printed line.
func (w *wrapping) pieces(i int) int {
	width := w.ls[i].width
	if t := w.ls[i].text; (strings.HasSuffix(t, "）") || strings.HasSuffix(t, ")")) && !strings.ContainsAny(t, "，。；、：") && !beginsItem(t) && (i == 0 || !w.ls[i-1].full(w) || ended(w.ls[i-1].text)) {
		return 1 // the end of a title: 行动方案（2023—2025年）
	}
	for j := i + 1; j < len(w.ls); j++ {
		before, l := w.ls[j-1], w.ls[j]
		r, _ := utf8.DecodeLastRuneInString(before.text)
		if l.cell != nil || l.gap || w.inTable[j] || !strings.ContainsRune("，、。；：！？》”’）)》,;:", r) || beginsItem(l.text) || startsAnew(l.text) || w.signature(j) {
			return 1
		}
		width += l.width
		if width > w.full+4 {
			return 1
		}
		if width*20 >= w.full*18 && (!ended(l.text) || width*20 >= w.full*19) {
			return j - i + 1
		}
	}
	return 1
}

// full reports whether a line has no room left.
func (l *line) full(w *wrapping) bool { return l.width*20 >= w.full*17 }

// fullWidth is the width that several lines reach and few pass.
func fullWidth(ls []line) int {
	var widths []int
	for _, l := range ls {
		if l.cell == nil {
			widths = append(widths, l.width)
		}
	}
	if len(widths) == 0 {
		return widest + 1
	}
	sort.Sort(sort.Reverse(sort.IntSlice(widths)))
	need := max(1, len(widths)/50)
	for i, width := range widths {
		if i+need < len(widths) && width-widths[i+need] <= 4 {
			return width
		}
	}
	return widths[0]
}

// front is the index of the first line behind the addressees, or of the first full line of prose.
func front(ls []line, full int) int {
	for i, l := range ls[:min(len(ls), 30)] {
		if strings.HasSuffix(l.text, "：") || strings.HasSuffix(l.text, ":") {
			return i + 1
		}
		if i > 0 && l.width*10 > full*8 && strings.Contains(l.text, "，") || beginsItem(l.text) {
			return i
		}
	}
	return 0
}

// gapsEnd reports whether the lines before empty lines mostly end sentences; in a dump of pages they do not.
func gapsEnd(ls []line) bool {
	gaps, ends := 0, 0
	for i := 1; i < len(ls); i++ {
		if ls[i].gap {
			gaps++
			if ended(ls[i-1].text) || beginsItem(ls[i].text) || ls[i-1].width < 30 {
				ends++
			}
		}
	}
	return gaps > 0 && ends*10 >= gaps*8
}

// tables marks runs of narrow lines under a header of short words (序号, 重点任务 …): cells, one or more lines each,
// which the table recogniser reads line by line.
func (w *wrapping) tables() {
	for i := 0; i+2 < len(w.ls); i++ {
		if !w.header(i) {
			continue
		}
		wide := 0
		for j := i; j < len(w.ls) && wide < 3; j++ {
			w.inTable[j] = true
			if w.ls[j].width*4 > w.full*3 && w.ls[j].width > 48 {
				wide++
			} else {
				wide = 0
			}
			if wide == 3 {
				w.inTable[j], w.inTable[j-1], w.inTable[j-2] = false, false, false
			}
			i = j
		}
	}
}

// header reports whether a table's header begins at line i: 序号 and two more short lines without marks.
func (w *wrapping) header(i int) bool {
	if t := strings.ReplaceAll(w.ls[i].text, " ", ""); t != "序号" && !strings.HasPrefix(t, "序号重点") && !strings.HasPrefix(t, "序号工作") && !strings.HasPrefix(t, "序号任务") {
		return false
	}
	for _, l := range w.ls[i : i+3] {
		if l.width > 40 || strings.ContainsAny(l.text, "，。；：") {
			return false
		}
	}
	return true
}

// longest bounds a paragraph that only an open bracket holds together.
const longest = 40

// goesOn reports whether line i belongs to the paragraph p that the lines before it make.
func (w *wrapping) goesOn(i int, p *paragraph) bool {
	cur, next := &p.lines[len(p.lines)-1], &w.ls[i]
	if cur.cell != nil || next.cell != nil || cur.heading != 0 || next.heading != 0 || w.inTable[i] || w.inTable[i-1] {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(next.text); strings.ContainsRune("，。、；：）〕】］〉》”’！？)]的", r) && !next.gap {
		return true // no paragraph begins with such a mark, nor with 的
	}
	if next.gap && (w.gaps || !w.hard) || strings.HasPrefix(p.lines[0].text, "（此件") {
		return false
	}
	if i == 1 && strings.HasSuffix(cur.text, "》") && strings.Contains(cur.text, "印发《") && !strings.Contains(cur.text, "，") {
		return false // the title of a press text: …印发《关于…的意见》
	}
	if w.apart && !ended(cur.text) && (figureAlone(cur.text) || figureAlone(next.text)) {
		return !(len(p.lines) == 1 && beginsItem(cur.text) && heading40(p))
	}
	if n := len(p.open); n > 0 && len(p.lines) < longest && !startsAnew(next.text) && w.closesSoon(i, p.open[n-1]) {
		return true
	}
	fullLine := cur.full(w)
	figure := decimal(next.text) && fullLine && !ended(cur.text) // …达到 | 2.6万张
	if !w.hard || startsAnew(next.text) || beginsItem(next.text) && !figure || w.signature(i) {
		return false
	}
	if i > w.front && !ended(strings.TrimRight(cur.text, "”")) && (quotedAlone(cur.text) || quotedAlone(next.text)) {
		return true
	}
	if i < w.front {
		return !ended(cur.text) && (strings.HasSuffix(cur.text, "，") || strings.HasSuffix(cur.text, "、") || strings.HasSuffix(cur.text, "；"))
	}
	if next.indent >= 4 && next.indent > cur.indent && cur.indent == 0 {
		return false
	}
	switch last, _ := utf8.DecodeLastRuneInString(cur.text); {
	case strings.ContainsRune("，、,“‘《（(〔－", last):
		return true
	case ended(cur.text):
		// A sentence may end where the line does; only a line without room left goes on then.
		return cur.width*20 >= w.full*19 && last != '：' && last != '；' && next.width*2 > w.full
	case beginsItem(p.lines[0].text) && !fullLine && heading40(p):
		return false // a heading on lines of its own
	}
	// Inside a paragraph a line that breaks off goes on, however short the dump cut it.
	return fullLine || len(p.lines) > 1 || cur.width <= scrap || cur.width*10 >= w.full*6 && strings.ContainsAny(cur.text, "，。；")
}

// scrap is the width of what a dump may cut off a line: up to four characters.
const scrap = 8

// heading40 reports whether the paragraph so far reads as a heading: short, without marks of a sentence.
func heading40(p *paragraph) bool {
	n := 0
	for _, l := range p.lines {
		n += l.width
		if strings.ContainsAny(l.text, "。；") {
			return false
		}
	}
	return n <= 160
}

// closesSoon reports whether the bracket is closed before the next item begins.
func (w *wrapping) closesSoon(i int, open rune) bool {
	shut := closing(open)
	for j := i; j < len(w.ls) && j < i+12; j++ {
		t := w.ls[j].text
		if j > i && startsAnew(t) {
			return false
		}
		if k := strings.IndexRune(t, shut); k >= 0 {
			if o := strings.IndexRune(t, open); o < 0 || o > k || j == i {
				return true
			}
		}
		if !w.hard && j >= i+3 {
			return false
		}
	}
	return false
}

// signature reports whether line i begins a signature: a body or a date alone, with a date near below.
func (w *wrapping) signature(i int) bool {
	for j := i; j < len(w.ls) && j <= i+3; j++ {
		t := w.ls[j].text
		if isDate(t) {
			return true
		}
		if w.ls[j].width*10 > w.full*6 || strings.ContainsAny(t, "，。；、：") {
			return false
		}
	}
	return false
}

func closing(open rune) rune {
	opens, closes := []rune("（(〔【《［["), []rune("）)〕】》］]")
	for i, r := range opens {
		if r == open {
			return closes[i]
		}
	}
	return 0
}

// ended reports whether a line's last mark may end a paragraph.
func ended(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”’\""))
	return strings.ContainsRune("。；：！？）〕】.;:!?)…", r)
}

// starts are the words that open a line of their own wherever they stand first.
var starts = []string{"责任单位", "牵头单位", "责任部门", "牵头部门", "配合单位", "配合部门", "参与单位", "完成时限", "完成时间", "负责单位", "责任处室", "责任科室", "主办单位", "承办单位", "协办单位", "落实单位", "实施单位", "负责部门", "主办部门", "协办部门", "落实部门", "附件", "（此件", "(此件", "抄送", "主送", "联系人"}

// startsAnew reports whether a line opens a paragraph by its first words.
func startsAnew(s string) bool {
	for _, w := range starts {
		if rest, ok := strings.CutPrefix(s, w); ok {
			r, _ := utf8.DecodeRuneInString(rest)
			return rest == "" || strings.ContainsRune("：:1234567890１２３ ", r) || strings.HasPrefix(w, "（") || strings.HasPrefix(w, "(")
		}
	}
	return isDate(s)
}

const hanDigits = "一二三四五六七八九十百零〇○"

// isDate reports whether a line is a date alone: 2023年6月19日, 二〇二三年六月十九日.
func isDate(s string) bool {
	if len(s) > 60 || !strings.Contains(s, "年") {
		return false
	}
	marks := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r == ' ', r >= '０' && r <= '９', strings.ContainsRune(hanDigits, r):
		case r == '年' || r == '月' || r == '日':
			marks++
		default:
			return false
		}
	}
	return marks >= 2
}

// decimal reports whether a line begins with what may be a figure such as 2.6万 and no year behind a label (2.2025年).
func decimal(s string) bool {
	body := strings.TrimLeft(s, "0123456789")
	fraction, ok := strings.CutPrefix(body, ".")
	rest := strings.TrimLeft(fraction, "0123456789")
	n := len(fraction) - len(rest)
	return ok && len(body) < len(s) && n > 0 && !(n == 4 && strings.HasPrefix(rest, "年"))
}

// beginsItem reports whether a line begins with what looks like a label of the outline. 2023年, 1.5% and 3个 do not.
func beginsItem(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	rest := s[n:]
	switch {
	case strings.ContainsRune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", r):
		return true
	case r == '（' || r == '(' || r == '〔' || r == '［' || r == '[':
		body := strings.TrimLeft(rest, hanDigits+"0123456789０１２３４５６７８９ ")
		c, _ := utf8.DecodeRuneInString(body)
		return len(body) < len(rest) && strings.ContainsRune("）)〕］]", c)
	case r == '第':
		body := strings.TrimLeft(rest, hanDigits+"0123456789")
		c, m := utf8.DecodeRuneInString(body)
		after, _ := utf8.DecodeRuneInString(body[m:])
		return len(body) < len(rest) && strings.ContainsRune("编章节条", c) && !strings.ContainsRune("、，和至的规第", after)
	case strings.ContainsRune(hanDigits, r):
		body := strings.TrimLeft(s, hanDigits)
		c, m := utf8.DecodeRuneInString(body)
		return (c == '、' || c == '．' || c == '.') && len(s)-len(body) <= 9 && !strings.HasPrefix(body[m:], "二") || c == '是' && len(s)-len(body) == 3
	case r >= '0' && r <= '9' || r >= '０' && r <= '９':
		body := strings.TrimLeft(s, "0123456789０１２３４５６７８９")
		if len(s)-len(body) > 6 || strings.HasPrefix(s, "0.") {
			return false // 0.8：1 is a figure
		}
		c, m := utf8.DecodeRuneInString(body)
		after, _ := utf8.DecodeRuneInString(body[m:])
		return strings.ContainsRune("、.．﹒)）", c) && !(after >= '0' && after <= '9' && len(s)-len(body) > 2) && !strings.ContainsRune("%％", after)
	}
	return false
}
