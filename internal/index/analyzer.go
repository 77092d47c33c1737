package index

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"taizhang/internal/segment"
	"taizhang/pipeline/lexicon"
)

// The terms of a text, with the code point where each starts:
//
//   - of a run of Han characters, every pair of neighbours, and every word of gse's dictionary that has three
//     characters or more, wherever it stands;
//   - every run of letters or digits, in lower case.
//
// A query is cut by gse into words. A word of two characters is a pair, a longer one is in the dictionary, and
// what gse leaves as single characters becomes pairs again. So whatever a query is cut into was indexed
// wherever it stands in a text, and gse's choice there cannot hide it (市|民政局 and 市民|政局).

// token is one term of a text. Terms may overlap.
type token struct {
	term string
	at   int // code points from the text's start
}

// tokens gives the terms of folded text in order of place.
func tokens(folded string, yield func(token)) {
	runs(folded, func(start, end, at int, han bool) {
		run := folded[start:end]
		if !han {
			yield(token{run, at})
			return
		}
		pairs(run, at, yield)
		if len(run) >= 9 {
			segment.Within(run, 3, func(s, e int) {
				yield(token{run[s:e], at + utf8.RuneCountInString(run[:s])})
			})
		}
	})
}

// pairs gives every two neighbouring characters of a run; a run of one character is a term itself.
func pairs(run string, at int, yield func(token)) {
	prev, n := 0, 0
	for i, r := range run {
		size := utf8.RuneLen(r)
		if n > 0 {
			yield(token{run[prev : i+size], at + n - 1})
		}
		prev = i
		n++
	}
	if n == 1 {
		yield(token{run, at})
	}
}

// runs splits text into runs of Han characters and runs of other letters and digits; at counts code points.
func runs(s string, yield func(start, end, at int, han bool)) {
	start, at, kind := 0, 0, 0 // kind of the open run: 0 none, 1 Han, 2 other
	n := 0
	for i, r := range s {
		k := class(r)
		if k == 0 && r == '.' && kind == 2 && digitAt(s, i-1) && digitAt(s, i+1) {
			k = 2 // 8.5
		}
		if k != kind {
			if kind != 0 {
				yield(start, i, at, kind == 1)
			}
			start, at, kind = i, n, k
		}
		n++
	}
	if kind != 0 {
		yield(start, len(s), at, kind == 1)
	}
}

func class(r rune) int {
	switch {
	case r < 0x80:
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return 2
		}
		return 0
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0x3400 && r <= 0x4DBF, r >= 0x20000 && r <= 0x3FFFF, r == '〇':
		return 1
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return 2
	}
	return 0
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && '0' <= s[i] && s[i] <= '9' }

// Fold makes text comparable, rune for rune: full-width signs become half-width, capitals small, traditional
// characters simplified.
func Fold(s string) string {
	t := foldings()
	clean := true
	for _, r := range s {
		if r < rune(len(t)) && t[r] != 0 {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r < rune(len(t)) && t[r] != 0 {
			r = rune(t[r])
		}
		b.WriteRune(r)
	}
	return b.String()
}

// key is what terms are made of: folded text without quotation marks and title marks, which come and go
// around the same words (全渝通办, “全渝通办”).
func key(s string) string {
	s = Fold(s)
	if !strings.ContainsFunc(s, quoting) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if quoting(r) {
			return -1
		}
		return r
	}, s)
}

func quoting(r rune) bool {
	switch r {
	case '"', '\'', '“', '”', '‘', '’', '《', '》', '〈', '〉', '「', '」', '『', '』':
		return true
	}
	return false
}

// foldings maps a rune of the basic plane to what it folds to, 0 for itself.
var foldings = sync.OnceValue(func() []uint16 {
	t := make([]uint16, 0x10000)
	for r := 'A'; r <= 'Z'; r++ {
		t[r] = uint16(r + 'a' - 'A')
	}
	for r := rune(0xFF01); r <= 0xFF5E; r++ { // full-width ASCII
		t[r] = uint16(unicode.ToLower(r - 0xFEE0))
	}
	t[0x3000] = ' '
	for r := 'Ⅰ'; r <= 'Ⅻ'; r++ {
		t[r] = uint16(r + 0x10)
	}
	for _, row := range lexicon.MustLoad("traditional").Rows {
		from, _ := utf8.DecodeRuneInString(row[0])
		to, _ := utf8.DecodeRuneInString(row[1])
		if int(from) < len(t) && int(to) < len(t) {
			t[from] = uint16(to)
		}
	}
	return t
})

