package webpage

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"taizhang/internal/read/numbering"
)

// listStyles are the ways a list shows its numbers: by the attribute type, by the CSS property list-style-type
// (CSS Counter Styles 3), and by the class that the editor UEditor gives lists with its own pictures as numbers.
var listStyles = map[string]struct{ format, before, after string }{
	"1":                     {"decimal", "", "."},
	"decimal":               {"decimal", "", "."},
	"decimal-leading-zero":  {"decimalZero", "", "."},
	"a":                     {"lowerLetter", "", "."},
	"lower-alpha":           {"lowerLetter", "", "."},
	"lower-latin":           {"lowerLetter", "", "."},
	"A":                     {"upperLetter", "", "."},
	"upper-alpha":           {"upperLetter", "", "."},
	"upper-latin":           {"upperLetter", "", "."},
	"i":                     {"lowerRoman", "", "."},
	"lower-roman":           {"lowerRoman", "", "."},
	"I":                     {"upperRoman", "", "."},
	"upper-roman":           {"upperRoman", "", "."},
	"cjk-ideographic":       {"chineseCounting", "", "、"},
	"simp-chinese-informal": {"chineseCounting", "", "、"},
	"trad-chinese-informal": {"chineseCounting", "", "、"},
	"japanese-informal":     {"chineseCounting", "", "、"},
	"cjk-decimal":           {"ideographDigital", "", "、"},
	"simp-chinese-formal":   {"chineseLegalSimplified", "", "、"},
	"cjk-heavenly-stem":     {"ideographTraditional", "", "、"},
	"cjk-earthly-branch":    {"ideographZodiac", "", "、"},
	"custom_cn":             {"chineseCounting", "", "、"},
	"custom_cn1":            {"chineseCounting", "", ")"},
	"custom_cn2":            {"chineseCounting", "(", ")"},
	"custom_num":            {"decimal", "", "."},
	"custom_num1":           {"decimal", "", ")"},
	"custom_num2":           {"decimal", "(", ")"},
}

// list writes the items of <ol> and <ul>; those of <ol> get the numbers that a browser would show.
func (w *walker) list(n *html.Node) {
	var labels []string
	if n.DataAtom == atom.Ol {
		labels = itemLabels(n)
	}
	for c := n.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			w.node(c) // nested lists stand between the items in many pages
			continue
		}
		label := ""
		if len(labels) > 0 {
			label, labels = labels[0], labels[1:]
		}
		if hidden(c) || w.drop[c] {
			continue
		}
		w.flush()
		w.label = label
		w.children(c)
		w.flush()
		w.label = ""
	}
	w.flush()
}

// itemLabels are the numbers that the items of an <ol> show, one an item, "" where none is shown.
func itemLabels(ol *html.Node) []string {
	number, step, style := 1, 1, "decimal"
	items := 0
	for c := ol.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li {
			items++
		}
	}
	if hasAttr(ol, "reversed") {
		number, step = items, -1
	}
	if v, err := strconv.Atoi(strings.TrimSpace(attr(ol, "start"))); err == nil {
		number = v
	}
	if t := strings.TrimSpace(attr(ol, "type")); t != "" {
		style = t
	}
	if t := listStyleType(attr(ol, "style")); t != "" {
		style = t
	}
	for c := range strings.FieldsSeq(attr(ol, "class")) {
		if _, ok := listStyles[c]; ok && strings.HasPrefix(c, "custom_") {
			style = c
		}
	}
	s, ok := listStyles[style]
	if !ok {
		s = listStyles["decimal"]
	}
	bare := style == "none" || style == "disc" || style == "circle" || style == "square"

	labels := make([]string, 0, items)
	for c := ol.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			continue
		}
		if v, err := strconv.Atoi(strings.TrimSpace(attr(c, "value"))); err == nil {
			number = v
		}
		label := ""
		if n, ok := numbering.Format(s.format, number); ok && !bare {
			label = s.before + n + s.after
		}
		labels = append(labels, label)
		number += step
	}
	return labels
}

func listStyleType(style string) string {
	for decl := range strings.SplitSeq(style, ";") {
		k, v, _ := strings.Cut(decl, ":")
		switch strings.ToLower(strings.TrimSpace(k)) {
		case "list-style-type":
			return strings.ToLower(strings.TrimSpace(v))
		case "list-style":
			for f := range strings.FieldsSeq(strings.ToLower(v)) {
				if _, ok := listStyles[f]; ok || f == "none" {
					return f
				}
			}
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// numbered reports whether an item's own words begin with a number already, as in lists whose style sheet
// hides the browser's numbers.
func numbered(text string) bool {
	text = strings.TrimLeft(text, " \u3000\u00A0")
	text = strings.TrimPrefix(strings.TrimPrefix(text, "（"), "(")
	digits := strings.TrimLeft(text, "0123456789０１２３４５６７８９一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩")
	if digits == text {
		return strings.HasPrefix(text, "第")
	}
	for _, end := range []string{"、", ".", "．", "）", ")", "，", "是"} {
		if strings.HasPrefix(digits, end) {
			return true
		}
	}
	return strings.HasPrefix(text, "①") || strings.HasPrefix(text, "②")
}
