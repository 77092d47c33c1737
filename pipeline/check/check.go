// Package check finds faults inside one plan that its own words prove: contradicting targets, sums that do not
// add up, a deadline past the plan's period.
package check

import "taizhang/pipeline/plan"

// Find returns the findings of a finished plan, in order of their first span.
func Find(p *plan.Plan) []plan.Finding { return nil }
