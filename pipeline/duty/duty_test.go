package duty

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/table"
)

// text makes a document of one block a line.
func text(s string) *document.Document {
	var blocks []document.RawBlock
	at := 0
	for _, line := range strings.SplitAfter(s, "\n") {
		end := at + len(strings.TrimSuffix(line, "\n"))
		blocks = append(blocks, document.RawBlock{Parts: []document.Span{{Start: at, End: end}}})
		at += len(line)
	}
	return document.Build(document.Source{}, s, blocks)
}

func find(s string) (*document.Document, Result) {
	d := text(s)
	tables := table.Find(d)
	tree := outline.Build(d, document.Span{End: len(d.Text)}, tables)
	return d, Find(d, tree, tables)
}

// said is what one assignment says: L lead, R responsible, C cooperating, … open, @ deadline.
func said(a Assignment) string {
	var s []string
	for _, l := range []struct {
		mark  string
		names []string
	}{{"L", a.Lead}, {"R", a.Responsible}, {"C", a.Cooperating}} {
		if len(l.names) > 0 {
			s = append(s, l.mark+" "+strings.Join(l.names, "|"))
		}
	}
	if a.Open {
		s = append(s, "…")
	}
	if a.Deadline != "" {
		s = append(s, "@"+a.Deadline)
	}
	return strings.Join(s, " ")
}

