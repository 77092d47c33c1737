package segment

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func within(text string, least int) []string {
	var out []string
	Within(text, least, func(start, end int) { out = append(out, text[start:end]) })
	return out
}

// What Cut makes of a query must be found in any text that holds it: the law that an index stands on.
func TestWithinFindsWhatCutCuts(t *testing.T) {
	for _, text := range []string{"市民政局牵头推进养老服务", "常住人口城镇化率达到65%", "新建高标准农田5万亩", "社会主义市场经济体制"} {
		all := within(text, 3)
		for _, w := range Cut(text) {
			if utf8.RuneCountInString(w.Text) >= 3 && w.POS != "x" && !slices.Contains(all, w.Text) {
				t.Errorf("%s: Cut gives %s, Within %v", text, w.Text, all)
			}
		}
	}
}
