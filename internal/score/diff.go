package score

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"taizhang/pipeline/plan"
)

// Change is one difference between two plans of one document.
type Change struct {
	Sign string `json:"sign"` // + gained, - lost, ~ changed
	What string `json:"what"` // document, meta, outline, assignment, target, citation, finding
	Text string `json:"text"`
}

// DocumentDiff is what changed in one document.
type DocumentDiff struct {
	Name    string   `json:"document"`
	Changes []Change `json:"changes"`
}

// Diff is what changed between two runs.
type Diff struct {
	Compared  int            `json:"compared"` // documents in either folder
	Documents []DocumentDiff `json:"documents"`
}

// Differences compares two folders of plans, document by document, in order of name.
func Differences(oldDir, newDir string) (*Diff, error) {
	names := map[string]bool{}
	for _, dir := range []string{oldDir, newDir} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".json") {
				names[e.Name()] = true
			}
		}
	}
	d := &Diff{Compared: len(names)}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		was, err := os.ReadFile(filepath.Join(oldDir, name))
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
		now, err := os.ReadFile(filepath.Join(newDir, name))
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
		if bytes.Equal(was, now) {
			continue
		}
		doc := DocumentDiff{Name: strings.TrimSuffix(name, ".json")}
		a, err := decode(was, filepath.Join(oldDir, name))
		if err != nil {
			return nil, err
		}
		b, err := decode(now, filepath.Join(newDir, name))
		if err != nil {
			return nil, err
		}
		switch {
		case a == nil:
			doc.add("+", "document", "it has a plan now")
		case b == nil:
			doc.add("-", "document", "it has no plan any more")
		default:
			doc.compare(a, b)
		}
		if len(doc.Changes) > 0 {
			d.Documents = append(d.Documents, doc)
		}
	}
	return d, nil
}

func decode(data []byte, name string) (*plan.Plan, error) {
	if data == nil {
		return nil, nil
	}
	p := new(plan.Plan)
	if err := json.Unmarshal(data, p); err != nil {
		return nil, fmt.Errorf("plan %s: %w: write it anew with taizhang extract", name, err)
	}
	return p, nil
}

func (d *DocumentDiff) add(sign, what, text string) {
	d.Changes = append(d.Changes, Change{sign, what, text})
}

func (d *DocumentDiff) compare(a, b *plan.Plan) {
	d.meta(a, b)
	lines(d, "outline", outlineLines(a.Outline), outlineLines(b.Outline))
	bags(d, "assignment", parts(a), parts(b), func(p part) string { return p.path + " " + p.role + " " + p.body })
	d.targets(a, b)
	bags(d, "citation", citations(a), citations(b), strings.Clone)
	bags(d, "finding", findings(a), findings(b), strings.Clone)
}

func (d *DocumentDiff) meta(a, b *plan.Plan) {
	was, now := metaLines(a), metaLines(b)
	for i, name := range metaCompared {
		if was[i] != now[i] {
			d.add("~", "meta", name+": "+cmp.Or(was[i], "none")+" → "+cmp.Or(now[i], "none"))
		}
	}
}

var metaCompared = []string{"title", "doc_number", "issuers", "addressees", "issued_on", "genre", "region", "period", "text"}

func metaLines(p *plan.Plan) [9]string {
	var number, region, period string
	if p.DocNumber != nil {
		number = p.DocNumber.Raw
	}
	if p.Region != nil {
		region = p.Region.Code + " " + p.Region.Name
	}
	if p.Period != nil {
		period = fmt.Sprintf("%d–%d", p.Period.From, p.Period.To)
	}
	return [9]string{deref(p.Title), number, strings.Join(p.Issuers, "、"), deref(p.Addressees), deref(p.IssuedOn), deref(p.Genre), region, period,
		fmt.Sprintf("%d characters", len([]rune(p.Text)))}
}

func outlineLines(items []plan.Item) (out []string) {
	for i := range items {
		it := &items[i]
		label := it.Label
		if it.Synthesized {
			label = "(lost)"
		}
		out = append(out, fmt.Sprintf("%d %s%s", it.Depth, label, first(it.Heading, 24)))
		out = append(out, outlineLines(it.Children)...)
	}
	return out
}

