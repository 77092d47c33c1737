package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// item is one file to take in.
type item struct {
	path     string
	size     int64
	modified int64 // Unix time in nanoseconds
}

// list sends every file that the sources name, each once.
func (r *run) list(ctx context.Context, out chan<- item) {
	l := &lister{r: r, ctx: ctx, out: out, seen: map[string]bool{}}
	if abs, err := filepath.Abs(r.o.Library); err == nil {
		l.skip, _ = os.Stat(abs)
	}
	if r.o.Watch {
		w, err := newWatch()
		if err != nil {
			l.problem("", fmt.Errorf("watch: %w", err))
			return
		}
		defer w.Close()
		l.watch = w
	}
	for _, s := range r.o.Sources {
		l.source(s)
	}
	r.tell(Event{Kind: "listed"})
	if l.watch != nil {
		l.follow()
	}
}

type lister struct {
	r     *run
	ctx   context.Context
	out   chan<- item
	skip  os.FileInfo     // the library itself
	seen  map[string]bool // sources given more than once; only what was named, not what folders hold
	chain []os.FileInfo   // folders being walked, to see a loop
	watch *watch
}

func (l *lister) problem(path string, err error) {
	l.r.tell(Event{Kind: "failed", Path: path, Error: reason(err)})
}

func (l *lister) source(s string) {
	if s == "-" {
		l.lines()
		return
	}
	abs, err := filepath.Abs(s)
	if err != nil {
		l.problem(s, err)
		return
	}
	if _, err := os.Lstat(abs); errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(s, "*?[") {
		found, err := filepath.Glob(abs)
		if err == nil && len(found) == 0 {
			err = errors.New("no file fits this pattern")
		}
		if err != nil {
			l.problem(s, err)
		}
		for _, f := range found {
			l.path(f)
		}
		return
	}
	l.path(abs)
}

// lines takes one path a line.
func (l *lister) lines() {
	if l.r.o.Stdin == nil {
		l.problem("-", errors.New("there is no standard input to read a list from"))
		return
	}
	for l.ctx.Err() == nil {
		line, err := l.r.o.Stdin.ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			if abs, err := filepath.Abs(line); err == nil {
				l.path(abs)
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				l.problem("-", err)
			}
			return
		}
	}
}

// path sends a file, or the files of a folder in order of name.
func (l *lister) path(path string) {
	if l.ctx.Err() != nil {
		return
	}
	if len(l.chain) == 0 {
		if l.seen[path] {
			return
		}
		l.seen[path] = true
	}
	info, err := os.Stat(path)
	if err != nil {
		l.problem(path, err)
		return
	}
	switch {
	case info.IsDir():
		l.folder(path, info)
	case info.Mode().IsRegular():
		l.send(item{path, info.Size(), info.ModTime().UnixNano()})
	default:
		l.problem(path, errors.New("it is neither a file nor a folder"))
	}
}

func (l *lister) send(it item) {
	l.r.tell(Event{Kind: "found", Path: it.path, Bytes: it.size})
	select {
	case l.out <- it:
	case <-l.ctx.Done():
	}
}

func (l *lister) folder(path string, info os.FileInfo) {
	if l.skip != nil && os.SameFile(info, l.skip) {
		return
	}
	for _, above := range l.chain {
		if os.SameFile(info, above) {
			l.problem(path, errors.New("the folder leads back to itself: its link is not followed"))
			return
		}
	}
	if l.watch != nil {
		if err := l.watch.Add(path); err != nil {
			l.problem(path, fmt.Errorf("watch: %w", err))
		}
	}
	l.chain = append(l.chain, info)
	defer func() { l.chain = l.chain[:len(l.chain)-1] }()
	entries, err := os.ReadDir(path)
	if err != nil {
		l.problem(path, err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") { // what a program keeps beside the documents
			continue
		}
		l.path(filepath.Join(path, e.Name()))
	}
}

// reason is an error without the path that its event names anyway.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) && err == error(pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
