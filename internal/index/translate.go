package index

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	bquery "github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	bindex "github.com/blevesearch/bleve_index_api"

	"taizhang/internal/index/query"
	"taizhang/internal/segment"
)

const (
	// maxExpansions is how many terms a prefix may stand for.
	maxExpansions = 200
	// maxWords is how many words a query is cut into; what a pasted page says after them is not looked for.
	maxWords = 48
)

// weights are the fields in which a word without a field is looked for. Being named in a title says more than
// being mentioned.
var weights = []struct {
	field string
	boost float64
}{{fTitle, 4}, {fHeading, 1.5}, {fText, 1}, {fContext, 0.3}}

// another is the boost of what was not typed: other wordings and looser readings.
const another = 0.6

// translation is a query ready to be searched.
type translation struct {
	words  []piece        // the words without a field, which may be relaxed
	need   int            // how many of them must be found
	must   []bquery.Query // everything else that counts for the score
	filter []selector     // what only selects
	not    []bquery.Query
	marks  []string // folded strings to mark in a snippet
	plans  bool     // asks nothing of tasks: plans alone are hits
}

type translator struct {
	known   bool
	r       bindex.IndexReader
	columns *columns
	marks   []string
	tasks   bool // something asked is a task's
	words   int  // cut so far
	loose   bool // nothing is measured under the indicator's name
}

// pieces cuts text as far as the query's words are not too many.
func (t *translator) pieces(text string) []piece {
	all := pieces(text, t.known)
	all = all[:min(len(all), max(0, maxWords-t.words))]
	t.words += len(all)
	return all
}

func (t *translator) translate(root query.And) (translation, error) {
	var tr translation
	var rest []query.Node
	for _, n := range root.Nodes {
		if w, ok := n.(query.Word); ok && w.Field == "" && !w.Prefix {
			cut := t.pieces(w.Text)
			tr.words = append(tr.words, cut...)
			tr.need += needed(cut)
			continue
		}
		rest = append(rest, n)
	}
	for _, p := range tr.words {
		t.mark(p.text)
		t.mark(p.others...)
		t.tasks = true
	}
	for _, g := range gather(rest) {
		if n, ok := g.(query.Not); ok {
			q, err := t.silent(n.Node)
			if err != nil {
				return tr, err
			}
			tr.not = append(tr.not, q)
			continue
		}
		q, err := t.node(g)
		if err != nil {
			return tr, err
		}
		if selects(g) {
			tr.filter = append(tr.filter, selector{key: same(g), Query: q})
		} else {
			tr.must = append(tr.must, q)
		}
	}
	tr.marks, tr.plans = t.marks, !t.tasks
	return tr, nil
}

// sentence is how many words, typed without a space, are taken for a sentence rather than for a list.
const sentence = 5

// needed is how many pieces of one typed word must be found: all, but of a sentence three in four, since
// its words are ours and not the user's.
func needed(cut []piece) int {
	n := 0
	for _, p := range cut {
		if !p.weak {
			n++
		}
	}
	if n >= sentence {
		return (3*n + 3) / 4
	}
	return n
}

// silent translates what is excluded: it marks nothing and does not make tasks of hits.
func (t *translator) silent(n query.Node) (bquery.Query, error) {
	quiet := &translator{known: t.known, r: t.r, columns: t.columns, words: t.words, loose: t.loose}
	return quiet.node(n)
}

// selects tells nodes that say nothing of how well a document fits.
func selects(n query.Node) bool {
	switch n := n.(type) {
	case query.Range:
		return true
	case query.Word:
		return n.Field == fRegion || n.Field == fLevel || n.Field == fGenre || n.Field == fPlan
	case query.Phrase:
		return n.Field == fRegion || n.Field == fLevel || n.Field == fGenre || n.Field == fPlan
	}
	return false
}

