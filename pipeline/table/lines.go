package table

import (
	"strings"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/document"
)

// A table that was flattened to lines: the cells follow each other row by row, each broken over as many lines as
// its column was narrow; at a page break the header comes again, and behind it the rest of the cells that the
// page cut, column by column. What a line's column is must be found from what its cell then says: the cut of a row
// into columns that costs least is taken (see costs).

// line is one line as the source broke it.
type line struct {
	document.Span
	text  string
	runes int
}

const (
	longestHeaderLine = 60 // bytes
	leastColumns      = 3
	mostNarrowLines   = 40 // of a cell that holds no task
	mostRowLines      = 120
	mostRemembered    = 1 << 14
	mostStates        = 500 // of one row's search
	budget            = 6e5 // cells that may be weighed in one document
)

// linesOf are the lines of a block, as they stood in the source.
func linesOf(d *document.Document, b document.Span, out []line) []line {
	add := func(s document.Span) {
		if t := strings.TrimSpace(d.Slice(s)); t != "" {
			i := strings.Index(d.Slice(s), t)
			s.Start += i
			s.End = s.Start + len(t)
			// A task and the bodies beside it are at times written on one line.
			if i := strings.LastIndex(t, "。") + len("。"); i > len("。") && i < len(t) && startsBody(t[i:]) {
				out = append(out, lineAt(d, document.Span{Start: s.Start, End: s.Start + i}))
				s.Start += i
			}
			out = append(out, lineAt(d, s))
		}
	}
	raw := d.ToRaw(b)
	text := d.Raw()
	if raw.End > len(text) || raw.Empty() {
		add(b)
		return out
	}
	start := b.Start
	for at := raw.Start; ; {
		i := strings.IndexByte(text[at:raw.End], '\n')
		if i < 0 {
			break
		}
		at += i + 1
		cut := d.FromRaw(document.Span{Start: at, End: at}).Start
		if cut > start && cut < b.End {
			add(document.Span{Start: start, End: cut})
			start = cut
		}
	}
	add(document.Span{Start: start, End: b.End})
	return out
}

func lineAt(d *document.Document, s document.Span) line {
	t := d.Slice(s)
	return line{s, t, utf8.RuneCountInString(t)}
}

// lineTables finds flattened tables among the paragraphs.
func lineTables(d *document.Document) []Table {
	if !han.Contains(d.Text, "序号") && !han.Contains(d.Text, "序\n号") && !han.Contains(d.Text, "序 号") {
		return nil
	}
	var lines []line
	for i := range d.Blocks {
		if d.Blocks[i].Kind == document.Paragraph {
			lines = linesOf(d, d.Blocks[i].Span, lines)
		}
	}
	f := flat{d: d, lines: lines, left: budget}
	var out []Table
	for at := 0; at < len(lines); {
		cols, end := f.header(at)
		if cols == nil {
			at++
			continue
		}
		t, next := f.table(cols, at, end)
		if len(t.Rows) > 0 {
			out = append(out, t)
		}
		at = max(end, next)
	}
	return out
}

type flat struct {
	d     *document.Document
	lines []line
	cols  []Column
	head  int   // lines that the header takes
	width []int // of the columns, in runes, 0 until known
	left  int   // of the budget
}

// header reads a header at line at, one header a line or one broken over two: 序 号.
func (f *flat) header(at int) (cols []Column, end int) {
	if !strings.HasPrefix(f.lines[at].text, "序") {
		return nil, 0
	}
	for at < len(f.lines) && len(cols) < widest {
		l := f.lines[at]
		if len(l.text) > longestHeaderLine {
			break
		}
		if _, ok := sectionNumber(l.text); ok || numberedCell(l.text) { // the first row
			break
		}
		c, known := columnOf(l.text)
		n := 1
		if (!known || l.text == "序") && at+1 < len(f.lines) && l.runes+f.lines[at+1].runes <= longestHeader {
			c, known = columnOf(l.text + f.lines[at+1].text)
			n = 2
		}
		if !known {
			break
		}
		cols = append(cols, c)
		at += n
	}
	arrange(cols)
	if len(cols) < leastColumns || cols[0].Role != Serial || !tells(cols) && (first(cols, Section) < 0 || first(cols, Task) < 0) {
		return nil, 0
	}
	return cols, at
}

// row is the lines of one row, parted where a page broke it.
type flatRow struct {
	serial  line
	section []line // a section row that stands before this one
	parts   [][]line
	words   []int // what the words of a cell cost, by column and states, plus 1; 0 where not yet known
}

