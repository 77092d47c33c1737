package index

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	bindex "github.com/blevesearch/bleve_index_api"
)

// bag is a text field that is kept without positions. It counts terms as they come instead of listing every
// one first, which is most of the memory that bleve's own field takes on long texts; the terms are the same.
type bag struct {
	*document.TextField
	length int
	terms  bindex.TokenFrequencies
}

func newBag(name string, at []uint64, text string) *bag {
	return &bag{TextField: document.NewTextFieldCustom(name, at, []byte(text), frequencies, gse{})}
}

// Analyze implements bindex.Field.
func (b *bag) Analyze() {
	folded := key(string(b.Value()))
	b.terms = make(bindex.TokenFrequencies, len(folded)/12+8)
	var backing []bindex.TokenFreq
	tokens(folded, func(t token) {
		b.length++
		f := b.terms[t.term]
		if f == nil {
			if len(backing) == cap(backing) {
				backing = make([]bindex.TokenFreq, 0, 256)
			}
			backing = append(backing, bindex.TokenFreq{Term: []byte(t.term)})
			f = &backing[len(backing)-1]
			b.terms[t.term] = f
		}
		f.SetFrequency(f.Frequency() + 1)
	})
}

// AnalyzedLength implements bindex.Field.
func (b *bag) AnalyzedLength() int { return b.length }

// AnalyzedTokenFrequencies implements bindex.Field.
func (b *bag) AnalyzedTokenFrequencies() bindex.TokenFrequencies { return b.terms }

var _ document.Field = (*bag)(nil)

// gse is the analyzer of the fields that are kept with positions.
type gse struct{}

// Analyze implements analysis.Analyzer.
func (gse) Analyze(input []byte) analysis.TokenStream {
	folded := key(string(input))
	out := make(analysis.TokenStream, 0, len(folded)/2)
	tokens(folded, func(t token) {
		// Start and End are not kept by the index; the position is what a phrase needs.
		out = append(out, &analysis.Token{Term: []byte(t.term), Position: t.at + 1})
	})
	return out
}

// whole is the analyzer of fields that are compared as they stand.
type whole struct{}

// Analyze implements analysis.Analyzer.
func (whole) Analyze(input []byte) analysis.TokenStream {
	return analysis.TokenStream{{Term: input, Position: 1, End: len(input)}}
}
