package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"taizhang/internal/library"
	"taizhang/internal/read"
	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

// result is what a worker made of one source, on its way to the library.
type result struct {
	done library.Done
	held int64 // of the budget
	took time.Duration
	kind string // the event to tell when it is committed
}

// patience is how long one document may take.
const patience = 10 * time.Minute

// work does one file and sends what became of it, or of the documents packed in it.
func (r *run) work(ctx context.Context, it item, out chan<- result) {
	known, seen, err := r.lib.Known(ctx, it.path)
	if err != nil {
		r.fail(ctx, it, err)
		return
	}
	current := seen && r.current(known)
	if current && !known.Gone && !r.o.Rehash && known.Bytes == it.size && known.Modified == it.modified {
		r.same(known)
		return
	}
	held, err := r.budget.take(ctx, it.size)
	if err != nil {
		return
	}
	// What is held goes with the last result, or back.
	if !r.file(ctx, it, known, current, held, out) {
		r.budget.release(held)
	}
}

// current tells whether what the ledger says of a source was said by this program, and stands.
func (r *run) current(known library.Source) bool {
	return known.Tool == r.o.Tool && known.Lexicon == r.o.Lexicon && !(r.o.Retry && known.Error != "")
}

// same tells of a source that has not changed.
func (r *run) same(known library.Source) {
	if known.Error != "" {
		r.tell(Event{Kind: "failed", Path: known.Path, Bytes: known.Bytes, Error: known.Error, Detail: "before"})
		return
	}
	r.tell(Event{Kind: "skipped", Path: known.Path, Bytes: known.Bytes, Plan: known.Plan})
}

// file reads a file and does the documents in it; false when there was no last result to carry what is held.
func (r *run) file(ctx context.Context, it item, known library.Source, current bool, held int64, out chan<- result) bool {
	r.tell(Event{Kind: "started", Path: it.path})
	begin := time.Now()
	data, it, err := readStable(ctx, it)
	r.stage("read", time.Since(begin))
	if err != nil {
		r.fail(ctx, it, err)
		return false
	}
	src := r.source(it.path, data, it.modified)
	if current && known.SHA256 == src.SHA256 { // only touched
		src.Plan, src.Error = known.Plan, known.Error
		out <- result{done: library.Done{Source: src}, held: held, kind: ending(src)}
		return true
	}
	packed, whole := false, true
	members := map[string]bool{}
	for in, err := range read.Members(ctx, read.Input{Path: it.path, Data: data}, r.o.Limits) {
		if ctx.Err() != nil {
			return false
		}
		res := result{}
		if in.Path == it.path && err == nil {
			res, whole = r.document(ctx, in, src)
			res.held = held
			if whole {
				out <- res
			}
			return whole
		}
		packed = true
		members[in.Path] = true
		res, ok := r.member(ctx, in, it, err)
		if whole = whole && ok; ok {
			out <- res
		}
	}
	if !packed || ctx.Err() != nil {
		return false
	}
	r.mu.Lock()
	r.members[it.path] = members
	r.mu.Unlock()
	if !whole { // not to be passed over next time
		return false
	}
	// The archive itself comes last: once it is in the ledger, so is everything in it.
	out <- result{done: library.Done{Source: src}, held: held, kind: "unpacked"}
	return true
}

// member does one document of an archive.
func (r *run) member(ctx context.Context, in read.Input, it item, err error) (result, bool) {
	src := r.source(in.Path, in.Data, it.modified)
	r.tell(Event{Kind: "found", Path: in.Path, Bytes: int64(len(in.Data))})
	if err != nil {
		src.Error = err.Error()
		return result{done: library.Done{Source: src}, kind: "failed"}, true
	}
	return r.document(ctx, in, src)
}

func (r *run) source(path string, data []byte, modified int64) library.Source {
	sum := sha256.Sum256(data)
	return library.Source{Path: path, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(data)), Modified: modified, Tool: r.o.Tool, Lexicon: r.o.Lexicon}
}

