package plain

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// headLines is how far down a database's or crawler's head may reach.
const headLines = 25

var (
	bracketField = regexp.MustCompile(`^(?:北大法宝)?\s*【([^】]{2,12})】\s*(.*)$`)
	labelField   = regexp.MustCompile(`^(原文链接|来源链接|发布日期|发布机构|发布时间|检索时间|检索关键词|信息来源|来源|时间|索引号|发文机关|发文字号|成文日期|主题分类|文号|有效性|公开方式|浏览次数|字体|发布单位|公开日期|生成日期|点击数|责任编辑)\s*[:：]\s*(.*)$`)
)

// chrome is what a web page shows around a document: buttons and bars, never words of it.
var chrome = map[string]bool{
	"下载": true, "打印": true, "全屏": true, "收藏": true, "分享": true, "加大": true, "还原": true, "减小": true, "【字号：": true, "字体": true,
	"【字体：大 中 小】": true, "[字体：大 中 小]": true, "字体：大 中 小": true, "【打印】": true, "【关闭】": true, "【关闭窗口】": true, "打印本页": true, "关闭窗口": true,
	"分享到：": true, "扫一扫在手机打开当前页": true, "【打印】【关闭】": true, "大 中 小": true, "返回顶部": true, "---": true, "***": true,
}

// longestBar is how many lines a bar of buttons may have.
const longestBar = 10

// head takes out what stands above the document: the head lines of legal databases and crawlers become fields, buttons
// and comments go.
func (r *Result) head(ls []line) []line {
	out := ls[:0:0]
	comment := false
	bar := -longestBar // the line of the last 【字号：, whose 】 may stand on a line of its own
	for i, l := range ls {
		t := strings.TrimSpace(strings.ReplaceAll(l.text, "\x01", ""))
		switch {
		case comment:
			comment = !strings.Contains(t, "-->")
			continue
		case l.cell != nil:
		case strings.HasPrefix(t, "<!--"):
			comment = !strings.Contains(t, "-->")
			continue
		case t == "】" && i-bar < longestBar:
			continue
		case chrome[t], pageNumber(t), strings.HasPrefix(t, "当前位置") && strings.Contains(t, ">"):
			if strings.HasPrefix(t, "【") {
				bar = i
			}
			continue
		case i < headLines && r.field(t, len(out)):
			continue
		}
		out = append(out, l)
	}
	return out
}

// field reads a head line; before is how many lines of the document stand above it.
func (r *Result) field(t string, before int) bool {
	if m := bracketField.FindStringSubmatch(t); m != nil && before == 0 {
		r.Fields = append(r.Fields, document.Field{Name: m[1], Value: strings.TrimSpace(m[2]), Origin: "database head"})
		return true
	}
	m := labelField.FindStringSubmatch(t)
	if m == nil || before > 4 {
		return false
	}
	if v := strings.TrimSpace(m[2]); v != "" {
		r.Fields = append(r.Fields, document.Field{Name: m[1], Value: v, Origin: "head lines"})
	}
	return true
}

// pageNumber knows the number of a printed page by the dashes around it: — 3 —, - 3 -.
func pageNumber(t string) bool {
	body := strings.Trim(t, "—-－–― ")
	first, _ := utf8.DecodeRuneInString(t)
	if body == t || body == "" || len(body) > 4 || !strings.ContainsRune("—-－–―", first) {
		return false
	}
	return strings.Trim(body, "0123456789") == ""
}

// escapes are how R writes characters that its locale cannot: spaces and joiners of the page that a text was cut from.
var escapes = regexp.MustCompile(`<U\+(?:00A0|2002|2003|2009|200B|200C|200D|3000|FEFF)>`)

// unescape blanks such escapes, byte for byte, so that every offset stays.
func unescape(r *Result, ls []line) []line {
	if !strings.Contains(r.Raw, "<U+") {
		return ls
	}
	b := []byte(r.Raw)
	for _, m := range escapes.FindAllStringIndex(r.Raw, -1) {
		blankOut(b, m[0], m[1])
		b[m[0]] = ' '
	}
	r.Raw = string(b)
	return lines(r.Raw)
}
