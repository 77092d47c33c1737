package web

// The pages in a real browser (chromium, driven by chromedp): what a person does on them, that the console stays silent,
// and that axe-core finds no serious fault of accessibility, in light, in dark and on a phone.
//
// TAIZHANG_AXE names axe.min.js of the npm package axe-core; without it that part is skipped. TAIZHANG_SCREENSHOTS names a
// folder for pictures to look at. Under CI both the browser and axe must be there.
import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"taizhang/pipeline/plan"
)

// browser is a tab over a server of the seed document; complaints are what its console and its network said.
type browser struct {
	context.Context
	t          *testing.T
	site       string
	plan       *plan.Plan
	mu         sync.Mutex
	complaints []string
}

var chromiums = []string{"chromium", "chromium-browser", "google-chrome", "chrome"}

func open(t *testing.T, s Server) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser is not started in short tests")
	}
	exe := ""
	for _, name := range chromiums {
		if p, err := exec.LookPath(name); err == nil {
			exe = p
			break
		}
	}
	if exe == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no chromium: install it")
		}
		t.Skip("no chromium on this machine: the pages are not looked at in a browser")
	}
	h, p := site(t, s)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	flags := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(exe), chromedp.WindowSize(1400, 1000))
	if os.Geteuid() == 0 {
		flags = append(flags, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	b := &browser{Context: ctx, t: t, site: server.URL, plan: p}
	chromedp.ListenTarget(ctx, func(ev any) {
		said := ""
		switch ev := ev.(type) {
		case *runtime.EventExceptionThrown:
			said = ev.ExceptionDetails.Error()
		case *runtime.EventConsoleAPICalled:
			if ev.Type == runtime.APITypeError || ev.Type == runtime.APITypeWarning {
				said = fmt.Sprint("console: ", ev.Type)
			}
		case *log.EventEntryAdded:
			if ev.Entry.Level == log.LevelError || ev.Entry.Level == log.LevelWarning {
				said = ev.Entry.Text + " " + ev.Entry.URL
			}
		}
		if said != "" {
			b.mu.Lock()
			b.complaints = append(b.complaints, said)
			b.mu.Unlock()
		}
	})
	b.do(log.Enable())
	return b
}

// do fails the test where an action fails.
func (b *browser) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b, actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) goTo(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.site+path), chromedp.WaitReady("footer", chromedp.ByQuery))
}

// eval is what an expression of JavaScript says; it runs outside the page's policy.
func eval[T any](b *browser, expression string) T {
	b.t.Helper()
	var v T
	b.do(chromedp.Evaluate(expression, &v))
	return v
}

// follow clicks an element that leads to another page and waits for it.
func (b *browser) follow(selector string) {
	b.t.Helper()
	b.leave(selector, chromedp.Click(selector, chromedp.ByQuery))
}

// leave does what leads to another page and waits until that is loaded: the browser numbers its nodes anew, and a node
// found before then is lost.
func (b *browser) leave(name string, action chromedp.Action) {
	b.t.Helper()
	if _, err := chromedp.RunResponse(b, action); err != nil {
		b.t.Fatalf("%s: %v", name, err)
	}
	b.do(chromedp.WaitReady("footer", chromedp.ByQuery))
}

func (b *browser) address() string {
	return eval[string](b, "location.pathname + location.search + location.hash")
}

// quiet fails the test if the console said anything.
func (b *browser) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.complaints) > 0 {
		b.t.Errorf("the console is not silent: %s", strings.Join(b.complaints, "\n"))
	}
	b.complaints = nil
}

// every page, by name.
func (b *browser) pages() map[string]string {
	all := map[string]string{"start": "/", "search": "/search?q=" + url.QueryEscape("产业"), "wrong": "/search?q=" + url.QueryEscape(`"产业`),
		"plan": "/plans/" + b.plan.ID, "body": "/bodies/" + url.PathEscape(b.plan.Units[0].Name), "upload": "/upload", "report": "/report", "login": "/login", "missing": "/nothing"}
	for _, g := range b.plan.Targets {
		if g.Indicator.Canonical != nil {
			all["indicator"] = "/indicators/" + url.PathEscape(*g.Indicator.Canonical)
			break
		}
	}
	return all
}

