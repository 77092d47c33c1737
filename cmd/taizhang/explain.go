package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"taizhang/pipeline/target"
)

func newExplain() *cobra.Command {
	var c target.Context
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain SENTENCE…",
		Short: "show how a sentence's figures are read, and why",
		Long: `Print the typed tokens that the grammar of targets sees, and for every figure the target that it is (+), with the rules
that fired, or the reason why it is none (-). Word classes stand in <…>, parts of speech after a stroke.

--issued, --from and --to say what the document around the sentence would: they part future years from past ones.`,
		Example: `  taizhang explain '到2027年,力争建成高标准农田5万亩以上,比2022年增长15%左右。'
  taizhang explain --issued 2023-06-19 '2021年,全区完成植树造林2万亩。'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			x := target.Explain(strings.Join(args, "\n"), c)
			if asJSON {
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetEscapeHTML(false)
				return enc.Encode(x)
			}
			_, err := fmt.Fprint(cmd.OutOrStdout(), x)
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.IssuedOn, "issued", "", "date on which the document was issued, as in 2023-06-19")
	f.IntVar(&c.PeriodFrom, "from", 0, "first year of the plan")
	f.IntVar(&c.PeriodTo, "to", 0, "last year of the plan")
	f.StringVar(&c.Genre, "genre", "", "kind of document, as in 实施方案")
	f.BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}
