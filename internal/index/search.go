package index

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/numeric"
	"github.com/blevesearch/bleve/v2/search"
	bquery "github.com/blevesearch/bleve/v2/search/query"
	bindex "github.com/blevesearch/bleve_index_api"

	"taizhang/internal/index/query"
	"taizhang/internal/segment"
)

const (
	defaultLimit = 20
	maxLimit     = 10_000
	// patience is how long a search may take.
	patience = 5 * time.Second
	// window is how many of the best hits are looked at once more, for how near their words stand.
	window = 60
	// countable is how many hits the facets of tasks are counted on; the facets of plans count all.
	countable = 50_000
)

func (x *bleveIndex) Search(ctx context.Context, req Request) (*Result, error) {
	root, err := query.Parse(req.Query)
	if err != nil {
		return nil, err
	}
	r, err := x.inner.Reader()
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", x.path, err)
	}
	defer r.Close()
	c, err := x.unpacked.of(r)
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", x.path, err)
	}
	segment.Cut("台账") // loads the dictionary if this is the first search; that is not the query's time
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	s := &searching{ctx: ctx, x: x, r: r, req: req, columns: c, loaded: map[uint64]*stored{}}
	res, err := s.tried(root, false)
	if err == nil && res.Total == 0 && slices.ContainsFunc(root.Nodes, measures) {
		if loose, lerr := s.tried(root, true); lerr == nil && loose.Total > 0 {
			loose.Relaxed = "no target is called so: these tasks have figures and speak of it"
			loose.RelaxedChinese = "没有目标用这个名称：以下任务提到它并有数字"
			res = loose
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, ErrTooSlow
	}
	return res, err
}

// measures tells clauses that ask for an indicator without quotes.
func measures(n query.Node) bool {
	w, ok := n.(query.Word)
	return ok && w.Field == fIndicator
}

// tried translates the query, strictly or loosely, and runs it.
func (s *searching) tried(root query.And, loose bool) (*Result, error) {
	s.t = &translator{known: s.x.known, r: s.r, columns: s.columns, loose: loose}
	var err error
	if s.tr, err = s.t.translate(root); err != nil {
		return nil, err
	}
	return s.run()
}

// searching is one search under way.
type searching struct {
	ctx context.Context
	x   *bleveIndex
	r   bindex.IndexReader
	req Request
	t   *translator
	tr  translation

	columns *columns
	plans   []*found // by their number in columns; nil for those without a match
	found   int      // plans with a match
	matches []match
	counts  *tally // nil when no facets are asked for
	loaded  map[uint64]*stored
}

// load reads what a match keeps, once.
func (s *searching) load(m *match) (*stored, error) {
	if kept := s.loaded[m.internal]; kept != nil {
		return kept, nil
	}
	kept, err := load(s.r, internalID(m.internal))
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", s.x.path, err)
	}
	s.loaded[m.internal] = kept
	return kept, nil
}

// found is a plan among the hits.
type found struct {
	id, region string
	date       float64
	first      int // the match that stands first of its plan; filled in when sorting
}

// match is one document that was found.
type match struct {
	score, value float64
	internal     uint64
	id           string // filled in when needed
	plan         *found
}

func (s *searching) run() (*Result, error) {
	res := &Result{}
	strong := s.tr.strong()
	for least := s.tr.need; ; least = fewer(least, strong) {
		if err := s.collect(least); err != nil {
			return nil, err
		}
		if len(s.matches) > 0 || least <= 1 {
			if least < s.tr.need && len(s.matches) > 0 {
				res.Relaxed, res.RelaxedChinese = s.relaxed(least, strong)
			} else if s.t.words == maxWords {
				res.Relaxed = fmt.Sprintf("only the first %d words of the query were looked for", maxWords)
				res.RelaxedChinese = fmt.Sprintf("只检索了前 %d 个词", maxWords)
			}
			break
		}
	}
	res.Total, res.Plans = len(s.matches), s.found
	if s.req.Group {
		res.Total = res.Plans
	}
	res.Facets = s.facets()
	var err error
	res.Hits, err = s.hits()
	return res, err
}

// fewer is how many words are asked for when least found nothing: two thirds of them, then one.
func fewer(least, strong int) int {
	if two := (2*strong + 2) / 3; two < least && two > 1 {
		return two
	}
	return 1
}