// TestBrowserSearchToWords goes the way of a reader: search, narrow by a filter, open a plan, choose a target, see its words.
func TestBrowserSearchToWords(t *testing.T) {
	b := open(t, Server{})
	b.goTo("/")
	b.leave("#q", chromedp.SendKeys("#q", "产业\r", chromedp.ByQuery))
	b.do(chromedp.WaitVisible("ol.hits li", chromedp.ByQuery))
	b.follow(".facets a")
	if a := b.address(); !strings.HasPrefix(a, "/search?q=") || !strings.Contains(a, "region") {
		t.Fatalf("a filter leads to %s", a)
	}
	b.follow("ol.hits h2 a")
	if a := b.address(); !strings.HasPrefix(a, "/plans/"+b.plan.ID) {
		t.Fatalf("a hit leads to %s", a)
	}
	target := b.plan.Targets[0]
	b.do(chromedp.Click("#"+target.ID+" > a", chromedp.ByQuery))
	marked := eval[string](b, "[...document.querySelectorAll('.text .on')].map(e => e.textContent).join('')")
	if marked != target.Quote {
		t.Errorf("marked %q, want %q", marked, target.Quote)
	}
	if a := b.address(); !strings.HasSuffix(a, "#"+target.ID) {
		t.Errorf("the address to cite is %s", a)
	}
	if !eval[bool](b, "(() => { const r = document.querySelector('.text .on').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()") {
		t.Error("the words are out of sight")
	}
	b.goTo("/plans/" + b.plan.ID + "#" + target.ID) // as somebody cites it
	if eval[int](b, "document.querySelectorAll('.text .on').length") == 0 {
		t.Error("a cited target is not marked")
	}
	b.quiet()
}

// TestBrowserOnlyAMovingPointerMarks scrolls another row under a pointer at rest: the row that was chosen stays marked.
func TestBrowserOnlyAMovingPointerMarks(t *testing.T) {
	b := open(t, Server{})
	b.goTo("/plans/" + b.plan.ID)
	chosen := b.plan.Targets[0].ID
	b.do(chromedp.Click("#"+chosen+" > a", chromedp.ByQuery))
	const row, x, y = "[...document.querySelectorAll('.row.on')].map(e => e.id).join(' ')", 200, 500
	b.do(input.DispatchMouseEvent(input.MouseMoved, x, y))
	hovered := eval[string](b, row)
	under := fmt.Sprintf("(document.elementFromPoint(%d, %d).closest('.row') || {}).id || ''", x, y)
	if want := eval[string](b, under); want == "" || hovered != want {
		t.Fatalf("a pointer over %q marks %q", want, hovered)
	}
	b.do(chromedp.Evaluate("document.getElementById('"+hovered+"').parentElement.scrollBy(0, 300); window.scrollBy(0, 300)", nil))
	if now := eval[string](b, under); now == hovered {
		t.Fatalf("nothing scrolled: %s is still under the pointer", now)
	}
	b.do(input.DispatchMouseEvent(input.MouseMoved, x, y))
	if now := eval[string](b, row); now != hovered {
		t.Errorf("a pointer at rest marks %q instead of %q", now, hovered)
	}
	b.do(input.DispatchMouseEvent(input.MouseMoved, x, y+1))
	if now, want := eval[string](b, row), eval[string](b, under); now != want && now != chosen {
		t.Errorf("a pointer that moves over %q marks %q", want, now)
	}
	b.quiet()
}

