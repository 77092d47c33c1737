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
func BenchmarkHTML(b *testing.B) {
	beside(b, "html", "pandoc", "-f", "html", "-t", "plain", "-o", os.DevNull)
}

func BenchmarkDOCX(b *testing.B) {
	beside(b, "docx", "pandoc", "-f", "docx", "-t", "plain", "-o", os.DevNull)
}

func BenchmarkPDF(b *testing.B) { beside(b, "pdf", "pdftotext") }

// beside reads the corpus's files of one format, and then has another program do the same: the ratio is how many times
// as long that takes, its start for each file included.
func beside(b *testing.B, ext, program string, args ...string) {
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
	if _, err := exec.LookPath(program); err != nil {
		b.Logf("%s is not installed: no ratio", program)
		return
	}
	ours := b.Elapsed() / time.Duration(b.N)
	start := time.Now()
	for _, f := range files {
		c := exec.Command(program, append(args[:len(args):len(args)], f)...)
		if program == "pdftotext" {
			c.Args = append(c.Args, os.DevNull)
		}
		if err := c.Run(); err != nil {
			b.Log(err)
		}
	}
	b.ReportMetric(float64(time.Since(start))/float64(ours), "×"+program)
}
