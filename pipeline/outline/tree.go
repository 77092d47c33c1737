package outline

import (
	"fmt"

	"taizhang/pipeline/document"
	"taizhang/pipeline/table"
)

// The tree is built by one pass over the marks with a stack of open levels. A label either goes on in an
// open level, or opens a new one below the innermost, or restarts a sequence. What comes later is asked only
// through mark.next: whether a sequence that a label would close does go on behind it.

// level is an open level of the stack: the last item of a sequence.
type level struct {
	item  *Item
	style style
	n     int
	above [3]int
	fixed bool // rows of a table and synthesized items: no sequence goes on here
}

type builder struct {
	d      *document.Document
	ms     []mark
	zone   document.Span
	annex  bool
	torn   []bool // the blocks that lost their line ends
	tree   *Tree
	tables []table.Table // of the zone

	stack   []level
	first   int           // index in tree.Items of the zone's first item
	running [styles]int   // the last number of a style in this zone, wherever it stood
	starts  [styles]int   // how often a style began at 1 under another item
	under   [styles]style // under which style a style last stood, none if at the top
}

// build makes the items of the zone.
func (b *builder) build() {
	b.first = len(b.tree.Items)
	if b.ranOn() {
		for _, m := range b.ms {
			b.torn[m.block] = true
		}
	}
	taken := -1
	tables := b.tables
	for i := range b.ms {
		m := &b.ms[i]
		for len(tables) > 0 && tables[0].Span.Start <= m.pos {
			b.rows(&tables[0])
			taken = max(taken, tables[0].Span.End)
			tables = tables[1:]
		}
		if m.pos < taken { // another reading of a place already taken
			continue
		}
		if b.place(i) {
			taken = m.pos + m.len
			if m.inline && m.style <= hanBoth {
				b.torn[m.block] = true
			}
		}
	}
	for i := range tables {
		b.rows(&tables[i])
	}
}

// ranOn reports a zone whose chapters and articles follow each other inside paragraphs: …，适用本法。第三条 …。第四条 ….
func (b *builder) ranOn() bool {
	inside, opening := 0, 0
	for i := range b.ms {
		switch m := &b.ms[i]; {
		case m.style > article || m.ref:
		case m.pos > b.d.Blocks[m.block].Start && m.bound == stop:
			inside++
		case m.bound == opens:
			opening++
		}
	}
	return inside >= leastRanOn && inside*3 > opening
}

// leastRanOn is how many labels inside paragraphs make a text whose line ends were lost; another copy of it, whole, may
// stand in the same zone.
const leastRanOn = 5

// place puts mark i into the tree if it is a label; it says whether it is.
func (b *builder) place(i int) bool {
	m := &b.ms[i]
	if m.style >= decimal2 && m.style <= decimal4 {
		return b.placeDecimal(i)
	}
	at := b.open(m)
	if at < 0 {
		if k := b.kin(m); k >= 0 {
			at = k
		}
	}
	switch {
	case at >= 0 && m.n == b.stack[at].n+1:
		if !b.plausible(i) {
			return false
		}
		b.sibling(at, m)
	case at >= 0 && m.sub > 0 && m.n == b.stack[at].n:
		b.sibling(at, m)
	case at >= 0 && m.n == 1:
		if !b.starting(i) {
			return false
		}
		b.restart(at, i)
	case at >= 0:
		if !b.jumps(at, i) {
			return false
		}
		b.gapNote(b.stack[at].n, m)
		b.sibling(at, m)
	default:
		if !b.opening(i) {
			return false
		}
		b.below(i)
	}
	return true
}

// open is the open level of m's style: the innermost that m continues, else the innermost; -1 for none.
func (b *builder) open(m *mark) int {
	found := -1
	for i := len(b.stack) - 1; i >= 0; i-- {
		l := &b.stack[i]
		if l.style != m.style || l.fixed {
			continue
		}
		if l.n+1 == m.n {
			return i
		}
		if found < 0 {
			found = i
		}
	}
	return found
}

