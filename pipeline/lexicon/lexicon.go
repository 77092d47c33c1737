// Package lexicon loads the data files that a user may want to add to: bodies, abbreviations, regions,
// indicators, units of measure, comparison words.
//
// Every file in data/ is a table: UTF-8, lines parted by \n, fields by tabs. Lines that start with # are
// its head and say what it is for, its source, the source's date and licence (# source: …, # date: …,
// # licence: …); the first other line names the columns; empty lines are skipped.
package lexicon

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

//go:embed data
var files embed.FS

// Table is one data file.
type Table struct {
	Name    string            // file name without .tsv
	Head    map[string]string // source, date, licence, about
	Columns []string
	Rows    [][]string // as many fields as Columns, each trimmed
}

// Col is the index of a column.
func (t *Table) Col(name string) (int, error) {
	for i, c := range t.Columns {
		if c == name {
			return i, nil
		}
	}
	return 0, fmt.Errorf("lexicon %s: no column %q: it has %s", t.Name, name, strings.Join(t.Columns, ", "))
}

// Load reads one embedded table, e.g. Load("regions").
func Load(name string) (*Table, error) {
	b, err := files.ReadFile("data/" + name + ".tsv")
	if err != nil {
		return nil, fmt.Errorf("lexicon %s: no such data file", name)
	}
	return Parse(name, string(b))
}

// MustLoad is Load for the tables that a package cannot work without; they are embedded and checked by
// this package's test, so a failure is a fault of the build.
func MustLoad(name string) *Table {
	t, err := Load(name)
	if err != nil {
		panic(err)
	}
	return t
}

// Parse reads a table from text.
func Parse(name, text string) (*Table, error) {
	t := &Table{Name: name, Head: map[string]string{}}
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" {
			continue
		}
		if head, ok := strings.CutPrefix(line, "#"); ok {
			if k, v, ok := strings.Cut(head, ":"); ok {
				t.Head[strings.TrimSpace(k)] = strings.TrimSpace(v)
			}
			continue
		}
		fields := strings.Split(line, "\t")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		if t.Columns == nil {
			t.Columns = fields
			continue
		}
		if len(fields) > len(t.Columns) {
			return nil, fmt.Errorf("lexicon %s: line %d has %d fields, the head names %d: remove the extra tabs", name, n+1, len(fields), len(t.Columns))
		}
		for len(fields) < len(t.Columns) {
			fields = append(fields, "")
		}
		t.Rows = append(t.Rows, fields)
	}
	return t, nil
}

// Names lists the embedded tables, sorted.
func Names() []string {
	entries, _ := fs.ReadDir(files, "data")
	var names []string
	for _, e := range entries {
		if n, ok := strings.CutSuffix(e.Name(), ".tsv"); ok {
			names = append(names, n)
		}
	}
	return names
}

// Version names the lexicon's content; it is part of every plan, since another lexicon makes old results stale.
var Version = sync.OnceValue(func() string {
	h := sha256.New()
	for _, n := range Names() {
		b, _ := files.ReadFile("data/" + n + ".tsv")
		fmt.Fprintf(h, "%s %d\n", n, len(b))
		h.Write(b)
	}
	return "1-" + hex.EncodeToString(h.Sum(nil))[:8]
})
