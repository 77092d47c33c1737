package target

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads every construct of the grammar (constructs.txt) and every kind of figure that is no target
// (others.txt) in sentences of the genre's style, as a document of March 2023 for the years 2023 to 2027.
func TestGolden(t *testing.T) {
	c := Context{IssuedOn: "2023-03-01", PeriodFrom: 2023, PeriodTo: 2027}
	for _, name := range []string{"constructs", "others"} {
		in, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, line := range strings.Split(strings.TrimSpace(string(in)), "\n") {
			b.WriteString(line + "\n")
			if strings.HasPrefix(line, "#") {
				continue
			}
			for _, s := range Explain(line, c).Sentences {
				for _, v := range s.Verdicts {
					b.WriteString("  " + v.String() + "\n")
				}
			}
		}
		golden := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		diff(t, name, string(want), b.String())
	}
}

func diff(t *testing.T, name, want, got string) {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	sentence := ""
	for i := 0; i < max(len(w), len(g)); i++ {
		var x, y string
		if i < len(w) {
			x = w[i]
		}
		if i < len(g) {
			y = g[i]
		}
		if x == y {
			if !strings.HasPrefix(x, " ") {
				sentence = x
			}
			continue
		}
		t.Fatalf("%s line %d: %s\n got %s\nwant %s", name, i+1, sentence, y, x)
	}
}
