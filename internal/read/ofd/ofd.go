// Package ofd draws the pages of OFD (GB/T 33190-2016, 电子文件存储与交换格式 版式文档) into glyphs and ruling lines.
//
// It goes as far as text needs: the page tree, content layers, text objects with their deltas and matrices, straight
// paths, form objects left out. Signatures, annotations, attachments, pictures and template pages (which hold
// letterheads and running heads) are not read.
package ofd

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"taizhang/internal/read/pack"
	"taizhang/internal/read/page"
)

// Limits bound one document; zero means no limit.
type Limits struct {
	Pack              pack.Limits
	Pages, Characters int
}

// Info is what OFD.xml says of the document.
type Info struct{ Title, Author, Subject, Created string }

// millimetre in points: OFD measures in millimetres.
const millimetre = 72 / 25.4

var errNoDocument = errors.New("the container holds no ofd document: it is damaged or no ofd file")

type rootXML struct {
	DocBody []struct {
		DocInfo struct{ Title, Author, Subject, CreationDate string }
		DocRoot string
	}
}

type documentXML struct {
	CommonData struct {
		PageArea struct{ PhysicalBox string }
	}
	Pages struct {
		Page []struct {
			BaseLoc string `xml:",attr"`
		}
	}
}

// Pages draws every page of every document body in order.
func Pages(ctx context.Context, data []byte, lim Limits) ([]page.Page, Info, error) {
	arch, err := pack.Zip(data, lim.Pack)
	if err != nil {
		return nil, Info{}, err
	}
	var root rootXML
	if err := decode(arch, "OFD.xml", &root); err != nil {
		return nil, Info{}, err
	}
	if arch.Part("Encryptions.xml") != nil {
		return nil, Info{}, pack.ErrEncrypted
	}
	if len(root.DocBody) == 0 {
		return nil, Info{}, errNoDocument
	}
	i := root.DocBody[0].DocInfo
	info := Info{Title: i.Title, Author: i.Author, Subject: i.Subject, Created: i.CreationDate}
	var pages []page.Page
	glyphs := 0
	for _, body := range root.DocBody {
		var doc documentXML
		if err := decode(arch, body.DocRoot, &doc); err != nil {
			return nil, info, err
		}
		if lim.Pages > 0 && len(doc.Pages.Page) > lim.Pages {
			return nil, info, fmt.Errorf("it has %d pages, more than the limit of %d: raise the page limit", len(doc.Pages.Page), lim.Pages)
		}
		sheet := numbers(doc.CommonData.PageArea.PhysicalBox)
		for _, ref := range doc.Pages.Page {
			if err := ctx.Err(); err != nil {
				return nil, info, err
			}
			p, err := drawPage(arch, resolve(body.DocRoot, ref.BaseLoc), sheet)
			if err != nil {
				return nil, info, err
			}
			if glyphs += len(p.Glyphs); lim.Characters > 0 && glyphs > lim.Characters {
				return nil, info, fmt.Errorf("it has more than %d characters: raise the character limit", lim.Characters)
			}
			pages = append(pages, p)
		}
	}
	return pages, info, nil
}

// resolve finds a location named in a part: absolute in the container, or beside the part.
func resolve(from, loc string) string {
	if strings.HasPrefix(loc, "/") {
		return loc
	}
	return path.Join(path.Dir(from), loc)
}

func decode(arch *pack.Archive, name string, into any) error {
	part := arch.Part(name)
	if part == nil {
		return fmt.Errorf("part %q is missing: %w", name, errNoDocument)
	}
	b, err := part.Read()
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(b, into); err != nil {
		return fmt.Errorf("part %q is no intact xml: fetch the file again", name)
	}
	return nil
}

type pageXML struct {
	Area    struct{ PhysicalBox string }
	Content struct {
		Layer []struct {
			Type    string   `xml:",attr"`
			Objects []object `xml:",any"`
		}
	}
}

// object is a text or path object, or a block of such.
type object struct {
	XMLName         xml.Name
	Boundary        string  `xml:",attr"`
	CTM             string  `xml:",attr"`
	Size            float64 `xml:",attr"`
	ReadDirection   string  `xml:",attr"`
	Stroke          string  `xml:",attr"`
	TextCode        []textCode
	AbbreviatedData string
	Objects         []object `xml:",any"`
}

type textCode struct {
	X      string `xml:",attr"`
	Y      string `xml:",attr"`
	DeltaX string `xml:",attr"`
	DeltaY string `xml:",attr"`
	Text   string `xml:",chardata"`
}