func (s *searching) relaxed(least, strong int) (english, chinese string) {
	var all []string
	for _, p := range s.tr.words {
		if !p.weak {
			all = append(all, p.text)
		}
	}
	return fmt.Sprintf("nothing has all of %s: these have at least %d of the %d", strings.Join(all, ", "), least, strong),
		fmt.Sprintf("没有结果同时含有%s：以下结果至少含有 %d 个词（共 %d 个）", strings.Join(all, "、"), least, strong)
}

// collect finds every match and counts the facets.
func (s *searching) collect(least int) error {
	s.plans, s.found, s.matches, s.counts = make([]*found, len(s.columns.plans)), 0, nil, nil
	if s.req.Facets > 0 {
		s.counts = s.columns.tally()
	}
	ctx := context.WithValue(s.ctx, search.QueryTypeKey, search.Term)
	searcher, err := s.tr.query(s.t, least).Searcher(ctx, s.r, s.x.b.Mapping(), search.SearcherOptions{})
	if err != nil {
		return fmt.Errorf("index %s: %w", s.x.path, err)
	}
	defer searcher.Close()
	sc := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(searcher.DocumentMatchPoolSize()+1, 0), IndexReader: s.r}
	for {
		d, err := searcher.Next(sc)
		if err != nil {
			return fmt.Errorf("index %s: %w", s.x.path, err)
		}
		if d == nil {
			return s.ctx.Err()
		}
		if len(s.matches)%512 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		s.take(d)
		sc.DocumentMatchPool.Put(d)
	}
}

// take notes a match and counts its facets.
func (s *searching) take(d *search.DocumentMatch) {
	row := s.columns.docs[binary.BigEndian.Uint64(d.IndexInternalID)]
	p := s.plans[row.plan]
	if p == nil {
		of := &s.columns.plans[row.plan]
		p = &found{id: of.id, region: of.region, date: of.date, first: -1}
		s.plans[row.plan] = p
		s.found++
		if s.counts != nil {
			s.counts.add(of.values)
		}
	}
	if s.counts != nil && len(s.matches) < countable {
		s.counts.add(s.columns.values[row.from:row.to])
	}
	m := match{score: d.Score, value: row.value, internal: binary.BigEndian.Uint64(d.IndexInternalID), plan: p}
	s.matches = append(s.matches, m)
}

// number is a numeric column's value if it is greater than least. A number is kept in several precisions, of
// which the full one counts.
func number(term []byte, least float64) float64 {
	if ok, shift := numeric.ValidPrefixCodedTermBytes(term); !ok || shift != 0 {
		return least
	}
	i, err := numeric.PrefixCoded(term).Int64()
	if err != nil {
		return least
	}
	return max(least, numeric.Int64ToFloat64(i))
}

// hits sorts the matches and shows those that were asked for.
func (s *searching) hits() ([]Hit, error) {
	limit := s.req.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	limit = min(limit, maxLimit)
	ready, err := s.sort(max(window, s.req.Offset+limit))
	if err != nil {
		return nil, err
	}
	order := s.matches[:ready]
	page := func() {
		order = order[min(s.req.Offset, len(order)):]
		order = order[:min(limit, len(order))]
	}
	more := map[*found][]match{}
	if s.req.Group {
		order = nil
		seen := map[*found]bool{}
		for _, m := range s.matches[:ready] {
			switch {
			case !seen[m.plan]:
				seen[m.plan] = true
				order = append(order, m)
			case len(more[m.plan]) < groupSize:
				more[m.plan] = append(more[m.plan], m)
			}
		}
		page()
		s.further(order, s.matches[ready:], more)
	} else {
		page()
	}
	hits := make([]Hit, 0, len(order))
	for _, m := range order {
		h, err := s.show(m)
		if err != nil {
			return nil, err
		}
		for _, n := range more[m.plan] {
			sub, err := s.show(n)
			if err != nil {
				return nil, err
			}
			h.More = append(h.More, sub)
		}
		hits = append(hits, h)
	}
	return hits, nil
}

// groupSize is how many more tasks a grouped hit shows.
const groupSize = 3

