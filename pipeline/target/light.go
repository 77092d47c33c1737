package target

// Words at two prices. Phrases that may hold a target are segmented by gse; of the others, which are most of a
// sentence, only the grammar's own words matter (past, grants, conditions), and those are found by the longest match.
import (
	"strings"
	"unicode/utf8"

	"taizhang/internal/segment"
)

// words cuts a sentence into words, phrase by phrase, and appends them to out, which is empty.
func words(out []segment.Word, s string) []segment.Word {
	for at := 0; at < len(s); {
		end := pieceEnd(s, at)
		piece := s[at:end]
		if mayHold(piece) || dated(piece) {
			from := len(out)
			out = segment.Append(out, piece)
			for i := from; i < len(out); i++ {
				out[i].Start, out[i].End = out[i].Start+at, out[i].End+at
			}
		} else {
			out = light(out, s, at, end)
		}
		at = end
	}
	return out
}

// dated reports whether a phrase may name a date.
func dated(s string) bool {
	for i := 0; i+3 <= len(s); {
		if s[i]&0xF0 != 0xE0 {
			i++
			continue
		}
		switch s[i : i+3] {
		case "年", "月":
			return true
		case "十":
			if strings.HasSuffix(s[:i], "“") || strings.HasPrefix(s[i:], "十四五") || strings.HasPrefix(s[i:], "十五五") {
				return true
			}
		}
		i += 3
	}
	return false
}

// pieceEnd is the end of the phrase at s[at:], its punctuation mark included.
func pieceEnd(s string, at int) int {
	for i := at; i < len(s); {
		if isHan(s[i]) {
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if isMark(r) {
			return i
		}
	}
	return len(s)
}

// isHan reports the first byte of a Chinese character, three bytes long; no punctuation begins with it.
func isHan(c byte) bool { return 0xE4 <= c && c <= 0xE9 }

// light appends the grammar's words of s[at:end] and, as one noun each, what stands between them.
func light(out []segment.Word, s string, at, end int) []segment.Word {
	g := grammar()
	from := at
	rest := func(to int) {
		if to > from {
			out = append(out, segment.Word{Text: s[from:to], Start: from, End: to, POS: "n"})
		}
	}
	for at < end {
		if isHan(s[at]) && !g.begins.has(s[at:at+3]) { // most characters
			at += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[at:])
		if w := g.longest(s[at:end], r); w > 0 {
			rest(at)
			pos := "v"
			if e := g.byWord[s[at:at+w]]; e != nil && e.class == entity {
				pos = "n"
			}
			out = append(out, segment.Word{Text: s[at : at+w], Start: at, End: at + w, POS: pos})
			at += w
			from = at
			continue
		}
		if isMark(r) || r == '（' || r == '）' || r == '“' || r == '《' || r == '、' || r == ' ' {
			rest(at)
			from = at
			at += n
			out = append(out, segment.Word{Text: s[from:at], Start: from, End: at, POS: "x"})
			from = at
			continue
		}
		at += n
	}
	rest(end)
	return out
}

// longest is the length of the longest word of the grammar that s begins with; first is its first rune.
func (g *wordTable) longest(s string, first rune) int {
	for n := min(g.longestBy(first), len(s)); n >= 6; n-- {
		if n < len(s) && !utf8.RuneStart(s[n]) {
			continue
		}
		if g.byWord[s[:n]] != nil {
			return n
		}
	}
	if strings.ContainsRune(alone, first) && (first != '据' || strings.HasPrefix(s, "据统计")) {
		return utf8.RuneLen(first)
	}
	return 0
}

// alone are the runes that say something by themselves.
const alone = "已曾了凡据"
