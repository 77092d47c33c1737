package target

// Scope: what stands outside a sentence and yet decides about it. The document's year; the section that looks
// back (工作回顾), sets goals (主要目标) or rules (罚则); the year that a heading names (2025年重点工作); the deadline that
// opens a list (到2027年，重点实现六个提升。一是…).
import (
	"strings"

	"taizhang/internal/han"
	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
)

// scope is what holds for the sentences of one outline item.
type scope struct {
	past, goal, rule bool
	general          bool // 总体要求: principles, and the goals where no section of their own holds them
	glossary         bool // explains the names that a report uses
	facts            bool // a table that no header makes one of tasks or indicators, or a text that is no official document
	heading          *Deadline
	list             *Deadline // set by the goal section's first sentence for the items below it
}

type scopes struct {
	doc       *document.Document
	ctx       Context
	own       int // the document's year, 0 if unknown
	end       int // last year of its period
	single    bool
	law       bool
	normative bool
	report    bool // a work report: its first half looks back
	of        map[*outline.Item]*scope
	numbered  map[string]bool // how many items stand in a row somewhere, as figures: the document's own measures
}

// fewestMeasures is how many items in a row a text may count as its own.
const fewestMeasures = 8

// counted are the numbers of items that stand in a row, under one parent or at the top.
func counted(t *outline.Tree) map[string]bool {
	rows := map[string]bool{}
	note := func(items []*outline.Item) {
		if n := len(items); n >= fewestMeasures {
			rows[itoa(n)] = true
		}
	}
	note(t.Items)
	t.Walk(func(it *outline.Item) { note(it.Children) })
	return rows
}

func newScopes(d *document.Document, t *outline.Tree, c Context) *scopes {
	s := &scopes{doc: d, ctx: c, of: map[*outline.Item]*scope{}, numbered: counted(t)}
	if len(c.IssuedOn) >= 4 {
		s.own, _, _ = intAt(c.IssuedOn, 0, 4)
	}
	s.end = c.PeriodTo
	if c.PeriodFrom > 0 && c.PeriodFrom == c.PeriodTo {
		s.single = true
		s.own = c.PeriodFrom
	}
	if s.own == 0 {
		s.own = c.PeriodFrom
	}
	s.law = isLaw(c.Genre)
	s.normative = normative(d.Text)
	s.report = strings.HasSuffix(c.Genre, "报告")
	return s
}

var lawGenres = list("genre of rules")

// normative reports a text that lays down what is allowed and owed, whatever its genre: words of rules stand thick in it
// and outnumber those of plans. Its figures are terms of rules unless it names a goal or a year for them.
func normative(text string) bool {
	rules, plans := han.Count(text, "应当")+han.Count(text, "不得"), 0
	if rules < 3 || rules*1700 < len(text)/3 { // most texts: not worth counting the rarer words
		return false
	}
	for _, w := range []string{"方可", "符合下列", "下列条件", "是指"} {
		rules += han.Count(text, w)
	}
	if rules == 0 || rules*850 < len(text)/3 { // fewer than 1.2 in a thousand runes
		return false
	}
	for _, w := range []string{"到20", "力争", "年底前", "目标", "争取", "确保", "提升", "推进", "推动", "加快", "打造", "培育"} {
		plans += han.Count(text, w)
	}
	return rules > plans
}

// isLaw tells the genres that lay down rules or facts: nearly every figure in them is a term of the rule.
func isLaw(genre string) bool {
	return endsIn(genre, lawGenres())
}

var (
	lookingBack = list("heading of the past")
	goalWords   = []string{"目标", "指标"}
	ruleWords   = list("heading of rules")
)