// table reads the rows behind the header that stands in lines [from, at).
func (f *flat) table(cols []Column, from, at int) (Table, int) {
	f.cols, f.head = cols, at-from
	t := Table{Columns: cols, Span: f.lines[from].Span}
	rows, next := f.rows(from, at)
	if len(rows) == 0 {
		return t, at
	}
	// Three times: the first two teach how wide the columns are.
	f.width = make([]int, len(cols))
	cut := make([][]Cell, len(rows))
	for range 2 {
		for i := range rows {
			if len(rows[i].parts) == 1 {
				cut[i] = f.cut(&rows[i])
			}
		}
		f.width = f.widths(rows, cut)
	}
	sections := 0
	for i := range rows {
		r := &rows[i]
		if len(r.section) > 0 {
			s := Row{}
			for _, l := range r.section {
				s.Section += l.text
				s.Span = join(s.Span, l.Span)
			}
			t.Rows = append(t.Rows, s)
			sections++
		}
		row := Row{Span: r.serial.Span, Cells: f.cut(r)}
		row.Cells[0] = Cell{Spans: []document.Span{r.serial.Span}, Text: r.serial.text}
		for _, p := range r.parts {
			for _, l := range p {
				row.Span = join(row.Span, l.Span)
			}
		}
		t.Rows = append(t.Rows, row)
		t.Span.End = row.Span.End
	}
	if i := first(cols, Section); i >= 0 {
		fill(t.Rows, i)
	}
	return t, next
}

// fill repeats a section cell in the rows below it, as a cell that spans rows stands in each of them.
func fill(rows []Row, col int) {
	var last Cell
	for i := range rows {
		if rows[i].Cells == nil {
			last = Cell{}
			continue
		}
		if rows[i].Cells[col].Text == "" {
			rows[i].Cells[col] = last
		} else {
			last = rows[i].Cells[col]
		}
	}
}

// rows parts the lines by the serial numbers, which count from 1.
func (f *flat) rows(from, at int) (rows []flatRow, next int) {
	headText := f.text(from, at)
	var section []line
	longest, widestLine := 0, 0
	sections := 0
	for at < len(f.lines) {
		l := f.lines[at]
		if k := f.repeat(at, headText); k > 0 {
			at += k
			if len(rows) > 0 {
				r := &rows[len(rows)-1]
				r.parts = append(r.parts, nil)
			}
			continue
		}
		if isInteger(l.text) && year(l.text) == len(rows)+1 && f.more(at) {
			rows = append(rows, flatRow{serial: l, section: section, parts: make([][]line, 1)})
			section = nil
			at++
			continue
		}
		if n, ok := sectionNumber(l.text); ok && n == sections+1 && f.serialSoon(at, len(rows)+1) {
			sections++
			for at < len(f.lines) && !isInteger(f.lines[at].text) && f.repeat(at, headText) == 0 {
				section = append(section, f.lines[at])
				at++
			}
			continue
		}
		if len(rows) == 0 { // not a table after all
			if len(section) == 0 {
				return nil, at
			}
			at++
			continue
		}
		r := &rows[len(rows)-1]
		n := 0
		for _, p := range r.parts {
			n += len(p)
		}
		if n >= mostRowLines || f.ends(l, n, longest, widestLine, len(rows)) {
			break
		}
		r.parts[len(r.parts)-1] = append(r.parts[len(r.parts)-1], l)
		longest, widestLine = max(longest, n+1), max(widestLine, l.runes)
		at++
	}
	return rows, at
}

// more: behind a serial something follows that is no serial.
func (f *flat) more(at int) bool {
	return at+1 < len(f.lines) && !isInteger(f.lines[at+1].text)
}

// ends: the table's last row is over: an annex begins, a line is far wider than the columns are, or the row has
// become much longer than any before it.
func (f *flat) ends(l line, n, longest, widestLine, rows int) bool {
	if strings.HasPrefix(l.text, "附件") || strings.HasPrefix(l.text, "（此件") || strings.HasPrefix(l.text, "抄送") {
		return true
	}
	if _, ok := sectionNumber(l.text); ok && n > 0 { // the text goes on: 二、工作要求
		return true
	}
	if n == 0 || rows < 2 {
		return false
	}
	return l.runes > widestLine+widestLine/2+4 || n > longest+longest/2+10
}

// serialSoon: the next serial follows within a few lines.
func (f *flat) serialSoon(at, n int) bool {
	for k := at + 1; k < len(f.lines) && k <= at+3; k++ {
		if isInteger(f.lines[k].text) {
			return year(f.lines[k].text) == n
		}
	}
	return false
}

