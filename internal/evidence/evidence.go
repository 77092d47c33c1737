// Package evidence lists what a document seems to say and its plan does not: a way to see mistakes where there is no gold.
//
// It looks with its own, coarser eyes, which know as little as possible of how the recognisers work, and holds what it
// sees against what they claimed. What is left over is not always a mistake (a past result has a figure and is no
// target), so every piece comes with the rule that let it go, and sums by rule.
package evidence

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"taizhang/internal/read"
	"taizhang/pipeline/citation"
	"taizhang/pipeline/document"
	"taizhang/pipeline/duty"
	"taizhang/pipeline/front"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/table"
	"taizhang/pipeline/target"
)

// The kinds of evidence, in order of print.
const (
	Role      = "role"      // a bracket or label line with role words that no assignment came from
	Body      = "body"      // a name like a body's inside an assignment that no unit came from
	Figure    = "figure"    // a figure in a sentence with words of goals that is no target
	Numbering = "numbering" // what looks like a label and opens no outline item
	Citation  = "citation"  // 《…》 that is no citation
)

// Kinds are all of them.
var Kinds = []string{Role, Body, Figure, Numbering, Citation}

// Piece is one piece of evidence that nothing claims.
type Piece struct {
	Kind    string `json:"kind"`
	File    string `json:"file"`
	Line    int    `json:"line"` // of the source's text, counted from 1
	Snippet string `json:"snippet"`
	Why     string `json:"why"` // the rule that let it go
}

// Found is all evidence of a document (or of many): how much there is of each kind, and what of it nothing claims.
type Found struct {
	Seen      map[string]int
	Unclaimed []Piece
}

// Look reads and recognises one source, and lists what was left over. Errors are those of reading.
func Look(ctx context.Context, in read.Input, lim read.Limits) (*Found, error) {
	d, err := read.Read(ctx, in, lim)
	if err != nil {
		return nil, err
	}
	l := looker{d: d, found: Found{Seen: map[string]int{}}}
	matter := front.Read(d)
	tables := table.Find(d)
	tree := outline.Build(d, matter.Body, tables)
	l.duties = duty.Find(d, tree, tables).Assignments
	l.roles()
	l.bodies()
	l.figures(target.ExplainIn(d, tree, tables, around(matter), document.Span{End: len(d.Text)}))
	l.numbering(tree, tables)
	l.citations(citation.Find(d, deref(matter.Title)))
	slices.SortStableFunc(l.found.Unclaimed, func(a, b Piece) int { return slices.Index(Kinds, a.Kind) - slices.Index(Kinds, b.Kind) })
	return &l.found, ctx.Err()
}

// around is what the sentences of a document do not say themselves.
func around(m front.Matter) target.Context {
	c := target.Context{IssuedOn: deref(m.IssuedOn), Genre: deref(m.Genre)}
	if m.Period != nil {
		c.PeriodFrom, c.PeriodTo = m.Period.From, m.Period.To
	}
	return c
}

type looker struct {
	d      *document.Document
	duties []duty.Assignment
	found  Found
}

func (l *looker) seen(kind string) { l.found.Seen[kind]++ }

func (l *looker) unclaimed(kind string, s document.Span, why string) {
	line := 1 + strings.Count(l.d.Raw()[:l.d.ToRaw(s).Start], "\n")
	l.found.Unclaimed = append(l.found.Unclaimed, Piece{kind, l.d.Path, line, snippet(l.d.Slice(s)), why})
}

// snippet is text on one line, its middle left out where it is long.
func snippet(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > 80 {
		r = slices.Concat(r[:50], []rune("…"), r[len(r)-29:])
	}
	return string(r)
}

// Words that say who does a task; each is enough for a bracket or a label line to be evidence.
var (
	roleWords = regexp.MustCompile(`(牵头|责任|配合|参与|负责|主办|协办|落实)(单位|部门|处室|科室|主体)|牵头|按.{0,2}职责.{0,6}负责|(负责|配合|落实|参与|协助)[)）〕］】\]。；;]?$`)
	roleLabel = regexp.MustCompile(`^(牵头|责任|配合|参与|负责|主办|协办|落实)(单位|部门|处室|科室|主体)[:：]`)
	bodyWord  = regexp.MustCompile(`(局|委|厅|办|部|公司|委员会|政府|中心|单位|部门|院|会|社|站|所|队|街道|乡镇)`)
	bodyEnd   = regexp.MustCompile(`(局|委|厅|办|部|公司|委员会|政府|管委会)$`)
)

const (
	openers = "（(〔［[【"
	closers = "）)〕］]】"
	longest = 1200 // bytes of a bracket that is looked at
)

