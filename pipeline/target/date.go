package target

// Dates: by when, since when, compared with when. Notations known here:
//
//	2027年  2025年底  2025年6月底前  2023年6月30日前  2025年上半年  2024年一季度
//	2023—2025年  2023年至2025年
//	“十四五”末  “十四五”期间  十五五时期
//	今年  全年  年内  年度内  年底前  今年底  明年  6月底前  三季度末        counted from the document's own year
//	三年内  未来五年  3年内                                     to the end of the plan's period
import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// date is a point or stretch of time as the text names it. Year is 0 where the text leaves it to the context.
type date struct {
	from             int // first year of a stretch, 0 for none
	year, month, day int
	within           int  // 三年内: years from the document's own
	relative         bool // 今年, 全年, 6月底前: the year is the document's own plus year
	bare             bool // only a year: 2025年, which may also name something (2025年预算)
	next             bool // 未来五年: within counts the document's own year
	until            bool // 前, 底, 末: ends a stretch
	since            bool // 起, 以来: begins one
}

// iso is the date as a deadline; own is the document's year, planEnd the last of its period (0 if unknown).
func (d *date) iso(own, planEnd int) string {
	y := d.year
	switch {
	case d.within > 0:
		switch {
		case planEnd > own:
			return itoa(planEnd)
		case d.next && own > 0:
			return itoa(own + d.within - 1)
		}
		return ""
	case d.relative:
		if own == 0 {
			return ""
		}
		y += own
	}
	s := itoa(y)
	if d.month > 0 {
		s += "-" + two(d.month)
		if d.day > 0 {
			s += "-" + two(d.day)
		}
	}
	return s
}

func two(n int) string {
	if n < 10 {
		return "0" + itoa(n)
	}
	return itoa(n)
}

var fiveYearPlans = []struct {
	name string
	end  int
}{{"十一五", 2010}, {"十二五", 2015}, {"十三五", 2020}, {"十四五", 2025}, {"十五五", 2030}, {"十六五", 2035}}

// relatives are the words that count from the document's own year; month 0 means the year as a whole.
var relatives = []struct {
	word        string
	year, month int
	until       bool
}{
	{"今年年底前", 0, 12, true}, {"今年年底", 0, 12, true}, {"今年底前", 0, 12, true}, {"今年底", 0, 12, true}, {"今年年内", 0, 0, false}, {"今年内", 0, 0, false},
	{"今年上半年", 0, 6, true}, {"今年", 0, 0, false}, {"明年底前", 1, 12, true}, {"明年底", 1, 12, true}, {"明年", 1, 0, false},
	{"全年", 0, 0, false}, {"年内", 0, 0, false}, {"年底前", 0, 12, true}, {"年底之前", 0, 12, true}, {"到年底", 0, 12, true}, {"至年底", 0, 12, true}, {"年末", 0, 12, true}, {"本年度", 0, 0, false},
	{"上半年", 0, 6, true}, {"去年", -1, 0, false}, {"上年度", -1, 0, false}, {"上年", -1, 0, false}, {"前年", -2, 0, false},
}

// dateAt reads the date at text[at:]; end is 0 if none stands there.
func dateAt(text string, at int) (*date, int) {
	r, _ := utf8.DecodeRuneInString(text[at:])
	switch {
	case r >= '0' && r <= '9' || r >= '０' && r <= '９':
		if d, end := yearAt(text, at); end > 0 {
			return d, end
		}
		return countedAt(text, at)
	case r == '“' || r == '十':
		return planAt(text, at)
	case r == '二' || r == '三' || r == '五' || r == '两' || r == '四' || r == '一' || r == '六':
		if d, end := hanYearAt(text, at); end > 0 {
			return d, end
		}
		return countedAt(text, at)
	case r == '未' || r == '今' || r == '力':
		for _, w := range []string{"未来", "今后"} {
			if strings.HasPrefix(text[at:], w) {
				if d, end := spanOfYears(text, at+len(w), false); end > 0 {
					return d, end
				}
			}
		}
	}
	switch r {
	case '今', '明', '全', '年', '到', '至', '本', '上', '去', '前':
	default:
		return nil, 0
	}
	if end := ownYearAt(text, at); end > 0 {
		return &date{relative: true}, end
	}
	for _, w := range relatives {
		if strings.HasPrefix(text[at:], w.word) {
			end := at + len(w.word)
			if w.word == "今年" { // 今年1—2月: the months that have passed
				if m, n, i := intAt(text, end, 2); n > 0 && m <= 12 {
					if j := dashAt(text, i); j > 0 {
						if m, n, k := intAt(text, j, 2); n > 0 && m <= 12 && strings.HasPrefix(text[k:], "月") {
							return &date{relative: true, month: m, since: true}, k + len("月")
						}
					}
				}
			}
			return &date{relative: true, year: w.year, month: w.month, until: w.until}, end
		}
	}
	return nil, 0
}

