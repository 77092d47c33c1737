// Package webpage reads the article of a published web page: its paragraphs, list numbers and tables, and the
// metadata that the page states beside it. Navigation, share bars, scripts and hidden text stay out.
//
// The way: decode the bytes, parse them as a browser does, take the metadata, find the element that holds the
// article (containers.tsv, else a readability library), put its title before it if the page shows it outside,
// and walk the element's nodes into blocks.
package webpage

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"taizhang/internal/read/draft"
)

// Read reads a page. encoding is the name of the encoding that the bytes are in.
func Read(ctx context.Context, data []byte, lim draft.Limits) (d *draft.Draft, encoding string, err error) {
	text, encoding := decode(data)
	root, err := parse(text)
	if err != nil {
		return nil, encoding, err
	}
	if err := ctx.Err(); err != nil {
		return nil, encoding, err
	}
	doc := goquery.NewDocumentFromNode(root)
	d = &draft.Draft{Limits: lim}

	metaFields(d, doc)
	found := findArticle(doc)
	drop := dropped(doc)
	pageFields(d, doc, found.nodes, drop)
	if found.guessed {
		d.Note("article-guessed", "no known container holds the page's article; a readability library chose it")
	}
	w := &walker{d: d, drop: drop, ctx: ctx}
	for _, t := range findTitle(doc, found) {
		w.title(t)
	}
	for _, n := range found.nodes {
		w.article(n)
	}
	return d, encoding, w.err
}

// parse builds the tree. The parser gives up on elements nested more than 512 deep, which old editors reach by
// never closing inline formatting; so inline formatting, which carries no words, is taken out and parsed again.
func parse(text []byte) (*html.Node, error) {
	root, err := html.Parse(bytes.NewReader(text))
	if err == nil {
		return root, nil
	}
	if root, err = html.Parse(strings.NewReader(withoutInline(text))); err != nil {
		return nil, fmt.Errorf("html elements are nested too deep: the page is broken or hostile, save it again with a browser")
	}
	return root, nil
}

// withoutInline drops the tags of inline elements and keeps their text.
func withoutInline(text []byte) string {
	var b strings.Builder
	z := html.NewTokenizer(bytes.NewReader(text))
	for z.Next() != html.ErrorToken {
		raw := z.Raw()
		if t := z.Token(); (t.Type == html.StartTagToken || t.Type == html.EndTagToken) && inline[t.Data] {
			continue
		}
		b.Write(raw)
	}
	return b.String()
}

var inline = set("font", "span", "b", "strong", "i", "em", "u", "a", "s", "strike", "big", "small", "tt", "code", "nobr", "o:p", "st1:chsdate", "st1:chmetcnv", "ins", "label", "center", "sup", "sub")

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}
