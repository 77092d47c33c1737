package sentence

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"taizhang/pipeline/document"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"three marks", "扩大投资。加快了吗？务必加快！好", []string{"扩大投资。", "加快了吗？", "务必加快！", "好"}},
		{"lines and cells", "第一段\n第二段。\n\n甲\t乙", []string{"第一段", "第二段。", "甲", "乙"}},
		{"inside a bracket", "建成平台（含分中心。下同）3个。完成验收。", []string{"建成平台（含分中心。下同）3个。", "完成验收。"}},
		{"inside a quotation", "落实“早谋划。早安排”要求。抓好落实。", []string{"落实“早谋划。早安排”要求。", "抓好落实。"}},
		{"a quotation that ends a sentence", "修改为：“本办法自发布之日起施行。”各单位遵照执行。", []string{"修改为：“本办法自发布之日起施行。”", "各单位遵照执行。"}},
		{"a quotation that ends none", "践行“绿水青山。”的理念，推进治理。", []string{"践行“绿水青山。”的理念，推进治理。"}},
		{"a mark behind which a quotation closes that never opened", "坚持改革。”全面推进。", []string{"坚持改革。”", "全面推进。"}},
		{"a bracket never closed", "完善机制（含考核。强化督导。\n严格问责。", []string{"完善机制（含考核。", "强化督导。", "严格问责。"}},
		{"a quotation never closed", "实施“倍增计划。新增企业20家。", []string{"实施“倍增计划。", "新增企业20家。"}},
		{"brackets of mixed width", "新建管网（含雨水。污水)30公里。改造泵站。", []string{"新建管网（含雨水。污水)30公里。", "改造泵站。"}},
		{"who is responsible stands between", "建设场馆2座。（牵头单位：市体育局；责任单位：各区）举办赛事10场。", []string{"建设场馆2座。", "（牵头单位：市体育局；责任单位：各区）", "举办赛事10场。"}},
		{"a label is no sentence", "（一）建设场馆2座。", []string{"（一）建设场馆2座。"}},
		{"titles in titles", "贯彻《关于印发〈方案。试行〉的通知》精神。见效。", []string{"贯彻《关于印发〈方案。试行〉的通知》精神。", "见效。"}},
		{"spaces", " 　甲。　 乙。 ", []string{"甲。", "乙。"}},
		{"empty", " \n　", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.in, Split, tt.want) })
	}
}

func TestClauses(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"every pause", "到2027年，新增企业20家；完成：甲,乙;丙。", []string{"到2027年，", "新增企业20家；", "完成：", "甲,", "乙;", "丙。"}},
		{"numbers", "产值达到1,200万元，收入比缩小至1.8:1，9：30开门。", []string{"产值达到1,200万元，", "收入比缩小至1.8:1，", "9：30开门。"}},
		{"brackets", "建设园区（甲，乙）3个，引进项目", []string{"建设园区（甲，乙）3个，", "引进项目"}},
		{"、 is no pause", "甲、乙、丙", []string{"甲、乙、丙"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.in, Clauses, tt.want) })
	}
}

func check(t *testing.T, in string, f func(string, document.Span) []document.Span, want []string) {
	t.Helper()
	// The stretch is cut out of a longer text: what stands around it must not matter.
	const before, behind = "（前。", "。后）”"
	var got []string
	for _, s := range f(before+in+behind, document.Span{Start: len(before), End: len(before) + len(in)}) {
		got = append(got, (before + in + behind)[s.Start:s.End])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"甲（乙。丙）丁。戊", "“‘（〔〈《", "》〉〕）’”", "1,2:3。4；5\n6\t7", "（牵头。）甲", "“甲。“乙。”丙。"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		all := document.Span{End: len(s)}
		for _, cut := range []func(string, document.Span) []document.Span{Split, Clauses} {
			at := 0
			var rest strings.Builder
			for _, p := range cut(s, all) {
				if p.Start < at || p.End > len(s) || p.Empty() || !utf8.ValidString(s[p.Start:p.End]) {
					t.Fatalf("span %v after %d in %d bytes", p, at, len(s))
				}
				rest.WriteString(s[at:p.Start])
				at = p.End
			}
			rest.WriteString(s[at:])
			if strings.Trim(rest.String(), " \n\t\u3000") != "" {
				t.Fatalf("lost %q", rest.String())
			}
		}
	})
}

// Signs that the package names are those that it looks into.
func TestOpen(t *testing.T) {
	open, shut := []rune(Open), []rune(Close)
	for i, r := range open {
		if bracket(r) != i || mates[i] != string(shut[i]) {
			t.Errorf("%c is bracket %d with mate %s", r, bracket(r), mates[bracket(r)])
		}
	}
	if slices.ContainsFunc(shut, func(r rune) bool { return bracket(r) >= 0 }) {
		t.Error("a closing bracket opens")
	}
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("到2027年，规模以上工业企业达到200家（其中高新技术企业50家），研发投入强度达到3.2%；培育“专精特新”企业30家以上。深入实施《青禾市行动方案》，推进重点项目建设。\n", 500)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Split(text, document.Span{End: len(text)})
	}
}
