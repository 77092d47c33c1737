package target

// Comparisons with a benchmark: 高于全市平均水平, 完成国家下达目标, 与经济增长同步, 较2022年明显下降.
import (
	"strings"

	"taizhang/pipeline/document"
)

// benchmarks end the words that a value is compared with.
var benchmarks = list("benchmark")

// wholes stand for their average when a measure is compared with them: 增速高于全国.
var wholes = map[string]bool{"城镇": true, "城镇居民": true, "全国": true, "全省": true, "全市": true, "全区": true, "全县": true, "全州": true, "全盟": true}

// relative finds the comparisons with a benchmark.
func (a *analysis) relative(pi int, p *phrase, es []element) {
	t := p.toks
	for i := range t {
		w := &t[i]
		if w.kind != word {
			continue
		}
		switch {
		case (w.is(level) || w.text == "完成") && a.assigned(pi, p, i):
		case w.is(before) && !w.is(output) || w.text == "超过", w.text == "达到", w.text == "赶上", w.text == "追平", w.text == "接近":
			a.benchmark(pi, p, i)
		case w.is(base) && i+2 < len(t) && t[i+1].kind == when && !t[i+1].date.relative:
			a.sinceYear(pi, p, i)
		case w.text == "同步" && (i+1 == len(t) || t[i+1].is(join)):
			a.inStep(pi, p, i)
		}
	}
}

func (a *analysis) benchmark(pi int, p *phrase, i int) {
	t := p.toks
	if t[0].text == "按照" || t[0].text == "按" {
		return // 按照快于全国平均水平的要求
	}
	end := i + 1
	for end < len(t) && t[end].kind != quant && !(t[end].is(join) && end > i+1 && !(t[end].text == "和" && wholes[a.slice(t[i+1:end])])) && t[end].text != "的" && !t[end].is(hedge) {
		end++
	}
	if end == i+1 || end < len(t) && (t[end].kind == quant) {
		return
	}
	if end < len(t) && t[end].text == "的" {
		if rest := a.text[t[i+1].start:t[len(t)-1].end]; end+1 >= len(t) || !strings.HasSuffix(rest, "水平") && !(strings.HasPrefix(rest, "国家规定") && strings.HasSuffix(rest, "要求")) {
			return
		}
		for end < len(t) && !t[end].is(join) {
			end++
		}
	}
	for k := i + 2; k < end; k++ {
		if t[k].is(before) && !t[k].is(output) {
			return // 达到能效标杆水平的产能比例高于全省平均水平
		}
	}
	within := end > i+2 && t[end-1].is(after) && t[end-1].op == "<=" // 控制在国家下达目标以内
	markEnd := end
	if within {
		markEnd--
	}
	mark := a.text[t[i+1].start:t[markEnd-1].end]
	yearOnly := end == i+2 && t[i+1].kind == when
	required := t[i].is(before) && strings.HasPrefix(mark, "国家规定") && strings.HasSuffix(mark, "要求") // 课时总量不低于国家规定的课时要求
	standard := t[i].is(before) && strings.HasSuffix(mark, "标准") && startsIn(mark, []string{"国家", "全国", "全省", "省定", "按年度"}) && i > 0 && endsIn(t[i-1].text, []string{"标准", "水平", "收入"})
	whole := standard || wholes[mark] && t[i].is(before) && i > 0 && (measures(t[i-1].text) || t[i-1].is(join) && measures(a.carry.subject))
	if !yearOnly && !required && !endsIn(mark, benchmarks()) && !whole || t[i].is(level) && !endsIn(mark, []string{"平均水平", "平均值", "考核要求", "考核目标", "下达目标", "下达指标", "平均增速"}) {
		return
	}
	if len([]rune(mark)) > 30 {
		return
	}
	from, np := 0, nounPhrase{}
	for k := i - 1; k >= 0; k-- {
		if t[k].kind == quant {
			return
		}
		if t[k].is(join) && k+1 < len(t) && (t[k+1].is(before) || p.compares(k)) { // 高于全省平均水平、高于全市增速
			from = k + 1
			break
		}
	}
	pred := i
	for pred > from && t[pred-1].kind == word && t[pred-1].class&(adverb|hedge|all|dist|up|down|to) != 0 && !endsIn(t[pred-1].text, []string{"率", "增速", "增幅", "涨幅", "速度", "降幅"}) {
		pred--
	}
	np = p.trim(from, pred)
	e := &element{figs: []int{i}, pred: pred}
	heads := []string{a.carry.subject}
	start := t[i].start
	if len(np.toks) > 0 {
		heads = a.heads(p, e, np)
		start = np.toks[0].start
		if len(np.toks) == 1 && from > 0 && partOf(np.toks[0].text) && a.carry.subject != "" {
			heads = []string{stem(a.carry.subject) + np.toks[0].text}
		}
	}
	op := t[i].op
	switch {
	case within:
		op = "<="
	case op == "", op == "<=?", t[i].is(level):
		op = "="
	}
	for _, h := range heads {
		x := Target{Kind: "relative", Op: op, Value: mark, Measure: measureOf(h), Indicator: h, Span: document.Span{Start: start, End: t[end-1].end}}
		if pred < i && strings.HasSuffix(t[pred].text, "增长") {
			x.Measure = "growth_rate"
		}
		if yearOnly && t[i+1].date.year > 0 && !t[i+1].date.relative {
			x.Baseline = itoa(t[i+1].date.year)
		}
		a.soft(pi, p, i, x, "compares with a benchmark")
		if end+1 < len(t) && t[end].is(join) && wholes[mark] { // 高于全国、全区农民平均水平
			if rest := a.slice(t[end+1:]); endsIn(rest, benchmarks()) && len(rest) <= 16*3 && !hasFigure(t[end+1:]) && !hasClass(t[end+1:], before) {
				x.Value, x.Span.End = rest, t[len(t)-1].end
				a.soft(pi, p, i, x, "compares with a benchmark")
			}
		}
		a.carry.subject = h
	}
}

