package docx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

var document0 = document.Source{Path: "test.docx"}

// Each case is the inside of w:body; want is a line a block: kind, place, heading, label, words.
func TestBody(t *testing.T) {
	p := func(inner string) string { return "<w:p>" + inner + "</w:p>" }
	r := func(text string) string { return "<w:r><w:t>" + text + "</w:t></w:r>" }
	tc := func(props, text string) string {
		return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + p(r(text)) + "</w:tc>"
	}
	for _, c := range []struct{ name, body, want string }{
		{"runs that cut words", p(r("牵头单") + "<w:proofErr/>" + r("位：市工信局")), "p 牵头单位：市工信局"},
		{"soft line break", p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"), "p 甲\np 乙"},
		{"rendered page break is none", p("<w:r><w:lastRenderedPageBreak/><w:t>甲乙</w:t></w:r>"), "p 甲乙"},
		{"tab", p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"), "p 甲 乙"},
		{"hidden text", p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>" + r("可见")), "p 可见"},
		{"not hidden", p(`<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r>`), "p 可见"},
		{"insertion accepted", p("<w:ins>" + r("新增") + "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>" + r("内容")), "p 新增内容"},
		{"move accepted", p("<w:moveFrom>"+r("搬走")+"</w:moveFrom>"+r("留下")) + p("<w:moveTo>"+r("搬走")+"</w:moveTo>"), "p 留下\np 搬走"},
		{"deleted paragraph mark", p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"+r("上半句，")) + p(r("下半句。")), "p 上半句，下半句。"},
		{"field result", p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("第3页") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + r("完")), "p 第3页完"},
		{"field in a field's code", p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>` + r("内码") + `<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("内果") + `<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("外果") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`), "p 外果"},
		{"simple field and link", p(`<w:fldSimple w:instr="DATE">` + r("2025年") + `</w:fldSimple><w:hyperlink>` + r("附件") + `</w:hyperlink>`), "p 2025年附件"},
		{"content control", "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + p(r("控件中的段落")) + "</w:sdtContent></w:sdt>", "p 控件中的段落"},
		{"smart tag", p("<w:smartTag>" + r("铜山市") + "</w:smartTag>" + r("人民政府")), "p 铜山市人民政府"},
		{"symbols", p(`<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意</w:t><w:sym w:font="Wingdings" w:char="F04A"/><w:noBreakHyphen/><w:softHyphen/></w:r>`), "p ☑同意-"},
		{"ruby", p("<w:r><w:ruby><w:rt>" + r("yǐn") + "</w:rt><w:rubyBase>" + r("尹") + "</w:rubyBase></w:ruby></w:r>"), "p 尹"},
		{"formula", p("<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"), "p ab"},
		{"text box once", p(r("正文") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + p(r("框内")) + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p(r("框内")) + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), "p 正文\np 框内"},
		{"fallback when the choice holds nothing", p(`<w:r><mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p(r("旧框")) + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`), "p 旧框"},
		{"outline level", p(`<w:pPr><w:outlineLvl w:val="1"/></w:pPr>` + r("标题")), "p h2 标题"},
		{"table with merged cells", "<w:tbl><w:tr>" + tc(`<w:vMerge w:val="restart"/>`, "农业") + tc("", "播种") + tc("", "农业局") + "</w:tr><w:tr>" + tc(`<w:vMerge/>`, "") + tc(`<w:gridSpan w:val="2"/>`, "收割") + "</w:tr></w:tbl>",
			"c1 0,0 2x1 农业\nc1 0,1 1x1 播种\nc1 0,2 1x1 农业局\nc1 1,1 1x2 收割"},
		{"lines of a cell", "<w:tbl><w:tr>" + tc("", "序</w:t><w:br/><w:t>号") + tc("", "市工信局</w:t><w:br/><w:t>市农业局") + "</w:tr></w:tbl>", "c1 0,0 1x1 序号\nc1 0,1 1x1 市工信局 市农业局"},
		{"frame around text", "<w:tbl><w:tr><w:tc><w:tcPr/>" + p(r("专栏1")) + p(r("内容")) + "</w:tc></w:tr></w:tbl>", "p 专栏1\np 内容"},
		{"nested layout", "<w:tbl><w:tr>" + tc("", "左") + "<w:tc><w:tcPr/><w:tbl><w:tr>" + tc("", "里一里一") + tc("", "里二里二") + "</w:tr></w:tbl>" + p("") + "</w:tc></w:tr></w:tbl>", "p 左\nc1 0,0 1x1 里一里一\nc1 0,1 1x1 里二里二"},
		{"deleted row", "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + tc("", "旧") + tc("", "旧") + "</w:tr><w:tr>" + tc("", "甲") + tc("", "乙") + "</w:tr></w:tbl>", "c1 0,0 1x1 甲\nc1 0,1 1x1 乙"},
		{"row that begins later", "<w:tbl><w:tr>" + tc("", "甲") + tc("", "乙") + `</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>` + tc("", "丙") + "</w:tr></w:tbl>", "c1 0,0 1x1 甲\nc1 0,1 1x1 乙\nc1 1,1 1x1 丙"},
		{"rows and cells in content controls", "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>" + tc("", "甲") + "</w:sdtContent></w:sdt>" + tc("", "乙") + "</w:tr></w:sdtContent></w:sdt></w:tbl>", "c1 0,0 1x1 甲\nc1 0,1 1x1 乙"},
		{"footnote at the end", p(r("正文")+`<w:r><w:footnoteReference w:id="2"/></w:r>`) + p(r("后文")), "p 正文\np 后文\nfn 注释甲"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := zipped(t, map[string]string{
				"word/document.xml":  c.body,
				"word/footnotes.xml": `<w:footnote w:id="2">` + p(r("注释甲")) + `</w:footnote>`,
			})
			d, err := Read(context.Background(), data, draft.Limits{Nesting: 100})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, show(d)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func show(d *draft.Draft) string {
	doc := d.Build(document0)
	var out []string
	for _, b := range doc.Blocks {
		s := "p"
		switch b.Kind {
		case document.Cell:
			s = fmt.Sprintf("c%d %d,%d %dx%d", b.Table, b.Row, b.Col, b.RowSpan, b.ColSpan)
		case document.Footnote:
			s = "fn"
		}
		if b.Heading > 0 {
			s += fmt.Sprintf(" h%d", b.Heading)
		}
		if b.Label != "" {
			s += " [" + b.Label + "]"
		}
		out = append(out, s+" "+doc.Slice(b.Span))
	}
	return strings.Join(out, "\n")
}

func TestGeneratedLabelStandsInTheText(t *testing.T) {
	data := build(t, "", "abstract 0\nlvl 0 chineseCounting %1、 suff=nothing\nnum 1 0\n", "1/0 总体要求\n")
	d, err := Read(context.Background(), data, draft.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(d), "p [一、] 一、总体要求"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The same parts in the strict namespaces (ISO/IEC 29500-1 rather than -4).
func TestStrict(t *testing.T) {
	data := zipped(t, map[string]string{"word/document.xml": "<w:p><w:r><w:t>严格格式</w:t></w:r></w:p>"})
	data = rewrite(t, data, func(name, s string) string {
		s = strings.ReplaceAll(s, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
		return strings.ReplaceAll(s, "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
	})
	d, err := Read(context.Background(), data, draft.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := show(d); got != "p 严格格式" {
		t.Errorf("got %q", got)
	}
}

func rewrite(t testing.TB, data []byte, f func(name, content string) string) []byte {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, x := range in.File {
		r, err := x.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		w, err := out.Create(x.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f(x.Name, string(b))); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// Every limit ends the reading with one line that names the remedy.
func TestLimits(t *testing.T) {
	text := func(s string) []byte {
		return zipped(t, map[string]string{"word/document.xml": "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>"})
	}
	deep := zipped(t, map[string]string{"word/document.xml": strings.Repeat("<w:sdt>", 300) + strings.Repeat("</w:sdt>", 300)})
	for _, c := range []struct {
		name string
		data []byte
		lim  draft.Limits
		want string
	}{
		{"unpacked", text(strings.Repeat("长", 1<<20)), draft.Limits{Unpacked: 1 << 20}, "raise the limit on unpacked size"},
		{"ratio", text(strings.Repeat("长", 2<<20)), draft.Limits{Unpacked: 1 << 30, Ratio: 10}, "raise the limit on ratio"},
		{"nesting", deep, draft.Limits{Nesting: 200}, "nests more than 200"},
		{"characters", text(strings.Repeat("长", 1000)), draft.Limits{Characters: 999}, "more than 999 characters"},
		{"cut short", text("正文")[:300], draft.Limits{}, "cut off"},
		{"no word document", zippedRaw(t, "xl/workbook.xml", "<x/>"), draft.Limits{}, "no word document"},
		{"entities", zippedRaw(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`), draft.Limits{}, "damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(context.Background(), c.data, c.lim)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, want an error with %q", err, c.want)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error is more than one line: %q", err)
			}
		})
	}
}

func zippedRaw(t testing.TB, name, content string) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// A document that breaks off is read as far as it goes, and says so.
func TestBreaksOff(t *testing.T) {
	data := zippedRaw(t, "word/document.xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>第一段</w:t></w:r></w:p><w:p><w:r><w:t>第二`)
	d, err := Read(context.Background(), data, draft.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := show(d); got != "p 第一段" {
		t.Errorf("got %q", got)
	}
	if len(d.Notes) != 1 || d.Notes[0].Code != "truncated" {
		t.Errorf("notes %v, want truncated", d.Notes)
	}
}

func TestContextEndsReading(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data := zipped(t, map[string]string{"word/document.xml": "<w:p/>"})
	if _, err := Read(ctx, data, draft.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// No input may panic or hang; what is read keeps the laws of a Document.
func FuzzRead(f *testing.F) {
	for _, c := range numberingCases(f) {
		f.Add(c.docx)
	}
	f.Add(zipped(f, map[string]string{"word/document.xml": "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(context.Background(), data, draft.Limits{Characters: 1 << 20, Unpacked: 1 << 22, Ratio: 100, Nesting: 100})
		if err != nil {
			return
		}
		checkBuilt(t, d)
	})
}

// FuzzBody fuzzes the XML itself, which a fuzzer cannot reach through the zip's checksums.
func FuzzBody(f *testing.F) {
	f.Add("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>", `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	f.Add("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/><w:vMerge/></w:tcPr><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:tc></w:tr></w:tbl>", "")
	f.Fuzz(func(t *testing.T, body, numbering string) {
		data := zipped(t, map[string]string{"word/document.xml": body, "word/numbering.xml": numbering})
		d, err := Read(context.Background(), data, draft.Limits{Characters: 1 << 20, Unpacked: 1 << 22, Ratio: 100, Nesting: 100})
		if err != nil {
			return
		}
		checkBuilt(t, d)
	})
}

func checkBuilt(t *testing.T, d *draft.Draft) {
	doc := d.Build(document0)
	at := 0
	for _, b := range doc.Blocks {
		if b.Start < at || b.End < b.Start || b.End > len(doc.Text) {
			t.Fatalf("block %v out of order in a text of %d bytes", b.Span, len(doc.Text))
		}
		at = b.End
	}
}
