package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"taizhang/internal/export"
	"taizhang/internal/index"
	"taizhang/internal/library"
	"taizhang/pipeline/plan"
)

func newExport() *cobra.Command {
	var dir, format, out, query string
	var names []string
	c := &cobra.Command{
		Use:   "export --library DIR --format FORMAT [--table NAME] [--out PATH]",
		Short: "write tables for Excel, R, Python, Gephi and reference managers",
		Long: fmt.Sprintf(`Write a library's plans as flat tables with keys that join.

Formats: %s.
Tables:  %s.

xlsx and sqlite hold every table (or those of --table) in one file; csv, jsonl and parquet hold one table a file: with one
--table, --out names the file (standard output without it); with several or none, --out names a folder, which also gets a
datapackage.json. graphml holds the network of bodies and tasks, bibtex and ris the documents. With --query only plans that
the query finds are written.`, strings.Join(export.FormatNames(), ", "), strings.Join(export.TableNames(), ", ")),
		Example: `  taizhang export --library lib --format xlsx --out library.xlsx
  taizhang export --library lib --format csv --table targets --query 'indicator:高标准农田' > targets.csv
  taizhang export --library lib --format parquet --out tables/`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			f, err := export.FormatNamed(format)
			if err != nil {
				return &exitCode{2, err}
			}
			chosen, err := export.Choose(names)
			if err != nil {
				return &exitCode{2, err}
			}
			lib, err := library.Open(dir)
			if err != nil {
				return err
			}
			defer lib.Close()
			plans := lib.Plans(c.Context())
			if query != "" {
				if plans, err = found(c, lib, query); err != nil {
					return err
				}
			}
			if out == "-" { // standard output, as everywhere
				out = ""
			}
			switch {
			case f.One && len(chosen) > 1 && out == "":
				return &exitCode{2, fmt.Errorf("%s holds one table a file: name one with --table, or a folder with --out", f.Name)}
			case f.One && len(chosen) > 1:
				return export.Folder(c.Context(), f, out, chosen, plans)
			case out == "":
				return export.Write(c.Context(), f, c.OutOrStdout(), chosen, plans)
			}
			return export.File(c.Context(), f, out, chosen, plans)
		},
	}
	f := c.Flags()
	f.StringVar(&dir, "library", "", "the library's folder")
	f.StringVar(&format, "format", "", strings.Join(export.FormatNames(), ", "))
	f.StringSliceVar(&names, "table", nil, "tables to write (default: all)")
	f.StringVar(&out, "out", "", "file or folder to write")
	f.StringVar(&query, "query", "", "write only plans that this query finds")
	_ = c.MarkFlagRequired("library")
	_ = c.MarkFlagRequired("format")
	return c
}

// most is how many plans a query may choose.
const most = 1_000_000

// found are the plans that a query finds, in the library's own order, so that the same library gives the same bytes.
func found(c *cobra.Command, lib *library.Library, query string) (export.Plans, error) {
	res, err := lib.Search(c.Context(), index.Request{Query: query, Limit: most, Group: true})
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, h := range res.Hits {
		wanted[h.Plan] = true
	}
	return func(yield func(*plan.Plan, error) bool) {
		for p, err := range lib.Plans(c.Context()) {
			if err == nil && !wanted[p.ID] {
				continue
			}
			if !yield(p, err) {
				return
			}
		}
	}, nil
}