// lines lists what is aligned in neither sequence, in reading order.
func lines(d *DocumentDiff, what string, a, b []string) {
	i, j := 0, 0
	for _, block := range newMatcher(a, b).blocks() {
		for ; i < block.i; i++ {
			d.add("-", what, a[i])
		}
		for ; j < block.j; j++ {
			d.add("+", what, b[j])
		}
		i, j = block.i+block.n, block.j+block.n
	}
}

func (d *DocumentDiff) targets(a, b *plan.Plan) {
	was, now := figures(a), figures(b)
	pairs, lost, gained := match(was, now, sameNumber)
	for _, f := range lost {
		d.add("-", "target", f.String())
	}
	for _, f := range gained {
		d.add("+", "target", f.String())
	}
	slices.SortFunc(pairs, func(p, q pair) int { return cmp.Compare(p.said.at, q.said.at) })
	for _, p := range pairs {
		var changed []string
		add := func(name, x, y string) {
			if x != y {
				changed = append(changed, name+" "+cmp.Or(x, "none")+" → "+cmp.Or(y, "none"))
			}
		}
		add("op", p.gold.op, p.said.op)
		add("kind", p.gold.kind, p.said.kind)
		add("measure", p.gold.measure, p.said.measure)
		add("deadline", p.gold.deadline, p.said.deadline)
		add("baseline", deref(p.gold.baseline), deref(p.said.baseline))
		add("indicator", deref(p.gold.indicator), deref(p.said.indicator))
		if p.gold.hedged != p.said.hedged {
			changed = append(changed, fmt.Sprintf("hedged %t → %t", p.gold.hedged, p.said.hedged))
		}
		if changed != nil {
			d.add("~", "target", p.said.quote+": "+strings.Join(changed, "; "))
		}
	}
}

func figures(p *plan.Plan) (out []figure) {
	for i := range p.Targets {
		f := said(&p.Targets[i])
		f.at = i
		out = append(out, f)
	}
	return out
}

// String is a target on one line: quote | indicator op value unit, deadline.
func (f *figure) String() string {
	value := deref(f.value)
	if f.valueMax != nil {
		value += "–" + *f.valueMax
	}
	s := fmt.Sprintf("%s | %s %s %s%s", f.quote, deref(f.indicator), f.op, value, deref(f.unit))
	if f.deadline != "" {
		s += ", " + f.deadline
	}
	return s
}

func citations(p *plan.Plan) *bag[string] {
	out := newBag[string]()
	for i := range p.Citations {
		c := &p.Citations[i]
		out.add(c.Relation + " " + cmp.Or(deref(c.Title), deref(c.DocNumber)))
	}
	return out
}

func findings(p *plan.Plan) *bag[string] {
	out := newBag[string]()
	for _, f := range p.Findings {
		out.add(f.Code + ": " + f.Message)
	}
	return out
}

func bags[T comparable](d *DocumentDiff, what string, a, b *bag[T], show func(T) string) {
	for _, x := range a.minus(b) {
		d.add("-", what, show(x))
	}
	for _, x := range b.minus(a) {
		d.add("+", what, show(x))
	}
}

// sums are how often each sign stands for each kind of fact, as in outline +3 -1.
func (d *Diff) sums() string {
	kinds := []string{"document", "meta", "outline", "assignment", "target", "citation", "finding"}
	count := map[string]int{}
	for _, doc := range d.Documents {
		for _, c := range doc.Changes {
			count[c.What+c.Sign]++
		}
	}
	var out []string
	for _, k := range kinds {
		s := k
		for _, sign := range []string{"+", "-", "~"} {
			if n := count[k+sign]; n > 0 {
				s += fmt.Sprintf(" %s%d", sign, n)
			}
		}
		if s != k {
			out = append(out, s)
		}
	}
	return strings.Join(out, " · ")
}

// Print writes the changes for a person, and their sums.
func (d *Diff) Print(w io.Writer) error {
	var b bytes.Buffer
	for _, doc := range d.Documents {
		fmt.Fprintln(&b, doc.Name)
		for _, c := range doc.Changes {
			fmt.Fprintf(&b, "  %s %s %s\n", c.Sign, c.What, c.Text)
		}
	}
	fmt.Fprintf(&b, "%d of %d documents differ", len(d.Documents), d.Compared)
	if s := d.sums(); s != "" {
		fmt.Fprintf(&b, ": %s", s)
	}
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

// JSON writes the changes as one JSON object.
func (d *Diff) JSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(d)
}
