package target

// Numerals: from the digits as written to exact decimal strings. Notations known here:
//
//	1200  1,200  13.5  １２００  3千  1.2万  3万亿      Arabic digits, with 万 and 亿 kept for the unit
//	五  二十  三百二十  一万二千  五千万  万亿元          Chinese numerals; 万 and 亿 at the end are kept for the unit
//	3000多  1.2万余  二十余  十几                        more than
//	上百  近千  数十                                     at least, about, some tens
//	百分之八十  千分之五  三分之二  八成  半数  一半           shares
//	2—3  5%—8%  三至五  80-150  两三                     ranges
import (
	"strings"
	"unicode/utf8"

	"github.com/cockroachdb/apd/v3"
)

// number is a numeral: its value as a decimal string in units of mult.
type number struct {
	value string
	mult  string // 万, 亿, 万亿: a part of the unit as written
	op    string // what the numeral itself says: > for 余 and 多, >= for 上百, ~ for 近千
	share string // %, ‰ or "ratio" for the notations of shares that need no unit
	han   bool   // written in Chinese
	one   bool   // the bare Chinese 一, which is an article more often than a count
}

// numberAt reads the numeral at text[at:]; end is 0 if none stands there.
func numberAt(text string, at int) (n number, end int) {
	if d, _ := digitAt(text, at); d >= 0 {
		return arabicAt(text, at)
	}
	return hanAt(text, at)
}

// digitAt is the ASCII or full-width digit at text[at:], -1 if none, and its length in bytes.
func digitAt(text string, at int) (digit, n int) {
	if at >= len(text) {
		return -1, 0
	}
	if c := text[at]; c < utf8.RuneSelf {
		if '0' <= c && c <= '9' {
			return int(c - '0'), 1
		}
		return -1, 1
	}
	r, n := utf8.DecodeRuneInString(text[at:])
	if '０' <= r && r <= '９' {
		return int(r - '０'), n
	}
	return -1, n
}

