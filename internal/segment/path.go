package segment

// The shortest path that gse's Segmenter takes through a text, over gse's own dictionary: words weigh what gse weighs
// them and equal paths are parted as gse parts them (TestCutIsGse holds the two together). It is here because
// segmenting was the largest single cost of recognising: gse asks its byte-wise trie three times for each Han
// character and makes a slice for every one; this asks a trie of runes once and reuses its buffers.
import (
	"cmp"
	"math"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-ego/gse"
)

// paths finds the shortest path of a text.
type paths struct {
	trie    trie
	weight  []float32 // of each word of the dictionary: how much it lengthens a path
	pos     []string
	longest int // words have at most so many atoms
	pool    sync.Pool
}

// An unknown atom's weight and part of speech are gse's.
const unknownWeight = 32

const unknownPOS = "x"

func newPaths(d *gse.Dictionary) *paths {
	p := &paths{longest: d.MaxTokenLen(), weight: make([]float32, len(d.Tokens)), pos: make([]string, len(d.Tokens))}
	total := float32(math.Log2(d.TotalFreq()))
	words := make([]string, len(d.Tokens))
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if _, _, err := d.Value([]byte(t.Text())); err != nil {
			continue // removed; its place stays, for the others are known by theirs
		}
		words[i], p.pos[i] = t.Text(), t.Pos()
		p.weight[i] = total - float32(math.Log2(t.Freq()))
	}
	p.trie.build(words)
	p.pool.New = func() any { return new(scratch) }
	return p
}

// scratch is the room that one text takes.
type scratch struct {
	runes []rune    // of the text, letters small; -1 for a byte that is no rune
	end   []int32   // byte at which each atom ends
	last  []int32   // number of runes up to the end of each atom
	dist  []float32 // of the shortest path to the end of each atom
	from  []int32   // the atom with which the last word of that path begins
	word  []int32   // that word, -1 for an unknown atom
	parts bool      // a word that is the whole text does not count
}

func (s *scratch) reset(text string) {
	s.runes, s.end, s.last = s.runes[:0], s.end[:0], s.last[:0]
	for at := 0; at < len(text); {
		r, n := s.rune(text, at)
		if at += n; latin(r, n) {
			for at < len(text) {
				r, n := utf8.DecodeRuneInString(text[at:])
				if !latin(r, n) {
					break
				}
				s.rune(text, at)
				at += n
			}
		}
		s.end, s.last = append(s.end, int32(at)), append(s.last, int32(len(s.runes)))
	}
	n := len(s.end)
	s.dist = slices.Grow(s.dist[:0], n)[:n]
	s.from = slices.Grow(s.from[:0], n)[:n]
	s.word = slices.Grow(s.word[:0], n)[:n]
	clear(s.dist)
}

// rune decodes the rune at text[at:] and keeps it as the trie wants it.
func (s *scratch) rune(text string, at int) (rune, int) {
	r, n := utf8.DecodeRuneInString(text[at:])
	switch {
	case r >= 'A' && r <= 'Z':
		s.runes = append(s.runes, r+'a'-'A')
	case r == utf8.RuneError && n == 1:
		s.runes = append(s.runes, -1)
	default:
		s.runes = append(s.runes, r)
	}
	return r, n
}

// latin reports whether gse takes a rune of so many bytes together with its neighbours.
func latin(r rune, size int) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return size == 2 && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// append adds the words of text on its shortest path to out; with parts, on the shortest but the whole text as one word.
func (p *paths) append(out []Word, text string, parts bool) []Word {
	s := p.pool.Get().(*scratch)
	s.reset(text)
	s.parts = parts
	for i := range s.end {
		base := float32(0)
		if i > 0 {
			base = s.dist[i-1]
		}
		shortest := p.wordsFrom(s, i, base)
		if shortest != i { // no word of one atom stands here
			s.step(i, i, base+unknownWeight, -1)
		}
	}
	start := len(out)
	for i := len(s.end) - 1; i >= 0; {
		from := int(s.from[i])
		w := Word{End: int(s.end[i]), POS: unknownPOS}
		if from > 0 {
			w.Start = int(s.end[from-1])
		}
		if t := s.word[i]; t >= 0 {
			w.POS = p.pos[t]
		}
		w.Text = text[w.Start:w.End]
		out = append(out, w)
		i = from - 1
	}
	slices.Reverse(out[start:])
	p.pool.Put(s)
	return out
}

