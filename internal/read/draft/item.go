package draft

import (
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// Item is a paragraph or a table, as word processors know them.
type Item struct {
	Lines   []string // of a paragraph, parted by the writer's own line breaks
	Label   string   // generated number
	Glue    string   // what stands between number and words
	Heading int      // outline level, from 1; 0 for body text
	Table   [][]Cell // rows; nil for a paragraph
}

// Cell is a cell of a table; Col counts the columns of the table's grid from 0.
type Cell struct {
	Col, ColSpan, RowSpan int
	Content               []Item
}

// Blank reports whether an item shows nothing.
func (it Item) Blank() bool {
	if it.Table != nil || it.Label != "" {
		return false
	}
	for _, l := range it.Lines {
		if strings.TrimSpace(l) != "" {
			return false
		}
	}
	return true
}

// Emit writes an item as blocks of the kind; cells of tables are of kind document.Cell.
func (d *Draft) Emit(it Item, kind document.Kind) error {
	if it.Table != nil {
		return d.table(it.Table, kind)
	}
	label := it.Label
	for _, line := range it.Lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		b := document.Block{Kind: kind, Heading: it.Heading, Label: label}
		if label != "" {
			line = label + it.Glue + strings.TrimLeft(line, " \t\u3000\u00A0")
			label = ""
		}
		if err := d.Add(b, line); err != nil {
			return err
		}
	}
	return nil
}

// table writes a table's cells. A table that no row parts into two filled cells is a frame around text, and one that is
// mostly a nested table is its layout: their contents are written as if they stood in the body.
func (d *Draft) table(rows [][]Cell, kind document.Kind) error {
	if layout(rows) {
		for _, row := range rows {
			for _, c := range row {
				for _, it := range c.Content {
					if err := d.Emit(it, kind); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}
	n := d.NextTable()
	for i, row := range rows {
		for _, c := range row {
			b := document.Block{Kind: document.Cell, Table: n, Row: i, Col: c.Col, RowSpan: c.RowSpan, ColSpan: c.ColSpan}
			if len(c.Content) > 0 {
				b.Heading, b.Label = c.Content[0].Heading, c.Content[0].Label
			}
			if err := d.Add(b, JoinLines(cellLines(c.Content, nil))); err != nil {
				return err
			}
		}
	}
	return nil
}

func layout(rows [][]Cell) bool {
	wide, all, nested := false, 0, 0
	for _, row := range rows {
		n := 0
		for _, c := range row {
			if size := size(c.Content); size > 0 {
				n++
				all += size
			}
			for _, it := range c.Content {
				if it.Table != nil {
					nested = max(nested, size([]Item{it}))
				}
			}
		}
		wide = wide || n > 1
	}
	return !wide || nested*2 > all
}

// size is how many bytes items show.
func size(items []Item) int {
	n := 0
	for _, it := range items {
		n += len(it.Label)
		for _, l := range it.Lines {
			n += len(strings.TrimSpace(l))
		}
		for _, row := range it.Table {
			for _, c := range row {
				n += size(c.Content)
			}
		}
	}
	return n
}

// cellLines are the filled lines of a cell and of the tables in it.
func cellLines(items []Item, lines []string) []string {
	for _, it := range items {
		for _, row := range it.Table {
			for _, c := range row {
				lines = cellLines(c.Content, lines)
			}
		}
		label := it.Label
		for _, l := range it.Lines {
			if l = strings.TrimSpace(l); l != "" {
				if label != "" {
					l, label = label+it.Glue+l, ""
				}
				lines = append(lines, l)
			}
		}
		if label != "" { // a column of generated numbers: the paragraph itself is empty
			lines = append(lines, label)
		}
	}
	return lines
}

// JoinLines joins the lines of a cell. A writer breaks lines in a cell between names and sentences, and that break is
// kept as a space; but 序/号 and 责任/单位 broken to fit a narrow column are one word.
func JoinLines(lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && utf8.RuneCountInString(l) > 2 && utf8.RuneCountInString(lines[i-1]) > 2 {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}