// further adds to more what the plans of the page have among the matches that were not sorted.
func (s *searching) further(page, rest []match, more map[*found][]match) {
	short := map[*found]bool{}
	for _, m := range page {
		short[m.plan] = len(more[m.plan]) < groupSize
	}
	var theirs []match
	for _, m := range rest {
		if short[m.plan] {
			theirs = append(theirs, m)
		}
	}
	slices.SortFunc(theirs, s.compare)
	for _, m := range theirs {
		if len(more[m.plan]) < groupSize {
			more[m.plan] = append(more[m.plan], m)
		}
	}
}

// sort puts the best first, as many as the first top hits take, and gives how many matches are in their final order. Ties are
// broken by the plan's date and id and the document's id, so that the same library gives the same answer.
func (s *searching) sort(top int) (ready int, err error) {
	for i := range s.matches {
		// Sums of the same terms in another order differ in the last digits.
		s.matches[i].score = round(s.matches[i].score)
	}
	if s.req.Group {
		ready = s.arrangePlans(top)
	} else {
		ready = s.arrange(top)
	}
	if s.req.Sort != ByRelevance || len(s.tr.words) == 0 {
		return ready, nil
	}
	n := min(window, len(s.matches))
	for i := range s.matches[:n] {
		if err := s.look(&s.matches[i]); err != nil {
			return 0, err
		}
	}
	// What was looked at stays ahead of what was not.
	slices.SortFunc(s.matches[:n], s.compare)
	return ready, nil
}

func round(f float64) float64 { return math.Round(f*1e6) / 1e6 }

// arrange puts the first top matches, or more, in order; it gives how many.
func (s *searching) arrange(top int) int {
	if len(s.matches) > 4*top && s.req.Sort == ByRelevance {
		// Only what scores at least as the last of the top needs sorting.
		scores := make([]float64, len(s.matches))
		for i, m := range s.matches {
			scores[i] = m.score
		}
		slices.Sort(scores)
		least := scores[len(scores)-top]
		return s.front(func(m *match) bool { return m.score >= least })
	}
	return s.front(func(*match) bool { return true })
}

// arrangePlans puts in order what stands before the second match of the top-th plan, or more; it gives how many matches.
func (s *searching) arrangePlans(top int) int {
	if s.found <= top {
		return s.front(func(*match) bool { return true })
	}
	plans := make([]*found, 0, s.found)
	for i := range s.matches {
		switch p := s.matches[i].plan; {
		case p.first < 0:
			p.first = i
			plans = append(plans, p)
		case s.rank(&s.matches[i], &s.matches[p.first]) < 0:
			p.first = i
		}
	}
	slices.SortFunc(plans, func(a, b *found) int { return s.rank(&s.matches[a.first], &s.matches[b.first]) })
	last := s.matches[plans[top-1].first]
	return s.front(func(m *match) bool { return s.rank(m, &last) <= 0 })
}

// front brings the matches that stand before all others to the front, in order.
func (s *searching) front(before func(*match) bool) int {
	k := 0
	for i := range s.matches {
		if before(&s.matches[i]) {
			s.matches[k], s.matches[i] = s.matches[i], s.matches[k]
			k++
		}
	}
	slices.SortFunc(s.matches[:k], s.compare)
	return k
}

func (s *searching) compare(a, b match) int {
	if c := s.rank(&a, &b); c != 0 {
		return c
	}
	return natural(s.id(&a), s.id(&b))
}

// rank orders matches of different plans.
func (s *searching) rank(a, b *match) int {
	switch s.req.Sort {
	case ByDate:
		if c := cmp.Compare(b.plan.date, a.plan.date); c != 0 {
			return c
		}
	case ByRegion:
		if c := strings.Compare(a.plan.region, b.plan.region); c != 0 {
			return c
		}
	case ByValue:
		if c := cmp.Compare(b.value, a.value); c != 0 {
			return c
		}
	}
	if c := cmp.Compare(b.score, a.score); c != 0 {
		return c
	}
	if c := cmp.Compare(b.plan.date, a.plan.date); c != 0 {
		return c
	}
	return strings.Compare(a.plan.id, b.plan.id)
}

// id is a match's document id, read when two matches of one plan tie.
func (s *searching) id(m *match) string {
	if m.id == "" {
		m.id, _ = s.r.ExternalID(internalID(m.internal))
	}
	return m.id
}

func internalID(n uint64) bindex.IndexInternalID { return binary.BigEndian.AppendUint64(nil, n) }

