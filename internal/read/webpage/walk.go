package webpage

import (
	"context"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

// walker writes the nodes of an article as blocks.
type walker struct {
	d    *draft.Draft
	drop map[*html.Node]bool
	ctx  context.Context
	err  error

	line    line
	heading int
	label   string // of the list item that the next paragraph opens
	pre     int    // depth of elements that keep white space
	words   map[*html.Node]tableWords
}

// level of an element: 1 for those that end a paragraph.
var blockLevel = func() map[atom.Atom]int {
	m := map[atom.Atom]int{}
	for _, a := range []atom.Atom{atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Address, atom.Aside, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Caption,
		atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Pre, atom.Blockquote, atom.Center, atom.Fieldset, atom.Legend, atom.Form,
		atom.Figure, atom.Figcaption, atom.Hr, atom.Body, atom.Html, atom.Details, atom.Summary, atom.Listing, atom.Xmp, atom.Dir, atom.Menu} {
		m[a] = 1
	}
	return m
}()

var headings = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// fewBlocks is how far into an article a table of metadata may stand.
const fewBlocks = 2

// title writes an element as one paragraph, whatever it holds.
func (w *walker) title(n *html.Node) {
	var l line
	w.inlineText(n, &l)
	w.add(document.Block{Heading: 1}, l.take()...)
}

// article writes everything below n.
func (w *walker) article(n *html.Node) {
	if n.DataAtom == atom.Ol {
		w.list(n)
	} else {
		w.children(n)
	}
	w.flush()
}

func (w *walker) add(b document.Block, parts ...string) {
	if w.err == nil && len(parts) > 0 {
		w.err = w.d.Add(b, parts...)
	}
}

// flush ends a paragraph.
func (w *walker) flush() {
	parts := w.line.take()
	if len(parts) == 0 {
		return
	}
	b := document.Block{Heading: w.heading}
	if w.label != "" {
		if !numbered(parts[0]) {
			b.Label = w.label
			parts[0] = w.label + parts[0]
		}
		w.label = ""
	}
	w.add(b, parts...)
}

func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *walker) node(n *html.Node) {
	if n.Type == html.TextNode {
		if w.pre > 0 {
			for i, s := range strings.Split(n.Data, "\n") {
				if i > 0 {
					w.flush()
				}
				w.line.text(s)
			}
			return
		}
		w.line.text(n.Data)
		return
	}
	if hidden(n) || w.drop[n] {
		return
	}
	if len(w.d.Blocks) <= fewBlocks && (n.DataAtom == atom.Table || n.DataAtom == atom.Ul || n.DataAtom == atom.Dl) && headTable(w.d, n) {
		return
	}
	switch n.DataAtom {
	case atom.Br, atom.Hr:
		w.flush()
		return
	case atom.Table:
		w.flush()
		w.table(n)
		return
	case atom.Ol, atom.Ul:
		w.flush()
		w.list(n)
		return
	case atom.Pre, atom.Listing, atom.Xmp:
		w.pre++
		defer func() { w.pre-- }()
	}
	if blockLevel[n.DataAtom] == 0 {
		w.children(n)
		return
	}
	w.flush()
	if w.err == nil {
		w.err = w.ctx.Err()
	}
	outer := w.heading
	if h := headings[n.DataAtom]; h > 0 {
		w.heading = h
	}
	w.children(n)
	w.flush()
	w.heading = outer
}

// inlineText writes all text below n into l; block borders and line breaks become breaks of the line.
func (w *walker) inlineText(n *html.Node, l *line) {
	if n.Type == html.TextNode {
		l.text(n.Data)
		return
	}
	if hidden(n) || w.drop[n] {
		return
	}
	edge := blockLevel[n.DataAtom] > 0 || n.DataAtom == atom.Br
	if edge {
		l.br()
	}
	var labels []string
	if n.DataAtom == atom.Ol {
		labels = itemLabels(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li && len(labels) > 0 {
			if !numbered(folded(c)) {
				l.br()
				l.label(labels[0])
			}
			labels = labels[1:]
		}
		w.inlineText(c, l)
	}
	if edge {
		l.br()
	}
}

// line collects the words of one paragraph as a browser would set them.
type line struct {
	parts []string
	buf   strings.Builder
	last  rune   // last visible rune, 0 at the start of a part
	head  string // a list number that the next words follow without a break
	white string
	wraps bool // the pending white space holds a line end of the source
}

// text adds a text node. White space between two words collapses; a line end of the source between two
// characters of a script without spaces is none (CSS Text 3, 4.1.3).
func (l *line) text(s string) {
	for _, r := range s {
		if unicode.IsSpace(r) {
			if l.last != 0 {
				l.white = " "
				l.wraps = l.wraps || r == '\n' || r == '\r'
				if r == '\u3000' || r == '\u00A0' {
					l.wraps = false
					l.white = string(r)
				}
			}
			continue
		}
		if l.white != "" {
			if !l.wraps || !(cjk(l.last) && cjk(r)) {
				l.buf.WriteString(l.white)
			}
			l.white, l.wraps = "", false
		}
		l.buf.WriteString(l.head)
		l.head = ""
		l.buf.WriteRune(r)
		l.last = r
	}
}

// label puts a list number before the next words, even if a paragraph opens between.
func (l *line) label(s string) { l.head = s }

func cjk(r rune) bool { return r >= 0x2E80 }

// br ends a part.
func (l *line) br() {
	if l.buf.Len() > 0 {
		l.parts = append(l.parts, l.buf.String())
		l.buf.Reset()
	}
	l.last, l.white, l.wraps = 0, "", false
}

func (l *line) take() []string {
	l.br()
	p := l.parts
	l.parts = nil
	return p
}
