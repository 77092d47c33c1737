package web

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
)

// Hostile clients get an answer that says whose fault it is, never a fault of the server, and leave nothing behind. The
// tests here ask a few hundred times; TAIZHANG_HOSTILE=10000 makes them ask as often as it says.
func hostility(t testing.TB, few int) int {
	n := few
	if s := os.Getenv("TAIZHANG_HOSTILE"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal("TAIZHANG_HOSTILE:", err)
		}
	}
	return n
}

// listening is the site on a port of its own, with short times, and its address.
func listening(t *testing.T, s Server) string {
	t.Helper()
	h, _ := site(t, s)
	srv := httptest.NewUnstartedServer(h)
	srv.Config.ReadHeaderTimeout, srv.Config.ReadTimeout = 300*time.Millisecond, time.Second
	srv.Config.WriteTimeout, srv.Config.IdleTimeout = 20*time.Second, time.Second
	srv.Config.MaxHeaderBytes = 64 << 10
	srv.Config.ErrorLog = nil
	srv.Start()
	t.Cleanup(srv.Close)
	return srv.URL
}

// settled tells what the program holds once all that can go has gone.
func settled() (goroutines int, heap uint64) {
	http.DefaultClient.CloseIdleConnections()
	goroutines = runtime.NumGoroutine()
	for range 50 { // connections take a moment to end
		runtime.GC()
		time.Sleep(50 * time.Millisecond)
		now := runtime.NumGoroutine()
		if now >= goroutines {
			break
		}
		goroutines = now
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return goroutines, m.HeapAlloc
}

// unleaking runs f twice and fails when the second time leaves more behind: what is made once and kept (dictionaries,
// caches) is there after the first.
func unleaking(t *testing.T, f func()) {
	t.Helper()
	f()
	goroutines, heap := settled()
	f()
	for range 100 {
		now, _ := settled()
		if now <= goroutines+2 { // a timer's or the cache's own may be under way
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	after, grown := settled()
	if after > goroutines+2 {
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines became %d:\n%s", goroutines, after, stacks[:runtime.Stack(stacks, true)])
	}
	if grown > heap+24<<20 { // the caches may still fill
		t.Errorf("the heap of %d MiB became %d MiB", heap>>20, grown>>20)
	}
}

// odd values for anything.
func oddValue(rnd *rand.Rand) string {
	odd := []string{"", " ", "\x00", "\xff\xfe", "%", "%00", "..", "../../etc/passwd", "-1", "0", "99999999999999999999", "1e309", "NaN", "null", "true", "[]", "{}",
		"<script>alert(1)</script>", "'; DROP TABLE plans; --", "=cmd|' /C calc'!A0", "\r\nSet-Cookie: x=y", "http://169.254.169.254/", "file:///etc/passwd", "\u202e", "\ufeff", "🎯", "㍿", "ﷺ",
		strings.Repeat("长", 5000), strings.Repeat("(", 3000), strings.Repeat(`"`, 999), "{{.}}", "${jndi:ldap://x}", "zh", "date", "20", "0123456789abcdef"}
	return odd[rnd.IntN(len(odd))]
}

// oddQuery is a query of the language's own signs and words, put together by chance.
func oddQuery(rnd *rand.Rand) string {
	switch rnd.IntN(12) {
	case 0:
		return strings.Repeat("(", rnd.IntN(600)) + "农业" + strings.Repeat(")", rnd.IntN(600))
	case 1:
		return strings.TrimSuffix(strings.Repeat("农业 OR ", 1+rnd.IntN(200)), " OR ")
	case 2:
		return strings.Repeat("-", rnd.IntN(300)) + "农业"
	case 3:
		return `"` + strings.Repeat("发展", rnd.IntN(300))
	case 4:
		return strings.Repeat(string(rune('一'+rnd.IntN(20000))), 1+rnd.IntN(300))
	}
	pieces := []string{`"`, "“", "”", "(", ")", "（", "）", " ", " OR ", " AND ", "-", "*", "?", "~", "^", ":", "：", "..", "<", ">", "=", "\\", "/", "\x00", "\xff", "\n", "lead:", "indicator:",
		"value:", "year:", "region:", "plan:", "deadline:", "title:", "nofield:", "农业", "发改委", "GDP", "a", "5", "2021", "99999999999999999999", "1e400", "%", "万亩", "乡", "的", "谁负责", "\u3000", "\u0301", "🎯", "*农", "农*", "aa*"}
	var b strings.Builder
	for range rnd.IntN(24) {
		b.WriteString(pieces[rnd.IntN(len(pieces))])
	}
	return b.String()
}

func TestOddQueries(t *testing.T) {
	h, _ := site(t, Server{})
	rnd := rand.New(rand.NewPCG(3, 7))
	for i := range hostility(t, 1500) {
		q := oddQuery(rnd)
		path := []string{"/search.json", "/search", "/complete.json"}[i%3]
		began := time.Now()
		res := ask(h, path+"?"+url.Values{"q": {q}}.Encode())
		if res.StatusCode != http.StatusOK && res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s %.200q: %d", path, q, res.StatusCode)
		}
		if took := time.Since(began); took > 20*time.Second { // a query that runs away, not a slow machine
			t.Errorf("%.200q took %v", q, took)
		}
	}
}

// fuzzed is a request made of an operation of the description, with something wrong about it.
func fuzzed(rnd *rand.Rand, doc *v3.Document, plan string) *http.Request {
	var paths []string
	for path := range doc.Paths.PathItems.FromOldest() {
		paths = append(paths, path)
	}
	path := paths[rnd.IntN(len(paths))]
	ops := doc.Paths.PathItems.GetOrZero(path).GetOperations()
	var methods []string
	for m := range ops.FromOldest() {
		methods = append(methods, m)
	}
	method := methods[rnd.IntN(len(methods))]
	query := url.Values{}
	for _, p := range ops.GetOrZero(method).Parameters {
		value := oddValue(rnd)
		if p.Name == "q" {
			value = oddQuery(rnd)
		}
		if p.Name == "id" && rnd.IntN(3) == 0 {
			value = plan
		}
		switch {
		case p.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(value))
		case rnd.IntN(3) > 0:
			for range 1 + rnd.IntN(3) {
				query.Add(p.Name, value)
			}
		}
	}
	raw := query.Encode()
	switch rnd.IntN(8) {
	case 0:
		raw += "&%zz=%&;;=&q=%ff%fe"
	case 1:
		raw += "&" + strings.Repeat("q=x&", rnd.IntN(2000))
	case 2:
		raw += "&" + url.QueryEscape(oddValue(rnd)) + "=" + url.QueryEscape(oddValue(rnd))
	}
	if rnd.IntN(4) == 0 {
		method = []string{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"}[rnd.IntN(10)]
	}
	var body io.Reader
	if method = strings.ToUpper(method); method != http.MethodGet && method != http.MethodHead {
		body = strings.NewReader(oddValue(rnd))
	}
	r := httptest.NewRequest(method, "/", body)
	r.URL = &url.URL{Path: path, RawQuery: raw}
	if p, err := url.PathUnescape(path); err == nil {
		r.URL.Path, r.URL.RawPath = p, path
	}
	r.RequestURI = r.URL.RequestURI()
	for _, name := range []string{"Accept", "Accept-Encoding", "If-None-Match", "Content-Type", "Cookie", "Authorization", "Origin", "Range", "X-Forwarded-For", "Content-Length"} {
		if rnd.IntN(5) == 0 {
			r.Header.Set(name, oddValue(rnd))
		}
	}
	if rnd.IntN(3) == 0 {
		r.Header.Set("Accept", "text/html")
	}
	if rnd.IntN(3) == 0 {
		r.Header.Set("Accept-Encoding", "gzip")
	}
	return r
}

// A client that knows the description and gets everything else wrong.
func TestFuzzedRequests(t *testing.T) {
	h, p := site(t, Server{})
	guarded, _ := site(t, Server{Token: "secret"})
	doc, _ := description(t)
	n := hostility(t, 1500)
	unleaking(t, func() {
		rnd := rand.New(rand.NewPCG(11, 13))
		statuses := map[int]int{}
		for i := range n {
			to := h
			if i%5 == 4 {
				to = guarded
			}
			r := fuzzed(rnd, doc, p.ID)
			w := httptest.NewRecorder()
			to.ServeHTTP(w, r)
			statuses[w.Code]++
			if w.Code >= 500 || w.Code < 200 {
				t.Errorf("%s %.300s: %d: %.200s", r.Method, r.URL, w.Code, w.Body)
			}
			if c := w.Header()["Set-Cookie"]; slices.Contains(c, "x=y") {
				t.Errorf("%s %.300s: a header was smuggled in: %q", r.Method, r.URL, c)
			}
		}
		t.Log(statuses)
	})
}

// bomb is a zip of n bytes of zeros, called as a document.
func bomb(t *testing.T, member string, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(member)
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range n >> 20 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBrokenUploads(t *testing.T) {
	base := listening(t, Server{Upload: 4 << 20})
	text := seed(t)
	whole, kind := upload("seed.txt", text)
	size := 96 << 20
	if hostility(t, 0) > 0 {
		size = 1 << 30
	}
	huge := bomb(t, "word/document.xml", size)
	post := func(kind string, body io.Reader) (int, error) {
		r, err := http.NewRequest(http.MethodPost, base+"/upload.json", body)
		if err != nil {
			return 0, err
		}
		r.Header.Set("Content-Type", kind)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			return 0, err
		}
		defer res.Body.Close()
		_, _ = io.Copy(io.Discard, res.Body)
		return res.StatusCode, nil
	}
	type try struct {
		name string
		file string
		data []byte
	}
	tries := []try{
		{"a zip bomb as docx", "a.docx", huge}, {"a zip bomb as xlsx", "a.xlsx", huge}, {"a zip bomb as zip", "a.zip", huge},
		{"text as docx", "a.docx", text}, {"text as pdf", "a.pdf", text}, {"text as doc", "a.doc", text}, {"text as ofd", "a.ofd", text},
		{"nothing", "a.txt", nil}, {"zeros", "a.txt", make([]byte, 1<<20)}, {"a path as name", "../../etc/passwd", text[:100]}, {"NUL in the name", "a\x00.docx", text},
		{"half a zip", "a.docx", huge[:len(huge)/2]}, {"deep html", "a.html", []byte(strings.Repeat("<div>", 200_000))}, {"deep rtf", "a.rtf", []byte(`{\rtf1` + strings.Repeat("{", 200_000))},
	}
	unleaking(t, func() {
		for _, c := range tries {
			body, kind := upload(c.file, c.data)
			// 408 and 413 are for the client to mend; the client may see the connection end while it still sends.
			if status, err := post(kind, bytes.NewReader(body)); err == nil && status >= 500 {
				t.Errorf("%s: %d", c.name, status)
			}
		}
		for _, cut := range []int{1, 40, 150, len(whole) / 2, len(whole) - 3} {
			if status, err := post(kind, bytes.NewReader(whole[:cut])); err != nil || status != http.StatusBadRequest {
				t.Errorf("cut at %d: %d, %v", cut, status, err)
			}
		}
		for _, kind := range []string{"", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + strings.Repeat("x", 100), "multipart/mixed; boundary=x", "\xff"} {
			if status, err := post(kind, bytes.NewReader(whole)); err == nil && (status >= 500 || status == 200) {
				t.Errorf("content type %q: %d", kind, status)
			}
		}
		many := strings.Repeat("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n", 20_000) + "--b--\r\n"
		if status, err := post("multipart/form-data; boundary=b", strings.NewReader(many)); err == nil && (status >= 500 || status == 200) {
			t.Errorf("many parts: %d", status)
		}
		if status, err := post(kind, io.MultiReader(bytes.NewReader(whole[:len(whole)-60]), bytes.NewReader(make([]byte, 8<<20)))); err == nil && status != http.StatusRequestEntityTooLarge {
			t.Errorf("more than is allowed: %d", status)
		}
	})
}

// Clients that send their request byte by byte, or stop in the middle, or never read the answer, are let go of, and others
// are answered meanwhile.
func TestSlowClients(t *testing.T) {
	base := listening(t, Server{})
	host := strings.TrimPrefix(base, "http://")
	unleaking(t, func() {
		var all sync.WaitGroup
		for i := range 60 {
			all.Go(func() {
				c, err := net.Dial("tcp", host)
				if err != nil {
					t.Error(err)
					return
				}
				defer c.Close()
				_ = c.SetDeadline(time.Now().Add(10 * time.Second))
				switch i % 4 {
				case 0: // drips
					for _, b := range []byte("GET /search HTTP/1.1\r\nHost: x\r\nX-Slow: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n\r\n") {
						if _, err := c.Write([]byte{b}); err != nil {
							return
						}
						time.Sleep(20 * time.Millisecond)
					}
				case 1: // stops
					fmt.Fprintf(c, "GET /search HTTP/1.1\r\nHost: x\r\n")
				case 2: // promises more than it sends
					fmt.Fprintf(c, "POST /upload.json HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n--b\r\n")
				case 3: // goes away
					fmt.Fprintf(c, "GET /search?q=%s HTTP/1.1\r\nHost: x\r\n\r\n", url.QueryEscape("农业"))
					return
				}
				answer, err := io.ReadAll(c)
				var late net.Error
				if errors.As(err, &late) && late.Timeout() {
					t.Errorf("slow client %d was not let go of", i%4)
				}
				if strings.HasPrefix(string(answer), "HTTP/1.1 5") {
					t.Errorf("slow client %d: %.100s", i%4, answer)
				}
			})
		}
		for range 20 {
			if err := fetch(context.Background(), http.DefaultClient, base+"/search?q="+url.QueryEscape("农业")); err != nil {
				t.Error("another client meanwhile:", err)
			}
		}
		all.Wait()
	})
}

func TestHugeHeaders(t *testing.T) {
	base := listening(t, Server{Token: "secret"})
	host := strings.TrimPrefix(base, "http://")
	unleaking(t, func() {
		for name, head := range map[string]string{
			"one of a megabyte":  "X-Huge: " + strings.Repeat("x", 1<<20) + "\r\n",
			"a hundred thousand": strings.Repeat("X-Many: y\r\n", 100_000),
			"a huge cookie":      "Cookie: taizhang=" + strings.Repeat("a", 60_000) + "\r\n",
			"a huge token":       "Authorization: Bearer " + strings.Repeat("a", 60_000) + "\r\n",
			"many tags":          "If-None-Match: " + strings.Repeat(`"x",`, 15_000) + "\r\n",
			"no colon":           "nonsense\r\n",
			"two lengths":        "Content-Length: 1\r\nContent-Length: 2\r\n",
			"both lengths":       "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
		} {
			c, err := net.Dial("tcp", host)
			if err != nil {
				t.Fatal(err)
			}
			_ = c.SetDeadline(time.Now().Add(10 * time.Second))
			_, _ = io.WriteString(c, "GET /search.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"+head+"\r\n") // it may be cut off while it sends
			answer, _ := io.ReadAll(c)
			c.Close()
			status := strings.TrimPrefix(string(answer[:min(12, len(answer))]), "HTTP/1.1 ")
			if strings.HasPrefix(status, "5") || strings.HasPrefix(status, "2") {
				t.Errorf("%s: %.100s", name, answer)
			}
		}
	})
}
