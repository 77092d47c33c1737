package score

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

var update = flag.Bool("update", false, "rewrite testdata/diff.txt; the other files there were written by the reference measure")

// TestCompare compares with what the reference measure printed of the same gold and plans.
func TestCompare(t *testing.T) {
	r, err := Compare("testdata/gold", "testdata/plans", nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "testdata/table.txt", table(t, r))
	same(t, "testdata/errors.txt", listing(r)+table(t, r))
	same(t, "testdata/figures.json", figuresJSON(t, r))
}

func TestDifferences(t *testing.T) {
	d, err := Differences("testdata/plans", "testdata/newer")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := d.Print(&b); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("testdata/diff.txt", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "testdata/diff.txt", b.String())
}

// TestReference runs the reference measure beside this one, on plans as the program makes them and on plans with all
// kinds of mistakes put in. It wants python3, the gold of TAIZHANG_GOLD with score.py in the folder above, and the
// documents of TAIZHANG_CORPUS.
func TestReference(t *testing.T) {
	gold, corpus := os.Getenv("TAIZHANG_GOLD"), os.Getenv("TAIZHANG_CORPUS")
	if gold == "" || corpus == "" {
		t.Skip("TAIZHANG_GOLD and TAIZHANG_CORPUS are not set: set them to a folder of gold and to its documents")
	}
	script := filepath.Join(gold, "..", "score.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("there is no reference measure beside the gold: ", err)
	}
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip(err)
	}
	good, bad := t.TempDir(), t.TempDir()
	annotated, err := loadGold(gold)
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range annotated {
		found, err := filepath.Glob(filepath.Join(corpus, "docs", g.Doc+".*"))
		if err != nil || len(found) == 0 || filepath.Ext(found[0]) == ".pdf" { // one without a plan is a case of its own
			continue
		}
		data, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		p, err := pipeline.Process(context.Background(), pipeline.Source{Path: found[0], Data: data})
		if err != nil {
			t.Error(err)
			continue
		}
		write(t, good, g.Doc, p)
		spoil(p, i)
		write(t, bad, g.Doc, p)
	}
	for _, plans := range []string{good, bad, t.TempDir()} {
		for _, skip := range [][]string{nil, {annotated[0].Doc, annotated[len(annotated)-1].Doc}} {
			r, err := Compare(gold, plans, skip)
			if err != nil {
				t.Fatal(err)
			}
			python := func(flags ...string) string {
				args := append([]string{script, "--skip=" + strings.Join(skip, ",")}, flags...)
				out, err := exec.Command("python3", append(args, gold, plans)...).Output()
				var exit *exec.ExitError
				if errors.As(err, &exit) {
					t.Fatalf("%v: %s", err, exit.Stderr)
				}
				return string(out)
			}
			differ(t, python("--errors"), listing(r)+table(t, r))
			differ(t, python("--json"), figuresJSON(t, r))
		}
	}
}

// spoil puts mistakes of every kind into a plan; seed varies which.
func spoil(p *plan.Plan, seed int) {
	other := func(s *string, to string) *string {
		if s == nil {
			return &to
		}
		return nil
	}
	var items func([]plan.Item)
	items = func(list []plan.Item) {
		for i := range list {
			switch seed++; seed % 7 {
			case 0:
				list[i].Depth++
			case 2:
				list[i].Label = "（九十九）"
			case 4:
				list[i].Heading = "“" + list[i].Heading + "'\\"
			case 5:
				list[i].Synthesized = true
			}
			items(list[i].Children)
		}
	}
	items(p.Outline)
	for i := range p.Units {
		if (seed+i)%5 == 0 {
			p.Units[i].Name += "　（筹）"
		}
	}
	for i := range p.Assignments {
		a := &p.Assignments[i]
		switch seed++; seed % 6 {
		case 0:
			a.Form = "prose"
		case 1:
			a.Lead, a.Responsible = a.Responsible, a.Lead
		case 2:
			a.Path = append(a.Path, "9．")
		case 3:
			a.Lead = append(a.Lead, a.Lead...)
		}
	}
	kept := []plan.Target{}
	for i := range p.Targets {
		t := p.Targets[i]
		switch seed++; seed % 11 {
		case 0:
			continue
		case 1:
			t.Op = ">"
		case 2:
			t.ValueMax = other(t.ValueMax, "99.90")
		case 3:
			if t.Value != nil {
				v := *t.Value + ".00"
				t.Value = &v
			}
		case 4:
			t.Unit = other(t.Unit, "个")
		case 5:
			t.Kind = "coverage"
		case 6:
			t.Indicator.Raw = other(t.Indicator.Raw, "某\t指标")
		case 7:
			t.Deadline = &plan.Deadline{Raw: "到2030年", Date: "2030", Source: "sentence"}
		case 8:
			t.Hedged = !t.Hedged
		case 9:
			t.Span.End++
			kept = append(kept, t)
		case 10:
			r := []rune(t.Quote)
			t.Quote = string(r[len(r)/3:])
		}
		kept = append(kept, t)
	}
	p.Targets = kept
	if seed%3 == 0 {
		p.Issuers, p.IssuedOn, p.Title = nil, nil, nil
	}
}