// assigned reads 单位GDP能耗下降率完成国家下达目标, 生态环境指标达到国家要求: a measure that is to be what a higher level asked for.
// What is only a task (完成省下达的目标任务) is none.
func (a *analysis) assigned(pi int, p *phrase, i int) bool {
	t := p.toks
	w := t[i].text
	if w != "完成" && w != "达到" && w != "实现" && !strings.HasPrefix(w, "控制在") || i+1 >= len(t) {
		return false
	}
	end := i + 1
	for end < len(t) && t[end].kind != when && (t[end].kind != quant) && !t[end].is(hedge) && !(t[end].is(join) && end > i+2) {
		end++
	}
	if end < len(t) && !t[end].is(join) || end == i+1 {
		return false
	}
	mark := a.text[t[i+1].start:t[end-1].end]
	if strings.HasPrefix(w, "控制在") {
		mark = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(mark, "以内"), "之内"), "内")
	}
	if len([]rune(mark)) > 30 || !endsIn(mark, []string{"目标", "要求", "任务", "指标", "进度"}) || !fromAbove(mark) {
		return false
	}
	np := p.trim(0, i)
	if h := np.prefix + a.slice(np.toks); len(np.toks) > 0 && (measures(h) || endsIn(h, []string{"指标", "下降", "双控"})) {
		for _, head := range a.heads(p, &element{figs: []int{i}, pred: i}, np) {
			a.soft(pi, p, i, Target{Kind: "relative", Op: "=", Value: mark, Measure: measureOf(head), Indicator: head, Span: document.Span{Start: np.toks[0].start, End: t[end-1].end}}, "is to be what was assigned")
		}
		return true
	} else if len(np.toks) > 0 {
		return false
	}
	inner := strings.TrimSuffix(mark, "任务")
	for _, ending := range []string{"目标", "要求", "指标", "控制"} {
		inner = strings.TrimSuffix(inner, ending)
	}
	for _, opens := range []string{"的", "下达", "”"} {
		if at := strings.LastIndex(inner, opens); at >= 0 {
			inner = inner[at+len(opens):]
		}
	}
	named := endsIn(inner, []string{"下降", "降低", "压减"}) && len(inner) >= 4*3 || measures(inner) && len(inner) >= 3*3
	if !named {
		return false
	}
	a.soft(pi, p, i, Target{Kind: "relative", Op: "=", Value: mark, Measure: "level", Indicator: inner, Span: document.Span{Start: t[i].start, End: t[end-1].end}}, "is to be what was assigned")
	return true
}

