package plan

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Broken lists the laws that a plan breaks, one line each; nil for a sound plan. What no JSON Schema can say stands here:
// spans lie in the text and cut the quotes out of it, outline items nest and do not cross, ids are unique and every
// reference leads somewhere.
func Broken(p *Plan) []string {
	c := checker{p: p, text: []rune(p.Text), paths: map[string]bool{"": true}}
	c.head()
	c.outline(p.Outline, Span{0, len(c.text)}, 1, "")
	c.blocks()
	c.facts()
	return c.broken
}

type checker struct {
	p      *Plan
	text   []rune
	paths  map[string]bool // of the outline's items, labels joined by path
	broken []string
}

func (c *checker) say(format string, args ...any) {
	c.broken = append(c.broken, fmt.Sprintf(format, args...))
}

func (c *checker) head() {
	if c.p.Schema != Schema {
		c.say("schema is %d, not %d", c.p.Schema, Schema)
	}
	if !strings.HasPrefix(c.p.Source.SHA256, c.p.ID) || len(c.p.ID) != 16 {
		c.say("id %s is not the beginning of %s", c.p.ID, c.p.Source.SHA256)
	}
	if !utf8.ValidString(c.p.Text) {
		c.say("text is no UTF-8")
	}
	if t := c.p.Period; t != nil && t.From > t.To {
		c.say("period %d to %d runs backwards", t.From, t.To)
	}
}

// inText reports whether a span lies in the text.
func (c *checker) inText(what string, s Span) bool {
	if 0 <= s.Start && s.Start <= s.End && s.End <= len(c.text) {
		return true
	}
	c.say("%s: span %d to %d is not in a text of %d characters", what, s.Start, s.End, len(c.text))
	return false
}

func (c *checker) quote(what string, s Span, quote string) {
	if c.inText(what, s) && string(c.text[s.Start:s.End]) != quote {
		c.say("%s: its quote %q is not what its span cuts out, %q", what, quote, string(c.text[s.Start:s.End]))
	}
}

func (c *checker) outline(items []Item, in Span, depth int, path string) {
	at := in.Start
	for i := range items {
		it := &items[i]
		what := fmt.Sprintf("outline item %s%s", it.Label, it.Heading)
		if !c.inText(what, it.Span) {
			continue
		}
		if it.Span.Start < at || it.Span.End > in.End {
			c.say("%s: span %d to %d crosses its sibling or its parent, which leave it %d to %d", what, it.Span.Start, it.Span.End, at, in.End)
		}
		if it.Depth != depth {
			c.say("%s: depth is %d below depth %d", what, it.Depth, depth-1)
		}
		own := path
		if !it.Synthesized {
			own = joined(path, it.Label)
			c.paths[own] = true
		}
		c.outline(it.Children, it.Span, depth+1, own)
		at = it.Span.End
	}
}

func joined(path, label string) string { return path + "\x00" + label }

func (c *checker) path(what string, labels []string) {
	path := ""
	for _, l := range labels {
		path = joined(path, l)
	}
	if !c.paths[path] {
		c.say("%s: no outline item stands at %s", what, strings.Join(labels, " "))
	}
}

func (c *checker) blocks() {
	at := 0
	for i, b := range c.p.Blocks {
		what := fmt.Sprintf("block %d", i)
		if c.inText(what, Span{b.Start, b.End}) && b.Start < at {
			c.say("%s: it begins at %d, before the end of the one before it, %d", what, b.Start, at)
		}
		at = b.End
	}
}

func (c *checker) facts() {
	p := c.p
	tasks, units, assignments, targets := map[string]*Task{}, map[string]bool{}, map[string]string{}, map[string]string{}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		if tasks[t.ID] != nil {
			c.say("task %s is there twice", t.ID)
		}
		tasks[t.ID] = t
		c.inText("task "+t.ID, t.Span)
		c.path("task "+t.ID, t.Path)
	}
	for _, u := range p.Units {
		if units[u.ID] {
			c.say("unit %s is there twice", u.ID)
		}
		units[u.ID] = true
	}
	ofTask := func(what string, id *string, s Span, inherited bool) string {
		if id == nil {
			return ""
		}
		t := tasks[*id]
		switch {
		case t == nil:
			c.say("%s: there is no task %s", what, *id)
		case !inherited && (s.Start < t.Span.Start || s.End > t.Span.End):
			c.say("%s: span %d to %d is not in its task %s, %d to %d", what, s.Start, s.End, t.ID, t.Span.Start, t.Span.End)
		}
		return *id
	}
	for _, a := range p.Assignments {
		what := "assignment " + a.ID
		if _, twice := assignments[a.ID]; twice {
			c.say("%s is there twice", what)
		}
		assignments[a.ID] = ofTask(what, a.Task, a.Span, a.Inherited)
		c.quote(what, a.Span, a.Quote)
		c.path(what, a.Path)
		for _, list := range [][]string{a.Lead, a.Responsible, a.Cooperating} {
			for _, id := range list {
				if !units[id] {
					c.say("%s: there is no unit %s", what, id)
				}
			}
		}
	}
	for _, t := range p.Targets {
		what := "target " + t.ID
		if _, twice := targets[t.ID]; twice {
			c.say("%s is there twice", what)
		}
		targets[t.ID] = ofTask(what, t.Task, t.Span, false)
		c.quote(what, t.Span, t.Quote)
	}
	for _, t := range p.Tasks {
		c.refers("task "+t.ID, "assignment", t.ID, t.Assignments, assignments)
		c.refers("task "+t.ID, "target", t.ID, t.Targets, targets)
	}
	for i, x := range p.Citations {
		c.quote(fmt.Sprintf("citation %d", i), x.Span, x.Quote)
	}
	for i, f := range p.Findings {
		what := fmt.Sprintf("finding %d (%s)", i, f.Code)
		for _, s := range f.Spans {
			c.inText(what, s)
		}
		for _, id := range f.Targets {
			if _, ok := targets[id]; !ok {
				c.say("%s: there is no target %s", what, id)
			}
		}
	}
	for i, n := range p.Notes {
		c.inText(fmt.Sprintf("note %d (%s)", i, n.Code), n.Span)
	}
}

// refers checks that a task lists just those facts that point back to it.
func (c *checker) refers(what, kind, task string, ids []string, of map[string]string) {
	for _, id := range ids {
		if of[id] != task {
			c.say("%s: %s %s does not point back to it", what, kind, id)
		}
	}
	n := 0
	for _, t := range of {
		if t == task {
			n++
		}
	}
	if n != len(ids) {
		c.say("%s: it lists %d of the %d facts of kind %s that point to it", what, len(ids), n, kind)
	}
}
