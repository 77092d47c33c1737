package outline

import (
	"strings"
	"unicode/utf8"
)

// style is one way of numbering. Two labels of one style count in one sequence. The order of the
// constants is the order in which official documents usually nest them (GB/T 9704: 一、 （一） 1. （1）); it is
// only a tie-break: the sequences themselves decide (tree.go).
type style uint8

const (
	none      style = iota
	part            // 第一编 第一篇 第一部分
	chapter         // 第一章
	section         // 第一节
	article         // 第一条 第一百六十二条之一
	romanBig        // Ⅰ. Ⅰ、 I.
	hanComma        // 一、 一．
	hanBoth         // （一） 〔一〕 (一) （一) ㈠
	hanHalf         // 一）
	bare            // 1 总则
	decimal2        // 1.1
	decimal3        // 1.1.1
	decimal4        // 1.1.1.1
	digitDot        // 1. 1． 1﹒ ⒈
	comma           // 1、
	digitBoth       // （1） ⑴
	digitHalf       // 1）
	circle          // ① ❶
	latinBig        // A.
	latin           // a. a）
	latinBoth       // (a)
	hanIs           // 一是
	box             // 专栏1
	styles          // how many there are
)

// label is one label read from the text.
type label struct {
	style style
	n     int    // what it counts
	above [3]int // decimals: the numbers before the last one, e.g. 3, 2 of 3.2.1
	sub   int    // articles: 第四条之二
	len   int    // bytes of the label
	body  int    // bytes to where the words behind it start
	weak  bool   // may be something else: wants a neighbour in its sequence
	ref   bool   // may be a reference or a quantity: believed only where a block starts and the sequence goes on
}

// notation reads one notation at the start of s; ok is false where s holds something else.
type notation func(s string) (label, bool)

// notations in order of precedence, by what the label's first character is.
var (
	onDi      = []notation{division}
	onHan     = []notation{hanIsLabel, hanLabel}
	onBracket = []notation{bracketLabel}
	onDigit   = []notation{decimalLabel, digitLabel}
	onSign    = []notation{signLabel}
	onLetter  = []notation{romanLabel, letterLabel}
	onBox     = []notation{boxLabel}
	onDash    = []notation{dashLabel}
)

// readLabels appends to out what the start of s can be, the likelier reading first: 3.5G网络 is a
// decimal at first sight and 3. where the sequence has come to 3.
func readLabels(s string, out []label) []label {
	if s == "" {
		return out
	}
	var list []notation
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case r >= '0' && r <= '9' || r >= '０' && r <= '９':
		list = onDigit
	case r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z':
		list = onLetter
	case isOpenBracket(r):
		list = onBracket
	case r == '第':
		list = onDi
	case r == '专':
		list = onBox
	case hanDigit(r) >= 0:
		list = onHan
	case r >= '①' && r <= '⒛', r >= 'Ⅰ' && r <= 'Ⅻ', r >= '❶' && r <= '❿', r >= '㈠' && r <= '㈩', r >= '㉑' && r <= '㉟', r >= '㊀' && r <= '㊉':
		list = onSign
	case r == '—' || r == '－' || r == '-' || r == '─':
		list = onDash
	default:
		return out
	}
	for _, read := range list {
		if l, ok := read(s); ok {
			out = append(out, l)
		}
	}
	return out
}

// --- 第X章 -------------------------------------------------------------------------------------------

