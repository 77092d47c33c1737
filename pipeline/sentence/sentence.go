// Package sentence cuts a stretch of text into sentences and clauses, minding brackets and quotes: a 。
// inside （…） or “…” ends no sentence.
package sentence

import (
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// Split cuts text[s.Start:s.End] at 。！？ and at line ends and tabs, outside brackets and quotation marks. The mark
// belongs to the sentence it ends, and so does a quotation mark that closes right behind it. A bracket that says who
// is responsible and stands between two sentences is one of its own. A bracket that its line does not close is a
// sign like any other. White space around sentences is left out.
func Split(text string, s document.Span) []document.Span {
	c := cutter{text: text, end: s.End, start: s.Start}
	c.cut(s.Start, false)
	return c.out
}

// Clauses cuts a sentence at ，；： and 。 outside brackets and quotation marks. A comma or colon between two digits
// (1,200; 9:30; 1.8:1) cuts nothing.
func Clauses(text string, s document.Span) []document.Span {
	c := cutter{text: text, end: s.End, start: s.Start}
	c.cut(s.Start, true)
	return c.out
}

// Open and Close are the brackets and quotation marks that Split looks into, pairwise.
const (
	Open  = "（(〔［[【〈《“‘「『｛{"
	Close = "）)〕］]】〉》”’」』｝}"
)

// cutter reads by bytes: of the Chinese signs only those that start with E2, E3 or EF can be punctuation.
type cutter struct {
	text   string
	start  int // of the sentence being read
	end    int
	out    []document.Span
	closed [16]int // by bracket: up to where it is known that no closing one stands, 0 for unknown
}

func (c *cutter) cut(at int, clauses bool) {
	for at < c.end {
		b := c.text[at]
		if b >= 0x80 && b != 0xE2 && b != 0xE3 && b != 0xEF {
			at += width(b)
			continue
		}
		if b < 0x80 && !special(b) {
			at++
			continue
		}
		r, n := utf8.DecodeRuneInString(c.text[at:c.end])
		switch {
		case r == '\n' || r == '\t':
			c.add(at)
			at += n
			c.start = at
		case r == '。' || r == '！' || r == '？' || r == '!' || r == '?':
			at = c.closers(at + n)
			c.add(at)
			c.start = at
		case clauses && pause(r) && !c.inNumber(r, at, n):
			at += n
			c.add(at)
			c.start = at
		default:
			k := bracket(r)
			if k < 0 {
				at += n
				continue
			}
			shut := c.shut(k, r, at+n)
			if shut < 0 {
				at += n
				continue
			}
			if !clauses && c.endsInside(at, shut) {
				c.add(shut)
				c.start = shut
			}
			at = shut
		}
	}
	c.add(c.end)
}

func special(b byte) bool {
	switch b {
	case '\n', '\t', '!', '?', ',', ';', ':', '(', '[', '{':
		return true
	}
	return false
}

func pause(r rune) bool {
	switch r {
	case '，', '；', '：', ',', ';', ':':
		return true
	}
	return false
}

// inNumber: a comma or colon that a number may hold, with a digit on both sides.
func (c *cutter) inNumber(r rune, at, n int) bool {
	return (r == ',' || r == ':' || r == '：') && at > 0 && at+n < c.end && digit(c.text[at-1]) && digit(c.text[at+n])
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// closers skips the quotation marks and brackets that close right behind the end of a sentence though none is open.
func (c *cutter) closers(at int) int {
	for at < c.end && c.text[at] >= 0x80 {
		r, n := utf8.DecodeRuneInString(c.text[at:c.end])
		if r != '”' && r != '’' && r != '」' && r != '』' {
			break
		}
		at += n
	}
	return at
}

// endsInside: does a sentence end with the bracket or quotation [open, shut)? It does if the words inside do and none
// but a new sentence follows, “…。”各级…; or if it says who is responsible and nothing stands before it.
func (c *cutter) endsInside(open, shut int) bool {
	if shut >= c.end {
		return false
	}
	next, _ := utf8.DecodeRuneInString(c.text[shut:c.end])
	if strings.ContainsRune("，；：、。！？）”》的等是,;:.)", next) || bracket(next) >= 0 && next != '（' && next != '(' {
		return false
	}
	_, n := utf8.DecodeLastRuneInString(c.text[open:shut])
	inside := c.text[open : shut-n]
	if last, _ := utf8.DecodeLastRuneInString(inside); last == '。' || last == '！' || last == '？' {
		return true
	}
	if strings.TrimLeft(c.text[c.start:open], " \u3000") != "" {
		return false
	}
	for _, w := range [...]string{"牵头", "责任单位", "责任部门", "负责", "配合单位"} {
		if strings.Contains(inside, w) {
			return true
		}
	}
	return false
}

// bracket is the number of an opening bracket in Open, -1 for any other rune.
func bracket(r rune) int {
	switch r {
	case '（':
		return 0
	case '(':
		return 1
	case '〔':
		return 2
	case '［':
		return 3
	case '[':
		return 4
	case '【':
		return 5
	case '〈':
		return 6
	case '《':
		return 7
	case '“':
		return 8
	case '‘':
		return 9
	case '「':
		return 10
	case '『':
		return 11
	case '｛':
		return 12
	case '{':
		return 13
	}
	return -1
}

// mates are the closing brackets, by number; round ones close each other, since texts mix their widths.
var mates = [...]string{"）", ")", "〕", "］", "]", "】", "〉", "》", "”", "’", "」", "』", "｝", "}"}

// longestInside is how far, in bytes, a bracket may reach; one that is closed later was most likely never closed.
const longestInside = 3000

// shut is where the bracket number k, opened by r, closes on its line: the place behind its mate; -1 if nowhere.
func (c *cutter) shut(k int, open rune, from int) int {
	if from < c.closed[k] {
		return -1
	}
	limit := min(c.end, from+longestInside)
	if i := strings.IndexByte(c.text[from:limit], '\n'); i >= 0 {
		limit = from + i
	}
	depth := 1
	for at := from; at < limit; {
		b := c.text[at]
		if b >= 0x80 && b != 0xE2 && b != 0xE3 && b != 0xEF {
			at += width(b)
			continue
		}
		r, n := utf8.DecodeRuneInString(c.text[at:limit])
		at += n
		switch {
		case r == open:
			depth++
		case strings.HasPrefix(mates[k], c.text[at-n:at]) || k == 0 && r == ')' || k == 1 && r == '）':
			if depth--; depth == 0 {
				return at
			}
		}
	}
	// Quotation marks at times open twice; then the first mate counts.
	if depth > 1 {
		if i := strings.Index(c.text[from:limit], mates[k]); i >= 0 {
			return from + i + len(mates[k])
		}
	}
	c.closed[k] = limit
	return -1
}

func width(b byte) int {
	switch {
	case b < 0xC0:
		return 1
	case b < 0xE0:
		return 2
	case b < 0xF0:
		return 3
	}
	return 4
}

// add puts out the sentence that ends at end.
func (c *cutter) add(end int) {
	s := trim(c.text, document.Span{Start: c.start, End: min(end, c.end)})
	if !s.Empty() {
		c.out = append(c.out, s)
	}
}

func trim(text string, s document.Span) document.Span {
	for s.Start < s.End {
		if isSpace(text[s.Start]) {
			s.Start++
		} else if strings.HasPrefix(text[s.Start:s.End], "\u3000") {
			s.Start += len("\u3000")
		} else {
			break
		}
	}
	for s.Start < s.End {
		if isSpace(text[s.End-1]) {
			s.End--
		} else if strings.HasSuffix(text[s.Start:s.End], "\u3000") {
			s.End -= len("\u3000")
		} else {
			break
		}
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }
