package outline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// mark is a place in the text that may be a label. Several readings of one place follow each other.
type mark struct {
	label
	pos    int // of the label, in the text
	block  int
	bound  bound
	inline bool // inside a block, not at its start
	next   int  // index of the next mark of the same style, -1 for none
}

// bound is what stands before a label.
type bound uint8

const (
	opens bound = iota // the block starts here
	stop               // 。！？ or a closing bracket behind them
	semi               // ；
	soft               // ：” ） 》 or a space
	runOn              // a word, where a heading ran into the next label: 二、主要任务（一）…
	free               // a word, and nothing speaks for a label but its number: …实施方案一、…
)

// marks collects what may be labels in the blocks of zone, in order of the text, save where skip says that
// there are none.
func marks(d *document.Document, zone document.Span, skip *skipper) []mark {
	var out []mark
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if !b.Overlaps(zone) || skip.skip[i] {
			continue
		}
		// An annex may begin inside a block that lost its line ends.
		in := document.Span{Start: max(b.Start, zone.Start), End: min(b.End, zone.End)}
		out = blockMarks(d.Text, in, i, out)
	}
	if !skip.list.Empty() {
		out = slices.DeleteFunc(out, func(m mark) bool { return skip.list.Start <= m.pos && m.pos < skip.list.End })
	}
	chain(out)
	return out
}

// chain links every mark to the next one of its style.
func chain(ms []mark) {
	var last [styles]int
	for s := range last {
		last[s] = -1
	}
	for i := len(ms) - 1; i >= 0; i-- {
		m := &ms[i]
		m.next = last[m.style]
		last[m.style] = i
	}
}

// blockMarks reads the label that opens the block and what may be labels inside it.
func blockMarks(text string, b document.Span, block int, out []mark) []mark {
	var room [4]label
	at := b.Start + decoration(text[b.Start:b.End])
	head := at
	for _, l := range readLabels(text[at:b.End], room[:0]) {
		out = append(out, mark{label: l, pos: at, block: block})
		head = max(head, at+l.body)
	}
	return inner(text, b, block, head, out)
}

// decoration is the length of what may stand before a label that opens a block: white space and what is
// left of Markdown (## 一、, **一、**, > 一、).
func decoration(s string) int {
	n := 0
	for n < len(s) {
		if k := blanks(s[n:]); k > 0 {
			n += k
			continue
		}
		switch s[n] {
		case '#', '*', '>', '_', '`':
			n++
			continue
		}
		break
	}
	if n == len(s) {
		return 0
	}
	return n
}

// longestRunOn is how far behind a label, in bytes, the next may follow without a mark of punctuation.
const longestRunOn = 150

// inner finds labels inside a block, behind its own. It looks at bytes: those a label can start with are rare.
func inner(text string, b document.Span, block, head int, out []mark) []mark {
	var room [4]label
	// Where the words of the last label start, while no punctuation, or none but commas, stands behind it.
	behind, clause := head, head
	last := none // the style of the last label
	if n := len(out); n > 0 && out[n-1].block == block {
		last = out[n-1].style
	}
	list := -1 // where a list of annexes ends: 附件：1.… 2.…
	for at := head; at < b.End; at++ {
		start := at
		switch c := text[at]; {
		case c >= '0' && c <= '9':
			// A number is read whole, once.
			for at+1 < b.End && text[at+1] >= '0' && text[at+1] <= '9' {
				at++
			}
			if at-start > 2 {
				continue
			}
		case c == '(':
		case c == 0xE2: // ① ⑴ Ⅰ
			if at+1 >= b.End || text[at+1] != 0x91 && text[at+1] != 0x92 {
				continue
			}
		case c == 0xE3:
			if !strings.HasPrefix(text[at:b.End], "、") {
				if strings.HasPrefix(text[at:b.End], "〔") {
					break
				}
				if strings.HasPrefix(text[at:b.End], "。") {
					behind, clause = -1, -1
				}
				continue
			}
			start = backOverHan(text, head, at)
			if start == at {
				continue
			}
		case c == 0xE7: // 第
			if !strings.HasPrefix(text[at:b.End], "第") {
				at += 2
				continue
			}
		case c == 0xEF:
			if at+2 >= b.End || text[at+1] != 0xBC {
				continue
			}
			switch text[at+2] {
			case 0x88: // （
			case 0x8C: // ，
				behind = -1
				continue
			case 0x9A: // ：
				if listOfAnnexes(text[b.Start:at]) {
					list = b.End
					if i := strings.Index(text[at:b.End], "。"); i >= 0 {
						list = at + i
					}
				}
				continue
			case 0x9B, 0x81, 0x9F: // ；！？
				behind, clause = -1, -1
				continue
			default:
				continue
			}
		default:
			if c > 0xE0 { // over the rest of the rune
				at += 2
			}
			continue
		}
		if start <= head {
			continue
		}
		first := false // 一、 behind a word
		bd, ok := before(text, b.Start, start)
		if !ok && text[at] == 0xE7 && opensDivision(text[start:b.End]) {
			bd, ok = runOn, true
		}
		if !ok && clause < 0 && text[at] == 0xE3 && opensFirst(text, b, start) {
			bd, ok, first = free, true, true
		}
		if !ok {
			if start == clause || pointsTo(text, b.Start, start) {
				continue
			}
			bd = runOn
			if clause < 0 || start-clause > longestRunOn { // …完成时限：2026年12月30日（二）…
				bd = free
			}
		}
		found := false
		for _, l := range readLabels(text[start:b.End], room[:0]) {
			switch {
			case l.ref || l.style == bare || l.style == hanIs || l.style == box, start < list && l.style >= digitDot:
				continue
			case bd == free && !first && l.style != hanBoth:
				continue
			case bd == runOn && l.n > 1 && !(l.style == hanBoth || behind >= 0 && canRunOn(l.style) || l.style == digitDot && l.style != last): // （二）抓创新，促转型6.…
				continue
			}
			// …，适用本法。第三条: the line end that stood before it was lost, the one behind it is false.
			hangs := l.style <= article && start+l.len == b.End && !l.weak
			out = append(out, mark{label: l, pos: start, block: block, bound: bd, inline: !hangs})
			found = true
		}
		if found {
			behind = start + out[len(out)-1].body
			clause, last = behind, out[len(out)-1].style
		}
	}
	return out
}

