package query

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// show writes a tree so that a test can compare it.
func show(n Node) string {
	list := func(nodes []Node, sep string) string {
		var s []string
		for _, n := range nodes {
			s = append(s, show(n))
		}
		return "(" + strings.Join(s, sep) + ")"
	}
	field := func(f string) string {
		if f == "" {
			return ""
		}
		return f + ":"
	}
	switch n := n.(type) {
	case And:
		return list(n.Nodes, " ")
	case Or:
		return list(n.Nodes, " | ")
	case Not:
		return "-" + show(n.Node)
	case Word:
		if n.Prefix {
			return field(n.Field) + n.Text + "*"
		}
		return field(n.Field) + n.Text
	case Phrase:
		return field(n.Field) + `"` + n.Text + `"`
	case Range:
		s := n.Field + "["
		if n.MinOpen {
			s = n.Field + "("
		}
		if n.Min != nil {
			s += fmt.Sprintf("%.15g", *n.Min)
		}
		s += ","
		if n.Max != nil {
			s += fmt.Sprintf("%.15g", *n.Max)
		}
		if n.MaxOpen {
			return s + ")" + n.Unit
		}
		return s + "]" + n.Unit
	}
	return "?"
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"":                 "()",
		"  ":               "()",
		"高标准农田":            "(高标准农田)",
		"高标准农田 乡村振兴":       "(高标准农田 乡村振兴)",
		"推进养老服务，加快发展。":     "(推进养老服务 加快发展)",
		`"一网通办" -genre:规划`: `("一网通办" -genre:规划)`,
		"“一网通办”　－文种：规划":            `("一网通办" -genre:规划)`,
		"lead:发改委 unit:\"市 财政局\"":  `(lead:发改委 unit:"市 财政局")`,
		"牵头单位：市发展改革委":              "(lead:市发展改革委)",
		"year:2023..2027":          "(year[2023,2027])",
		"year:2023":                "(year[2023,2023])",
		"year:>=2023":              "(year[2023,])",
		"value:>=5万亩":              "(value[50000,]亩)",
		"value:>1,200.5亿元":         "(value(120050000000,]元)",
		"value:≤10%":               "(value[,10]%)",
		"deadline:2025":            "(deadline[20250101,20251231])",
		"deadline:..2025-06":       "(deadline[,20250631])",
		"deadline:<2025":           "(deadline[,20250101))",
		"deadline:>2025":           "(deadline(20251231,])",
		"期限：2025年6月":               "(deadline[20250601,20250631])",
		"垃圾分类 OR 生活垃圾":             "(((垃圾分类) | (生活垃圾)))",
		"a b OR c":                 "(((a b) | (c)))",
		"(垃圾分类 OR 生活垃圾) region:重庆": "(((垃圾分类) | (生活垃圾)) region:重庆)",
		"（a）b":                     "((a) b)",
		"数字经*":                     "(数字经*)",
		"NOT 规划 AND 方案":            "(-规划 方案)",
		"ORDER COVID-19":           "(ORDER COVID-19)",
		"目标：建设":                    "(目标 建设)",
		"1.8:1":                    "(1.8:1)",
		"- -":                      "()",
		"年度：2024":                  "(year[2024,2024])",
	} {
		got, err := Parse(in)
		if err != nil {
			if in == "- -" {
				continue
			}
			t.Errorf("%q: %v", in, err)
			continue
		}
		if s := show(got); s != want {
			t.Errorf("%q\n got %s\nwant %s", in, s, want)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		in   string
		pos  int
		want string
	}{
		{"leed:发改委", 0, "did you mean “lead:”?"},
		{"高标准 regoin:重庆", 4, "did you mean “region:”?"},
		{"zzzz:重庆", 0, "there are title, heading"},
		{`高标准 "一网通办`, 4, "not closed"},
		{"(a OR b", 0, "not closed"},
		{"a)", 1, "without its"},
		{"a OR", 4, "expected after OR"},
		{"OR a", 0, "expected before OR"},
		{"a AND", 2, "AND stands between two words"},
		{"-", 0, "after the minus sign"},
		{"()", 0, "between the parentheses"},
		{"lead:", 5, "a word or a phrase is expected"},
		{"year:近年", 5, "“近年” is no number"},
		{"year:2027..2023", 5, "backwards"},
		{"year:..", 5, "a bound on one side"},
		{"deadline:明年", 9, "“明年” is no date"},
		{"value:>=大", 8, "is no number"},
		{"数*", 0, "at least two characters"},
		{"a*b", 1, "only at the end"},
		{`""`, 0, "nothing between the quotation marks"},
		{strings.Repeat("a ", MaxClauses+1), 2 * MaxClauses, "more than"},
		{strings.Repeat("长", MaxLength+1), MaxLength, "longer than"},
		{strings.Repeat("(", MaxDepth+1) + "a", MaxDepth, "inside each other"},
	} {
		_, err := Parse(c.in)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%.40q: no error", c.in)
			continue
		}
		if e.Pos != c.pos || !strings.Contains(e.Message, c.want) {
			t.Errorf("%.40q: at %d: %s\nwant at %d: … %s", c.in, e.Pos, e.Message, c.pos, c.want)
		}
	}
}

// FuzzParse checks that nothing typed makes the parser fail, and that errors point into the query.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", `a "b" -c (d OR e)`, "lead:发改委 value:>=5万亩 year:2023..", "deadline:2025-06..2026", "：“”（）＊", "\xff\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, err := Parse(s)
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.Pos < 0 || e.Pos > len([]rune(s))) {
			t.Fatalf("%q: %v", s, err)
		}
	})
}

// TestChinese: every message is there in both languages, with the same parts.
func TestChinese(t *testing.T) {
	said := map[string]bool{}
	for _, file := range []string{"parse.go", "range.go"} {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:errorf|wrong)\((?:[^"\n]|'"')*, ("(?:[^"\\]|\\.)+")`).FindAllSubmatch(src, -1) {
			format, err := strconv.Unquote(string(m[1]))
			if err != nil {
				t.Fatal(err)
			}
			said[format] = true
			if strings.Count(format, "%") != strings.Count(chinese[format], "%") {
				t.Errorf("%s: in Chinese %q", format, chinese[format])
			}
		}
	}
	for format := range chinese {
		if !said[format] {
			t.Errorf("nothing says %q", format)
		}
	}
	var wrong *Error
	if _, err := Parse("价格 yeer:2020"); !errors.As(err, &wrong) || wrong.Chinese != "没有“yeer”这个字段：是否要写“year:”？" {
		t.Errorf("%+v", err)
	}
}
