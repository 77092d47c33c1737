package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

func newExtract() *cobra.Command {
	var x extraction
	c := &cobra.Command{
		Use:   "extract [--out DIR] FILE…",
		Short: "turn documents into plans (JSON)",
		Long: `Read documents and write their plans: one JSON object a line to standard output, in the order in which the
documents were named, or with --out one file a document, DIR/<file name without extension>.json.

A folder stands for every file in it, an archive (zip, tar.gz, eml, mht) for the documents packed in it, whose plans
go to DIR/<archive>.<member>.json where there are several, “-” for one document on standard input. A document that cannot be read is
reported on standard error, one line each, and the rest goes on. The same documents give the same bytes at any -j.

Exit code: 0 all done, 1 stopped, 2 wrong usage, 3 done but some documents failed.`,
		Example: `  taizhang extract --out plans seeds/*.txt
  taizhang extract seeds/*.txt | jq -r '.targets[] | [.deadline.date, .indicator.raw, .op + .value + .unit] | @tsv'
  curl -s https://example.org/notice.html | taizhang extract - > notice.json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			x.in, x.stdout, x.stderr = c.InOrStdin(), c.OutOrStdout(), c.ErrOrStderr()
			return x.run(c.Context(), args)
		},
	}
	f := c.Flags()
	f.StringVar(&x.out, "out", "", "folder to write one file a document into; it is made if it is not there")
	f.IntVarP(&x.jobs, "jobs", "j", 0, "documents read at once (default: one a core)")
	addLimits(f, &x.limits)
	_ = c.MarkFlagDirname("out")
	return c
}

// extraction is one run of the verb.
type extraction struct {
	out            string
	jobs           int
	limits         pipeline.Limits
	in             io.Reader
	stdout, stderr io.Writer
}

// extracted is one document on its way out: its plan as JSON, or why there is none.
type extracted struct {
	path string
	name string // of the file that its plan goes to, without .json
	data []byte
	err  error
}

func (x *extraction) run(ctx context.Context, args []string) error {
	if x.out == "-" { // standard output, as everywhere
		x.out = ""
	}
	if x.out != "" {
		if err := os.MkdirAll(x.out, 0o755); err != nil {
			return err
		}
	}
	failed, done := 0, 0
	fail := func(path string, err error) {
		failed++
		fmt.Fprintln(x.stderr, failure(path, err))
	}
	files, wrong := listFiles(args)
	for _, e := range wrong {
		fail(e.path, e.err)
	}
	from := map[string]string{} // output file → the document it is of
	use := func(e extracted) error {
		if e.err != nil {
			fail(e.path, e.err)
			return nil
		}
		done++
		if x.out == "" {
			_, err := x.stdout.Write(e.data)
			return err
		}
		name := filepath.Join(x.out, e.name+".json")
		if other, taken := from[name]; taken {
			done--
			fail(e.path, fmt.Errorf("%s is already the plan of %s: extract one of them into another folder", name, other))
			return nil
		}
		from[name] = e.path
		return writeWhole(name, e.data)
	}
	err := inOrder(ctx, cmp.Or(x.jobs, runtime.GOMAXPROCS(0)), files, x.file, func(documents []extracted) error {
		for _, e := range documents {
			if err := use(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if failed > 0 {
		return &exitCode{3, fmt.Errorf("%d of %d documents failed", failed, failed+done)}
	}
	return nil
}

// file does one file, or the documents packed in it.
func (x *extraction) file(ctx context.Context, path string) []extracted {
	data, err := x.read(path)
	if err != nil {
		return []extracted{{path: path, err: err}}
	}
	var out []extracted
	for m, err := range pipeline.Members(ctx, pipeline.Source{Path: filepath.ToSlash(path), Data: data}, x.limits) {
		if err != nil {
			out = append(out, extracted{path: m.Path, err: err})
			continue
		}
		out = append(out, x.document(ctx, m))
	}
	for i := range out {
		out[i].name = stem(path)
		if len(out) > 1 {
			out[i].name += "." + stem(out[i].path)
		}
	}
	return out
}

func (x *extraction) read(path string) ([]byte, error) {
	if path == "-" {
		return io.ReadAll(x.in)
	}
	return os.ReadFile(path)
}

func (x *extraction) document(ctx context.Context, src pipeline.Source) (e extracted) {
	e.path = src.Path
	defer func() {
		if r := recover(); r != nil { // a fault of ours in one document must not cost the others
			e.err = fmt.Errorf("internal fault: %v: please report it with the document", r)
		}
	}()
	p, err := pipeline.ProcessWithin(ctx, src, x.limits)
	if err != nil {
		e.err = err
		return e
	}
	e.data, e.err = plan.Encode(p)
	return e
}

// stem is a file's name without folder and extension, by which its plan goes.
func stem(path string) string {
	if path == "-" {
		return "stdin"
	}
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// listFiles is every file that the arguments name, folders with all that they hold in order of name; hidden files
// and folders inside them are passed over.
func listFiles(args []string) (files []string, wrong []extracted) {
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case arg == "-":
			files = append(files, arg)
		case err != nil:
			wrong = append(wrong, extracted{path: arg, err: err})
		case !info.IsDir():
			files = append(files, arg)
		default:
			_ = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
				switch {
				case err != nil:
					wrong = append(wrong, extracted{path: path, err: err})
				case path != arg && strings.HasPrefix(d.Name(), "."):
					if d.IsDir() {
						return fs.SkipDir
					}
				case d.Type().IsRegular():
					files = append(files, path)
				}
				return nil
			})
		}
	}
	return files, wrong
}

// inOrder does work on every input, jobs at once, and hands the results to use in the order of the inputs. The first
// error of use ends it, as the context does.
func inOrder[I, O any](ctx context.Context, jobs int, inputs []I, work func(context.Context, I) O, use func(O) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slots := make(chan struct{}, max(jobs, 1))
	queue := make(chan chan O, 8*cap(slots)) // results that may wait for an earlier one
	go func() {
		defer close(queue)
		for _, in := range inputs {
			done := make(chan O, 1)
			select {
			case <-ctx.Done():
				return
			case slots <- struct{}{}:
			}
			select {
			case <-ctx.Done():
				return
			case queue <- done:
			}
			go func() {
				done <- work(ctx, in)
				<-slots
			}()
		}
	}()
	for done := range queue {
		o := <-done
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("stopped: %w", err)
		}
		if err := use(o); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("stopped: %w", err)
	}
	return nil
}

// writeWhole writes a file so that its name never stands for half of it.
func writeWhole(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".taizhang-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// failure is one line that names the file and the reason.
func failure(path string, err error) string {
	msg := strings.Join(strings.Fields(err.Error()), " ")
	var pe *fs.PathError
	if errors.As(err, &pe) && pe.Path == path {
		msg = pe.Err.Error()
	}
	return path + ": " + strings.TrimPrefix(msg, path+": ")
}
