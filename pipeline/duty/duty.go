// Package duty finds who carries a task out: notations → assignments → units.
package duty

import (
	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/table"
)

// Form is the kind of place that an assignment was read from.
type Form string

// The forms of the Plan's schema.
const (
	Bracket Form = "bracket"
	Line    Form = "line"
	InTable Form = "table"
	Prose   Form = "prose"
)

// Assignment is one place where the text says who carries a task out. Names stand as the document writes
// them, without white space.
type Assignment struct {
	Item                           *outline.Item // nil outside the outline
	Form                           Form
	Lead, Responsible, Cooperating []string
	Open                           bool
	Deadline                       string // as written; "" if the text says none
	Span                           document.Span
	Inherited                      bool
}

// Result is all that Find says.
type Result struct {
	Assignments []Assignment // in order of the text
	Notes       []document.Note
}

// Find reads the assignments of a document.
func Find(d *document.Document, t *outline.Tree, tables []table.Table) Result { return Result{} }
