// Package region knows the administrative divisions of GB/T 2260: which one a name begins with, what it lies in, and
// which province a document number's first letter stands for.
package region

import (
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
	"taizhang/pipeline/plan"
)

// Division is one administrative division.
type Division struct {
	Code  string // six digits
	Name  string // its own name: 铜梁区
	Level string // national | province | prefecture | county
}

// National stands for the whole country; GB/T 2260 gives it no code, 100000 is what statistics use.
var National = Division{Code: "100000", Name: "全国", Level: "national"}

type table struct {
	byCode map[string]Division
	byName map[string][]string // codes, in order; short forms of provinces and prefectures too
	short  map[string]string   // 渝 → 500000
	now    map[string]string   // abolished code → the one that took its place
	longN  int                 // length of the longest name in bytes
}

var load = sync.OnceValue(func() *table {
	src := lexicon.MustLoad("regions")
	t := &table{byCode: map[string]Division{}, byName: map[string][]string{}, short: map[string]string{}, now: map[string]string{}}
	for _, row := range src.Rows {
		d := Division{Code: row[0], Name: row[1], Level: row[2]}
		if past := row[4]; past != "" {
			_, now, _ := strings.Cut(past, ">")
			t.now[d.Code] = now
		} else if _, ok := t.byCode[d.Code]; !ok {
			t.byCode[d.Code] = d
		}
		t.add(d.Name, d.Code)
		if d.Level != "county" {
			if s := Short(d.Name); s != d.Name {
				t.add(s, d.Code)
			}
		}
		for _, s := range strings.Split(row[3], "|") {
			if s != "" {
				t.short[s] = d.Code
			}
		}
	}
	for code, now := range t.now {
		if d, ok := t.byCode[now]; ok {
			if _, taken := t.byCode[code]; !taken {
				t.byCode[code] = d
			}
		}
	}
	return t
})

func (t *table) add(name, code string) {
	t.byName[name] = append(t.byName[name], code)
	t.longN = max(t.longN, len(name))
}

// endings are the class words of divisions, the longest first.
var endings = []string{"维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "盟"}

// Short is a division's name without its class: 重庆市 → 重庆, 广西壮族自治区 → 广西. A name of one character keeps its
// class.
func Short(name string) string {
	for _, e := range endings {
		if s, ok := strings.CutSuffix(name, e); ok {
			if utf8.RuneCountInString(s) < 2 {
				return name
			}
			return s
		}
	}
	return name
}

// ByCode finds a division; abolished ones lead to what took their place.
func ByCode(code string) (Division, bool) {
	if code == National.Code {
		return National, true
	}
	d, ok := load().byCode[code]
	return d, ok
}

// Parent is the division that d lies in: a county's prefecture, a prefecture's province, a province's country. The
// counties of a municipality lie in it directly.
func Parent(d Division) (Division, bool) {
	t := load()
	switch d.Level {
	case "county":
		if p, ok := t.byCode[d.Code[:4]+"00"]; ok && p.Code != d.Code {
			return p, true
		}
		fallthrough
	case "prefecture":
		p, ok := t.byCode[d.Code[:2]+"0000"]
		return p, ok
	case "province":
		return National, true
	}
	return Division{}, false
}

// Within reports whether d lies in, or is, the division of code.
func Within(d Division, code string) bool {
	return code == National.Code || d.Code == code || strings.HasPrefix(d.Code, strings.TrimRight(code, "0")) && zeros(code) > zeros(d.Code)
}

func zeros(code string) int { return len(code) - len(strings.TrimRight(code, "0")) }

// FullName is d's name with those above it: 重庆市铜梁区, 山东省临沂市. The country's own name is left out.
func FullName(d Division) string {
	if d.Level == "national" {
		return d.Name
	}
	name := d.Name
	for {
		p, ok := Parent(d)
		if !ok || p.Level == "national" {
			return name
		}
		name, d = p.Name+name, p
	}
}

// Prefix finds the division that text begins with, and how many bytes name it: 重庆市铜梁区人民政府 → 铜梁区. Names that
// several divisions bear are told apart by the names before them, else by near, the code of a division that the
// document is known to lie in ("" if none); what stays ambiguous is not found.
func Prefix(text, near string) (d Division, n int, ok bool) {
	t := load()
	within := near
	for {
		next, m, found := t.one(text[n:], within, n > 0)
		if !found {
			return d, n, ok
		}
		d, n, ok = next, n+m, true
		within = d.Code
	}
}

// one finds the longest single name at the start of text. Below another division (nested) only those in it count.
func (t *table) one(text, within string, nested bool) (Division, int, bool) {
	longest := min(len(text), t.longN)
	for n := longest; n > 3; n-- {
		if n < len(text) && !utf8.RuneStart(text[n]) {
			continue
		}
		codes := t.byName[text[:n]]
		if len(codes) == 0 {
			continue
		}
		var inside, all []Division
		for _, c := range codes {
			d, ok := t.byCode[c]
			if !ok {
				continue
			}
			all = appendNew(all, d)
			if within != "" && d.Code != within && Within(d, within) {
				inside = appendNew(inside, d)
			}
		}
		switch {
		case len(inside) == 1:
			return inside[0], n, true
		case nested:
			continue
		case len(all) == 1:
			return all[0], n, true
		case len(inside) == 0 && level(all, "prefecture") != nil:
			return *level(all, "prefecture"), n, true // 吉林 and the like: the greater one bears the bare name
		}
	}
	return Division{}, 0, false
}

func appendNew(list []Division, d Division) []Division {
	for _, have := range list {
		if have.Code == d.Code {
			return list
		}
	}
	return append(list, d)
}

func level(list []Division, want string) *Division {
	var found *Division
	for i := range list {
		if list[i].Level == "province" {
			return &list[i]
		}
		if list[i].Level == want && found == nil {
			found = &list[i]
		}
	}
	return found
}

// OfNumber is the province whose letter a document number's organ begins with: 渝府发 → 重庆市. Organs of the centre
// (国发, 国办发, 中办发 …) are National.
func OfNumber(organ string) (Division, bool) {
	r, _ := utf8.DecodeRuneInString(organ)
	t := load()
	if code, ok := t.short[string(r)]; ok {
		d, ok := t.byCode[code]
		return d, ok
	}
	for _, p := range []string{"国发", "国办", "国函", "中发", "中办"} {
		if strings.HasPrefix(organ, p) {
			return National, true
		}
	}
	return Division{}, false
}

// Plan is d as the plan's JSON states it, with its full name.
func (d Division) Plan() *plan.Region {
	return &plan.Region{Name: FullName(d), Code: d.Code, Level: d.Level}
}
