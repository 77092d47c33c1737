package target

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/table"
)

func paragraphs(lines ...string) *document.Document {
	raw := strings.Join(lines, "\n")
	var blocks []document.RawBlock
	at := 0
	for _, l := range lines {
		blocks = append(blocks, document.RawBlock{Parts: []document.Span{{Start: at, End: at + len(l)}}})
		at += len(l) + 1
	}
	return document.Build(document.Source{}, raw, blocks)
}

// TestFields checks what the golden files do not print: canonical names, normalized values, deadlines as written.
func TestFields(t *testing.T) {
	c := Context{IssuedOn: "2023-03-01", PeriodFrom: 2023, PeriodTo: 2027}
	for _, tc := range []struct{ text, canonical, value, unit, dimension, raw, source string }{
		{"到2025年，建设高标准农田5万亩。", "高标准农田建设面积", "50000", "亩", "area", "到2025年", "sentence"},
		{"到2027年，地区生产总值突破1.2万亿元。", "地区生产总值", "1200000000000", "元", "money", "到2027年", "sentence"},
		{"2024年底前，治理水土流失面积12.5平方公里。", "水土流失治理面积", "18750", "亩", "area", "2024年底前", "sentence"},
		{"常住人口城镇化率达到66.5%。", "常住人口城镇化率", "66.5", "%", "share", "", ""},
		{"粮食产量稳定在35万斤以上。", "粮食产量", "175", "吨", "mass", "", ""},
		{"办理时间压缩至2小时。", "", "7200", "秒", "time", "", ""},
		{"今年，新增光伏装机1.5万千瓦。", "", "15000", "千瓦", "power", "今年", "sentence"},
		{"城镇新增就业3万人。", "城镇新增就业", "30000", "人", "count", "", ""},
	} {
		r := Find(paragraphs(tc.text), &outline.Tree{}, nil, c)
		if len(r.Targets) != 1 {
			t.Errorf("%s: %d targets, want 1", tc.text, len(r.Targets))
			continue
		}
		x := r.Targets[0]
		if tc.canonical != "" && x.Canonical != tc.canonical {
			t.Errorf("%s: canonical %q, want %q", tc.text, x.Canonical, tc.canonical)
		}
		if n := x.Normalized; n == nil || n.Value != tc.value || n.Unit != tc.unit || n.Dimension != tc.dimension {
			t.Errorf("%s: normalized %+v, want %s %s (%s)", tc.text, n, tc.value, tc.unit, tc.dimension)
		}
		if d := x.Deadline; tc.raw != "" && (d == nil || d.Raw != tc.raw || d.Source != tc.source) {
			t.Errorf("%s: deadline %+v, want %s from the %s", tc.text, d, tc.raw, tc.source)
		}
	}
}

// item makes an outline item over lines from to to of a document of paragraphs.
func item(d *document.Document, label, heading string, depth, from, to int) *outline.Item {
	span := document.Span{Start: d.Blocks[from].Start, End: d.Blocks[to].End}
	return &outline.Item{Label: label, Heading: heading, Depth: depth, Span: span, Own: span}
}

// deadlines are the dates of targets in their order, - where one has none.
func deadlines(targets []Target) string {
	var dates []string
	for _, x := range targets {
		date := "-"
		if x.Deadline != nil {
			date = x.Deadline.Date
		}
		dates = append(dates, date)
	}
	return strings.Join(dates, " ")
}

