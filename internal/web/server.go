// Package web serves a library: pages for people (Chinese first, English by one switch) and, at the same addresses with
// .json or .csv behind them, the same data for machines.
//
// Pages are rendered on the server and can be read without JavaScript. No path of a request reaches the file system, no
// address in a request is fetched, and everything a document says is escaped where it is shown.
package web

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/time/rate"

	"taizhang/internal/index"
	"taizhang/internal/index/query"
	"taizhang/internal/library"
	"taizhang/internal/read"
	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

//go:embed templates static openapi.json
var files embed.FS

// Server is filled by its user and then asked for its Handler. Library must be set; the zero value of every other
// field is a sensible default.
type Server struct {
	Library *library.Library
	Hosts   []string        // that may stand in a request's Host header; none means any. It keeps pages of other sites, whose names were made to lead here, out
	Token   string          // asked for as “Authorization: Bearer …” or the cookie of /login; "" means open to all who reach it
	Limits  pipeline.Limits // of an uploaded document
	Upload  int64           // bytes of an upload; 0 means 32 MiB
	// Store takes an upload and the plan made of it into the library; nil if uploads may not be stored.
	Store func(ctx context.Context, name string, data []byte, p *plan.Plan) error
	Rate  float64      // requests a second from one address; 0 means 50
	Log   *slog.Logger // nil means no log
}

const (
	defaultUpload = 32 << 20
	defaultRate   = 50
	maxBody       = 1 << 20 // of any other request
	maxQuery      = 2000    // bytes of a query
	uploadsAtOnce = 2
)

// app is a Server at work.
type app struct {
	Server
	pages    map[string]*template.Template
	plans    *planCache
	answers  *answers
	limits   *limiter
	spelling speller
	uploads  chan struct{}

	mostPlans int // see the constant
	storing   sync.Mutex
	metrics   metrics

	description []byte   // by OpenAPI
	patterns    []string // of the routes
}

type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

// Handler is the whole site.
func (s Server) Handler() (http.Handler, error) {
	a, err := s.app()
	if err != nil {
		return nil, err
	}
	return a.handler(), nil
}

func (a *app) handler() http.Handler {
	return a.guard(http.NewCrossOriginProtection().Handler(a.routes()))
}

func (s Server) app() (*app, error) {
	if s.Library == nil {
		return nil, errors.New("web: a server needs a library")
	}
	if s.Upload == 0 {
		s.Upload = defaultUpload
	}
	if s.Rate == 0 {
		s.Rate = defaultRate
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Limits == (pipeline.Limits{}) {
		s.Limits = read.DefaultLimits
		s.Limits.Time = 20 * time.Second
	}
	pages, err := parsePages()
	if err != nil {
		return nil, err
	}
	kept, err := newAnswers()
	if err != nil {
		return nil, err
	}
	a := &app{Server: s, pages: pages, plans: newPlanCache(2000), answers: kept, mostPlans: mostPlans, limits: newLimiter(s.Rate),
		uploads: make(chan struct{}, uploadsAtOnce)}
	a.metrics.registry = prometheus.NewRegistry()
	a.metrics.requests = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "taizhang_requests_total", Help: "Requests by page and status."}, []string{"page", "status"})
	a.metrics.seconds = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "taizhang_request_seconds", Help: "Time to answer by page.", Buckets: prometheus.ExponentialBuckets(0.001, 2, 14)}, []string{"page"})
	a.metrics.registry.MustRegister(a.metrics.requests, a.metrics.seconds,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if a.description, err = describe(); err != nil {
		return nil, err
	}
	return a, nil
}

// page answers a request or says what is wrong; package web turns an error into a page or JSON of its own.
type page func(http.ResponseWriter, *http.Request) error

