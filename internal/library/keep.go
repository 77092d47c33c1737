package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"regexp"

	"taizhang/pipeline/plan"
)

// uploadsDir is the folder in a library of the files that came without a folder of their own.
const uploadsDir = "uploads"

// Keep takes one document into the library in dir, which exists, with the guarantees of a batch, and publishes it. The
// document's bytes are kept beside, as the source that the ledger names, so that a later batch can read them anew; the file is
// named by their sha256, and of the name that came with them only a plain ending is used. Another writer is an *ErrLocked.
func Keep(ctx context.Context, dir, name string, data []byte, p *plan.Plan) error {
	w, err := Create(ctx, dir, Disk{}, func(string) {})
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	file := filepath.Join(dir, uploadsDir, hex.EncodeToString(sum[:16])+ending(name))
	src := Source{SHA256: hex.EncodeToString(sum[:]), Plan: p.ID, Bytes: int64(len(data)), Tool: p.ProducedBy.Tool, Lexicon: p.ProducedBy.Lexicon}
	err = w.keep(ctx, file, data, &src)
	if err == nil {
		err = w.Commit(ctx, []Done{{Source: src, Plan: p}})
	}
	if cerr := w.Close(); err == nil {
		err = cerr
	}
	return err
}

func (w *Writer) keep(ctx context.Context, file string, data []byte, src *Source) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path, err := filepath.Abs(file)
	if err == nil {
		err = w.fs.MkdirAll(filepath.Dir(file))
	}
	if err == nil {
		err = WriteFile(w.fs, file, data)
	}
	if err == nil {
		err = w.fs.SyncDir(filepath.Dir(file))
	}
	if err != nil {
		return fmt.Errorf("library %s: upload: %w", w.dir, err)
	}
	src.Path = path
	return nil
}

var plainEnding = regexp.MustCompile(`\.[A-Za-z0-9]{1,8}$`)

// ending is a file name's ending if it is letters and digits.
func ending(name string) string { return plainEnding.FindString(name) }
