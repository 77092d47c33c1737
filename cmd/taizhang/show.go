package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"taizhang/internal/ledger"
	"taizhang/internal/library"
	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

func newShow() *cobra.Command {
	var dir string
	var asJSON, places bool
	var columns int
	c := &cobra.Command{
		Use:   "show FILE | show PLAN.json | show --library DIR ID",
		Short: "show one document as a ledger in the terminal",
		Long: `Show one document as a ledger: its tasks in order, who leads (牵头), who answers (责任) and helps (配合), the targets with
their deadlines, and what is doubtful. FILE may be a document of any format, or a plan that extract wrote.`,
		Example: `  taizhang show seeds/000_990e4f639a67f54b.txt
  taizhang show --places plan.pdf
  taizhang show --library lib 990e4f639a67f54b`,
		Args: cobra.ExactArgs(1),
	}
	var lim pipeline.Limits
	addLimits(c.Flags(), &lim)
	c.Flags().StringVar(&dir, "library", "", "a library's folder: the argument is a plan's id")
	c.Flags().BoolVar(&asJSON, "json", false, "print the plan as JSON")
	c.Flags().BoolVar(&places, "places", false, "print where each fact stands: page, paragraph, offsets into the text")
	c.Flags().IntVar(&columns, "width", 0, "columns to print in (default: the terminal's, else 100)")
	c.RunE = func(c *cobra.Command, args []string) error {
		p, err := onePlan(c.Context(), dir, args[0], lim)
		if err != nil {
			return err
		}
		if asJSON {
			b, err := plan.Encode(p)
			if err != nil {
				return err
			}
			_, err = c.OutOrStdout().Write(b)
			return err
		}
		o := ledger.Options{Width: columns, Places: places}
		if f, ok := c.OutOrStdout().(*os.File); ok && isatty.IsTerminal(f.Fd()) {
			o.Colour = os.Getenv("NO_COLOR") == ""
			if w, _, err := term.GetSize(int(f.Fd())); err == nil && o.Width == 0 {
				o.Width = w
			}
		}
		return ledger.Print(c.OutOrStdout(), p, o)
	}
	return c
}

// onePlan finds a plan in a library, reads one that was written, or makes one of a document.
func onePlan(ctx context.Context, dir, name string, lim pipeline.Limits) (*plan.Plan, error) {
	if dir != "" {
		lib, err := library.Open(dir)
		if err != nil {
			return nil, err
		}
		defer lib.Close()
		return lib.Plan(ctx, name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(name, ".json") {
		var p plan.Plan
		if err := json.Unmarshal(data, &p); err != nil || p.Schema != plan.Schema {
			return nil, fmt.Errorf("%s: it is no plan of schema %d: give a document, or what extract wrote", name, plan.Schema)
		}
		return &p, nil
	}
	return pipeline.ProcessWithin(ctx, pipeline.Source{Path: name, Data: data}, lim)
}
