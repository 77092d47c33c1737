package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Limits that keep a query from running away.
const (
	MaxLength  = 1000 // code points
	MaxClauses = 64   // words, phrases and ranges
	MaxDepth   = 16   // parentheses
)

// Error says where a query cannot be understood and what was expected there.
type Error struct {
	Pos     int    // in code points from the query's start, from 0
	Message string // one lower-case line
	Chinese string // the same
}

func (e *Error) Error() string { return fmt.Sprintf("query, character %d: %s", e.Pos+1, e.Message) }

// Parse reads a query. The tree's outermost node is an And; an empty query is an And without nodes.
func Parse(s string) (And, error) {
	in := []rune(s)
	if len(in) > MaxLength {
		return And{}, wrong(MaxLength, "the query is longer than %d characters: shorten it", MaxLength)
	}
	for i, r := range in {
		in[i] = half(r)
	}
	p := parser{in: in}
	n, err := p.or()
	if err != nil {
		return And{}, err
	}
	if p.space(); p.at < len(p.in) {
		return And{}, p.errorf(p.at, "“)” without its “(”: take it away or put it in quotes")
	}
	if a, ok := n.(And); ok {
		return a, nil
	}
	return And{[]Node{n}}, nil
}

// half folds the full-width signs that the grammar uses to half-width ones.
func half(r rune) rune {
	switch r {
	case '“', '”', '„', '‟', '＂', '「', '」', '『', '』':
		return '"'
	case '－', '−':
		return '-'
	case '＞':
		return '>'
	case '＜':
		return '<'
	case '＝':
		return '='
	case '≥', '≧':
		return '≥'
	case '≤', '≦':
		return '≤'
	case '：':
		return ':'
	case '（':
		return '('
	case '）':
		return ')'
	case '＊':
		return '*'
	case '…':
		return '…'
	}
	return r
}

type parser struct {
	in             []rune
	at             int
	clauses, depth int
}

func (p *parser) errorf(at int, format string, args ...any) error {
	return wrong(at, format, args...)
}

func wrong(at int, format string, args ...any) *Error {
	return &Error{at, fmt.Sprintf(format, args...), inChinese(format, args...)}
}

func (p *parser) space() {
	for p.at < len(p.in) && separator(p.in[p.at]) {
		p.at++
	}
}

// separator runes part words and mean nothing else: a sentence may be pasted with its commas.
func separator(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",，、;；。?？!！", r)
}

func (p *parser) peek() rune {
	if p.at < len(p.in) {
		return p.in[p.at]
	}
	return 0
}

// keyword reads one of the words, in capitals and standing alone.
func (p *parser) keyword(words ...string) bool {
	for _, w := range words {
		end := p.at + len(w)
		if end <= len(p.in) && string(p.in[p.at:end]) == w && (end == len(p.in) || separator(p.in[end]) || p.in[end] == '(') {
			p.at = end
			return true
		}
	}
	return false
}

func (p *parser) or() (Node, error) {
	if p.depth++; p.depth > MaxDepth {
		return nil, p.errorf(p.at, "more than %d parentheses inside each other: write it flatter", MaxDepth)
	}
	defer func() { p.depth-- }()
	first, err := p.and()
	if err != nil {
		return nil, err
	}
	nodes := []Node{first}
	for {
		p.space()
		at := p.at
		if !p.keyword("OR", "||", "|") {
			break
		}
		n, err := p.and()
		if err != nil {
			return nil, err
		}
		if a, ok := n.(And); ok && len(a.Nodes) == 0 {
			return nil, p.errorf(p.at, "a word, phrase or field is expected after OR")
		}
		if a, ok := nodes[0].(And); ok && len(a.Nodes) == 0 {
			return nil, p.errorf(at, "a word, phrase or field is expected before OR")
		}
		nodes = append(nodes, n)
	}
	if len(nodes) == 1 {
		return nodes[0], nil
	}
	return Or{nodes}, nil
}

func (p *parser) and() (Node, error) {
	var nodes []Node
	for {
		p.space()
		if p.at == len(p.in) || p.peek() == ')' {
			break
		}
		at := p.at
		if p.keyword("OR", "||", "|") {
			p.at = at
			break
		}
		if p.keyword("AND", "&&") {
			if p.space(); len(nodes) == 0 || p.at == len(p.in) {
				return nil, p.errorf(at, "AND stands between two words: put one on each side, or write it in quotes")
			}
			continue
		}
		n, err := p.term()
		if err != nil {
			return nil, err
		}
		if n != nil {
			nodes = append(nodes, n)
		}
	}
	return And{nodes}, nil
}

func (p *parser) term() (Node, error) {
	at := p.at
	not := p.keyword("NOT")
	if !not && p.peek() == '-' {
		p.at++
		not = true
	}
	if not {
		p.space()
		if p.at == len(p.in) || p.peek() == ')' {
			return nil, p.errorf(at, "a word, phrase or field is expected after the minus sign")
		}
	}
	n, err := p.primary()
	if err != nil || n == nil {
		return nil, err
	}
	if not {
		return Not{n}, nil
	}
	return n, nil
}

