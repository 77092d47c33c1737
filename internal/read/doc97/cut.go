package doc97

import (
	"context"
	"slices"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

// The characters that are marks (2.4.1, 2.8.25).
const (
	cellMark   = 0x07
	lineBreak  = 0x0B
	pageBreak  = 0x0C // or the end of a section
	paraMark   = 0x0D
	fieldBegin = 0x13
	fieldSep   = 0x14
	fieldEnd   = 0x15
	hardHyphen = 0x1E
)

// cutter cuts one part of the text into blocks.
type cutter struct {
	*word
	d    *draft.Draft
	kind document.Kind
	ctx  context.Context

	line   []uint16
	lines  []string
	fields []bool // open fields: whether the result has begun
	chars  *run   // formatting of the last character
	hidden bool

	cell []draft.Item // paragraphs of the open cell
	row  []draft.Cell
	rows []draft.Row
}

func (c *cutter) cut(from, to int) error {
	to = min(to, c.text.len())
	for cp := from; cp < to; cp++ {
		u, fc := c.text.units[cp], int(c.text.fcs[cp])
		switch u {
		case fieldBegin:
			c.fields = append(c.fields, false)
			continue
		case fieldSep:
			if n := len(c.fields); n > 0 {
				c.fields[n-1] = true
			}
			continue
		case fieldEnd:
			if n := len(c.fields); n > 0 {
				c.fields = c.fields[:n-1]
			}
			continue
		case paraMark, cellMark, pageBreak:
			if u != cellMark && c.deleted(fc) {
				continue // the paragraph runs on in the next one
			}
			if err := c.mark(u, fc); err != nil {
				return err
			}
			continue
		}
		if slices.Contains(c.fields, false) || c.invisible(fc) {
			continue
		}
		switch {
		case u == lineBreak:
			c.br()
		case u == hardHyphen:
			c.line = append(c.line, '-')
		case u == '\t' || u >= 0x20:
			c.line = append(c.line, u)
		}
	}
	if err := c.mark(paraMark, -1); err != nil { // a part need not end with a mark when the file is cut short
		return err
	}
	return c.endTable()
}

func (c *cutter) br() {
	c.lines = append(c.lines, decode(c.line))
	c.line = c.line[:0]
}

// mark ends a paragraph or a cell.
func (c *cutter) mark(u uint16, fc int) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	p := c.properties(fc)
	c.br()
	it := draft.Item{Lines: c.lines}
	c.lines = nil
	if p.outline < 9 {
		it.Heading = p.outline + 1
	}
	inTable := p.depth > 0 && c.kind == document.Paragraph
	if p.list > 0 && p.list <= len(c.lists) && !p.rowEnd && (u != cellMark || inTable) {
		if it.Label, it.Glue = c.lists[p.list-1].Next(p.level); it.Label != "" && !inTable && blank(it.Lines) {
			it.Label = "" // Word numbers empty paragraphs too; no reader wants them
		}
	}
	switch {
	case !inTable:
		if err := c.endTable(); err != nil {
			return err
		}
		return c.d.Emit(it, c.kind)
	case p.innerEnd:
	case u == cellMark && p.rowEnd:
		c.rows = append(c.rows, draft.Row{Cells: c.row, Edges: p.columns})
		c.row = nil
	case u == cellMark && p.depth <= 1:
		c.cell = append(c.cell, it)
		c.row = append(c.row, draft.Cell{Content: slices.DeleteFunc(c.cell, draft.Item.Blank)})
		c.cell = nil
	default:
		c.cell = append(c.cell, it)
	}
	return nil
}

func blank(lines []string) bool { return draft.Item{Lines: lines}.Blank() }

// properties are those of the paragraph whose mark stands at a byte.
func (c *cutter) properties(fc int) props {
	r := c.papx.at(fc)
	if r == nil {
		return props{outline: 9}
	}
	p := props{outline: 9}
	if r.istd < len(c.styles) {
		p = c.styles[r.istd]
	}
	p.apply(r.sprms)
	return p
}

// invisible reports whether a character is hidden or deleted by a tracked change.
func (c *cutter) invisible(fc int) bool {
	if c.chars == nil || fc < c.chars.fc || fc >= c.chars.end {
		c.chars = c.chpx.at(fc)
		c.hidden = false
		if c.chars != nil {
			each(c.chars.sprms, func(code int, arg []byte) {
				switch code {
				case sprmCFVanish:
					c.hidden = c.hidden || arg[0] == 1 || arg[0] == 129
				case sprmCFRMarkDel:
					c.hidden = c.hidden || arg[0] == 1
				}
			})
		}
	}
	return c.hidden
}

// deleted reports whether a paragraph mark is deleted by a tracked change.
func (c *cutter) deleted(fc int) bool {
	gone := false
	if r := c.chpx.at(fc); r != nil {
		each(r.sprms, func(code int, arg []byte) {
			gone = gone || code == sprmCFRMarkDel && arg[0] == 1
		})
	}
	return gone
}

// endTable writes the collected rows as a table.
func (c *cutter) endTable() error {
	if c.row != nil || c.cell != nil { // a row that breaks off
		if c.cell != nil {
			c.row = append(c.row, draft.Cell{Content: c.cell})
		}
		c.rows = append(c.rows, draft.Row{Cells: c.row})
		c.row, c.cell = nil, nil
	}
	if len(c.rows) == 0 {
		return nil
	}
	rows := c.rows
	c.rows = nil
	return c.d.Emit(draft.Item{Table: draft.Grid(rows)}, c.kind)
}