func sectionNumber(s string) (int, bool) {
	r, w := utf8.DecodeRuneInString(s)
	n := strings.IndexRune("一二三四五六七八九十", r)
	if n < 0 || len(s) <= w {
		return 0, false
	}
	rest := s[w:]
	n = n/3 + 1
	if r == '十' {
		if r, k := utf8.DecodeRuneInString(rest); strings.ContainsRune("一二三四五六七八九", r) {
			n, rest = 10+strings.IndexRune("一二三四五六七八九", r)/3+1, rest[k:]
		}
	}
	return n, strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "．")
}

func (f *flat) text(from, to int) string {
	var b strings.Builder
	for _, l := range f.lines[from:to] {
		b.WriteString(squeeze(l.text))
	}
	return b.String()
}

// repeat: how many lines at at say the header once more, 0 for none.
func (f *flat) repeat(at int, head string) int {
	if !strings.HasPrefix(head, squeeze(f.lines[at].text)) {
		return 0
	}
	for n := 1; n <= f.head+2 && at+n <= len(f.lines); n++ {
		switch t := f.text(at, at+n); {
		case t == head:
			return n
		case !strings.HasPrefix(head, t):
			return 0
		}
	}
	return 0
}

// cut parts the lines of a row into its columns: the assignment of lines to columns, in order within each part,
// whose cells together cost least.
func (f *flat) cut(r *flatRow) []Cell {
	parts := r.parts[:0:0]
	for _, p := range r.parts {
		if len(p) > 0 {
			parts = append(parts, p)
		}
	}
	size := 1 // states: how many lines of each part are used
	for _, p := range parts {
		size *= len(p) + 1
		if size > mostStates {
			break
		}
	}
	cells := make([]Cell, len(f.cols))
	last := len(f.cols)
	if size > mostStates || f.left <= 0 {
		words := first(f.cols, Task)
		for _, p := range parts {
			cells[words].take(p)
		}
		return cells
	}
	const inf = 1 << 30
	cost := make([]int, size)
	for s := range cost {
		cost[s] = inf
	}
	cost[0] = 0
	from := make([][]int, last)
	var w weigher
	if n := size * size * last; r.words == nil && n <= mostRemembered {
		r.words = make([]int, n)
	}
	for c := 1; c < last; c++ {
		next := make([]int, size)
		from[c] = make([]int, size)
		for s := range next {
			next[s] = inf
		}
		for s := range cost {
			if cost[s] >= inf {
				continue
			}
			eachAbove(parts, s, func(to int) {
				if c == last-1 && to != size-1 {
					return
				}
				f.left--
				var known *int
				if r.words != nil {
					known = &r.words[(c*size+s)*size+to]
				}
				most := next[to] - cost[s] // that a better way may cost
				if most <= 0 {
					return
				}
				if v := w.weigh(f, c, parts, s, to, known, most); v < most {
					next[to], from[c][to] = cost[s]+v, s
				}
			})
		}
		cost = next
	}
	to := size - 1
	for c := last - 1; c >= 1; c-- {
		s := from[c][to]
		eachPart(parts, s, to, func(p []line, _ bool) { cells[c].take(p) })
		to = s
	}
	return cells
}

func (c *Cell) take(lines []line) {
	for _, l := range lines {
		c.Spans = append(c.Spans, l.Span)
		c.Text += l.text
	}
}

// eachAbove calls f for every state that uses at least as many lines of each part as s does.
func eachAbove(parts [][]line, s int, f func(to int)) {
	var walk func(k, s, to, unit int)
	walk = func(k, s, to, unit int) {
		if k == len(parts) {
			f(to)
			return
		}
		n := len(parts[k]) + 1
		for i := s % n; i < n; i++ {
			walk(k+1, s/n, to+i*unit, unit*n)
		}
	}
	walk(0, s, 0, 1)
}

// eachPart calls f for the lines of each part between two states; end says that the part ends with them.
func eachPart(parts [][]line, s, to int, f func(lines []line, end bool)) {
	for _, p := range parts {
		n := len(p) + 1
		i, j := s%n, to%n
		f(p[i:j], j == len(p))
		s, to = s/n, to/n
	}
}

// weigher puts the text of a cell together in one buffer.
type weigher struct{ buf []byte }

