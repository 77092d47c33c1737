package plain

import (
	"regexp"
	"strings"

	"taizhang/pipeline/document"
)

var (
	heading   = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*$`)
	tableRule = regexp.MustCompile(`^\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?$`)
	link      = regexp.MustCompile(`!?\[([^\]]*)\]\([^)\s]*\)`)
)

// unmark drops Markdown's marks (CommonMark 0.31, and the tables of GitHub's dialect). The marks are blanked in a copy
// of raw, byte for byte, so that every offset stays.
func unmark(r *Result, ls []line) []line {
	b := []byte(r.Raw)
	out := ls[:0:0]
	table, row := 0, 0
	for i, l := range ls {
		if l.text == "<!-- INFO END -->" {
			continue
		}
		if m := heading.FindStringSubmatchIndex(l.text); m != nil {
			l.heading = m[3] - m[2]
			blankOut(b, l.span.Start, l.span.Start+m[4])
			blankOut(b, l.span.Start+m[5], l.span.End)
		}
		clean(b, l.span)
		if isRow(l.text) && (row > 0 || i+1 < len(ls) && tableRule.MatchString(ls[i+1].text)) {
			if row == 0 {
				table++
			}
			if !tableRule.MatchString(l.text) {
				out = append(out, cells(string(b[l.span.Start+len("|"):l.span.End]), l.span.Start+len("|"), '|', table, row)...)
				row++
			}
			continue
		}
		row = 0
		out = append(out, l)
	}
	r.Raw = string(b)
	kept := out[:0]
	for _, l := range out {
		if l.cell != nil {
			kept = append(kept, l)
			continue
		}
		fresh, ok := newLine(r.Raw, l.span)
		if !ok {
			continue
		}
		fresh.gap, fresh.heading = l.gap, l.heading
		kept = append(kept, fresh)
	}
	return kept
}

func isRow(s string) bool { return strings.HasPrefix(s, "|") && strings.Count(s, "|") >= 2 }

// cells parts one row of a table, which stands at byte from, at every sep; a bar behind a backslash is none.
func cells(text string, from int, sep byte, table, row int) []line {
	var out []line
	col, start := 0, 0
	for at := 0; at <= len(text); at++ {
		if at < len(text) && (text[at] != sep || sep == '|' && at > 0 && text[at-1] == '\\') {
			continue
		}
		if strings.TrimSpace(text[start:at]) != "" {
			out = append(out, line{cell: &document.RawBlock{Block: document.Block{Kind: document.Cell, Table: table, Row: row, Col: col},
				Parts: []document.Span{{Start: from + start, End: from + at}}}})
		}
		col++
		start = at + 1
	}
	return out
}

// clean blanks emphasis, code, links and escapes inside a line.
func clean(b []byte, s document.Span) {
	text := string(b[s.Start:s.End])
	for _, mark := range []string{"**", "__", "~~", "`", "&nbsp;"} {
		for at := 0; ; {
			i := strings.Index(text[at:], mark)
			if i < 0 {
				break
			}
			blankOut(b, s.Start+at+i, s.Start+at+i+len(mark))
			at += i + len(mark)
		}
	}
	for _, m := range link.FindAllStringSubmatchIndex(text, -1) {
		blankOut(b, s.Start+m[0], s.Start+m[2])
		blankOut(b, s.Start+m[3], s.Start+m[1])
	}
	for i := s.Start; i+1 < s.End; i++ {
		if b[i] == '\\' && strings.IndexByte("\\`*_{}[]()#+-.!|>~", b[i+1]) >= 0 {
			b[i] = zeroWidth
			i++
		}
	}
	for _, mark := range []string{"> ", "- ", "* ", "+ "} {
		if strings.HasPrefix(text, mark) {
			blankOut(b, s.Start, s.Start+1)
		}
	}
}

// zeroWidth stands for a mark that was dropped: a control character, which no text shows.
const zeroWidth = 0x01

func blankOut(b []byte, from, to int) {
	for i := from; i < to; i++ {
		b[i] = zeroWidth
	}
}
