package task

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
)

// Keywords are words of the lexicon's keywords, the longest at each place, weighed by how often they stand in the task
// (in its title counts more) and how rare they are among documents. The words were segmented when the table was made:
// finding them needs no segmenter, only a look at every place.

const (
	mostKeywords = 6
	inTitle      = 3   // what a place in the title counts more than one in the text
	leastWeight  = 2.5 // a rare word once, or a commoner one twice
)

type word struct {
	text   string
	weight float64
	second uint16 // its second rune, told before the rest is compared
}

// Words begin with a Han character of the basic block; an array by it is far quicker than a map of strings.
const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// vocabulary holds the words in the order of their first runes, those of one first rune the longest first.
type vocabulary struct {
	words []word
	// A bit for the low six bits of each second rune: from it most places are told to hold no word. It stands apart from
	// the words so that all of it stays in the processor's cache.
	seconds [lastHan - firstHan + 1]uint64
	from    [lastHan - firstHan + 2]int32 // where the words of a first rune start
}

var known = sync.OnceValue(func() *vocabulary {
	v := new(vocabulary)
	for _, r := range lexicon.MustLoad("keywords").Rows {
		weight, err := strconv.ParseFloat(r[1], 64)
		first, n := utf8.DecodeRuneInString(r[0])
		if second, _ := utf8.DecodeRuneInString(r[0][n:]); err == nil && firstHan <= first && first <= lastHan && second <= lastHan {
			v.words = append(v.words, word{r[0], weight, uint16(second)})
			v.seconds[first-firstHan] |= 1 << (second & 63)
			v.from[first-firstHan+1]++
		}
	}
	for i := 1; i < len(v.from); i++ {
		v.from[i] += v.from[i-1]
	}
	slices.SortFunc(v.words, func(a, b word) int {
		return cmp.Or(strings.Compare(a.text[:3], b.text[:3]), cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text))
	})
	return v
})

// tally counts the words of one task after the other.
type tally struct {
	score []float64 // by the word's place in the vocabulary
	order []int32   // those with a score, as they first stand in the text: equal scores keep that order
}

// pool keeps the tally of one document for the next: the score is as long as the vocabulary.
var pool = sync.Pool{New: func() any { return &tally{score: make([]float64, len(known().words))} }}

func (t *tally) keywords(heading, own string) []string {
	v := known()
	t.order = t.order[:0]
	t.count(v, heading, inTitle)
	t.count(v, own, 1)
	slices.SortStableFunc(t.order, func(a, b int32) int { return cmp.Compare(t.score[b], t.score[a]) })
	var out []string
	for _, w := range t.order {
		if len(out) < mostKeywords && t.score[w] >= leastWeight {
			out = append(out, v.words[w].text)
		}
		t.score[w] = 0
	}
	return out
}

// count adds the words of text from left to right; they do not overlap.
func (t *tally) count(v *vocabulary, text string, times float64) {
	for at := 0; at+6 <= len(text); { // a word has two characters of three bytes at least
		if text[at]&0xF0 != 0xE0 {
			at++
			continue
		}
		first := runeOf(text[at:])
		// The low six bits of the second rune are those of its third byte.
		if first < firstHan || first > lastHan || v.seconds[first-firstHan]>>(text[at+5]&0x3F)&1 == 0 {
			at += 3
			continue
		}
		second, size := uint16(runeOf(text[at+3:])), 3
		for i := v.from[first-firstHan]; i < v.from[first-firstHan+1]; i++ {
			if w := &v.words[i]; w.second == second && strings.HasPrefix(text[at:], w.text) {
				if t.score[i] == 0 {
					t.order = append(t.order, i)
				}
				t.score[i] += w.weight * times
				size = len(w.text)
				break
			}
		}
		at += size
	}
}

// runeOf is the rune of three bytes that s begins with.
func runeOf(s string) rune {
	return rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F)
}
