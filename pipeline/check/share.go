package check

// Proof of an impossible share: a level in percent over 100 of an indicator whose name ends as the name of a part of
// a whole does (lexicon bounded_shares).

import (
	"fmt"
	"math/big"
	"strings"
	"sync"

	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/plan"
)

type share struct {
	ending string
	except []string
}

var bounded = sync.OnceValue(func() []share {
	var out []share
	for _, r := range lexicon.MustLoad("bounded_shares").Rows {
		s := share{ending: r[0]}
		if r[1] != "" {
			s.except = strings.Split(r[1], "|")
		}
		out = append(out, s)
	}
	return out
})

var hundred = big.NewRat(100, 1)

func (c *checker) shares() {
	for i := range c.p.Targets {
		t := &c.p.Targets[i]
		if t.Kind != "percent" || t.Measure != "level" || deref(t.Unit) != "%" || t.Value == nil || t.Op == "<" || t.Op == "<=" {
			continue
		}
		v, ok := new(big.Rat).SetString(*t.Value)
		if ok && v.Cmp(hundred) > 0 && partOfWhole(deref(t.Indicator.Raw)) {
			c.report("share-over-100", fmt.Sprintf("“%s”: a share cannot be over 100 %%", t.Quote), []plan.Span{t.Span}, t.ID)
		}
	}
}

func partOfWhole(name string) bool {
	for _, s := range bounded() {
		if !strings.HasSuffix(name, s.ending) {
			continue
		}
		for _, e := range s.except {
			if strings.Contains(name, e) {
				return false
			}
		}
		return true
	}
	return false
}
