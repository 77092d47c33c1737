package pipeline_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/pipeline"
)

// TestCorpusTable prints what the readers make of real documents, by format: files, files with text, with metadata,
// notes by code, and every failure with its reason. It fails if a document is not read.
func TestCorpusTable(t *testing.T) {
	dir := os.Getenv("TAIZHANG_CORPUS")
	if dir == "" {
		t.Skip("TAIZHANG_CORPUS is not set: set it to a folder of real documents (docs/…) to print the table")
	}
	files, err := filepath.Glob(filepath.Join(dir, "docs", "*"))
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		files, text, title, number, issuers, date int
		notes                                     map[string]int
	}
	rows := map[string]*row{}
	var failures []string
	for _, f := range files {
		r := rows[filepath.Ext(f)]
		if r == nil {
			r = &row{notes: map[string]int{}}
			rows[filepath.Ext(f)] = r
		}
		r.files++
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p, err := pipeline.Process(context.Background(), pipeline.Source{Path: filepath.Base(f), Data: data})
		if err != nil {
			failures = append(failures, err.Error())
			continue
		}
		add := func(n *int, found bool) {
			if found {
				*n++
			}
		}
		add(&r.text, p.Text != "")
		add(&r.title, p.Title != nil)
		add(&r.number, p.DocNumber != nil)
		add(&r.issuers, len(p.Issuers) > 0)
		add(&r.date, p.IssuedOn != nil || p.PublishedOn != nil)
		for _, n := range p.Notes {
			r.notes[n.Code]++
		}
	}
	var b strings.Builder
	b.WriteString("\n| format | files | text | title | number | issuers | date | notes |\n|---|---|---|---|---|---|---|---|\n")
	for _, ext := range slices.Sorted(maps.Keys(rows)) {
		r := rows[ext]
		var notes []string
		for _, code := range slices.Sorted(maps.Keys(r.notes)) {
			notes = append(notes, fmt.Sprintf("%s %d", code, r.notes[code]))
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %d | %s |\n", strings.TrimPrefix(ext, "."), r.files, r.text,
			r.title, r.number, r.issuers, r.date, strings.Join(notes, ", "))
	}
	t.Log(b.String())
	if len(failures) > 0 {
		t.Error(strings.Join(failures, "\n"))
	}
}
