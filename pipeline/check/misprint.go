package check

// Proof of a misprinted body: its name is that of another body of the plan with its last character written twice
// (市市场监管局局 beside 市市场监管局).

import (
	"fmt"
	"unicode/utf8"

	"taizhang/pipeline/plan"
)

func (c *checker) misprints() {
	names := map[string]bool{}
	for i := range c.p.Units {
		names[c.p.Units[i].Name] = true
	}
	for i := range c.p.Units {
		u := &c.p.Units[i]
		last, n := utf8.DecodeLastRuneInString(u.Name)
		once := u.Name[:len(u.Name)-n]
		if before, _ := utf8.DecodeLastRuneInString(once); before != last || n == 0 || !names[once] {
			continue
		}
		if spans := c.places(u.ID); len(spans) > 0 {
			c.report("unit-misprint", fmt.Sprintf("%s is written for %s", u.Name, once), spans)
		}
	}
}

// places are the assignments that name a unit.
func (c *checker) places(id string) []plan.Span {
	var out []plan.Span
	for i := range c.p.Assignments {
		a := &c.p.Assignments[i]
		for _, list := range [][]string{a.Lead, a.Responsible, a.Cooperating} {
			for _, u := range list {
				if u == id && !a.Inherited {
					out = append(out, a.Span)
				}
			}
		}
	}
	return out
}
