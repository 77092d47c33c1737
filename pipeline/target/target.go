// Package target finds the figures that a document commits to: numerals → quantities → indicators → targets.
package target

import (
	"slices"
	"sort"
	"strings"

	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/sentence"
	"taizhang/pipeline/table"
)

// Target is one (indicator, value); the fields' vocabulary is that of plan.Target.
type Target struct {
	Item       *outline.Item
	Span       document.Span
	Indicator  string // as written, restored where 分别 or a shared head left words out
	Canonical  string // "" where the lexicon knows none
	Op         string
	Value      string // decimal, grade or words of the benchmark
	ValueMax   string
	Unit       string
	Normalized *Normalized
	Kind       string
	Measure    string
	Deadline   *Deadline
	Baseline   string
	Hedged     bool
	Scope      string
}

// Deadline is by when; Source is sentence, list, heading or document.
type Deadline struct{ Raw, Date, Source string }

// Result is all that Find says.
type Result struct {
	Targets []Target // in order of the text
	Notes   []document.Note
}

// Context is what the document says outside the sentence.
type Context struct {
	IssuedOn   string // ISO, "" if unknown: told apart past and future years
	PeriodFrom int    // the plan's years, 0 if unknown
	PeriodTo   int
	Genre      string
	Body       int  // byte at which the text behind title and addressees starts
	Unofficial bool // nothing in the text says that it is an official document: no number, addressees, issuer or genre
}

// Find reads the targets of a document.
func Find(d *document.Document, t *outline.Tree, tables []table.Table, c Context) Result {
	b := pool.Get().(*buffers)
	defer pool.Put(b)
	r := reader{doc: d, tree: t, scopes: newScopes(d, t, c), buffers: b}
	r.read(tables)
	sort.SliceStable(r.out.Targets, func(i, j int) bool { return r.out.Targets[i].Span.Start < r.out.Targets[j].Span.Start })
	r.out.Targets = slices.CompactFunc(r.out.Targets, func(a, b Target) bool { // a table whose lines are blocks too is read twice
		return a.Span == b.Span && a.Indicator == b.Indicator && a.Value == b.Value && a.Unit == b.Unit && a.Kind == b.Kind
	})
	return r.out
}

// reader goes through a document's sentences and keeps what one leaves to the next.
type reader struct {
	doc     *document.Document
	tree    *outline.Tree
	scopes  *scopes
	out     Result
	last    *Deadline // of the sentence just before
	open    bool      // the block just before ended in ；
	list    *Deadline // of the sentence that opened the list we are in
	goal    *Deadline // that the last paragraph of goals opened with, for a list below it: 到2025年，…。…。 ——…
	back    bool      // in a work report, before it turns to the year to come
	year    *Deadline // in a work report, of the part that a sentence such as 今年主要预期目标是 opened
	watch   func(*analysis)
	buffers *buffers
}

func (r *reader) read(tables []table.Table) {
	r.back = r.scopes.report
	var read []document.Span // tables that were read row by row
	var known []document.Span
	for i := range tables {
		known = append(known, tables[i].Span)
		if r.table(&tables[i]) || r.placeTable(&tables[i]) {
			read = append(read, tables[i].Span)
			continue
		}
		read = append(read, r.cells(&tables[i])...)
	}
	for i := range r.doc.Blocks {
		if b := &r.doc.Blocks[i]; b.Kind != document.Footnote && b.Span.End > r.scopes.ctx.Body && !within(read, b.Span) {
			if explains(r.doc.Text[b.Span.Start:b.Span.End]) && r.watch == nil {
				break // what follows says what names mean
			}
			r.block(b, b.Kind == document.Cell && !within(known, b.Span))
		}
	}
}

func within(spans []document.Span, s document.Span) bool {
	for _, t := range spans {
		if t.Contains(s) {
			return true
		}
	}
	return false
}

