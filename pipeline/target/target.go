// Package target finds the figures that a document commits to: numerals → quantities → indicators → targets.
package target

import (
	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/sentence"
	"taizhang/pipeline/table"
)

// Target is one (indicator, value); the fields' vocabulary is that of plan.Target.
type Target struct {
	Item       *outline.Item
	Span       document.Span
	Indicator  string // as written, restored where 分别 or a shared head left words out
	Canonical  string // "" where the lexicon knows none
	Op         string
	Value      string // decimal, grade or words of the benchmark
	ValueMax   string
	Unit       string
	Normalized *Normalized
	Kind       string
	Measure    string
	Deadline   *Deadline
	Baseline   string
	Hedged     bool
	Scope      string
}

// Deadline is by when; Source is sentence, list, heading or document.
type Deadline struct{ Raw, Date, Source string }

// Result is all that Find says.
type Result struct {
	Targets []Target // in order of the text
	Notes   []document.Note
}

// Context is what the document says outside the sentence.
type Context struct {
	IssuedOn   string // ISO, "" if unknown: told apart past and future years
	PeriodFrom int    // the plan's years, 0 if unknown
	PeriodTo   int
	Genre      string
}

// Find reads the targets of a document.
func Find(d *document.Document, t *outline.Tree, tables []table.Table, c Context) Result {
	s := newScopes(d, c)
	var out Result
	for _, b := range d.Blocks {
		if b.Kind == document.Footnote {
			continue
		}
		var state carry
		for _, span := range sentence.Split(d.Text, b.Span) {
			if !mayHold(d.Text[span.Start:span.End]) {
				continue
			}
			it := t.At(span.Start)
			a := analyse(d.Text, span, s, s.at(it), state)
			for _, f := range a.found {
				if f.against == "" {
					f.Item = it
					f.Canonical = canonical(f.Indicator, f.Measure)
					f.Normalized = normalize(f.Value, f.ValueMax, f.Unit)
					out.Targets = append(out.Targets, f.Target)
				}
			}
		}
	}
	return out
}

func canonical(raw, measure string) string { return "" }

func mayHold(s string) bool { return true }
