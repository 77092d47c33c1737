package doc97

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/internal/read/draft"
	"taizhang/pipeline/document"
)

// The files are real ones, written by LibreOffice; their golden listings stand beside the test of package read.
func files(t testing.TB) map[string][]byte {
	names, _ := filepath.Glob("../testdata/word/*.doc")
	if len(names) == 0 {
		t.Fatal("no .doc files in ../testdata/word")
	}
	out := map[string][]byte{}
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(n)] = b
	}
	return out
}

func TestFaults(t *testing.T) {
	good := files(t)["tasks.doc"]
	at := bytes.Index(good, []byte{0xEC, 0xA5}) // the file information block
	if at < 0 {
		t.Fatal("no file information block in tasks.doc")
	}
	changed := func(offset int, v uint16) []byte {
		b := bytes.Clone(good)
		binary.LittleEndian.PutUint16(b[at+offset:], v)
		return b
	}
	for _, c := range []struct {
		name string
		data []byte
		lim  draft.Limits
		want string
	}{
		{"encrypted", changed(0x0A, binary.LittleEndian.Uint16(good[at+0x0A:])|0x0100), draft.Limits{}, "encrypted"},
		{"word 6", changed(0, 0xA5DC), draft.Limits{}, "word 6 or older"},
		{"no document", changed(0, 0x1234), draft.Limits{}, "damaged"},
		{"no piece table", changed(0x1A6, 0), draft.Limits{}, "damaged"},
		{"cut in its head", good[:200], draft.Limits{}, "damaged"},
		{"characters", good, draft.Limits{Characters: 20}, "more than 20 characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(context.Background(), c.data, c.lim)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, good, draft.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// An Office file of the zip format is wrapped in a compound file when it is encrypted.
func TestEncryptedPackage(t *testing.T) {
	data := bytes.Replace(files(t)["tasks.doc"], utf16Bytes("WordDocument"), utf16Bytes("EncryptedPac"), 1)
	if Is(data) {
		t.Error("neither stream stands in the directory, and yet it is a document")
	}
	if data := append([]byte(Magic), nameEncrypted...); !Is(data) {
		t.Error("an encrypted package is not known")
	}
}

func TestSprms(t *testing.T) {
	var p props
	p.apply([]byte{0x16, 0x24, 1, 0x0B, 0x46, 3, 0, 0x0A, 0x26, 2, 0x40, 0x26, 1, 0x15, 0xC6, 2, 9, 9, 0x17, 0x24, 1})
	want := props{depth: 1, list: 3, level: 2, outline: 1, rowEnd: true}
	if p.depth != want.depth || p.list != want.list || p.level != want.level || p.outline != want.outline || p.rowEnd != want.rowEnd {
		t.Errorf("got %+v, want %+v", p, want)
	}
	p.apply([]byte{0x08, 0xD6, 0xFF, 0xFF, 1}) // an operand that claims more than there is
	p.apply([]byte{0x16})
}

// No input may panic or hang.
func FuzzRead(f *testing.F) {
	for _, b := range files(f) {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(context.Background(), data, draft.Limits{Characters: 1 << 20})
		if err == nil {
			d.Build(document.Source{})
		}
	})
}
