// Package front reads what a document states of itself: title, number, issuers, addressees, dates, genre,
// region, period. What the document does not state is nil, never guessed.
package front

import (
	"strings"

	"taizhang/pipeline/document"
	"taizhang/pipeline/plan"
)

// Matter is a document's front (and back) matter. Absent is nil.
type Matter struct {
	Title, Addressees, IssuedOn, PublishedOn, Disclosure, Genre, IndexNumber, Subject, Validity *string
	Issuers                                                                                     []string
	DocNumber                                                                                   *plan.DocNumber
	Region                                                                                      *plan.Region
	Period                                                                                      *plan.Period
	Body                                                                                        document.Span // the text behind title, number and addressees
	Notes                                                                                       []document.Note
}

// Read reads the front matter of a document.
func Read(d *document.Document) Matter {
	p := &pages{d: d}
	m := Matter{Body: document.Span{End: len(d.Text)}}
	title := p.title()
	title.text = unquoted(title.text)
	m.Title = stated(title.text)
	m.DocNumber = p.number(title)
	to := p.addressees(title)
	m.Addressees = stated(to.text)
	if end := max(title.end, to.end); end < len(d.Text) {
		m.Body.Start = end
	}
	sign := p.signature(title, to)
	if sign.date == "" {
		sign.date, _ = p.runOn()
	}
	if sign.date == "" {
		sign.date = p.written()
	}
	m.IssuedOn = stated(sign.date)
	m.Issuers = sign.bodies
	if m.Issuers == nil {
		m.Issuers = titleBodies(title.text)
	}
	if m.Issuers == nil {
		m.Issuers = p.commander()
	}
	if m.Issuers == nil {
		m.Issuers = p.deliverer()
	}
	m.Disclosure = stated(p.disclosure())
	m.Genre = stated(genre(title.text))
	m.Period = period(title.text)
	m.Validity = stated(p.validity())
	m.PublishedOn = stated(isoOf(p.field("发布日期", "发布时间", "PubDate", "公开日期", "【发布日期】")))
	m.IndexNumber = stated(p.field("索引号", "索引号码", "信息索引号"))
	m.Subject = stated(p.field("主题分类", "主题词", "信息分类", "分类", "主题"))
	m.Region = regionOf(m, title.text, p.assembly())
	return m
}

// unquoted is a title without the brackets that hold all of it: 《关于…的意见》.
func unquoted(title string) string {
	inner, ok := strings.CutPrefix(title, "《")
	if inner, closed := strings.CutSuffix(inner, "》"); ok && closed && !strings.ContainsAny(inner, "《》") {
		return inner
	}
	return title
}

// pages is the document while its front is read.
type pages struct{ d *document.Document }

// found is a stretch that was read; index is its last block, end its end in bytes.
type found struct {
	text       string
	index, end int
}

func (p *pages) block(i int) string { return p.d.Slice(p.d.Blocks[i].Span) }

// field is the first value that stands beside the document under one of the names.
func (p *pages) field(names ...string) string {
	for _, n := range names {
		for _, f := range p.d.Fields {
			if f.Name == n && f.Value != "" {
				return f.Value
			}
		}
	}
	return ""
}

// stated is nil for what was not found.
func stated(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
