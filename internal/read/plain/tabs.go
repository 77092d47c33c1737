package plain

import (
	"strings"

	"taizhang/pipeline/document"
)

// A table that was pasted from a spreadsheet or a word processor stands in a text as lines whose cells tabs part. Two rows
// of three cells at least make one; a lone line with tabs is a signature or a heading that was set out by hand.
const (
	fewestRows  = 2
	fewestCells = 3
)

// tabular makes the rows of such tables into cells.
func tabular(r *Result, ls []line) []line {
	if strings.Count(r.Raw, "\t") < fewestRows*(fewestCells-1) {
		return ls
	}
	out := ls[:0:0]
	table := 0
	for i := 0; i < len(ls); {
		n := tabs(r.Raw, ls[i])
		end := i + 1
		for end < len(ls) && n >= fewestCells-1 && !ls[end].gap && tabs(r.Raw, ls[end]) == n {
			end++
		}
		if n < fewestCells-1 || end-i < fewestRows {
			out = append(out, ls[i])
			i++
			continue
		}
		table++
		for row := 0; i < end; i, row = i+1, row+1 {
			s := whole(r.Raw, ls[i])
			out = append(out, cells(r.Raw[s.Start:s.End], s.Start, '\t', table, row)...)
		}
	}
	return out
}

// tabs counts the tabs of a line's whole extent: an empty first or last cell is one too.
func tabs(raw string, l line) int {
	s := whole(raw, l)
	return strings.Count(raw[s.Start:s.End], "\t")
}

// whole is a line with the tabs at its ends.
func whole(raw string, l line) document.Span {
	s := l.span
	for s.Start > 0 && (raw[s.Start-1] == '\t' || raw[s.Start-1] == ' ') {
		s.Start--
	}
	for s.End < len(raw) && (raw[s.End] == '\t' || raw[s.End] == ' ') {
		s.End++
	}
	return s
}
