package target

// Tables of what each place is to do: 县区 | 人工造林（亩） | 森林抚育（亩）, or 地区 | 2024年 | 2025年 below the caption
// 老旧小区改造计划表（单位：个）. Without a caption that says so, or with one of a year gone by, they are statistics.
import (
	"sort"
	"strings"

	"taizhang/pipeline/document"
	"taizhang/pipeline/table"
)

// caption is what stands above a table: its words without year and 任务分解表, its unit, its one year.
type caption struct {
	thing, unit, year string
}

// placeTable reads a table of places; false if it is none, or its caption sets no task.
func (r *reader) placeTable(t *table.Table) bool {
	if !t.OfPlaces() || len(t.Rows) == 0 {
		return false
	}
	place := t.Column(table.Place)
	said, ok := r.captionOf(t)
	if !ok || said.year != "" && r.scopes.own > 0 && said.year < itoa(r.scopes.own) {
		return false
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		if row.Section != "" || len(row.Cells) != len(t.Columns) || strings.TrimSpace(row.Cells[place].Text) == "" {
			continue
		}
		for c := range t.Columns {
			if t.Columns[c].Role == table.Value {
				r.placeCell(t, row, place, c, said)
			}
		}
	}
	return true
}

func (r *reader) placeCell(t *table.Table, row *table.Row, place, c int, said caption) {
	name, unit := nameOf(t.Columns[c].Header)
	if name = plannedThing(name); saysNoThing(name) {
		name = said.thing
	}
	if unit == "" {
		unit = said.unit
	}
	if saysNoThing(name) {
		return
	}
	x, ok := r.cell(t, row, place, c, name, unit)
	if !ok || x.Unit == "" {
		return
	}
	if where := strings.Join(strings.Fields(row.Cells[place].Text), ""); !endsIn(where, []string{"合计", "小计", "总计", "全市", "全县", "全省", "全区"}) {
		x.Scope = where
	}
	if x.Deadline == nil && said.year != "" {
		x.Deadline = &Deadline{Raw: said.year, Date: said.year, Source: "heading"}
	}
	r.say(x)
}

const (
	captionLines   = 4  // blocks above the rows that may hold the caption, besides the header's cells
	longestCaption = 45 // runes
)

// captionOf looks for the caption above the rows of a table, inside or before it.
func (r *reader) captionOf(t *table.Table) (caption, bool) {
	var said caption
	found := false
	rows := sort.Search(len(r.doc.Blocks), func(i int) bool { return r.doc.Blocks[i].Span.End > t.Rows[0].Span.Start })
	for i := rows - 1; i >= max(0, rows-captionLines-3*len(t.Columns)); i-- {
		b := &r.doc.Blocks[i]
		words := r.doc.Text[b.Span.Start:b.Span.End]
		if at := strings.Index(words, "单位："); at >= 0 && said.unit == "" {
			if u := strings.TrimRight(words[at+len("单位："):], "）) "); knownUnit(u) {
				said.unit = u
			}
		}
		if b.Kind == document.Cell && b.Span.Start >= t.Span.Start && len(words) < 8*3 || len(words) > longestCaption*3 || strings.ContainsAny(words, "。；") {
			continue
		}
		if !found && containsAny(words, []string{"任务", "计划", "目标", "分解", "指标", "安排"}) {
			found = true
			said.thing, said.year = plannedThing(words), oneYear(words)
		}
	}
	return said, found
}

// plannedThing is what a caption or a header plans, without the years, the unit and the words for a plan: 老旧小区改造 of
// 2024—2026年老旧小区改造计划表（单位：个）.
func plannedThing(s string) string {
	s = strings.Join(strings.Fields(s), "")
	if i := strings.IndexAny(s, "（("); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimPrefix(s, "附件")
	s = strings.TrimLeft(s, "0123456789：:.、")
	for _, w := range []string{"全市", "全县", "全省", "全区", "各县区", "各县（市、区）", "各区县", "各乡镇", "我市", "我县"} {
		s = strings.TrimPrefix(s, w)
	}
	if d, end := dateAt(s, 0); end > 0 && d.year > 0 {
		s = s[end:]
	}
	s = strings.TrimLeft(s, "0123456789—-－~～至年度")
	for cut := true; cut; {
		cut = false
		for _, w := range []string{"表", "一览", "分解", "任务", "计划", "目标", "指标", "安排", "分配", "年度", "明细", "建议", "工作", "数量", "情况"} {
			if short, ok := strings.CutSuffix(s, w); ok {
				s, cut = short, true
			}
		}
	}
	return s
}

// saysNoThing reports a header or a caption that names nothing that can be counted: 新增, 区域, "".
func saysNoThing(name string) bool {
	switch name {
	case "", "新增", "新建", "合计", "小计", "总计", "区域", "分区域", "主要", "重点", "分年度", "各地", "分县区":
		return true
	}
	return strings.Contains(name, "、")
}

// oneYear is the only year that s names; "" if there is none or several.
func oneYear(s string) string {
	year := ""
	for i := range s {
		y, digits, end := intAt(s, i, 5)
		if digits != 4 || y < 1990 || y > 2099 || i > 0 && isAlnum(s[i-1]) {
			continue
		}
		if year != "" || dashAt(s, end) > 0 {
			return ""
		}
		year = itoa(y)
	}
	return year
}