// query is the translation with at least least of its words asked for.
func (tr *translation) query(t *translator, least int) bquery.Query {
	q := bquery.NewBooleanQuery(nil, nil, nil)
	var strong, weak []bquery.Query
	var own, words, helping []selector
	var who [][]selector // all of any
	for _, p := range tr.words {
		c := t.anywhere(p)
		if p.weak {
			weak, helping = append(weak, c), append(helping, selector{"anywhere " + p.text, c})
			continue
		}
		strong, words = append(strong, c), append(words, selector{"anywhere " + p.text, c})
		who = append(who, []selector{{"anywhere " + p.text, c}})
		own = append(own, selector{"own " + p.text, bquery.NewDisjunctionQuery([]bquery.Query{t.in(fText, p, 1), t.in(fTitle, p, 1)})})
	}
	scored := false
	if len(strong) > 0 {
		least = min(max(least, 1), len(strong))
		d := bquery.NewDisjunctionQuery(strong)
		d.SetMin(float64(least))
		q.AddMust(d)
		if least < len(strong) {
			who = nil
		}
		// The words of its plan help a task, but some must be its own.
		who = append(who, own)
		scored = true
	}
	for _, w := range weak {
		q.AddShould(w)
	}
	for _, m := range tr.must {
		q.AddMust(m)
		scored = true
	}
	if !scored {
		q.AddMust(bquery.NewMatchAllQuery())
	}
	for _, f := range tr.filter {
		who = append(who, []selector{f})
	}
	if tr.plans {
		who = append(who, []selector{{"plans", term(fKind, "plan", 1)}})
	}
	for _, n := range tr.not {
		q.AddMustNot(n)
	}
	if who == nil {
		return q
	}
	g := guided{Query: q, who: who, columns: t.columns}
	if len(strong) > 0 && len(tr.must) == 0 && len(tr.not) == 0 {
		g.words, g.helping, g.least = words, helping, least
	}
	return g
}

// strong counts the words that must be found.
func (tr *translation) strong() int {
	n := 0
	for _, p := range tr.words {
		if !p.weak {
			n++
		}
	}
	return n
}

func (t *translator) mark(texts ...string) { t.marks = append(t.marks, texts...) }

func (t *translator) node(n query.Node) (bquery.Query, error) {
	switch n := n.(type) {
	case query.And:
		nodes := gather(n.Nodes)
		var must, not []bquery.Query
		for _, c := range nodes {
			if x, ok := c.(query.Not); ok {
				q, err := t.silent(x.Node)
				if err != nil {
					return nil, err
				}
				not = append(not, q)
				continue
			}
			q, err := t.node(c)
			if err != nil {
				return nil, err
			}
			must = append(must, q)
		}
		return bquery.NewBooleanQuery(orAll(must), nil, not), nil
	case query.Or:
		var any []bquery.Query
		for _, c := range n.Nodes {
			q, err := t.node(c)
			if err != nil {
				return nil, err
			}
			any = append(any, q)
		}
		return bquery.NewDisjunctionQuery(any), nil
	case query.Not:
		q, err := t.silent(n.Node)
		if err != nil {
			return nil, err
		}
		return bquery.NewBooleanQuery(orAll(nil), nil, []bquery.Query{q}), nil
	case query.Word:
		return t.word(n)
	case query.Phrase:
		return t.phrase(n)
	case query.Range:
		if n.Field == fYear {
			return interval(fYear, n), nil
		}
		return t.figure(figures{ranges: []query.Range{n}}), nil
	case figures:
		return t.figure(n), nil
	}
	return bquery.NewMatchNoneQuery(), nil
}

func orAll(must []bquery.Query) []bquery.Query {
	if len(must) == 0 {
		return []bquery.Query{bquery.NewMatchAllQuery()}
	}
	return must
}

func (t *translator) word(n query.Word) (bquery.Query, error) {
	switch n.Field {
	case "":
		t.tasks = true
		if n.Prefix {
			return t.prefix(n), nil
		}
		var must []bquery.Query
		for _, p := range t.pieces(n.Text) {
			t.mark(p.text)
			t.mark(p.others...)
			must = append(must, t.anywhere(p))
		}
		if len(must) == 0 {
			return bquery.NewMatchAllQuery(), nil
		}
		return bquery.NewConjunctionQuery(must), nil
	case fText:
		t.tasks = true
		var must []bquery.Query
		for _, p := range t.pieces(n.Text) {
			t.mark(p.text)
			must = append(must, t.in(fText, p, 1))
		}
		if len(must) == 0 {
			return bquery.NewMatchAllQuery(), nil
		}
		return bquery.NewConjunctionQuery(must), nil
	}
	return t.field(n.Field, n.Text, true)
}

func (t *translator) phrase(n query.Phrase) (bquery.Query, error) {
	if n.Field != "" && n.Field != fText {
		return t.field(n.Field, n.Text, false)
	}
	t.tasks = true
	folded := key(n.Text)
	t.mark(folded)
	any := []bquery.Query{t.body(folded)}
	if n.Field == "" {
		any = append(any, phrase(fTitle, folded, 4), phrase(fHeading, folded, 1.5))
	}
	return bquery.NewDisjunctionQuery(any), nil
}

