package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"taizhang/internal/score"
)

func newEval() *cobra.Command {
	var gold, plans string
	var skip []string
	var diff, listing, asJSON bool
	c := &cobra.Command{
		Use:   "eval --gold DIR --plans DIR | eval --diff OLD NEW",
		Short: "measure plans against gold, or see what a change of the program changed",
		Long: `With --gold, compare plans with annotations made by hand (gold): precision, recall and F1 of the outline, of who does what,
and of targets; the part of right metadata; the same by document. --errors lists every difference first.

With --diff, compare two folders of plans of the same documents, as extract wrote them before and after a change: what was
gained (+), lost (-) and changed (~), by document, with sums at the end. It is meant to be read before a commit.`,
		Example: `  taizhang extract --out plans docs/ && taizhang eval --gold gold --plans plans
  taizhang eval --gold gold --plans plans --errors --skip rh-028,wh-01
  taizhang eval --diff plans.before plans`,
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case diff && len(args) != 2:
				return fmt.Errorf("--diff needs two folders of plans, OLD and NEW")
			case !diff && len(args) > 0:
				return fmt.Errorf("unexpected %q: folders are named with --gold and --plans", args[0])
			case !diff && (gold == "" || plans == ""):
				return fmt.Errorf("--gold and --plans are needed, or --diff OLD NEW")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if diff {
				d, err := score.Differences(args[0], args[1])
				if err != nil {
					return err
				}
				if asJSON {
					return d.JSON(c.OutOrStdout())
				}
				return d.Print(c.OutOrStdout())
			}
			r, err := score.Compare(gold, plans, skip)
			if err != nil {
				return err
			}
			for _, doc := range r.Missing {
				fmt.Fprintln(c.ErrOrStderr(), "no plan for", doc)
			}
			if listing {
				for _, line := range r.Errors {
					fmt.Fprintln(c.OutOrStdout(), line)
				}
			}
			if asJSON {
				return r.JSON(c.OutOrStdout())
			}
			return r.Print(c.OutOrStdout())
		},
	}
	f := c.Flags()
	f.StringVar(&gold, "gold", "", "folder of annotations, <doc>.json")
	f.StringVar(&plans, "plans", "", "folder of plans, <doc>.json")
	f.StringSliceVar(&skip, "skip", nil, "documents of gold to leave out")
	f.BoolVar(&listing, "errors", false, "list every difference")
	f.BoolVar(&diff, "diff", false, "compare two folders of plans")
	f.BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}
