package webpage

import (
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"taizhang/pipeline/lexicon"
)

// fewest is how many visible characters an element must hold to be taken for an article; a template's
// empty containers hold less.
const fewest = 30

// patterns are the compiled rows of containers.tsv, in the file's order.
type patterns struct {
	article, title, drop []cascadia.Sel
	labels               map[string]bool
}

var containers = sync.OnceValue(func() patterns {
	p := patterns{labels: map[string]bool{}}
	for _, row := range lexicon.MustLoad("containers").Rows {
		kind, pattern := row[0], row[1]
		if kind == "label" {
			p.labels[pattern] = true
			continue
		}
		sel, err := cascadia.Parse(pattern)
		if err != nil {
			panic("lexicon containers: bad selector " + pattern) // the file is embedded: a test parses all rows
		}
		switch kind {
		case "article":
			p.article = append(p.article, sel)
		case "title":
			p.title = append(p.title, sel)
		case "drop":
			p.drop = append(p.drop, sel)
		}
	}
	return p
})

// article is where the words are.
type article struct {
	nodes   []*html.Node // in order, none inside another
	whole   bool         // the page is nothing but the article
	guessed bool         // found by the readability library
}

func findArticle(doc *goquery.Document) article {
	for _, sel := range containers().article {
		var nodes []*html.Node
		for _, n := range cascadia.QueryAll(doc.Nodes[0], sel) {
			if !inside(n, nodes) && visible(n, fewest) >= fewest {
				nodes = append(nodes, n)
			}
		}
		if len(nodes) > 0 {
			return article{nodes: nodes}
		}
	}
	body := doc.Find("body").First()
	if body.Length() == 0 {
		return article{nodes: []*html.Node{doc.Nodes[0]}, whole: true}
	}
	if !chrome(doc, body) {
		return article{nodes: body.Nodes, whole: true}
	}
	// ParseDocument works on a copy; what it returns is cleaned up beyond recognition of lists and tables, so it
	// only serves to say which of the page's own elements is meant.
	parser := readability.NewParser()
	parser.CharThresholds = 100
	parser.MaxElemsToParse = maxElements
	lines := map[string]bool{}
	if a, err := parser.ParseDocument(doc.Nodes[0], nil); err == nil && a.Node != nil {
		eachText(a.Node, func(t string) bool {
			if t = foldString(t); len([]rune(t)) >= 12 {
				lines[t] = true
			}
			return true
		})
	}
	n := holder(body.Nodes[0], func(t string) bool { return lines[t] })
	if n == nil { // too large a page for the library, or nothing found: the element that holds most sentences
		n = holder(body.Nodes[0], func(t string) bool { return strings.ContainsAny(t, "。；，") })
	}
	if n == nil {
		n = body.Nodes[0]
	}
	return article{nodes: []*html.Node{n}, guessed: true}
}

// maxElements is the largest page that the readability library is asked about: its work grows with the product of size
// and depth. A plan of 60 pages has some 5,000 elements.
const maxElements = 30_000

// chrome reports whether a page brings more than an article: menus, forms, scripts, or much of its text as links.
// Pages that a word processor saved and bare articles bring none of these.
func chrome(doc *goquery.Document, body *goquery.Selection) bool {
	if doc.Find("nav,header,footer,form,iframe,script,link[rel=stylesheet]").Length() > 0 {
		return true
	}
	linked := 0
	body.Find("a[href]").Each(func(_ int, a *goquery.Selection) { linked += visible(a.Nodes[0], math.MaxInt) })
	return linked*4 > visible(body.Nodes[0], math.MaxInt)
}

// holder is the smallest element that holds nine in ten bytes of the wanted text nodes; nil if none is wanted.
func holder(body *html.Node, wanted func(folded string) bool) *html.Node {
	held := map[*html.Node]int{} // bytes of wanted text below each element
	var weigh func(n *html.Node) int
	weigh = func(n *html.Node) int {
		if n.Type == html.TextNode {
			if t := foldString(n.Data); wanted(t) {
				return len(t)
			}
			return 0
		}
		if hidden(n) {
			return 0
		}
		sum := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			sum += weigh(c)
		}
		held[n] = sum
		return sum
	}
	all := weigh(body)
	if all == 0 {
		return nil
	}
	n := body
	for {
		next := (*html.Node)(nil)
		for c := n.FirstChild; c != nil && next == nil; c = c.NextSibling {
			if held[c]*10 >= all*9 && (blockLevel[c.DataAtom] > 0 || c.DataAtom == 0) {
				next = c
			}
		}
		if next == nil {
			return n
		}
		n = next
	}
}

