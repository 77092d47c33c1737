package plain

import (
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// flatLength is how long, in bytes, a paragraph must be before lost line breaks are looked for: official prose has
// few paragraphs of more than 1,000 characters.
const flatLength = 3000

// split parts a paragraph whose line breaks were lost, before the labels of one sequence: 一、 … 二、 … 三、. What it
// does not prove it leaves whole: the outline finds labels inside a block too.
func split(raw string, s document.Span) []document.Span {
	if s.Len() < flatLength {
		return []document.Span{s}
	}
	text := raw[s.Start:s.End]
	var cuts []int
	want := 1
	for at := 0; at < len(text); {
		i := strings.Index(text[at:], "、")
		if i < 0 {
			break
		}
		i += at
		at = i + len("、")
		start := numeralBefore(text, i)
		if start == i || numeral(text[start:i]) != want || !behindEnd(text, start) {
			continue
		}
		cuts = append(cuts, start)
		want++
	}
	if len(cuts) < 2 {
		return []document.Span{s}
	}
	if i := addressees(text[:cuts[0]]); i > 0 {
		cuts = append([]int{i}, cuts...)
	}
	var out []document.Span
	from := 0
	for _, c := range append(cuts, len(text)) {
		if c > from {
			out = append(out, document.Span{Start: s.Start + from, End: s.Start + c})
		}
		from = c
	}
	return out
}

// numeralBefore is where the run of Chinese digits that ends at i begins.
func numeralBefore(text string, i int) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !strings.ContainsRune("一二三四五六七八九十", r) {
			break
		}
		i -= n
	}
	return i
}

// numeral is the value of a Chinese numeral below a hundred, 0 if it is none.
func numeral(s string) int {
	tens, ones, seenTen := 0, 0, false
	for _, r := range s {
		d := strings.IndexRune("一二三四五六七八九十", r)/3 + 1
		switch {
		case d == 10 && !seenTen:
			tens, ones, seenTen = max(ones, 1), 0, true
		case d == 10 || ones != 0:
			return 0
		default:
			ones = d
		}
	}
	return tens*10 + ones
}

// behindEnd reports whether what stands before a label may end a paragraph, or is a heading's last word.
func behindEnd(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:at], " \u3000\u00a0"))
	return !strings.ContainsRune("、，,（(《“第和及与至到十", r)
}

// addressees is where the words behind the addressees begin: behind the first colon, if it ends a list of bodies.
func addressees(head string) int {
	i := strings.Index(head, "：")
	if i < 0 || i > 1200 {
		return 0
	}
	for _, w := range []string{"人民政府", "委员会", "单位", "部门", "局", "代表"} {
		if strings.HasSuffix(head[:i], w) || strings.Contains(head[max(0, i-300):i], w) {
			return i + len("：")
		}
	}
	return 0
}
