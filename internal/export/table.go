package export

import (
	"fmt"
	"strconv"
	"strings"

	"taizhang/pipeline/plan"
)

// Type is what a column holds.
type Type string

// The types of columns; the names are those of Frictionless Table Schema.
const (
	String  Type = "string"
	Integer Type = "integer"
	Number  Type = "number"
	Boolean Type = "boolean"
)

// Column is one column, and its line in the data dictionary.
type Column struct {
	Name  string
	Type  Type
	About string
	width float64 // in a workbook, in characters
}

// Key says that columns together point to rows of another table.
type Key struct {
	Columns []string
	Table   string
}

// Table is one table: what it holds, and how a plan's rows are made. A value is nil, string, int, float64 or bool.
type Table struct {
	Name    string
	About   string
	Columns []Column
	Primary []string
	Foreign []Key
	rows    func(s *source, emit func(...any))
}

// TableNames lists the tables.
func TableNames() []string {
	var names []string
	for _, t := range tables {
		names = append(names, t.Name)
	}
	return names
}

func tableNamed(name string) (*Table, error) {
	for _, t := range tables {
		if t.Name == name {
			return t, nil
		}
	}
	return nil, fmt.Errorf("table %q is not known: use one of %s", name, strings.Join(TableNames(), ", "))
}

// separator parts several values in one cell: the mark that Chinese documents use for it.
const separator = "；"

var documentID = Column{"document_id", String, "the plan's id: first 16 hex digits of the sha256 of the source", 18}

// placeColumns say where a fact stands; start and end count code points into the plan's text.
var placeColumns = []Column{
	{"quote", String, "the exact words", 50},
	{"start", Integer, "first code point of the words in the plan's text", 9},
	{"end", Integer, "code point behind the words", 9},
	{"page", Integer, "page of the source, where it has pages", 7},
	{"paragraph", Integer, "paragraph or cell of the source, counted from 1", 10},
}

func (s *source) placed(quote string, sp plan.Span) []any {
	page, paragraph := s.place(sp)
	return []any{quote, sp.Start, sp.End, page, paragraph}
}

var documentKey = Key{[]string{"document_id"}, "documents"}
var taskKey = Key{[]string{"document_id", "task_id"}, "tasks"}

