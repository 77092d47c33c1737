package duty

import (
	"strings"
	"unicode/utf8"

	"taizhang/internal/han"
	"taizhang/pipeline/document"
	"taizhang/pipeline/unit"
)

// Prose says it inside a sentence:
//
//	由市发展改革委牵头开展专项检查
//	一是市工业和信息化局、市财政局负责抓好企业培育
//
// It is reported, as a form of its own, only where a clause begins with nothing but departments that the lexicon
// knows, written with their level. “各部门要密切配合” says nothing of who does what.

var proseVerbs = []word{{text: "牵头", role: lead}, {text: "负责", role: responsible}}

const longestProse = 240 // bytes of the list before the verb

func (f *finder) prose() {
	text := f.d.Text
	for _, v := range proseVerbs {
		for at := 0; ; {
			i := han.Index(text[at:], v.text)
			if i < 0 {
				break
			}
			i += at
			at = i + len(v.text)
			start := clauseStart(text, i)
			span := document.Span{Start: start, End: at}
			if start == i || f.taken(span) || strings.HasPrefix(text[at:], "单位") || strings.HasPrefix(text[at:], "部门") || strings.HasPrefix(text[at:], "人") {
				continue
			}
			names, ok := departments(text[start:i])
			if !ok {
				continue
			}
			var st statement
			if v.role == lead {
				st.lead = names
			} else {
				st.responsible = names
			}
			f.claim(Prose, f.tree.At(start), span, &st)
		}
	}
}

// clauseStart is where the clause that ends at i begins, behind 一是 and 由.
func clauseStart(text string, i int) int {
	start := max(0, i-longestProse)
	if k := strings.LastIndexAny(text[start:i], "，。；：;,:！？\n\t ）)"); k >= 0 {
		_, n := utf8.DecodeRuneInString(text[start+k:])
		start += k + n
	} else if start > 0 {
		return i // too long for a list
	}
	clause := text[start:i]
	for _, p := range []string{"一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是"} {
		clause = strings.TrimPrefix(clause, p)
	}
	clause = strings.TrimPrefix(clause, "由")
	return i - len(clause)
}

// departments are the names in s, if it holds nothing else and the lexicon knows each.
func departments(s string) ([]string, bool) {
	var names []string
	for _, piece := range strings.Split(s, "、") {
		for _, n := range splitJoined(piece, nil) {
			if !hasLevel(n) && !strings.HasPrefix(n, "自治区") || !unit.IsKnown(n) {
				return nil, false
			}
			names = append(names, n)
		}
	}
	return names, len(names) > 0
}
