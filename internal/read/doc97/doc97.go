// Package doc97 reads Word documents of the binary format (Word 97 to 2003, and WPS in the same format): the words in
// reading order with the numbers that Word generates, table cells, footnotes, text boxes.
//
// Source of all offsets and codes: [MS-DOC], Word (.doc) Binary File Format, Microsoft, revision 12; section numbers
// in the code are its own. The way: open the compound file, read the file information block, map character positions
// to bytes by the piece table, take the properties of paragraphs and characters, and cut the text at its marks.
// Text hidden or deleted by a tracked change and field codes stay out.
package doc97

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/richardlehane/mscfb"

	"taizhang/internal/read/draft"
	"taizhang/internal/read/numbering"
	"taizhang/pipeline/document"
)

// Magic opens every compound file.
const Magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// The streams that tell what a compound file holds, as their names stand in its directory.
var (
	nameDocument  = utf16Bytes("WordDocument")
	nameEncrypted = utf16Bytes("EncryptedPackage")
)

func utf16Bytes(s string) []byte {
	var b []byte
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}

// Is reports whether data is a compound file that holds a Word document, or any Office document in encrypted form.
func Is(data []byte) bool {
	return bytes.HasPrefix(data, []byte(Magic)) && (bytes.Contains(data, nameDocument) || bytes.Contains(data, nameEncrypted))
}

var (
	errEncrypted = errors.New("the document is encrypted: save it without a password")
	errDamaged   = errors.New("the word file is damaged or cut short: fetch it again, or open and save it with a word processor")
)

// Read reads a document.
func Read(ctx context.Context, data []byte, lim draft.Limits) (*draft.Draft, error) {
	streams, err := open(data, lim)
	if err != nil {
		return nil, err
	}
	if streams["EncryptedPackage"] != nil {
		return nil, errEncrypted
	}
	w, err := parse(streams)
	if err != nil {
		return nil, err
	}
	d := &draft.Draft{Limits: lim}
	return d, w.write(ctx, d)
}

// open reads the streams that a document needs.
func open(data []byte, lim draft.Limits) (streams map[string][]byte, err error) {
	defer func() { // the library trusts sizes in the file; a panic of its must not leave this package
		if r := recover(); r != nil {
			streams, err = nil, errDamaged
		}
	}()
	f, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, errDamaged
	}
	streams = map[string][]byte{}
	for e, err := f.Next(); err == nil; e, err = f.Next() {
		switch e.Name {
		case "WordDocument", "0Table", "1Table", "EncryptedPackage":
		default:
			continue
		}
		if len(e.Path) > 0 { // of an embedded document
			continue
		}
		// A stream cannot be larger than the file that holds it: a size beyond is a lie.
		b, err := io.ReadAll(io.LimitReader(e, int64(len(data))))
		if err != nil && len(b) == 0 {
			return nil, errDamaged
		}
		if streams[e.Name] == nil {
			streams[e.Name] = append([]byte{}, b...)
		}
	}
	if len(streams) == 0 {
		return nil, fmt.Errorf("the compound file holds no word document: it has no stream WordDocument")
	}
	return streams, nil
}

// word is an opened document.
type word struct {
	main   []byte // stream WordDocument
	table  []byte // stream 0Table or 1Table
	text   text
	papx   runs
	chpx   runs
	styles []props // by their index, with what they inherit
	lists  []*numbering.Num
}

// parse reads the file information block (2.5.1) and what it points to.
func parse(streams map[string][]byte) (w *word, err error) {
	main := streams["WordDocument"]
	if len(main) < 0x1AA || u16(main, 0) != 0xA5EC {
		if len(main) >= 2 && (u16(main, 0) == 0xA5DC || u16(main, 0) == 0xA5DB) {
			return nil, errors.New("the document is of word 6 or older: open and save it with a word processor")
		}
		return nil, errDamaged
	}
	flags := u16(main, 0x0A)
	if flags&0x0100 != 0 {
		return nil, errEncrypted
	}
	w = &word{main: main, table: streams["0Table"]}
	if flags&0x0200 != 0 || w.table == nil {
		w.table = streams["1Table"]
	}
	if err := w.piecesAt(w.fib(0x1A2)); err != nil {
		return nil, err
	}
	w.papx = w.formatting(w.fib(0x102), true)
	w.chpx = w.formatting(w.fib(0x0FA), false)
	w.styles = stylesheet(w.fib(0x0A2))
	w.lists = readLists(w.fib(0x2E2), w.tableFrom(0x2E2), w.fib(0x2EA))
	return w, nil
}

// fib is the stretch of the table stream that the pair fc, lcb at an offset of the block names; nil if it lies outside.
func (w *word) fib(at int) []byte {
	b := w.tableFrom(at)
	n := int(u32(w.main, at+4))
	if n <= 0 || n > len(b) {
		return nil
	}
	return b[:n]
}

// tableFrom is the table stream from there on: the levels of lists follow their definitions uncounted.
func (w *word) tableFrom(at int) []byte {
	if at+8 > len(w.main) {
		return nil
	}
	fc := int(u32(w.main, at))
	if fc < 0 || fc >= len(w.table) || u32(w.main, at+4) == 0 {
		return nil
	}
	return w.table[fc:]
}

// u16 and u32 read little-endian numbers; beyond the end they are 0.
func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}

// write cuts the parts of the text (2.3) into blocks: the body, text boxes, footnotes, endnotes. Headers, footers
// and comments stay out.
func (w *word) write(ctx context.Context, d *draft.Draft) error {
	n := [8]int{}
	for i := range n { // ccpText, ccpFtn, ccpHdd, ccpMcr, ccpAtn, ccpEdn, ccpTxbx, ccpHdrTxbx
		n[i] = int(int32(u32(w.main, 0x4C+4*i)))
		if n[i] < 0 {
			return errDamaged
		}
	}
	if w.text.len() == 0 {
		return errDamaged
	}
	starts := [9]int{}
	for i := range n {
		starts[i+1] = starts[i] + n[i]
	}
	for _, part := range []struct {
		at   int
		kind document.Kind
	}{{0, document.Paragraph}, {6, document.Paragraph}, {1, document.Footnote}, {5, document.Footnote}} {
		if n[part.at] == 0 {
			continue
		}
		c := cutter{word: w, d: d, kind: part.kind, ctx: ctx}
		if err := c.cut(starts[part.at], starts[part.at+1]); err != nil {
			return err
		}
	}
	return nil
}
