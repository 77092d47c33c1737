package webpage

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

// Limits of the HTML standard, 4.9.11: larger spans are a mistake or an attack.
const (
	maxColSpan = 1000
	maxRowSpan = 65534
)

// maxColumns bounds the grid: what stands further right is placed without it.
const maxColumns = 4096

// table writes a table's cells; a table that only lays out the page is walked as if its cells were paragraphs.
func (w *walker) table(n *html.Node) {
	rows := tableRows(n)
	if w.layout(n, rows) {
		w.children(n)
		w.flush()
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			w.node(c)
		}
	}
	number := w.d.NextTable()
	var taken []int // by column: up to which row (exclusive) a cell from above reaches
	for r, tr := range rows {
		col := 0
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			for col < len(taken) && taken[col] > r {
				col++
			}
			cs, rs := spanAttr(c, "colspan", min(maxColSpan, max(1, maxColumns-col))), spanAttr(c, "rowspan", maxRowSpan)
			if attr(c, "rowspan") == "0" {
				rs = len(rows) - r
			}
			rs = min(rs, len(rows)-r)
			for i := col; i < min(col+cs, maxColumns); i++ {
				if i == len(taken) {
					taken = append(taken, 0)
				}
				taken[i] = r + rs
			}
			if !hidden(c) {
				var l line
				for t := c.FirstChild; t != nil; t = t.NextSibling {
					w.inlineText(t, &l)
				}
				w.add(document.Block{Kind: document.Cell, Table: number, Row: r, Col: col, RowSpan: rs, ColSpan: cs}, draft.JoinLines(l.take()))
			}
			col += cs
		}
		if w.err == nil {
			w.err = w.ctx.Err()
		}
		if w.err != nil {
			return
		}
	}
}

func spanAttr(n *html.Node, key string, most int) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, key)))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, most)
}

// tableRows are the rows of a table itself in the order shown: head, bodies, foot.
func tableRows(n *html.Node) []*html.Node {
	var head, body, foot []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if hidden(c) {
			continue
		}
		switch c.DataAtom {
		case atom.Tr:
			body = append(body, c)
		case atom.Thead:
			head = append(head, childRows(c)...)
		case atom.Tbody:
			body = append(body, childRows(c)...)
		case atom.Tfoot:
			foot = append(foot, childRows(c)...)
		}
	}
	return append(append(head, body...), foot...)
}

func childRows(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Tr && !hidden(c) {
			rows = append(rows, c)
		}
	}
	return rows
}

// layout reports whether a table is no table of data: no row has two cells with words, or most of its words
// stand in one nested table.
func (w *walker) layout(n *html.Node, rows []*html.Node) bool {
	if attr(n, "role") == "presentation" {
		return true
	}
	wide := false
	for _, tr := range rows {
		filled := 0
		for c := tr.FirstChild; c != nil && filled < 2; c = c.NextSibling {
			if (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && visible(c, 1) > 0 {
				filled++
			}
		}
		wide = wide || filled > 1
	}
	if !wide {
		return true
	}
	if w.words == nil {
		w.words = map[*html.Node]tableWords{}
	}
	if _, done := w.words[n]; !done {
		w.measure(n)
	}
	t := w.words[n]
	return t.nested*2 > t.all
}

// tableWords is how many bytes of words a table shows, and how many of them in the largest table in it.
type tableWords struct{ all, nested int }

// measure fills w.words for a table and all tables in it, in one pass.
func (w *walker) measure(n *html.Node) (words, largest int) {
	switch {
	case n.Type == html.TextNode:
		return len(strings.TrimSpace(n.Data)), 0
	case hidden(n):
		return 0, 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		a, l := w.measure(c)
		words += a
		largest = max(largest, l)
	}
	if n.DataAtom == atom.Table {
		w.words[n] = tableWords{words, largest}
		return words, words
	}
	return words, largest
}
