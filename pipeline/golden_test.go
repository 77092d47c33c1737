package pipeline_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files: read the diff before you commit it")

// TestGolden compares the whole plan of each of the project's own documents with the one kept in testdata/plans. The
// documents are invented, in the notations and layouts of the genre; what a kept plan says of them is what the program
// says now, mistakes included: a change shows up as a diff to be argued over.
func TestGolden(t *testing.T) {
	for _, file := range own(t) {
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, err := pipeline.Process(context.Background(), pipeline.Source{Path: filepath.Base(file), Data: data})
			if err != nil {
				t.Fatal(err)
			}
			p.ProducedBy = plan.Producer{} // every edit of a lexicon changes it
			got := linewise(t, p)
			golden := filepath.Join("..", "testdata", "plans", name+".json")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v: make it with go test ./pipeline -run TestGolden -update", err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
				t.Errorf("the plan is another one (-kept +now); where it is better: go test ./pipeline -run TestGolden -update\n%s", diff)
			}
		})
	}
}

// linewise is a plan's JSON with one fact a line, so that a diff shows what changed and no more.
func linewise(t *testing.T, p *plan.Plan) []byte {
	b, err := plan.Encode(p)
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	var out bytes.Buffer
	token := func() json.Token {
		tok, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		return tok
	}
	token() // {
	out.WriteString("{")
	for first := true; dec.More(); first = false {
		if !first {
			out.WriteString(",")
		}
		fmt.Fprintf(&out, "\n%q: ", token())
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			t.Fatal(err)
		}
		var list []json.RawMessage
		if value[0] != '[' || json.Unmarshal(value, &list) != nil || len(list) == 0 {
			out.Write(value)
			continue
		}
		out.WriteString("[")
		for i, v := range list {
			if i > 0 {
				out.WriteString(",")
			}
			out.WriteString("\n ")
			out.Write(v)
		}
		out.WriteString("\n]")
	}
	out.WriteString("\n}\n")
	return out.Bytes()
}
