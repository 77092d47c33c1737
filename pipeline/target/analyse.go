package target

// One sentence, from typed tokens to candidates: every figure with the indicator, the comparison, the deadline
// and the evidence for and against it.
import (
	"slices"
	"strings"

	"taizhang/pipeline/document"
)

// analysis is one sentence under way.
type analysis struct {
	text  string
	span  document.Span // of the sentence in text
	at    document.Span // of the sentence in the document
	s     *scopes
	sc    *scope
	toks  []token
	ps    []phrase
	segs  []stretch
	found []candidate
	carry carry
}

// stretch is what holds for the phrases between two ；.
type stretch struct {
	grant string // the word that makes it a rule of grants or fines
	given int    // where a phrase that picks out who ends (合伙创业的，): what follows is a rule for them; 0 if there is none
	cond  int    // where 应满足 and its like stand: what follows are conditions; 0 if there is none
	pays  int    // where the first sum of money behind that word starts, 0 if there is none
}

// analyse reads the sentence text[span]; the analysis lasts until the next call with the same buffers.
func analyse(b *buffers, text string, span document.Span, s *scopes, sc *scope, start carry) *analysis {
	a := &b.analysis
	*a = analysis{text: text, span: span, at: span, s: s, sc: sc, carry: start, found: a.found[:0]}
	a.carry.measured, a.carry.topic = nil, ""
	a.toks = b.tokenize(text, span)
	a.ps = b.cut(a.toks)
	b.segs = slices.Grow(b.segs[:0], len(a.ps))[:len(a.ps)]
	a.segs = b.segs
	a.segment()
	for i := range a.ps {
		p := &a.ps[i]
		if p.paren >= 0 {
			kept := a.carry
			a.phrase(i)
			a.carry = kept
			continue
		}
		a.phrase(i)
	}
	a.trailingDeadlines()
	a.trailingPast()
	a.leadingLists()
	return a
}

func (a *analysis) segment() {
	from := 0
	for i := range a.ps {
		if a.ps[i].after == '；' || a.ps[i].after == ';' || i+1 == len(a.ps) {
			var g stretch
			for j := from; j <= i; j++ {
				if last := &a.ps[j].toks[len(a.ps[j].toks)-1]; strings.HasSuffix(last.text, "的") && a.ps[j].after == '，' && g.given == 0 {
					g.given = last.end
				}
				for k := range a.ps[j].toks {
					t := &a.ps[j].toks[k]
					if t.is(rule) && g.grant == "" && !named(a.ps[j].toks, k) && !refused(a.ps[j].toks, k) {
						g.grant = t.text
					}
					if a.ps[j].paren >= 0 && a.ps[from].paren < 0 || k+1 < len(a.ps[j].toks) && a.ps[j].toks[k+1].text == "的" {
						// A bracket says nothing of what stands outside; 须具备的事项 are only named.
					} else if t.is(cond) && (strings.HasSuffix(t.text, "指") || strings.HasPrefix(t.text, "应") || strings.HasPrefix(t.text, "须") || strings.HasPrefix(t.text, "需")) && g.cond == 0 {
						g.cond = t.start
					}
					if k == 0 && t.text == "指" && g.cond == 0 && a.ps[j].paren < 0 {
						g.cond = t.start
					}
					if g.grant != "" && g.pays == 0 && t.kind == quant && t.qty.of != nil && t.qty.of.dimension == "money" {
						g.pays = t.start
					}
				}
			}
			for j := from; j <= i; j++ {
				a.segs[j] = g
			}
			from = i + 1
		}
	}
}

// refused reports 不允许, 决不允许: what may not be is no rule of what others get.
func refused(toks []token, i int) bool {
	return toks[i].text == "允许" && i > 0 && strings.HasSuffix(toks[i-1].text, "不")
}

// named reports a word of grants and fees that is only a part of a name: 退税 in 退税办理率, 一次性 in 一次性就业率.
func named(toks []token, i int) bool {
	if i+1 < len(toks) && strings.HasPrefix(toks[i+1].text, "率") && measures(toks[i+1].text) {
		return true // 公交分担率
	}
	switch toks[i].text {
	case "一次性":
		return i+1 < len(toks) && strings.HasSuffix(toks[i+1].text, "率")
	case "允许": // 允许货车通行的时间
		return i+2 < len(toks) && hasText(toks[i+1:min(len(toks), i+5)], "的")
	case "收费", "退税":
		return i+1 < len(toks) && nounish(&toks[i+1]) && !toks[i+1].is(rule)
	}
	return false
}

func (a *analysis) phrase(i int) {
	p := &a.ps[i]
	a.times(p)
	if lead := &p.toks[0]; a.carry.weak && (lead.is(output|hedge|up|down) || lead.text == "确保" || lead.text == "要" || lead.text == "将") {
		a.carry.past, a.carry.weak = "", false
	}
	es := p.elements()
	a.relative(i, p, es)
	for k := range es {
		e := &es[k]
		a.carryTo(p, e.figs[0])
		a.element(i, p, es, k)
	}
	a.carryTo(p, len(p.toks))
	a.coverage(i, p, es)
	if len(es) == 0 && a.carry.before != "" && hasAny(p.toks[:1], "根据", "按照", "依据", "参照") {
		return // 教师人数，根据有关规定，应占在校学生总数的0.2%
	}
	a.carry.before, a.carry.works = "", ""
	if len(es) == 0 && i+1 < len(a.ps) {
		a.opens(p)
		if a.carry.before != "" {
			a.carry.topic = a.carry.before
		}
	}
}

// opens notes what a clause without a figure of its own says of the next one's.
func (a *analysis) opens(p *phrase) {
	if a.carry.works = a.works(p); endsIn(a.carry.works, []string{"活动", "会", "赛", "培训", "班", "行动"}) && (!strings.Contains(a.carry.works, "等") || strings.HasSuffix(a.carry.works, "等活动")) {
		a.carry.held = a.carry.works
	}
	switch p.after {
	case '，':
		if np := p.trim(0, len(p.toks)); len(np.toks) > 0 && len(np.toks) == len(p.toks) && nominalClause(np.toks) {
			a.carry.before = disposedNoun(a.slice(np.toks), np.toks)
		}
		if given := a.given(p); given != "" {
			a.carry.before = given
		}
	case '：', ':':
		if np := p.trim(0, len(p.toks)); len(np.toks) > 0 && endsIn(np.toks[len(np.toks)-1].text, durations()) {
			a.carry.before = a.slice(np.toks) // 办结时限：5个工作日内
		}
	}
}

func (a *analysis) slice(toks []token) string {
	if len(toks) == 0 {
		return ""
	}
	return a.text[toks[0].start:toks[len(toks)-1].end]
}
