package check

// Proof of a contradiction: the same indicator in the same words (save for 全区, 全市 before it), measured in the same
// way, in the same unit, for the same date and scope, in two sentences, with figures that cannot both hold. “到2027年
// 进出口总额达40亿元以上” and “到2027年进出口总额达到25亿元” are one; a total and an increment, a level and a growth
// rate, a cumulative and a yearly figure, two regions, two years are none.

import (
	"fmt"
	"math/big"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/plan"
)

// whole are the words for the document's own region that an indicator may open with.
var whole = []string{"全区", "全市", "全省", "全县", "全州", "全国", "全盟", "全镇", "全乡", "全域", "我区", "我市", "我省", "我县", "我州", "本市", "本省", "本区"}

// oneOf are how names of indicators end that a region has one of: two counts of 示范基地 may be two sets of them,
// two figures for a 总额 are not.
var oneOf = []string{"总额", "总量", "总值", "产值", "增加值", "余额", "收入", "收入比", "率", "比重", "占比", "强度", "人口", "里程", "产量", "天数", "指数"}

func (c *checker) contradictions() {
	groups := map[string][]int{}
	var keys []string
	for i := range c.p.Targets {
		k := c.subject(&c.p.Targets[i])
		if k == "" {
			continue
		}
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], i)
	}
	for _, k := range keys {
		g := groups[k]
		for i, x := range g {
			for _, y := range g[i+1:] {
				if c.opposed(&c.p.Targets[x], &c.p.Targets[y]) {
					break // one finding for x is proof enough
				}
			}
		}
	}
}

// subject is what a target is about; "" if it is not known well enough to be compared.
func (c *checker) subject(t *plan.Target) string {
	name := deref(t.Indicator.Raw)
	for _, w := range whole {
		name = strings.TrimPrefix(name, w)
	}
	if t.Deadline == nil || t.Deadline.Source == "document" || t.Value == nil || utf8.RuneCountInString(name) < 3 || ofWhat(name) {
		return ""
	}
	switch t.Kind {
	case "quantity", "percent", "magnitude":
	default:
		return ""
	}
	if !hasEnding(name, oneOf) {
		return ""
	}
	unit := deref(t.Unit)
	if t.Normalized != nil {
		unit = t.Normalized.Unit
	}
	return strings.Join([]string{name, t.Measure, unit, t.Deadline.Date, deref(t.Scope), deref(t.Baseline)}, "\t")
}

// ofWhat reports the name of a measure that leaves open what is measured: of two 毛入学率 one may be of colleges.
func ofWhat(name string) bool {
	switch name {
	case "毛入学率", "净入学率", "入学率", "升学率", "参保率", "覆盖率", "普及率", "达标率", "合格率", "利用率", "增加值", "总产值", "占比", "比重", "总量", "总额", "余额", "产量", "收入", "主营业务收入", "营业收入", "年产值", "年收入", "亩产量", "总产量", "就业率", "满意率", "处理率", "在线率", "开通率", "入园率", "平均产量":
		return true
	}
	return false
}

func hasEnding(s string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// opposed reports x against y if one forbids what the other asks for.
func (c *checker) opposed(x, y *plan.Target) bool {
	if c.oneSentence(x.Span, y.Span) {
		return false
	}
	a, aok := interval(x)
	b, bok := interval(y)
	if !aok || !bok {
		return false
	}
	spans, targets := []plan.Span{x.Span, y.Span}, []string{x.ID, y.ID}
	switch {
	case a.below(b) || b.below(a):
		c.report("target-contradiction", fmt.Sprintf("“%s” and “%s” cannot both hold for %s", x.Quote, y.Quote, x.Deadline.Date), spans, targets...)
	case a.same(b) && (x.Op == "~" && strings.ContainsAny(y.Op, "<>") || y.Op == "~" && strings.ContainsAny(x.Op, "<>")):
		c.report("target-comparator", fmt.Sprintf("“%s” and “%s” bound the same figure in two ways for %s", x.Quote, y.Quote, x.Deadline.Date), spans, targets...)
	default:
		return false
	}
	return true
}

// oneSentence: figures of one sentence belong to parts of it (2027年达到40亿元、其中出口25亿元).
func (c *checker) oneSentence(a, b plan.Span) bool {
	if b.Start < a.Start {
		a, b = b, a
	}
	return b.Start <= a.End || !strings.ContainsAny(c.text(plan.Span{Start: a.End, End: b.Start}), "。；\n")
}

// bounds are the values that a target allows; nil is no bound.
type bounds struct{ low, high, value *big.Rat }

func interval(t *plan.Target) (bounds, bool) {
	low, high := deref(t.Value), deref(t.ValueMax)
	if t.Normalized != nil {
		low, high = t.Normalized.Value, deref(t.Normalized.ValueMax)
	}
	v, ok := new(big.Rat).SetString(low)
	if !ok {
		return bounds{}, false
	}
	if high != "" {
		w, ok := new(big.Rat).SetString(high)
		return bounds{v, w, v}, ok
	}
	switch t.Op {
	case ">=", ">":
		return bounds{low: v, value: v}, true
	case "<=", "<":
		return bounds{high: v, value: v}, true
	case "=":
		return bounds{v, v, v}, true
	case "~": // 左右 is taken for a tenth to either side
		tenth := new(big.Rat).Mul(new(big.Rat).Abs(v), big.NewRat(1, 10))
		return bounds{new(big.Rat).Sub(v, tenth), new(big.Rat).Add(v, tenth), v}, true
	}
	return bounds{}, false
}

func (b bounds) below(o bounds) bool { return b.high != nil && o.low != nil && b.high.Cmp(o.low) < 0 }

func (b bounds) same(o bounds) bool { return b.value.Cmp(o.value) == 0 }
