// Package table finds task tables (任务分解表, 责任分工表) and tables of indicators, whether the source kept their
// cells or flattened them to one cell a line or to one run of text.
package table

import "taizhang/pipeline/document"

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

// Find reads the tables of a document in order of the text.
func Find(d *document.Document) []Table { return nil }
