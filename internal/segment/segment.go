// Package segment is the one place that knows gse: words and parts of speech of Chinese text.
//
// The dictionary is gse's own (jieba's words and ICTCLAS tags, embedded in that package) without its rarest
// words, and before it our words: pipeline/lexicon/data/words.tsv and the names that other tables of the
// lexicon hold. No file is looked for at run time. The hidden Markov model that guesses unknown words is
// off: policy text has few, and what it guesses changes from sentence to sentence, which an index cannot use.
//
// Loading takes some tenths of a second; it happens at the first Cut, or beside other work after Preload.
package segment

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-ego/gse"

	"taizhang/pipeline/lexicon"
)

// Word is one word of a text.
type Word struct {
	Text       string
	Start, End int    // bytes into the text given
	POS        string // ICTCLAS tag: n, v, m, q, ns, nt, …; x for what no dictionary knows
}

// rarest is the frequency below which gse's words are left out. More than half of its 350 000
// (personal names, idioms, quotations) stand at 3 and below; without them and the other rare ones it loads four times as fast.
const rarest = 10

// common is the frequency of our own words: high enough to win over the words they are made of.
const common = 20000

// sources are the lexicon tables whose names are words, with the column that holds them, what parts several
// in one field, and their part of speech.
var sources = []struct{ table, column, sep, pos string }{
	{"indicators", "canonical", "", "n"},
	{"indicators", "aliases", "|", "n"},
}

var load = sync.OnceValue(build)

func build() *gse.Segmenter {
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true, MinTokenFreq: rarest, Dict: gse.NewDict()}
	// The first of two equal words counts, so ours come first; LoadDictEmbed then weighs all words once.
	addWords(seg)
	addSources(seg)
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		panic(fmt.Sprintf("segment: embedded dictionary: %v", err)) // a fault of the build
	}
	removeNames(seg)
	return seg
}

// removeNames takes out the dictionary's foreign names (比达, 达斯) and the personal names that begin with a word of grammar
// (于城镇): policy text has none of them, and they cut its words: 应用比|达80%, 快于|城镇.
func removeNames(seg *gse.Segmenter) {
	for i := range seg.Dict.Tokens {
		t := &seg.Dict.Tokens[i]
		if !strings.HasPrefix(t.Pos(), "nr") {
			continue
		}
		word := t.Text()
		first, _ := utf8.DecodeRuneInString(word)
		if t.Pos() == "nrt" || strings.ContainsRune("于在为对达由从按以和与至到将使及并把向较比占超约近过不无全各每其该本总中高低", first) {
			_ = seg.RemoveToken(word) // fails only for a word that is not there
		}
	}
}

func addWords(seg *gse.Segmenter) {
	t := lexicon.MustLoad("words")
	for _, r := range t.Rows {
		freq, err := strconv.ParseFloat(r[2], 64)
		if err != nil {
			freq = common
		}
		add(seg, r[0], freq, r[1])
	}
}

// addSources takes the words of other tables. Names of one rune or of many are no words: a long name would
// hide the words that it is made of from a search.
func addSources(seg *gse.Segmenter) {
	for _, s := range sources {
		t, err := lexicon.Load(s.table)
		if err != nil {
			continue
		}
		c, err := t.Col(s.column)
		if err != nil {
			continue
		}
		for _, r := range t.Rows {
			if s.sep == "" {
				if !verbFirst(r[c]) && !strings.ContainsAny(r[c], "0123456789") {
					add(seg, r[c], common, s.pos)
				}
				continue
			}
			for _, w := range strings.Split(r[c], s.sep) {
				if w = strings.TrimSpace(w); !verbFirst(w) && !strings.ContainsAny(w, "0123456789") {
					add(seg, w, common, s.pos)
				}
			}
		}
	}
}

// verbFirst reports whether a wording begins with what is done: 建成高标准农田 must stay two words, or the sentence would
// lose its verb.
func verbFirst(w string) bool {
	for _, v := range []string{"建成", "累计", "新建", "新增", "新培育", "新引进", "新改建", "净增", "改造", "开展", "完成", "筹集", "发放", "接待", "引进", "实现", "开放", "治理", "增加", "主导制定", "棚户区改造"} {
		if strings.HasPrefix(w, v) {
			return true
		}
	}
	return false
}

func add(seg *gse.Segmenter, word string, freq float64, pos string) {
	if n := utf8.RuneCountInString(word); n < 2 || n > 12 {
		return
	}
	_ = seg.AddToken(word, freq, pos) // fails only for a word that is there already
}

// Preload begins to load the dictionary in the background, once.
func Preload() { preload.Do(func() { go shortest() }) }

var preload sync.Once

// Cut segments text; safe for concurrent use. The words cover the text without gap or overlap; each
// punctuation mark is a word of its own, so is each run of ASCII letters and digits.
func Cut(text string) []Word {
	if text == "" {
		return nil
	}
	return Append(make([]Word, 0, len(text)/5+1), text)
}

// Append adds the words of text, as Cut cuts it, to out.
func Append(out []Word, text string) []Word { return shortest().append(out, text, false) }

// Parts cuts a word into the words that it is made of: 秸秆 and 综合利用率 of 秸秆综合利用率, which the dictionary knows as one.
func Parts(word string) []Word { return shortest().append(nil, word, true) }

var shortest = sync.OnceValue(func() *paths { return newPaths(load().Dict) })

// CutSearch segments text for an index: the words of Cut, and after each of them every shorter word of two
// or more runes that the dictionary knows inside it, by start and then by length. Words overlap; white space
// and punctuation stay in, as in Cut.
func CutSearch(text string) []Word {
	words := Cut(text)
	out := make([]Word, 0, len(words)+len(words)/4)
	dict := load().Dict
	for _, w := range words {
		out = append(out, w)
		if len(w.Text) < 3*utf8.UTFMax-3 { // fewer than three Han characters hold no word
			continue
		}
		out = inner(out, dict, w)
	}
	return out
}

func inner(out []Word, dict *gse.Dictionary, w Word) []Word {
	for i, r := range w.Text {
		if r < utf8.RuneSelf {
			continue
		}
		_, first := utf8.DecodeRuneInString(w.Text[i:])
		for j := i + first; j < len(w.Text); {
			_, n := utf8.DecodeRuneInString(w.Text[j:])
			j += n
			if i == 0 && j == len(w.Text) {
				continue
			}
			if _, _, err := dict.Value([]byte(w.Text[i:j])); err != nil {
				continue
			}
			_, pos, _ := dict.Find([]byte(w.Text[i:j]))
			out = append(out, Word{Text: w.Text[i:j], Start: w.Start + i, End: w.Start + j, POS: pos})
		}
	}
	return out
}
