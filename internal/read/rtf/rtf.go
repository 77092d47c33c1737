// Package rtf reads Rich Text Format documents: the words, the list numbers that the writing program printed into
// the file, table cells, footnotes. Headers, footers, field codes, hidden and deleted text stay out.
//
// Source: Rich Text Format Specification 1.9.1, Microsoft, 2008. The way: a scanner cuts the bytes into tokens, groups
// save and restore a state, and a table of destinations says which groups hold words.
package rtf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

// Is reports whether data is RTF.
func Is(data []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(data, " \r\n\t"), []byte(`{\rtf`)) }

// Read reads a document.
func Read(ctx context.Context, data []byte, lim draft.Limits) (*draft.Draft, error) {
	if !Is(data) {
		return nil, errors.New(`the file does not begin with {\rtf: it is no rtf document`)
	}
	r := &reader{d: &draft.Draft{Limits: lim}, ctx: ctx, scan: scanner{data: data}, fonts: map[int]int{}, outlines: map[int]int{}, ansi: 1252}
	r.body = &flow{kind: document.Paragraph}
	r.flow = r.body
	if err := r.run(); err != nil {
		return nil, err
	}
	return r.d, nil
}

// state is what a group saves and its end restores.
type state struct {
	dest   destination
	font   int
	dbFont int  // \dbch\afN: the font of East Asian characters, -1 for none
	dbch   bool // the last of \loch, \hich, \dbch was \dbch
	skip   int  // \ucN: how many characters stand in for a \u
	hidden bool // \v or \deleted
	para   props
	star   bool        // \* was read: the next word names a destination that may be ignored
	outer  destination // in \upr: what its words are for
}

// props are the properties of a paragraph.
type props struct {
	depth   int // in tables
	outline int // from 0; 9 for body text
}

// destination says what the words of a group are for.
type destination uint8

const (
	words       destination = iota
	ignored                 // fonts' names aside, nobody reads them
	fonts                   // the font table
	styles                  // the style sheet
	label                   // a number that the writing program printed
	info                    // a field of the document's information
	infoRoot                // the information group around its fields
	upright                 // \upr: a text for old readers, and the same in Unicode
	uprightPart             // one of the two
)

// destinations are the words that open a group of their own. Groups that begin with \* and are not here are ignored.
var destinations = map[string]destination{
	"fonttbl": fonts, "stylesheet": styles, "listtext": label, "pntext": label, "info": infoRoot, "upr": upright,
	"title": info, "subject": info, "keywords": info,
	"fldrslt": words, "shptxt": words, "result": words, "shp": words, "shpinst": words,
	"colortbl": ignored, "pict": ignored, "header": ignored, "headerl": ignored, "headerr": ignored, "headerf": ignored,
	"footer": ignored, "footerl": ignored, "footerr": ignored, "footerf": ignored, "fldinst": ignored, "sp": ignored,
	"listtable": ignored, "listoverridetable": ignored, "nonshppict": ignored, "object": words, "objdata": ignored, "objclass": ignored,
	"author": ignored, "operator": ignored, "creatim": ignored, "revtim": ignored, "printim": ignored, "comment": ignored, "doccomm": ignored,
	"company": ignored, "manager": ignored, "category": ignored, "hlinkbase": ignored, "annotation": ignored, "atnid": ignored,
	"atnauthor": ignored, "xe": ignored, "tc": ignored, "ftnsep": ignored, "ftnsepc": ignored, "ftncn": ignored, "aftnsep": ignored,
	"aftnsepc": ignored, "aftncn": ignored, "rxe": ignored, "themedata": ignored, "datastore": ignored, "falt": ignored, "panose": ignored,
	"filetbl": ignored, "revtbl": ignored, "rsidtbl": ignored, "generator": ignored, "latentstyles": ignored, "pgptbl": ignored,
	"bkmkstart": ignored, "bkmkend": ignored, "template": ignored, "private": ignored, "background": ignored,
}

