package rtf

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

func TestBody(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"paragraphs", `a\par b\par`, "a|b"},
		{"line ends of the file are nothing", "ab\r\ncd\\par", "abcd"},
		{"escaped newline is a paragraph", "a\\\nb", "a|b"},
		{"unicode and its stand-in", `\u19968?\u20108 ?\uc2\u19977\'c8\'fd\par`, "一二三"},
		{"unicode without a stand-in", `{\uc0\u19968\u20108}x\par`, "一二x"},
		{"unicode beyond the first plane", `\u-10187?\u-9138?\par`, "\U0001D44E"},
		{"bytes of the code page", `\'d2\'bb\'a1\'a2x\par`, "一、x"},
		{"a second byte that is a letter", `\'81A\par`, "丄"},
		{"font's charset", `{\f1 \'b4\'fa}\par`, "測"},
		{"hidden and deleted", `a{\v b}{\deleted c}\v d\v0 e\par`, "ae"},
		{"unknown destinations", `a{\*\wild b{c}}d\par`, "ad"},
		{"pictures and objects", `a{\pict 0123abcd}{\object{\*\objdata 00}{\result b}}\par`, "ab"},
		{"binary", "a\\bin4 {}{}\\par", "a"},
		{"field", `{\field{\*\fldinst PAGE}{\fldrslt 3}}\par`, "3"},
		{"header and footer", `{\header h\par}{\footerf f\par}a\par`, "a"},
		{"text box", `a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt b\par}}}c\par`, "ab|c"},
		{"printed number", `{\listtext\pard 1.\tab}a\par{\pntext\'a1\'f1\tab}b\par`, "[1.]1. a|b"},
		{"outline level of a style", `\s3 a\par\pard\outlinelevel1 b\par`, "h1 a|h2 b"},
		{"footnote", `a{\super\chftn}{\footnote\pard\chftn n}b\par c\par`, "ab|c|fn n"},
		{"table", `\trowd\cellx100\cellx200\intbl a\cell b\par c\cell\row\pard d\par`, "(0,0)a|(0,1)bc|d"},
		{"merged cells", `\trowd\cellx100\cellx200\intbl a\cell b\cell\row\trowd\clvmgf\cellx100\clmgf\cellx150\clmrg\cellx200\intbl c\cell d\cell e\cell\row\pard`, "(0,0)a|(0,1)b|(1,0)c|(1,1)de"},
		{"special characters", `a\emdash b\~c\_d\-e\{\}\\\ldblquote f\rdblquote\par`, "a—b c-de{}\\“f”"},
		{"breaks off", `a\par b{\b c`, "a|bc"},
		{"too many ends", `a}}}\par b\par`, "a|b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := `{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}{\f1\fcharset136 y;}}{\stylesheet{\s3 heading 1;}}`
			d, err := Read(context.Background(), []byte(head+c.body+"}"), draft.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := show(d); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func show(d *draft.Draft) string {
	doc := d.Build(document.Source{})
	var out []string
	for _, b := range doc.Blocks {
		s := ""
		if b.Kind == document.Cell {
			s = "(" + string(rune('0'+b.Row)) + "," + string(rune('0'+b.Col)) + ")"
		}
		if b.Kind == document.Footnote {
			s = "fn "
		}
		if b.Heading > 0 {
			s += "h" + string(rune('0'+b.Heading)) + " "
		}
		if b.Label != "" {
			s += "[" + b.Label + "]"
		}
		out = append(out, s+doc.Slice(b.Span))
	}
	return strings.Join(out, "|")
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		data string
		lim  draft.Limits
		want string
	}{
		{"plain text", draft.Limits{}, "no rtf document"},
		{`{\rtf1` + strings.Repeat("{", 50), draft.Limits{Nesting: 40}, "more than 40 deep"},
		{`{\rtf1 ` + strings.Repeat("x", 50) + `\par}`, draft.Limits{Characters: 40}, "more than 40 characters"},
	} {
		_, err := Read(context.Background(), []byte(c.data), c.lim)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.20q: got %v, want an error with %q", c.data, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, []byte(`{\rtf1 x}`), draft.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// No input may panic or hang.
func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob("../testdata/word/*.rtf")
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(`{\rtf1{\upr{a}{\*\ud b}}{\footnote{\footnote x\cell\row}\nestcell\row}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(context.Background(), append([]byte(`{\rtf1`), data...), draft.Limits{Characters: 1 << 20, Nesting: 200})
		if err == nil {
			d.Build(document.Source{})
		}
	})
}
