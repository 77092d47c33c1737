package pipeline_test

import (
	"context"
	"os"
	"testing"

	"taizhang/pipeline"
)

// TestSeed holds what anyone can count in the seed document.
func TestSeed(t *testing.T) {
	data, err := os.ReadFile("../seeds/000_990e4f639a67f54b.txt")
	if err != nil {
		t.Fatal(err)
	}
	p, err := pipeline.Process(context.Background(), pipeline.Source{Path: "seed.txt", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	leads, bodies, tasks := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, a := range p.Assignments {
		if a.Form != "bracket" || a.Inherited {
			continue
		}
		if a.Task == nil {
			t.Errorf("assignment %s (%s) belongs to no task", a.ID, a.Quote)
			continue
		}
		tasks[*a.Task] = true
		for _, id := range a.Lead {
			leads[id], bodies[id] = true, true
		}
		for _, id := range append(a.Responsible, a.Cooperating...) {
			bodies[id] = true
		}
	}
	if len(tasks) != 30 || len(leads) != 16 || len(bodies) != 46 {
		t.Errorf("%d tasks with brackets, %d leads, %d bodies; want 30, 16, 46", len(tasks), len(leads), len(bodies))
	}
	lost := 0
	for _, it := range p.Outline {
		if it.Synthesized { // 三、保障措施: after （十） the numbering starts again at （一）
			lost++
		}
	}
	if lost != 1 {
		t.Errorf("%d lost levels put back; want 1", lost)
	}
	contradictions := 0
	for _, f := range p.Findings {
		if f.Code == "target-contradiction" { // 进出口总额: 40亿元以上 against 25亿元
			contradictions++
		}
	}
	if contradictions != 1 {
		t.Errorf("%d contradictions; want 1, in 进出口总额", contradictions)
	}
}