// ownYearAt is the end of the 年度 that opens a clause at at and says when (年度内组织…, 年度全省…, 年度完成…); 0 for one that belongs to a
// name (年度计划).
func ownYearAt(text string, at int) int {
	rest, ok := strings.CutPrefix(text[at:], "年度")
	if !ok {
		return 0
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:at]); at > 0 && unicode.Is(unicode.Han, before) || at > 0 && before >= '0' && before <= '9' {
		return 0
	}
	if strings.HasPrefix(rest, "内") && !strings.HasPrefix(rest, "内部") {
		return at + len("年度内")
	}
	if startsIn(rest, []string{"全省", "全市", "全区", "全县", "全州", "力争", "完成", "实现", "新增", "新建", "开展", "培训", "组织"}) {
		return at + len("年度")
	}
	return 0
}

// intAt reads up to most digits.
func intAt(text string, at, most int) (value, n, end int) {
	for n <= most {
		d, size := digitAt(text, at)
		if d < 0 {
			break
		}
		value = value*10 + d
		at += size
		n++
	}
	return value, n, at
}

func yearAt(text string, at int) (*date, int) {
	y, n, i := intAt(text, at, 4)
	if n != 4 || y < 1949 || y > 2099 {
		return nil, 0
	}
	d := &date{year: y, bare: true}
	if j := dashAt(text, i); j > 0 { // 2023—2025年
		if z, n, k := intAt(text, j, 4); n == 4 && z >= y && z <= 2099 && strings.HasPrefix(text[k:], "年") {
			d.from, d.year, i = y, z, k
		}
	}
	if !strings.HasPrefix(text[i:], "年") {
		return nil, 0
	}
	i += len("年")
	if d.from == 0 {
		if j := dashAt(text, i); j > 0 {
			if z, n, k := intAt(text, j, 4); n == 4 && z >= y && z <= 2099 && strings.HasPrefix(text[k:], "年") {
				d.from, d.year, i = y, z, k+len("年")
			}
		}
	}
	i = d.partOfYear(text, i)
	return d, d.edge(text, i)
}

func hanYearAt(text string, at int) (*date, int) {
	y, i := 0, at
	for range 4 {
		r, n := utf8.DecodeRuneInString(text[i:])
		d, ok := hanDigit[r]
		if !ok || r == '两' {
			return nil, 0
		}
		y, i = y*10+d, i+n
	}
	if y < 1949 || y > 2099 || !strings.HasPrefix(text[i:], "年") {
		return nil, 0
	}
	d := &date{year: y, bare: true}
	return d, d.edge(text, i+len("年"))
}

// partOfYear reads month, day, quarter or half after 年.
func (d *date) partOfYear(text string, i int) int {
	rest := text[i:]
	if strings.HasPrefix(rest, "度") && !strings.HasPrefix(rest, "度假") {
		return i + len("度")
	}
	m, n, j := intAt(text, i, 2)
	if n > 0 && n <= 2 && m >= 1 && m <= 12 && strings.HasPrefix(text[j:], "月") {
		d.month, d.bare, j = m, false, j+len("月")
		if strings.HasPrefix(text[j:], "份") {
			j += len("份")
		}
		if day, n, k := intAt(text, j, 2); n > 0 && n <= 2 && day >= 1 && day <= 31 && strings.HasPrefix(text[k:], "日") {
			d.day, j = day, k+len("日")
		}
		return j
	}
	for _, p := range partsOfYear {
		if strings.HasPrefix(rest, p.word) {
			d.month, d.bare = p.month, false
			return i + len(p.word)
		}
	}
	return i
}

var partsOfYear = []struct {
	word  string
	month int
}{{"上半年", 6}, {"下半年", 12}, {"第一季度", 3}, {"第二季度", 6}, {"第三季度", 9}, {"第四季度", 12}, {"一季度", 3}, {"二季度", 6}, {"三季度", 9}, {"四季度", 12}, {"1季度", 3}, {"2季度", 6}, {"3季度", 9}, {"4季度", 12}}

