package table

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/document"
)

// A table that ran together into one stretch of text without any break: 序号工作任务负责单位时间进度1各地在…市民政局（牵头）、
// 市财政局2014年4季度启动实施2老城区…. Rows are parted by the serial numbers, cells by the list of bodies in the middle.

// runTables finds them: a header of at least three known words written together.
func runTables(d *document.Document) []Table {
	var out []Table
	for at := 0; ; {
		i := han.Index(d.Text[at:], "序")
		if i < 0 {
			return out
		}
		at += i
		if !strings.HasPrefix(strings.TrimLeft(d.Text[at+len("序"):min(len(d.Text), at+longestHeaderLine)], " \n"), "号") {
			at += len("序")
			continue
		}
		cols, end := runHeader(d.Text, at)
		if cols == nil {
			at += len("序")
			continue
		}
		t := runTable(d.Text, cols, at, end)
		if len(t.Rows) > 0 {
			out = append(out, t)
			end = max(end, t.Span.End)
		}
		at = end
	}
}

// runHeader reads header words that follow each other with nothing but white space between.
func runHeader(text string, at int) (cols []Column, end int) {
	for len(cols) < widest {
		c, n := headerWord(text[at:])
		if n == 0 {
			break
		}
		cols = append(cols, c)
		at += n
	}
	arrange(cols)
	if len(cols) < leastColumns || cols[0].Role != Serial || !tells(cols) || first(cols, Task) != 1 {
		return nil, 0
	}
	for _, c := range cols[2:] { // what the cells are cut by
		switch c.Role {
		case Lead, Responsible:
			return cols, at
		}
	}
	return nil, 0
}

// headerWord reads the longest known header at the start of s, spaced out or not: 工  作  任  务. n is its bytes.
func headerWord(s string) (c Column, n int) {
	var word []byte
	runes := 0
	for i, r := range s {
		if unicode.IsSpace(r) {
			if r == '\n' && runes == 0 {
				break
			}
			continue
		}
		if !unicode.Is(unicode.Han, r) || runes == longestHeader {
			break
		}
		word = utf8.AppendRune(word, r)
		runes++
		if role, ok := headers()[string(word)]; ok && runes > 1 {
			c = Column{Header: string(word), Role: role}
			if role == other {
				c.Role = Other
			}
			n = i + utf8.RuneLen(r)
		}
	}
	return c, n
}

// runTable reads the rows behind a header.
func runTable(text string, cols []Column, from, at int) Table {
	t := Table{Columns: cols, Span: document.Span{Start: from, End: at}}
	cut := runCutter{text: text, cols: cols, known: map[string]bool{}}
	sections := 0
	serial, ok := document.Span{}, false
	// Section row before the first serial.
	start := at
	if serial, ok = nextSerial(text, at, 1, len(text)); !ok || serial.Start-at > longestSection {
		return t
	}
	if s := strings.TrimSpace(text[start:serial.Start]); s != "" {
		n, is := sectionNumber(s)
		if !is || n != 1 {
			return t
		}
		sections++
		t.Rows = append(t.Rows, Row{Span: trimmed(text, start, serial.Start), Section: s})
	}
	for n := 1; ; n++ {
		limit := min(len(text), serial.End+longestRow)
		if i := strings.Index(text[serial.End:limit], "附件"); i >= 0 {
			limit = serial.End + len(strings.TrimSuffix(text[serial.End:serial.End+i], "相关"))
		}
		end, next, more := limit, document.Span{}, false
		section := document.Span{}
		// The next serial is the first place of its number that leaves a whole row before it.
		for look, tries := serial.End, 0; !more && tries < mostTries; tries++ {
			s, ok := nextSerial(text, look, n+1, limit)
			if !ok {
				break
			}
			look = s.End
			stop := s.Start
			sec := document.Span{}
			if i, ok := sectionBefore(text, serial.End, stop, sections+1); ok {
				sec = trimmed(text, i, stop)
				stop = i
			}
			if cut.whole(document.Span{Start: serial.End, End: stop}) {
				end, next, more, section = stop, s, true, sec
			}
		}
		if !more {
			end = cut.lastRow(serial.End, limit)
		}
		row := cut.row(serial, trimmed(text, serial.End, end))
		t.Rows = append(t.Rows, row)
		t.Span.End = row.Span.End
		if !more {
			break
		}
		if !section.Empty() {
			sections++
			t.Rows = append(t.Rows, Row{Span: section, Section: text[section.Start:section.End]})
		}
		serial = next
	}
	if len(t.Rows) < 2 {
		t.Rows = nil
	}
	// Names met later teach where the lists of the first rows start.
	for i := range t.Rows {
		if r := &t.Rows[i]; r.Cells != nil {
			*r = cut.row(r.Cells[0].Spans[0], document.Span{Start: r.Cells[0].Spans[0].End, End: r.Span.End})
		}
	}
	return t
}

