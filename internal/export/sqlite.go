package export

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite", without cgo
)

// views join the tables in the ways that are asked for most.
var views = []struct {
	name  string
	needs []string
	query string
}{
	{"duties", []string{"documents", "assignments"}, `SELECT d.title AS document, d.region, d.issued_on, a.task_id, a.role, a.unit, a.quote, a.document_id, a.assignment_id
		FROM assignments a JOIN documents d USING (document_id)`},
	{"goals", []string{"documents", "targets"}, `SELECT d.title AS document, d.region, d.issued_on, coalesce(t.canonical, t.indicator) AS indicator, t.op, t.value, t.value_max, t.unit,
		t.normalized_value, t.normalized_unit, t.deadline, t.quote, t.document_id, t.target_id FROM targets t JOIN documents d USING (document_id)`},
	{"bodies", []string{"units", "assignments"}, `SELECT coalesce(u.full_name, u.name) AS body, u.identity, a.role, count(*) AS duties
		FROM assignments a JOIN units u USING (document_id, unit_id) GROUP BY 1, 2, 3`},
}

// writeSQLite makes a database with primary and foreign keys, and copies it to w.
func writeSQLite(ctx context.Context, w io.Writer, chosen []*Table, plans Plans) (err error) {
	dir, err := os.MkdirTemp("", "taizhang-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "export.sqlite")
	if err := fillSQLite(ctx, path, chosen, plans); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

func fillSQLite(ctx context.Context, path string, chosen []*Table, plans Plans) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	has := map[string]bool{}
	for _, t := range chosen {
		has[t.Name] = true
	}
	for _, t := range chosen {
		if _, err := tx.ExecContext(ctx, createTable(t, has)); err != nil {
			return fmt.Errorf("table %s: %w", t.Name, err)
		}
		marks := strings.TrimSuffix(strings.Repeat("?,", len(t.Columns)), ",")
		insert, err := tx.PrepareContext(ctx, fmt.Sprintf("INSERT INTO %s VALUES (%s)", t.Name, marks))
		if err != nil {
			return err
		}
		err = each(ctx, t, plans, func(row []any) error {
			_, err := insert.ExecContext(ctx, row...)
			return err
		})
		if err != nil {
			return fmt.Errorf("table %s: %w", t.Name, err)
		}
	}
	for _, v := range views {
		if all(v.needs, has) {
			if _, err := tx.ExecContext(ctx, "CREATE VIEW "+v.name+" AS "+v.query); err != nil {
				return fmt.Errorf("view %s: %w", v.name, err)
			}
		}
	}
	return tx.Commit()
}

func all(names []string, has map[string]bool) bool {
	for _, n := range names {
		if !has[n] {
			return false
		}
	}
	return true
}

var sqliteTypes = map[Type]string{String: "TEXT", Integer: "INTEGER", Number: "REAL", Boolean: "INTEGER"}

func createTable(t *Table, has map[string]bool) string {
	var parts []string
	for _, c := range t.Columns {
		parts = append(parts, fmt.Sprintf("\n  %q %s -- %s", c.Name, sqliteTypes[c.Type], c.About))
	}
	keys := []string{fmt.Sprintf("\n  PRIMARY KEY (%s)", strings.Join(t.Primary, ", "))}
	for _, k := range t.Foreign {
		if has[k.Table] {
			keys = append(keys, fmt.Sprintf("\n  FOREIGN KEY (%s) REFERENCES %s", strings.Join(k.Columns, ", "), k.Table))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s ( -- %s", t.Name, t.About)
	for _, p := range parts {
		line, about, _ := strings.Cut(p, " -- ")
		b.WriteString(line + ", -- " + about)
	}
	b.WriteString(strings.Join(keys, ","))
	b.WriteString("\n)")
	return b.String()
}
