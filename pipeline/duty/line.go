package duty

import (
	"strings"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/unit"
)

// Label lines without brackets, each on a line of its own or at the end of a paragraph:
//
//	牵头单位：市教育局
//	责任单位：市财政局，各区县人民政府
//	完成时限：2025年6月
//
// Lines that follow each other are one assignment. Labels may stand in bold, share a line (牵头部门：A　配合部门：B), or
// head a line of names. A line may also say it with verbs alone: 市教育局牵头，市财政局配合。

const longestLine = 3000 // bytes of a line that may be a statement

// stretch is what label lines make one assignment of.
type stretch struct {
	span  document.Span
	text  string
	roles [cooperating + 1]bool
	item  *outline.Item
	names bool // a label of bodies stood in it
}

func (f *finder) lines() {
	var open *stretch
	end := func() {
		if open != nil && open.names {
			f.line(open)
		}
		open = nil
	}
	for i := range f.d.Blocks {
		b := &f.d.Blocks[i]
		at, l := f.labelIn(b.Span, b.Start)
		if at < 0 {
			if open != nil && f.listGoesOn(open, b.Span) {
				open.text += f.d.Slice(b.Span)
				open.span.End = b.End
				continue
			}
			end()
			f.verbLine(b)
			continue
		}
		for at >= 0 {
			piece := document.Span{Start: at, End: f.listEnd(at, min(b.End, max(at+l.width, f.nextItem(at))))}
			item := f.tree.At(at)
			if open != nil && (open.item != item || at != b.Start || l.kind == bodies && open.roles[l.role]) {
				end()
			}
			if open == nil {
				open = &stretch{span: piece, item: item}
			}
			open.text += "；" + strings.TrimLeft(f.d.Slice(piece), marksBefore)
			open.span.End = piece.End
			open.names = open.names || l.kind == bodies
			open.roles[l.role] = open.roles[l.role] || l.kind == bodies
			at, l = f.labelIn(b.Span, piece.End)
		}
	}
	end()
}

const marksBefore = " *_#●■◆▲★·－-—•　"

// labelIn finds the first label at or behind from: at the block's start, or behind a sentence in it.
func (f *finder) labelIn(b document.Span, from int) (int, label) {
	text := f.d.Slice(b)
	if from > b.Start {
		return f.labelInside(b, from)
	}
	head := strings.TrimLeft(firstRunes(text, 40), marksBefore)
	if l := labelAt(head); (l.kind == bodies || l.kind == time || l.kind == persons) && !f.taken(b) {
		return b.Start, l
	}
	if han.Contains(firstRunes(head, 6), "单位") && len(text) < 600 && !f.taken(b) {
		if l := colonless(head); l.kind != noLabel && unit.LooksOf(strings.TrimRight(lastPiece(text), "。")) == unit.Body {
			return b.Start, l
		}
	}
	return f.labelInside(b, from)
}

// labelInside finds a plain label behind a sentence.
func (f *finder) labelInside(b document.Span, from int) (int, label) {
	text := f.d.Slice(b)
	if !han.Contains(text[from-b.Start:], "：") && strings.IndexByte(text[from-b.Start:], ':') < 0 {
		return -1, label{}
	}
	if !han.Contains(text, "单位") && !han.Contains(text, "部门") && !han.Contains(text, "处室") && !han.Contains(text, "科室") {
		return -1, label{}
	}
	for next := from - b.Start; next < len(text); {
		i := strings.IndexAny(text[next:], "：:")
		if i < 0 {
			break
		}
		i += next
		next = i + 1
		start := labelStart(text, i)
		if start < from-b.Start {
			continue
		}
		l := plainLabelAt(text[start:])
		at := document.Span{Start: b.Start + start, End: b.Start + i}
		if l.kind == bodies && start > 0 && !f.taken(at) && bracketDepth(text[:start]) == 0 {
			return at.Start, l
		}
	}
	return -1, label{}
}

func bracketDepth(s string) int {
	depth := 0
	for _, c := range s {
		if isOpen(c) {
			depth++
		} else if isClose(c) && depth > 0 {
			depth--
		}
	}
	return depth
}

// labelStart is where the plain label before the colon at i starts; behind the end of a sentence or a blank only.
func labelStart(text string, i int) int {
	for _, w := range plainLabels() {
		if !strings.HasSuffix(text[:i], w.text) {
			continue
		}
		start := i - len(w.text)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		if start == 0 || strings.ContainsRune("。；！;）) \t", before) {
			return start
		}
		return -1
	}
	return -1
}

