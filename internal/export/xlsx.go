package export

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What a sheet and a cell of Excel hold at most (Microsoft, “Excel specifications and limits”).
const (
	maxRows = 1_048_576
	maxCell = 32_767
)

// writeXLSX writes a sheet a table, and the data dictionary as the last sheet.
func writeXLSX(ctx context.Context, w io.Writer, chosen []*Table, plans Plans) error {
	f := excelize.NewFile()
	defer f.Close()
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EDF3"}},
		Border: []excelize.Border{{Type: "bottom", Color: "7A8AA0", Style: 1}}})
	if err != nil {
		return err
	}
	link, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "1F4E9E", Underline: "single"}})
	if err != nil {
		return err
	}
	for i, t := range chosen {
		if err := addSheet(f, t.Name, i == 0); err != nil {
			return err
		}
		s, err := startSheet(f, t.Name, t.Columns, head)
		if err != nil {
			return err
		}
		err = each(ctx, t, plans, func(row []any) error { return s.add(t.Columns, row, link) })
		if err != nil {
			return err
		}
		if err := s.end(); err != nil {
			return err
		}
	}
	if err := dictionary(f, chosen, head); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	return inOrder(w, f)
}

// inOrder writes the workbook with its parts sorted: the library writes them as its map falls, and the same plans
// must give the same bytes.
func inOrder(w io.Writer, f *excelize.File) error {
	tmp, err := os.CreateTemp("", "taizhang-*.xlsx")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	size, err := f.WriteTo(tmp)
	if err != nil {
		return err
	}
	r, err := zip.NewReader(tmp, size)
	if err != nil {
		return err
	}
	sort.Slice(r.File, func(i, j int) bool { return r.File[i].Name < r.File[j].Name })
	out := zip.NewWriter(w)
	for _, part := range r.File {
		if err := out.Copy(part); err != nil {
			return err
		}
	}
	return out.Close()
}

func addSheet(f *excelize.File, name string, first bool) error {
	if first {
		return f.SetSheetName("Sheet1", name)
	}
	_, err := f.NewSheet(name)
	return err
}

type sheet struct {
	name string
	cols int
	out  *excelize.StreamWriter
	file *excelize.File
	row  int
}

func startSheet(f *excelize.File, name string, cols []Column, head int) (*sheet, error) {
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, c := range cols {
		if err := out.SetColWidth(i+1, i+1, c.width+2); err != nil {
			return nil, err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	titles := make([]any, len(cols))
	for i, c := range cols {
		titles[i] = excelize.Cell{StyleID: head, Value: c.Name}
	}
	return &sheet{name: name, cols: len(cols), out: out, file: f, row: 1}, out.SetRow("A1", titles)
}

func (s *sheet) add(cols []Column, row []any, link int) error {
	if s.row++; s.row > maxRows {
		return fmt.Errorf("sheet %s has more rows than excel holds (%d): narrow it with a query, or export csv or parquet", s.name, maxRows)
	}
	cells := make([]any, len(row))
	for i, v := range row {
		cells[i] = v
		text, ok := v.(string)
		if !ok {
			continue
		}
		if r := []rune(text); len(r) > maxCell {
			text = string(r[:maxCell-1]) + "…"
		}
		// A string cell is never run as a formula: excelize writes it as text.
		cells[i] = text
		if cols[i].Name == "source" && len(text) < 200 && !strings.Contains(text, `"`) {
			cells[i] = excelize.Cell{StyleID: link, Formula: fmt.Sprintf(`HYPERLINK("%s","%s")`, address(text), text)}
		}
	}
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err != nil {
		return err
	}
	return s.out.SetRow(at, cells)
}

// address makes a path one that a spreadsheet program opens; members of archives lead to their archive.
func address(source string) string {
	source, _, _ = strings.Cut(source, "!/")
	if u, err := url.Parse(source); err == nil && u.Scheme != "" && len(u.Scheme) > 1 {
		return source
	}
	return filepath.ToSlash(source)
}

func (s *sheet) end() error {
	last, err := excelize.CoordinatesToCellName(s.cols, max(s.row, 2))
	if err != nil {
		return err
	}
	if err := s.out.Flush(); err != nil {
		return err
	}
	return s.file.AutoFilter(s.name, "A1:"+last, nil)
}

func dictionary(f *excelize.File, chosen []*Table, head int) error {
	const name = "dictionary"
	if err := addSheet(f, name, false); err != nil {
		return err
	}
	cols := []Column{{"table", String, "", 14}, {"column", String, "", 18}, {"type", String, "", 10}, {"about", String, "", 70}, {"key", String, "", 30}}
	s, err := startSheet(f, name, cols, head)
	if err != nil {
		return err
	}
	for _, t := range chosen {
		if err := s.add(cols, []any{t.Name, nil, nil, t.About, nil}, 0); err != nil {
			return err
		}
		for _, c := range t.Columns {
			if err := s.add(cols, []any{t.Name, c.Name, string(c.Type), c.About, keys(t, c.Name)}, 0); err != nil {
				return err
			}
		}
	}
	return s.end()
}

// keys says which keys a column belongs to.
func keys(t *Table, column string) any {
	var out []string
	for _, c := range t.Primary {
		if c == column {
			out = append(out, "primary")
		}
	}
	for _, k := range t.Foreign {
		for _, c := range k.Columns {
			if c == column {
				out = append(out, "→ "+k.Table)
			}
		}
	}
	return list(out)
}