// division reads 第一编, 第二章, 第3节, 第一百六十二条之一. A reference (第三条规定的…, 第一章和…) is none.
func division(s string) (label, bool) {
	at := len("第") + blanks(s[len("第"):])
	n, w := number(s[at:])
	if w == 0 {
		return label{}, false
	}
	at += w
	at += blanks(s[at:])
	l := label{n: n}
	r, w := utf8.DecodeRuneInString(s[at:])
	switch r {
	case '编', '篇':
		l.style = part
	case '章':
		l.style = chapter
	case '节':
		l.style = section
	case '条':
		l.style = article
	case '部':
		if !strings.HasPrefix(s[at:], "部分") {
			return label{}, false
		}
		l.style, w = part, len("部分")
	default:
		return label{}, false
	}
	at += w
	if l.style == article && strings.HasPrefix(s[at:], "之") {
		if n, w := number(s[at+len("之"):]); w > 0 {
			l.sub = n
			at += len("之") + w
		}
	}
	l.len = at
	l.body = at + gap(s[at:])
	spaced := l.body > at
	l.ref = refers(s[at:])
	l.weak = !spaced && at < len(s)
	return l, true
}

// afterReference are words that follow 第三条 where it points to an article and does not open one.
var afterReference = []string{"规定", "所列", "所规定", "第", "、", "和第", "与第", "至第", "或第", "或者第", "及第", "以及第",
	"款", "项规定", "项所", "项、", "项的", "项和", "的", "之规定", "中的", "中“", "修改为", "删去", "改为", "）", ")", "—", "-", "－"}

// afterItem are those that follow （三） where it points to an item: （三）项, （一）至（三）, （一）、（二）.
var afterItem = []string{"项规定", "项、", "项和", "项的", "项所", "项至", "款", "至（", "至(", "和（", "和(", "或（", "或(", "、（", "、(", "规定的"}

func refers(s string) bool     { return startsWithAny(s, afterReference) }
func refersItem(s string) bool { return startsWithAny(s, afterItem) }

// nextInBrackets: a further number in brackets follows at once, （二）（三）项.
func nextInBrackets(s string) bool {
	r, w := utf8.DecodeRuneInString(s)
	if !isOpenBracket(r) {
		return false
	}
	_, n := number(s[w:])
	r, _ = utf8.DecodeRuneInString(s[w+n:])
	return n > 0 && isCloseBracket(r)
}

func startsWithAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// --- 一、 一是 -----------------------------------------------------------------------------------------

// hanLabel reads 一、 一． 一） and, weakly, 一， 一 .
func hanLabel(s string) (label, bool) {
	n, at := hanNumber(s)
	if at == 0 {
		return label{}, false
	}
	blank := blanks(s[at:])
	r, w := utf8.DecodeRuneInString(s[at+blank:])
	l := label{style: hanComma, n: n}
	switch r {
	case '、', '､', '．', '﹒', '.':
		l.weak = listed(s[at+blank+w:], n)
	case '）', ')', '〕', '］', ']':
		l.style = hanHalf
	case '，', ',', '。', '：', ':', '·':
		l.weak = true
	default:
		if blank == 0 || n >= 10 && n%10 == 0 {
			return label{}, false
		}
		l.len, l.body, l.weak = at, at+blank, true
		return l, true
	}
	l.len = at + blank + w
	l.body = l.len + blanks(s[l.len:])
	return l, true
}

// listed tells 一、二级市场 and 1、2号楼 from a heading that starts with a number: the next number counts on.
func listed(s string, n int) bool {
	m, w := number(s)
	return w > 0 && m == n+1
}

// hanIsLabel reads 一是; it counts only where 二是 opens a paragraph as well.
func hanIsLabel(s string) (label, bool) {
	n, at := hanNumber(s)
	if at == 0 || !strings.HasPrefix(s[at:], "是") || n > 20 {
		return label{}, false
	}
	at += len("是")
	l := label{style: hanIs, n: n, len: at, weak: true}
	l.body = at + gap(s[at:])
	return l, true
}

// dashLabel reads —、 that character recognition made of 一、.
func dashLabel(s string) (label, bool) {
	_, w := utf8.DecodeRuneInString(s)
	if !strings.HasPrefix(s[w:], "、") {
		return label{}, false
	}
	l := label{style: hanComma, n: 1, len: w + len("、"), weak: true}
	l.body = l.len + blanks(s[l.len:])
	return l, true
}

