package target

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/internal/read"
	"taizhang/pipeline/document"
	"taizhang/pipeline/front"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/table"
)

// BenchmarkFind reads the targets of the corpus's text documents; MB/s counts the bytes of their text.
func BenchmarkFind(b *testing.B) {
	dir := os.Getenv("TAIZHANG_CORPUS")
	if dir == "" {
		b.Skip("TAIZHANG_CORPUS is not set: no corpus to measure on")
	}
	type ready struct {
		doc    *document.Document
		tree   *outline.Tree
		tables []table.Table
	}
	var docs []ready
	var bytes int64
	list, err := os.ReadFile(filepath.Join(dir, "manifest.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	for _, line := range strings.Split(string(list), "\n") {
		var m struct{ ID, File, Format string }
		if json.Unmarshal([]byte(line), &m) != nil || m.Format != "txt" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, m.File))
		if err != nil {
			b.Fatal(err)
		}
		d, err := read.Read(context.Background(), read.Input{Path: m.File, Data: data}, read.Limits{})
		if err != nil {
			continue
		}
		tables := table.Find(d)
		docs = append(docs, ready{d, outline.Build(d, front.Read(d).Body, tables), tables})
		bytes += int64(len(d.Text))
	}
	Explain("建成5个。", Context{}) // loads the dictionaries
	b.SetBytes(bytes)
	for b.Loop() {
		for _, d := range docs {
			Find(d.doc, d.tree, d.tables, Context{IssuedOn: "2023-01-01"})
		}
	}
}
