package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"taizhang/internal/index"
	"taizhang/pipeline/plan"
)

// Writer is a library that this process alone writes to.
type Writer struct {
	*Library
	lock      *os.File
	published bool // nothing has changed since the last publication
}

// Done is what became of one source: a plan, or Source.Error.
type Done struct {
	Source Source
	Plan   *plan.Plan // nil when the source could not be read, or when its plan is in the library already
}

// Create opens a library for writing and makes it if it is not there. A library whose last writer was
// interrupted is put in order first; say hears one line about each thing that this takes.
func Create(ctx context.Context, dir string, fs FS, say func(string)) (*Writer, error) {
	for _, d := range []string{dir, filepath.Join(dir, plansDir), filepath.Join(dir, indexDir)} {
		if err := fs.MkdirAll(d); err != nil {
			return nil, fmt.Errorf("library %s: %w: choose a folder that can be written to", dir, err)
		}
	}
	f, err := lock(dir)
	if err != nil {
		return nil, err
	}
	w := &Writer{Library: &Library{dir: dir, fs: fs}, lock: f}
	if err := w.open(ctx, say); err != nil {
		return nil, errors.Join(err, w.abandon())
	}
	return w, nil
}

// open opens the ledger and the index and sets right what an interrupted writer left.
func (w *Writer) open(ctx context.Context, say func(string)) error {
	var err error
	if w.ledger, err = openLedger(w.dir, true); err != nil {
		return err
	}
	interrupted, err := w.ledger.meta(ctx, "writing")
	if err != nil {
		return fmt.Errorf("library %s: ledger: %w", w.dir, err)
	}
	if err := w.ledger.setMeta(ctx, "writing", "1"); err != nil {
		return fmt.Errorf("library %s: ledger: %w", w.dir, err)
	}
	live := filepath.Join(w.dir, indexDir, liveIndex)
	if w.index, err = index.Open(live); err != nil || !w.index.Current() {
		c, cerr := w.ledger.counts(ctx)
		if cerr != nil {
			return fmt.Errorf("library %s: ledger: %w", w.dir, cerr)
		}
		if c.Plans > 0 {
			say("the index is missing or was made by another version: building it anew from the plans")
		}
		if w.index != nil {
			w.index.Close()
		}
		if err := w.rebuild(ctx); err != nil {
			return err
		}
	}
	if interrupted == "1" {
		return w.recover(ctx, say)
	}
	return nil
}

func (w *Writer) abandon() error {
	var errs []error
	if w.index != nil {
		errs = append(errs, w.index.Close())
	}
	if w.ledger != nil {
		errs = append(errs, w.ledger.close())
	}
	return errors.Join(append(errs, w.lock.Close())...)
}

