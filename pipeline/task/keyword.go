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

// start holds the words that begin with one rune.
type start struct {
	words   []word // longest first
	seconds uint64 // a bit for the low six bits of each second rune: most places are told from it to hold no word
}

// byStart holds the words by their first rune.
var byStart = sync.OnceValue(func() *[lastHan - firstHan + 1]start {
	var m [lastHan - firstHan + 1]start
	for _, r := range lexicon.MustLoad("keywords").Rows {
		w, err := strconv.ParseFloat(r[1], 64)
		if first, _ := utf8.DecodeRuneInString(r[0]); err == nil && firstHan <= first && first <= lastHan {
			s := &m[first-firstHan]
			second, _ := utf8.DecodeRuneInString(r[0][utf8.RuneLen(first):])
			s.words, s.seconds = append(s.words, word{r[0], w}), s.seconds|1<<(second&63)
		}
	}
	for i := range m {
		slices.SortFunc(m[i].words, func(a, b word) int {
			return cmp.Or(cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text))
		})
	}
	return &m
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
	starts := byStart()
	for at := 0; at < len(text); {
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		if firstHan <= r && r <= lastHan && starts[r-firstHan].seconds != 0 {
			s := &starts[r-firstHan]
			second, _ := utf8.DecodeRuneInString(text[at+size:])
			if s.seconds>>(second&63)&1 == 0 {
				at += size
				continue
			}
			for _, w := range s.words {
				if strings.HasPrefix(text[at:], w.text) {
					yield(w)
					size = len(w.text)
					break
				}
			}
		}
		at += size
	}
}
