package read

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"taizhang/pipeline/document"
)

// On a corpus of published documents, what pandoc reads and what we read must be the same characters in the same
// order: at least 995 in 1000 of the article, both ways. Differences are printed. Generated numbers and footnotes,
// which pandoc keeps elsewhere, are left out on both sides.
func TestFidelityHTML(t *testing.T) { fidelity(t, "html", "html") }
func TestFidelityDOCX(t *testing.T) { fidelity(t, "docx", "docx") }

func fidelity(t *testing.T, ext, from string) {
	corpus := os.Getenv("TAIZHANG_CORPUS")
	if corpus == "" {
		t.Skip("TAIZHANG_CORPUS is not set: fidelity is not measured")
	}
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("pandoc is not installed: fidelity is not measured")
	}
	files, _ := filepath.Glob(filepath.Join(corpus, "docs", "*."+ext))
	good := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Read(context.Background(), Input{Path: f, Data: data}, Limits{})
		if err != nil {
			t.Error(err)
			continue
		}
		out, err := exec.Command("pandoc", "-f", from, "-t", "json", f).Output()
		if err != nil {
			t.Logf("%s: pandoc: %v", filepath.Base(f), err)
			continue
		}
		var tree any
		if err := json.Unmarshal(out, &tree); err != nil {
			t.Fatal(err)
		}
		var theirs bytes.Buffer
		pandocText(tree.(map[string]any)["blocks"], &theirs)
		ours, head := bodyText(doc)
		a, b := []rune(ours), []rune(foldText(theirs.String()))
		b = article(a, b, head)
		missing, extra := difference(a, b)
		lost, made := count(missing), count(extra)
		if lost*1000 <= 5*len(b) && made*1000 <= 5*len(a) {
			good++
			if lost+made == 0 {
				continue
			}
		} else {
			t.Errorf("%s: of %d characters %d are missing and %d too many", filepath.Base(f), len(b), lost, made)
		}
		t.Logf("%s: missing %q, too many %q", filepath.Base(f), shorten(missing), shorten(extra))
	}
	t.Logf("%d of %d files within 0.5 %%", good, len(files))
}

// bodyText is the folded text without generated numbers and footnotes; head is how many of its characters are a title
// that the page shows away from the article.
func bodyText(d *document.Document) (s string, head int) {
	var b strings.Builder
	for i, x := range d.Blocks {
		if x.Kind == document.Footnote {
			continue
		}
		t := strings.TrimPrefix(d.Slice(x.Span), x.Label)
		b.WriteString(foldText(t))
		if i == 0 && x.Heading == 1 {
			head = len([]rune(b.String()))
		}
	}
	return b.String(), head
}

func foldText(s string) string {
	s = norm.NFKC.String(s)
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || !unicode.IsGraphic(r) || r == '\u200b' || r == '\ufeff' {
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
func article(ours, page []rune, head int) []rune {
	body := ours[head:]
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
	return append(append([]rune{}, ours[:head]...), page[start:end]...)
}

// difference gives the stretches of b that a lacks, and those of a that b lacks (Myers 1986), giving up on texts that
// have little in common.
func difference(a, b []rune) (missing, extra []string) {
	const most = 4000
	size := 2*most + 3
	v := make([]int32, size)
	var trace [][]int32
	found := -1
	for d := 0; d <= most && found < 0; d++ {
		trace = append(trace, append([]int32(nil), v[most+1-d:most+2+d]...))
		for k := -d; k <= d; k += 2 {
			i := k + most + 1
			var x int
			if k == -d || k != d && v[i-1] < v[i+1] {
				x = int(v[i+1])
			} else {
				x = int(v[i-1]) + 1
			}
			y := x - k
			for x < len(a) && y < len(b) && x >= 0 && y >= 0 && a[x] == b[y] {
				x++
				y++
			}
			v[i] = int32(x)
			if x >= len(a) && y >= len(b) {
				found = d
				break
			}
		}
	}
	if found < 0 {
		return []string{string(b)}, []string{string(a)}
	}
	x, y := len(a), len(b)
	var del, ins []rune
	var dels, inss []string
	flush := func() {
		if len(del) > 0 {
			dels = append(dels, reversed(del))
		}
		if len(ins) > 0 {
			inss = append(inss, reversed(ins))
		}
		del, ins = nil, nil
	}
	for d := found; d > 0; d-- {
		t := trace[d] // the state before round d, diagonals -d … d
		at := func(k int) int {
			if k < -d || k > d {
				return -1
			}
			return int(t[k+d])
		}
		k := x - y
		var pk int
		if k == -d || k != d && at(k-1) < at(k+1) {
			pk = k + 1
		} else {
			pk = k - 1
		}
		px := at(pk)
		py := px - pk
		snake := false
		for x > px && y > py && (x > px+1 || y > py+1 || x-1 >= px && y-1 >= py && x-px == y-py) && x > 0 && y > 0 && a[x-1] == b[y-1] {
			x--
			y--
			snake = true
		}
		if snake {
			flush()
		}
		if pk == k+1 {
			if y > 0 {
				y--
				ins = append(ins, b[y])
			}
		} else if x > 0 {
			x--
			del = append(del, a[x])
		}
	}
	flush()
	return inss, dels
}

func reversed(r []rune) string {
	out := make([]rune, len(r))
	for i, c := range r {
		out[len(r)-1-i] = c
	}
	return string(out)
}

func count(s []string) int {
	n := 0
	for _, x := range s {
		n += len([]rune(x))
	}
	return n
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