// findTitle is the element that shows the article's title outside the article; none if the article begins with it.
func findTitle(doc *goquery.Document, found article) []*html.Node {
	if found.whole {
		return nil
	}
	opening := ""
	for _, n := range found.nodes {
		opening += letters(foldedUpTo(n, 600))
	}
	stated := letters(metaContent(doc, "ArticleTitle"))
	if stated == "" {
		stated = letters(doc.Find("head > title").First().Text())
	}
	for _, sel := range containers().title {
		for _, n := range cascadia.QueryAll(doc.Nodes[0], sel) {
			t := letters(folded(n))
			switch {
			case utf8.RuneCountInString(t) < 4 || inside(n, found.nodes) || holdsAny(n, found.nodes) || hidden(n):
			case stated != "" && !strings.Contains(stated, t) && !strings.Contains(t, stated): // a column's or a site's name
			case strings.Contains(opening, t):
				return nil
			default:
				return []*html.Node{n}
			}
		}
	}
	return nil
}

// letters keeps the letters and digits of a text: titles differ in brackets and quotation marks between a page's head
// and its body.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// dropped is the set of elements that containers.tsv keeps out of an article.
func dropped(doc *goquery.Document) map[*html.Node]bool {
	drop := map[*html.Node]bool{}
	for _, sel := range containers().drop {
		for _, n := range cascadia.QueryAll(doc.Nodes[0], sel) {
			drop[n] = true
		}
	}
	return drop
}

func inside(n *html.Node, of []*html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		for _, o := range of {
			if p == o {
				return true
			}
		}
	}
	return false
}

func holdsAny(n *html.Node, of []*html.Node) bool {
	for _, o := range of {
		if inside(o, []*html.Node{n}) {
			return true
		}
	}
	return false
}

// skipped elements hold no words of the page.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Object: true,
	atom.Embed: true, atom.Svg: true, atom.Math: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Head: true,
	atom.Button: true, atom.Input: true, atom.Select: true, atom.Textarea: true, atom.Datalist: true, atom.Progress: true,
	atom.Rt: true, atom.Rp: true, atom.Title: true, atom.Link: true, atom.Meta: true, atom.Map: true,
}

// hidden reports whether a node is not shown: by its own attributes and inline style; style sheets are not read.
func hidden(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type != html.TextNode && n.Type != html.DocumentNode
	}
	if skipped[n.DataAtom] || n.Data == "xml" {
		return true
	}
	if n.DataAtom == atom.Body { // some sites hide the whole page until their scripts have run
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if hiddenStyle(a.Val) {
				return true
			}
		}
	}
	return false
}

func hiddenStyle(style string) bool {
	if !strings.Contains(style, "none") && !strings.Contains(style, "hid") && !strings.Contains(style, "NONE") {
		return false
	}
	for decl := range strings.SplitSeq(strings.ToLower(style), ";") {
		k, v, _ := strings.Cut(decl, ":")
		switch v = strings.TrimSpace(v); strings.TrimSpace(k) {
		case "display":
			if strings.HasPrefix(v, "none") {
				return true
			}
		case "visibility":
			if strings.HasPrefix(v, "hidden") {
				return true
			}
		case "mso-hide":
			if v == "all" {
				return true
			}
		}
	}
	return false
}

// visible counts the characters that a node shows, without white space, up to about most.
func visible(n *html.Node, most int) int {
	count := 0
	eachText(n, func(s string) bool {
		for _, r := range s {
			if !unicode.IsSpace(r) {
				count++
			}
		}
		return count < most
	})
	return count
}

// folded is a node's visible text without white space.
func folded(n *html.Node) string { return foldedUpTo(n, 1<<30) }

// foldedUpTo stops when it has at least limit characters.
func foldedUpTo(n *html.Node, limit int) string {
	var b strings.Builder
	count := 0
	eachText(n, func(s string) bool {
		for _, r := range s {
			if !unicode.IsSpace(r) {
				b.WriteRune(r)
				count++
			}
		}
		return count < limit
	})
	return b.String()
}

func foldString(s string) string { return strings.Join(strings.Fields(s), "") }

// eachText calls f with every visible text node in order until f returns false. The depth of the recursion is
// bounded by the parser's limit of 512.
func eachText(n *html.Node, f func(string) bool) bool {
	if n.Type == html.TextNode {
		return f(n.Data)
	}
	if hidden(n) {
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !eachText(c, f) {
			return false
		}
	}
	return true
}