// kin is an open level of a style that is easily taken for m's (1. and 1、, （1） and 1）) and that m continues.
func (b *builder) kin(m *mark) int {
	for i := len(b.stack) - 1; i >= 0; i-- {
		l := &b.stack[i]
		if l.n+1 == m.n && m.n > 1 && !l.fixed && related(l.style, m.style) {
			return i
		}
	}
	return -1
}

func related(a, b style) bool {
	switch a {
	case digitDot, comma, bare:
		return b == digitDot || b == comma || b == bare
	case digitBoth, digitHalf:
		return b == digitBoth || b == digitHalf
	case hanBoth, hanHalf:
		return b == hanBoth || b == hanHalf
	}
	return false
}

// plausible: a label that counts on is believed, save where its looks are weak or it stands inside a paragraph.
func (b *builder) plausible(i int) bool {
	m := &b.ms[i]
	if m.inline {
		return b.inlineGoesOn(i)
	}
	return !m.ref || m.style <= article || b.counts(i)
}

// starting: may mark i be the 1 of a sequence?
func (b *builder) starting(i int) bool {
	m := &b.ms[i]
	if m.inline {
		return b.inlineStarts(i)
	}
	if m.weak {
		return b.counts(i) && !m.ref
	}
	return true
}

// opening: may mark i open a level?
func (b *builder) opening(i int) bool {
	m := &b.ms[i]
	if m.n == 1 {
		return b.starting(i)
	}
	if m.n == b.running[m.style]+1 { // numbered through: 22. stands directly under 三、
		return b.plausible(i)
	}
	if m.style == article && b.running[article] > 0 && b.running[article] < m.n && m.n <= b.running[article]+3 && !m.ref { // a new chapter, and its first article was lost
		return !m.inline && b.counts(i)
	}
	// The sequence lost its start.
	return !m.inline && b.counts(i) && (!m.weak || m.n == 2)
}

// jumps: may mark i stand behind the open level at although the number is not the next one?
func (b *builder) jumps(at, i int) bool {
	m := &b.ms[i]
	last := b.stack[at].n
	if m.inline {
		return m.style <= hanBoth && m.bound <= soft && !m.weak && m.n == last+2
	}
	if m.weak {
		return false
	}
	if m.n == last && b.counts(i) { // （三）（三）（四）
		return true
	}
	return m.n > last && m.n <= last+3 || b.counts(i)
}

// counts: the next mark of i's style has the next number, and opens a block as i does. Of bare numbers many are
// quantities.
func (b *builder) counts(i int) bool {
	m := &b.ms[i]
	for j := m.next; j >= 0; j = b.ms[j].next {
		k := &b.ms[j]
		if k.inline && !m.inline || m.style == bare && k.n != 1 && k.n != m.n+1 {
			continue
		}
		return k.n == m.n+1
	}
	return false
}

// inlineStarts: a 1 inside a paragraph opens a list if 2 follows, in the same paragraph or, behind 包括：, at the start of
// one of the next. Between two articles others may be named.
func (b *builder) inlineStarts(i int) bool {
	m := &b.ms[i]
	if m.bound == free && !b.torn[m.block] {
		return false
	}
	for j := m.next; j >= 0; j = b.ms[j].next {
		k := &b.ms[j]
		switch {
		case k.bound == free && !(k.n == 2 && b.torn[k.block]):
		case k.n == 3 && m.style == hanComma && m.bound <= soft && k.bound <= soft:
			return b.torn[m.block] && k.block == m.block
		case k.n != 2 || k.inline && k.bound == runOn && m.style == article:
			if m.style > article || k.n == 1 && k.bound == stop {
				return false
			}
		case !k.inline:
			return (m.bound != runOn || m.style <= article) && (k.block <= m.block+nextItem || m.style < article && b.torn[m.block])
		default:
			return (k.block == m.block || b.torn[m.block] && (k.block <= m.block+nextItem || m.style < article)) && b.parts(k)
		}
	}
	return false
}

