package main

import (
	"github.com/spf13/cobra"

	"taizhang/pipeline/plan"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "print the JSON Schema of a plan",
		Long:    "Print the JSON Schema (2020-12) that every plan of this version keeps to.",
		Example: `  taizhang schema > plan.schema.json`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := c.OutOrStdout().Write(plan.JSONSchema)
			return err
		},
	}
}
