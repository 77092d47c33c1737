package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

func workbook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	for cell, v := range map[string]any{
		"A1": "云州市重点任务分解表", "A2": "序号", "B2": "重点任务", "C2": "牵头单位", "D2": "完成时限",
		"A3": 1, "B3": "建设高标准农田5万亩", "C3": "市农业农村局", "D3": "2026年底",
		"A4": 2, "B4": "改造老旧小区", "C4": "市住建局", "A6": "注：任务按季调度。",
	} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	f.MergeCell("Sheet1", "A1", "D1")
	f.MergeCell("Sheet1", "D3", "D4")
	f.NewSheet("hidden")
	f.SetCellValue("hidden", "A1", "不应出现")
	f.SetSheetVisible("hidden", false)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func dump(d *draft.Draft) string {
	doc := d.Build(document.Source{})
	var out []string
	for _, b := range doc.Blocks {
		at := "P"
		if b.Kind == document.Cell {
			at = fmt.Sprintf("%d.%d,%d", b.Table, b.Row, b.Col)
			if b.RowSpan > 1 {
				at += fmt.Sprintf("+%d", b.RowSpan)
			}
		}
		out = append(out, at+" "+doc.Slice(b.Span))
	}
	return strings.Join(out, "\n")
}

const wantTable = `P 云州市重点任务分解表
1.0,0 序号
1.0,1 重点任务
1.0,2 牵头单位
1.0,3 完成时限
1.1,0 1
1.1,1 建设高标准农田5万亩
1.1,2 市农业农村局
1.1,3%s 2026年底
1.2,0 2
1.2,1 改造老旧小区
1.2,2 市住建局
P 注：任务按季调度。`

func TestXLSX(t *testing.T) {
	var d draft.Draft
	if err := XLSX(context.Background(), workbook(t), &d); err != nil {
		t.Fatal(err)
	}
	if got, want := dump(&d), fmt.Sprintf(wantTable, "+2"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSeparated(t *testing.T) {
	for name, comma := range map[string]rune{"csv": ',', "tsv": '\t'} {
		t.Run(name, func(t *testing.T) {
			text := strings.ReplaceAll("云州市重点任务分解表,,,\n序号,重点任务,牵头单位,完成时限\n1,建设高标准农田5万亩,市农业农村局,2026年底\n2,改造老旧小区,市住建局,\n\n注：任务按季调度。\n", ",", string(comma))
			var d draft.Draft
			if err := Separated(context.Background(), text, comma, &d); err != nil {
				t.Fatal(err)
			}
			if got, want := dump(&d), fmt.Sprintf(wantTable, ""); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	whole := workbook(t)
	if err := XLSX(context.Background(), whole[:len(whole)/2], &draft.Draft{}); err == nil {
		t.Error("half a workbook is read without an error")
	}
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := f.Write(&b, excelize.Options{Password: "x"}); err != nil {
		t.Fatal(err)
	}
	if err := XLSX(context.Background(), b.Bytes(), &draft.Draft{}); !errors.Is(err, ErrEncrypted) {
		t.Errorf("encrypted: got %v", err)
	}
	d := &draft.Draft{Limits: draft.Limits{Characters: 5}}
	if err := XLSX(context.Background(), whole, d); err == nil || !strings.Contains(err.Error(), "more than 5 characters") {
		t.Errorf("characters: got %v", err)
	}
	d = &draft.Draft{Limits: draft.Limits{Unpacked: 100}}
	if err := XLSX(context.Background(), whole, d); err == nil || !strings.Contains(err.Error(), "more than 100 bytes") {
		t.Errorf("unpacked: got %v", err)
	}
}

func FuzzSeparated(f *testing.F) {
	f.Add("a,b\n1,2\n")
	f.Fuzz(func(t *testing.T, s string) {
		var d draft.Draft
		if Separated(context.Background(), s, ',', &d) == nil {
			d.Build(document.Source{})
		}
	})
}

func FuzzXLSX(f *testing.F) {
	f.Add(workbook(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := draft.Draft{Limits: draft.Limits{Characters: 100000, Unpacked: 16 << 20}}
		if XLSX(context.Background(), data, &d) == nil {
			d.Build(document.Source{})
		}
	})
}