// TestPartYear reads work reports whose parts have no heading: the sentence that turns to the year governs what follows.
func TestPartYear(t *testing.T) {
	for name, tc := range map[string]struct {
		lines     []string
		deadlines string
	}{
		"goals of the year":  {[]string{"过去一年，建成公园8个。", "今年经济社会发展的主要预期目标是：地区生产总值增长6%。", "扩大有效投资。新建学校12所。"}, "2024 2024"},
		"named year":         {[]string{"2024年是全面落实规划的关键之年，做好工作要稳中求进。", "改造老旧小区30个，到2027年完成120个。"}, "2024 2027"},
		"a plan after it":    {[]string{"今年要重点抓好以下工作。", "新建公园12个。", "“十五五”时期，全市要努力实现以下目标：", "建成示范乡镇40个。"}, "2024 -"},
		"annex":              {[]string{"今年要重点抓好以下工作。", "2025年市十件民生实事", "新增公办幼儿园学位3000个。"}, "2025"},
		"no turn":            {[]string{"力争新建公园12个。"}, ""},
		"told from its head": {[]string{"今年要重点抓好以下工作。", "过去五年，全市发展取得历史性成就。人民生活改善，城镇新增就业超过20万人。", "新建公园12个。"}, "2024"},
	} {
		if got := deadlines(Find(paragraphs(tc.lines...), &outline.Tree{}, nil, Context{IssuedOn: "2024-01-15", Genre: "政府工作报告"}).Targets); got != tc.deadlines {
			t.Errorf("%s: deadlines %s, want %s", name, got, tc.deadlines)
		}
	}
}

// TestGoalParagraph: what opens a paragraph of goals with its year governs the paragraph, other sections only the sentence.
func TestGoalParagraph(t *testing.T) {
	for heading, want := range map[string]string{"发展目标": "2027 2027 2030", "主要任务": "2027 - 2030"} {
		d := paragraphs("二、"+heading, "到2027年，机械化率达到90%以上。建成示范基地8个。到2030年，机械化率达到95%以上。")
		it := item(d, "二、", heading, 1, 0, 1)
		if got := deadlines(Find(d, &outline.Tree{Items: []*outline.Item{it}}, nil, Context{IssuedOn: "2024-01-15"}).Targets); got != want {
			t.Errorf("%s: deadlines %s, want %s", heading, got, want)
		}
	}
}

// TestParagraphsInOneSentence: behind ； the next paragraph goes on under the deadline, behind a full stop it does not.
func TestParagraphsInOneSentence(t *testing.T) {
	for mark, want := range map[string]string{"；": "2027 2027", ";": "2027 2027", "。": "2027 -"} {
		d := paragraphs("二、主要任务", "到2027年，机械化率达到90%以上"+mark, "示范基地达到8个。")
		it := item(d, "二、", "主要任务", 1, 0, 2)
		if got := deadlines(Find(d, &outline.Tree{Items: []*outline.Item{it}}, nil, Context{IssuedOn: "2024-01-15"}).Targets); got != want {
			t.Errorf("%s: deadlines %s, want %s", mark, got, want)
		}
	}
}

// TestSetName: a number that is part of a set's name is no target, unless the document makes the set anywhere.
func TestSetName(t *testing.T) {
	for other, want := range map[string]int{"围绕20个优势产业集群开展招商。": 0, "打造20个优势产业集群。": 2} {
		d := paragraphs("重点引进新材料、高端装备等20个优势产业集群项目。", other, "省20个优势产业集群牵头单位负责协调。")
		if got := len(Find(d, &outline.Tree{}, nil, Context{IssuedOn: "2024-01-15"}).Targets); got != want {
			t.Errorf("%s: %d targets, want %d", other, got, want)
		}
	}
}

// TestGoalList: the year that opens a paragraph of goals governs the dashes below it, one named within a sentence does not.
func TestGoalList(t *testing.T) {
	for opener, want := range map[string]string{
		"到2027年，发展迈上新台阶。布局更加合理。":  "2027 2027",
		"综合考虑实现2035年远景目标，提出以下目标。": "- -",
	} {
		d := paragraphs("一、主要目标", opener, "——产业更强。培育龙头企业15家。", "——环境更优。建成公园8个。")
		if got := deadlines(Find(d, &outline.Tree{Items: []*outline.Item{item(d, "一、", "主要目标", 1, 0, 3)}}, nil, Context{IssuedOn: "2024-01-15"}).Targets); got != want {
			t.Errorf("%s: deadlines %s, want %s", opener, got, want)
		}
	}
}

