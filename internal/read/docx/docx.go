// Package docx reads Word documents of the format OOXML (ISO/IEC 29500, transitional and strict): the words as a
// reader of the printed document sees them, with the numbers that Word generates, tables as cells, footnotes.
//
// The way: open the zip within limits, read styles and lists, then stream document.xml into paragraphs and tables.
// Revisions are taken as accepted; hidden text, field codes, headers and footers stay out.
package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

// Is reports whether data is a zip file that holds a Word document.
func Is(data []byte) bool {
	p, err := open(data, draft.Limits{})
	if err != nil {
		return false
	}
	_, err = p.document()
	return err == nil
}

// Read reads a document.
func Read(ctx context.Context, data []byte, lim draft.Limits) (*draft.Draft, error) {
	p, err := open(data, lim)
	if err != nil {
		return nil, err
	}
	main, err := p.document()
	if err != nil {
		return nil, err
	}
	rel, err := p.relations(main)
	if err != nil {
		return nil, err
	}
	r := &reader{container: p, ctx: ctx, d: &draft.Draft{Limits: lim}}
	if r.styles, err = p.styles(rel["styles"]); err != nil {
		r.broken("styles", err)
	}
	if r.lists, err = p.lists(rel["numbering"]); err != nil {
		r.broken("numbering", err)
	}
	r.properties()
	if err := r.body(main); err != nil {
		return nil, err
	}
	r.notes("footnotes", rel["footnotes"], r.footnotes)
	r.notes("endnotes", rel["endnotes"], r.endnotes)
	return r.d, r.err
}

// document is the name of the main part: by the package's relations, as writers may call it anything.
func (p *container) document() (string, error) {
	if rel, err := p.relations(""); err == nil {
		if main := rel["officeDocument"]; main != "" && p.part(main) != nil && !strings.Contains(main, "xl/") && !strings.Contains(main, "ppt/") {
			return main, nil
		}
	}
	if p.part("word/document.xml") != nil {
		return "word/document.xml", nil
	}
	return "", errors.New("the zip file holds no word document: it has no part word/document.xml")
}

// reader holds what the parts of a document share.
type reader struct {
	*container
	ctx    context.Context
	d      *draft.Draft
	styles *styles
	lists  *lists
	err    error

	footnotes, endnotes []string // ids in the order of their references
}

// broken notes a part that could not be read to its end; what stands before counts.
func (r *reader) broken(part string, err error) {
	r.d.Note("docx-part", fmt.Sprintf("%s: %v", part, err))
}

// properties takes title and dates from docProps/core.xml.
func (r *reader) properties() {
	rel, err := r.relations("")
	if err != nil {
		return
	}
	d, err := r.decoder(rel["core-properties"])
	if err != nil || d == nil {
		return
	}
	if _, err := d.root(); err != nil {
		return
	}
	_ = d.each(func(s xml.StartElement) error { // a damaged part costs metadata only
		text, err := d.text()
		switch s.Name.Local {
		case "title", "subject", "created", "modified", "keywords":
			r.d.Field(s.Name.Local, text, "docx core properties")
		}
		return err
	})
}

// body streams the main part.
func (r *reader) body(part string) error {
	d, err := r.decoder(part)
	if err != nil {
		return err
	}
	if _, err := d.root(); err != nil {
		return err
	}
	w := &blocks{reader: r, dec: d}
	err = d.each(func(s xml.StartElement) error {
		if s.Name.Local != "body" {
			return d.skip()
		}
		return w.children(func(it draft.Item) error { return r.emit(it, document.Paragraph) })
	})
	if err == nil {
		err = w.end(func(it draft.Item) error { return r.emit(it, document.Paragraph) })
	}
	if err != nil && len(r.d.Blocks) > 0 && r.ctx.Err() == nil && !errors.As(err, new(limitError)) {
		r.d.Note("truncated", fmt.Sprintf("the document breaks off: %v", err))
		return nil
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("part %s breaks off: fetch the file again", part)
	}
	return err
}

// notes writes the footnotes or endnotes that the text refers to.
func (r *reader) notes(kind, part string, ids []string) {
	if len(ids) == 0 || r.err != nil {
		return
	}
	d, err := r.decoder(part)
	if err != nil || d == nil {
		if err != nil {
			r.broken(kind, err)
		}
		return
	}
	if _, err := d.root(); err != nil {
		r.broken(kind, err)
		return
	}
	byID := map[string][]draft.Item{}
	err = d.each(func(s xml.StartElement) error {
		id := attr(s, "id")
		w := &blocks{reader: r, dec: d}
		add := func(it draft.Item) error { byID[id] = append(byID[id], it); return nil }
		if err := w.children(add); err != nil {
			return err
		}
		return w.end(add)
	})
	if err != nil {
		r.broken(kind, err)
	}
	for _, id := range ids {
		for _, it := range byID[id] {
			if r.err = r.emit(it, document.Footnote); r.err != nil {
				return
			}
		}
	}
}

// emit writes an item; the draft's only error is that the text grows too long.
func (r *reader) emit(it draft.Item, kind document.Kind) error {
	if err := r.d.Emit(it, kind); err != nil {
		return limitError{err}
	}
	return nil
}
