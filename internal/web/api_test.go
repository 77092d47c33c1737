package web

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi/datamodel"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"

	"taizhang/pipeline/plan"
)

// description is the site's own description, read and validated.
func description(t testing.TB) (*v3.Document, validator.Validator) {
	t.Helper()
	b, err := describe()
	if err != nil {
		t.Fatal(err)
	}
	// An item of an outline has items in a list, which may be empty.
	doc, err := libopenapi.NewDocumentWithConfiguration(b, &datamodel.DocumentConfiguration{IgnoreArrayCircularReferences: true})
	if err != nil {
		t.Fatal(err)
	}
	model, err := doc.BuildV3Model()
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(doc)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return &model.Model, v
}

func TestDescriptionIsValid(t *testing.T) {
	_, v := description(t)
	if ok, errs := v.ValidateDocument(); !ok {
		for _, e := range errs {
			t.Error(e)
			for _, f := range e.SchemaValidationErrors {
				t.Error("  ", f.FieldPath, f.Reason)
			}
		}
	}
}

// Every route is described, and what is described is routed to.
func TestDescriptionHasEveryRoute(t *testing.T) {
	a, _ := siteApp(t, Server{})
	mux := a.routes()
	doc, _ := description(t)
	described := map[string]bool{}
	for path, item := range doc.Paths.PathItems.FromOldest() {
		for method := range item.GetOperations().FromOldest() {
			method = strings.ToUpper(method)
			described[method+" "+path] = true
			address := strings.NewReplacer("{id}", "0123456789abcdef", "{name}", "x", "{file}", "app.css").Replace(path)
			if _, pattern := mux.Handler(httptest.NewRequest(method, address, nil)); pattern == "/" {
				t.Errorf("%s %s is described, but nothing answers there", method, path)
			}
		}
	}
	for _, pattern := range a.patterns {
		method, path, _ := strings.Cut(pattern, " ")
		forms := []string{""}
		switch {
		case path == "/{$}":
			path = "/"
		case path == "/static/":
			path = "/static/{file}"
		case strings.HasSuffix(path, "}"): // the form is cut off the name
			forms = []string{"", ".json", ".csv"}
		}
		for _, form := range forms {
			if !described[method+" "+path+form] {
				t.Errorf("%s %s is answered, but not described", method, path+form)
			}
		}
	}
}

// asking is a request to an operation of the description, and the status that it is to have.
type asking struct {
	method, path string // as described
	address      string
	head         []string
	body         io.Reader
	status       int
}

