// Package export turns plans into the tables that researchers open: flat, tidy, with keys that join.
//
//	err := export.File(ctx, export.XLSX, "library.xlsx", nil, plans)
//
// The tables and their columns stand in table.go and nowhere else: every format, the data dictionary and
// datapackage.json are made from there. The same plans in the same order give the same bytes.
package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"taizhang/pipeline/plan"
)

// Plans are the plans to export, in the order in which their rows will stand.
type Plans = iter.Seq2[*plan.Plan, error]

// Format is a file format.
type Format struct {
	Name      string
	Extension string
	// One is set where a file holds one table; the others hold any number.
	One bool
	// Fixed names the table of a format that can hold only that.
	Fixed string
	write func(ctx context.Context, w io.Writer, tables []*Table, plans Plans) error
}

var formats = []*Format{
	{Name: "csv", Extension: ".csv", One: true, write: writeCSV},
	{Name: "jsonl", Extension: ".jsonl", One: true, write: writeJSONL},
	{Name: "parquet", Extension: ".parquet", One: true, write: writeParquet},
	{Name: "xlsx", Extension: ".xlsx", write: writeXLSX},
	{Name: "sqlite", Extension: ".sqlite", write: writeSQLite},
	{Name: "graphml", Extension: ".graphml", Fixed: "assignments", write: writeGraphML},
	{Name: "bibtex", Extension: ".bib", Fixed: "documents", write: writeBibTeX},
	{Name: "ris", Extension: ".ris", Fixed: "documents", write: writeRIS},
}

// FormatNames lists the formats.
func FormatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return names
}

// FormatNamed finds a format.
func FormatNamed(name string) (*Format, error) {
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
	}
	return nil, fmt.Errorf("format %q is not known: use one of %s", name, strings.Join(FormatNames(), ", "))
}

// Choose finds tables by name; no name means every table.
func Choose(names []string) ([]*Table, error) {
	if len(names) == 0 {
		return tables, nil
	}
	var out []*Table
	for _, n := range names {
		t, err := tableNamed(n)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// Write writes tables to w. A format of one table takes exactly one.
func Write(ctx context.Context, f *Format, w io.Writer, chosen []*Table, plans Plans) error {
	if f.One && len(chosen) != 1 {
		return fmt.Errorf("%s holds one table: name one of %s", f.Name, strings.Join(TableNames(), ", "))
	}
	return f.write(ctx, w, chosen, plans)
}

// File writes one file, whole or not at all.
func File(ctx context.Context, f *Format, path string, chosen []*Table, plans Plans) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if err = Write(ctx, f, tmp, chosen, plans); err != nil {
		return err
	}
	if err = tmp.Chmod(0o644); err != nil {
		return err
	}
	if err = tmp.Sync(); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// Folder writes one file a table into dir, with a datapackage.json that describes them (Frictionless Data
// Package 1.0). Formats that hold several tables or a fixed one do not go into a folder.
func Folder(ctx context.Context, f *Format, dir string, chosen []*Table, plans Plans) error {
	if !f.One {
		return fmt.Errorf("%s is one file: give a file name, not a folder", f.Name)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, t := range chosen {
		if err := File(ctx, f, filepath.Join(dir, t.Name+f.Extension), []*Table{t}, plans); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return writePackage(filepath.Join(dir, "datapackage.json"), f, chosen)
}

// each calls row for every row of t, in order.
func each(ctx context.Context, t *Table, plans Plans, row func([]any) error) error {
	for p, err := range plans {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := eachOf(t, p, row); err != nil {
			return err
		}
	}
	return nil
}

func eachOf(t *Table, p *plan.Plan, row func([]any) error) error {
	var failed error
	t.rows(&source{plan: p}, func(values ...any) {
		if failed != nil {
			return
		}
		if len(values) != len(t.Columns) {
			failed = fmt.Errorf("table %s: a row has %d values for %d columns", t.Name, len(values), len(t.Columns))
			return
		}
		failed = row(values)
	})
	return failed
}

// source is one plan with what its rows ask for again and again.
type source struct {
	plan  *plan.Plan
	runes []rune
	names map[string]string
}

// text is the words of a span.
func (s *source) text(sp plan.Span) string {
	if s.runes == nil {
		s.runes = []rune(s.plan.Text)
	}
	return string(s.runes[sp.Start:sp.End])
}

func (s *source) unit(id string) string {
	if s.names == nil {
		s.names = map[string]string{}
		for _, u := range s.plan.Units {
			s.names[u.ID] = u.Name
		}
	}
	return s.names[id]
}

// place is where a span stands: page (nil if the source has none) and paragraph, counted from 1.
func (s *source) place(sp plan.Span) (page, paragraph any) {
	n, i := s.plan.Place(sp)
	if n > 0 {
		page = n
	}
	if i > 0 {
		paragraph = i
	}
	return page, paragraph
}
