package check

// Proof of a numbering fault: two items that follow each other under one heading bear the same label (numbering-repeat; not the first, with which lists begin anew),
// or the number between theirs is missing and its label stands nowhere between them (numbering-gap).

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/plan"
)

func (c *checker) numbering() { c.siblings(c.p.Outline) }

func (c *checker) siblings(items []plan.Item) {
	for i := range items {
		c.siblings(items[i].Children)
		if i == 0 {
			continue
		}
		a, b := &items[i-1], &items[i]
		if a.Synthesized || b.Synthesized || a.Label == "" || b.Label == "" || len(a.Number) == 0 || len(b.Number) == 0 || shape(a.Label) != shape(b.Label) {
			continue
		}
		spans := []plan.Span{c.label(a), c.label(b)}
		switch x, y := a.Number[len(a.Number)-1], b.Number[len(b.Number)-1]; {
		case x == y && x > 1: // a second 一、 begins a list anew
			c.report("numbering-repeat", fmt.Sprintf("%s stands twice under one heading", b.Label), spans)
		case y == x+2 && x > 0 && !c.holds(a, b, x+1):
			c.report("numbering-gap", fmt.Sprintf("nothing is numbered %d between %s and %s", x+1, a.Label, b.Label), spans)
		}
	}
}

// holds reports whether a label that counts n stands between two items after all, where no item was made of it.
func (c *checker) holds(a, b *plan.Item, n int) bool {
	between := c.text(plan.Span{Start: a.Span.Start, End: b.Span.Start})
	numeral := han(n)
	if strings.ContainsAny(b.Label, "0123456789０１２３４５６７８９") {
		numeral = strconv.Itoa(n)
	}
	for rest := between; ; {
		i := strings.Index(rest, numeral)
		if i < 0 {
			return false
		}
		rest = rest[i+len(numeral):]
		if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune("、.．﹒）)，,条章节 \t", r) {
			return true
		}
	}
}

// han writes 1 to 99 in Chinese numerals.
func han(n int) string {
	const digits = "零一二三四五六七八九"
	digit := func(d int) string { return digits[3*d : 3*d+3] }
	switch tens, ones := n/10%10, n%10; {
	case tens == 0:
		return digit(ones)
	case ones == 0 && tens == 1:
		return "十"
	case ones == 0:
		return digit(tens) + "十"
	case tens == 1:
		return "十" + digit(ones)
	default:
		return digit(tens) + "十" + digit(ones)
	}
}

// label is where an item's label stands.
func (c *checker) label(it *plan.Item) plan.Span {
	return plan.Span{Start: it.Span.Start, End: min(it.Span.End, it.Span.Start+len([]rune(it.Label)))}
}

// shape is a label without its numerals: （） for （三）.
func shape(label string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || strings.ContainsRune("零〇一二三四五六七八九十百", r) || r >= '①' && r <= '⑳' {
			return -1
		}
		return r
	}, label)
}
