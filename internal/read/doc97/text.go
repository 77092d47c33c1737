package doc97

import (
	"sort"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// piece is a stretch of text that stands in one place of the main stream (2.8.35, 2.9.73).
type piece struct {
	fc     int // its first byte
	narrow bool
}

// text is all the document's text, a UTF-16 unit a character position, with the byte of each for its formatting.
type text struct {
	units []uint16
	fcs   []int32
}

func (t *text) len() int { return len(t.units) }

// piecesAt reads the Clx (2.9.38) and unrolls the text.
func (w *word) piecesAt(clx []byte) error {
	for len(clx) > 0 && clx[0] == 1 { // Prc: formatting of quick saves
		n := 3 + u16(clx, 1)
		if n > len(clx) {
			return errDamaged
		}
		clx = clx[n:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return errDamaged
	}
	plc := clx[5:]
	if n := int(u32(clx, 1)); n >= 0 && n < len(plc) {
		plc = plc[:n]
	}
	n := (len(plc) - 4) / 12
	if n < 1 {
		return errDamaged
	}
	for i := range n {
		cp, end := int(u32(plc, 4*i)), int(u32(plc, 4*i+4))
		fc := u32(plc, 4*(n+1)+8*i+2)
		p := piece{fc: int(fc & 0x3FFFFFFF), narrow: fc&0x40000000 != 0}
		if p.narrow {
			p.fc /= 2
		}
		if cp != w.text.len() || end < cp {
			return errDamaged
		}
		if !w.unroll(p, end-cp) {
			break // cut short: what stands before is read
		}
	}
	return nil
}

// unroll appends a piece's characters; false if the stream ends before they do.
func (w *word) unroll(p piece, n int) bool {
	width := 2
	if p.narrow {
		width = 1
	}
	whole := true
	if most := max(0, len(w.main)-p.fc) / width; n > most {
		n, whole = most, false
	}
	for i := range n {
		at := p.fc + i*width
		u := uint16(0)
		if p.narrow {
			u = narrow[w.main[at]]
		} else {
			u = uint16(u16(w.main, at))
		}
		w.text.units = append(w.text.units, u)
		w.text.fcs = append(w.text.fcs, int32(at))
	}
	return whole
}

// narrow is Windows-1252, in which 8-bit pieces stand.
var narrow = func() (m [256]uint16) {
	for i := range m {
		m[i] = uint16(charmap.Windows1252.DecodeByte(byte(i)))
	}
	for i := range 0x20 {
		m[i] = uint16(i)
	}
	return m
}()

// decode turns UTF-16 units into a string.
func decode(units []uint16) string { return string(utf16.Decode(units)) }

// runs are formatting properties by byte offset, sorted.
type runs []run

type run struct {
	fc, end int
	istd    int    // paragraphs: the style
	sprms   []byte // property modifiers (2.9.245)
}

// at is the run that covers a byte, nil if there is none.
func (r runs) at(fc int) *run {
	i := sort.Search(len(r), func(i int) bool { return r[i].end > fc })
	if i < len(r) && r[i].fc <= fc {
		return &r[i]
	}
	return nil
}

// formatting reads the formatted disk pages that a PlcBtePapx or PlcBteChpx (2.8.5, 2.8.6) lists.
func (w *word) formatting(plc []byte, paragraphs bool) runs {
	const page = 512
	var out runs
	n := (len(plc) - 4) / 8
	for i := range max(n, 0) {
		pn := int(u32(plc, 4*(n+1)+4*i) & 0x3FFFFF)
		if (pn+1)*page > len(w.main) {
			continue
		}
		fkp := w.main[pn*page : (pn+1)*page]
		crun := int(fkp[page-1])
		width := 1
		if paragraphs {
			width = 13
		}
		if 4*(crun+1)+width*crun > page-1 {
			continue
		}
		for k := range crun {
			r := run{fc: int(u32(fkp, 4*k)), end: int(u32(fkp, 4*k+4))}
			if at := 2 * int(fkp[4*(crun+1)+width*k]); at > 0 && at < page-1 {
				r.istd, r.sprms = properties(fkp[at:page-1], paragraphs)
			}
			out = append(out, r)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].fc < out[j].fc })
	return out
}

// properties reads a PapxInFkp (2.9.175) or a Chpx (2.9.32).
func properties(b []byte, paragraph bool) (istd int, sprms []byte) {
	n := int(b[0])
	b = b[1:]
	if paragraph {
		if n == 0 {
			if len(b) == 0 {
				return 0, nil
			}
			n, b = 2*int(b[0]), b[1:]
		} else {
			n = 2*n - 1
		}
	}
	b = b[:min(n, len(b))]
	if !paragraph {
		return 0, b
	}
	if len(b) < 2 {
		return 0, nil
	}
	return u16(b, 0), b[2:]
}

// each calls f with every modifier of a list and its operand.
func each(sprms []byte, f func(code int, arg []byte)) {
	for len(sprms) >= 2 {
		code := u16(sprms, 0)
		sprms = sprms[2:]
		n, head := 0, 0
		switch code >> 13 { // spra: the size of the operand
		case 0, 1:
			n = 1
		case 2, 4, 5:
			n = 2
		case 3:
			n = 4
		case 7:
			n = 3
		case 6:
			if len(sprms) == 0 {
				return
			}
			head, n = 1, int(sprms[0])
			if code == sprmTDefTable {
				head, n = 2, u16(sprms, 0)-1
			} else if code == sprmPChgTabs && n == 255 {
				return // its size must be counted from its parts; nothing wanted stands after it
			}
		}
		if n < 0 || head+n > len(sprms) {
			return
		}
		f(code, sprms[head:head+n])
		sprms = sprms[head+n:]
	}
}

// The modifiers that matter here (2.6).
const (
	sprmPFInTable  = 0x2416
	sprmPFTtp      = 0x2417 // the mark ends a row
	sprmPFInnerTtp = 0x244C // … of a table in a table
	sprmPItap      = 0x6649 // depth in tables
	sprmPIlvl      = 0x260A
	sprmPIlfo      = 0x460B
	sprmPOutLvl    = 0x2640
	sprmPChgTabs   = 0xC615
	sprmTDefTable  = 0xD608
	sprmCFRMarkDel = 0x0800
	sprmCFVanish   = 0x083C
)
