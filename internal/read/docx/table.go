package docx

import (
	"encoding/xml"
	"slices"

	"taizhang/internal/read/draft"
)

// tableRows reads w:tbl into rows of cells; cells merged downwards are one cell with a row span.
func (w *blocks) tableRows() ([][]draft.Cell, error) {
	rows := [][]draft.Cell{}
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

func (w *blocks) row(at int, rows [][]draft.Cell, open map[int][2]int) (row []draft.Cell, deleted bool, err error) {
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
			c.Col = col
			col += c.ColSpan
			switch o, above := open[c.Col]; {
			case merge == continues && above && !deleted:
				up := &rows[o[0]][o[1]]
				up.RowSpan = at - o[0] + 1
				up.Content = append(up.Content, filled(c.Content)...)
				grown[c.Col] = true
				return nil
			case merge == leftwards && len(row) > 0:
				left := &row[len(row)-1]
				left.ColSpan += c.ColSpan
				left.Content = append(left.Content, filled(c.Content)...)
				return nil
			}
			row = append(row, c)
			if merge == starts {
				open[c.Col] = [2]int{at, len(row) - 1}
				grown[c.Col] = true
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

func (w *blocks) cell() (c draft.Cell, m merge, err error) {
	c.ColSpan, c.RowSpan = 1, 1
	inner := &blocks{reader: w.reader, dec: w.dec}
	add := func(it draft.Item) error { c.Content = append(c.Content, it); return nil }
	err = w.dec.each(func(s xml.StartElement) error {
		if s.Name.Local != "tcPr" {
			return inner.block(s, add)
		}
		return w.dec.each(func(s xml.StartElement) error {
			switch s.Name.Local {
			case "gridSpan":
				if n := integer(s); n != nil && *n > 0 {
					c.ColSpan = min(*n, maxColumns)
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
func filled(items []draft.Item) []draft.Item {
	return slices.DeleteFunc(items, draft.Item.Blank)
}
