// Package page puts the glyphs of a laid-out page (PDF, OFD) back into text: glyphs → lines → columns → paragraphs,
// and ruled tables → cells. Running heads, feet and page numbers are told by their coming back on every page.
package page

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// Rect is a box in points, the origin at the page's upper left corner, y growing downwards.
type Rect struct{ X0, Y0, X1, Y1 float64 }

func (r Rect) width() float64  { return r.X1 - r.X0 }
func (r Rect) height() float64 { return r.Y1 - r.Y0 }
func (r Rect) midY() float64   { return (r.Y0 + r.Y1) / 2 }
func (r Rect) midX() float64   { return (r.X0 + r.X1) / 2 }

func (r Rect) union(o Rect) Rect {
	return Rect{min(r.X0, o.X0), min(r.Y0, o.Y0), max(r.X1, o.X1), max(r.Y1, o.Y1)}
}

// Glyph is one character and its box.
type Glyph struct {
	R   rune
	Box Rect
}

// Page is one page as its program drew it: glyphs in drawing order, ruling lines (each a thin box) in any order.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph
	Rules         []Rect
}

// Text is the pages' text: raw holds one line of the page a line, blocks the paragraphs and cells over it.
type Text struct {
	Raw    string
	Blocks []document.RawBlock
}

// Layout reads the pages in order.
func Layout(pages []Page) Text {
	w := &writer{}
	bodies := make([]body, len(pages))
	for i, p := range pages {
		bodies[i] = arrange(p)
	}
	dropRunning(pages, bodies)
	if len(bodies) > 0 {
		bodies[0].dropCrumbs()
	}
	for i := range bodies {
		w.page(i+1, &bodies[i])
	}
	w.flush()
	return Text{Raw: w.raw.String(), Blocks: w.blocks}
}

// body is a page put in reading order: lines outside tables, and tables, from top to bottom.
type body struct {
	lines       []line
	tables      []grid
	left, right float64 // the text area's borders
	em          float64 // the usual height of a glyph
}

// line is a run of glyphs on one baseline.
type line struct {
	text  string
	box   Rect
	size  float64 // the usual height of its glyphs
	table int     // index into body.tables of the table that stands here in place of a line, else -1
}

func arrange(p Page) body {
	segs := segments(repair(p))
	b := body{em: usualSize(segs)}
	tables, loose := grids(p.Rules, segs)
	b.tables = tables
	for _, column := range columns(loose, p.Width, b.em) {
		b.lines = append(b.lines, lines(column)...)
	}
	for i, t := range tables {
		at := sort.Search(len(b.lines), func(j int) bool { return b.lines[j].box.midY() > t.words.midY() })
		b.lines = append(b.lines[:at], append([]line{{box: t.box, table: i}}, b.lines[at:]...)...)
	}
	b.left, b.right = borders(b.lines, b.em)
	return b
}