// characters are the words that stand for one.
var characters = map[string]rune{
	"tab": '\t', "emdash": '—', "endash": '–', "lquote": '‘', "rquote": '’', "ldblquote": '“', "rdblquote": '”', "bullet": '•',
	"emspace": '\u2003', "enspace": '\u2002', "qmspace": '\u2005',
}

// flow is a stream of paragraphs: the body, or a footnote within it.
type flow struct {
	kind  document.Kind
	buf   strings.Builder
	lines []string
	label strings.Builder
	cell  []draft.Item
	row   []draft.Cell
	rows  []draft.Row
	notes []draft.Item // footnotes, in order
}

type reader struct {
	d     *draft.Draft
	ctx   context.Context
	scan  scanner
	state state
	stack []state
	flows []*flow // by group: the flow around a footnote
	marks []int   // depth of the stack at which each of flows resumes
	flow  *flow
	body  *flow

	ansi      int         // \ansicpg
	fonts     map[int]int // code page by font
	outlines  map[int]int // outline level by style
	styleNow  int
	styleName string
	infoName  string

	bytes []byte   // text that waits for its code page
	units []uint16 // \u that may be half a pair
	omit  int      // characters that stand in for the last \u
	edges []draft.Edge
	left  int
	next  draft.Edge
}

func (r *reader) run() error {
	r.state = state{skip: 1, dbFont: -1, para: props{outline: 9}}
	for n := 0; ; n++ {
		if n&0xFFF == 0 {
			if err := r.ctx.Err(); err != nil {
				return err
			}
		}
		t := r.scan.next()
		var err error
		switch t.kind {
		case end:
			r.text()
			if err := r.paragraph(false); err != nil {
				return err
			}
			if len(r.stack) > 0 {
				r.d.Note("truncated", "the document breaks off: groups are still open at its end")
			}
			return r.finish()
		case open:
			r.text()
			if r.stack = append(r.stack, r.state); r.d.Limits.Nesting > 0 && len(r.stack) > r.d.Limits.Nesting {
				return fmt.Errorf("rtf groups nest more than %d deep: raise the limit on nesting if you trust the file", r.d.Limits.Nesting)
			}
			r.state.star = false
			if r.state.dest == upright {
				r.state.dest = uprightPart
			}
		case shut:
			r.text()
			err = r.shut()
		case word:
			err = r.word(t)
		case char:
			if r.omit > 0 {
				r.omit--
				break
			}
			r.bytes = append(r.bytes, t.b)
		}
		if err != nil {
			return err
		}
	}
}

// shut ends a group.
func (r *reader) shut() error {
	r.omit = 0
	if len(r.stack) == 0 {
		return nil
	}
	if r.state.dest == styles {
		if level := headingStyle(r.styleName); level > 0 && r.outlines[r.styleNow] == 0 {
			r.outlines[r.styleNow] = level - 1
		}
		r.styleName = ""
	}
	if r.state.dest == info {
		r.d.Field(r.infoName, r.flow.label.String(), "rtf info")
		r.flow.label.Reset()
	}
	r.state = r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	if n := len(r.marks); n > 0 && len(r.stack) < r.marks[n-1] {
		if err := r.paragraph(false); err != nil { // the footnote's last paragraph
			return err
		}
		note := r.flow
		r.flow, r.flows, r.marks = r.flows[n-1], r.flows[:n-1], r.marks[:n-1]
		r.body.notes = append(r.body.notes, note.cell...)
	}
	return nil
}

