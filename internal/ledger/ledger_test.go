package ledger

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"

	"taizhang/pipeline/plan"
)

var update = flag.Bool("update", false, "rewrite testdata/*.txt: look at them before you commit them")

// TestPrint prints a plan that has everything, in three widths and in colour.
func TestPrint(t *testing.T) {
	p := load(t)
	for _, o := range []Options{{Width: 100}, {Width: 60}, {Width: 100, Colour: true}} {
		name := fmt.Sprintf("testdata/%d.txt", o.Width)
		if o.Colour {
			name = "testdata/colour.txt"
		}
		got := print(t, p, o)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// TestWidth holds every line to the width that was asked for; a Chinese character takes two columns.
func TestWidth(t *testing.T) {
	p := load(t)
	for width := narrowest; width < 120; width += 7 {
		for n, line := range strings.Split(print(t, p, Options{Width: width}), "\n") {
			if w := runewidth.StringWidth(line); w > width {
				t.Errorf("width %d, line %d takes %d columns: %s", width, n+1, w, line)
			}
		}
	}
}

// TestColour wants colours to change nothing but colours.
func TestColour(t *testing.T) {
	p := load(t)
	plain := print(t, p, Options{})
	coloured := print(t, p, Options{Colour: true})
	for {
		i := strings.IndexByte(coloured, '\x1b')
		if i < 0 {
			break
		}
		coloured = coloured[:i] + coloured[i+1+strings.IndexByte(coloured[i+1:], 'm')+1:]
	}
	if diff := cmp.Diff(plain, coloured); diff != "" {
		t.Errorf("-plain +coloured\n%s", diff)
	}
}

// TestEmpty prints a plan of which nothing is known.
func TestEmpty(t *testing.T) {
	if got := print(t, &plan.Plan{}, Options{}); !strings.Contains(got, "（无标题）") {
		t.Errorf("no title: %s", got)
	}
}

func load(t *testing.T) *plan.Plan {
	b, err := os.ReadFile("testdata/plan.json")
	if err != nil {
		t.Fatal(err)
	}
	var p plan.Plan
	if err := json.Unmarshal(b, &p); err != nil {
		t.Fatal(err)
	}
	return &p
}

func print(t *testing.T, p *plan.Plan, o Options) string {
	var b bytes.Buffer
	if err := Print(&b, p, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