var tables = []*Table{
	{
		Name: "documents", About: "one row a document (文件)", Primary: []string{"document_id"},
		Columns: []Column{
			documentID,
			{"title", String, "full title (标题)", 50},
			{"doc_number", String, "document number (发文字号)", 18},
			{"issuers", String, "issuing bodies (发文机关), parted by ；", 24},
			{"addressees", String, "addressees (主送机关)", 24},
			{"issued_on", String, "date of the document (成文日期), ISO, as precise as stated", 12},
			{"published_on", String, "date of publication (发布日期), ISO", 12},
			{"genre", String, "genre (文种)", 12},
			{"region", String, "administrative division", 16},
			{"region_code", String, "its GB/T 2260 code", 10},
			{"level", String, "national, province, prefecture, county or town", 10},
			{"period_from", Integer, "first year of the plan", 8},
			{"period_to", Integer, "last year of the plan", 8},
			{"disclosure", String, "disclosure (公开方式)", 12},
			{"index_number", String, "index number (索引号)", 18},
			{"tasks", Integer, "number of tasks", 7},
			{"assignments", Integer, "number of assignments", 7},
			{"targets", Integer, "number of targets", 7},
			{"characters", Integer, "length of the text in code points", 9},
			{"source", String, "path or address of the source", 40},
			{"media_type", String, "media type of the source", 18},
			{"sha256", String, "sha256 of the source, hex", 18},
			{"tool", String, "the program that made the plan", 16},
			{"lexicon", String, "the lexicon it used", 12},
		},
		rows: func(s *source, emit func(...any)) {
			p := s.plan
			number, region, code, level := any(nil), any(nil), any(nil), any(nil)
			if p.DocNumber != nil {
				number = p.DocNumber.Raw
			}
			if p.Region != nil {
				region, code, level = p.Region.Name, p.Region.Code, p.Region.Level
			}
			from, to := any(nil), any(nil)
			if p.Period != nil {
				from, to = p.Period.From, p.Period.To
			}
			emit(p.ID, text(p.Title), number, list(p.Issuers), text(p.Addressees), text(p.IssuedOn), text(p.PublishedOn), text(p.Genre),
				region, code, level, from, to, text(p.Disclosure), text(p.IndexNumber), len(p.Tasks), len(p.Assignments), len(p.Targets),
				len([]rune(p.Text)), p.Source.Path, p.Source.MediaType, p.Source.SHA256, p.ProducedBy.Tool, p.ProducedBy.Lexicon)
		},
	},
	{
		Name: "tasks", About: "one row a task (任务)", Primary: []string{"document_id", "task_id"}, Foreign: []Key{documentKey},
		Columns: append([]Column{
			documentID,
			{"task_id", String, "place in the outline, e.g. 2.3.4", 10},
			{"path", String, "labels from the outermost item down, parted by ；", 18},
			{"title", String, "heading of the task", 40},
			{"part", String, "task, goal, principle, background, safeguard, rule or attachment", 11},
			{"deadline", String, "as written", 14},
			{"keywords", String, "weightiest words, parted by ；", 30},
			{"assignments", Integer, "number of assignments", 7},
			{"targets", Integer, "number of targets", 7},
		}, placeColumns...),
		rows: func(s *source, emit func(...any)) {
			for _, t := range s.plan.Tasks {
				emit(append([]any{s.plan.ID, t.ID, list(t.Path), t.Title, t.Part, text(t.Deadline), list(t.Keywords),
					len(t.Assignments), len(t.Targets)}, s.placed(s.text(t.Span), t.Span)...)...)
			}
		},
	},
	{
		Name: "units", About: "one row a wording of a body (单位) in a document", Primary: []string{"document_id", "unit_id"}, Foreign: []Key{documentKey},
		Columns: []Column{
			documentID,
			{"unit_id", String, "id inside the document", 8},
			{"name", String, "as written", 24},
			{"full_name", String, "full name, where it is certain", 30},
			{"region_code", String, "GB/T 2260 code of its division", 10},
			{"kind", String, "government, party, congress, court, enterprise, committee, institution, association, town or generic", 12},
			{"identity", String, "one key for all wordings of a body, across documents", 24},
			{"aliases", String, "its other wordings in this document, parted by ；", 24},
		},
		rows: func(s *source, emit func(...any)) {
			for _, u := range s.plan.Units {
				emit(s.plan.ID, u.ID, u.Name, text(u.FullName), text(u.Region), u.Kind, text(u.Identity), list(u.Aliases))
			}
		},
	},
	{
		Name: "assignments", About: "one row a body in a role: who leads (牵头), answers for (责任) or helps with (配合) what",
		Primary: []string{"document_id", "assignment_id", "role", "unit_id"}, Foreign: []Key{documentKey, taskKey, {[]string{"document_id", "unit_id"}, "units"}},
		Columns: append([]Column{
			documentID,
			{"assignment_id", String, "id inside the document; several rows share it", 8},
			{"task_id", String, "the task, where it hangs on one", 10},
			{"path", String, "labels from the outermost item down, parted by ；", 18},
			{"role", String, "lead, responsible or cooperating", 12},
			{"unit_id", String, "the body", 8},
			{"unit", String, "the body's name as written", 24},
			{"form", String, "bracket, line, table or prose", 9},
			{"open", Boolean, "the list ends in 等", 7},
			{"deadline", String, "as written", 14},
			{"inherited", Boolean, "passed down from a parent item", 9},
		}, placeColumns...),
		rows: func(s *source, emit func(...any)) {
			for _, a := range s.plan.Assignments {
				seen := map[string]bool{}
				for _, r := range []struct {
					role  string
					units []string
				}{{"lead", a.Lead}, {"responsible", a.Responsible}, {"cooperating", a.Cooperating}} {
					for _, u := range r.units {
						if seen[r.role+u] { // a document may name a body twice in one list
							continue
						}
						seen[r.role+u] = true
						emit(append([]any{s.plan.ID, a.ID, text(a.Task), list(a.Path), r.role, u, s.unit(u), a.Form, a.Open,
							text(a.Deadline), a.Inherited}, s.placed(a.Quote, a.Span)...)...)
					}
				}
			}
		},
	},
	{
		Name: "targets", About: "one row a numeric target (指标任务)", Primary: []string{"document_id", "target_id"}, Foreign: []Key{documentKey, taskKey},
		Columns: append([]Column{
			documentID,
			{"target_id", String, "id inside the document", 8},
			{"task_id", String, "the task, where it hangs on one", 10},
			{"indicator", String, "what is measured, as written", 30},
			{"canonical", String, "the indicator's common name, where the lexicon knows it", 26},
			{"op", String, ">=, >, <=, <, ~ or =", 6},
			{"value", String, "as stated: a decimal, a grade, or the words of a benchmark", 12},
			{"value_max", String, "upper end of a range", 10},
			{"unit", String, "as written", 10},
			{"number", Number, "value as a number, where it is one", 12},
			{"normalized_value", Number, "value in the base unit of its dimension", 16},
			{"normalized_unit", String, "that unit", 10},
			{"dimension", String, "money, area, percent …", 12},
			{"kind", String, "quantity, percent, multiple, ratio, grade, coverage, relative or magnitude", 11},
			{"measure", String, "level, increase, decrease or growth_rate", 12},
			{"deadline", String, "ISO, as precise as stated", 10},
			{"deadline_source", String, "sentence, list, heading or document", 12},
			{"baseline", String, "year compared with", 9},
			{"hedged", Boolean, "力争, 争取 …", 8},
			{"scope", String, "what part of the region it is for", 14},
		}, placeColumns...),
		rows: func(s *source, emit func(...any)) {
			for _, t := range s.plan.Targets {
				date, from := any(nil), any(nil)
				if t.Deadline != nil {
					date, from = t.Deadline.Date, t.Deadline.Source
				}
				value, unit, dimension := any(nil), any(nil), any(nil)
				if n := t.Normalized; n != nil {
					value, unit, dimension = number(&n.Value), n.Unit, n.Dimension
				}
				emit(append([]any{s.plan.ID, t.ID, text(t.Task), text(t.Indicator.Raw), text(t.Indicator.Canonical), t.Op, text(t.Value), text(t.ValueMax),
					text(t.Unit), number(t.Value), value, unit, dimension, t.Kind, t.Measure, date, from, text(t.Baseline), t.Hedged, text(t.Scope)},
					s.placed(t.Quote, t.Span)...)...)
			}
		},
	},
	{
		Name: "citations", About: "one row a document that a document names", Primary: []string{"document_id", "citation_id"}, Foreign: []Key{documentKey},
		Columns: append([]Column{
			documentID,
			{"citation_id", String, "id inside the document", 8},
			{"title", String, "title named", 50},
			{"doc_number", String, "document number named", 18},
			{"relation", String, "basis, implements, forwards, amends, repeals or mentions", 12},
		}, placeColumns...),
		rows: func(s *source, emit func(...any)) {
			for i, c := range s.plan.Citations {
				emit(append([]any{s.plan.ID, "c" + strconv.Itoa(i+1), text(c.Title), text(c.DocNumber), c.Relation}, s.placed(c.Quote, c.Span)...)...)
			}
		},
	},
	{
		Name: "findings", About: "one row a fault that a document's own words prove", Primary: []string{"document_id", "finding_id"}, Foreign: []Key{documentKey},
		Columns: append([]Column{
			documentID,
			{"finding_id", String, "id inside the document", 8},
			{"code", String, "kind of fault", 22},
			{"message", String, "what is wrong", 50},
			{"targets", String, "ids of the targets concerned, parted by ；", 12},
		}, placeColumns...),
		rows: func(s *source, emit func(...any)) {
			for i, f := range s.plan.Findings {
				var quotes []string
				for _, sp := range f.Spans {
					quotes = append(quotes, s.text(sp))
				}
				var first plan.Span
				if len(f.Spans) > 0 {
					first = f.Spans[0]
				}
				emit(append([]any{s.plan.ID, "f" + strconv.Itoa(i+1), f.Code, f.Message, list(f.Targets)}, s.placed(strings.Join(quotes, separator), first)...)...)
			}
		},
	},
}

// text is nil for what the document does not say.
func text(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}

func list(l []string) any {
	if len(l) == 0 {
		return nil
	}
	return strings.Join(l, separator)
}

func number(s *string) any {
	if s == nil {
		return nil
	}
	f, err := strconv.ParseFloat(*s, 64)
	if err != nil {
		return nil
	}
	return f
}
