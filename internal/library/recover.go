package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"taizhang/internal/index"
	"taizhang/pipeline/plan"
)

// rebuildGroup is how many plans are put into the index at once when it is built anew.
const rebuildGroup = 64

// rebuild makes the index anew from the plans that the ledger has.
func (w *Writer) rebuild(ctx context.Context) error {
	live := filepath.Join(w.dir, indexDir, liveIndex)
	if err := w.fs.RemoveAll(live); err != nil {
		return fmt.Errorf("library: %w", err)
	}
	x, err := index.Create(live)
	if err != nil {
		return err
	}
	w.index, w.published = x, false
	var group []*plan.Plan
	for e, err := range w.Entries(ctx) {
		if err != nil {
			return fmt.Errorf("library %s: ledger: %w", w.dir, err)
		}
		p, err := w.file(e.ID)
		if err != nil {
			continue // recover and Check find it
		}
		if group = append(group, p); len(group) == rebuildGroup {
			if err := x.Put(ctx, group); err != nil {
				return err
			}
			group = group[:0]
		}
	}
	if len(group) == 0 {
		return nil
	}
	return x.Put(ctx, group)
}

// recover sets a library right whose writer was interrupted: what the ledger does not have goes, what it
// has and is missing elsewhere is made good.
func (w *Writer) recover(ctx context.Context, say func(string)) error {
	w.published = false
	st, err := w.survey(ctx)
	if err != nil {
		return err
	}
	for _, f := range st.rubbish {
		if err := w.fs.Remove(f); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("library: %w", err)
		}
	}
	if err := w.drop(ctx, st.unknown); err != nil {
		return err
	}
	if n := len(st.unknown); n > 0 {
		say(fmt.Sprintf("the last batch was interrupted: %d documents that it had not finished are done again", n))
	}
	if err := w.forget(ctx, st.missing); err != nil {
		return err
	}
	return w.reindex(ctx, st.unindexed)
}

// state is where folder, index and ledger differ.
type state struct {
	rubbish   []string // files that are no plans: half-written ones
	unknown   []string // ids in the folder or the index that the ledger does not have
	missing   []string // ids in the ledger without a file
	unindexed []string // ids whose documents in the index are not as many as the plan has
	plans     int
}

func (w *Writer) survey(ctx context.Context) (state, error) {
	var st state
	files := map[string]bool{}
	root := filepath.Join(w.dir, plansDir)
	folders, err := w.fs.ReadDir(root)
	if err != nil {
		return st, fmt.Errorf("library: %w", err)
	}
	for _, d := range folders {
		list, err := w.fs.ReadDir(filepath.Join(root, d.Name()))
		if err != nil {
			return st, fmt.Errorf("library: %w", err)
		}
		for _, f := range list {
			name := filepath.Join(root, d.Name(), f.Name())
			if id, ok := strings.CutSuffix(f.Name(), ".json"); ok && isID(id) && filepath.Join(w.dir, planFile(id)) == name {
				files[id] = true
			} else {
				st.rubbish = append(st.rubbish, name)
			}
		}
	}
	indexed, err := w.index.Plans(ctx)
	if err != nil {
		return st, err
	}
	for e, err := range w.Entries(ctx) {
		if err != nil {
			return st, fmt.Errorf("library %s: ledger: %w", w.dir, err)
		}
		st.plans++
		switch {
		case !files[e.ID]:
			st.missing = append(st.missing, e.ID)
		case indexed[e.ID] != e.Tasks+1:
			st.unindexed = append(st.unindexed, e.ID)
		}
		delete(files, e.ID)
		delete(indexed, e.ID)
	}
	for id := range indexed {
		files[id] = true
	}
	for _, id := range st.missing {
		delete(files, id)
	}
	st.unknown = sorted(files)
	return st, nil
}

// forget takes out plans whose file is lost, with what the ledger says of their sources, so that the next
// batch does them again.
func (w *Writer) forget(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	if err := w.ledger.write(ctx, func(tx writing) error {
		for _, id := range ids {
			if err := tx.exec("DELETE FROM sources WHERE plan = ?", id); err != nil {
				return err
			}
		}
		return tx.dropEntries(ids)
	}); err != nil {
		return fmt.Errorf("library %s: ledger: %w", w.dir, err)
	}
	return w.drop(ctx, ids)
}

func (w *Writer) reindex(ctx context.Context, ids []string) error {
	for _, id := range ids {
		p, err := w.file(id)
		if err != nil {
			return err
		}
		if err := w.index.Put(ctx, []*plan.Plan{p}); err != nil {
			return err
		}
		w.published = false
	}
	return nil
}

// Problem is something that Check found.
type Problem struct {
	Code   string `json:"code"` // half-written | unknown | missing | damaged | unindexed
	Plan   string `json:"plan,omitempty"`
	File   string `json:"file,omitempty"`
	Detail string `json:"detail"`
}

// Check compares everything: each file with its hash and with its name, the folder with the ledger, the
// index with both. With repair, what can be set right is; what was lost is forgotten, so that the next batch
// does it again, and the index is built anew from the plans.
func (w *Writer) Check(ctx context.Context, repair bool) ([]Problem, error) {
	st, err := w.survey(ctx)
	if err != nil {
		return nil, err
	}
	var out []Problem
	for _, f := range st.rubbish {
		out = append(out, Problem{"half-written", "", f, "no plan has this name"})
	}
	for _, id := range st.unknown {
		out = append(out, Problem{"unknown", id, "", "in the folder or the index, but not in the ledger"})
	}
	for _, id := range st.missing {
		out = append(out, Problem{"missing", id, filepath.Join(w.dir, planFile(id)), "in the ledger, but its file is not there"})
	}
	for _, id := range st.unindexed {
		out = append(out, Problem{"unindexed", id, "", "the index does not have all its tasks"})
	}
	var damaged []string
	for e, err := range w.Entries(ctx) {
		if err != nil {
			return nil, fmt.Errorf("library %s: ledger: %w", w.dir, err)
		}
		name := filepath.Join(w.dir, planFile(e.ID))
		b, err := readFile(w.fs, name)
		if errors.Is(err, os.ErrNotExist) {
			continue // among the missing
		}
		if err == nil {
			err = verify(e, b)
		}
		if err != nil {
			damaged = append(damaged, e.ID)
			out = append(out, Problem{"damaged", e.ID, name, err.Error()})
		}
	}
	if !repair || len(out) == 0 {
		return out, nil
	}
	for _, f := range st.rubbish {
		if err := w.fs.Remove(f); err != nil && !errors.Is(err, os.ErrNotExist) {
			return out, fmt.Errorf("library: %w", err)
		}
	}
	if err := w.drop(ctx, st.unknown); err != nil {
		return out, err
	}
	if err := w.forget(ctx, append(st.missing, damaged...)); err != nil {
		return out, err
	}
	if err := w.index.Close(); err != nil {
		return out, err
	}
	return out, w.rebuild(ctx)
}

func verify(e Entry, b []byte) error {
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != e.File {
		return errors.New("its bytes are not those that were written")
	}
	var p plan.Plan
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	if p.ID != e.ID || p.Source.SHA256 != e.SHA256 {
		return errors.New("it is the plan of another document")
	}
	return nil
}

// Reindex builds the index anew from the plans and publishes it.
func (w *Writer) Reindex(ctx context.Context) error {
	if err := w.index.Close(); err != nil {
		return err
	}
	if err := w.rebuild(ctx); err != nil {
		return err
	}
	return w.Publish()
}
