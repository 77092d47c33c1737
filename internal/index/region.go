package index

import (
	"strings"
	"sync"

	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/plan"
)

// codes are the GB/T 2260 codes that a region lies in, itself first: 500151, 500100, 500000. Two digits name
// the province, two the prefecture, two the county.
func codes(code string) []string {
	if len(code) < 6 {
		return texts(code)
	}
	out := []string{code}
	for _, n := range []int{6, 4, 2} {
		if c := code[:n] + strings.Repeat("0", 6-n); c != out[len(out)-1] {
			out = append(out, c)
		}
	}
	return out
}

// ancestors are the names of the regions above r, nearest first.
func ancestors(r *plan.Region) []string {
	names := regionNames()
	var out []string
	for _, c := range codes(r.Code) {
		if n := names[c]; n != "" && c != r.Code {
			out = append(out, n)
		}
	}
	return out
}

var regionNames = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	t, err := lexicon.Load("regions")
	if err != nil {
		return m
	}
	code, err := t.Col("code")
	if err != nil {
		return m
	}
	name, err := t.Col("name")
	if err != nil {
		return m
	}
	for _, r := range t.Rows {
		m[r[code]] = r[name]
	}
	return m
})

// levels are the words for which a query may use a plan's level.
var levels = map[string]string{
	"国家": "national", "国家级": "national", "中央": "national", "全国": "national",
	"省": "province", "省级": "province", "自治区": "province", "直辖市": "province",
	"市": "prefecture", "市级": "prefecture", "地级": "prefecture", "地级市": "prefecture",
	"县": "county", "县级": "county", "区": "county", "区县": "county",
	"乡": "town", "镇": "town", "乡镇": "town", "街道": "town",
}
