package target

// The grammar's words: pipeline/lexicon/data/target_words.tsv gives each a class. A word may have several.
import (
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

type wordTable struct {
	byWord map[string]*entry
	first  map[rune]int // longest word in bytes by first rune
}

var grammar = sync.OnceValue(func() *wordTable {
	t := &wordTable{byWord: map[string]*entry{}, first: map[rune]int{}}
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
			t.first[first] = max(t.first[first], len(r[0]))
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
	return t
})
