package web

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"taizhang/internal/batch"
	"taizhang/internal/library"
	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

// seed is a document.
func seed(t testing.TB) []byte {
	t.Helper()
	seeds, err := filepath.Glob("../../seeds/*.txt")
	if err != nil || len(seeds) == 0 {
		t.Fatal("no seeds", err)
	}
	data, err := os.ReadFile(seeds[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// site is a handler over a library of the seed document.
func site(t testing.TB, s Server) (http.Handler, *plan.Plan) {
	t.Helper()
	a, p := siteApp(t, s)
	return a.handler(), p
}

func siteApp(t testing.TB, s Server) (*app, *plan.Plan) {
	t.Helper()
	data := seed(t)
	p, err := pipeline.Process(t.Context(), pipeline.Source{Path: "seed.txt", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	w, err := library.Create(context.Background(), dir, library.Disk{}, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	src := library.Source{Path: "/seed.txt", Plan: p.ID, SHA256: p.Source.SHA256, Bytes: int64(len(data)), Tool: p.ProducedBy.Tool, Lexicon: p.ProducedBy.Lexicon}
	if err := w.Commit(t.Context(), []library.Done{{Source: src, Plan: p}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	lib, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { lib.Close() })
	s.Library = lib
	if s.Rate == 0 {
		s.Rate = 1e6
	}
	a, err := s.app()
	if err != nil {
		t.Fatal(err)
	}
	return a, p
}

func ask(h http.Handler, address string, head ...string) *http.Response {
	r := httptest.NewRequest("GET", address, nil)
	r.Header.Set("Accept", "text/html")
	for i := 0; i+1 < len(head); i += 2 {
		r.Header.Set(head[i], head[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestPages(t *testing.T) {
	h, p := site(t, Server{})
	addresses := []string{"/", "/search?q=" + url.QueryEscape("乡村"), "/plans/" + p.ID, "/upload", "/report", "/?lang=en"}
	if len(p.Units) > 0 {
		addresses = append(addresses, "/bodies/"+url.PathEscape(p.Units[0].Name))
	}
	for _, g := range p.Targets {
		if g.Indicator.Canonical != nil {
			addresses = append(addresses, "/indicators/"+url.PathEscape(*g.Indicator.Canonical))
			break
		}
	}
	for _, a := range addresses {
		res := ask(h, a)
		doc, err := goquery.NewDocumentFromReader(res.Body)
		if err != nil || res.StatusCode != 200 || doc.Find("h1").Length() != 1 || doc.Find("footer").Length() != 1 {
			t.Errorf("%s: %d, %v", a, res.StatusCode, err)
		}
		if doc.Find("[style], style, script:not([src])").Length() > 0 {
			t.Errorf("%s: inline style or script", a)
		}
		if !strings.HasPrefix(res.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: no policy", a)
		}
		if again := ask(h, a, "If-None-Match", res.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: asked again: %d", a, again.StatusCode)
		}
	}
}

func TestPlanMarks(t *testing.T) {
	h, p := site(t, Server{})
	doc, err := goquery.NewDocumentFromReader(ask(h, "/plans/"+p.ID).Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range p.Targets {
		words := doc.Find(`.text [data-of~="` + g.ID + `"]`).Text()
		if strings.Join(strings.Fields(words), "") != strings.Join(strings.Fields(g.Quote), "") || doc.Find(`[id="w-`+g.ID+`"]`).Length() != 1 {
			t.Errorf("%s: marked %q, want %q", g.ID, words, g.Quote)
		}
	}
}

func TestMachineForms(t *testing.T) {
	h, p := site(t, Server{})
	for _, a := range []string{"/search.json", "/plans/" + p.ID + ".json", "/report.json", "/bodies/x.json", "/indicators/x.json", "/openapi.json", "/healthz"} {
		res := ask(h, a)
		if b, _ := io.ReadAll(res.Body); res.StatusCode != 200 || !json.Valid(b) {
			t.Errorf("%s: %d %.80s", a, res.StatusCode, b)
		}
	}
	for _, a := range []string{"/search.csv", "/plans/" + p.ID + ".csv", "/report.csv"} {
		if res := ask(h, a); res.StatusCode != 200 || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/csv") {
			t.Errorf("%s: %d", a, res.StatusCode)
		}
	}
}

func TestRefusals(t *testing.T) {
	h, _ := site(t, Server{})
	for a, want := range map[string]int{
		"/search?q=%22open": 400, "/search.json?q=nofield%3Ax%20(": 400, "/plans/..%2f..%2fetc": 404, "/plans/0000000000000000": 404, "/nothing": 404, "/static/": 404,
		"/search?sort=x": 400, "/search?cursor=-1": 400, "/search.json?limit=9999": 400, "/bodies/%00": 200, "/search?q=%3Cscript%3E": 200, "/bodies/%FF": 404,
	} {
		if res := ask(h, a); res.StatusCode != want {
			t.Errorf("%s: %d, want %d", a, res.StatusCode, want)
		}
	}
}

func TestToken(t *testing.T) {
	h, _ := site(t, Server{Token: "secret"})
	if s := ask(h, "/search.json").StatusCode; s != 401 {
		t.Error("without a token:", s)
	}
	if s := ask(h, "/search.json", "Authorization", "Bearer wrong").StatusCode; s != 401 {
		t.Error("with a wrong token:", s)
	}
	if s := ask(h, "/search.json", "Authorization", "Bearer secret").StatusCode; s != 200 {
		t.Error("with the token:", s)
	}
	if s := ask(h, "/metrics").StatusCode; s == 200 {
		t.Error("metrics are open")
	}
}

func TestRate(t *testing.T) {
	h, _ := site(t, Server{Rate: 1})
	last := 0
	for range 5 {
		last = ask(h, "/healthz").StatusCode
	}
	if last != 429 {
		t.Error("the fifth request at once:", last)
	}
}

func TestUploadLimit(t *testing.T) {
	h, _ := site(t, Server{Upload: 10})
	body := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.txt\"\r\n\r\n" + strings.Repeat("x", 100) + "\r\n--b--\r\n"
	r := httptest.NewRequest("POST", "/upload.json", strings.NewReader(body))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Error(w.Code, w.Body)
	}
}

func TestInert(t *testing.T) {
	for _, s := range []string{"=1+1", "+1", "-1", "@x", "\tx"} {
		if got := inert(s); got != "'"+s {
			t.Errorf("%q: %q", s, got)
		}
	}
}

func FuzzSearch(f *testing.F) {
	f.Add("乡村 lead:x", "date")
	f.Add(`"`, "")
	h, _ := site(f, Server{}) // one for all: a library closes with the test that opened it
	f.Fuzz(func(t *testing.T, q, sort string) {
		if res := ask(h, "/search?"+url.Values{"q": {q}, "sort": {sort}}.Encode()); res.StatusCode >= 500 {
			t.Errorf("%q: %d", q, res.StatusCode)
		}
	})
}

// A body's page lists what it leads and answers for, by any wording.
func TestBodyHasItsDuties(t *testing.T) {
	h, _ := site(t, Server{})
	for _, name := range []string{"区农业农村委", "重庆市铜梁区农业农村委员会", "农业农村委"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/bodies/"+url.PathEscape(name)+".json", nil))
		if w.Code != 200 || !strings.Contains(w.Body.String(), "发展优势特色农业产业") {
			t.Errorf("%s: %d, its task is not there: %.200s", name, w.Code, w.Body)
		}
	}
}

// What went wrong, or was given up, is told in the reader's language.
func TestMessagesInBothLanguages(t *testing.T) {
	h, _ := site(t, Server{})
	for address, want := range map[string]string{
		"/search?q=" + url.QueryEscape(`"产业`):             "引号没有配对",
		"/search?lang=en&q=" + url.QueryEscape(`"产业`):     "the quotation mark is not closed",
		"/search?q=" + url.QueryEscape("产业 宇宙飞船"):         "没有结果同时含有",
		"/search?lang=en&q=" + url.QueryEscape("产业 宇宙飞船"): "nothing has all of",
	} {
		r := httptest.NewRequest("GET", address, nil)
		r.Header.Set("Accept", "text/html")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s does not say %s", address, want)
		}
	}
}

// The report shows what the last batch wrote of itself, where there was one.
func TestReportOfTheLastBatch(t *testing.T) {
	lib := filepath.Join(t.TempDir(), "lib")
	if _, err := batch.Run(t.Context(), batch.Options{Library: lib, Sources: []string{"../../seeds"}}); err != nil {
		t.Fatal(err)
	}
	l, err := library.Open(lib)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	h, err := Server{Library: l}.Handler()
	if err != nil {
		t.Fatal(err)
	}
	var v struct{ Batch *batch.Report }
	if err := json.NewDecoder(ask(h, "/report.json").Body).Decode(&v); err != nil || v.Batch == nil || v.Batch.Done != 1 || v.Batch.Stages["recognise"] == 0 {
		t.Errorf("%+v, %v", v.Batch, err)
	}
	page, err := io.ReadAll(ask(h, "/report", "Accept", "text/html").Body)
	if err != nil || !strings.Contains(string(page), "最近一次批次") || !strings.Contains(string(page), "识别") {
		t.Errorf("the page does not show it: %s, %v", page, err)
	}
}

// A body that many plans name is shown a page of plans at a time.
func TestBodyInPages(t *testing.T) {
	a, seed := siteApp(t, Server{})
	a.mostPlans = 1
	name := seed.Units[0].Name
	text := []byte("关于加强河道管护的通知\n一、主要任务\n（一）疏浚河道。（责任单位：" + name + "）\n")
	other, err := pipeline.Process(t.Context(), pipeline.Source{Path: "a.txt", Data: text})
	if err != nil {
		t.Fatal(err)
	}
	if err := library.Keep(t.Context(), a.Library.Dir(), "a.txt", text, other); err != nil {
		t.Fatal(err)
	}
	plans := map[string]bool{}
	address, pages := "/bodies/"+url.PathEscape(name)+".json", 0
	for next := address; next != ""; pages++ {
		var v bodyView
		if err := json.NewDecoder(ask(a.handler(), next).Body).Decode(&v); err != nil || v.Plans != 1 || v.Total != 2 || v.From != pages {
			t.Fatalf("%s: %+v, %v", next, v.reach, err)
		}
		for _, d := range v.Duties {
			plans[d.Plan] = true
		}
		if next = ""; v.Next != "" {
			next = address + "?cursor=" + v.Next
		}
	}
	if pages != 2 || !plans[seed.ID] || !plans[other.ID] {
		t.Errorf("%d pages have the duties of %v", pages, plans)
	}
	if res := ask(a.handler(), address+"?cursor=x"); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a wrong cursor: %d", res.StatusCode)
	}
}

// A chart names its years and gives outliers a shape of their own.
func TestChart(t *testing.T) {
	var rows []targetRow
	for i := range 12 {
		rows = append(rows, targetRow{Region: "甲县", Date: strconv.Itoa(2020 + i), Value: strconv.Itoa(10 + i%3), Unit: "个", Measure: "level"})
	}
	rows = append(rows, targetRow{Region: "乙县", Date: "2026", Value: "900", Unit: "个", Measure: "level"})
	c := charts(rows)
	if len(c) != 1 || len(c[0].Points) != 13 || len(c[0].Years) != 6 || c[0].Years[0].Label != "2031" || !rows[12].Outlier || rows[0].Outlier {
		t.Errorf("%+v", c)
	}
}
