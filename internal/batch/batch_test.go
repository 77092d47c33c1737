package batch

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"taizhang/internal/index"
	"taizhang/internal/library"
	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

// notice is a document about subject that its number makes different from all others.
func notice(n int, subject string) string {
	return fmt.Sprintf(`临江县人民政府关于印发%[2]s实施方案的通知

各乡镇人民政府，县政府各部门：
现将《%[2]s实施方案》印发给你们，请认真贯彻执行。

一、主要任务
（一）推进%[2]s第%[1]d批项目。到2027年，建成%[2]s示范点%[1]d个。（牵头单位：县农业农村局；责任单位：县财政局）
（二）完善服务体系。培训%[2]s人员%[1]d00人次。（责任单位：县民政局）
二、保障措施
加强%[2]s工作的组织领导。

临江县人民政府
2024年3月%[3]d日
`, n, subject, n%28+1)
}

var subjects = []string{"高标准农田建设", "生活垃圾分类", "养老服务提升", "公共数据开放", "学前教育普及"}

func folder(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		write(t, filepath.Join(dir, fmt.Sprintf("d%03d.txt", i)), notice(i+1, subjects[i%len(subjects)]))
	}
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func runOK(t *testing.T, o Options) *Report {
	t.Helper()
	r, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tally is a report in a few numbers.
func tally(r *Report) string {
	return fmt.Sprintf("done %d same %d skipped %d failed %d gone %d plans %d sources %d", r.Done, r.Same, r.Skipped, r.Failed, r.Gone, r.Library.Plans, r.Library.Sources)
}

func expect(t *testing.T, r *Report, want string) {
	t.Helper()
	if got := tally(r); got != want {
		t.Errorf("got  %s\nwant %s\n%v", got, want, r.Reasons)
	}
}

func found(t *testing.T, lib, query string) []string {
	t.Helper()
	l, err := library.Open(lib)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	res, err := l.Search(context.Background(), index.Request{Query: query, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range res.Hits {
		if h.Task == nil {
			out = append(out, filepath.Base(h.Source))
		}
	}
	slices.Sort(out)
	return out
}

func clean(t *testing.T, lib string) {
	t.Helper()
	w, err := library.Create(context.Background(), lib, library.Disk{}, func(s string) { t.Log(s) })
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	problems, err := w.Check(context.Background(), false)
	if err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

func TestIncremental(t *testing.T) {
	src, lib := folder(t, 10), filepath.Join(t.TempDir(), "lib")
	o := Options{Library: lib, Sources: []string{src}}
	expect(t, runOK(t, o), "done 10 same 0 skipped 0 failed 0 gone 0 plans 10 sources 10")
	expect(t, runOK(t, o), "done 0 same 0 skipped 10 failed 0 gone 0 plans 10 sources 10")

	// Touched: read again, not done again.
	now := time.Now().Add(time.Second)
	os.Chtimes(filepath.Join(src, "d000.txt"), now, now)
	expect(t, runOK(t, o), "done 0 same 1 skipped 9 failed 0 gone 0 plans 10 sources 10")

	// Changed: the old plan goes, since nothing is its source any more.
	write(t, filepath.Join(src, "d000.txt"), notice(900, "宜居社区营造"))
	expect(t, runOK(t, o), "done 1 same 0 skipped 9 failed 0 gone 0 plans 10 sources 10")
	if got := found(t, lib, "宜居社区营造"); !slices.Equal(got, []string{"d000.txt"}) {
		t.Errorf("changed document: found in %v", got)
	}

	// Moved: the same plan at a new place; the old place is kept until --prune.
	os.Rename(filepath.Join(src, "d000.txt"), filepath.Join(src, "e000.txt"))
	expect(t, runOK(t, o), "done 0 same 1 skipped 9 failed 0 gone 1 plans 10 sources 11")
	if got := found(t, lib, "宜居社区营造"); !slices.Equal(got, []string{"e000.txt"}) {
		t.Errorf("moved document: found in %v", got)
	}

	// Deleted: kept, then pruned.
	os.Remove(filepath.Join(src, "d001.txt"))
	expect(t, runOK(t, o), "done 0 same 0 skipped 9 failed 0 gone 2 plans 10 sources 11")
	o.Prune = true
	expect(t, runOK(t, o), "done 0 same 0 skipped 9 failed 0 gone 2 plans 9 sources 9")
	o.Prune = false

	// A copy: one plan, two sources.
	write(t, filepath.Join(src, "copy.txt"), notice(3, subjects[2]))
	expect(t, runOK(t, o), "done 0 same 1 skipped 9 failed 0 gone 0 plans 9 sources 10")

	// Another lexicon: all again; the ids stay.
	o.Lexicon, o.Process = "other", nil
	if r := runOK(t, o); r.Done+r.Same != 10 || r.Library.Plans != 9 {
		t.Errorf("another lexicon: %s", tally(r))
	}
	clean(t, lib)
}

func TestSourcesGiven(t *testing.T) {
	src, lib := folder(t, 4), filepath.Join(t.TempDir(), "lib")
	write(t, filepath.Join(src, "sub", "x.txt"), notice(50, "湿地保护"))
	write(t, filepath.Join(src, ".hidden", "y.txt"), notice(51, "湿地保护"))
	os.Symlink(src, filepath.Join(src, "sub", "loop"))
	list := filepath.Join(src, "d003.txt") + "\n" + filepath.Join(src, "none.txt") + "\n"
	r := runOK(t, Options{Library: lib, Sources: []string{filepath.Join(src, "d00[01].txt"), filepath.Join(src, "d001.txt"), "-", filepath.Join(src, "sub"), filepath.Join(src, "*.pdf")},
		Stdin: bufio.NewReader(strings.NewReader(list))})
	// d000 d001 d003 x, and d000 to d003 through the link, whose way back to itself ends there.
	if r.Done+r.Same != 8 || r.Failed != 3 || r.Library.Plans != 5 {
		t.Errorf("%s %+v", tally(r), r.Reasons)
	}
	var all []string
	for _, g := range r.Reasons {
		all = append(all, g.Reason)
	}
	for _, want := range []string{"no such file", "no file fits", "leads back to itself"} {
		if !strings.Contains(strings.Join(all, "\n"), want) {
			t.Errorf("no reason %q in %q", want, all)
		}
	}
}

func TestBadDocuments(t *testing.T) {
	src, lib := folder(t, 3), filepath.Join(t.TempDir(), "lib")
	write(t, filepath.Join(src, "empty.txt"), "")
	write(t, filepath.Join(src, "noise.bin"), "\x00\x01\x02\xff\xfe\x00\x00binary")
	o := Options{Library: lib, Sources: []string{src}}
	r := runOK(t, o)
	if r.Done != 3 || r.Failed != 2 || r.Library.Plans != 3 {
		t.Errorf("%s %+v", tally(r), r.Reasons)
	}
	r = runOK(t, o)
	if r.Skipped != 3 || r.Failed != 2 || r.FailedBefore != 2 {
		t.Errorf("again: %s before %d", tally(r), r.FailedBefore)
	}
	for _, name := range []string{"report.json", "report.html"} {
		if b, err := os.ReadFile(filepath.Join(lib, name)); err != nil || len(b) < 100 {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
}

func TestOneWriter(t *testing.T) {
	src, lib := folder(t, 2), filepath.Join(t.TempDir(), "lib")
	w, err := library.Create(context.Background(), lib, library.Disk{}, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Run(context.Background(), Options{Library: lib, Sources: []string{src}})
	var locked *library.ErrLocked
	if !errors.As(err, &locked) || locked.Holder.PID != os.Getpid() {
		t.Errorf("second writer: %v", err)
	}
	w.Close()
	runOK(t, Options{Library: lib, Sources: []string{src}})
}

// watchdog ends a context when n documents are committed.
type watchdog struct {
	mu   sync.Mutex
	n    int
	stop func()
	seen map[string]int
}

func (w *watchdog) Observe(e Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seen == nil {
		w.seen = map[string]int{}
	}
	w.seen[e.Kind]++
	if e.Kind == "done" {
		if w.n--; w.n == 0 {
			w.stop()
		}
	}
}

func TestSignal(t *testing.T) {
	src, lib := folder(t, 300), filepath.Join(t.TempDir(), "lib")
	ctx, stop := context.WithCancel(context.Background())
	r, err := Run(ctx, Options{Library: lib, Sources: []string{src}, Observer: &watchdog{n: 1, stop: stop}})
	if !errors.Is(err, ErrInterrupted) || r.Library.Plans == 300 {
		t.Fatalf("%v: %s", err, tally(r))
	}
	clean(t, lib)
	again := runOK(t, Options{Library: lib, Sources: []string{src}})
	if again.Library.Plans != 300 || again.Skipped != r.Library.Plans {
		t.Errorf("after %s: %s", tally(r), tally(again))
	}
	clean(t, lib)
}

func TestWatch(t *testing.T) {
	src, lib := folder(t, 2), filepath.Join(t.TempDir(), "lib")
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	ended := make(chan error, 1)
	dog := &watchdog{n: 4, stop: stop}
	go func() {
		_, err := Run(ctx, Options{Library: lib, Sources: []string{src}, Watch: true, Observer: dog})
		ended <- err
	}()
	time.Sleep(300 * time.Millisecond)
	write(t, filepath.Join(src, "new.txt"), notice(70, "湿地保护"))
	write(t, filepath.Join(src, "later", "deep", "new.txt"), notice(71, "湿地保护"))
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if got := found(t, lib, "湿地保护"); len(got) != 2 {
		t.Errorf("found %v, events %v", got, dog.seen)
	}
	clean(t, lib)
}

func TestNearDuplicates(t *testing.T) {
	src, lib := t.TempDir(), filepath.Join(t.TempDir(), "lib")
	var long strings.Builder
	for i := range 40 {
		fmt.Fprintf(&long, "（%d）推进第%d类湿地的巡护和修复，落实第%d号管护协议，每季度公布监测结果。\n", i, i*7, i*13)
	}
	write(t, filepath.Join(src, "a.txt"), "一、湿地保护\n"+long.String())
	write(t, filepath.Join(src, "b.txt"), "现将湿地保护方案转发给你们，请结合实际执行。\n一、湿地保护\n"+long.String())
	write(t, filepath.Join(src, "c.txt"), notice(1, "学前教育普及")+strings.Repeat("扩大普惠性学位供给，规范办园行为。", 30))
	if r := runOK(t, Options{Library: lib, Sources: []string{src}}); r.Near != 2 {
		t.Errorf("%d near-duplicates reported", r.Near)
	}
	l, err := library.Open(lib)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	linked := 0
	for e, err := range l.Entries(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		near, err := l.Near(context.Background(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		linked += len(near)
	}
	if linked != 2 {
		t.Errorf("%d links, want a ↔ b", linked)
	}
}

// TestReaders: readers see whole answers, old or new, while a batch writes.
func TestReaders(t *testing.T) {
	src, lib := folder(t, 60), filepath.Join(t.TempDir(), "lib")
	first := filepath.Join(src, "d00*.txt")
	runOK(t, Options{Library: lib, Sources: []string{first}})
	ctx, stop := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			l, err := library.Open(lib)
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			for n := 0; ctx.Err() == nil; n++ {
				res, err := l.Search(context.Background(), index.Request{Query: []string{"培训", "高标准农田", "lead:农业农村局"}[n%3], Limit: 50, Facets: 3})
				if err != nil || len(res.Hits) == 0 {
					t.Errorf("%v: %+v", err, res)
					return
				}
				if _, err := l.Plan(context.Background(), res.Hits[n%len(res.Hits)].Plan); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range 6 {
		runOK(t, Options{Library: lib, Sources: []string{filepath.Join(src, fmt.Sprintf("d0%d*.txt", i))}})
	}
	stop()
	wg.Wait()
	if got := found(t, lib, "培训"); len(got) != 60 {
		t.Errorf("%d found", len(got))
	}
}

func zipped(t *testing.T, name string, files ...string) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, name, b.String())
}

func TestArchive(t *testing.T) {
	src, lib := folder(t, 1), filepath.Join(t.TempDir(), "lib")
	name := filepath.Join(src, "all.zip")
	zipped(t, name, "a.txt", notice(81, "湿地保护"), "sub/b.txt", notice(82, "湿地保护"), "empty.txt", "", "d.txt", notice(1, subjects[0]))
	o := Options{Library: lib, Sources: []string{src}, Workers: 1}
	r := runOK(t, o)
	if r.Done+r.Same != 4 || r.Failed != 1 || r.Unpacked != 1 || r.Library.Plans != 3 || r.Library.Sources != 5 {
		t.Errorf("%s unpacked %d", tally(r), r.Unpacked)
	}
	if got := found(t, lib, "湿地保护"); !slices.Equal(got, []string{"a.txt", "b.txt"}) {
		t.Errorf("found %v", got)
	}
	if r := runOK(t, o); r.Skipped != 2 || r.Done != 0 || r.Gone != 0 {
		t.Errorf("again: %s", tally(r))
	}
	// One document out, one in.
	zipped(t, name, "a.txt", notice(81, "湿地保护"), "c.txt", notice(83, "湿地保护"))
	o.Prune = true
	if r := runOK(t, o); r.Done != 1 || r.Same != 1 || r.Gone != 3 || r.Library.Plans != 3 {
		t.Errorf("changed: %s", tally(r))
	}
	os.Remove(name)
	if r := runOK(t, o); r.Library.Plans != 1 || r.Gone != 3 {
		t.Errorf("removed: %s", tally(r))
	}
	clean(t, lib)
}

func TestFaultInTheProgram(t *testing.T) {
	src, lib := folder(t, 2), filepath.Join(t.TempDir(), "lib")
	r := runOK(t, Options{Library: lib, Sources: []string{src}, Process: func(ctx context.Context, src pipeline.Source) (*plan.Plan, error) {
		if strings.HasSuffix(src.Path, "d001.txt") {
			panic("out of cheese")
		}
		return pipeline.Process(ctx, src)
	}})
	if r.Done != 1 || r.Failed != 1 || !strings.Contains(r.Reasons[0].Reason, "out of cheese in taizhang/internal/batch.") || strings.Contains(r.Reasons[0].Reason, "\n") {
		t.Errorf("%s %+v", tally(r), r.Reasons)
	}
}
