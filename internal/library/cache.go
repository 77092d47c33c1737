package library

import (
	"container/list"
	"sync"

	"taizhang/internal/index"
)

// cacheSize is how many answers are kept.
const cacheSize = 512

// cache keeps the answers to the latest searches of one publication. A published index does not change, so
// an answer stays right as long as the publication is the newest.
type cache struct {
	mu    sync.Mutex
	order *list.List // of *answer, latest first
	by    map[index.Request]*list.Element
}

type answer struct {
	req index.Request
	res *index.Result
}

func newCache() *cache { return &cache{order: list.New(), by: map[index.Request]*list.Element{}} }

func (c *cache) get(req index.Request) *index.Result {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.by[req]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*answer).res
}

func (c *cache) put(req index.Request, res *index.Result) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by[req] != nil {
		return
	}
	c.by[req] = c.order.PushFront(&answer{req, res})
	if c.order.Len() > cacheSize {
		delete(c.by, c.order.Remove(c.order.Back()).(*answer).req)
	}
}
