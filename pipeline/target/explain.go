package target

import (
	"strings"

	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/table"
)

// Token is one typed token of an explained sentence.
type Token struct {
	Text  string `json:"text"`
	Kind  string `json:"kind"`            // word, quantity, date, name, mark, open, close
	Class string `json:"class,omitempty"` // the grammar's classes, joined by +
	POS   string `json:"pos,omitempty"`
	Start int    `json:"start"` // bytes into the document's text, or into a cut cell's text put together
	End   int    `json:"end"`
}

// Verdict is what became of one figure.
type Verdict struct {
	Figure  string   `json:"figure"`
	Target  *Target  `json:"target,omitempty"` // nil if it is none
	Against string   `json:"against,omitempty"`
	For     []string `json:"for,omitempty"`
}

// Explanation says how the grammar reads a text, sentence by sentence.
type Explanation struct {
	Sentences []Sentence `json:"sentences"`
}

// Sentence is one sentence as the grammar reads it. Offsets count bytes into the document's text.
type Sentence struct {
	Text     string        `json:"text"`
	Span     document.Span `json:"-"`
	Tokens   []Token       `json:"tokens"`
	Verdicts []Verdict     `json:"verdicts"`
}

// Explain reads text as Find would read it outside every outline item.
func Explain(text string, c Context) Explanation {
	raw := strings.ToValidUTF8(text, "\uFFFD")
	d := document.Build(document.Source{}, raw, []document.RawBlock{{Parts: []document.Span{{Start: 0, End: len(raw)}}}})
	return ExplainIn(d, &outline.Tree{}, nil, c, document.Span{Start: 0, End: len(d.Text)})
}

// ExplainIn tells of every sentence of a document that touches span what Find makes of it and why.
func ExplainIn(d *document.Document, t *outline.Tree, tables []table.Table, c Context, span document.Span) Explanation {
	var x Explanation
	r := reader{doc: d, tree: t, scopes: newScopes(d, t, c), buffers: new(buffers)}
	r.watch = func(a *analysis) {
		if a.at.Overlaps(span) {
			x.add(a)
		}
	}
	r.read(tables)
	return x
}

func (x *Explanation) add(a *analysis) {
	s := Sentence{Text: a.text[a.span.Start:a.span.End], Span: a.at}
	for i := range a.toks {
		t := &a.toks[i]
		s.Tokens = append(s.Tokens, Token{Text: t.text, Kind: t.kind.String(), Class: t.class.String(), POS: t.pos, Start: t.start, End: t.end})
	}
	for i := range a.found {
		c := &a.found[i]
		v := Verdict{Figure: a.text[c.figure.Start:c.figure.End], Against: c.against, For: c.fired}
		if c.against == "" {
			said := c.Target // the analysis lasts only for this sentence
			v.Target = &said
		}
		s.Verdicts = append(s.Verdicts, v)
	}
	x.Sentences = append(x.Sentences, s)
}

// String prints an explanation for a terminal.
func (x Explanation) String() string {
	var b strings.Builder
	for _, s := range x.Sentences {
		s.print(&b)
	}
	return b.String()
}

func (x *Sentence) print(b *strings.Builder) {
	for _, t := range x.Tokens {
		b.WriteString(t.Text)
		switch {
		case t.Class != "":
			b.WriteString("<" + t.Class + ">")
		case t.Kind != "word" && t.Kind != "mark":
			b.WriteString("<" + t.Kind + ">")
		case t.POS != "":
			b.WriteString("/" + t.POS)
		}
		b.WriteByte(' ')
	}
	b.WriteByte('\n')
	for _, v := range x.Verdicts {
		b.WriteString("  " + v.String() + "\n")
	}
}

// String is the verdict in one line: + for a target with its fields and evidence, - with the reason against it.
func (v Verdict) String() string {
	if v.Target == nil {
		return "- " + v.Figure + ": " + v.Against
	}
	t := v.Target
	var b strings.Builder
	b.WriteString("+ " + v.Figure + ": " + t.Indicator + " | " + t.Op + " " + t.Value)
	if t.ValueMax != "" {
		b.WriteString("—" + t.ValueMax)
	}
	b.WriteString(" " + t.Unit + " | " + t.Kind + " " + t.Measure + " |")
	if t.Deadline != nil {
		b.WriteString(" " + t.Deadline.Date)
	}
	if t.Hedged {
		b.WriteString(" | hedged")
	}
	if t.Baseline != "" {
		b.WriteString(" | baseline " + t.Baseline)
	}
	b.WriteString(" (" + strings.Join(v.For, "; ") + ")")
	return b.String()
}