// block reads one block; facts says that it is a cell of a table without a header that makes it one of tasks.
func (r *reader) block(b *document.Block, facts bool) {
	text := r.doc.Text
	first := true
	var goal *Deadline // that a paragraph of goals opened with: 到2025年，…。…
	told := ""         // in a report: why the sentences of a paragraph that tells what was are past
	runs := r.yearlyRuns(b.Span)
	for _, span := range sentence.Split(text, b.Span) {
		if within(runs, document.Span{Start: span.Start, End: span.Start + 1}) {
			continue // it begins inside a table that was read
		}
		item := r.tree.At(span.Start)
		section := r.scopes.at(item)
		sc := section
		if facts && !sc.facts {
			facts := *sc
			facts.facts = true
			sc = &facts
		}
		if r.back && (sc.heading != nil || r.scopes.opensYear(text[span.Start:span.End])) {
			r.back = false
		}
		if r.scopes.report {
			r.year = r.scopes.partYear(r.year, sc, text[span.Start:span.End])
		}
		if r.year != nil && sc.heading == nil && !sc.past {
			part := *sc
			part.heading = r.year
			sc = &part
		}
		if r.back && !sc.past && !sc.goal {
			looking := *sc
			looking.past = true
			sc = &looking
		}
		switch {
		case enumerates(text[span.Start:span.End]):
			if r.list == nil {
				r.list = r.last
			}
			if r.list == nil && first && sc.goal && sc.heading == nil {
				r.list = r.goal
			}
		case first && r.open && r.last != nil && (item == nil || item.Span.Start != span.Start): // …达到43%；| 有效发明专利…
			r.list, r.goal = r.last, nil
		case first:
			r.list, r.goal = nil, nil
		}
		first = false
		r.last = nil
		// Explaining wants the reasons of every figure; finding may pass over what can hold no target.
		if s := text[span.Start:span.End]; r.watch == nil && (sc.rule || sc.glossary && !r.scopes.looksAhead(s) || !mayHold(s) || sc.past && !r.scopes.looksAhead(s)) {
			if told == "" && r.scopes.report && b.Span.Start == span.Start && openedByPast(s) { // 过去五年，我市发展取得历史性成就。
				told = "past: 过去"
			}
			continue
		}
		start := carry{list: r.list}
		if start.list == nil && (sc.goal || sc.general) && sc.heading == nil {
			start.list = goal
		}
		if told != "" && !turns(text[span.Start:span.End]) {
			start.past = told
		}
		a := analyse(r.buffers, text, span, r.scopes, sc, start)
		if r.watch != nil {
			r.watch(a)
		}
		r.keep(a, item)
		r.last = a.carry.deadline
		if d := a.carry.deadline; sc.general && d != nil && !a.carry.relative && strings.HasPrefix(text[span.Start:span.End], d.Raw) {
			goal = d // 一、总体要求 … 到2030年，…。人均体育场地面积达到…。
		}
		if d := a.carry.deadline; sc.goal && d != nil && !a.carry.relative {
			goal = d
			if at := strings.Index(text[span.Start:span.End], d.Raw); 0 <= at && at <= len("力争") {
				r.goal = d
			}
		}
		if told == "" && (r.scopes.report || strings.Contains(a.carry.past, "五")) && !sc.past && a.carry.past != "" && !a.carry.weak && opensPast(text[span.Start:span.End]) {
			told = a.carry.past
		}
		if item != nil && sc.goal && len(item.Children) > 0 && a.carry.deadline != nil && span.End <= item.Children[0].Span.Start && sc.list == nil {
			// 二、发展目标 到2025年，基本形成…。（一）…: what the section opens with governs its items.
			opened := *a.carry.deadline
			opened.Source = "list"
			section.list = &opened
		}
	}
	r.open = endsIn(text[b.Span.Start:b.Span.End], []string{"；", ";"})
}

// opensPast reports a sentence that sets its paragraph in the past: 过去五年, “十四五”时期, 2025年以来.
func opensPast(s string) bool {
	head := s[:runeStart(s, min(len(s), 60))]
	return containsAny(head, []string{"过去", "五年来", "一年来", "时期，", "以来", "这五年"})
}

// openedByPast reports a sentence whose first words are the years gone by: 过去五年, 五年来, 一年来.
func openedByPast(s string) bool {
	return startsIn(s, []string{"过去", "五年来", "一年来", "这五年"})
}

// turns reports words that turn a paragraph from what was to what is to be.
func turns(s string) bool {
	return containsAny(s, []string{"将", "力争", "下一步", "今后", "今年", "明年", "到20", "要"})
}

// explains reports the line above a report's glossary: 名词解释, 有关用语说明.
func explains(line string) bool {
	line = strings.Trim(line, "（）()： \n")
	return len(line) <= 15*3 && (strings.Contains(line, "名词") || strings.Contains(line, "用语")) && endsIn(line, []string{"解释", "说明", "注释", "释义"})
}

// enumerates reports whether a sentence begins as an item of a list does.
func enumerates(s string) bool {
	if startsIn(s, []string{"——", "—", "●", "·", "-", "•", "▪"}) {
		return true
	}
	for _, w := range []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"} {
		if rest, ok := strings.CutPrefix(s, w); ok && (strings.HasPrefix(rest, "是") || strings.HasPrefix(rest, "要")) {
			return true
		}
	}
	return false
}

func (r *reader) keep(a *analysis, item *outline.Item) {
	for i := range a.found {
		f := &a.found[i]
		if f.against != "" {
			continue
		}
		f.Item = r.within(item, f.Span)
		f.Canonical = canonical(&f.Target, f.verb)
		f.Normalized = normalize(f.Value, f.ValueMax, f.Unit)
		r.out.Targets = append(r.out.Targets, f.Target)
		if f.Indicator == "" {
			r.out.Notes = append(r.out.Notes, document.Note{Code: "target-without-indicator",
				Message: "a target whose sentence does not say what it measures", Span: f.Span})
		}
	}
}

// within is the innermost item that holds a span of a sentence which began in item: where a text lost its line ends, a
// sentence may run on into the items behind it.
func (r *reader) within(item *outline.Item, s document.Span) *outline.Item {
	if item != nil && item.Span.Contains(s) {
		return item
	}
	it := r.tree.At(s.Start)
	for it != nil && !it.Span.Contains(s) {
		it = it.Parent
	}
	return it
}