// questions are at least one for each operation, and for each status that a client can bring about.
func questions(p *plan.Plan, seed []byte) []asking {
	body, indicator := "区农业农村委", ""
	for _, g := range p.Targets {
		if g.Indicator.Canonical != nil {
			indicator = *g.Indicator.Canonical
			break
		}
	}
	get := func(path, address string, status int, head ...string) asking {
		return asking{http.MethodGet, path, address, head, nil, status}
	}
	form, kind := upload("seed.txt", seed)
	page := []string{"Accept", "text/html"}
	out := []asking{
		get("/", "/", 200, page...),
		get("/", "/?lang=en", 200, page...),
		get("/healthz", "/healthz", 200),
		get("/metrics", "/metrics", 200),
		get("/openapi.json", "/openapi.json", 200),
		get("/static/{file}", "/static/app.css", 200),
		get("/static/{file}", "/static/app.js", 200),
		get("/static/{file}", "/static/icon.svg", 200),
		get("/static/{file}", "/static/none.css", 404),
		get("/upload", "/upload", 200, page...),
		get("/login", "/login", 200, page...),
		get("/search.json", "/search.json", 200),
		get("/search.json", "/search.json?q=%22", 400),
		get("/search.json", "/search.json?sort=up", 400),
		get("/search.json", "/search.json?cursor=x", 400),
		get("/search.json", "/search.json?limit=0", 400),
		get("/search.json", "/search.json?q="+strings.Repeat("x", 3000), 400),
		get("/search.json", "/search.json?limit=1&q="+url.QueryEscape("农业 OR 乡村"), 200),
		get("/search.json", "/search.json?limit=1&cursor=1&sort=date&q="+url.QueryEscape("农业 OR 乡村"), 200),
		get("/search.json", "/search.json?q="+url.QueryEscape("没有这样的词语存在"), 200),
		get("/search", "/search?q=%22", 400, page...),
		get("/search", "/search?sort=up", 400, page...),
		get("/search", "/search?sort=up", 400), // JSON for who does not ask for a page
		get("/complete.json", "/complete.json?q="+url.QueryEscape("农业"), 200),
		get("/complete.json", "/complete.json?q=cq", 200),
		get("/complete.json", "/complete.json", 200),
		get("/complete.json", "/complete.json?q="+strings.Repeat("x", 3000), 400),
		get("/download", "/download?format=xlsx&plan="+p.ID, 200),
		get("/download", "/download?format=jsonl&q="+url.QueryEscape("农业"), 200),
		get("/download", "/download?format=exe&plan="+p.ID, 400),
		get("/download", "/download?format=csv&plan=0000000000000000", 404),
		get("/plans/{id}", "/plans/0000000000000000", 404, page...),
		get("/plans/{id}.json", "/plans/0000000000000000.json", 404),
		get("/plans/{id}.csv", "/plans/x.csv", 404),
		get("/bodies/{name}.json", "/bodies/%FF.json", 404),
		get("/indicators/{name}.json", "/indicators/"+strings.Repeat("x", 400)+".json", 404),
		{http.MethodPost, "/upload", "/upload", append([]string{"Content-Type", kind}, page...), bytes.NewReader(form), 200},
		{http.MethodPost, "/upload.json", "/upload.json", []string{"Content-Type", kind}, bytes.NewReader(form), 200},
		{http.MethodPost, "/upload.json", "/upload.json", nil, strings.NewReader("no form"), 400},
		{http.MethodPost, "/upload.json", "/upload.json", []string{"Content-Type", kind}, bytes.NewReader(form[:len(form)/2]), 400},
		{http.MethodPost, "/login", "/login", []string{"Content-Type", "application/x-www-form-urlencoded"}, strings.NewReader("token=x"), 401},
		{http.MethodPost, "/login", "/login", []string{"Content-Type", "application/x-www-form-urlencoded"}, strings.NewReader("token="), 303},
	}
	stored, storing := upload("seed.txt", seed, "store", "1")
	out = append(out, asking{http.MethodPost, "/upload.json", "/upload.json", []string{"Content-Type", storing}, bytes.NewReader(stored), 403})
	damaged, kind := upload("damaged.docx", []byte("PK\x03\x04 nothing"))
	out = append(out, asking{http.MethodPost, "/upload.json", "/upload.json", []string{"Content-Type", kind}, bytes.NewReader(damaged), 422})
	for path, address := range map[string]string{
		"/search": "/search?q=" + url.QueryEscape("农业"), "/plans/{id}": "/plans/" + p.ID, "/report": "/report",
		"/bodies/{name}": "/bodies/" + url.PathEscape(body), "/indicators/{name}": "/indicators/" + url.PathEscape(indicator),
	} {
		for _, ext := range []string{"", ".json", ".csv"} {
			at, query, _ := strings.Cut(address, "?")
			at += ext
			if query != "" {
				at += "?" + query
			}
			head := []string{}
			if ext == "" {
				head = page
			}
			out = append(out, get(path+ext, at, 200, head...), get(path+ext, at, 304, append([]string{"If-None-Match", "*"}, head...)...))
		}
	}
	return out
}

