package library

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// FS is what the library does to the disk by itself (its ledger and index have their own ways). Tests put
// faults behind it.
type FS interface {
	// Create makes a file or empties it.
	Create(name string) (File, error)
	Open(name string) (io.ReadCloser, error)
	Rename(from, to string) error
	Remove(name string) error
	RemoveAll(name string) error
	MkdirAll(name string) error
	ReadDir(name string) ([]fs.DirEntry, error)
	// SyncDir makes renames inside a folder last.
	SyncDir(name string) error
	// Symlink makes a link to a name in the link's own folder.
	Symlink(to, link string) error
	Readlink(link string) (string, error)
	// Free is how many bytes can still be written to the disk of a folder.
	Free(dir string) (int64, error)
}

// File is a file being written.
type File interface {
	io.Writer
	Sync() error
	Close() error
}

// Disk is the file system of the machine.
type Disk struct{}

// Create implements FS.
func (Disk) Create(name string) (File, error) { return os.Create(name) }

// Open implements FS.
func (Disk) Open(name string) (io.ReadCloser, error) { return os.Open(name) }

// Rename implements FS.
func (Disk) Rename(from, to string) error { return os.Rename(from, to) }

// Remove implements FS.
func (Disk) Remove(name string) error { return os.Remove(name) }

// RemoveAll implements FS.
func (Disk) RemoveAll(name string) error { return os.RemoveAll(name) }

// MkdirAll implements FS.
func (Disk) MkdirAll(name string) error { return os.MkdirAll(name, 0o755) }

// ReadDir implements FS.
func (Disk) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }

// Symlink implements FS.
func (Disk) Symlink(to, link string) error { return os.Symlink(to, link) }

// Readlink implements FS.
func (Disk) Readlink(link string) (string, error) { return os.Readlink(link) }

// SyncDir implements FS.
func (Disk) SyncDir(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// temporary marks files that are being written; whatever carries it after a crash is rubbish.
const temporary = ".tmp"

// WriteFile writes a file whole or not at all. Its folder still has to be synced for it to last.
func WriteFile(fs FS, name string, data []byte) error {
	tmp := name + temporary
	f, err := fs.Create(tmp)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = fs.Rename(tmp, name)
	}
	if err != nil {
		_ = fs.Remove(tmp) // rubbish either way
	}
	return err
}

func readFile(fs FS, name string) ([]byte, error) {
	f, err := fs.Open(name)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(f)
	return b, errors.Join(err, f.Close())
}

// planFile is where a plan lies, relative to the library: two digits spread 100 000 plans over 256 folders.
func planFile(id string) string { return filepath.Join(plansDir, id[:2], id+".json") }
