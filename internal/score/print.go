package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Print writes the figures as a table.
func (r *Report) Print(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%16s%8s%8s%8s%6s%6s%6s\n", "", "P", "R", "F1", "tp", "fp", "fn")
	for i, c := range r.Counts {
		fmt.Fprintf(&b, "%-16s%8.3f%8.3f%8.3f%6d%6d%6d\n", Measures[i], c.Precision(), c.Recall(), c.F1(), c.TP, c.FP, c.FN)
	}
	fmt.Fprintf(&b, "fields of found targets %s\n", dict(FieldNames, r.field))
	fmt.Fprintf(&b, "meta %s\n", dict(r.metaNames(), r.meta))
	fmt.Fprintf(&b, "spans exact %d/%d\n", r.SpansExact, r.Spans)
	fmt.Fprintf(&b, "%-10s", "doc")
	for _, m := range Measures {
		fmt.Fprintf(&b, "%14s", first(m, 13))
	}
	b.WriteByte('\n')
	for _, d := range r.Documents {
		fmt.Fprintf(&b, "%-10s", d.Name)
		for _, c := range d.Counts {
			fmt.Fprintf(&b, "%14.3f", c.F1())
		}
		b.WriteByte('\n')
	}
	_, err := w.Write(b.Bytes())
	return err
}

// JSON writes the figures as one JSON object.
func (r *Report) JSON(w io.Writer) error {
	var o object
	for i, c := range r.Counts {
		o.add(Measures[i], &object{{"p", decimal(c.Precision())}, {"r", decimal(c.Recall())}, {"f1", decimal(c.F1())}, {"tp", c.TP}, {"fp", c.FP}, {"fn", c.FN}})
	}
	var fields, meta, documents object
	for _, n := range FieldNames {
		fields.add(n, r.field(n))
	}
	for _, n := range r.metaNames() {
		meta.add(n, r.meta(n))
	}
	for _, d := range r.Documents {
		var figures object
		for i, c := range d.Counts {
			figures.add(Measures[i], decimal(c.F1()))
		}
		documents.add(d.Name, &figures)
	}
	o.add("fields", &fields)
	o.add("meta", &meta)
	o.add("spans_exact", fmt.Sprintf("%d/%d", r.SpansExact, r.Spans))
	o.add("documents", &documents)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(&o)
}

// field is the part of the found targets that have a field right; nil if none was found.
func (r *Report) field(name string) *decimal {
	if r.Found == 0 {
		return nil
	}
	d := decimal(round(float64(r.Fields[name]) / float64(r.Found)))
	return &d
}

func (r *Report) metaNames() []string {
	if len(r.Documents) == 0 {
		return nil
	}
	return slices.Sorted(slices.Values(MetaNames))
}

func (r *Report) meta(name string) *decimal {
	d := decimal(round(float64(r.Meta[name]) / float64(len(r.Documents))))
	return &d
}

// decimal is a number that is printed with a point even where it is whole.
type decimal float64

func (d decimal) String() string {
	s := strconv.FormatFloat(float64(d), 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// MarshalJSON implements json.Marshaler.
func (d decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

func (o *object) add(name string, value any) { *o = append(*o, member{name, value}) }

// MarshalJSON implements json.Marshaler.
func (o *object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, m := range *o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := enc.Encode(m.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// The listings show values as Python's repr does: 'text', None, True.

func dict(names []string, value func(string) *decimal) string {
	var out []string
	for _, n := range names {
		v := "None"
		if d := value(n); d != nil {
			v = d.String()
		}
		out = append(out, repr(n)+": "+v)
	}
	return "{" + strings.Join(out, ", ") + "}"
}

func (f *figure) repr() string {
	hedged := "False"
	if f.hedged {
		hedged = "True"
	}
	return fmt.Sprintf("{'op': %s, 'measure': %s, 'kind': %s, 'deadline': %s, 'indicator': %s, 'hedged': %s, 'baseline': %s}",
		repr(f.op), repr(f.measure), repr(f.kind), f.deadlineRepr, reprOr(f.indicator), hedged, reprOr(f.baseline))
}

func repr(s string) string {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	b := []byte{quote}
	for _, r := range s {
		switch {
		case r == rune(quote) || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ' || r == 0x7f || r < 0x100 && !printable(r):
			b = fmt.Appendf(b, `\x%02x`, r)
		case !printable(r) && r < 0x10000:
			b = fmt.Appendf(b, `\u%04x`, r)
		case !printable(r):
			b = fmt.Appendf(b, `\U%08x`, r)
		default:
			b = append(b, string(r)...)
		}
	}
	return string(append(b, quote))
}

func printable(r rune) bool { return r == ' ' || unicode.IsGraphic(r) && !unicode.Is(unicode.Zs, r) }

func reprOr(s *string) string {
	if s == nil {
		return "None"
	}
	return repr(*s)
}

func orNone(s *string) string {
	if s == nil {
		return "None"
	}
	return *s
}

func reprList(list []string) string {
	if len(list) == 0 {
		return "None"
	}
	var out []string
	for _, s := range list {
		out = append(out, repr(s))
	}
	return "[" + strings.Join(out, ", ") + "]"
}
