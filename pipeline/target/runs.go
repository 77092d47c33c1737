package target

// Tables of yearly aims that a lost layout ran together: 年度目标2023年2024年2025年创业人数（人）320036003600实体（个）1400160016001200.
// The digits of a row are parted evenly among the years; a row whose digits cannot be is left alone. A note says so of the table.
import (
	"strings"

	"taizhang/internal/han"
	"taizhang/pipeline/document"
)

// runOfYears is a header of consecutive years in a run of text and where its rows start.
type runOfYears struct {
	first, n int // first year, how many
	end      int
}

const fewestYears = 2

// yearlyRuns reads such tables in text[s]; it returns where they stand, so that no sentence is read across them.
func (r *reader) yearlyRuns(s document.Span) []document.Span {
	text := r.doc.Text
	var read []document.Span
	for at := s.Start; at < s.End; {
		i := han.Index(text[at:s.End], "年20")
		if i < 0 {
			return read
		}
		at += i
		h, ok := yearsAt(text[:s.End], at-4)
		if !ok || at-4 < s.Start {
			at += len("年20")
			continue
		}
		end := h.end
		for {
			next := r.yearlyRow(h, end, s.End)
			if next == 0 {
				break
			}
			end = next
		}
		if table := (document.Span{Start: at - 4, End: end}); end > h.end {
			read = append(read, table)
			r.out.Notes = append(r.out.Notes, document.Note{Code: "figures-run-together",
				Message: "a table lost its layout: the figures of its rows are parted evenly among the years", Span: table})
		}
		at = max(end, at+len("年20"))
	}
	return read
}

// yearsAt reads two or more consecutive years at i: 2019年2020年2021年.
func yearsAt(text string, i int) (runOfYears, bool) {
	var h runOfYears
	for i >= 0 && i < len(text) {
		y, digits, end := intAt(text, i, 5)
		if digits != 4 || y < 1990 || y > 2099 || !strings.HasPrefix(text[end:], "年") || h.n > 0 && y != h.first+h.n {
			break
		}
		if h.n == 0 {
			h.first = y
		}
		h.n++
		i = end + len("年")
		h.end = i
	}
	return h, h.n >= fewestYears
}

// yearlyRow reads one row at i: what is counted, its unit in brackets, the digits of its years. It returns its end, 0 if none
// stands there.
func (r *reader) yearlyRow(h runOfYears, i, end int) int {
	text := r.doc.Text
	digits := strings.IndexAny(text[i:end], "0123456789")
	if digits <= 0 || digits > 40*3 {
		return 0
	}
	digits += i
	name, unit := nameOf(text[i:digits])
	if unit == "" || name == "" || strings.ContainsAny(name, "，。；：、") {
		return 0
	}
	stop := digits
	for stop < end && text[stop] >= '0' && text[stop] <= '9' {
		stop++
	}
	if strings.HasPrefix(text[stop:end], "年") || strings.HasPrefix(text[stop:end], ".") {
		return 0
	}
	width := (stop - digits) / h.n
	if width == 0 || width*h.n != stop-digits || width > 1 && leadingZero(text[digits:stop], width) {
		return stop // they cannot be told apart
	}
	for k := range h.n {
		year := h.first + k
		if r.scopes.own > 0 && year < r.scopes.own {
			continue
		}
		from := digits + k*width
		x := Target{Indicator: name, Op: "=", Value: text[from : from+width], Unit: unit, Kind: "quantity", Measure: "level",
			Deadline: &Deadline{Raw: itoa(year) + "年", Date: itoa(year), Source: "heading"}, Span: document.Span{Start: i, End: from + width}}
		x.settle()
		r.say(x)
	}
	return stop
}

// leadingZero reports a piece of the given width that begins with 0.
func leadingZero(digits string, width int) bool {
	for i := 0; i < len(digits); i += width {
		if digits[i] == '0' {
			return true
		}
	}
	return false
}
