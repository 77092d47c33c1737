// Package citation finds the other documents that a document names.
//
// A citation is a title in 《》 with the document number behind it, or a number that stands alone. Its relation to the
// document is read from the words around it (relation.go); titles that follow each other in one list share it.
package citation

import (
	"strings"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/docnumber"
	"taizhang/pipeline/document"
)

// Citation is one mention of another document.
type Citation struct {
	Title, DocNumber string // "" where the text gives none
	Relation         string // basis | implements | forwards | amends | repeals | mentions
	Span             document.Span
}

// Find reads the citations in order of the text. title is the document's own, "" if unknown.
func Find(d *document.Document, title string) []Citation {
	f := finder{d: d, text: d.Text, short: map[string]Citation{}}
	f.titles()
	f.numbers()
	f.relate(title)
	return f.found
}

type finder struct {
	d     *document.Document
	text  string
	found []Citation
	short map[string]Citation // 《纲要》 → the citation that it was declared for
}

// longestTitle bounds a title in bytes: what is not closed by then was never meant to be.
const longestTitle = 450

// titles finds what stands in 《》.
func (f *finder) titles() {
	for at := 0; ; {
		i := han.Index(f.text[at:], "《")
		if i < 0 {
			return
		}
		start := at + i
		end, ok := closing(f.text, start)
		if !ok {
			at = start + len("《")
			continue
		}
		at = end
		name := clean(f.text[start+len("《") : end-len("》")])
		if name == "" {
			continue
		}
		if f.declares(start) {
			if n := len(f.found); n > 0 {
				f.short[name] = f.found[n-1]
			}
			continue
		}
		c := Citation{Title: name, Span: document.Span{Start: start, End: end}}
		if full, ok := f.short[name]; ok {
			c.Title, c.DocNumber = full.Title, full.DocNumber
		}
		if n, stop := numberBehind(f.text, end); stop > 0 {
			c.DocNumber, c.Span.End = n, stop
			at = stop
		}
		f.found = append(f.found, c)
	}
}

// closing is the end of the title that opens at start: its 》, past titles nested in it (《关于印发〈…〉的通知》, and
// 《关于印发《…》的通知》 where the inner marks were not changed). A title may go over line ends, not over a full stop.
func closing(text string, start int) (int, bool) {
	limit := min(len(text), start+longestTitle)
	depth, lines := 0, 0
	for i := start; i < limit; {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '《':
			depth++
		case '》':
			if depth--; depth == 0 {
				return i + n, true
			}
		case '。', '\t':
			return outer(text, start, i)
		case '\n':
			if lines++; lines > 2 || strings.HasSuffix(text[:i], "：") { // behind addressees
				return outer(text, start, i)
			}
		}
		i += n
	}
	return outer(text, start, limit)
}

// outer closes a title at its first 》 where the marks do not pair: 《关于《办法》.
func outer(text string, start, limit int) (int, bool) {
	i := strings.Index(text[start:limit], "》")
	if i < 0 || strings.ContainsAny(text[start:start+i], "。\t") {
		return 0, false
	}
	return start + i + len("》"), true
}

// clean joins a title over line ends and spaces.
func clean(s string) string {
	if !strings.ContainsAny(s, " \n\u00A0\u3000") {
		return s
	}
	return strings.Join(strings.Fields(s), "")
}

// declares reports whether the title at start is a short name that the words before it declare: 以下简称《纲要》.
func (f *finder) declares(start int) bool {
	before := strings.TrimRight(f.text[max(0, start-30):start], "“\"‘: ：")
	for _, w := range []string{"简称", "以下称", "下称", "统称", "以下简称为"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// numberBehind reads （国发〔2014〕21号） behind a title; stop is the end of the bracket, or of the number where more
// follows it in the bracket, 0 if there is none.
func numberBehind(text string, at int) (number string, stop int) {
	rest := text[at:]
	gap := len(rest) - len(strings.TrimLeft(rest, " \n"))
	r, size := utf8.DecodeRuneInString(rest[gap:])
	if r != '（' && r != '(' && r != '〔' && r != '[' {
		return "", 0
	}
	from := at + gap + size
	window := text[:min(len(text), from+120)]
	n, ok := docnumber.Find(window, from)
	if !ok || strings.TrimSpace(text[from:n.Span.Start]) != "" {
		return "", 0
	}
	stop = n.Span.End
	if r, size := utf8.DecodeRuneInString(text[stop:]); r == '）' || r == ')' || r == '〕' || r == ']' {
		stop += size
	}
	return clean(text[n.Span.Start:n.Span.End]), stop
}

// numbers finds numbers that stand alone in a sentence. One that fills its line is the document's own.
func (f *finder) numbers() {
	var out []Citation
	next := 0
	for at := 0; ; {
		n, ok := docnumber.Find(f.text, at)
		if !ok {
			break
		}
		at = n.Span.End
		for next < len(f.found) && f.found[next].Span.End <= n.Span.Start {
			out = append(out, f.found[next])
			next++
		}
		if next < len(f.found) && f.found[next].Span.Overlaps(n.Span) || f.own(n.Span) {
			continue
		}
		out = append(out, Citation{DocNumber: clean(f.text[n.Span.Start:n.Span.End]), Span: n.Span})
	}
	f.found = append(out, f.found[next:]...)
}

func (f *finder) own(s document.Span) bool {
	i := f.d.BlockAt(s.Start)
	if i < 0 {
		return false
	}
	_, whole := docnumber.Whole(f.d.Slice(f.d.Blocks[i].Span))
	return whole
}
