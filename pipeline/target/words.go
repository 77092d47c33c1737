package target

// The grammar's words: pipeline/lexicon/data/target_words.tsv gives each a class. A word may have several.
import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
)

// class is the set of roles that a word may play.
type class uint32

const (
	before class = 1 << iota // comparison before the figure: 不低于, 突破
	after                    // comparison after it: 以上, 左右
	level                    // reach this value: 达到, 稳定在
	up                       // change upwards: 提高, 增长
	down                     // change downwards: 下降, 压减
	to                       // 到, 至 after a change: the figure is a level
	from                     // 由, 从: the figure is where the change starts
	output                   // build or do so many: 建设, 培育, 新增
	hedge                    // 力争, 争取
	adverb                   // carries no part of an indicator: 确保, 全面
	dist                     // 分别
	all                      // 均, 都
	per                      // 每, 每年
	past                     // 已, 目前, 去年
	rule                     // the terms of a rule: 补助, 最高
	stock                    // what is there already: 依托, 围绕
	cond                     // a condition: 凡, 符合
	join                     // 、 和 及
	cover                    // 全覆盖
	every                    // 全部, 所有
	base                     // 比, 较: what follows is the baseline
	limit                    // ends a service: 办结, 放行
	entity                   // bodies that a threshold picks out: 企业, 项目
)

var classNames = []string{"before", "after", "level", "up", "down", "to", "from", "output", "hedge", "adverb", "dist", "all", "per", "past", "rule", "stock", "cond", "join", "cover", "every", "base", "limit", "entity"}

func (c class) String() string {
	var s []string
	for i, n := range classNames {
		if c&(1<<i) != 0 {
			s = append(s, n)
		}
	}
	return strings.Join(s, "+")
}

// entry is what the lexicon says of one word.
type entry struct {
	class   class
	op      string // of before and after
	measure string // of output and up: level, increase, growth_rate
}

// list is a list of the lexicon's target_lists.tsv, read at its first use.
func list(name string) func() []string {
	return sync.OnceValue(func() []string {
		var out []string
		for _, r := range lexicon.MustLoad("target_lists").Rows {
			if r[0] == name {
				out = append(out, r[1])
			}
		}
		if out == nil {
			panic("target: no list " + name) // a fault of the build
		}
		return out
	})
}

type wordTable struct {
	byWord map[string]*entry
	first  [1 << 16]uint8 // longest word in bytes by first rune; every word begins with one of the basic plane
	begins runeSet        // the first runes of words, and the runes that are words by themselves
}

var grammar = sync.OnceValue(func() *wordTable {
	t := &wordTable{byWord: map[string]*entry{}}
	bit := map[string]class{}
	for i, n := range classNames {
		bit[n] = 1 << i
	}
	for _, r := range lexicon.MustLoad("target_words").Rows {
		e := t.byWord[r[0]]
		if e == nil {
			e = &entry{}
			t.byWord[r[0]] = e
			first, _ := utf8.DecodeRuneInString(r[0])
			t.first[first] = max(t.first[first], uint8(len(r[0])))
			t.begins.add(first)
		}
		c := bit[r[1]]
		e.class |= c
		switch {
		case c&(before|after) != 0:
			e.op = r[2]
		case r[2] != "":
			e.measure = r[2]
		}
	}
	for _, r := range alone {
		t.begins.add(r)
	}
	return t
})

// longestBy is how many bytes the longest word has that begins with r, 0 if none does.
func (t *wordTable) longestBy(r rune) int {
	if r >= rune(len(t.first)) {
		return 0
	}
	return int(t.first[r])
}

func hasClass(toks []token, c class) bool {
	for i := range toks {
		if toks[i].is(c) {
			return true
		}
	}
	return false
}

func hasAny(toks []token, words ...string) bool {
	for i := range toks {
		if slices.Contains(words, toks[i].text) {
			return true
		}
	}
	return false
}

func hasText(toks []token, s string) bool {
	for i := range toks {
		if toks[i].text == s {
			return true
		}
	}
	return false
}

func endsIn(s string, ends []string) bool {
	for _, w := range ends {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func startsIn(s string, starts []string) bool {
	for _, w := range starts {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// nounish reports whether a token can end a noun.
func nounish(t *token) bool {
	if t.kind == name {
		return true
	}
	if t.kind != word || t.class&^(entity|rule|limit) != 0 {
		return false
	}
	if strings.HasPrefix(t.pos, "n") {
		return true
	}
	switch t.pos {
	case "vn", "j", "an", "l", "b", "s":
		return true
	}
	return t.text == "性" || t.text == "化" || t.pos == "x" && len(t.text) >= 3
}

func countable(q *quantity) bool {
	return q.of != nil && q.of.dimension == "count" && q.of.class != "vague"
}

// region tells the words for the whole territory that open an indicator.
func region(s string) bool {
	switch s {
	case "全市", "全省", "全县", "全区", "全国", "我市", "我省", "我县", "我区", "全州", "全旗", "全镇", "全乡", "全盟", "全社会":
		return true
	}
	return false
}

func levelWord(s string) bool {
	switch s {
	case "各省", "各市", "各县", "各区", "各州", "各盟", "各设区市", "各乡", "各镇", "政府", "国家", "省", "市", "州", "县", "区", "旗", "盟", "乡", "镇", "乡镇", "街道", "镇街", "村", "自治区", "部", "中央", "全省", "全市", "全县", "全区":
		return true
	}
	return false
}

// place tells the names of places.
func place(t *token) bool {
	return t.kind == word && (t.pos == "ns" || endsIn(t.text, []string{"镇", "乡", "村", "街道", "办事处", "苏木", "县", "区"}))
}

// disposed is where the noun behind 将 or 把 starts (民政部门要将…全部纳入): who does it is not what is covered. 0 without one.
func disposed(t []token, end int) int {
	for k := end - 1; k > 0; k-- {
		if disposes(&t[k]) || t[k].text == "对" && startsIn(t[k+1].text, []string{"全", "所有", "各", "重点"}) {
			return k + 1
		}
	}
	return 0
}

// disposes tells the words that put what is dealt with before its verb: 将…降低至, 把…纳入.
func disposes(t *token) bool { return t.text == "将" || t.text == "把" }
