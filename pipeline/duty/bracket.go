package duty

import (
	"slices"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
	"taizhang/pipeline/unit"
)

// Brackets of any style, also of two styles, also broken over lines:
//
//	（牵头单位：市教育局；责任单位：市财政局、各区县政府等）
//	〔市教育局牵头，市财政局、各县（市、区）人民政府按职责分工负责〕
//	（市教育局负责，2025年6月底前完成）
//	（市教育局、市财政局）: no role word, but a document that has several of them at the ends of sentences means it
//	（责任单位：市教育局，市财政局。逗号前为牵头单位，下同）: see convention.go

const (
	widestBracket = 4096 // bytes
	fewestBare    = 3    // bare lists in a document that make them believable
)

// bareList is a bracket that holds names and no role word.
type bareList struct {
	span document.Span
	st   statement
}

func (f *finder) brackets() {
	text := f.d.Text
	var bare, mixed, listed []bareList
	claimed := 0
	for at := 0; at < len(text); {
		i, n := nextOpen(text, at)
		if i < 0 {
			break
		}
		at = i + n
		end := f.bracketEnd(i, n)
		if end < 0 {
			continue
		}
		span := document.Span{Start: i, End: end}
		inner := text[i+n : end]
		if balanced(text[i:end]) { // else nothing closes it
			inner = trimBrackets(text[i:end])
		}
		if !worthReading(inner) || f.taken(span) {
			continue
		}
		st := read(inner, none, &f.said)
		switch {
		case st.names() == 0 || st.foreign:
		case st.labels > 0 && believable(&st), st.verbs > 0 && st.sure > 0 && st.odd == 0 && st.unsure <= st.sure:
			f.claim(Bracket, f.tree.At(i), span, &st)
			claimed++
			at = end
		case st.labels == 0 && st.verbs == 0 && st.odd == 0 && st.unsure == 0 && f.closesSentence(span) && allBodies(&st):
			bare = append(bare, bareList{span, st})
			at = end
		case st.labels == 0 && st.verbs == 0 && st.odd == 0 && st.sure > 1 && st.sure >= 2*st.unsure && f.closesSentence(span):
			mixed = append(mixed, bareList{span, st})
			at = end
		case st.labels == 0 && st.verbs == 0 && st.odd == 0 && st.unsure == 0 && f.closesItem(span) && allBodies(&st):
			listed = append(listed, bareList{span, st})
			at = end
		}
	}
	if len(bare) >= fewestBare { // such a document writes companies and districts in its lists as well: 上海海关、东航物流、闵行区
		bare = append(bare, mixed...)
		if len(listed) >= fewestBare { // and its list of actions: 1.助企纾困专项行动（市经济信息化委）
			bare = append(bare, listed...)
			slices.SortFunc(bare, func(a, b bareList) int { return a.span.Start - b.span.Start })
		}
	}
	few := len(bare) < fewestBare && !f.said.commaLeads
	if few && claimed == 0 {
		return
	}
	for _, b := range bare {
		// A document that writes its other duties in brackets means a bare list for one as well; one name alone may be
		// a remark: 设立办事处（代表处）。
		if few && b.st.names() < 2 {
			continue
		}
		f.claim(Bracket, f.tree.At(b.span.Start), b.span, &b.st)
	}
}

// believable: under a label any plausible name counts, if not most of the pieces are none.
func believable(st *statement) bool { return st.odd <= 2*st.names() }

func allBodies(st *statement) bool {
	for _, l := range [][]string{st.lead, st.responsible, st.cooperating} {
		for _, n := range l {
			if unit.LooksOf(n) != unit.Body || utf8.RuneCountInString(n) < 3 {
				return false
			}
		}
	}
	return true
}

// nextOpen finds the next opening bracket at or after at, and its width.
func nextOpen(text string, at int) (int, int) {
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '(', '[':
			return i, 1
		case 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9: // Chinese characters
			i += 2
		case 0xEF, 0xE3: // （［﹝ and 〔【〈
			if c, n := utf8.DecodeRuneInString(text[i:]); isOpen(c) && c != '〈' {
				return i, n
			}
			i += 2
		}
	}
	return -1, 0
}

