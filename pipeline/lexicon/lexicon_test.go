package lexicon

import (
	"strings"
	"testing"
)

// Every data file states its provenance and is a clean table: what a user adds is checked here.
func TestEveryTable(t *testing.T) {
	names := Names()
	if len(names) == 0 {
		t.Fatal("no data files are embedded")
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			tab, err := Load(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range []string{"about", "source", "date", "licence"} {
				if tab.Head[key] == "" {
					t.Errorf("head has no line “# %s: …”", key)
				}
			}
			if len(tab.Rows) == 0 {
				t.Error("no rows")
			}
			seen := map[string]bool{}
			for _, row := range tab.Rows {
				line := strings.Join(row, "\t")
				if row[0] == "" {
					t.Errorf("a row has an empty first field: %q", line)
				}
				if seen[line] {
					t.Errorf("row stands twice: %q", line)
				}
				seen[line] = true
			}
		})
	}
}

// An indicator wording must lead to one canonical name, or a plan's indicator would depend on chance.
func TestIndicatorWordingsAreUnique(t *testing.T) {
	tab := MustLoad("indicators")
	if n := len(tab.Rows); n < 400 {
		t.Errorf("%d indicators, want at least 400", n)
	}
	owner := map[string]string{}
	for _, row := range tab.Rows {
		for _, w := range append([]string{row[0]}, strings.Split(row[1], "|")...) {
			if w == "" {
				continue
			}
			if o, ok := owner[w]; ok {
				t.Errorf("%q names both %q and %q", w, o, row[0])
			}
			owner[w] = row[0]
		}
	}
}

func TestParseNamesTheFault(t *testing.T) {
	_, err := Parse("x", "a\tb\n1\t2\t3\n")
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v, want an error that names line 2", err)
	}
}

func TestVersionIsStable(t *testing.T) {
	if first, again := Version(), Version(); first != again || !strings.HasPrefix(first, "1-") {
		t.Errorf("version %q", Version())
	}
}