func drawPage(arch *pack.Archive, name string, sheet []float64) (page.Page, error) {
	var x pageXML
	if err := decode(arch, name, &x); err != nil {
		return page.Page{}, err
	}
	if own := numbers(x.Area.PhysicalBox); len(own) == 4 {
		sheet = own
	}
	if len(sheet) != 4 {
		sheet = []float64{0, 0, 210, 297} // A4, as GB/T 9704-2012 wants official documents
	}
	d := drawing{page: page.Page{Width: sheet[2] * millimetre, Height: sheet[3] * millimetre}}
	for _, layer := range x.Content.Layer {
		d.objects(layer.Objects)
	}
	return d.page, nil
}

type drawing struct{ page page.Page }

func (d *drawing) objects(objects []object) {
	for _, o := range objects {
		switch o.XMLName.Local {
		case "TextObject":
			d.text(o)
		case "PathObject":
			d.path(o)
		case "PageBlock", "CompositeObject":
			d.objects(o.Objects)
		}
	}
}

// matrix is a CTM: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

func ctm(s string) matrix {
	if n := numbers(s); len(n) == 6 {
		return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
	}
	return matrix{a: 1, d: 1}
}

func (m matrix) point(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

func (d *drawing) text(o object) {
	box := numbers(o.Boundary)
	if len(box) != 4 {
		return
	}
	m := ctm(o.CTM)
	var x, y float64
	for _, code := range o.TextCode {
		// X and Y that are left out carry on from the code before (GB/T 33190-2016, 11.3).
		x, y = number(code.X, x), number(code.Y, y)
		dx, dy := deltas(code.DeltaX), deltas(code.DeltaY)
		cx, cy := x, y
		for i, r := range []rune(strings.Trim(code.Text, "\r\n")) {
			// A glyph stands on its baseline: about seven eighths of its size above, the rest below.
			x0, y0 := m.point(cx, cy-0.86*o.Size)
			x1, y1 := m.point(cx+o.Size*advance(r), cy+0.12*o.Size)
			d.page.Glyphs = append(d.page.Glyphs, page.Glyph{R: r, Box: rect(box[0]+x0, box[1]+y0, box[0]+x1, box[1]+y1)})
			step := 0.0
			if i < len(dx) {
				step = dx[i]
			} else if len(dx) > 0 {
				step = dx[len(dx)-1]
			} else if len(dy) == 0 {
				step = o.Size * advance(r)
			}
			cx += step
			if i < len(dy) {
				cy += dy[i]
			}
		}
	}
}

// advance is a glyph's usual width in parts of its size.
func advance(r rune) float64 {
	if r < 0x2000 {
		return 0.5
	}
	return 1
}

func rect(x0, y0, x1, y1 float64) page.Rect {
	return page.Rect{X0: min(x0, x1) * millimetre, Y0: min(y0, y1) * millimetre, X1: max(x0, x1) * millimetre, Y1: max(y0, y1) * millimetre}
}

// path takes the upright strokes of a path: its data are operators M, L, C with their points (table 36).
func (d *drawing) path(o object) {
	box := numbers(o.Boundary)
	if len(box) != 4 {
		return
	}
	m := ctm(o.CTM)
	words := strings.Fields(o.AbbreviatedData)
	var px, py, sx, sy float64
	side := func(x0, y0, x1, y1 float64) {
		ax, ay := m.point(x0, y0)
		bx, by := m.point(x1, y1)
		r := rect(box[0]+ax, box[1]+ay, box[0]+bx, box[1]+by)
		if (r.X1-r.X0 <= 1) != (r.Y1-r.Y0 <= 1) {
			d.page.Rules = append(d.page.Rules, r)
		}
	}
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case "M", "S", "L":
			if i+2 >= len(words) {
				return
			}
			x, y := number(words[i+1], 0), number(words[i+2], 0)
			if words[i] == "L" {
				side(px, py, x, y)
			} else {
				sx, sy = x, y
			}
			px, py = x, y
			i += 2
		case "C":
			side(px, py, sx, sy)
		case "Q", "B", "A":
			return // a curve: no ruling line
		}
	}
}

func numbers(s string) []float64 {
	var out []float64
	for _, w := range strings.Fields(s) {
		f, err := strconv.ParseFloat(w, 64)
		if err != nil {
			return nil
		}
		out = append(out, f)
	}
	return out
}

func number(s string, otherwise float64) float64 {
	if f, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err == nil {
		return f
	}
	return otherwise
}

// maxRepeat bounds “g n d”, which stands for n deltas d (GB/T 33190-2016, 11.3).
const maxRepeat = 100_000

func deltas(s string) []float64 {
	words := strings.Fields(s)
	var out []float64
	for i := 0; i < len(words); i++ {
		if words[i] == "g" && i+2 < len(words) {
			n, d := int(number(words[i+1], 0)), number(words[i+2], 0)
			for range min(n, maxRepeat-len(out)) {
				out = append(out, d)
			}
			i += 2
			continue
		}
		out = append(out, number(words[i], 0))
	}
	return out
}
