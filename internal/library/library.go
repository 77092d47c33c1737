// Package library is the folder on disk that holds plans, and the only place that owns state.
//
//	LOCK            who writes; the kernel frees it when that process ends
//	plans/ab/….json one plan a document, named by the sha256 of the document's bytes
//	ledger.db       what was seen where, and what became of it (SQLite)
//	index/live      the index that the writer writes to
//	index/g…        copies for readers, by hard links; index/current points to the newest
//	report.json, report.html  of the last batch
//
// One process writes, any number read meanwhile, each in its own time: what they see is whole, and at most
// one publication old.
//
// Writing goes plan file → index → ledger, and only what the ledger has is reported as done. Taking out
// goes the other way round: ledger → index → plan file. So whatever a crash leaves behind is in the folder or
// in the index but not in the ledger: the next writer takes it out and does it again. A plan lives as long as
// the ledger knows a source of it. A plan's file holds nothing of where the document lies, so one document in two
// places is one file, and a moved one is not written again.
package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"sync"

	"taizhang/internal/index"
	"taizhang/pipeline/plan"
)

const (
	lockFile   = "LOCK"
	ledgerFile = "ledger.db"
	plansDir   = "plans"
	indexDir   = "index"
	liveIndex  = "live"
	current    = "current"
)

// Library is an open library to read from. It is safe for concurrent use.
type Library struct {
	dir    string
	fs     FS
	ledger *ledger

	mu         sync.RWMutex // guards what follows; held for reading while the index is in use
	index      index.Index
	generation string // the publication that index is; "" for the writer's own
	answers    *cache // of that publication; nil for the writer's own
}

// ErrNoPlan says that a library has no plan of an id.
var ErrNoPlan = errors.New("no such plan")

// Open opens a library for reading. A writer may be at work meanwhile.
func Open(dir string) (*Library, error) {
	l, err := openLedger(dir, false)
	if err != nil {
		return nil, err
	}
	return &Library{dir: dir, fs: Disk{}, ledger: l}, nil
}

// Dir is the library's folder.
func (l *Library) Dir() string { return l.dir }

// Close frees the library.
func (l *Library) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.ledger.close()
	if l.index != nil {
		err = errors.Join(err, l.index.Close())
		l.index = nil
	}
	return err
}

// Counts tells how much the library holds.
func (l *Library) Counts(ctx context.Context) (Counts, error) { return l.ledger.counts(ctx) }

