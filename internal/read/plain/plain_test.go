package plain

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"taizhang/pipeline/document"
)

func blocks(t *testing.T, r Result, err error) []string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	d := document.Build(document.Source{}, r.Raw, r.Blocks)
	var out []string
	for _, b := range d.Blocks {
		out = append(out, d.Slice(b.Span))
	}
	return out
}

func text(t *testing.T, s string) []string {
	t.Helper()
	r, err := Text(context.Background(), []byte(s), Limits{})
	return blocks(t, r, err)
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestDecode(t *testing.T) {
	const s = "云州市人民政府关于推进高质量发展的意见\r\n一、总体要求"
	gbk, _ := simplifiedchinese.GB18030.NewEncoder().String(s)
	le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
	be, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(s)
	for name, c := range map[string]struct{ data, encoding string }{
		"utf-8": {s, "utf-8"}, "with mark": {"\uFEFF" + s, "utf-8"}, "gbk": {gbk, "gb18030"}, "utf-16le": {le, "utf-16le"}, "utf-16be": {be, "utf-16be"},
		"utf-16le without mark": {strings.TrimPrefix(le, "\xFF\xFE"), "utf-16le"}, "utf-16be without mark": {strings.TrimPrefix(be, "\xFE\xFF"), "utf-16be"},
		"utf-8 cut in a character": {s + "要"[:2], "utf-8"},
	} {
		t.Run(name, func(t *testing.T) {
			got, encoding, err := Decode([]byte(c.data))
			if err != nil || encoding != c.encoding || !strings.HasPrefix(strings.TrimPrefix(got, "\uFEFF"), s) {
				t.Errorf("%q in %s, error %v", got, encoding, err)
			}
		})
	}
	for name, c := range map[string]struct {
		data string
		want error
	}{"empty": {"", ErrEmpty}, "blank": {" \n\t", ErrEmpty}, "zero bytes": {"ab\x00cd", ErrBinary}, "noise": {strings.Repeat("\x81\x05\xff\x02\x03", 50), ErrBinary}} {
		if _, _, err := Decode([]byte(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestLineEndsOfEveryKind(t *testing.T) {
	want(t, text(t, "一、甲\r\n二、乙\r三、丙\u2028四、丁\u0085五、戊\v六、己"), "一、甲", "二、乙", "三、丙", "四、丁", "五、戊", "六、己")
}

// A dump of printed pages: 40 characters a line, broken inside words, inside names and inside brackets.
const wrapped = `云州市人民政府办公室关于印发云州市2026年重点工作任务分工方案的通知
云政办发〔2026〕12 号
各县、区人民政府，市政府各部门：
《云州市2026年重点工作任务分工方案》
已经市政府同意，
现印发给你们，
请认真贯彻执行。
云州市人民政府办公室
2026 年3 月5 日
云州市2026年重点工作任务分工方案
为贯彻落实市委、市政府决策部署，加快推进全市经济社会高质量发展，持续提升城市综合
承载能力，结合我市实际，制定本方案。
一、总体要求
坚持稳中求进工作总基调，
完整准确全面贯彻新发展理念，聚焦产业转型升级和民生改善两
件大事，推动各项工作取得新成效。
二、重点任务
1.加快建设现代产业体系。培育壮大新能源、新材料、高端装备制造等主导产业，新增规模
以上工业企业30 家。（牵头单位：市工业和信息化局；责任单位：市发展和
改革委员会、市财政局、各县区人民政府）
2.改善人居环境。
完成老旧小区改造50个，新建口袋公园12个，城市绿化覆盖率达到百分
之四十二。（责任单位：市住房和城乡建设局）`

func TestHardWrapped(t *testing.T) {
	want(t, text(t, wrapped),
		"云州市人民政府办公室关于印发云州市2026年重点工作任务分工方案的通知",
		"云政办发〔2026〕12号",
		"各县、区人民政府，市政府各部门：",
		"《云州市2026年重点工作任务分工方案》已经市政府同意，现印发给你们，请认真贯彻执行。",
		"云州市人民政府办公室",
		"2026年3月5日",
		"云州市2026年重点工作任务分工方案",
		"为贯彻落实市委、市政府决策部署，加快推进全市经济社会高质量发展，持续提升城市综合承载能力，结合我市实际，制定本方案。",
		"一、总体要求",
		"坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，聚焦产业转型升级和民生改善两件大事，推动各项工作取得新成效。",
		"二、重点任务",
		"1.加快建设现代产业体系。培育壮大新能源、新材料、高端装备制造等主导产业，新增规模以上工业企业30家。（牵头单位：市工业和信息化局；责任单位：市发展和改革委员会、市财政局、各县区人民政府）",
		"2.改善人居环境。完成老旧小区改造50个，新建口袋公园12个，城市绿化覆盖率达到百分之四十二。（责任单位：市住房和城乡建设局）")
}

func TestFiguresAtALinesStart(t *testing.T) {
	filler := strings.Repeat("各县区要加强组织领导，明确责任分工，细化工作措施，强化监督检查，确保各项\n任务落到实处。\n", 6)
	got := text(t, "一、目标\n"+filler+"到2027年，新建改建幼儿园和中小学校，逐步扩大学位供给，全市公办学位达到\n2.6万个以上，住院医师规范化培训合格率保持稳定，社区卫生服务机构达标率达到\n95.5%，每千名老人床位达到35张。\n2.2027年底前，完成改造。\n")
	want(t, got[len(got)-2:],
		"到2027年，新建改建幼儿园和中小学校，逐步扩大学位供给，全市公办学位达到2.6万个以上，住院医师规范化培训合格率保持稳定，社区卫生服务机构达标率达到95.5%，每千名老人床位达到35张。",
		"2.2027年底前，完成改造。")
}

func TestLinesOfAnUnwrappedTextStayApart(t *testing.T) {
	want(t, text(t, "云州市方案\n一、目标\n"+strings.Repeat("建设现代化产业体系，", 30)+"\n牵头单位：市发改委\n责任单位：市财政局、市\n民政局\n（责任单位：市教育局、\n市科技局）"),
		"云州市方案", "一、目标", strings.Repeat("建设现代化产业体系，", 30), "牵头单位：市发改委", "责任单位：市财政局、市", "民政局", "（责任单位：市教育局、市科技局）")
}

func TestCellsOfAFlattenedTableStayApart(t *testing.T) {
	s := wrapped + "\n序号\n重点任务\n牵头部门\n1\n优化企业开\n办服务\n市市场监管\n局\n"
	got := text(t, s)
	if tail := strings.Join(got[len(got)-8:], "|"); tail != "序号|重点任务|牵头部门|1|优化企业开|办服务|市市场监管|局" {
		t.Errorf("cells read as %s", tail)
	}
}

func TestLostLineBreaks(t *testing.T) {
	body := strings.Repeat("坚持稳中求进，推动高质量发展。", 60)
	got := text(t, "各县区人民政府：现印发给你们。一、总体要求"+body+"二、重点任务（一）强产业。"+body+"三、保障措施"+body)
	want(t, got, "各县区人民政府：", "现印发给你们。", "一、总体要求"+body, "二、重点任务（一）强产业。"+body, "三、保障措施"+body)
}

func TestHeadsAreFields(t *testing.T) {
	r, err := Text(context.Background(), []byte("    【法宝引证码】 CLI.1.2\n原文链接：https://example.org/x\n云州市办法\n下载\n打印\n【字号：\n— 3 —\n第一条 为了"), Limits{})
	want(t, blocks(t, r, err), "云州市办法", "第一条 为了")
	if len(r.Fields) != 2 || r.Fields[0].Value != "CLI.1.2" || r.Fields[1].Name != "原文链接" {
		t.Errorf("fields %v", r.Fields)
	}
}

func TestMarkdown(t *testing.T) {
	r, err := Markdown(context.Background(), []byte("# 云州市办法\n\n**发布日期**: 2026-01-05\n\n---\n\n**一、总则**\n\n- 支持[企业](http://x.y)发展\\*\n\n| 序号 | 任务 |\n|---|---|\n| 1 | 建设**农田** |\n"), Limits{})
	want(t, blocks(t, r, err), "云州市办法", "一、总则", "支持企业发展*", "序号", "任务", "1", "建设农田")
	if len(r.Fields) != 1 || r.Fields[0].Value != "2026-01-05" {
		t.Errorf("fields %v", r.Fields)
	}
	if c := r.Blocks[len(r.Blocks)-1]; c.Kind != document.Cell || c.Row != 1 || c.Col != 1 {
		t.Errorf("last cell %+v", c.Block)
	}
}

func TestLimit(t *testing.T) {
	if _, err := Text(context.Background(), []byte("云州市"), Limits{Characters: 2}); err == nil || !strings.Contains(err.Error(), "more than 2 characters") {
		t.Errorf("got %v", err)
	}
}

// Whatever the bytes, the blocks are stretches of raw in order, on rune borders, and the text maps back.
func FuzzText(f *testing.F) {
	f.Add([]byte(wrapped))
	f.Add([]byte("# 标题\n| a | b |\n|---|---|\n| 1 | 2 |\n"))
	f.Add([]byte("一、\r\n（一）\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []func(context.Context, []byte, Limits) (Result, error){Text, Markdown} {
			r, err := read(context.Background(), data, Limits{})
			if err != nil {
				continue
			}
			at := 0
			for _, b := range r.Blocks {
				for _, p := range b.Parts {
					if p.Start < at || p.End < p.Start || p.End > len(r.Raw) {
						t.Fatalf("part %v behind %d in %d bytes", p, at, len(r.Raw))
					}
					at = p.End
				}
			}
			d := document.Build(document.Source{}, r.Raw, r.Blocks)
			if !utf8.ValidString(d.Text) {
				t.Fatal("text is not valid utf-8")
			}
			for i, c := range d.Text {
				s := document.Span{Start: i, End: i + utf8.RuneLen(c)}
				raw := d.ToRaw(s)
				if raw.Start < 0 || raw.End > len(r.Raw) || raw.Start > raw.End {
					t.Fatalf("%v maps to %v in %d bytes", s, raw, len(r.Raw))
				}
			}
		}
	})
}

func BenchmarkText(b *testing.B) {
	data := []byte(strings.Repeat(wrapped+"\n", 50))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Text(context.Background(), data, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
