package outline

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"taizhang/pipeline/document"
	"taizhang/pipeline/table"
)

// lines makes a document of paragraphs, one a line.
func lines(text string) *document.Document {
	var blocks []document.RawBlock
	at := 0
	for _, l := range strings.SplitAfter(text, "\n") {
		blocks = append(blocks, document.RawBlock{Parts: []document.Span{{Start: at, End: at + len(strings.TrimRight(l, "\n"))}}})
		at += len(l)
	}
	return document.Build(document.Source{MediaType: "text/plain"}, text, blocks)
}

// draw prints a tree: two spaces a level, label, heading; (lost) for a level that was put back, + for annexes.
func draw(t *Tree) string {
	var b strings.Builder
	t.Walk(func(it *Item) {
		b.WriteString(strings.Repeat("  ", it.Depth-1))
		if it.Attachment {
			b.WriteString("+")
		}
		if it.Synthesized {
			b.WriteString("(lost)\n")
			return
		}
		fmt.Fprintf(&b, "%s|%s\n", it.Label, it.Heading)
	})
	return b.String()
}

func codes(t *Tree) string {
	var c []string
	for _, n := range t.Notes {
		c = append(c, n.Code)
	}
	return strings.Join(c, " ")
}

func text(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

func TestBuild(t *testing.T) {
	tests := []struct {
		name, in, want, notes string
	}{
		{"the usual levels", text(
			"一、总体要求", "（一）指导思想。坚持稳中求进。", "（二）工作目标。到2026年，建成示范街区3条。",
			"二、重点任务", "（一）培育主体", "1.壮大龙头企业。新增规上企业20家。", "（1）建立名录", "①分级管理", "②动态调整", "（2）开展培训", "2.扶持小微企业。", "（二）优化服务",
		), text(
			"一、|总体要求", "  （一）|指导思想", "  （二）|工作目标", "二、|重点任务", "  （一）|培育主体", "    1.|壮大龙头企业",
			"      （1）|建立名录", "        ①|分级管理", "        ②|动态调整", "      （2）|开展培训", "    2.|扶持小微企业", "  （二）|优化服务",
		), ""},
		{"chapters and articles", text(
			"第一章 总则", "第一条 为规范管理，制定本办法。", "第二条本办法适用于全市。", "第二章 职责", "第三条 各单位应当履行下列职责：", "（一）编制计划；", "（二）所需经费列入预算；",
			"第三条规定的经费由财政安排。", "第四条 项目单位负责实施。", "第四条之一 中介机构应当备案。",
		), text(
			"第一章|总则", "  第一条|为规范管理，制定本办法", "  第二条|本办法适用于全市", "第二章|职责", "  第三条|各单位应当履行下列职责：", "    （一）|编制计划；",
			"    （二）|所需经费列入预算；", "  第四条|项目单位负责实施", "  第四条之一|中介机构应当备案",
		), ""},
		{"articles whose line ends stand behind their labels", text(
			"（2024年3月1日市政府常务会议通过）第一章 总则第一条", "为规范集市管理，制定本办法。第二条", "本办法适用于全市，不适用于第八条规定的情形。第三条", "管理集市应当便民。第二章 设立第四条",
			"设立集市应当备案：（一）有场地；（二）有章程。第五条", "备案不收费。第六条", "场地应当平整。第三章 附则第七条", "本办法自印发之日起施行。",
		), text(
			"第一章|总则", "  第一条|为规范集市管理，制定本办法", "  第二条|本办法适用于全市，不适用于第八条规定的情形", "  第三条|管理集市应当便民", "第二章|设立",
			"  第四条|设立集市应当备案：", "    （一）|有场地；", "    （二）|有章程", "  第五条|备案不收费", "  第六条|场地应当平整", "第三章|附则", "  第七条|本办法自印发之日起施行",
		), ""},
		{"the first article of a chapter lost its label", text("第一章 总则", "第一条为规范管理，制定本办法。", "第二条本办法适用于全市。", "第二章 审查", "起草组形成送审稿。", "第四条送审材料包括：", "第五条审查不收费。", "第六条审查应当公开。"),
			text("第一章|总则", "  第一条|为规范管理，制定本办法", "  第二条|本办法适用于全市", "第二章|审查", "  第四条|送审材料包括：", "  第五条|审查不收费", "  第六条|审查应当公开"), "numbering-gap"},
		{"a reference to an annex, broken over lines, is no annex", text("一、要求", "（一）填写《审查表》（见", "附件3）后报送；", "（二）按时办结。", "二、附则"), text("一、|要求", "  （一）|填写《审查表》（见", "  （二）|按时办结", "二、|附则"), ""},
		{"articles under headings", text("一、总则", "第一条 为规范管理，制定本办法。", "第二条 本办法适用于全市。", "二、职责", "第三条 市级部门统筹。", "第四条 各县区落实。", "三、附则", "第五条 本办法自印发之日起施行。"),
			text("一、|总则", "  第一条|为规范管理，制定本办法", "  第二条|本办法适用于全市", "二、|职责", "  第三条|市级部门统筹", "  第四条|各县区落实", "三、|附则", "  第五条|本办法自印发之日起施行"), ""},
		{"parts over chapters", text("第一编 总论", "第一章 概述", "第一节 背景", "第二节 意义", "第二章 形势", "第二编 任务", "第三章 产业", "第一节 工业"),
			text("第一编|总论", "  第一章|概述", "    第一节|背景", "    第二节|意义", "  第二章|形势", "第二编|任务", "  第三章|产业", "    第一节|工业"), ""},
		{"brackets of mixed width and kind", text("一．总体要求", "（一)指导思想", "〔二〕基本原则", "(三）主要目标", "【四】实施范围", "二.重点任务", "㈠加强领导", "㈡强化督导"),
			text("一．|总体要求", "  （一)|指导思想", "  〔二〕|基本原则", "  (三）|主要目标", "  【四】|实施范围", "二.|重点任务", "  ㈠|加强领导", "  ㈡|强化督导"), ""},
		{"full stops of every kind", text("1．打造总入口", "2﹒深化共享", "3.推进办理", "4、优化流程", "５．拓展场景", "⒍延伸服务"),
			text("1．|打造总入口", "2﹒|深化共享", "3.|推进办理", "4、|优化流程", "5．|拓展场景", "⒍|延伸服务"), ""},
		{"Markdown left in the text", text("## 一、总体要求", "**（一）指导思想。** 坚持改革。", "（二）目标", "# 二、重点任务", `1\. 建设平台`, `2\. 汇集数据`),
			text("一、|总体要求", "  （一）|指导思想", "  （二）|目标", "二、|重点任务", `  1\.|建设平台`, `  2\.|汇集数据`), ""},
		{"decimals and bare numbers", text("1 总则", "1.1 编制目的", "1.2 适用范围", "2 组织体系", "2.1 领导机构", "2.1.1 组成", "2.1.2 职责", "2.2 办事机构"),
			text("1|总则", "  1.1|编制目的", "  1.2|适用范围", "2|组织体系", "  2.1|领导机构", "    2.1.1|组成", "    2.1.2|职责", "  2.2|办事机构"), ""},
		{"one is, each a paragraph", text("一、回顾", "一是聚力稳增长。投资增长6%。", "二是聚力惠民生。", "二、安排", "一是扩大内需。", "二是防范风险。"),
			text("一、|回顾", "  一是|聚力稳增长", "  二是|聚力惠民生", "二、|安排", "  一是|扩大内需", "  二是|防范风险"), ""},
		{"one is, inside a paragraph", text("一、回顾", "一是稳增长；二是惠民生；三是防风险。", "二、安排", "坚持做到：一是早谋划；二是早部署。"), text("一、|回顾", "二、|安排"), ""},
		{"boxes beside the text", text("一、任务", "（一）产业", "1.制造业", "专栏1 重大项目", "1.锂电基地", "2.光伏基地", "2.服务业", "专栏2：服务业项目", "（二）科技"),
			text("一、|任务", "  （一）|产业", "    1.|制造业", "      专栏1|重大项目", "        1.|锂电基地", "        2.|光伏基地", "    2.|服务业", "      专栏2|服务业项目", "  （二）|科技"), ""},
		{"letters and Roman numbers", text("Ⅰ. 总论", "A. 背景", "B. 意义", "Ⅱ. 任务", "A. 产业", "B. 科技"), text("Ⅰ.|总论", "  A.|背景", "  B.|意义", "Ⅱ.|任务", "  A.|产业", "  B.|科技"), ""},

		{"a level is where the text nests it", text("一、任务", "（一）贸易", "1.出口", "2.进口", "（二）投资", "3.外资", "二、保障", "4.组织领导", "5.督促检查"),
			text("一、|任务", "  （一）|贸易", "    1.|出口", "    2.|进口", "  （二）|投资", "    3.|外资", "二、|保障", "  4.|组织领导", "  5.|督促检查"), ""},
		{"levels turned round", text("1.工业", "（一）强链", "（二）补链", "2.农业", "（一）稳粮", "（二）兴牧", "3.商贸"),
			text("1.|工业", "  （一）|强链", "  （二）|补链", "2.|农业", "  （一）|稳粮", "  （二）|兴牧", "3.|商贸"), ""},
		{"brackets numbered through", text("一、设施", "（一）平台", "（二）系统", "二、制度", "（三）规范", "三、应用", "（四）公开"),
			text("一、|设施", "  （一）|平台", "  （二）|系统", "二、|制度", "  （三）|规范", "三、|应用", "  （四）|公开"), ""},
		{"a lost heading is put back", text("一、总体要求", "（一）指导思想", "（二）目标", "二、主要任务", "（一）产业", "（二）科技", "（三）开放", "（一）加强领导", "（二）强化考核"),
			text("一、|总体要求", "  （一）|指导思想", "  （二）|目标", "二、|主要任务", "  （一）|产业", "  （二）|科技", "  （三）|开放", "(lost)", "  （一）|加强领导", "  （二）|强化考核"), "missing-heading"},
		{"a list that starts again under one heading loses none", text("一、任务", "1.种粮", "2.养畜", "另外还有：", "1.修渠", "2.造林", "二、保障", "1.资金", "2.人才"),
			text("一、|任务", "  1.|种粮", "  2.|养畜", "  1.|修渠", "  2.|造林", "二、|保障", "  1.|资金", "  2.|人才"), "numbering-restart"},
		{"the first heading is lost", text("（一）指导思想", "（二）目标", "二、任务", "（一）产业", "三、保障"),
			text("(lost)", "  （一）|指导思想", "  （二）|目标", "二、|任务", "  （一）|产业", "三、|保障"), "missing-heading"},
		{"gaps and repeats are said", text("一、甲类", "二、乙类", "四、丁类", "四、戊类", "五、己类"), text("一、|甲类", "二、|乙类", "四、|丁类", "四、|戊类", "五、|己类"), "numbering-gap numbering-repeat"},

		{"quantities, dates, lists of numbers", text("一、二级市场协同发展。", "一、现状", "3.5%的增速创新高。", "2023.5万亩农田建成。", "1、2月份开工。", "2023年开工。", "二、任务", "1.2亿元投资到位。", "（2023年）"),
			text("一、|现状", "二、|任务"), ""},
		{"a point and a number that is a word", text("1.场景", "2.2025年底前完成布局。", "3.5G网络全面覆盖。", "4.3家企业挂牌。", "5.服务"),
			text("1.|场景", "2.|2025年底前完成布局", "3.|5G网络全面覆盖", "4.|3家企业挂牌", "5.|服务"), ""},
		{"references are no labels", text("第一条 目的。", "第二条 范围。", "第二条、第三条所列事项另行规定。", "（二）项规定的情形除外。", "第三条 职责。"), text("第一条|目的", "第二条|范围", "第三条|职责"), ""},
		{"a list of annexes is no outline", text("一、要求", "二、时限", "附件：1.任务分解表", "2.联系人名单", "青禾市人民政府办公室", "2024年3月5日"), text("一、|要求", "二、|时限"), ""},
		{"an annex numbers anew", text("一、要求", "二、时限", "2024年3月5日", "附件1", "青禾市示范街区建设指引", "一、条件", "（一）面积", "二、流程"),
			text("一、|要求", "二、|时限", "+一、|条件", "  +（一）|面积", "+二、|流程"), ""},
		{"the plan itself is the annex", text("现将方案印发给你们。", "附件", "青禾市行动方案", "一、目标", "二、任务", "附件2", "指标说明", "一、口径"), text("一、|目标", "二、|任务", "+一、|口径"), ""},
		{"a table of contents is no outline", text("目录", "一、总体要求", "二、重点任务", "（一）产业", "三、保障措施", "一、总体要求", "坚持稳中求进。", "二、重点任务", "（一）产业", "壮大集群。", "三、保障措施", "强化统筹。"),
			text("一、|总体要求", "二、|重点任务", "  （一）|产业", "三、|保障措施"), ""},
		{"contents without line ends", "青禾市消防条例目录第一章 总则第二章 职责第三章 附则第一章 总则第一条 为加强管理，制定本条例。第二条 本条例适用于全市。第二章 职责第三条 市政府统一领导。第三章 附则第四条 本条例自发布之日起施行。",
			text("第一章|总则", "  第一条|为加强管理，制定本条例", "  第二条|本条例适用于全市", "第二章|职责", "  第三条|市政府统一领导", "第三章|附则", "  第四条|本条例自发布之日起施行"), ""},
		{"contents with leaders", text("一、总体要求…………3", "二、重点任务…………12", "一、总体要求", "二、重点任务"), text("一、|总体要求", "二、|重点任务"), ""},
		{"a label that stands alone", text("一、任务", "（一）", "健全机制。完善会商制度。", "（二）", "强化保障。"), text("一、|任务", "  （一）|健全机制", "  （二）|强化保障"), ""},

		{"text without line ends", "为做好有关工作，制定本方案。一、指导思想和工作目标按照市委要求，坚持统筹推进，确保年内见效。二、重点任务（一）建设平台。汇集数据。主要包括：1.法人库。依法归集。2.人口库。按需共享。（二）推广应用，便利群众。全市推行。三、保障措施（三）强化领导，落实责任（四）加强宣传。" + strings.Repeat("各级要高度重视。", 20),
			text("一、|指导思想和工作目标", "二、|重点任务", "  （一）|建设平台", "    1.|法人库", "    2.|人口库", "  （二）|推广应用，便利群众", "三、|保障措施", "  （三）|强化领导，落实责任", "  （四）|加强宣传"), ""},
		{"articles without line ends", "青禾市消防管理细则第一章总则第一条为加强管理，制定本细则。第二条中介机构依照第一条第（一）（二）项执行。第二章职责第三条应急部门履行下列职责：（一）编制规划；（二）组织检查。第四条本细则自发布之日起施行。",
			text("第一章|总则", "  第一条|为加强管理，制定本细则", "  第二条|中介机构依照第一条第（一）（二）项执行", "第二章|职责", "  第三条|应急部门履行下列职责：", "    （一）|编制规划；", "    （二）|组织检查", "  第四条|本细则自发布之日起施行"), ""},
		{"a list inside a paragraph of a text with lines", text("一、条件", "申报单位应当：1.依法登记；2.信用良好；3.财务健全。", "二、程序", "办好实事：（1）建校10所。（2）修路20公里。"), text("一、|条件", "二、|程序"), ""},
		{"its list starts behind a colon", text("一、材料", "应当提交：1.申请表；", "2.营业执照；", "3.承诺书。", "二、时限"), text("一、|材料", "  1.|申请表；", "  2.|营业执照；", "  3.|承诺书", "二、|时限"), ""},
		{"a heading has at most forty characters", "一、" + strings.Repeat("推进", 30) + "\n二、短\n", "一、|" + strings.Repeat("推进", 20) + "\n二、|短\n", ""},
		{"nothing numbered", text("各科室：", "请认真落实。"), "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := lines(tt.in)
			tree := Build(d, document.Span{End: len(d.Text)}, nil)
			if diff := cmp.Diff(tt.want, draw(tree)); diff != "" {
				t.Errorf("tree (-want +got):\n%s", diff)
			}
			if got := codes(tree); got != tt.notes {
				t.Errorf("notes %q, want %q", got, tt.notes)
			}
			laws(t, d, tree)
		})
	}
}

