package duty

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/unit"
)

// Names of bodies. What parts names also stands inside them: 市规划和自然资源局, 各市、县（区）人民政府,
// 市直有关部门、单位. A separator parts two names only where each side can stand alone.

func isSeparator(r rune) bool {
	switch r {
	case '、', '，', '；', ',', ';', '/', '／', '｜', '|', '﹑', '､', '．':
		return true
	}
	return false
}

func isOpen(r rune) bool {
	switch r {
	case '（', '(', '〔', '［', '[', '【', '〈', '<', '﹝':
		return true
	}
	return false
}

func isClose(r rune) bool {
	switch r {
	case '）', ')', '〕', '］', ']', '】', '〉', '>', '﹞':
		return true
	}
	return false
}

const (
	shortest = 2  // runes of a name
	longest  = 48 // and at most
)

// level words of places: an atom of these alone shares the head of the next (各市、县人民政府).
var levels = []string{"地级以上市", "设区市", "设区的市", "省辖市", "县级市", "自治区", "自治州", "自治县", "特区", "街道", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "级"}

// placeOnly: nothing but level words, with brackets and 各: 各市, 县（市、区）, 乡镇.
func placeOnly(s string) bool { return afterLevels(strings.TrimPrefix(s, "各")) == "" && s != "各" }

// afterLevels drops the level words that s starts with.
func afterLevels(s string) string {
next:
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		if isOpen(r) || isClose(r) || r == '、' || r == ',' || r == '，' {
			s = s[n:]
			continue
		}
		for _, l := range levels {
			if rest, ok := strings.CutPrefix(s, l); ok {
				s = rest
				continue next
			}
		}
		break
	}
	return s
}

// sharesHead: do a、b make one name, because one 各 or one head governs both? 各市、县（区）人民政府; 各市、县〔区〕市场监管局;
// 市直有关部门、单位; 全市供水、燃气企业.
func sharesHead(a, b string) bool {
	switch b {
	case "单位", "企业", "机构", "处室", "部门", "部门（单位）", "直属单位":
		return generic(a)
	}
	if strings.HasPrefix(b, "各") || strings.IndexFunc(b, isClose) == 0 {
		return false
	}
	if rest := afterLevels(b); onlyLevels(a) && (rest == "" || rest != b && standsIn(rest)) {
		return true // 中、省驻云有关单位; 省、市属国有企业
	}
	if !placeOnly(a) {
		return unit.LooksOf(a) <= unit.Unknown && utf8.RuneCountInString(a) >= 4 && generic(b) && !startsBody(b)
	}
	single := utf8.RuneCountInString(strings.TrimPrefix(a, "各")) == 1
	switch rest := afterLevels(b); rest {
	case b:
		return false
	case "":
		return true
	case "政府", "人民政府", "党委", "党委和政府", "政府（管委会）", "人民政府（管委会）":
		return strings.HasPrefix(a, "各") || single
	case "办事处", "管委会":
		return single
	default:
		return strings.HasPrefix(a, "各") && rank(b) > rank(a) && !strings.HasPrefix(rest, "直") && unit.LooksOf(rest) == unit.Body
	}
}

// onlyLevels: bare levels, of the centre too: 中, 中央、省.
func onlyLevels(a string) bool {
	for _, part := range strings.FieldsFunc(a, isSeparator) {
		switch part {
		case "中", "中央", "国家", "部", "省", "市", "区", "州", "县":
		default:
			return false
		}
	}
	return a != ""
}

