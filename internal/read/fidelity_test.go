package read

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
	"golang.org/x/text/unicode/norm"

	"taizhang/pipeline/document"
)

// On a corpus of published documents, what other programs read and what we read must be the same characters in the
// same order: at least 995 in 1000 of the article, both ways. What may differ has a name; all else counts:
//   - generated numbers, bullets and footnotes, which other programs put elsewhere or leave out: not compared;
//   - lines that tables are drawn with, and file names that stand for pictures: not compared;
//   - cells: programs that print a table line by line read cells of several lines in another order. Characters of a cell
//     may stand elsewhere, but none may be lost;
//   - running lines and page numbers of a PDF, told from poppler's text alone, and lines drawn twice to make them bold;
//   - the path of a printed web page (当前位置 > …) and the buttons above it;
//   - a second copy of the article in the page, for telephones or hidden.

func TestFidelityHTML(t *testing.T) {
	t.Run("pandoc", func(t *testing.T) { fidelity(t, "html", pandoc("html")) })
	t.Run("w3m", func(t *testing.T) { fidelity(t, "html", w3m) })
}

func TestFidelityDOCX(t *testing.T) { fidelity(t, "docx", pandoc("docx")) }

// poppler reads a page in the order of its blocks, or (-layout) line by line; it is wrong now and then in either, so
// what one of them confirms is in order.
func TestFidelityPDF(t *testing.T) { fidelity(t, "pdf", poppler(), poppler("-layout")) }

// A reference is another program's text of a file, folded; nil if the program has none.
type reference func(t *testing.T, file string, ours reading) []rune

func fidelity(t *testing.T, ext string, references ...reference) {
	files := corpusFiles(t, ext)
	good := 0
	for _, f := range files {
		doc := readFile(t, f)
		if doc == nil {
			continue
		}
		ours := readingOf(doc)
		var theirs [][]rune
		for _, r := range references {
			theirs = append(theirs, r(t, f, ours))
		}
		v := judge(ours, theirs)
		if v.lost*1000 <= 5*len(theirs[0]) && v.made*1000 <= 5*len(ours.text) {
			good++
		} else {
			t.Errorf("%s: of %d characters %d are missing and %d too many or out of order", filepath.Base(f), len(theirs[0]), v.lost, v.made)
		}
		if v.lost+v.made+v.cells > 0 {
			t.Logf("%s: missing %d %q, too many or out of order %d %q, in cells %d", filepath.Base(f),
				v.lost, shorten([]string{v.missing})[0], v.made, shorten(v.extra), v.cells)
		}
	}
	t.Logf("%d of %d files within 0.5 %%", good, len(files))
}

// verdict counts characters that the other programs have and we lack, that no other program has where we have them,
// and those of the latter that stand in cells.
type verdict struct {
	lost, made, cells int
	missing           string // the characters, sorted
	extra             []string
}

// judge compares our text with one or more orders of the same text.
func judge(ours reading, theirs [][]rune) verdict {
	confirmed := make([]bool, len(ours.text))
	var v verdict
	for _, other := range theirs {
		at := 0
		for _, d := range diff(ours.text, other) {
			size := utf8.RuneCountInString(d.Text)
			switch d.Type {
			case diffmatchpatch.DiffEqual:
				for i := at; i < at+size; i++ {
					confirmed[i] = true
				}
				at += size
			case diffmatchpatch.DiffDelete:
				at += size
			}
		}
	}
	balance := map[rune]int{}
	for _, r := range theirs[0] {
		balance[r]++
	}
	for _, r := range ours.text {
		balance[r]--
	}
	for _, r := range slices.Sorted(maps.Keys(balance)) {
		if n := balance[r]; n > 0 {
			v.lost += n
			v.missing += strings.Repeat(string(r), n)
		}
	}
	for i := 0; i < len(confirmed); i++ {
		start := i
		for i < len(confirmed) && !confirmed[i] {
			if ours.cell[i] {
				v.cells++
			} else {
				v.made++
			}
			i++
		}
		if i > start && !ours.cell[start] {
			v.extra = append(v.extra, string(ours.text[start:i]))
		}
	}
	return v
}

