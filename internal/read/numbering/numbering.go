// Package numbering writes list numbers the way word processors and browsers show them: 3 as 三, Ⅲ, ③, C, 丙 or （三）.
//
// Sources: the formats and their names are those of ST_NumberFormat, ISO/IEC 29500-1:2016, 17.18.59.
// Where the standard leaves open how far a format counts, the behaviour is that of LibreOffice's and Word's output.
package numbering

import (
	"strconv"
	"strings"
)

// Format writes n in the number format called name (an ST_NumberFormat). ok is false for formats that
// show no number (bullet, none); unknown formats fall back to decimal, as Word does.
func Format(name string, n int) (label string, ok bool) {
	switch name {
	case "bullet", "none":
		return "", false
	}
	if n < 0 {
		return strconv.Itoa(n), true
	}
	if f := formats[name]; f != nil {
		if s := f(n); s != "" {
			return s, true
		}
	}
	return strconv.Itoa(n), true
}

// formats write a number, or "" where the format does not reach so far and decimal takes over.
var formats = map[string]func(int) string{
	"decimal":                      strconv.Itoa,
	"decimalZero":                  func(n int) string { return pad(n, 2) },
	"decimalHalfWidth":             strconv.Itoa,
	"decimalFullWidth":             fullWidth,
	"decimalFullWidth2":            fullWidth,
	"decimalEnclosedCircle":        circled,
	"decimalEnclosedCircleChinese": circled,
	"decimalEnclosedParen":         func(n int) string { return enclosed(n, 0x2474, 20) },
	"decimalEnclosedFullstop":      func(n int) string { return enclosed(n, 0x2488, 20) },
	"ordinal":                      ordinal,
	"numberInDash":                 func(n int) string { return "- " + strconv.Itoa(n) + " -" },

	"upperRoman":  roman,
	"lowerRoman":  func(n int) string { return strings.ToLower(roman(n)) },
	"upperLetter": func(n int) string { return letters(n, 'A') },
	"lowerLetter": func(n int) string { return letters(n, 'a') },

	// Word counts these as 一 … 十 十一 … 二十 … 九十九 一百 一百零一.
	"chineseCounting":           counting,
	"chineseCountingThousand":   counting,
	"japaneseCounting":          counting,
	"taiwaneseCounting":         counting,
	"taiwaneseCountingThousand": counting,
	"koreanDigital2":            func(n int) string { return digits(n, "零一二三四五六七八九") },

	// Digit by digit: 二〇二五.
	"ideographDigital":           func(n int) string { return digits(n, "〇一二三四五六七八九") },
	"japaneseDigitalTenThousand": func(n int) string { return digits(n, "〇一二三四五六七八九") },
	"taiwaneseDigital":           func(n int) string { return digits(n, "○一二三四五六七八九") },

	// 大写: numbers that cannot be altered by a stroke.
	"chineseLegalSimplified":    func(n int) string { return grouped(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", "萬億", true) },
	"ideographLegalTraditional": func(n int) string { return grouped(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億", true) },
	"japaneseLegal":             func(n int) string { return grouped(n, "零壱弐参四伍六七八九", "拾百阡", "萬億", true) },

	// 天干, 地支, 干支.
	"ideographTraditional":       func(n int) string { return cycle(n, "甲乙丙丁戊己庚辛壬癸") },
	"ideographZodiac":            func(n int) string { return cycle(n, "子丑寅卯辰巳午未申酉戌亥") },
	"ideographZodiacTraditional": stems,
	"ideographEnclosedCircle":    func(n int) string { return enclosed(n, 0x3280, 10) },
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

func fullWidth(n int) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(n))
}

// circled numbers have three ranges in Unicode: ⓪ ①–⑳, ㉑–㉟, ㊱–㊿.
func circled(n int) string {
	switch {
	case n == 0:
		return "⓪"
	case n <= 20:
		return string(rune(0x2460 + n - 1))
	case n <= 35:
		return string(rune(0x3251 + n - 21))
	case n <= 50:
		return string(rune(0x32B1 + n - 36))
	}
	return ""
}

func enclosed(n int, first rune, last int) string {
	if n < 1 || n > last {
		return ""
	}
	return string(first + rune(n) - 1)
}

func ordinal(n int) string {
	suffix := "th"
	if t := n % 100; t < 11 || t > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

func roman(n int) string {
	if n < 1 || n > 32767 { // Word's last number
		return ""
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		s     string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= r.value {
			b.WriteString(r.s)
			n -= r.value
		}
	}
	return b.String()
}

// letters go on after Z as AA, BB … ZZ, AAA: the letter repeated, not a number of base 26.
func letters(n int, a rune) string {
	if n < 1 || n > 780 { // Word's last letter
		return ""
	}
	return strings.Repeat(string(a+rune((n-1)%26)), (n-1)/26+1)
}

func digits(n int, set string) string {
	d := []rune(set)
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(d[c-'0'])
	}
	return b.String()
}

// counting leaves out the 一 of 一十 at the head: 十二, but 一百一十二.
func counting(n int) string {
	return grouped(n, "〇一二三四五六七八九", "十百千", "万亿", false)
}

// grouped writes n by thousands, hundreds and tens in groups of four digits; a gap is one 零.
func grouped(n int, set, small, big string, keepOne bool) string {
	d, s, g := []rune(set), []rune(small), []rune(big)
	if n == 0 {
		return string(d[0])
	}
	zero := "零"
	if n >= 1_0000_0000_0000 {
		return ""
	}
	var b strings.Builder
	gap := false
	for group := 2; group >= 0; group-- {
		unit := 1
		for range group {
			unit *= 10000
		}
		part := n / unit % 10000
		if part == 0 {
			gap = b.Len() > 0
			continue
		}
		for place := 3; place >= 0; place-- {
			p := 1
			for range place {
				p *= 10
			}
			digit := part / p % 10
			if digit == 0 {
				gap = gap || b.Len() > 0
				continue
			}
			if gap {
				b.WriteString(zero)
				gap = false
			}
			if digit != 1 || place != 1 || b.Len() > 0 || keepOne {
				b.WriteRune(d[digit])
			}
			if place > 0 {
				b.WriteRune(s[place-1])
			}
		}
		gap = false
		if group > 0 {
			b.WriteRune(g[group-1])
			gap = n/(unit/10000)%10000 < 1000 && n%unit > 0
		}
	}
	return b.String()
}

func cycle(n int, set string) string {
	d := []rune(set)
	if n < 1 || n > len(d) {
		return ""
	}
	return string(d[n-1])
}

// stems pair the ten stems with the twelve branches, a cycle of sixty.
func stems(n int) string {
	if n < 1 || n > 60 {
		return ""
	}
	return string([]rune("甲乙丙丁戊己庚辛壬癸")[(n-1)%10]) + string([]rune("子丑寅卯辰巳午未申酉戌亥")[(n-1)%12])
}
