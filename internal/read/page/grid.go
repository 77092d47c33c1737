package page

import (
	"math"
	"sort"
	"strings"
)

// grid is a ruled table: its cells with their words.
type grid struct {
	box   Rect
	words Rect      // where its words stand; a box around a whole page begins and ends elsewhere
	xs    []float64 // the columns' borders
	ys    []float64 // the rows' borders
	cells []cell    // by row, then column
}

type cell struct {
	row, col, rows, cols int
	lines                []string
}

// Borders that are drawn in pieces or as double lines meet within this many points.
const tolerance = 3

// grids finds the tables that ruling lines make, and gives back the segments outside them.
func grids(rules []Rect, segs []segment) (tables []grid, loose []segment) {
	if len(rules) < 4 {
		return nil, segs
	}
	loose = segs
	groups := connected(rules)
	// Small ones first: a frame around the page must not take the words of the table inside it.
	sort.SliceStable(groups, func(i, j int) bool { return extent(groups[i]) < extent(groups[j]) })
	for _, group := range groups {
		g, ok := newGrid(group)
		if !ok {
			continue
		}
		var inside, outside []segment
		for _, s := range loose {
			if g.holds(s.box) {
				inside = append(inside, s)
			} else {
				outside = append(outside, s)
			}
		}
		if framed := g.fill(inside); g.tabular() {
			tables = append(tables, g)
			loose = append(outside, framed...)
		}
	}
	sort.Slice(tables, func(i, j int) bool { return tables[i].box.Y0 < tables[j].box.Y0 })
	return tables, loose
}

func extent(group []Rect) float64 {
	box := group[0]
	for _, r := range group {
		box = box.union(r)
	}
	return box.width() * box.height()
}

// tabular reports whether the grid's words stand in at least two columns and two rows; underlined prose and
// frames do not.
func (g *grid) tabular() bool {
	rows, cols := map[int]bool{}, map[int]bool{}
	for _, c := range g.cells {
		if len(c.lines) > 0 {
			rows[c.row], cols[c.col] = true, true
		}
	}
	return len(rows) >= 2 && len(cols) >= 2
}

func (g *grid) holds(r Rect) bool {
	return g.box.X0 <= r.midX() && r.midX() <= g.box.X1 && g.box.Y0 <= r.midY() && r.midY() <= g.box.Y1
}

func horizontal(r Rect) bool { return r.width() >= r.height() }

// connected groups the rules that touch.
func connected(rules []Rect) [][]Rect {
	parent := make([]int, len(rules))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	order := make([]int, len(rules))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool { return rules[order[a]].Y0 < rules[order[b]].Y0 })
	for a, i := range order {
		for _, j := range order[a+1:] {
			if rules[j].Y0 > rules[i].Y1+tolerance {
				break
			}
			if rules[i].X0 <= rules[j].X1+tolerance && rules[j].X0 <= rules[i].X1+tolerance {
				parent[find(i)] = find(j)
			}
		}
	}
	groups := map[int][]Rect{}
	for i, r := range rules {
		groups[find(i)] = append(groups[find(i)], r)
	}
	var roots []int
	for root := range groups {
		roots = append(roots, root)
	}
	sort.Ints(roots)
	var out [][]Rect
	for _, root := range roots {
		if len(groups[root]) >= 4 {
			out = append(out, groups[root])
		}
	}
	return out
}

// newGrid takes a group of touching rules for a table if it has at least two rows or columns of cells.
func newGrid(group []Rect) (grid, bool) {
	g := grid{box: group[0]}
	var xs, ys []float64
	for _, r := range group {
		g.box = g.box.union(r)
		if horizontal(r) {
			ys = append(ys, r.midY())
		} else {
			xs = append(xs, r.midX())
		}
	}
	// A table whose outer verticals are not drawn is closed by the ends of its horizontals; one that is cut at the end
	// of a page, by the ends of its verticals.
	if len(xs) > 0 {
		xs = append(xs, g.box.X0, g.box.X1)
	}
	if len(ys) > 0 {
		ys = append(ys, g.box.Y0, g.box.Y1)
	}
	g.xs, g.ys = clusters(xs), clusters(ys)
	if len(g.xs) < 2 || len(g.ys) < 2 || (len(g.xs)-1)*(len(g.ys)-1) < 3 || len(g.xs) > 60 || len(g.ys) > 400 {
		return g, false
	}
	g.cells = spans(g.xs, g.ys, group)
	return g, len(g.cells) >= 3
}

