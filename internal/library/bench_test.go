package library

import (
	"context"
	"os"
	"testing"

	"taizhang/internal/index"
)

// BenchmarkSearch searches the library that TAIZHANG_BENCH_LIBRARY names.
func BenchmarkSearch(b *testing.B) {
	dir := os.Getenv("TAIZHANG_BENCH_LIBRARY")
	if dir == "" {
		b.Skip("TAIZHANG_BENCH_LIBRARY is not set")
	}
	l, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	for _, q := range []string{"建设", "高标准农田", "推进 公共数据 开放", "lead:财政局", "GDP年均增长", `"一网通办"`, "year:2023", "", "谁负责推进生活垃圾分类", "unit:发改委 value:>=100", "发展 -工业", "indicator:示范 value:>=10"} {
		b.Run(q, func(b *testing.B) {
			plans := 0
			for b.Loop() {
				r, err := l.Search(context.Background(), index.Request{Query: q, Limit: 20, Facets: 8, Group: true})
				if err != nil {
					b.Fatal(err)
				}
				plans = r.Total
			}
			b.ReportMetric(float64(plans), "plans")
		})
	}
}
