package check

import (
	"strings"
	"testing"
	"unicode/utf8"

	"taizhang/pipeline/plan"
)

func str(s string) *string { return &s }

// at is the span of the n-th (from 0) quote in text, in code points.
func at(t *testing.T, text, quote string, n int) plan.Span {
	t.Helper()
	from := 0
	for ; ; n-- {
		i := strings.Index(text[from:], quote)
		if i < 0 {
			t.Fatalf("%q is not in the text", quote)
		}
		from += i
		if n == 0 {
			start := utf8.RuneCountInString(text[:from])
			return plan.Span{Start: start, End: start + utf8.RuneCountInString(quote)}
		}
		from += len(quote)
	}
}

// codes are the findings of a plan, joined.
func codes(p *plan.Plan) string {
	var out []string
	for _, f := range Find(p) {
		out = append(out, f.Code)
	}
	return strings.Join(out, " ")
}

func TestContradictions(t *testing.T) {
	type figure struct {
		quote, indicator, op, value, unit, kind, measure, date, scope string
	}
	fig := func(quote, indicator, op, value, unit, date string) figure {
		return figure{quote: quote, indicator: indicator, op: op, value: value, unit: unit, kind: "quantity", measure: "level", date: date}
	}
	growth := fig("年均增长5%", "出口总额", "=", "5", "%", "2027")
	growth.kind, growth.measure = "percent", "growth_rate"
	other := fig("出口总额达到9亿元", "出口总额", "=", "9", "亿元", "2027")
	other.scope = "云溪镇"
	for _, c := range []struct {
		name string
		x, y figure
		want string
	}{
		{"two levels", fig("出口总额达40亿元以上", "出口总额", ">=", "40", "亿元", "2027"), fig("出口总额达到25亿元", "全县出口总额", "=", "25", "亿元", "2027"), "target-contradiction"},
		{"the weaker one holds with the stronger", fig("出口总额达40亿元以上", "出口总额", ">=", "40", "亿元", "2027"), fig("出口总额突破25亿元", "出口总额", ">", "25", "亿元", "2027"), ""},
		{"two years", fig("出口总额达到40亿元", "出口总额", "=", "40", "亿元", "2027"), fig("出口总额达到25亿元", "出口总额", "=", "25", "亿元", "2025"), ""},
		{"two indicators", fig("出口总额达到40亿元", "出口总额", "=", "40", "亿元", "2027"), fig("进口总额达到25亿元", "进口总额", "=", "25", "亿元", "2027"), ""},
		{"level and growth rate", fig("出口总额达到40亿元", "出口总额", "=", "40", "亿元", "2027"), growth, ""},
		{"two scopes", fig("出口总额达到40亿元", "出口总额", "=", "40", "亿元", "2027"), other, ""},
		{"sets of things may be two", fig("建成茶园基地40个", "茶园基地", "=", "40", "个", "2027"), fig("建成茶园基地25个", "茶园基地", "=", "25", "个", "2027"), ""},
		{"no date", fig("出口总额达到40亿元", "出口总额", "=", "40", "亿元", ""), fig("出口总额达到25亿元", "出口总额", "=", "25", "亿元", ""), ""},
		{"左右 is wide", fig("优良天数稳定在320天左右", "优良天数", "~", "320", "天", "2027"), fig("优良天数达到318天", "优良天数", "=", "318", "天", "2027"), ""},
		{"one figure under two comparators", fig("优良天数稳定在320天左右", "优良天数", "~", "320", "天", "2027"), fig("优良天数稳定在320天以上", "优良天数", ">=", "320", "天", "2027"), "target-comparator"},
		{"以内 against 以上", fig("调查失业率控制在5%以内", "调查失业率", "<=", "5", "%", "2027"), fig("调查失业率达到6%", "调查失业率", "=", "6", "%", "2027"), "target-contradiction"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "一、目标。" + c.x.quote + "。\n二、措施。" + c.y.quote + "。"
			p := &plan.Plan{Text: text}
			for i, f := range []figure{c.x, c.y} {
				pt := plan.Target{ID: []string{"t1", "t2"}[i], Quote: f.quote, Span: at(t, text, f.quote, 0), Indicator: plan.Indicator{Raw: &f.indicator},
					Op: f.op, Value: &f.value, Unit: &f.unit, Kind: f.kind, Measure: f.measure}
				if f.date != "" {
					pt.Deadline = &plan.Deadline{Raw: "到" + f.date + "年", Date: f.date, Source: "sentence"}
				}
				if f.scope != "" {
					pt.Scope = str(f.scope)
				}
				p.Targets = append(p.Targets, pt)
			}
			if got := codes(p); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			for _, f := range Find(p) {
				if len(f.Spans) != 2 || len(f.Targets) != 2 {
					t.Errorf("a contradiction is proved by two spans and targets: %+v", f)
				}
			}
		})
	}
}

