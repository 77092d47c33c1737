// Command taizhang reads Chinese policy documents into ledgers.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"taizhang/pipeline"
)

func main() {
	if len(os.Args) > 1 {
		for _, c := range []*cobra.Command{newBatch(), newSearch(), newIndex(), newLibrary()} {
			if c.Name() != os.Args[1] {
				continue
			}
			c.SilenceErrors, c.SilenceUsage = true, true
			c.SetArgs(os.Args[2:])
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			if err := c.ExecuteContext(ctx); err != nil {
				var e *exitCode
				if err.Error() != "" {
					fmt.Fprintln(os.Stderr, err)
				}
				if errors.As(err, &e) {
					os.Exit(e.Code)
				}
				os.Exit(1)
			}
			return
		}
	}
	if len(os.Args) < 5 || os.Args[1] != "extract" || os.Args[2] != "--out" {
		fmt.Fprintln(os.Stderr, "usage: taizhang extract --out DIR FILE…")
		os.Exit(2)
	}
	dir := os.Args[3]
	os.MkdirAll(dir, 0o755)
	code := 0
	for _, f := range os.Args[4:] {
		data, err := os.ReadFile(f)
		if err == nil {
			var p any
			if p, err = pipeline.Process(context.Background(), pipeline.Source{Path: f, Data: data}); err == nil {
				b, _ := json.Marshal(p)
				name := strings.TrimSuffix(filepath.Base(f), filepath.Ext(f)) + ".json"
				err = os.WriteFile(filepath.Join(dir, name), b, 0o644)
			}
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 3
		}
	}
	os.Exit(code)
}
