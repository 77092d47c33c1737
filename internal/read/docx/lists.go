package docx

import (
	"encoding/xml"
	"strconv"

	"taizhang/internal/read/numbering"
)

// definition is an abstract list (w:abstractNum).
type definition struct {
	numbering.List
	link string // w:numStyleLink: the definition stands at the list of that style
}

type lists struct {
	nums map[int]*numbering.Num
}

func (p *container) lists(part string) (*lists, error) {
	ls := &lists{nums: map[int]*numbering.Num{}}
	d, err := p.decoder(part)
	if err != nil || d == nil {
		return ls, err
	}
	if _, err := d.root(); err != nil {
		return ls, err
	}
	abstract := map[string]*definition{}
	byStyle := map[string]*definition{}
	of := map[*numbering.Num]*definition{}
	err = d.each(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "abstractNum":
			l := &definition{}
			for i := range l.Levels {
				l.Levels[i] = numbering.NewLevel()
			}
			abstract[attr(s, "abstractNumId")] = l
			return d.each(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "lvl":
					i, err := strconv.Atoi(attr(s, "ilvl"))
					if err != nil || i < 0 || i >= numbering.Levels {
						return d.skip()
					}
					return d.level(&l.Levels[i])
				case "numStyleLink":
					l.link = attr(s, "val")
				case "styleLink": // this is the definition of that style
					byStyle[attr(s, "val")] = l
				}
				return d.skip()
			})
		case "num":
			n := &numbering.Num{}
			id, err := strconv.Atoi(attr(s, "numId"))
			if err != nil {
				return d.skip()
			}
			ls.nums[id] = n
			return d.each(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "abstractNumId":
					if l := abstract[attr(s, "val")]; l != nil {
						n.List, of[n] = &l.List, l
					}
				case "lvlOverride":
					i, err := strconv.Atoi(attr(s, "ilvl"))
					if err != nil || i < 0 || i >= numbering.Levels {
						return d.skip()
					}
					return d.each(func(s xml.StartElement) error {
						switch s.Name.Local {
						case "startOverride":
							n.Starts[i] = integer(s)
						case "lvl":
							l := numbering.NewLevel()
							n.Overrides[i] = &l
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
	for n, l := range of {
		if def := byStyle[l.link]; l.link != "" && def != nil {
			n.List = &def.List
		}
	}
	return ls, err
}

func (d *decoder) level(l *numbering.Level) error {
	return d.each(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "start":
			if n := integer(s); n != nil {
				l.Start = *n
			}
		case "numFmt":
			l.Format = attr(s, "val")
			if l.Format == "custom" {
				l.Format = attr(s, "format") // Word 2010: 001, 002 …
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
			l.Text = attr(s, "val")
		case "isLgl":
			l.Legal = on(s)
		case "lvlRestart":
			if n := integer(s); n != nil {
				l.Restart = *n
			}
		case "suff":
			switch attr(s, "val") {
			case "space":
				l.Glue = " "
			case "nothing":
				l.Glue = ""
			}
		case "pStyle":
			l.Style = attr(s, "val")
		}
		return d.skip()
	})
}

// styleLevel is the level of a list that is bound to a paragraph style.
func (ls *lists) styleLevel(id int, style string) (int, bool) {
	n := ls.nums[id]
	if n == nil || n.List == nil {
		return 0, false
	}
	for i := range numbering.Levels {
		if n.Level(i).Style == style {
			return i, true
		}
	}
	return 0, false
}
