package batch

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"time"

	"taizhang/internal/library"
)

// Report is what a run did.
type Report struct {
	Tool    string    `json:"tool"`
	Lexicon string    `json:"lexicon"`
	Sources []string  `json:"sources"`
	Started time.Time `json:"started"`
	Seconds float64   `json:"seconds"`

	Found        int   `json:"found"`         // files that were looked at
	Done         int   `json:"done"`          // read, recognised and committed
	Same         int   `json:"same"`          // known documents at a new place, or only touched
	Unpacked     int   `json:"unpacked"`      // archives whose documents were looked at
	Skipped      int   `json:"skipped"`       // unchanged since an earlier run
	Failed       int   `json:"failed"`        // now or before
	FailedBefore int   `json:"failed_before"` // of those: not tried again, since nothing has changed
	Gone         int   `json:"gone"`          // files that are no longer there
	Pruned       bool  `json:"pruned"`        // they were taken out
	Near         int   `json:"near"`          // documents done that say nearly the same as another in the library
	Bytes        int64 `json:"bytes"`         // of all files found

	Tasks   int `json:"tasks"` // of the documents done
	Units   int `json:"units"`
	Targets int `json:"targets"`

	Reasons  []Reason           `json:"reasons"` // why documents failed, most frequent first
	Notes    []Count            `json:"notes"`   // doubts that the plans note, by code
	Stages   map[string]float64 `json:"stages"`  // seconds, summed over all workers
	Slowest  []Slow             `json:"slowest"`
	Problems []string           `json:"problems"`
	Library  library.Counts     `json:"library"` // what it holds now

	begin   time.Time
	plans   []string // ids of the documents done, for Near; the first nearAtMost
	reasons map[string]*Reason
	notes   map[string]int
}

// Reason is why documents failed.
type Reason struct {
	Reason   string   `json:"reason"`
	Count    int      `json:"count"`
	Examples []string `json:"examples"` // paths
}

// Count is how often a code was seen.
type Count struct {
	Code  string `json:"code"`
	Count int    `json:"count"`
}

// Slow is a document that took long.
type Slow struct {
	Path    string  `json:"path"`
	Seconds float64 `json:"seconds"`
}

const (
	slowest  = 10 // documents listed as slow
	examples = 5  // paths listed with a reason
	// nearAtMost is for how many of the documents done near-duplicates are counted.
	nearAtMost = 20_000
)

func newReport(o Options) *Report {
	now := time.Now()
	return &Report{Tool: o.Tool, Lexicon: o.Lexicon, Sources: o.Sources, Started: now.UTC().Truncate(time.Second), begin: now,
		Stages: map[string]float64{}, reasons: map[string]*Reason{}, notes: map[string]int{}}
}

// count takes in an event.
func (r *Report) count(e Event) {
	switch e.Kind {
	case "found":
		r.Found++
		r.Bytes += e.Bytes
	case "done":
		r.Done++
		r.slow(e)
	case "same":
		r.Same++
	case "unpacked":
		r.Unpacked++
	case "skipped":
		r.Skipped++
	case "failed":
		r.Failed++
		if e.Detail == "before" {
			r.FailedBefore++
		}
		r.because(e)
	case "problem":
		r.Problems = append(r.Problems, e.Detail)
	}
}

func (r *Report) slow(e Event) {
	r.Slowest = append(r.Slowest, Slow{e.Path, e.Took.Seconds()})
	if len(r.Slowest) > 4*slowest {
		r.trim()
	}
}

func (r *Report) trim() {
	slices.SortFunc(r.Slowest, func(a, b Slow) int { return cmp.Or(cmp.Compare(b.Seconds, a.Seconds), strings.Compare(a.Path, b.Path)) })
	r.Slowest = r.Slowest[:min(slowest, len(r.Slowest))]
}

var numbers = regexp.MustCompile(`\d+`)

