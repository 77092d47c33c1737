package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"taizhang/internal/library"
)

func newLibrary() *cobra.Command {
	c := &cobra.Command{
		Use:     "library",
		Short:   "look after a library folder",
		Example: `  taizhang library check lib`,
	}
	c.AddCommand(newLibraryCheck(), newLibraryNear())
	return c
}

func newLibraryNear() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "near DIR",
		Short: "list plans that say nearly the same",
		Long: `List the plans that share most of their wording with another: the same notice on two sites, or one that forwards it.
Each line has the share of equal wording, about, and where the two documents lie.`,
		Example: `  taizhang library near lib`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			lib, err := library.Open(args[0])
			if err != nil {
				return err
			}
			defer lib.Close()
			for e, err := range lib.Entries(c.Context()) {
				if err != nil {
					return err
				}
				near, err := lib.Near(c.Context(), e.ID)
				if err != nil {
					return err
				}
				for _, n := range near {
					if n.ID < e.ID {
						continue // listed from the other side
					}
					if err := printNear(c, lib, e.ID, n, asJSON); err != nil {
						return err
					}
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a pair")
	return c
}

func printNear(c *cobra.Command, lib *library.Library, id string, n library.Near, asJSON bool) error {
	type side struct {
		Plan    string   `json:"plan"`
		Sources []string `json:"sources"`
	}
	var pair struct {
		Similarity float64 `json:"similarity"`
		Plans      [2]side `json:"plans"`
	}
	pair.Similarity = n.Similarity
	for i, id := range []string{id, n.ID} {
		paths, err := lib.Paths(c.Context(), id)
		if err != nil {
			return err
		}
		if len(paths) == 0 {
			return nil // taken out meanwhile
		}
		pair.Plans[i] = side{id, paths}
	}
	if asJSON {
		return json.NewEncoder(c.OutOrStdout()).Encode(pair)
	}
	_, err := fmt.Fprintf(c.OutOrStdout(), "%.2f  %s\n      %s\n", n.Similarity, pair.Plans[0].Sources[0], pair.Plans[1].Sources[0])
	return err
}

func newLibraryCheck() *cobra.Command {
	var repair, asJSON bool
	c := &cobra.Command{
		Use:   "check DIR",
		Short: "verify every plan, the ledger and the index",
		Long: `Verify a library: every plan's hash and name, the ledger against the folder, the index against both.

With --repair, half-written files go, lost or damaged plans are forgotten so that the next batch does them again,
and the index is built anew from the plans. Exit code 1 when something was found and not repaired.`,
		Example: `  taizhang library check lib
  taizhang library check --repair lib`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) (err error) {
			old, err := library.Open(args[0]) // a folder without a library is not made one
			if err != nil {
				return err
			}
			old.Close()
			say := func(line string) { fmt.Fprintln(c.ErrOrStderr(), line) }
			w, err := library.Create(c.Context(), args[0], library.Disk{}, say)
			if err != nil {
				return err
			}
			defer func() {
				if cerr := w.Close(); err == nil {
					err = cerr
				}
			}()
			problems, err := w.Check(c.Context(), repair)
			for _, p := range problems {
				if asJSON {
					b, _ := json.Marshal(p)
					fmt.Fprintln(c.OutOrStdout(), string(b))
				} else {
					fmt.Fprintf(c.OutOrStdout(), "%s: %s %s: %s\n", p.Code, p.Plan, p.File, p.Detail)
				}
			}
			if err != nil {
				return err
			}
			n, err := w.Counts(c.Context())
			if err != nil {
				return err
			}
			say(fmt.Sprintf("%d plans of %d sources, %d problems", n.Plans, n.Sources, len(problems)))
			switch {
			case len(problems) > 0 && repair:
				say("repaired: run the batch again for what was lost")
			case len(problems) > 0:
				return &exitCode{1, fmt.Errorf("library %s: %d problems: repair it with “taizhang library check --repair %s”", args[0], len(problems), args[0])}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&repair, "repair", false, "set right what was found")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a problem")
	return c
}