// edge reads 底, 末, 前, 起 after a date.
func (d *date) edge(text string, i int) int {
	for {
		rest := text[i:]
		switch {
		case strings.HasPrefix(rest, "年底"), strings.HasPrefix(rest, "年末"):
			i += len("年")
		case strings.HasPrefix(rest, "底"), strings.HasPrefix(rest, "末"):
			if d.month == 0 {
				d.month = 12
			}
			d.until, d.bare = true, false
			i += len("底")
		case strings.HasPrefix(rest, "之前"), strings.HasPrefix(rest, "以前"):
			d.until, d.bare = true, false
			return i + len("之前")
		case strings.HasPrefix(rest, "前") && !strings.HasPrefix(rest, "前三") && !strings.HasPrefix(rest, "前列"):
			d.until, d.bare = true, false
			return i + len("前")
		case strings.HasPrefix(rest, "期间"), strings.HasPrefix(rest, "以内"):
			return i + len("期间")
		case strings.HasPrefix(rest, "以来"), strings.HasPrefix(rest, "之后"), strings.HasPrefix(rest, "以后"):
			d.since = true
			return i + len("以来")
		case strings.HasPrefix(rest, "开始"):
			d.since = true
			return i + len("开始")
		case strings.HasPrefix(rest, "起"), strings.HasPrefix(rest, "后"):
			d.since = true
			return i + len("起")
		default:
			return i
		}
	}
}

// dashAt is the end of the dash, 至 or 到 at i, perhaps with a space on either side (2 - 3); 0 if there is none.
func dashAt(text string, i int) int {
	if strings.HasPrefix(text[i:], " - ") {
		return i + len(" - ")
	}
	start := i
	for {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '-', '—', '–', '－', '~', '～', '至', '到', '―', '─', '−':
			i += n
			continue
		}
		if i == start {
			return 0
		}
		return i
	}
}

// planAt reads “十四五”末, 十四五期间; the bare name of a plan is no date.
func planAt(text string, at int) (*date, int) {
	rest := text[at:]
	i := at
	quoted := strings.HasPrefix(rest, "“")
	if quoted {
		i += len("“")
		rest = text[i:]
	}
	for _, p := range fiveYearPlans {
		if !strings.HasPrefix(rest, p.name) {
			continue
		}
		i += len(p.name)
		if quoted {
			if !strings.HasPrefix(text[i:], "”") {
				return nil, 0
			}
			i += len("”")
		}
		for _, w := range []string{"期末", "末期", "期间", "时期", "末", "期内", "以来"} {
			if strings.HasPrefix(text[i:], w) {
				return &date{year: p.end, from: p.end - 4, since: w == "以来"}, i + len(w)
			}
		}
		return nil, 0
	}
	return nil, 0
}

// countedAt reads 3年内, 三年内, 6月底前, 12月31日前.
func countedAt(text string, at int) (*date, int) {
	if m, n, i := intAt(text, at, 2); n > 0 && n <= 2 && m >= 1 && m <= 12 && strings.HasPrefix(text[i:], "月") {
		d := &date{relative: true, month: m}
		i += len("月")
		if strings.HasPrefix(text[i:], "份") {
			i += len("份")
		}
		if day, n, k := intAt(text, i, 2); n > 0 && n <= 2 && day >= 1 && day <= 31 && strings.HasPrefix(text[k:], "日") {
			d.day, i = day, k+len("日")
		}
		if end := d.edge(text, i); end > i || d.day > 0 {
			return d, end
		}
		return nil, 0
	}
	return spanOfYears(text, at, true)
}

// spanOfYears reads N年 that ends in 内 (or, after 未来, without it).
func spanOfYears(text string, at int, mustEnd bool) (*date, int) {
	n, i := numberAt(text, at)
	if i == 0 || n.mult != "" || n.share != "" || len(n.value) > 2 || !strings.HasPrefix(text[i:], "年") {
		return nil, 0
	}
	years := 0
	for _, c := range n.value {
		if c < '0' || c > '9' {
			return nil, 0
		}
		years = years*10 + int(c-'0')
	}
	i += len("年")
	for _, w := range []string{"以内", "之内", "时间内", "内"} {
		if strings.HasPrefix(text[i:], w) {
			return &date{within: years}, i + len(w)
		}
	}
	if mustEnd {
		return nil, 0
	}
	for _, w := range []string{"左右的时间", "左右时间", "左右", "时间", "期间"} {
		if strings.HasPrefix(text[i:], w) {
			i += len(w)
			break
		}
	}
	return &date{within: years, next: true}, i
}
