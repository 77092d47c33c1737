package batch

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"taizhang/internal/index"
	"taizhang/internal/library"
)

// The test binary runs a batch of its own when these are set, so that a test can kill it.
const envLibrary, envSource = "TAIZHANG_TEST_LIBRARY", "TAIZHANG_TEST_SOURCE"

func TestMain(m *testing.M) {
	if lib := os.Getenv(envLibrary); lib != "" {
		_, err := Run(context.Background(), Options{Library: lib, Sources: []string{os.Getenv(envSource)}})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(t *testing.T, lib, src string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Env = append(os.Environ(), envLibrary+"="+lib, envSource+"="+src)
	c.Stderr = os.Stderr
	return c
}

// TestKills kills batches at random moments: afterwards the library is the same as one that nobody disturbed.
// TAIZHANG_KILLS sets how many times (default 5), TAIZHANG_CORPUS what documents (default: made up).
func TestKills(t *testing.T) {
	kills := 5
	if s := os.Getenv("TAIZHANG_KILLS"); s != "" {
		kills, _ = strconv.Atoi(s)
	}
	src := ""
	if corpus := os.Getenv("TAIZHANG_CORPUS"); corpus != "" && kills > 5 {
		src = filepath.Join(corpus, "docs")
	} else {
		src = folder(t, 400)
	}
	undisturbed, disturbed := filepath.Join(t.TempDir(), "lib"), filepath.Join(t.TempDir(), "lib")
	begin := time.Now()
	if err := child(t, undisturbed, src).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(begin)

	random := rand.New(rand.NewPCG(1, 2))
	killed, finished := 0, 0
	for killed < kills {
		c := child(t, disturbed, src)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// Most are killed soon, when they recover and begin; some late enough to get far.
		wait := time.Duration(random.Int64N(int64(whole)/10 + int64(50*time.Millisecond)))
		if killed%4 == 3 {
			wait = time.Duration(random.Int64N(int64(whole) / 2))
		}
		timer := time.AfterFunc(wait, func() { c.Process.Kill() })
		err := c.Wait()
		timer.Stop()
		var exit *exec.ExitError
		switch {
		case err == nil:
			// Done before the moment came: begin anew.
			finished++
			compare(t, undisturbed, disturbed)
			os.RemoveAll(disturbed)
		case errors.As(err, &exit) && exit.ExitCode() == -1:
			killed++
		default:
			t.Fatalf("after %d kills: %v", killed, err)
		}
		if t.Failed() {
			t.Fatalf("after %d kills", killed)
		}
	}
	if err := child(t, disturbed, src).Run(); err != nil {
		t.Fatal(err)
	}
	compare(t, undisturbed, disturbed)
	clean(t, disturbed)
	t.Logf("%d kills; %d times a batch was done before and the library begun anew; an undisturbed batch took %s", killed, finished, whole.Round(time.Millisecond))
}

// compare holds two libraries against each other: plans to the byte, ledgers, answers.
func compare(t *testing.T, a, b string) {
	t.Helper()
	same(t, "plans", plans(t, a), plans(t, b))
	same(t, "ledger", ledger(t, a), ledger(t, b))
	same(t, "answers", answers(t, a), answers(t, b))
}

func same(t *testing.T, what string, a, b map[string]string) {
	t.Helper()
	n := 0
	for k, v := range a {
		if b[k] != v {
			if n++; n <= 3 {
				t.Errorf("%s: %s: undisturbed %.300q, disturbed %.300q", what, k, v, b[k])
			}
		}
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			if n++; n <= 3 {
				t.Errorf("%s: %s is only in the disturbed one", what, k)
			}
		}
	}
	if n > 3 {
		t.Errorf("%s: %d differences", what, n)
	}
}

func plans(t *testing.T, lib string) map[string]string {
	t.Helper()
	out := map[string]string{}
	root := filepath.Join(lib, "plans")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		sum := sha256.Sum256(b)
		rel, _ := filepath.Rel(root, path)
		out[rel] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func ledger(t *testing.T, lib string) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(lib, "ledger.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string]string{}
	for _, table := range []string{"meta", "plans", "sources", "bands"} {
		rows, err := db.Query("SELECT * FROM " + table)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			if err := rows.Scan(values...); err != nil {
				t.Fatal(err)
			}
			var row []string
			for _, v := range values {
				row = append(row, fmt.Sprint(*v.(*any)))
			}
			out[table+" "+strings.Join(row, "|")] = ""
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// answers are what fifty queries find: single words, pairs, fields, years.
func answers(t *testing.T, lib string) map[string]string {
	t.Helper()
	l, err := library.Open(lib)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	words := []string{"高标准农田", "垃圾分类", "养老服务", "公共数据", "学前教育", "财政局", "GDP", "培训", "示范", "乡村振兴"}
	queries := []string{"", "year:2020..2026", "lead:农业农村局", "responsible:财政局", "value:>=100", "deadline:..2027", "indicator:示范点", "genre:方案", "-培训", `"实施方案"`}
	queries = append(queries, words...)
	for i, w := range words {
		queries = append(queries, w+" "+words[(i+3)%len(words)], w+" -"+words[(i+1)%len(words)], w+" OR "+words[(i+5)%len(words)])
	}
	out := map[string]string{}
	for _, q := range queries {
		res, err := l.Search(context.Background(), index.Request{Query: q, Limit: 30, Facets: 5})
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		b, err := json.Marshal(res)
		if err != nil {
			t.Fatal(err)
		}
		out[q] = string(b)
	}
	return out
}
