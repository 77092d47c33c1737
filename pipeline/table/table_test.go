package table

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"taizhang/pipeline/document"
)

// paragraphs makes a document of one block a line.
func paragraphs(text string) *document.Document {
	var blocks []document.RawBlock
	at := 0
	for _, l := range strings.SplitAfter(text, "\n") {
		blocks = append(blocks, document.RawBlock{Parts: []document.Span{{Start: at, End: at + len(strings.TrimRight(l, "\n"))}}})
		at += len(l)
	}
	return document.Build(document.Source{}, text, blocks)
}

// cells makes a document of tables: a line is a row, cells are parted by |, a line of --- begins the next table. ^ is
// the cell above, < the cell to the left, an empty cell is empty.
func cells(text string) *document.Document {
	var raw strings.Builder
	var blocks []document.RawBlock
	row, nr := 0, 1
	above := map[int]int{} // column → block
	for _, l := range strings.Split(strings.Trim(text, "\n"), "\n") {
		if l == "---" {
			nr, row, above = nr+1, 0, map[int]int{}
			continue
		}
		left := -1
		for col, c := range strings.Split(l, "|") {
			switch c {
			case "^":
				left = above[col]
				if blocks[left].Col == col {
					blocks[left].RowSpan = row - blocks[left].Row + 1
				}
			case "<":
				blocks[left].ColSpan = max(1, blocks[left].ColSpan) + 1
				above[col] = left
			case "":
				left = -1
			default:
				from := raw.Len()
				raw.WriteString(c + "\n")
				b := document.RawBlock{Parts: []document.Span{{Start: from, End: from + len(c)}}}
				b.Kind, b.Table, b.Row, b.Col = document.Cell, nr, row, col
				blocks = append(blocks, b)
				left = len(blocks) - 1
				above[col] = left
			}
		}
		row++
	}
	return document.Build(document.Source{}, raw.String(), blocks)
}