// --- （一） （1） (a) ----------------------------------------------------------------------------------------

// bracketLabel reads a number in brackets of any kind, the two not always of one kind: （一） 〔一〕 （一) （1〕 (a).
func bracketLabel(s string) (label, bool) {
	_, at := utf8.DecodeRuneInString(s)
	at += blanks(s[at:])
	var l label
	if n, w := hanNumber(s[at:]); w > 0 {
		l.style, l.n, at = hanBoth, n, at+w
	} else if n, w := digits(s[at:]); w > 0 && n < 1000 {
		l.style, l.n, at = digitBoth, n, at+w
	} else if n, w := letter(s[at:]); w > 0 {
		l.style, l.n, l.weak, at = latinBoth, n, true, at+w
	} else if r, w := utf8.DecodeRuneInString(s[at:]); r == '—' || r == '-' || r == '－' {
		l.style, l.n, l.weak, at = hanBoth, 1, true, at+w
	} else {
		return label{}, false
	}
	at += blanks(s[at:])
	r, w := utf8.DecodeRuneInString(s[at:])
	switch {
	case isCloseBracket(r):
		at += w
	case l.style == hanBoth && r == '、': // the bracket was lost
		l.weak, at = true, at+w
	default:
		return label{}, false
	}
	if refersItem(s[at:]) || nextInBrackets(s[at:]) {
		return label{}, false
	}
	l.len = at
	if strings.HasPrefix(s[at:], "、") { // （一）、
		at += len("、")
	}
	l.body = at + blanks(s[at:])
	return l, true
}

// --- 1. 1、 1） 1.1 -----------------------------------------------------------------------------------------

const mostItems = 400 // a larger number is a year or a quantity

// digitLabel reads 1. 1． 1﹒ 1、 1） 1 .
func digitLabel(s string) (label, bool) {
	n, at := digits(s)
	if at == 0 || n == 0 || n > mostItems || s[0] == '0' && at > 1 && n > 99 {
		return label{}, false
	}
	blank := blanks(s[at:])
	rest := s[at+blank:]
	r, w := utf8.DecodeRuneInString(rest)
	l := label{style: digitDot, n: n}
	switch r {
	case '\\': // Markdown: 1\.
		if !strings.HasPrefix(rest, `\.`) && !strings.HasPrefix(rest, `\)`) {
			return label{}, false
		}
		w = 2
	case '.', '．', '﹒', '·', '。', '•':
		l.weak = r == '·' || r == '。' || r == '•' || startsWithDigit(rest[w:])
		l.ref = quantity(rest[w:])
	case '、', '､':
		l.style, l.weak = comma, listed(rest[w:], n)
	case '）', ')':
		l.style = digitHalf
	case '，', ',', '：', ':':
		l.style, l.weak = comma, true
		if startsWithDigit(rest[w:]) {
			return label{}, false
		}
	default:
		l = label{style: bare, n: n, len: at, body: at + blank, weak: true}
		return l, (blank > 0 || w == 0) && opensWords(rest) || blank == 0 && isHan(r)
	}
	l.len = at + blank + w
	l.body = l.len + blanks(s[l.len:])
	return l, true
}

// decimalLabel reads 1.1, 1.1.1 and 1.1.1.1; whether it is a quantity the sequence tells.
func decimalLabel(s string) (label, bool) {
	l := label{weak: true}
	at, depth := 0, 0
	for depth < 4 {
		n, w := digits(s[at:])
		if w == 0 || n == 0 || n > 99 || s[at] == '0' {
			break
		}
		if depth > 0 {
			l.above[depth-1] = l.n
		}
		l.n, at, depth = n, at+w, depth+1
		r, dot := utf8.DecodeRuneInString(s[at:])
		if r != '.' && r != '．' || !startsWithDigit(s[at+dot:]) {
			break
		}
		at += dot
	}
	if depth < 2 || depth == 4 && startsWithDigit(s[at:]) {
		return label{}, false
	}
	l.style = decimal2 + style(depth-2)
	l.len = at
	r, w := utf8.DecodeRuneInString(s[at:])
	switch {
	case r == '.' || r == '．' || r == '、' || r == '）' || r == ')':
		l.len += w
	case r == '%' || r == '％' || r == '‰' || r == '-' || r == '—' || r == '~' || r == '～':
		return label{}, false
	case r >= '0' && r <= '9': // 2.05
		return label{}, false
	}
	l.body = l.len + blanks(s[l.len:])
	return l, true
}