// ending is the event that ends a source whose document is in the ledger already.
func ending(src library.Source) string {
	switch {
	case src.Error != "":
		return "failed"
	case src.Plan == "":
		return "unpacked"
	}
	return "same"
}

// document recognises one document; ok is false when nothing of it is to be written down.
func (r *run) document(ctx context.Context, in read.Input, src library.Source) (res result, ok bool) {
	it := item{path: src.Path, size: src.Bytes}
	if has, err := r.lib.Has(ctx, src.SHA256, r.o.Tool, r.o.Lexicon); err != nil {
		r.fail(ctx, it, err)
		return result{}, false
	} else if has {
		src.Plan = src.SHA256[:16]
		return result{done: library.Done{Source: src}, kind: "same"}, true
	}
	begin := time.Now()
	dctx, cancel := context.WithTimeout(ctx, patience)
	p, err := r.process(dctx, in)
	late := dctx.Err() != nil
	cancel()
	took := time.Since(begin)
	r.stage("recognise", took)
	switch {
	case ctx.Err() != nil:
		return result{}, false
	case late:
		r.fail(ctx, it, fmt.Errorf("it took longer than %s", patience))
		return result{}, false
	case err != nil:
		src.Error = err.Error()
		return result{done: library.Done{Source: src}, took: took, kind: "failed"}, true
	}
	src.Plan = p.ID
	r.tell(Event{Kind: "recognised", Path: src.Path, Took: took})
	return result{done: library.Done{Source: src, Plan: p}, took: took, kind: "done"}, true
}

// process keeps a fault in a recogniser from ending the run.
func (r *run) process(ctx context.Context, src pipeline.Source) (p *plan.Plan, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%s: fault in the program: %v in %s: please report it with the document", src.Path, v, faultPlace())
		}
	}()
	return r.o.Process(ctx, src)
}

// faultPlace names the first function of our own below a panic.
func faultPlace() string {
	pc := make([]uintptr, 64)
	frames := runtime.CallersFrames(pc[:runtime.Callers(0, pc)])
	for panicked := false; ; {
		f, more := frames.Next()
		if panicked && strings.HasPrefix(f.Function, "taizhang/") {
			return fmt.Sprintf("%s (%s:%d)", f.Function, filepath.Base(f.File), f.Line)
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return "an unknown place"
		}
	}
}

// fail tells of a source that could not be read this time; nothing of it goes into the ledger, so the
// next run tries again.
func (r *run) fail(ctx context.Context, it item, err error) {
	if ctx.Err() == nil {
		r.tell(Event{Kind: "failed", Path: it.path, Bytes: it.size, Error: reason(err)})
	}
}

// tries is how often a file is read that changes meanwhile.
const tries = 3

var errChanging = errors.New("it is being changed while it is read: run again when it is whole")

// readStable reads a file whose size and time are the same before and after.
func readStable(ctx context.Context, it item) ([]byte, item, error) {
	for n := range tries {
		if n > 0 {
			select {
			case <-time.After(100 * time.Millisecond << n):
			case <-ctx.Done():
				return nil, it, ctx.Err()
			}
		}
		data, before, after, err := readOnce(it.path)
		if err != nil {
			return nil, it, err
		}
		it.size, it.modified = after.size, after.modified
		if before == after && int64(len(data)) == after.size {
			return data, it, nil
		}
	}
	return nil, it, errChanging
}

// whileReading is called between the two looks at a file; tests change the file there.
var whileReading = func(path string) {}

func readOnce(path string) (data []byte, before, after item, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, before, after, err
	}
	defer f.Close()
	stat := func() (item, error) {
		// By name: an editor that writes a new file and renames it has changed it as well.
		info, err := os.Stat(path)
		if err != nil {
			return item{}, err
		}
		return item{path, info.Size(), info.ModTime().UnixNano()}, nil
	}
	if before, err = stat(); err != nil {
		return nil, before, after, err
	}
	if data, err = io.ReadAll(io.LimitReader(f, before.size+1)); err != nil {
		return nil, before, after, err
	}
	whileReading(path)
	after, err = stat()
	return data, before, after, err
}
