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
}

// Words begin with a Han character of the basic block; an array by it is far quicker than a map of strings.
const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// starts holds the words by their first rune.
type starts struct {
	// A bit for the low six bits of each second rune: from it most places are told to hold no word. It stands apart from
	// the words so that all of it stays in the processor's cache.
	seconds [lastHan - firstHan + 1]uint64
	words   [lastHan - firstHan + 1][]word // longest first
}

var byStart = sync.OnceValue(func() *starts {
	m := new(starts)
	for _, r := range lexicon.MustLoad("keywords").Rows {
		w, err := strconv.ParseFloat(r[1], 64)
		if first, _ := utf8.DecodeRuneInString(r[0]); err == nil && firstHan <= first && first <= lastHan {
			second, _ := utf8.DecodeRuneInString(r[0][utf8.RuneLen(first):])
			m.words[first-firstHan] = append(m.words[first-firstHan], word{r[0], w})
			m.seconds[first-firstHan] |= 1 << (second & 63)
		}
	}
	for _, words := range m.words {
		slices.SortFunc(words, func(a, b word) int {
			return cmp.Or(cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text))
		})
	}
	return m
})

func keywords(heading, own string) []string {
	score := map[string]float64{}
	var order []string // as they first stand in the text, so that equal scores keep that order
	count := func(text string, times float64) {
		each(text, func(w word) {
			if _, ok := score[w.text]; !ok {
				order = append(order, w.text)
			}
			score[w.text] += w.weight * times
		})
	}
	count(heading, inTitle)
	count(own, 1)
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(score[b], score[a]) })
	for i, w := range order {
		if i == mostKeywords || score[w] < leastWeight {
			return order[:i]
		}
	}
	return order
}

// each calls yield for the words of text from left to right; they do not overlap.
func each(text string, yield func(word)) {
	m := byStart()
	for at := 0; at+6 <= len(text); { // a word has two characters of three bytes at least
		if text[at]&0xF0 != 0xE0 {
			at++
			continue
		}
		first := rune(text[at]&0x0F)<<12 | rune(text[at+1]&0x3F)<<6 | rune(text[at+2]&0x3F)
		// The low six bits of the second rune are those of its third byte.
		if first < firstHan || first > lastHan || m.seconds[first-firstHan]>>(text[at+5]&0x3F)&1 == 0 {
			at += 3
			continue
		}
		size := 3
		for _, w := range m.words[first-firstHan] {
			if strings.HasPrefix(text[at:], w.text) {
				yield(w)
				size = len(w.text)
				break
			}
		}
		at += size
	}
}