func (s *scopes) at(it *outline.Item) *scope {
	if it == nil {
		return &scope{rule: s.law, facts: s.ctx.Unofficial}
	}
	if sc := s.of[it]; sc != nil {
		return sc
	}
	up := s.at(it.Parent)
	sc := &scope{past: up.past, goal: up.goal, rule: up.rule || strings.HasPrefix(it.Label, "第") && strings.HasSuffix(it.Label, "条") && (s.normative || s.ctx.Genre == ""), facts: up.facts, heading: up.heading, list: up.list}
	if h := it.Heading; h != "" {
		if s.report && it.Depth == 1 && (len(h) > 35*3 || len(h) > 60 && !halves(h)) { // a heading that ran into its text
			h = h[:runeStart(h, 48)]
		}
		short := len(h) <= 60 && !strings.ContainsAny(h, "。；")
		says := short && !doing(h) // what part of the document it opens
		back := says && containsAny(h, lookingBack())
		if short && containsAny(h, goalWords) && (!sc.past || goalHeading(h)) {
			sc.goal, sc.past = true, false
		} else if back {
			sc.past = true
		}
		if says && (containsAny(strings.ReplaceAll(h, "标准化", ""), ruleWords()) || len(h) <= 10*3 && strings.HasSuffix(h, "条件")) {
			sc.rule = true
		}
		sc.general = short && !sc.goal && endsIn(strings.TrimRight(h, "。：:"), []string{"总体要求", "总体思路"})
		if short && !(sc.past && back) {
			s.headingYear(sc, h)
		}
		if s.report && strings.HasPrefix(h, "“") {
			if i := strings.Index(h, "”"); i > 0 && i < 60 && strings.Contains(h[i:min(len(h), i+40)], "：") {
				sc.glossary = true
			}
		}
	}
	s.of[it] = sc
	return sc
}

// halves reports a heading of a part that first looks back and then ahead: “十四五”时期发展成就和“十五五”时期主要目标任务.
func halves(h string) bool {
	i := strings.Index(h, "和“")
	return i > 0 && containsAny(h[:i], lookingBack()) && goalHeading(h)
}

// goalHeading tells a heading that opens goals (主要目标, 2025年目标任务) from one that only names them (锚定目标攻坚，…): in a
// section that looks back only the first turns to the time to come.
func goalHeading(h string) bool {
	return endsIn(strings.TrimRight(h, "。：:"), []string{"目标", "目标任务", "指标", "目标要求", "目标和任务", "目标与任务"})
}

// doing tells headings that say what to do (优化发展环境, 夯实工作基础) from those that name a part of the document.
func doing(h string) bool {
	return strings.HasPrefix(h, "建设") && (!strings.HasPrefix(h, "建设标准") || strings.HasPrefix(h, "建设标准化")) && !strings.HasPrefix(h, "建设现状") || containsAny(h, []string{"优化", "营造", "夯实", "打造", "筑牢", "巩固", "加强", "强化", "提升", "切实", "落实", "拓展", "统一", "建立", "完善", "放宽", "健全", "推动", "推进", "加快", "提高", "改善", "创造"})
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if han.Contains(s, w) {
			return true
		}
	}
	return false
}

// headingYear takes the year from a heading such as 2025年重点工作 or 2025年经济社会发展主要预期目标.
func (s *scopes) headingYear(sc *scope, h string) {
	if strings.Contains(h, "报告") {
		return
	}
	for i := 0; i+4 <= len(h); i++ {
		if h[i] < '1' || h[i] > '2' {
			continue
		}
		d, end := dateAt(h, i)
		if end == 0 || d.year == 0 || d.relative {
			continue
		}
		if s.own > 0 && d.year < s.own || strings.Contains(h[end:], "回顾") {
			sc.past = true
			return
		}
		sc.past = false
		sc.heading = &Deadline{Raw: h[i:end], Date: d.iso(s.own, s.end), Source: "heading"}
		return
	}
}

