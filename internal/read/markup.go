package read

import (
	"context"
	"errors"
	"fmt"

	"taizhang/internal/read/draft"
)

// The defaults of Limits for the formats that unpack or nest. A work report of 60 pages unpacks to about 2 MB of
// XML and nests 40 deep.
const (
	defaultCharacters = 20_000_000
	defaultUnpacked   = 512 << 20
	defaultRatio      = 1000
	defaultNesting    = 500
)

// draft hands the limits to the readers of marked-up formats, defaults filled in.
func (l Limits) draft() draft.Limits {
	d := draft.Limits{Characters: l.Characters, Unpacked: l.Unpacked, Ratio: l.Ratio, Nesting: l.Nesting}
	if d.Characters == 0 {
		d.Characters = defaultCharacters
	}
	if d.Unpacked == 0 {
		d.Unpacked = defaultUnpacked
	}
	if d.Ratio == 0 {
		d.Ratio = defaultRatio
	}
	if d.Nesting == 0 {
		d.Nesting = defaultNesting
	}
	return d
}

// unreadable names the file in an error; a context that ended stays what it is.
func unreadable(ctx context.Context, in Input, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return err
	}
	return fmt.Errorf("%s: %w: %w", in.Path, ErrUnreadable, err)
}
