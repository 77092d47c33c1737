package target

// Tables of indicators: one target a row and value column. Notations of the value cell known here:
//
//	95   ≥95   ＞6.5   95以上   7左右   5%—8%   〔6.5〕 [65]   (a bracket marks a total over the period)
import (
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
	"taizhang/pipeline/table"
)

// columns are the places of a table's roles; -1 for none.
type columns struct {
	indicator, unit, growth int
	values                  []int
}

func indicatorColumns(t *table.Table) (columns, bool) {
	c := columns{indicator: -1, unit: -1, growth: t.Column(table.Growth)}
	for i, col := range t.Columns {
		switch col.Role {
		case table.Indicator:
			if c.indicator < 0 {
				c.indicator = i
			}
		case table.Unit:
			c.unit = i
		case table.Value:
			c.values = append(c.values, i)
		}
	}
	return c, c.indicator >= 0 && len(c.values) > 0
}

// table reads one table of indicators; false if it is none.
func (r *reader) table(t *table.Table) bool {
	cols, ok := indicatorColumns(t)
	if !ok {
		return false
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		if row.Section != "" || len(row.Cells) != len(t.Columns) {
			continue
		}
		name, inName := nameOf(row.Cells[cols.indicator].Text)
		if name == "" {
			continue
		}
		unit := inName
		if cols.unit >= 0 && strings.TrimSpace(row.Cells[cols.unit].Text) != "" {
			unit = strings.TrimSpace(row.Cells[cols.unit].Text)
		}
		for _, v := range cols.values {
			if x, ok := r.cell(t, row, cols.indicator, v, name, unit); ok {
				r.say(x)
			}
		}
		if cols.growth >= 0 {
			if x, ok := r.growth(t, row, cols, name, unit); ok {
				r.say(x)
			}
		}
	}
	return true
}

// growth reads a cell of 年均增速〔累计〕: 8.5 a year, or 〔13.5〕 in all the years up to the last column of values.
func (r *reader) growth(t *table.Table, row *table.Row, cols columns, name, unit string) (Target, bool) {
	text := strings.TrimSpace(row.Cells[cols.growth].Text)
	x, ok := r.cell(t, row, cols.indicator, cols.growth, name, unit)
	if !ok {
		return x, false
	}
	inAll := strings.ContainsAny(text, "〔［[【")
	switch {
	case inAll && x.Measure == "level":
		x.Measure = "increase"
		if x.Kind == "coverage" {
			x.Kind = "percent"
		}
	case !inAll:
		if x.Measure == "level" {
			x.Measure = "growth_rate"
			x.Indicator += "年均增长"
		}
		x.Kind, x.Unit = "percent", "%"
	}
	if last := cols.values[len(cols.values)-1]; t.Columns[last].Year != "" {
		x.Deadline = &Deadline{Raw: t.Columns[last].Header, Date: t.Columns[last].Year, Source: "heading"}
	}
	return x, true
}

// nameOf takes number and unit off an indicator's cell: 1.常住人口城镇化率（%）.
func nameOf(s string) (name, unit string) {
	s = strings.TrimLeft(strings.TrimSpace(s), "0123456789.．、（）()*＊△▲ ")
	for _, b := range []struct{ open, shut string }{{"（", "）"}, {"(", ")"}} {
		if i := strings.LastIndex(s, b.open); i > 0 && strings.HasSuffix(s, b.shut) {
			inner := s[i+len(b.open) : len(s)-len(b.shut)]
			if inner == "1/10万" {
				return s[:i], "/10万"
			}
			if knownUnit(inner) {
				return s[:i], inner
			}
		}
	}
	return s, ""
}

func knownUnit(s string) bool {
	name := strings.TrimPrefix(strings.TrimPrefix(s, "万"), "亿")
	if i := strings.IndexByte(name, '/'); i > 0 {
		name = name[:i]
	}
	return units().byName[name] != nil
}

func (r *reader) cell(t *table.Table, row *table.Row, ind, val int, name, unit string) (Target, bool) {
	text := strings.TrimSpace(row.Cells[val].Text)
	x := Target{Indicator: name, Unit: unit, Op: "=", Measure: "level", Kind: "quantity"}
	year, _, _ := intAt(t.Columns[val].Year, 0, 4)
	if year > 0 && r.scopes.own > 0 && year < r.scopes.own {
		return x, false // a column of past values
	}
	s := strings.Trim(text, "〔〕［］[]【】（）() ")
	for _, o := range []struct{ sign, op string }{{"≥", ">="}, {">=", ">="}, {"≤", "<="}, {"<=", "<="}, {"＞", ">"}, {">", ">"}, {"＜", "<"}, {"<", "<"}, {"不低于", ">="}, {"不少于", ">="}, {"不高于", "<="}, {"不超过", "<="}, {"达到", "="}, {"达", "="}, {"超过", ">"}, {"约", "~"}} {
		if rest, ok := strings.CutPrefix(s, o.sign); ok {
			x.Op, s = o.op, rest
			break
		}
	}
	s = strings.TrimSpace(s)
	q, end := quantityAt(s, 0)
	if end == 0 || q.kind == "quantity" && q.value == "" {
		return x, false
	}
	rest := strings.TrimRight(s[end:], "〔〕［］[]【】（）() ")
	switch rest {
	case "":
	case "以上", "及以上":
		x.Op = ">="
	case "以内", "以下":
		x.Op = "<="
	case "左右":
		x.Op = "~"
	default:
		return x, false
	}
	x.Value, x.ValueMax, x.Kind = q.value, q.max, q.kind
	if q.unit != "" {
		x.Unit = q.unit
	}
	x.settle()
	if year > 0 {
		x.Deadline = &Deadline{Raw: t.Columns[val].Header, Date: itoa(year), Source: "heading"}
	}
	if len(row.Cells[val].Spans) == 0 {
		return x, false
	}
	x.Span = row.Cells[val].Spans[0]
	if in := row.Cells[ind].Spans; len(in) > 0 && in[0].Start < x.Span.Start && x.Span.End-in[0].Start <= 240 && utf8.RuneStart(r.doc.Text[in[0].Start]) {
		x.Span = document.Span{Start: in[0].Start, End: x.Span.End}
	}
	return x, true
}

// settle tells kind and measure of a table's figure by its unit and the name of its row.
func (x *Target) settle() {
	name := x.Indicator
	if x.Kind == "quantity" {
		if u := units().byName[strings.TrimLeft(x.Unit, "万亿")]; u != nil && (u.dimension == "share" || u.dimension == "points") {
			x.Kind = "percent"
		}
	}
	x.Unit = percentSign.Replace(x.Unit)
	if x.Kind == "ratio" {
		x.Unit = ""
	}
	percent := x.Kind == "percent"
	switch {
	case percent && endsIn(name, []string{"增长", "增速", "增长率", "涨幅", "增幅"}):
		x.Measure = "growth_rate"
	case percent && endsIn(name, []string{"下降", "降低", "下降率", "降幅", "减少", "降低率"}):
		x.Measure = "decrease"
	case !percent && (strings.Contains(name, "新增") || strings.HasPrefix(name, "新建") || strings.HasPrefix(name, "净增")):
		x.Measure = "increase"
	}
	if percent && x.Unit == "%" && x.Value == "100" && x.Measure == "level" {
		x.Kind, x.Op = "coverage", "="
	}
}

// say takes in a table's target.
func (r *reader) say(x Target) {
	x.Item = r.tree.At(x.Span.Start)
	x.Canonical = canonical(&x, "")
	x.Normalized = normalize(x.Value, x.ValueMax, x.Unit)
	r.out.Targets = append(r.out.Targets, x)
}
