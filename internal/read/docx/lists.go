package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"taizhang/internal/read/numbering"
)

// levels is how many levels a list has (ISO/IEC 29500-1, 17.9.6).
const levels = 9

// level is one level of a list (w:lvl).
type level struct {
	start   int
	format  string // ST_NumberFormat
	text    string // w:lvlText: %1.%2
	legal   bool   // w:isLgl: every number in it as decimal
	restart int    // w:lvlRestart: -1 not said, 0 never, n after level n
	glue    string // w:suff: what stands between number and words
	style   string // the paragraph style bound to this level
}

// list is an abstract list with its running counters. All w:num of one w:abstractNum count together.
type list struct {
	levels  [levels]level
	link    string // w:numStyleLink: the definition stands at the list of that style
	def     string // w:styleLink: this is the definition of that style
	counter [levels]int
	started [levels]bool
}

// num is one use of a list (w:num).
type num struct {
	list      *list
	overrides [levels]*level
	starts    [levels]*int
	used      [levels]bool
}

type lists struct {
	nums map[int]*num
}

func (p *pack) lists(part string) (*lists, error) {
	ls := &lists{nums: map[int]*num{}}
	d, err := p.decoder(part)
	if err != nil || d == nil {
		return ls, err
	}
	defer d.Close()
	if _, err := d.root(); err != nil {
		return ls, err
	}
	abstract := map[string]*list{}
	byStyle := map[string]*list{}
	err = d.each(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "abstractNum":
			l := &list{}
			for i := range l.levels {
				l.levels[i] = newLevel()
			}
			abstract[attr(s, "abstractNumId")] = l
			return d.each(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "lvl":
					i, err := strconv.Atoi(attr(s, "ilvl"))
					if err != nil || i < 0 || i >= levels {
						return d.skip()
					}
					return d.level(&l.levels[i])
				case "numStyleLink":
					l.link = attr(s, "val")
				case "styleLink":
					l.def = attr(s, "val")
					byStyle[l.def] = l
				}
				return d.skip()
			})
		case "num":
			n := &num{}
			id, err := strconv.Atoi(attr(s, "numId"))
			if err != nil {
				return d.skip()
			}
			ls.nums[id] = n
			return d.each(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "abstractNumId":
					n.list = abstract[attr(s, "val")]
				case "lvlOverride":
					i, err := strconv.Atoi(attr(s, "ilvl"))
					if err != nil || i < 0 || i >= levels {
						return d.skip()
					}
					return d.each(func(s xml.StartElement) error {
						switch s.Name.Local {
						case "startOverride":
							n.starts[i] = integer(s)
						case "lvl":
							l := newLevel()
							n.overrides[i] = &l
							return d.level(&l)
						}
						return d.skip()
					})
				}
				return d.skip()
			})
		}
		return d.skip()
	})
	for _, n := range ls.nums {
		if n.list != nil && n.list.link != "" {
			if l := byStyle[n.list.link]; l != nil {
				n.list = l
			}
		}
	}
	return ls, err
}

func newLevel() level { return level{start: 0, format: "decimal", restart: -1, glue: "\t"} }

func (d *decoder) level(l *level) error {
	return d.each(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "start":
			if n := integer(s); n != nil {
				l.start = *n
			}
		case "numFmt":
			l.format = attr(s, "val")
			if l.format == "custom" {
				l.format = attr(s, "format") // Word 2010: 001, 002 …
			}
		case "AlternateContent":
			// Word 2010 wraps its custom formats: <mc:Choice><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>.
			return d.each(func(s xml.StartElement) error {
				if s.Name.Local != "Choice" {
					return d.skip()
				}
				return d.level(l)
			})
		case "lvlText":
			l.text = attr(s, "val")
		case "isLgl":
			l.legal = on(s)
		case "lvlRestart":
			if n := integer(s); n != nil {
				l.restart = *n
			}
		case "suff":
			switch attr(s, "val") {
			case "space":
				l.glue = " "
			case "nothing":
				l.glue = ""
			}
		case "pStyle":
			l.style = attr(s, "val")
		}
		return d.skip()
	})
}

// next counts a paragraph and gives its number as Word shows it, with the glue that parts it from the words.
// A bullet and an empty number give "".
func (ls *lists) next(id, at int) (label, glue string) {
	n := ls.nums[id]
	if n == nil || n.list == nil || at < 0 || at >= levels {
		return "", ""
	}
	l := n.list
	lv := n.level(at)
	for i := 0; i <= at; i++ { // an override of a level above counts from its first use below it
		if n.starts[i] != nil && !n.used[i] {
			n.used[i] = true
			l.counter[i], l.started[i] = *n.starts[i], i < at
			if i < at {
				continue
			}
			l.counter[i]--
			l.started[i] = true
		}
	}
	for i := 0; i < at; i++ {
		if !l.started[i] { // a level that was jumped over counts as if it stood there once
			l.counter[i], l.started[i] = n.level(i).start, true
		}
	}
	if l.started[at] {
		l.counter[at]++
	} else {
		l.counter[at], l.started[at] = lv.start, true
	}
	for i := at + 1; i < levels; i++ {
		switch r := n.level(i).restart; {
		case r == 0:
		case r < 0 || at < r:
			l.started[i] = false
		}
	}
	return n.label(at), lv.glue
}

func (n *num) level(i int) *level {
	if n.overrides[i] != nil {
		return n.overrides[i]
	}
	return &n.list.levels[i]
}

func (n *num) label(at int) string {
	lv := n.level(at)
	if lv.format == "bullet" || lv.format == "none" && !strings.Contains(lv.text, "%") {
		return strings.TrimSpace(noBullet(lv))
	}
	var b strings.Builder
	for s := lv.text; s != ""; {
		i := strings.IndexByte(s, '%')
		if i < 0 || i+1 == len(s) {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		k := int(s[i+1] - '1')
		if s[i+1] < '1' || k >= levels {
			b.WriteByte('%')
			s = s[i+1:]
			continue
		}
		s = s[i+2:]
		of := n.level(k)
		format := of.format
		if lv.legal && format != "none" {
			format = "decimal"
		}
		if text, ok := numbering.Format(format, n.list.counter[k]); ok {
			b.WriteString(text)
		}
	}
	return strings.TrimSpace(b.String())
}

// noBullet is what a level without a number shows: fixed words (说明：) but no bullet sign.
func noBullet(lv *level) string {
	if lv.format == "bullet" {
		return ""
	}
	return lv.text
}

// styleLevel is the level of a list that is bound to a paragraph style.
func (ls *lists) styleLevel(id int, style string) (int, bool) {
	n := ls.nums[id]
	if n == nil || n.list == nil {
		return 0, false
	}
	for i := range levels {
		if n.level(i).style == style {
			return i, true
		}
	}
	return 0, false
}
