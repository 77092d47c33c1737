package index

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// snippetSize is how many code points a snippet shows at most, more or less.
const snippetSize = 90

// snippet is the stretch of text that shows most of what was searched for, cut at clause borders, with the
// matches marked. marks are folded.
func snippet(text string, marks []string) []Fragment {
	if text == "" {
		return []Fragment{}
	}
	hits := locate(text, marks)
	clauses := split(text)
	from, to := best(clauses, hits)
	start, end := clauses[from].start, clauses[to].end
	if runesIn(text[start:end]) > snippetSize+snippetSize/2 {
		start, end = shorten(text, start, end, hits)
	}
	return fragments(text, start, end, hits)
}

// stretch is a piece of text in bytes; mark says which mark it holds.
type stretch struct{ start, end, mark int }

// locate finds the marks in text, in order and without overlap.
func locate(text string, marks []string) []stretch {
	folded := Fold(text)
	at := func(i int) int { return i }
	if len(folded) != len(text) { // folding changed the length of some characters
		back := make([]int, 0, len(folded)+1)
		j := 0
		for _, r := range folded {
			for range utf8.RuneLen(r) {
				back = append(back, j)
			}
			_, n := utf8.DecodeRuneInString(text[j:])
			j += n
		}
		back = append(back, j)
		at = func(i int) int { return back[i] }
	}
	var all []stretch
	for k, m := range marks {
		if m == "" {
			continue
		}
		for i := 0; ; {
			n := strings.Index(folded[i:], m)
			if n < 0 {
				break
			}
			all = append(all, stretch{at(i + n), at(i + n + len(m)), k})
			i += n + len(m)
		}
	}
	slices.SortStableFunc(all, func(a, b stretch) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	out := all[:0]
	for _, s := range all {
		if len(out) == 0 || s.start >= out[len(out)-1].end {
			out = append(out, s)
		}
	}
	return out
}

// split cuts text into clauses; each keeps its punctuation.
func split(text string) []stretch {
	var out []stretch
	start := 0
	for i, r := range text {
		if strings.ContainsRune("。；;！!？?\n", r) || r == '，' && runesIn(text[start:i]) > 12 {
			end := i + utf8.RuneLen(r)
			if strings.TrimSpace(text[start:end]) != "" {
				out = append(out, stretch{start: start, end: end})
			}
			start = end
		}
	}
	if start < len(text) || len(out) == 0 {
		out = append(out, stretch{start: start, end: len(text)})
	}
	return out
}

// best is the run of clauses, at most about snippetSize long, that begins with a match and holds the most
// different ones; the first clauses when there is none.
func best(clauses, hits []stretch) (from, to int) {
	most := -1
	for i := range clauses {
		if i > 0 && !slices.ContainsFunc(hits, clauses[i].holds) {
			continue
		}
		size, j := clauses[i].end-clauses[i].start, i
		for j+1 < len(clauses) && size+clauses[j+1].end-clauses[j+1].start <= 3*snippetSize { // bytes: Han characters take three
			j++
			size += clauses[j].end - clauses[j].start
		}
		run := stretch{start: clauses[i].start, end: clauses[j].end}
		seen := map[int]bool{}
		for _, h := range hits {
			if run.holds(h) {
				seen[h.mark] = true
			}
		}
		begins := slices.ContainsFunc(hits, clauses[i].holds)
		if len(seen) > most || len(seen) == most && begins && from == 0 && !slices.ContainsFunc(hits, clauses[0].holds) {
			most, from, to = len(seen), i, j
		}
	}
	return from, to
}

func (s stretch) holds(o stretch) bool { return o.start >= s.start && o.end <= s.end }

func runesIn(s string) int { return utf8.RuneCountInString(s) }

// shorten cuts a long stretch around its first match.
func shorten(text string, start, end int, hits []stretch) (int, int) {
	center := start
	for _, h := range hits {
		if h.start >= start && h.end <= end {
			center = h.start
			break
		}
	}
	for n := 0; n < snippetSize/3 && center > start; n++ {
		_, size := utf8.DecodeLastRuneInString(text[start:center])
		center -= size
	}
	stop := center
	for n := 0; n < snippetSize && stop < end; n++ {
		_, size := utf8.DecodeRuneInString(text[stop:end])
		stop += size
	}
	return center, stop
}

func fragments(text string, start, end int, hits []stretch) []Fragment {
	out := []Fragment{}
	add := func(s string, match bool) {
		if s = strings.NewReplacer("\n", " ", "\t", " ").Replace(s); s != "" {
			out = append(out, Fragment{Text: s, Match: match})
		}
	}
	lead := strings.TrimSpace(text[:start]) != ""
	at := start
	if lead {
		add("…", false)
	}
	for _, h := range hits {
		if h.start < at || h.end > end {
			continue
		}
		add(text[at:h.start], false)
		add(text[h.start:h.end], true)
		at = h.end
	}
	add(strings.TrimRight(text[at:end], "\n"), false)
	if strings.TrimSpace(text[end:]) != "" {
		add("…", false)
	}
	return out
}
