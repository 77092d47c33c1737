package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"taizhang/internal/library"
	"taizhang/pipeline/plan"
)

// uploaded sends a file to a handler's upload page.
func uploaded(t *testing.T, h http.Handler, name string, data []byte) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	part.Write(data)
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/upload", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Accept", "text/html")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// No page runs or loads anything but the server's own files: the policy forbids it, and no page needs what it forbids.
func TestContentSecurityPolicy(t *testing.T) {
	h, p := site(t, Server{})
	for _, a := range []string{"/", "/search?q=%E5%86%9C%E4%B8%9A", "/plans/" + p.ID, "/bodies/x", "/indicators/GDP", "/upload", "/report", "/login", "/nothing", "/search?q=%22"} {
		res := ask(h, a)
		policy := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
			t.Errorf("%s: policy %q", a, policy)
		}
		doc, err := goquery.NewDocumentFromReader(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		doc.Find("*").Each(func(_ int, s *goquery.Selection) {
			for _, attr := range s.Nodes[0].Attr {
				if attr.Key == "style" || strings.HasPrefix(attr.Key, "on") {
					t.Errorf("%s: <%s %s=%q> is inline", a, goquery.NodeName(s), attr.Key, attr.Val)
				}
				if (attr.Key == "src" || attr.Key == "href" && goquery.NodeName(s) == "link") && !strings.HasPrefix(attr.Val, "/static/") {
					t.Errorf("%s: <%s> loads %q", a, goquery.NodeName(s), attr.Val)
				}
			}
			if n := goquery.NodeName(s); n == "style" || n == "script" && strings.TrimSpace(s.Text()) != "" {
				t.Errorf("%s: an inline <%s>", a, n)
			}
		})
	}
}

// What a document or a request says is shown as text, marks and highlights in it included.
func TestMarkupStaysText(t *testing.T) {
	h, _ := site(t, Server{})
	evil := "某市<script>alert(1)</script>行动方案\n一、主要任务\n到2027年，<img src=x onerror=alert(1)>粮食产量达到35万吨以上。（牵头单位：市<b>农业农村局</b>）\n"
	w := uploaded(t, h, "<script>alert(2)</script>.txt", []byte(evil))
	if w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	pages := map[string]io.Reader{"upload": w.Body}
	for _, a := range []string{"/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/bodies/%3Cimg%20src=x%20onerror=alert(1)%3E", "/indicators/%3Cscript%3E", "/search?sort=%3Cscript%3E"} {
		pages[a] = ask(h, a).Body
	}
	for a, body := range pages {
		doc, err := goquery.NewDocumentFromReader(body)
		if err != nil {
			t.Fatal(err)
		}
		if n := doc.Find("script:not([src]), img, [onerror]").Length(); n > 0 {
			t.Errorf("%s: %d elements came alive", a, n)
		}
	}
}

// An uploaded page's addresses are text: nothing is fetched, neither as the page says nor by a file name.
func TestNothingIsFetched(t *testing.T) {
	var asked atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer other.Close()
	h, _ := site(t, Server{})
	page := `<html><head><base href="` + other.URL + `/"><link rel="stylesheet" href="a.css"><meta http-equiv="refresh" content="0;url=` + other.URL + `"></head>
<body><h1>某市行动方案</h1><img src="b.png"><iframe src="` + other.URL + `/c"></iframe><p>一、主要任务</p><p>到2027年，粮食产量达到35万吨以上。</p></body></html>`
	if w := uploaded(t, h, "a.html", []byte(page)); w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	entity := `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "` + other.URL + `/e">]><html><body><p>某市行动方案&x;</p></body></html>`
	uploaded(t, h, "a.xhtml", []byte(entity))
	uploaded(t, h, other.URL+"/f.txt", []byte("一、主要任务\n"))
	for _, a := range []string{"/plans/" + other.URL, "/bodies/" + other.URL, "/search?q=" + other.URL} {
		ask(h, strings.ReplaceAll(a, "//", "%2F%2F"))
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the server asked another one %d times", n)
	}
}

