// Package pack opens zip files that nobody vouches for: every part is read within limits on size, ratio and number, and
// names are cleaned, so that nothing a name says leads out of the archive.
package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Limits bound what one archive may grow to. Zero means no limit.
type Limits struct {
	Unpacked int64 // bytes of all parts that are read
	Ratio    int64 // how many times its packed size one part may grow to
	Parts    int   // how many parts the archive may list
}

// The faults that Zip and Read tell apart.
var (
	ErrDamaged   = errors.New("the zip container is damaged or cut off: fetch the file again")
	ErrEncrypted = errors.New("it is encrypted: save it without a password")
)

// smallPart may be packed at any ratio: a short file of spaces is no bomb.
const smallPart = 1 << 20

// Archive is an opened zip file.
type Archive struct {
	Parts []*Part // in the archive's order, without folders

	byName map[string]*Part
	lim    Limits
	read   int64
}

// Part is one file of an archive.
type Part struct {
	Name string // clean, with slashes, never absolute, never with ..
	file *zip.File
	arch *Archive
}

// Zip opens an archive in memory.
func Zip(data []byte, lim Limits) (*Archive, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, ErrDamaged
	}
	if lim.Parts > 0 && len(r.File) > lim.Parts {
		return nil, fmt.Errorf("the archive lists %d parts, more than the limit of %d: raise the limit on parts", len(r.File), lim.Parts)
	}
	a := &Archive{byName: map[string]*Part{}, lim: lim}
	for _, f := range r.File {
		if strings.HasSuffix(f.Name, "/") || !f.Mode().IsRegular() {
			continue
		}
		p := &Part{Name: clean(f.Name, f.NonUTF8), file: f, arch: a}
		if _, dup := a.byName[p.Name]; p.Name == "" || dup {
			continue
		}
		a.byName[p.Name] = p
		a.Parts = append(a.Parts, p)
	}
	return a, nil
}

// Part is the part of a name, nil if there is none; leading slashes do not count.
func (a *Archive) Part(name string) *Part {
	return a.byName[strings.TrimPrefix(path.Clean("/"+name), "/")]
}

// Size is what the archive claims the part grows to, in bytes.
func (p *Part) Size() uint64 { return p.file.UncompressedSize64 }

// Read unpacks the part. The claimed size is not believed: what comes out is counted.
func (p *Part) Read() ([]byte, error) {
	if p.file.Flags&1 != 0 {
		return nil, ErrEncrypted
	}
	r, err := p.file.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.Name, ErrDamaged)
	}
	defer r.Close()
	most := int64(1) << 62
	lim := p.arch.lim
	why := ""
	if lim.Unpacked > 0 {
		most = lim.Unpacked - p.arch.read
		why = fmt.Sprintf("its parts grow to more than %d bytes: raise the limit on unpacked size if it deserves it", lim.Unpacked)
	}
	if lim.Ratio > 0 {
		if byRatio := max(smallPart, int64(p.file.CompressedSize64)*lim.Ratio); byRatio < most {
			most = byRatio
			why = fmt.Sprintf("%s grows to more than %d times its packed size: raise the limit on ratio if it deserves it", p.Name, lim.Ratio)
		}
	}
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(b)) > most {
		return nil, errors.New(why)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.Name, ErrDamaged)
	}
	p.arch.read += int64(len(b))
	return b, nil
}

// clean makes a part's name safe to show and to look up. Chinese Windows programs write names in GBK without
// saying so.
func clean(name string, nonUTF8 bool) string {
	if nonUTF8 || !utf8.ValidString(name) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "_"), "\\", "/")
	return CleanName(name)
}

// CleanName is a member's name without what would lead out of its archive.
func CleanName(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/")
}