func write(t *testing.T, dir, doc string, p *plan.Plan) {
	b, err := plan.Encode(p)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, doc+".json"), b, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func table(t *testing.T, r *Report) string {
	var b bytes.Buffer
	if err := r.Print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func figuresJSON(t *testing.T, r *Report) string {
	var b bytes.Buffer
	if err := r.JSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func listing(r *Report) string {
	var b strings.Builder
	for _, line := range r.Errors {
		fmt.Fprintln(&b, line)
	}
	return b.String()
}

func same(t *testing.T, file, got string) {
	t.Helper()
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	differ(t, string(want), got)
}

func differ(t *testing.T, want, got string) {
	t.Helper()
	if want != got {
		t.Errorf("-want +got\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
	}
}

// TestSequence holds the alignment's choices against those of difflib, noted from Python.
func TestSequence(t *testing.T) {
	for _, c := range []struct {
		a, b   string
		blocks []block
	}{
		{"", "", []block{{0, 0, 0}}},
		{"abc", "abc", []block{{0, 0, 3}, {3, 3, 0}}},
		{"abxcd", "abcd", []block{{0, 0, 2}, {3, 2, 2}, {5, 4, 0}}},
		{"qabxcd", "abycdf", []block{{1, 0, 2}, {4, 3, 2}, {6, 6, 0}}},
		{"aaa", "aa", []block{{0, 0, 2}, {3, 2, 0}}},
		{"ba", "ab", []block{{0, 1, 1}, {2, 2, 0}}}, // no longest common subsequence: the earliest of equals wins
	} {
		got := newMatcher([]rune(c.a), []rune(c.b)).blocks()
		if diff := cmp.Diff(c.blocks, got, cmp.AllowUnexported(block{})); diff != "" {
			t.Errorf("%q %q: -want +got\n%s", c.a, c.b, diff)
		}
	}
}

func TestNumber(t *testing.T) {
	for in, want := range map[string]string{"": "", "007": "7", "0": "0", "0.0": "0", "1.50": "1.5", "１２": "12", "1.8:1": "1.8:1", "Ⅲ": "III", "100": "100", "1.": "1."} {
		if got := number(in); got != want {
			t.Errorf("number(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRepr(t *testing.T) {
	for in, want := range map[string]string{"a": "'a'", "it's": `"it's"`, `it's "x"`: `'it\'s "x"'`, "\\\n\t": `'\\\n\t'`, "\u00a0": `'\xa0'`, "\u200b": `'\u200b'`, "\u3000": `'\u3000'`, "二、": "'二、'"} {
		if got := repr(in); got != want {
			t.Errorf("repr(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestCountOfNothing(t *testing.T) {
	var c Count
	if p, r, f := c.Precision(), c.Recall(), c.F1(); p != 1 || r != 1 || f != 1 {
		t.Errorf("precision %v, recall %v, F1 %v of nothing; want 1", p, r, f)
	}
}
