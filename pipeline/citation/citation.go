// Package citation finds the other documents that a document names.
package citation

import "taizhang/pipeline/document"

// Citation is one mention of another document.
type Citation struct {
	Title, DocNumber string // "" where the text gives none
	Relation         string // basis | implements | forwards | amends | repeals | mentions
	Span             document.Span
}

// Find reads the citations in order of the text. title is the document's own, "" if unknown.
func Find(d *document.Document, title string) []Citation { return nil }