// listOfAnnexes: s ends in 附件 or in the head of a list of links.
func listOfAnnexes(s string) bool {
	s = strings.TrimSuffix(s, "（略）")
	for _, w := range [...]string{"附件", "相关链接", "相关附件", "相关解读", "相关文章", "延伸阅读", "）解读", "。解读"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// opensDivision: the first chapter or article, which a title may run into: …实施细则第一章 总则第一条 ….
func opensDivision(s string) bool {
	l, ok := division(s)
	return ok && l.n == 1 && !l.ref
}

// opensFirst: 一、 behind a word that 一 is no part of (统一、之一、), where no list goes on (一、二、三产业).
func opensFirst(text string, b document.Span, at int) bool {
	l, ok := hanLabel(text[at:b.End])
	if !ok || l.n != 1 || l.weak {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(text[b.Start:at])
	return !strings.ContainsRune("统唯之同单合万逐划第如归不其为专惟整均择", r)
}

// canRunOn are the styles plain enough to be seen without punctuation before them.
func canRunOn(s style) bool {
	return s <= article || s == hanComma || s == hanBoth || s == digitDot || s == comma
}

// backOverHan steps back from a 、 over a Chinese number.
func backOverHan(text string, from, at int) int {
	for at-3 >= from {
		r, w := utf8.DecodeLastRuneInString(text[from:at])
		if hanDigit(r) < 0 {
			break
		}
		at -= w
	}
	return at
}

// before says what stands before a place inside a block; ok is false for a word, a comma or a reference.
func before(text string, from, at int) (bound, bool) {
	r, w := utf8.DecodeLastRuneInString(text[from:at])
	switch r {
	case '。', '！', '？', '!', '?':
		return stop, true
	case '；', ';':
		return semi, true
	case '）', ')', '〕', ']':
		if numberInside(text[from : at-w]) { // 第（一）（二）项
			return soft, false
		}
		fallthrough
	case '”', '’', '】', ' ', '\t':
		switch q, _ := utf8.DecodeLastRuneInString(text[from : at-w]); q {
		case '。', '！', '？':
			return stop, true
		case '；':
			return semi, true
		}
		return soft, true
	case '：', ':', '》':
		return soft, true
	}
	return soft, false
}

// numberInside: s ends in an open bracket and a number, （三.
func numberInside(s string) bool {
	end := len(s)
	for end > 0 {
		r, w := utf8.DecodeLastRuneInString(s[:end])
		if hanDigit(r) < 0 && (r < '0' || r > '9') {
			return end < len(s) && isOpenBracket(r)
		}
		end -= w
	}
	return false
}

// pointsTo: the words before a number in brackets make it a reference: 第（三）项, 至（五）, 第八条（二）.
func pointsTo(text string, from, at int) bool {
	r, w := utf8.DecodeLastRuneInString(text[from:at])
	if strings.ContainsRune("条款项", r) {
		r, _ := utf8.DecodeLastRuneInString(text[from : at-w])
		return hanDigit(r) >= 0 || r >= '0' && r <= '9'
	}
	return strings.ContainsRune("第至和或及与、，", r)
}
