package ofd

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"taizhang/internal/read/pack"
	"taizhang/internal/read/page"
	"taizhang/pipeline/document"
)

// container packs an OFD of the given pages' content, as GB/T 33190-2016 lays it out.
func container(t testing.TB, extra map[string]string, pages ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	add := func(name, text string) {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text))
	}
	add("OFD.xml", `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID><ofd:Title>云州市行动方案</ofd:Title><ofd:CreationDate>2026-01-05</ofd:CreationDate></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`)
	var refs strings.Builder
	for i, p := range pages {
		fmt.Fprintf(&refs, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, i+1, i)
		add(fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i), `<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="9" Type="Body">`+p+`</ofd:Layer></ofd:Content></ofd:Page>`)
	}
	add("Doc_0/Document.xml", `<?xml version="1.0" encoding="UTF-8"?><ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>`+refs.String()+`</ofd:Pages></ofd:Document>`)
	for name, text := range extra {
		add(name, text)
	}
	w.Close()
	return b.Bytes()
}

// text is a text object at x, y (mm) in type of 5 mm.
func text(x, y float64, words string) string {
	n := len([]rune(words))
	return fmt.Sprintf(`<ofd:TextObject ID="1" Boundary="%g %g %d 6" Font="1" Size="5"><ofd:TextCode X="0" Y="4.5" DeltaX="g %d 5">%s</ofd:TextCode></ofd:TextObject>`, x, y, n*5, n-1, words)
}

func blocks(t *testing.T, data []byte) []string {
	t.Helper()
	pages, _, err := Pages(context.Background(), data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	l := page.Layout(pages)
	d := document.Build(document.Source{}, l.Raw, l.Blocks)
	var out []string
	for _, b := range d.Blocks {
		out = append(out, d.Slice(b.Span))
	}
	return out
}

func TestTextObjects(t *testing.T) {
	line := strings.Repeat("加快建设现代化产业体系", 3)[:30*3]
	got := blocks(t, container(t, nil, text(80, 30, "云州市行动方案")+text(40, 50, line[:28*3])+text(30, 58, line)+text(30, 66, "完。")))
	want := []string{"云州市行动方案", line[:28*3] + line + "完。"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestInfo(t *testing.T) {
	_, info, err := Pages(context.Background(), container(t, nil, text(30, 30, "文")), Limits{})
	if err != nil || info.Title != "云州市行动方案" || info.Created != "2026-01-05" {
		t.Errorf("info %+v, error %v", info, err)
	}
}

func TestPositionsCarryOn(t *testing.T) {
	// The second code leaves out Y; the matrix doubles the size.
	o := `<ofd:TextObject ID="1" Boundary="30 30 100 12" CTM="2 0 0 2 0 0" Size="2.5"><ofd:TextCode X="0" Y="2.2" DeltaX="2.5 2.5">云州市</ofd:TextCode><ofd:TextCode X="7.5" DeltaX="2.5">公报</ofd:TextCode></ofd:TextObject>`
	if got := blocks(t, container(t, nil, o)); len(got) != 1 || got[0] != "云州市公报" {
		t.Errorf("got %q", got)
	}
}

func TestRuledTable(t *testing.T) {
	var b strings.Builder
	for r := range 3 {
		for c, words := range []string{"序号", "责任单位"} {
			x, y := 30+40*c, 40+10*r
			fmt.Fprintf(&b, `<ofd:PathObject ID="2" Boundary="%d %d 40 10" LineWidth="0.3"><ofd:AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 C</ofd:AbbreviatedData></ofd:PathObject>`, x, y)
			b.WriteString(text(float64(x)+2, float64(y)+2, words))
		}
	}
	pages, _, err := Pages(context.Background(), container(t, nil, b.String()), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	cells := page.Layout(pages).Blocks
	if len(cells) != 6 || cells[5].Kind != document.Cell || cells[5].Row != 2 || cells[5].Col != 1 {
		t.Errorf("cells %+v", cells)
	}
}

func TestFaults(t *testing.T) {
	whole := container(t, nil, text(30, 30, "文"))
	for name, c := range map[string]struct {
		data []byte
		lim  Limits
		want error
		says string
	}{
		"cut off":    {whole[:len(whole)/2], Limits{}, pack.ErrDamaged, ""},
		"no ofd":     {zipOf(t, "a.txt", "x"), Limits{}, errNoDocument, ""},
		"encrypted":  {container(t, map[string]string{"Encryptions.xml": "<x/>"}, text(1, 1, "文")), Limits{}, pack.ErrEncrypted, ""},
		"pages":      {container(t, nil, "", "", ""), Limits{Pages: 2}, nil, "3 pages"},
		"characters": {container(t, nil, text(1, 1, "四个文字")), Limits{Characters: 3}, nil, "more than 3 characters"},
		"bad xml":    {zipOf(t, "OFD.xml", "<ofd:OFD"), Limits{}, nil, "no intact xml"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := Pages(context.Background(), c.data, c.lim)
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func zipOf(t testing.TB, name, text string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, _ := w.Create(name)
	f.Write([]byte(text))
	w.Close()
	return b.Bytes()
}

func FuzzPage(f *testing.F) {
	f.Add(text(30, 30, "云州市"))
	f.Add(`<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 9 0 C</ofd:AbbreviatedData></ofd:PathObject>`)
	f.Add(`<ofd:TextObject Boundary="0 0 1 1" Size="1e308"><ofd:TextCode DeltaX="g 999999999 1">文文</ofd:TextCode></ofd:TextObject>`)
	f.Fuzz(func(t *testing.T, content string) {
		pages, _, err := Pages(context.Background(), container(t, nil, content), Limits{Characters: 10000})
		if err == nil {
			page.Layout(pages)
		}
	})
}
