package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	_ "modernc.org/sqlite" // the ledger's database
)

// The ledger is a SQLite database: what has been seen, and what became of it. SQLite rather than bbolt,
// since its write-ahead log lets other processes read while one writes; a bbolt file that is being written
// cannot even be opened.

// schema is the ledger's layout. user_version tells which one a file has.
const schema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE plans (
	id TEXT PRIMARY KEY, sha256 TEXT NOT NULL,         -- of the source's bytes
	tool TEXT NOT NULL, lexicon TEXT NOT NULL,
	file TEXT NOT NULL,                                -- sha256 of the plan's file
	title TEXT NOT NULL, tasks INTEGER NOT NULL, units INTEGER NOT NULL, targets INTEGER NOT NULL,
	notes TEXT NOT NULL,                               -- JSON: number of notes by code
	sketch BLOB NOT NULL                               -- for near-duplicates
) WITHOUT ROWID;
CREATE TABLE sources (
	path TEXT PRIMARY KEY,
	plan TEXT,                                         -- NULL for what could not be read, and for an archive, whose
	                                                   -- documents have rows of their own (archive.zip!/member)
	sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, modified INTEGER NOT NULL, -- Unix time in ns
	tool TEXT NOT NULL, lexicon TEXT NOT NULL,
	error TEXT NOT NULL, gone INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sources_by_plan ON sources (plan);
CREATE TABLE bands (band INTEGER NOT NULL, plan TEXT NOT NULL, PRIMARY KEY (band, plan)) WITHOUT ROWID;
CREATE INDEX bands_by_plan ON bands (plan);
PRAGMA user_version = 1;
`

const schemaVersion = 1

// Source is one place where a document was seen.
type Source struct {
	Path          string
	Plan          string // id; "" when it could not be read, and for an archive
	SHA256        string
	Bytes         int64
	Modified      int64 // Unix time in nanoseconds
	Tool, Lexicon string
	Error         string // why it could not be read
	Gone          bool   // the file is no longer there
}

// Entry is what the ledger says of a plan.
type Entry struct {
	ID, SHA256            string
	Tool, Lexicon         string
	File                  string // sha256 of the plan's file, hex
	Title                 string
	Tasks, Units, Targets int
	Notes                 map[string]int // by code
	sketch                sketch
}

type ledger struct {
	db    *sql.DB
	ready sync.Map // *sql.Stmt by its text: of those that each page of a server asks, half the cost is in their being understood
}

// query asks with a statement that is kept ready. Its text must be one of a few.
func (l *ledger) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	kept, ok := l.ready.Load(text)
	if !ok {
		stmt, err := l.db.PrepareContext(ctx, text)
		if err != nil {
			return nil, err
		}
		if kept, ok = l.ready.LoadOrStore(text, stmt); ok {
			stmt.Close() // another was quicker
		}
	}
	return kept.(*sql.Stmt).QueryContext(ctx, args...)
}

// openLedger opens the ledger of a library. A reader of a folder that cannot be written to sees the
// ledger as it is, which is right as long as nobody can write there.
func openLedger(dir string, write bool) (*ledger, error) {
	name := filepath.Join(dir, ledgerFile)
	if _, err := os.Stat(name); err != nil && !write {
		return nil, fmt.Errorf("library %s: %w: make one with “taizhang batch --library %s SRC…”", dir, errNoLibrary, dir)
	}
	params := "_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)"
	if write {
		params += "&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_txlock=immediate"
	} else {
		params += "&mode=ro"
	}
	l, err := tryLedger(name, params)
	if err != nil && !write {
		l, err = tryLedger(name, "immutable=1&mode=ro")
	}
	if err != nil {
		return nil, fmt.Errorf("library %s: ledger: %w", dir, err)
	}
	if write {
		// One connection: whoever writes is alone, and the write-ahead log stays short.
		l.db.SetMaxOpenConns(1)
	} else {
		l.db.SetMaxOpenConns(4)
		l.db.SetMaxIdleConns(4)
	}
	if err := l.prepare(write); err != nil {
		l.close()
		return nil, fmt.Errorf("library %s: ledger: %w", dir, err)
	}
	return l, nil
}

var errNoLibrary = errors.New("there is no library here")

func tryLedger(name, params string) (*ledger, error) {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: name}).EscapedPath(), RawQuery: params}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		db.Close()
		return nil, err
	}
	var n int
	if err := db.QueryRow("PRAGMA user_version").Scan(&n); err != nil {
		db.Close()
		return nil, err
	}
	return &ledger{db: db}, nil
}

func (l *ledger) prepare(write bool) error {
	var v int
	if err := l.db.QueryRow("PRAGMA user_version").Scan(&v); err != nil {
		return err
	}
	switch {
	case v == 0 && write:
		tx, err := l.db.Begin()
		if err != nil {
			return err
		}
		if _, err := tx.Exec(schema); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	case v == 0:
		return errNoLibrary
	case v != schemaVersion:
		return fmt.Errorf("it has layout %d, this program knows %d: use the program that made it, or make a new library", v, schemaVersion)
	}
	return nil
}

func (l *ledger) close() error { return l.db.Close() }

const sourceColumns = "path, coalesce(plan, ''), sha256, bytes, modified, tool, lexicon, error, gone"

type scanner interface{ Scan(...any) error }

func scanSource(r scanner) (s Source, err error) {
	err = r.Scan(&s.Path, &s.Plan, &s.SHA256, &s.Bytes, &s.Modified, &s.Tool, &s.Lexicon, &s.Error, &s.Gone)
	return s, err
}

// source is the row of a path; ok is false when there is none.
func (l *ledger) source(ctx context.Context, path string) (s Source, ok bool, err error) {
	s, err = scanSource(l.db.QueryRowContext(ctx, "SELECT "+sourceColumns+" FROM sources WHERE path = ?", path))
	if errors.Is(err, sql.ErrNoRows) {
		return Source{}, false, nil
	}
	return s, err == nil, err
}

// sources calls yield for every source, by path, until it says no. No query is open while yield runs.
func (l *ledger) sources(ctx context.Context, yield func(Source) bool) error {
	for after := ""; ; {
		page, err := l.sourcePage(ctx, after)
		if err != nil {
			return err
		}
		for _, s := range page {
			if !yield(s) {
				return nil
			}
		}
		if len(page) < pageSize {
			return nil
		}
		after = page[len(page)-1].Path
	}
}

// pageSize is how many rows are read at once.
const pageSize = 500

func (l *ledger) sourcePage(ctx context.Context, after string) ([]Source, error) {
	rows, err := l.db.QueryContext(ctx, "SELECT "+sourceColumns+" FROM sources WHERE path > ? ORDER BY path LIMIT ?", after, pageSize)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Source
	for rows.Next() {
		s, err := scanSource(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// firstPaths is the first of the paths of each plan that has one.
func (l *ledger) firstPaths(ctx context.Context, ids []string) (map[string]string, error) {
	first := map[string]string{}
	for group := range slices.Chunk(ids, pageSize) {
		var args []any
		for _, id := range group {
			args = append(args, id)
		}
		rows, err := l.db.QueryContext(ctx, "SELECT plan, path FROM sources WHERE plan IN (?"+strings.Repeat(",?", len(args)-1)+
			") ORDER BY gone, path", args...)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var id, path string
			if err := rows.Scan(&id, &path); err != nil {
				return nil, err
			}
			if _, ok := first[id]; !ok {
				first[id] = path
			}
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
		rows.Close()
	}
	return first, nil
}

// paths are where a plan's document lies: those that are there first, then by name.
func (l *ledger) paths(ctx context.Context, id string) ([]string, error) {
	rows, err := l.query(ctx, "SELECT path FROM sources WHERE plan = ? ORDER BY gone, path", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var p string
		if err := rows.Scan(&p); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

const entryColumns = "id, sha256, tool, lexicon, file, title, tasks, units, targets, notes, sketch"

func scanEntry(r scanner) (e Entry, err error) {
	var notes string
	var sk []byte
	if err := r.Scan(&e.ID, &e.SHA256, &e.Tool, &e.Lexicon, &e.File, &e.Title, &e.Tasks, &e.Units, &e.Targets, &notes, &sk); err != nil {
		return e, err
	}
	e.sketch = sketchOf(sk)
	return e, json.Unmarshal([]byte(notes), &e.Notes)
}

func (l *ledger) entry(ctx context.Context, id string) (e Entry, ok bool, err error) {
	rows, err := l.query(ctx, "SELECT "+entryColumns+" FROM plans WHERE id = ?", id)
	if err != nil {
		return Entry{}, false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return Entry{}, false, rows.Err()
	}
	e, err = scanEntry(rows)
	return e, err == nil, err
}

// page gives the entries whose ids follow after, in order of id.
func (l *ledger) page(ctx context.Context, after string) ([]Entry, error) {
	rows, err := l.db.QueryContext(ctx, "SELECT "+entryColumns+" FROM plans WHERE id > ? ORDER BY id LIMIT ?", after, pageSize)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, rows.Err()
}

// writing is one transaction.
type writing struct {
	ctx context.Context
	tx  *sql.Tx
}

// write runs f in a transaction that is on disk when write returns nil, and otherwise leaves no trace.
func (l *ledger) write(ctx context.Context, f func(w writing) error) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(writing{ctx, tx}); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	return tx.Commit()
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

func (w writing) exec(query string, args ...any) error {
	_, err := w.tx.ExecContext(w.ctx, query, args...)
	return err
}

func (w writing) putSource(s Source) error {
	var plan any
	if s.Plan != "" {
		plan = s.Plan
	}
	return w.exec("INSERT OR REPLACE INTO sources (path, plan, sha256, bytes, modified, tool, lexicon, error, gone) VALUES (?,?,?,?,?,?,?,?,?)",
		s.Path, plan, s.SHA256, s.Bytes, s.Modified, s.Tool, s.Lexicon, s.Error, s.Gone)
}

func (w writing) putEntry(e Entry) error {
	notes, err := json.Marshal(e.Notes)
	if err != nil {
		return err
	}
	if err := w.exec("INSERT OR REPLACE INTO plans ("+entryColumns+") VALUES (?,?,?,?,?,?,?,?,?,?,?)",
		e.ID, e.SHA256, e.Tool, e.Lexicon, e.File, e.Title, e.Tasks, e.Units, e.Targets, string(notes), e.sketch.bytes()); err != nil {
		return err
	}
	if err := w.exec("DELETE FROM bands WHERE plan = ?", e.ID); err != nil {
		return err
	}
	bands := e.sketch.bands()
	if len(bands) == 0 {
		return nil
	}
	var args []any
	for _, b := range bands {
		args = append(args, b, e.ID)
	}
	return w.exec("INSERT OR IGNORE INTO bands (band, plan) VALUES "+strings.TrimSuffix(strings.Repeat("(?,?),", len(bands)), ","), args...)
}

// orphans are those of the plans that no source names.
func (w writing) orphans(ids []string) ([]string, error) {
	var out []string
	for _, id := range ids {
		var n int
		if err := w.tx.QueryRowContext(w.ctx, "SELECT count(*) FROM sources WHERE plan = ?", id).Scan(&n); err != nil {
			return nil, err
		}
		if n == 0 {
			out = append(out, id)
		}
	}
	return out, nil
}

func (w writing) dropEntries(ids []string) error {
	for _, id := range ids {
		if err := errors.Join(w.exec("DELETE FROM plans WHERE id = ?", id), w.exec("DELETE FROM bands WHERE plan = ?", id)); err != nil {
			return err
		}
	}
	return nil
}

func (l *ledger) meta(ctx context.Context, key string) (string, error) {
	var v string
	err := l.db.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, err
}

func (l *ledger) setMeta(ctx context.Context, key, value string) error {
	_, err := l.db.ExecContext(ctx, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value)
	return err
}

// Counts are how much a library holds.
type Counts struct {
	Plans   int `json:"plans"`
	Sources int `json:"sources"`
	Failed  int `json:"failed"` // sources that could not be read
	Gone    int `json:"gone"`   // sources that are no longer there
	Tasks   int `json:"tasks"`
	Units   int `json:"units"`
	Targets int `json:"targets"`
}

func (l *ledger) counts(ctx context.Context) (c Counts, err error) {
	err = l.db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM plans), (SELECT count(*) FROM sources WHERE plan IS NOT NULL OR error <> ''),
		(SELECT count(*) FROM sources WHERE error <> ''), (SELECT count(*) FROM sources WHERE gone),
		(SELECT coalesce(sum(tasks), 0) FROM plans), (SELECT coalesce(sum(units), 0) FROM plans), (SELECT coalesce(sum(targets), 0) FROM plans)`).
		Scan(&c.Plans, &c.Sources, &c.Failed, &c.Gone, &c.Tasks, &c.Units, &c.Targets)
	return c, err
}