// repair puts back glyphs whose box is wrong: fonts made of single characters (一, 目, 革 as radicals) come with boxes
// off the page or many times too large. Drawing order tells where they stand: between their neighbours, or before the
// next one if a line begins with them. Whole words off the page were never to be seen, and are left out.
func repair(p Page) []Glyph {
	var seen []int           // the glyphs that show
	begins := map[int]bool{} // those that the program drew as the first of a line
	var heights []float64
	broken := true
	for i, g := range p.Glyphs {
		switch {
		case g.R == '\n' || g.R == '\r':
			broken = true
		case !unicode.IsSpace(g.R) && g.R >= 0x20:
			begins[i], broken = broken, false
			seen = append(seen, i)
			if letter(g.R) {
				heights = append(heights, max(g.Box.height(), g.Box.width()))
			}
		}
	}
	if len(seen) < 3 || len(heights) == 0 {
		return p.Glyphs
	}
	sort.Float64s(heights)
	em := heights[len(heights)/2]
	sheet := Rect{0, 0, p.Width, p.Height}
	off := func(b Rect) bool { return !within(b.midY(), sheet) || b.midX() < 0 || b.midX() > p.Width }
	wrong := func(b Rect) bool { return off(b) || b.width() > 3*em || b.height() > 3*em }
	out := append([]Glyph(nil), p.Glyphs...)
	hidden := map[int]bool{}
	for n := 0; n < len(seen); {
		run := n
		for run < len(seen) && off(out[seen[run]].Box) {
			run++
		}
		if run-n > 2 {
			for _, i := range seen[n:run] {
				hidden[i] = true
			}
		}
		n = max(run, n+1)
	}
	if len(hidden) > 0 {
		seen = slices.DeleteFunc(seen, func(i int) bool { return hidden[i] })
	}
	for n, i := range seen {
		var before, after Rect
		if n > 0 {
			before = out[seen[n-1]].Box
		}
		if n+1 < len(seen) {
			after = out[seen[n+1]].Box
		}
		hole := after.X0 - before.X1
		oneLine := n > 0 && min(before.Y1, after.Y1) > max(before.Y0, after.Y0) && hole > 0.5*em && hole < 2.5*em
		switch b := out[i].Box; {
		case oneLine && (wrong(b) || b.Y0 > before.Y1 || b.Y1 < before.Y0):
			out[i].Box = Rect{before.X1, before.Y0, after.X0, before.Y1}
		case wrong(b) && begins[i] && after != (Rect{}) && !wrong(after) && !begins[seen[n+1]]:
			out[i].Box = Rect{after.X0 - em, after.Y0, after.X0, after.Y1}
		case wrong(b) && n > 0:
			out[i].Box = Rect{before.X1, before.Y0, before.X1 + em, before.Y1}
		}
	}
	if len(hidden) == 0 {
		return out
	}
	kept := out[:0]
	for i, g := range out {
		if !hidden[i] {
			kept = append(kept, g)
		}
	}
	return kept
}

// segment is glyphs that follow each other without a gap wider than a character.
type segment struct {
	text string
	box  Rect
	size float64
}

func segments(glyphs []Glyph) []segment {
	var out []segment
	var text strings.Builder
	var cur segment
	var tall float64 // the tallest glyph of cur
	var last Glyph
	spaced := false // the program drew a space since the last glyph
	flush := func() {
		if text.Len() > 0 {
			cur.text = text.String()
			if tall > 0.4*cur.size { // the width of a first dash is no measure of the type
				cur.size = tall
			}
			out = append(out, cur)
		}
		text.Reset()
		tall = 0
	}
	for _, g := range glyphs {
		if unicode.IsSpace(g.R) || g.R < 0x20 || g.Box.width() <= 0 && g.Box.height() <= 0 {
			spaced = true
			continue
		}
		h := g.Box.height()
		if text.Len() > 0 && follows(last.Box, g.Box, cur) {
			// Boxes are drawn tight, so two slim digits stand apart without a space between them.
			gap := g.Box.X0 - last.Box.X1
			if narrow(last.R) && narrow(g.R) && (last.R != '.' || g.R != '.') && (spaced && gap > 0.15*cur.size || gap > 0.6*cur.size) {
				text.WriteByte(' ')
			}
			text.WriteRune(g.R)
			cur.box = cur.box.union(g.Box)
			cur.size = max(cur.size, h)
		} else {
			flush()
			text.WriteRune(g.R)
			cur = segment{box: g.Box, size: max(h, g.Box.width())}
		}
		tall = max(tall, h)
		last, spaced = g, false
	}
	flush()
	return out
}

// follows reports whether a glyph at b goes on from one at a: the same line, and no gap as wide as a character.
func follows(a, b Rect, s segment) bool {
	em := max(s.size, a.height())
	if b.X0 < a.X0-0.3*em || b.X0-a.X1 > 0.9*em {
		return false
	}
	return min(s.box.Y1, b.Y1)-max(s.box.Y0, b.Y0) > 0.4*min(b.height(), s.box.height()) || within(b.midY(), s.box)
}

func within(y float64, r Rect) bool { return r.Y0 <= y && y <= r.Y1 }

func narrow(r rune) bool { return r < 0x2000 }

