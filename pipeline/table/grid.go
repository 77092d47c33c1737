package table

import (
	"slices"
	"strings"

	"taizhang/pipeline/document"
)

// grid is one table of a source that kept its cells. Every place holds the block that covers it.
type grid struct {
	first, end int     // its blocks
	cells      [][]int // [row][column] block index, -1 for none
	width      int
}

const (
	widest   = 64 // columns, rows: more are the fault of a broken span
	tallest  = 1 << 14
	headRows = 6 // how far down the header may stand, below titles and units
)

// gridAt reads the table that starts at block i.
func gridAt(d *document.Document, i int) grid {
	g := grid{first: i, end: i}
	t := d.Blocks[i].Table
	rows := 0
	for ; g.end < len(d.Blocks) && d.Blocks[g.end].Kind == document.Cell && d.Blocks[g.end].Table == t; g.end++ {
		b := &d.Blocks[g.end]
		g.width = max(g.width, min(widest, b.Col+max(1, b.ColSpan)))
		rows = max(rows, min(tallest, b.Row+1))
	}
	g.cells = make([][]int, rows)
	for r := range g.cells {
		g.cells[r] = slices.Repeat([]int{-1}, g.width)
	}
	for k := g.first; k < g.end; k++ {
		b := &d.Blocks[k]
		for r := b.Row; r < min(rows, b.Row+max(1, b.RowSpan)); r++ {
			for c := b.Col; c < min(g.width, b.Col+max(1, b.ColSpan)); c++ {
				if g.cells[r][c] < 0 {
					g.cells[r][c] = k
				}
			}
		}
	}
	return g
}

// fromGrid makes a table of the grid; before is the table that stands right before it, which it may go on with.
func (g *grid) fromGrid(d *document.Document, before *Table) (Table, bool) {
	cols, from, ok := g.header(d)
	if !ok {
		if before == nil || len(before.Columns) != g.width {
			return Table{}, false
		}
		cols, from = before.Columns, 0
	}
	t := Table{Columns: cols, Span: document.Span{Start: d.Blocks[g.first].Start, End: d.Blocks[g.end-1].End}}
	for r := from; r < len(g.cells); r++ {
		if g.repeats(d, r, cols) {
			continue
		}
		row, ok := g.row(d, r, cols)
		if !ok {
			continue
		}
		t.add(row)
	}
	return t, len(t.Rows) > 0
}

// header finds the row of headers among the first rows, joins a second row of headers below merged ones, and
// says where the rows begin.
func (g *grid) header(d *document.Document) (cols []Column, from int, ok bool) {
	for r := 0; r < min(headRows, len(g.cells)); r++ {
		for deep := 1; deep <= 3 && r+deep <= len(g.cells); deep++ {
			if deep > 1 && !g.merged(d, r, deep) {
				break
			}
			cols = g.columns(d, r, deep)
			arrange(cols)
			arrangePlaces(cols)
			if (tells(cols) || tellsPlaces(cols)) && (deep == 3 || !g.merged(d, r, deep+1)) {
				return cols, r + deep, true
			}
		}
	}
	return nil, 0, false
}

// merged: does row r+deep-1 belong to the header that starts in row r? It does if a header cell reaches into it, or
// stands above several of its cells.
func (g *grid) merged(d *document.Document, r, deep int) bool {
	last := r + deep - 1
	if last >= len(g.cells) {
		return false
	}
	down, across := false, false
	for c, k := range g.cells[r] {
		if k < 0 {
			continue
		}
		b := &d.Blocks[k]
		down = down || b.Row+max(1, b.RowSpan) > last
		across = across || max(1, b.ColSpan) > 1 && max(1, b.ColSpan) < g.width && g.cells[last][c] >= 0 && g.cells[last][c] != k
	}
	return down && (across || deep == 2 && g.sharedDown(r, last))
}

// sharedDown: every cell of the row reaches down; a header of two merged rows without a second line.
func (g *grid) sharedDown(r, last int) bool { return slices.Equal(g.cells[r], g.cells[last]) }