// draw prints tables: roles, then rows, cells parted by |; section rows behind #.
func draw(tables []Table) string {
	var b strings.Builder
	for _, t := range tables {
		for i, c := range t.Columns {
			if i > 0 {
				b.WriteString("|")
			}
			fmt.Fprintf(&b, "%s%s", c.Role, c.Year)
		}
		b.WriteString("\n")
		for _, r := range t.Rows {
			if r.Cells == nil {
				fmt.Fprintf(&b, "# %s\n", r.Section)
				continue
			}
			for i, c := range r.Cells {
				if i > 0 {
					b.WriteString("|")
				}
				b.WriteString(c.Text)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestCells(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a task table", `
序号|重点任务|牵头单位|责任单位|完成时限|备注
1|建设智慧停车平台|市城管局|市公安局、市财政局|2025年底前|
2|改造老旧小区12个|市住建局|各区政府|长期坚持|`, `serial|task|lead|responsible|deadline|
1|建设智慧停车平台|市城管局|市公安局、市财政局|2025年底前|
2|改造老旧小区12个|市住建局|各区政府|长期坚持|
`},
		{"any wording", `
编号|工作举措|主办部门|协同部门|时限要求
1|推广电子证照|市数据局|市公安局|6月底`, `serial|task|lead|cooperating|deadline
1|推广电子证照|市数据局|市公安局|6月底
`},
		{"a title above, spaced headers, brackets in them", `
青禾市任务分解表|<|<
序  号|工 作 任 务|责任单位（排第一位的为牵头单位）
1|整治河道|市水务局`, `serial|task|responsible
1|整治河道|市水务局
`},
		{"groups are merged cells", `
序号|重点任务|主要内容|责任单位
1|一、优化环境|推行告知承诺|市审批局
2|^|压减办理时限|市审批局
3|二、强化要素|保障用地|市自然资源局`, `serial|section|task|responsible
1|一、优化环境|推行告知承诺|市审批局
2|一、优化环境|压减办理时限|市审批局
3|二、强化要素|保障用地|市自然资源局
`},
		{"section rows", `
序号|任务|责任单位
一、产业提升|<|<
1|培育龙头企业|市工信局
二、民生改善|<|<
2|新增托位500个|市卫健委`, `serial|task|responsible
# 一、产业提升
1|培育龙头企业|市工信局
# 二、民生改善
2|新增托位500个|市卫健委
`},
		{"two lines of headers", `
序号|工作任务|责任分工|<|完成时限
^|^|牵头单位|配合单位|^
1|修编规划|市发改委|市财政局|2024年`, `serial|task|lead|cooperating|deadline
1|修编规划|市发改委|市财政局|2024年
`},
		{"the header again on the next page, a row cut by it", `
序号|工作任务|责任单位
1|完善排水设施，新建管网30公里|市住建局、市
---
序号|工作任务|责任单位
|，改造泵站2座|水务局
2|开展清淤。|市水务局`, `serial|task|responsible
1|完善排水设施，新建管网30公里，改造泵站2座|市住建局、市水务局
2|开展清淤。|市水务局
`},
		{"a table without a header goes on", `
序号|工作任务|责任单位
1|植树|市林业局
---
2|种草|市农业农村局`, `serial|task|responsible
1|植树|市林业局
2|种草|市农业农村局
`},
		{"a group for every row is the row's task", `
序号|重点任务|具体措施|责任单位
1|便利开办|开办时间压缩至1天|市市场监管局
2|便利用电|办电环节减至2个|市供电公司`, `serial|task||responsible
1|便利开办|开办时间压缩至1天|市市场监管局
2|便利用电|办电环节减至2个|市供电公司
`},
		{"indicators with years", `
类别|指标|单位|2020年|2025年|属性
经济发展|地区生产总值|亿元|620|900|预期性
^|研发投入强度|%|2.1|3.0|预期性
生态|森林覆盖率|%|41|43|约束性`, `section|indicator|unit|baseline2020|value2025|property
经济发展|地区生产总值|亿元|620|900|预期性
经济发展|研发投入强度|%|2.1|3.0|预期性
生态|森林覆盖率|%|41|43|约束性
`},
		{"indicators with aims in a row", `
序号|主要指标|计量单位|目标值|<|<
^|^|^|2023年|2024年|2025年
1|新建公园|个|5|6|8`, `serial|indicator|unit|value2023|value2024|value2025
1|新建公园|个|5|6|8
`},
		{"a header without a word for the numbers", `
|任务内容|责任单位
1|完善标准|市市监局`, `serial|task|responsible
1|完善标准|市市监局
`},
		{"names and telephones are no task table", `
序号|姓名|单位|电话
1|张某某|市教育局|123`, ""},
		{"a form is no table", `
单位名称||联系人|
地址||电话|`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := cells(tt.in)
			got := Find(d)
			if diff := cmp.Diff(tt.want, draw(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			laws(t, d, got)
		})
	}
}

// Cells broken over lines, as a program that reads pages puts them out.
func TestLines(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"cells over several lines, the header again in the middle of a row", `
任务清单
序号
重点任务
主要内容
牵头部门
责任单位
1
1.便利企业
开办
推行企业开办全程网上
办理。
市市场监管局
市公安局、市税务局、
市人社局
2
优化企业注销流程，
压减
办理时间。
市税务局
市市场监管局
3
2.便利用电
用水
压减高压办电环节，将平
均时间减至20
序号
重点任务
主要内容
牵头部门
责任单位
个工作日以内。
市供电
公司
市发展改革委、市住
房城乡建设局
4
推行水电气热联合报装。
市住房城乡
建设局
—
附件2
`, `serial|section|task|lead|responsible
1|1.便利企业开办|推行企业开办全程网上办理。|市市场监管局|市公安局、市税务局、市人社局
2|1.便利企业开办|优化企业注销流程，压减办理时间。|市税务局|市市场监管局
3|2.便利用电用水|压减高压办电环节，将平均时间减至20个工作日以内。|市供电公司|市发展改革委、市住房城乡建设局
4|2.便利用电用水|推行水电气热联合报装。|市住房城乡建设局|—
`},
		{"section rows and a deadline, the word for number on two lines", `
序
号
工作任务
责任单位
完成时限
一、主要任务
1
修订养老设施规划。
市自然资源局
2024年底前
2
新建社区食堂20家。
市民政局、各区政府
持续推进
二、保障
3
落实用地政策。
市自然资源局
2025年6月
`, `serial|task|responsible|deadline
# 一、主要任务
1|修订养老设施规划。|市自然资源局|2024年底前
2|新建社区食堂20家。|市民政局、各区政府|持续推进
# 二、保障
3|落实用地政策。|市自然资源局|2025年6月
`},
		{"a numbered list is no table", "序号\n1\n2\n3\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := paragraphs(tt.in)
			got := Find(d)
			if diff := cmp.Diff(tt.want, draw(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			laws(t, d, got)
		})
	}
}

// A table that ran together into one line.
func TestRun(t *testing.T) {
	in := "青禾市人民政府2019年3月1日附件任务分工表序号工 作 任 务负责单位时间进度备注一、设施建设1新建社区养老站，人均用地不少于0.1平方米，3年内建成20个市民政局（牵头）、市自然资源局和各区人民政府2019年4季度出台办法2改造公办养老机构市住房城乡建设局（牵头）、市民政局、市财政局持续实施二、人才培养3支持职业院校开设养老专业，培训护理员市教育局（牵头）、市人力资源社会保障局、市民政局逐年落实4建立志愿服务登记制度市民政局（牵头）、团市委、市妇联会同有关部门2019年底前启动\n"
	want := `serial|task|responsible|deadline|
# 一、设施建设
1|新建社区养老站，人均用地不少于0.1平方米，3年内建成20个|市民政局（牵头）、市自然资源局和各区人民政府|2019年4季度出台办法|
2|改造公办养老机构|市住房城乡建设局（牵头）、市民政局、市财政局|持续实施|
# 二、人才培养
3|支持职业院校开设养老专业，培训护理员|市教育局（牵头）、市人力资源社会保障局、市民政局|逐年落实|
4|建立志愿服务登记制度|市民政局（牵头）、团市委、市妇联会同有关部门|2019年底前启动|
`
	d := paragraphs(in)
	got := Find(d)
	if diff := cmp.Diff(want, draw(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	laws(t, d, got)
}

// laws checks what holds for every table.
func laws(t *testing.T, d *document.Document, tables []Table) {
	t.Helper()
	end := 0
	for _, tb := range tables {
		if tb.Span.Start < end || tb.Span.End > len(d.Text) {
			t.Errorf("table %v behind one that ends at %d", tb.Span, end)
		}
		end = tb.Span.End
		at := tb.Span.Start
		for _, r := range tb.Rows {
			if !tb.Span.Contains(r.Span) || r.Span.Start < at {
				t.Errorf("row %v in table %v, after a row that ends at %d", r.Span, tb.Span, at)
			}
			if r.Cells != nil && len(r.Cells) != len(tb.Columns) {
				t.Errorf("row %v has %d cells, the table %d columns", r.Span, len(r.Cells), len(tb.Columns))
			}
			for _, c := range r.Cells {
				text := ""
				for _, s := range c.Spans {
					if s.Start < 0 || s.End > len(d.Text) || !utf8.ValidString(d.Slice(s)) {
						t.Errorf("cell span %v", s)
						continue
					}
					text += d.Slice(s)
				}
				if text != c.Text {
					t.Errorf("cell says %q, its spans %q", c.Text, text)
				}
			}
			at = r.Span.Start
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("序号\n任务\n责任单位\n1\n修渠。\n市水务局\n2\n种树。\n市林业局\n", false)
	f.Add("序号|任务|责任单位\n1|修渠|市水务局\n^|种树|<\n", true)
	f.Add("序号工作任务负责单位时间进度1修渠市水务局（牵头）、市财政局2014年底前2种树市林业局、市财政局持续实施", false)
	f.Fuzz(func(t *testing.T, s string, grid bool) {
		if !utf8.ValidString(s) || len(s) > 1<<13 {
			t.Skip()
		}
		d := paragraphs(s)
		if grid {
			d = wild(s)
		}
		got := Find(d)
		laws(t, d, got)
		if draw(got) != draw(Find(d)) {
			t.Error("two runs differ")
		}
	})
}

// wild makes cells of any text, with spans and places that no sane table has.
func wild(s string) *document.Document {
	var blocks []document.RawBlock
	at, row := 0, 0
	for i, l := range strings.SplitAfter(s, "|") {
		b := document.RawBlock{Parts: []document.Span{{Start: at, End: at + len(l)}}}
		at += len(l)
		b.Kind, b.Table, b.Row, b.Col = document.Cell, 1+i/9, row, i%4
		b.RowSpan, b.ColSpan = len(l)%5, len(l)%7
		if strings.Contains(l, "\n") {
			row++
		}
		blocks = append(blocks, b)
	}
	return document.Build(document.Source{}, s, blocks)
}

// The laws hold on every text of a corpus, where its folder is given.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("TAIZHANG_CORPUS")
	if dir == "" {
		t.Skip("TAIZHANG_CORPUS names no folder with manifest.jsonl and docs/: the laws were tested on the package's own tables only")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "docs", "*.txt"))
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if utf8.Valid(b) {
			d := paragraphs(strings.ReplaceAll(string(b), "\r", ""))
			laws(t, d, Find(d))
		}
	}
}

func BenchmarkFind(b *testing.B) {
	var s strings.Builder
	s.WriteString("序号\n重点任务\n主要内容\n牵头单位\n责任单位\n")
	for i := 1; i <= 200; i++ {
		fmt.Fprintf(&s, "%d\n推进第%d类平台建设，\n年内建成并投入运行。\n市工业和信\n息化局\n市财政局、市发展改\n革委\n", i, i)
	}
	prose := strings.Repeat("各单位要认真落实工作责任，按时完成各项任务，确保取得实效，有序推进全市重点项目建设。\n", 4000)
	for _, bb := range []struct{ name, text string }{{"table", s.String()}, {"prose", prose}, {"both", s.String() + prose}} {
		b.Run(bb.name, func(b *testing.B) {
			d := paragraphs(bb.text)
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				Find(d)
			}
		})
	}
}
