package batch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"taizhang/internal/library"
	"taizhang/internal/read"
)

// A group is committed when it is full, or when its first document has waited long enough.
const (
	groupFiles = 128
	// groupText is how many bytes of text are in a group: the index holds some two hundred times as much while
	// it takes the group in. A memory limit makes it smaller, a thousandth of the limit.
	groupText = 1 << 20
	groupWait = time.Second
	// publishEvery is how often readers get to see what a long run has done so far.
	publishEvery = 20 * time.Second
	// giveUp is how many groups in a row may fail before the run ends: the disk is full, or gone.
	giveUp = 3
)

func (o *Options) groupText() int64 {
	if o.MaxMemory <= 0 {
		return groupText
	}
	return min(groupText, max(o.MaxMemory>>10, 128<<10))
}

// commitAll takes in results in groups until there are none or ctx ends.
func (r *run) commitAll(ctx context.Context, results <-chan result) error {
	c := committer{r: r, ctx: ctx, room: r.o.groupText()}
	tick := time.NewTicker(groupWait)
	defer tick.Stop()
	c.published = time.Now()
	for {
		select {
		case <-ctx.Done():
			return c.discard()
		case res, ok := <-results:
			if !ok {
				return c.flush()
			}
			c.add(res)
			if len(c.group) < groupFiles && c.bytes < c.room {
				continue
			}
			if err := c.flush(); err != nil {
				return err
			}
		case <-tick.C:
			if err := c.flush(); err != nil {
				return err
			}
			if err := c.publish(); err != nil {
				return err
			}
		}
	}
}

type committer struct {
	r         *run
	ctx       context.Context
	group     []result
	bytes     int64
	room      int64 // bytes of a full group
	failed    int   // groups in a row
	dirty     bool
	broken    map[string]bool // archives of which a document could not be written
	published time.Time
}

func (c *committer) add(res result) {
	c.group = append(c.group, res)
	c.bytes += res.held
	if p := res.done.Plan; p != nil {
		c.bytes += max(0, int64(len(p.Text))-res.held) // a packed source is smaller than its text
	}
}

func (c *committer) discard() error {
	for _, res := range c.group {
		c.r.budget.release(res.held)
	}
	c.group = nil
	return nil
}

func (c *committer) flush() error {
	if len(c.group) == 0 {
		return nil
	}
	defer c.clear()
	begin := time.Now()
	var done []library.Done
	for _, res := range c.group {
		if !c.broken[res.done.Source.Path] { // the next run opens it again
			done = append(done, res.done)
		}
	}
	// A commit that has begun is ended: it takes less than a second.
	ctx := context.WithoutCancel(c.ctx)
	err := c.r.lib.Commit(ctx, done)
	if err == nil {
		c.failed = 0
		for _, res := range c.group {
			c.tell(res)
		}
	} else if !errors.Is(err, library.ErrFull) {
		err = c.singly(ctx, err)
	}
	c.dirty = true
	c.r.stage("commit", time.Since(begin))
	c.r.tell(Event{Kind: "committed", Files: len(c.group), Took: time.Since(begin)})
	return err
}

func (c *committer) clear() {
	for _, res := range c.group {
		c.r.budget.release(res.held)
	}
	c.group, c.bytes = c.group[:0], 0
}

// singly tries each document of a group that failed: one may be at fault, or there may be room for some.
func (c *committer) singly(ctx context.Context, first error) error {
	saved := 0
	for _, res := range c.group {
		if c.broken[res.done.Source.Path] {
			continue // the next run opens it again
		}
		if err := c.r.lib.Commit(ctx, []library.Done{res.done}); err != nil {
			if file, _, packed := strings.Cut(res.done.Source.Path, read.Member); packed {
				if c.broken == nil {
					c.broken = map[string]bool{}
				}
				c.broken[file] = true
			}
			c.r.tell(Event{Kind: "failed", Path: res.done.Source.Path, Bytes: res.done.Source.Bytes, Error: err.Error()})
			continue
		}
		saved++
		c.tell(res)
	}
	if saved > 0 {
		c.failed = 0
		return nil
	}
	if c.failed++; c.failed >= giveUp {
		return fmt.Errorf("the library cannot be written to: %w", first)
	}
	return nil
}

// tell tells of a document that is now on disk.
func (c *committer) tell(res result) {
	s := res.done.Source
	c.r.mu.Lock()
	c.r.report.add(res)
	c.r.mu.Unlock()
	c.r.tell(Event{Kind: res.kind, Path: s.Path, Plan: s.Plan, Bytes: s.Bytes, Error: s.Error, Took: res.took})
}

// publish lets readers see what was done, from time to time.
func (c *committer) publish() error {
	wait := publishEvery
	if c.r.o.Watch {
		wait = groupWait
	}
	if !c.dirty || time.Since(c.published) < wait {
		return nil
	}
	c.dirty, c.published = false, time.Now()
	err := c.r.lib.Publish()
	if err == nil {
		c.r.tell(Event{Kind: "published"})
		return nil
	}
	if c.failed++; c.failed >= giveUp {
		return errors.Join(errors.New("the library cannot be written to"), err)
	}
	return nil
}
