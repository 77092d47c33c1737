package target

// What one phrase leaves to the next: the deadline and the past that hold on, the nouns and verbs that a list lets out.
import (
	"strings"
)

// carry is what one phrase leaves to the next.
type carry struct {
	deadline *Deadline
	list     *Deadline // of the list that the sentence belongs to
	year     int       // of deadline
	undated  bool      // the sentence says by when in words that give no date: 3年内
	relative bool      // the deadline counts from the document's year: 全年
	past     string    // why what follows is past, "" if it is not
	weak     bool      // past only until a phrase begins with a verb: 已建…，推进…
	subject  string    // indicator of the element before
	measured []string  // the indicators of the sentence so far, as 分别 takes them up: 人数达到…，收入达到…，分别增长…
	before   string    // the phrase before, if it is a noun without a figure
	topic    string    // the last of those in the sentence: 艺术课程，小学每周4节，初中每周2节
	perHead  string    // 每千人口 before a list of measures
	yearly   string    // 每年 before a list: it holds for each of its members
	held     string    // the last event that the sentence holds: 对接会 in 组织对接会，…，至少组织50场次
	works    string    // what the verb of the phrase before is about, if that phrase has no figure
	object   string    // what the verb before built
	served   string    // whom the service before it is for: 诉求 in 诉求1小时内响应、5个工作日内办结
	noun     string    // the same without where or how often: 幼儿园 of 每区新建幼儿园
	verb     *token
	baseline string
}

// carryTo brings the state up to the token before index to.
func (a *analysis) carryTo(p *phrase, to int) {
	a.carry.baseline = ""
	for i := 0; i < to; i++ {
		t := &p.toks[i]
		switch {
		case t.kind == when && t.is(base):
			if y := t.date.year; y > 0 && !t.date.relative {
				a.carry.baseline = itoa(y)
			}
		case t.kind == when:
			a.date(p, i)
		case t.is(past) && i > 0 && p.toks[i-1].is(before) && (t.text == "去年" || t.text == "上年" || t.text == "上年度"): // 不低于去年
		case t.is(past) && !(t.text == "目前" && i > 0 && p.toks[i-1].is(base)):
			if (t.text == "已" || t.text == "曾") && i+2 < len(p.toks) && len(p.toks[i+1].text) == 3 && nounish(&p.toks[i+2]) {
				continue // 已建公共区域
			}
			if t.text == "已" && i > 0 && i+2 < len(p.toks) && p.toks[i-1].is(join) && p.toks[i+1].is(output) && a.carry.deadline != nil && p.toks[i+2].kind == word {
				continue // 到2027年，老城区和已建成小区配备率达到100%
			}
			if i+1 < len(p.toks) && (t.text == "目前" && p.toks[i+1].text == "起" || t.text == "当前" && strings.HasPrefix(p.toks[i+1].text, "所")) {
				continue // 自目前起, 把当前所需与超前储备结合起来
			}
			if t.text == "目前" && i > 0 && i+2 < len(p.toks) && disposes(&p.toks[i-1]) && p.toks[i+1].text == "的" && p.toks[i+2].kind == quant {
				continue // 将目前的1.5%的费率降低至1%以下
			}
			if i > 0 && p.toks[i-1].kind == quant && strings.HasPrefix(t.text, "已") {
				continue // 改造5000个已建成自然村的设施
			}
			if t.text == "已" && a.describes(p.toks, i) {
				continue // 对已提交单据的货物，6小时内放行
			}
			if weak := weakPast(t.text); !weak || a.carry.past == "" || a.carry.weak {
				a.carry.past, a.carry.weak = "past: "+t.text, weak
			}
		case t.text == "了" && i > 0 && strings.HasPrefix(p.toks[i-1].pos, "v"):
			if a.carry.past == "" {
				a.carry.past, a.carry.weak = "past: "+p.toks[i-1].text+"了", true
			}
		}
	}
}

// times classes the dates of a phrase: what they govern is read by carryTo.
func (a *analysis) times(p *phrase) {
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != when {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-2; j-- {
			if p.toks[j].is(base) {
				t.class |= base
			}
			if !p.toks[j].is(adverb) {
				break
			}
		}
		if p.basis(i) || i > 0 && p.toks[i-1].is(from) && p.startsChange(i) {
			t.class |= base
		}
	}
}

// basis reports 基础上 or 水平上 behind the date at i: 在2023年基础上翻一番.
func (p *phrase) basis(i int) bool {
	rest := p.toks[i+1:]
	if len(rest) > 0 && rest[0].text == "的" {
		rest = rest[1:]
	}
	return len(rest) > 0 && rest[0].text == "基础上" || len(rest) > 1 && endsIn(rest[0].text, []string{"基础", "水平", "基数"}) && rest[1].text == "上"
}

// startsChange reports a date whose figure is where a change starts: 由2022年的210亿元增加到2027年的300亿元.
func (p *phrase) startsChange(i int) bool {
	i++
	if i < len(p.toks) && p.toks[i].text == "的" {
		i++
	}
	return i < len(p.toks) && p.toks[i].kind == quant && hasClass(p.toks[i:], up|down)
}

