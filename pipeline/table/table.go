// Package table finds task tables (任务分解表, 责任分工表) and tables of indicators, whether the source kept their
// cells (grid.go) or flattened them to one cell a line (lines.go) or to one run of text (run.go). A table is known by
// its header, in any wording of the lexicon (header.go); one whose header tells neither tasks nor indicators is left out.
//
// Who reads what: package outline makes the rows with a Task column, and their sections, into items; duty reads the
// Lead, Responsible, Cooperating and Deadline cells of a row; target the Indicator, Unit, Value, Baseline and Target
// cells. Cell.Text joins what a page or a line end cut, so names and numbers are whole in it; Cell.Spans say where
// the pieces stand. A cell that spans rows is repeated in each of them.
package table

import (
	"cmp"
	"slices"

	"taizhang/pipeline/document"
)

// Role is what a column holds.
type Role string

// The roles of columns, told by any wording of the header.
const (
	Serial      Role = "serial"      // 序号
	Section     Role = "section"     // 重点任务, 类别: one cell over several rows
	Task        Role = "task"        // 主要内容, 工作任务
	Lead        Role = "lead"        // 牵头单位
	Responsible Role = "responsible" // 责任单位
	Cooperating Role = "cooperating" // 配合单位
	Deadline    Role = "deadline"    // 完成时限
	Target      Role = "target"      // 工作目标
	Indicator   Role = "indicator"   // 指标
	Unit        Role = "unit"        // 计量单位
	Value       Role = "value"       // 2025年目标值; Column.Year says which
	Property    Role = "property"    // 属性: 预期性/约束性
	Baseline    Role = "baseline"    // 2020年, 现状
	Place       Role = "place"       // 县区, 乡镇: the rows of a table of what each place is to do
	Growth      Role = "growth"      // 年均增速〔累计〕: by how much a year, in brackets over all the years
	Other       Role = ""
)

// Column is one column and what its header says.
type Column struct {
	Role   Role
	Header string
	Year   string // of a Value or Baseline column: "2025"
}

// Cell is one cell: the stretch of the text, empty where the row has none. A cell that spans rows stands
// in each of them.
type Cell struct {
	Spans []document.Span // more than one where a page break or a lost layout cut the cell
	Text  string          // the stretches joined
}

// Row is one row. Section rows (一、主要任务部分) hold one cell over the whole width.
type Row struct {
	Span    document.Span
	Cells   []Cell // as many as Table.Columns
	Section string // "" save in a section row
}

// Table is one table with a recognised header.
type Table struct {
	Span    document.Span
	Columns []Column
	Rows    []Row
}

// Column is the index of the first column with a role, -1 for none.
func (t *Table) Column(r Role) int {
	for i, c := range t.Columns {
		if c.Role == r {
			return i
		}
	}
	return -1
}

// OfPlaces reports a table that says of each place how much.
func (t *Table) OfPlaces() bool { return tellsPlaces(t.Columns) }

// Find reads the tables of a document in order of the text. Tables whose header tells nothing are left out.
func Find(d *document.Document) []Table {
	var out []Table
	out = append(out, gridTables(d)...)
	lines := lineTables(d)
	out = append(out, lines...)
	if len(lines) == 0 {
		out = append(out, runTables(d)...)
	}
	for i := range out {
		settle(&out[i])
	}
	slices.SortStableFunc(out, func(a, b Table) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}

// gridTables reads the tables whose cells the source kept. One that goes on behind a page break is joined to the
// one before.
func gridTables(d *document.Document) []Table {
	var out []Table
	after := -1 // the block behind the last table
	for i := 0; i < len(d.Blocks); {
		if d.Blocks[i].Kind != document.Cell {
			i++
			continue
		}
		g := gridAt(d, i)
		var before *Table
		if len(out) > 0 && after == i {
			before = &out[len(out)-1]
		}
		i = g.end
		t, ok := g.fromGrid(d, before)
		if !ok {
			continue
		}
		after = g.end
		if before != nil && slices.Equal(before.Columns, t.Columns) {
			for _, r := range t.Rows {
				before.add(r)
			}
			before.Span.End = t.Span.End
			continue
		}
		out = append(out, t)
	}
	return out
}

// settle looks at the rows once more: a group that changes with every row is the row's task, and what stands beside
// it says more about it.
func settle(t *Table) {
	s, task := t.Column(Section), t.Column(Task)
	if s < 0 || task < 0 || roleWords(t.Columns[s]) != Task {
		return
	}
	rows, own := 0, 0
	before := ""
	for _, r := range t.Rows {
		if r.Cells == nil {
			continue
		}
		rows++
		if c := r.Cells[s].Text; c != "" && c != before && !numberedCell(c) {
			own++
		}
		before = r.Cells[s].Text
	}
	if rows > 1 && own == rows {
		t.Columns = slices.Clone(t.Columns)
		t.Columns[s].Role, t.Columns[task].Role = Task, Other
	}
}

func roleWords(c Column) Role {
	r, _ := roleOf(bareHeader(c.Header))
	return r
}
