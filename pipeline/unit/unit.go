// Package unit tells who a body is: full name, region, kind, and one identity for all wordings of it.
package unit

import (
	"taizhang/pipeline/document"
	"taizhang/pipeline/plan"
)

// Resolve gives each distinct name, in order of first appearance, a unit (u1, u2, …). Wordings of one body keep
// units of their own, with the same Identity and each other as Aliases. region is the document's own, nil if
// unknown. Ambiguous names keep Identity and FullName nil.
func Resolve(names []string, region *plan.Region) ([]plan.Unit, []document.Note) { return nil, nil }
