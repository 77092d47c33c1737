package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// writeCSV writes RFC 4180 with a byte order mark, by which Excel knows UTF-8.
func writeCSV(ctx context.Context, w io.Writer, chosen []*Table, plans Plans) error {
	t := chosen[0]
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	record := make([]string, len(t.Columns))
	for i, col := range t.Columns {
		record[i] = col.Name
	}
	if err := c.Write(record); err != nil {
		return err
	}
	err := each(ctx, t, plans, func(row []any) error {
		for i, v := range row {
			record[i] = plain(v)
			if _, ok := v.(string); ok {
				record[i] = inert(record[i])
			}
		}
		return c.Write(record)
	})
	if err != nil {
		return err
	}
	c.Flush()
	return c.Error()
}

// inert keeps a spreadsheet from running text as a formula (OWASP, “CSV Injection”): an apostrophe makes it text.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	panic("export: a column holds a value of no known type")
}

// writeJSONL writes one object a row, its keys in the order of the columns.
func writeJSONL(ctx context.Context, w io.Writer, chosen []*Table, plans Plans) error {
	t := chosen[0]
	out := bufio.NewWriter(w)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := each(ctx, t, plans, func(row []any) error {
		b.Reset()
		for i, v := range row {
			if i == 0 {
				b.WriteByte('{')
			} else {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Quote(t.Columns[i].Name) + ":")
			if err := enc.Encode(v); err != nil {
				return err
			}
			b.Truncate(b.Len() - 1) // Encode ends the line
		}
		b.WriteString("}\n")
		_, err := out.Write(b.Bytes())
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// writePackage describes the tables of a folder as a Frictionless Data Package (specs.frictionlessdata.io, 1.0).
func writePackage(path string, f *Format, chosen []*Table) error {
	type field struct {
		Name        string `json:"name"`
		Type        Type   `json:"type"`
		Description string `json:"description"`
	}
	type reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	}
	type foreign struct {
		Fields    []string  `json:"fields"`
		Reference reference `json:"reference"`
	}
	type schema struct {
		Fields     []field   `json:"fields"`
		PrimaryKey []string  `json:"primaryKey"`
		Foreign    []foreign `json:"foreignKeys,omitempty"`
	}
	type resource struct {
		Name        string `json:"name"`
		Path        string `json:"path"`
		Description string `json:"description"`
		Format      string `json:"format"`
		Encoding    string `json:"encoding,omitempty"`
		Schema      schema `json:"schema"`
	}
	var resources []resource
	has := map[string]bool{}
	for _, t := range chosen {
		has[t.Name] = true
	}
	for _, t := range chosen {
		r := resource{Name: t.Name, Path: t.Name + f.Extension, Description: t.About, Format: f.Name, Schema: schema{PrimaryKey: t.Primary}}
		if f.Name != "parquet" {
			r.Encoding = "utf-8"
		}
		for _, c := range t.Columns {
			r.Schema.Fields = append(r.Schema.Fields, field{c.Name, c.Type, c.About})
		}
		for _, k := range t.Foreign {
			if has[k.Table] {
				r.Schema.Foreign = append(r.Schema.Foreign, foreign{k.Columns, reference{k.Table, k.Columns}})
			}
		}
		resources = append(resources, r)
	}
	b, err := json.MarshalIndent(map[string]any{"name": "taizhang", "title": "Ledgers of policy documents", "profile": "data-package", "resources": resources}, "", "  ")
	if err != nil {
		return err
	}
	tmp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	if err := os.WriteFile(tmp, append(b, '\n'), 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}
