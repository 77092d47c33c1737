// Command taizhang reads Chinese policy documents into ledgers.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"taizhang/pipeline"
)

func main() {
	if len(os.Args) < 5 || os.Args[1] != "extract" || os.Args[2] != "--out" {
		fmt.Fprintln(os.Stderr, "usage: taizhang extract --out DIR FILE…")
		os.Exit(2)
	}
	dir := os.Args[3]
	os.MkdirAll(dir, 0o755)
	code := 0
	for _, f := range os.Args[4:] {
		data, err := os.ReadFile(f)
		if err == nil {
			var p any
			if p, err = pipeline.Process(context.Background(), pipeline.Source{Path: f, Data: data}); err == nil {
				b, _ := json.Marshal(p)
				name := strings.TrimSuffix(filepath.Base(f), filepath.Ext(f)) + ".json"
				err = os.WriteFile(filepath.Join(dir, name), b, 0o644)
			}
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 3
		}
	}
	os.Exit(code)
}