// Plan reads one plan; its source's path is where the document was seen.
func (l *Library) Plan(ctx context.Context, id string) (*plan.Plan, error) {
	if !isID(id) {
		return nil, fmt.Errorf("%q: %w", id, ErrNoPlan)
	}
	if _, ok, err := l.ledger.entry(ctx, id); err != nil || !ok {
		return nil, errors.Join(err, fmt.Errorf("%s: %w", id, ErrNoPlan))
	}
	p, err := l.file(id)
	if err != nil {
		return nil, err
	}
	paths, err := l.ledger.paths(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(paths) > 0 {
		p.Source.Path = paths[0]
	}
	return p, nil
}

// isID keeps anything but an id from becoming a path.
func isID(id string) bool {
	if len(id) != 16 {
		return false
	}
	for i := range len(id) {
		if c := id[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// file reads a plan's file as it is.
func (l *Library) file(id string) (*plan.Plan, error) {
	name := filepath.Join(l.dir, planFile(id))
	b, err := readFile(l.fs, name)
	if err != nil {
		return nil, fmt.Errorf("library: %w: run “taizhang library check --repair %s”", err, l.dir)
	}
	p := &plan.Plan{}
	if err := json.Unmarshal(b, p); err != nil {
		return nil, fmt.Errorf("library: %s is damaged: %w: run “taizhang library check --repair %s”", name, err, l.dir)
	}
	return p, nil
}

// Entries goes through what the ledger says of all plans, in order of id.
func (l *Library) Entries(ctx context.Context) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for after := ""; ; {
			page, err := l.ledger.page(ctx, after)
			if err != nil {
				yield(Entry{}, err)
				return
			}
			for _, e := range page {
				if !yield(e, nil) {
					return
				}
			}
			if len(page) < pageSize {
				return
			}
			after = page[len(page)-1].ID
		}
	}
}

// Plans goes through all plans, in order of id.
func (l *Library) Plans(ctx context.Context) iter.Seq2[*plan.Plan, error] {
	return func(yield func(*plan.Plan, error) bool) {
		for e, err := range l.Entries(ctx) {
			var p *plan.Plan
			if err == nil {
				p, err = l.Plan(ctx, e.ID)
			}
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// Sources goes through everything that was seen, in order of path.
func (l *Library) Sources(ctx context.Context) iter.Seq2[Source, error] {
	return func(yield func(Source, error) bool) {
		stopped := false
		err := l.ledger.sources(ctx, func(s Source) bool {
			stopped = !yield(s, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(Source{}, err)
		}
	}
}

// Paths are the places where a plan's document was seen, those that are still there first.
func (l *Library) Paths(ctx context.Context, id string) ([]string, error) {
	return l.ledger.paths(ctx, id)
}

// Entry is what the ledger says of one plan.
func (l *Library) Entry(ctx context.Context, id string) (Entry, error) {
	e, ok, err := l.ledger.entry(ctx, id)
	if err == nil && !ok {
		err = fmt.Errorf("%q: %w", id, ErrNoPlan)
	}
	return e, err
}

// Near lists the plans that say nearly the same as one: its copies on other sites, forwarding notices.
func (l *Library) Near(ctx context.Context, id string) ([]Near, error) {
	e, err := l.Entry(ctx, id)
	if err != nil {
		return nil, err
	}
	return l.ledger.near(ctx, e)
}

// Hit is a search hit with the place where its document lies.
type Hit struct {
	Source string `json:"source"`
	index.Hit
}

// Result is the answer to a search. Its parts may be shared with other answers: they are not to be changed.
type Result struct {
	index.Result
	Hits []Hit
}

// Search searches the newest published index.
func (l *Library) Search(ctx context.Context, req index.Request) (*Result, error) {
	if err := l.refresh(); err != nil {
		return nil, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.index == nil {
		return nil, fmt.Errorf("library %s: closed", l.dir)
	}
	found, err := l.search(ctx, req)
	if err != nil {
		return nil, err
	}
	r := &Result{Result: *found}
	ids := make([]string, len(found.Hits))
	for i, h := range found.Hits {
		ids[i] = h.Plan
	}
	paths, err := l.ledger.firstPaths(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, h := range found.Hits {
		if path, ok := paths[h.Plan]; ok { // others were taken out since the index was published
			r.Hits = append(r.Hits, Hit{path, h})
		}
	}
	return r, nil
}

// Vocabulary gives the values of every facet of the newest published index, most frequent first, at most most of each.
func (l *Library) Vocabulary(ctx context.Context, most int) ([]index.Facet, error) {
	if err := l.refresh(); err != nil {
		return nil, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.index == nil {
		return nil, fmt.Errorf("library %s: closed", l.dir)
	}
	return l.index.Vocabulary(ctx, most)
}

func (l *Library) search(ctx context.Context, req index.Request) (*index.Result, error) {
	if l.answers == nil {
		return l.index.Search(ctx, req)
	}
	if res := l.answers.get(req); res != nil {
		return res, nil
	}
	res, err := l.index.Search(ctx, req)
	if err == nil {
		l.answers.put(req, res)
	}
	return res, err
}

// Generation names the state that searches see; it changes when a writer publishes.
func (l *Library) Generation() string {
	_ = l.refresh()
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.generation
}

// refresh opens the newest publication if it is not open yet.
func (l *Library) refresh() error {
	l.mu.RLock()
	own := l.index != nil && l.generation == ""
	open := l.generation
	l.mu.RUnlock()
	if own {
		return nil
	}
	link := filepath.Join(l.dir, indexDir, current)
	var err error
	for range 5 { // a writer may take an old publication away just when it is opened
		var name string
		if name, err = l.fs.Readlink(link); err != nil {
			return fmt.Errorf("library %s: nothing has been published yet: wait for the batch, or run “taizhang library check --repair %s”", l.dir, l.dir)
		}
		if name == open {
			return nil
		}
		var x index.Index
		if x, err = index.OpenRead(filepath.Join(l.dir, indexDir, name)); err != nil {
			continue
		}
		l.mu.Lock()
		if l.index != nil {
			_ = l.index.Close() // it was only read from
		}
		l.index, l.generation, l.answers = x, name, newCache()
		l.mu.Unlock()
		return nil
	}
	return err
}

// Report is a file that the last batch put beside the plans; an error of fs.ErrNotExist if there is none.
func (l *Library) Report(name string) ([]byte, error) {
	return readFile(l.fs, filepath.Join(l.dir, name))
}
