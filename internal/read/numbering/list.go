package numbering

import "strings"

// Levels is how many levels a list has (ISO/IEC 29500-1, 17.9.6; [MS-DOC] 2.9.131).
const Levels = 9

// Level is one level of a list.
type Level struct {
	Start   int
	Format  string // ST_NumberFormat
	Text    string // %1.%2: %n stands for the number of level n, from 1
	Legal   bool   // every number in Text as decimal
	Restart int    // -1 after any level above, 0 never, n after level n and those above it
	Glue    string // what stands between number and words
	Style   string // the paragraph style bound to this level
}

// NewLevel is a level of which the document says nothing.
func NewLevel() Level { return Level{Format: "decimal", Restart: -1, Glue: "\t"} }

// List is a definition of a list with its running counters. All Nums of one List count together, as in Word.
type List struct {
	Levels  [Levels]Level
	counter [Levels]int
	started [Levels]bool
}

// Num is one use of a list: what w:num and LFO are.
type Num struct {
	List      *List
	Overrides [Levels]*Level // levels it redefines
	Starts    [Levels]*int   // numbers it starts anew at
	used      [Levels]bool
}

// Level is the level that holds for this use.
func (n *Num) Level(i int) *Level {
	if n.Overrides[i] != nil {
		return n.Overrides[i]
	}
	return &n.List.Levels[i]
}

// Next counts a paragraph on a level, from 0, and gives its number as Word shows it, with the glue that parts it from
// the words. A bullet and an empty number give "".
func (n *Num) Next(at int) (label, glue string) {
	if n == nil || n.List == nil || at < 0 || at >= Levels {
		return "", ""
	}
	l := n.List
	lv := n.Level(at)
	for i := 0; i < at; i++ {
		switch {
		case n.Starts[i] != nil && !n.used[i]: // an override above counts from its first use below
			n.used[i] = true
			l.counter[i], l.started[i] = *n.Starts[i], true
		case !l.started[i]: // a level that was jumped over counts as if it stood there once
			l.counter[i], l.started[i] = n.Level(i).Start, true
		}
	}
	switch {
	case n.Starts[at] != nil && !n.used[at]:
		n.used[at] = true
		l.counter[at], l.started[at] = *n.Starts[at], true
	case l.started[at]:
		l.counter[at]++
	default:
		l.counter[at], l.started[at] = lv.Start, true
	}
	for i := at + 1; i < Levels; i++ {
		if r := n.Level(i).Restart; r < 0 || at < r {
			l.started[i] = false
		}
	}
	return n.label(at), lv.Glue
}

func (n *Num) label(at int) string {
	lv := n.Level(at)
	if lv.Format == "bullet" {
		return ""
	}
	var b strings.Builder
	for s := lv.Text; s != ""; {
		i := strings.IndexByte(s, '%')
		if i < 0 || i+1 == len(s) {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		if s[i+1] < '1' || s[i+1] > '9' {
			b.WriteByte('%')
			s = s[i+1:]
			continue
		}
		k := int(s[i+1] - '1')
		s = s[i+2:]
		format := n.Level(k).Format
		if lv.Legal && format != "none" {
			format = "decimal"
		}
		if text, ok := Format(format, n.List.counter[k]); ok {
			b.WriteString(text)
		}
	}
	return strings.TrimSpace(b.String())
}
