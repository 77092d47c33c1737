// Package batch takes documents into a library: many, again and again, whatever happens.
//
//	list ──▶ read, recognise (one worker a core) ──▶ commit (plan files → index → ledger)
//
// The arrows are short channels and one budget of bytes that are under way, so that a slow disk or a slow
// recogniser holds back what comes before it and memory stays bounded at any number of documents. One
// document that fails is a line in the report; the others go on.
//
//	source.go    what is to be read: files, folders, patterns, lists
//	work.go      one source → what became of it
//	commit.go    groups of them → the library
//	watch.go     new files as they arrive
//	report.go    what was done, as JSON and as a page
//	progress.go  what is seen meanwhile
package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"taizhang/internal/library"
	"taizhang/internal/read"
	"taizhang/pipeline"
	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/plan"
)

// Options say what to do. Library and Sources are needed; the zero value of the others is a good default.
type Options struct {
	Library   string   // folder
	Sources   []string // files, folders, glob patterns, archives; "-" is a list of paths, one a line, on Stdin
	Stdin     Lines
	Workers   int   // documents recognised at once; 0 means one a core
	MaxMemory int64 // bytes that the process may use, softly; 0 means no limit of its own
	Prune     bool  // take out what is no longer there
	Rehash    bool  // read every file, even where size and time have not changed
	Retry     bool  // try again what failed before
	Watch     bool  // go on with new files until the context ends
	Limits    pipeline.Limits
	Observer  Observer

	// For tests.
	FS      library.FS
	Process func(context.Context, pipeline.Source) (*plan.Plan, error)
	Tool    string
	Lexicon string
}

// Lines gives one line after the other; io.EOF ends it.
type Lines interface {
	ReadString(delim byte) (string, error)
}

// Observer hears what happens, from one goroutine at a time.
type Observer interface{ Observe(Event) }

// Event is one thing that happened.
type Event struct {
	Kind   string        `json:"event"` // found | listed | started | recognised | done | same | unpacked | failed | skipped | problem | committed | published
	Path   string        `json:"path,omitempty"`
	Plan   string        `json:"plan,omitempty"`
	Error  string        `json:"error,omitempty"`
	Bytes  int64         `json:"bytes,omitempty"`
	Files  int           `json:"files,omitempty"` // committed: how many
	Took   time.Duration `json:"took_ns,omitempty"`
	Detail string        `json:"detail,omitempty"`
}

// ErrInterrupted says that the run was ended before it was done. What it committed stays.
var ErrInterrupted = errors.New("interrupted: run it again to go on")

func (o *Options) defaults() {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.FS == nil {
		o.FS = library.Disk{}
	}
	if o.Process == nil {
		o.Process = func(ctx context.Context, src pipeline.Source) (*plan.Plan, error) {
			return pipeline.ProcessWithin(ctx, src, o.Limits)
		}
	}
	if o.Tool == "" {
		o.Tool = pipeline.Tool
	}
	if o.Lexicon == "" {
		o.Lexicon = lexicon.Version()
	}
	if o.Observer == nil {
		o.Observer = silent{}
	}
}

type silent struct{}

func (silent) Observe(Event) {}

// Run takes the sources into the library. The report is there even after an error. Failed documents are no
// error: see Report.Failed.
func Run(ctx context.Context, o Options) (*Report, error) {
	o.defaults()
	if o.MaxMemory > 0 {
		// More than half is for what the collector does not see: tables of the index that are mapped while
		// they are merged, the program itself, PDF's memory.
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(o.MaxMemory * 45 / 100))
		over, stop := context.WithCancel(context.WithoutCancel(ctx))
		defer stop()
		go releaseMappings(over, o.MaxMemory)
	}
	rep := newReport(o)
	r := &run{o: o, report: rep, budget: newBudget(o.inFlight()), members: map[string]map[string]bool{}}
	lib, err := library.Create(ctx, o.Library, o.FS, func(line string) { r.tell(Event{Kind: "problem", Detail: line}) })
	if err != nil {
		return rep, err
	}
	r.lib = lib
	err = r.all(ctx)
	if err == nil && ctx.Err() == nil {
		err = errors.Join(r.lost(ctx), r.near(ctx))
	}
	err = errors.Join(err, r.finish())
	if err == nil && ctx.Err() != nil && !o.Watch {
		err = ErrInterrupted
	}
	return rep, err
}