// The costs of what speaks against a cell.
const (
	costEmptyTask    = 9
	costEmptyBodies  = 3
	costEmptyOther   = 1
	costNoFullStop   = 2 // a task that does not end in 。
	costBodiesInTask = 7 // a task that ends in a list of bodies
	costNumberedTask = 3 // a number of its own, though the table has groups
	costNoSection    = 6 // a group's cell without a number
	costNoTime       = 6
	costTooWide      = 4 // a line wider than its column
	costEndless      = 1000
	costUnpaired     = 3 // a bracket that another cell closes
	costWidens       = 4 // a line after a shorter one: the shorter one was its cell's last
	costTooShort     = 1 // a line that ends early though its cell goes on
)

// weigh is the cost of giving column c the lines between two states; known remembers the part of it that does not
// change with the columns' widths, and may be nil. A cost of most and more need not be exact.
func (w *weigher) weigh(f *flat, c int, parts [][]line, s, to int, known *int, most int) int {
	w.buf = w.buf[:0]
	cost, k := 0, 0
	width := f.width[c]
	eachPart(parts, s, to, func(lines []line, end bool) {
		full := 0 // runes of the line as it was printed: it may have been broken behind punctuation
		for i, l := range lines {
			w.buf = append(w.buf, l.text...)
			k++
			if i > 0 && breaks(lines[i-1].text) && (width == 0 || full < width-2) {
				full += l.runes
			} else {
				if i > 0 && l.runes > full+2 && !breaks(lines[i-1].text) {
					cost += costWidens
				}
				full = l.runes
			}
			if width > 0 && full > width+1 {
				cost += costTooWide
			}
			if width > 0 && i+1 < len(lines) && full < width-2 && !breaks(l.text) {
				cost += costTooShort
			}
		}
	})
	if role := f.cols[c].Role; k > mostNarrowLines && role != Task && role != Other {
		return cost + costEndless
	}
	if cost >= most {
		return cost
	}
	if known == nil {
		return cost + f.words(c, string(w.buf), k)
	}
	if *known == 0 {
		*known = f.words(c, string(w.buf), k) + 1
	}
	return cost + *known - 1
}

// words is what the words of a cell of k lines say against their column c.
func (f *flat) words(c int, text string, k int) int {
	cost := costUnpaired * unpaired(text)
	switch f.cols[c].Role {
	case Lead, Responsible, Cooperating:
		if k == 0 {
			return cost + costEmptyBodies
		}
		return cost + misfit(text)
	case Task:
		if k == 0 {
			return cost + costEmptyTask
		}
		tail := text
		if i := strings.LastIndex(text, "。"); i >= 0 {
			tail = text[i+len("。"):]
		}
		if tail != "" {
			cost += costNoFullStop
			if startsBody(tail) && misfit(tail) == 0 {
				cost += costBodiesInTask
			} else if i := strings.LastIndexAny(tail, "，；,;"); i >= 0 && misfit(strings.TrimLeft(tail[i:], "，；,;")) == 0 {
				cost += costNoFullStop
			}
		}
		if nobody(text) {
			cost += costEmptyTask
		}
		if numberedCell(text) && first(f.cols, Section) >= 0 {
			cost += costNumberedTask
		}
	case Section:
		if k > 0 && !numberedCell(text) {
			cost += costNoSection
		}
		if strings.Contains(text, "。") {
			cost += costNoSection
		}
	case Deadline:
		switch {
		case k == 0:
			cost += costEmptyBodies
		case !timely(text):
			cost += costNoTime
		}
	default:
		if k == 0 {
			cost += costEmptyOther
		}
	}
	return cost
}

// breaks: layout programs break a line behind punctuation though it is not full.
func breaks(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("，。、；：》）”！？“《（,;:)(", r)
}

// numberedCell: a section cell with its own number, 1.优化企业开办服务.
func numberedCell(s string) bool {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i > 0 && i <= 3 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return strings.ContainsRune(".．、﹒）)", r)
	}
	_, ok := sectionNumber(s)
	return ok || (strings.HasPrefix(s, "（") || strings.HasPrefix(s, "(")) && len(s) > 9
}

// widths are the columns' widths as most rows show them: four lines in five are no wider.
func (f *flat) widths(rows []flatRow, cut [][]Cell) []int {
	out := make([]int, len(f.cols))
	for c := 1; c < len(f.cols); c++ {
		var count [256]int
		n := 0
		for i := range rows {
			if len(rows[i].parts) > 1 {
				continue
			}
			for _, s := range cut[i][c].Spans {
				w := min(255, utf8.RuneCountInString(f.d.Slice(s)))
				count[w]++
				n++
			}
		}
		if n < 10 {
			continue
		}
		rest := n / 5
		for w := 255; w > 0; w-- {
			if rest -= count[w]; rest < 0 {
				out[c] = w
				break
			}
		}
	}
	return out
}
