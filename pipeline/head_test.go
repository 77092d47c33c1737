package pipeline_test

import (
	"fmt"
	"strings"
	"testing"
)

// numberedItems writes n items, each with one target.
func numberedItems(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d.优化窗口服务。新建便民服务站%d个。\n", i+1, 20+i)
	}
	return b.String()
}

// TestWithoutHead reads texts that lost title, number and addressees: one that is built like a plan sets targets, one that
// only tells facts does not.
func TestWithoutHead(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"sections of a plan":       {"一、总体要求\n坚持稳中求进。\n二、主要任务\n新建公园12个。\n", 1},
		"tasks with bodies":        {"1.新建公园12个。（市城管局负责）\n2.改造老旧小区30个。（市住建局负责）\n3.优化服务。（市政务局负责）\n", 2},
		"says so of itself":        {"为改善环境，制定本方案。\n一、绿化\n新建公园12个。\n", 1},
		"its own measures counted": {"青禾市便民改革措施\n各县区人民政府：\n" + numberedItems(8) + "各地要推进8项改革举措落地见效。\n", 8},
		"a page that tells of":     {"青禾市概况\n青禾市位于东江之滨，生态良好。\n全市新建公园12个。\n", 0},
	} {
		if got := len(process(t, c.text).Targets); got != c.want {
			t.Errorf("%s: %d targets, want %d", name, got, c.want)
		}
	}
}
