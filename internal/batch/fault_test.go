package batch

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"taizhang/internal/library"
)

// faulty is a disk on which one operation fails: the first-th of its kind, and with forever all after it.
type faulty struct {
	library.Disk
	kind    string
	first   int
	forever bool

	mu sync.Mutex
	n  map[string]int
}

// fault counts an operation and says whether it is the one to fail.
func (f *faulty) fault(kind, name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.n == nil {
		f.n = map[string]int{}
	}
	f.n[kind]++
	if kind == f.kind && (f.n[kind] == f.first || f.forever && f.n[kind] > f.first) {
		return &fs.PathError{Op: kind, Path: name, Err: syscall.ENOSPC}
	}
	return nil
}

func (f *faulty) Create(name string) (library.File, error) {
	if err := f.fault("create", name); err != nil {
		return nil, err
	}
	file, err := f.Disk.Create(name)
	return &faultyFile{file, f, name}, err
}

func (f *faulty) Open(name string) (io.ReadCloser, error) {
	if err := f.fault("open", name); err != nil {
		return nil, err
	}
	return f.Disk.Open(name)
}

func (f *faulty) Rename(from, to string) error {
	if err := f.fault("rename", to); err != nil {
		return err
	}
	return f.Disk.Rename(from, to)
}

func (f *faulty) Remove(name string) error {
	if err := f.fault("remove", name); err != nil {
		return err
	}
	return f.Disk.Remove(name)
}

func (f *faulty) MkdirAll(name string) error {
	if err := f.fault("mkdir", name); err != nil {
		return err
	}
	return f.Disk.MkdirAll(name)
}

func (f *faulty) SyncDir(name string) error {
	if err := f.fault("syncdir", name); err != nil {
		return err
	}
	return f.Disk.SyncDir(name)
}

func (f *faulty) Symlink(to, link string) error {
	if err := f.fault("symlink", link); err != nil {
		return err
	}
	return f.Disk.Symlink(to, link)
}

func (f *faulty) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := f.fault("readdir", name); err != nil {
		return nil, err
	}
	return f.Disk.ReadDir(name)
}

type faultyFile struct {
	library.File
	f    *faulty
	name string
}

func (f *faultyFile) Write(p []byte) (int, error) {
	if err := f.f.fault("write", f.name); err != nil {
		n, _ := f.File.Write(p[:len(p)/2]) // a full disk takes a part
		return n, err
	}
	return f.File.Write(p)
}

func (f *faultyFile) Sync() error {
	if err := f.f.fault("sync", f.name); err != nil {
		return err
	}
	return f.File.Sync()
}

// told remembers which documents were reported as done.
type told struct {
	mu   sync.Mutex
	done []string
}

func (d *told) Observe(e Event) {
	if e.Kind == "done" || e.Kind == "same" {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.done = append(d.done, e.Path)
	}
}

// TestFaults lets every operation on the disk fail, each at several places, once and from there on. What was
// reported as done is in the library, and the next run completes it.
func TestFaults(t *testing.T) {
	const documents = 5
	src := folder(t, documents)
	undisturbed := filepath.Join(t.TempDir(), "lib")
	runOK(t, Options{Library: undisturbed, Sources: []string{src}})
	kinds := []string{"create", "write", "sync", "rename", "mkdir", "syncdir", "symlink", "readdir", "remove", "open"}
	for _, kind := range kinds {
		for _, first := range []int{1, documents + 1} {
			for _, forever := range []bool{false, true} {
				if forever && kind != "write" && kind != "sync" && (testing.Short() || first > 1) {
					continue
				}
				t.Run(fmt.Sprintf("%s-%d-%v", kind, first, forever), func(t *testing.T) {
					lib := filepath.Join(t.TempDir(), "lib")
					disk := &faulty{kind: kind, first: first, forever: forever}
					var d told
					rep, err := Run(context.Background(), Options{Library: lib, Sources: []string{src}, FS: disk, Observer: &d})
					if disk.n[kind] >= first && rep.Failed == 0 && err == nil && rep.Library.Plans != documents {
						t.Errorf("the fault left no trace: %s", tally(rep))
					}
					if _, err := os.Stat(filepath.Join(lib, "ledger.db")); err == nil {
						kept(t, lib, d.done)
					} else if len(d.done) > 0 {
						t.Errorf("done without a ledger: %v", d.done)
					}
					runOK(t, Options{Library: lib, Sources: []string{src}})
					compare(t, undisturbed, lib)
					clean(t, lib)
				})
			}
		}
	}
}

// kept checks that everything reported as done is in the library, with its plan.
func kept(t *testing.T, lib string, done []string) {
	t.Helper()
	w, err := library.Create(context.Background(), lib, library.Disk{}, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, path := range done {
		s, ok, err := w.Known(context.Background(), path)
		if err != nil || !ok {
			t.Errorf("%s was reported as done and is lost: %v", path, err)
			continue
		}
		if _, err := w.Plan(context.Background(), s.Plan); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestReadOnly: a library that cannot be written to says so in one line.
func TestReadOnly(t *testing.T) {
	if os.Getuid() == 0 {
		t.Log("root may write everywhere: a file stands in for a folder that cannot be written to")
	}
	dir := t.TempDir()
	blocked := filepath.Join(dir, "file")
	write(t, blocked, "not a folder")
	_, err := Run(context.Background(), Options{Library: filepath.Join(blocked, "lib"), Sources: []string{dir}})
	if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "choose a folder that can be written to") {
		t.Errorf("%v", err)
	}
}

// TestChanging: a file that is written to all the time is one failure, and is done when it is whole.
func TestChanging(t *testing.T) {
	src, lib := folder(t, 2), filepath.Join(t.TempDir(), "lib")
	name := filepath.Join(src, "growing.txt")
	write(t, name, notice(33, "湿地保护"))
	whileReading = func(path string) {
		if path != name {
			return
		}
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Error(err)
			return
		}
		f.WriteString("再加一行。\n")
		f.Close()
	}
	_, _, err := readStable(context.Background(), item{path: name})
	whileReading = func(string) {}
	if err != errChanging {
		t.Errorf("changing: %v", err)
	}
	write(t, name, notice(33, "湿地保护"))
	if r := runOK(t, Options{Library: lib, Sources: []string{src}}); r.Done != 3 {
		t.Errorf("%s", tally(r))
	}
}

// full is a disk that has so much room left.
type full struct {
	library.Disk
	free int64
}

func (f full) Free(string) (int64, error) { return f.free, nil }

// A disk that is nearly full ends a run with one line, before anything is written in halves; with room it goes on.
func TestNoRoom(t *testing.T) {
	src, lib := folder(t, 20), filepath.Join(t.TempDir(), "lib")
	_, err := Run(t.Context(), Options{Library: lib, Sources: []string{src}, FS: full{free: 1 << 20}})
	if err == nil || !strings.Contains(err.Error(), "make room") {
		t.Fatalf("error %v, want one that asks for room", err)
	}
	rep, err := Run(t.Context(), Options{Library: lib, Sources: []string{src}, FS: full{free: 1 << 40}})
	if err != nil || rep.Done != 20 {
		t.Errorf("with room: %d done, %v", rep.Done, err)
	}
}
