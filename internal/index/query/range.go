package query

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// rangeOf reads an interval: 5, >=5, 5..10, ..10, 2025-06.
func (p *parser) rangeOf(f Field, text string, at int) (Node, error) {
	r := Range{Field: f.Name, Pos: at}
	for _, op := range []string{">=", "≥", ">", "<=", "≤", "<", "="} {
		rest, ok := strings.CutPrefix(text, op)
		if !ok {
			continue
		}
		lo, hi, unit, err := p.bound(f, rest, at+len([]rune(op)))
		if err != nil {
			return nil, err
		}
		r.Unit = unit
		switch op {
		case ">=", "≥":
			r.Min = &lo
		case ">":
			r.Min, r.MinOpen = &hi, true // after the last day of a year, not its first
		case "<=", "≤":
			r.Max = &hi
		case "<":
			r.Max, r.MaxOpen = &lo, true
		default:
			r.Min, r.Max = &lo, &hi
		}
		return r, nil
	}
	for _, sep := range []string{"..", "…", "~", "～"} {
		from, to, ok := strings.Cut(text, sep)
		if !ok {
			continue
		}
		to = strings.TrimLeft(to, ".…")
		if from == "" && to == "" {
			return nil, p.errorf(at, "a range needs a bound on one side at least: 2023..2027, 2023.., ..2027")
		}
		if from != "" {
			lo, _, unit, err := p.bound(f, from, at)
			if err != nil {
				return nil, err
			}
			r.Min, r.Unit = &lo, unit
		}
		if to != "" {
			_, hi, unit, err := p.bound(f, to, at+len([]rune(from+sep)))
			if err != nil {
				return nil, err
			}
			r.Max, r.Unit = &hi, unit
		}
		if r.Min != nil && r.Max != nil && *r.Min > *r.Max {
			return nil, p.errorf(at, "the range runs backwards: write the smaller bound first")
		}
		return r, nil
	}
	lo, hi, unit, err := p.bound(f, text, at)
	if err != nil {
		return nil, err
	}
	r.Min, r.Max, r.Unit = &lo, &hi, unit
	return r, nil
}

// bound reads one number or date; a date that is less precise than a day is an interval of its own.
func (p *parser) bound(f Field, text string, at int) (lo, hi float64, unit string, err error) {
	if f.Kind == Date {
		lo, hi, ok := days(text)
		if !ok {
			return 0, 0, "", p.errorf(at, "“%s” is no date: 2025, 2025-06 or 2025-06-30 is expected", text)
		}
		return lo, hi, "", nil
	}
	v, unit, ok := Quantity(text)
	if !ok {
		return 0, 0, "", p.errorf(at, "“%s” is no number: %s", text, wanted(f))
	}
	if f.Name == "year" {
		unit = ""
	}
	return v, v, unit, nil
}

// Quantity reads 1,200.5万亩 as 12005000 and 亩.
func Quantity(text string) (float64, string, bool) {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' && r != '-' })
	if end < 0 {
		end = len(text)
	}
	digits := strings.Map(func(r rune) rune {
		switch {
		case r == ',':
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, text[:end])
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, "", false
	}
	unit := text[end:]
	for _, m := range []struct {
		word  string
		times float64
	}{{"万亿", 1e12}, {"亿", 1e8}, {"千万", 1e7}, {"百万", 1e6}, {"万", 1e4}} {
		if rest, ok := strings.CutPrefix(unit, m.word); ok {
			return v * m.times, rest, true
		}
	}
	return v, unit, true
}

// days gives the first and last day that a date stands for, as yyyymmdd. Days are not checked against the
// calendar: only their order counts.
func days(text string) (lo, hi float64, ok bool) {
	text = strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-", ".", "-").Replace(text)
	part := strings.Split(strings.Trim(text, "-"), "-")
	if len(part) > 3 || len(part[0]) != 4 {
		return 0, 0, false
	}
	n := []int{0, 1, 1}
	m := []int{0, 12, 31}
	for i, s := range part {
		v, err := strconv.Atoi(s)
		if err != nil || v < 0 || i == 1 && (v < 1 || v > 12) || i == 2 && (v < 1 || v > 31) {
			return 0, 0, false
		}
		n[i], m[i] = v, v
	}
	return float64(n[0]*10000 + n[1]*100 + n[2]), float64(m[0]*10000 + m[1]*100 + m[2]), true
}

// Days is the interval of days, as yyyymmdd, that an ISO date of a plan stands for (2025, 2025-06, 2025-06-30).
func Days(iso string) (first, last float64, err error) {
	lo, hi, ok := days(iso)
	if !ok {
		return 0, 0, fmt.Errorf("%q is no date", iso)
	}
	return lo, hi, nil
}
