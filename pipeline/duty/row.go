package duty

import (
	"strings"

	"taizhang/pipeline/document"
	"taizhang/pipeline/table"
	"taizhang/pipeline/unit"
)

// Rows of task tables: the columns 牵头单位, 责任单位, 配合单位 and 完成时限 say it, each by the grammar of statements, so
// that a cell may qualify its column: 市民政局（牵头）、市财政局, 市教育局牵头，市财政局配合. “—” is nobody.

var columnRoles = []struct {
	column table.Role
	role   role
}{{table.Lead, lead}, {table.Responsible, responsible}, {table.Cooperating, cooperating}}

func (f *finder) rows() {
	for i := range f.tables {
		t := &f.tables[i]
		deadline := t.Column(table.Deadline)
		for k := range t.Rows {
			r := &t.Rows[k]
			if r.Cells == nil {
				continue
			}
			f.row(t, r, deadline)
		}
	}
}

func (f *finder) row(t *table.Table, r *table.Row, deadline int) {
	var all statement
	var span document.Span
	for _, cr := range columnRoles {
		for c := range t.Columns {
			if t.Columns[c].Role != cr.column || c >= len(r.Cells) || r.Cells[c].Text == "" {
				continue
			}
			cell := &r.Cells[c]
			st := read(cell.Text, cr.role, &f.said)
			if st.names() == 0 || !headed(t.Columns[c].Header) && !official(&st) {
				continue
			}
			for _, n := range st.lead {
				all.lead = addNew(all.lead, n)
			}
			for _, n := range st.responsible {
				all.responsible = addNew(all.responsible, n)
			}
			for _, n := range st.cooperating {
				all.cooperating = addNew(all.cooperating, n)
			}
			all.open = all.open || st.open
			if all.deadline == "" {
				all.deadline = st.deadline
			}
			for _, s := range cell.Spans {
				if s.Start >= r.Span.Start && s.End <= r.Span.End {
					span = cover(span, s)
				}
				f.take(s)
			}
		}
	}
	if all.names() == 0 {
		return
	}
	if deadline >= 0 && deadline < len(r.Cells) && r.Cells[deadline].Text != "" {
		if d := strings.Join(strings.Fields(r.Cells[deadline].Text), ""); d != "—" && d != "-" && d != "/" {
			all.deadline = d
		}
	}
	if span.Empty() {
		span = r.Span
	}
	f.claim(InTable, f.tree.At(r.Span.Start), span, &all)
}

func addNew(list []string, name string) []string {
	for _, n := range list {
		if n == name {
			return list
		}
	}
	return append(list, name)
}

func cover(a, b document.Span) document.Span {
	if a.Empty() {
		return b
	}
	return document.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// headed: the header says that the column holds who does it. 单位 alone heads a list of schools as well.
func headed(header string) bool {
	for _, w := range []string{"责任", "牵头", "负责", "配合", "参与", "协", "主办", "承办", "落实", "分工", "部门", "处室", "科室", "实施", "完成"} {
		if strings.Contains(header, w) {
			return true
		}
	}
	return false
}

// official: every name is one of a public body.
func official(st *statement) bool {
	for _, l := range [][]string{st.lead, st.responsible, st.cooperating} {
		for _, n := range l {
			switch unit.KindOf(n) {
			case unit.Government, unit.Party, unit.Congress, unit.Court, unit.Committee, unit.Generic:
			default:
				return false
			}
		}
	}
	return true
}
