// Package query is the search language: its grammar, its tree, and errors that say where and what was expected.
//
//	query   = and { "OR" and } .
//	and     = term { [ "AND" ] term } .
//	term    = [ "-" ] primary .
//	primary = "(" query ")" | [ field ":" ] operand .
//	operand = word [ "*" ] | phrase | range .
//	phrase  = `"` { any character but `"` } `"` .
//	range   = [ number ] ".." [ number ] | ( ">=" | ">" | "<=" | "<" | "=" ) number .
//	field   = one of Fields, or one of its Chinese names .
//
// Words are parted by white space, and Chinese may be typed without any: the index cuts a word further. All
// words must be found; OR binds weaker than that; NOT is another way to write the minus sign. Ranges and
// comparisons belong to the fields that hold numbers or dates. Full-width punctuation counts as half-width,
// so “牵头：市发展改革委” is lead:市发展改革委.
//
//	高标准农田 牵头:农业农村委
//	"一网通办" -genre:规划 year:2023..2027
//	indicator:高标准农田 value:>=5万亩 deadline:..2025
//	(垃圾分类 OR 生活垃圾) region:重庆 title:方案
//	数字经*
package query

// Kind says what a field holds.
type Kind uint8

// The kinds of field.
const (
	Text   Kind = iota // words, found within the field
	Number             // decimal numbers, with 万, 亿 and a unit for value
	Date               // 2025, 2025-06, 2025-06-30: each stands for all its days
)

// Field is a field that a query may name.
type Field struct {
	Name  string
	Kind  Kind
	Names []string // Chinese names
	About string
}

// Fields are all of them, in the order in which help shows them.
var Fields = []Field{
	{"title", Text, []string{"标题", "题名"}, "title of the plan or task"},
	{"heading", Text, []string{"章节", "小标题"}, "headings above the task"},
	{"text", Text, []string{"正文", "内容"}, "the words themselves"},
	{"lead", Text, []string{"牵头", "牵头单位", "牵头部门", "主办"}, "body that leads (牵头单位)"},
	{"responsible", Text, []string{"责任", "责任单位", "责任部门", "负责单位"}, "body that answers (责任单位)"},
	{"cooperating", Text, []string{"配合", "配合单位", "参与单位"}, "body that takes part (配合单位)"},
	{"unit", Text, []string{"单位", "部门"}, "body in any of these roles"},
	{"indicator", Text, []string{"指标"}, "what a target measures"},
	{"value", Number, []string{"目标值", "数值"}, "value of a target, in its base unit: value:>=5万亩"},
	{"deadline", Date, []string{"期限", "完成时限", "时限"}, "by when a target or task is due"},
	{"region", Text, []string{"地区", "地域", "区域"}, "region by name or code, with all that lies in it"},
	{"level", Text, []string{"层级", "级别"}, "national, province, prefecture, county, town; 国家 省 市 县 乡"},
	{"year", Number, []string{"年份", "年度"}, "year of the plan"},
	{"genre", Text, []string{"文种", "体裁"}, "kind of document: 实施方案, 意见, 规划"},
	{"issuer", Text, []string{"发文机关", "发文单位", "印发单位"}, "body that issued the plan"},
	{"number", Text, []string{"文号", "发文字号"}, "document number"},
	{"plan", Text, []string{"编号"}, "id of the plan"},
}

// Node is one node of a query's tree: And, Or, Not, Word, Phrase or Range.
type Node interface{ node() }

// And holds for what all its nodes hold for; without nodes, for everything.
type And struct{ Nodes []Node }

// Or holds for what one of its nodes holds for.
type Or struct{ Nodes []Node }

// Not holds for what its node does not hold for.
type Not struct{ Node Node }

// Word is what was typed without quotes; Field is "" for none. With Prefix, it is the beginning of a word.
type Word struct {
	Field, Text string
	Prefix      bool
	Pos         int // in code points from the query's start
}

// Phrase is what stood in quotes: found exactly so, without synonyms.
type Phrase struct {
	Field, Text string
	Pos         int
}

// Range is an interval of a Number or Date field. Dates are days as yyyymmdd.
type Range struct {
	Field            string
	Min, Max         *float64
	MinOpen, MaxOpen bool   // the bound itself is out
	Unit             string // "" for any
	Pos              int
}

func (And) node()    {}
func (Or) node()     {}
func (Not) node()    {}
func (Word) node()   {}
func (Phrase) node() {}
func (Range) node()  {}

func lookup(name string) (Field, bool) {
	for _, f := range Fields {
		if f.Name == name {
			return f, true
		}
		for _, n := range f.Names {
			if n == name {
				return f, true
			}
		}
	}
	return Field{}, false
}
