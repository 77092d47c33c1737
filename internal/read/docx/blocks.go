package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"taizhang/internal/read/draft"
)

// blocks reads block content: the body, a cell, a text box, a footnote.
type blocks struct {
	*reader
	dec  *decoder
	para *paragraph // the paragraph that is being read, or one whose mark was deleted and that runs on
}

// sink takes what a blocks finds, in order.
type sink func(draft.Item) error

// children reads all block content up to the end of the element whose start was read last.
func (w *blocks) children(out sink) error {
	return w.dec.each(func(s xml.StartElement) error { return w.block(s, out) })
}

func (w *blocks) block(s xml.StartElement, out sink) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	switch s.Name.Local {
	case "p":
		return w.paragraph(out)
	case "tbl":
		if err := w.end(out); err != nil {
			return err
		}
		t, err := w.tableRows()
		if err != nil {
			return err
		}
		return out(draft.Item{Table: t})
	case "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag":
		return w.children(out)
	case "AlternateContent":
		return w.alternate(func(s xml.StartElement) (bool, error) {
			n := 0
			err := w.children(func(it draft.Item) error { n++; return out(it) })
			return n > 0, err
		})
	case "altChunk":
		w.d.Note("embedded-part", "a part of another format is embedded (w:altChunk) and not read: open and save the file with a word processor")
	}
	return w.dec.skip()
}

// alternate reads the first branch of mc:AlternateContent that gives something.
func (w *blocks) alternate(branch func(xml.StartElement) (bool, error)) error {
	done := false
	return w.dec.each(func(s xml.StartElement) error {
		if done || s.Name.Local != "Choice" && s.Name.Local != "Fallback" {
			return w.dec.skip()
		}
		gave, err := branch(s)
		done = done || gave
		return err
	})
}

// end gives out a paragraph whose deleted mark found no following paragraph.
func (w *blocks) end(out sink) error {
	if w.para == nil {
		return nil
	}
	p := w.para
	w.para = nil
	return w.finish(p, out)
}

// paragraph collects one paragraph.
type paragraph struct {
	props  paragraphProps
	lines  []string
	buf    strings.Builder
	boxes  []draft.Item // text boxes anchored in it
	fields []field
	joined bool // begins with the words of a paragraph whose mark was deleted
}

// field is an open complex field: its code is not shown, its result is.
type field struct{ result bool }

func (p *paragraph) shown() bool {
	for _, f := range p.fields {
		if !f.result {
			return false
		}
	}
	return true
}

func (p *paragraph) br() {
	p.lines = append(p.lines, p.buf.String())
	p.buf.Reset()
}

func (w *blocks) paragraph(out sink) error {
	p := w.para
	if p == nil {
		p = &paragraph{}
	} else {
		p.joined = true
		p.props = paragraphProps{} // Word keeps the properties of the last mark
	}
	w.para = nil
	if err := w.inlines(p); err != nil {
		return err
	}
	if p.props.markDeleted {
		w.para = p
		return nil
	}
	return w.finish(p, out)
}

func (w *blocks) finish(p *paragraph, out sink) error {
	p.br()
	id := p.props.style
	if id == "" {
		id = w.styles.paragraph
	}
	st := w.styles.get(id)
	it := draft.Item{Lines: p.lines}
	outline := st.outline
	if p.props.outline != nil {
		outline = p.props.outline
	}
	if outline != nil && *outline >= 0 && *outline < 9 {
		it.Heading = *outline + 1
	}
	num, lvl := st.numID, st.level
	if p.props.numID != nil {
		num = p.props.numID
	}
	if p.props.level != nil {
		lvl = p.props.level
	} else if p.props.numID == nil && num != nil {
		if i, ok := w.lists.styleLevel(*num, id); ok {
			lvl = &i
		}
	}
	empty := strings.TrimSpace(strings.Join(p.lines, "")) == ""
	if num != nil && *num > 0 && !(empty && p.props.markHidden) {
		at := 0
		if lvl != nil {
			at = *lvl
		}
		it.Label, it.Glue = w.lists.nums[*num].Next(at)
	}
	if err := out(it); err != nil {
		return err
	}
	for _, b := range p.boxes {
		if err := out(b); err != nil {
			return err
		}
	}
	return nil
}

// inlines reads what stands in a paragraph or in an element around runs.
func (w *blocks) inlines(p *paragraph) error {
	return w.dec.each(func(s xml.StartElement) error { return w.inline(s, p) })
}

func (w *blocks) inline(s xml.StartElement, p *paragraph) error {
	switch s.Name.Local {
	case "pPr":
		return w.dec.paragraphProps(&p.props)
	case "r":
		return w.run(p)
	case "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo":
		return w.inlines(p)
	case "oMath", "oMathPara":
		return w.math(p)
	case "AlternateContent":
		return w.alternate(func(xml.StartElement) (bool, error) {
			before, boxes := p.buf.Len()+len(p.lines), len(p.boxes)
			err := w.inlines(p)
			return p.buf.Len()+len(p.lines) > before || len(p.boxes) > boxes, err
		})
	}
	return w.dec.skip() // w:del, w:moveFrom, bookmarks, comments' marks, proofreading
}

