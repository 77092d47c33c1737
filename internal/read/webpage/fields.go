package webpage

import (
	"maps"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"taizhang/internal/read/draft"
)

// metaNames are the <meta> tags that carry a document's metadata. Source: 政府网站发展指引 (国办发〔2017〕47号),
// annex 2, and Dublin Core as older sites use it. Compared without regard to case.
var metaNames = set("articletitle", "pubdate", "contentsource", "columnname", "author", "sitename", "sitedomain", "url",
	"dc.title", "dc.date", "dc.creator", "dc.publisher", "title", "docno", "filenumber", "indexcode", "indexno")

// metaFields takes the metadata of the page's head.
func metaFields(d *draft.Draft, doc *goquery.Document) {
	doc.Find("meta").Each(func(_ int, m *goquery.Selection) {
		if name, _ := m.Attr("name"); metaNames[strings.ToLower(name)] {
			content, _ := m.Attr("content")
			d.Field(name, content, "html meta")
		}
	})
	d.Field("title", doc.Find("head > title").First().Text(), "html title")
}

func metaContent(doc *goquery.Document, name string) string {
	value := ""
	doc.Find("meta").EachWithBreak(func(_ int, m *goquery.Selection) bool {
		if n, _ := m.Attr("name"); strings.EqualFold(n, name) {
			value, _ = m.Attr("content")
		}
		return value == ""
	})
	return value
}

// pageFields takes the labelled values that stand outside the article: the table 索引号/文号/发文机关/成文日期 above
// it, the line 发布时间：… 来源：… below its title, the list at the head of a legal database's page.
func pageFields(d *draft.Draft, doc *goquery.Document, article []*html.Node, drop map[*html.Node]bool) {
	skip := maps.Clone(drop)
	for _, n := range article {
		skip[n] = true
	}
	labelFields(d, leaves(doc.Nodes[0], skip))
}

// headTable takes an element's labelled values if it is nothing else than the table of metadata that some sites put
// inside the article's container: at least three known labels, and no more values than labels.
func headTable(d *draft.Draft, n *html.Node) bool {
	ls := leaves(n, nil)
	labels := 0
	for _, l := range ls {
		if _, _, ok := labelled(l.text); ok {
			labels++
		}
	}
	if labels < 3 || labels*2+1 < len(ls) {
		return false
	}
	labelFields(d, ls)
	return true
}

func labelFields(d *draft.Draft, leaves []leaf) {
	for i, l := range leaves {
		name, value, ok := labelled(l.text)
		if !ok {
			continue
		}
		if value == "" { // 发文字号 | 京政农函 | 〔2025〕 | 9号: the value may stand in pieces
			for _, v := range leaves[i+1:] {
				if _, _, label := labelled(v.text); label || v.group != l.group || v.cell != leaves[i+1].cell {
					break
				}
				value += v.text
			}
		}
		if strings.Trim(value, "-—/无 ") != "" {
			d.Field(name, value, "html head table")
		}
	}
}

// leaf is the text of an element that holds no further block; cell is the table cell or list item that it stands
// in, group the row of cells.
type leaf struct {
	text        string
	cell, group *html.Node
}

// ends are the elements at which one leaf ends and the next begins.
var ends = map[atom.Atom]bool{
	atom.Td: true, atom.Th: true, atom.Tr: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.P: true, atom.Div: true, atom.H1: true,
	atom.H2: true, atom.H3: true, atom.H4: true, atom.Br: true, atom.Table: true, atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Span: true,
	atom.Section: true, atom.Article: true, atom.Form: true,
}

// leaves are the leaves below n, without what stands in the elements of skip.
func leaves(n *html.Node, skip map[*html.Node]bool) (out []leaf) {
	var text strings.Builder
	flush := func(at *html.Node) {
		for _, s := range parts(text.String()) {
			cell, group := place(at)
			out = append(out, leaf{s, cell, group})
		}
		text.Reset()
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
			return
		}
		if skip[n] || hidden(n) {
			return
		}
		end := ends[n.DataAtom]
		if n.DataAtom == atom.Span { // 发布时间：<span>…</span> is one leaf: the span holds the label's value
			before := strings.TrimSpace(text.String())
			end = !strings.HasSuffix(before, "：") && !strings.HasSuffix(before, ":")
		}
		if end {
			flush(n.Parent)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if end {
			flush(n)
		}
	}
	walk(n)
	flush(n)
	return out
}

// parts cuts 发布时间：2022-03-12 来源：市林业局 before each known label that a colon follows.
func parts(text string) (out []string) {
	start := true
	for _, word := range strings.Fields(text) {
		if at := strings.IndexAny(word, "：:"); start || at > 0 && containers().labels[word[:at]] {
			out = append(out, word)
		} else {
			out[len(out)-1] += " " + word
		}
		start = false
	}
	return out
}

// place is the table cell or list item that a node stands in and the row that holds it; else the node's own box.
func place(n *html.Node) (cell, group *html.Node) {
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Td, atom.Th, atom.Dt, atom.Dd:
			return p, p.Parent
		case atom.Li:
			return p, p
		}
	}
	for p := n; p != nil; p = p.Parent {
		if blockLevel[p.DataAtom] > 0 {
			return p, p
		}
	}
	return n, n
}

// labelled splits 发文字号：国办发〔2018〕117号 at its colon. ok says that the words before it are a known label;
// a label may stand alone, with or without its colon.
func labelled(text string) (name, value string, ok bool) {
	at, n := strings.Index(text, "："), len("：")
	if c := strings.IndexByte(text, ':'); c >= 0 && (at < 0 || c < at) {
		at, n = c, 1
	}
	name = text
	if at >= 0 {
		name, value = text[:at], strings.TrimSpace(text[at+n:])
	}
	if len(name) > 64 {
		return "", "", false
	}
	name = strings.Trim(foldString(name), "【】[]〔〕*·")
	return name, strings.TrimSpace(value), containers().labels[name]
}
