package table

import (
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
)

// Where a layout lost its cells, the list of bodies is found by how the names of bodies begin and end.

type edges struct {
	start, end map[string]bool
	longest    int // runes of the longest edge
}

var bodyEdges = sync.OnceValue(func() edges {
	e := edges{start: map[string]bool{}, end: map[string]bool{}}
	for _, r := range lexicon.MustLoad("body_edges").Rows {
		if r[1] == "start" {
			e.start[r[0]] = true
		} else {
			e.end[r[0]] = true
		}
		e.longest = max(e.longest, utf8.RuneCountInString(r[0]))
	}
	return e
})

const (
	longestName  = 60 // bytes of a body's name
	shortestName = 6
)

// endsBody: s ends as the name of a body does.
func endsBody(s string) bool {
	e := bodyEdges()
	for i, n := len(s), 0; i > 0 && n < e.longest; n++ {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
		if e.end[s[i:]] {
			return true
		}
	}
	return false
}

// startsBody: s starts as the name of a body does.
func startsBody(s string) bool {
	e := bodyEdges()
	n := 0
	for i := range s {
		if n > 0 && e.start[s[:i]] {
			return true
		}
		if n++; n > e.longest {
			return false
		}
	}
	return e.start[s]
}

// nobody are the cells that say there is no body.
func nobody(s string) bool {
	switch s {
	case "—", "——", "-", "--", "/", "无", "－", "―", "\\":
		return true
	}
	return false
}

// names calls each name of a list, as it stands between separators outside brackets, until f says no.
func names(s string, f func(name string) bool) {
	depth, from := 0, 0
	for i, r := range s {
		switch r {
		case '（', '(', '〔', '“':
			depth++
		case '）', ')', '〕', '”':
			depth = max(0, depth-1)
		case '、', '，', '；', ',', ';', '/', ' ', '\n':
			if depth == 0 {
				if i > from && !f(s[from:i]) {
					return
				}
				from = i + utf8.RuneLen(r)
			}
		}
	}
	if from < len(s) {
		f(s[from:])
	}
}

// bareName drops what may stand behind a name: （牵头）, 等, 等有关单位, 按职责分工负责.
func bareName(s string) string {
	if strings.HasSuffix(s, "）") || strings.HasSuffix(s, ")") {
		if i := max(strings.LastIndex(s, "（"), strings.LastIndex(s, "(")); i > 0 {
			s = s[:i]
		}
	}
	for _, tail := range []string{"按职责分工负责", "负责", "牵头", "配合", "等部门", "等单位", "等"} {
		s = strings.TrimSuffix(s, tail)
	}
	return s
}

// misfit is how badly s reads as a list of bodies: 0 for 市财政局、市民政局.
func misfit(s string) int {
	if nobody(s) {
		return 0
	}
	bad := 0
	names(s, func(name string) bool {
		n := bareName(name)
		switch {
		case n == "":
			bad += 2
		case len(n) > longestName || len(n) < shortestName:
			bad += 4
		case !endsBody(n):
			bad += 4
		default:
			bad += glued(n)
			if !startsBody(n) {
				bad++
			}
			if strings.ContainsAny(n, "0123456789") {
				bad += 3
			}
		}
		return bad < 100
	})
	if strings.Contains(s, "。") {
		bad += 6
	}
	if strings.HasSuffix(s, "、") {
		bad += 3
	}
	return bad
}

// unpaired counts brackets and quotation marks without their mates: the other half stands in another cell.
func unpaired(s string) int {
	n, open := 0, 0
	for _, r := range s {
		switch r {
		case '（', '(', '“', '《', '〔':
			open++
		case '）', ')', '”', '》', '〕':
			if open == 0 {
				n++
			} else {
				open--
			}
		}
	}
	return n + open
}

// glued: two names that no separator parts, 市发展改革委市规划资源局: a known end, and then a start that the name itself
// begins with.
func glued(n string) int {
	r, w := utf8.DecodeRuneInString(n)
	first := n[:w]
	if r == '各' {
		return 0
	}
	if !bodyEdges().start[first] {
		return 0
	}
	for at := w + 3; at < len(n); {
		i := strings.Index(n[at:], first)
		if i < 0 {
			return 0
		}
		i += at
		if endsBody(n[:i]) && len(n)-i >= shortestName {
			return 5
		}
		at = i + w
	}
	return 0
}

// timely: s reads as a deadline: 2014年4季度出台具体措施, 持续实施, 长期.
func timely(s string) bool {
	n := utf8.RuneCountInString(s)
	if n == 0 || n > 30 {
		return false
	}
	for _, w := range [...]string{"年", "月", "季度", "持续", "长期", "常态", "底前", "日前", "全年", "逐年", "每", "完成", "适时", "立即", "按"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
