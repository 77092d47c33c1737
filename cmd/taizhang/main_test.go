package main

import (
	"flag"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare output with: read the diff before you commit it")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"taizhang": main})
}

// TestScripts runs the commands as users do: each script in testdata/script is one story, with its files behind it. $DOCS
// is the folder of the project's own documents, $SEED the seed document, $SCORE a folder with a little gold.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("DOCS", filepath.Join(root, "testdata", "docs"))
			e.Setenv("SCORE", filepath.Join(root, "internal", "score", "testdata"))
			e.Setenv("SEED", filepath.Join(root, "seeds", "000_990e4f639a67f54b.txt"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "lines": lines},
	})
}

// exits CODE taizhang ARG… runs the program and wants its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// lines N FILE wants a file of N lines.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines N FILE")
	}
	n := strings.Count(ts.ReadFile(args[1]), "\n")
	if want := args[0]; want != strconv.Itoa(n) {
		ts.Fatalf("%s has %d lines, want %s", args[1], n, want)
	}
}
