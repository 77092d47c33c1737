package docx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"taizhang/internal/read/draft"
	"taizhang/internal/read/pack"
)

// container is the zip file that a docx is.
type container struct {
	*pack.Archive
	lim draft.Limits
}

func open(data []byte, lim draft.Limits) (*container, error) {
	a, err := pack.Zip(data, pack.Limits{Unpacked: lim.Unpacked, Ratio: lim.Ratio})
	if err != nil {
		return nil, err
	}
	return &container{a, lim}, nil
}

// part finds a part by its name; writers differ in upper and lower case.
func (c *container) part(name string) *pack.Part {
	if p := c.Part(name); p != nil {
		return p
	}
	for _, p := range c.Parts {
		if strings.EqualFold(p.Name, name) {
			return p
		}
	}
	return nil
}

// decoder opens a part as XML; nil without an error if there is no such part.
func (c *container) decoder(name string) (*decoder, error) {
	p := c.part(name)
	if p == nil {
		return nil, nil
	}
	b, err := p.Read()
	if err != nil {
		return nil, err
	}
	d := &decoder{Decoder: xml.NewDecoder(bytes.NewReader(b)), part: name, nesting: c.lim.Nesting}
	d.CharsetReader = charset.NewReaderLabel
	d.Entity = nil // XML's own five entities only; a DTD's are never read
	return d, nil
}

// decoder is an XML decoder that minds the nesting and names its part in errors.
type decoder struct {
	*xml.Decoder
	part    string
	open    []xml.Name
	nesting int
}

// token reads raw tokens: namespaces are not resolved, since the strict and the transitional form of the format, and
// the drafts that old writers follow, differ in nothing else. That elements match is checked here.
func (d *decoder) token() (xml.Token, error) {
	t, err := d.RawToken()
	switch t := t.(type) {
	case xml.StartElement:
		if d.open = append(d.open, t.Name); d.nesting > 0 && len(d.open) > d.nesting {
			return nil, limitError{fmt.Errorf("part %s nests more than %d elements: raise the limit on nesting if you trust the file", d.part, d.nesting)}
		}
	case xml.EndElement:
		n := len(d.open) - 1
		if n < 0 || d.open[n] != t.Name {
			return nil, fmt.Errorf("part %s is damaged (%s ends where it is not open): open and save it with a word processor", d.part, t.Name.Local)
		}
		d.open = d.open[:n]
	}
	if err == io.EOF && len(d.open) > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("part %s is damaged (%v): open and save it with a word processor", d.part, err)
	}
	return t, err
}

// limitError is an error of a limit: what stands before it does not count as a document that broke off.
type limitError struct{ error }

// skip passes over the rest of the element whose start was read last.
func (d *decoder) skip() error {
	for depth := 1; depth > 0; {
		t, err := d.token()
		if err != nil {
			return unexpected(err)
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// each calls f with every child element of the element whose start was read last; f must consume it.
func (d *decoder) each(f func(xml.StartElement) error) error {
	for {
		t, err := d.token()
		if err != nil {
			return unexpected(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := f(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// root finds the part's root element.
func (d *decoder) root() (xml.StartElement, error) {
	for {
		t, err := d.token()
		if err != nil {
			return xml.StartElement{}, unexpected(err)
		}
		if s, ok := t.(xml.StartElement); ok {
			return s, nil
		}
	}
}

// text is the character data of the element whose start was read last.
func (d *decoder) text() (string, error) {
	var b strings.Builder
	for {
		t, err := d.token()
		if err != nil {
			return "", unexpected(err)
		}
		switch t := t.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if err := d.skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

func attr(s xml.StartElement, local string) string {
	for _, a := range s.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// on reads a toggle: <w:b/> and w:val true, 1, on are on.
func on(s xml.StartElement) bool {
	switch attr(s, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// relations maps the type of a relationship (its last path element: styles, numbering) to the parts it leads to.
func (p *container) relations(part string) (map[string]string, error) {
	dir, file := path.Split(part)
	d, err := p.decoder(dir + "_rels/" + file + ".rels")
	if err != nil || d == nil {
		return nil, err
	}
	if _, err := d.root(); err != nil {
		return nil, err
	}
	out := map[string]string{}
	err = d.each(func(s xml.StartElement) error {
		kind := attr(s, "Type")
		kind = kind[strings.LastIndexByte(kind, '/')+1:]
		target := attr(s, "Target")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		if _, have := out[kind]; !have && attr(s, "TargetMode") != "External" {
			out[kind] = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(target, `\`, "/")), "/")
		}
		return d.skip()
	})
	return out, err
}
