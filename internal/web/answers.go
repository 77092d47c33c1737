package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"time"

	"github.com/maypok86/otter/v2"
)

const (
	answersSize = 192 << 20 // bytes of packed answers that are kept
	// answersAge is how long an answer is kept while the library does not publish: that a document was moved is not
	// published, but an answer may tell where it lies.
	answersAge = 5 * time.Minute
	longestKey = 4 << 10 // bytes of an address whose answer is kept
)

// answer is what was written to a request, its body packed.
type answer struct {
	status int
	header http.Header
	packed []byte
}

// answers keeps what was answered last. Pages say the same to everyone who asks in one language until the library
// publishes anew, and most of their cost is in making them.
type answers struct {
	cache *otter.Cache[string, *answer]
	// turns bound how many answers of one kind are made at once: those that are ready need not wait for a processor then, nor
	// the quick ones, of plans, for the slow, of searches.
	turns map[string]chan struct{}
}

func newAnswers() (*answers, error) {
	c, err := otter.New(&otter.Options[string, *answer]{
		MaximumWeight:    answersSize,
		Weigher:          func(key string, v *answer) uint32 { return uint32(len(key) + len(v.packed) + 512) },
		ExpiryCalculator: otter.ExpiryWriting[string, *answer](answersAge),
	})
	if err != nil {
		return nil, err
	}
	turns := map[string]chan struct{}{}
	for _, name := range []string{"search", "plan", "complete", "body", "indicator"} {
		turns[name] = make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1))
	}
	return &answers{c, turns}, nil
}

// failure of a page that has answered by itself.
type answered struct{ *answer }

func (answered) Error() string { return "answered already" }

// kept is a page whose answers are kept. Whatever it answers must follow from the library's publication, the address, the
// language, and whether a person asks.
func (a *app) kept(name string, p page) page {
	return func(w http.ResponseWriter, r *http.Request) error {
		asked := r.Clone(r.Context())
		asked.Method = http.MethodGet
		asked.Header.Del("If-None-Match") // what is kept is the whole answer
		uri := r.URL.RequestURI()
		if r.URL.Query().Has("lang") || len(uri) > longestKey { // the choice of a language sets a cookie
			one, err := a.make(r.Context(), name, p, asked)
			if err != nil {
				return err
			}
			return one.send(w, r)
		}
		key := a.Library.Generation() + "\n" + language(w, r) + "\n" + uri
		if wantsPage(r) {
			key += "\nhtml"
		}
		for {
			one, err := a.answers.cache.Get(r.Context(), key, otter.LoaderFunc[string, *answer](
				func(ctx context.Context, _ string) (*answer, error) {
					one, err := a.make(ctx, name, p, asked)
					if err == nil && one.status != http.StatusOK {
						return nil, answered{one}
					}
					return one, err
				}))
			var other answered
			switch {
			case errors.As(err, &other):
				one = other.answer
			case errors.Is(err, context.Canceled) && r.Context().Err() == nil:
				continue // the one who asked first, and whose answer this was to be as well, went away
			case err != nil:
				return err
			}
			return one.send(w, r)
		}
	}
}

// make lets a page answer when it is its turn.
func (a *app) make(ctx context.Context, name string, p page, r *http.Request) (*answer, error) {
	turn := a.answers.turns[name]
	select {
	case turn <- struct{}{}:
		defer func() { <-turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	w := &capture{answer: answer{header: http.Header{}}}
	w.zip = gzips.Get().(*gzip.Writer)
	w.zip.Reset(&w.body)
	defer gzips.Put(w.zip)
	if err := a.safely(name, p, w, r); err != nil {
		return nil, err
	}
	if err := w.zip.Close(); err != nil {
		return nil, err
	}
	w.WriteHeader(http.StatusOK)
	w.packed = bytes.Clone(w.body.Bytes()) // without the room that was left to grow
	return &w.answer, nil
}

// capture takes down what a page writes.
type capture struct {
	answer
	body bytes.Buffer
	zip  *gzip.Writer
}

func (c *capture) Header() http.Header { return c.header }

func (c *capture) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
}

func (c *capture) Write(b []byte) (int, error) {
	c.WriteHeader(http.StatusOK)
	return c.zip.Write(b)
}

// send writes the answer, packed to who can unpack it.
func (one *answer) send(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	for k, v := range one.header {
		h[k] = append(h[k], v...)
	}
	if tag := h.Get("ETag"); tag != "" && matches(r, tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if p, ok := w.(*packer); ok {
		h.Set("Content-Encoding", "gzip")
		p.ResponseWriter.WriteHeader(one.status)
		_, _ = p.ResponseWriter.Write(one.packed) // a reader that went away is no fault of ours
		return nil
	}
	w.WriteHeader(one.status)
	z, err := gzip.NewReader(bytes.NewReader(one.packed))
	if err != nil {
		return err
	}
	_, _ = io.Copy(w, z)
	return nil
}

// matches tells whether a client has the answer of an entity tag already.
func matches(r *http.Request, tag string) bool {
	for _, have := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		if have = strings.TrimSpace(have); have == "*" || strings.TrimPrefix(have, "W/") == tag {
			return true
		}
	}
	return false
}
