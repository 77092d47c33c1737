// Package plan is the contract: what Taizhang says of one document, and its JSON (schema 1).
//
// Offsets count Unicode code points into Plan.Text, end exclusive. What the document does not say is nil
// or empty, never guessed. Numbers that the document states are decimal strings. Fields are only ever added.
package plan

import "sort"

// Schema is the version of the JSON that this package writes.
const Schema = 1

// Plan is one policy document as a ledger.
type Plan struct {
	Schema      int          `json:"schema"`
	ID          string       `json:"id"` // first 16 hex digits of the sha256 of the source bytes
	ProducedBy  Producer     `json:"produced_by"`
	Source      Source       `json:"source"`
	Title       *string      `json:"title"`
	Issuers     []string     `json:"issuers"`
	Addressees  *string      `json:"addressees"`
	DocNumber   *DocNumber   `json:"doc_number"`
	IssuedOn    *string      `json:"issued_on"`    // 成文日期: ISO, as precise as stated
	PublishedOn *string      `json:"published_on"` // 发布日期
	Disclosure  *string      `json:"disclosure"`
	Genre       *string      `json:"genre"`
	IndexNumber *string      `json:"index_number"` // 索引号
	Subject     *string      `json:"subject"`
	Validity    *string      `json:"validity"`
	Region      *Region      `json:"region"`
	Period      *Period      `json:"period"`
	Text        string       `json:"text"`
	Blocks      []Block      `json:"blocks"` // paragraphs and cells of Text, in order
	Outline     []Item       `json:"outline"`
	Tasks       []Task       `json:"tasks"`
	Assignments []Assignment `json:"assignments"`
	Units       []Unit       `json:"units"`
	Targets     []Target     `json:"targets"`
	Citations   []Citation   `json:"citations"`
	Findings    []Finding    `json:"findings"`
	Notes       []Note       `json:"notes"`
}

// Producer names the tool and lexicon; another one makes the plan stale.
type Producer struct {
	Tool    string `json:"tool"`
	Lexicon string `json:"lexicon"`
}

// Source tells where the bytes came from and who read them.
type Source struct {
	Path      string `json:"path"`
	MediaType string `json:"media_type"`
	Encoding  string `json:"encoding"`
	SHA256    string `json:"sha256"`
	Bytes     int    `json:"bytes"`
	Reader    string `json:"reader"`
}

// Span is a half-open stretch of Plan.Text in code points.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Block is one paragraph or table cell of Plan.Text, and where it stands in the source.
type Block struct {
	Start int   `json:"start"`
	End   int   `json:"end"`
	Page  int   `json:"page,omitempty"` // counted from 1; absent where the format has no pages
	Cell  *Cell `json:"cell,omitempty"` // nil for a paragraph
}

// Cell is a block's place in its table: tables count from 1, rows and columns from 0.
type Cell struct {
	Table   int `json:"table"`
	Row     int `json:"row"`
	Col     int `json:"col"`
	RowSpan int `json:"row_span,omitempty"`
	ColSpan int `json:"col_span,omitempty"`
}

// DocNumber is a 发文字号, e.g. 铜府〔2023〕90号.
type DocNumber struct {
	Raw    string `json:"raw"`
	Organ  string `json:"organ"`
	Year   int    `json:"year"`
	Serial int    `json:"serial"`
}

// Region is an administrative division by GB/T 2260.
type Region struct {
	Name  string `json:"name"`
	Code  string `json:"code"`
	Level string `json:"level"` // national | province | prefecture | county | town
}

// Period is the span of years that the whole plan is for.
type Period struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Item is a numbered heading or item. Depth 1 is the outermost level of the plan itself.
type Item struct {
	Label       string `json:"label"`
	Number      []int  `json:"number"`
	Depth       int    `json:"depth"`
	Heading     string `json:"heading"`
	Span        Span   `json:"span"`
	Synthesized bool   `json:"synthesized"`
	Children    []Item `json:"children"`
}

