package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// lockedBuffer may be read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// served runs `taizhang serve` over a library of the seed; it returns the address, what was said on standard error, and
// how to stop it.
func served(t *testing.T, args ...string) (base string, said *lockedBuffer, stop func() error) {
	t.Helper()
	lib := filepath.Join(t.TempDir(), "lib")
	b := newBatch()
	b.SetArgs([]string{"../../seeds", "--library", lib})
	b.SetOut(io.Discard)
	b.SetErr(io.Discard)
	if err := b.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	said = &lockedBuffer{}
	c := newServe()
	c.SetArgs(append([]string{"--library", lib}, args...))
	c.SetErr(said)
	ended := make(chan error, 1)
	go func() { ended <- c.ExecuteContext(ctx) }()
	stop = func() error { cancel(); return <-ended }
	for {
		if m := regexp.MustCompile(`serving (http://\S+)`).FindStringSubmatch(said.String()); m != nil {
			return m[1], said, stop
		}
		select {
		case err := <-ended:
			t.Fatalf("it ended with %v: %s", err, said)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// A server listens on this machine alone unless it is told otherwise, answers to its own names only, and ends in order.
func TestServeLoopback(t *testing.T) {
	if got := newServe().Flag("listen").DefValue; got != "127.0.0.1:8080" {
		t.Errorf("it listens on %s", got)
	}
	base, said, stop := served(t, "--listen", "127.0.0.1:0")
	res, err := http.Get(base + "/healthz")
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res, err)
	}
	res.Body.Close()
	r, _ := http.NewRequest("GET", base+"/search.json", nil)
	r.Host = "evil.example"
	if res, err = http.DefaultClient.Do(r); err != nil || res.StatusCode != http.StatusMisdirectedRequest {
		t.Error("another name:", res, err)
	}
	res.Body.Close()
	if err := stop(); err != nil {
		t.Error("it ended with", err)
	}
	if strings.Contains(said.String(), "OPEN") {
		t.Error("it warns of being open on the loopback:", said)
	}
	if !strings.Contains(said.String(), `"page":"healthz"`) {
		t.Error("no line of log for the request:", said)
	}
	if _, err := http.Get(base + "/healthz"); err == nil {
		t.Error("it still answers")
	}
}

// Elsewhere it wants a token, or says loudly that it is open.
func TestServeElsewhere(t *testing.T) {
	t.Setenv("TAIZHANG_TOKEN", "")
	_, said, stop := served(t, "--listen", "0.0.0.0:0")
	if !strings.Contains(said.String(), "WARNING: this server is OPEN") {
		t.Error("it does not say that it is open:", said)
	}
	stop()
	t.Setenv("TAIZHANG_TOKEN", "geheim")
	base, said, stop := served(t, "--listen", "0.0.0.0:0")
	defer stop()
	if strings.Contains(said.String(), "OPEN") {
		t.Error("it says that it is open:", said)
	}
	res, err := http.Get(strings.Replace(base, "[::]", "127.0.0.1", 1) + "/search.json")
	if err != nil || res.StatusCode != http.StatusUnauthorized {
		t.Fatal(res, err)
	}
	res.Body.Close()
}

// Who may write to a library must be known.
func TestServeStoresForNobodyUnknown(t *testing.T) {
	t.Setenv("TAIZHANG_TOKEN", "")
	lib := filepath.Join(t.TempDir(), "lib")
	b := newBatch()
	b.SetArgs([]string{"../../seeds", "--library", lib})
	b.SetOut(io.Discard)
	b.SetErr(io.Discard)
	if err := b.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := newServe()
	c.SetArgs([]string{"--library", lib, "--listen", "0.0.0.0:0", "--allow-store"})
	c.SetErr(io.Discard)
	if err := c.ExecuteContext(t.Context()); err == nil || !strings.Contains(err.Error(), "--token") {
		t.Errorf("an open server stores for everyone: %v", err)
	}
}
