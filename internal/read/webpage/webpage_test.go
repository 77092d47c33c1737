package webpage

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
	"taizhang/pipeline/lexicon"
)

// Each case is the inside of an article; want is a line a block.
func TestArticle(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"spans that cut words", "<p>牵头<span>单</span><span>位</span>：市<b>工信局</b></p>", "牵头单位：市工信局"},
		{"br ends a paragraph", "<p>甲<br>乙<br/>丙</p>", "甲\n乙\n丙"},
		{"text beside blocks", "前<p>中</p>后", "前\n中\n后"},
		{"indents", "<p>　　&nbsp;&nbsp;正文</p>", "正文"},
		{"line ends of the source", "<p>提高到\n0.6\n以上，覆盖\n率</p>", "提高到0.6以上，覆盖率"},
		{"words stay apart", "<p>work\nplan</p>", "work plan"},
		{"hidden", "<p hidden>甲</p><p style='DISPLAY : NONE'>乙</p><p style='display:block'>丙</p><span style='mso-hide:all'>丁</span>", "丙"},
		{"no words", "<script>a</script><style>b</style><noscript>c</noscript><textarea>d</textarea><select><option>e</select><!-- f --><svg><text>g</text></svg>甲", "甲"},
		{"office leftovers", "<p>甲<o:p></o:p></p><xml><w:x>乙</w:x></xml><!--[if gte mso 9]>丙<![endif]-->", "甲"},
		{"ruby", "<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字", "汉字"},
		{"preformatted", "<pre>第一行\n第二行</pre>", "第一行\n第二行"},
		{"ordered list", "<ol><li>甲</li><li>乙</li></ol>", "[1.]1.甲\n[2.]2.乙"},
		{"start and value", "<ol start=4><li>甲</li><li value=8>乙</li><li>丙</li></ol>", "[4.]4.甲\n[8.]8.乙\n[9.]9.丙"},
		{"reversed", "<ol reversed><li>甲</li><li>乙</li></ol>", "[2.]2.甲\n[1.]1.乙"},
		{"types", "<ol type=A><li>甲</li></ol><ol type=i><li>乙</li><li>丙</li></ol>", "[A.]A.甲\n[i.]i.乙\n[ii.]ii.丙"},
		{"chinese style", "<ol style='list-style-type: simp-chinese-informal'><li>甲</li><li>乙</li></ol>", "[一、]一、甲\n[二、]二、乙"},
		{"editor's own lists", "<ol class='custom_cn1'><li><p>甲</p></li></ol><ol class='custom_num2'><li>乙</li></ol>", "[一)]一)甲\n[(1)](1)乙"},
		{"own number beats generated", "<ol><li>1. 甲</li><li>（二）乙</li></ol>", "1.甲\n（二）乙"},
		{"only the first paragraph of an item is labelled", "<ol><li><p>甲</p><p>续</p></li></ol>", "[1.]1.甲\n续"},
		{"nested lists", "<ol><li>甲<ol type=a><li>子</li></ol></li><li>乙</li></ol>", "[1.]1.甲\n[a.]a.子\n[2.]2.乙"},
		{"unordered list", "<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"},
		{"headings", "<h2>甲</h2><p>乙</p>", "h2 甲\n乙"},
		{"table", "<table><tr><td>甲<td>乙</table>", "c1(0,0 1x1)甲\nc1(0,1 1x1)乙"},
		{"spans", "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁</table>", "c1(0,0 2x1)甲\nc1(0,1 1x2)乙\nc1(1,1 1x1)丙\nc1(1,2 1x1)丁"},
		{"rowspan beyond the table", "<table><tr><td rowspan=9>甲<td>乙<tr><td>丙<td>丁</table>", "c1(0,0 2x1)甲\nc1(0,1 1x1)乙\nc1(1,1 1x1)丙\nc1(1,2 1x1)丁"},
		{"mad spans", "<table><tr><td colspan=99999999 rowspan=-3>甲<td>乙</table>", "c1(0,0 1x1000)甲\nc1(0,1000 1x1)乙"},
		{"one cell is a frame", "<table><tr><td><p>专栏1</p><p>内容</p></td></tr></table>", "专栏1\n内容"},
		{"one column is a frame", "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", "甲\n乙"},
		{"table that holds the page", "<table><tr><td>边</td><td><p>长长的正文第一段</p><table><tr><td>里一里一里一</td><td>里二里二里二</td></tr></table></td></tr></table>", "边\n长长的正文第一段\nc1(0,0 1x1)里一里一里一\nc1(0,1 1x1)里二里二里二"},
		{"foot stands last", "<table><tfoot><tr><td>合计<td>3</tfoot><tr><td>甲<td>1</table>", "c1(0,0 1x1)甲\nc1(0,1 1x1)1\nc1(1,0 1x1)合计\nc1(1,1 1x1)3"},
		{"lines of a cell", "<table><tr><td>序<br>号<td><p>市工信局</p><p>市农业局</p></table>", "c1(0,0 1x1)序号\nc1(0,1 1x1)市工信局 市农业局"},
		{"list in a cell", "<table><tr><td>甲<td><ol><li>子项一</li><li>子项二</li></ol></table>", "c1(0,0 1x1)甲\nc1(0,1 1x1)1.子项一2.子项二"},
		{"caption", "<table><caption>任务表</caption><tr><td>甲<td>乙</table>", "任务表\nc1(0,0 1x1)甲\nc1(0,1 1x1)乙"},
		{"share bar", "<p>甲</p><div class='bdsharebuttonbox'>分享</div><div class='article-share'>分享</div>", "甲"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pad := strings.Repeat("补", fewest) // an article must have some words
			d, _, err := Read(context.Background(), []byte("<meta charset=utf-8><div id=zoom>"+c.html+"<p>"+pad+"</p></div>"), draft.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want+"\n"+pad, show(d)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func show(d *draft.Draft) string {
	doc := d.Build(document.Source{})
	var out []string
	for _, b := range doc.Blocks {
		s := ""
		if b.Kind == document.Cell {
			s = "c" + itoa(b.Table) + "(" + itoa(b.Row) + "," + itoa(b.Col) + " " + itoa(b.RowSpan) + "x" + itoa(b.ColSpan) + ")"
		}
		if b.Heading > 0 {
			s += "h" + itoa(b.Heading) + " "
		}
		if b.Label != "" {
			s += "[" + b.Label + "]"
		}
		out = append(out, s+doc.Slice(b.Span))
	}
	return strings.Join(out, "\n")
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + itoa(n%10)
	}
	return string(rune('0' + n))
}

func TestDecode(t *testing.T) {
	const page = "<html><head><meta charset=%s></head><body>铜山市人民政府</body></html>"
	say := func(cs string) string { return strings.Replace(page, "%s", cs, 1) }
	gbk := func(s string) string {
		b, err := simplifiedchinese.GBK.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(say("utf-8"))
	if err != nil {
		t.Fatal(err)
	}
	big, err := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(say("utf-8"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, data, encoding string }{
		{"utf-8", say("utf-8"), "utf-8"},
		{"utf-16, big end first, without a mark", big, "utf-16be"},
		{"utf-8 with a mark", "\ufeff" + say("utf-8"), "utf-8"},
		{"utf-8 that says gbk", say("gbk"), "utf-8"},
		{"gbk", gbk(say("gbk")), "gb18030"},
		{"gbk that says utf-8", gbk(say("utf-8")), "gb18030"},
		{"gbk that says nothing", gbk("<p>铜山市人民政府</p>"), "gb18030"},
		{"utf-16 with a mark", utf16, "utf-16le"},
		{"utf-16 without a mark", strings.TrimPrefix(utf16, "\xff\xfe"), "utf-16le"},
		{"utf-8 with a broken byte", strings.Repeat(say("utf-8"), 20) + "\xe4", "utf-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, encoding := decode([]byte(c.data))
			if encoding != c.encoding || !strings.Contains(string(text), "铜山市人民政府") {
				t.Errorf("got %s %q", encoding, text)
			}
		})
	}
}

func TestFields(t *testing.T) {
	const text = "<div id=zoom><p>正文正文正文正文正文正文正文正文正文正文正文正文正文正文正文正文</p></div>"
	for _, c := range []struct{ name, html, want string }{
		{"cells", "<table><tr><td><b>索 引 号：</b></td><td>1/2</td><td>主题分类：</td><td>农业</td></tr></table>", "索引号=1/2 主题分类=农业"},
		{"an empty value", "<table><tr><td>主题词：</td><td></td><td>文号</td><td>甲〔2024〕1号</td></tr></table>", "文号=甲〔2024〕1号"},
		{"no value", "<ul><li>废止日期：<span>----</span></li></ul>", ""},
		{"list items", "<ul><li><span>统一编号：</span> GZ1 </li><li><span>文　　号：</span> 甲1号</li></ul>", "统一编号=GZ1 文号=甲1号"},
		{"spans in a line", "<div><span>发布时间：<b>2024-01-02</b></span> <span>来源：市局</span></div>", "发布时间=2024-01-02 来源=市局"},
		{"brackets", "<li>[发文字号] <span><span>甲函</span><span>〔2025〕</span><span>9号</span></span></li>", "发文字号=甲函〔2025〕9号"},
		{"definition list", "<dl><dt>索引号</dt><dd>5</dd><dt>别的</dt><dd>6</dd></dl>", "索引号=5"},
		{"meta", "<meta name=PubDate content='2024-01-02'><meta name=viewport content=x>", "PubDate=2024-01-02"},
		{"words of a sentence", "<p>来源广泛</p><p>主题鲜明：开展活动</p>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, _, err := Read(context.Background(), []byte("<meta charset=utf-8>"+c.html+text), draft.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range d.Fields {
				got = append(got, f.Name+"="+f.Value)
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// Unclosed inline elements nest without end in the tree that a browser builds; that must not lose the page.
func TestDeepNesting(t *testing.T) {
	page := "<div id=zoom>" + strings.Repeat("<font><span>字", 2000) + "</div>"
	d, _, err := Read(context.Background(), []byte(page), draft.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := len([]rune(show(d))); got != 2000 {
		t.Errorf("%d characters, want 2000", got)
	}
	_, _, err = Read(context.Background(), []byte(strings.Repeat("<div>", 2000)), draft.Limits{})
	if err == nil || !strings.Contains(err.Error(), "nested too deep") {
		t.Errorf("got %v, want an error about nesting", err)
	}
}

func TestCharacterLimit(t *testing.T) {
	_, _, err := Read(context.Background(), []byte("<p>"+strings.Repeat("长", 100)+"</p>"), draft.Limits{Characters: 99})
	if err == nil || !strings.Contains(err.Error(), "more than 99 characters") {
		t.Errorf("got %v", err)
	}
}

// Every row of containers.tsv is of a known kind and compiles.
func TestContainers(t *testing.T) {
	p := containers()
	n := len(p.article) + len(p.title) + len(p.drop) + len(p.labels)
	if rows := len(lexicon.MustLoad("containers").Rows); n != rows {
		t.Errorf("%d rows are used, the file has %d: a kind is unknown or a label stands twice", n, rows)
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		path, data string
		html       bool
	}{
		{"a.html", "<!DOCTYPE html><html>", true},
		{"a.txt", "\n <div class=x><p>甲</p></div>", true},
		{"a", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>", true},
		{"a.txt", "一、总体要求\n（一）指导思想", false},
		{"a.txt", "第三条 标签<p>用于段落" + strings.Repeat("，余下是正文", 40), false},
		{"a.md", "# 标题\n\n" + strings.Repeat("正文，很长的正文。", 40) + "<br>\n<br>\n<p>", false},
		{"a", "抓取时间：2024-01-02\n<div><p>甲</p><p>乙</p></div>", true},
		{"a.xml", "<?xml version='1.0'?><root/>", false},
	} {
		if got := Sniff(c.path, []byte(c.data)) > 50; got != c.html {
			t.Errorf("%s %q: html %v, want %v", c.path, c.data, got, c.html)
		}
	}
}

// No page may panic or hang, and the same bytes give the same blocks.
func FuzzRead(f *testing.F) {
	f.Add([]byte("<div id=zoom><p>一、总体要求<ol start=3><li>甲<table><tr><td rowspan=2>乙<td>丙</table></div>"))
	f.Add([]byte("<table><tr><td>索引号：<td>1<td>文号：<td>2<td>来源：<td>3</table><body><nav></nav><p>甲"))
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lim := draft.Limits{Characters: 1 << 20}
		a, _, err := Read(context.Background(), data, lim)
		if err != nil {
			return
		}
		b, _, err := Read(context.Background(), data, lim)
		if err != nil {
			t.Fatal(err)
		}
		if x, y := show(a), show(b); x != y {
			t.Fatalf("two readings differ:\n%s\n---\n%s", x, y)
		}
	})
}