const (
	longestSection = 120  // bytes of a section row
	longestRow     = 6000 // bytes of a row
	mostTries      = 64   // places where a row may end
)

// nextSerial is the next place where the number n stands alone and a word follows that it does not count.
func nextSerial(text string, at, n, limit int) (document.Span, bool) {
	want := strconv.Itoa(n)
	for at < limit {
		i := strings.Index(text[at:limit], want)
		if i < 0 {
			return document.Span{}, false
		}
		s := document.Span{Start: at + i, End: at + i + len(want)}
		at = s.End
		if s.Start > 0 && isDigitOrPoint(text[s.Start-1]) || s.End < len(text) && isDigitOrPoint(text[s.End]) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[s.End:], " \n"))
		if unicode.Is(unicode.Han, r) && !strings.ContainsRune("年月日季个项家亩元万亿号%％‰倍时公人名张件次户所处条度周天岁平米吨千百", r) || r == '“' || r == '《' {
			return s, true
		}
	}
	return document.Span{}, false
}

func isDigitOrPoint(c byte) bool { return c >= '0' && c <= '9' || c == '.' || c == '-' || c == '%' }

// sectionBefore finds 二、政策措施部分 right before the next serial.
func sectionBefore(text string, from, to, n int) (int, bool) {
	if to-from > longestSection {
		from = to - longestSection
	}
	for i := range text[from:to] {
		if m, ok := sectionNumber(text[from+i : to]); ok && m == n {
			r, w := utf8.DecodeLastRuneInString(text[:from+i])
			if w > 0 && strings.ContainsRune("一二三四五六七八九十第（", r) {
				continue
			}
			return from + i, true
		}
	}
	return 0, false
}

func trimmed(text string, from, to int) document.Span {
	for from < to && (text[from] == ' ' || text[from] == '\n' || text[from] == '\t') {
		from++
	}
	for to > from && (text[to-1] == ' ' || text[to-1] == '\n' || text[to-1] == '\t') {
		to--
	}
	return document.Span{Start: from, End: to}
}

// runCutter parts a row into task, bodies and deadline.
type runCutter struct {
	text  string
	cols  []Column
	known map[string]bool // names of bodies that separators part on both sides
	first map[string]int  // how often names begin with a sign: 市
}

// bodies finds the list of bodies in a row: where it starts and ends. It ends behind the last name that leaves a
// deadline or nothing, and starts with the name that the task runs into.
func (c *runCutter) bodies(s document.Span) (document.Span, bool) {
	text := c.text[s.Start:s.End]
	end := -1
	last := c.cols[len(c.cols)-1].Role
	timed := first(c.cols, Deadline) >= 0
	for i := len(text); i > 0; {
		if endsBody(text[:i]) || strings.HasSuffix(text[:i], "（牵头）") {
			rest := strings.TrimSpace(text[i:])
			if rest == "" && (!timed || last != Deadline) || rest != "" && timed && timely(rest) {
				end = i
				break
			}
		}
		_, w := utf8.DecodeLastRuneInString(text[:i])
		i -= w
		if len(text)-i > longestSection {
			break
		}
	}
	if end < 0 {
		return document.Span{}, false
	}
	// Backwards name by name; 和, 及, 会同 part names as well.
	start := end
	for start > 0 {
		from, sep := lastSeparator(text[:start])
		name := text[from+sep : start]
		if strings.ContainsAny(name, "。；！？;，,") {
			break
		}
		bare := bareName(name)
		if sep > 0 && len(bare) <= longestName && endsBody(bare) && c.wholeName(bare) {
			c.learn(bare)
			start = from
			continue
		}
		// The task runs into this name.
		if k := c.nameStart(bare); k >= 0 {
			return document.Span{Start: s.Start + from + sep + k, End: s.Start + end}, true
		}
		if start < end {
			_, w := utf8.DecodeRuneInString(text[start:])
			return document.Span{Start: s.Start + start + w, End: s.Start + end}, true
		}
		return document.Span{}, false
	}
	return document.Span{Start: s.Start + start, End: s.Start + end}, start < end
}

// wholeName: no words of the task stand before the name: it begins as names do, or is short and does not end in a
// name known from elsewhere.
func (c *runCutter) wholeName(n string) bool {
	if startsBody(n) {
		return true
	}
	for i := range n {
		if i > 0 && c.known[n[i:]] {
			return false
		}
	}
	return utf8.RuneCountInString(n) <= 8
}