func TestBrowserBodiesAndTasksMarkTheirWords(t *testing.T) {
	b := open(t, Server{})
	b.goTo("/plans/" + b.plan.ID)
	for _, row := range []string{".duty", ".task-row", ".body-row"} {
		b.do(chromedp.Evaluate("document.querySelectorAll('.on').forEach(e => e.classList.remove('on'))", nil),
			chromedp.Click(row+" > a", chromedp.ByQuery))
		if eval[int](b, "document.querySelectorAll('.text .on').length") == 0 {
			t.Errorf("%s marks no words", row)
		}
	}
	name := eval[string](b, "document.querySelector('.body-row p a').textContent")
	b.follow(".body-row p a")
	if h := eval[string](b, "document.querySelector('h1').textContent"); h != name {
		t.Errorf("the page of %s is headed %s", name, h)
	}
	if eval[int](b, "document.querySelectorAll('tbody tr').length") == 0 || eval[int](b, "document.querySelectorAll('svg circle').length") == 0 {
		t.Error("a body's page has no duties or no network")
	}
	b.follow("tbody td a")
	if eval[int](b, "document.querySelectorAll('.text .on').length") == 0 {
		t.Error("a duty's link does not mark its words")
	}
	b.quiet()
}

func TestBrowserUpload(t *testing.T) {
	b := open(t, Server{})
	seeds, _ := filepath.Glob("../../seeds/*.txt")
	file, err := filepath.Abs(seeds[0])
	if err != nil {
		t.Fatal(err)
	}
	b.goTo("/upload")
	b.do(chromedp.SetUploadFiles("#file", []string{file}, chromedp.ByQuery))
	b.follow("main form button")
	if n := eval[int](b, "document.querySelectorAll('.row.target').length"); n != len(b.plan.Targets) {
		t.Errorf("%d targets are shown, want %d", n, len(b.plan.Targets))
	}
	b.do(chromedp.Click(".row.target > a", chromedp.ByQuery))
	if eval[int](b, "document.querySelectorAll('.text .on').length") == 0 {
		t.Error("a target of an uploaded file marks no words")
	}
	b.quiet()
}

func TestBrowserUploadStored(t *testing.T) {
	stored := ""
	b := open(t, Server{Store: func(_ context.Context, name string, _ []byte, p *plan.Plan) error {
		stored = p.ID // the seed's, which is in the library
		return nil
	}})
	seeds, _ := filepath.Glob("../../seeds/*.txt")
	file, err := filepath.Abs(seeds[0])
	if err != nil {
		t.Fatal(err)
	}
	b.goTo("/upload")
	b.do(chromedp.SetUploadFiles("#file", []string{file}, chromedp.ByQuery), chromedp.Click("label[for=store]", chromedp.ByQuery))
	b.follow("main form button")
	if a := b.address(); stored != b.plan.ID || a != "/plans/"+b.plan.ID {
		t.Errorf("stored %q and led to %s", stored, a)
	}
	b.quiet()
}

func TestBrowserLanguages(t *testing.T) {
	b := open(t, Server{})
	b.goTo("/plans/" + b.plan.ID)
	b.follow("#lang")
	if lang := eval[string](b, "document.documentElement.lang"); lang != "en" {
		t.Fatalf("the switch leads to %s", lang)
	}
	b.goTo("/report")
	if h := eval[string](b, "document.querySelector('h1').textContent"); h != "Report" {
		t.Errorf("the choice is forgotten: %s", h)
	}
	b.follow("#lang")
	if h := eval[string](b, "document.querySelector('h1').textContent"); h != "批次报告" {
		t.Errorf("the way back leads to %s", h)
	}
	b.quiet()
}

func TestBrowserLogin(t *testing.T) {
	b := open(t, Server{Token: "let me in"})
	b.goTo("/plans/" + b.plan.ID)
	if a := b.address(); a != "/login" {
		t.Fatalf("a stranger is shown %s", a)
	}
	b.do(chromedp.SendKeys("#token", "let me in", chromedp.ByQuery))
	b.follow("main form button")
	b.goTo("/plans/" + b.plan.ID)
	if eval[int](b, "document.querySelectorAll('.row.target').length") == 0 {
		t.Error("who has the token sees no plan")
	}
	if c := eval[string](b, "document.cookie"); strings.Contains(c, cookie) {
		t.Errorf("scripts see the cookie: %s", c)
	}
	b.quiet()
}

