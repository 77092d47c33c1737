package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"taizhang/internal/library"
)

func newIndex() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "index --library DIR",
		Short: "build a library's index anew from its plans",
		Long: `Build the index anew. It is never needed after a batch, which keeps the index by itself and builds it anew
when the program's dictionary has changed; it is there for a damaged index, and to make one small again.`,
		Example: `  taizhang index --library lib`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			old, err := library.Open(dir)
			if err != nil {
				return err
			}
			old.Close()
			w, err := library.Create(c.Context(), dir, library.Disk{}, func(line string) { fmt.Fprintln(c.ErrOrStderr(), line) })
			if err != nil {
				return err
			}
			defer func() {
				if cerr := w.Close(); err == nil {
					err = cerr
				}
			}()
			return w.Reindex(c.Context())
		},
	}
	c.Flags().StringVar(&dir, "library", "", "the library's folder")
	_ = c.MarkFlagRequired("library")
	return c
}