// reading is a document's folded text without generated numbers and footnotes.
type reading struct {
	doc  *document.Document
	text []rune
	cell []bool // which of text stands in a cell of a table
	head int    // how many characters of text are a title that the page shows away from the article
}

func readingOf(d *document.Document) reading {
	r := reading{doc: d}
	for i, x := range d.Blocks {
		if x.Kind == document.Footnote {
			continue
		}
		r.text = append(r.text, []rune(foldText(strings.TrimPrefix(d.Slice(x.Span), x.Label)))...)
		for len(r.cell) < len(r.text) {
			r.cell = append(r.cell, x.Kind == document.Cell)
		}
		if i == 0 && x.Heading == 1 {
			r.head = len(r.text)
		}
	}
	return r
}

func corpusFiles(t *testing.T, ext string) []string {
	corpus := os.Getenv("TAIZHANG_CORPUS")
	if corpus == "" {
		t.Skip("TAIZHANG_CORPUS is not set: fidelity is not measured")
	}
	files, _ := filepath.Glob(filepath.Join(corpus, "docs", "*."+ext))
	return files
}

func readFile(t *testing.T, f string) *document.Document {
	data, err := os.ReadFile(f)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(context.Background(), Input{Path: f, Data: data}, Limits{})
	if err != nil {
		t.Error(err)
	}
	return doc
}

// output runs a program that may not be installed.
func output(t *testing.T, stdin []byte, program string, args ...string) []byte {
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed: fidelity is not measured", program)
	}
	command := exec.Command(program, args...)
	command.Stdin = bytes.NewReader(stdin)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %s: %v", program, strings.Join(args, " "), err)
	}
	return out
}

func pandoc(from string) reference {
	return func(t *testing.T, file string, ours reading) []rune {
		var tree struct{ Blocks any }
		if err := json.Unmarshal(output(t, nil, "pandoc", "-f", from, "-t", "json", file), &tree); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		pandocText(tree.Blocks, &b)
		return article(ours, foldText(b.String()))
	}
}

// pictures and the file names that w3m prints in their stead are no text.
var pictures = regexp.MustCompile(`(?i)<img[^>]*>`)

// w3m draws a page so wide that no cell has to break its lines, for then words of several cells stand mixed.
func w3m(t *testing.T, file string, ours reading) []rune {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := output(t, pictures.ReplaceAll(data, nil),
		"w3m", "-dump", "-T", "text/html", "-I", ours.doc.Source.Encoding, "-O", "UTF-8", "-cols", "20000")
	page := article(ours, foldText(string(out)))
	once := page[:0:0]
	for _, d := range diff(ours.text, page) {
		stretch := []rune(d.Text)
		if d.Type == diffmatchpatch.DiffDelete || d.Type == diffmatchpatch.DiffInsert && copied(ours.text, stretch) {
			continue
		}
		once = append(once, stretch...)
	}
	return once
}

// copied reports whether a stretch of the page is the article again: four in five of its characters, in order.
func copied(article, stretch []rune) bool {
	if len(stretch)*2 < len(article) {
		return false
	}
	fresh := 0
	for _, d := range diff(article, stretch) {
		if d.Type == diffmatchpatch.DiffInsert {
			fresh += utf8.RuneCountInString(d.Text)
		}
	}
	return fresh*5 < len(stretch) // the page's foot may follow
}

