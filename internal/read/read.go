// Package read turns bytes into a document.Document: one reader a format, chosen by what the bytes are.
package read

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"taizhang/pipeline/document"
)

// Input is one source, whole. Path is only a name: nothing is opened.
type Input struct {
	Path string
	Data []byte
}

// Limits bound what a hostile file can cost. The zero value of a field means its default.
type Limits struct {
	Bytes      int64 // of the source
	Characters int   // of the text
	Unpacked   int64 // bytes that a packed file (docx, ofd, zip) may grow to
	Ratio      int64 // how many times its packed size one part of a packed file may grow to
	Nesting    int   // XML elements within each other
	Parts      int   // files that an archive or a packed document may list
	Pages      int   // of a laid-out document
	Time       time.Duration
}

// A Reader reads one format.
type Reader interface {
	// Name is the reader and its version, as Source.Reader states it: text/1.
	Name() string
	// Sniff says how sure the reader is, 0 to 100, that data is of its format; path is a tie-break only.
	Sniff(path string, data []byte) int
	// Read makes the document. The error names the reason and the remedy in one lower-case line.
	Read(ctx context.Context, in Input, lim Limits) (*document.Document, error)
}

// ErrUnreadable is wrapped by every error that says a source cannot be read at all.
var ErrUnreadable = errors.New("cannot be read")

var readers = []Reader{
	htmlReader{},
	markdownReader{},
	textReader{},
	docxReader{},
	docReader{},
	rtfReader{},
	pdfReader{pdfiumEngine{}},
	ofdReader{},
	xlsxReader{},
	separatedReader{},
}

// Read chooses the reader that is surest of the bytes and reads.
func Read(ctx context.Context, in Input, lim Limits) (*document.Document, error) {
	switch most := lim.withDefaults().Bytes; {
	case len(in.Data) == 0:
		return nil, fmt.Errorf("%s: %w: the file is empty", in.Path, ErrUnreadable)
	case int64(len(in.Data)) > most:
		return nil, fmt.Errorf("%s: %w: it has %d bytes, more than the limit of %d: raise the limit on bytes", in.Path, ErrUnreadable, len(in.Data), most)
	}
	var best Reader
	sure := 0
	for _, r := range readers {
		if s := r.Sniff(in.Path, in.Data); s > sure {
			best, sure = r, s
		}
	}
	if best == nil {
		return nil, fmt.Errorf("%s: %w: no reader knows this format", in.Path, ErrUnreadable)
	}
	return best.Read(ctx, in, lim)
}

// source fills in what every reader states alike.
func source(in Input, mediaType, encoding, reader string) document.Source {
	sum := sha256.Sum256(in.Data)
	return document.Source{Path: in.Path, MediaType: mediaType, Encoding: encoding, SHA256: hex.EncodeToString(sum[:]), Bytes: len(in.Data), Reader: reader}
}
