package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	bquery "github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	bindex "github.com/blevesearch/bleve_index_api"

	"taizhang/internal/index/query"
)

// guided finds what its query finds among the documents that one of each of who selects, and reckons scores for those only. A search
// for two common words in the plans of one year meets some hundred documents that have all of it among tens of thousands
// that have some.
type guided struct {
	bquery.Query
	who     [][]selector
	columns *columns
}

// selector is a condition; its key is the same for the same condition, and for no other.
type selector struct {
	key string
	bquery.Query
}

// same is equal for clauses that differ in nothing but where they stand in the query.
func same(n query.Node) string {
	switch c := n.(type) {
	case query.Word:
		c.Pos = 0
		n = c
	case query.Phrase:
		c.Pos = 0
		n = c
	case query.Range:
		c.Pos = 0
		n = c
	}
	text, _ := json.Marshal(n)
	return fmt.Sprintf("%T %s", n, text)
}

func (g guided) Searcher(ctx context.Context, r bindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	sets := make([]*roaring.Bitmap, len(g.who))
	for i, any := range g.who {
		some := make([]*roaring.Bitmap, len(any))
		for k, w := range any {
			var err error
			if some[k], err = g.columns.selections.of(ctx, r, m, w); err != nil {
				return nil, err
			}
		}
		sets[i] = roaring.FastOr(some...)
	}
	all := roaring.FastAnd(sets...)
	if all.IsEmpty() {
		return searcher.NewMatchNoneSearcher(r)
	}
	scores, err := g.Query.Searcher(ctx, r, m, o)
	if err != nil {
		return nil, err
	}
	return &guidedSearcher{Searcher: scores, who: all.Iterator()}, nil
}

// guidedSearcher is the searcher of scores, led through the documents selected.
type guidedSearcher struct {
	search.Searcher
	who roaring.IntPeekable
	id  [8]byte
}

func (g *guidedSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	for g.who.HasNext() {
		n := uint64(g.who.PeekNext())
		binary.BigEndian.PutUint64(g.id[:], n)
		m, err := g.Searcher.Advance(ctx, g.id[:])
		if m == nil || err != nil {
			return nil, err
		}
		at := binary.BigEndian.Uint64(m.IndexInternalID)
		g.who.AdvanceIfNeeded(uint32(at))
		if g.who.HasNext() && uint64(g.who.PeekNext()) == at {
			g.who.Next()
			return m, nil
		}
		ctx.DocumentMatchPool.Put(m)
	}
	return nil, nil
}

func (g *guidedSearcher) Advance(ctx *search.SearchContext, id bindex.IndexInternalID) (*search.DocumentMatch, error) {
	g.who.AdvanceIfNeeded(uint32(binary.BigEndian.Uint64(id)))
	return g.Next(ctx)
}

func (g *guidedSearcher) DocumentMatchPoolSize() int { return g.Searcher.DocumentMatchPoolSize() + 1 }

// selections keep which documents of a snapshot meet a condition: people ask for the same words, years and regions in ever
// other combinations.
type selections struct {
	mu   sync.Mutex
	sets map[string]*roaring.Bitmap
	size uint64
}

// mostSelections is how many bytes of sets are kept; with more, all are let go and found anew as they are asked for.
const mostSelections = 64 << 20

func (s *selections) of(ctx context.Context, r bindex.IndexReader, m mapping.IndexMapping, w selector) (*roaring.Bitmap, error) {
	s.mu.Lock()
	set := s.sets[w.key]
	s.mu.Unlock()
	if set != nil {
		return set, nil
	}
	set, err := meeting(ctx, r, m, w)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	size := set.GetSizeInBytes() + uint64(len(w.key))
	if s.sets == nil || s.size+size > mostSelections {
		s.sets, s.size = map[string]*roaring.Bitmap{}, 0
	}
	if s.sets[w.key] == nil {
		s.sets[w.key] = set
		s.size += size
	}
	return set, nil
}

// meeting is the set of documents that meet a condition.
func meeting(ctx context.Context, r bindex.IndexReader, m mapping.IndexMapping, w selector) (*roaring.Bitmap, error) {
	found, err := w.Searcher(ctx, r, m, search.SearcherOptions{Score: "none"})
	if err != nil {
		return nil, err
	}
	defer found.Close()
	set := roaring.New()
	sc := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(found.DocumentMatchPoolSize()+1, 0), IndexReader: r}
	for n := 0; ; n++ {
		if n%512 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		d, err := found.Next(sc)
		if err != nil {
			return nil, err
		}
		if d == nil {
			set.RunOptimize()
			return set, nil
		}
		set.Add(uint32(binary.BigEndian.Uint64(d.IndexInternalID)))
		sc.DocumentMatchPool.Put(d)
	}
}