// TestHalves reads a part of a report that looks back and then ahead under one long heading.
func TestHalves(t *testing.T) {
	d := paragraphs("一、2025年工作回顾", "建成公园3个。", "二、“十四五”时期发展成就和“十五五”时期主要目标任务", "过去五年，发展取得新成就。新建学校55所。", "规划纲要（草案）全文提交审查。森林覆盖率达到40%。")
	back := item(d, "一、", "2025年工作回顾", 1, 0, 1)
	both := item(d, "二、", "“十四五”时期发展成就和“十五五”时期主要目标任务", 1, 2, 4)
	got := Find(d, &outline.Tree{Items: []*outline.Item{back, both}}, nil, Context{IssuedOn: "2026-01-15", Genre: "政府工作报告"}).Targets
	if len(got) != 1 || got[0].Indicator != "森林覆盖率" {
		t.Errorf("targets %+v, want 森林覆盖率 alone", got)
	}
}

// TestScope checks what stands outside the sentence: a section that looks back, a heading with a year, a goal section
// that opens with a deadline, a document of rules.
func TestScope(t *testing.T) {
	d := paragraphs("一、2022年工作回顾", "新增市场主体8000户。", "二、2023年重点工作", "新建公园12个。", "三、发展目标", "到2027年，形成新格局。", "（一）产业更强", "工业总产值突破800亿元。")
	back := item(d, "一、", "2022年工作回顾", 1, 0, 1)
	next := item(d, "二、", "2023年重点工作", 1, 2, 3)
	goal := item(d, "三、", "发展目标", 1, 4, 7)
	sub := item(d, "（一）", "产业更强", 2, 6, 7)
	sub.Parent, goal.Children = goal, []*outline.Item{sub}
	r := Find(d, &outline.Tree{Items: []*outline.Item{back, next, goal}}, nil, Context{IssuedOn: "2023-01-15", Genre: "政府工作报告"})
	if len(r.Targets) != 2 {
		t.Fatalf("%d targets, want 2: %+v", len(r.Targets), r.Targets)
	}
	for i, want := range []Deadline{{"2023年", "2023", "heading"}, {"到2027年", "2027", "list"}} {
		if got := r.Targets[i].Deadline; got == nil || *got != want {
			t.Errorf("target %d: deadline %+v, want %+v", i, got, want)
		}
	}
	if r := Find(d, &outline.Tree{}, nil, Context{Genre: "管理办法"}); len(r.Targets) != 0 {
		t.Errorf("a document of rules has %d targets, want none", len(r.Targets))
	}
}

