package duty

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/unit"
)

// role is what a body does for a task.
type role uint8

const (
	none role = iota
	lead
	responsible
	cooperating
)

var roleNamed = map[string]role{"lead": lead, "responsible": responsible, "cooperating": cooperating}

// word is one entry of roles.tsv.
type word struct {
	text string
	role role
	weak bool // a verb that counts only at the end of a clause
}

// vocabulary is roles.tsv, each list with the longest words first.
type vocabulary struct {
	marks, holders, times, persons, verbs, adverbs, by, manner []word
}

var words = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{}
	lists := map[string]*[]word{"mark": &v.marks, "holder": &v.holders, "time": &v.times, "person": &v.persons,
		"verb": &v.verbs, "adverb": &v.adverbs, "by": &v.by, "manner": &v.manner}
	weak := map[string]bool{}
	for _, r := range lexicon.MustLoad("roles").Rows {
		if r[1] == "weak" {
			weak[r[0]] = true
		} else if l := lists[r[1]]; l != nil {
			*l = append(*l, word{text: r[0], role: roleNamed[r[2]]})
		}
	}
	for i := range v.verbs {
		v.verbs[i].weak = weak[v.verbs[i].text]
	}
	for _, l := range lists {
		slices.SortStableFunc(*l, func(a, b word) int { return len(b.text) - len(a.text) })
	}
	return v
})

// prefix is the longest word of the list that s starts with.
func prefix(list []word, s string) (word, bool) {
	for _, w := range list {
		if strings.HasPrefix(s, w.text) {
			return w, true
		}
	}
	return word{}, false
}

func holds(list []word, s string) (word, bool) {
	first, at := word{}, -1
	for _, w := range list {
		if i := strings.Index(s, w.text); i >= 0 && (at < 0 || i < at) {
			first, at = w, i
		}
	}
	return first, at >= 0
}

// longestLabel is how many runes a label may have: 工作任务牵头（责任）单位.
const longestLabel = 18

// label is what stands before a colon.
type label struct {
	role  role
	kind  labelKind
	width int // bytes with the colon
}

type labelKind uint8

const (
	noLabel labelKind = iota
	bodies            // 责任单位：
	neutral           // 市分工方案：, whose list is judged by its verbs
	time              // 完成时限：
	persons           // 责任领导：, 联系电话：
)

// labelAt reads a label at the start of s. A label holds no separator but / 、 and 和 between two marks.
func labelAt(s string) label {
	n := 0
	for i, r := range s {
		switch r {
		case '：', ':':
			if i == 0 {
				return label{}
			}
			l := labelOf(s[:i])
			if l.kind != noLabel {
				l.width = i + utf8.RuneLen(r)
			}
			return l
		case '，', '；', '。', ',', ';', '《', '“', '\n', '\t':
			return label{}
		}
		if n++; n > longestLabel {
			return label{}
		}
	}
	return label{}
}

// labelOf judges the words before a colon.
func labelOf(s string) label {
	v := words()
	s = strings.Trim(strings.ReplaceAll(s, " ", ""), "*_#●■◆▲★·－-—")
	if _, ok := suffix(v.times, s); ok {
		return label{kind: time}
	}
	if _, ok := suffix(v.persons, s); ok {
		return label{kind: persons}
	}
	if w, ok := suffix(v.holders, s); ok {
		head := s[:len(s)-len(w.text)]
		m, ok := holds(v.marks, head)
		if !ok || unit.LooksOf(head[:strings.Index(head, m.text)]) == unit.Body { // 市教育局配合单位：, where a name ran into it
			return label{}
		}
		if strings.Contains(head, "牵头") || strings.Contains(head, "主办") {
			m.role = lead
		}
		return label{kind: bodies, role: m.role}
	}
	if w, ok := suffix(v.marks, s); ok && utf8.RuneCountInString(s) <= 4 { // 牵头：, 配合：
		return label{kind: bodies, role: w.role}
	}
	if strings.HasSuffix(s, "分工方案") || strings.HasSuffix(s, "责任分工") || strings.HasSuffix(s, "职责分工") || strings.HasSuffix(s, "任务分工") {
		return label{kind: neutral}
	}
	return label{}
}

func suffix(list []word, s string) (word, bool) {
	for _, w := range list {
		if strings.HasSuffix(s, w.text) {
			return w, true
		}
	}
	return word{}, false
}

// colonless reads a label that is not followed by a colon: 责任单位 市教育局, 牵头单位为市教育局, 责任单位市教育局.
func colonless(s string) label {
	if c, _ := utf8.DecodeRuneInString(s); !mayStart(c) {
		return label{}
	}
	l, ok := prefix(plainLabels(), s)
	if !ok {
		return label{}
	}
	rest := s[len(l.text):]
	for _, link := range []string{"分别为", "为", "是", " "} {
		if strings.HasPrefix(rest, link) {
			return label{kind: bodies, role: l.role, width: len(l.text) + len(link)}
		}
	}
	if startsBody(rest) && unit.LooksOf(upToSeparator(rest)) == unit.Body {
		return label{kind: bodies, role: l.role, width: len(l.text)}
	}
	return label{}
}

