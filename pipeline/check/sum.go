package check

// Proof of a wrong sum: a table has one row that says 合计 or 总计, and a column in which every other row between the
// head and it holds a plain number, and these do not add up to the row's. Tables with subtotals (小计), joined cells,
// or columns of shares are left alone; where figures have decimals, half a unit of the last place may be lost in each.

import (
	"fmt"
	"math/big"
	"strings"

	"taizhang/pipeline/plan"
)

func (c *checker) sums() {
	for i := 0; i < len(c.p.Blocks); {
		if c.p.Blocks[i].Cell == nil {
			i++
			continue
		}
		j := i
		for j < len(c.p.Blocks) && c.p.Blocks[j].Cell != nil && c.p.Blocks[j].Cell.Table == c.p.Blocks[i].Cell.Table {
			j++
		}
		c.sum(c.p.Blocks[i:j])
		i = j
	}
}

// gridCell is one cell and where it stands.
type gridCell struct {
	text string
	span plan.Span
}

func (c *checker) sum(cells []plan.Block) {
	rows := map[int]map[int]gridCell{}
	total, last, cols := -1, 0, 0
	for _, b := range cells {
		if b.Cell.RowSpan > 1 || b.Cell.ColSpan > 1 {
			return
		}
		s := plan.Span{Start: b.Start, End: b.End}
		text := strings.Join(strings.Fields(c.text(s)), "")
		switch text {
		case "小计":
			return
		case "合计", "总计":
			if total >= 0 && total != b.Cell.Row {
				return
			}
			total = b.Cell.Row
		}
		if rows[b.Cell.Row] == nil {
			rows[b.Cell.Row] = map[int]gridCell{}
		}
		rows[b.Cell.Row][b.Cell.Col] = gridCell{text, s}
		last, cols = max(last, b.Cell.Row), max(cols, b.Cell.Col)
	}
	if total < 1 || total != last {
		return
	}
	for col := 1; col <= cols; col++ {
		c.column(rows, total, col)
	}
}

func (c *checker) column(rows map[int]map[int]gridCell, total, col int) {
	want, places, ok := number(rows[total][col].text)
	if !ok || strings.ContainsAny(rows[0][col].text, "%率比") || strings.Contains(rows[0][col].text, "序号") {
		return
	}
	sum, n := new(big.Rat), 0
	spans := []plan.Span{rows[total][col].span}
	for r := 1; r < total; r++ {
		v, p, ok := number(rows[r][col].text)
		if !ok {
			return
		}
		sum.Add(sum, v)
		places = max(places, p)
		spans = append(spans, rows[r][col].span)
		n++
	}
	if n < 2 {
		return
	}
	slack := new(big.Rat)
	if places > 0 {
		slack = big.NewRat(int64(n+1), 2)
		for range places {
			slack.Quo(slack, big.NewRat(10, 1))
		}
	}
	if diff := new(big.Rat).Sub(sum, want); diff.Abs(diff).Cmp(slack) > 0 {
		c.report("sum", fmt.Sprintf("the total says %s, its %d parts add up to %s", rows[total][col].text, n, sum.FloatString(places)), spans)
	}
}

// number reads a plain decimal, 1,200.5; places is how many digits stand behind the point.
func number(s string) (v *big.Rat, places int, ok bool) {
	s = strings.NewReplacer(",", "", "，", "").Replace(s)
	if s == "" || strings.Trim(s, "0123456789.") != "" {
		return nil, 0, false
	}
	if i := strings.IndexByte(s, '.'); i >= 0 {
		places = len(s) - i - 1
	}
	v, ok = new(big.Rat).SetString(s)
	return v, places, ok
}