func TestOneSentenceDoesNotContradictItself(t *testing.T) {
	text := "到2027年，出口总额达到40亿元，出口总额达到25亿元。"
	p := &plan.Plan{Text: text}
	for i, q := range []string{"达到40亿元", "达到25亿元"} {
		p.Targets = append(p.Targets, plan.Target{ID: string(rune('a' + i)), Quote: q, Span: at(t, text, q, 0), Indicator: plan.Indicator{Raw: str("出口总额")}, Op: "=",
			Value: str(q[6:8]), Unit: str("亿元"), Kind: "quantity", Measure: "level", Deadline: &plan.Deadline{Date: "2027", Source: "sentence"}})
	}
	if got := codes(p); got != "" {
		t.Error(got)
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct{ indicator, value, op, measure, want string }{
		{"非化石能源占比", "120", "=", "level", "share-over-100"},
		{"城市生活垃圾无害化处理率", "105", ">=", "level", "share-over-100"},
		{"城市生活垃圾无害化处理率", "100", "=", "level", ""},
		{"高中阶段毛入学率", "103", "=", "level", ""},
		{"拨备覆盖率", "180", ">=", "level", ""},
		{"技改投资", "120", "=", "level", ""},
		{"新能源车占比", "130", "=", "growth_rate", ""},
		{"调查失业率", "110", "<=", "level", ""},
	} {
		p := &plan.Plan{Text: "文", Targets: []plan.Target{{ID: "t1", Quote: c.indicator, Span: plan.Span{End: 1}, Indicator: plan.Indicator{Raw: &c.indicator},
			Op: c.op, Value: &c.value, Unit: str("%"), Kind: "percent", Measure: c.measure}}}
		if got := codes(p); got != c.want {
			t.Errorf("%s %s%%: got %q, want %q", c.indicator, c.value, got, c.want)
		}
	}
}

func TestDeadlines(t *testing.T) {
	for _, c := range []struct {
		deadline, issued string
		period           *plan.Period
		want             string
	}{
		{"2021年3月", "2021-05-06", nil, "deadline-before-issue"},
		{"2021年5月", "2021-05-06", nil, ""},
		{"2021年", "2021-05-06", nil, ""},
		{"2020年底前", "2021-05", nil, "deadline-before-issue"},
		{"2028年12月", "2023-05-06", &plan.Period{From: 2023, To: 2027}, "deadline-after-period"},
		{"2027年12月底前", "2023-05-06", &plan.Period{From: 2023, To: 2027}, ""},
		{"2014年4季度出台具体措施", "2014-11-13", nil, ""},
		{"长期坚持", "2014-11-13", nil, ""},
		{"2021年3月", "", nil, ""},
	} {
		p := &plan.Plan{Text: "文", Period: c.period}
		if c.issued != "" {
			p.IssuedOn = &c.issued
		}
		for i := range 3 { // the other two are sound
			d := c.deadline
			if i > 0 {
				d = "2027年"
			}
			p.Assignments = append(p.Assignments, plan.Assignment{Deadline: &d, Span: plan.Span{End: 1}})
		}
		if got := codes(p); got != c.want {
			t.Errorf("%s, issued %s: got %q, want %q", c.deadline, c.issued, got, c.want)
		}
	}
}

func TestMisprints(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"市水务局", "市水务局局", "unit-misprint"},
		{"市场监管局", "市市场监管局", ""}, // two bodies
		{"市水务局", "市水利局", ""},
		{"县委办", "县委办办", "unit-misprint"},
	} {
		p := &plan.Plan{Text: "文", Units: []plan.Unit{{ID: "u1", Name: c.a}, {ID: "u2", Name: c.b}},
			Assignments: []plan.Assignment{{Lead: []string{"u1"}, Span: plan.Span{End: 1}}, {Responsible: []string{"u2"}, Span: plan.Span{End: 1}}}}
		if got := codes(p); got != c.want {
			t.Errorf("%s, %s: got %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

// sheet makes a plan whose text is one table.
func sheet(rows ...string) *plan.Plan {
	p := &plan.Plan{}
	n := 0
	for r, row := range rows {
		for k, cell := range strings.Split(row, "|") {
			p.Text += cell + "\n"
			size := utf8.RuneCountInString(cell)
			p.Blocks = append(p.Blocks, plan.Block{Start: n, End: n + size, Cell: &plan.Cell{Table: 1, Row: r, Col: k}})
			n += size + 1
		}
	}
	return p
}

func TestSums(t *testing.T) {
	for _, c := range []struct {
		name string
		p    *plan.Plan
		want string
	}{
		{"wrong", sheet("乡镇|亩数", "甲乡|100", "乙乡|250", "合计|360"), "sum"},
		{"right", sheet("乡镇|亩数", "甲乡|100", "乙乡|250", "合计|350"), ""},
		{"separators", sheet("乡镇|亩数", "甲乡|1,100", "乙乡|250", "总 计|1,350"), ""},
		{"rounding", sheet("乡镇|亿元", "甲乡|1.24", "乙乡|2.33", "合计|3.58"), ""},
		{"a hole proves nothing", sheet("乡镇|亩数", "甲乡|100", "乙乡|约250", "合计|360"), ""},
		{"shares", sheet("乡镇|增长率", "甲乡|10", "乙乡|20", "合计|15"), ""},
		{"subtotals", sheet("乡镇|亩数", "甲乡|100", "小计|100", "乙乡|50", "合计|150"), ""},
	} {
		if got := codes(c.p); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNumbering(t *testing.T) {
	for _, c := range []struct{ text, labels, want string }{
		{"一、甲。二、乙。三、丙。", "一、 二、 三、", ""},
		{"一、甲。二、乙。二、丙。", "一、 二、 二、", "numbering-repeat"},
		{"（一）甲。（三）丙。", "（一） （三）", "numbering-gap"},
		{"（一）甲。其中（二）乙。（三）丙。", "（一） （三）", ""}, // it is there, only no item
		{"9.甲。11.丙。", "9. 11.", "numbering-gap"},
	} {
		p := &plan.Plan{Text: c.text}
		seen := map[string]int{}
		for _, l := range strings.Fields(c.labels) {
			s := at(t, c.text, l, seen[l])
			seen[l]++
			n := map[string]int{"一、": 1, "二、": 2, "三、": 3, "（一）": 1, "（三）": 3, "9.": 9, "11.": 11}[l]
			p.Outline = append(p.Outline, plan.Item{Label: l, Number: []int{n}, Depth: 1, Span: plan.Span{Start: s.Start, End: s.End + 2}})
		}
		if got := codes(p); got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("到2027年", 0, 3)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		c := checker{p: &plan.Plan{Text: text}}
		got := c.text(plan.Span{Start: start, End: end})
		if utf8.ValidString(text) && start >= 0 && start <= end && end <= utf8.RuneCountInString(text) && got != string([]rune(text)[start:end]) {
			t.Fatalf("%q[%d:%d] = %q", text, start, end, got)
		}
	})
}