// natural compares ids so that 2.9 stands before 2.10.
func natural(a, b string) int {
	for a != "" && b != "" {
		if digitAt(a, 0) && digitAt(b, 0) {
			x, y := digits(a), digits(b)
			if c := cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y)); c != 0 {
				return c
			}
			a, b = a[len(x):], b[len(y):]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func digits(s string) string {
	n := 0
	for digitAt(s, n) {
		n++
	}
	return s[:n]
}

// look raises the score of a match whose title or text has what was typed as it was typed, or its words
// near each other.
func (s *searching) look(m *match) error {
	kept, err := s.load(m)
	if err != nil {
		return err
	}
	title, text := key(kept.Title), key(kept.Text)
	var want []string
	whole, pending := "", "" // what was typed, from its first strong word to its last
	for _, p := range s.tr.words {
		pending += p.text
		if !p.weak {
			want = append(want, p.text)
			whole, pending = whole+pending, ""
		} else if whole == "" {
			pending = ""
		}
	}
	switch {
	case title == whole:
		m.score *= 2
	case strings.Contains(title, whole):
		m.score *= 1.5
	case strings.Contains(text, whole):
		m.score *= 1.25
	default:
		m.score *= 1 + 0.2*near(text, want)
	}
	m.score = round(m.score)
	return nil
}

// near is 1 when all words stand side by side, and less the farther apart they are; 0 when one is missing.
func near(text string, want []string) float64 {
	if len(want) < 2 {
		return 0
	}
	total := 0
	for _, w := range want {
		total += len(w)
	}
	best := 0.0
	// From each place of the first word, the nearest others.
	for at, tries := 0, 0; tries < 8; tries++ {
		i := strings.Index(text[at:], want[0])
		if i < 0 {
			break
		}
		i += at
		lo, hi := i, i+len(want[0])
		for _, w := range want[1:] {
			after, before := strings.Index(text[i:], w), strings.LastIndex(text[:i], w)
			if after < 0 && before < 0 {
				return 0
			}
			if before < 0 || after >= 0 && after <= i-before {
				hi = max(hi, i+after+len(w))
			} else {
				lo = min(lo, before)
			}
		}
		best = max(best, float64(total)/float64(hi-lo))
		at = i + len(want[0])
	}
	return min(best, 1)
}

func (s *searching) show(m match) (Hit, error) {
	kept, err := s.load(&m)
	if err != nil {
		return Hit{}, err
	}
	h := Hit{Plan: m.plan.id, Task: kept.Task, Title: kept.Title, Score: m.score, PlanTitle: kept.PlanTitle, Path: some(kept.Path),
		Headings: some(kept.Headings), Region: kept.Region, Year: kept.Year, Genre: kept.Genre, Date: kept.Date, Lead: some(kept.Lead)}
	if kept.Task == nil {
		h.PlanTitle = kept.Title
	}
	h.Snippet = snippet(kept.Text, s.tr.marks)
	return h, nil
}

func some(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// facetFields are the facets in the order in which they are shown, and the query field that selects by each.
var facetFields = [...]struct{ column, field string }{
	{facetRegion, fRegion}, {facetLevel, fLevel}, {facetYear, fYear}, {facetGenre, fGenre}, {facetLead, fLead}, {facetIndicator, fIndicator},
}

func (s *searching) facets() []Facet {
	if s.counts == nil {
		return nil
	}
	var out []Facet
	for i, f := range facetFields {
		facet := Facet{Field: f.field, Values: []Count{}}
		var top []int
		n := s.req.Facets
		if f.field == fRegion {
			n = max(n, s.req.Tree)
		}
		top, facet.Other = s.counts.most(i, n)
		for _, name := range top {
			v := s.columns.names[i][name]
			c := Count{Value: v, Count: int(s.counts[i][name])}
			switch f.field {
			case fRegion:
				code, name, _ := strings.Cut(v, " ")
				c.Value, c.Query = name, "region:"+code
			case fLevel, fYear:
				c.Query = f.field + ":" + v
			default:
				c.Query = f.field + `:"` + strings.Map(unquoted, v) + `"`
			}
			facet.Values = append(facet.Values, c)
		}
		out = append(out, facet)
	}
	return out
}

// unquoted drops what would end a phrase.
func unquoted(r rune) rune {
	if strings.ContainsRune(`"“”„‟＂「」『』`, r) {
		return -1
	}
	return r
}

var _ bquery.Query = verified{}
