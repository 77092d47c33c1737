// Package docnumber reads document numbers (发文字号): 铜府〔2023〕90号, and the numbers of orders (令).
//
// Their form is that of GB/T 9704—2012 §7.2.5: the organ's code, the year in brackets, the serial without 第
// and leading zeros. Documents write it with any bracket, with spaces, with 第; all are read.
package docnumber

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/document"
)

// Number is one document number in a text.
type Number struct {
	Span   document.Span // bytes into the text searched
	Organ  string        // 铜府; for orders the issuer with 令
	Year   int           // 0 where an order names none
	Serial int
}

// longest is how many runes an organ's code has at most: 京审改办发, 国环规大气; longer runs are prose before it.
const longest = 16

// brackets open the year: the prescribed 〔〕 and what is typed for it.
var brackets = map[rune]rune{'〔': '〕', '［': '］', '[': ']', '【': '】', '（': '）', '(': ')', '﹝': '﹞', '〖': '〗', '〈': '〉'}

// Find returns the first number that starts at or after from.
func Find(text string, from int) (Number, bool) {
	for at := from; ; {
		i := han.Index(text[at:], "号")
		if i < 0 {
			return Number{}, false
		}
		at += i
		if n, ok := endingAt(text, at, from); ok {
			return n, true
		}
		at += len("号")
	}
}

// Whole reads s, a line of its own, as a number; brackets around it are no part of it.
func Whole(s string) (Number, bool) {
	t := strings.TrimRightFunc(s, outer)
	start := len(s) - len(strings.TrimLeftFunc(s, outer))
	if start >= len(t) {
		return Number{}, false
	}
	n, ok := Find(t, start)
	if !ok || n.Span.Start != start || n.Span.End != len(t) {
		return Number{}, false
	}
	return n, true
}

func outer(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("（）()", r) }

// endingAt reads the number whose 号 starts at byte at.
func endingAt(text string, at, from int) (Number, bool) {
	p := back{text: text, at: at, from: from}
	p.spaces()
	serial, ok := p.digits(6)
	if !ok {
		return Number{}, false
	}
	p.spaces()
	ordinal := p.take("第")
	p.spaces()
	n := Number{Serial: serial, Span: document.Span{End: at + len("号")}}
	if year, ok := p.year(); ok {
		n.Year = year
		start := p.organ()
		if start == p.at {
			return Number{}, false
		}
		n.Organ, n.Span.Start = strings.TrimSpace(text[start:p.at]), start
		return n, n.Organ != ""
	}
	if !ordinal {
		return Number{}, false
	}
	return p.order(n)
}

// order reads 国务院令第746号, 交通运输部令2026年第10号.
func (p *back) order(n Number) (Number, bool) {
	if p.take("年") {
		if y, ok := p.digits(4); ok {
			n.Year = y
		}
	}
	p.spaces()
	end := p.at
	if !p.take("令") && !p.take("公告") {
		return Number{}, false
	}
	start := p.organ()
	if start == p.at {
		return Number{}, false
	}
	n.Organ, n.Span.Start = p.text[start:end], start
	return n, true
}

// back reads a text from right to left.
type back struct {
	text     string
	at, from int
}

func (p *back) rune() (rune, int) {
	if p.at <= p.from {
		return 0, 0
	}
	return utf8.DecodeLastRuneInString(p.text[p.from:p.at])
}

func (p *back) spaces() {
	for {
		r, n := p.rune()
		if n == 0 || r == '\n' || !unicode.IsSpace(r) {
			return
		}
		p.at -= n
	}
}

func (p *back) take(s string) bool {
	if p.at-len(s) >= p.from && strings.HasSuffix(p.text[:p.at], s) {
		p.at -= len(s)
		return true
	}
	return false
}

func (p *back) digits(most int) (int, bool) {
	v, unit, any := 0, 1, 0
	for any < most {
		r, n := p.rune()
		switch {
		case '0' <= r && r <= '9':
		case '０' <= r && r <= '９':
			r -= '０' - '0'
		default:
			return v, any > 0
		}
		v += int(r-'0') * unit
		unit *= 10
		any++
		p.at -= n
	}
	return v, true
}

// year reads 〔2023〕 leftwards.
func (p *back) year() (int, bool) {
	mark := p.at
	closing, n := p.rune()
	if n == 0 {
		return 0, false
	}
	p.at -= n
	p.spaces()
	p.take("年")
	y, ok := p.digits(4)
	p.spaces()
	open, n := p.rune()
	if !ok || y < 1949 || y > 2100 || brackets[open] == 0 || brackets[open] != closing {
		p.at = mark
		return 0, false
	}
	p.at -= n
	p.spaces()
	return y, true
}

// lead are the words before a number that its run of Han characters must not swallow: verbs that cite it, and the ends
// of titles where a text lost its line ends (…的意见国办发〔2012〕57号).
var lead = []string{
	"按照", "根据", "依据", "依照", "贯彻", "落实", "执行", "参照", "遵照", "对照", "印发", "转发", "关于", "以及", "和", "及", "与", "见", "以", "按", "的函", "的", "之", "号",
	"通知", "意见", "办法", "方案", "规划", "计划", "纲要", "要点", "细则", "规定", "决定", "公告", "通告", "通报", "批复", "报告", "文件", "条例", "措施", "复函", "文号",
}

// organ is where the code before the bracket starts.
func (p *back) organ() int {
	start, runes := p.at, 0
	for start > p.from && runes < 40 {
		r, n := utf8.DecodeLastRuneInString(p.text[p.from:start])
		if !unicode.Is(unicode.Han, r) && !(r >= 'A' && r <= 'Z') {
			break
		}
		start -= n
		runes++
	}
	code := p.text[start:p.at]
	for _, w := range lead {
		i := strings.LastIndex(code, w)
		if i >= 0 && i+len(w) < len(code) && (i == 0 || runes > 6 || len(w) > 3) && !strings.HasSuffix(code[:i], "共") { // 共和国
			start += i + len(w)
			code = p.text[start:p.at]
			runes = utf8.RuneCountInString(code)
		}
	}
	if runes > longest {
		return p.at
	}
	return start
}
