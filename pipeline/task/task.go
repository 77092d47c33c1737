// Package task picks the tasks out of the outline: its leaves that have a body, with title, part, deadline and keywords.
package task

import (
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
)

// Task is a leaf of the outline that has a body.
type Task struct {
	Item     *outline.Item
	Title    string
	Part     string // task | goal | principle | background | safeguard | rule | attachment
	Span     document.Span
	Deadline string   // as written; "" for none
	Keywords []string // what the task is about, the weightiest word first
}

// Find returns the tasks in order of the text.
func Find(d *document.Document, t *outline.Tree) []Task {
	var out []Task
	parts := parts{}
	words := pool.Get().(*tally)
	t.Walk(func(it *outline.Item) {
		if len(it.Children) > 0 || it.Synthesized {
			return
		}
		own := d.Slice(it.Own)
		if !body(own, it.Heading) {
			return
		}
		out = append(out, Task{
			Item: it, Title: title(it.Heading), Part: parts.of(it), Span: it.Span,
			Deadline: deadline(own), Keywords: words.keywords(it.Heading, own),
		})
	})
	pool.Put(words) // not deferred: what a panic broke off still holds scores
	return out
}

// body reports whether an item says more than a short heading: an entry of a list of names (1.职责) is no task.
func body(own, heading string) bool {
	own = strings.TrimSpace(own)
	return len(own) > len(heading)+len("。") || strings.ContainsAny(own, "。；;：:，,") || utf8.RuneCountInString(own) >= 12
}

// title is a heading as a title: without the colon or full stop that ends it.
func title(heading string) string { return strings.TrimRight(heading, "。．：:；; ") }