// word obeys a control word.
func (r *reader) word(t token) error {
	if t.name == "u" {
		r.flush()
		r.omit = r.state.skip
		r.units = append(r.units, uint16(t.arg))
		return nil
	}
	if r.omit > 0 && t.name != "'" { // a control word counts as one character too
		r.omit--
	}
	if t.name == "'" {
		if r.omit > 0 {
			r.omit--
			return nil
		}
		r.bytes = append(r.bytes, byte(t.arg))
		return nil
	}
	r.text()
	s := &r.state
	if t.name == "*" {
		s.star = true
		return nil
	}
	star := s.star
	s.star = false
	d, known := destinations[t.name]
	switch {
	case s.dest == ignored:
		return nil
	case s.dest == uprightPart: // of the two texts of \upr the second counts, which \ud opens
		if t.name == "ud" {
			s.dest = s.outer
		}
		return nil
	case d == info && s.dest != infoRoot:
		return nil
	case d == upright && known:
		s.outer, s.dest = s.dest, upright
		return nil
	case known:
		s.dest, r.infoName = d, t.name
		return nil
	case star && t.name != "footnote":
		s.dest = ignored
		return nil
	}
	switch s.dest {
	case fonts:
		switch t.name {
		case "f":
			s.font = t.arg
		case "fcharset":
			if cp := charsets[t.arg]; cp != 0 {
				r.fonts[s.font] = cp
			}
		case "cpg":
			r.fonts[s.font] = t.arg
		}
		return nil
	case styles:
		switch t.name {
		case "s":
			r.styleNow = t.arg
		case "outlinelevel":
			r.outlines[r.styleNow] = t.arg
		}
		return nil
	}
	if c, ok := characters[t.name]; ok {
		r.put(string(c))
		return nil
	}
	on := !t.has || t.arg != 0
	switch t.name {
	case "ansicpg":
		r.ansi = t.arg
	case "mac":
		r.ansi = 10000
	case "f":
		s.font = t.arg
	case "af":
		if s.dbch {
			s.dbFont = t.arg
		}
	case "dbch":
		s.dbch = true
	case "loch", "hich":
		s.dbch = false
	case "uc":
		s.skip = max(t.arg, 0)
	case "v", "deleted":
		s.hidden = on
	case "plain":
		s.hidden, s.dbFont = false, -1
	case "pard":
		s.para = props{outline: 9}
	case "s":
		if o, ok := r.outlines[t.arg]; ok {
			s.para.outline = o
		}
	case "outlinelevel":
		s.para.outline = t.arg
	case "intbl":
		s.para.depth = max(s.para.depth, 1)
	case "itap":
		s.para.depth = max(t.arg, 0)
	case "par", "sect", "page":
		if s.dest == words {
			return r.paragraph(true)
		}
	case "line":
		r.br()
	case "~":
		r.put("\u00A0")
	case "_":
		r.put("-")
	case "footnote":
		if s.dest == words {
			r.flows, r.marks = append(r.flows, r.flow), append(r.marks, len(r.stack))
			r.flow = &flow{kind: document.Footnote}
			s.para = props{outline: 9}
		}
	case "trowd":
		r.edges, r.left, r.next = nil, 0, draft.Edge{}
	case "trleft":
		r.left = t.arg
	case "clvmrg":
		r.next.Down = true
	case "clmrg":
		r.next.Merged = true
	case "cellx":
		if len(r.edges) < maxColumns {
			r.next.Left, r.next.Right = r.left, t.arg
			r.edges = append(r.edges, r.next)
		}
		r.left, r.next = t.arg, draft.Edge{}
	case "nestcell":
		r.endParagraph()
	case "cell":
		if s.dest == words {
			r.endParagraph()
			f := r.flow
			f.row = append(f.row, draft.Cell{Content: slices.DeleteFunc(f.cell, draft.Item.Blank)})
			f.cell = nil
		}
	case "row":
		if f := r.flow; s.dest == words && len(f.row) > 0 {
			f.rows = append(f.rows, draft.Row{Cells: f.row, Edges: r.edges})
			f.row = nil
		}
	}
	return nil
}

// maxColumns is Word's own limit.
const maxColumns = 63

// text turns what has been collected into words.
func (r *reader) text() {
	r.flush()
	if len(r.units) > 0 {
		r.put(string(utf16.Decode(r.units)))
		r.units = r.units[:0]
	}
}

func (r *reader) flush() {
	if len(r.bytes) == 0 {
		return
	}
	if len(r.units) > 0 {
		r.put(string(utf16.Decode(r.units)))
		r.units = r.units[:0]
	}
	r.put(decode(r.codePage(), r.bytes))
	r.bytes = r.bytes[:0]
}

