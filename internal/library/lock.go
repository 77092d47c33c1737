package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// Holder is who writes to a library.
type Holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// ErrLocked says that another process writes to the library.
type ErrLocked struct {
	Dir    string
	Holder Holder
}

func (e *ErrLocked) Error() string {
	h := e.Holder
	return fmt.Sprintf("library %s: process %d on %s has been writing to it since %s: wait until it is done, or end it", e.Dir, h.PID, h.Host, h.Since.Format(time.DateTime))
}

// lock takes the library for this process. The kernel gives the lock back when the process ends, however
// it ends; the file stays and names the last holder.
func lock(dir string) (*os.File, error) {
	name := filepath.Join(dir, lockFile)
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("library %s: %w: choose a folder that can be written to", dir, err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return nil, fmt.Errorf("library %s: lock: %w", dir, err)
		}
		e := &ErrLocked{Dir: dir}
		if b, err := os.ReadFile(name); err == nil {
			_ = json.Unmarshal(b, &e.Holder) // a holder that has not written its name yet stays unknown
		}
		return nil, e
	}
	host, _ := os.Hostname()
	b, _ := json.Marshal(Holder{PID: os.Getpid(), Host: host, Since: time.Now().UTC().Truncate(time.Second)})
	if err := errors.Join(f.Truncate(0), write(f, b)); err != nil {
		f.Close()
		return nil, fmt.Errorf("library %s: lock: %w", dir, err)
	}
	return f, nil
}

func write(f *os.File, b []byte) error {
	_, err := f.WriteAt(append(b, '\n'), 0)
	return err
}
