package task

// Deadlines as tasks state them, in order of precedence:
//
//	完成时限：2024年6月底   labels, in a bracket, on a line or in a run of text
//	长期坚持 持续推进        a task without an end, at the end of a sentence or in a bracket
//	2024年底前 6月底前 年底前  a date that the text names once

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"taizhang/internal/han"
)

var labels = []string{"完成时限", "完成时间", "时限要求", "办结时限", "时间节点", "时间要求", "推进时限", "完成期限", "整改时限", "落实时限"}

var standing = []string{"长期坚持", "长期推进", "长期实施", "长期任务", "持续推进", "持续实施", "持续开展", "持续坚持", "持续落实", "常态化推进"}

var before = regexp.MustCompile(`(?:20\d\d年)?(?:(?:1[0-2]|[1-9])月)?(?:\d{1,2}日)?(?:年?[底末]|月[底末])?(?:之前|以前|前)$`)

// longestDeadline bounds what may follow a label, in runes.
const longestDeadline = 30

func deadline(own string) string {
	has := look(own)
	if has.label {
		if s := labelled(own); s != "" {
			return s
		}
	}
	if has.standing {
		if s := withoutEnd(own); s != "" {
			return s
		}
	}
	if has.before {
		return dated(own)
	}
	return ""
}

// hints are the notations that a text can hold.
type hints struct{ label, standing, before bool }

// look goes through a text once: every label ends in 时限, 时间 or 期限, or holds it, and what is without an end says
// 长期, 持续 or 常态化; most tasks say none of it, and looking for each word by itself costs more than all the rest.
func look(own string) (has hints) {
	for i := 0; i+3 <= len(own); {
		if own[i]&0xF0 != 0xE0 {
			i++
			continue
		}
		switch runeOf(own[i:]) {
		case '限':
			has.label = has.label || strings.HasSuffix(own[:i], "时") || strings.HasSuffix(own[:i], "期")
		case '间':
			has.label = has.label || strings.HasSuffix(own[:i], "时")
		case '期':
			has.standing = has.standing || strings.HasSuffix(own[:i], "长")
		case '续':
			has.standing = has.standing || strings.HasSuffix(own[:i], "持")
		case '态':
			has.standing = has.standing || strings.HasSuffix(own[:i], "常")
		case '前':
			has.before = true
		}
		i += 3
	}
	return has
}

func labelled(own string) string {
	for _, l := range labels {
		i := han.Index(own, l)
		if i < 0 {
			continue
		}
		rest := strings.TrimLeft(own[i+len(l):], " \t")
		r, n := utf8.DecodeRuneInString(rest)
		if r != '：' && r != ':' && r != '为' {
			continue
		}
		rest = rest[n:]
		end := strings.IndexAny(rest, "。；;，,）)〕】］]\n\t")
		if end < 0 {
			end = len(rest)
		}
		if s := strings.TrimSpace(rest[:end]); s != "" && utf8.RuneCountInString(s) <= longestDeadline {
			return s
		}
	}
	return ""
}

func withoutEnd(own string) string {
	for _, w := range standing {
		i := han.Index(own, w)
		if i < 0 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(own[i+len(w):])
		l, _ := utf8.DecodeLastRuneInString(own[:i])
		// Only as a statement of its own: “（长期坚持）”, “，长期坚持。”; “持续推进改革” is prose.
		if strings.ContainsRune("）)〕】］]。；;\n\t\uFFFD", r) && strings.ContainsRune("（(〔【［[，,。；;：:\n\t", l) {
			return w
		}
	}
	return ""
}

// window is the words that end at byte end and can hold a date before which something ends; "" where no date can.
func window(own string, end int) string {
	start := max(0, end-48)
	for start < end && !utf8.RuneStart(own[start]) {
		start++
	}
	last, _ := utf8.DecodeLastRuneInString(own[start : end-len("前")])
	if !strings.ContainsRune("年月日底末之以", last) {
		return ""
	}
	return own[start:end]
}

// dated is the one date before which the task ends; several dates are stages, none of them the task's own.
func dated(own string) string {
	found := ""
	for at := 0; ; {
		i := han.Index(own[at:], "前")
		if i < 0 {
			break
		}
		at += i + len("前")
		m := before.FindString(window(own, at))
		if !strings.ContainsAny(m, "年月日") {
			continue // 目前, 提前, 前 alone; 底前
		}
		if found != "" && found != m {
			return ""
		}
		found = m
	}
	return found
}
