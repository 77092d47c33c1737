package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"taizhang/internal/ledger"
	"taizhang/internal/library"
	"taizhang/pipeline/plan"
)

var pageNames = []string{"search", "plan", "body", "indicator", "upload", "report", "error", "login"}

func parsePages() (map[string]*template.Template, error) {
	out := map[string]*template.Template{}
	for _, n := range pageNames {
		t, err := template.New("layout.html").Funcs(functions).ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+n+".html")
		if err != nil {
			return nil, fmt.Errorf("web: template %s: %w", n, err)
		}
		out[n] = t
	}
	return out, nil
}

var functions = template.FuncMap{
	"figure":  func(t plan.Target) string { return ledger.Figure(&t) },
	"percent": func(x float64) float64 { return 100 * x },
	"text": func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	},
	"join":     func(l []string) string { return strings.Join(l, "、") },
	"bodyURL":  func(name string) string { return "/bodies/" + url.PathEscape(name) },
	"indURL":   func(name string) string { return "/indicators/" + url.PathEscape(name) },
	"planURL":  func(id string) string { return "/plans/" + id },
	"queryURL": func(q, clause string) string { return "/search?q=" + url.QueryEscape(strings.TrimSpace(q+" "+clause)) },
	"dict": func(kv ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i+1 < len(kv); i += 2 {
			m[fmt.Sprint(kv[i])] = kv[i+1]
		}
		return m
	},
}

// view is what every template gets.
type view struct {
	Lang  string // zh or en
	Path  string // the address, for the switch of languages and the links to .json and .csv
	Query string // the search in the box
	Data  any
	t     map[string][2]string
}

// T is a label in the page's language.
func (v view) T(key string) string {
	w, ok := v.t[key]
	switch {
	case !ok:
		return key
	case v.Lang == "en":
		return w[1]
	}
	return w[0]
}

// Sub is the label in the other language, shown small beside it.
func (v view) Sub(key string) string {
	w, ok := v.t[key]
	switch {
	case !ok:
		return ""
	case v.Lang == "en":
		return w[0]
	}
	return w[1]
}

// With is the view of a part of the page.
func (v view) With(data any) view {
	v.Data = data
	return v
}

// Switch is the address of the same page in the other language.
func (v view) Switch() string {
	u, err := url.Parse(v.Path)
	if err != nil {
		return "/"
	}
	q := u.Query()
	q.Set("lang", map[string]string{"zh": "en", "en": "zh"}[v.Lang])
	u.RawQuery = q.Encode()
	return u.String()
}

// As is the address of the same data in another form: .json, .csv.
func (v view) As(ext string) string {
	u, err := url.Parse(v.Path)
	if err != nil {
		return "/"
	}
	path := u.EscapedPath()
	if path == "/" {
		path = "/search"
	}
	if u.RawQuery != "" {
		return path + ext + "?" + u.RawQuery
	}
	return path + ext
}

func language(w http.ResponseWriter, r *http.Request) string {
	lang := r.URL.Query().Get("lang")
	if lang == "zh" || lang == "en" {
		http.SetCookie(w, &http.Cookie{Name: "lang", Value: lang, Path: "/", MaxAge: 365 * 24 * 3600, SameSite: http.SameSiteLaxMode, HttpOnly: true})
		return lang
	}
	if c, err := r.Cookie("lang"); err == nil && (c.Value == "zh" || c.Value == "en") {
		return c.Value
	}
	return "zh"
}

func (a *app) render(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	v := view{Lang: language(w, r), Path: r.URL.RequestURI(), Query: r.URL.Query().Get("q"), Data: data, t: words}
	var b bytes.Buffer
	if err := a.pages[name].Execute(&b, v); err != nil {
		a.Log.Error("template", "page", name, "error", err)
		http.Error(w, "internal fault", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if status == http.StatusOK && r.Method == http.MethodGet {
		w.Header().Add("Vary", "Cookie")
		if unchanged(w, r, b.Bytes()) {
			return
		}
	}
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// unchanged sets the entity tag of what is to be sent and answers 304 where the client has it already.
func unchanged(w http.ResponseWriter, r *http.Request, body []byte) bool {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "private, no-cache")
	if matches(r, tag) {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	return false
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(true)
	if err := enc.Encode(v); err != nil {
		http.Error(w, `{"error":"internal fault"}`, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// answer writes data in the form that the address asks for: table is its rows for .csv, the template its page.
func (a *app) answer(w http.ResponseWriter, r *http.Request, form, template string, data any, table func() [][]string) error {
	switch form {
	case "json":
		var b bytes.Buffer
		if err := json.NewEncoder(&b).Encode(data); err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		if !unchanged(w, r, b.Bytes()) {
			w.Write(b.Bytes())
		}
	case "csv":
		var b bytes.Buffer
		b.WriteString("\uFEFF") // by which Excel knows UTF-8
		c := csv.NewWriter(&b)
		c.UseCRLF = true
		for _, row := range table() {
			for i := range row {
				row[i] = inert(row[i])
			}
			c.Write(row)
		}
		c.Flush()
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="taizhang.csv"`)
		if !unchanged(w, r, b.Bytes()) {
			w.Write(b.Bytes())
		}
	default:
		a.render(w, r, http.StatusOK, template, data)
	}
	return nil
}

// inert keeps a spreadsheet from running text as a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// cut parts a name from the form behind it: x.json → x, json.
func cut(name string) (string, string) {
	for _, form := range []string{"json", "csv"} {
		if s, ok := strings.CutSuffix(name, "."+form); ok {
			return s, form
		}
	}
	return name, ""
}

// planCache keeps what pages over many plans tell of those that were asked for last: all but their texts.
type planCache struct {
	mu    sync.Mutex
	most  int
	plans map[string]*plan.Plan
	order []string
}

func newPlanCache(most int) *planCache { return &planCache{most: most, plans: map[string]*plan.Plan{}} }

func (c *planCache) get(r *http.Request, lib *library.Library, id string) (*plan.Plan, error) {
	key := lib.Generation() + "/" + id // a writer may have put another plan under the id meanwhile
	c.mu.Lock()
	p := c.plans[key]
	c.mu.Unlock()
	if p != nil {
		return p, nil
	}
	p, err := lib.Plan(r.Context(), id)
	if err != nil {
		return nil, err
	}
	p.Text, p.Blocks, p.Outline, p.Notes, p.Findings, p.Citations = "", nil, nil, nil, nil, nil
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, have := c.plans[key]; !have {
		if len(c.order) >= c.most {
			delete(c.plans, c.order[0])
			c.order = c.order[1:]
		}
		c.plans[key] = p
		c.order = append(c.order, key)
	}
	return p, nil
}