// No path of a request or of an upload reaches a file beside the library.
func TestPathsReachNoFile(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.json")
	if err := os.WriteFile(secret, []byte(`{"secret": "geheim"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	h, p := site(t, Server{})
	up := strings.Repeat("%2e%2e%2f", 12)
	for _, a := range []string{"/plans/" + up + strings.TrimPrefix(secret, "/"), "/plans/%2e%2e%2fledger.db", "/plans/" + p.ID + "%00.json", "/static/" + up + "etc/passwd", "/static/..%5c..%5cgo.mod", "/download?format=csv&plan=" + up + "ledger.db", "/download?format=csv&plan=" + secret} {
		res := ask(h, a)
		body, _ := io.ReadAll(res.Body)
		if res.StatusCode < 400 || bytes.Contains(body, []byte("geheim")) || bytes.Contains(body, []byte("root:")) || bytes.Contains(body, []byte("SQLite")) {
			t.Errorf("%s: %d %.100s", a, res.StatusCode, body)
		}
	}
	w := uploaded(t, h, "../../../../../../"+secret, []byte("一、主要任务\n"))
	if b, err := os.ReadFile(secret); err != nil || string(b) != `{"secret": "geheim"}` || strings.Contains(w.Body.String(), "geheim") {
		t.Error("the upload's name led somewhere")
	}
}

// Pages of other sites can neither read this server by a name of their own nor send it forms.
func TestOtherSites(t *testing.T) {
	h, _ := site(t, Server{Hosts: []string{"localhost", "127.0.0.1", "::1"}})
	for host, want := range map[string]int{"localhost:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200, "evil.example": 421, "evil.example:8080": 421, "127.0.0.1.evil.example": 421} {
		r := httptest.NewRequest("GET", "/search.json", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %s: %d, want %d", host, w.Code, want)
		}
	}
	r := httptest.NewRequest("POST", "/upload", strings.NewReader("x"))
	r.Host = "localhost"
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusForbidden {
		t.Error("a form of another site:", w.Code)
	}
}

// The cookie of a login opens the site, cannot be read by scripts, and does not hold the token.
func TestLogin(t *testing.T) {
	h, _ := site(t, Server{Token: "geheim"})
	post := func(token string) *http.Response {
		r := httptest.NewRequest("POST", "/login", strings.NewReader("token="+token))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
	if res := post("falsch"); res.StatusCode != http.StatusUnauthorized || len(res.Cookies()) > 0 {
		t.Error("a wrong token:", res.StatusCode, res.Cookies())
	}
	res := post("geheim")
	if len(res.Cookies()) != 1 {
		t.Fatal(res.StatusCode, res.Cookies())
	}
	c := res.Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode && c.SameSite != http.SameSiteLaxMode || strings.Contains(c.Value, "geheim") {
		t.Errorf("the cookie is %v", c)
	}
	if s := ask(h, "/search.json", "Cookie", c.Name+"="+c.Value).StatusCode; s != http.StatusOK {
		t.Error("with the cookie:", s)
	}
	if s := ask(h, "/search.json", "Cookie", c.Name+"=x").StatusCode; s != http.StatusUnauthorized {
		t.Error("with a made-up cookie:", s)
	}
}

// A body that is too large is refused on any page, before it is read to its end.
func TestRequestLimit(t *testing.T) {
	h, _ := site(t, Server{Token: "geheim"})
	r := httptest.NewRequest("POST", "/login", strings.NewReader("token="+strings.Repeat("x", maxBody+1)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code < 400 || w.Code >= 500 {
		t.Error(w.Code)
	}
	if s := ask(h, "/search.json?q="+strings.Repeat("x", maxQuery+1), "Authorization", "Bearer geheim").StatusCode; s != http.StatusBadRequest {
		t.Error("a long query:", s)
	}
}

// A packed answer is the plain one.
func TestPacked(t *testing.T) {
	h, p := site(t, Server{})
	for _, a := range []string{"/plans/" + p.ID, "/plans/" + p.ID + ".json", "/search.csv", "/nothing"} {
		plain, err := io.ReadAll(ask(h, a).Body)
		if err != nil {
			t.Fatal(err)
		}
		res := ask(h, a, "Accept-Encoding", "gzip")
		if res.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s: it is not packed", a)
			continue
		}
		z, err := gzip.NewReader(res.Body)
		if err != nil {
			t.Fatal(a, err)
		}
		if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%s: %d bytes packed, %d plain, %v", a, len(got), len(plain), err)
		}
	}
}

// An upload is stored if the form asks for it and the server may, and not otherwise.
func TestUploadIsStoredIfAsked(t *testing.T) {
	a, _ := siteApp(t, Server{})
	text := []byte("关于印发临江县稻渔共生行动方案的通知\n一、主要任务\n到2027年，稻渔共生面积达到3万亩以上。\n")
	post := func(address string, headers ...string) *httptest.ResponseRecorder {
		body, kind := upload("../通知.txt", text, "store", "1")
		r := httptest.NewRequest("POST", address, bytes.NewReader(body))
		r.Header.Set("Content-Type", kind)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		a.handler().ServeHTTP(w, r)
		return w
	}
	plans := func() int {
		n, err := a.Library.Counts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n.Plans
	}
	if w := post("/upload", "Accept", "text/html"); w.Code != http.StatusForbidden || plans() != 1 {
		t.Fatalf("a server that stores nothing: %d, %d plans", w.Code, plans())
	}
	a.Store = func(ctx context.Context, name string, data []byte, p *plan.Plan) error {
		return library.Keep(ctx, a.Library.Dir(), name, data, p)
	}
	if w := uploaded(t, a.handler(), "a.txt", text); w.Code != http.StatusOK || plans() != 1 {
		t.Fatalf("not asked for: %d, %d plans", w.Code, plans())
	}
	if w := post("/upload", "Accept", "text/html", "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden || plans() != 1 {
		t.Fatalf("another site: %d, %d plans", w.Code, plans())
	}
	busy, err := library.Create(t.Context(), a.Library.Dir(), library.Disk{}, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	if w := post("/upload.json"); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("beside a batch: %d %s", w.Code, w.Body)
	}
	if err := busy.Close(); err != nil {
		t.Fatal(err)
	}
	w := post("/upload", "Accept", "text/html")
	if w.Code != http.StatusSeeOther || plans() != 2 {
		t.Fatalf("asked for: %d, %d plans", w.Code, plans())
	}
	for _, address := range []string{w.Header().Get("Location"), "/search.json?q=" + url.QueryEscape("稻渔共生")} {
		got, err := io.ReadAll(ask(a.handler(), address).Body)
		if err != nil || !strings.Contains(string(got), "稻渔共生") {
			t.Errorf("%s does not show it: %s, %v", address, got, err)
		}
	}
	if w := post("/upload.json"); w.Code != http.StatusCreated || plans() != 2 {
		t.Errorf("again, by a program: %d, %d plans", w.Code, plans())
	}
}

// An upload is shown and forgotten.
func TestUploadIsNotKept(t *testing.T) {
	a, _ := siteApp(t, Server{})
	h := a.handler()
	if w := uploaded(t, h, "a.txt", []byte("某市行动方案\n一、主要任务\n到2027年，粮食产量达到35万吨以上。\n")); w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	n, err := a.Library.Counts(t.Context())
	if err != nil || n.Plans != 1 {
		t.Error(n.Plans, err)
	}
}
