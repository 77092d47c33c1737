package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"taizhang/internal/read/draft"
)

var update = flag.Bool("update", false, "rewrite the expected labels with what LibreOffice prints")

// Each file in testdata/numbering describes a document: its list definitions, its paragraphs, and under “want” the
// lines that LibreOffice prints for it. TestNumberingLibreOffice checks those lines where LibreOffice is installed.
// Where LibreOffice departs from the standard, the file has the right lines under “standard” and a reason below.
func TestNumbering(t *testing.T) {
	for _, c := range numberingCases(t) {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(context.Background(), c.docx, draft.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			want := c.want
			if c.standard != nil {
				want = c.standard
				if knownDifferences[c.name] == "" {
					t.Error("differs from LibreOffice without a reason in knownDifferences")
				}
				if cmp.Equal(c.want, want) {
					t.Error("LibreOffice agrees with the standard: take “standard” out")
				}
			}
			if diff := cmp.Diff(want, lines(d)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// knownDifferences are the documents on which LibreOffice 7.4 does not print what ISO/IEC 29500-1 says and Word prints.
var knownDifferences = map[string]string{
	"03-legal":         "LibreOffice ignores w:isLgl (17.9.4): 一.一 for 1.1",
	"04-never-restart": "LibreOffice ignores w:lvlRestart (17.9.10): articles start anew in each chapter",
	"05-restart-after": "LibreOffice ignores w:lvlRestart (17.9.10)",
	"09-start":         "LibreOffice writes 0 for 00 in decimalZero (17.18.59)",
	"12-enclosed":      "LibreOffice has no decimalEnclosedParen and decimalEnclosedFullstop: 1 for ⑴ and ⒈",
	"16-taiwanese":     "LibreOffice counts ideographDigital as 十 where it is digit by digit: 一〇",
	"20-jumps":         "bullets are no labels of an outline and are left out on purpose",
}

func TestNumberingLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed: the expected labels are not checked against LibreOffice")
	}
	if testing.Short() {
		t.Skip("LibreOffice takes seconds to start: not in -short")
	}
	dir := t.TempDir()
	cases := numberingCases(t)
	args := []string{"--headless", "-env:UserInstallation=file://" + dir + "/profile", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir}
	for _, c := range cases {
		file := filepath.Join(dir, c.name+".docx")
		if err := os.WriteFile(file, c.docx, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if out, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
		t.Skipf("soffice cannot convert here: %v\n%s", err, out)
	}
	for _, c := range cases {
		b, err := os.ReadFile(filepath.Join(dir, c.name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for l := range strings.Lines(strings.TrimPrefix(string(b), "\ufeff")) {
			if l = fold(l); l != "" {
				got = append(got, l)
			}
		}
		if *update {
			c.save(t, got)
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: (-want +LibreOffice)\n%s", c.name, diff)
		}
	}
}

func lines(d *draft.Draft) []string {
	doc := d.Build(document0)
	var out []string
	for _, b := range doc.Blocks {
		out = append(out, fold(doc.Slice(b.Span)))
	}
	return out
}

// fold leaves out white space and folds full-width digits, as document.Build does.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if '０' <= r && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, strings.Join(strings.Fields(s), ""))
}

type numberingCase struct {
	name string
	file string
	ar   *txtar.Archive
	docx []byte

	want, standard []string
}

func (c numberingCase) save(t *testing.T, want []string) {
	body := strings.Join(want, "\n") + "\n"
	for i := range c.ar.Files {
		if c.ar.Files[i].Name == "want" {
			c.ar.Files[i].Data = []byte(body)
			body = ""
		}
	}
	if body != "" {
		c.ar.Files = append(c.ar.Files, txtar.File{Name: "want", Data: []byte(body)})
	}
	if err := os.WriteFile(c.file, txtar.Format(c.ar), 0o644); err != nil {
		t.Fatal(err)
	}
}

func numberingCases(t testing.TB) []numberingCase {
	files, err := filepath.Glob("testdata/numbering/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/numbering: %v", err)
	}
	var cases []numberingCase
	for _, f := range files {
		ar, err := txtar.ParseFile(f)
		if err != nil {
			t.Fatal(err)
		}
		c := numberingCase{name: strings.TrimSuffix(filepath.Base(f), ".txtar"), file: f, ar: ar}
		parts := map[string]string{}
		for _, x := range ar.Files {
			parts[x.Name] = string(x.Data)
		}
		c.docx = build(t, parts["styles"], parts["numbering"], parts["body"])
		for l := range strings.Lines(parts["want"]) {
			c.want = append(c.want, fold(l))
		}
		for l := range strings.Lines(parts["standard"]) {
			c.standard = append(c.standard, fold(l))
		}
		cases = append(cases, c)
	}
	return cases
}

// build makes a docx file from the short notation of testdata/numbering:
//
//	style ID [default] [basedOn=ID] [num=NUM/LEVEL] [outline=N]     numstyle ID num=NUM/LEVEL
//	abstract ID [styleLink=ID] [numStyleLink=ID]
//	lvl LEVEL FORMAT TEXT [start=N] [suff=S] [restart=N] [legal] [pStyle=ID]
//	num ID ABSTRACT     override NUM LEVEL start=N | lvl=FORMAT,TEXT
//	NUM/LEVEL words     STYLE words     - words
func build(t testing.TB, styles, numbering, body string) []byte {
	var st, ab, nu, bo strings.Builder
	for l := range strings.Lines(styles) {
		f := strings.Fields(l)
		typ, def := "paragraph", ""
		if f[0] == "numstyle" {
			typ = "numbering"
		}
		if has(f, "default") {
			def = ` w:default="1"`
		}
		fmt.Fprintf(&st, `<w:style w:type="%s" w:styleId="%s"%s><w:name w:val="%s"/>`, typ, f[1], def, f[1])
		if v := opt(f, "basedOn"); v != "" {
			fmt.Fprintf(&st, `<w:basedOn w:val="%s"/>`, v)
		}
		st.WriteString("<w:pPr>")
		if v := opt(f, "num"); v != "" {
			n, i, _ := strings.Cut(v, "/")
			fmt.Fprintf(&st, `<w:numPr><w:ilvl w:val="%s"/><w:numId w:val="%s"/></w:numPr>`, i, n)
		}
		if v := opt(f, "outline"); v != "" {
			fmt.Fprintf(&st, `<w:outlineLvl w:val="%s"/>`, v)
		}
		st.WriteString("</w:pPr></w:style>")
	}
	level := func(f []string) string {
		var b strings.Builder
		text := f[3]
		if strings.Contains(text, "=") {
			text = ""
		}
		start := opt(f, "start")
		if start == "" {
			start = "1"
		}
		fmt.Fprintf(&b, `<w:lvl w:ilvl="%s"><w:start w:val="%s"/><w:numFmt w:val="%s"/>`, f[1], start, f[2])
		if v := opt(f, "restart"); v != "" {
			fmt.Fprintf(&b, `<w:lvlRestart w:val="%s"/>`, v)
		}
		if v := opt(f, "pStyle"); v != "" {
			fmt.Fprintf(&b, `<w:pStyle w:val="%s"/>`, v)
		}
		if has(f, "legal") {
			b.WriteString(`<w:isLgl/>`)
		}
		if v := opt(f, "suff"); v != "" {
			fmt.Fprintf(&b, `<w:suff w:val="%s"/>`, v)
		}
		fmt.Fprintf(&b, `<w:lvlText w:val="%s"/><w:lvlJc w:val="left"/></w:lvl>`, text)
		return b.String()
	}
	open := ""
	closeOpen := func(b *strings.Builder) {
		b.WriteString(open)
		open = ""
	}
	for l := range strings.Lines(numbering) {
		f := strings.Fields(l)
		switch f[0] {
		case "abstract":
			closeOpen(&ab)
			fmt.Fprintf(&ab, `<w:abstractNum w:abstractNumId="%s"><w:multiLevelType w:val="multilevel"/>`, f[1])
			if v := opt(f, "styleLink"); v != "" {
				fmt.Fprintf(&ab, `<w:styleLink w:val="%s"/>`, v)
			}
			if v := opt(f, "numStyleLink"); v != "" {
				fmt.Fprintf(&ab, `<w:numStyleLink w:val="%s"/>`, v)
			}
			open = "</w:abstractNum>"
		case "lvl":
			ab.WriteString(level(f))
		case "num":
			if open == "</w:abstractNum>" {
				closeOpen(&ab)
			}
			closeOpen(&nu)
			fmt.Fprintf(&nu, `<w:num w:numId="%s"><w:abstractNumId w:val="%s"/>`, f[1], f[2])
			open = "</w:num>"
		case "override":
			fmt.Fprintf(&nu, `<w:lvlOverride w:ilvl="%s">`, f[2])
			if v := opt(f, "start"); v != "" {
				fmt.Fprintf(&nu, `<w:startOverride w:val="%s"/>`, v)
			}
			if v := opt(f, "lvl"); v != "" {
				format, text, _ := strings.Cut(v, ",")
				nu.WriteString(level([]string{"lvl", f[2], format, text}))
			}
			nu.WriteString(`</w:lvlOverride>`)
		}
	}
	closeOpen(&nu)
	for l := range strings.Lines(body) {
		head, words, _ := strings.Cut(strings.TrimSpace(l), " ")
		props := ""
		if n, i, ok := strings.Cut(head, "/"); ok {
			props = fmt.Sprintf(`<w:numPr><w:ilvl w:val="%s"/><w:numId w:val="%s"/></w:numPr>`, i, n)
		} else if head != "-" {
			props = fmt.Sprintf(`<w:pStyle w:val="%s"/>`, head)
		}
		fmt.Fprintf(&bo, `<w:p><w:pPr>%s</w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, props, words)
	}
	return zipped(t, map[string]string{
		"word/document.xml":  bo.String(),
		"word/styles.xml":    st.String(),
		"word/numbering.xml": ab.String() + nu.String(),
	})
}

func has(f []string, word string) bool {
	for _, x := range f {
		if x == word {
			return true
		}
	}
	return false
}

func opt(f []string, key string) string {
	for _, x := range f {
		if v, ok := strings.CutPrefix(x, key+"="); ok {
			return v
		}
	}
	return ""
}

// zipped packs parts; the three Word parts and the notes get their root elements and relations.
func zipped(t testing.TB, parts map[string]string) []byte {
	const ns = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	const ct = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	write := func(name, content string) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	write("[Content_Types].xml", head+`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`+
		`<Override PartName="/word/document.xml" ContentType="`+ct+`document.main+xml"/><Override PartName="/word/styles.xml" ContentType="`+ct+`styles+xml"/><Override PartName="/word/numbering.xml" ContentType="`+ct+`numbering+xml"/></Types>`)
	write("_rels/.rels", head+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="`+types+`officeDocument" Target="word/document.xml"/></Relationships>`)
	rels := ""
	for i, n := range []string{"styles", "numbering", "footnotes", "endnotes"} {
		if _, ok := parts["word/"+n+".xml"]; ok {
			rels += fmt.Sprintf(`<Relationship Id="d%d" Type="%s%s" Target="%s.xml"/>`, i, types, n, n)
		}
	}
	write("word/_rels/document.xml.rels", head+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rels+`</Relationships>`)
	for _, n := range []string{"document", "styles", "numbering", "footnotes", "endnotes"} {
		content, ok := parts["word/"+n+".xml"]
		if !ok {
			continue
		}
		if n == "document" {
			content = "<w:body>" + content + "</w:body>"
		}
		write("word/"+n+".xml", head+"<w:"+n+ns+">"+content+"</w:"+n+">")
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}
