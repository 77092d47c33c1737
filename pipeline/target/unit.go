package target

// Units: what is counted or measured in. counters.tsv holds the counters (个, 家, 户), units_of_measure.tsv the
// units that can be converted, each with its exact factor to the base unit of its dimension.
import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/cockroachdb/apd/v3"

	"taizhang/pipeline/lexicon"
)

// unit is one row of the two tables.
type unit struct {
	name      string
	factor    string // to base; "1" for counters
	base      string
	dimension string // count, money, area, …; of counters also person, event, time
	class     string // of counters: thing, person, event, group, vague
}

type unitTable struct {
	byName map[string]*unit
	first  map[rune]int // longest unit in bytes by its first rune
}

var units = sync.OnceValue(func() *unitTable {
	t := &unitTable{byName: map[string]*unit{}, first: map[rune]int{}}
	for _, r := range lexicon.MustLoad("counters").Rows {
		t.add(&unit{name: r[0], factor: "1", base: orElse(r[2], r[0]), dimension: "count", class: r[1]})
	}
	for _, r := range lexicon.MustLoad("units_of_measure").Rows {
		t.add(&unit{name: r[0], factor: r[1], base: r[2], dimension: r[3]})
	}
	return t
})

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (t *unitTable) add(u *unit) {
	if t.byName[u.name] == nil {
		t.byName[u.name] = u
	}
	r, _ := utf8.DecodeRuneInString(u.name)
	t.first[r] = max(t.first[r], len(u.name))
}

// unitAt is the longest unit at text[at:]; end is 0 if there is none.
func (t *unitTable) unitAt(text string, at int) (*unit, int) {
	if at >= len(text) {
		return nil, 0
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	for n := min(t.first[r], len(text)-at); n > 0; n-- {
		if u := t.byName[text[at:at+n]]; u != nil {
			return u, at + n
		}
	}
	return nil, 0
}

// Normalized is the value in its dimension's base unit, exact.
type Normalized struct{ Value, ValueMax, Unit, Dimension string }

// normalize converts a value with the unit as written (万亩, 亿元, 元/人).
func normalize(value, valueMax, written string) *Normalized {
	name := written
	power := 0
	for _, m := range []struct {
		word  string
		power int
	}{{"万亿", 12}, {"亿", 8}, {"万", 4}} {
		if rest, ok := strings.CutPrefix(name, m.word); ok {
			name, power = rest, m.power
			break
		}
	}
	per := ""
	if i := strings.IndexAny(name, "/（("); i > 0 {
		if name[i] == '/' {
			per = name[i:]
		}
		name = name[:i]
	}
	u := units().byName[name]
	if u == nil {
		if name != "" || power == 0 {
			return nil
		}
		u = &unit{factor: "1", dimension: "number"}
	}
	v, ok := convert(value, u.factor, power)
	if !ok {
		return nil
	}
	n := &Normalized{Value: v, Unit: u.base + per, Dimension: u.dimension}
	if valueMax != "" {
		if n.ValueMax, ok = convert(valueMax, u.factor, power); !ok {
			return nil
		}
	}
	return n
}

var exact = apd.BaseContext.WithPrecision(60)

// convert is value × factor × 10^power.
func convert(value, factor string, power int) (string, bool) {
	v, _, err := apd.NewFromString(value)
	if err != nil {
		return "", false
	}
	f, _, err := apd.NewFromString(factor)
	if err != nil {
		return "", false
	}
	var z apd.Decimal
	if _, err := exact.Mul(&z, v, f); err != nil {
		return "", false
	}
	z.Exponent += int32(power)
	return tidy(z.Text('f')), true
}