func (a *analysis) date(p *phrase, i int) {
	t := &p.toks[i]
	d := t.date
	if d.within > 0 && i > 0 && endsIn(p.toks[i-1].text, []string{"离校", "毕业", "成立", "入职", "登记", "创办", "退役", "取得"}) {
		return // 离校2年内未就业毕业生
	}
	if i > 0 && (p.toks[i-1].is(before|level) && p.toks[i-1].text != "为" || p.toks[i-1].text == "面向") {
		return // 不低于2022年减免幅度, 面向2030年的项目
	}
	if i+1 < len(p.toks) && endsIn(t.text, []string{"年末", "年底", "期末"}) && startsIn(p.toks[i+1].text, []string{"余额", "存栏", "人口", "总人口", "常住人口", "户籍人口", "贷款余额", "存款余额"}) {
		return // 年末余额达到300亿元
	}
	listed := func(j int) bool {
		return j >= 0 && j < len(p.toks) && p.toks[j].kind == when
	}
	if (i > 0 && p.toks[i-1].text == "、" && listed(i-2) || i+1 < len(p.toks) && p.toks[i+1].text == "、" && listed(i+2)) && !hasFigure(p.toks) {
		return // 制定2024年、2025年的清单
	}
	if d.relative && d.year == 0 && i+1 < len(p.toks) && (p.toks[i+1].text == "起" || p.toks[i+1].text == "开始") {
		a.carry.past, a.carry.deadline = "", nil // 从今年起，每年…
		return
	}
	year := d.year
	if d.relative && a.s.own > 0 {
		year += a.s.own
	}
	if d.within > 0 {
		year = a.s.own + d.within
	}
	if d.since && (strings.HasSuffix(t.text, "起") || strings.HasSuffix(t.text, "开始")) && a.s.own > 0 && year >= a.s.own && !d.relative {
		a.carry.past, a.carry.deadline = "", nil // 自2024年起，每年改造…: from the document's own year on
		return
	}
	switch {
	case d.relative && d.year == 0 && d.month > 0 && !d.until && d.since:
		a.carry.past = "past: " + t.text
		return
	case d.relative && d.year < 0, a.s.own > 0 && year < a.s.own, d.since && a.s.own > 0 && year <= a.s.own:
		a.carry.past = "past: " + t.text
		a.carry.deadline = nil
		return
	}
	if d.relative && d.year == 0 && !d.until && (a.carry.past == "past: 截至" || a.carry.past == "past: 截止") {
		return // 截至2024年末，…；全年累计发放…
	}
	a.carry.past = ""
	if i > 0 && (p.toks[i-1].text == "截至" || p.toks[i-1].text == "截止" || p.toks[i-1].text == "截止到") && (a.s.own == 0 || year <= a.s.own) && !hasClass(p.toks, hedge) {
		a.carry.past = "past: " + p.toks[i-1].text
	}
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if p.toks[j].is(past) {
			a.carry.past = "past: " + p.toks[j].text
		}
	}
	iso := d.iso(a.s.own, a.s.end)
	if iso == "" || d.since {
		if d.within > 0 {
			a.carry.deadline, a.carry.undated = nil, true // 力争3年内…: no longer what stood before
		}
		return
	}
	start := t.start
	if i > 0 {
		switch p.toks[i-1].text {
		case "到", "至", "在", "力争到":
			start = p.toks[i-1].start
		}
	}
	a.carry.deadline = &Deadline{Raw: a.text[start:t.end], Date: iso, Source: "sentence"}
	a.carry.year, a.carry.relative, a.carry.undated = year, d.relative || d.within > 0, false
}

// lookingBack reports a section of past results, save where the sentence names a year to come.
func (a *analysis) lookingBack() bool {
	return a.sc.past && (a.carry.deadline == nil || a.carry.relative || a.s.own > 0 && a.carry.year <= a.s.own)
}

// deadline is the sentence's own, or the one that its list, section or heading names.
func (a *analysis) deadline() *Deadline {
	switch {
	case a.carry.deadline != nil:
		return a.carry.deadline
	case a.carry.undated:
		return nil
	case a.carry.list != nil:
		return &Deadline{Raw: a.carry.list.Raw, Date: a.carry.list.Date, Source: "list"}
	case a.sc.list != nil:
		return a.sc.list
	}
	return a.sc.heading
}

// describes reports a word at i that only describes the noun at the phrase's end, behind 对: 对已提交单据的货物.
func (a *analysis) describes(toks []token, i int) bool {
	return hasText(toks[:i], "对") && nounish(&toks[len(toks)-1]) && strings.Contains(a.slice(toks[i:]), "的")
}

// weakPast tells the words that make only what they stand with past.
func weakPast(s string) bool {
	switch s {
	case "已", "已经", "已达", "曾", "曾经", "先后", "尚未", "不足", "不到", "仅有":
		return true
	}
	return false
}

