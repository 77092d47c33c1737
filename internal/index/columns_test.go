package index

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"taizhang/pipeline/plan"
)

// most is what sorting all would give.
func TestMost(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var c tally
		c[0] = make([]int32, rnd.IntN(30))
		var all []int
		for i := range c[0] {
			if c[0][i] = int32(rnd.IntN(4)); c[0][i] > 0 {
				all = append(all, i)
			}
		}
		slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(c[0][b], c[0][a]) })
		n := rnd.IntN(10)
		top, others := c.most(0, n)
		want := all[:min(n, len(all))]
		if !slices.Equal(top, want) || others != len(all)-len(want) {
			t.Fatalf("%v: the %d most frequent are %v and %d others, want %v and %d", c[0], n, top, others, want, len(all)-len(want))
		}
	}
}

// many is a library in which most plans hold a hit, with many ties.
func many() []*plan.Plan {
	rnd := rand.New(rand.NewPCG(5, 6))
	var all []*plan.Plan
	for i := range 240 {
		lines := []string{"# 重点任务"}
		for j := range 1 + rnd.IntN(6) {
			words := []string{"建设高标准农田", "改造老旧渠道", "完善灌溉设施", "推进农田水利建设"}
			lines = append(lines, fmt.Sprintf("%s第%d项。%s@lead 县农业农村局@value 高标准农田|%d|亩|2025", words[rnd.IntN(4)], j, words[rnd.IntN(4)], rnd.IntN(5)))
		}
		all = append(all, made(fmt.Sprintf("p%03d", i), "农业工作方案", "临江县", fmt.Sprint(509901+i%3), "county", "实施方案",
			fmt.Sprintf("20%02d-01-01", 20+i%4), lines...))
	}
	return all
}

// The first hits are the same however few are asked for, though most matches are never sorted then.
func TestFirstHitsDoNotDependOnLimit(t *testing.T) {
	x := newIndex(t, many()...)
	for _, q := range []string{"农田", "渠道 OR 灌溉", "高标准农田", "lead:农业农村局", "indicator:高标准农田", ""} {
		for _, order := range []Order{ByRelevance, ByDate, ByRegion, ByValue} {
			for _, group := range []bool{false, true} {
				whole, err := x.Search(t.Context(), Request{Query: q, Sort: order, Group: group, Limit: maxLimit})
				if err != nil {
					t.Fatal(q, err)
				}
				if len(whole.Hits) <= window {
					t.Fatalf("%q has only %d hits: everything is sorted", q, len(whole.Hits))
				}
				for _, offset := range []int{0, 7, len(whole.Hits) - 3} {
					part, err := x.Search(t.Context(), Request{Query: q, Sort: order, Group: group, Limit: 5, Offset: offset})
					if err != nil {
						t.Fatal(q, err)
					}
					got, _ := json.Marshal(part.Hits)
					want, _ := json.Marshal(whole.Hits[offset:min(offset+5, len(whole.Hits))])
					if string(got) != string(want) || part.Total != whole.Total {
						t.Errorf("%q by %q, grouped %v, from %d:\n got %.400s\nwant %.400s", q, order, group, offset, got, want)
					}
				}
			}
		}
	}
}

// A change is seen by the next search: the columns of the snapshot before are not those of the next.
func TestColumnsFollowChanges(t *testing.T) {
	all := many()
	x := newIndex(t, all[:10]...)
	for n := 10; n <= 40; n += 10 {
		if n > 10 {
			if err := x.Put(t.Context(), all[n-10:n]); err != nil {
				t.Fatal(err)
			}
		}
		r, err := x.Search(t.Context(), Request{Query: "genre:实施方案", Facets: 5, Group: true})
		if err != nil || r.Total != n || r.Facets[0].Values[0].Count == 0 {
			t.Errorf("%d plans, %d found, %v", n, r.Total, err)
		}
	}
	if err := x.Delete(t.Context(), []string{all[0].ID, all[1].ID}); err != nil {
		t.Fatal(err)
	}
	if r, err := x.Search(t.Context(), Request{Query: "genre:实施方案", Group: true}); err != nil || r.Total != 38 {
		t.Errorf("after two were taken out: %d, %v", r.Total, err)
	}
}