func TestIndicatorTable(t *testing.T) {
	rows := [][]string{{"常住人口城镇化率（%）", "", "62.1", "≥66", "预期性"}, {"地区生产总值", "亿元", "320", "450左右", "预期性"}, {"新增就业", "万人", "—", "〔3〕", "约束性"}, {"空气质量优良天数比例", "%", "90", "完成省下达任务", "约束性"}}
	var raw strings.Builder
	var blocks []document.RawBlock
	for r, row := range rows {
		for c, cell := range row {
			s := raw.Len()
			raw.WriteString(cell)
			blocks = append(blocks, document.RawBlock{Block: document.Block{Kind: document.Cell, Table: 1, Row: r, Col: c}, Parts: []document.Span{{Start: s, End: raw.Len()}}})
		}
	}
	d := document.Build(document.Source{}, raw.String(), blocks)
	tab := table.Table{Span: document.Span{End: len(d.Text)}, Columns: []table.Column{{Role: table.Indicator, Header: "指标"}, {Role: table.Unit, Header: "单位"}, {Role: table.Baseline, Header: "2020年", Year: "2020"}, {Role: table.Value, Header: "2025年目标", Year: "2025"}, {Role: table.Property, Header: "属性"}}}
	i := 0
	for _, row := range rows {
		var cells []table.Cell
		for _, cell := range row {
			c := table.Cell{Text: cell}
			if cell != "" {
				c.Spans = []document.Span{d.Blocks[i].Span}
				i++
			}
			cells = append(cells, c)
		}
		tab.Rows = append(tab.Rows, table.Row{Cells: cells})
	}
	r := Find(d, &outline.Tree{}, []table.Table{tab}, Context{IssuedOn: "2021-05-01"})
	var got []string
	for _, x := range r.Targets {
		got = append(got, strings.Join([]string{x.Indicator, x.Op, x.Value, x.Unit, x.Kind, x.Measure, x.Deadline.Date, d.Slice(x.Span)}, " "))
	}
	want := []string{
		"常住人口城镇化率 >= 66 % percent level 2025 常住人口城镇化率（%）\t62.1\t≥66",
		"地区生产总值 ~ 450 亿元 quantity level 2025 地区生产总值\t亿元\t320\t450左右",
		"新增就业 = 3 万人 quantity increase 2025 新增就业\t万人\t—\t〔3〕",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// FuzzFind checks the laws: no panic, spans in the text and on rune borders, in order, values that are decimals.
func FuzzFind(f *testing.F) {
	for _, name := range []string{"constructs.txt", "others.txt"} {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		for _, line := range strings.Split(string(b), "\n") {
			f.Add(line)
		}
	}
	f.Add("（（（（（（5个）1%、2%和）”《3")
	f.Add("第第第三百分之分之2—3—4个以上以上以内翻番翻两番")
	f.Fuzz(func(t *testing.T, text string) {
		d := paragraphs(strings.ToValidUTF8(text, "?"))
		r := Find(d, &outline.Tree{}, nil, Context{IssuedOn: "2023-03-01", PeriodFrom: 2023, PeriodTo: 2027})
		last := 0
		for _, x := range r.Targets {
			if x.Span.Start < last || x.Span.End > len(d.Text) || x.Span.Empty() || !utf8.ValidString(d.Slice(x.Span)) {
				t.Fatalf("span %v after %d in %q", x.Span, last, d.Text)
			}
			last = x.Span.Start
			if x.Op == "" || x.Kind == "" || x.Measure == "" || x.Value == "" {
				t.Fatalf("incomplete target %+v in %q", x, d.Text)
			}
		}
		Explain(text, Context{})
	})
}

// TestEach checks the scope of a target that every member of a set reaches by itself.
func TestEach(t *testing.T) {
	for text, want := range map[string]string{
		"每个县至少建成1所敬老院。":  "每个县",
		"各乡镇建设2个文化广场。":   "各乡镇",
		"每个设区市打造3条特色街区。": "每个设区市",
		"全市建成20个文化广场。":   "",
		"每年培训农民5000人次。":  "",
		"每千人口托位数达到4.5个。": "",
	} {
		r := Find(paragraphs(text), &outline.Tree{}, nil, Context{})
		if len(r.Targets) != 1 || r.Targets[0].Scope != want {
			t.Errorf("%s: %+v, want scope %q", text, r.Targets, want)
		}
	}
}

// TestCutCells checks that a cell whose text was cut into lines is read as one, also where another cell stands between.
func TestCutCells(t *testing.T) {
	d := paragraphs("开展专题培训", "活动10期以上。", "建设停车泊", "市城管局", "位1200个。")
	b := d.Blocks
	cell := func(spans ...document.Span) table.Cell { return table.Cell{Spans: spans} }
	tab := table.Table{Span: document.Span{End: len(d.Text)}, Columns: []table.Column{{Role: table.Task}, {Role: table.Lead}},
		Rows: []table.Row{{Cells: []table.Cell{cell(b[0].Span, b[1].Span), cell()}}, {Cells: []table.Cell{cell(b[2].Span, b[4].Span), cell(b[3].Span)}}}}
	r := Find(d, &outline.Tree{}, []table.Table{tab}, Context{})
	var got []string
	for _, x := range r.Targets {
		got = append(got, x.Indicator+" "+x.Value+x.Unit+" "+d.Slice(x.Span))
	}
	if want := "专题培训活动 10期 开展专题培训\n活动10期以上|停车泊位 1200个 位1200个"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}
