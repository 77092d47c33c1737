package pipeline_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/cockroachdb/apd/v3"

	"taizhang/internal/read"
	"taizhang/pipeline"
	"taizhang/pipeline/document"
	"taizhang/pipeline/plan"
)

// BenchmarkFigures sets this program beside what a user would take instead to find figures in Chinese text, the npm package
// @microsoft/recognizers-text-suite, in one run on the same documents: those of TAIZHANG_GOLD that TAIZHANG_CORPUS holds.
// Both report MB/s of text, and how many of the values of targets in gold they find (of-gold) among how many (said); the
// package says every number, of which a user would still have to tell the targets. It reads sentence by sentence. It is looked for under TAIZHANG_RECOGNIZERS, a folder that npm install was run in.
//
//	npm install --prefix /tmp/recognizers @microsoft/recognizers-text-suite
//	TAIZHANG_RECOGNIZERS=/tmp/recognizers go test ./pipeline -bench Figures -run xxx
func BenchmarkFigures(b *testing.B) {
	docs := annotated(b)
	size := int64(0)
	for _, d := range docs {
		size += int64(len(d.Text))
	}
	b.Run("taizhang", func(b *testing.B) {
		plans := make([]*plan.Plan, len(docs))
		b.SetBytes(size)
		for b.Loop() {
			for i, d := range docs {
				p, err := pipeline.Recognise(context.Background(), d.Document)
				if err != nil {
					b.Fatal(err)
				}
				plans[i] = p
			}
		}
		found, said := 0, 0
		for i, p := range plans {
			f := figuresOf(docs[i].Text)
			for _, t := range p.Targets {
				if t.Value != nil && t.Unit != nil {
					f.add(*t.Value, *t.Unit, f.runes[t.Span.Start], f.runes[t.Span.End])
				}
			}
			found, said = found+f.holds(docs[i].targets), said+len(f.all)
		}
		b.ReportMetric(float64(found), "of-gold")
		b.ReportMetric(float64(said), "said")
	})
	b.Run("recognizers-text", func(b *testing.B) {
		dir := os.Getenv("TAIZHANG_RECOGNIZERS")
		if dir == "" {
			b.Skip("TAIZHANG_RECOGNIZERS is not set: set it to a folder with node_modules/@microsoft/recognizers-text-suite to compare with it")
		}
		var results []recognized
		var took time.Duration
		runs := 0
		for b.Loop() {
			results = recognizers(b, dir, docs)
			for _, r := range results {
				took += time.Duration(r.Milliseconds * float64(time.Millisecond))
			}
			runs++
		}
		found, said := 0, 0
		for i, r := range results {
			f := figuresOf(docs[i].Text)
			for _, v := range r.Found {
				f.add(v.Value, "", f.units[v.Start], f.units[v.End+1])
			}
			found, said = found+f.holds(docs[i].targets), said+len(f.all)
		}
		b.ReportMetric(float64(size)*float64(runs)/took.Seconds()/1e6, "MB/s")
		b.ReportMetric(float64(found), "of-gold")
		b.ReportMetric(float64(said), "said")
	})
}

// annotatedDocument is a document with the targets of its gold.
type annotatedDocument struct {
	*document.Document
	name    string
	targets []goldTarget
}

type goldTarget struct {
	Quote string  `json:"quote"`
	Value string  `json:"value"`
	Unit  *string `json:"unit"`
	Kind  string  `json:"kind"`
}

// annotated reads the documents that have gold.
func annotated(b *testing.B) []annotatedDocument {
	gold := os.Getenv("TAIZHANG_GOLD")
	if gold == "" {
		b.Skip("TAIZHANG_GOLD is not set: set it to a folder of annotations, and TAIZHANG_CORPUS to that of their documents")
	}
	var out []annotatedDocument
	for _, file := range append(corpus(b), own(b)...) {
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		data, err := os.ReadFile(filepath.Join(gold, name+".json"))
		if err != nil {
			continue
		}
		var g struct {
			Targets []goldTarget `json:"targets"`
		}
		if err := json.Unmarshal(data, &g); err != nil {
			b.Fatal(err)
		}
		bytes, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		d, err := read.Read(context.Background(), read.Input{Path: file, Data: bytes}, read.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, annotatedDocument{d, name, g.Targets})
	}
	if len(out) == 0 {
		b.Fatal("no document of TAIZHANG_CORPUS has gold in TAIZHANG_GOLD")
	}
	return out
}

// recognized is what testdata/recognizers.js says of one document.
type recognized struct {
	Milliseconds float64 `json:"milliseconds"`
	Found        []struct {
		Value string `json:"value"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	} `json:"found"`
}

func recognizers(b *testing.B, dir string, docs []annotatedDocument) []recognized {
	var in bytes.Buffer
	for _, d := range docs {
		line, err := json.Marshal(map[string]string{"name": d.name, "text": d.Text})
		if err != nil {
			b.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	c := exec.Command("node", "testdata/recognizers.js", dir)
	c.Stdin, c.Stderr = &in, os.Stderr
	data, err := c.Output()
	if err != nil {
		b.Fatal(err)
	}
	var out []recognized
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var r recognized
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			b.Fatal(err)
		}
		out = append(out, r)
	}
	if len(out) != len(docs) {
		b.Fatalf("%d of %d documents came back", len(out), len(docs))
	}
	return out
}

// figures are the figures that a program finds in a text.
type figures struct {
	text         string // without white space
	runes, units []int  // for each rune and UTF-16 unit of the text, and its end: how many runes without white space stand before it
	all          []figure
}

// figure is a value in ones (1.2万 is 12000) and where it stands, in runes of the text without white space.
type figure struct {
	value      string
	start, end int
}

func figuresOf(text string) *figures {
	f := &figures{text: bare(text)}
	n := 0
	for _, r := range text {
		f.runes = append(f.runes, n)
		for range utf16.RuneLen(r) {
			f.units = append(f.units, n)
		}
		if !unicode.IsSpace(r) {
			n++
		}
	}
	f.runes, f.units = append(f.runes, n), append(f.units, n)
	return f
}

// add takes a value with its unit as written and where it stands.
func (f *figures) add(value, unit string, start, end int) {
	f.all = append(f.all, figure{inOnes(strings.TrimSuffix(value, "%"), unit), start, end})
}

// holds counts the targets whose value stands among the figures within their quotes.
func (f *figures) holds(targets []goldTarget) int {
	text, n := f.text, 0
	for _, t := range targets {
		if t.Kind == "coverage" || t.Kind == "relative" {
			continue
		}
		unit := ""
		if t.Unit != nil {
			unit = *t.Unit
		}
		quote, value := bare(t.Quote), inOnes(t.Value, unit)
		found := false
		for from := 0; !found; {
			i := strings.Index(text[from:], quote)
			if i < 0 {
				break
			}
			start := len([]rune(text[:from+i]))
			end := start + len([]rune(quote))
			for _, g := range f.all {
				found = found || g.start < end && start < g.end && g.value == value
			}
			from += i + len(quote)
		}
		if found {
			n++
		}
	}
	return n
}

// bare leaves white space out.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// inOnes is a decimal without the 万 and 亿 of its unit; what is no decimal stays as it is.
func inOnes(value, unit string) string {
	d, _, err := apd.NewFromString(value)
	if err != nil {
		return value
	}
	for _, scale := range []struct {
		word string
		exp  int32
	}{{"万亿", 12}, {"亿", 8}, {"万", 4}} {
		if strings.HasPrefix(unit, scale.word) {
			d.Exponent += scale.exp
			break
		}
	}
	d.Reduce(d)
	return d.Text('f')
}