func check(t *testing.T, src string, want ...string) {
	t.Helper()
	_, r := find(src)
	var got []string
	for _, a := range r.Assignments {
		if !a.Inherited && a.Form != Prose {
			got = append(got, said(a))
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s\n got %q\nwant %q", src, got, want)
	}
}

func TestBracketsWithLabels(t *testing.T) {
	check(t, "1.建成冷链中心。（牵头单位：市商务局；责任单位：市财政局、清河区政府等）", "L 市商务局 R 市财政局|清河区政府 …")
	check(t, "1.建成冷链中心。(牵头单位:市商务局,责任单位:市财政局、市发展改革委)", "L 市商务局 R 市财政局|市发展改革委")
	check(t, "1.建成冷链中心。〔责任单位：市商务局，配合单位：各县（市、区）人民政府〕", "R 市商务局 C 各县（市、区）人民政府")
	check(t, "1.建成冷链中心。[责任部门：市商务局、市财政局等有关部门（单位）]", "R 市商务局|市财政局 …")
	check(t, "1.建成冷链中心。【牵头部门：市商务局】", "L 市商务局")
	check(t, "1.建成冷链中心。（责任处室：规划处、法规处）", "R 规划处|法规处")
	check(t, "1.建成冷链中心。（牵头单位：市商务局；完成时限：2026年6月）", "L 市商务局 @2026年6月")
	check(t, "1.建成冷链中心。（责任领导：张三；责任单位：市商务局；联系人：李四）", "R 市商务局")
	check(t, "1.建成冷链中心。（主办单位：市商务局；协办单位：市财政局）", "L 市商务局 C 市财政局")
	check(t, "1.建成冷链中心。（牵头单位市商务局，责任单位市财政局、铜山高新区管委会）", "L 市商务局 R 市财政局|铜山高新区管委会")
	check(t, "1.建成冷链中心。（牵头单位 市商务局；责任单位 市财政局、市水务局）", "L 市商务局 R 市财政局|市水务局")
	check(t, "1.建成冷链中心。（市商务局 铜山高新区管委会 云州海关等按职责分工负责）", "R 市商务局|铜山高新区管委会|云州海关 …")
	check(t, "1.建成冷链中心。（责任单位：市委 组织部、市政府 办公室、市发展 改革委）", "R 市委组织部|市政府办公室|市发展改革委")
	check(t, "1.建成冷链中心。（责任单位：市商务局〕", "R 市商务局") // two styles
	check(t, "1.建成冷链中心。（牵头单位：市\n商务局、市农业农\n村局）\n2.完善名录。", "L 市商务局|市农业农村局")
	check(t, "1.建成冷链中心。（责任单位：市商务局、市财政局\n2.完善名录。（责任单位：市统计局）", "R 市商务局|市财政局", "R 市统计局")
	check(t, "1.建成冷链中心。（责任单位：市商务局）完善名录。（责任单位：市统计局）", "R 市商务局", "R 市统计局")
	check(t, "1.建成冷链中心。（5月底完成，牵头考核单位：市商务局、财政局）", "L 市商务局|财政局 @5月底")
}

func TestBracketsWithVerbs(t *testing.T) {
	check(t, "1.扩大托育供给。（市卫生健康委牵头，市财政局、市住房和城乡建设局按职责分工负责）", "L 市卫生健康委 R 市财政局|市住房和城乡建设局")
	check(t, "1.扩大托育供给。（市卫生健康委、市财政局分别牵头）", "L 市卫生健康委|市财政局")
	check(t, "1.扩大托育供给。（市卫生健康委牵头落实）", "L 市卫生健康委")
	check(t, "1.扩大托育供给。（由市卫生健康委牵头，市总工会、团市委配合）", "L 市卫生健康委 C 市总工会|团市委")
	check(t, "1.扩大托育供给。（市卫生健康委会同市级有关部门负责）", "R 市卫生健康委 C 市级有关部门")
	check(t, "1.扩大托育供给。（市卫生健康委牵头，会同市教育局，各区县政府负责落实）", "L 市卫生健康委 R 各区县政府 C 市教育局")
	check(t, "1.扩大托育供给。（市卫生健康委、市教育局牵头并按职责分工负责，各县（市、区）落实）", "L 市卫生健康委|市教育局 R 各县（市、区）")
	check(t, "1.扩大托育供给。（市卫生健康委负责，8月底前完成）", "R 市卫生健康委 @8月底前")
	check(t, "1.扩大托育供给。（市卫生健康委等部门以及各区政府按照各自职责分工负责）", "R 市卫生健康委|各区政府 …")
	check(t, "1.扩大托育供给。（市卫生健康委（牵头）、市教育局、各区县政府按职责分工负责）", "L 市卫生健康委 R 市教育局|各区县政府")
	check(t, "1.扩大托育供给。（市卫生健康委牵头，市教育局按职责分工配合，持续推进）", "L 市卫生健康委 C 市教育局 @持续推进")
	check(t, "1.扩大托育供给。（市卫生\n健康委负\n责）", "R 市卫生健康委")
	check(t, "1.扩大托育供给。（责任单位：市卫生健康委牵头，各科室配合）", "L 市卫生健康委 C 各科室")
}

func TestBareLists(t *testing.T) {
	src := "1.修缮老街。（市文物局、市财政局）\n2.开放展馆。（市文化和旅游局）\n3.培训讲解员。（市人力资源社会保障局、各县区政府）"
	check(t, src, "R 市文物局|市财政局", "R 市文化和旅游局", "R 市人力资源社会保障局|各县区政府")
	check(t, "1.修缮老街。（市文物局、市财政局）\n2.开放展馆。") // one alone is not believed
	check(t, "1.由三家单位（市文物局、市财政局、市住建局）评审。\n2.报两个部门（市财政局、市审计局）备案。\n3.送一家单位（市档案局）保管。")
	// Where a document has several, companies and districts stand in them as well.
	check(t, "1.修缮老街。（市文物局、市财政局）\n2.开放展馆。（市文化和旅游局）\n3.培训讲解员。（市人力资源社会保障局）\n4.试运行。（临江新区、市商务局、市交通局、临江港集团、云航物流）",
		"R 市文物局|市财政局", "R 市文化和旅游局", "R 市人力资源社会保障局", "R 临江新区|市商务局|市交通局|临江港集团|云航物流")
	// So may the actions of its annex, but not the persons of a list.
	check(t, "1.修缮老街。（市文物局、市财政局）\n2.开放展馆。（市文化和旅游局）\n3.培训讲解员。（市人力资源社会保障局）\n4.非遗进校园专项活动（市教育局）\n5.古籍数字化专项行动（市档案局）\n6.文物安全月系列活动（市应急局）\n7.李某某（市水利局）",
		"R 市文物局|市财政局", "R 市文化和旅游局", "R 市人力资源社会保障局", "R 市教育局", "R 市档案局", "R 市应急局")
	check(t, "1.修缮老街。（市文物局，市财政局、市住建局。逗号前为牵头单位，下同）", "L 市文物局 R 市财政局|市住建局")
	check(t, "1.修缮老街。（市文物局，市财政局。逗号前为牵头单位，下同）\n2.开放展馆。（市财政局、市住建局）", "L 市文物局 R 市财政局", "R 市财政局|市住建局")
}

func TestConventions(t *testing.T) {
	check(t, "1.疏浚河道。（责任单位：市水利局、市财政局，列首位的为牵头单位，下同）\n2.加固堤防。（责任单位：市应急局）", "R 市水利局|市财政局", "R 市应急局")
	check(t, "1.疏浚河道。（责任单位：市水利局，市财政局，各区政府（逗号前为牵头单位，未明确的按职责分工负责，下同））\n2.加固堤防。（责任单位：市应急局，市水利局）\n3.清淤。（责任单位：市水利局、市财政局）",
		"L 市水利局 R 市财政局|各区政府", "L 市应急局 R 市水利局", "R 市水利局|市财政局")
	check(t, "1.疏浚河道。（责任单位：市水利局，各市、县〔区〕政府。以下责任单位中均包含各市、县〔区〕政府，不再列出）", "R 市水利局|各市、县〔区〕政府")
	check(t, "1.疏浚河道。（市水利局牵头，市直有关部门按职责分工负责。各县区政府均为责任单位，以下不再列出）", "L 市水利局 R 市直有关部门|各县区政府")
	check(t, "1.疏浚河道。（市水利局负责，排在第一位的部门为牵头部门，下同）", "R 市水利局")
	check(t, "1.疏浚河道。（责任单位：市水利局、市财政局，以下均涉及各县区、功能区，不再重复列出）", "R 市水利局|市财政局")
	check(t, "1.疏浚河道。（责任单位：市水利局，各县区人民政府、中、省驻云有关单位）", "R 市水利局|各县区人民政府|中、省驻云有关单位")
	check(t, "1.疏浚河道。（责任单位：各区人民政府〈含开发区、新区管委会，下同〉）", "R 各区人民政府")
}

func TestNames(t *testing.T) {
	for list, want := range map[string][]string{
		"市规划和自然资源局、市文化和旅游局":        {"市规划和自然资源局", "市文化和旅游局"},
		"市级有关部门和各区县政府":             {"市级有关部门", "各区县政府"},
		"市政务服务和公共资源交易中心":           {"市政务服务和公共资源交易中心"},
		"市商务局及各县（市、区）人民政府":         {"市商务局", "各县（市、区）人民政府"},
		"各市、县（区）人民政府":              {"各市、县（区）人民政府"},
		"各区县人民政府、开发区管委会":           {"各区县人民政府", "开发区管委会"},
		"县、区政府，高新区管委会，市直有关部门、单位":   {"县、区政府", "高新区管委会", "市直有关部门、单位"},
		"各市、县〔区〕市场监管局":             {"各市、县〔区〕市场监管局"},
		"各县、市、区政府及功能区管委会":          {"各县、市、区政府", "功能区管委会"},
		"市交通委（市道运局）、市级相关部门（单位）":    {"市交通委（市道运局）", "市级相关部门（单位）"},
		"市“双随机、一公开”监管联席会议成员单位":     {"市“双随机、一公开”监管联席会议成员单位"},
		"市教育局 市财政局":                {"市教育局", "市财政局"},
		"市 财 政 局、团 市 委":            {"市财政局", "团市委"},
		"市发展改革委市财政局":               {"市发展改革委", "市财政局"},
		"市教育局/市体育局；市卫生健康委":         {"市教育局", "市体育局", "市卫生健康委"},
		"各有关部门和单位":                 {"各有关部门和单位"},
		"市级相关部门和单位及各区县":            {"市级相关部门和单位", "各区县"},
		"各高等院校、市教育局等":              {"各高等院校", "市教育局"},
		"市教育局等市政府有关部门及各县区人民政府":     {"市教育局", "市政府有关部门", "各县区人民政府"},
		"全市供水、燃气企业":                {"全市供水、燃气企业"},
		"国家发展和改革委员会、工业和信息化部":       {"国家发展和改革委员会", "工业和信息化部"},
		"和平区政府、和田地区行署":             {"和平区政府", "和田地区行署"},
		"市推进投资建设和消费工作领导小组办公室、市教育局": {"市推进投资建设和消费工作领导小组办公室", "市教育局"},
	} {
		st := read(list, responsible, &conventions{})
		if !reflect.DeepEqual(st.responsible, want) {
			t.Errorf("%s: got %q, want %q", list, st.responsible, want)
		}
	}
}

func TestEtc(t *testing.T) {
	for list, want := range map[string]bool{
		"市教育局等": true, "市教育局等部门": true, "市教育局等有关部门（单位）": true, "市教育局等相关部门和单位": true, "市教育局、市体育局等5部门": true,
		"市教育局": false, "各高等学校": false, "市级有关部门": false, "平等村委会、市教育局": false,
	} {
		if st := read(list, responsible, &conventions{}); st.open != want || len(st.responsible) == 0 {
			t.Errorf("%s: open %v, want %v, names %q", list, st.open, want, st.responsible)
		}
	}
}

func TestLines(t *testing.T) {
	check(t, "1.开通社区巴士。\n牵头单位：市交通运输局\n责任单位：市财政局，各区县人民政府\n完成时限：2025年12月\n2.更新公交车。", "L 市交通运输局 R 市财政局|各区县人民政府 @2025年12月")
	check(t, "1.开通社区巴士。\n责任科室：运输科牵头，各科室、各直属单位配合\n2.更新公交车。", "L 运输科 C 各科室|各直属单位")
	check(t, "1.开通社区巴士。\n**牵头部门：市交通运输局　配合部门：市财政局、团市委**\n2.更新公交车。", "L 市交通运输局 C 市财政局|团市委")
	check(t, "1.开通社区巴士。牵头单位：市交通运输局。责任单位：市财政局、市公安局。\n2.更新公交车。", "L 市交通运输局 R 市财政局|市公安局")
	check(t, "1.开通社区巴士。\n责任单位：\n市交通运输局、市财政局\n2.更新公交车。", "R 市交通运输局|市财政局")
	check(t, "1.开通社区巴士。\n责任单位：市交通运输局、市财政局、市税务\n局等有关部门\n2.更新公交车。", "R 市交通运输局|市财政局|市税务局 …")
	check(t, "1.开通社区巴士。\n市交通运输局牵头，市财政局、市公安局按职责分工负责。\n2.更新公交车。", "L 市交通运输局 R 市财政局|市公安局")
	check(t, "1.开通社区巴士。\n牵头单位：市交通运输局\n责任单位：市财政局\n2.更新公交车。\n牵头单位：市公交集团", "L 市交通运输局 R 市财政局", "L 市公交集团")
	check(t, "2.更新公交车。\n责任单位：市交通运输局\n清河市人民政府办公室\n2023年5月4日", "R 市交通运输局")
}

// What looks like a statement and is none.
func TestNone(t *testing.T) {
	for _, s := range []string{
		"第一条 处置工作由牵头部门（以下简称处置牵头部门）负责。",
		"第二条 技能等级认定（技工院校内由人力资源部门负责）按规定执行。",
		"1.压实责任。各部门要密切配合，形成合力。",
		"1.压实责任。建立市政府办公室牵头、有关部门参与的工作机制。",
		"1.压实责任（包括牵头单位自身）。",
		"主办单位：清河市人民政府办公室 联系方式：0512-1234",
		"1.抓好落实。建立台账。\n主办单位：清河市人民政府办公室\n网站标识码：3300000001",
		"各县（市、区）人民政府，市直有关单位：",
		"1.企业（主要负责人、安全管理人员）应当持证上岗。",
		"联系单位：市教育局办公室",
		"1.优化发展格局（产业布局、城市布局）。",
	} {
		check(t, s)
	}
}

func TestProse(t *testing.T) {
	for src, want := range map[string]string{
		"1.专项检查由市发展改革委牵头开展。":            "",
		"1.抓好检查，由市发展改革委牵头开展。":           "L 市发展改革委",
		"1.重点抓好：一是市工业和信息化局、市财政局负责抓好培育。": "R 市工业和信息化局|市财政局",
		"1.各部门要负责到底。":                   "",
		"1.建立由市政府办公室牵头单位组成的机制。":         "",
		"1.明确分工，县农业农村局牵头做好播种。":          "L 县农业农村局",
		"1.落实经费，市局主要负责人亲自抓。":            "",
		"1.落实经费，市财政局和市审计局负责监督。":         "R 市财政局|市审计局",
	} {
		_, r := find(src)
		got := ""
		for _, a := range r.Assignments {
			if a.Form == Prose {
				got = said(a)
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", src, got, want)
		}
	}
}

func TestInherited(t *testing.T) {
	_, r := find("一、整治水体（牵头单位：市水利局）\n1.排查入河排口。\n2.建立台账。（责任单位：市生态环境局）\n3.通报结果。")
	var got []string
	for _, a := range r.Assignments {
		s := strings.Join(a.Item.Path(), "/") + " " + said(a)
		if a.Inherited {
			s += " inherited"
		}
		got = append(got, s)
	}
	want := []string{"一、 L 市水利局", "一、/1. L 市水利局 inherited", "一、/3. L 市水利局 inherited", "一、/2. R 市生态环境局"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestRows(t *testing.T) {
	raw := "序号\t重点任务\t牵头单位\t责任单位\t完成时限\n1\t建设口袋公园\t市园林局\t市财政局，各区政府\t2025年\n2\t修缮步道\t—\t市城管局（牵头）、市财政局\t长期坚持\n"
	var blocks []document.RawBlock
	at := 0
	for r, line := range strings.Split(strings.TrimSuffix(raw, "\n"), "\n") {
		for c, cell := range strings.Split(line, "\t") {
			blocks = append(blocks, document.RawBlock{Block: document.Block{Kind: document.Cell, Table: 1, Row: r, Col: c}, Parts: []document.Span{{Start: at, End: at + len(cell)}}})
			at += len(cell) + 1
		}
	}
	d := document.Build(document.Source{}, raw, blocks)
	tables := table.Find(d)
	r := Find(d, outline.Build(d, document.Span{End: len(d.Text)}, tables), tables)
	var got []string
	for _, a := range r.Assignments {
		got = append(got, string(a.Form)+" "+strings.Join(a.Item.Path(), "/")+" "+said(a))
	}
	want := []string{"table 1 L 市园林局 R 市财政局|各区政府 @2025年", "table 2 L 市城管局 R 市财政局 @长期坚持"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// The laws: names stand in the text of the span, spans lie in the text, results come in order.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"一、建设公园。（牵头单位：市园林局；责任单位：市财政局、各市、县（区）政府等）\n（一）绿化。（市园林局（牵头）、市财政局会同各区政府负责，8月底前完成）\n责任单位：市 教 育 局",
		"（责任单位：市教育局，市财政局。逗号前为牵头单位，下同）", "（牵头单位：\n市教育局", "责任单位：等、等部门（）", "（（（责任单位：）））", "（市教育局和和和市财政局负责）", "\xff（负责）",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		d, r := find(s)
		at := 0
		for _, a := range r.Assignments {
			if a.Span.Start < at || a.Span.End > len(d.Text) || a.Span.Empty() {
				t.Fatalf("span %v after %d in %d bytes", a.Span, at, len(d.Text))
			}
			at = a.Span.Start
			plain := without(d.Slice(a.Span))
			for _, l := range [][]string{a.Lead, a.Responsible, a.Cooperating} {
				for _, n := range l {
					if !strings.Contains(plain, n) {
						t.Errorf("%q is not in %q", n, plain)
					}
				}
			}
		}
	})
}

func without(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, s)
}

// BenchmarkFind reads the text files of the corpus in TAIZHANG_CORPUS.
func BenchmarkFind(b *testing.B) {
	dir := os.Getenv("TAIZHANG_CORPUS")
	if dir == "" {
		b.Skip("TAIZHANG_CORPUS is not set: it names the folder that holds docs/")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "docs", "rh-*.txt"))
	type input struct {
		d      *document.Document
		tree   *outline.Tree
		tables []table.Table
	}
	var in []input
	size := 0
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		d := text(strings.ToValidUTF8(string(raw), "?"))
		tables := table.Find(d)
		in = append(in, input{d, outline.Build(d, document.Span{End: len(d.Text)}, tables), tables})
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, x := range in {
			Find(x.d, x.tree, x.tables)
		}
	}
}
