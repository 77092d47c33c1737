package front

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/pipeline/document"
)

var update = flag.Bool("update", false, "write testdata/*.golden.json anew")

// doc builds a document of lines.
func doc(text string) *document.Document {
	var blocks []document.RawBlock
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		blocks = append(blocks, document.RawBlock{Parts: []document.Span{{Start: at, End: at + len(line)}}})
		at += len(line)
	}
	return document.Build(document.Source{}, text, blocks)
}

// TestHeads reads every testdata/*.txt, heads of documents in the layouts that offices, databases and pages use, against
// the golden file beside it.
func TestHeads(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d := doc(string(text))
			m := Read(d)
			got, err := json.MarshalIndent(map[string]any{
				"title": m.Title, "number": m.DocNumber, "issuers": m.Issuers, "issued_on": m.IssuedOn, "addressees": m.Addressees,
				"disclosure": m.Disclosure, "genre": m.Genre, "validity": m.Validity, "region": m.Region, "period": m.Period,
			}, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(f, ".txt") + ".golden.json"
			if *update {
				if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if string(got)+"\n" != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if m.Body.Start < 0 || m.Body.End > len(d.Text) || m.Body.Empty() {
				t.Errorf("body %v of %d bytes", m.Body, len(d.Text))
			}
		})
	}
}

func TestDates(t *testing.T) {
	for s, want := range map[string]string{
		"2023年6月19日": "2023-06-19", "二〇二三年六月十九日": "2023-06-19", "二○一○年一月三日": "2010-01-03", "二〇二〇年十二月三十一日": "2020-12-31",
		"（2023年7月14日）": "2023-07-14", "2025年4月": "2025-04", "2023年6月19日印发": "", "到2025年": "", "": "",
	} {
		got := ""
		if isDate(s) {
			got = iso(dateAlone.FindStringSubmatch(s)[1:])
		}
		if got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

func TestPeriod(t *testing.T) {
	for title, want := range map[string][2]int{
		"云溪县茶产业三年行动方案（2023—2025年）": {2023, 2025}, "云溪县“十四五”农业规划": {2021, 2025}, "云溪县2023年政务公开工作要点": {2023, 2023},
		"云溪县“十五五”规划纲要": {2026, 2030}, "云溪县茶园管理办法": {}, "产业目录（2022年版）": {},
	} {
		p := period(title)
		if want == [2]int{} && p != nil || want != [2]int{} && (p == nil || p.From != want[0] || p.To != want[1]) {
			t.Errorf("%s: %v, want %v", title, p, want)
		}
	}
}

func TestTitleBodies(t *testing.T) {
	for title, want := range map[string]string{
		"中共临沂市委临沂市人民政府关于促进茶产业的意见": "中共临沂市委 临沂市人民政府", "山东省财政厅 山东省商务厅关于印发《办法》的通知": "山东省财政厅 山东省商务厅",
		"关于促进茶产业的意见": "", "2025年山东省政府工作报告": "山东省政府", "政府工作报告": "", "水利部农业农村部商务部关于茶叶的通知": "水利部 农业农村部 商务部", "云溪县落实茶产业方案的通知": "",
	} {
		if got := strings.Join(titleBodies(title), " "); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("云溪县人民政府文件\n溪府〔2023〕5号\n关于印发《茶园办法》的通知\n各镇人民政府：\n执行。\n云溪县人民政府\n2023年6月19日\n")
	f.Fuzz(func(t *testing.T, text string) {
		d := doc(strings.ToValidUTF8(text, ""))
		m := Read(d)
		if m.Body.Start < 0 || m.Body.Start > m.Body.End || m.Body.End > len(d.Text) {
			t.Fatalf("%q: body %v of %d bytes", text, m.Body, len(d.Text))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	d := doc("临沂市人民政府关于印发《临沂市茶园办法》的通知\n各县区人民政府：\n" + strings.Repeat("2023年6月19日起，推进茶园建设，完善设施，培育主体，打造品牌，拓展市场，2025年12月31日前完成。\n", 400))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		Read(d)
	}
}