// inFlight is how many bytes of sources may be under way at once. A document's plan, its JSON and its terms
// for the index take some fifty times its bytes.
func (o *Options) inFlight() int64 {
	if o.MaxMemory <= 0 {
		return 32 << 20
	}
	return max(o.MaxMemory/100, 256<<10)
}

// run is one run under way.
type run struct {
	o      Options
	lib    *library.Writer
	budget *budget

	mu      sync.Mutex // guards what follows, and orders events
	report  *Report
	members map[string]map[string]bool // what the archives of this run hold
}

// tell passes an event on and counts it.
func (r *run) tell(e Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.report.count(e)
	r.o.Observer.Observe(e)
}

// all lists, works and commits until everything is done or ctx ends.
func (r *run) all(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	items := make(chan item, 4*r.o.Workers)
	results := make(chan result, r.o.Workers)

	go func() {
		defer close(items)
		r.list(ctx, items)
	}()
	var workers sync.WaitGroup
	for range r.o.Workers {
		workers.Go(func() {
			for it := range items {
				if ctx.Err() != nil {
					continue // drain
				}
				r.work(ctx, it, results)
			}
		})
	}
	go func() {
		workers.Wait()
		close(results)
	}()
	err := r.commitAll(ctx, results)
	if err != nil {
		stop(err)
	}
	for res := range results { // after an error or a signal: let the workers end
		r.budget.release(res.held)
	}
	return err
}

// lost marks what is no longer there, or takes it out.
func (r *run) lost(ctx context.Context) error {
	paths, err := r.lib.Lost(ctx, r.present, r.o.Prune)
	r.report.Gone = len(paths)
	r.report.Pruned = r.o.Prune && len(paths) > 0
	return err
}

// near counts the documents of this run that have near-duplicates.
func (r *run) near(ctx context.Context) error {
	for _, id := range r.report.plans {
		near, err := r.lib.Near(ctx, id)
		if ctx.Err() != nil || errors.Is(err, library.ErrNoPlan) { // taken out again since
			continue
		}
		if err != nil {
			return err
		}
		if len(near) > 0 {
			r.report.Near++
		}
	}
	return nil
}

// present tells whether a source is still there; anything but a plain no counts as yes.
func (r *run) present(path string) bool {
	file, member, packed := strings.Cut(path, read.Member)
	if packed && member != "" {
		if in := r.members[file]; in != nil {
			return in[path]
		}
	}
	_, err := os.Stat(file)
	return !errors.Is(err, os.ErrNotExist)
}

// finish writes the report and closes the library.
func (r *run) finish() error {
	c, err := r.lib.Counts(context.Background())
	if err == nil {
		r.report.Library = c
	}
	r.report.end()
	err = errors.Join(err, r.report.save(r.lib))
	if cerr := r.lib.Close(); cerr != nil {
		err = errors.Join(err, fmt.Errorf("closing: %w", cerr))
	}
	return err
}

// budget is a number of bytes that all who take from it share.
type budget struct {
	mu         sync.Mutex
	cond       *sync.Cond
	free, size int64
}

func newBudget(size int64) *budget {
	b := &budget{free: size, size: size}
	b.cond = sync.NewCond(&b.mu)
	return b
}

// take waits for n bytes and returns how many it took: no more than there are in all, so that a document
// larger than the budget is done alone.
func (b *budget) take(ctx context.Context, n int64) (int64, error) {
	n = min(n, b.size)
	stop := context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.cond.Broadcast()
	})
	defer stop()
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.free < n {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		b.cond.Wait()
	}
	b.free -= n
	return n, ctx.Err()
}

func (b *budget) release(n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.free += n
	b.cond.Broadcast()
}
