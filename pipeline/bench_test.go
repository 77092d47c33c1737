package pipeline_test

import (
	"context"
	"os"
	"testing"

	"taizhang/internal/read"
	"taizhang/pipeline"
	"taizhang/pipeline/document"
)

// BenchmarkRecognise measures text in, plan out, on one core, with the dictionaries loaded: over the documents of
// TAIZHANG_CORPUS, or the project's own where it is not set. MB/s are of UTF-8 text.
func BenchmarkRecognise(b *testing.B) {
	ctx := context.Background()
	files := own(b)
	if os.Getenv("TAIZHANG_CORPUS") != "" {
		files = corpus(b)
	}
	var docs []*document.Document
	size := int64(0)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		d, err := read.Read(ctx, read.Input{Path: file, Data: data}, read.Limits{})
		if err != nil {
			continue
		}
		docs = append(docs, d)
		size += int64(len(d.Text))
	}
	recognise := func() {
		for _, d := range docs {
			if _, err := pipeline.Recognise(ctx, d); err != nil {
				b.Fatal(err)
			}
		}
	}
	recognise() // loads what is loaded once
	b.SetBytes(size)
	for b.Loop() {
		recognise()
	}
}

// BenchmarkProcess measures the whole way, bytes in and plan out, on the seed document.
func BenchmarkProcess(b *testing.B) {
	data, err := os.ReadFile("../seeds/000_990e4f639a67f54b.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := pipeline.Process(context.Background(), pipeline.Source{Path: "seed.txt", Data: data}); err != nil {
			b.Fatal(err)
		}
	}
}
