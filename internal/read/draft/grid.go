package draft

import "slices"

// Row is a row whose cells are placed by their edges, as the binary Word format and RTF do.
type Row struct {
	Cells []Cell
	Edges []Edge // one a cell; cells without one are placed in order
}

// Edge is where a cell lies, in twips (20 to a point), and how it is merged.
type Edge struct {
	Left, Right int
	Merged      bool // with the cell to its left
	Down        bool // with the cell above
}

// near is how far edges that are meant to be one may lie apart, in twips: 1.5 points.
const near = 30

// Grid lays rows on one grid of columns.
func Grid(rows []Row) [][]Cell {
	edges := columnEdges(rows)
	var table [][]Cell
	above := map[int][2]int{} // by column: the cell that may grow downwards
	for r, x := range rows {
		var out []Cell
		for i, cell := range x.Cells {
			cell.Col, cell.ColSpan, cell.RowSpan = i, 1, 1
			var at Edge
			if i < len(x.Edges) {
				at = x.Edges[i]
				cell.Col = column(edges, at.Left)
				cell.ColSpan = max(1, column(edges, at.Right)-cell.Col)
			}
			if at.Merged && len(out) > 0 {
				left := &out[len(out)-1]
				left.ColSpan += cell.ColSpan
				left.Content = append(left.Content, cell.Content...)
				continue
			}
			// Edges that a damaged file gives twice lead to a cell of the row itself: nothing to grow.
			if up, ok := above[cell.Col]; ok && at.Down && up[0] < r {
				c := &table[up[0]][up[1]]
				c.RowSpan = r - up[0] + 1
				c.Content = append(c.Content, cell.Content...)
				continue
			}
			out = append(out, cell)
			above[cell.Col] = [2]int{r, len(out) - 1}
		}
		table = append(table, out)
	}
	return table
}

// columnEdges are the sorted edges of all cells, those near each other made one.
func columnEdges(rows []Row) []int {
	var all []int
	for _, r := range rows {
		for _, e := range r.Edges {
			all = append(all, e.Left, e.Right)
		}
	}
	slices.Sort(all)
	var edges []int
	for _, e := range all {
		if n := len(edges); n == 0 || e-edges[n-1] > near {
			edges = append(edges, e)
		}
	}
	return edges
}

// column is the index of the edge at a place.
func column(edges []int, at int) int {
	i, found := slices.BinarySearch(edges, at)
	if !found {
		i--
	}
	return max(i, 0)
}