// plainLabels are mark and holder without more: the labels that are believed anywhere in a text.
var plainLabels = sync.OnceValue(func() []word {
	var out []word
	for _, m := range words().marks {
		for _, h := range []string{"单位", "部门", "处室", "科室", "股室", "主体"} {
			out = append(out, word{text: m.text + h, role: m.role})
		}
	}
	out = append(out, word{text: "牵头责任单位", role: lead}, word{text: "牵头负责单位", role: lead}, word{text: "牵头、责任单位", role: lead}, word{text: "牵头/责任单位", role: lead}, word{text: "牵头/责任部门", role: lead})
	slices.SortStableFunc(out, func(a, b word) int { return len(b.text) - len(a.text) })
	return out
})

// plainLabelAt reads such a label, with its colon, at the start of s.
func plainLabelAt(s string) label {
	if c, _ := utf8.DecodeRuneInString(s); !mayStart(c) {
		return label{}
	}
	w, ok := prefix(plainLabels(), s)
	if !ok {
		for _, t := range words().times {
			if rest, ok := strings.CutPrefix(s, t.text); ok && len(t.text) >= len("完成时限") && startsWithColon(rest) {
				return label{kind: time, width: len(t.text) + colonWidth(rest)}
			}
		}
		return label{}
	}
	if rest := s[len(w.text):]; startsWithColon(rest) {
		return label{kind: bodies, role: w.role, width: len(w.text) + colonWidth(rest)}
	}
	return label{}
}

func startsWithColon(s string) bool {
	return strings.HasPrefix(s, "：") || strings.HasPrefix(s, ":")
}

func colonWidth(s string) int {
	if s[0] == ':' {
		return 1
	}
	return len("：")
}

// verbAt reads the verb phrase at the start of s: 牵头, 按照各自职责分工负责, 分别牵头并负责落实. It must end where a
// clause can end: at a separator, the end, or, after a strong verb, where another body begins.
func verbAt(s string) (role, int) {
	v := words()
	at, r, weak, adverbs := 0, none, false, false
	for at < len(s) {
		rest := s[at:]
		if w, ok := prefix(v.verbs, rest); ok && !(w.weak && strings.HasPrefix(rest[len(w.text):], "单位")) {
			r, weak = strongest(r, w.role, weak, w.weak)
			at += len(w.text)
			continue
		}
		if n := mannerAt(rest); n > 0 {
			adverbs = true
			at += n
			continue
		}
		if w, ok := prefix(v.adverbs, rest); ok {
			at += len(w.text)
			continue
		}
		break
	}
	if r == none && adverbs { // 按职责分工, and nothing more
		r = responsible
	}
	if r == none || !ends(s[at:], weak) {
		return none, 0
	}
	return r, at
}

// strongest: 牵头 wins over 配合, 配合 over 负责; a weak verb wins over nothing.
func strongest(r, with role, weak, withWeak bool) (role, bool) {
	switch {
	case r == none, weak && !withWeak:
		return with, withWeak
	case withWeak:
		return r, weak
	case r == lead || with == lead:
		return lead, false
	case r == cooperating || with == cooperating:
		return cooperating, false
	}
	return r, false
}

// mannerAt: 按照各自职责分工 at the start of s, in bytes.
func mannerAt(s string) int {
	v := words()
	w, ok := prefix(v.by, s)
	if !ok {
		return 0
	}
	at := len(w.text)
	parts := 0
	for {
		m, ok := prefix(v.manner, s[at:])
		if !ok {
			break
		}
		at += len(m.text)
		parts++
	}
	if parts == 0 {
		return 0
	}
	return at
}

// ends: can a clause end before rest?
func ends(rest string, weak bool) bool {
	if rest == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if isSeparator(r) || isClose(r) || isOpen(r) || r == ' ' || r == '。' {
		return true
	}
	if weak {
		return false
	}
	for _, p := range []string{"市", "省", "区", "县", "各", "有关", "相关", "会同", "和", "，"} {
		if strings.HasPrefix(rest, p) {
			return true
		}
	}
	return false
}

// starters are the runes that verbs, what stands around them, and labels begin with.
var starters = sync.OnceValue(func() map[rune]bool {
	m := map[rune]bool{}
	v := words()
	for _, l := range [][]word{v.verbs, v.adverbs, v.by, v.marks, v.times} {
		for _, w := range l {
			c, _ := utf8.DecodeRuneInString(w.text)
			m[c] = true
		}
	}
	return m
})