// Task is a leaf of the outline that has a body.
type Task struct {
	ID          string   `json:"id"`
	Path        []string `json:"path"`
	Title       string   `json:"title"`
	Part        string   `json:"part"` // task | goal | principle | background | safeguard | rule | attachment
	Span        Span     `json:"span"`
	Assignments []string `json:"assignments"`
	Targets     []string `json:"targets"`
	Deadline    *string  `json:"deadline"`
	Keywords    []string `json:"keywords"`
}

// Assignment is one place where the text says who carries a task out.
type Assignment struct {
	ID          string   `json:"id"`
	Task        *string  `json:"task"`
	Path        []string `json:"path"`
	Form        string   `json:"form"` // bracket | line | table | prose
	Lead        []string `json:"lead"`
	Responsible []string `json:"responsible"`
	Cooperating []string `json:"cooperating"`
	Open        bool     `json:"open"` // the list ends in 等
	Deadline    *string  `json:"deadline"`
	Quote       string   `json:"quote"`
	Span        Span     `json:"span"`
	Inherited   bool     `json:"inherited"`
}

// Unit is a body (单位).
type Unit struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"` // as written
	FullName *string  `json:"full_name"`
	Region   *string  `json:"region"`
	Identity *string  `json:"identity"` // one key for all wordings of one body, inside a plan and across plans: region code + organ; nil where ambiguous
	Kind     string   `json:"kind"`     // government | party | congress | court | enterprise | committee | institution | association | town | generic
	Aliases  []string `json:"aliases"`
}

// Target is a future result that a figure can check.
type Target struct {
	ID         string      `json:"id"`
	Task       *string     `json:"task"`
	Quote      string      `json:"quote"`
	Span       Span        `json:"span"`
	Indicator  Indicator   `json:"indicator"`
	Op         string      `json:"op"` // >= > <= < ~ =
	Value      *string     `json:"value"`
	ValueMax   *string     `json:"value_max"`
	Unit       *string     `json:"unit"`
	Normalized *Normalized `json:"normalized"`
	Kind       string      `json:"kind"`    // quantity | percent | multiple | ratio | grade | coverage | relative | magnitude
	Measure    string      `json:"measure"` // level | increase | decrease | growth_rate
	Deadline   *Deadline   `json:"deadline"`
	Baseline   *string     `json:"baseline"`
	Hedged     bool        `json:"hedged"`
	Scope      *string     `json:"scope"`
}

// Indicator is what a target measures.
type Indicator struct {
	Raw       *string `json:"raw"`
	Canonical *string `json:"canonical"`
}

// Normalized is a target's value in the base unit of its dimension.
type Normalized struct {
	Value     string  `json:"value"`
	ValueMax  *string `json:"value_max"`
	Unit      string  `json:"unit"`
	Dimension string  `json:"dimension"`
}

// Deadline is by when.
type Deadline struct {
	Raw    string `json:"raw"`
	Date   string `json:"date"`   // ISO, as precise as stated
	Source string `json:"source"` // sentence | list | heading | document
}

// Citation is another document that this one names.
type Citation struct {
	Title     *string `json:"title"`
	DocNumber *string `json:"doc_number"`
	Relation  string  `json:"relation"` // basis | implements | forwards | amends | repeals | mentions
	Quote     string  `json:"quote"`
	Span      Span    `json:"span"`
}

// Finding is a fault in the document that its spans prove.
type Finding struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Spans   []Span   `json:"spans"`
	Targets []string `json:"targets"`
}

// Note says what the program was unsure of.
type Note struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Span    Span   `json:"span"`
}

// Place is where a span of Text stands: its page, 0 where the source has none, and its paragraph or cell, counted from 1,
// 0 where it lies behind the last.
func (p *Plan) Place(s Span) (page, paragraph int) {
	i := sort.Search(len(p.Blocks), func(i int) bool { return p.Blocks[i].End > s.Start })
	if i == len(p.Blocks) {
		return 0, 0
	}
	return p.Blocks[i].Page, i + 1
}