// codePage is the encoding of the bytes at hand: of the font that sets them, else of the document.
func (r *reader) codePage() int {
	if r.state.dbch && r.state.dbFont >= 0 {
		if cp := r.fonts[r.state.dbFont]; cp != 0 {
			return cp
		}
	}
	if cp := r.fonts[r.state.font]; cp != 0 && cp != 1252 {
		return cp
	}
	return r.ansi
}

// put adds words to where the state says they belong.
func (r *reader) put(s string) {
	switch {
	case r.state.hidden:
	case r.state.dest == words:
		r.flow.buf.WriteString(s)
	case r.state.dest == label || r.state.dest == info:
		r.flow.label.WriteString(s)
	case r.state.dest == styles:
		r.styleName += s
	}
}

func (r *reader) br() {
	r.flow.lines = append(r.flow.lines, r.flow.buf.String())
	r.flow.buf.Reset()
}

// endParagraph closes the open paragraph and keeps it with the cell's.
func (r *reader) endParagraph() {
	r.flow.cell = append(r.flow.cell, r.item())
}

func (r *reader) item() draft.Item {
	r.br()
	f := r.flow
	it := draft.Item{Lines: f.lines}
	f.lines = nil
	if o := r.state.para.outline; o >= 0 && o < 9 {
		it.Heading = o + 1
	}
	it.Label, it.Glue = printedLabel(f.label.String())
	f.label.Reset()
	if it.Label != "" && r.state.para.depth == 0 && (draft.Item{Lines: it.Lines}).Blank() {
		it.Label = "" // an empty numbered paragraph
	}
	return it
}

// headingStyle is the level that the name of a built-in style states (heading 1, 标题 1), 0 for other styles.
func headingStyle(name string) int {
	name = strings.ToLower(strings.TrimRight(strings.TrimSpace(name), ";"))
	for _, prefix := range []string{"heading ", "标题 "} {
		if n, ok := strings.CutPrefix(name, prefix); ok && len(n) == 1 && n[0] >= '1' && n[0] <= '9' {
			return int(n[0] - '0')
		}
	}
	return 0
}

// printedLabel is a number as the writing program printed it, with its glue; "" for a bullet.
func printedLabel(s string) (label, glue string) {
	label = strings.TrimSpace(s)
	if !strings.ContainsFunc(label, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }) {
		return "", ""
	}
	if strings.TrimRight(s, " \t\u00A0") != s {
		glue = "\t"
	}
	return label, glue
}

// paragraph ends a paragraph; marked says that its mark was read, not only the end of its group.
func (r *reader) paragraph(marked bool) error {
	f := r.flow
	if f.kind == document.Footnote {
		r.endParagraph()
		return nil
	}
	if r.state.para.depth > 0 && marked {
		r.endParagraph()
		return nil
	}
	it := r.item()
	if !it.Blank() || marked {
		if err := r.endTable(); err != nil {
			return err
		}
	}
	return r.d.Emit(it, f.kind)
}

func (r *reader) endTable() error {
	f := r.flow
	if f.cell != nil {
		f.row = append(f.row, draft.Cell{Content: f.cell})
	}
	if f.row != nil {
		f.rows = append(f.rows, draft.Row{Cells: f.row})
	}
	rows := f.rows
	f.cell, f.row, f.rows = nil, nil, nil
	if len(rows) == 0 {
		return nil
	}
	return r.d.Emit(draft.Item{Table: draft.Grid(rows)}, f.kind)
}

// finish writes what is left: an open table, the footnotes.
func (r *reader) finish() error {
	for len(r.flows) > 0 { // a footnote that breaks off
		n := len(r.flows) - 1
		r.body.notes = append(r.body.notes, r.flow.cell...)
		r.flow, r.flows = r.flows[n], r.flows[:n]
	}
	if err := r.endTable(); err != nil {
		return err
	}
	for _, n := range r.body.notes {
		if err := r.d.Emit(n, document.Footnote); err != nil {
			return err
		}
	}
	return nil
}
