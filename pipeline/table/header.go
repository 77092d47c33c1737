package table

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
)

// other marks a column whose header is known and of no further use (备注).
const other Role = "other"

// headers maps every known header wording to its role.
var headers = sync.OnceValue(func() map[string]Role {
	t := lexicon.MustLoad("table_headers")
	m := make(map[string]Role, len(t.Rows))
	for _, r := range t.Rows {
		m[r[0]] = Role(r[1])
	}
	return m
})

const (
	longestHeader = 20 // runes of a cell that may be a header
	shortestPart  = 2  // runes of a known wording that is only the end or the start of a header
)

// columnOf reads one header cell; Role is Other where the wording is not known, known is false then.
func columnOf(text string) (c Column, known bool) {
	c.Header = squeeze(text)
	c.Year = yearIn(c.Header)
	w := bareHeader(c.Header)
	if w == "" {
		if c.Year != "" { // 2025年 alone heads a column of values
			c.Role = Value
			return c, true
		}
		return c, false
	}
	if utf8.RuneCountInString(w) > longestHeader {
		return c, false
	}
	known = true
	switch r, ok := roleOf(w); {
	case !ok:
		known = false
	case r != other:
		c.Role = r
	}
	if c.Year != "" && (c.Role == Target || c.Role == Other && !known) {
		c.Role, known = Value, true
	}
	return c, known
}

// roleOf looks a wording up whole, then by its longest known end, then by its longest known start.
func roleOf(w string) (Role, bool) {
	m := headers()
	if r, ok := m[w]; ok {
		return r, true
	}
	for i := range w { // ends
		if i > 0 && utf8.RuneCountInString(w[i:]) >= shortestPart {
			if r, ok := m[w[i:]]; ok && r != Unit { // 获奖单位
				return r, true
			}
		}
	}
	for i := len(w); i > 0; {
		_, n := utf8.DecodeLastRuneInString(w[:i])
		i -= n
		if utf8.RuneCountInString(w[:i]) < shortestPart+1 {
			break
		}
		if r, ok := m[w[:i]]; ok {
			return r, true
		}
	}
	return Other, false
}

// squeeze drops all white space: headers are spaced out (序  号) and broken over lines.
func squeeze(s string) string {
	if strings.IndexFunc(s, unicode.IsSpace) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// bareHeader drops brackets with what they hold, and the year: 2025年目标值（万元） → 年目标值.
func bareHeader(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '（', '(', '〔', '[', '【', '［':
			depth++
		case '）', ')', '〕', ']', '】', '］':
			depth = max(0, depth-1)
		case '：', ':', '*', '、', '/', '“', '”':
			if depth == 0 && r != '：' && r != ':' && r != '*' {
				b.WriteRune(r)
			}
		default:
			if depth == 0 && !(r >= '0' && r <= '9') {
				b.WriteRune(r)
			}
		}
	}
	w := b.String()
	if w == "年" || w == "年度" || w == "" {
		return ""
	}
	return strings.TrimPrefix(w, "到")
}

// yearIn is the first year of four digits, 1949 to 2099.
func yearIn(s string) string {
	for i := 0; i+4 <= len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		j := i
		for j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
		}
		if j-i == 4 && (s[i:i+2] == "19" || s[i:i+2] == "20") {
			return s[i:j]
		}
		i = j
	}
	return ""
}

// arrange settles what the headers alone leave open: of two columns of tasks the first groups the second; a group
// without tasks is the tasks; years in a row are a past one and the aims, where the first stands well before.
func arrange(cols []Column) {
	if first(cols, Indicator) >= 0 {
		arrangeYears(cols)
		return
	}
	var tasks []int
	for i, c := range cols {
		if c.Role == Task {
			tasks = append(tasks, i)
		}
	}
	if len(tasks) > 1 {
		for _, i := range tasks {
			cols[i].Role = Other
		}
		if first(cols, Section) < 0 {
			cols[tasks[0]].Role = Section
			cols[tasks[1]].Role = Task
		} else {
			cols[tasks[0]].Role = Task
		}
	}
	if first(cols, Task) < 0 {
		bodies := first(cols, Lead) >= 0 || first(cols, Responsible) >= 0 || first(cols, Cooperating) >= 0
		for _, r := range []Role{Target, Section} {
			if i := first(cols, r); i >= 0 && (r == Target || bodies) {
				cols[i].Role = Task
				break
			}
		}
	}
	// 单位 is a unit of measure only beside indicators.
	if i := first(cols, Unit); i >= 0 && first(cols, Responsible) < 0 && first(cols, Lead) < 0 {
		cols[i].Role = Responsible
	}
}

// arrangePlaces makes the measures of a table of places (县区 | 人工造林（亩） | 森林抚育（亩）) its values.
func arrangePlaces(cols []Column) {
	if !rowsArePlaces(cols) {
		return
	}
	for i := range cols {
		if c := &cols[i]; c.Role == Other && c.Year == "" && strings.ContainsAny(c.Header, "（(") {
			c.Role = Value
		}
	}
}

func rowsArePlaces(cols []Column) bool {
	return first(cols, Place) >= 0 && first(cols, Indicator) < 0 && first(cols, Task) < 0
}

// tellsPlaces: do these columns say of each place how much?
func tellsPlaces(cols []Column) bool { return rowsArePlaces(cols) && first(cols, Value) >= 0 }

// longAgo: two years this far apart are a base and an aim, 2020 | 2025; nearer ones are aims, 2023 | 2024 | 2025.
const longAgo = 3

func arrangeYears(cols []Column) {
	prev := -1
	for i := range cols {
		if cols[i].Role != Value || cols[i].Year == "" {
			continue
		}
		if prev >= 0 {
			if a, b := cols[prev].Year, cols[i].Year; year(b)-year(a) >= longAgo && first(cols, Baseline) < 0 && cols[prev].plainYear() {
				cols[prev].Role = Baseline
			}
			return
		}
		prev = i
	}
}

func (c Column) plainYear() bool { return bareHeader(c.Header) == "" }

func year(s string) int {
	n := 0
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n
}

func first(cols []Column, r Role) int {
	for i, c := range cols {
		if c.Role == r {
			return i
		}
	}
	return -1
}

// tells: do these columns make a task table or a table of indicators?
func tells(cols []Column) bool {
	has := func(rs ...Role) bool {
		for _, r := range rs {
			if first(cols, r) >= 0 {
				return true
			}
		}
		return false
	}
	switch {
	case has(Indicator):
		return has(Value, Target, Baseline, Unit, Property)
	case has(Task, Target):
		return has(Lead, Responsible, Cooperating, Deadline) || has(Target) && has(Task)
	}
	return false
}