// lastSeparator is where the last separator of a list starts and how long it is; 0, 0 without one.
func lastSeparator(s string) (at, n int) {
	depth := 0
	for i := len(s); i > 0; {
		r, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
		switch r {
		case '）', ')':
			depth++
		case '（', '(':
			depth--
		case '、', '，', '；', '。', ',', ';':
			if depth <= 0 {
				return i, w
			}
		case '和', '及', '与':
			if depth <= 0 && endsBody(bareName(s[:i])) {
				return i, w
			}
		case '同':
			if depth <= 0 && strings.HasSuffix(s[:i], "会") && endsBody(bareName(s[:i-len("会")])) {
				return i - len("会"), w + len("会")
			}
		}
	}
	return 0, 0
}

func (c *runCutter) learn(name string) {
	if !startsBody(name) || len(name) < 9 {
		return
	}
	if !c.known[name] {
		c.known[name] = true
		if c.first == nil {
			c.first = map[string]int{}
		}
		_, w := utf8.DecodeRuneInString(name)
		c.first[name[:w]]++
	}
}

// nameStart is where in s, a task's end and a body's name run together, the name starts: at a name known from
// elsewhere in the table; at a start of several signs (国家, 人行); at the sign that most names begin with.
func (c *runCutter) nameStart(s string) int {
	if !endsBody(s) {
		return -1
	}
	from := 0
	if len(s) > longestName {
		from = len(s) - longestName
		for !utf8.RuneStart(s[from]) {
			from++
		}
	}
	for i := range s[from:] {
		if c.known[s[from+i:]] {
			return from + i
		}
	}
	most, sign := 0, ""
	for k, n := range c.first {
		if n > most || n == most && k < sign {
			most, sign = n, k
		}
	}
	best := -1
	for i := range s[from:] {
		at := from + i
		name := s[at:]
		if len(name) < 9 {
			break
		}
		if sign != "" && strings.HasPrefix(name, sign) {
			if strings.HasPrefix(name, sign+sign) || best < 0 || !strings.HasPrefix(s[best:], sign+sign) || at != best+len(sign) {
				best = at
			}
		}
		if longStart(name) && len(name) <= 45 {
			return at
		}
	}
	if best >= 0 {
		return best
	}
	for i := range s[from:] {
		if startsBody(s[from+i:]) && len(s)-from-i >= 9 {
			best = from + i
		}
	}
	return best
}

// longStart: the name starts with a word of two signs or more that only bodies start with.
func longStart(s string) bool {
	e := bodyEdges()
	n := 0
	for i := range s {
		if n >= 2 && e.start[s[:i]] {
			return true
		}
		if n++; n > e.longest {
			break
		}
	}
	return false
}

// whole: does s hold a task, bodies, and a deadline if there is a column for it?
func (c *runCutter) whole(s document.Span) bool {
	b, ok := c.bodies(trimmed(c.text, s.Start, s.End))
	return ok && b.Start > s.Start
}

// lastRow finds where the last row ends: behind the shortest stretch that is a whole row and the deadline with it.
func (c *runCutter) lastRow(from, limit int) int {
	if i := strings.IndexByte(c.text[from:limit], '\n'); i >= 0 {
		limit = from + i
	}
	for i := limit; i > from; {
		if c.whole(document.Span{Start: from, End: i}) {
			return i
		}
		if c.text[i-1] == '\n' {
			break
		}
		_, w := utf8.DecodeLastRuneInString(c.text[:i])
		i -= w
		if limit-i > longestSection {
			break
		}
	}
	return limit
}

func (c *runCutter) row(serial, s document.Span) Row {
	row := Row{Span: document.Span{Start: serial.Start, End: s.End}, Cells: make([]Cell, len(c.cols))}
	put := func(col int, s document.Span) {
		s = trimmed(c.text, s.Start, s.End)
		if col >= 0 && !s.Empty() {
			row.Cells[col] = Cell{Spans: []document.Span{s}, Text: c.text[s.Start:s.End]}
		}
	}
	put(0, serial)
	b, ok := c.bodies(s)
	if !ok {
		put(first(c.cols, Task), s)
		return row
	}
	put(first(c.cols, Task), document.Span{Start: s.Start, End: b.Start})
	for i, col := range c.cols {
		if col.Role == Lead || col.Role == Responsible {
			put(i, b)
			break
		}
	}
	put(first(c.cols, Deadline), document.Span{Start: b.End, End: s.End})
	return row
}
