// Package task picks the tasks out of the outline: its leaves that have a body, with title, part, deadline and keywords.
package task

import (
	"taizhang/pipeline/document"
	"taizhang/pipeline/outline"
)

// Task is a leaf of the outline that has a body.
type Task struct {
	Item     *outline.Item
	Title    string
	Part     string // task | goal | principle | background | safeguard | rule | attachment
	Span     document.Span
	Deadline string // as written; "" for none
	Keywords []string
}

// Find returns the tasks in order of the text.
func Find(d *document.Document, t *outline.Tree) []Task {
	var out []Task
	t.Walk(func(it *outline.Item) {
		if len(it.Children) == 0 && !it.Synthesized {
			out = append(out, Task{Item: it, Title: it.Heading, Part: "task", Span: it.Span})
		}
	})
	return out
}
