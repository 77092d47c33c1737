package webpage

import (
	"bytes"
	"regexp"
	"strings"
)

// opening is a tag that only HTML has, near the start; text may quote a tag, but does not begin with one.
var opening = regexp.MustCompile(`(?i)^(<!doctype html|<html|<head|<body|<(?:div|p|table|meta|title|script|style|span|article|section|h[1-6]|ul|ol|center|font|br|td|tr|link|base)[\s/>])`)

// within are the tags that tell HTML without one of those at its start (an XHTML page behind its XML line, a
// page behind a crawler's line).
var within = regexp.MustCompile(`(?i)<(html|body|div|p|table|tr)[\s/>]`)

// dense is how many bytes of a page there are to a tag, at most: text and Markdown that quote or use a few tags stay
// what they are.
const dense = 200

// Sniff says how sure it is, 0 to 100, that data is a page.
func Sniff(path string, data []byte) int {
	start, _ := decode(data[:min(len(data), 4096)])
	start = bytes.TrimLeft(start, "\ufeff \t\r\n")
	for bytes.HasPrefix(start, []byte("<!--")) { // text that a crawler cut out of a page may begin with a comment too
		_, after, closed := bytes.Cut(start, []byte("-->"))
		if !closed {
			break
		}
		start = bytes.TrimLeft(after, " \t\r\n")
	}
	lower := strings.ToLower(path)
	named := strings.HasSuffix(lower, ".html") || strings.HasSuffix(lower, ".htm") || strings.HasSuffix(lower, ".shtml") || strings.HasSuffix(lower, ".xhtml")
	switch {
	case opening.Match(start):
		return 90
	case bytes.HasPrefix(start, []byte("<?xml")) && within.Match(start):
		return 85
	case len(within.FindAllIndex(start, -1))*dense >= len(start) && within.Match(start):
		return 60
	case named && within.Match(data):
		return 55
	case named && bytes.IndexByte(start, 0) < 0:
		return 30
	}
	return 0
}
