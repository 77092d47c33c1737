// Package outline turns a document's numbering into a tree.
//
// Its way: the text is cut into zones in which numbering starts anew (zone.go); in each, every place that may be a
// label is read (label.go, mark.go); one pass over these marks builds the tree (tree.go), believing a label by its
// place in a sequence; rows of task tables are hung in (rows.go); at the end items get headings and spans (heading.go).
package outline

import (
	"strings"

	"taizhang/pipeline/document"
	"taizhang/pipeline/table"
)

// Item is one numbered heading or item of the document.
type Item struct {
	Label       string // as written: 一、 （二） 3. 第四条 ①; the row's number for a table row
	Number      int    // what the label counts, 0 if it counts nothing
	Heading     string // the words behind the label: a heading's line, or the first sentence; at most 40 runes
	Depth       int    // 1 = outermost level of the plan itself
	LabelSpan   document.Span
	HeadingSpan document.Span
	Span        document.Span // from the label to the end of the last descendant
	Own         document.Span // from the heading's start to the first child, or to the end of Span
	Synthesized bool          // a level that the text lost: no label, no heading
	Row         bool          // a row of a task table
	Attachment  bool          // stands in an annex
	Parent      *Item
	Children    []*Item
}

// Tree is the outline of one document.
type Tree struct {
	Items []*Item // depth 1, in order of the text
	Notes []document.Note
}

// Path is the labels from the outermost item to this one; a synthesized level is skipped.
func (it *Item) Path() []string {
	if it == nil {
		return nil
	}
	p := it.Parent.Path()
	if it.Synthesized {
		return p
	}
	return append(p, it.Label)
}

// Walk visits every item in order of the text, parents first.
func (t *Tree) Walk(visit func(*Item)) { walk(t.Items, visit) }

func walk(items []*Item, visit func(*Item)) {
	for _, it := range items {
		visit(it)
		walk(it.Children, visit)
	}
}

// At is the innermost item that holds the byte offset at; nil outside every item.
func (t *Tree) At(at int) *Item {
	var found *Item
	items := t.Items
	for {
		i := search(items, at)
		if i < 0 || at >= items[i].Span.End {
			return found
		}
		found = items[i]
		items = found.Children
	}
}

// search is the last item that starts at or before at.
func search(items []*Item, at int) int {
	lo, hi := 0, len(items)
	for lo < hi {
		if m := (lo + hi) / 2; items[m].Span.Start <= at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo - 1
}

// Build finds the numbering of the document and makes its tree. body is the plan itself, without cover notice and
// signature: numbering starts anew at both its ends and at the head of every annex. The rows of task tables become
// items that hang from what stands above the table.
func Build(d *document.Document, body document.Span, tables []table.Table) *Tree {
	t := &Tree{}
	skip := newSkipper(d, tables)
	torn := tornBlocks(d)
	planned := false // an item of the plan was found: what comes behind an annex's head is an annex
	for _, z := range zones(d, body, tables) {
		b := builder{d: d, zone: z.Span, annex: z.annex && planned, torn: torn, tree: t, tables: within(tables, z.Span), ms: marks(d, z.Span, skip)}
		b.build()
		finish(d, torn, t.Items[b.first:], z.End)
		planned = planned || len(t.Items) > b.first && z.Start >= body.Start
	}
	return t
}

// tornBlocks says which blocks lost their line ends at the source, so that labels inside them may open items: those of
// which one holds most of the text, and those that a reader of plain text cut out of one line.
func tornBlocks(d *document.Document) []bool {
	torn := make([]bool, len(d.Blocks))
	plain := strings.HasPrefix(d.MediaType, "text/plain") || d.MediaType == "text/markdown"
	end := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		torn[i] = torn[i] || b.Len()*2 >= len(d.Text)
		if !plain || b.Kind != document.Paragraph {
			continue
		}
		raw := d.ToRaw(b.Span)
		if i > 0 && raw.Start >= end && !strings.ContainsAny(d.Raw()[end:raw.Start], "\n\r") {
			torn[i-1], torn[i] = true, true
		}
		end = raw.End
	}
	return torn
}