// letter reports whether a rune's box tells the size of the type: the dots that lead to a page number are many, and
// tell nothing.
func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// usualSize is the size of most letters.
func usualSize(segs []segment) float64 {
	var sizes []float64
	for _, s := range segs {
		for _, r := range s.text {
			if letter(r) {
				sizes = append(sizes, s.size)
			}
		}
	}
	if len(sizes) == 0 {
		return 12
	}
	sort.Float64s(sizes)
	return max(4, sizes[len(sizes)/2])
}

// columns parts the segments of a page set in two columns; most pages are one column.
func columns(segs []segment, width, em float64) [][]segment {
	if len(segs) < 40 {
		return [][]segment{segs}
	}
	for x := width * 0.4; x <= width*0.6; x += em / 2 {
		band := Rect{X0: x - em/2, X1: x + em/2}
		var left, right []segment
		crossing := 0
		for _, s := range segs {
			switch {
			case s.box.X1 <= band.X1 && s.box.X0 < band.X0:
				left = append(left, s)
			case s.box.X0 >= band.X0:
				right = append(right, s)
			default:
				crossing++
			}
		}
		if crossing == 0 && len(left) >= 15 && len(right) >= 15 && fills(left) && fills(right) {
			return [][]segment{left, right}
		}
	}
	return [][]segment{segs}
}

// fills reports whether most of the segments are wide, as lines of prose are and cells of a list are not.
func fills(segs []segment) bool {
	box, wide := segs[0].box, 0
	for _, s := range segs {
		box = box.union(s.box)
	}
	for _, s := range segs {
		if s.box.width() > 0.75*box.width() {
			wide++
		}
	}
	return wide*2 > len(segs)
}

// lines joins the segments that stand on one baseline, from top to bottom. Flat segments (一, —, a comma drawn by
// itself) say little about where a line is, so they join the lines that the others make.
func lines(segs []segment) []line {
	sorted := append([]segment(nil), segs...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].box.midY() < sorted[j].box.midY() })
	em := usualSize(sorted)
	var rows []row
	var flat []segment
	for _, s := range sorted {
		if s.box.height() < 0.5*em {
			flat = append(flat, s)
			continue
		}
		if n := len(rows); n > 0 && rows[n-1].takes(s) {
			rows[n-1].add(s)
		} else {
			rows = append(rows, row{box: s.box, segs: []segment{s}})
		}
	}
	for _, s := range flat {
		best, distance := -1, 0.6*em
		for i := range rows {
			if d := max(rows[i].box.Y0-s.box.midY(), s.box.midY()-rows[i].box.Y1, 0); d < distance {
				best, distance = i, d
			}
		}
		if best < 0 {
			rows = append(rows, row{box: s.box, segs: []segment{s}})
			continue
		}
		rows[best].segs = append(rows[best].segs, s)
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].box.midY() < rows[j].box.midY() })
	out := make([]line, len(rows))
	for i := range rows {
		out[i] = rows[i].line()
	}
	return out
}

// row is the segments of one line while it is put together; box is that of its first full segments.
type row struct {
	box  Rect
	segs []segment
}

func (r *row) takes(s segment) bool {
	return within(s.box.midY(), r.box) && min(r.box.Y1, s.box.Y1)-max(r.box.Y0, s.box.Y0) > 0.45*min(s.box.height(), r.box.height())
}

func (r *row) add(s segment) {
	r.segs = append(r.segs, s)
	if s.size > 0.8*r.box.height() {
		r.box = r.box.union(s.box)
	}
}

func (r *row) line() line {
	sort.SliceStable(r.segs, func(i, j int) bool { return r.segs[i].box.X0 < r.segs[j].box.X0 })
	var text strings.Builder
	l := line{box: r.segs[0].box, size: r.segs[0].size, table: -1}
	for i, s := range r.segs {
		if i > 0 {
			if gap := s.box.X0 - r.segs[i-1].box.X1; gap > 0.6*s.size && !(s.text[0] == '.' && strings.HasSuffix(r.segs[i-1].text, ".")) {
				text.WriteByte(' ')
			}
			l.box = l.box.union(s.box)
			l.size = max(l.size, s.size)
		}
		text.WriteString(s.text)
	}
	l.text = text.String()
	return l
}