// body finds a phrase in the text: candidates by its terms, then the stored words themselves.
func (t *translator) body(folded string) bquery.Query {
	all := terms(folded)
	if len(all) == 0 {
		return bquery.NewMatchNoneQuery()
	}
	q := conjunction(fText, all, 1)
	if len(all) == 1 && all[0] == folded {
		return q
	}
	inside, whole := t.within(folded)
	if len(inside) > 0 {
		b := bquery.NewBooleanQuery([]bquery.Query{q}, nil, nil)
		b.AddFilter(bquery.NewConjunctionQuery(inside))
		q = b
	}
	v := verified{Query: q, check: func(s *stored) bool { return strings.Contains(key(s.Text), folded) }}
	if whole {
		v.certain = t.columns.isTask // the words of a plan's tasks are indexed with it but not its own
	}
	return v
}

// within asks for the dictionary's words in a phrase: they are terms of their own wherever they stand, and much rarer than its
// pairs. whole tells that the phrase is one of them, and so found where its term is.
func (t *translator) within(folded string) (inside []bquery.Query, whole bool) {
	if !t.known {
		return nil, false
	}
	runs(folded, func(start, end, _ int, han bool) {
		if !han || end-start < 9 {
			return
		}
		run := folded[start:end]
		segment.Within(run, 3, func(s, e int) {
			inside = append(inside, term(fText, run[s:e], 1))
			whole = whole || e-s == len(folded)
		})
	})
	return inside, whole
}

// field finds text as a phrase in one field. Other wordings count when it was typed without quotes.
func (t *translator) field(field, text string, others bool) (bquery.Query, error) {
	folded := key(text)
	switch field {
	case fPlan:
		return term(fPlan, folded, 1), nil
	case fLevel:
		if l, ok := levels[folded]; ok {
			folded = l
		}
		return term(fLevel, folded, 1), nil
	case fRegion:
		if isDigits(folded) && len(folded) <= 12 {
			return term(fRegion+"_code", folded+strings.Repeat("0", max(0, 6-len(folded))), 1), nil
		}
	case fLead, fResp, fCoop, fUnit, fHeading:
		t.tasks = true
		t.mark(folded)
	case fIndicator:
		return t.figure(figures{indicators: []indicator{{folded, others}}}), nil
	case fTitle:
		// Titles are asked for by their words: a few may stand between them.
		if others {
			t.tasks, t.marks = true, append(t.marks, folded)
			var must []bquery.Query
			for _, p := range t.pieces(text) {
				if !p.weak {
					must = append(must, t.in(fTitle, p, 1))
				}
			}
			if len(must) == 0 {
				return bquery.NewMatchNoneQuery(), nil
			}
			return bquery.NewConjunctionQuery(must), nil
		}
		t.tasks = true
	}
	any := []bquery.Query{phrase(field, folded, 1)}
	if others {
		for _, o := range wordingsOf(folded) {
			any = append(any, phrase(field, o, another))
		}
	}
	return bquery.NewDisjunctionQuery(any), nil
}

// wordingsOf are the other wordings of a whole text: 市发改委 as 市发展改革委.
func wordingsOf(folded string) []string {
	syn := synonyms()
	for i := range folded {
		if n := wording(folded, i, syn); n > 0 {
			var out []string
			for _, o := range syn[folded[i:i+n]][1:] {
				out = append(out, folded[:i]+o+folded[i+n:])
			}
			return out
		}
	}
	return nil
}

// prefix finds words that begin so. Han text needs no list of words: what begins with 数字经 has its pairs.
func (t *translator) prefix(n query.Word) bquery.Query {
	folded := key(n.Text)
	t.mark(folded)
	last := 0
	runs(folded, func(start, _, _ int, han bool) {
		if !han {
			last = start + 1
		} else {
			last = 0
		}
	})
	if last == 0 {
		return t.anywhere(piece{word: word{text: folded, terms: terms(folded)}})
	}
	head, tail := folded[:last-1], folded[last-1:]
	var any []bquery.Query
	count := 0
	_ = prefixed(t.r, fText, tail, func(s string, _ uint64) bool {
		w := word{text: s, terms: append(terms(head), s)}
		any = append(any, t.in(fText, piece{word: w}, 1), t.in(fTitle, piece{word: w}, 4))
		count++
		return count < maxExpansions
	})
	if len(any) == 0 {
		return bquery.NewMatchNoneQuery()
	}
	return bquery.NewDisjunctionQuery(any)
}

