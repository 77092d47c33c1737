package duty

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"taizhang/pipeline/unit"
)

// statement is what one stretch of text says of who does a task, whatever the notation around it.
type statement struct {
	lead, responsible, cooperating []string
	open                           bool
	deadline                       string

	labels, verbs, remarks int  // how many stood in it
	sure                   int  // names that are bodies by their form
	unsure                 int  // names whose form tells nothing
	odd                    int  // pieces that can be no names
	foreign                bool // it says something else altogether: a definition, a condition
}

func (s *statement) names() int { return len(s.lead) + len(s.responsible) + len(s.cooperating) }

// waiting is a name that has no role yet.
type waiting struct {
	name  string
	own   role // stated for it alone: 市民政局（牵头）
	comma int  // how many commas stood before it in its list
	with  bool // stands behind 会同
}

// reader reads a statement from left to right. Names wait until a verb (市教育局牵头), the end of a label's list
// (责任单位：…；) or the end of the statement gives them a role.
type reader struct {
	statement
	said    *conventions
	list    label // that governs the list
	waiting []waiting
	name    strings.Builder
	with    bool // behind 会同, until a comma
	commas  int  // in the list
	joined  bool // only a 、 stands between the last name and this one
}

// read reads a statement. column is the role that a table's column gives, none elsewhere.
func read(text string, column role, said *conventions) statement {
	r := reader{said: said}
	said.learn(text)
	if column != none {
		r.list = label{kind: bodies, role: column}
		r.labels = 1
	}
	r.all(squeezed(text))
	return r.statement
}

// squeezed drops layout: line ends go, since lists are broken inside names; of other white space a single blank
// stays, which may part two names.
func squeezed(s string) string {
	if strings.IndexFunc(s, unicode.IsSpace) < 0 {
		return s
	}
	return strings.Join(strings.FieldsFunc(strings.ReplaceAll(s, "\n", ""), unicode.IsSpace), " ")
}

func (r *reader) all(s string) {
	for at := 0; at < len(s); {
		rest := s[at:]
		if r.name.Len() == 0 {
			if w := r.piece(rest); w > 0 {
				at += w
				continue
			}
		}
		if w := r.role(rest); w > 0 {
			at += w
			continue
		}
		c, n := utf8.DecodeRuneInString(rest)
		switch {
		case quotes(c):
			n = closing(rest)
			r.name.WriteString(rest[:n])
		case isOpen(c):
			n = closing(rest)
			r.nested(rest[:n], rest[n:])
		case isSeparator(c) || c == '。':
			r.flush()
			r.separator(c)
		case c == ' ':
			r.blank(rest[1:])
		default:
			r.name.WriteString(rest[:n])
		}
		at += n
	}
	r.flush()
	r.close()
}

func quotes(c rune) bool { return c == '“' || c == '《' || c == '「' || c == '‘' }

// closing is the width of the bracket or quotation that s starts with; all of s if it is never closed.
func closing(s string) int {
	depth := 0
	for i, c := range s {
		switch {
		case isOpen(c) || quotes(c):
			depth++
		case isClose(c) || c == '”' || c == '》' || c == '」' || c == '’':
			if depth--; depth == 0 {
				return i + utf8.RuneLen(c)
			}
		}
	}
	return len(s)
}

// piece reads what stands only where a name may start: a label, a deadline, a remark, 会同. It returns its width.
func (r *reader) piece(s string) int {
	l := labelAt(s)
	if l.kind == noLabel {
		l = plainLabelAt(s)
	}
	if l.kind == noLabel {
		l = colonless(s)
	}
	if l.kind != noLabel {
		r.begin(l)
		if l.kind == time {
			return l.width + r.timeList(s[l.width:])
		}
		return l.width
	}
	clause := s[:clauseEnd(s)]
	if w := r.remark(s, clause); w > 0 {
		return w
	}
	if r.list.kind != persons && isDeadline(clause) {
		r.setDeadline(clause)
		return len(clause)
	}
	return 0
}

// begin starts the list of a label.
func (r *reader) begin(l label) {
	r.close()
	if l.kind == time {
		return
	}
	r.list = l
	if l.kind == bodies {
		r.labels++
	}
}

