package score

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// folded maps what NFKC leaves apart: brackets become (), full-width punctuation half-width.
var folded = strings.NewReplacer("〔", "(", "〕", ")", "[", "(", "]", ")", "【", "(", "】", ")", "〖", "(", "〗", ")", "﹝", "(", "﹞", ")",
	"，", ",", "：", ":", "；", ";", "“", `"`, "”", `"`, "‘", "'", "’", "'")

// fold is a string as it is compared: NFKC, one kind of bracket and of punctuation, no white space.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, folded.Replace(norm.NFKC.String(s)))
}

// isSpace also holds for the four separators of ASCII, which unicode.IsSpace leaves out.
func isSpace(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }

// first is at most n code points of s.
func first(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// number is a value folded, without zeros that say nothing; what is no decimal stays as it is.
func number(v string) string {
	v = fold(v)
	whole, fraction, point := strings.Cut(v, ".")
	if !digits(whole) || point && !digits(fraction) {
		return v
	}
	if point {
		return strings.TrimRight(strings.TrimRight(v, "0"), ".")
	}
	if v = strings.TrimLeft(v, "0"); v == "" {
		return "0"
	}
	return v
}

func digits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// round is x to four decimals, half to even on its exact value.
func round(x float64) float64 {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	return x
}
