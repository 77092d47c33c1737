package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"taizhang/internal/evidence"
	"taizhang/internal/read"
	"taizhang/internal/score"
)

func newEval() *cobra.Command {
	var gold, plans string
	var skip []string
	var diff, listing, asJSON bool
	var o oversight
	c := &cobra.Command{
		Use:   "eval --gold DIR --plans DIR | eval --diff OLD NEW | eval --corpus DIR",
		Short: "measure plans against gold, see what a change changed or what was overlooked",
		Long: `With --gold, compare plans with annotations made by hand (gold): precision, recall and F1 of the outline, of who does what,
and of targets; the part of right metadata; the same by document. --errors lists every difference first.

With --diff, compare two folders of plans of the same documents, as extract wrote them before and after a change: what was
gained (+), lost (-) and changed (~), by document, with sums at the end. It is meant to be read before a commit.

With --corpus, read a folder of documents and list the evidence that nothing claims, with the rule that let it go: brackets
and label lines with role words without an assignment, names like bodies' without a unit, figures beside words of goals
that are no targets, numbering outside the outline, 《…》 that is no citation; sums at the end.`,
		Example: `  taizhang extract --out plans docs/ && taizhang eval --gold gold --plans plans
  taizhang eval --gold gold --plans plans --errors --skip rh-028,wh-01
  taizhang eval --diff plans.before plans
  taizhang eval --corpus docs/ --kind role,body`,
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case o.dir != "" && (diff || gold != "" || plans != "" || len(args) > 0):
				return fmt.Errorf("--corpus stands alone")
			case o.dir != "":
				return o.check()
			case diff && len(args) != 2:
				return fmt.Errorf("--diff needs two folders of plans, OLD and NEW")
			case !diff && len(args) > 0:
				return fmt.Errorf("unexpected %q: folders are named with --gold and --plans", args[0])
			case !diff && (gold == "" || plans == ""):
				return fmt.Errorf("--gold and --plans are needed, or --diff OLD NEW, or --corpus DIR")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case o.dir != "":
				o.json = asJSON
				return o.run(c)
			case diff:
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
	f.StringVar(&o.dir, "corpus", "", "folder of documents to look for overlooked evidence in")
	f.StringSliceVar(&o.kinds, "kind", nil, "evidence to list: "+strings.Join(evidence.Kinds, ", ")+" (default: all)")
	f.IntVarP(&o.jobs, "jobs", "j", 0, "documents read at once (default: one a core)")
	f.BoolVar(&asJSON, "json", false, "print JSON: one object, or with --corpus one a piece of evidence")
	return c
}

// oversight is one run of eval --corpus.
type oversight struct {
	dir   string
	kinds []string
	jobs  int
	json  bool
}

func (o *oversight) check() error {
	for _, k := range o.kinds {
		if !slices.Contains(evidence.Kinds, k) {
			return fmt.Errorf("--kind %s: one of %s is expected", k, strings.Join(evidence.Kinds, ", "))
		}
	}
	return nil
}

func (o *oversight) run(c *cobra.Command) error {
	files, wrong := listFiles([]string{o.dir})
	for _, e := range wrong {
		return e.err
	}
	type looked struct {
		path  string
		found *evidence.Found
		err   error
	}
	look := func(ctx context.Context, path string) (l looked) {
		l.path = path
		data, err := os.ReadFile(path)
		if err == nil {
			l.found, err = evidence.Look(ctx, read.Input{Path: path, Data: data}, read.Limits{})
		}
		l.err = err
		return l
	}
	var sum evidence.Sum
	out := c.OutOrStdout()
	failed := 0
	err := inOrder(c.Context(), cmp.Or(o.jobs, runtime.GOMAXPROCS(0)), files, look, func(l looked) error {
		if l.err != nil {
			failed++
			fmt.Fprintln(c.ErrOrStderr(), failure(l.path, l.err))
			return nil
		}
		sum.Add(l.found)
		for _, p := range l.found.Unclaimed {
			if len(o.kinds) > 0 && !slices.Contains(o.kinds, p.Kind) {
				continue
			}
			if err := printPiece(out, p, o.json); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if !o.json {
		err = sum.Print(out)
	}
	if err == nil && failed > 0 {
		err = &exitCode{3, fmt.Errorf("%d of %d documents failed", failed, len(files))}
	}
	return err
}

func printPiece(w io.Writer, p evidence.Piece, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(p)
	}
	_, err := fmt.Fprintln(w, p)
	return err
}
