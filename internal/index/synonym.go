package index

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
)

// wordings are the tables of the lexicon whose rows name one thing in several ways.
var wordings = []struct{ table, name, others, sep string }{
	{"indicators", "canonical", "aliases", "|"},
	{"organs", "name", "aliases", "|"},
}

// longest is the length, in code points, of the longest wording that is looked for.
const longest = 16

// synonyms maps a folded wording to all wordings of the same thing, itself first. A wording that holds
// another one is left out, since whoever finds the shorter finds it too.
var synonyms = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for _, w := range wordings {
		t, err := lexicon.Load(w.table)
		if err != nil {
			continue
		}
		name, err := t.Col(w.name)
		if err != nil {
			continue
		}
		others, err := t.Col(w.others)
		if err != nil {
			continue
		}
		for _, r := range t.Rows {
			group := []string{key(r[name])}
			for _, o := range strings.Split(r[others], w.sep) {
				if o = key(strings.TrimSpace(o)); o != "" {
					group = append(group, o)
				}
			}
			for _, g := range group {
				m[g] = append(m[g], group...)
			}
		}
	}
	for g, all := range m {
		m[g] = shortest(g, all)
	}
	return m
})

func shortest(self string, all []string) []string {
	out := []string{self}
	for _, a := range all {
		if slices.Contains(out, a) {
			continue
		}
		held := strings.Contains(a, self)
		for _, b := range all {
			held = held || a != b && strings.Contains(a, b)
		}
		if !held {
			out = append(out, a)
		}
	}
	return out
}

// piece is a part of a query's text: a word, or a wording of something that has others.
type piece struct {
	word
	others []string // other wordings, folded
}

// pieces cuts text into words; the wordings that synonyms knows stay whole.
func pieces(text string, known bool) []piece {
	folded := key(text)
	syn := synonyms()
	var out []piece
	plain := func(s string) {
		for _, w := range words(s, known) {
			out = append(out, piece{word: w})
		}
	}
	at := 0
	for i := 0; i < len(folded); {
		n := wording(folded, i, syn)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(folded[i:])
			i += size
			continue
		}
		plain(folded[at:i])
		w := folded[i : i+n]
		out = append(out, piece{word: word{text: w, terms: terms(w)}, others: syn[w][1:]})
		i += n
		at = i
	}
	plain(folded[at:])
	all := make([]*word, len(out))
	for i := range out {
		all[i] = &out[i].word
	}
	weigh(all)
	return out
}

// wording is the length in bytes of the longest wording with synonyms that begins at i; 0 for none. It does
// not begin or end inside a run of letters.
func wording(s string, i int, syn map[string][]string) int {
	if i > 0 && inLatin(s, i) {
		return 0
	}
	best, n := 0, 0
	for j := range s[i:] {
		if n >= 2 && len(syn[s[i:i+j]]) > 1 && !inLatin(s, i+j) {
			best = j
		}
		if n++; n > longest {
			return best
		}
	}
	if n >= 2 && len(syn[s[i:]]) > 1 {
		best = len(s) - i
	}
	return best
}

// inLatin reports whether the border at i parts a run of letters or digits.
func inLatin(s string, i int) bool {
	return i > 0 && i < len(s) && class(rune(s[i-1])) == 2 && class(rune(s[i])) == 2 && s[i-1] < 0x80 && s[i] < 0x80
}