func lastPiece(s string) string {
	i := strings.LastIndexAny(s, "、，, ")
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}

// listEnd is where the list of the label at at ends: with its sentence, unless that is followed by a further label
// (牵头单位：A。责任单位：B。).
func (f *finder) listEnd(at, stop int) int {
	end := f.sentenceEnd(at, stop)
	first := plainLabelAt(f.d.Text[at:stop])
	for end < stop {
		next := end + len("。")
		l := plainLabelAt(strings.TrimLeft(f.d.Text[next:stop], " "))
		if l.kind == noLabel || l.kind == bodies && l.role == first.role {
			return end
		}
		end = f.sentenceEnd(next, stop)
	}
	return end
}

// sentenceEnd is the first 。 outside brackets in text[at:stop], or stop.
func (f *finder) sentenceEnd(at, stop int) int {
	depth := 0
	for i, c := range f.d.Text[at:stop] {
		switch {
		case isOpen(c):
			depth++
		case isClose(c) && depth > 0:
			depth--
		case c == '。' && depth == 0:
			return at + i
		}
	}
	return stop
}

// listGoesOn: the block is the list of a label that ended the stretch, or the rest of a list that a line break cut.
func (f *finder) listGoesOn(s *stretch, b document.Span) bool {
	text := f.d.Slice(b)
	if f.taken(b) || b.Len() > longestLine || strings.Contains(text, "。") || f.tree.At(b.Start) != s.item {
		return false
	}
	var alone conventions
	before := strings.TrimRight(s.text, " ")
	if c, _ := utf8.DecodeLastRuneInString(before); c == '：' || c == ':' || isSeparator(c) {
		return believed(read(text, responsible, &alone))
	}
	if first, _ := utf8.DecodeRuneInString(text); unit.LooksOf(lastPiece(before)) >= unit.Place && first != '等' && !isSeparator(first) {
		return false // the list is complete: the next line is another matter, such as the signature
	}
	if b.Len() > longestRest || !strings.ContainsAny(text, "、，,") && utf8.RuneCountInString(text) > 12 {
		return false
	}
	return believed(read(strings.TrimPrefix(s.text, "；")+text, none, &alone))
}

const longestRest = 240 // bytes of a line that ends a list

// believed: names and nothing else, each a body by its form.
func believed(st statement) bool {
	return st.names() > 0 && st.odd == 0 && st.unsure == 0 && !st.foreign
}

// line makes an assignment of a stretch of label lines.
func (f *finder) line(s *stretch) {
	if s.span.Len() > longestLine || f.taken(s.span) || f.imprint(s) {
		return
	}
	st := read(strings.TrimPrefix(s.text, "；"), none, &f.said)
	if st.names() == 0 || st.foreign && st.sure == 0 || !believable(&st) {
		return
	}
	f.claim(Line, s.item, s.span, &st)
}

// imprint: the foot of a web page says who runs it (主办单位：…), and a notice who holds an event; outside the
// outline that is no task.
func (f *finder) imprint(s *stretch) bool {
	if s.item == nil {
		return strings.Contains(s.text, "主办") || strings.Contains(s.text, "承办")
	}
	foot := f.d.Text[s.span.Start:min(len(f.d.Text), s.span.End+longestFoot)]
	for _, w := range []string{"联系方式", "网站标识码", "ICP", "运行维护单位", "公网安备", "版权所有"} {
		if strings.Contains(s.text, w) || strings.Contains(s.text, "主办") && strings.Contains(foot, w) {
			return true
		}
	}
	return false
}

// longestFoot is how far, in bytes, the foot of a page goes on behind the body that runs it.
const longestFoot = 200

// verbLine reads a line that is a statement without a label: 市教育局牵头，市财政局、各区县配合。 Prose that only asks for
// effort (各部门要密切配合) is none.
func (f *finder) verbLine(b *document.Block) {
	text := f.d.Slice(b.Span)
	if len(text) > 900 || !han.Contains(text, "牵头") && !han.Contains(text, "分工负责") || f.taken(b.Span) {
		return
	}
	for _, w := range []string{"要", "应", "须", "工作机制", "的"} {
		if han.Contains(text, w) {
			return
		}
	}
	st := read(strings.TrimRight(text, "。；"), none, &conventions{})
	if st.verbs == 0 || st.odd > 0 || st.unsure > 0 || !balanced(text) || !startsBody(text) || st.foreign || st.names() == 0 || st.sure < st.names() || b.Kind == document.Cell {
		return
	}
	f.claim(Line, f.tree.At(b.Start), b.Span, &st)
}