func clusters(v []float64) []float64 {
	sort.Float64s(v)
	var out []float64
	for _, x := range v {
		if n := len(out); n == 0 || x-out[n-1] > 2*tolerance {
			out = append(out, x)
		}
	}
	return out
}

// spans merges the elementary cells that no rule parts.
func spans(xs, ys []float64, group []Rect) []cell {
	rows, cols := len(ys)-1, len(xs)-1
	taken := make([]bool, rows*cols)
	right := func(r, c int) bool { return parted(group, false, xs[c+1], (ys[r]+ys[r+1])/2) }
	below := func(r, c int) bool { return parted(group, true, ys[r+1], (xs[c]+xs[c+1])/2) }
	var out []cell
	for r := 0; r < rows; r++ {
		for c := 0; c < cols; c++ {
			if taken[r*cols+c] {
				continue
			}
			w, h := 1, 1
			for c+w < cols && !taken[r*cols+c+w] && !right(r, c+w-1) {
				w++
			}
			for r+h < rows && !below(r+h-1, c) {
				h++
			}
			for i := r; i < r+h; i++ {
				for j := c; j < c+w; j++ {
					taken[i*cols+j] = true
				}
			}
			out = append(out, cell{row: r, col: c, rows: h, cols: w})
		}
	}
	return out
}

// parted reports whether a rule at position at (its y if flat, else its x) crosses the other coordinate.
func parted(group []Rect, flat bool, at, other float64) bool {
	for _, r := range group {
		if horizontal(r) != flat {
			continue
		}
		if flat && math.Abs(r.midY()-at) <= 2*tolerance && r.X0-tolerance <= other && other <= r.X1+tolerance {
			return true
		}
		if !flat && math.Abs(r.midX()-at) <= 2*tolerance && r.Y0-tolerance <= other && other <= r.Y1+tolerance {
			return true
		}
	}
	return false
}

// frame is how many lines make a cell that is as wide as the table a frame around prose.
const frame = 12

// fill puts the segments into their cells, and gives back those of no cell and of cells that only frame prose.
func (g *grid) fill(segs []segment) (framed []segment) {
	words := make([][]segment, len(g.cells))
	for _, s := range segs {
		home := false
		for i, c := range g.cells {
			if g.xs[c.col] <= s.box.midX() && s.box.midX() <= g.xs[c.col+c.cols] && g.ys[c.row] <= s.box.midY() && s.box.midY() <= g.ys[c.row+c.rows] {
				words[i] = append(words[i], s)
				home = true
				break
			}
		}
		if !home {
			framed = append(framed, s)
		}
	}
	for i := range g.cells {
		c := &g.cells[i]
		ls := lines(words[i])
		if len(ls) >= frame && g.xs[c.col+c.cols]-g.xs[c.col] > 0.8*g.box.width() {
			framed = append(framed, words[i]...)
			continue
		}
		for _, l := range ls {
			c.lines = append(c.lines, strings.TrimSpace(l.text))
			if g.words == (Rect{}) {
				g.words = l.box
			}
			g.words = g.words.union(l.box)
		}
	}
	return framed
}

// continues reports whether g goes on from a table that ended the page before: the same columns.
func (g *grid) continues(before *grid) bool {
	if len(g.xs) != len(before.xs) {
		return false
	}
	for i := range g.xs {
		if math.Abs(g.xs[i]-before.xs[i]) > 2*tolerance {
			return false
		}
	}
	return true
}
