package score

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"taizhang/pipeline/plan"
)

// figure is a target of gold or of a plan, as the two are compared.
type figure struct {
	quote, op, kind, measure         string
	indicator, value, valueMax, unit *string
	deadline                         string // "" for none, and for the whole plan's period
	deadlineRepr                     string
	baseline                         *string
	hedged                           bool
	at                               int // its place in the plan
}

func said(t *plan.Target) figure {
	f := figure{quote: t.Quote, indicator: t.Indicator.Raw, op: t.Op, value: t.Value, valueMax: t.ValueMax, unit: t.Unit,
		kind: t.Kind, measure: t.Measure, baseline: t.Baseline, hedged: t.Hedged, deadlineRepr: "None"}
	if d := t.Deadline; d != nil {
		if d.Source != "document" { // the whole plan's period is no target's own deadline
			f.deadline = d.Date
		}
		f.deadlineRepr = fmt.Sprintf("{'raw': %s, 'date': %s, 'source': %s}", repr(d.Raw), repr(d.Date), repr(d.Source))
	}
	return f
}

// sameNumber reports whether two targets state one value in one unit.
func sameNumber(g, p *figure) bool {
	return number(deref(g.value)) == number(deref(p.value)) && number(deref(g.valueMax)) == number(deref(p.valueMax)) &&
		fold(deref(g.unit)) == fold(deref(p.unit))
}

// compare says for each of FieldNames whether it is right.
func compare(g, p *figure) [7]bool {
	return [7]bool{g.op == p.op, g.measure == p.measure, g.kind == p.kind, g.deadline == p.deadline,
		dice(deref(g.indicator), deref(p.indicator)) >= 0.6, g.hedged == p.hedged, fold(deref(g.baseline)) == fold(deref(p.baseline))}
}

// pair is a target of gold and the plan's that stands for it.
type pair struct{ gold, said figure }

// match pairs targets one to one where ok holds and the quotes overlap by half: the pair that agrees in most first.
func match(gold, said []figure, ok func(g, p *figure) bool) (pairs []pair, missed, extra []figure) {
	type candidate struct {
		score, near float64
		i, j        int
	}
	var all []candidate
	for i := range gold {
		for j := range said {
			g, p := &gold[i], &said[j]
			if !ok(g, p) {
				continue
			}
			o := overlap(g.quote, p.quote)
			if o < 0.5 {
				continue
			}
			agree := 0
			for _, right := range compare(g, p) {
				if right {
					agree++
				}
			}
			score := float64(float64(agree)+o) + dice(deref(g.indicator), deref(p.indicator))
			near := -math.Abs(float64(i)/float64(len(gold)) - float64(j)/float64(len(said)))
			all = append(all, candidate{score, near, i, j})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return -cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.near, b.near), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	usedGold, usedSaid := make([]bool, len(gold)), make([]bool, len(said))
	for _, c := range all {
		if usedGold[c.i] || usedSaid[c.j] {
			continue
		}
		usedGold[c.i], usedSaid[c.j] = true, true
		pairs = append(pairs, pair{gold[c.i], said[c.j]})
	}
	return pairs, unused(gold, usedGold), unused(said, usedSaid)
}

func unused(list []figure, used []bool) (out []figure) {
	for i := range list {
		if !used[i] {
			out = append(out, list[i])
		}
	}
	return out
}

// overlap is 1 where one quote holds the other, else the longest stretch of both by the shorter one's length.
func overlap(a, b string) float64 {
	a, b = fold(a), fold(b)
	switch {
	case a == "" || b == "":
		return 0
	case strings.Contains(a, b) || strings.Contains(b, a):
		return 1
	}
	x, y := []rune(a), []rune(b)
	return float64(longestCommon(x, y)) / float64(min(len(x), len(y)))
}

// dice is how alike two indicators are: 1 where one holds the other, else the part of pairs of characters they share.
func dice(a, b string) float64 {
	a, b = fold(a), fold(b)
	switch {
	case a == "" || b == "":
		return 0
	case strings.Contains(a, b) || strings.Contains(b, a):
		return 1
	}
	x, y := pairsOf(a), pairsOf(b)
	if x.size+y.size == 0 {
		return 0
	}
	return float64(2*x.shared(y)) / float64(x.size+y.size)
}

func pairsOf(s string) *bag[[2]rune] {
	out := newBag[[2]rune]()
	r := []rune(s)
	for i := 1; i < len(r); i++ {
		out.add([2]rune{r[i-1], r[i]})
	}
	return out
}