func (a *app) routes() *http.ServeMux {
	mux := http.NewServeMux()
	route := func(pattern string, h http.Handler) {
		mux.Handle(pattern, h)
		a.patterns = append(a.patterns, pattern)
	}
	handle := func(pattern, name string, p page) { route(pattern, a.serve(name, p)) }
	handle("GET /{$}", "search", a.kept("search", a.search))
	handle("GET /search", "search", a.kept("search", a.search))
	handle("GET /search.json", "search", a.kept("search", a.search))
	handle("GET /search.csv", "search", a.kept("search", a.search))
	handle("GET /plans/{id}", "plan", a.kept("plan", a.plan))
	handle("GET /bodies/{name}", "body", a.kept("body", a.body))
	handle("GET /indicators/{name}", "indicator", a.kept("indicator", a.indicator))
	handle("GET /complete.json", "complete", a.kept("complete", a.complete))
	handle("GET /download", "download", a.download)
	handle("GET /report", "report", a.report)
	handle("GET /report.json", "report", a.report)
	handle("GET /report.csv", "report", a.report)
	handle("GET /upload", "upload", a.uploadForm)
	handle("POST /upload", "upload", a.upload)
	handle("POST /upload.json", "upload", a.upload)
	handle("GET /login", "login", a.loginForm)
	handle("POST /login", "login", a.login)
	handle("GET /openapi.json", "openapi", a.openapi)
	handle("GET /healthz", "healthz", a.healthz)
	route("GET /metrics", promhttp.HandlerFor(a.metrics.registry, promhttp.HandlerOpts{}))
	static, _ := fs.Sub(files, "static")
	route("GET /static/", http.StripPrefix("/static/", cached(http.FileServerFS(static))))
	mux.Handle("/", a.serve("none", func(w http.ResponseWriter, r *http.Request) error {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			return fail(http.StatusMethodNotAllowed, "%s is not understood at this address", r.Method)
		}
		return fail(http.StatusNotFound, "nothing stands at this address")
	}))
	return mux
}

// guard is what every request passes: limits first, then who may ask.
func (a *app) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if !a.hosts(r.Host) {
			a.turnAway(w, r, fail(http.StatusMisdirectedRequest, "this server does not go by the name %q", r.Host))
			return
		}
		if !a.limits.allow(r) {
			h.Set("Retry-After", "1")
			a.turnAway(w, r, fail(http.StatusTooManyRequests, "too many requests: wait a second"))
			return
		}
		if !a.admitted(r) {
			if wantsPage(r) {
				http.Redirect(w, r, "/login", http.StatusSeeOther)
				return
			}
			h.Set("WWW-Authenticate", "Bearer")
			a.turnAway(w, r, fail(http.StatusUnauthorized, "a token is wanted: send it as “Authorization: Bearer …”"))
			return
		}
		most := int64(maxBody)
		if r.URL.Path == "/upload" || r.URL.Path == "/upload.json" {
			most = a.Upload + maxBody
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// turnAway refuses a request before it reaches a page; it is counted and logged like those that did.
func (a *app) turnAway(w http.ResponseWriter, r *http.Request, err error) {
	a.serve("guard", func(http.ResponseWriter, *http.Request) error { return err }).ServeHTTP(w, r)
}

// hosts reports whether the server goes by the name in a Host header.
func (a *app) hosts(host string) bool {
	if len(a.Hosts) == 0 {
		return true
	}
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return slices.Contains(a.Hosts, strings.Trim(host, "[]"))
}

// cookie carries the hash of the token, so that the token itself is not left in browsers.
const cookie = "taizhang"

func (a *app) admitted(r *http.Request) bool {
	if a.Token == "" || r.URL.Path == "/login" || r.URL.Path == "/healthz" || strings.HasPrefix(r.URL.Path, "/static/") {
		return true
	}
	if given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return same(hash(given), hash(a.Token))
	}
	if c, err := r.Cookie(cookie); err == nil {
		return same(c.Value, hash(a.Token))
	}
	return false
}

// same compares in constant time.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

func hash(s string) string {
	sum := sha256.Sum256([]byte("taizhang token\x00" + s))
	return hex.EncodeToString(sum[:])
}

// problem is an error with the status that tells a client whose fault it is.
type problem struct {
	status int
	err    error
}

func (p *problem) Error() string { return p.err.Error() }
func (p *problem) Unwrap() error { return p.err }

func fail(status int, format string, args ...any) error {
	return &problem{status, fmt.Errorf(format, args...)}
}

// serve runs a page: measured, logged, packed; a panic is a 500 and not the end.
func (a *app) serve(name string, p page) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		out, finish := packed(rec, r)
		err := a.safely(name, p, out, r)
		if err != nil {
			a.refuse(out, r, err)
		}
		finish()
		a.metrics.requests.WithLabelValues(name, fmt.Sprint(rec.status)).Inc()
		a.metrics.seconds.WithLabelValues(name).Observe(time.Since(start).Seconds())
		a.Log.Info("request", "page", name, "method", r.Method, "path", r.URL.Path, "status", rec.status, "bytes", rec.bytes, "took", time.Since(start).Round(time.Microsecond))
	})
}

// safely makes an error of a panic.
func (a *app) safely(name string, p page, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		if v := recover(); v != nil {
			a.Log.Error("panic", "page", name, "value", v, "stack", string(debug.Stack()))
			err = errors.New("an internal fault: please report it")
		}
	}()
	return p(w, r)
}

// recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	status, bytes int
	begun         bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.begun {
		r.status, r.begun = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	r.begun = true
	n, err := r.ResponseWriter.Write(b)
	r.bytes += n
	return n, err
}

var gzips = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// packer compresses what is written, from the first byte on.
type packer struct {
	http.ResponseWriter
	zip    *gzip.Writer
	status int
}

func (p *packer) WriteHeader(status int) {
	p.status = status
	if status != http.StatusNotModified && status != http.StatusNoContent && (status < 300 || status >= 400) { // others may have no body
		p.Header().Del("Content-Length")
		p.Header().Set("Content-Encoding", "gzip")
	}
	p.ResponseWriter.WriteHeader(status)
}

func (p *packer) Write(b []byte) (int, error) {
	if p.zip == nil {
		if p.status >= 300 && p.status < 400 {
			return p.ResponseWriter.Write(b)
		}
		if p.Header().Get("Content-Encoding") == "" {
			p.Header().Set("Content-Encoding", "gzip")
		}
		p.zip = gzips.Get().(*gzip.Writer)
		p.zip.Reset(p.ResponseWriter)
	}
	return p.zip.Write(b)
}

func packed(w *recorder, r *http.Request) (http.ResponseWriter, func()) {
	w.Header().Add("Vary", "Accept-Encoding")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		return w, func() {}
	}
	p := &packer{ResponseWriter: w}
	return p, func() {
		if p.zip != nil {
			p.zip.Close() // a reader that went away is no fault of ours
			gzips.Put(p.zip)
		}
	}
}

func cached(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "" || !fs.ValidPath(r.URL.Path) { // no listing; a path that is none would be taken for a fault of ours
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=3600")
		next.ServeHTTP(w, r)
	})
}

// refuse answers with an error: a page for people, JSON for machines.
func (a *app) refuse(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusInternalServerError
	var p *problem
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &p):
		status = p.status
	case errors.As(err, &tooLarge):
		status, err = http.StatusRequestEntityTooLarge, errors.New("the request is too large")
	case errors.Is(err, library.ErrNoPlan):
		status = http.StatusNotFound
	case errors.As(err, new(*query.Error)), errors.Is(err, index.ErrTooSlow):
		status = http.StatusBadRequest
	case errors.Is(err, context.Canceled):
		return // nobody is listening any more
	}
	if status == http.StatusInternalServerError {
		a.Log.Error("request failed", "path", r.URL.Path, "error", err)
		err = errors.New("an internal fault: the log says more")
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Del("ETag")
	if !wantsPage(r) {
		writeJSON(w, status, map[string]any{"error": err.Error(), "status": status})
		return
	}
	a.render(w, r, status, "error", map[string]any{"Status": status, "Message": err.Error()})
}

// wantsPage reports whether a person asked: no .json or .csv in the address, and a browser's Accept.
func wantsPage(r *http.Request) bool {
	return !strings.HasSuffix(r.URL.Path, ".json") && !strings.HasSuffix(r.URL.Path, ".csv") && strings.Contains(r.Header.Get("Accept"), "text/html")
}

func (a *app) healthz(w http.ResponseWriter, r *http.Request) error {
	n, err := a.Library.Counts(r.Context())
	if err != nil {
		return fail(http.StatusServiceUnavailable, "the library does not answer")
	}
	writeJSON(w, http.StatusOK, map[string]any{"status": "ok", "plans": n.Plans})
	return nil
}

func (a *app) loginForm(w http.ResponseWriter, r *http.Request) error {
	a.render(w, r, http.StatusOK, "login", nil)
	return nil
}

func (a *app) login(w http.ResponseWriter, r *http.Request) error {
	if !same(hash(r.PostFormValue("token")), hash(a.Token)) {
		return fail(http.StatusUnauthorized, "this is not the token")
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: hash(a.Token), Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// limiter lets each address ask so many times a second, in bursts of twice as many.
type limiter struct {
	rate float64
	mu   sync.Mutex
	by   map[string]*rate.Limiter
}

// remembered bounds the addresses that are kept apart; past it all are forgotten and begin anew.
const remembered = 10_000

func newLimiter(perSecond float64) *limiter {
	return &limiter{rate: perSecond, by: map[string]*rate.Limiter{}}
}

func (l *limiter) allow(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	one := l.by[host]
	if one == nil {
		if len(l.by) >= remembered {
			clear(l.by)
		}
		one = rate.NewLimiter(rate.Limit(l.rate), int(2*l.rate)+1)
		l.by[host] = one
	}
	return one.Allow()
}