// timeList reads what follows 完成时限：up to a semicolon or the next label.
func (r *reader) timeList(s string) int {
	end := len(s)
	for i, c := range s {
		if c == '；' || c == ';' || c == '。' {
			end = i
			break
		}
		if i > 0 && plainLabelAt(s[i:]).kind != noLabel {
			end = i
			break
		}
	}
	r.setDeadline(strings.TrimRight(s[:end], "，, "))
	return end
}

func (r *reader) setDeadline(s string) {
	s = strings.ReplaceAll(s, " ", "")
	if short, ok := strings.CutSuffix(s, "完成"); ok && (strings.HasSuffix(short, "前") || strings.HasSuffix(short, "底") || strings.HasSuffix(short, "末")) {
		s = short
	}
	if r.deadline == "" {
		r.deadline = s
	}
}

// role reads the words that give roles: a label without a separator before it, a verb, 会同, 等.
func (r *reader) role(s string) int {
	c, _ := utf8.DecodeRuneInString(s)
	switch c {
	case '等':
		if w := r.etc(s); w > 0 {
			return w
		}
		return 0
	case '会', '商':
		if rest, ok := strings.CutPrefix(s, "会同"); ok && rest != "" && r.list.kind != persons {
			r.flush()
			r.with, r.joined = true, false
			return len("会同")
		}
	}
	if !mayStart(c) {
		return 0
	}
	if r.name.Len() > 0 {
		if l := plainLabelAt(s); l.kind != noLabel {
			r.flush()
			return r.piece(s)
		}
	}
	given, w := verbAt(s)
	if w == 0 || r.list.kind == persons {
		return 0
	}
	if r.name.Len() == 0 && len(r.waiting) == 0 && r.verbs == 0 && r.names() == 0 {
		return 0 // nothing to govern: 落实……
	}
	if adverb := r.name.Len() > 0 && strings.HasSuffix(r.name.String(), "工作"); adverb {
		return 0
	}
	r.flush()
	r.verbs++
	r.give(given)
	return w
}

// mayStart: some role word begins with c. It spares the lists of words a look at every rune.
func mayStart(c rune) bool { return starters()[c] }

// give hands the waiting names the role of a verb.
func (r *reader) give(given role) {
	switch {
	case r.list.kind != bodies:
	case r.list.role == lead && given == responsible, r.list.role == cooperating && given == responsible:
		given = r.list.role // 牵头单位：A、B按职责分工负责
	}
	r.settle(given)
}

// settle gives every waiting name its role.
func (r *reader) settle(given role) {
	commas := len(r.waiting) > 0 && r.waiting[len(r.waiting)-1].comma > 0
	byComma := given == responsible && commas && r.said.commaLeads && len(r.lead) == 0
	for _, w := range r.waiting {
		if len(w.name) == len("县") {
			r.odd++
			continue
		}
		as := given
		switch {
		case w.own != none:
			as = w.own
		case w.with:
			as = cooperating
		case byComma && w.comma == 0:
			as = lead
		}
		r.add(w.name, as)
	}
	r.waiting = r.waiting[:0]
	r.with = false
	r.commas = 0
}

// close ends a list at a label or the end: what waits gets the label's role; behind a verb, or in a bare list, the
// bodies answer for the task.
func (r *reader) close() {
	if len(r.waiting) == 0 {
		r.commas, r.with = 0, false
		return
	}
	given := responsible
	if r.list.kind == bodies {
		given = r.list.role
	}
	r.settle(given)
}

func (r *reader) add(name string, as role) {
	list := &r.responsible
	switch as {
	case lead:
		list = &r.lead
	case cooperating:
		list = &r.cooperating
	}
	if !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}

func (r *reader) separator(c rune) {
	r.joined = c == '、'
	switch c {
	case '，', ',':
		r.commas++
		r.with = false
	case '；', ';', '。':
		if r.list.kind == bodies {
			r.close()
		}
		r.with = false
	}
	if c == '。' && r.list.kind == persons {
		r.list = label{}
	}
}

// blank: a blank parts two names if what stands before it is one and what follows begins like one or like a label;
// else it is layout.
func (r *reader) blank(rest string) {
	if r.name.Len() == 0 {
		return
	}
	if labelAt(rest).kind != noLabel {
		r.flush()
		return
	}
	before, next := r.name.String(), upToVerb(upToSeparator(rest))
	if unit.LooksOf(before) != unit.Body || unit.LooksOf(next) != unit.Body {
		return
	}
	// 市政府 办公室, 市委 组织部 are one name each.
	whole := !strings.HasSuffix(before, "政府") && len(before) > len("市委")
	if startsBody(rest) || whole && (utf8.RuneCountInString(next) >= wholeName || unit.IsKnown(before) && unit.IsKnown(next)) {
		r.flush()
	}
}

