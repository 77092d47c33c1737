package target

// The sieve: which sentences can hold a target at all, told in one pass over their bytes. Most sentences hold
// none, and segmenting them is what costs.
import (
	"strings"
	"sync"
	"unicode/utf8"
)

// longestRunIn is how long, in bytes, a heading may be that ran into its text: 二、发展目标到2027年，….
const longestRunIn = 30

// mayHold reports whether a sentence has a figure other than a year, or words of coverage or comparison.
func mayHold(s string) bool {
	suspects := suspects()
	for i := labelEnd(s); i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if '0' <= c && c <= '9' {
				n := i
				for n < len(s) && '0' <= s[n] && s[n] <= '9' {
					n++
				}
				if n-i == 4 && strings.HasPrefix(s[n:], "年") {
					if i <= 12 || i <= 12+longestRunIn && strings.HasSuffix(s[:i], "到") {
						return true // 到2027年，重点实现六个提升: the deadline of what follows
					}
				} else if measured(s, i, n) {
					return true
				}
				i = n
				continue
			}
			i++
			continue
		}
		if c&0xF0 == 0xE0 && i+3 <= len(s) && !suspects.has(s[i:i+3]) { // most characters, told by three bytes
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == '第' { // 第十三条
			i += n
			for i < len(s) {
				r, n := utf8.DecodeRuneInString(s[i:])
				if !mayCount(r) {
					break
				}
				i += n
			}
			continue
		}
		if suspicious(r) && confirms(r, s[i:], s[i+n:]) {
			return true
		}
		i += n
	}
	return false
}

// measured reports whether the digits s[i:n] can be a figure: what follows is not the rest of a date or a number of a document
// (10月, 〔2021〕11号), nor do they stand alone without a word of reaching before them.
func measured(s string, i, n int) bool {
	if n == len(s) {
		return reached(s[:i])
	}
	r, size := utf8.DecodeRuneInString(s[n:])
	switch r {
	case '号', '〕', '】', '〉', '》':
		return false
	case ']', ')', '）':
		return reached(s[:i])
	case '月':
		return false
	case '日':
		before, size := utf8.DecodeLastRuneInString(s[:i])
		if before == '至' {
			before, _ = utf8.DecodeLastRuneInString(s[:i-size])
			return before != '日'
		}
		return before != '月' && before != '—' && before != '-'
	case '年':
		return n-i < 4
	case ' ':
		return n+size < len(s) && measured(s, i, n+size)
	case '，', '；', '。', '、', '”', '（', '(':
		return reached(s[:i]) || r == '、' || r == '（' || r == '('
	}
	return true
}

// reached reports a word at the end of s that a bare number may follow: 指数达到65.
func reached(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("到达为过于至在约破超成比第.：:－-—~～", r)
}

// labelEnd is where a sentence's own words begin: behind （十三）, 82．, 3.
func labelEnd(s string) int {
	if rest, ok := strings.CutPrefix(s, "（"); ok {
		if i := strings.Index(rest, "）"); i >= 0 && i <= 12 {
			return len("（") + i + len("）")
		}
		return 0
	}
	i := 0
	for i < len(s) && i < 3 && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if i > 0 {
		for _, w := range []string{"．", "、", ".", "﹒"} {
			if strings.HasPrefix(s[i:], w) {
				if d, _ := digitAt(s, i+len(w)); d < 0 {
					return i + len(w)
				}
			}
		}
	}
	return 0
}

// suspicious runes begin a numeral or a word that confirms looks at.
func suspicious(r rune) bool {
	switch r {
	case '增', '控', '完', '接', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '上', '近', '数', '半', '翻', '零', '一', '全', '所', '高', '低', '超', '优', '快', '好', '达', '赶', '追', '较', '比', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ':
		return true
	}
	return r >= '０' && r <= '９'
}

// runeSet is a set of the characters that have two or three bytes in UTF-8, a bit each.
type runeSet [1 << 16 / 64]uint64

func (set *runeSet) add(r rune) {
	if r < 1<<16 {
		set[r>>6] |= 1 << (r & 0x3F)
	}
}

// has reports whether the character of three bytes that c is belongs to the set.
func (set *runeSet) has(c string) bool {
	return set[int(c[0]&0x0F)<<6|int(c[1]&0x3F)]>>(c[2]&0x3F)&1 != 0
}

// suspects are the characters at which mayHold looks twice: the suspicious ones, and 第.
var suspects = sync.OnceValue(func() *runeSet {
	var set runeSet
	for r := rune(0x800); r <= 0xFFFF; r++ {
		if suspicious(r) || r == '第' {
			set.add(r)
		}
	}
	return &set
})

// confirms reports whether the word that begins with r, whose text is s and what follows r is rest, can matter.
func confirms(r rune, s, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '全':
		return startsIn(rest, []string{"覆盖", "部", "面覆盖", "体", "域覆盖", "市域覆盖", "县域覆盖", "省域覆盖", "区域覆盖", "地域覆盖"})
	case '所':
		return strings.HasPrefix(rest, "有")
	case '高', '低', '超', '优', '快', '好', '达', '赶', '追', '较', '比':
		return benchmarked(s)
	case '增': // 居民收入增长和经济增长基本同步
		i := strings.Index(rest[:min(len(rest), 14*3)], "同步")
		return i >= 0 && (next == '长' || next == '速')
	case '控':
		return strings.HasPrefix(rest, "制在") && strings.Contains(rest[:min(len(rest), 14*3)], "下达目标")
	case '完': // 完成国家下达的能耗强度下降目标
		near := rest[:min(len(rest), 20*3)]
		return strings.HasPrefix(rest, "成") && containsAny(near, []string{"下达", "目标", "任务"}) && containsAny(near, []string{"国家", "省", "“十", "上级", "自治区", "考核"})
	case '接':
		return strings.HasPrefix(rest, "近") && strings.Contains(rest[:min(len(rest), 20*3)], "平均")
	case '翻', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ':
		return true
	case '零':
		return strings.HasPrefix(rest, "的突破") || strings.HasPrefix(rest, "突破") || strings.HasPrefix(rest, "”的突破")
	case '一':
		return next == '半' || next == '倍' || counts()[next] && !strings.ContainsRune("批系些步代版字号", next)
	case '半':
		return next == '数'
	}
	if r >= '０' && r <= '９' {
		return true
	}
	switch next {
	case '十', '百', '千', '万', '亿':
		return true
	}
	switch r {
	case '上', '近', '数':
		return false
	case '十', '百', '千', '万', '亿':
		if next == '余' || next == '多' || next == '几' {
			return true
		}
	}
	return hanDigit[next] > 0 || next == '成' || counts()[next] || strings.HasPrefix(rest, "分之") || strings.HasPrefix(rest, "至") || strings.HasPrefix(rest, "到")
}

// counts are the first runes of units.
var counts = sync.OnceValue(func() map[rune]bool {
	m := map[rune]bool{}
	for r := range units().first {
		m[r] = true
	}
	for _, r := range "年月日条大" {
		delete(m, r)
	}
	m['条'] = true
	return m
})

// benchmarked reports a comparison whose benchmark stands in the next words.
func benchmarked(s string) bool {
	for _, w := range []string{"高于", "低于", "超过", "优于", "快于", "好于", "达到", "赶上", "追平", "较20", "比20"} {
		if strings.HasPrefix(s, w) {
			near := s[:min(len(s), 120)]
			return strings.HasSuffix(w, "20") || containsAny(near, []string{"平均", "增", "全", "要求", "目标", "水平", "上年", "去年"})
		}
	}
	return false
}
