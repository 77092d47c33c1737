package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"taizhang/internal/read/draft"
)

// slack is what a part may grow to whatever its ratio: short XML packs very well.
const slack = 1 << 20

// pack is the zip file that a docx is, read within limits.
type pack struct {
	files map[string]*zip.File // by name in lower case with forward slashes: writers differ
	lim   draft.Limits
	left  int64 // bytes that may still be unpacked
}

func open(data []byte, lim draft.Limits) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && (z == nil || !errors.Is(err, zip.ErrInsecurePath)) {
		return nil, fmt.Errorf("the docx file is cut short or damaged (%v): fetch it again", err)
	}
	p := &pack{files: make(map[string]*zip.File, len(z.File)), lim: lim, left: lim.Unpacked}
	for _, f := range z.File {
		if name := clean(f.Name); p.files[name] == nil {
			p.files[name] = f
		}
	}
	return p, nil
}

func clean(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// decoder opens a part as XML; nil without an error if there is no such part.
func (p *pack) decoder(name string) (*decoder, error) {
	f := p.files[clean(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, errors.New("the docx file is encrypted: save it without a password")
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s cannot be unpacked (%v): fetch the file again", name, err)
	}
	most := p.left
	if p.lim.Ratio > 0 {
		most = min(most, int64(min(f.CompressedSize64, 1<<40))*p.lim.Ratio+slack)
	}
	d := &decoder{part: name, limited: &limited{r: r, pack: p, most: most}, nesting: p.lim.Nesting}
	d.Decoder = xml.NewDecoder(d.limited)
	d.CharsetReader = charset.NewReaderLabel
	d.Strict = true
	d.Entity = nil // XML's own five entities only; a DTD's are never read
	return d, nil
}

// limited ends a part that grows over its limits with an error.
type limited struct {
	r    io.ReadCloser
	pack *pack
	most int64
	n    int64
	over bool
}

func (l *limited) Read(b []byte) (int, error) {
	n, err := l.r.Read(b)
	l.n += int64(n)
	l.pack.left -= int64(n)
	if l.pack.lim.Unpacked > 0 && l.n > l.most {
		l.over = true
		return 0, errTooLarge
	}
	return n, err
}

var errTooLarge = errors.New("it unpacks to more than the limits on unpacked bytes and on the ratio allow: raise them if you trust the file")

// decoder is an XML decoder that minds the nesting and names its part in errors.
type decoder struct {
	*xml.Decoder
	*limited
	part    string
	depth   int
	nesting int
}

func (d *decoder) token() (xml.Token, error) {
	t, err := d.Token()
	switch t.(type) {
	case xml.StartElement:
		if d.depth++; d.nesting > 0 && d.depth > d.nesting {
			return nil, fmt.Errorf("part %s nests more than %d elements: raise the limit on nesting if you trust the file", d.part, d.nesting)
		}
	case xml.EndElement:
		d.depth--
	}
	if err != nil && err != io.EOF {
		if d.over {
			return nil, fmt.Errorf("part %s: %w", d.part, errTooLarge)
		}
		return nil, fmt.Errorf("part %s is damaged (%v): open and save it with a word processor", d.part, err)
	}
	return t, err
}

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
func (p *pack) relations(part string) (map[string]string, error) {
	dir, file := path.Split(part)
	d, err := p.decoder(dir + "_rels/" + file + ".rels")
	if err != nil || d == nil {
		return nil, err
	}
	defer d.Close()
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

// Close closes the part.
func (l *limited) Close() error { return l.r.Close() }