func TestBrowserKeys(t *testing.T) {
	b := open(t, Server{})
	b.goTo("/")
	b.do(chromedp.KeyEvent("\t"))
	if c := eval[string](b, "document.activeElement.className"); c != "skip" {
		t.Fatalf("the first Tab leads to %q", c)
	}
	b.do(chromedp.KeyEvent("\r"))
	if id := eval[string](b, "document.activeElement.id"); id != "main" {
		t.Errorf("the way past the head leads to %q", id)
	}
	b.quiet()
}

func TestBrowserCompletes(t *testing.T) {
	b := open(t, Server{})
	b.goTo("/")
	var name []rune // of a body that leads: those are offered
	for _, d := range b.plan.Assignments {
		if lead := unitNames(b.plan)(d.Lead); len(lead) > 0 {
			name = []rune(lead[0])
			break
		}
	}
	b.do(chromedp.SendKeys("#q", string(name[:2]), chromedp.ByQuery), chromedp.Poll("document.querySelectorAll('#words option').length > 0", nil))
	b.quiet()
}

// TestBrowserWithoutScripts: everything can be read, searched and cited without JavaScript.
func TestBrowserWithoutScripts(t *testing.T) {
	b := open(t, Server{})
	b.do(emulation.SetScriptExecutionDisabled(true))
	b.do(chromedp.Navigate(b.site+"/search?q="+url.QueryEscape("产业")), chromedp.WaitReady("ol.hits h2 a", chromedp.ByQuery))
	target := b.plan.Targets[0]
	var words string
	b.do(chromedp.Navigate(b.site+"/plans/"+b.plan.ID+"#w-"+target.ID), chromedp.WaitReady("footer", chromedp.ByQuery),
		chromedp.Text(".text :target", &words, chromedp.ByQuery))
	if words == "" || !strings.HasPrefix(target.Quote, words) {
		t.Errorf("the address of a target leads to %q, want %q", words, target.Quote)
	}
	b.quiet()
}

// looks are the ways in which a page is seen.
var looks = []struct {
	name, scheme  string
	width, height int64
	phone         bool
}{{"light", "light", 1400, 1000, false}, {"dark", "dark", 1400, 1000, false}, {"phone", "light", 390, 844, true}, {"phone-dark", "dark", 390, 844, true}}

func TestBrowserAccessible(t *testing.T) {
	script := ""
	if file := os.Getenv("TAIZHANG_AXE"); file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		script = string(data)
	} else if os.Getenv("CI") != "" {
		t.Fatal("TAIZHANG_AXE is not set: it names axe.min.js of the npm package axe-core")
	} else {
		t.Skip("TAIZHANG_AXE is not set: accessibility is not looked at (npm pack axe-core, then name its axe.min.js)")
	}
	b := open(t, Server{})
	pictures := os.Getenv("TAIZHANG_SCREENSHOTS")
	for _, look := range looks {
		b.do(chromedp.EmulateViewport(look.width, look.height, func(p *emulation.SetDeviceMetricsOverrideParams, _ *emulation.SetTouchEmulationEnabledParams) {
			p.Mobile = look.phone
		}), emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}))
		for name, path := range b.pages() {
			b.goTo(path)
			b.do(chromedp.Evaluate(script, nil))
			var faults []string
			b.do(chromedp.Evaluate(`axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then(r => r.violations.filter(v => v.impact === "serious" || v.impact === "critical")
				.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0] ? n.any[0].message : "")).join(" | ")))`, &faults,
				func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
			for _, f := range faults {
				t.Errorf("%s, %s: %s", name, look.name, f)
			}
			if wide := eval[int](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); wide > 0 {
				t.Errorf("%s, %s: the page is %d pixels wider than the window", name, look.name, wide)
			}
			if pictures != "" {
				var png []byte
				b.do(chromedp.CaptureScreenshot(&png))
				if err := os.WriteFile(filepath.Join(pictures, name+"-"+look.name+".png"), png, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	// Pages that say what is wrong are no fault of the page.
	b.mu.Lock()
	b.complaints = slices.DeleteFunc(b.complaints, func(s string) bool {
		return strings.Contains(s, "status of 404") || strings.Contains(s, "status of 400")
	})
	b.mu.Unlock()
	b.quiet()
}