// borders are the left and right edge of the page's text: where most lines begin, and where full lines end.
func borders(ls []line, em float64) (left, right float64) {
	var x0, x1 []float64
	for _, l := range ls {
		if l.table < 0 {
			x0, x1 = append(x0, l.box.X0), append(x1, l.box.X1)
		}
	}
	if len(x0) == 0 {
		return 0, 0
	}
	sort.Float64s(x0)
	sort.Float64s(x1)
	// A stray mark in the margin is no border: the edge is where at least a few lines meet.
	left, right = x0[0], x1[len(x1)-1]
	for _, x := range x0 {
		if near(x0, x, em/2) >= min(3, len(x0)) {
			left = x
			break
		}
	}
	for i := len(x1) - 1; i >= 0; i-- {
		if near(x1, x1[i], em) >= min(3, len(x1)) {
			right = x1[i]
			break
		}
	}
	return left, right
}

func near(xs []float64, x, tolerance float64) int {
	lo := sort.SearchFloat64s(xs, x-tolerance)
	hi := sort.SearchFloat64s(xs, x+tolerance)
	return hi - lo
}

// running lines are looked for among this many lines at the head and at the foot of a page.
const margin = 2

// dropRunning takes out heads and feet that come again from page to page, and page numbers.
func dropRunning(pages []Page, bodies []body) {
	seen := map[string]int{}
	key := func(l line, p Page) string {
		if l.box.midY() < p.Height/2 {
			return "head " + digitsOut(l.text)
		}
		return "foot " + digitsOut(l.text)
	}
	each := func(b *body, visit func(i int)) {
		n := len(b.lines)
		for i := range n {
			if (i < margin || i >= n-margin) && b.lines[i].table < 0 {
				visit(i)
			}
		}
	}
	for i := range bodies {
		b := &bodies[i]
		each(b, func(j int) { seen[key(b.lines[j], pages[i])]++ })
	}
	enough := max(3, (len(pages)+1)/2)
	for i := range bodies {
		b := &bodies[i]
		drop := map[int]bool{}
		each(b, func(j int) {
			l := b.lines[j]
			// In the outer eighth of the page a bare number is its number even on a single page.
			outer := l.box.midY() < pages[i].Height/8 || l.box.midY() > pages[i].Height*7/8
			if pageNumber(l.text) && outer || len(pages) >= 3 && seen[key(l, pages[i])] >= enough {
				drop[j] = true
			}
		})
		kept := b.lines[:0]
		for j, l := range b.lines {
			if !drop[j] {
				kept = append(kept, l)
			}
		}
		b.lines = kept
	}
}

// crumbs matches where a web page says it stands: 当前位置：首页 > 政务公开 > 政策法规.
var crumbs = regexp.MustCompile(`(?:当前|现在|所在)的?位置.*[>＞»›]`)

// dropCrumbs takes out that line of a printed web page, and the site's buttons above it.
func (b *body) dropCrumbs() {
	const button = 12 // characters
	for i, l := range b.lines {
		switch {
		case l.table >= 0:
			return
		case crumbs.MatchString(l.text):
			b.lines = b.lines[i+1:]
			return
		case utf8.RuneCountInString(l.text) > button:
			return
		}
	}
}

// digitsOut makes running lines that differ only in the page's number alike: 9/11 and 10/11 too.
func digitsOut(s string) string {
	last := ' '
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			r = '#'
		}
		if unicode.IsSpace(r) || r == '#' && last == '#' {
			return -1
		}
		last = r
		return r
	}, s)
}

// pageNumber reports whether s is a page's number alone: 3, — 3 —, - 3 -, ·3·, 第3页, 第3页共12页, 3/12.
func pageNumber(s string) bool {
	digits, others := 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r >= '０' && r <= '９':
			digits++
		case r == ' ':
		case strings.ContainsRune("-—–－―一·•.~/第页共", r):
			others++
		default:
			return false
		}
	}
	return digits > 0 && digits <= 8 && others <= 8 // more of them lead to the number of a table of contents
}