func (l *looker) roles() {
	claimed := func(s document.Span) bool {
		return slices.ContainsFunc(l.duties, func(a duty.Assignment) bool { return a.Form != duty.Prose && a.Span.Overlaps(s) })
	}
	look := func(s document.Span) {
		l.seen(Role)
		if claimed(s) {
			return
		}
		why := "bodies are named, but no statement of roles was read"
		if !roleWords.MatchString(l.d.Slice(s)) {
			why = "a bare list of bodies"
		} else if !bodyWord.MatchString(l.d.Slice(s)) {
			why = "no body is named"
		}
		l.unclaimed(Role, s, why)
	}
	text := l.d.Text
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		if !strings.ContainsRune(openers, r) {
			at += n
			continue
		}
		end := closing(text, at)
		if end > 0 && (roleWords.MatchString(text[at:end]) || bareList(text[at+n:end-n])) {
			look(document.Span{Start: at, End: end})
			at = end
			continue
		}
		at += n
	}
	for i := range l.d.Blocks {
		if b := &l.d.Blocks[i]; b.Kind == document.Paragraph && roleLabel.MatchString(l.d.Slice(b.Span)) {
			look(b.Span)
		}
	}
}

// bareList reports whether what a bracket holds is a list of two bodies or more and nothing else.
func bareList(s string) bool {
	names := strings.FieldsFunc(strings.Join(strings.Fields(s), ""), func(r rune) bool { return strings.ContainsRune("、，,；;", r) })
	if len(names) < 2 {
		return false
	}
	for _, n := range names {
		n = strings.TrimSuffix(n, "等")
		if utf8.RuneCountInString(n) < 3 || !bodyEnd.MatchString(n) { // （厅、委） stands behind 各部门
			return false
		}
	}
	return true
}

// closing is the end of the bracket that opens at the byte start, nested ones counted; 0 if it does not close soon.
func closing(text string, start int) int {
	depth := 0
	for i, r := range text[start:min(start+longest, len(text))] {
		switch {
		case strings.ContainsRune(openers, r):
			depth++
		case strings.ContainsRune(closers, r):
			if depth--; depth == 0 {
				return start + i + utf8.RuneLen(r)
			}
		}
	}
	return 0
}

func (l *looker) bodies() {
	for i := range l.duties {
		a := &l.duties[i]
		if a.Form == duty.Prose || a.Inherited {
			continue
		}
		rest := strings.Join(strings.Fields(l.d.Slice(a.Span)), "")
		names := slices.Concat(a.Lead, a.Responsible, a.Cooperating)
		slices.SortFunc(names, func(x, y string) int { return len(y) - len(x) })
		for _, n := range names {
			l.seen(Body)
			rest = strings.ReplaceAll(rest, n, "|")
		}
		for _, word := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("|、，,；;：:。/"+openers+closers, r) }) {
			if bodyEnd.MatchString(word) && utf8.RuneCountInString(word) > 2 {
				l.seen(Body)
				l.unclaimed(Body, a.Span, "left over: "+word)
			}
		}
	}
}

// Words of goals; a figure in a sentence without one is no evidence.
var goalWords = regexp.MustCompile(`到20\d\d年|力争|争取|确保|达到|不低于|不少于|不超过|以上|以内|提高|提升|新增|新建|建成|建设|打造|培育|突破|控制在|完成|实现|增长|下降|降低|压缩|翻番`)

func (l *looker) figures(x target.Explanation) {
	for _, s := range x.Sentences {
		goal := goalWords.MatchString(s.Text)
		for _, v := range s.Verdicts {
			switch {
			case v.Target != nil:
				l.seen(Figure)
			case goal:
				l.seen(Figure)
				l.unclaimed(Figure, s.Span, v.Figure+": "+v.Against)
			}
		}
	}
}

func (l *looker) numbering(tree *outline.Tree, tables []table.Table) {
	tree.Walk(func(it *outline.Item) {
		if !it.Synthesized {
			l.seen(Numbering)
		}
	})
	for _, s := range outline.Missed(l.d, tree, tables) {
		l.seen(Numbering)
		b := s
		if i := l.d.BlockAt(s.Start); i >= 0 {
			b.End = max(b.End, l.d.Blocks[i].End)
		}
		l.unclaimed(Numbering, b, "not believed in its sequence")
	}
}

var title = regexp.MustCompile(`《[^《》]{4,120}》`)

func (l *looker) citations(found []citation.Citation) {
	for _, at := range title.FindAllStringIndex(l.d.Text, -1) {
		s := document.Span{Start: at[0], End: at[1]}
		l.seen(Citation)
		if !slices.ContainsFunc(found, func(c citation.Citation) bool { return c.Span.Overlaps(s) }) {
			l.unclaimed(Citation, s, "no citation covers it")
		}
	}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