// The path of an item skips a level that was put back.
func TestPath(t *testing.T) {
	d := lines(text("一、总体要求", "（一）指导思想", "二、主要任务", "（一）产业", "（二）科技", "（一）加强领导"))
	tree := Build(d, document.Span{End: len(d.Text)}, nil)
	at := strings.Index(d.Text, "加强领导")
	if got := strings.Join(tree.At(at).Path(), " "); got != "（一）" {
		t.Errorf("path %q, want （一） alone", got)
	}
	if got := strings.Join(tree.At(strings.Index(d.Text, "科技")).Path(), " "); got != "二、 （二）" {
		t.Errorf("path %q, want 二、 （二）", got)
	}
	if tree.At(-1) != nil {
		t.Error("an offset before the text lies in an item")
	}
}

// Numbering starts anew where the plan itself begins and ends.
func TestBody(t *testing.T) {
	in := text("一、请认真落实。", "二、请按时报送。", "青禾市人民政府办公室", "行动方案", "一、目标", "二、任务", "青禾市人民政府", "一、表格说明")
	d := lines(in)
	body := document.Span{Start: strings.Index(d.Text, "行动方案"), End: strings.LastIndex(d.Text, "青禾市")}
	got := draw(Build(d, body, nil))
	want := text("一、|请认真落实", "二、|请按时报送", "一、|目标", "二、|任务", "+一、|表格说明")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The rows of a task table hang from what stands above it, its groups between.
func TestRows(t *testing.T) {
	in := text("一、工作任务", "序号", "重点任务", "主要内容", "牵头单位", "1", "1.便利开办", "推行一网通办。", "市市场监管局", "2", "优化注销流程。", "市税务局", "3", "2.便利用电", "压减办电时间。", "市供电公司", "二、工作要求")
	d := lines(in)
	tables := table.Find(d)
	if len(tables) != 1 {
		t.Fatalf("%d tables, want 1", len(tables))
	}
	tree := Build(d, document.Span{End: len(d.Text)}, tables)
	want := text("一、|工作任务", "  1.|便利开办", "    1|推行一网通办", "    2|优化注销流程", "  2.|便利用电", "    3|压减办电时间", "二、|工作要求")
	if diff := cmp.Diff(want, draw(tree)); diff != "" {
		t.Error(diff)
	}
	laws(t, d, tree)
}

func TestMissed(t *testing.T) {
	d := lines(text("一、任务", "二、保障", "七、其他", "八、附则说明。"))
	tree := &Tree{}
	if got := len(Missed(d, tree, nil)); got != 4 {
		t.Errorf("%d labels missed by an empty tree, want 4", got)
	}
	if got := Missed(d, Build(d, document.Span{End: len(d.Text)}, nil), nil); len(got) != 0 {
		t.Errorf("missed %v", got)
	}
}

// laws checks what holds for every tree.
func laws(t *testing.T, d *document.Document, tree *Tree) {
	t.Helper()
	var check func(items []*Item, parent *Item, in document.Span)
	check = func(items []*Item, parent *Item, in document.Span) {
		at := in.Start
		for _, it := range items {
			switch {
			case it.Parent != parent:
				t.Errorf("%q: parent is not what it hangs from", it.Label)
			case parent != nil && it.Depth != parent.Depth+1, parent == nil && it.Depth != 1:
				t.Errorf("%q: depth %d", it.Label, it.Depth)
			case !in.Contains(it.Span) || it.Span.End < it.Span.Start:
				t.Errorf("%q: span %v outside %v", it.Label, it.Span, in)
			case it.Span.Start < at:
				t.Errorf("%q: span %v crosses the item before, which ends at %d", it.Label, it.Span, at)
			case !it.Row && (!it.Span.Contains(it.LabelSpan) || d.Slice(it.LabelSpan) != it.Label):
				t.Errorf("%q: label span %v says %q", it.Label, it.LabelSpan, d.Slice(it.LabelSpan))
			case !it.Row && d.Slice(it.HeadingSpan) != it.Heading:
				t.Errorf("%q: heading span says %q, heading %q", it.Label, d.Slice(it.HeadingSpan), it.Heading)
			case utf8.RuneCountInString(it.Heading) > headingLength || strings.Contains(it.Heading, "\n"):
				t.Errorf("%q: heading %q", it.Label, it.Heading)
			case it.Own.End < it.Own.Start || !utf8.ValidString(d.Slice(it.Own)) || !utf8.ValidString(d.Slice(it.Span)):
				t.Errorf("%q: own text %v", it.Label, it.Own)
			}
			check(it.Children, it, it.Span)
			at = it.Span.End
		}
	}
	check(tree.Items, nil, document.Span{End: len(d.Text)})
	for _, n := range tree.Notes {
		if n.Span.Start < 0 || n.Span.End > len(d.Text) || n.Span.End < n.Span.Start {
			t.Errorf("note %s: span %v", n.Code, n.Span)
		}
	}
}

func FuzzBuild(f *testing.F) {
	for _, s := range []string{
		"一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n二、己\n", "序号\n重点任务\n主要内容\n牵头单位\n1\n1.甲\n做好工作。\n市财政局\n2\n加快建设。\n市水务局\n",
		"第一章总则第一条为了。第二条（一）甲；（二）乙。第二章其他第三条完。", "1.1甲\n1.2乙\n2.1丙\n附件1\n一、甲\n", "专栏1甲\n1.乙\n一是丙\n二是丁\n", "（一\n）、二、三\n—、四\n(-)五\n",
		"附件重点任务分工序号工作任务负责单位时间进度1修建水库市水务局（牵头）、市财政局2014年底前完成2种树市林业局、市财政局持续实施",
	} {
		f.Add(s, 0, len(s))
	}
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		if !utf8.ValidString(s) || len(s) > 1<<14 {
			t.Skip()
		}
		d := lines(s)
		body := document.Span{Start: border(d.Text, from), End: border(d.Text, to)}
		tables := table.Find(d)
		tree := Build(d, body, tables)
		laws(t, d, tree)
		if again := draw(Build(d, body, tables)); again != draw(tree) {
			t.Error("two runs differ")
		}
		Missed(d, tree, tables)
	})
}

