package webpage

import (
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
func pageFields(d *draft.Draft, doc *goquery.Document, article []*html.Node) {
	skip := map[*html.Node]bool{}
	for _, n := range article {
		skip[n] = true
	}
	var leaves []leaf
	collect(doc.Nodes[0], skip, &leaves)
	for i, l := range leaves {
		name, value, ok := labelled(l.text)
		if !ok {
			continue
		}
		if value == "" && i+1 < len(leaves) && leaves[i+1].group == l.group {
			if _, _, label := labelled(leaves[i+1].text); !label {
				value = leaves[i+1].text
			}
		}
		d.Field(name, value, "html head table")
	}
}

// leaf is the text of an element that holds no further block; group is the row or list that it stands in.
type leaf struct {
	text  string
	group *html.Node
}

// ends are the elements at which one leaf ends and the next begins.
var ends = map[atom.Atom]bool{
	atom.Td: true, atom.Th: true, atom.Tr: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.P: true, atom.Div: true, atom.H1: true,
	atom.H2: true, atom.H3: true, atom.H4: true, atom.Br: true, atom.Table: true, atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Span: true,
	atom.Section: true, atom.Article: true, atom.Form: true,
}

func collect(n *html.Node, skip map[*html.Node]bool, out *[]leaf) {
	var text strings.Builder
	flush := func(group *html.Node) {
		if s := strings.TrimSpace(text.String()); s != "" {
			*out = append(*out, leaf{s, group})
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
		// A span inside a labelled box holds the box's value, not a leaf of its own: 发布时间：<span>…</span>.
		end := ends[n.DataAtom] && !(n.DataAtom == atom.Span && strings.HasSuffix(strings.TrimSpace(text.String()), "：") || n.DataAtom == atom.Span && strings.HasSuffix(strings.TrimSpace(text.String()), ":"))
		if end {
			flush(group(n.Parent))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if end {
			flush(group(n))
		}
	}
	walk(n)
	flush(n)
}

// group is the table row or list that a leaf belongs to, else its parent.
func group(n *html.Node) *html.Node {
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Tr, atom.Ul, atom.Ol, atom.Dl:
			return p
		case atom.Td, atom.Th, atom.Li, atom.Dt, atom.Dd, atom.Span, atom.P:
			continue
		}
		if p != n {
			return p
		}
	}
	return n
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
