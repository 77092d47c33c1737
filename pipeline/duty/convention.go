package duty

import (
	"strings"
	"unicode/utf8"

	"taizhang/internal/han"
)

// conventions are what the document says once for all its statements: 逗号前为牵头单位，其余按职责分工负责，下同.
// That the first body listed leads (列首位的为牵头单位，下同) changes no role: the roles stay as each statement gives them.
type conventions struct {
	commaLeads bool // the bodies before the first comma lead
}

// learn takes up a convention that the text states. It holds from there on, for the statement it stands in too.
func (c *conventions) learn(text string) {
	if strings.Contains(text, "逗号前") && strings.Contains(text, "牵头") {
		c.commaLeads = true
	}
}

// remark reads a sentence about the statements themselves at the start of s, and returns its width: a convention,
// 以下责任单位中均包含…，不再列出, 各县区均为责任单位，以下不再列出. clause is the clause that s starts with.
func (r *reader) remark(s, clause string) int {
	if !isRemark(clause) {
		return 0
	}
	w := len(clause)
	sentence := s
	if i := strings.IndexAny(s, "。；"); i >= 0 {
		sentence = s[:i]
	}
	r.remarks++
	if names, ok := everywhere(sentence); ok {
		r.close()
		in := read(names, responsible, &conventions{})
		for _, n := range in.responsible {
			if !r.has(n) {
				r.sure++
				r.add(n, responsible)
			}
		}
		return len(sentence)
	}
	// What follows goes on with the remark: 其余按职责分工负责，下同
	for w < len(s) {
		c, n := utf8.DecodeRuneInString(s[w:])
		if c != '，' && c != ',' {
			break
		}
		next := s[w+n:]
		end := clauseEnd(next)
		if !isRemark(next[:end]) && !strings.HasPrefix(next, "其余") && !strings.HasPrefix(next, "其他") && !strings.HasPrefix(next, "未") {
			break
		}
		w += n + end
	}
	return w
}

func isRemark(clause string) bool {
	clause = unbracketed(clause)
	if strings.HasPrefix(clause, "含") || strings.HasPrefix(clause, "包括") || strings.HasPrefix(clause, "包含") {
		return true
	}
	for _, w := range []string{"下同", "以下", "不再列出", "不再一一列", "不再逐一", "不再重复", "首位", "第一位", "逗号前", "分号前", "顿号前", "均为责任单位", "均为牵头单位", "均包含", "列第一", "排在前", "按照任务分工", "以上任务", "上述任务", "适用范围"} {
		if han.Contains(clause, w) {
			return true
		}
	}
	return false
}

// everywhere is the list of bodies in a remark that makes them answer for every task: 以下任务均需各县区落实,
// 各县区均为责任单位, 以下责任单位中均包含各县区.
func everywhere(s string) (string, bool) {
	for _, e := range []string{"均为责任单位", "均为落实单位"} {
		if i := strings.Index(s, e); i > 0 {
			return s[:i], true
		}
	}
	for _, b := range []string{"均需由", "均需", "均须由", "均须", "均包含", "均包括", "均含"} {
		_, rest, ok := strings.Cut(s, b)
		if !ok {
			continue
		}
		for _, e := range []string{"贯彻落实", "负责落实", "抓好落实", "落实", "负责", "，不再", "不再"} {
			if i := strings.Index(rest, e); i > 0 {
				return strings.TrimRight(rest[:i], "，、"), true
			}
		}
		return rest, true
	}
	return "", false
}

func (r *reader) has(name string) bool {
	for _, l := range [][]string{r.lead, r.responsible, r.cooperating} {
		for _, n := range l {
			if n == name {
				return true
			}
		}
	}
	for _, w := range r.waiting {
		if w.name == name {
			return true
		}
	}
	return false
}

// unbracketed is s without what stands in brackets.
func unbracketed(s string) string {
	if strings.IndexFunc(s, isOpen) < 0 {
		return s
	}
	depth := 0
	return strings.Map(func(c rune) rune {
		switch {
		case isOpen(c):
			depth++
			return -1
		case isClose(c) && depth > 0:
			depth--
			return -1
		case depth > 0:
			return -1
		}
		return c
	}, s)
}