// wholeName is how many characters a name has at least that is no part of the one before it: 铜山高新区管委会.
const wholeName = 4

// upToVerb is s without the verb and the 等 that end it: 市财政局 of 市财政局等按职责分工负责.
func upToVerb(s string) string {
	for i, c := range s {
		if i > 0 && mayStart(c) {
			if _, w := verbAt(s[i:]); w > 0 {
				s = s[:i]
				break
			}
		}
	}
	for _, w := range []string{"等部门", "等单位", "等有关部门", "等有关单位", "等相关部门", "等相关单位", "等"} {
		if name, ok := strings.CutSuffix(s, w); ok {
			return name
		}
	}
	return s
}

func upToSeparator(s string) string {
	i := strings.IndexFunc(s, func(c rune) bool { return isSeparator(c) || c == ' ' || c == '。' || isOpen(c) || isClose(c) })
	if i < 0 {
		return s
	}
	return s[:i]
}

// nested reads a bracket behind a name: （牵头） gives the name its role, （含开发区，下同） is a remark, （单位） and
// （市道运局） belong to the name. rest is what follows.
func (r *reader) nested(s, rest string) {
	inner := strings.TrimSpace(trimBrackets(s))
	if given, w := verbAt(inner); w > 0 && w == len(inner) {
		r.mark(given, strings.Contains(inner, "共同") || strings.Contains(inner, "分别"))
		return
	}
	if l := labelOf(inner); l.kind == bodies {
		r.mark(l.role, false)
		return
	}
	if isRemark(inner) && (r.name.Len() == 0 || nameEnds(rest)) {
		r.remark(inner, inner)
		return
	}
	r.name.WriteString(strings.ReplaceAll(s, " ", ""))
}

// nameEnds: the name before rest is complete; else what stands in the bracket is in the middle of it.
func nameEnds(rest string) bool {
	if endsList(rest) || joins(rest) || strings.HasPrefix(rest, "等") || strings.HasPrefix(rest, "会同") {
		return true
	}
	_, w := verbAt(rest)
	return w > 0
}

// mark gives the name before it a role of its own; all that wait, if the mark says so.
func (r *reader) mark(given role, all bool) {
	r.flush()
	r.verbs++
	if all {
		r.settle(given)
	} else if n := len(r.waiting); n > 0 {
		r.waiting[n-1].own = given
	}
}

func trimBrackets(s string) string {
	if c, n := utf8.DecodeRuneInString(s); isOpen(c) {
		s = s[n:]
	}
	if c, n := utf8.DecodeLastRuneInString(s); isClose(c) {
		s = s[:len(s)-n]
	}
	return s
}

// etc reads 等 with its tail. 等有关部门 says only that the list is open; 等市级有关部门 names one more body.
func (r *reader) etc(s string) int {
	before := r.name.String()
	if before == "" && len(r.waiting) == 0 {
		return 0
	}
	rest := s[len("等"):]
	if c, _ := utf8.DecodeLastRuneInString(before); strings.ContainsRune("高中初同平优劣对相何均低上下特", c) && !strings.HasSuffix(before, "省") && !endsList(rest) {
		return 0
	}
	if strings.HasPrefix(rest, "级") || strings.HasPrefix(rest, "教育") || strings.HasPrefix(rest, "学校") || strings.HasPrefix(rest, "院校") {
		return 0
	}
	if before != "" && unit.LooksOf(trimName(before)) < unit.Place && !endsList(rest) && tail(rest) == 0 {
		return 0 // 等 inside a word
	}
	r.flush()
	r.joined = false
	r.open = true
	return len("等") + tail(rest)
}

// endsList: a list can end before s.
func endsList(s string) bool {
	if s == "" {
		return true
	}
	c, _ := utf8.DecodeRuneInString(s)
	return isSeparator(c) || isClose(c) || c == '。' || c == ' '
}

