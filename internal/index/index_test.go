package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"taizhang/internal/index/query"
	"taizhang/pipeline/plan"
)

// made builds a plan from paragraphs: "# heading" opens a section, every other line is a task; "@lead a、b"
// and "@value indicator|value|unit|deadline" at a line's end say who and how much.
func made(id, title, region, code, level, genre, date string, lines ...string) *plan.Plan {
	p := &plan.Plan{ID: id, Title: &title, Genre: &genre, IssuedOn: &date, Region: &plan.Region{Name: region, Code: code, Level: level}, Issuers: []string{region + "人民政府"}}
	var text strings.Builder
	text.WriteString(title + "\n")
	n := func() int { return len([]rune(text.String())) }
	section, task := 0, 0
	unit := map[string]string{}
	for _, l := range lines {
		if h, ok := strings.CutPrefix(l, "# "); ok {
			section++
			task = 0
			start := n()
			text.WriteString(h + "\n")
			p.Outline = append(p.Outline, plan.Item{Label: fmt.Sprint(section), Depth: 1, Heading: h, Span: plan.Span{Start: start, End: n() - 1}})
			continue
		}
		task++
		parts := strings.Split(l, "@")
		start := n()
		text.WriteString(parts[0] + "\n")
		title, _, _ := strings.Cut(parts[0], "。")
		tk := plan.Task{ID: fmt.Sprintf("%d.%d", section, task), Path: []string{fmt.Sprint(section), fmt.Sprint(task)}, Title: title, Part: "task", Span: plan.Span{Start: start, End: n() - 1}}
		for _, x := range parts[1:] {
			kind, rest, _ := strings.Cut(x, " ")
			switch kind {
			case "lead":
				a := plan.Assignment{ID: fmt.Sprintf("a%d", len(p.Assignments)+1), Task: &tk.ID}
				for _, u := range strings.Split(rest, "、") {
					if unit[u] == "" {
						unit[u] = fmt.Sprintf("u%d", len(unit)+1)
						p.Units = append(p.Units, plan.Unit{ID: unit[u], Name: u})
					}
					a.Lead = append(a.Lead, unit[u])
				}
				p.Assignments = append(p.Assignments, a)
				tk.Assignments = append(tk.Assignments, a.ID)
			case "value":
				f := strings.Split(rest, "|")
				t := plan.Target{ID: fmt.Sprintf("t%d", len(p.Targets)+1), Task: &tk.ID, Indicator: plan.Indicator{Raw: &f[0]}, Value: &f[1], Unit: &f[2], Deadline: &plan.Deadline{Date: f[3]}}
				if rest, ok := strings.CutPrefix(f[2], "万"); ok {
					t.Normalized = &plan.Normalized{Value: f[1] + "0000", Unit: rest}
				}
				p.Targets = append(p.Targets, t)
				tk.Targets = append(tk.Targets, t.ID)
			}
		}
		p.Tasks = append(p.Tasks, tk)
	}
	p.Text = text.String()
	return p
}

func corpus() []*plan.Plan {
	return []*plan.Plan{
		made("p1", "临江县推进农业现代化实施方案", "临江县", "509901", "county", "实施方案", "2023-05-01",
			"# 夯实基础",
			"建设高标准农田。到2025年新建高标准农田5万亩，完善水利设施。@lead 县农业农村局@value 高标准农田|5|万亩|2025",
			"改造老旧渠道。修复渠道120公里。@lead 县水利局@value 渠道|120|公里|2024",
			"# 保障措施",
			"加强组织领导。由县民政局、县财政局会同有关部门统筹。@lead 县民政局、县财政局"),
		made("p2", "云岭市数字经济发展三年行动计划", "云岭市", "539900", "prefecture", "行动计划", "2024-02-10",
			"# 产业培育",
			"壮大软件产业。地区生产总值年均增长6%，软件业收入达到300亿元。@lead 市发展改革委@value 地区生产总值增速|6|%|2026",
			"推进5G基站建设。建成5G基站8000个。@lead 市工业和信息化局@value 5G基站|8000|个|2026",
			"推进公共数据开放。梳理高频数据目录。@lead 市大数据局"),
		made("p3", "青源区生活垃圾分类工作意见", "青源区", "539903", "county", "意见", "2022-11-20",
			"# 重点任务",
			"完善分类投放体系。居民小区全部配置分类容器。@lead 区城市管理局",
			"建设处理设施。新建厨余垃圾处理厂1座，日处理能力200吨。@lead 区发展和改革局@value 日处理能力|200|吨|2024",
			"开展农田残膜回收。减少农田面源污染。@lead 区农业农村局"),
	}
}