// fromAbove tells the marks that a higher level sets: 国家下达…, 市级考核要求, “十四五”控制目标.
func fromAbove(mark string) bool {
	if strings.Contains(mark, "下达") || strings.Contains(mark, "考核") {
		return true
	}
	return startsIn(mark, []string{"国家", "省", "自治区", "市级", "市定", "市政府", "“十", "州级", "部级"})
}

// measureOf is the measure that an indicator names itself: a rate of growth or of decrease, else a level.
func measureOf(indicator string) string {
	switch {
	case endsIn(indicator, []string{"增速", "增长率", "涨幅", "增幅", "增长速度", "增长"}):
		return "growth_rate"
	case endsIn(indicator, []string{"下降率", "降幅", "降低率"}):
		return "decrease"
	}
	return "level"
}

// compares reports a comparison with a benchmark that ends before the joint at k: 增量高于上年、增速高于….
func (p *phrase) compares(k int) bool {
	for j := k - 1; j > 0; j-- {
		switch t := &p.toks[j]; {
		case t.is(join):
			return false
		case t.is(before) && j < k-1:
			return endsIn(p.toks[k-1].text, benchmarks()) || p.toks[k-1].kind == when
		}
	}
	return false
}

// inStep reads 居民收入增长和经济增长基本同步: a growth that keeps step with another.
func (a *analysis) inStep(pi int, p *phrase, i int) {
	t := p.toks
	end := i
	for end > 0 && t[end-1].is(adverb|level) {
		end--
	}
	if end < 3 || !endsIn(t[end-1].text, []string{"增长", "增速", "提高"}) || t[0].text == "坚持" {
		return
	}
	joint := end - 1
	for joint > 0 && !t[joint].is(join) {
		joint--
	}
	if joint == 0 || joint == end-1 || t[joint].text == "、" {
		return
	}
	from := joint
	for from > 0 && t[from-1].text != "、" {
		from--
	}
	pred := joint
	for pred > from+1 && t[pred-1].is(adverb) {
		pred--
	}
	np := p.trim(from, pred)
	if len(np.toks) == 0 {
		return
	}
	mark := a.text[t[joint+1].start:t[end-1].end]
	x := Target{Kind: "relative", Op: "=", Value: mark, Measure: "growth_rate", Indicator: a.slice(np.toks), Span: document.Span{Start: np.toks[0].start, End: t[i].end}}
	a.soft(pi, p, i, x, "keeps step with a benchmark")
}

// sinceYear reads 较2022年明显下降.
func (a *analysis) sinceYear(pi int, p *phrase, i int) {
	t := p.toks
	k := i + 2
	for k < len(t) && (t[k].is(adverb) || t[k].pos == "d" || t[k].pos == "ad" || t[k].pos == "a") && !t[k].is(up|down) {
		k++
	}
	if k >= len(t) || !t[k].is(up|down) || k+1 < len(t) && !t[k+1].is(join) {
		return
	}
	pred := i
	for pred > 0 && t[pred-1].class&(adverb|hedge|all|dist) != 0 {
		pred--
	}
	np := p.trim(0, pred)
	if len(np.toks) == 0 {
		return
	}
	e := &element{figs: []int{i}, pred: pred, all: true}
	year := itoa(t[i+1].date.year)
	for _, h := range a.heads(p, e, np) {
		x := Target{Kind: "relative", Op: ">", Value: t[i+1].text, Measure: "increase", Indicator: h, Baseline: year, Span: document.Span{Start: np.toks[0].start, End: t[k].end}}
		if t[k].is(down) {
			x.Op, x.Measure = "<", "decrease"
		}
		a.soft(pi, p, i, x, "compares with a year")
	}
}