// wordsFrom lengthens the path that ends before atom i by every word that begins there; it returns the last atom of the
// shortest of them, -1 if there is none.
func (p *paths) wordsFrom(s *scratch, i int, base float32) int {
	at := int32(0)
	if i > 0 {
		at = s.last[i-1]
	}
	node, shortest := int32(0), -1
	for j := i; j < len(s.end) && j-i < p.longest; j++ {
		for ; at < s.last[j]; at++ {
			if node = p.trie.next(node, s.runes[at]); node < 0 {
				return shortest
			}
		}
		if t := p.trie.word[node]; t >= 0 && !(s.parts && i == 0 && j == len(s.end)-1) {
			if shortest < 0 {
				shortest = j
			}
			s.step(i, j, base+p.weight[t], t)
		}
	}
	return shortest
}

// step takes a word from atom i to atom j if no path to j is as short.
func (s *scratch) step(i, j int, dist float32, word int32) {
	if s.dist[j] == 0 || s.dist[j] > dist {
		s.dist[j], s.from[j], s.word[j] = dist, int32(i), word
	}
}

// trie holds words by their runes. The children of a node stand together, by rune; node 0 is the root.
type trie struct {
	first []int32  // children of the root, by rune of the basic plane; 0 for none
	child []int32  // node → first of its children
	rune_ []rune   // node → the rune that leads to it
	word  []int32  // node → the word that ends there, -1 for none
	mask  []uint64 // node → the low six bits that its children's runes have: most lookups fail, and fail here
}

// next is the child of node by rune r; -1 if there is none.
func (t *trie) next(node int32, r rune) int32 {
	if r < 0 {
		return -1
	}
	if node == 0 && r < int32(len(t.first)) {
		if n := t.first[r]; n > 0 {
			return n
		}
		return -1
	}
	if t.mask[node]>>(r&63)&1 == 0 {
		return -1
	}
	lo, hi := t.child[node], t.child[node+1]
	for hi-lo > 8 {
		if mid := (lo + hi) / 2; t.rune_[mid] <= r {
			lo = mid
		} else {
			hi = mid
		}
	}
	for ; lo < hi; lo++ {
		if t.rune_[lo] == r {
			return lo
		}
	}
	return -1
}

// build lays the trie out level by level, so that the children of each node are neighbours.
func (t *trie) build(words []string) {
	order := make([]int32, len(words))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(words[a], words[b]) })
	t.rune_, t.word = append(t.rune_, 0), append(t.word, -1)
	type span struct{ from, to, depth int } // words order[from:to] share their first depth bytes
	level := []span{{0, len(order), 0}}
	for len(level) > 0 {
		var below []span
		for _, s := range level {
			t.child = append(t.child, int32(len(t.rune_)))
			for i := s.from; i < s.to; {
				w := words[order[i]]
				if len(w) == s.depth {
					i++ // the word of the node itself
					continue
				}
				r, n := utf8.DecodeRuneInString(w[s.depth:])
				prefix := w[:s.depth+n]
				j := i + 1
				for j < s.to && len(words[order[j]]) >= len(prefix) && words[order[j]][:len(prefix)] == prefix {
					j++
				}
				word := int32(-1)
				if len(w) == len(prefix) {
					word = order[i]
				}
				t.rune_, t.word = append(t.rune_, r), append(t.word, word)
				below = append(below, span{i, j, len(prefix)})
				i = j
			}
		}
		level = below
	}
	t.child = append(t.child, int32(len(t.rune_)))
	t.mask = make([]uint64, len(t.rune_))
	for node := range t.mask {
		for n := t.child[node]; n < t.child[node+1]; n++ {
			t.mask[node] |= 1 << (t.rune_[n] & 63)
		}
	}
	t.first = make([]int32, 1<<16)
	for n := t.child[0]; n < t.child[1]; n++ {
		if r := t.rune_[n]; r < 1<<16 {
			t.first[r] = n
		}
	}
}