// anywhere finds a piece in any of the weighted fields.
func (t *translator) anywhere(p piece) bquery.Query {
	var any []bquery.Query
	for _, w := range weights {
		any = append(any, t.in(w.field, p, w.boost))
	}
	return bquery.NewDisjunctionQuery(any)
}

// in finds a piece in one field: as typed, in another wording, or by the words that a long one is made of.
func (t *translator) in(field string, p piece, boost float64) bquery.Query {
	as := conjunction(field, p.terms, boost)
	var any []bquery.Query
	if r, size := utf8.DecodeRuneInString(p.text); size == len(p.text) && class(r) == 1 {
		// A single character stands in pairs; those that begin with it are all but the last of a run.
		_ = prefixed(t.r, field, p.text, func(s string, _ uint64) bool {
			if utf8.RuneCountInString(s) == 2 {
				any = append(any, term(field, s, boost))
			}
			return len(any) < maxExpansions
		})
	}
	for _, o := range p.others {
		any = append(any, conjunction(field, terms(o), boost*another))
	}
	if parts := loosely(p.text); parts != nil {
		any = append(any, conjunction(field, parts, boost*another/2))
	}
	if any == nil {
		return as
	}
	return bquery.NewDisjunctionQuery(append([]bquery.Query{as}, any...))
}

// loosely are the shorter words that make up a word of four characters or more, nil if they leave more than
// one character over: 常住人口城镇化率 is also found as 常住, 人口 and 城镇化.
func loosely(text string) []string {
	n := utf8.RuneCountInString(text)
	if n < 4 {
		return nil
	}
	var out []string
	covered, at := 0, 0
	inner := segment.CutSearch(text)
	for at < len(text) {
		end := 0
		for _, w := range inner {
			if w.Start == at && w.End > end && utf8.RuneCountInString(w.Text) >= 2 && w.End-w.Start < len(text) {
				end = w.End
			}
		}
		if end == 0 {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		out = append(out, text[at:end])
		covered += utf8.RuneCountInString(text[at:end])
		at = end
	}
	if len(out) < 2 || covered < n-1 {
		return nil
	}
	var all []string
	for _, w := range out {
		all = append(all, wordOf(w, false).terms...)
	}
	return all
}

// figures are what one And asks of targets; one target must satisfy all of it.
type figures struct {
	query.And
	indicators []indicator
	ranges     []query.Range
}

// indicator is what a target must measure; with others, in other wordings as well.
type indicator struct {
	text   string
	others bool
}

// wordings are the ways in which an indicator may be named. Each is a list of what a name must hold: the
// whole text, another wording, or all its words, without the place that it is measured in (全市…).
func (i indicator) wordings(t *translator) [][]string {
	out := [][]string{{i.text}}
	if !i.others {
		return out
	}
	for _, o := range wordingsOf(i.text) {
		out = append(out, []string{o})
	}
	text := i.text
	for _, place := range places {
		if rest, ok := strings.CutPrefix(text, place); ok && utf8.RuneCountInString(rest) > 2 {
			text = rest
			break
		}
	}
	var all []string
	for _, p := range t.pieces(text) {
		if parts := loosely(p.text); parts != nil && p.others == nil {
			all = append(all, parts...)
		} else {
			all = append(all, p.text)
		}
	}
	return append(out, all)
}

// places stand before indicators without changing what is measured.
var places = strings.Fields("全国 全省 全市 全区 全县 全州 全盟 全旗 全镇 我国 我省 我市 我区 我县 本省 本市 本区 本县 辖区 区域")

// gather joins the clauses on indicator, value and deadline of one And.
func gather(nodes []query.Node) []query.Node {
	var f figures
	var out []query.Node
	for _, n := range nodes {
		switch n := n.(type) {
		case query.Word:
			if n.Field == fIndicator {
				f.indicators = append(f.indicators, indicator{key(n.Text), true})
				continue
			}
		case query.Phrase:
			if n.Field == fIndicator {
				f.indicators = append(f.indicators, indicator{key(n.Text), false})
				continue
			}
		case query.Range:
			if n.Field != fYear {
				f.ranges = append(f.ranges, n)
				continue
			}
		}
		out = append(out, n)
	}
	if len(f.indicators)+len(f.ranges) > 0 {
		out = append(out, f)
	}
	return out
}

func (t *translator) figure(f figures) bquery.Query {
	t.tasks = true
	var must []bquery.Query
	var names [][][]string
	for _, i := range f.indicators {
		ways := i.wordings(t)
		any := []bquery.Query{}
		for k, way := range ways {
			boost := 1.0
			if k > 0 {
				boost = another
			}
			var all []bquery.Query
			for _, w := range way {
				t.mark(w)
				all = append(all, phrase(fIndicator, w, boost))
			}
			any = append(any, bquery.NewConjunctionQuery(all))
			if t.loose { // no target is called so: a task with figures that speaks of it
				var spoken []bquery.Query
				for _, w := range way {
					spoken = append(spoken, conjunction(fText, terms(w), boost))
				}
				any = append(any, bquery.NewConjunctionQuery(spoken))
			}
		}
		names = append(names, ways)
		must = append(must, bquery.NewDisjunctionQuery(any))
	}
	for _, r := range f.ranges {
		must = append(must, interval(r.Field, r))
	}
	q := bquery.NewConjunctionQuery(must)
	if t.loose {
		names = nil
	}
	return verified{Query: q, check: func(s *stored) bool {
		for i := range s.Targets {
			if s.Targets[i].fits(names, f.ranges) {
				return true
			}
		}
		return false
	}}
}

// fits tells whether a target has every indicator, value and deadline asked for.
func (f *figure) fits(names [][][]string, ranges []query.Range) bool {
	for _, ways := range names {
		if !slices.ContainsFunc(ways, f.called) {
			return false
		}
	}
	for _, r := range ranges {
		switch r.Field {
		case fDeadline:
			if f.To == 0 || !within(r, f.To, f.To) {
				return false
			}
		case fValue:
			if !f.valued(r) {
				return false
			}
		}
	}
	return true
}

// called tells whether one of the target's names holds all the words.
func (f *figure) called(words []string) bool {
	for _, n := range f.Names {
		folded := key(n)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(folded, w) }) {
			return true
		}
	}
	return false
}

