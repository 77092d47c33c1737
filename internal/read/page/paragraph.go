package page

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"taizhang/pipeline/docnumber"
	"taizhang/pipeline/document"
)

// writer puts lines into paragraphs, over page ends too.
type writer struct {
	raw    strings.Builder
	blocks []document.RawBlock

	open    document.RawBlock // the paragraph being written
	last    line              // its last line
	lastIn  *body             // the page that line stands on
	hasOpen bool

	table int   // number of the last table
	row   int   // rows of it written so far
	grid  *grid // the last table, nil once a line stood behind it
}

func (w *writer) page(number int, b *body) {
	for i := range b.lines {
		l := b.lines[i]
		if l.table >= 0 {
			w.flush()
			w.cells(number, &b.tables[l.table])
			continue
		}
		w.grid = nil
		if w.hasOpen && !w.goesOn(l, b) {
			w.flush()
		}
		if !w.hasOpen {
			w.open = document.RawBlock{Block: document.Block{Page: number}}
			w.hasOpen = true
		}
		w.open.Parts = append(w.open.Parts, w.write(l.text))
		w.last, w.lastIn = l, b
	}
}

func (w *writer) flush() {
	if w.hasOpen {
		w.blocks = append(w.blocks, w.open)
	}
	w.hasOpen = false
}

func (w *writer) write(s string) document.Span {
	start := w.raw.Len()
	w.raw.WriteString(s)
	end := w.raw.Len()
	w.raw.WriteByte('\n')
	return document.Span{Start: start, End: end}
}

// goesOn reports whether l is the next line of the open paragraph: the last line was full, and l is set like
// it and not indented like a paragraph's first.
func (w *writer) goesOn(l line, b *body) bool {
	a, em := w.last, b.em
	if (a.size > 1.25*l.size || l.size > 1.25*a.size) && sized(a.text) && sized(l.text) || contents.MatchString(a.text) || numberAlone(l.text) {
		return false
	}
	// A line that breaks off inside a sentence may end further from the edge: the next word did not fit.
	short := 2.2 * em
	if !ended(a.text) {
		short = 4 * em
	}
	if a.box.X1 < w.lastIn.right-short {
		return false
	}
	if l.box.X0 <= b.left+0.9*em {
		// 附件 on a line of its own behind a paragraph that happens to fill its last line.
		return !ended(a.text) || ended(l.text) || l.box.width() > 0.6*(b.right-b.left)
	}
	if centred(l, b) && !ended(a.text) { // a heading that did not fit on its line
		return centred(a, w.lastIn) || a.size > 1.15*w.lastIn.em
	}
	// Both lines are set in: a paragraph of an inner block, or the next one's first line. The words decide.
	shift := (l.box.X0 - b.left) - (a.box.X0 - w.lastIn.left)
	if shift > 0.5*em && len(w.open.Parts) > 1 || shift > 1.2*em {
		return false
	}
	return !ended(a.text) && !label.MatchString(l.text)
}

// sized reports a line whose glyphs tell the size of its type: digits and marks are lower (…20%和 | 10%。). A number alone
// is no rest of a paragraph.
func sized(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || strings.Trim(s, "0123456789") == ""
}

// numberAlone reports a document's number on a line of its own: 云政发〔2026〕3号. A line that ends in the number of an
// order (…交通运输部令第7号) may be the rest of its issuers.
func numberAlone(s string) bool {
	n, ok := docnumber.Whole(s)
	return ok && n.Year > 0
}

// label matches what opens an item of the outline.
var label = regexp.MustCompile(`^(?:[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十百\d]{1,4}[）)]|\d{1,3}[.．、]\D|第[一二三四五六七八九十百]{1,4}[编章节条])`)

// contents matches a line of a table of contents: dots that lead to a page's number.
var contents = regexp.MustCompile(`(?:[.·…] ?){6,}[0-9０-９]{1,4}$`)

func centred(l line, b *body) bool {
	return math.Abs(l.box.midX()-(b.left+b.right)/2) < b.em && l.box.X0 > b.left+b.em/2
}

// ended reports whether a line's last mark may end a paragraph.
func ended(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " ”’"))
	return strings.ContainsRune("。；：！？）〕】.;:!?)》", r)
}

func (w *writer) cells(number int, g *grid) {
	goesOn := w.grid != nil && g.continues(w.grid)
	if !goesOn {
		w.table++
		w.row = 0
	}
	if goesOn && w.cutRow(g) {
		w.row--
	}
	w.grid = g
	rows := 0
	for _, c := range g.cells {
		rows = max(rows, c.row+c.rows)
		rb := document.RawBlock{Block: document.Block{Kind: document.Cell, Page: number, Table: w.table, Row: w.row + c.row, Col: c.col, RowSpan: c.rows, ColSpan: c.cols}}
		for _, l := range c.lines {
			rb.Parts = append(rb.Parts, w.write(l))
		}
		if len(rb.Parts) == 0 {
			continue
		}
		if before := w.cellAt(rb.Row, rb.Col); goesOn && before != nil {
			before.Parts = append(before.Parts, rb.Parts...)
		} else {
			w.blocks = append(w.blocks, rb)
		}
	}
	w.row += rows
}

// cutRow reports whether the page's first row is the rest of the last page's last row: its first cell is empty,
// and a cell above one of its words breaks off.
func (w *writer) cutRow(g *grid) bool {
	cut := false
	for _, c := range g.cells {
		if c.row > 0 || len(c.lines) == 0 {
			continue
		}
		before := w.cellAt(w.row-1, c.col)
		if c.col == 0 || before == nil {
			return false
		}
		last := before.Parts[len(before.Parts)-1]
		cut = cut || !ended(w.raw.String()[last.Start:last.End])
	}
	return cut
}

// cellAt is the cell of the current table that begins at a row and column, nil if it has no words.
func (w *writer) cellAt(row, col int) *document.RawBlock {
	for i := len(w.blocks) - 1; i >= 0; i-- {
		b := &w.blocks[i]
		if b.Kind != document.Cell || b.Table != w.table || b.Row < row {
			return nil
		}
		if b.Row == row && b.Col == col {
			return b
		}
	}
	return nil
}
