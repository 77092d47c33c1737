package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"taizhang/internal/index"
	"taizhang/internal/library"
	"taizhang/internal/web"
	"taizhang/pipeline/plan"
)

func newServe() *cobra.Command {
	var dir, listen string
	var store bool
	var s web.Server
	c := &cobra.Command{
		Use:   "serve --library DIR",
		Short: "serve a library as pages and as an HTTP API",
		Long: `Serve a library to browsers and programs: every page's address with .json or .csv behind it is the same data.
Only this machine is served unless --listen says otherwise; then set a token with --token or, unseen by others on the
machine, in TAIZHANG_TOKEN. The log is JSON lines on standard error.`,
		Example: `  taizhang serve --library lib
  TAIZHANG_TOKEN=… taizhang serve --library lib --listen 0.0.0.0:8080`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			lib, err := library.Open(dir)
			if err != nil {
				return err
			}
			defer lib.Close()
			if s.Token == "" {
				s.Token = os.Getenv("TAIZHANG_TOKEN")
			}
			s.Library, s.Log = lib, slog.New(slog.NewJSONHandler(c.ErrOrStderr(), nil))
			l, err := net.Listen("tcp", listen)
			if err != nil {
				return fmt.Errorf("--listen %s: %w", listen, err)
			}
			a, ok := l.Addr().(*net.TCPAddr)
			loopback := ok && a.IP.IsLoopback()
			if store && !loopback && s.Token == "" {
				l.Close()
				return errors.New("--allow-store: everyone who reaches " + listen + " could write to the library: set --token or TAIZHANG_TOKEN")
			}
			if store {
				s.Store = func(ctx context.Context, name string, data []byte, p *plan.Plan) error {
					return library.Keep(ctx, dir, name, data, p)
				}
			}
			if loopback {
				s.Hosts = []string{"localhost", "127.0.0.1", "::1", a.IP.String()}
			}
			h, err := s.Handler()
			if err != nil {
				l.Close()
				return err
			}
			if s.Token == "" && !loopback {
				fmt.Fprintln(c.ErrOrStderr(), "taizhang: WARNING: this server is OPEN to everyone who reaches "+l.Addr().String()+": set --token or TAIZHANG_TOKEN")
			}
			fmt.Fprintf(c.ErrOrStderr(), "serving http://%s\n", l.Addr())
			go warm(c.Context(), lib)
			return serveUntil(c.Context(), l, h)
		},
	}
	f := c.Flags()
	f.StringVar(&dir, "library", "", "the library's folder")
	f.StringVar(&listen, "listen", "127.0.0.1:8080", "address and port")
	f.StringVar(&s.Token, "token", "", "token that readers must give (or TAIZHANG_TOKEN)")
	f.Int64Var(&s.Upload, "max-upload", 32<<20, "bytes of an uploaded file")
	f.BoolVar(&store, "allow-store", false, "let readers store what they upload in the library")
	f.Float64Var(&s.Rate, "rate", 50, "requests a second from one address")
	_ = c.MarkFlagRequired("library")
	return c
}

// warm has the dictionary and the columns of the index loaded before the first reader waits for them; what fails here
// fails again, and is told, when somebody asks.
func warm(ctx context.Context, lib *library.Library) {
	for _, order := range []index.Order{index.ByRelevance, index.ByDate, index.ByRegion, index.ByValue} {
		_, _ = lib.Search(ctx, index.Request{Query: "乡村振兴", Sort: order, Facets: 10, Group: true})
	}
}

// serveUntil serves until the context ends, then lets what is under way finish.
func serveUntil(ctx context.Context, l net.Listener, h http.Handler) error {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 60 * time.Second, WriteTimeout: 90 * time.Second,
		IdleTimeout: 60 * time.Second, MaxHeaderBytes: 64 << 10}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := srv.Shutdown(last); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
