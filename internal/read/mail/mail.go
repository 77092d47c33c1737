// Package mail takes the documents out of MIME messages: EML (RFC 5322, RFC 2045) with their attachments, and MHT, the
// form in which browsers save a page (RFC 2557).
package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// Part is one document of a message.
type Part struct {
	Name string
	Data []byte // text parts in UTF-8 where their charset is known
}

var errDamaged = errors.New("the message is damaged or cut off: fetch the file again")

// Is reports whether the bytes begin with the header of a MIME message.
func Is(data []byte) bool {
	head := data[:min(len(data), 4096)]
	end := bytes.Index(head, []byte("\n\n"))
	if i := bytes.Index(head, []byte("\r\n\r\n")); i >= 0 && (end < 0 || i < end) {
		end = i
	}
	if end > 0 {
		head = head[:end]
	}
	first, _, _ := bytes.Cut(head, []byte(":"))
	if len(first) == 0 || len(first) > 40 || bytes.ContainsAny(first, " \n<\t") {
		return false
	}
	lower := bytes.ToLower(head)
	return bytes.Contains(lower, []byte("\nmime-version:")) || bytes.HasPrefix(lower, []byte("mime-version:")) ||
		bytes.Contains(lower, []byte("\ncontent-type:")) && bytes.Contains(lower, []byte("\nfrom:"))
}

// Parts are the documents of a message: its body (the HTML one where it has two wordings) and its attachments; of a
// saved page only the page, not its pictures and styles. What was read before a fault comes with the error.
func Parts(data []byte, depth int) ([]Part, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, errDamaged
	}
	w := &walk{depth: depth}
	err = w.entity(textproto.MIMEHeader(m.Header), m.Body, 0)
	return w.parts, err
}

type walk struct {
	parts []Part
	depth int
}

func (w *walk) entity(h textproto.MIMEHeader, body io.Reader, depth int) error {
	if depth > w.depth {
		return fmt.Errorf("its parts lie in each other more than %d deep: raise the limit on nesting", w.depth)
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	body = decoded(h.Get("Content-Transfer-Encoding"), body)
	if !strings.HasPrefix(kind, "multipart/") {
		return w.leaf(h, kind, params, body)
	}
	from := len(w.parts)
	r := multipart.NewReader(body, params["boundary"])
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return errDamaged
		}
		if err := w.entity(p.Header, p, depth+1); err != nil {
			return err
		}
		if kind == "multipart/related" && len(w.parts) > from {
			break // the first is the page, the rest what it shows
		}
	}
	if kind == "multipart/alternative" && len(w.parts) > from+1 {
		w.parts = append(w.parts[:from], richest(w.parts[from:]))
	}
	return nil
}

// richest is the HTML wording of a body, else the last, which RFC 2046 says is the best.
func richest(parts []Part) Part {
	for _, p := range parts {
		if strings.HasSuffix(p.Name, ".html") {
			return p
		}
	}
	return parts[len(parts)-1]
}

func decoded(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}

func (w *walk) leaf(h textproto.MIMEHeader, kind string, params map[string]string, body io.Reader) error {
	data, err := io.ReadAll(body)
	if err != nil {
		return errDamaged
	}
	name := fileName(h, params)
	switch {
	case strings.HasPrefix(kind, "text/"):
		data = toUTF8(data, params["charset"])
		if name == "" && kind == "text/html" {
			name = "body.html"
		} else if name == "" {
			name = "body.txt"
		}
	case name == "":
		return nil // a picture of the page, a signature
	}
	if len(bytes.TrimSpace(data)) > 0 && !strings.HasPrefix(kind, "image/") && kind != "text/css" {
		w.parts = append(w.parts, Part{Name: name, Data: data})
	}
	return nil
}

func fileName(h textproto.MIMEHeader, params map[string]string) string {
	name := params["name"]
	if _, p, err := mime.ParseMediaType(h.Get("Content-Disposition")); err == nil && p["filename"] != "" {
		name = p["filename"]
	}
	words := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		enc, err := htmlindex.Get(charset)
		if err != nil {
			return nil, err
		}
		return enc.NewDecoder().Reader(r), nil
	}}
	if s, err := words.DecodeHeader(name); err == nil {
		name = s
	}
	return name
}

func toUTF8(data []byte, charset string) []byte {
	enc, err := htmlindex.Get(charset)
	if charset == "" || err != nil {
		return data
	}
	if out, err := enc.NewDecoder().Bytes(data); err == nil {
		return out
	}
	return data
}
