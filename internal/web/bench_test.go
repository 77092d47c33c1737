package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"taizhang/internal/library"
)

// BenchmarkFreshSearch asks the library that TAIZHANG_BENCH_LIBRARY names for pages of searches that nobody has made
// before: two words and a year.
func BenchmarkFreshSearch(b *testing.B) {
	dir := os.Getenv("TAIZHANG_BENCH_LIBRARY")
	if dir == "" {
		b.Skip("TAIZHANG_BENCH_LIBRARY is not set")
	}
	l, err := library.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	h, err := Server{Library: l, Rate: 1e9}.Handler()
	if err != nil {
		b.Fatal(err)
	}
	ask := func(q string) {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/search?q="+url.QueryEscape(q), nil)
		r.Header.Set("Accept", "text/html")
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != http.StatusOK {
			b.Fatal(w.Code, q)
		}
	}
	ask("台账") // what is loaded once
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		ask(fmt.Sprintf("%s %s year:%d %s", matters[i%len(matters)], matters[(i/len(matters)+i+1)%len(matters)], 2015+i%12, strings.Repeat(" ", i/len(matters)/12)))
	}
}
