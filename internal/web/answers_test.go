package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// An answer that was kept is the one that would be made, for every form, language and encoding.
func TestKeptAnswersAreTheSame(t *testing.T) {
	h, p := site(t, Server{})
	for _, address := range []string{"/search?q=" + url.QueryEscape("农业"), "/search.json?q=" + url.QueryEscape("农业"), "/plans/" + p.ID, "/plans/" + p.ID + ".csv"} {
		fresh, _ := site(t, Server{})
		for _, head := range [][]string{{}, {"Accept-Encoding", "gzip"}, {"Cookie", "lang=en"}, {"Cookie", "lang=en", "Accept-Encoding", "gzip"}} {
			ask(h, address, head...)
			got, want := ask(h, address, head...), ask(fresh, address, head...)
			a, b := plainly(t, got), plainly(t, want)
			for _, name := range []string{"Content-Type", "Content-Encoding", "ETag", "Cache-Control"} {
				if got.Header.Get(name) != want.Header.Get(name) {
					t.Errorf("%s %v: %s is %q, want %q", address, head, name, got.Header.Get(name), want.Header.Get(name))
				}
			}
			if got.StatusCode != 200 || !bytes.Equal(a, b) || len(a) == 0 {
				t.Errorf("%s %v: %d, %d bytes, want %d", address, head, got.StatusCode, len(a), len(b))
			}
			if tag := got.Header.Get("ETag"); ask(h, address, append([]string{"If-None-Match", tag}, head...)...).StatusCode != http.StatusNotModified {
				t.Errorf("%s %v: not known by its tag", address, head)
			}
		}
	}
	if zh, en := plainly(t, ask(h, "/plans/"+p.ID)), plainly(t, ask(h, "/plans/"+p.ID, "Cookie", "lang=en")); bytes.Equal(zh, en) {
		t.Error("both languages get one answer")
	}
}

func plainly(t *testing.T, res *http.Response) []byte {
	t.Helper()
	body := res.Body
	if res.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(body)
		if err != nil {
			t.Fatal(err)
		}
		body = z
	}
	b, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Many who ask for one page at once wait for one answer; that the first of them goes away is nothing to the others.
func TestOneAnswerForMany(t *testing.T) {
	a, _ := siteApp(t, Server{})
	var made atomic.Int32
	begun := make(chan struct{}, 10)
	p := a.kept("search", func(w http.ResponseWriter, r *http.Request) error {
		made.Add(1)
		begun <- struct{}{}
		select {
		case <-r.Context().Done():
			return r.Context().Err()
		case <-time.After(200 * time.Millisecond):
		}
		_, err := io.WriteString(w, "answer")
		return err
	})
	first, leave := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() {
		if err := p(httptest.NewRecorder(), httptest.NewRequestWithContext(first, "GET", "/search", nil)); !errors.Is(err, context.Canceled) {
			t.Errorf("the one who left got %v", err)
		}
	})
	<-begun
	for range 8 {
		all.Go(func() {
			w := httptest.NewRecorder()
			if err := p(w, httptest.NewRequest("GET", "/search", nil)); err != nil || w.Body.String() != "answer" {
				t.Errorf("one who stayed got %q, %v", w.Body, err)
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	leave()
	all.Wait()
	if n := made.Load(); n != 2 {
		t.Errorf("made %d times, want once for the one who left and once for the others", n)
	}
}

// What goes wrong is not kept.
func TestFailuresAreNotKept(t *testing.T) {
	a, _ := siteApp(t, Server{})
	fails := 0
	p := a.kept("search", func(w http.ResponseWriter, _ *http.Request) error {
		if fails++; fails == 1 {
			return errors.New("wrong")
		}
		if fails == 2 {
			panic("worse")
		}
		if fails == 3 {
			w.WriteHeader(http.StatusBadRequest)
			return nil
		}
		_, err := io.WriteString(w, "right")
		return err
	})
	for _, want := range []int{0, 0, http.StatusBadRequest, http.StatusOK, http.StatusOK} {
		w := httptest.NewRecorder()
		err := p(w, httptest.NewRequest("GET", "/search", nil))
		if (err != nil) != (want == 0) || err == nil && w.Code != want {
			t.Errorf("attempt: %d, %v, want %d", w.Code, err, want)
		}
	}
	if fails != 4 {
		t.Errorf("made %d times, want 4", fails)
	}
}
