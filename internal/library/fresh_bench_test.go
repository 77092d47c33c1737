package library

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"taizhang/internal/index"
)

// BenchmarkFreshSearch makes searches that nobody made before (two words and a year) in the library that
// TAIZHANG_BENCH_LIBRARY names.
func BenchmarkFreshSearch(b *testing.B) {
	dir := os.Getenv("TAIZHANG_BENCH_LIBRARY")
	if dir == "" {
		b.Skip("TAIZHANG_BENCH_LIBRARY is not set")
	}
	l, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	words := strings.Fields("乡村振兴 数字经济 营商环境 养老服务 生态环境 学前教育 高标准农田 垃圾分类 政务服务 知识产权 安全生产 职业教育 科技创新 充电桩 消费 就业 物流 旅游 体育 金融 水利 交通 质量 标准 社区")
	for i := 0; b.Loop(); i++ {
		q := fmt.Sprintf("%s %s year:%d", words[i%len(words)], words[(i/len(words)+i+1)%len(words)], 2015+i%12)
		if _, err := l.Search(context.Background(), index.Request{Query: q, Limit: 20, Facets: 8, Tree: 500, Group: true}); err != nil {
			b.Fatal(err)
		}
	}
}