// bracketEnd is the end of the bracket that opens at i, n bytes wide; -1 if it has none. A bracket may go on over a
// few lines that a list was broken into, not over the start of an item. One that opens with a label and is never
// closed ends with its line.
func (f *finder) bracketEnd(i, n int) int {
	text := f.d.Text
	depth, lines, lineEnd := 0, 0, -1
	limit := min(len(text), i+widestBracket)
	for at := i; at < limit && lines <= mostLines; {
		c, w := utf8.DecodeRuneInString(text[at:])
		switch {
		case isOpen(c):
			if depth > 0 && ordinal(text[at:min(limit, at+24)]) { // the next item: the bracket was never closed
				return f.unclosed(i+n, len(strings.TrimRight(text[:min(at, max(i+n, f.nextItem(i)))], "\n ")))
			}
			depth++
		case isClose(c):
			if depth--; depth == 0 {
				next := f.nextItem(i)
				if next > at {
					return at + w
				}
				if end := f.unclosed(i+n, len(strings.TrimRight(text[:max(i+n, next)], "\n "))); end >= 0 || lines > 0 {
					return end
				}
				return at + w
			}
		case c == '\n':
			if lines++; lines == 1 {
				lineEnd = at
			}
		}
		at += w
	}
	if lines == 0 && limit == len(text) {
		lineEnd = limit
	}
	return f.unclosed(i+n, min(lineEnd, max(i+n, f.nextItem(i))))
}

// ordinal: s starts with a number in brackets, the label of an item.
func ordinal(s string) bool {
	for i, c := range s {
		switch {
		case i == 0:
		case isClose(c):
			return i > len("（")
		case !strings.ContainsRune("一二三四五六七八九十百0123456789", c):
			return false
		}
	}
	return false
}

// mostLines that a list may be broken into: PDF layouts give each name a line of its own.
const mostLines = 24

// unclosed is lineEnd if the bracket whose words start at i opens with a label, else -1.
func (f *finder) unclosed(i, lineEnd int) int {
	if lineEnd < 0 || labelAt(firstRunes(f.d.Text[i:lineEnd], longestLabel+2)).kind != bodies {
		return -1
	}
	return lineEnd
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// worthReading spares the grammar what can be no statement.
func worthReading(s string) bool {
	if len(s) < len("市局") || len(s) > widestBracket {
		return false
	}
	if strings.Contains(s, "\n") {
		s = strings.ReplaceAll(s, "\n", "")
	}
	for _, w := range []string{"牵头", "责任", "负责", "配合", "落实", "单位", "部门"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	if strings.Contains(s, "主办") || strings.Contains(s, "会同") || strings.Contains(s, "职责") || strings.Contains(s, "处室") || strings.Contains(s, "协办") || strings.Contains(s, "参与") {
		return true
	}
	for range 3 { // a district may stand first: 闵行区、市商务委
		first, rest, more := s, "", false
		if i := strings.IndexAny(s, "、，, "); i > 0 {
			first, rest, more = s[:i], strings.TrimLeft(s[i:], "、，, "), true
		}
		if unit.LooksOf(first) == unit.Body {
			return true
		}
		if !more || len(first) > 10*3 {
			return false
		}
		s = rest
	}
	return false
}

// shortestAction is the fewest runes of an action in a list; shorter is a person's name.
const shortestAction = 6

// closesItem: the bracket stands at the end of a line that is an item of its own, behind words that can name an action.
func (f *finder) closesItem(s document.Span) bool {
	text := f.d.Text
	if rest := strings.TrimLeft(text[s.End:min(len(text), s.End+64)], " "); rest != "" && rest[0] != '\n' {
		return false
	}
	item := f.tree.At(s.Start)
	if item == nil {
		return false
	}
	line := text[item.Span.Start:s.Start]
	return !strings.Contains(line, "\n") && utf8.RuneCountInString(strings.TrimPrefix(line, item.Label)) >= shortestAction
}

// closesSentence: the bracket stands at the end of a sentence or a paragraph.
func (f *finder) closesSentence(s document.Span) bool {
	text := f.d.Text
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:s.Start], " "))
	rest := strings.TrimLeft(text[s.End:min(len(text), s.End+64)], " ")
	after, _ := utf8.DecodeRuneInString(rest)
	closed := strings.ContainsRune("。；！;\n", before)
	return closed && (rest == "" || strings.ContainsRune("\n。", after)) || after == '\n' && f.nextItem(s.Start) >= s.End && closed
}
