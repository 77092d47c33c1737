package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// line is one line of the source without the white space around it.
type line struct {
	span    document.Span
	more    []document.Span // the rest of a printed line that was dumped in pieces
	text    string
	width   int  // in columns: a Chinese character takes two
	gap     bool // an empty line stands before it
	indent  int  // columns of white space before it
	heading int  // level by a Markdown mark
	cell    *document.RawBlock
}

// lines cuts raw at every line end that Unicode knows.
func lines(raw string) []line {
	var out []line
	gap := false
	start := 0
	flush := func(end int) {
		s := document.Span{Start: start, End: end}
		l, ok := newLine(raw, s)
		if !ok {
			gap = true
			return
		}
		l.gap, gap = gap, false
		out = append(out, l)
	}
	for at := 0; at < len(raw); {
		c := raw[at]
		switch {
		case c == '\n' || c == '\v' || c == '\f' || c == '\r':
			flush(at)
			if c == '\r' && at+1 < len(raw) && raw[at+1] == '\n' {
				at++
			}
			at++
			start = at
		case c == 0xE2 && (strings.HasPrefix(raw[at:], "\u2028") || strings.HasPrefix(raw[at:], "\u2029")):
			flush(at)
			at += 3
			start = at
		case c == 0xC2 && strings.HasPrefix(raw[at:], "\u0085"):
			flush(at)
			at += 2
			start = at
		default:
			at++
		}
	}
	flush(len(raw))
	return out
}

func newLine(raw string, s document.Span) (line, bool) {
	l := line{}
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(raw[s.Start:s.End])
		if !blank(r) {
			break
		}
		l.indent += columns(r)
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(raw[s.Start:s.End])
		if !blank(r) {
			break
		}
		s.End -= n
	}
	if s.Empty() {
		return l, false
	}
	l.span, l.text = s, raw[s.Start:s.End]
	for _, r := range l.text {
		l.width += columns(r)
	}
	return l, true
}

func blank(r rune) bool {
	return unicode.IsSpace(r) || r < 0x20 || r == 0x200B || r == 0x200C || r == 0x200D || r == 0xFEFF || r == 0xA0
}

func columns(r rune) int {
	switch {
	case r < 0x20 || r >= 0x200B && r <= 0x200F || r == 0xFEFF:
		return 0
	case r < 0x1100:
		return 1
	}
	return 2
}