// opensYear reports whether a sentence of a work report turns to the year to come: 2025年是…, 今年发展主要预期目标是….
func (s *scopes) opensYear(text string) bool {
	head := text[:min(len(text), 120)]
	at := strings.Index(head, "今年")
	if at < 0 && s.own > 0 {
		at = strings.Index(head, itoa(s.own)+"年")
	}
	if at < 0 {
		at = s.opensPlan(head)
	}
	if at < 0 || at > 60 || strings.Contains(head, "工作报告") { // the title itself
		return false
	}
	for _, w := range []string{"目标", "工作", "任务", "总体要求", "是“", "是我们", "是实施", "是全面", "之年", "要", "重点"} {
		if strings.Contains(head[at:], w) && !strings.Contains(head, "回顾") {
			return true
		}
	}
	return false
}

// partYear is the year of a work report's part behind a sentence of it, given the year before it: reports whose parts have
// no heading turn to their tasks with a sentence (今年是…之年, 2025年发展的主要预期目标是…), which governs to the report's end.
func (s *scopes) partYear(now *Deadline, sc *scope, text string) *Deadline {
	head := text[:runeStart(text, min(len(text), 36))]
	if len(text) <= 60 && strings.HasSuffix(text, "实事") { // the annex: 2026年省十件民生实事
		if d, end := dateAt(text, 0); end > 0 && d.year > 0 && !d.relative {
			return &Deadline{Raw: text[:end], Date: d.iso(s.own, s.end), Source: "heading"}
		}
	}
	if during := han.Index(head, "时期"); during >= 0 {
		if plan := s.opensPlan(head[:during]); plan >= 0 && plan <= len("三、“") {
			return nil
		}
	}
	switch own := itoa(s.own) + "年"; {
	case s.own == 0, !s.opensYear(text):
		return now
	case strings.Contains(head, "今年"):
		return &Deadline{Raw: "今年", Date: itoa(s.own), Source: "heading"}
	case strings.Contains(head, own):
		return &Deadline{Raw: own, Date: itoa(s.own), Source: "heading"}
	}
	return now
}

// looksAhead reports whether a sentence may name a year behind the document's own, so that it counts even in a section
// that looks back. It errs on the side of yes: lookingBack decides.
func (s *scopes) looksAhead(text string) bool {
	if s.own == 0 || strings.Contains(text, "明年") || strings.Contains(text, "五”") || strings.Contains(text, "五五") || strings.Contains(text, "四五") || strings.Contains(text, "未来") || strings.Contains(text, "今后") {
		return true
	}
	for rest := text; ; {
		i := strings.Index(rest, "20")
		if i < 0 {
			return strings.Contains(text, "二〇") || strings.Contains(text, "２０")
		}
		if y, digits, _ := intAt(rest, i, 4); digits == 4 && y > s.own {
			return true
		}
		rest = rest[i+2:]
	}
}

// opensPlan is where a sentence names the years to come by their plan (“十五五”时期) or number (今后五年), -1 if it does not.
func (s *scopes) opensPlan(head string) int {
	for i, name := range []string{"十一五", "十二五", "十三五", "十四五", "十五五", "十六五"} {
		if s.own == 0 || 2006+5*i < s.own || !han.Contains(head, "五") {
			continue
		}
		if at := strings.Index(head, name); at >= 0 {
			return at
		}
	}
	if !han.Contains(head, "五年") && !han.Contains(head, "一个") && !han.Contains(head, "新的") {
		return -1
	}
	for _, w := range []string{"今后五年", "未来五年", "今后一个时期", "新的一年"} {
		if at := strings.Index(head, w); at >= 0 {
			return at
		}
	}
	return -1
}

// tells reports a deadline that is only when something was: the document's own year or an earlier one, without a word of by
// when (2023年，播种面积…).
func (a *analysis) tells(d *Deadline) bool {
	if d.Source != "sentence" || a.carry.year == 0 || a.s.own > 0 && a.carry.year > a.s.own {
		return false
	}
	return d.Raw[0] >= '0' && d.Raw[0] <= '9' && !endsIn(d.Raw, []string{"底", "前", "末", "底前", "之前"})
}

// runeStart is the start of the rune that holds byte i of s.
func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && s[i]&0xC0 == 0x80 {
		i--
	}
	return min(i, len(s))
}
