package batch

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// JSON writes each event as one line of JSON.
func JSON(w io.Writer) Observer { return &jsonEvents{json.NewEncoder(w)} }

type jsonEvents struct{ enc *json.Encoder }

func (j *jsonEvents) Observe(e Event) { _ = j.enc.Encode(e) } // a reader that went away does not stop a batch

// totals are what progress is told from.
type totals struct {
	begin               time.Time
	found, ended        int
	foundBytes, endByte int64
	failed              int
	listed              bool
	working             map[string]time.Time
	mu                  sync.Mutex
}

func newTotals() *totals { return &totals{begin: time.Now(), working: map[string]time.Time{}} }

func (t *totals) take(e Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e.Kind {
	case "found":
		t.found++
		t.foundBytes += e.Bytes
	case "listed":
		t.listed = true
	case "started":
		t.working[e.Path] = time.Now()
	case "recognised":
		delete(t.working, e.Path)
	case "done", "same", "unpacked", "skipped", "failed":
		delete(t.working, e.Path)
		t.ended++
		t.endByte += e.Bytes
		if e.Kind == "failed" {
			t.failed++
		}
	}
}

// slowest is the document that has been under way longest.
func (t *totals) slowest() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	name, first := "", time.Now()
	for p, at := range t.working {
		if at.Before(first) || at.Equal(first) && p < name {
			name, first = p, at
		}
	}
	if name == "" || time.Since(first) < 2*time.Second {
		return ""
	}
	return fmt.Sprintf("%s (%.0f s)", filepath.Base(name), time.Since(first).Seconds())
}

func (t *totals) line() string {
	slow := t.slowest()
	t.mu.Lock()
	defer t.mu.Unlock()
	took := time.Since(t.begin)
	s := fmt.Sprintf("%d of %d files, %s, %.1f files/s", t.ended, t.found, size(t.endByte), float64(t.ended)/max(took.Seconds(), 0.001))
	if t.listed && t.endByte > 0 && t.ended < t.found {
		left := time.Duration(float64(took) / float64(t.endByte) * float64(t.foundBytes-t.endByte))
		s += fmt.Sprintf(", %s left", left.Round(time.Second))
	}
	if t.failed > 0 {
		s += fmt.Sprintf(", %d failed", t.failed)
	}
	if slow != "" {
		s += ", slowest now: " + slow
	}
	return s
}

// PlainLines tells the state in one line a while.
func PlainLines(w io.Writer, every time.Duration) Observer {
	return &plainLines{w: w, every: every, totals: newTotals(), last: time.Now()}
}

type plainLines struct {
	w      io.Writer
	every  time.Duration
	totals *totals
	last   time.Time
}

func (p *plainLines) Observe(e Event) {
	p.totals.take(e)
	if e.Kind == "problem" {
		fmt.Fprintln(p.w, e.Detail)
	}
	if now := time.Now(); now.Sub(p.last) >= p.every {
		p.last = now
		fmt.Fprintln(p.w, p.totals.line())
	}
}

// Bar shows the state on a terminal: files, bytes, rate, time left, failures, the slowest file. Close ends it.
type Bar struct {
	w      io.Writer
	totals *totals
	all    *mpb.Progress
	bar    *mpb.Bar
}

// NewBar begins to show.
func NewBar(w io.Writer) *Bar {
	b := &Bar{w: w, totals: newTotals()}
	b.all = mpb.New(mpb.WithOutput(w), mpb.WithWidth(40), mpb.WithRefreshRate(200*time.Millisecond))
	b.bar = b.all.AddBar(0, mpb.BarRemoveOnComplete(),
		mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return " " + b.totals.line() })))
	return b
}

// Observe implements Observer.
func (b *Bar) Observe(e Event) {
	b.totals.take(e)
	switch e.Kind {
	case "found":
		b.bar.SetTotal(int64(b.totals.found), false)
	case "done", "same", "unpacked", "skipped", "failed":
		b.bar.SetCurrent(int64(b.totals.ended))
		if e.Kind == "failed" && e.Detail != "before" {
			fmt.Fprintf(b.all, "%s: %s\n", e.Path, e.Error)
		}
	case "problem":
		fmt.Fprintln(b.all, e.Detail)
	}
}

// Close takes the bar away.
func (b *Bar) Close() {
	b.bar.Abort(true)
	b.all.Wait()
}
