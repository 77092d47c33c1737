package target

// Figures: a numeral, or a range of two, with its unit. Notations known here:
//
//	1200亿元  5万亩  2000台（套）  3元/人       numeral and unit
//	2—3个  5%—8%  80-150个  三至五家           ranges
//	1.8:1  1.8∶1                               ratios
//	Ⅲ类  III类  Ⅱ级                             grades (of water)
//	千亿级  2000亿级  百亿元级                   magnitudes
//	2倍  翻一番  翻番                            multiples
import (
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
)

// quantityAt reads the figure at text[at:]; end is 0 if there is none.
func quantityAt(text string, at int) (*quantity, int) {
	if q, end := magnitudeAt(text, at); end > 0 {
		return q, end
	}
	n, end := numberAt(text, at)
	if end == 0 {
		return nil, 0
	}
	q := &quantity{value: n.value, op: n.op, kind: "quantity", han: n.han, one: n.one}
	if max, ok := strings.CutPrefix(n.op, "…"); ok { // 三五个
		q.max, q.op = max, ""
	}
	switch n.share {
	case "ratio":
		q.kind = "ratio"
		return q, end
	case "%", "‰":
		q.kind, q.unit, q.of = "percent", n.share, units().byName[n.share]
		return q, q.rangeAt(text, end)
	}
	if !n.han && n.mult == "" {
		if v, e := ratioAt(text, at, end); e > 0 {
			q.kind, q.value = "ratio", n.value+":"+v
			return q, e
		}
	}
	return q, q.unitAt(text, end, n.mult)
}

// unitAt reads the unit and, on either side of it, the second numeral of a range.
func (q *quantity) unitAt(text string, at int, mult string) int {
	end := at
	if u, e := units().unitAt(text, at); e > 0 && !latinGoesOn(text, at, e) && !falseUnit(text, at, e) {
		q.of, end = u, e
	}
	if q.of == nil || mult != "" || end > at {
		if m, e := q.secondAt(text, at); e > 0 { // 2—3个, 5—8万亩
			q.max, q.of = m.value, nil
			if m.mult != "" {
				mult = m.mult
			}
			end = e
			if u, e := units().unitAt(text, end); e > 0 && !latinGoesOn(text, end, e) && !falseUnit(text, end, e) {
				q.of, end = u, e
			}
			q.finish(text, mult, e, end)
			return q.tail(text, end)
		}
	}
	q.finish(text, mult, at, end)
	if q.of != nil {
		end = q.rangeAt(text, end)
	}
	return q.tail(text, end)
}

// finish sets unit and kind; the unit's words stand in text[from:end].
func (q *quantity) finish(text, mult string, from, end int) {
	q.unit = mult + text[from:end]
	if q.of == nil {
		return
	}
	switch q.of.dimension {
	case "share", "points":
		q.kind = "percent"
		q.unit = percentSign.Replace(q.unit)
	case "multiple":
		q.kind = "multiple"
	}
}

var percentSign = strings.NewReplacer("％", "%", "﹪", "%")

// rangeAt reads the second half of 5%—8%: a dash, a numeral and the same unit.
func (q *quantity) rangeAt(text string, end int) int {
	m, e := q.secondAt(text, end)
	if e == 0 {
		return end
	}
	if m.share != "" && m.share == q.unit {
		q.max = m.value
		return e
	}
	u, f := units().unitAt(text, e)
	if u == nil || q.of == nil || u.base != q.of.base || u.factor != q.of.factor {
		return end
	}
	q.max = m.value
	return f
}

// secondAt reads a dash and a numeral.
func (q *quantity) secondAt(text string, at int) (number, int) {
	i := dashAt(text, at)
	if i == 0 {
		return number{}, 0
	}
	if q.han {
		if r, _ := utf8.DecodeRuneInString(text[at:]); r != '至' && r != '到' && r != '—' && r != '-' {
			return number{}, 0
		}
	}
	m, e := numberAt(text, i)
	if e == 0 || strings.HasPrefix(m.op, "…") {
		return number{}, 0
	}
	return m, e
}

// tail reads what may follow a unit: （套） and /人.
func (q *quantity) tail(text string, end int) int {
	if q.of == nil {
		return end
	}
	for _, w := range []string{"（含）以", "(含)以"} {
		if strings.HasPrefix(text[end:], w) {
			return end + len(w) - len("以")
		}
	}
	for _, b := range []string{"（", "("} {
		if strings.HasPrefix(text[end:], b) {
			if _, e := units().unitAt(text, end+len(b)); e > 0 {
				for _, c := range []string{"）", ")"} {
					if strings.HasPrefix(text[e:], c) {
						q.unit += text[end : e+len(c)]
						return e + len(c)
					}
				}
			}
		}
	}
	for _, b := range []string{"/", "／"} {
		if strings.HasPrefix(text[end:], b) {
			i := end + len(b)
			for _, w := range []string{"万平方公里", "百平方公里", "千平方公里", "万人", "千人", "百人", "万元", "亿元", "单位", "平方公里"} {
				if strings.HasPrefix(text[i:], w) {
					q.unit += "/" + w
					return i + len(w)
				}
			}
			if _, e := units().unitAt(text, i); e > 0 {
				q.unit += text[end:e]
				return e
			}
		}
	}
	return end
}