// quantity tells 2.5亿元, 3.5% and 1.85 from 3.5G网络 and 1.2025年: behind the point stand digits and a measure, or
// nothing that could be a word.
func quantity(s string) bool {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 || n > 3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[n+blanks(s[n:]):])
	return strings.ContainsRune(measures, r) || !isHan(r) && !(r >= 'A' && r <= 'Z') && r != '+' && r != '“' && r != '、'
}

const measures = "%％‰亿万千百个元吨亩倍米公平立户家人件份次项项级℃度岁天月日小分"

func startsWithDigit(s string) bool { _, w := digits(s); return w > 0 }

func opensWords(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && (isHan(r) || r == '“' || r == '《')
}

// --- ① ⑴ ⒈ ㈠ Ⅰ ----------------------------------------------------------------------------------------

func signLabel(s string) (label, bool) {
	r, w := utf8.DecodeRuneInString(s)
	l := label{len: w}
	switch {
	case r >= '①' && r <= '⑳':
		l.style, l.n = circle, int(r-'①')+1
	case r >= '⑴' && r <= '⒇':
		l.style, l.n = digitBoth, int(r-'⑴')+1
	case r >= '⒈' && r <= '⒛':
		l.style, l.n = digitDot, int(r-'⒈')+1
	case r >= '❶' && r <= '❿':
		l.style, l.n = circle, int(r-'❶')+1
	case r >= '㉑' && r <= '㉟':
		l.style, l.n = circle, int(r-'㉑')+21
	case r >= '㈠' && r <= '㈩':
		l.style, l.n = hanBoth, int(r-'㈠')+1
	case r >= '㊀' && r <= '㊉':
		l.style, l.n = hanBoth, int(r-'㊀')+1
	case r >= 'Ⅰ' && r <= 'Ⅻ':
		l.style, l.n, l.weak = romanBig, int(r-'Ⅰ')+1, true
	default:
		return label{}, false
	}
	if r, w := utf8.DecodeRuneInString(s[l.len:]); r == '.' || r == '．' || r == '、' {
		l.len += w
	} else if l.style == romanBig && blanks(s[l.len:]) == 0 { // Ⅲ类
		return label{}, false
	}
	l.body = l.len + blanks(s[l.len:])
	return l, true
}

// --- I. A. a) --------------------------------------------------------------------------------------------

