package outline

import (
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/pipeline/document"
	"taizhang/pipeline/lexicon"
)

// headingLength is the most runes of a heading that are kept.
const headingLength = 40

// finish gives the items their ends, headings and own text. An item ends where the next one that is not below it
// begins.
func finish(d *document.Document, torn []bool, items []*Item, end int) {
	for i, it := range items {
		stop := min(end, it.Span.End)
		if i+1 < len(items) {
			stop = min(stop, items[i+1].Span.Start)
		}
		it.Span.End = trimEnd(d.Text, it.Span.Start, stop)
		if !it.Row && !it.Synthesized {
			head(d, torn, it)
		}
		own := it.Span.End
		if len(it.Children) > 0 {
			own = it.Children[0].Span.Start
		}
		it.Own = document.Span{Start: it.HeadingSpan.Start, End: max(it.HeadingSpan.Start, trimEnd(d.Text, it.HeadingSpan.Start, own))}
		finish(d, torn, it.Children, it.Span.End)
	}
}

// head finds the heading: the words behind the label up to the first 。 or to the end of the block; of the next
// block where the label stands alone.
func head(d *document.Document, torn []bool, it *Item) {
	start := it.HeadingSpan.Start
	limit := it.Span.End
	if len(it.Children) > 0 {
		limit = it.Children[0].Span.Start
	}
	if b := d.BlockAt(it.LabelSpan.Start); b >= 0 {
		end := d.Blocks[b].End
		if start >= end && b+1 < len(d.Blocks) {
			start, end = d.Blocks[b+1].Start, d.Blocks[b+1].End
		}
		limit = min(limit, end)
	}
	if start >= limit {
		start = min(start, it.Span.End)
		it.HeadingSpan = document.Span{Start: start, End: start}
		return
	}
	it.HeadingSpan = phrase(d.Text, document.Span{Start: start, End: limit})
	if torn := torn[d.BlockAt(it.LabelSpan.Start)]; it.HeadingSpan.Len() > longRun || torn && it.HeadingSpan.Len() > shortestHeading {
		it.HeadingSpan.End = it.HeadingSpan.Start + runsInto(d.Slice(it.HeadingSpan), torn)
	}
	it.Heading = d.Slice(it.HeadingSpan)
}

// longRun is how long, in bytes, a heading is that may have run into its text.
const longRun = 60

const shortestHeading = 12 // bytes

type headingWords struct{ heading, opener map[string]bool }

var sectionHeadings = sync.OnceValue(func() headingWords {
	w := headingWords{map[string]bool{}, map[string]bool{}}
	for _, r := range lexicon.MustLoad("section_headings").Rows {
		if r[1] == "heading" {
			w.heading[r[0]] = true
		} else {
			w.opener[r[0]] = true
		}
	}
	return w
})

// runsInto is where the heading ends in s if it ran into its text: 指导思想和发展目标按照…. It is len(s) if it did not.
// What is left of a lost line end is often a space.
func runsInto(s string, torn bool) int {
	if torn {
		if i := strings.IndexByte(s, ' '); i >= shortestHeading && s[i-1] >= 0x80 && !strings.ContainsAny(s[:i], "，；：") {
			return i
		}
	}
	w := sectionHeadings()
	end := 0
	for {
		n := longestIn(s[end:], w.heading, 8)
		if n == 0 {
			return len(s)
		}
		end += n
		joined := false
		for _, j := range [...]string{"和", "与", "及", "、"} {
			joined = joined || strings.HasPrefix(s[end:], j)
		}
		if !joined {
			break
		}
		end += len("和")
	}
	if longestIn(s[end:], w.opener, 3) > 0 || torn && standsAlone(s[:end]) && !startsWithAny(s[end:], goesOnAsNoun) {
		return end
	}
	return len(s)
}

// standsAlone: headings that no verb makes a task of (组织实施… may be one).
func standsAlone(heading string) bool {
	for _, w := range [...]string{"目标", "原则", "思想", "思路"} {
		if strings.HasSuffix(heading, w) {
			return true
		}
	}
	return false
}

var goesOnAsNoun = []string{"责任", "任务", "要求", "考核", "管理", "体系", "的", "”", "》", "，", "：", "。"}

// longestIn is the length of the longest of words that s starts with, of at most n runes.
func longestIn(s string, words map[string]bool, n int) int {
	best := 0
	for i := range s {
		if words[s[:i]] {
			best = i
		}
		if n--; n < 0 {
			return best
		}
	}
	if words[s] {
		best = len(s)
	}
	return best
}

// phrase is the start of s up to the first 。, without Markdown's signs and white space around it, at most
// headingLength runes.
func phrase(text string, s document.Span) document.Span {
	for s.Start < s.End && (text[s.Start] == '*' || text[s.Start] == ' ' || text[s.Start] == '#') {
		s.Start++
	}
	if i := strings.Index(text[s.Start:s.End], "。"); i >= 0 {
		s.End = s.Start + i
	}
	if i := strings.IndexByte(text[s.Start:s.End], '\n'); i >= 0 {
		s.End = s.Start + i
	}
	n := 0
	for i := range text[s.Start:s.End] {
		if n == headingLength {
			s.End = s.Start + i
			break
		}
		n++
	}
	s.End = trimEnd(text, s.Start, s.End)
	for s.End > s.Start && text[s.End-1] == '*' {
		s.End--
	}
	return s
}

func trimEnd(text string, start, end int) int {
	for end > start {
		r, w := utf8.DecodeLastRuneInString(text[start:end])
		if r != ' ' && r != '\n' && r != '\t' && r != '\u3000' {
			break
		}
		end -= w
	}
	return end
}
