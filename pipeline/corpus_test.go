package pipeline_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

// textFormats are those of the corpus that the laws are held against; the readers of paged formats have tests of their own.
var textFormats = []string{".txt", ".md", ".html", ".htm", ".docx"}

// corpus lists the documents of the folder that TAIZHANG_CORPUS names (it holds manifest.jsonl and docs/).
func corpus(t testing.TB) []string {
	dir := os.Getenv("TAIZHANG_CORPUS")
	if dir == "" {
		t.Skip("TAIZHANG_CORPUS is not set: set it to a folder of real documents (docs/…) to hold the laws against them")
	}
	entries, err := os.ReadDir(filepath.Join(dir, "docs"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if slices.Contains(textFormats, filepath.Ext(e.Name())) {
			out = append(out, filepath.Join(dir, "docs", e.Name()))
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s/docs holds no document", dir)
	}
	return out
}

// own lists the project's own documents: the seeds, and those of testdata.
func own(t testing.TB) []string {
	var out []string
	for _, pattern := range []string{"../seeds/*", "../testdata/docs/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, found...)
	}
	return out
}

// TestLaws holds every law of a plan, and its schema, against the project's own documents.
func TestLaws(t *testing.T) { holdLaws(t, own(t)) }

// TestCorpusLaws does so with real documents.
func TestCorpusLaws(t *testing.T) { holdLaws(t, corpus(t)) }

// holdLaws processes every file twice, in one worker and in eight, and wants sound plans and the same bytes.
func holdLaws(t *testing.T, files []string) {
	schema := planSchema(t)
	type result struct {
		err error
		sum [sha256.Size]byte
	}
	process := func(file string, check bool) (r result) {
		defer func() {
			if v := recover(); v != nil {
				buf := make([]byte, 4096)
				t.Errorf("%s: panic: %v\n%s", file, v, buf[:runtime.Stack(buf, false)])
			}
		}()
		data, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
			return r
		}
		p, err := pipeline.Process(context.Background(), pipeline.Source{Path: filepath.Base(file), Data: data})
		if err != nil {
			r.err = err
			if check && strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: its error has more than one line: %v", file, err)
			}
			return r
		}
		b, err := plan.Encode(p)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			return r
		}
		r.sum = sha256.Sum256(b)
		if !check {
			return r
		}
		for _, law := range plan.Broken(p) {
			t.Errorf("%s: %s", file, law)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err == nil {
			err = schema.Validate(v)
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		return r
	}
	run := func(jobs int, check bool) []result {
		out := make([]result, len(files))
		next := make(chan int)
		var wg sync.WaitGroup
		for range jobs {
			wg.Go(func() {
				for i := range next {
					out[i] = process(files[i], check)
				}
			})
		}
		for i := range files {
			next <- i
		}
		close(next)
		wg.Wait()
		return out
	}
	eight, one := run(8, true), run(1, false)
	failed := 0
	for i, file := range files {
		a, b := eight[i], one[i]
		if a.err != nil {
			failed++
			t.Logf("not read: %v", a.err)
		}
		if (a.err == nil) != (b.err == nil) || a.sum != b.sum {
			t.Errorf("%s: two runs differ", file)
		}
	}
	t.Logf("%d documents, %d of them not read", len(files), failed)
}

func planSchema(t testing.TB) *jsonschema.Schema {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(plan.JSONSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("plan.schema.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("plan.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}
