package docx

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// tableRows reads w:tbl into rows of cells; cells merged downwards are one cell with a row span.
func (w *blocks) tableRows() ([][]cell, error) {
	rows := [][]cell{}
	open := map[int][2]int{} // by grid column: row and index of the cell that may still grow downwards
	var collect func(s xml.StartElement) error
	collect = func(s xml.StartElement) error {
		switch s.Name.Local {
		case "sdt", "sdtContent", "customXml", "ins", "moveTo":
			return w.dec.each(collect)
		case "tr":
			row, deleted, err := w.row(len(rows), rows, open)
			if err == nil && !deleted {
				rows = append(rows, row)
			}
			return err
		}
		return w.dec.skip()
	}
	err := w.dec.each(collect)
	return rows, err
}

func (w *blocks) row(at int, rows [][]cell, open map[int][2]int) (row []cell, deleted bool, err error) {
	col := 0
	grown := map[int]bool{}
	var collect func(s xml.StartElement) error
	collect = func(s xml.StartElement) error {
		switch s.Name.Local {
		case "sdt", "sdtContent", "customXml":
			return w.dec.each(collect)
		case "trPr":
			return w.dec.each(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "gridBefore":
					if n := integer(s); n != nil && *n > 0 {
						col += min(*n, maxColumns)
					}
				case "del":
					deleted = true
				}
				return w.dec.skip()
			})
		case "tc":
			c, merge, err := w.cell()
			if err != nil {
				return err
			}
			c.col = col
			col += c.colSpan
			switch o, above := open[c.col]; {
			case merge == continues && above && !deleted:
				up := &rows[o[0]][o[1]]
				up.rowSpan = at - o[0] + 1
				up.content = append(up.content, filled(c.content)...)
				grown[c.col] = true
				return nil
			case merge == leftwards && len(row) > 0:
				left := &row[len(row)-1]
				left.colSpan += c.colSpan
				left.content = append(left.content, filled(c.content)...)
				return nil
			}
			row = append(row, c)
			if merge == starts {
				open[c.col] = [2]int{at, len(row) - 1}
				grown[c.col] = true
			}
			return nil
		}
		return w.dec.skip()
	}
	err = w.dec.each(collect)
	if !deleted {
		for c := range open {
			if !grown[c] {
				delete(open, c)
			}
		}
	}
	return row, deleted, err
}

// maxColumns is Word's own limit.
const maxColumns = 63

// merge says how a cell is merged.
type merge uint8

const (
	alone     merge = iota
	starts          // w:vMerge restart
	continues       // w:vMerge continue
	leftwards       // w:hMerge continue, as old writers merge
)

func (w *blocks) cell() (c cell, m merge, err error) {
	c.colSpan, c.rowSpan = 1, 1
	inner := &blocks{reader: w.reader, dec: w.dec}
	add := func(it item) error { c.content = append(c.content, it); return nil }
	err = w.dec.each(func(s xml.StartElement) error {
		if s.Name.Local != "tcPr" {
			return inner.block(s, add)
		}
		return w.dec.each(func(s xml.StartElement) error {
			switch s.Name.Local {
			case "gridSpan":
				if n := integer(s); n != nil && *n > 0 {
					c.colSpan = min(*n, maxColumns)
				}
			case "vMerge":
				m = continues
				if attr(s, "val") == "restart" {
					m = starts
				}
			case "hMerge":
				if attr(s, "val") != "restart" {
					m = leftwards
				}
			}
			return w.dec.skip()
		})
	})
	if err == nil {
		err = inner.end(add)
	}
	return c, m, err
}

// filled leaves out empty paragraphs.
func filled(items []item) []item {
	var out []item
	for _, it := range items {
		if it.table != nil || it.label != "" || strings.TrimSpace(strings.Join(it.parts, "")) != "" {
			out = append(out, it)
		}
	}
	return out
}

// emitTable writes a table's cells. A table that no row parts into two filled cells is a frame around text, and one
// that is mostly a nested table is its layout: their contents are written as if they stood in the body.
func (r *reader) emitTable(rows [][]cell, kind document.Kind) error {
	if layout(rows) {
		for _, row := range rows {
			for _, c := range row {
				for _, it := range c.content {
					if err := r.emit(it, kind); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}
	n := r.d.NextTable()
	for i, row := range rows {
		for _, c := range row {
			b := document.Block{Kind: document.Cell, Table: n, Row: i, Col: c.col, RowSpan: c.rowSpan, ColSpan: c.colSpan}
			if len(c.content) > 0 {
				b.Heading, b.Label = c.content[0].heading, c.content[0].label
			}
			if err := r.d.Add(b, cellText(c.content)); err != nil {
				return limitError{err}
			}
		}
	}
	return nil
}

func layout(rows [][]cell) bool {
	wide, all, nested := false, 0, 0
	for _, row := range rows {
		n := 0
		for _, c := range row {
			if t := cellText(c.content); strings.TrimSpace(t) != "" {
				n++
				all += len(t)
			}
			for _, it := range c.content {
				if it.table != nil {
					nested = max(nested, len(cellText([]item{it})))
				}
			}
		}
		wide = wide || n > 1
	}
	return !wide || nested*2 > all
}

// cellText joins the lines of a cell. A writer breaks lines in a cell between names and sentences, and that break
// is kept as a space; but 序/号 and 责任/单位 broken to fit a narrow column are one word.
func cellText(items []item) string {
	var lines []string
	var walk func(items []item)
	walk = func(items []item) {
		for _, it := range items {
			for _, row := range it.table {
				for _, c := range row {
					walk(c.content)
				}
			}
			label := it.label
			for _, l := range it.parts {
				if l = strings.TrimSpace(l); l != "" {
					if label != "" {
						l, label = label+it.glue+l, ""
					}
					lines = append(lines, l)
				}
			}
			if label != "" { // a column of generated numbers: the paragraph itself is empty
				lines = append(lines, label)
			}
		}
	}
	walk(items)
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && utf8.RuneCountInString(l) > 2 && utf8.RuneCountInString(lines[i-1]) > 2 {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}