// tail is the width of the generic words that close a list behind 等: 部门, 有关部门（单位）, 相关部门和单位, 5个部门.
func tail(s string) int {
	at := 0
	for {
		n := 0
		for _, w := range []string{"各有关", "有关", "相关", "各相关", "各", "其他"} {
			if strings.HasPrefix(s[at:], w) {
				n = len(w)
				break
			}
		}
		if n == 0 {
			break
		}
		at += n
	}
	for at < len(s) && s[at] >= '0' && s[at] <= '9' {
		at++
		for _, w := range []string{"家", "个"} {
			if strings.HasPrefix(s[at:], w) {
				at += len(w)
			}
		}
	}
	held := false
	for {
		n := 0
		for _, w := range []string{"（单位）", "(单位)", "〔单位〕", "（部门）", "部门", "单位", "处室", "科室", "机构", "方面", "企业"} {
			if strings.HasPrefix(s[at:], w) {
				n = len(w)
				break
			}
		}
		if n == 0 {
			break
		}
		held = true
		at += n
		for _, w := range []string{"和", "及", "、", "与", "和有关", "和相关"} { // 部门和单位
			rest, ok := strings.CutPrefix(s[at:], w)
			if ok && (strings.HasPrefix(rest, "单位") || strings.HasPrefix(rest, "部门") || strings.HasPrefix(rest, "企业")) {
				at += len(w)
			}
		}
	}
	if !held {
		return 0
	}
	if rest := s[at:]; rest != "" { // the words go on: 等部门预算单位
		c, _ := utf8.DecodeRuneInString(rest)
		if _, w := verbAt(rest); w == 0 && !endsList(rest) && !isOpen(c) && !joins(rest) && !strings.HasPrefix(rest, "会同") {
			return 0
		}
	}
	return at
}

func joins(s string) bool {
	for _, c := range conjunctions {
		if strings.HasPrefix(s, c) {
			return true
		}
	}
	return false
}

// flush puts the name that was read, if it is one, on the waiting list.
func (r *reader) flush() {
	s := r.name.String()
	r.name.Reset()
	if s == "" {
		return
	}
	if r.list.kind == persons {
		return
	}
	s = strings.ReplaceAll(s, " ", "")
	joined := r.joined
	r.joined = false
	if t := trimName(s); t != s {
		s, joined = t, false
	}
	if s == "" {
		return
	}
	for i, name := range splitJoined(s, nil) {
		if t := trimName(name); t != name {
			name, joined = t, false
		}
		if n := len(r.waiting); i == 0 && n > 0 && joined && r.waiting[n-1].own == none && sharesHead(r.waiting[n-1].name, name) {
			r.waiting[n-1].name += "、" + name
			continue
		}
		if len(name) == len("县") && (placeOnly(name) || onlyLevels(name)) { // 县、区政府
			r.waiting = append(r.waiting, waiting{name: name, comma: r.commas, with: r.with})
			continue
		}
		if !plausible(name) {
			r.odd++
			r.foreign = r.foreign || telling(name)
			continue
		}
		if unit.LooksOf(name) >= unit.Place {
			r.sure++
		} else {
			r.unsure++
		}
		r.waiting = append(r.waiting, waiting{name: name, comma: r.commas, with: r.with})
	}
}

// clauseEnd is the width of the clause that s starts with, up to a comma, semicolon or full stop outside brackets.
func clauseEnd(s string) int {
	depth := 0
	for i, c := range s {
		switch {
		case isOpen(c):
			depth++
		case isClose(c):
			depth--
		case depth <= 0 && (c == '，' || c == ',' || c == '；' || c == ';' || c == '。'):
			return i
		}
	}
	return len(s)
}

// isDeadline: the clause says only by when: 8月底前完成, 持续推进, 2023年底前, 5月底取得明显成效并持续推进.
func isDeadline(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 30 {
		return false
	}
	timely := false
	for _, p := range []string{"持续", "长期", "常态", "年底", "全年", "年内", "每年", "贯穿", "即日", "立即", "即时", "到20", "于20", "在20", "自20", "截至", "力争20", "适时", "按时", "按期", "按进度", "按计划", "按节点", "按序时", "力争年"} {
		if strings.HasPrefix(s, p) {
			timely = true
		}
	}
	if c := s[0]; c >= '0' && c <= '9' && (strings.Contains(s, "月") || strings.Contains(s, "年") || strings.Contains(s, "季度")) {
		timely = true
	}
	if !timely {
		return false
	}
	for _, w := range []string{"牵头", "负责", "单位", "配合", "局", "委、"} {
		if strings.Contains(s, w) {
			return false
		}
	}
	return true
}
