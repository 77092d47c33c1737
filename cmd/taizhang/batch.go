package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"taizhang/internal/batch"
)

func newBatch() *cobra.Command {
	var o batch.Options
	var memory string
	var events bool
	c := &cobra.Command{
		Use:   "batch --library DIR SRC…",
		Short: "take documents into a library",
		Long: `Take files, folders, glob patterns, archives and lists of paths (“-”: standard input, one a line) into a library folder.

What has not changed since the last run is not done again; a new version of the program or of its lexicons is.
A run that was interrupted, however, goes on when it is started again. Documents that cannot be read are
listed at the end and in report.html and report.json in the library; the others are done all the same.

Exit code: 0 all done, 1 stopped by an error or a signal, 2 wrong usage, 3 done but some documents failed.`,
		Example: `  taizhang batch --library lib documents/
  find /data -name '*.docx' | taizhang batch --library lib -
  taizhang batch --library lib --watch inbox/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) (err error) {
			if o.MaxMemory, err = parseBytes(memory); err != nil {
				return err
			}
			o.Sources, o.Stdin = args, bufio.NewReader(c.InOrStdin())
			done := func() {}
			switch f, isFile := c.ErrOrStderr().(*os.File); {
			case events:
				o.Observer = batch.JSON(c.OutOrStdout())
			case isFile && isatty.IsTerminal(f.Fd()):
				bar := batch.NewBar(f)
				o.Observer, done = bar, bar.Close
			default:
				o.Observer = batch.PlainLines(c.ErrOrStderr(), 10*time.Second)
			}
			report, err := batch.Run(c.Context(), o)
			done()
			if report.Found > 0 || err == nil {
				fmt.Fprint(c.ErrOrStderr(), report)
			}
			if err == nil && report.Failed > 0 {
				err = &exitCode{3, nil}
			}
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&o.Library, "library", "", "the library's folder; it is made if it is not there")
	f.IntVarP(&o.Workers, "jobs", "j", 0, "documents recognised at once (default: one a core)")
	f.StringVar(&memory, "max-memory", "", "memory that the process may use, as in 512MiB (default: no limit of its own)")
	f.BoolVar(&o.Prune, "prune", false, "take out documents whose files are no longer there")
	f.BoolVar(&o.Rehash, "rehash", false, "read every file, even where size and time have not changed")
	f.BoolVar(&o.Retry, "retry", false, "try again what could not be read before")
	f.BoolVar(&o.Watch, "watch", false, "go on with new files as they arrive, until interrupted")
	f.BoolVar(&events, "json", false, "write what happens as lines of JSON to standard output")
	_ = c.MarkFlagRequired("library")
	return c
}

// parseBytes reads 512MiB, 2G, 1000000.
func parseBytes(s string) (int64, error) {
	if s == "" {
		return 0, nil
	}
	text := strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(strings.TrimSpace(s)), "B"), "I")
	shift := 0
	if n := len(text); n > 0 {
		if i := strings.IndexByte("KMGT", text[n-1]); i >= 0 {
			shift, text = 10*(i+1), text[:n-1]
		}
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v <= 0 {
		return 0, &exitCode{2, errors.New("--max-memory " + s + ": a size such as 512MiB is expected")}
	}
	return int64(v * float64(int64(1)<<shift)), nil
}