func (f *figure) valued(r query.Range) bool {
	if r.Unit == "" || r.Unit == f.Unit {
		if f.Valued && within(r, f.Min, f.Max) {
			return true
		}
	}
	if r.Unit == "" || f.RawUnit == "" {
		return false
	}
	times, unit, ok := query.Quantity("1" + f.RawUnit)
	return ok && unit == r.Unit && within(r, f.Raw*times, f.Raw*times)
}

// within tells whether the interval from lo to hi touches the range.
func within(r query.Range, lo, hi float64) bool {
	if r.Min != nil && (hi < *r.Min || r.MinOpen && hi == *r.Min) {
		return false
	}
	if r.Max != nil && (lo > *r.Max || r.MaxOpen && lo == *r.Max) {
		return false
	}
	return true
}

func interval(field string, r query.Range) bquery.Query {
	lo, hi := !r.MinOpen, !r.MaxOpen
	q := bquery.NewNumericRangeInclusiveQuery(r.Min, r.Max, &lo, &hi)
	q.SetField(field)
	return q
}

func term(field, text string, boost float64) bquery.Query {
	q := bquery.NewTermQuery(text)
	q.SetField(field)
	q.SetBoost(boost)
	return q
}

// conjunction finds all terms in one field.
func conjunction(field string, terms []string, boost float64) bquery.Query {
	if len(terms) == 0 {
		return bquery.NewMatchNoneQuery()
	}
	if len(terms) == 1 {
		return term(field, terms[0], boost)
	}
	var all []bquery.Query
	for _, t := range terms {
		all = append(all, term(field, t, boost/float64(len(terms))))
	}
	return bquery.NewConjunctionQuery(all)
}

// phrase finds text as it stands in a field that is kept with positions.
func phrase(field, folded string, boost float64) bquery.Query {
	c := chain(folded)
	switch len(c) {
	case 0:
		return bquery.NewMatchNoneQuery()
	case 1:
		return term(field, c[0], boost)
	}
	q := bquery.NewPhraseQuery(c, field)
	q.SetBoost(boost)
	return q
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// verified finds what its query finds and the stored document confirms.
type verified struct {
	bquery.Query
	check   func(*stored) bool
	certain func(bindex.IndexInternalID) bool // documents that need no check; nil means none
}

func (v verified) Searcher(ctx context.Context, r bindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	s, err := v.Query.Searcher(ctx, r, m, o)
	if err != nil {
		return nil, err
	}
	n := 0
	return searcher.NewFilteringSearcher(ctx, s, func(_ *search.SearchContext, d *search.DocumentMatch) bool {
		if n++; n%256 == 0 && ctx.Err() != nil {
			return false
		}
		if v.certain != nil && v.certain(d.IndexInternalID) {
			return true
		}
		kept, err := load(r, d.IndexInternalID)
		return err == nil && v.check(kept)
	}), nil
}
