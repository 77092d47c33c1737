package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/internal/index"
	"taizhang/pipeline"
)

func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lib")
	w, err := Create(t.Context(), dir, Disk{}, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	data := []byte("关于印发临江县稻渔共生行动方案的通知\n一、主要任务\n（一）发展稻渔共生。到2027年，稻渔共生面积达到3万亩以上。（责任单位：县农业农村局）\n")
	p, err := pipeline.Process(t.Context(), pipeline.Source{Path: "a.txt", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	const name = "../../通知 a.txt"
	var locked *ErrLocked
	if err := Keep(t.Context(), dir, name, data, p); !errors.As(err, &locked) {
		t.Errorf("beside another writer: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	reader, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for range 2 { // the second time nothing is new
		if err := Keep(t.Context(), dir, name, data, p); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := reader.Counts(t.Context()); err != nil || n.Plans != 1 || n.Sources != 1 {
		t.Errorf("%+v, %v", n, err)
	}
	paths, err := reader.Paths(t.Context(), p.ID)
	if err != nil || len(paths) != 1 || !filepath.IsAbs(paths[0]) || filepath.Dir(paths[0]) != filepath.Join(dir, "uploads") || !strings.HasSuffix(paths[0], ".txt") {
		t.Fatalf("%v, %v", paths, err)
	}
	if kept, err := os.ReadFile(paths[0]); err != nil || string(kept) != string(data) {
		t.Errorf("%q, %v", kept, err)
	}
	if res, err := reader.Search(context.Background(), index.Request{Query: "稻渔共生"}); err != nil || res.Total == 0 {
		t.Errorf("it is not found: %v", err)
	}
	if w, err = Create(t.Context(), dir, Disk{}, func(string) {}); err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if problems, err := w.Check(t.Context(), false); err != nil || len(problems) > 0 {
		t.Errorf("%+v, %v", problems, err)
	}
}