// math gives the characters of a formula in reading order.
func (w *blocks) math(p *paragraph) error {
	return w.dec.each(func(s xml.StartElement) error {
		if s.Name.Local == "t" {
			text, err := w.dec.text()
			if p.shown() {
				p.buf.WriteString(text)
			}
			return err
		}
		return w.math(p)
	})
}

func (w *blocks) run(p *paragraph) error {
	hidden := false
	return w.dec.each(func(s xml.StartElement) error {
		return w.runPart(s, p, &hidden)
	})
}

func (w *blocks) runPart(s xml.StartElement, p *paragraph, hidden *bool) error {
	show := !*hidden && p.shown()
	switch s.Name.Local {
	case "rPr":
		rp, err := w.dec.runProps()
		switch {
		case rp.vanish != nil:
			*hidden = *rp.vanish
		case rp.style != "":
			v := w.styles.get(rp.style).vanish
			*hidden = v != nil && *v
		default:
			v := w.styles.get(p.props.style).vanish
			*hidden = v != nil && *v
		}
		*hidden = *hidden || rp.deleted
		return err
	case "t":
		text, err := w.dec.text()
		if show {
			p.buf.WriteString(text)
		}
		return err
	case "tab", "ptab":
		if show {
			p.buf.WriteByte('\t')
		}
	case "br", "cr":
		if show {
			p.br()
		}
	case "noBreakHyphen":
		if show {
			p.buf.WriteByte('-')
		}
	case "sym":
		if show {
			p.buf.WriteString(symbol(attr(s, "font"), attr(s, "char")))
		}
	case "fldChar":
		switch attr(s, "fldCharType") {
		case "begin":
			p.fields = append(p.fields, field{})
		case "separate":
			if n := len(p.fields); n > 0 {
				p.fields[n-1].result = true
			}
		case "end":
			if n := len(p.fields); n > 0 {
				p.fields = p.fields[:n-1]
			}
		}
	case "footnoteReference":
		if show {
			w.footnotes = append(w.footnotes, attr(s, "id"))
		}
	case "endnoteReference":
		if show {
			w.endnotes = append(w.endnotes, attr(s, "id"))
		}
	case "ruby":
		return w.dec.each(func(s xml.StartElement) error {
			if s.Name.Local == "rubyBase" {
				return w.inlines(p)
			}
			return w.dec.skip()
		})
	case "AlternateContent":
		return w.alternate(func(xml.StartElement) (bool, error) {
			before, boxes := p.buf.Len()+len(p.lines), len(p.boxes)
			err := w.dec.each(func(s xml.StartElement) error { return w.runPart(s, p, hidden) })
			return p.buf.Len()+len(p.lines) > before || len(p.boxes) > boxes, err
		})
	case "drawing", "pict", "object":
		if !show {
			return w.dec.skip()
		}
		return w.boxes(p)
	}
	return w.dec.skip()
}

// boxes finds the text boxes in a drawing.
func (w *blocks) boxes(p *paragraph) error {
	return w.dec.each(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "txbxContent":
			inner := &blocks{reader: w.reader, dec: w.dec}
			add := func(it draft.Item) error { p.boxes = append(p.boxes, it); return nil }
			if err := inner.children(add); err != nil {
				return err
			}
			return inner.end(add)
		case "AlternateContent":
			return w.alternate(func(xml.StartElement) (bool, error) {
				n := len(p.boxes)
				err := w.boxes(p)
				return len(p.boxes) > n, err
			})
		}
		return w.boxes(p)
	})
}

// symbol is the character of a w:sym: the check boxes and ticks of the symbol fonts, Unicode's own otherwise.
func symbol(font, char string) string {
	n, err := strconv.ParseUint(char, 16, 32)
	if err != nil {
		return ""
	}
	r := rune(n)
	if r >= 0xF000 && r <= 0xF0FF {
		return symbols[strings.ToLower(font)][r-0xF000]
	}
	return string(r)
}

// symbols are the signs of the symbol fonts that forms and lists use; others are ornaments and left out.
var symbols = map[string]map[rune]string{
	"wingdings":   {0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0x71: "□", 0xFC: "✓", 0xFB: "✗", 0x6E: "■", 0x8C: "①", 0x8D: "②", 0x8E: "③", 0x8F: "④", 0x90: "⑤", 0x91: "⑥", 0x92: "⑦", 0x93: "⑧", 0x94: "⑨", 0x95: "⑩", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩"},
	"wingdings 2": {0x52: "☑", 0xA3: "□", 0x51: "☒", 0x50: "✓", 0x4F: "✗", 0x2A: "□", 0x30: "□"},
	"symbol":      {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xB0: "°", 0x6D: "μ", 0xB7: "·", 0x2D: "-", 0x25: "%", 0x3D: "=", 0x3E: ">", 0x3C: "<", 0x2B: "+"},
}
