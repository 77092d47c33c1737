package citation

import (
	"strings"
	"testing"

	"taizhang/pipeline/document"
)

func doc(text string) *document.Document {
	var blocks []document.RawBlock
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		blocks = append(blocks, document.RawBlock{Parts: []document.Span{{Start: at, End: at + len(line)}}})
		at += len(line)
	}
	return document.Build(document.Source{}, text, blocks)
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, title, text string
		want              []string // title|number|relation
	}{
		{"a title with its number", "", "根据《云岭省茶产业促进条例》（云岭政发〔2021〕3号）精神，制定本方案。", []string{"云岭省茶产业促进条例|云岭政发〔2021〕3号|basis"}},
		{"a list shares its relation", "", "按照《甲办法》《乙办法》（云府〔2020〕1号）、《丙办法》和《丁办法》要求，推进改革。",
			[]string{"甲办法||basis", "乙办法|云府〔2020〕1号|basis", "丙办法||basis", "丁办法||basis"}},
		{"nested marks", "", "《云溪县人民政府关于印发〈茶园管理办法〉的通知》（溪府〔2019〕8号）同时废止。", []string{"云溪县人民政府关于印发〈茶园管理办法〉的通知|溪府〔2019〕8号|repeals"}},
		{"nested without inner marks", "", "《关于印发《茶园管理办法》的通知》不再执行。", []string{"关于印发《茶园管理办法》的通知||repeals"}},
		{"cover notice", "", "现将《云溪县茶产业行动方案》印发给你们，请认真贯彻落实。", []string{"云溪县茶产业行动方案||forwards"}},
		{"own title implements", "云溪县贯彻落实《云岭省茶产业规划（2023—2027年）》实施方案",
			"云溪县贯彻落实\n《云岭省茶产业规划（2023—2027年）》实施方案\n为落实《云岭省茶产业规划(2023—2027年)》，制定本方案。",
			[]string{"云岭省茶产业规划（2023—2027年）||implements", "云岭省茶产业规划(2023—2027年)||implements"}},
		{"cut by a line end", "", "落实《云岭省茶产业\n促进条例》各项要求。", []string{"云岭省茶产业促进条例||basis"}},
		{"short name", "", "为落实《云岭省茶产业规划纲要》（云府〔2022〕9号，以下简称《纲要》），制定本方案。各镇要对照《纲要》抓好工作。",
			[]string{"云岭省茶产业规划纲要|云府〔2022〕9号|basis", "云岭省茶产业规划纲要|云府〔2022〕9号|mentions"}},
		{"number alone", "", "溪府〔2023〕5号\n根据云府〔2022〕9号文件精神，制定本方案。", []string{"|云府〔2022〕9号|basis"}},
		{"orders", "", "《茶叶质量管理规定》（农业部令2019年第3号）作如下修改：", []string{"茶叶质量管理规定|农业部令2019年第3号|amends"}},
		{"mention", "", "推广《茶经》阅读活动。", []string{"茶经||mentions"}},
		{"not closed", "", "推广《茶经阅读活动。各镇要参加。", nil},
		{"nothing", "", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := doc(c.text)
			var got []string
			for _, x := range Find(d, c.title) {
				got = append(got, x.Title+"|"+x.DocNumber+"|"+x.Relation)
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("根据《甲》（云府〔2020〕1号）、《乙〈丙〉》，以下简称《丁》。《甲》废止。", "落实《甲》方案")
	f.Fuzz(func(t *testing.T, text, title string) {
		text = strings.ToValidUTF8(text, "")
		d := doc(text)
		end := 0
		for _, c := range Find(d, title) {
			if c.Span.Start < end || c.Span.Empty() || c.Span.End > len(d.Text) {
				t.Fatalf("%q: span %v after %d", text, c.Span, end)
			}
			if c.Relation == "" || c.Title == "" && c.DocNumber == "" {
				t.Fatalf("%q: %+v", text, c)
			}
			end = c.Span.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := doc(strings.Repeat("根据《云岭省茶产业促进条例》（云岭政发〔2021〕3号）精神，推进茶园建设，完善设施，培育主体，打造品牌，拓展市场。\n", 200))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		Find(d, "云溪县落实《茶产业规划》方案")
	}
}