// latinGoesOn reports whether a Latin unit is only the beginning of a longer word (5G, 3Dprint).
func latinGoesOn(text string, from, end int) bool {
	return text[from] < utf8.RuneSelf && text[from] != '%' && end < len(text) && isAlnum(text[end])
}

// falseUnit tells units that begin a longer word (3项目, 10人才, 5年级), save where the counter's noun only looks like that
// word (3项目标); the words are data (not_counters.tsv).
func falseUnit(text string, from, end int) bool {
	first, _ := utf8.DecodeRuneInString(text[from:])
	for _, w := range falseByRune()[first] {
		if len(w.word) > end-from && strings.HasPrefix(text[from:], w.word) {
			return !startsIn(text[from+len(w.word):], w.unless)
		}
	}
	return false
}

type falseWord struct {
	word   string
	unless []string
}

var falseByRune = sync.OnceValue(func() map[rune][]falseWord {
	m := map[rune][]falseWord{}
	for _, row := range lexicon.MustLoad("not_counters").Rows {
		r, _ := utf8.DecodeRuneInString(row[0])
		m[r] = append(m[r], falseWord{row[0], strings.Fields(row[1])})
	}
	return m
})

// ratioAt reads :1 after a number.
func ratioAt(text string, start, at int) (string, int) {
	for _, c := range []string{":", "：", "∶"} {
		rest, ok := strings.CutPrefix(strings.TrimPrefix(text[at:], " "), c)
		if !ok {
			continue
		}
		from := len(text) - len(strings.TrimPrefix(rest, " "))
		if d, _ := digitAt(text, from); d < 0 {
			continue
		}
		n, e := arabicAt(text, from)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		clock := e-from == 2 && c != "∶" && !strings.ContainsRune("到至为比在达约于超按以例", before) // 9:00, 14：30
		if n.mult == "" && n.op == "" && !clock {
			return n.value, e
		}
	}
	return "", 0
}

// multipleAt reads 翻番, 翻一番, 翻两番: how often the value doubles.
func multipleAt(text string, at int) (*quantity, int) {
	for _, m := range []struct{ word, value string }{{"翻一番", "2"}, {"翻两番", "4"}, {"翻二番", "4"}, {"翻三番", "8"}, {"翻番", "2"}} {
		if strings.HasPrefix(text[at:], m.word) {
			return &quantity{value: m.value, unit: "倍", kind: "multiple", of: units().byName["倍"], self: true}, at + len(m.word)
		}
	}
	return nil, 0
}

// zeroAt reads 零的突破: more than none.
func zeroAt(text string, at int) (*quantity, int) {
	for _, w := range []string{"零的突破", "“零”的突破", "“零的突破”", "零突破", "“零突破”", "零”的突破"} {
		if strings.HasPrefix(text[at:], w) {
			return &quantity{value: "0", op: ">", kind: "quantity", self: true}, at + len(w)
		}
	}
	return nil, 0
}

// gradeAt reads Ⅲ类, III类.
func gradeAt(text string, at int) (*quantity, int) {
	r, n := utf8.DecodeRuneInString(text[at:])
	roman, i := "", at
	switch {
	case r >= 'Ⅰ' && r <= 'Ⅴ':
		roman, i = string(r), at+n
	case r == 'I' || r == 'V':
		for _, g := range []struct{ ascii, roman string }{{"III", "Ⅲ"}, {"II", "Ⅱ"}, {"IV", "Ⅳ"}, {"I", "Ⅰ"}, {"V", "Ⅴ"}} {
			if strings.HasPrefix(text[at:], g.ascii) {
				roman, i = g.roman, at+len(g.ascii)
				break
			}
		}
	}
	if roman == "" || !strings.HasPrefix(text[i:], "类") {
		return nil, 0
	}
	return &quantity{value: roman, unit: "类", kind: "grade"}, i + len("类")
}

// magnitudeAt reads 千亿级, 2000亿级, 百亿元级: the value is in 亿 whatever the words say.
func magnitudeAt(text string, at int) (*quantity, int) {
	i, value := at, ""
	if d, _ := digitAt(text, at); d >= 0 {
		n, e := arabicAt(text, at)
		switch n.mult {
		case "亿":
			value = n.value
		case "万亿":
			value = shift(n.value, 4)
		default:
			return nil, 0
		}
		i = e
	} else {
		for _, m := range []struct{ word, value string }{{"万亿", "10000"}, {"千亿", "1000"}, {"五百亿", "500"}, {"百亿", "100"}, {"十亿", "10"}, {"两千亿", "2000"}, {"三千亿", "3000"}, {"五千亿", "5000"}, {"两万亿", "20000"}, {"五十亿", "50"}} {
			if strings.HasPrefix(text[at:], m.word) {
				value, i = m.value, at+len(m.word)
				break
			}
		}
		if value == "" {
			return nil, 0
		}
	}
	i = skipWord(text, i, "元")
	if !strings.HasPrefix(text[i:], "级") {
		return nil, 0
	}
	return &quantity{value: value, unit: "亿", kind: "magnitude"}, i + len("级")
}

func skipWord(text string, i int, w string) int {
	if strings.HasPrefix(text[i:], w) {
		return i + len(w)
	}
	return i
}
