package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"taizhang/internal/index"
	"taizhang/internal/index/query"
	"taizhang/internal/library"
)

func newSearch() *cobra.Command {
	var dir, order string
	var req index.Request
	var asJSON bool
	c := &cobra.Command{
		Use:   "search --library DIR QUERY…",
		Short: "find plans and tasks",
		Long: `Find plans and tasks in a library. All words must be found; Chinese may be typed without spaces.

  高标准农田 乡村振兴        words, also in other wordings (GDP finds 地区生产总值)
  "一网通办"                 a phrase, exactly so
  lead:农业农村局            a field: ` + fieldNames() + `
  year:2023..2027            a range; also value:>=5万亩, deadline:..2025
  -genre:规划                not that; (a OR b): either; 数字经*: a beginning

With --json, each hit is one line on standard output, best first.`,
		Example: `  taizhang search --library lib '高标准农田 lead:农业农村局 year:2023..2025'
  taizhang search --library lib --json --limit 100 'indicator:高标准农田 value:>=5万亩'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			lib, err := library.Open(dir)
			if err != nil {
				return err
			}
			defer lib.Close()
			req.Query, req.Sort = strings.Join(args, " "), index.Order(order)
			switch req.Sort {
			case index.ByRelevance, index.ByDate, index.ByRegion, index.ByValue:
			default:
				return &exitCode{2, fmt.Errorf("--sort %s: date, region or value is expected", order)}
			}
			if asJSON {
				req.Facets = 0
			} else {
				req.Group = true
			}
			res, err := lib.Search(c.Context(), req)
			var wrong *query.Error
			if errors.As(err, &wrong) {
				return &exitCode{2, fmt.Errorf("%w\n  %s\n  %s^", err, req.Query, strings.Repeat(" ", width(req.Query, wrong.Pos)))}
			}
			if err != nil {
				return err
			}
			if res.Relaxed != "" {
				fmt.Fprintln(c.ErrOrStderr(), res.Relaxed)
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), res)
			}
			printHits(c.OutOrStdout(), res)
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&dir, "library", "", "the library's folder")
	f.IntVar(&req.Limit, "limit", 20, "hits to print")
	f.IntVar(&req.Offset, "offset", 0, "hits to pass over")
	f.IntVar(&req.Facets, "facets", 5, "values to list of each facet; 0 for none")
	f.StringVar(&order, "sort", "", "date, region or value (default: by relevance)")
	f.BoolVar(&asJSON, "json", false, "print one JSON object a hit")
	_ = c.MarkFlagRequired("library")
	return c
}

func fieldNames() string {
	var names []string
	for _, f := range query.Fields {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// width is the number of columns that the first n code points of s take; Han characters take two.
func width(s string, n int) int {
	w := 0
	for i, r := range []rune(s) {
		if i == n {
			break
		}
		if w++; r >= 0x1100 {
			w++
		}
	}
	return w
}

func printJSON(w io.Writer, res *library.Result) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, h := range res.Hits {
		if err := enc.Encode(h); err != nil {
			return err
		}
	}
	return nil
}

func printHits(w io.Writer, res *library.Result) {
	mark := func(s string) string { return s }
	if f, ok := w.(*os.File); ok && isatty.IsTerminal(f.Fd()) && os.Getenv("NO_COLOR") == "" {
		mark = func(s string) string { return "\x1b[1;33m" + s + "\x1b[0m" }
	}
	fmt.Fprintf(w, "%d plans\n", res.Plans)
	for i, h := range res.Hits {
		fmt.Fprintf(w, "\n%d. %s\n", i+1, orUntitled(h.PlanTitle))
		fmt.Fprintf(w, "   %s  %s\n", h.Plan, h.Source)
		printHit(w, h.Hit, mark)
		for _, m := range h.More {
			printHit(w, m, mark)
		}
	}
	for _, f := range res.Facets {
		if len(f.Values) == 0 {
			continue
		}
		var list []string
		for _, v := range f.Values {
			list = append(list, fmt.Sprintf("%s %d", v.Value, v.Count))
		}
		if f.Other > 0 {
			list = append(list, fmt.Sprintf("and %d more", f.Other))
		}
		if f.Field == "region" {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%-10s %s\n", f.Field, strings.Join(list, " · "))
	}
}

func printHit(w io.Writer, h index.Hit, mark func(string) string) {
	if h.Task != nil {
		fmt.Fprintf(w, "   %s %s", strings.Join(h.Path, " "), h.Title)
		if len(h.Lead) > 0 {
			fmt.Fprintf(w, "  牵头: %s", strings.Join(h.Lead, "、"))
		}
		fmt.Fprintln(w)
	}
	if len(h.Snippet) == 0 {
		return
	}
	var b strings.Builder
	for _, s := range h.Snippet {
		if s.Match {
			b.WriteString(mark(s.Text))
		} else {
			b.WriteString(s.Text)
		}
	}
	fmt.Fprintf(w, "      %s\n", b.String())
}

func orUntitled(s string) string {
	if s == "" {
		return "(without a title)"
	}
	return s
}
