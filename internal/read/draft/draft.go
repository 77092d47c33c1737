// Package draft is what the readers of marked-up formats write into: the source's text line by line, and
// the blocks that stand on it. Build turns a Draft into a document.Document; until then nothing is normalised.
package draft

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
)

// Limits bound what reading one source may cost. Zero means no limit: package read fills in its defaults.
type Limits struct {
	Characters int   // of the text, in code points
	Unpacked   int64 // bytes that one packed file may grow to
	Ratio      int64 // how many times its packed size a part of a packed file may grow to
	Nesting    int   // elements within each other
}

// Draft collects a document's text and blocks in reading order.
type Draft struct {
	Limits Limits
	Blocks []document.RawBlock
	Fields []document.Field
	Notes  []document.Note

	raw        strings.Builder
	characters int
	tables     int
}

// Add writes one block. Each part becomes a line of its own in the raw text; the parts of a block are
// the pieces that belong together although the source breaks between them.
// The error says that the text grew over Limits.Characters.
func (d *Draft) Add(b document.Block, parts ...string) error {
	rb := document.RawBlock{Block: b}
	for _, p := range parts {
		if p == "" {
			continue
		}
		d.characters += utf8.RuneCountInString(p)
		if d.Limits.Characters > 0 && d.characters > d.Limits.Characters {
			return fmt.Errorf("more than %d characters of text: raise the limit on characters or split the file", d.Limits.Characters)
		}
		start := d.raw.Len()
		d.raw.WriteString(strings.ToValidUTF8(p, "\uFFFD"))
		rb.Parts = append(rb.Parts, document.Span{Start: start, End: d.raw.Len()})
		d.raw.WriteByte('\n')
	}
	if len(rb.Parts) > 0 {
		d.Blocks = append(d.Blocks, rb)
	}
	return nil
}

// Field notes a piece of metadata that stands outside the text; empty values are dropped.
func (d *Draft) Field(name, value, origin string) {
	name, value = strings.TrimSpace(name), strings.Join(strings.Fields(value), " ")
	if name == "" || value == "" {
		return
	}
	f := document.Field{Name: name, Value: strings.ToValidUTF8(value, "\uFFFD"), Origin: origin}
	for _, have := range d.Fields {
		if have == f {
			return
		}
	}
	d.Fields = append(d.Fields, f)
}

// Note says what is doubtful about the whole document.
func (d *Draft) Note(code, message string) {
	d.Notes = append(d.Notes, document.Note{Code: code, Message: message})
}

// NextTable counts a new table and returns its number, from 1.
func (d *Draft) NextTable() int {
	d.tables++
	return d.tables
}

// Build makes the document.
func (d *Draft) Build(src document.Source) *document.Document {
	blocks := d.once()
	doc := document.Build(src, d.raw.String(), blocks)
	doc.Fields, doc.Notes = d.Fields, d.Notes
	return doc
}

// fewest is how many blocks a text must have for its copies to be told from a table of equal lines.
const fewest = 5

// once is the blocks without copies: sites hand out articles that hold their whole text two or three times over.
// A note says what was left out; the raw text keeps it.
func (d *Draft) once() []document.RawBlock {
	n := len(d.Blocks)
	raw := d.raw.String()
	words := func(b document.RawBlock) string {
		var s string
		for _, p := range b.Parts {
			s += strings.TrimSpace(raw[p.Start:p.End])
		}
		return s
	}
	for copies := 2; copies <= 4 && n/copies >= fewest; copies++ {
		if n%copies != 0 {
			continue
		}
		size, same := n/copies, true
		for i := size; i < n && same; i++ {
			same = words(d.Blocks[i]) == words(d.Blocks[i%size])
		}
		if same {
			d.Note("repeated-text", fmt.Sprintf("the source holds its whole text %d times: the copies are left out", copies))
			return d.Blocks[:size]
		}
	}
	return d.Blocks
}
