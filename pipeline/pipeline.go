// Package pipeline is the whole way through the house: bytes → Document → Outline → Plan.
//
//	p, err := pipeline.Process(ctx, pipeline.Source{Path: "x.txt", Data: b})
//
// It knows of no file, index or server. It is safe for concurrent use; the same bytes give the same Plan.
package pipeline

import (
	"context"
	"iter"
	"strings"

	"taizhang/internal/han"
	"taizhang/internal/read"
	"taizhang/internal/segment"
	"taizhang/pipeline/check"
	"taizhang/pipeline/citation"
	"taizhang/pipeline/document"
	"taizhang/pipeline/duty"
	"taizhang/pipeline/front"
	"taizhang/pipeline/outline"
	"taizhang/pipeline/plan"
	"taizhang/pipeline/table"
	"taizhang/pipeline/target"
	"taizhang/pipeline/task"
)

// Tool is the name and version that plans carry.
const Tool = "taizhang 0.1.0"

// Source is one document's bytes and the name they go by.
type Source = read.Input

// Limits bound what one source may cost.
type Limits = read.Limits

// Members are the documents that a source holds: itself, or what is packed in an archive or a message.
func Members(ctx context.Context, src Source, lim Limits) iter.Seq2[Source, error] {
	return read.Members(ctx, src, lim)
}

// Process reads one source and recognises what it says. An error means that the source cannot be read at
// all; whatever is merely doubtful is a note in the plan.
func Process(ctx context.Context, src Source) (*plan.Plan, error) {
	return ProcessWithin(ctx, src, Limits{})
}

// ProcessWithin is Process with limits of the caller's own.
func ProcessWithin(ctx context.Context, src Source, lim Limits) (*plan.Plan, error) {
	segment.Preload() // the dictionary loads while the source is read
	doc, err := read.Read(ctx, src, lim)
	if err != nil {
		return nil, err
	}
	return Recognise(ctx, doc)
}

// Recognise makes the plan of a document that has been read.
func Recognise(ctx context.Context, doc *document.Document) (*plan.Plan, error) {
	matter := front.Read(doc)
	tables := table.Find(doc)
	tree := outline.Build(doc, matter.Body, tables)
	tasks := task.Find(doc, tree)
	duties := duty.Find(doc, tree, tables)
	targets := target.Find(doc, tree, tables, horizon(doc, matter, tree, duties))
	citations := citation.Find(doc, deref(matter.Title))
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := assemble(doc, found{matter, tree, tasks, duties, targets, citations})
	p.Findings = some(check.Find(p))
	return p, nil
}

// horizon is what a target's sentence does not say: when the document speaks, and for which years.
func horizon(d *document.Document, m front.Matter, t *outline.Tree, duties duty.Result) target.Context {
	c := target.Context{IssuedOn: deref(m.IssuedOn), Genre: deref(m.Genre), Body: m.Body.Start}
	if title := deref(m.Title); strings.HasSuffix(title, "复函") || strings.HasSuffix(title, "的函") && (strings.Contains(title, "答复") || strings.Contains(title, "办理情况")) {
		c.Genre = "答复" // an answer to a proposal says what was done
	}
	if c.Genre == "" && strings.Contains(d.Text[:min(len(d.Text), 300)], "政府工作报告") {
		c.Genre = "政府工作报告" // printed by a newspaper, without its title
	}
	if callsFor(deref(m.Title), c.Genre) {
		c.Genre = "须知" // what entrants must observe
	}
	headless := m.Genre == nil && m.DocNumber == nil && m.Addressees == nil && (len(m.Issuers) == 0 || m.Title == nil)
	c.Unofficial = headless && !proposes(d.Text) && !plans(t, duties) || tellsOfOthers(deref(m.Title))
	if m.Period != nil {
		c.PeriodFrom, c.PeriodTo = m.Period.From, m.Period.To
	}
	return c
}

// tellsOfOthers reports the title of a document that hands round what others did: its figures are theirs.
func tellsOfOthers(title string) bool {
	for _, w := range []string{"典型经验", "经验做法", "典型案例", "优秀案例", "创新案例", "典型做法"} {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}

// plans reports a text that is built like a plan, though its head was lost: it hands out tasks, or has the sections that
// plans have.
func plans(t *outline.Tree, duties duty.Result) bool {
	if len(duties.Assignments) >= leastTasks {
		return true
	}
	for _, it := range t.Items {
		switch it.Heading {
		case "总体要求", "指导思想", "主要任务", "重点任务", "工作任务", "保障措施", "工作目标", "主要目标", "发展目标", "总体目标", "目标任务":
			return true
		}
	}
	return false
}

// leastTasks is how many tasks with names of bodies make a plan.
const leastTasks = 3

// proposes reports a text that says of itself that it lays down a policy, though its head was lost.
func proposes(text string) bool {
	for _, w := range []string{"提出如下意见", "提出以下意见", "并发出通知", "制定本方案", "制定本规划", "制定本计划", "制定本纲要", "制定本措施"} {
		if han.Contains(text, w) {
			return true
		}
	}
	return false
}

// callsFor reports the title of a document that calls for entries, votes or applicants: its figures are the terms of entry.
func callsFor(title, genre string) bool {
	switch genre {
	case "", "通知", "公告", "方案", "实施方案", "工作方案", "启事":
	default:
		return false
	}
	if strings.Contains(title, "改革") {
		return false
	}
	for _, w := range []string{"展评", "比赛", "大赛", "竞赛", "评选", "征集", "招聘", "招生", "选拔", "人选"} {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
