package outline

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/document"
	"taizhang/pipeline/table"
)

// zones cuts the text where numbering starts anew: before and behind the plan itself, and at the head of every annex.
func zones(d *document.Document, body document.Span, tables []table.Table) []zone {
	end := len(d.Text)
	body.Start, body.End = max(0, body.Start), min(end, body.End)
	if body.End <= body.Start {
		body = document.Span{End: end}
	}
	cuts := []zone{{Span: document.Span{Start: 0}}}
	if body.Start > 0 {
		cuts = append(cuts, zone{Span: document.Span{Start: body.Start}})
	}
	behind := body.End >= end
	for i := range d.Blocks {
		b := d.Blocks[i].Span
		if !behind && b.Start >= body.End {
			behind = true
			cuts = append(cuts, zone{Span: document.Span{Start: body.End}, annex: true})
		}
		if b.Start > body.Start && d.Blocks[i].Kind == document.Paragraph && annexHead(d, i) {
			cuts = append(cuts, zone{Span: document.Span{Start: b.Start}, annex: true})
		}
	}
	cuts = append(cuts, inlineAnnexes(d.Text, tables)...)
	slices.SortStableFunc(cuts, func(a, b zone) int { return cmp.Compare(a.Start, b.Start) })
	cuts = slices.CompactFunc(cuts, func(a, b zone) bool { return a.Start == b.Start })
	for i := range cuts {
		if i+1 < len(cuts) {
			cuts[i].End = cuts[i+1].Start
		} else {
			cuts[i].End = end
		}
	}
	return cuts
}

// inlineAnnexes finds annexes whose head stands inside a block, where the text lost its line ends: behind a date
// (…2014年11月13日附件重点任务分工…), or right before a table.
func inlineAnnexes(text string, tables []table.Table) []zone {
	var out []zone
	for at := 0; ; {
		i := han.Index(text[at:], "日附件")
		if i < 0 {
			break
		}
		at += i + len("日")
		if annexOpens(text[at:]) {
			out = append(out, zone{Span: document.Span{Start: at}, annex: true})
		}
	}
	for i := range tables {
		from := max(0, tables[i].Span.Start-longestAnnexTitle)
		before := text[from:tables[i].Span.Start]
		if k := strings.LastIndex(before, "附件"); k >= 0 && !strings.ContainsAny(before[k:], "。；：") && annexOpens(before[k:]) {
			out = append(out, zone{Span: document.Span{Start: from + k}, annex: true})
		}
	}
	return out
}

const longestAnnexTitle = 200 // bytes

// annexOpens: s starts an annex, not a list of annexes: 附件：1.….
func annexOpens(s string) bool {
	s = strings.TrimPrefix(s, "附件")
	s = s[blanks(s):]
	if _, w := number(s); w > 0 {
		s = s[w:]
	}
	return !strings.HasPrefix(s, "：") && !strings.HasPrefix(s, ":") && !strings.HasPrefix(s, ".") && !strings.HasPrefix(s, "．")
}

type zone struct {
	document.Span
	annex bool
}

// annexLabel reads 附件, 附件1, 附件二：, 附表1 at the start of a block; rest is what follows.
func annexLabel(s string) (rest string, ok bool) {
	s = s[decoration(s):]
	switch {
	case strings.HasPrefix(s, "附件"), strings.HasPrefix(s, "附表"):
		s = s[len("附件"):]
	case strings.HasPrefix(s, "附 件"):
		s = s[len("附 件"):]
	case strings.HasPrefix(s, "附："), strings.HasPrefix(s, "附:"):
		return s, true
	default:
		return "", false
	}
	s = s[blanks(s):]
	if _, w := number(s); w > 0 {
		s = s[w:]
	}
	s = s[gap(s):]
	return strings.TrimRight(s, "*# "), true
}

// annexHead tells the head of an annex from a line in the list of annexes, which stands before the signature.
func annexHead(d *document.Document, i int) bool {
	s := d.Slice(d.Blocks[i].Span)
	rest, ok := annexLabel(s)
	if !ok || len(rest) > 120 || strings.Contains(rest, "。") {
		return false
	}
	if strings.HasPrefix(rest, "）") || strings.HasPrefix(rest, ")") || strings.HasSuffix(rest, "；") || strings.HasSuffix(rest, "，") { // 填写意见表（见 | 附件16）后报送；
		return false
	}
	if l, ok := digitLabel(strings.TrimPrefix(rest, "（略）")); ok && l.style != bare { // 附件：1.…
		return false
	}
	// A line of the list is followed by further lines of it or by the signature.
	for j := i + 1; j < len(d.Blocks) && j <= i+8; j++ {
		t := d.Slice(d.Blocks[j].Span)
		if j == i+1 {
			if _, ok := annexLabel(t); ok {
				return false
			}
			if l, ok := digitLabel(t); ok && (l.n == 2 || rest == "" && l.n == 1) && utf8.RuneCountInString(t) <= 60 && !strings.Contains(t, "。") {
				return false
			}
		}
		if isDateLine(t) {
			return false
		}
		if len(t) > 150 {
			break
		}
	}
	return true
}

// isDateLine: 2023年6月19日, 二〇二三年六月十九日, perhaps behind the issuer's name.
func isDateLine(s string) bool {
	if len(s) > 90 || !strings.HasSuffix(s, "日") {
		return false
	}
	y := strings.Index(s, "年")
	return y >= 4 && strings.Contains(s[y:], "月")
}