// parts: does what stands before m part items? Where a text kept its lines, a list that runs on inside a paragraph
// (1.…2.…) structures the paragraph and not the plan; but 一、 and （一） always open paragraphs, and where they stand
// inside one, its line ends were lost.
func (b *builder) parts(m *mark) bool {
	if m.style <= hanBoth {
		return true
	}
	return b.torn[m.block]
}

// nextItem is how many blocks behind its 1 the 2 of a list may start.
const nextItem = 12

// inlineGoesOn: a label inside a paragraph that counts on is believed where the paragraph lost its line ends; elsewhere
// where the list goes on with items that open paragraphs.
func (b *builder) inlineGoesOn(i int) bool {
	m := &b.ms[i]
	if m.bound == free && !b.torn[m.block] {
		return false
	}
	if b.parts(m) {
		return true
	}
	if m.bound != stop {
		return false
	}
	for j := m.next; j >= 0; j = b.ms[j].next {
		if k := &b.ms[j]; !k.inline {
			return k.n > m.n && k.n <= m.n+3
		}
	}
	return false
}

// sibling adds m behind the item at level at; deeper levels close.
func (b *builder) sibling(at int, m *mark) {
	l := b.stack[at]
	b.stack = b.stack[:at]
	b.push(m, l.style)
}

// below adds mark i as a new level under the innermost open item that can hold it.
func (b *builder) below(i int) {
	m := &b.ms[i]
	for len(b.stack) > 0 && !b.holds(len(b.stack)-1, i) {
		top := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		if len(b.stack) == 0 && m.n > 1 && top.style > m.style {
			b.adopt(m)
		}
	}
	if m.n == 1 {
		b.starts[m.style]++
	} else if m.n != b.running[m.style]+1 {
		b.gapNote(0, m)
	}
	b.push(m, m.style)
}

// holds: can the open level hold mark i? By the usual order of styles; against it only where the level's own
// sequence goes on behind the mark, and the mark's sequence does not go on behind that.
func (b *builder) holds(at, i int) bool {
	m, l := &b.ms[i], &b.stack[at]
	if l.fixed {
		return l.item.Synthesized
	}
	if m.style > l.style || l.style == box || l.style == hanIs || m.n > 1 && b.under[m.style] == l.style {
		return true
	}
	for j := i + 1; j < len(b.ms); j++ {
		k := &b.ms[j]
		if k.inline && !m.inline || k.style != l.style {
			continue
		}
		if k.n != l.n+1 {
			return false
		}
		if m.style == article && m.n == 1 { // 一、总则 第一条 … 二、职责 第四条 …
			return true
		}
		last := m.n
		for j := m.next; j >= 0; j = b.ms[j].next {
			switch n := &b.ms[j]; {
			case n.inline && !m.inline:
			case n.pos < k.pos:
				last = n.n
			default:
				return n.n <= last
			}
		}
		return true
	}
	return false
}

// restart begins a sequence again at 1 although one of its style is open.
func (b *builder) restart(at, i int) {
	m := &b.ms[i]
	top := len(b.stack) - 1
	if at < top && (b.stack[top].style == box || b.stack[top].style == hanIs) {
		b.push(m, m.style) // a list of its own inside a box
		return
	}
	if at == 0 {
		b.note("numbering-restart", fmt.Sprintf("numbering starts again at %s", m.text(b.d)), m)
		b.stack = b.stack[:0]
		b.push(m, m.style)
		return
	}
	parent := b.stack[at-1]
	if b.starts[m.style] >= 2 && b.lost(parent, i) {
		b.stack = b.stack[:at-1]
		b.synthesize(parent, m)
		b.starts[m.style]++
		b.push(m, m.style)
		return
	}
	b.note("numbering-restart", fmt.Sprintf("numbering starts again at %s", m.text(b.d)), m)
	b.stack = b.stack[:at]
	b.push(m, m.style)
}

