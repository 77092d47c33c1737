// Package check finds faults inside one plan that its own words prove: contradicting targets, sums that do not
// add up, a deadline past the plan's period. What needs knowledge from outside, or a guess at what was meant, is
// no finding.
package check

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"taizhang/pipeline/plan"
)

// checks are independent of each other; each has a file of its own with what it takes as proof at its top.
var checks = []func(*checker){
	(*checker).contradictions,
	(*checker).shares,
	(*checker).deadlines,
	(*checker).misprints,
	(*checker).sums,
	(*checker).numbering,
}

// Find returns the findings of a finished plan, in order of their first span.
func Find(p *plan.Plan) []plan.Finding {
	c := checker{p: p}
	for _, check := range checks {
		check(&c)
	}
	slices.SortStableFunc(c.found, func(a, b plan.Finding) int {
		return cmp.Or(cmp.Compare(a.Spans[0].Start, b.Spans[0].Start), cmp.Compare(a.Code, b.Code))
	})
	return c.found
}

type checker struct {
	p     *plan.Plan
	found []plan.Finding
	at    []int // at[i] = byte offset of code point i<<step; made at first use
}

func (c *checker) report(code, message string, spans []plan.Span, targets ...string) {
	if targets == nil {
		targets = []string{}
	}
	c.found = append(c.found, plan.Finding{Code: code, Message: message, Spans: spans, Targets: targets})
}

const step = 7

// text is the words of a span; "" for one that does not lie in the text.
func (c *checker) text(s plan.Span) string {
	if s.Start < 0 || s.End < s.Start {
		return ""
	}
	start := c.byteAt(s.Start)
	end := c.byteAt(s.End)
	if start < 0 || end < 0 {
		return ""
	}
	return c.p.Text[start:end]
}

func (c *checker) byteAt(rune int) int {
	if c.at == nil {
		n := 0
		for i := range c.p.Text {
			if n&(1<<step-1) == 0 {
				c.at = append(c.at, i)
			}
			n++
		}
		if c.at == nil {
			c.at = []int{0}
		}
	}
	if rune>>step >= len(c.at) {
		if rune == utf8.RuneCountInString(c.p.Text) {
			return len(c.p.Text)
		}
		return -1
	}
	at := c.at[rune>>step]
	for range rune & (1<<step - 1) {
		if at >= len(c.p.Text) {
			return -1
		}
		_, n := utf8.DecodeRuneInString(c.p.Text[at:])
		at += n
	}
	return at
}

// deref is what a pointer of the plan states, "" for nothing.
func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