// skipper says which blocks hold no labels of the outline.
type skipper struct {
	d    *document.Document
	skip []bool
	list document.Span // a table of contents that lost its line ends
}

func newSkipper(d *document.Document, tables []table.Table) *skipper {
	s := &skipper{d: d, skip: make([]bool, len(d.Blocks))}
	s.tables(tables)
	s.annexLists()
	s.contents()
	s.list = runContents(d.Text)
	return s
}

// tables: recognised tables become rows, and the cells of others are no paragraphs; a table of one column is a box
// around paragraphs.
func (s *skipper) tables(tables []table.Table) {
	for i := 0; i < len(s.d.Blocks); {
		b := s.d.Blocks[i]
		if b.Kind != document.Cell {
			i++
			continue
		}
		j, wide := i, false
		for ; j < len(s.d.Blocks) && s.d.Blocks[j].Kind == document.Cell && s.d.Blocks[j].Table == b.Table; j++ {
			wide = wide || s.d.Blocks[j].Col > 0
		}
		for k := i; k < j; k++ {
			s.skip[k] = wide
		}
		i = j
	}
	for _, t := range tables {
		for k := max(0, s.d.BlockAt(t.Span.Start)); k < len(s.d.Blocks) && s.d.Blocks[k].Start < t.Span.End; k++ {
			s.skip[k] = s.skip[k] || s.d.Blocks[k].Start >= t.Span.Start
		}
	}
}

// annexLists: 附件：1.… 2.… before the signature.
func (s *skipper) annexLists() {
	for i := range s.d.Blocks {
		rest, ok := annexLabel(s.d.Slice(s.d.Blocks[i].Span))
		if !ok || s.skip[i] || annexHead(s.d, i) {
			continue
		}
		n := 0
		if l, ok := digitLabel(rest); ok {
			n = l.n
		}
		s.skip[i] = true
		for j := i + 1; j < len(s.d.Blocks); j++ {
			t := s.d.Slice(s.d.Blocks[j].Span)
			l, ok := digitLabel(t)
			if !ok && j+1 < len(s.d.Blocks) && len(t) <= 120 { // a line of the list that was broken
				l, ok = digitLabel(s.d.Slice(s.d.Blocks[j+1].Span))
				l.n--
			}
			if !ok || l.n != n && l.n != n+1 || strings.Contains(t, "。") || len(t) > 240 {
				break
			}
			n = max(n, l.n)
			s.skip[j] = true
		}
	}
}

// contents: tables of contents, known by the dots and page numbers behind their headings, or because their headings
// all come again.
func (s *skipper) contents() {
	seen := map[string]int{} // a heading and the block where it stood first
	lastLong, end := -1, -1  // the last block that is no heading; where the table of contents was found to end
	for i := range s.d.Blocks {
		if s.skip[i] {
			continue
		}
		t := s.d.Slice(s.d.Blocks[i].Span)
		if leaders(t) {
			s.skip[i] = true
			continue
		}
		if len(t) > longestEntry || strings.HasSuffix(t, "。") {
			lastLong = i
			continue
		}
		key, ok := entry(t)
		if !ok {
			continue
		}
		first, again := seen[key]
		if again && lastLong < first && first >= end {
			entries := 0
			for k := first; k < i; k++ {
				if _, ok := entry(s.d.Slice(s.d.Blocks[k].Span)); ok {
					entries++
				}
			}
			if entries >= fewestEntries {
				for k := first; k < i; k++ {
					s.skip[k] = true
				}
				end = i
			}
		}
		if !again || lastLong >= first {
			seen[key] = i
		}
	}
}

// runContents finds a table of contents by its head where it stands in one line: 目录第一章 总则第二章 …. It ends
// where its first label comes again.
func runContents(text string) document.Span {
	for _, head := range [...]string{"目录", "目 录"} {
		i := han.Index(text, head)
		if i < 0 {
			continue
		}
		at := i + len(head)
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \n\t"))
		var room [4]label
		ls := readLabels(text[at:], room[:0])
		if len(ls) == 0 || ls[0].n != 1 || ls[0].style > hanBoth {
			continue
		}
		label := text[at : at+ls[0].len]
		rest := text[at+len(label) : min(len(text), at+longestContents)]
		if k := strings.Index(rest, label); k >= 0 && !strings.Contains(rest[:k], "。") {
			return document.Span{Start: i, End: at + len(label) + k}
		}
	}
	return document.Span{}
}

const longestContents = 20000 // bytes

const (
	longestEntry  = 180 // bytes of a line of a table of contents
	fewestEntries = 3
)

// entry is a heading as a table of contents would say it: label and words without spaces and page number.
func entry(t string) (key string, ok bool) {
	var room [4]label
	ls := readLabels(t, room[:0])
	if len(ls) == 0 || len(t) == ls[0].body || ls[0].style > hanBoth && ls[0].style != decimal2 && ls[0].style != bare {
		return "", false
	}
	return strings.ReplaceAll(strings.TrimRight(t, "0123456789 "), " ", ""), true
}

// leaders: a heading, dots and a page number.
func leaders(s string) bool {
	t := strings.TrimRight(s, "0123456789- ）)")
	if len(t) == len(s) || len(t) < 9 {
		return false
	}
	for _, dots := range []string{"……", "…", "....", "．．", "···", ". . ."} {
		if strings.HasSuffix(t, dots) {
			return true
		}
	}
	return false
}
