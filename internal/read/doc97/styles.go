package doc97

import "taizhang/internal/read/draft"

// props are the properties of a paragraph that matter here.
type props struct {
	depth    int  // in tables: 0 outside, 1 in a table, more in tables within
	rowEnd   bool // the mark ends a row
	innerEnd bool // the mark ends a row of a table in a table
	list     int  // number of the LFO from 1, 0 for none
	level    int  // of the list, from 0
	outline  int  // 0 to 8; 9 for body text
	columns  []draft.Edge
}

func (p *props) apply(sprms []byte) {
	each(sprms, func(code int, arg []byte) {
		switch code {
		case sprmPFInTable:
			if arg[0] != 0 {
				p.depth = max(p.depth, 1)
			}
		case sprmPItap:
			p.depth = min(max(int(int32(u32(arg, 0))), 0), 64)
		case sprmPFTtp:
			p.rowEnd = arg[0] != 0
		case sprmPFInnerTtp:
			p.innerEnd = arg[0] != 0
		case sprmPIlvl:
			p.level = int(arg[0])
		case sprmPIlfo:
			p.list = int(int16(u16(arg, 0)))
		case sprmPOutLvl:
			p.outline = int(arg[0])
		case sprmTDefTable:
			p.columns = columns(arg)
		}
	})
}

// columns reads a TDefTableOperand (2.9.315) behind its size: the cells' edges, then a TC80 for each.
func columns(b []byte) []draft.Edge {
	if len(b) == 0 {
		return nil
	}
	n := int(b[0])
	if n == 0 || 1+2*(n+1) > len(b) {
		return nil
	}
	cols := make([]draft.Edge, n)
	tc := b[1+2*(n+1):]
	for i := range cols {
		cols[i].Left = int(int16(u16(b, 1+2*i)))
		cols[i].Right = int(int16(u16(b, 1+2*(i+1))))
		f := u16(tc, 20*i) // TCGRF (2.9.317): two bits of horzMerge, three of textFlow, two of vertMerge
		cols[i].Merged = f&3 == 1
		cols[i].Down = f>>5&3 == 1
	}
	return cols
}

// stylesheet reads the STSH (2.9.271) into the properties of each style, with what it inherits.
func stylesheet(b []byte) []props {
	count, baseSize := u16(b, 2), u16(b, 4)
	type std struct {
		base, heading int
		sprms         []byte
	}
	var stds []std
	for at := 2 + u16(b, 0); len(stds) < count && at+2 <= len(b); {
		n := u16(b, at)
		at += 2
		if at+n > len(b) {
			break
		}
		s := std{base: 0xFFF}
		if x := b[at : at+n]; n >= 10 {
			if sti := u16(x, 0) & 0xFFF; sti >= 1 && sti <= 9 {
				s.heading = sti
			}
			s.base = u16(x, 2) >> 4
			if u16(x, 2)&0xF == 1 { // a paragraph style: behind the name stand its UPXs, the paragraph's first
				up := baseSize + 2 + 2*u16(x, baseSize) + 2
				if size := u16(x, up); size >= 2 && up+2+size <= len(x) {
					s.sprms = x[up+4 : up+2+size]
				}
			}
		}
		at += n + n&1
		stds = append(stds, s)
	}
	out := make([]props, len(stds))
	for i := range stds {
		out[i].outline = 9
		var chain []int // from the style to its root
		for k := i; k < len(stds) && len(chain) <= len(stds); k = stds[k].base {
			chain = append(chain, k)
		}
		for k := len(chain) - 1; k >= 0; k-- {
			s := stds[chain[k]]
			if s.heading > 0 {
				out[i].outline = s.heading - 1
			}
			out[i].apply(s.sprms)
		}
	}
	return out
}
