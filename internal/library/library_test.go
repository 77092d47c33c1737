package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/internal/index"
	"taizhang/pipeline/plan"
)

// made is a small plan of a document with these words.
func made(words string) (*plan.Plan, Source) {
	sum := sha256.Sum256([]byte(words))
	sha := hex.EncodeToString(sum[:])
	title := words
	p := &plan.Plan{Schema: plan.Schema, ID: sha[:16], Title: &title, Text: words + "。推进" + words + "工作。", ProducedBy: plan.Producer{Tool: "t", Lexicon: "l"}}
	p.Source = plan.Source{Path: "/docs/" + words + ".txt", SHA256: sha}
	p.Tasks = []plan.Task{{ID: "1", Title: "推进" + words, Path: []string{"1."}, Span: plan.Span{Start: 0, End: len([]rune(p.Text))}}}
	return p, Source{Path: p.Source.Path, Plan: p.ID, SHA256: sha, Tool: "t", Lexicon: "l"}
}

func create(t *testing.T, dir string) *Writer {
	t.Helper()
	w, err := Create(context.Background(), dir, Disk{}, func(s string) { t.Log(s) })
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func filled(t *testing.T, n int) (string, []string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "lib")
	w := create(t, dir)
	var group []Done
	var ids []string
	for i := range n {
		p, s := made(fmt.Sprintf("湿地保护第%d批", i))
		group = append(group, Done{s, p})
		ids = append(ids, p.ID)
	}
	if err := w.Commit(context.Background(), group); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, ids
}

func TestPlanKnowsWhereItLies(t *testing.T) {
	dir, ids := filled(t, 2)
	b, err := os.ReadFile(filepath.Join(dir, planFile(ids[0])))
	if err != nil || strings.Contains(string(b), "/docs/") {
		t.Errorf("the plan's file names a place: %v %.200s", err, b)
	}
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	p, err := l.Plan(context.Background(), ids[0])
	if err != nil || p.Source.Path != "/docs/湿地保护第0批.txt" {
		t.Errorf("%v %+v", err, p)
	}
	for _, bad := range []string{"", "../../etc/passwd", "0123456789abcdeF", strings.Repeat("0", 16)} {
		if _, err := l.Plan(context.Background(), bad); !errors.Is(err, ErrNoPlan) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestOpenNothing(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "make one with") {
		t.Errorf("%v", err)
	}
	if list, _ := os.ReadDir(dir); len(list) > 0 {
		t.Errorf("opening made %v", list)
	}
}

func TestCheckAndRepair(t *testing.T) {
	dir, ids := filled(t, 6)
	damage := func(id, text string) {
		if err := os.WriteFile(filepath.Join(dir, planFile(id)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	damage(ids[0], "{}")
	os.Remove(filepath.Join(dir, planFile(ids[1])))
	orphan, _ := made("无主之物")
	os.MkdirAll(filepath.Dir(filepath.Join(dir, planFile(orphan.ID))), 0o755)
	damage(orphan.ID, "{}")
	damage(ids[2], "half")
	os.Rename(filepath.Join(dir, planFile(ids[2])), filepath.Join(dir, planFile(ids[2]))+temporary)

	w := create(t, dir)
	if err := w.index.Delete(context.Background(), ids[3:4]); err != nil {
		t.Fatal(err)
	}
	problems, err := w.Check(context.Background(), false)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	slices.Sort(codes)
	if want := "damaged half-written missing missing unindexed unknown"; strings.Join(codes, " ") != want {
		t.Errorf("found %v, want %s", problems, want)
	}
	if _, err := w.Check(context.Background(), true); err != nil {
		t.Fatal(err)
	}
	if problems, err = w.Check(context.Background(), false); err != nil || len(problems) > 0 {
		t.Errorf("after repair: %v %v", problems, err)
	}
	c, err := w.Counts(context.Background())
	if err != nil || c.Plans != 3 || c.Sources != 3 {
		t.Errorf("after repair: %+v %v", c, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestLostIndex: without its index a library is as good as before.
func TestLostIndex(t *testing.T) {
	dir, _ := filled(t, 3)
	os.RemoveAll(filepath.Join(dir, indexDir))
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Search(context.Background(), index.Request{Query: "湿地"}); err == nil || !strings.Contains(err.Error(), "--repair") {
		t.Errorf("without an index: %v", err)
	}
	l.Close()
	if err := create(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	if l, err = Open(dir); err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for range 2 { // the second answer comes from the cache
		r, err := l.Search(context.Background(), index.Request{Query: "湿地", Group: true})
		if err != nil || r.Plans != 3 || len(r.Hits) != 3 || r.Hits[0].Source == "" {
			t.Errorf("%v %+v", err, r)
		}
	}
}

func TestSketch(t *testing.T) {
	var b strings.Builder
	for i := range 400 {
		fmt.Fprintf(&b, "第%d项任务由第%d组承担，", i, i*i)
	}
	a := sketchText(b.String())
	with := sketchText("现转发给你们，请认真执行。" + b.String() + "附件另发。")
	half := sketchText(b.String()[:b.Len()/4])
	if s := a.similarity(with); s < 0.9 {
		t.Errorf("with a cover letter: %.2f", s)
	}
	if s := a.similarity(half); s > alike {
		t.Errorf("a quarter of it: %.2f", s)
	}
	if sketchText("短") != nil || a.similarity(nil) != 0 {
		t.Error("a short text cannot be compared")
	}
	if got := sketchOf(a.bytes()); !slices.Equal(got, a) {
		t.Error("a sketch does not survive being written")
	}
}
