package draft

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"taizhang/pipeline/document"
)

func TestCopiesAreLeftOut(t *testing.T) {
	text := []string{"各镇人民政府：", "现通知如下。", "一、目标", "建成示范村8个。", "铜山市人民政府"}
	for _, c := range []struct {
		name   string
		lines  []string
		blocks int
	}{
		{"once", text, 5},
		{"twice", append(append([]string{}, text...), text...), 5},
		{"three times", append(append(append([]string{}, text...), text...), text...), 5},
		{"nearly twice", append(append([]string{}, text...), append(append([]string{}, text[:4]...), "另一个结尾")...), 10},
		{"a few equal lines", []string{"同上", "同上", "同上", "同上"}, 4},
	} {
		var d Draft
		for _, l := range c.lines {
			if err := d.Add(document.Block{}, l); err != nil {
				t.Fatal(err)
			}
		}
		doc := d.Build(document.Source{})
		if len(doc.Blocks) != c.blocks {
			t.Errorf("%s: %d blocks, want %d", c.name, len(doc.Blocks), c.blocks)
		}
		if noted := len(doc.Notes) > 0; noted != (c.blocks < len(c.lines)) {
			t.Errorf("%s: notes %v", c.name, doc.Notes)
		}
	}
}

// A grid whose edges lie a hair apart is one grid; merged cells span it.
func TestGrid(t *testing.T) {
	cell := func(s string) Cell { return Cell{Content: []Item{{Lines: []string{s}}}} }
	got := Grid([]Row{
		{Cells: []Cell{cell("甲"), cell("乙"), cell("丙")}, Edges: []Edge{{Left: 0, Right: 100}, {Left: 100, Right: 205}, {Left: 205, Right: 300}}},
		{Cells: []Cell{cell(""), cell("丁")}, Edges: []Edge{{Left: 0, Right: 95, Down: true}, {Left: 95, Right: 300}}},
		{Cells: []Cell{cell("戊"), cell("己")}},
	})
	var out []string
	for r, row := range got {
		for _, c := range row {
			out = append(out, strings.Join([]string{string(rune('0' + r)), string(rune('0' + c.Col)), string(rune('0' + c.RowSpan)), string(rune('0' + c.ColSpan)), c.Content[0].Lines[0]}, " "))
		}
	}
	want := []string{"0 0 2 1 甲", "0 1 1 1 乙", "0 2 1 1 丙", "1 1 1 2 丁", "2 0 1 1 戊", "2 1 1 1 己"}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestJoinLines(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		{"序|号", "序号"},
		{"责任|单位", "责任单位"},
		{"市工信局|市农业局", "市工信局 市农业局"},
		{"市发展改革委", "市发展改革委"},
	} {
		if got := JoinLines(strings.Split(c.lines, "|")); got != c.want {
			t.Errorf("%s: got %q, want %q", c.lines, got, c.want)
		}
	}
}
