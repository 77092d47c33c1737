// Command taizhang reads Chinese policy documents into ledgers (台账): who must do what, by when.
//
// What goes where, for every verb:
//   - standard output is data only: what was asked for, and nothing else;
//   - standard error is for people: one lower-case line a failure, which names the file, the reason and the remedy;
//     progress only when it is a terminal;
//   - colours and page width only when standard output is a terminal, and no colours when NO_COLOR is set;
//   - --json, where a verb has it, is for machines: one JSON value a line, or one in all;
//   - exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some documents failed.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"taizhang/pipeline"
)

// verbs is the table of all verbs, in the order in which help lists them. Each stands in a file of its own.
var verbs = []func() *cobra.Command{
	newShow,
	newExtract,
	newBatch,
	newSearch,
	newServe,
	newExport,
	newIndex,
	newLibrary,
	newExplain,
	newEval,
	newSchema,
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run executes one command line and is the process's exit code.
func run(ctx context.Context, args []string) int {
	root := &cobra.Command{
		Use:   "taizhang",
		Short: "read Chinese policy documents into ledgers",
		Long: `Taizhang (台账, the ledger of who must do what by when) reads Chinese policy documents: numbered tasks, the bodies
that lead and answer for them, numeric targets and their deadlines, each tied to the words it stands on.`,
		Example:       `  taizhang show seeds/000_990e4f639a67f54b.txt`,
		Version:       strings.TrimPrefix(pipeline.Tool, "taizhang "),
		SilenceErrors: true, SilenceUsage: true,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	cobra.EnableCommandSorting = false
	root.SetUsageTemplate(usage)
	for _, verb := range verbs {
		root.AddCommand(verb())
	}
	var begun bool // false while cobra still checks the command line: its errors are wrong usage
	onRun(root, func() { begun = true })
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return 0
	}
	if msg := err.Error(); msg != "" {
		fmt.Fprintln(root.ErrOrStderr(), "taizhang:", msg)
	}
	var coded *exitCode
	switch {
	case errors.As(err, &coded):
		return coded.Code
	case !begun:
		fmt.Fprintf(root.ErrOrStderr(), "try: %s --help\n", cmd.CommandPath())
		return 2
	}
	return 1
}

// usage is cobra's template with the examples last, where they are still on the screen.
const usage = `Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]

Commands:{{range .Commands}}{{if or .IsAvailableCommand (eq .Name "help")}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Global flags:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasExample}}

Example:
{{.Example}}{{end}}
`

// onRun calls f when a command below c, or c itself, begins its own work.
func onRun(c *cobra.Command, f func()) {
	if inner := c.RunE; inner != nil {
		c.RunE = func(c *cobra.Command, args []string) error {
			f()
			return inner(c, args)
		}
	}
	for _, sub := range c.Commands() {
		onRun(sub, f)
	}
}

// exitCode is an error that ends the process with a code of its own; without an inner error it says nothing.
type exitCode struct {
	Code int
	err  error
}

func (e *exitCode) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exitCode) Unwrap() error { return e.err }
