package read

import (
	"context"
	"errors"
	"fmt"

	"taizhang/internal/read/draft"
)

// draft hands the limits to the readers of marked-up formats, defaults filled in.
func (l Limits) draft() draft.Limits {
	l = l.withDefaults()
	return draft.Limits{Characters: l.Characters, Unpacked: l.Unpacked, Ratio: l.Ratio, Nesting: l.Nesting}
}

// unreadable names the file in an error; a context that ended stays what it is.
func unreadable(ctx context.Context, in Input, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return err
	}
	return fmt.Errorf("%s: %w: %w", in.Path, ErrUnreadable, err)
}