// word is one piece of a query: found where all its terms stand.
type word struct {
	text  string   // as the query has it, folded
	terms []string // one for a word that the index knows as a term, pairs for others
	weak  bool     // says little by itself: nice to have, not required
}

// words cuts a query's text. lookup tells whether the index was built with this program's dictionary:
// if not, long words are looked up by their pairs alone.
func words(text string, lookup bool) []word {
	folded := key(text)
	var out []word
	runs(folded, func(start, end, _ int, han bool) {
		run := folded[start:end]
		if !han {
			out = append(out, word{text: run, terms: []string{run}})
			return
		}
		loose := "" // single characters that gse left, side by side
		flush := func() {
			if loose != "" {
				out = append(out, wordOf(loose, false))
				loose = ""
			}
		}
		for _, w := range segment.Cut(run) {
			if utf8.RuneCountInString(w.Text) == 1 {
				loose += w.Text
				continue
			}
			flush()
			out = append(out, wordOf(w.Text, lookup))
		}
		flush()
	})
	return out
}

func wordOf(text string, known bool) word {
	n := utf8.RuneCountInString(text)
	if n <= 2 || known {
		return word{text: text, terms: []string{text}}
	}
	return word{text: text, terms: terms(text)}
}

// terms are the pairs and runs that a text is made of, in order: what a phrase is looked up by.
func terms(folded string) []string {
	var out []string
	runs(folded, func(start, end, at int, han bool) {
		if !han {
			out = append(out, folded[start:end])
			return
		}
		pairs(folded[start:end], at, func(t token) { out = append(out, t.term) })
	})
	return out
}

// chain is a phrase as positions: a term, or "" where a longer term goes on.
func chain(folded string) []string {
	var out []string
	next := -1
	runs(folded, func(start, end, at int, han bool) {
		put := func(t token) {
			for next >= 0 && next < t.at {
				out = append(out, "")
				next++
			}
			out = append(out, t.term)
			next = t.at + 1
		}
		if !han {
			put(token{folded[start:end], at})
			return
		}
		pairs(folded[start:end], at, put)
	})
	return out
}

// stopwords say how something is asked, not what about.
var stopwords = sync.OnceValue(func() map[string]struct{} {
	return set(`的 了 和 与 及 或 在 是 有 对 将 由 于 为 到 从 把 被 等 之 其 这 那 我 你 要 吗 呢 吧 啊 个 年
		关于 以及 进行 相关 有关 方面 情况 应该 需要 可以 能否 是否 到底`)
})

// questions are words that only a question has; asked are words that then belong to the question, though
// elsewhere they may be what is looked for: 谁负责…, …的目标是多少, 由哪个部门牵头.
var questions = sync.OnceValue(func() map[string]struct{} {
	return set(`谁 谁来 由谁 是谁 什么 是什么 为什么 哪 哪个 哪些 哪里 哪儿 哪家 哪几个 多少 是多少 有多少 几个 怎么 怎么办 怎样 如何 何时 请问 有没有 有哪些`)
})

var asked = sync.OnceValue(func() map[string]struct{} {
	return set(`负责 牵头 部门 单位 目标 目标是 任务 要求 地方 时间 完成 时候 问题 哪个部门`)
})

func set(words string) map[string]struct{} {
	m := map[string]struct{}{}
	for _, w := range strings.Fields(words) {
		m[w] = struct{}{}
	}
	return m
}

// weigh marks the words that say little. When there are no others, they are what is looked for.
func weigh(all []*word) {
	stop, question, ask := stopwords(), questions(), asked()
	in := func(m map[string]struct{}, w *word) bool { _, ok := m[w.text]; return ok }
	isQuestion := slices.ContainsFunc(all, func(w *word) bool { return in(question, w) || strings.HasSuffix(w.text, "吗") })
	strong := false
	for _, w := range all {
		single := utf8.RuneCountInString(w.text) == 1 && w.text[0] >= utf8.RuneSelf
		w.weak = single || in(stop, w) || in(question, w) || isQuestion && in(ask, w)
		strong = strong || !w.weak
	}
	for _, w := range all {
		w.weak = w.weak && strong
	}
}