// Close publishes and frees the library for the next writer.
func (w *Writer) Close() error {
	err := w.Publish()
	if err == nil {
		err = w.ledger.setMeta(context.Background(), "writing", "0")
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	err = errors.Join(err, w.abandon())
	w.index = nil
	return err
}

// Known is what the ledger says of a source; ok is false when it was never seen.
func (w *Writer) Known(ctx context.Context, path string) (s Source, ok bool, err error) {
	return w.ledger.source(ctx, path)
}

// Has tells whether the library has the plan of a document with this sha256, made by the given tool and lexicon.
func (w *Writer) Has(ctx context.Context, sha, tool, lexicon string) (bool, error) {
	e, ok, err := w.ledger.entry(ctx, sha[:16])
	return ok && e.SHA256 == sha && e.Tool == tool && e.Lexicon == lexicon, err
}

// Commit takes in a group of sources. When it returns nil, all of them are on disk, whatever happens next.
// After an error none of them is in the ledger.
func (w *Writer) Commit(ctx context.Context, group []Done) error {
	if err := w.room(); err != nil {
		return err
	}
	var entries []Entry
	var plans []*plan.Plan
	seen := map[string]bool{}
	folders := map[string]bool{}
	for _, d := range group {
		if d.Plan == nil || seen[d.Plan.ID] {
			continue
		}
		seen[d.Plan.ID] = true
		e, data, err := entryOf(d.Plan)
		if err != nil {
			return err
		}
		old, ok, err := w.ledger.entry(ctx, e.ID)
		if err != nil {
			return fmt.Errorf("library %s: ledger: %w", w.dir, err)
		}
		if ok && old.SHA256 != e.SHA256 {
			return fmt.Errorf("library %s: %s and another document have the same id %s: keep them in two libraries", w.dir, d.Source.Path, e.ID)
		}
		if ok && old.File == e.File {
			continue
		}
		name := filepath.Join(w.dir, planFile(e.ID))
		folder := filepath.Dir(name)
		if !folders[folder] {
			folders[folder] = true
			if err := w.fs.MkdirAll(folder); err != nil {
				return fmt.Errorf("library: %w", err)
			}
		}
		if err := WriteFile(w.fs, name, data); err != nil {
			return fmt.Errorf("library: %w", err)
		}
		entries = append(entries, e)
		plans = append(plans, d.Plan)
	}
	if len(folders) > 0 {
		folders[filepath.Join(w.dir, plansDir)] = true
	}
	for _, f := range sorted(folders) {
		if err := w.fs.SyncDir(f); err != nil {
			return fmt.Errorf("library: %w", err)
		}
	}
	if len(plans) > 0 {
		w.published = false
		if err := w.index.Put(ctx, plans); err != nil {
			return err
		}
	}
	return w.record(ctx, entries, group)
}

// spare is what a group may write besides the merges that it sets off.
const spare = 48 << 20

// ErrFull says that the disk has too little room to go on.
var ErrFull = errors.New("the disk is nearly full")

// room reports that the disk is nearly full, while that can still be said in peace: bleve (2.6.3) closes a table whose
// merge finds no room while others still read it, and the process goes down. A merge writes at most the whole index anew.
func (w *Writer) room() error {
	free, err := w.fs.Free(w.dir)
	if err != nil {
		return fmt.Errorf("library: %w", err)
	}
	if free < spare { // do not walk a folder for nothing
		return fmt.Errorf("library %s: %w: %d MiB are left: make room and run it again", w.dir, ErrFull, free>>20)
	}
	var held int64
	err = filepath.WalkDir(filepath.Join(w.dir, indexDir, liveIndex), func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // a table that was merged away meanwhile
		}
		if info, err := d.Info(); err == nil {
			held += info.Size()
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("library: %w", err)
	}
	if need := spare + held; free < need {
		return fmt.Errorf("library %s: %w: %d MiB are left, and an index of this size wants %d: make room and run it again", w.dir, ErrFull, free>>20, need>>20)
	}
	return nil
}

// record writes the ledger, and takes out the plans whose last source this group has changed.
func (w *Writer) record(ctx context.Context, entries []Entry, group []Done) error {
	var orphans []string
	err := w.ledger.write(ctx, func(tx writing) error {
		for _, e := range entries {
			if err := tx.putEntry(e); err != nil {
				return err
			}
		}
		var left []string
		for _, d := range group {
			var was string
			row := tx.tx.QueryRowContext(ctx, "SELECT coalesce(plan, '') FROM sources WHERE path = ?", d.Source.Path)
			if row.Scan(&was) == nil && was != "" && was != d.Source.Plan {
				left = append(left, was)
			}
			if err := tx.putSource(d.Source); err != nil {
				return err
			}
		}
		var err error
		if orphans, err = tx.orphans(left); err != nil {
			return err
		}
		return tx.dropEntries(orphans)
	})
	if err != nil {
		return fmt.Errorf("library %s: ledger: %w", w.dir, err)
	}
	return w.drop(ctx, orphans)
}

// drop takes plans that the ledger no longer has out of the index and the folder.
func (w *Writer) drop(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	w.published = false
	if err := w.index.Delete(ctx, ids); err != nil {
		return err
	}
	for _, id := range ids {
		if err := w.fs.Remove(filepath.Join(w.dir, planFile(id))); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("library: %w", err)
		}
	}
	return nil
}

