package target

// One name for all wordings of an indicator: pipeline/lexicon/data/indicators.tsv. What it does not know stays
// unknown; a wording is never forced onto the nearest name.
import (
	"strings"
	"sync"

	"taizhang/pipeline/lexicon"
)

type indicatorName struct{ name, dimension string }

var indicators = sync.OnceValue(func() map[string]indicatorName {
	t := lexicon.MustLoad("indicators")
	m := make(map[string]indicatorName, 4*len(t.Rows))
	for _, r := range t.Rows {
		n := indicatorName{r[0], r[3]}
		m[r[0]] = n
		for _, a := range strings.Split(r[1], "|") {
			if _, ok := m[a]; !ok && a != "" {
				m[a] = n
			}
		}
	}
	return m
})

var unquote = strings.NewReplacer("（", "", "）", "", "“", "", "”", "", " ", "")

// canonical is the indicator's one name, "" if unknown. The wording is tried as it stands and without the words
// for the whole territory (全市), for running totals (累计) and for the counting (数量); a growth rate is tried as the
// growth of the indicator first, an output with its verb (治理水土流失面积). A name whose dimension the unit cannot have does not count.
func canonical(t *Target, verb string) string {
	if t.Kind == "relative" {
		return ""
	}
	known := indicators()
	raw := unquote.Replace(t.Indicator)
	tries := wordings(raw)
	if verb != "" {
		tries = append([]string{verb + raw}, tries...)
	}
	for _, w := range tries {
		if t.Measure == "growth_rate" {
			for _, tail := range []string{"增速", "增长", "增长率"} {
				if n, ok := known[w+tail]; ok {
					return n.name
				}
			}
			w = strings.TrimSuffix(w, "年均增长")
		}
		if n, ok := known[w]; ok && fits(t, n.dimension) {
			return n.name
		}
	}
	return ""
}

func wordings(raw string) []string {
	out := []string{raw}
	s := raw
	for again := true; again; {
		again = false
		for _, p := range []string{"全社会", "全市", "全省", "全区", "全县", "全州", "全国", "我市", "我省", "我区", "我县", "本市", "累计", "每年", "年末", "新增", "城市", "全年"} {
			if rest, ok := strings.CutPrefix(s, p); ok && len(rest) >= 6 {
				s, again = rest, true
				out = append(out, s)
			}
		}
	}
	for _, w := range out {
		for _, p := range []string{"数量", "总数", "个数", "数", "累计"} {
			if rest, ok := strings.CutSuffix(w, p); ok && len(rest) >= 6 {
				out = append(out, rest)
			}
		}
	}
	return out
}

// fits reports whether a target's unit can measure what has that dimension.
func fits(t *Target, dimension string) bool {
	if t.Measure == "growth_rate" || t.Kind == "multiple" || t.Kind == "magnitude" {
		return true // a change of anything
	}
	if t.Kind == "coverage" {
		return dimension == "share" || dimension == "rate"
	}
	percent := t.Unit == "%" || t.Unit == "个百分点" || t.Unit == "百分点" || t.Unit == "‰"
	switch dimension {
	case "share", "rate":
		return percent || t.Kind == "ratio"
	case "money", "count", "area", "length", "volume", "mass", "power", "energy":
		if percent {
			return t.Measure != "level"
		}
		if n := normalize(t.Value, "", t.Unit); n != nil && dimension != "energy" && dimension != "mass" {
			return n.Dimension == dimension || n.Dimension == "number" || dimension == "count" && n.Dimension != "money"
		}
	}
	return true
}