// lost: did the text lose the heading behind parent? It did not if parent's sequence goes on with the next number.
func (b *builder) lost(parent level, i int) bool {
	if parent.fixed {
		return false
	}
	for j := i + 1; j < len(b.ms); j++ {
		if k := &b.ms[j]; k.style == parent.style && (!k.inline || b.ms[i].inline && b.parts(k)) {
			return k.n != parent.n+1
		}
	}
	return true
}

// synthesize puts back the heading that the text lost behind parent.
func (b *builder) synthesize(parent level, m *mark) {
	it := &Item{Number: parent.n + 1, Synthesized: true}
	it.LabelSpan = document.Span{Start: m.pos, End: m.pos}
	it.HeadingSpan = it.LabelSpan
	it.Span = document.Span{Start: m.pos, End: b.zone.End}
	b.note("missing-heading", fmt.Sprintf("the heading before %s is missing: numbering starts again under %s", m.text(b.d), parent.item.Label), m)
	b.hang(it)
	b.stack = append(b.stack, level{item: it, style: parent.style, n: parent.n + 1})
}

// adopt puts the items of the zone so far under a heading that the text lost: the zone began one level deeper than
// m, whose number is not the first.
func (b *builder) adopt(m *mark) {
	items := b.tree.Items[b.first:]
	if len(items) == 0 || m.n != 2 {
		return
	}
	it := &Item{Number: m.n - 1, Synthesized: true, Depth: 1, Attachment: b.annex}
	at := items[0].Span.Start
	it.LabelSpan = document.Span{Start: at, End: at}
	it.HeadingSpan = it.LabelSpan
	it.Span = document.Span{Start: at, End: b.zone.End}
	it.Children = append(it.Children, items...)
	for _, c := range it.Children {
		c.Parent = it
		deepen(c)
	}
	b.tree.Items = append(b.tree.Items[:b.first], it)
	b.running[m.style] = 1
	b.tree.Notes = append(b.tree.Notes, document.Note{Code: "missing-heading",
		Message: fmt.Sprintf("the heading before %s is missing: the next one is %s", it.Children[0].Label, m.text(b.d)), Span: it.Children[0].LabelSpan})
}

func deepen(it *Item) {
	it.Depth++
	for _, c := range it.Children {
		deepen(c)
	}
}

// push adds m as the last child of the innermost open item and opens its level.
func (b *builder) push(m *mark, s style) {
	it := &Item{Label: m.text(b.d), Number: m.n}
	it.LabelSpan = document.Span{Start: m.pos, End: m.pos + m.len}
	it.Span = document.Span{Start: m.pos, End: b.zone.End}
	it.HeadingSpan = document.Span{Start: m.pos + m.body, End: m.pos + m.body}
	b.hang(it)
	b.under[s] = none
	if n := len(b.stack); n > 0 {
		b.under[s] = b.stack[n-1].style
	}
	b.stack = append(b.stack, level{item: it, style: s, n: m.n, above: m.above})
	b.running[s] = m.n
}

func (b *builder) hang(it *Item) {
	it.Attachment = b.annex
	if len(b.stack) == 0 {
		it.Depth = 1
		b.tree.Items = append(b.tree.Items, it)
		return
	}
	it.Parent = b.stack[len(b.stack)-1].item
	it.Depth = it.Parent.Depth + 1
	it.Parent.Children = append(it.Parent.Children, it)
}

func (m *mark) text(d *document.Document) string { return d.Text[m.pos : m.pos+m.len] }

func (b *builder) gapNote(last int, m *mark) {
	msg := fmt.Sprintf("%s follows number %d", m.text(b.d), last)
	code := "numbering-gap"
	switch {
	case last == 0:
		msg = fmt.Sprintf("numbering begins with %s", m.text(b.d))
	case m.n <= last:
		code = "numbering-repeat"
	}
	b.note(code, msg, m)
}

func (b *builder) note(code, msg string, m *mark) {
	b.tree.Notes = append(b.tree.Notes, document.Note{Code: code, Message: msg, Span: document.Span{Start: m.pos, End: m.pos + m.len}})
}