func (r *Report) because(e Event) {
	text := e.Error
	if e.Path != "" {
		text = strings.ReplaceAll(text, e.Path, "")
	}
	text = strings.TrimLeft(text, ": ")
	key := numbers.ReplaceAllString(text, "#")
	g := r.reasons[key]
	if g == nil {
		g = &Reason{Reason: text}
		r.reasons[key] = g
	}
	g.Count++
	if len(g.Examples) < examples && e.Path != "" {
		g.Examples = append(g.Examples, e.Path)
	}
}

// add counts what a committed plan holds.
func (r *Report) add(res result) {
	p := res.done.Plan
	if p == nil {
		return
	}
	if len(r.plans) < nearAtMost {
		r.plans = append(r.plans, p.ID)
	}
	r.Tasks += len(p.Tasks)
	r.Units += len(p.Units)
	r.Targets += len(p.Targets)
	for _, n := range p.Notes {
		r.notes[n.Code]++
	}
}

// end settles the lists.
func (r *Report) end() {
	r.Seconds = time.Since(r.begin).Seconds()
	r.trim()
	r.Reasons, r.Notes = []Reason{}, []Count{}
	for _, g := range r.reasons {
		r.Reasons = append(r.Reasons, *g)
	}
	slices.SortFunc(r.Reasons, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Reason, b.Reason))
	})
	for code, n := range r.notes {
		r.Notes = append(r.Notes, Count{code, n})
	}
	slices.SortFunc(r.Notes, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Code, b.Code))
	})
	if r.Slowest == nil {
		r.Slowest = []Slow{}
	}
	if r.Problems == nil {
		r.Problems = []string{}
	}
}

//go:embed report.html
var page string

var pageTemplate = template.Must(template.New("report").Funcs(template.FuncMap{
	"seconds": func(s float64) string { return fmt.Sprintf("%.1f s", s) },
	"size":    size,
}).Parse(page))

// save writes report.json and report.html into the library.
func (r *Report) save(w *library.Writer) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	var html bytes.Buffer
	if err := pageTemplate.Execute(&html, r); err != nil {
		return err
	}
	return errors.Join(w.WriteReport("report.json", append(data, '\n')), w.WriteReport("report.html", html.Bytes()))
}

// size writes a number of bytes for people.
func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}

func (r *run) stage(name string, took time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.report.Stages[name] += took.Seconds()
}

// String is the report in a few lines, for a terminal.
func (r *Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d files (%s) in %.1f s: %d done, %d known, %d unchanged, %d failed\n", r.Found, size(r.Bytes), r.Seconds, r.Done, r.Same, r.Skipped, r.Failed)
	if r.Done > 0 {
		fmt.Fprintf(&b, "%d tasks, %d bodies, %d targets; read %.1f s, recognise %.1f s, commit %.1f s\n", r.Tasks, r.Units, r.Targets, r.Stages["read"], r.Stages["recognise"], r.Stages["commit"])
	}
	if r.Gone > 0 {
		if r.Pruned {
			fmt.Fprintf(&b, "%d files are no longer there and were taken out\n", r.Gone)
		} else {
			fmt.Fprintf(&b, "%d files are no longer there and were kept: take them out with --prune\n", r.Gone)
		}
	}
	if r.Near > 0 {
		fmt.Fprintf(&b, "%d documents say nearly the same as another: taizhang library near\n", r.Near)
	}
	for _, g := range r.Reasons {
		fmt.Fprintf(&b, "failed %d×: %s", g.Count, g.Reason)
		if len(g.Examples) > 0 {
			fmt.Fprintf(&b, " (%s", g.Examples[0])
			if g.Count > 1 {
				fmt.Fprintf(&b, ", …")
			}
			b.WriteString(")")
		}
		b.WriteString("\n")
	}
	for i, n := range r.Notes {
		if i == 5 {
			fmt.Fprintf(&b, "… and %d more kinds of notes: see report.html\n", len(r.Notes)-i)
			break
		}
		fmt.Fprintf(&b, "noted %d×: %s\n", n.Count, n.Code)
	}
	fmt.Fprintf(&b, "the library holds %d plans of %d sources: %d tasks, %d targets\n", r.Library.Plans, r.Library.Sources, r.Library.Tasks, r.Library.Targets)
	return b.String()
}
