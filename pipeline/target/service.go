package target

// Services with a limit of time: what is to be done within it stands behind the figure. Notations known here:
//
//	6小时内放行  1个工作日答复  在5个工作日内启动审查程序     what is done, behind the time
//	决策出台后10个工作日内，公开意见采纳情况                behind the comma
//
// What is done once (本通知印发后30日内), what a law counts from (自受理之日起) and what lasts (24小时在线) limit no service.
import (
	"slices"
	"strings"
	"unicode/utf8"
)

// service is what is to be done within the time of e, with whom or what it is for; "" if e limits no service.
func (a *analysis) service(p *phrase, e *element) string {
	t := p.toks
	q := t[e.figs[0]].qty
	if q.of == nil || !q.of.lasts() || q.of.dimension == "months" && !endsIn(a.slice(t[e.post:e.end]), []string{"办结", "审结", "结案", "决定"}) || len(e.figs) > 1 || e.change != nil || strings.HasPrefix(e.op, ">") {
		return ""
	}
	within := e.post > e.figs[0]+1 && t[e.post-1].op == "<="
	if q.han && !within {
		return ""
	}
	if q.of.dimension == "time" && !within && q.value == "24" || slices.Contains([]string{"周", "星期", "个星期"}, q.of.name) {
		return ""
	}
	for i := range e.figs[0] {
		if w := t[i].text; countsFrom(w) || strings.HasPrefix(w, "本") && len(w) > len("本") || w == "本" || once(w) {
			return ""
		}
	}
	for _, w := range []string{"印发", "发布之", "公布之", "施行", "实施前", "变动后"} {
		if strings.Contains(a.text[t[0].start:t[e.figs[0]].start], w) {
			return ""
		}
	}
	if e.post == len(t) && within && p.after == '，' && e.figs[0] > 0 && endsIn(t[e.figs[0]-1].text, []string{"后", "起", "后的"}) {
		return a.actBehind(p) // 出台后10个工作日内，公开…
	}
	if e.post == len(t) && within && p.after == '，' && e.figs[0] > 1 && t[e.figs[0]-1].text == "的" && t[e.figs[0]-2].text == "后" {
		return a.actBehind(p) // 任务完成后的20个工作日内，主动将…公开
	}
	end := e.end
	if end == e.post && end < len(t) && t[end].text == "一次" { // 3个工作日内一次办结
		end = len(t)
	}
	return a.act(t[e.post:end], within)
}

// actBehind is the phrase behind p if it says near its start what is done; "" if it does not.
func (a *analysis) actBehind(p *phrase) string {
	next := a.next(p)
	if next == nil {
		return ""
	}
	words := a.slice(next.toks)
	for i := range words {
		if i > 6*3 {
			break
		}
		if utf8.RuneStart(words[i]) && doesAt(words[i:]) {
			return words
		}
	}
	if endsIn(words, []string{"公示", "公开", "公布", "办结", "答复", "送达"}) {
		return words // 通过单位网站进行公示
	}
	return ""
}

// servedTo is whom or what a service is for, as far as np names it: 简单问题 in 简单问题在1个工作日内答复.
func (a *analysis) servedTo(np nounPhrase) string {
	toks := np.toks
	for len(toks) > 0 && (carries(toks[len(toks)-1].text) || toks[len(toks)-1].text == "后" || toks[len(toks)-1].is(output)) {
		if toks[len(toks)-1].text == "后" {
			return "" // 决策出台后
		}
		toks = toks[:len(toks)-1]
	}
	return np.prefix + a.slice(toks)
}

// index is where p stands among the phrases of the sentence.
func (a *analysis) index(p *phrase) int {
	for i := range a.ps {
		if &a.ps[i] == p {
			return i
		}
	}
	return -1
}

// next is the phrase behind p, nil if there is none outside brackets.
func (a *analysis) next(p *phrase) *phrase {
	for i := a.index(p) + 1; i < len(a.ps); i++ {
		if a.ps[i].paren < 0 {
			return &a.ps[i]
		}
	}
	return nil
}

// act is what toks say is done, without the verbs that say nothing of it: 受理 in 完成受理.
func (a *analysis) act(toks []token, within bool) string {
	for k := range toks {
		if within && disposes(&toks[k]) && hasAny(toks[:1], "通过", "将") {
			for _, w := range toks[k+1:] {
				if (w.is(output|limit) || doesAt(w.text) || w.pos == "v" && len(w.text) >= 2*3 && !w.is(rule|cond|stock|past) && !paperwork(w.text)) && !nounish(&w) {
					return a.slice(toks) // 15个工作日内通过银行将补贴资金发放
				}
			}
		}
	}
	i := 0
	for i < len(toks) && (toks[i].is(adverb) && !toks[i].is(output) || hasAny(toks[i:i+1], "即可", "，", "一次", "应", "应当", "须", "必须", "要") || within && adverbial(toks[i:i+1])) {
		i++
	}
	if !within && i > 0 && toks[i-1].text == "即可" { // 考试通过后1个工作日即可就近自助打印证件
		for within = true; i < len(toks) && (adverbial(toks[i:i+1]) || toks[i].text == "就近" || toks[i].text == "自助"); i++ {
		}
	}
	if i == len(toks) {
		return ""
	}
	first := &toks[i]
	done := first.is(limit) || within && (first.is(output) || doesAt(first.text) || first.pos == "v" && len(first.text) >= 2*3 && !first.is(rule|cond|stock|past) && !paperwork(first.text)) || first.text == "完成" && len(toks) > i+1
	if first.kind == name && strings.HasSuffix(strings.TrimRight(first.text, "”"), "办") {
		done = true
	}
	if !done || i+1 < len(toks) && endsIn(toks[i+1].text, []string{"流程", "机制", "模式", "服务", "热线", "标准", "圈", "质效", "效率", "水平"}) {
		return ""
	}
	if (first.text == "完成" || first.text == "进行" || first.text == "予以") && i+1 < len(toks) {
		i++
	}
	if i+1 == len(toks) && toks[i].is(output) && !toks[i].is(limit) {
		return "" // 5个工作日内组织: of what is not said
	}
	end := len(toks)
	for k := i + 1; k < end; k++ {
		if toks[k].text == "的" && first.is(limit) { // 6小时内放行的便利措施
			end = k
		}
	}
	for end > i+1 && (toks[end-1].text == "制度" || toks[end-1].text == "措施" || toks[end-1].text == "便利" || toks[end-1].is(join)) {
		end--
	}
	return a.slice(toks[i:end])
}

// doesAt tells the verbs of offices that the grammar has no class for.
func doesAt(s string) bool {
	return startsIn(s, officeActs())
}

// paperwork tells what those below owe those above, or an applicant an office: none of it serves anybody.
func paperwork(s string) bool {
	return startsIn(s, paperworks())
}

// countsFrom tells the words by which a time is no limit of a service.
func countsFrom(s string) bool {
	switch s {
	case "未":
		return true
	}
	return false
}

// once tells the acts that happen once in the life of a document.
func once(s string) bool { return s == "印发" || s == "发布" || s == "施行" }

var (
	officeActs = list("office act")
	paperworks = list("paperwork")
)
