// Package sheet reads workbooks and separated-value files as tables of cells, with the lines above a table (its title,
// the body that drew it up) as paragraphs.
package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

// ErrEncrypted says that a workbook wants a password.
var ErrEncrypted = errors.New("it is encrypted: save it without a password")

// XLSX reads the visible sheets of a workbook into d.
func XLSX(ctx context.Context, data []byte, d *draft.Draft) error {
	// Office puts an encrypted workbook into a compound file ([MS-OFFCRYPTO] 2.3).
	if bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")) {
		return ErrEncrypted
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: limit(d.Limits.Unpacked), UnzipXMLSizeLimit: limit(d.Limits.Unpacked)})
	switch {
	case err != nil && strings.Contains(err.Error(), "unzip size exceeds"):
		return fmt.Errorf("its parts grow to more than %d bytes: raise the limit on unpacked size if it deserves it", d.Limits.Unpacked)
	case err != nil:
		return fmt.Errorf("the workbook is damaged: open and save it with a spreadsheet program")
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		if shown, err := f.GetSheetVisible(name); err != nil || !shown {
			continue
		}
		g, err := xlsxGrid(ctx, f, name)
		if err != nil {
			return err
		}
		if len(g.rows) > 0 {
			d.Field("sheet", name, "workbook")
		}
		if err := g.write(d); err != nil {
			return err
		}
	}
	return nil
}

func limit(n int64) int64 {
	if n <= 0 {
		return 1 << 40
	}
	return n
}

func xlsxGrid(ctx context.Context, f *excelize.File, name string) (grid, error) {
	var g grid
	rows, err := f.Rows(name)
	if err != nil {
		return g, fmt.Errorf("sheet %q is damaged: open and save the workbook with a spreadsheet program", name)
	}
	defer rows.Close()
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return g, err
		}
		cols, err := rows.Columns()
		if err != nil {
			return g, fmt.Errorf("sheet %q is damaged: open and save the workbook with a spreadsheet program", name)
		}
		g.rows = append(g.rows, cols)
	}
	merged, err := f.GetMergeCells(name, true)
	if err != nil {
		return g, nil // the words are there; only the merging is lost
	}
	g.spans = map[[2]int][2]int{}
	for _, m := range merged {
		c0, r0, err0 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err0 == nil && err1 == nil {
			g.spans[[2]int{r0 - 1, c0 - 1}] = [2]int{r1 - r0 + 1, c1 - c0 + 1}
		}
	}
	return g, nil
}

// Separated reads comma- or tab-separated text, already decoded, into d.
func Separated(ctx context.Context, text string, comma rune, d *draft.Draft) error {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	var g grid
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("the table is damaged (%v): save it again", err)
		}
		g.rows = append(g.rows, rec)
	}
	return g.write(d)
}

// grid is a sheet's words by row and column; spans holds rows and columns of merged cells by their upper left one.
type grid struct {
	rows  [][]string
	spans map[[2]int][2]int
}

// write makes a paragraph of every row above or below the table that holds one cell alone, and cells of the rest.
func (g grid) write(d *draft.Draft) error {
	first, last := g.extent()
	table := 0
	for r, cols := range g.rows {
		alone := r < first || r > last
		for c, text := range cols {
			if text = strings.TrimSpace(text); text == "" {
				continue
			}
			b := document.Block{}
			if !alone {
				if table == 0 {
					table = d.NextTable()
				}
				b = document.Block{Kind: document.Cell, Table: table, Row: r - first, Col: c}
				if s, ok := g.spans[[2]int{r, c}]; ok {
					b.RowSpan, b.ColSpan = s[0], s[1]
				}
			}
			if err := d.Add(b, strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")...); err != nil {
				return err
			}
		}
	}
	return nil
}

// extent is the first and the last row with more than one word-bearing cell.
func (g grid) extent() (first, last int) {
	first, last = len(g.rows), -1
	for r, cols := range g.rows {
		n := 0
		for _, c := range cols {
			if strings.TrimSpace(c) != "" {
				n++
			}
		}
		if n > 1 {
			first, last = min(first, r), r
		}
	}
	return first, last
}