// Lost marks the sources under which exist says that there is no file any more, and returns their paths. With
// prune, they and the plans that only they had are taken out.
func (w *Writer) Lost(ctx context.Context, exist func(path string) bool, prune bool) ([]string, error) {
	var gone []Source
	if err := w.ledger.sources(ctx, func(s Source) bool {
		if !exist(s.Path) {
			gone = append(gone, s)
		}
		return ctx.Err() == nil
	}); err != nil {
		return nil, fmt.Errorf("library %s: ledger: %w", w.dir, err)
	}
	var paths, orphans []string
	err := w.ledger.write(ctx, func(tx writing) error {
		var left []string
		for _, s := range gone {
			paths = append(paths, s.Path)
			if !prune {
				if err := tx.exec("UPDATE sources SET gone = 1 WHERE path = ?", s.Path); err != nil {
					return err
				}
				continue
			}
			if err := tx.exec("DELETE FROM sources WHERE path = ?", s.Path); err != nil {
				return err
			}
			if s.Plan != "" {
				left = append(left, s.Plan)
			}
		}
		var err error
		if orphans, err = tx.orphans(left); err != nil {
			return err
		}
		return tx.dropEntries(orphans)
	})
	if err != nil {
		return nil, fmt.Errorf("library %s: ledger: %w", w.dir, err)
	}
	return paths, w.drop(ctx, orphans)
}

// WriteReport puts a file beside the plans, whole or not at all.
func (w *Writer) WriteReport(name string, data []byte) error {
	if err := WriteFile(w.fs, filepath.Join(w.dir, name), data); err != nil {
		return fmt.Errorf("library: %w", err)
	}
	return w.fs.SyncDir(w.dir)
}

// Publish lets readers see what has been committed so far.
func (w *Writer) Publish() error {
	root := filepath.Join(w.dir, indexDir)
	was, err := w.fs.Readlink(filepath.Join(root, current))
	if err == nil && w.published {
		return nil
	}
	n, _ := strconv.Atoi(strings.TrimPrefix(was, "g"))
	name := fmt.Sprintf("g%06d", n+1)
	fail := func(err error) error { return fmt.Errorf("library %s: publish: %w", w.dir, err) }
	if err := w.fs.RemoveAll(filepath.Join(root, name)); err != nil { // half made by an interrupted writer
		return fail(err)
	}
	if err := w.index.Publish(filepath.Join(root, name)); err != nil {
		return fail(err)
	}
	tmp := filepath.Join(root, current+temporary)
	_ = w.fs.Remove(tmp) // left by an interrupted writer, if at all
	if err := w.fs.Symlink(name, tmp); err != nil {
		return fail(err)
	}
	if err := w.fs.Rename(tmp, filepath.Join(root, current)); err != nil {
		return fail(err)
	}
	w.published = true
	// The last one stays, for readers that are just opening it.
	list, err := w.fs.ReadDir(root)
	if err != nil {
		return fail(err)
	}
	for _, e := range list {
		if g := e.Name(); strings.HasPrefix(g, "g") && g != name && g != was {
			if err := w.fs.RemoveAll(filepath.Join(root, g)); err != nil {
				return fail(err)
			}
		}
	}
	return nil
}

// entryOf makes the ledger's entry of a plan and the bytes of its file, which hold nothing of where the
// document lies.
func entryOf(p *plan.Plan) (Entry, []byte, error) {
	own := *p
	own.Source.Path = ""
	data, err := json.Marshal(&own)
	if err != nil {
		return Entry{}, nil, fmt.Errorf("library: plan %s: %w", p.ID, err)
	}
	if !isID(p.ID) {
		return Entry{}, nil, fmt.Errorf("library: plan of %s has no id: 16 hex digits are expected, not %q", p.Source.Path, p.ID)
	}
	data = append(data, '\n')
	sum := sha256.Sum256(data)
	e := Entry{ID: p.ID, SHA256: p.Source.SHA256, Tool: p.ProducedBy.Tool, Lexicon: p.ProducedBy.Lexicon, File: hex.EncodeToString(sum[:]),
		Tasks: len(p.Tasks), Units: len(p.Units), Targets: len(p.Targets), Notes: map[string]int{}, sketch: sketchText(p.Text)}
	if p.Title != nil {
		e.Title = *p.Title
	}
	for _, n := range p.Notes {
		e.Notes[n.Code]++
	}
	return e, data, nil
}

func sorted(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
