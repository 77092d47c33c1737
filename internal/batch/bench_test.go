package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkBatch takes the folder that TAIZHANG_BENCH_DOCS names (default: made-up documents) into a new library.
func BenchmarkBatch(b *testing.B) {
	src := os.Getenv("TAIZHANG_BENCH_DOCS")
	if src == "" {
		src = b.TempDir()
		for i := range 500 {
			name := filepath.Join(src, fmt.Sprintf("d%03d.txt", i))
			if err := os.WriteFile(name, []byte(notice(i+1, subjects[i%len(subjects)])), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		r, err := Run(context.Background(), Options{Library: filepath.Join(b.TempDir(), "lib"), Sources: []string{src}, MaxMemory: 512 << 20})
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(r.Bytes)
		b.ReportMetric(float64(r.Done)/r.Seconds, "documents/s")
	}
}