// standsIn: the words behind a level say that its bodies lie elsewhere or belong to it: 驻云单位, 属企业, 直部门.
func standsIn(s string) bool {
	for _, w := range []string{"驻", "属", "直属", "直有关", "直各", "直部门", "直单位"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// rank is how deep the level is that s speaks of first, of 各s second word: 1 for 省 to 4 for 乡.
func rank(s string) int {
	for _, c := range strings.TrimPrefix(s, "各") {
		switch c {
		case '省':
			return 1
		case '市', '州', '盟', '地', '设':
			return 2
		case '县', '区', '旗':
			return 3
		case '乡', '镇', '街':
			return 4
		}
	}
	return 0
}

// generic: a ends as bodies do that no name tells apart.
func generic(a string) bool {
	for _, e := range []string{"部门", "单位", "机构", "企业", "处室", "科室", "机关", "地区"} {
		if strings.HasSuffix(a, e) {
			return true
		}
	}
	return false
}

var conjunctions = []string{"以及", "和", "及", "与", "暨"}

// splitJoined parts a name at 和, 及, 与, 以及 where both sides are bodies.
func splitJoined(s string, out []string) []string {
	depth := 0
	for i, r := range s {
		switch {
		case isOpen(r) || r == '“' || r == '《':
			depth++
		case isClose(r) || r == '”' || r == '》':
			depth--
		case depth == 0 && i > 0:
			for _, c := range conjunctions {
				if !strings.HasPrefix(s[i:], c) {
					continue
				}
				left, right := s[:i], s[i+len(c):]
				if c == "暨" || !parts(left, right) {
					continue
				}
				return splitJoined(right, append(out, splitRun(left)...))
			}
		}
	}
	return append(out, splitRun(s)...)
}

// parts: does a conjunction between left and right part two names?
func parts(left, right string) bool {
	if sharesHead(left, right) {
		return false
	}
	switch right { // 有关部门和单位
	case "单位", "部门", "机构", "企业", "有关单位", "相关单位", "有关部门":
		return !generic(left)
	}
	l := unit.LooksOf(left)
	if l != unit.Body && !(l == unit.Place && (strings.HasPrefix(left, "各") || utf8.RuneCountInString(left) > 2)) {
		return false
	}
	if strings.HasSuffix(left, "中心") && strings.HasSuffix(right, "局") && !startsBody(right) {
		return false
	}
	// 市民族和宗教事务局: 民族 ends no body, so it never comes here. 市委和市政府督查室 does, and is two.
	first := right
	if i := strings.IndexFunc(right, func(c rune) bool { return c == '及' || c == '和' || c == '与' }); i > 0 {
		switch right[:i] { // 市级相关部门和单位及各区县
		case "单位", "部门", "机构", "企业":
			return !generic(left)
		}
	}
	for i := range right {
		for _, c := range conjunctions {
			if i > 0 && strings.HasPrefix(right[i:], c) && unit.LooksOf(right[:i]) >= unit.Place {
				first = right[:i]
			}
		}
	}
	return unit.LooksOf(first) >= unit.Place
}

// startsBody: s begins as names of bodies do, with a level or a 各.
func startsBody(s string) bool {
	for _, p := range []string{"市", "省", "区", "县", "州", "各", "有关", "相关", "中", "国", "人民", "其他", "自治"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// splitRun parts names that ran together: 市发展改革委市财政局. Only where every piece is a department that the
// lexicon knows, written with its level.
func splitRun(s string) []string {
	if utf8.RuneCountInString(s) < 8 || unit.IsKnown(s) {
		return []string{s}
	}
	var out []string
	start := 0
	for i, r := range s {
		if i == 0 || !isLevel(r) {
			continue
		}
		if unit.IsKnown(s[start:i]) && s[start:i] != "" && hasLevel(s[start:i]) {
			out = append(out, s[start:i])
			start = i
		}
	}
	if len(out) == 0 || !unit.IsKnown(s[start:]) {
		return []string{s}
	}
	return append(out, s[start:])
}

func isLevel(r rune) bool { return r == '市' || r == '省' || r == '区' || r == '县' || r == '州' }

func hasLevel(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isLevel(r)
}

// trimName takes off what stands around a name: prepositions, marks of lists, stray punctuation.
func trimName(s string) string {
	s = strings.Trim(s, " .。·*_：:-—")
	for {
		before := s
		for _, p := range []string{"并由", "再由", "具体由", "分别由", "由", "其中", "以及", "请", "及", "和", "与"} {
			rest, ok := strings.CutPrefix(s, p)
			if ok && utf8.RuneCountInString(rest) >= shortest && !startsPlace(s) {
				s = rest
			}
		}
		if s == before {
			return s
		}
	}
}

// startsPlace: s begins with a place whose name begins with a conjunction.
func startsPlace(s string) bool {
	for _, p := range []string{"和平", "和田", "和县", "和龙", "和政", "和静", "和硕", "和顺", "和林格尔", "和布克", "与时"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// plausible: may s be a name at all, where a label says that names follow?
func plausible(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < shortest || n > longest {
		return false
	}
	digits, han := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune("。！？；：%《》=+\n\t", r):
			return false
		}
	}
	if han < 2 || digits > 5 {
		return false
	}
	if !balanced(s) {
		return false
	}
	return unit.LooksOf(s) != unit.NoBody && !telling(s)
}

// telling: s is a clause, not a name.
func telling(s string) bool {
	s = unbracketed(s)
	for _, w := range []string{"应当", "应该", "必须", "不得", "是指", "包括", "以下", "下列", "本办法", "本细则", "确保", "进行", "提供", "负责", "可以", "按照", "根据", "由", "如下", "需要", "简称", "不再", "加强", "建立", "完善"} {
		if han.Contains(s, w) && !(w == "由" && strings.Contains(s, "自由")) {
			return true
		}
	}
	return strings.Contains(s, "的") && !generic(s)
}

func balanced(s string) bool {
	depth := 0
	for _, r := range s {
		switch {
		case isOpen(r):
			depth++
		case isClose(r):
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}
