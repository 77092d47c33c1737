package batch

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long a file must have been left alone before it is read: who writes it may write more.
const settle = 500 * time.Millisecond

type watch struct{ *fsnotify.Watcher }

func newWatch() (*watch, error) {
	w, err := fsnotify.NewWatcher()
	return &watch{w}, err
}

// follow sends files that are new or have changed, until the context ends. Folders that are new are watched
// as well. When the kernel lost count, everything is listed again.
func (l *lister) follow() {
	waiting := map[string]time.Time{} // when a path last changed
	tick := time.NewTicker(settle / 2)
	defer tick.Stop()
	for {
		select {
		case <-l.ctx.Done():
			return
		case e, ok := <-l.watch.Events:
			if !ok {
				return
			}
			if e.Op.Has(fsnotify.Create) || e.Op.Has(fsnotify.Write) || e.Op.Has(fsnotify.Rename) {
				waiting[e.Name] = time.Now()
			}
		case err, ok := <-l.watch.Errors:
			if !ok {
				return
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				l.again()
				continue
			}
			l.problem("", err)
		case now := <-tick.C:
			for path, at := range waiting {
				if now.Sub(at) < settle {
					continue
				}
				delete(waiting, path)
				l.arrived(path)
			}
		}
	}
}

func (l *lister) arrived(path string) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return // renamed or taken away again
	}
	clear(l.seen)
	l.path(path)
}

func (l *lister) again() {
	clear(l.seen)
	for _, s := range l.r.o.Sources {
		if s != "-" {
			l.source(s)
		}
	}
}