func arabicAt(text string, at int) (number, int) {
	var b strings.Builder
	i, dot := at, false
	for i < len(text) {
		d, n := digitAt(text, i)
		if d >= 0 {
			b.WriteByte(byte('0' + d))
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if (r == ',' || r == '，') && !dot && thousands(text, i+n) {
			i += n
			continue
		}
		if (r == '.' || r == '．') && !dot {
			if d, _ := digitAt(text, i+n); d >= 0 {
				b.WriteByte('.')
				dot = true
				i += n
				continue
			}
		}
		break
	}
	n := number{value: tidy(b.String())}
	return scaleAt(text, i, n)
}

// thousands reports whether exactly three digits stand at text[at:].
func thousands(text string, at int) bool {
	for range 3 {
		d, n := digitAt(text, at)
		if d < 0 {
			return false
		}
		at += n
	}
	d, _ := digitAt(text, at)
	return d < 0
}

// scaleAt reads what follows the digits: 千, 百, 万, 亿 and 余, 多.
func scaleAt(text string, i int, n number) (number, int) {
	more := func() {
		for _, w := range []string{"余", "多", "几"} {
			if strings.HasPrefix(text[i:], w) {
				n.op = ">"
				i += len(w)
				return
			}
		}
	}
	more()
	if p := powerOfTen(text, i); p > 0 && !startsWord(text, i) {
		n.value = shift(n.value, p)
		i += 3
	}
	for _, m := range []string{"万亿", "亿", "万"} {
		if strings.HasPrefix(text[i:], m) {
			n.mult = m
			i += len(m)
			break
		}
	}
	if n.op == "" {
		more()
	}
	return n, i
}

// startsWord reports whether 千 or 百 at text[i:] begins a unit (千瓦, 千米, 百分点) and is no factor.
func startsWord(text string, i int) bool {
	for _, w := range []string{"千瓦", "千米", "千克", "千伏", "千焦", "千卡", "千帕", "千赫", "千兆", "千卡", "百分", "百帕", "千卡路里", "千公里", "千乏", "千标箱"} {
		if strings.HasPrefix(text[i:], w) {
			return w != "千公里" && w != "千标箱"
		}
	}
	return false
}

func powerOfTen(text string, i int) int {
	switch {
	case strings.HasPrefix(text[i:], "千"):
		return 3
	case strings.HasPrefix(text[i:], "百"):
		return 2
	}
	return 0
}

var hanDigit = map[rune]int{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

var hanPower = map[rune]int{'十': 1, '百': 2, '千': 3}

// hanAt reads a numeral in Chinese characters.
func hanAt(text string, at int) (number, int) {
	if n, end := shareAt(text, at); end > 0 {
		return n, end
	}
	if n, end := vagueAt(text, at); end > 0 {
		return n, end
	}
	total, digit, i, seen := 0, -1, at, false
	units := 0 // runs of digits read as a number, e.g. 二〇二五
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if d, ok := hanDigit[r]; ok {
			if digit > 0 && seen && r != '零' && r != '〇' {
				units++
			}
			digit = d
			seen = true
		} else if p, ok := hanPower[r]; ok {
			if digit < 0 {
				digit = 1
			}
			f := 1
			for range p {
				f *= 10
			}
			total += digit * f
			digit = -1
			seen = true
		} else {
			break
		}
		i += size
	}
	if !seen && strings.HasPrefix(text[at:], "万亿元") {
		return number{value: "1", mult: "万亿", han: true}, at + len("万亿")
	}
	if !seen && tenThousand(text, at) {
		return number{value: "1", mult: "万", han: true}, at + len("万")
	}
	if !seen || units > 0 {
		return adjacentAt(text, at)
	}
	if digit > 0 {
		total += digit
	}
	n := number{value: itoa(total), han: true, one: text[at:i] == "一"}
	n, i = scaleAt(text, i, n)
	// 一万二千: digits may go on after 万 and make the value a whole one.
	if n.mult == "万" && n.op == "" {
		if low, end := hanAt(text, i); end > 0 && low.han && low.mult == "" && low.share == "" && low.op == "" && len(low.value) <= 4 && !low.one && end-i > 3 {
			whole := shift(n.value, 4)
			return number{value: add(whole, low.value), han: true}, end
		}
	}
	return n, i
}

// tenThousand reports a 万 that counts things behind a joint, as 百 and 千 before it do: 百支乐团、千支舞蹈队、万个社团.
func tenThousand(text string, at int) bool {
	if at == 0 || !strings.HasPrefix(text[at:], "万") || !endsIn(text[:at], []string{"、", "和", "及", "，"}) {
		return false
	}
	u, _ := units().unitAt(text, at+len("万"))
	return u != nil && u.dimension == "count" && u.class == "thing"
}

// adjacentAt reads 两三, 三五, 七八: two neighbouring digits that say a range; the caller gets the first
// as value and "≤second" in op for rangeAt to unfold.
func adjacentAt(text string, at int) (number, int) {
	a, n := utf8.DecodeRuneInString(text[at:])
	b, m := utf8.DecodeRuneInString(text[at+n:])
	x, okA := hanDigit[a]
	y, okB := hanDigit[b]
	next, _ := utf8.DecodeRuneInString(text[at+n+m:])
	if _, more := hanDigit[next]; !okA || !okB || more || x == 0 || y <= x || y > x+2 {
		return number{}, 0
	}
	return number{value: itoa(x), op: "…" + itoa(y), han: true}, at + n + m
}

// shareAt reads 百分之八十, 三分之二, 八成, 半数, 一半.
func shareAt(text string, at int) (number, int) {
	rest := text[at:]
	for _, w := range []string{"半数", "一半", "过半"} {
		if strings.HasPrefix(rest, w) {
			op := ""
			if w == "过半" {
				op = ">"
			}
			return number{value: "50", share: "%", han: true, op: op}, at + len(w)
		}
	}
	if i := strings.Index(rest[:min(len(rest), 24)], "分之"); i > 0 {
		base, end := wholeHan(rest[:i])
		if end == i {
			top, n := numberAt(rest, i+len("分之"))
			if n > 0 && top.mult == "" {
				switch base {
				case 100:
					return number{value: top.value, share: "%", han: true, op: top.op}, at + n
				case 1000:
					return number{value: top.value, share: "‰", han: true, op: top.op}, at + n
				}
				return number{value: top.value + ":" + itoa(base), share: "ratio", han: true}, at + n
			}
		}
	}
	r, n := utf8.DecodeRuneInString(rest)
	d, ok := hanDigit[r]
	if !ok {
		return number{}, 0
	}
	if tail, ok := strings.CutPrefix(rest[n:], "成"); ok && d > 0 {
		// 三成 is a share; 一成 begins words (一成不变).
		if d == 1 || strings.HasPrefix(tail, "立") || strings.HasPrefix(tail, "为") {
			return number{}, 0
		}
		end := at + n + len("成")
		if s, m := utf8.DecodeRuneInString(tail); hanDigit[s] > 0 {
			return number{value: itoa(d*10 + hanDigit[s]), share: "%", han: true}, end + m
		}
		return number{value: itoa(d * 10), share: "%", han: true}, end
	}
	return number{}, 0
}

// wholeHan is the value of a Chinese numeral that stands at the start of s, and its length.
func wholeHan(s string) (value, end int) {
	total, digit := 0, -1
	for i, r := range s {
		if d, ok := hanDigit[r]; ok {
			digit = d
		} else if p, ok := hanPower[r]; ok {
			if digit < 0 {
				digit = 1
			}
			for range p {
				digit *= 10
			}
			total += digit
			digit = -1
		} else {
			return 0, 0
		}
		end = i + utf8.RuneLen(r)
	}
	if digit > 0 {
		total += digit
	}
	return total, end
}

// vagueAt reads 上百, 近千, 数十万.
func vagueAt(text string, at int) (number, int) {
	r, n := utf8.DecodeRuneInString(text[at:])
	op := ""
	switch r {
	case '上':
		op = ">="
	case '近':
		op = "~"
	case '数', '几':
		op = ">"
	default:
		return number{}, 0
	}
	p, m := utf8.DecodeRuneInString(text[at+n:])
	f, ok := hanPower[p]
	value := "1"
	if ok {
		value = shift("1", f)
	} else if p == '万' || p == '亿' {
		return number{value: "1", mult: string(p), op: op, han: true}, at + n + m
	} else {
		return number{}, 0
	}
	num := number{value: value, op: op, han: true}
	i := at + n + m
	for _, w := range []string{"万", "亿"} {
		if strings.HasPrefix(text[i:], w) {
			num.mult = w
			i += len(w)
		}
	}
	return num, i
}

// tidy drops leading zeros and the trailing zeros of a fraction.
func tidy(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	s = strings.TrimLeft(s, "0")
	if s == "" || s[0] == '.' {
		s = "0" + s
	}
	return s
}

// shift is s times ten to the power of p, exactly.
func shift(s string, p int) string {
	whole, frac, _ := strings.Cut(s, ".")
	for len(frac) < p {
		frac += "0"
	}
	return tidy(whole + frac[:p] + "." + frac[p:] + "0")
}

func add(a, b string) string {
	x, _, err := apd.NewFromString(a)
	y, _, err2 := apd.NewFromString(b)
	if err != nil || err2 != nil {
		return a
	}
	var z apd.Decimal
	if _, err := apd.BaseContext.WithPrecision(40).Add(&z, x, y); err != nil {
		return a
	}
	return z.Text('f')
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	var b [20]byte
	i := len(b)
	for ; n > 0; n /= 10 {
		i--
		b[i] = byte('0' + n%10)
	}
	return string(b[i:])
}
