package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"
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

	// The words that the score is made of, least of which must be there, and those that only help; nil where more than
	// words makes the score.
	words, helping []selector
	least          int
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
	if g.words != nil {
		if known, err := g.sum(ctx, r, m, all); known != nil || err != nil {
			return known, err
		}
	}
	scores, err := g.Query.Searcher(ctx, r, m, o)
	if err != nil {
		return nil, err
	}
	return &guidedSearcher{Searcher: scores, who: all.Iterator()}, nil
}

// sum is a searcher of what the words are known to score; nil if one is not known.
func (g guided) sum(ctx context.Context, r bindex.IndexReader, m mapping.IndexMapping, who *roaring.Bitmap) (search.Searcher, error) {
	s := &summing{Searcher: nil, who: who.Iterator(), words: len(g.words), least: g.least}
	total := 0.0
	for _, w := range append(g.words[:len(g.words):len(g.words)], g.helping...) {
		known, err := g.columns.selections.scores(ctx, r, m, w)
		if known == nil || err != nil {
			return nil, err
		}
		s.parts = append(s.parts, part{scored: known})
		total += known.weight
	}
	var err error
	if s.Searcher, err = searcher.NewMatchNoneSearcher(r); err != nil {
		return nil, err
	}
	for i := range s.parts {
		// By itself a word's score is divided by the root of its own weight, in a query by that of all.
		s.parts[i].share = math.Sqrt(s.parts[i].weight / total)
	}
	return s, nil
}

// scored is what one word scores in each document, in the order of documents, when it is all that is asked for.
type scored struct {
	docs   []uint32
	scores []float64
	weight float64 // the sum of its terms' squared weights
}

// summing adds up what each word scores in the documents selected, which gives what the query itself would: as bleve has it,
// a sum counts as far as its parts are there.
type summing struct {
	search.Searcher // of nothing: closes, counts and weighs
	who             roaring.IntPeekable
	parts           []part
	words           int // the parts that are no mere help
	least           int // how many of them must be there
}

type part struct {
	*scored
	at    int
	share float64
}

// of is what the part scores in a document behind those asked for before; 0 if nothing.
func (p *part) of(doc uint32) float64 {
	n, found := slices.BinarySearch(p.docs[p.at:min(p.at+64, len(p.docs))], doc)
	if !found && p.at+n < len(p.docs) && n == 64 {
		n, found = slices.BinarySearch(p.docs[p.at:], doc)
	}
	if p.at += n; !found {
		return 0
	}
	return p.scores[p.at] * p.share
}

func (s *summing) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	for s.who.HasNext() {
		doc := s.who.Next()
		there, score := sum(s.parts[:s.words], doc)
		if there < s.least {
			continue
		}
		_, help := sum(s.parts[s.words:], doc)
		d := ctx.DocumentMatchPool.Get()
		d.IndexInternalID = binary.BigEndian.AppendUint64(d.IndexInternalID[:0], uint64(doc))
		d.Score = score + help
		return d, nil
	}
	return nil, nil
}

// sum is how many parts a document has, and what they score together.
func sum(parts []part, doc uint32) (there int, score float64) {
	for i := range parts {
		if x := parts[i].of(doc); x > 0 {
			there, score = there+1, score+x
		}
	}
	return there, score * float64(there) / float64(max(len(parts), 1))
}

func (s *summing) Advance(ctx *search.SearchContext, id bindex.IndexInternalID) (*search.DocumentMatch, error) {
	s.who.AdvanceIfNeeded(uint32(binary.BigEndian.Uint64(id)))
	return s.Next(ctx)
}

func (s *summing) DocumentMatchPoolSize() int { return 1 }

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

// selections keep which documents of a snapshot meet a condition, and what words score in them: people ask for the same
// words, years and regions in ever other combinations.
type selections struct {
	mu    sync.Mutex
	sets  map[string]*roaring.Bitmap
	known map[string]*scored // nil for a word that was asked for once
	size  uint64
}

// mostSelections is how many bytes are kept; with more, all are let go and found anew as they are asked for.
const mostSelections = 128 << 20

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
	s.room(w.key, set.GetSizeInBytes())
	s.sets[w.key] = set
	return set, nil
}

// scores is what a word scores; nil the first time that it is asked for, when to reckon it for every document that has the
// word would cost more than for the few that are selected.
func (s *selections) scores(ctx context.Context, r bindex.IndexReader, m mapping.IndexMapping, w selector) (*scored, error) {
	s.mu.Lock()
	kept, asked := s.known[w.key]
	if !asked {
		s.room(w.key, 0)
		s.known[w.key] = nil
	}
	s.mu.Unlock()
	if kept != nil || !asked {
		return kept, nil
	}
	kept = &scored{}
	var err error
	if kept.weight, err = each(ctx, r, m, w, search.SearcherOptions{}, func(doc uint32, score float64) {
		kept.docs, kept.scores = append(kept.docs, doc), append(kept.scores, score)
	}); err != nil {
		return nil, err
	}
	kept.docs, kept.scores = slices.Clip(kept.docs), slices.Clip(kept.scores)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.room(w.key, 12*uint64(len(kept.docs)))
	s.known[w.key] = kept
	return kept, nil
}

// room lets everything go if size bytes more would be too many.
func (s *selections) room(key string, size uint64) {
	size += uint64(len(key)) + 64
	if s.sets == nil || s.size+size > mostSelections {
		s.sets, s.known, s.size = map[string]*roaring.Bitmap{}, map[string]*scored{}, 0
	}
	s.size += size
}

// meeting is the set of documents that meet a condition.
func meeting(ctx context.Context, r bindex.IndexReader, m mapping.IndexMapping, w selector) (*roaring.Bitmap, error) {
	set := roaring.New()
	_, err := each(ctx, r, m, w, search.SearcherOptions{Score: "none"}, func(doc uint32, _ float64) { set.Add(doc) })
	set.RunOptimize()
	return set, err
}

// each calls yield for the documents that a query finds, in their order, and gives the query's weight.
func each(ctx context.Context, r bindex.IndexReader, m mapping.IndexMapping, q bquery.Query, o search.SearcherOptions, yield func(doc uint32, score float64)) (float64, error) {
	found, err := q.Searcher(ctx, r, m, o)
	if err != nil {
		return 0, err
	}
	defer found.Close()
	sc := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(found.DocumentMatchPoolSize()+1, 0), IndexReader: r}
	for n := 0; ; n++ {
		if n%512 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		d, err := found.Next(sc)
		if err != nil {
			return 0, err
		}
		if d == nil {
			return found.Weight(), nil
		}
		yield(uint32(binary.BigEndian.Uint64(d.IndexInternalID)), d.Score)
		sc.DocumentMatchPool.Put(d)
	}
}
