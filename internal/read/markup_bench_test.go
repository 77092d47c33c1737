package read

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// The corpus's pages and Word documents, whole, on one core; the ratio is how many times as long pandoc takes for
// them, process start included, as a batch that calls it would pay.
func BenchmarkHTML(b *testing.B) { besidePandoc(b, "html") }
func BenchmarkDOCX(b *testing.B) { besidePandoc(b, "docx") }

func besidePandoc(b *testing.B, ext string) {
	corpus := os.Getenv("TAIZHANG_CORPUS")
	if corpus == "" {
		b.Skip("TAIZHANG_CORPUS is not set")
	}
	files, _ := filepath.Glob(filepath.Join(corpus, "docs", "*."+ext))
	files = files[:min(len(files), 40)]
	var inputs []Input
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		inputs = append(inputs, Input{Path: f, Data: data})
		b.SetBytes(int64(len(data)))
	}
	read := func() {
		for _, in := range inputs {
			if _, err := Read(context.Background(), in, Limits{}); err != nil {
				b.Fatal(err)
			}
		}
	}
	read() // data files are loaded once
	var size int64
	for _, in := range inputs {
		size += int64(len(in.Data))
	}
	b.SetBytes(size)
	b.ResetTimer()
	for range b.N {
		read()
	}
	b.StopTimer()
	pandoc, err := exec.LookPath("pandoc")
	if err != nil {
		b.Log("pandoc is not installed: no ratio")
		return
	}
	ours := b.Elapsed() / time.Duration(b.N)
	start := time.Now()
	for _, f := range files {
		if err := exec.Command(pandoc, "-f", ext, "-t", "plain", "-o", os.DevNull, f).Run(); err != nil {
			b.Log(err)
		}
	}
	b.ReportMetric(float64(time.Since(start))/float64(ours), "×pandoc")
}
