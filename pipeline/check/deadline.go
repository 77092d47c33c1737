package check

// Proof of an impossible deadline: an assignment names a month or a year (完成时限：2021年3月) that had ended
// before the document was issued, or that begins after the last year of the plan's own period. Goals further out
// (到2035年…) are no fault, so targets are not looked at.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"taizhang/pipeline/plan"
)

var dated = regexp.MustCompile(`^(?:于|到|至|在)?(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?(?:底|末|份)?(?:之?前|以前)?(?:完成)?$`)

func (c *checker) deadlines() {
	for i := range c.p.Assignments {
		if a := &c.p.Assignments[i]; a.Deadline != nil && !a.Inherited {
			c.deadline(*a.Deadline, a.Span)
		}
	}
}

func (c *checker) deadline(written string, s plan.Span) {
	m := dated.FindStringSubmatch(strings.ReplaceAll(written, " ", ""))
	if m == nil {
		return
	}
	date := m[1]
	for _, part := range m[2:] {
		if part != "" {
			date += fmt.Sprintf("-%02s", part)
		}
	}
	// ISO dates compare as strings; cut to the coarser one's precision, equal is not before.
	if on := deref(c.p.IssuedOn); on != "" {
		n := min(len(on), len(date))
		if date[:n] < on[:n] && c.mostAhead(on) {
			c.report("deadline-before-issue", fmt.Sprintf("deadline %s had passed when the document was issued on %s", written, on), []plan.Span{s})
			return
		}
	}
	if p := c.p.Period; p != nil && m[1] > fmt.Sprint(p.To) {
		c.report("deadline-after-period", fmt.Sprintf("deadline %s lies behind the plan's period %d–%d", written, p.From, p.To), []plan.Span{s})
	}
}

// mostAhead: where most deadlines of a plan lie before its date, it is the date that was read or printed wrongly.
func (c *checker) mostAhead(on string) bool {
	var years []string
	for i := range c.p.Assignments {
		if d := deref(c.p.Assignments[i].Deadline); d != "" {
			if m := dated.FindStringSubmatch(strings.ReplaceAll(d, " ", "")); m != nil {
				years = append(years, m[1])
			}
		}
	}
	slices.Sort(years)
	return len(on) >= 4 && len(years) > 0 && years[len(years)/2] >= on[:4]
}