var romans = map[string]int{"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}

func romanLabel(s string) (label, bool) {
	at := 0
	for at < len(s) && at < 5 && (s[at] == 'I' || s[at] == 'V' || s[at] == 'X') {
		at++
	}
	n := romans[s[:at]]
	if n == 0 {
		return label{}, false
	}
	return lettered(s, label{style: romanBig, n: n, len: at})
}

func letterLabel(s string) (label, bool) {
	n, at := letter(s)
	if at == 0 {
		return label{}, false
	}
	l := label{style: latin, n: n, len: at}
	if s[0] <= 'Z' {
		l.style = latinBig
	}
	return lettered(s, l)
}

// lettered finishes a label of letters: a full stop, 、 or bracket must follow, and no further letter (U.S., e.g.).
func lettered(s string, l label) (label, bool) {
	r, w := utf8.DecodeRuneInString(s[l.len:])
	switch r {
	case '.', '．', '、', ')', '）':
	default:
		return label{}, false
	}
	l.len += w
	if r, _ := utf8.DecodeRuneInString(s[l.len:]); r < 0x80 && r != ' ' && l.len < len(s) {
		return label{}, false
	}
	l.weak = true
	l.body = l.len + blanks(s[l.len:])
	return l, true
}

// letter reads one ASCII letter as its place in the alphabet.
func letter(s string) (n, w int) {
	if s == "" {
		return 0, 0
	}
	switch c := s[0]; {
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 1, 1
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 1, 1
	}
	return 0, 0
}

// --- 专栏1 ------------------------------------------------------------------------------------------------

// boxLabel reads 专栏1, 专栏一: a box of projects or indicators beside the text.
func boxLabel(s string) (label, bool) {
	if !strings.HasPrefix(s, "专栏") {
		return label{}, false
	}
	at := len("专栏") + blanks(s[len("专栏"):])
	n, w := number(s[at:])
	if w == 0 || n > 99 {
		return label{}, false
	}
	at += w
	l := label{style: box, n: n, len: at}
	l.body = at + gap(s[at:])
	return l, !refersItem(s[at:])
}

// --- numbers, brackets, blanks ----------------------------------------------------------------------------

func number(s string) (n, w int) {
	if n, w = hanNumber(s); w > 0 {
		return n, w
	}
	return digits(s)
}

// digits reads an Arabic number of at most four digits, half or full width.
func digits(s string) (n, w int) {
	for i := 0; ; i++ {
		d := -1
		step := 0
		if w < len(s) && s[w] >= '0' && s[w] <= '9' {
			d, step = int(s[w]-'0'), 1
		} else if w+2 < len(s) && s[w] == 0xEF && s[w+1] == 0xBC && s[w+2] >= 0x90 && s[w+2] <= 0x99 { // ０–９
			d, step = int(s[w+2]-0x90), 3
		}
		if d < 0 {
			return n, w
		}
		if i == 4 {
			return 0, 0
		}
		n, w = n*10+d, w+step
	}
}

func hanDigit(r rune) int {
	switch r {
	case '〇', '零':
		return 0
	case '一':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	case '廿':
		return 20
	case '百':
		return 100
	case '千':
		return 1000
	}
	return -1
}

// hanNumber reads 一 … 九千九百九十九, with or without 零.
func hanNumber(s string) (n, w int) {
	digit := -1
	for w < len(s) && s[w] >= 0x80 {
		r, size := utf8.DecodeRuneInString(s[w:])
		d := hanDigit(r)
		switch {
		case d < 0:
			goto done
		case d == 20:
			n += 20
		case d >= 10:
			if digit < 0 {
				if n > 0 && d >= n || d > 10 { // 百, 千 alone
					return 0, 0
				}
				digit = 1
			}
			n += digit * d
			digit = -1
		case digit > 0: // 一二: two numbers
			return 0, 0
		default:
			digit = d
		}
		w += size
	}
done:
	if digit > 0 {
		n += digit
	}
	if n == 0 {
		return 0, 0
	}
	return n, w
}

func isOpenBracket(r rune) bool {
	switch r {
	case '（', '(', '〔', '［', '[', '【', '﹝', '﹙':
		return true
	}
	return false
}

func isCloseBracket(r rune) bool {
	switch r {
	case '）', ')', '〕', '］', ']', '】', '﹞', '﹚':
		return true
	}
	return false
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF }

// blanks is how many bytes of white space s starts with, line ends not counted.
func blanks(s string) int {
	for i, r := range s {
		if r != ' ' && r != '\u3000' && r != '\u00A0' && r != '\t' {
			return i
		}
	}
	return len(s)
}

// gap is white space and one colon.
func gap(s string) int {
	n := blanks(s)
	if strings.HasPrefix(s[n:], "：") {
		n += len("：")
	} else if strings.HasPrefix(s[n:], ":") {
		n++
	}
	return n + blanks(s[n:])
}
