// Package sentence cuts a stretch of text into sentences and clauses, minding brackets and quotes: a 。
// inside （…） or “…” ends no sentence.
package sentence

import (
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// Split cuts text[s.Start:s.End] at 。！？ and line ends outside brackets and quotation marks. The mark belongs to
// the sentence it ends. White space around sentences is left out.
func Split(text string, s document.Span) []document.Span { return split(text, s, ends) }

// Clauses cuts a sentence at ，；：,;: and 。 outside brackets and quotation marks.
func Clauses(text string, s document.Span) []document.Span { return split(text, s, parts) }

func ends(r rune) bool { return r == '。' || r == '！' || r == '？' || r == '\n' || r == '\t' }

func parts(r rune) bool {
	switch r {
	case '，', '；', '：', ',', ';', ':':
		return true
	}
	return ends(r)
}

// Open and Close are the brackets and quotation marks that Split looks into, pairwise.
const (
	Open  = "（(〔［[【〈《“‘「『｛{"
	Close = "）)〕］]】〉》”’」』｝}"
)

const deepest = 6

func split(text string, s document.Span, cut func(rune) bool) []document.Span {
	var out []document.Span
	start, depth := s.Start, 0
	add := func(end int) {
		sp := trim(text, document.Span{Start: start, End: end})
		if !sp.Empty() {
			out = append(out, sp)
		}
		start = end
	}
	for at := s.Start; at < s.End; {
		r, n := utf8.DecodeRuneInString(text[at:s.End])
		at += n
		switch {
		case r == '\n': // an unclosed bracket ends with its line
			depth = 0
			add(at)
		case isOpen(r):
			if depth < deepest {
				depth++
			}
		case isClose(r):
			if depth > 0 {
				depth--
			}
		case depth == 0 && cut(r):
			add(at)
		}
	}
	add(s.End)
	return out
}

func isOpen(r rune) bool {
	switch r {
	case '（', '(', '〔', '［', '[', '【', '〈', '《', '“', '‘', '「', '『', '｛', '{':
		return true
	}
	return false
}

func isClose(r rune) bool {
	switch r {
	case '）', ')', '〕', '］', ']', '】', '〉', '》', '”', '’', '」', '』', '｝', '}':
		return true
	}
	return false
}

func trim(text string, s document.Span) document.Span {
	for s.Start < s.End && isSpace(text[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && isSpace(text[s.End-1]) {
		s.End--
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }
