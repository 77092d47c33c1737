// Package front reads what a document states of itself: title, number, issuers, addressees, dates, genre,
// region, period.
package front

import (
	"taizhang/pipeline/document"
	"taizhang/pipeline/plan"
)

// Matter is a document's front (and back) matter. Absent is nil.
type Matter struct {
	Title, Addressees, IssuedOn, PublishedOn, Disclosure, Genre, IndexNumber, Subject, Validity *string
	Issuers                                                                                     []string
	DocNumber                                                                                   *plan.DocNumber
	Region                                                                                      *plan.Region
	Period                                                                                      *plan.Period
	Body                                                                                        document.Span // the plan itself: behind the cover notice's head, before the signature
	Notes                                                                                       []document.Note
}

// Read reads the front matter of a document.
func Read(d *document.Document) Matter { return Matter{Body: document.Span{End: len(d.Text)}} }
