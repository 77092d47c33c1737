package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bindex "github.com/blevesearch/bleve_index_api"

	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/plan"
)

// format is the version of the index's own layout; another one means that it has to be built anew.
const format = "3"

var formatKey, lexiconKey = []byte("format"), []byte("lexicon")

// ErrFormat says that an index cannot be used by this program and has to be built anew from the plans.
var ErrFormat = errors.New("the index was built by another version")

type bleveIndex struct {
	path  string
	b     bleve.Index
	inner bindex.Index
	known bool       // built with this program's dictionary: see words
	mu    sync.Mutex // one Put or Delete at a time

	unpacked unpacked
}

// Create makes an empty index in the folder dir, which must not exist.
func Create(dir string) (Index, error) {
	b, err := bleve.NewUsing(dir, fields(), scorch.Name, scorch.Name, config(false))
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", dir, err)
	}
	if err := errors.Join(b.SetInternal(formatKey, []byte(format)), b.SetInternal(lexiconKey, []byte(lexicon.Version()))); err != nil {
		b.Close()
		return nil, fmt.Errorf("index %s: %w", dir, err)
	}
	return opened(dir, b)
}

// Open opens an index to write to; no other process can open it meanwhile (see Publish).
func Open(dir string) (Index, error) { return open(dir, false) }

// OpenRead opens a published index, which any number of processes may do.
func OpenRead(dir string) (Index, error) { return open(dir, true) }

func open(dir string, readOnly bool) (Index, error) {
	b, err := bleve.OpenUsing(dir, config(readOnly))
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", dir, err)
	}
	if v, err := b.GetInternal(formatKey); err != nil || string(v) != format {
		b.Close()
		return nil, fmt.Errorf("index %s: %w", dir, ErrFormat)
	}
	return opened(dir, b)
}

func opened(dir string, b bleve.Index) (Index, error) {
	inner, err := b.Advanced()
	if err != nil {
		b.Close()
		return nil, fmt.Errorf("index %s: %w", dir, err)
	}
	v, _ := b.GetInternal(lexiconKey)
	return &bleveIndex{path: dir, b: b, inner: inner, known: string(v) == lexicon.Version()}, nil
}

// config is what scorch is told. Merging makes no table larger than twenty thousand documents (less than a
// thousand plans): tables are mapped into memory while they are merged, and so the memory that indexing takes does not
// grow with the index.
func config(readOnly bool) map[string]any {
	c := map[string]any{
		"scorchPersisterOptions": map[string]any{"NumPersisterWorkers": 1, "MaxSizeInMemoryMergePerWorker": 0, "PersisterNapTimeMSec": 0},
		"scorchMergePlanOptions": map[string]any{"MaxSegmentsPerTier": 10, "MaxSegmentSize": 20_000, "TierGrowth": 10.0, "SegmentsPerMergeTask": 10, "FloorSegmentSize": 2000, "ReclaimDeletesWeight": 2.0},
		"bolt_timeout":           "5s",
	}
	if readOnly {
		c["read_only"] = true
	}
	return c
}

// fields is bleve's mapping: nothing by itself, since entries brings its own fields; the analyzer is gse.
func fields() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	return m
}

func (x *bleveIndex) Put(ctx context.Context, plans []*plan.Plan) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	ids := make([]string, len(plans))
	for i, p := range plans {
		ids[i] = p.ID
	}
	old := x.b.NewBatch()
	put := map[string]bool{}
	all := make([][]entry, len(plans))
	for i, p := range plans {
		all[i] = entries(p)
		for _, e := range all[i] {
			put[e.id] = true
		}
	}
	// Tasks that an earlier plan of the same id had and this one has not.
	if err := x.each(ids, func(doc string) {
		if !put[doc] {
			old.Delete(doc)
		}
	}); err != nil {
		return err
	}
	if old.Size() > 0 {
		if err := x.run(old); err != nil {
			return err
		}
	}
	return x.parallel(ctx, all)
}

// parallel puts plans in as many batches at once as there are cores, since bleve makes a batch's table on one.
func (x *bleveIndex) parallel(ctx context.Context, all [][]entry) error {
	n := min(runtime.GOMAXPROCS(0), len(all))
	errs := make([]error, n)
	var wg sync.WaitGroup
	for k := range n {
		wg.Go(func() {
			batch := x.b.NewBatch()
			for i := k; i < len(all); i += n {
				for _, e := range all[i] {
					if err := ctx.Err(); err != nil {
						errs[k] = err
						return
					}
					if err := batch.IndexAdvanced(e.document()); err != nil {
						errs[k] = fmt.Errorf("index %s: %w", e.id, err)
						return
					}
				}
			}
			errs[k] = x.run(batch)
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func (x *bleveIndex) Delete(ctx context.Context, ids []string) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	batch := x.b.NewBatch()
	if err := x.each(ids, batch.Delete); err != nil {
		return err
	}
	if batch.Size() == 0 || ctx.Err() != nil {
		return ctx.Err()
	}
	return x.run(batch)
}

func (x *bleveIndex) run(batch *bleve.Batch) error {
	if err := x.b.Batch(batch); err != nil {
		return fmt.Errorf("index %s: %w", x.path, err)
	}
	return nil
}

// each calls yield for every document that the index has of the plans.
func (x *bleveIndex) each(ids []string, yield func(doc string)) error {
	r, err := x.inner.Reader()
	if err != nil {
		return fmt.Errorf("index %s: %w", x.path, err)
	}
	defer r.Close()
	for _, id := range ids {
		if err := prefixed(r, "_id", id, func(term string, _ uint64) bool {
			if term == id || strings.HasPrefix(term, id+"/") {
				yield(term)
			}
			return true
		}); err != nil {
			return fmt.Errorf("index %s: %w", x.path, err)
		}
	}
	return nil
}

// prefixed calls yield for every term of a field that begins with prefix, until it says no.
func prefixed(r bindex.IndexReader, field, prefix string, yield func(term string, count uint64) bool) error {
	d, err := r.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return err
	}
	defer d.Close()
	for {
		e, err := d.Next()
		if err != nil || e == nil {
			return err
		}
		if !yield(e.Term, e.Count) {
			return nil
		}
	}
}

func (x *bleveIndex) Plans(ctx context.Context) (map[string]int, error) {
	r, err := x.inner.Reader()
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", x.path, err)
	}
	defer r.Close()
	all, err := r.DocIDReaderAll()
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", x.path, err)
	}
	defer all.Close()
	m := map[string]int{}
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		internal, err := all.Next()
		if err != nil {
			return nil, fmt.Errorf("index %s: %w", x.path, err)
		}
		if internal == nil {
			return m, nil
		}
		id, err := r.ExternalID(internal)
		if err != nil {
			return nil, fmt.Errorf("index %s: %w", x.path, err)
		}
		id, _, _ = strings.Cut(id, "/")
		m[id]++
	}
}

