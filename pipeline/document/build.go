package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// RawBlock is a block as a reader finds it: what the source says of it, and the stretches of raw that
// make up its words, in order. Stretches are joined without a space, save between two Latin words.
type RawBlock struct {
	Block
	Parts []Span // into raw
}

// Build makes the Document: blocks in the order given, one line each in the text (the cells of one
// table row stand on one line, parted by a tab). raw must be valid UTF-8. Blocks without a visible
// character are left out.
func Build(src Source, raw string, blocks []RawBlock) *Document {
	b := builder{raw: raw}
	b.text.Grow(len(raw))
	var out []Block
	for _, rb := range blocks {
		if nb, ok := b.block(rb, out); ok {
			out = append(out, nb)
		}
	}
	d := &Document{Source: src, Text: b.text.String(), Blocks: out, raw: raw, runs: b.runs}
	d.countRunes()
	return d
}

type builder struct {
	raw   string
	text  strings.Builder
	runs  []run
	space int  // raw offset of a pending space, -1 for none
	last  rune // last rune written in this block, 0 at its start
	prior rune // the one before last
	lead  bool // everything written in this block so far is ASCII digits
}

func (b *builder) block(rb RawBlock, before []Block) (Block, bool) {
	mark, markRuns := b.text.Len(), len(b.runs)
	joint := ""
	if mark > 0 {
		joint = "\n"
		if n := len(before); n > 0 && rb.Kind == Cell && before[n-1].Kind == Cell && before[n-1].Table == rb.Table && before[n-1].Row == rb.Row {
			joint = "\t"
		}
	}
	b.last, b.prior, b.lead, b.space = 0, 0, true, -1
	start := mark + len(joint)
	wrote := false
	for i, p := range rb.Parts {
		if i > 0 && wrote && b.space < 0 && latin(b.last) {
			b.space = p.Start // kept only if a Latin letter follows: see put
		}
		for at := p.Start; at < p.End; {
			r, n := utf8.DecodeRuneInString(b.raw[at:p.End])
			switch {
			case invisible(r):
			case unicode.IsSpace(r):
				if b.space < 0 {
					b.space = at
				}
			default:
				if !wrote {
					b.text.WriteString(joint)
					wrote = true
					b.space = -1
				}
				b.put(r, at, n)
			}
			at += n
		}
	}
	if !wrote {
		b.runs = b.runs[:markRuns]
		return Block{}, false
	}
	nb := rb.Block
	nb.Span = Span{start, b.text.Len()}
	return nb, true
}

// put writes one visible rune, and before it the pending space if it means something: Chinese does not
// part words by spaces, so a space beside a digit, a Latin letter and a Han character, or beside full-width
// punctuation is layout; one between two Han characters or two Latin words may part names and stays.
func (b *builder) put(r rune, at, n int) {
	if b.space >= 0 && b.last != 0 {
		if b.keepSpace(r) {
			b.run(b.text.Len(), b.space, 1)
			b.text.WriteByte(' ')
			b.last = ' '
		}
		b.space = -1
	}
	b.prior = b.last
	if s := compat(r); s != "" {
		b.runs = append(b.runs, run{b.text.Len(), at, len(s), n})
		b.text.WriteString(s)
		b.last, _ = utf8.DecodeLastRuneInString(s)
		b.lead = false
		return
	}
	b.run(b.text.Len(), at, n)
	b.text.WriteString(b.raw[at : at+n])
	b.lead = b.lead && '0' <= r && r <= '9'
	b.last = r
}

func (b *builder) keepSpace(r rune) bool {
	switch {
	case b.lead && r != '年': // “3 推进…”: a label and its words
		return true
	case wide(b.last) || wide(r):
		return false
	case latin(b.last) != latin(r):
		return false
	case digit(b.last) && (r == '%' || r == '~'), digit(r) && (b.last == '~' || b.last == '-' && digit(b.prior)): // 40 %, 2 ~ 3, 80- 150
		return false
	}
	return true
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

func (b *builder) run(text, raw, n int) {
	if k := len(b.runs); k > 0 {
		if l := &b.runs[k-1]; l.n == l.m && l.text+l.n == text && l.raw+l.n == raw {
			l.n += n
			l.m += n
			return
		}
	}
	b.runs = append(b.runs, run{text, raw, n, n})
}

// invisible runes carry no word: control and zero-width characters, soft hyphens, byte order marks.
func invisible(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t' && r != '\n' && r != '\r' && r != '\v' && r != '\f'
	case r >= 0x7F && r < 0xA0:
		return r != 0x85
	case r == 0xAD, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2064, r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB:
		return true
	case r >= 0xFE00 && r <= 0xFE0F: // variation selectors
		return true
	}
	return false
}

// latin runes are those that Western typography sets with spaces: ASCII letters, digits, signs.
func latin(r rune) bool { return r > 0x20 && r < 0x2000 }

// wide punctuation brings its own white space.
func wide(r rune) bool {
	return r >= 0x3001 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF0F || r >= 0xFF1A && r <= 0xFF20 ||
		r >= 0xFF3B && r <= 0xFF40 || r >= 0xFF5B && r <= 0xFF65 || r == '“' || r == '”' || r == '‘' || r == '’'
}

// compat folds the look-alikes that PDF fonts put for Han characters (Kangxi radicals, compatibility
// ideographs) to the characters themselves, and full-width digits to digits; "" for every other rune.
func compat(r rune) string {
	if '０' <= r && r <= '９' {
		return "0123456789"[r-'０' : r-'０'+1]
	}
	if r < 0x2E80 || r > 0x2FDF && r < 0xF900 {
		return ""
	}
	if c, ok := radicals[r]; ok {
		return c
	}
	if r >= 0x2E80 && r <= 0x2FDF || r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F {
		if s := norm.NFKC.String(string(r)); s != string(r) {
			return s
		}
	}
	return ""
}

// radicals are those of the block CJK Radicals Supplement that stand for a character of their own; Unicode gives them no
// decomposition (Unihan, EquivalentUnifiedIdeograph.txt).
var radicals = map[rune]string{
	'⺟': "母", '⺠': "民", '⺩': "王", '⺬': "示", '⺼': "肉", '⻁': "虎", '⻄': "西", '⻅': "见", '⻆': "角", '⻉': "贝", '⻋': "车", '⻓': "长", '⻔': "门",
	'⻘': "青", '⻙': "韦", '⻚': "页", '⻛': "风", '⻜': "飞", '⻝': "食", '⻢': "马", '⻣': "骨", '⻤': "鬼", '⻥': "鱼", '⻦': "鸟", '⻧': "卤", '⻨': "麦",
	'⻩': "黄", '⻪': "黾", '⻬': "齐", '⻮': "齿", '⻯': "竜", '⻰': "龙", '⻳': "龟", '⺁': "厂", '⺇': "几", '⺌': "小", '⺎': "兀", '⺏': "尣", '⺓': "幺", '⺛': "旡",
	'⺝': "月", '⺫': "目", '⺰': "纟", '⺽': "臼", '⻀': "艹", '⻎': "辶", '⻏': "阝", '⻖': "阝",
}