// poppler's text has a form feed behind each page.
func poppler(flags ...string) reference {
	return func(t *testing.T, file string, ours reading) []rune {
		out := string(output(t, nil, "pdftotext", append(flags[:len(flags):len(flags)], file, "-")...))
		if at := crumbs.FindStringIndex(out); at != nil && at[0] < 200 && !strings.Contains(string(ours.text), "位置") {
			out = out[at[1]:]
		}
		pages := strings.Split(strings.TrimSuffix(out, "\f"), "\f")
		seen := map[string]int{}
		margins := make([][]string, len(pages))
		for i, p := range pages {
			var lines []string
			for l := range strings.Lines(p) {
				if l = foldText(l); l != "" {
					lines = append(lines, l)
				}
			}
			margins[i] = lines
			if len(lines) > 6 {
				margins[i] = append(lines[:3:3], lines[len(lines)-3:]...)
			}
			for _, l := range margins[i] {
				seen[numbers.ReplaceAllString(l, "#")]++
			}
		}
		var text []rune
		for i, p := range pages {
			before := ""
			for l := range strings.Lines(p) {
				l = foldText(l)
				if l == before && !strings.Contains(string(ours.text), l+l) { // drawn twice to make it bold
					continue
				}
				before = l
				often := len(pages) >= 3 && seen[numbers.ReplaceAllString(l, "#")]*2 >= len(pages)
				if slices.Contains(margins[i], l) && (often || folio.MatchString(l)) {
					continue
				}
				text = append(text, []rune(l)...)
			}
		}
		return text
	}
}

var (
	numbers = regexp.MustCompile(`[0-9]+`)
	crumbs  = regexp.MustCompile(`位置[:\s]*首页(?:\s*>\s*\S+)+`)
	folio   = regexp.MustCompile(`^[-—–]?[0-9]{1,3}[-—–]?$`)
)

func foldText(s string) string {
	s = norm.NFKC.String(s)
	return strings.Map(func(r rune) rune {
		drawn := '\u2500' <= r && r <= '\u257f' || r == '•' // a table's border, a list's bullet
		if drawn || unicode.IsSpace(r) || !unicode.IsGraphic(r) || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// pandocText writes the strings of a pandoc tree in order.
func pandocText(n any, b *bytes.Buffer) {
	switch n := n.(type) {
	case []any:
		for _, x := range n {
			pandocText(x, b)
		}
	case map[string]any:
		switch n["t"] {
		case "Str":
			b.WriteString(n["c"].(string))
		case "Note", "RawBlock", "RawInline", "Image":
		case "Code", "CodeBlock", "Math":
			if c, ok := n["c"].([]any); ok {
				b.WriteString(c[len(c)-1].(string))
			}
		case "Quoted":
			c := n["c"].([]any)
			marks := [2]string{"“", "”"}
			if c[0].(map[string]any)["t"] == "SingleQuote" {
				marks = [2]string{"‘", "’"}
			}
			b.WriteString(marks[0])
			pandocText(c[1], b)
			b.WriteString(marks[1])
		default:
			pandocText(n["c"], b)
		}
	}
}

// article cuts the stretch of a page that begins and ends as ours does: where most of our first and last words stand
// together, since titles and dates stand in several places of a page.
func article(ours reading, text string) []rune {
	body, page := ours.text[ours.head:], []rune(text)
	start, most := 0, 0
	for i := range page {
		n := 0
		for n < len(body) && i+n < len(page) && n < 400 && page[i+n] == body[n] {
			n++
		}
		if n > most {
			start, most = i, n
		}
	}
	end := len(page)
	most = 0
	for i := len(page); i > start; i-- {
		n := 0
		for n < len(body) && i-n > start && n < 400 && page[i-1-n] == body[len(body)-1-n] {
			n++
		}
		if n >= most { // a page may hold its article twice, for desks and for telephones
			end, most = i, n
		}
	}
	return append(append([]rune{}, ours.text[:ours.head]...), page[start:end]...)
}

// diff is the difference of Myers 1986, the same on every machine.
func diff(a, b []rune) []diffmatchpatch.Diff {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0
	return d.DiffMainRunes(a, b, false)
}

func shorten(s []string) []string {
	var out []string
	for i, x := range s {
		if i == 6 {
			return append(out, "…")
		}
		if r := []rune(x); len(r) > 30 {
			x = string(r[:20]) + "…" + string(r[len(r)-8:])
		}
		out = append(out, x)
	}
	return out
}
