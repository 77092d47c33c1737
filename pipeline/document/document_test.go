package document

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func build(lines ...string) *Document {
	raw := strings.Join(lines, "\n")
	var blocks []RawBlock
	at := 0
	for _, l := range lines {
		blocks = append(blocks, RawBlock{Parts: []Span{{at, at + len(l)}}})
		at += len(l) + 1
	}
	return Build(Source{}, raw, blocks)
}

func TestSpacesThatMeanNothingGo(t *testing.T) {
	for raw, want := range map[string]string{
		"2023 年6 月19 日":         "2023年6月19日",
		"　　一、总体要求　":             "一、总体要求",
		"市发展改革委　市财政局":           "市发展改革委 市财政局",
		"（ 责任单位： 市财政局 ）":        "（责任单位：市财政局）",
		"late bottled  vintage": "late bottled vintage",
		"乡村e 镇":                 "乡村e镇",
		"3 推进电子营业执照应用":          "3 推进电子营业执照应用",
		"第一章\u200b总\u00a0则":     "第一章总 则",
		"⼈⺠政府\ufeff":            "人民政府",
		"A\u00adB\x01C":         "ABC",
	} {
		if got := build(raw).Text; got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}

func TestPartsAreJoinedAsTheyWereBroken(t *testing.T) {
	raw := "市发展和\n改革委员会 late\nbottled"
	d := Build(Source{}, raw, []RawBlock{{Parts: []Span{{0, 12}, {13, 33}, {34, len(raw)}}}})
	if d.Text != "市发展和改革委员会late bottled" {
		t.Errorf("%q", d.Text)
	}
}

func TestCellsOfARowStandOnOneLine(t *testing.T) {
	raw := "序号任务一二"
	cell := func(row, col, at, end int) RawBlock {
		return RawBlock{Block: Block{Kind: Cell, Table: 1, Row: row, Col: col}, Parts: []Span{{at, end}}}
	}
	d := Build(Source{}, raw, []RawBlock{cell(0, 0, 0, 6), cell(0, 1, 6, 12), cell(1, 0, 12, 15), cell(1, 1, 15, 18)})
	if d.Text != "序号\t任务\n一\t二" {
		t.Errorf("%q", d.Text)
	}
}

// Laws, whatever the text: blocks lie in the text in order; every character of the text leads to itself in raw, or to
// what it was folded from; code points are counted rightly.
func FuzzBuild(f *testing.F) {
	f.Add("一、总体要求\n2023 年 \n\t⺠ abc\u3000")
	f.Add(" \u00a0\ufeff")
	f.Fuzz(func(t *testing.T, raw string) {
		raw = strings.ToValidUTF8(raw, "\uFFFD")
		d := build(strings.Split(raw, "\n")...)
		at := 0
		for _, b := range d.Blocks {
			if b.Start < at || b.End <= b.Start || b.End > len(d.Text) {
				t.Fatalf("block %v behind %d of %d", b.Span, at, len(d.Text))
			}
			at = b.End
		}
		n := 0
		for i, r := range d.Text {
			s := Span{i, i + utf8.RuneLen(r)}
			if start, end := d.Runes(s); start != n || end != n+1 {
				t.Fatalf("rune %d is counted as %d–%d", n, start, end)
			}
			n++
			from := d.ToRaw(s)
			if from.Start < 0 || from.End > len(raw) || from.Start > from.End {
				t.Fatalf("%v leads to %v of %d", s, from, len(raw))
			}
			if r == '\n' || r == ' ' || r == '\t' {
				continue
			}
			if was, _ := utf8.DecodeRuneInString(raw[from.Start:]); was != r && compat(was) == "" {
				t.Fatalf("%q leads to %q", r, raw[from.Start:from.End])
			}
			if back := d.FromRaw(from); compat(r) == "" && utf8.RuneCountInString(raw[from.Start:from.End]) == 1 && raw[from.Start:from.End] == string(r) && back != s {
				t.Fatalf("%v leads to %v and back to %v", s, from, back)
			}
		}
	})
}
