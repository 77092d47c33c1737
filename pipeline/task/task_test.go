package task

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
)

// read builds the tasks of a text of lines.
func read(text string) []Task {
	var blocks []document.RawBlock
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		blocks = append(blocks, document.RawBlock{Parts: []document.Span{{Start: at, End: at + len(line)}}})
		at += len(line)
	}
	d := document.Build(document.Source{}, text, blocks)
	return Find(d, outline.Build(d, document.Span{End: len(d.Text)}, nil))
}

func TestFind(t *testing.T) {
	got := read("云溪县茶产业行动方案\n一、总体要求\n（一）指导思想。坚持绿色发展，做强茶产业。\n（二）工作目标。到2027年，茶园面积达到5万亩。\n二、重点任务\n" +
		"（一）建设茶园基地。新建标准茶园8000亩，2025年底前完成。（责任单位：县农业农村局）\n（二）加强组织领导。成立茶叶协会，长期坚持。\n三、保障措施\n（一）加强组织领导。建立县级协调机制。\n")
	want := []struct{ title, part, deadline string }{
		{"指导思想", "principle", ""},
		{"工作目标", "goal", ""},
		{"建设茶园基地", "task", "2025年底前"},
		{"加强组织领导", "task", "长期坚持"},
		{"加强组织领导", "safeguard", ""},
	}
	if len(got) != len(want) {
		t.Fatalf("%d tasks, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		if g := got[i]; g.Title != w.title || g.Part != w.part || g.Deadline != w.deadline {
			t.Errorf("task %d: %s %s %q, want %v", i, g.Title, g.Part, g.Deadline, w)
		}
	}
}

func TestPartOfHeading(t *testing.T) {
	for _, c := range []struct {
		heading string
		top     bool
		want    string
	}{
		{"总体要求", true, "principle"},
		{"指导思想和基本原则", false, "principle"},
		{"工作目标和主要任务", false, ""}, // 主要任务 is none of a part
		{"发展目标", true, "goal"},
		{"强化保障措施", true, "safeguard"},
		{"切实加强组织领导", true, "safeguard"},
		{"切实加强组织领导", false, ""},
		{"2024年工作回顾", true, "background"},
		{"“十三五”发展成就", true, "background"},
		{"完善农产品质量安全保障机制", true, ""},
		{"2025年工作总体要求和预期目标", false, "principle"},
		{"附 则", true, "rule"},
		{"推动目标管理", false, ""},
		{"", true, ""},
	} {
		if got := partOf(c.heading, c.top); got != c.want {
			t.Errorf("%s (top %v): %q, want %q", c.heading, c.top, got, c.want)
		}
	}
}

func TestArticlesAreRules(t *testing.T) {
	for _, task := range read("云溪县茶园管理办法\n第一章 总则\n第一条 为了保护茶园，制定本办法。\n第二条 本县茶园适用本办法。\n第二章 保护\n第三条 禁止在茶园内采石。\n") {
		if task.Part != "rule" {
			t.Errorf("%s: %s", task.Item.Label, task.Part)
		}
	}
}

func TestDeadline(t *testing.T) {
	for own, want := range map[string]string{
		"建成茶叶市场。（县商务局牵头，完成时限：2024年6月底）": "2024年6月底",
		"建成茶叶市场。\n完成时间：2024年12月31日前\n":  "2024年12月31日前",
		"完善制度。（完成时限：长期坚持，县司法局）":         "长期坚持",
		"完善制度，持续推进。":                    "持续推进",
		"持续推进茶叶改革。":                     "",
		"2024年底前建成茶叶市场，2025年6月底前投用。":    "", // stages
		"6月底前建成茶叶市场。":                   "6月底前",
		"年底前建成茶叶市场。":                    "年底前",
		"目前进展顺利，以前没有，提前完成。":             "",
		"截至2020年已完成，时间节点清楚。":            "",
		"": "",
	} {
		if got := deadline(own); got != want {
			t.Errorf("%s: %q, want %q", own, got, want)
		}
	}
}

func TestKeywords(t *testing.T) {
	got := pool.Get().(*tally).keywords("推进高标准农田建设", "推进高标准农田建设。完善灌溉设施，开展土壤改良，管护高标准农田。（牵头单位：县农业农村局）")
	if len(got) == 0 || !strings.Contains(got[0], "高标准") {
		t.Errorf("got %v, want 高标准农田 first", got)
	}
	if len(got) > mostKeywords || slices.Contains(got, "县农业农村局") {
		t.Errorf("got %v", got)
	}
	if got := pool.Get().(*tally).keywords("", ""); len(got) != 0 {
		t.Errorf("nothing has keywords %v", got)
	}
}

func FuzzOwn(f *testing.F) {
	f.Add("2024年底前建成。（完成时限：2024年6月底）")
	f.Fuzz(func(t *testing.T, own string) {
		for _, w := range append(pool.Get().(*tally).keywords(own, own), deadline(own)) {
			if !strings.Contains(own, w) {
				t.Fatalf("%q is not in %q", w, own)
			}
			if utf8.ValidString(own) && !utf8.ValidString(w) {
				t.Fatalf("%q is cut", w)
			}
		}
		body(own, own)
		partOf(own, true)
	})
}

func BenchmarkKeywords(b *testing.B) {
	words := pool.Get().(*tally)
	text := strings.Repeat("完善灌溉设施，开展土壤改良，管护高标准农田，推进农业机械化和农产品冷链物流建设。", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		words.keywords("推进高标准农田建设", text)
	}
}
