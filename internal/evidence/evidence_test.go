package evidence

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"taizhang/internal/read"
)

const text = `云州市节水行动方案
为贯彻《节约用水条例》，制定本方案。
一、目标。2022年，全市用水总量为12亿立方米。到2026年，用水总量控制在11.5亿立方米以内。（责任单位：市水利局）
二、责任分工见附表。（市水利局牵头负责人员名单另行公布）
三、奖励。对节水型企业，给予不超过20万元奖励。（责任单位：市财政局、市水利局）
`

func TestLook(t *testing.T) {
	f, err := Look(context.Background(), read.Input{Path: "water.txt", Data: []byte(text)}, read.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Seen[Role] != 3 || f.Seen[Numbering] != 3 || f.Seen[Citation] != 1 {
		t.Errorf("seen %v; want 3 roles, 3 labels, 1 citation", f.Seen)
	}
	byKind := map[string][]string{}
	for _, p := range f.Unclaimed {
		if p.File != "water.txt" || p.Why == "" {
			t.Errorf("%+v names no file or no rule", p)
		}
		byKind[p.Kind] = append(byKind[p.Kind], p.Why)
	}
	if figures := strings.Join(byKind[Figure], "\n"); !strings.Contains(figures, "20万元: ") { // a grant's terms
		t.Errorf("figures let go: %q; want 20万元 among them", figures)
	}
	for _, p := range f.Unclaimed {
		if strings.Contains(p.Snippet, "11.5亿立方米") && strings.HasPrefix(p.Why, "11.5") {
			t.Errorf("the target 11.5亿立方米 is called unclaimed: %s", p)
		}
	}
}

func TestBareList(t *testing.T) {
	for s, want := range map[string]bool{"市水利局、市财政局": true, "市水利局，各县区人民政府等": true, "市水利局": false, "厅、委": false, "一级、二级": false,
		"市水利局、具体办法另定": false} {
		if got := bareList(s); got != want {
			t.Errorf("bareList(%q) = %t", s, got)
		}
	}
}

func TestClosing(t *testing.T) {
	for s, want := range map[string]int{"（a）b": 7, "（a（b）c）d": 15, "（a": 0, "（a）": 7} {
		if got := closing(s, 0); got != want {
			t.Errorf("closing(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestSum(t *testing.T) {
	var s Sum
	s.Add(&Found{Seen: map[string]int{Role: 3, Figure: 4}, Unclaimed: []Piece{{Kind: Role, Why: "no body is named"}, {Kind: Figure, Why: "5个: past"}, {Kind: Figure, Why: "6个: past"}}})
	s.Add(&Found{Seen: map[string]int{Role: 1}})
	var b bytes.Buffer
	if err := s.Print(&b); err != nil {
		t.Fatal(err)
	}
	want := `2 documents
role            1 of      4 unclaimed (25.00 %)
                1 no body is named
body            0 of      0 unclaimed (0.00 %)
figure          2 of      4 unclaimed (50.00 %)
                2 past
numbering       0 of      0 unclaimed (0.00 %)
citation        0 of      0 unclaimed (0.00 %)
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
