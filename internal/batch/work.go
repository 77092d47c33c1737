package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"taizhang/internal/library"
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

// work does one source; ok is false when nothing is to be committed.
func (r *run) work(ctx context.Context, it item) (result, bool) {
	known, seen, err := r.lib.Known(ctx, it.path)
	if err != nil {
		r.fail(ctx, it, err)
		return result{}, false
	}
	current := seen && known.Tool == r.o.Tool && known.Lexicon == r.o.Lexicon
	if current && !known.Gone && !r.o.Rehash && known.Bytes == it.size && known.Modified == it.modified && !(r.o.Retry && known.Error != "") {
		r.same(known)
		return result{}, false
	}
	held, err := r.budget.take(ctx, it.size)
	if err != nil {
		return result{}, false
	}
	r.tell(Event{Kind: "started", Path: it.path})
	res, ok := r.do(ctx, it, known, current)
	if !ok {
		r.budget.release(held)
		return res, false
	}
	res.held = held
	return res, true
}

// same tells of a source that has not changed.
func (r *run) same(known library.Source) {
	if known.Error != "" {
		r.tell(Event{Kind: "failed", Path: known.Path, Bytes: known.Bytes, Error: known.Error, Detail: "before"})
		return
	}
	r.tell(Event{Kind: "skipped", Path: known.Path, Bytes: known.Bytes, Plan: known.Plan})
}

func (r *run) do(ctx context.Context, it item, known library.Source, current bool) (result, bool) {
	begin := time.Now()
	data, it, err := readStable(ctx, it)
	r.stage("read", time.Since(begin))
	if err != nil {
		r.fail(ctx, it, err)
		return result{}, false
	}
	sum := sha256.Sum256(data)
	src := library.Source{Path: it.path, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(data)), Modified: it.modified, Tool: r.o.Tool, Lexicon: r.o.Lexicon}

	// The bytes are known: the file was only touched or moved, or it is a copy.
	if current && known.SHA256 == src.SHA256 && !(r.o.Retry && known.Error != "") {
		src.Plan, src.Error = known.Plan, known.Error
		kind := "same"
		if src.Error != "" {
			kind = "failed"
		}
		return result{done: library.Done{Source: src}, kind: kind}, true
	}
	if has, err := r.lib.Has(ctx, src.SHA256, r.o.Tool, r.o.Lexicon); err != nil {
		r.fail(ctx, it, err)
		return result{}, false
	} else if has {
		src.Plan = src.SHA256[:16]
		return result{done: library.Done{Source: src}, kind: "same"}, true
	}

	recognise := time.Now()
	dctx, cancel := context.WithTimeout(ctx, patience)
	p, err := r.process(dctx, pipeline.Source{Path: it.path, Data: data})
	late := dctx.Err() != nil
	cancel()
	r.stage("recognise", time.Since(recognise))
	switch {
	case ctx.Err() != nil:
		return result{}, false
	case late:
		r.fail(ctx, it, fmt.Errorf("it took longer than %s", patience))
		return result{}, false
	case err != nil:
		src.Error = err.Error()
		return result{done: library.Done{Source: src}, took: time.Since(begin), kind: "failed"}, true
	}
	src.Plan = p.ID
	r.tell(Event{Kind: "recognised", Path: it.path, Took: time.Since(recognise)})
	return result{done: library.Done{Source: src, Plan: p}, took: time.Since(begin), kind: "done"}, true
}

// process keeps a fault in a recogniser from ending the run.
func (r *run) process(ctx context.Context, src pipeline.Source) (p *plan.Plan, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%s: fault in the program: %v: please report it with the document (%.400s)", src.Path, v, debug.Stack())
		}
	}()
	return r.o.Process(ctx, src)
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
	after, err = stat()
	return data, before, after, err
}