func border(s string, at int) int {
	at = min(max(at, 0), len(s))
	for at > 0 && at < len(s) && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}

// The laws hold on every text of a corpus, where its folder is given.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("TAIZHANG_CORPUS")
	if dir == "" {
		t.Skip("TAIZHANG_CORPUS names no folder with manifest.jsonl and docs/: the laws were tested on the package's own texts only")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "docs", "*.txt"))
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(b) {
			continue
		}
		d := lines(strings.ReplaceAll(string(b), "\r", ""))
		t.Run(filepath.Base(name), func(t *testing.T) {
			laws(t, d, Build(d, document.Span{End: len(d.Text)}, table.Find(d)))
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	var s strings.Builder
	for i := 1; i <= 40; i++ {
		fmt.Fprintf(&s, "（%s）推进第%d类重点产业发展\n", []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}[(i-1)%10], i)
		for k := 1; k <= 4; k++ {
			fmt.Fprintf(&s, "%d.实施强链补链行动。到2027年，规模以上工业企业达到%d家，研发投入强度达到3.%d%%；建成省级平台5个，培育“专精特新”企业200家以上，形成上下游协同、大中小融通的发展格局。（牵头单位：区经济信息委；责任单位：区发展改革委、区科技局）\n", k, 100*i, k)
		}
	}
	d := lines(s.String())
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Build(d, document.Span{End: len(d.Text)}, nil)
	}
}
