package read

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"taizhang/pipeline/document"
)

var updateFormats = flag.Bool("update-formats", false, "rewrite the golden files of testdata/html and testdata/word")

// Real files of our own making, one golden listing each: what the reader found, block by block.
func TestFormats(t *testing.T) {
	files, _ := filepath.Glob("testdata/html/*")
	more, _ := filepath.Glob("testdata/word/*")
	for _, f := range append(files, more...) {
		if filepath.Ext(f) == ".golden" {
			continue
		}
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Read(context.Background(), Input{Path: f, Data: data}, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			got := listing(doc)
			golden := f + ".golden"
			if *updateFormats {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// listing shows a document: reader and encoding, fields, notes, blocks.
func listing(d *document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s\n", d.Reader, d.MediaType, d.Encoding)
	for _, f := range d.Fields {
		fmt.Fprintf(&b, "field %s = %s (%s)\n", f.Name, f.Value, f.Origin)
	}
	for _, n := range d.Notes {
		fmt.Fprintf(&b, "note %s: %s\n", n.Code, n.Message)
	}
	for _, x := range d.Blocks {
		switch x.Kind {
		case document.Cell:
			fmt.Fprintf(&b, "cell %d (%d,%d %dx%d)", x.Table, x.Row, x.Col, x.RowSpan, x.ColSpan)
		case document.Footnote:
			b.WriteString("footnote")
		default:
			b.WriteString("par")
		}
		if x.Heading > 0 {
			fmt.Fprintf(&b, " h%d", x.Heading)
		}
		if x.Label != "" {
			fmt.Fprintf(&b, " [%s]", x.Label)
		}
		fmt.Fprintf(&b, " %s\n", d.Slice(x.Span))
	}
	return b.String()
}

// A file cut at any place gives a document or one line that names file, reason and remedy; never a panic.
func TestCutShort(t *testing.T) {
	files, _ := filepath.Glob("testdata/word/*")
	for _, f := range files {
		if filepath.Ext(f) == ".golden" {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		step := max(1, len(data)/40)
		for n := 0; n < len(data); n += step {
			_, err := Read(context.Background(), Input{Path: f, Data: data[:n]}, Limits{})
			oneLine(t, f, err)
		}
	}
}

// Bytes changed anywhere do no harm either.
func TestMutated(t *testing.T) {
	files, _ := filepath.Glob("testdata/*/*")
	for _, f := range files {
		switch filepath.Ext(f) {
		case ".docx", ".doc", ".rtf", ".html", ".htm":
		default:
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		seed := uint32(len(data))
		for range 60 {
			bad := bytes.Clone(data)
			for range 8 {
				seed = seed*1664525 + 1013904223
				bad[int(seed>>8)%len(bad)] = byte(seed >> 24)
			}
			_, err := Read(context.Background(), Input{Path: f, Data: bad}, Limits{})
			oneLine(t, f, err)
		}
	}
}

func oneLine(t *testing.T, file string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if s := err.Error(); strings.Contains(s, "\n") || !strings.HasPrefix(s, file) {
		t.Errorf("error %q: want one line that begins with the file", s)
	}
}

// A file is what its bytes say: WPS gives Word's formats its own extension, and people rename files.
func TestExtensionsLie(t *testing.T) {
	for file, reader := range map[string]string{"word/tasks.docx": "docx/1", "word/tasks.doc": "doc/1", "word/gbk.rtf": "rtf/1", "html/hanweb-gbk.html": "html/1"} {
		data, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"a.wps", "a.txt", "a.doc", "a.docx", "a.pdf", "a"} {
			doc, err := Read(context.Background(), Input{Path: name, Data: data}, Limits{})
			if err != nil {
				t.Errorf("%s as %s: %v", file, name, err)
			} else if doc.Reader != reader {
				t.Errorf("%s as %s: read by %s", file, name, doc.Reader)
			}
		}
	}
}
