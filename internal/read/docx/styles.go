package docx

import (
	"encoding/xml"
	"strconv"
)

// style is what a style says about numbering, outline level and hiding. The pointers are nil where it says nothing.
type style struct {
	basedOn       string
	numID, level  *int
	outline       *int
	vanish        *bool
	resolved, now bool
}

type styles struct {
	byID      map[string]*style
	paragraph string // the default paragraph style
}

func (p *container) styles(part string) (*styles, error) {
	st := &styles{byID: map[string]*style{}}
	d, err := p.decoder(part)
	if err != nil || d == nil {
		return st, err
	}
	if _, err := d.root(); err != nil {
		return st, err
	}
	err = d.each(func(s xml.StartElement) error {
		if s.Name.Local != "style" {
			return d.skip()
		}
		x := &style{}
		if attr(s, "type") == "paragraph" && (attr(s, "default") == "1" || attr(s, "default") == "true") {
			st.paragraph = attr(s, "styleId")
		}
		st.byID[attr(s, "styleId")] = x
		return d.each(func(s xml.StartElement) error {
			switch s.Name.Local {
			case "basedOn":
				x.basedOn = attr(s, "val")
			case "pPr":
				var pp paragraphProps
				if err := d.paragraphProps(&pp); err != nil {
					return err
				}
				x.numID, x.level, x.outline = pp.numID, pp.level, pp.outline
				return nil
			case "rPr":
				rp, err := d.runProps()
				x.vanish = rp.vanish
				return err
			}
			return d.skip()
		})
	})
	return st, err
}

// get is a style with what it inherits filled in; never nil.
func (st *styles) get(id string) *style {
	x := st.byID[id]
	if x == nil {
		return &style{}
	}
	if x.resolved || x.now { // now: a style based on itself
		return x
	}
	x.now = true
	base := st.get(x.basedOn)
	x.now = false
	if x.numID == nil {
		x.numID = base.numID
	}
	if x.level == nil {
		x.level = base.level
	}
	if x.outline == nil {
		x.outline = base.outline
	}
	if x.vanish == nil {
		x.vanish = base.vanish
	}
	x.resolved = true
	return x
}

// paragraphProps is what w:pPr says.
type paragraphProps struct {
	style        string
	numID, level *int
	outline      *int
	markDeleted  bool // the paragraph mark is deleted: the paragraph runs on in the next one
	markHidden   bool
}

func (d *decoder) paragraphProps(pp *paragraphProps) error {
	return d.each(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "pStyle":
			pp.style = attr(s, "val")
		case "outlineLvl":
			pp.outline = integer(s)
		case "numPr":
			return d.each(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "ilvl":
					pp.level = integer(s)
				case "numId":
					pp.numID = integer(s)
				}
				return d.skip()
			})
		case "rPr":
			rp, err := d.runProps()
			pp.markDeleted, pp.markHidden = rp.deleted, rp.vanish != nil && *rp.vanish
			return err
		}
		return d.skip()
	})
}

// runProps is what w:rPr says.
type runProps struct {
	style   string
	vanish  *bool
	deleted bool
}

func (d *decoder) runProps() (rp runProps, err error) {
	err = d.each(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "rStyle":
			rp.style = attr(s, "val")
		case "vanish", "specVanish":
			v := on(s)
			rp.vanish = &v
		case "del", "moveFrom":
			rp.deleted = true
		}
		return d.skip()
	})
	return rp, err
}

func integer(s xml.StartElement) *int {
	n, err := strconv.Atoi(attr(s, "val"))
	if err != nil {
		return nil
	}
	return &n
}