func (g *grid) columns(d *document.Document, r, deep int) []Column {
	cols := make([]Column, g.width)
	numbers := g.numbered(d, r+deep)
	for c := range cols {
		var all, last string
		prev := -1
		for k := r; k < r+deep; k++ {
			b := g.cells[k][c]
			if b < 0 || b == prev {
				continue
			}
			prev = b
			last = d.Slice(d.Blocks[b].Span)
			all += last
		}
		col, known := columnOf(last)
		if !known || col.Role == Value && last != all {
			if whole, ok := columnOf(all); ok {
				col = whole
			}
		}
		if col.Header == "" && c == 0 && numbers {
			col.Role = Serial
		}
		cols[c] = col
	}
	return cols
}

// numbered: the first column below the header counts.
func (g *grid) numbered(d *document.Document, r int) bool {
	if r >= len(g.cells) || g.cells[r][0] < 0 {
		return false
	}
	return isInteger(d.Slice(d.Blocks[g.cells[r][0]].Span))
}

// repeats: row r says the headers once more, as the top of a page does.
func (g *grid) repeats(d *document.Document, r int, cols []Column) bool {
	same := 0
	for c, k := range g.cells[r] {
		if k < 0 || cols[c].Header == "" {
			continue
		}
		if !strings.HasSuffix(cols[c].Header, squeeze(d.Slice(d.Blocks[k].Span))) {
			return false
		}
		same++
	}
	return same >= 2
}

func (g *grid) row(d *document.Document, r int, cols []Column) (Row, bool) {
	row := Row{Cells: make([]Cell, len(cols))}
	distinct, only := 0, -1
	prev := -1
	for c, k := range g.cells[r] {
		if k < 0 {
			continue
		}
		b := &d.Blocks[k]
		if k != prev || cols[c].Role != cols[max(0, c-1)].Role {
			row.Cells[c] = Cell{Spans: []document.Span{b.Span}, Text: d.Slice(b.Span)}
		}
		if k != prev {
			distinct++
			only = k
		}
		prev = k
		if b.Row == r {
			row.Span = join(row.Span, b.Span)
		}
	}
	if distinct == 0 || row.Span.Empty() {
		return row, false
	}
	if b := &d.Blocks[only]; distinct == 1 && len(cols) > 2 && (max(1, b.ColSpan) >= len(cols)-1 || b.Col == 0) {
		row.Section = d.Slice(b.Span)
		row.Cells = nil
	}
	return row, true
}

func join(a, b document.Span) document.Span {
	if a.Empty() {
		return b
	}
	return document.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// add appends a row; one that a page break cut off the row before goes on in it.
func (t *Table) add(r Row) {
	if t.cutOff(&r) {
		last := &t.Rows[len(t.Rows)-1]
		last.Span = join(last.Span, r.Span)
		for c := range r.Cells {
			if r.Cells[c].Text != "" {
				last.Cells[c].Spans = append(last.Cells[c].Spans, r.Cells[c].Spans...)
				last.Cells[c].Text += r.Cells[c].Text
			}
		}
		return
	}
	t.Rows = append(t.Rows, r)
}

// cutOff: the table counts its rows and r has neither number nor task of its own to begin with, though the row
// before has.
func (t *Table) cutOff(r *Row) bool {
	serial, task := t.Column(Serial), t.Column(Task)
	if serial < 0 || task < 0 || r.Cells == nil || len(t.Rows) == 0 {
		return false
	}
	last := &t.Rows[len(t.Rows)-1]
	if last.Cells == nil || r.Cells[serial].Text != "" || last.Cells[serial].Text == "" {
		return false
	}
	text := last.Cells[task].Text
	return r.Cells[task].Text == "" || !strings.HasSuffix(text, "。") && !strings.HasSuffix(text, "；") && !strings.HasSuffix(text, ";")
}

func isInteger(s string) bool {
	if s == "" || len(s) > 4 {
		return false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
