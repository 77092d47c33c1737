package web

import (
	"cmp"
	"slices"
	"strings"

	"taizhang/internal/index"
)

// regionNode is a region among the filters, with those that lie in it: province → prefecture → county.
type regionNode struct {
	Name  string        `json:"name"`  // without the regions above it
	Count int           `json:"count"` // of plans, those of the regions below included
	Query string        `json:"query"` // the clause that selects them
	Below []*regionNode `json:"below,omitempty"`
}

// regionTree hangs the values of the facet of regions, which are full names (四川省广安市岳池县), under each other, most
// frequent first. What no province begins (全国) stands beside the provinces.
func regionTree(values []index.Count) []*regionNode {
	root := &regionNode{}
	for _, v := range values {
		n, full := root, ""
		for _, step := range regionSteps(v.Value) {
			full += step
			i := slices.IndexFunc(n.Below, func(b *regionNode) bool { return b.Name == step })
			if i < 0 {
				n.Below = append(n.Below, &regionNode{Name: step, Query: `region:"` + full + `"`})
				i = len(n.Below) - 1
			}
			n = n.Below[i]
			n.Count += v.Count
		}
		n.Query = v.Query
	}
	root.sort()
	return root.Below
}

func (n *regionNode) sort() {
	slices.SortStableFunc(n.Below, func(a, b *regionNode) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Name, b.Name))
	})
	for _, b := range n.Below {
		b.sort()
	}
}

// regionSteps parts a full name behind the words that end a province's and a prefecture's name.
func regionSteps(full string) []string {
	var out []string
	for _, ends := range [][]string{{"特别行政区", "自治区", "省"}, {"自治州", "地区", "盟", "市"}} {
		for _, e := range ends {
			if i := strings.Index(full, e); i > 0 && i+len(e) < len(full) {
				out, full = append(out, full[:i+len(e)]), full[i+len(e):]
				break
			}
		}
	}
	return append(out, full)
}
