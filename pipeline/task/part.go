package task

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/outline"
)

// The parts of a plan.
const (
	taskPart   = "task"
	rulePart   = "rule"
	attachment = "attachment"
)

// heading is a row of the lexicon's parts.
type heading struct {
	part string
	top  bool // only at the outermost level
}

var headings = sync.OnceValue(func() map[string]heading {
	m := map[string]heading{}
	for _, r := range lexicon.MustLoad("parts").Rows {
		m[r[0]] = heading{r[1], r[2] == "top"}
	}
	return m
})

// parts remembers what the headings above the tasks tell: many tasks stand under one.
type parts map[*outline.Item]string

// of says what an item is for: by its own heading or the nearest one above it that tells, else a task. Articles
// (第三条) are rules, wherever they stand.
func (known parts) of(it *outline.Item) string {
	for up := it; up != nil; up = up.Parent {
		if up.Attachment {
			return attachment
		}
		if strings.HasPrefix(up.Label, "第") && strings.HasSuffix(strings.TrimSpace(up.Label), "条") {
			return rulePart
		}
	}
	for up := it; up != nil; up = up.Parent {
		p, ok := known[up]
		if !ok {
			p = partOf(up.Heading, up.Depth == 1 && up.Parent == nil)
			if up != it {
				known[up] = p
			}
		}
		if p != "" {
			return p
		}
	}
	return taskPart
}

// openers stand before the word that tells: 强化保障措施, 切实加强组织领导, 2024年工作回顾.
var openers = []string{"进一步", "切实", "着力", "全面", "不断", "健全", "加强", "强化", "完善", "明确", "抓好", "做好", "狠抓", "确保", "落实", "建立", "严格", "深刻认识", "充分认识", "主要", "有关", "及"}

// year opens a heading of a work report: 2025年工作总体要求和预期目标.
var year = regexp.MustCompile(`^(?:20\d\d年|今年|“十[一-六]五”(?:时期|期间)?)(?:工作|的|发展)*`)

// longest is how many runes a heading may have to be one of a part; longer ones are sentences about something.
const longest = 24

// partOf reads one heading; "" if it is none of a part.
func partOf(h string, top bool) string {
	h = strings.TrimRight(strings.TrimSpace(h), "。：:；;")
	if h == "" || utf8.RuneCountInString(h) > longest {
		return ""
	}
	h = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, h)
	if p := partByName(h, top); p != "" {
		return p
	}
	h = year.ReplaceAllString(h, "")
	// Several words in one heading: the first one that tells decides, if all that are left tell as well.
	first := ""
	for _, w := range strings.FieldsFunc(h, func(r rune) bool { return strings.ContainsRune("和与及、，,", r) }) {
		p := partByName(w, top)
		if p == "" {
			return ""
		}
		if first == "" {
			first = p
		}
	}
	return first
}

func partByName(w string, top bool) string {
	for {
		if h, ok := headings()[w]; ok && (top || !h.top) {
			return h.part
		}
		rest := w
		for _, o := range openers {
			if r, ok := strings.CutPrefix(w, o); ok && r != "" {
				rest = r
				break
			}
		}
		if rest == w {
			break
		}
		w = rest
	}
	// 2024年工作回顾, “十三五”发展成效: what stands before a word of the past is its time.
	for _, past := range []string{"工作回顾", "发展现状", "发展基础", "发展回顾", "发展成就", "面临形势", "面临的形势"} {
		if strings.HasSuffix(w, past) {
			return "background"
		}
	}
	return ""
}