func newIndex(t *testing.T, plans ...*plan.Plan) Index {
	t.Helper()
	x, err := Create(filepath.Join(t.TempDir(), "index"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if err := x.Put(context.Background(), plans); err != nil {
		t.Fatal(err)
	}
	return x
}

func ids(r *Result) []string {
	var out []string
	for _, h := range r.Hits {
		id := h.Plan
		if h.Task != nil {
			id += "/" + *h.Task
		}
		out = append(out, id)
	}
	return out
}

func TestSearch(t *testing.T) {
	x := newIndex(t, corpus()...)
	for _, c := range []struct {
		query string
		want  string // hits in order, parted by spaces; a leading ~ when the query was relaxed
	}{
		{"高标准农田", "p1/1.1 p1"},
		{"高標準農田", "p1/1.1 p1"},        // traditional
		{"５Ｇ基站", "p2/1.2 p2"},         // full width
		{"5g基站", "p2/1.2 p2"},         // capitals
		{"农田", "p1/1.1 p3/1.3 p1 p3"}, // inside a longer word
		{"民政局", "p1/2.1 p1"},          // 县民政局: gse may cut 县民|政局
		{"高标准农田 县财政局", "p1"},          // in different tasks of one plan
		{"数字经济 5G基站", "p2/1.2 p2"},    // the plan's title helps its task
		{`"分类容器"`, "p3/1.1"},
		{`"分类投放容器"`, ""},
		{`"高标准 农田"`, ""},
		{"lead:县农业农村局", "p1/1.1"},
		{"牵头：农业农村局", "p1/1.1 p3/1.3"},
		{"unit:财政局 民政局", "p1/2.1"},
		{"region:云岭", "p2"},
		{"region:53", "p2 p3"},
		{"region:539900", "p2 p3"},
		{"year:2023..2024", "p2 p1"},
		{"year:>2023", "p2"},
		{"genre:意见", "p3"},
		{"level:县", "p1 p3"},
		{"农田 -genre:意见", "p1/1.1 p1"},
		{"农田 region:539903", "p3/1.3 p3"},
		{"indicator:高标准农田 value:>=5万亩", "p1/1.1"},
		{"indicator:高标准农田 value:>=50000", "p1/1.1"},
		{"indicator:高标准农田 value:>5万亩", ""},
		{"value:100..250", "p1/1.2 p3/1.2"},
		{"value:100..250 deadline:2024 indicator:渠道", "p1/1.2"},
		{"deadline:..2024", "p1/1.2 p3/1.2"},
		{"谁负责推进公共数据开放", "p2/1.3 p2"},
		{"indicator:全县高标准农田", "p1/1.1"},
		{"indicator:水利设施", "~p1/1.1"},
		{"GDP", "p2/1.1 p2"},
		{`"GDP"`, ""},
		{"title:垃圾分类", "p3"},
		{"title:推进开放", "p2/1.3"},
		{"高标准农田 OR 残膜", "p1/1.1 p3/1.3 p1 p3"},
		{"(农田 OR 渠道) -lead:区农业农村局", "p1/1.1 p1/1.2 p1 p3"},
		{"公共数据开放的目标是什么", "p2/1.3 p2"},
		{"高标准农田 宇宙飞船", "~p1/1.1 p1"},
		{"宇宙飞船", ""},
		{"“高标准”农田", "p1/1.1"},
		{"indicator:“渠道”", "p1/1.2"},
		{"软件产*", "p2/1.1 p2"},
		{"plan:p3", "p3"},
		{"", "p2 p1 p3"},
		{"-genre:意见", "p2 p1"},
		{"水", "p1/1.1 p1"},
	} {
		r, err := x.Search(context.Background(), Request{Query: c.query})
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		for range 2 { // what is kept from the first time changes nothing
			if again, err := x.Search(context.Background(), Request{Query: c.query}); err != nil || !reflect.DeepEqual(again, r) {
				t.Errorf("%s: asked again %+v, %v; the first time %+v", c.query, again, err, r)
			}
		}
		want, relaxed := strings.CutPrefix(c.want, "~")
		got, exp := ids(r), strings.Fields(want)
		slices.Sort(got)
		slices.Sort(exp)
		if strings.Join(got, " ") != strings.Join(exp, " ") || relaxed != (r.Relaxed != "") {
			t.Errorf("%s: got %v, want %s; relaxed %q", c.query, ids(r), c.want, r.Relaxed)
			continue
		}
		if len(exp) > 0 && len(r.Hits) > 0 && ids(r)[0] != strings.Fields(want)[0] {
			t.Logf("%s: order %v, want %s", c.query, ids(r), c.want)
		}
	}
}

// TestOddQueries: nothing that is typed fails, or takes long.
func TestOddQueries(t *testing.T) {
	x := newIndex(t, corpus()...)
	page := strings.Repeat("推进高标准农田建设完善水利设施", 60)
	for _, q := range []string{page[:2700], strings.Repeat("水 ", 60), "a*" + strings.Repeat("b", 500), strings.Repeat("(", 10) + "水" + strings.Repeat(")", 10),
		"-水 -田 -地", "水*", "５*", "的", "的 了", "？？？", "\x00\x01", "value:>=1e999", "year:0..99999999", "region:", "plan:../../etc/passwd", "text:\"，\"", "title:的", "水 OR -水", strings.Repeat("水水 OR ", 30) + "水"} {
		r, err := x.Search(context.Background(), Request{Query: q, Limit: 5, Facets: 3, Group: true})
		var wrong *query.Error
		if err != nil && !errors.As(err, &wrong) {
			t.Errorf("%.40q: %v", q, err)
		}
		if err == nil && r == nil {
			t.Errorf("%.40q: no result", q)
		}
	}
}

func TestSnippet(t *testing.T) {
	text := "一、总体要求。坚持统筹推进。\n到2025年，新建高标准农田5万亩，改造提升2万亩；完善灌溉设施，推广节水技术。加强组织领导，落实各项责任。"
	for marks, want := range map[string]string{
		"高标准农田": "…到2025年，新建[高标准农田]5万亩，改造提升2万亩；完善灌溉设施，推广节水技术。加强组织领导，落实各项责任。",
		"总体要求":  "一、[总体要求]。坚持统筹推进。 到2025年，新建高标准农田5万亩，改造提升2万亩；完善灌溉设施，推广节水技术。加强组织领导，落实各项责任。",
		"":      "一、总体要求。坚持统筹推进。 到2025年，新建高标准农田5万亩，改造提升2万亩；完善灌溉设施，推广节水技术。加强组织领导，落实各项责任。",
	} {
		var b strings.Builder
		for _, f := range snippet(text, []string{marks}) {
			if f.Match {
				b.WriteString("[" + f.Text + "]")
			} else {
				b.WriteString(f.Text)
			}
		}
		if got := b.String(); got != want {
			t.Errorf("%s:\n got %s\nwant %s", marks, got, want)
		}
	}
}

// TestReplace: a plan put again has the tasks that it has now, and no others; a deleted one has none.
func TestReplace(t *testing.T) {
	all := corpus()
	x := newIndex(t, all...)
	shorter := *all[0]
	shorter.Tasks = shorter.Tasks[:1]
	if err := x.Put(context.Background(), []*plan.Plan{&shorter}); err != nil {
		t.Fatal(err)
	}
	if err := x.Delete(context.Background(), []string{"p2", "p9"}); err != nil {
		t.Fatal(err)
	}
	got, err := x.Plans(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]int{"p1": 2, "p3": 4}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	dir := filepath.Join(t.TempDir(), "copy")
	if err := x.Publish(dir); err != nil {
		t.Fatal(err)
	}
	c, err := OpenRead(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	r, err := c.Search(context.Background(), Request{Query: "农田"})
	if err != nil || len(r.Hits) != 4 {
		t.Errorf("published: %v, %v", r, err)
	}
}

// FuzzTerms: the terms of a text hold every word that a query with the same text is cut into.
func FuzzTerms(f *testing.F) {
	for _, s := range []string{"市民政局牵头", "GDP年均增长8.5%", "“一网通办”改革", "ＡＢＣ１２３", "常住人口城镇化率達到65%", "水"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		have := map[string]bool{}
		tokens(key(s), func(k token) { have[k.term] = true })
		for _, known := range []bool{true, false} {
			for _, w := range words(s, known) {
				for _, term := range w.terms {
					if !have[term] && len([]rune(term)) > 1 {
						t.Fatalf("%q: the query's %q of %q is not among %v", s, term, w.text, have)
					}
				}
			}
		}
	})
}