func (x *bleveIndex) Current() bool { return x.known }

func (x *bleveIndex) Close() error { return x.b.Close() }

// Publish copies the index's tables by hard links: they are never changed once written, so a copy costs a
// few system calls and no space.
func (x *bleveIndex) Publish(dir string) error {
	c, ok := x.b.(bleve.IndexCopyable)
	if !ok {
		return fmt.Errorf("index %s: cannot be copied", x.path)
	}
	if err := c.CopyTo(&links{from: x.path, to: dir}); err != nil {
		return fmt.Errorf("index %s: publish: %w", x.path, err)
	}
	return nil
}

// links is the folder that bleve copies an index to.
type links struct{ from, to string }

func (l *links) GetWriter(name string) (io.WriteCloser, error) {
	to := filepath.Join(l.to, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return nil, err
	}
	if filepath.Ext(name) == ".zap" {
		if err := os.Link(filepath.Join(l.from, name), to); err == nil {
			return discard{}, nil
		}
	}
	return os.Create(to)
}

// discard takes what a link made needless, without reading it.
type discard struct{}

func (discard) Write(p []byte) (int, error)           { return len(p), nil }
func (discard) ReadFrom(io.Reader) (n int64, _ error) { return 0, nil }
func (discard) Close() error                          { return nil }

// How fields are kept. Text has no positions: they would triple the index, and a phrase in it is checked
// against the stored text instead.
const (
	frequencies = bindex.IndexField
	positions   = bindex.IndexField | bindex.IncludeTermVectors
	column      = bindex.IndexField | bindex.SkipFreqNorm | bindex.DocValues
	exactly     = bindex.IndexField | bindex.SkipFreqNorm
	kept        = bindex.StoreField
)

func (e *entry) document() *document.Document {
	d := document.NewDocument(e.id)
	add := func(name string, options bindex.FieldIndexingOptions, a analysis.Analyzer, values []string) {
		for i, v := range values {
			var at []uint64
			if len(values) > 1 {
				at = []uint64{uint64(i)}
			}
			d.AddField(document.NewTextFieldCustom(name, at, []byte(v), options, a))
		}
	}
	for _, name := range keys(e.text) {
		if name == fText || name == fContext {
			for i, v := range e.text[name] {
				d.AddField(newBag(name, []uint64{uint64(i)}, v))
			}
			continue
		}
		add(name, positions, gse{}, e.text[name])
	}
	for _, name := range keys(e.exact) {
		options := exactly
		if name == fPlan || strings.HasPrefix(name, "f_") {
			options = column
		}
		add(name, options, whole{}, e.exact[name])
	}
	for _, name := range keys(e.numbers) {
		options := bindex.IndexField
		if name == fDate || name == fValue {
			options |= bindex.DocValues
		}
		for i, v := range e.numbers[name] {
			d.AddField(document.NewNumericFieldWithIndexingOptions(name, []uint64{uint64(i)}, v, options))
		}
	}
	d.AddField(document.NewTextFieldCustom(fStored, nil, e.stored.bytes(), kept, nil))
	d.AddField(document.NewTextFieldCustom(fWords, nil, []byte(e.stored.Text), kept, nil))
	return d
}

// keys gives a map's keys in order: the same plan makes the same index.
func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// load reads what a document keeps. It asks the document's table, since the index itself would look for the document's id in
// all of them.
func load(r bindex.IndexReader, internal bindex.IndexInternalID) (*stored, error) {
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("a reader of another kind: %T", r)
	}
	s := &stored{}
	at := binary.BigEndian.Uint64(internal)
	for _, table := range snapshot.Segments() {
		if n := uint64(table.FullSize()); at >= n {
			at -= n
			continue
		}
		var bad error
		err := table.VisitDocument(at, func(field string, _ byte, value []byte, _ []uint64) bool {
			switch field {
			case fStored:
				bad = json.Unmarshal(value, s)
			case fWords:
				s.Text = string(value)
			}
			return bad == nil
		})
		return s, errors.Join(err, bad)
	}
	return nil, errors.New("a document that was found is not there: rebuild the index")
}
