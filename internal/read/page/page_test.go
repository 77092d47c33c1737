package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"taizhang/pipeline/document"
)

const em = 16.0

// sheet draws text as a typesetter would: one line a call, every character em wide.
type sheet struct{ Page }

func newSheet() *sheet { return &sheet{Page{Width: 595, Height: 842}} }

func (s *sheet) line(x, y float64, text string) {
	for _, r := range text {
		if r == ' ' {
			x += em
			continue
		}
		w := em
		if r < 0x80 {
			w = em / 2
		}
		s.Glyphs = append(s.Glyphs, Glyph{r, Rect{x + 1, y, x + w - 1, y + em - 2}})
		x += w
	}
}

func (s *sheet) box(x0, y0, x1, y1 float64) {
	s.Rules = append(s.Rules, Rect{x0, y0, x1, y0 + 1}, Rect{x0, y1, x1, y1 + 1}, Rect{x0, y0, x0 + 1, y1}, Rect{x1, y0, x1 + 1, y1})
}

func read(pages ...*sheet) []string {
	var ps []Page
	for _, p := range pages {
		ps = append(ps, p.Page)
	}
	t := Layout(ps)
	d := document.Build(document.Source{}, t.Raw, t.Blocks)
	var out []string
	for _, b := range d.Blocks {
		out = append(out, d.Slice(b.Span))
	}
	return out
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

var full = strings.Repeat("云州市加快建设现代化产业体系持续提升", 2)[:27*3] // 27 characters: a full line

func TestParagraphs(t *testing.T) {
	s := newSheet()
	s.line(180, 60, "云州市行动方案")
	s.line(80+2*em, 100, full[:25*3])
	s.line(80, 130, full)
	s.line(80, 160, "到此为止。")
	s.line(80+2*em, 190, "一、总体要求")
	s.line(80+2*em, 220, full[:25*3])
	s.line(80, 250, "完。")
	want(t, read(s), "云州市行动方案", full[:25*3]+full+"到此为止。", "一、总体要求", full[:25*3]+"完。")
}

func TestHeadingOverTwoLines(t *testing.T) {
	s := newSheet()
	s.line(80+em, 60, full[:25*3])
	s.line(240, 90, "若干措施的通知")
	s.line(80+2*em, 130, full[:25*3])
	s.line(80, 160, full)
	s.line(80, 190, full)
	s.line(80, 220, "完。")
	if got := read(s); got[0] != full[:25*3]+"若干措施的通知" {
		t.Errorf("heading read as %q", got[0])
	}
}

func TestParagraphGoesOverThePageAndRunningLinesGo(t *testing.T) {
	var pages []*sheet
	for i := range 4 {
		s := newSheet()
		s.line(80, 30, "云州市人民政府公报")
		for y := 100.0; y < 700; y += 30 {
			s.line(80, y, full)
		}
		s.line(280, 800, "— "+string(rune('1'+i))+" —")
		pages = append(pages, s)
	}
	got := read(pages...)
	if len(got) != 1 {
		t.Fatalf("%d paragraphs, want one over all pages: %.60q", len(got), got)
	}
	if strings.Contains(got[0], "公报") || strings.Contains(got[0], "—") {
		t.Errorf("a running line is in the text: %q", got[0])
	}
}

func TestNumberInTheMarginOfOnePage(t *testing.T) {
	s := newSheet()
	s.line(80, 100, full)
	s.line(280, 800, "-12-")
	want(t, read(s), full)
}

func TestTableKeepsItsCells(t *testing.T) {
	s := newSheet()
	for i, row := range [][3]string{{"序号", "重点任务", "牵头单位"}, {"1", "建设高标准农田", "市农业农村局"}, {"2", "改造老旧小区", "市住建局"}} {
		y := 100 + 40*float64(i)
		x := []float64{80, 140, 380, 540}
		for c, text := range row {
			s.box(x[c], y, x[c+1], y+40)
			s.line(x[c]+5, y+10, text)
		}
	}
	t1 := Layout([]Page{s.Page})
	if len(t1.Blocks) != 9 {
		t.Fatalf("%d cells, want 9", len(t1.Blocks))
	}
	last := t1.Blocks[8]
	if last.Kind != document.Cell || last.Row != 2 || last.Col != 2 {
		t.Errorf("last cell is %+v", last.Block)
	}
	want(t, read(s), "序号", "重点任务", "牵头单位", "1", "建设高标准农田", "市农业农村局", "2", "改造老旧小区", "市住建局")
}

func TestCellsOverSeveralRows(t *testing.T) {
	s := newSheet()
	s.box(80, 100, 200, 180) // one cell over two rows
	s.box(200, 100, 500, 140)
	s.box(200, 140, 500, 180)
	s.line(85, 130, "产业")
	s.line(205, 110, "壮大龙头")
	s.line(205, 150, "培育集群")
	b := Layout([]Page{s.Page}).Blocks
	if len(b) != 3 || b[0].RowSpan != 2 {
		t.Errorf("blocks %+v", b)
	}
}

func TestTableGoesOverThePage(t *testing.T) {
	draw := func(rows ...[2]string) *sheet {
		s := newSheet()
		for i, row := range rows {
			y := 100 + 40*float64(i)
			s.box(80, y, 200, y+40)
			s.box(200, y, 500, y+40)
			s.line(85, y+10, row[0])
			s.line(205, y+10, row[1])
		}
		return s
	}
	got := read(draw([2]string{"序号", "责任单位"}, [2]string{"1", "市发展和"}), draw([2]string{"", "改革委"}, [2]string{"2", "市财政局"}))
	want(t, got, "序号", "责任单位", "1", "市发展和改革委", "2", "市财政局")
}

func TestUnderlinesAreNoTable(t *testing.T) {
	s := newSheet()
	for i := range 6 {
		y := 100 + 30*float64(i)
		s.box(80, y-2, 520, y+em)
		s.line(80, y, full)
	}
	for _, b := range Layout([]Page{s.Page}).Blocks {
		if b.Kind == document.Cell {
			t.Fatal("lines with rules below became a table")
		}
	}
}

func TestGlyphWithWrongBoxGoesBack(t *testing.T) {
	s := newSheet()
	s.line(80, 100, full)
	i := 5
	s.Glyphs[i].Box = Rect{10, -800, 90, -700}
	if got := read(s); len(got) != 1 || got[0] != full {
		t.Errorf("got %q", got)
	}
}

// A font of single characters may begin a line; the glyph drawn before it ends another one, far away.
func TestFirstGlyphWithWrongBoxGoesBack(t *testing.T) {
	s := newSheet()
	s.line(80+2*em, 100, full[:25*3])
	s.line(80, 130, "完。")
	s.Glyphs = append(s.Glyphs, Glyph{'\n', Rect{}})
	first := len(s.Glyphs)
	s.line(80+2*em, 160, "工业大数据应用。")
	s.Glyphs[first].Box = Rect{107, 630, 180, 690}
	want(t, read(s), full[:25*3]+"完。", "工业大数据应用。")
}

func TestWordsOffThePageAreNotRead(t *testing.T) {
	s := newSheet()
	s.line(80, 100, full)
	s.line(80, 900, "网站的打印样式藏在页外")
	s.line(80+2*em, 130, "完。")
	want(t, read(s), full, "完。")
}

func TestPrintedPageWithoutItsCrumbs(t *testing.T) {
	s := newSheet()
	s.line(440, 30, "进入关怀版")
	s.line(80, 60, "当前位置：首页 > 政务公开 > 政策法规")
	s.line(80+2*em, 130, full[:25*3])
	s.line(80, 160, "当前位置：文中的话 > 仍在。")
	want(t, read(s), full[:25*3]+"当前位置：文中的话>仍在。")
}

func TestTitleOverTwoLinesOfLargerType(t *testing.T) {
	s := newSheet()
	large := func(x, y float64, text string) {
		for _, r := range text {
			s.Glyphs = append(s.Glyphs, Glyph{r, Rect{x + 1, y, x + 21, y + 20}})
			x += 22
		}
	}
	large(80, 60, "关于促进家政服务业高质量发展的若干政策措")
	large(285, 90, "施")
	for i := range 5 {
		s.line(80, 130+30*float64(i), full)
	}
	if got := read(s); got[0] != "关于促进家政服务业高质量发展的若干政策措施" {
		t.Errorf("the title is %q", got[0])
	}
}

// low draws text as fonts draw digits and marks: lower than Han characters.
func (s *sheet) low(x, y float64, text string) {
	for _, r := range text {
		s.Glyphs = append(s.Glyphs, Glyph{r, Rect{x + 1, y + 5, x + em/2, y + em - 3}})
		x += em / 2
	}
}

func TestLastLineOfDigits(t *testing.T) {
	s := newSheet()
	s.line(80+2*em, 100, full[:25*3])
	s.line(80, 130, full)
	s.low(80, 160, "10%;")
	s.line(80+2*em, 190, full[:25*3])
	s.line(80, 220, full)
	s.low(80, 250, "14") // of a row
	want(t, read(s), full[:25*3]+full+"10%;", full[:25*3]+full, "14")
}

func TestLabelBehindAFullHeading(t *testing.T) {
	s := newSheet()
	s.line(80, 70, full)
	s.line(80+2*em, 100, "（二）"+full[:22*3])
	s.line(80+2*em, 130, "6.用好平台，"+full[:18*3])
	s.line(80, 160, full)
	s.line(80, 190, "完。")
	want(t, read(s), full, "（二）"+full[:22*3], "6.用好平台，"+full[:18*3]+full+"完。")
}

func TestNumberBelowTheTitle(t *testing.T) {
	s := newSheet()
	s.line(80+em, 60, full[:25*3])
	s.line(240, 90, "若干措施的通知")
	s.line(230, 120, "云政发〔2026〕3号")
	s.line(80+2*em, 160, full[:25*3])
	s.line(80, 190, full)
	s.line(80, 220, "完。")
	want(t, read(s), full[:25*3]+"若干措施的通知", "云政发〔2026〕3号", full[:25*3]+full+"完。")
}

func TestTableCutAtThePageEnd(t *testing.T) {
	s := newSheet()
	rows := [][2]string{{"序号", "责任单位"}, {"1", "市发展改革委"}, {"2", "市财政局"}}
	for i, row := range rows {
		y := 600 + 40*float64(i)
		s.box(80, y, 200, y+40)
		s.box(200, y, 500, y+40)
		s.line(85, y+10, row[0])
		s.line(205, y+10, row[1])
	}
	for _, x := range []float64{80, 200, 500} { // the last row goes on overleaf: nothing is drawn below it
		s.Rules = append(s.Rules, Rect{x, 720, x + 1, 790})
	}
	s.line(85, 730, "3")
	s.line(205, 730, "市教育局")
	want(t, read(s), "序号", "责任单位", "1", "市发展改革委", "2", "市财政局", "3", "市教育局")
}

// The words of a table say where it stands: a box around the page, drawn for its looks, begins above the title.
func TestTableStandsWhereItsWordsDo(t *testing.T) {
	s := newSheet()
	s.Rules = append(s.Rules, Rect{60, 20, 61, 340})
	s.line(200, 60, "云州市分工表")
	s.box(60, 300, 300, 340)
	s.box(300, 300, 540, 340)
	s.box(60, 340, 300, 380)
	s.box(300, 340, 540, 380)
	s.line(65, 310, "任务")
	s.line(305, 310, "单位")
	s.line(65, 350, "造林")
	s.line(305, 350, "市林业局")
	if got := read(s); got[0] != "云州市分工表" {
		t.Errorf("the title is not first: %q", got)
	}
}

func TestContentsKeepTheirLines(t *testing.T) {
	s := newSheet()
	heads := []string{"一、发展回顾", "二、发展形势", "三、总体要求"}
	for i, head := range heads {
		y := 100 + 30*float64(i)
		s.line(80, y, head)
		if strings.HasPrefix(head, "一") { // drawn tight: a stroke in the middle of the line
			s.Glyphs[0].Box = Rect{81, y + 7, 95, y + 9}
		}
		x := 80 + em*7
		for ; x < 500; x += 4 {
			s.Glyphs = append(s.Glyphs, Glyph{'.', Rect{x, y + 11, x + 1.7, y + 12.7}})
		}
		s.line(x+4, y, "4")
	}
	got := read(s)
	if len(got) != len(heads) {
		t.Fatalf("%d lines, want %d: %q", len(got), len(heads), got)
	}
	for i, head := range heads {
		if !strings.HasPrefix(got[i], head+".") && !strings.HasPrefix(got[i], head+" .") || !strings.HasSuffix(got[i], "4") {
			t.Errorf("line %d is %q", i, got[i])
		}
	}
}

func TestRunningLineWithNumbersOfOneAndTwoDigits(t *testing.T) {
	var pages []*sheet
	for i := range 11 {
		s := newSheet()
		s.line(80+2*em, 100, full[:25*3])
		s.line(80, 130, "完。")
		s.line(80, 760, fmt.Sprintf("https://www.gov.cn/content.htm%d/11", i+1))
		s.line(80, 790, fmt.Sprintf("第%d页 公报", i+1))
		pages = append(pages, s)
	}
	if got := strings.Join(read(pages...), ""); strings.Contains(got, "https") || strings.Contains(got, "公报") {
		t.Errorf("a running foot is in the text: %q", got)
	}
}

func TestTwoColumns(t *testing.T) {
	s := newSheet()
	for i := range 20 {
		y := 60 + 30*float64(i)
		s.line(60, y, strings.Repeat("左", 13))
		s.line(310, y, strings.Repeat("右", 13))
	}
	got := strings.Join(read(s), "")
	if got != strings.Repeat("左", 260)+strings.Repeat("右", 260) {
		t.Errorf("columns are mixed: %.80q", got)
	}
}

// However glyphs and rules lie, every letter that stands on the page is in the text once, and nothing panics.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("云州市人民政府 2027"), []byte{10, 20, 30, 40, 50, 60})
	f.Add([]byte("目录.......3\n一、总体要求"), []byte{20, 20, 3, 60, 61, 62})
	f.Fuzz(func(t *testing.T, text, places []byte) {
		p := Page{Width: 595, Height: 842}
		at := func(i int) float64 {
			if len(places) == 0 {
				return 0
			}
			return float64(places[i%len(places)])*4 - 100
		}
		for i, r := range []rune(string(text)) {
			p.Glyphs = append(p.Glyphs, Glyph{r, Rect{at(i), at(i + 1), at(i) + at(i+2)/8, at(i+1) + 12}})
			if i%3 == 0 {
				p.Rules = append(p.Rules, Rect{at(i), at(i + 1), at(i) + at(i+2), at(i+1) + 1}, Rect{at(i), at(i + 1), at(i) + 1, at(i+1) + at(i+3)})
			}
		}
		within := func(v, most float64) float64 { return min(max(v, 0), most) }
		drawn := letters(string(text))
		if got := shown(t, Layout([]Page{p, p, p})); len(got) > 3*len(drawn) {
			t.Fatalf("%d letters became %d", 3*len(drawn), len(got))
		}
		for i := range p.Glyphs {
			b := &p.Glyphs[i].Box
			b.X0, b.Y0 = within(b.X0, p.Width-1), within(b.Y0, p.Height-1)
			b.X1, b.Y1 = max(b.X0+1, within(b.X1, p.Width)), max(b.Y0+1, within(b.Y1, p.Height))
		}
		if got := shown(t, Layout([]Page{p})); string(got) != string(drawn) {
			t.Fatalf("the letters %q became %q", string(drawn), string(got))
		}
	})
}

// shown are the letters of all blocks, sorted.
func shown(t *testing.T, out Text) []rune {
	var all strings.Builder
	for _, b := range out.Blocks {
		for _, part := range b.Parts {
			if part.Start < 0 || part.End > len(out.Raw) || part.Start > part.End {
				t.Fatalf("part %v lies outside the %d bytes of raw", part, len(out.Raw))
			}
			all.WriteString(out.Raw[part.Start:part.End])
		}
	}
	return letters(all.String())
}

func letters(s string) []rune {
	var out []rune
	for _, r := range s {
		if unicode.IsLetter(r) && !strings.ContainsRune("一第页共", r) { // those may be a page's number
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return out
}