// given is what a phrase makes into something: 艺术课程 in 将艺术课程作为必修课; "" for a phrase that does not. Its words are not
// told apart where it holds no figure.
func (a *analysis) given(p *phrase) string {
	s := a.slice(p.toks)
	for _, open := range []string{"将", "把"} {
		if i := strings.Index(s, open); i >= 0 && i <= 8*3 {
			rest := s[i+len(open):]
			for _, w := range []string{"作为", "纳入", "列入", "列为"} {
				if at := strings.Index(rest, w); at > 3 {
					return rest[:at]
				}
			}
		}
	}
	return ""
}

// disposedNoun is what a clause does something with: 美育课程 in 学校要将美育课程纳入必修课; the clause itself without 将.
func disposedNoun(clause string, toks []token) string {
	for i := 1; i < len(toks); i++ {
		if toks[i].is(output) {
			head := clause[:toks[i].start-toks[0].start]
			if at := strings.LastIndex(head, "将"); at >= 0 {
				return head[at+len("将"):]
			}
		}
	}
	return clause
}

// nominalClause tells a noun set before its clause (公益金，按…) from a clause of its own.
func nominalClause(toks []token) bool {
	for i := range toks {
		switch t := &toks[i]; {
		case t.kind != word:
		case i == 0 && (t.pos == "p" || t.pos == "c" || t.pos == "d" || t.pos == "v"), t.text == "是", t.is(up | down):
			return false
		}
	}
	return nounish(&toks[len(toks)-1])
}

// works is the noun behind the last verb of output of a phrase: 平价超市 in 在小区全部设置平价超市，年内完成20个.
func (a *analysis) works(p *phrase) string {
	for k := len(p.toks) - 1; k >= 0; k-- {
		if k > 0 && p.toks[k-1].text == "、" {
			continue // 举办对接会、推介会等活动: a member of a list
		}
		if p.toks[k].kind == word && (p.toks[k].is(output) || p.toks[k].text == "设置" || p.toks[k].text == "布设" || p.toks[k].text == "配置") {
			if np := p.trim(k+1, len(p.toks)); len(np.toks) == 1 && (np.toks[0].text == "行动" || np.toks[0].text == "工程" || np.toks[0].text == "计划") && k > 0 && nounish(&p.toks[k-1]) {
				return a.slice(p.trim(0, k).toks) // 实施“示范食堂”建设行动，年内完成1000家
			} else if len(np.toks) > 0 && (nounish(&np.toks[len(np.toks)-1]) || len(np.toks) > 1 && np.toks[len(np.toks)-1].is(limit)) {
				return a.slice(np.toks)
			}
			return ""
		}
	}
	return ""
}

// partOf tells the measures that belong to what was named just before: 存贷款新增1万亿元，余额突破16万亿元.
func partOf(s string) bool {
	switch s {
	case "余额", "规模", "总规模", "总产", "总产量", "产量", "产值", "总产值", "增加值", "单产", "增速", "增量", "增幅", "户数":
		return true
	}
	return false
}

// stem is what a measure is taken of: 粮食 of 粮食播种面积.
func stem(indicator string) string {
	for _, w := range []string{"增量", "增速", "余额", "户数", "数量", "播种面积", "种植面积", "养殖面积", "面积", "总产量", "产量", "总产值", "产值"} {
		if s, ok := strings.CutSuffix(indicator, w); ok && s != "" {
			return s
		}
	}
	if s, ok := strings.CutSuffix(indicator, "数"); ok && len(s) >= 2*3 && !endsIn(indicator, []string{"指数", "系数", "基数", "人数"}) {
		return s // 企业数达到300家，产值达到50亿元
	}
	return indicator
}

// ofLevel is what object counts without its level: 基地 for 市级 behind 省级基地; "" if level or object name none.
func ofLevel(level, object string) string {
	rest := ""
	for _, w := range []string{"国家级", "部级", "省级", "自治区级", "市级", "区级", "县级", "乡级", "镇级", "村级", "校级"} {
		if level == w {
			level = ""
		}
		if tail, ok := strings.CutPrefix(object, w); ok {
			rest = tail
		}
	}
	if level != "" || rest == "" {
		return ""
	}
	return rest
}

// counterpart is subject said of the other half: 农村服务覆盖率 for 农村 behind 城市服务覆盖率; "" if they are no pair.
func counterpart(half, subject string) string {
	for _, pair := range [][2]string{{"城市", "农村"}, {"城镇", "农村"}, {"城镇", "乡村"}, {"城区", "农村"}, {"城市", "乡村"}, {"男性", "女性"}} {
		for i, w := range pair {
			if half == pair[1-i] && strings.HasPrefix(subject, w) && len(subject) > len(w) {
				return half + strings.TrimPrefix(subject, w)
			}
		}
	}
	return ""
}

// carries tells verbs without a noun of their own, whose subject is the phrase before: …快件，实行6小时内放行.
func carries(s string) bool {
	switch s {
	case "实行", "执行", "做到", "确保", "按", "按照", "以", "拟", "但":
		return true
	}
	return false
}