// What the handlers answer is what the description says: status, content type, headers, schema.
func TestAnswersAreAsDescribed(t *testing.T) {
	h, p := site(t, Server{})
	guarded, _ := site(t, Server{Token: "secret"})
	hurried, _ := site(t, Server{Rate: 1e-9})
	ask(hurried, "/healthz") // what it had to give
	doc, v := description(t)
	seen := map[string]bool{}
	check := func(h http.Handler, q asking) {
		t.Helper()
		r := httptest.NewRequest(q.method, q.address, q.body)
		for i := 0; i+1 < len(q.head); i += 2 {
			r.Header.Set(q.head[i], q.head[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		res := w.Result()
		body, _ := io.ReadAll(res.Body)
		name := q.method + " " + q.address
		if res.StatusCode != q.status {
			t.Errorf("%s: %d, want %d: %.300s", name, res.StatusCode, q.status, body)
			return
		}
		item := doc.Paths.PathItems.GetOrZero(q.path)
		if item == nil {
			t.Errorf("%s: %s is not described", name, q.path)
			return
		}
		op := item.GetOperations().GetOrZero(strings.ToLower(q.method))
		if op == nil {
			t.Errorf("%s: the method is not described", name)
			return
		}
		seen[q.method+" "+q.path] = true
		said := op.Responses.Codes.GetOrZero(strconv.Itoa(res.StatusCode))
		if said == nil {
			t.Errorf("%s: status %d is not described", name, res.StatusCode)
			return
		}
		for key := range said.Headers.FromOldest() {
			if res.Header.Get(key) == "" {
				t.Errorf("%s: no header %s", name, key)
			}
		}
		kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
		switch {
		case said.Content == nil || said.Content.Len() == 0:
			if len(body) > 0 && res.StatusCode != http.StatusSeeOther {
				t.Errorf("%s: a body, but none is described: %.80s", name, body)
			}
		case said.Content.GetOrZero(kind) == nil && said.Content.GetOrZero("*/*") == nil:
			t.Errorf("%s: content type %q is not described", name, kind)
		}
		if kind != "application/json" {
			return
		}
		res.Body = io.NopCloser(bytes.NewReader(body))
		if ok, errs := v.GetResponseBodyValidator().ValidateResponseBodyWithPathItem(r, res, item, q.path); !ok {
			for _, e := range errs {
				t.Errorf("%s: %s: %s", name, e.Message, e.Reason)
				for _, f := range e.SchemaValidationErrors {
					t.Errorf("   %s: %s", f.FieldPath, f.Reason)
				}
			}
		}
	}
	for _, q := range questions(p, seed(t)) {
		check(h, q)
	}
	for path, item := range doc.Paths.PathItems.FromOldest() {
		for method, op := range item.GetOperations().FromOldest() {
			method = strings.ToUpper(method)
			if !seen[method+" "+path] {
				t.Errorf("%s %s: described, but not asked by this test", method, path)
			}
			address := strings.NewReplacer("{id}", p.ID, "{name}", "x", "{file}", "app.css").Replace(path)
			accept := "*/*"
			if ok := op.Responses.Codes.GetOrZero("200"); ok == nil || ok.Content.GetOrZero("text/html") != nil { // a page
				accept = "text/html"
			}
			check(hurried, asking{method, path, address, []string{"Accept", accept}, nil, http.StatusTooManyRequests})
			if op.Security != nil {
				continue // open to all
			}
			status := http.StatusUnauthorized
			if accept == "text/html" {
				status = http.StatusSeeOther
			}
			check(guarded, asking{method, path, address, []string{"Accept", accept}, nil, status})
		}
	}
}

// The test above is worth something only if a wrong answer is found.
func TestValidatorFindsWrongAnswers(t *testing.T) {
	doc, v := description(t)
	for path, body := range map[string]string{
		"/search.json":            `{"query":"x","total":"1","plans":1,"hits":[],"facets":[]}`,
		"/healthz":                `{"status":"ok"}`,
		"/plans/{id}.json":        `{"id":"x"}`,
		"/bodies/{name}.json":     `{"name":"x","duties":[{"role":"boss"}]}`,
		"/indicators/{name}.json": `{"name":"x","targets":null}`,
	} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		res := &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body))}
		if ok, _ := v.GetResponseBodyValidator().ValidateResponseBodyWithPathItem(r, res, doc.Paths.PathItems.GetOrZero(path), path); ok {
			t.Errorf("%s: %s passes", path, body)
		}
	}
}

// The cursor of each page leads to the next, and together they have every hit once.
func TestCursors(t *testing.T) {
	h, _ := site(t, Server{})
	whole := searched(t, h, url.Values{"q": {""}, "limit": {"100"}})
	var all []string
	cursor := ""
	for range 200 {
		q := url.Values{"q": {""}, "limit": {"1"}}
		if cursor != "" {
			q.Set("cursor", cursor)
		}
		a := searched(t, h, q)
		for _, hit := range a.Hits {
			all = append(all, hit.Plan)
		}
		if cursor = a.Next; cursor == "" {
			break
		}
	}
	var want []string
	for _, hit := range whole.Hits {
		want = append(want, hit.Plan)
	}
	if len(want) == 0 || !slices.Equal(all, want) || whole.Next != "" {
		t.Errorf("by ones: %v, at once: %v and then %q", all, want, whole.Next)
	}
}

func searched(t *testing.T, h http.Handler, q url.Values) (a searchView) {
	t.Helper()
	if err := json.NewDecoder(ask(h, "/search.json?"+q.Encode()).Body).Decode(&a); err != nil {
		t.Fatal(q, err)
	}
	return a
}

// upload is a form with one file, and other fields before it.
func upload(name string, data []byte, fields ...string) (body []byte, contentType string) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for i := 0; i < len(fields); i += 2 {
		_ = form.WriteField(fields[i], fields[i+1])
	}
	file, _ := form.CreateFormFile("file", name) // writing to memory cannot fail
	file.Write(data)
	form.Close()
	return b.Bytes(), form.FormDataContentType()
}
