package read

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"

	"taizhang/internal/read/mail"
	"taizhang/internal/read/pack"
)

// Member parts an archive's name from that of a document in it: archive.zip!/member.
const Member = "!/"

// maxDepth is how deep archives may lie in each other.
const maxDepth = 4

var errDepth = errors.New("archives lie in each other more than 4 deep: unpack the outer ones first")

// Members are the documents that a source holds: itself, or what is packed in it (zip, tar, tar.gz, gz, EML, MHT), with
// paths like archive.zip!/member, in the archive's order. An error belongs to one member, whose path the Input
// still names; the others go on.
func Members(ctx context.Context, in Input, lim Limits) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		x := &expansion{ctx: ctx, lim: lim.withDefaults(), yield: yield}
		x.left = x.lim.Unpacked
		x.expand(in, 0)
	}
}

// expansion is one walk through an archive; limits hold for all that it unpacks together.
type expansion struct {
	ctx   context.Context
	lim   Limits
	left  int64 // bytes that may still be unpacked
	parts int
	yield func(Input, error) bool
	done  bool
}

func (x *expansion) give(in Input, err error) {
	if x.done {
		return
	}
	if cerr := x.ctx.Err(); cerr != nil {
		err = cerr
	}
	if err != nil && x.ctx.Err() == nil {
		err = fmt.Errorf("%s: %w: %w", in.Path, ErrUnreadable, err)
	}
	x.done = !x.yield(in, err) || x.ctx.Err() != nil
}

func (x *expansion) expand(in Input, depth int) {
	var open func(Input, func(name string, data []byte)) error
	switch {
	case int64(len(in.Data)) > x.lim.Bytes:
		// Read reports it.
	case bytes.HasPrefix(in.Data, []byte("PK\x03\x04")) && isText(in):
		open = x.zip
	case len(in.Data) > 262 && string(in.Data[257:262]) == "ustar":
		open = x.tar
	case bytes.HasPrefix(in.Data, []byte("\x1f\x8b")):
		open = x.gzip
	case mail.Is(in.Data):
		open = x.mail
	}
	if open == nil {
		x.give(in, nil)
		return
	}
	if depth == maxDepth {
		x.give(in, errDepth)
		return
	}
	err := open(in, func(name string, data []byte) {
		if !x.done && !junk(name) {
			x.expand(Input{Path: in.Path + Member + name, Data: data}, depth+1)
		}
	})
	if err != nil {
		x.give(in, err)
	}
}

// isText reports whether no reader of a packed format wants the bytes.
func isText(in Input) bool {
	for _, r := range readers {
		if r.Sniff(in.Path, in.Data) >= 50 {
			return false
		}
	}
	return true
}

// junk is what operating systems leave in archives.
func junk(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, ".") || base == "Thumbs.db" || base == "desktop.ini"
}

// count takes one more part and its size from the limits.
func (x *expansion) count(size int64) error {
	x.parts++
	x.left -= size
	switch {
	case x.parts > x.lim.Parts:
		return fmt.Errorf("the archive lists more than %d files: raise the limit on parts", x.lim.Parts)
	case x.left < 0:
		return fmt.Errorf("its files grow to more than %d bytes: raise the limit on unpacked size if it deserves it", x.lim.Unpacked)
	}
	return nil
}

func (x *expansion) zip(in Input, each func(string, []byte)) error {
	a, err := pack.Zip(in.Data, pack.Limits{Unpacked: max(1, x.left), Ratio: x.lim.Ratio, Parts: x.lim.Parts})
	if err != nil {
		return err
	}
	for _, p := range a.Parts {
		if x.done {
			return nil
		}
		if junk(p.Name) {
			continue
		}
		data, err := p.Read()
		if err != nil {
			x.give(Input{Path: in.Path + Member + p.Name}, err)
			continue
		}
		if err := x.count(int64(len(data))); err != nil {
			return err
		}
		each(p.Name, data)
	}
	return nil
}

func (x *expansion) tar(in Input, each func(string, []byte)) error {
	r := tar.NewReader(bytes.NewReader(in.Data))
	for !x.done {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return errors.New("the tar archive is damaged or cut off: fetch the file again")
		}
		if h.Typeflag != tar.TypeReg {
			continue // links and devices hold no document
		}
		if err := x.count(h.Size); err != nil {
			return err
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return errors.New("the tar archive is damaged or cut off: fetch the file again")
		}
		each(pack.CleanName(h.Name), data)
	}
	return nil
}

func (x *expansion) gzip(in Input, each func(string, []byte)) error {
	r, err := gzip.NewReader(bytes.NewReader(in.Data))
	if err != nil {
		return errors.New("the gzip file is damaged: fetch the file again")
	}
	most := min(x.left, max(1<<20, int64(len(in.Data))*x.lim.Ratio))
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(data)) > most {
		return fmt.Errorf("it grows to more than %d bytes: raise the limits on unpacked size and ratio if it deserves it", most)
	}
	if err != nil {
		return errors.New("the gzip file is damaged or cut off: fetch the file again")
	}
	if len(data) > 262 && string(data[257:262]) == "ustar" {
		return x.tar(Input{Path: in.Path, Data: data}, each)
	}
	if err := x.count(int64(len(data))); err != nil {
		return err
	}
	name := r.Name
	if name == "" {
		name = strings.TrimSuffix(path.Base(in.Path), ".gz")
	}
	each(pack.CleanName(name), data)
	return nil
}

func (x *expansion) mail(in Input, each func(string, []byte)) error {
	parts, err := mail.Parts(in.Data, x.lim.Nesting)
	for _, p := range parts {
		if err := x.count(int64(len(p.Data))); err != nil {
			return err
		}
		each(pack.CleanName(p.Name), p.Data)
	}
	return err
}
