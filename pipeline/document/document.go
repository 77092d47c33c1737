// Package document holds what every reader makes and every recogniser stands on: ONE immutable,
// normalised text, its blocks (paragraphs and table cells), and the way back to the source's own text.
//
// A reader hands Build the source's text as it found it (raw) and the blocks as stretches of raw.
// Build joins the stretches of a block, folds odd spaces, drops invisible characters, and remembers
// for every byte of the result where it came from. Offsets in this package and in all recognisers are
// bytes into Document.Text, always on rune borders; the Plan's JSON counts code points (see Runes).
package document

import (
	"sort"
	"unicode/utf8"
)

// Span is a half-open stretch [Start, End) of bytes.
type Span struct{ Start, End int }

// Len is the span's length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly in s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Source tells where a document came from.
type Source struct {
	Path      string // path or URL; archive members as archive.zip!/member
	MediaType string // by content, e.g. text/plain
	Encoding  string // of the bytes, e.g. utf-8, gb18030
	SHA256    string // of the source bytes, hex
	Bytes     int    // length of the source bytes
	Reader    string // which reader in which version, e.g. text/1
}

// Kind says what a block is.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Cell           // one cell of a table; Table, Row, Col say where
	Footnote
)

// Block is a paragraph or a table cell: a stretch of the text and what the source says of it.
type Block struct {
	Span
	Kind             Kind
	Page             int    // counted from 1; 0 where the format has no pages
	Heading          int    // outline level that the source's own style claims, 0 for none
	Label            string // a list number that the source's program generated; it stands in the text as well
	Table, Row, Col  int    // Cell: table counted from 1, row and column from 0
	RowSpan, ColSpan int    // Cell: 0 and 1 both mean one
}

// Field is a piece of metadata that the source states outside the text: an HTML meta tag, the head of a
// legal database's export, a crawler's header. Name is as the source writes it (发文字号, PubDate).
type Field struct{ Name, Value, Origin string }

// Note is something doubtful that a reader met; the plan passes it on.
type Note struct {
	Code, Message string
	Span          Span
}

// Document is one source, read. It must not be changed after Build.
type Document struct {
	Source
	Text   string
	Blocks []Block // in order of the text; they do not overlap
	Fields []Field
	Notes  []Note

	raw   string
	runs  []run
	runes []int // runes[i] = code points before byte i<<runeShift
}

// run is a stretch of n bytes that stands in the text exactly as in raw, or a single character that stands for one of m bytes
// in raw (a compatibility form).
type run struct{ text, raw, n, m int }

// rawAt is where byte off of the run stands in raw.
func (r run) rawAt(off int) int { return r.raw + min(off, r.m-1) }

// textAt is where byte off of the run's raw stands in the text.
func (r run) textAt(off int) int {
	if off >= r.m {
		return r.text + r.n
	}
	return r.text + min(max(0, off), r.n-1)
}

// Raw is the source's own text as the reader found it, before normalising.
func (d *Document) Raw() string { return d.raw }

// ToRaw maps a span of the text to the stretch of Raw that it came from. A byte that normalising
// made (a joint between blocks) maps to the place in raw where it was put.
func (d *Document) ToRaw(s Span) Span {
	start := d.toRaw(s.Start)
	if s.Empty() {
		return Span{start, start}
	}
	return Span{start, d.toRaw(s.End-1) + 1}.onRunes(d.raw)
}

func (d *Document) toRaw(at int) int {
	i := sort.Search(len(d.runs), func(i int) bool { return d.runs[i].text > at }) - 1
	if i < 0 {
		return 0
	}
	r := d.runs[i]
	if at < r.text+r.n {
		return r.rawAt(at - r.text)
	}
	return r.raw + r.m
}

// FromRaw maps a stretch of Raw to the span of the text that was made from it.
func (d *Document) FromRaw(s Span) Span {
	start, end := d.fromRaw(s.Start, false), d.fromRaw(s.End, true)
	return Span{start, max(start, end)}
}

func (d *Document) fromRaw(at int, end bool) int {
	i := sort.Search(len(d.runs), func(i int) bool {
		if end {
			return d.runs[i].raw >= at
		}
		return d.runs[i].raw+d.runs[i].m > at
	})
	if end {
		if i == 0 {
			return 0
		}
		return d.runs[i-1].textAt(at - d.runs[i-1].raw)
	}
	if i == len(d.runs) {
		return len(d.Text)
	}
	return d.runs[i].textAt(at - d.runs[i].raw)
}

func (s Span) onRunes(text string) Span {
	for s.Start > 0 && s.Start < len(text) && !utf8.RuneStart(text[s.Start]) {
		s.Start--
	}
	for s.End < len(text) && !utf8.RuneStart(text[s.End]) {
		s.End++
	}
	return s
}

// Slice is the text of a span.
func (d *Document) Slice(s Span) string { return d.Text[s.Start:s.End] }

const runeShift = 8

// Runes converts a span of bytes to offsets in code points, as the Plan's JSON counts them.
func (d *Document) Runes(s Span) (start, end int) {
	return d.runesBefore(s.Start), d.runesBefore(s.End)
}

func (d *Document) runesBefore(at int) int {
	i := at >> runeShift
	n := d.runes[i]
	for _, c := range []byte(d.Text[i<<runeShift : at]) {
		if c&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

func (d *Document) countRunes() {
	d.runes = make([]int, len(d.Text)>>runeShift+1)
	n := 0
	for i := 0; i < len(d.Text); i++ {
		if i&(1<<runeShift-1) == 0 {
			d.runes[i>>runeShift] = n
		}
		if d.Text[i]&0xC0 != 0x80 {
			n++
		}
	}
	if len(d.Text)&(1<<runeShift-1) == 0 {
		d.runes[len(d.Text)>>runeShift] = n
	}
}

// BlockAt is the index of the block that holds the byte at, or of the one before it; -1 if there is none.
func (d *Document) BlockAt(at int) int {
	return sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].Start > at }) - 1
}