func (p *parser) primary() (Node, error) {
	if p.peek() != '(' {
		return p.clause()
	}
	open := p.at
	p.at++
	n, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.space(); p.peek() != ')' {
		return nil, p.errorf(open, "“(” is not closed: add “)”")
	}
	p.at++
	if a, ok := n.(And); ok && len(a.Nodes) == 0 {
		return nil, p.errorf(open, "a word, phrase or field is expected between the parentheses")
	}
	return n, nil
}

// clause reads [field:]operand.
func (p *parser) clause() (Node, error) {
	if p.clauses++; p.clauses > MaxClauses {
		return nil, p.errorf(p.at, "more than %d words: leave some out", MaxClauses)
	}
	start := p.at
	for p.at < len(p.in) && !separator(p.in[p.at]) && !strings.ContainsRune(`:"()`, p.in[p.at]) {
		p.at++
	}
	name := string(p.in[start:p.at])
	if p.peek() != ':' || name == "" {
		p.at = start
		return p.operand(Field{})
	}
	f, ok := lookup(strings.ToLower(name))
	if !ok {
		if fieldLike(name) {
			return nil, p.errorf(start, "no field “%s”: %s", name, suggest(name))
		}
		// “目标：建设…”, “1.8:1”: the colon is the text's own.
		if p.at+1 < len(p.in) && unicode.IsDigit(p.in[p.at+1]) {
			p.at = start
			return p.operand(Field{})
		}
		p.at++
		return Word{Text: name, Pos: start}, nil
	}
	p.at++
	for p.at < len(p.in) && unicode.IsSpace(p.in[p.at]) {
		p.at++
	}
	if p.at == len(p.in) || p.peek() == ')' {
		return nil, p.errorf(p.at, "%s is expected after “%s:”", wanted(f), name)
	}
	return p.operand(f)
}

func fieldLike(name string) bool {
	for _, r := range name {
		if r >= unicode.MaxASCII || !unicode.IsLetter(r) && r != '_' {
			return false
		}
	}
	return true
}

func wanted(f Field) phrase {
	switch f.Kind {
	case Number:
		return phrase{"a number or a range (5, >=5, 2023..2027)", "数字或范围（5、>=5、2023..2027）"}
	case Date:
		return phrase{"a date or a range (2025, 2025-06, ..2027)", "日期或范围（2025、2025-06、..2027）"}
	}
	return phrase{"a word or a phrase", "字词或短语"}
}

func (p *parser) operand(f Field) (Node, error) {
	start := p.at
	if p.peek() == '"' {
		p.at++
		for p.at < len(p.in) && p.in[p.at] != '"' {
			p.at++
		}
		if p.at == len(p.in) {
			return nil, p.errorf(start, "the quotation mark is not closed: add “\"” at the end")
		}
		text := strings.TrimSpace(string(p.in[start+1 : p.at]))
		p.at++
		if text == "" {
			return nil, p.errorf(start, "there is nothing between the quotation marks")
		}
		if f.Kind != Text {
			return p.rangeOf(f, text, start)
		}
		return Phrase{Field: f.Name, Text: text, Pos: start}, nil
	}
	for p.at < len(p.in) && !strings.ContainsRune(`"()`, p.in[p.at]) && !unicode.IsSpace(p.in[p.at]) {
		if separator(p.in[p.at]) && !(f.Kind == Number && p.in[p.at] == ',') {
			break
		}
		p.at++
	}
	text := string(p.in[start:p.at])
	if text == "" {
		return nil, p.errorf(p.at, "%s is expected here", wanted(f))
	}
	if f.Kind != Text {
		return p.rangeOf(f, text, start)
	}
	word, prefix := strings.CutSuffix(text, "*")
	if strings.Contains(word, "*") {
		return nil, p.errorf(start+slices.Index([]rune(text), '*'), "“*” may stand only at the end of a word")
	}
	if prefix && len([]rune(word)) < 2 {
		return nil, p.errorf(start, "at least two characters are expected before “*”")
	}
	if !strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		p.clauses--
		return nil, nil // a lone sign says nothing
	}
	return Word{Field: f.Name, Text: word, Prefix: prefix, Pos: start}, nil
}

// suggest names the nearest field, or all of them.
func suggest(name string) phrase {
	best, far := "", 3
	for _, f := range Fields {
		if d := distance(strings.ToLower(name), f.Name); d < far {
			best, far = f.Name, d
		}
	}
	if best != "" {
		return phrase{"did you mean “" + best + ":”?", "是否要写“" + best + ":”？"}
	}
	var all []string
	for _, f := range Fields {
		all = append(all, f.Name)
	}
	return phrase{"there are " + strings.Join(all, ", "), "可用的有" + strings.Join(all, "、")}
}

// distance is the number of letters to insert, delete, replace or swap to make a of b.
func distance(a, b string) int {
	prev2, prev := []int(nil), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev = prev, cur
	}
	return prev[len(b)]
}
