// Package unit tells who a body (单位) is: full name, region, kind, and one identity for all wordings of it.
//
// A name says the place and the organ. The place stands in the name (广安市发改委) or is told by the region of
// the document (区农业农村委 in a plan of 重庆市铜梁区); the organ is looked up in organs.tsv. Whatever is not sure stays
// open: a wrong identity is worse than none.
package unit

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"taizhang/pipeline/document"
	"taizhang/pipeline/plan"
	"taizhang/pipeline/region"
)

// Resolve gives each distinct name, in order of first appearance, a unit (u1, u2, …). Wordings of one body keep
// units of their own, with the same Identity and each other as Aliases. reg is the document's own region, nil if
// unknown. Ambiguous names keep Identity and FullName nil.
//
// An Identity is the code of the region and the stem of the organ, 500151:农业农村; one that no organ of the lexicon
// stands for has its own words in place of the stem.
func Resolve(names []string, reg *plan.Region) ([]plan.Unit, []document.Note) {
	r := resolver{}
	if reg != nil {
		r.home, r.known = division(reg)
	}
	units := make([]plan.Unit, 0, len(names))
	var open []string
	for i, n := range names {
		u := plan.Unit{ID: fmt.Sprintf("u%d", i+1), Name: n, Kind: KindOf(n), Aliases: []string{}}
		if u.Kind != Generic {
			if b, ok := r.resolve(n); ok {
				b.describe(&u)
			} else if m, _ := marker(n); m != "" && r.known {
				open = append(open, n)
			}
		}
		units = append(units, u)
	}
	alias(units)
	var notes []document.Note
	if len(open) > 0 {
		notes = append(notes, document.Note{Code: "body-ambiguous", Message: "which place these bodies belong to is not told by the document's region (" + r.home.Name + "): " + strings.Join(open, "、")})
	}
	return units, notes
}

func division(reg *plan.Region) (region.Division, bool) {
	if reg.Code == region.National.Code {
		return region.National, true
	}
	return region.ByCode(reg.Code)
}

// alias lists for each unit the other wordings of its body.
func alias(units []plan.Unit) {
	same := map[string][]int{}
	for i, u := range units {
		if u.Identity != nil {
			same[*u.Identity] = append(same[*u.Identity], i)
		}
	}
	for i := range units {
		if units[i].Identity == nil {
			continue
		}
		for _, k := range same[*units[i].Identity] {
			if k != i {
				units[i].Aliases = append(units[i].Aliases, units[k].Name)
			}
		}
	}
}

// body is what a name was found to stand for.
type body struct {
	place region.Division
	full  string // "" if the words do not tell
	stem  string
	kind  string // "" leaves it to the name's form
	own   bool   // no organ of the lexicon
}

func (b *body) describe(u *plan.Unit) {
	if b.kind != "" {
		u.Kind = b.kind
	}
	if b.full != "" {
		u.FullName = &b.full
	}
	code, id := b.place.Code, b.place.Code+":"+b.stem
	u.Region, u.Identity = &code, &id
}

// resolver knows the region of one document.
type resolver struct {
	home  region.Division
	known bool
}

func (r *resolver) resolve(name string) (body, bool) {
	if d, full, stem, ok := officeOf(name, r.home.Code); ok {
		b := body{place: d, full: full, stem: stem, kind: Government}
		if stem == railway {
			b.kind = Enterprise
		}
		return b, true
	}
	if b, ok := r.ofCentre(name); ok {
		return b, true
	}
	if b, ok := r.ofYouth(name); ok {
		return b, true
	}
	if m, rest := marker(name); m != "" {
		if d, ok := r.marked(m); ok {
			return within(d, rest)
		}
		return body{}, false
	}
	if d, n, ok := r.placed(name); ok {
		if n == len(name) { // 娄星区 acts through its government
			return within(d, "人民政府")
		}
		b, ok := within(d, name[n:])
		if b.own && name[:n] != d.Name { // 青岛国信发展集团 is no 青岛市国信发展集团
			b.full = name
		}
		return b, ok
	}
	return r.unmarked(name)
}

// placed is the place that a name begins with; that of the document in its short form too (铜梁高新区).
func (r *resolver) placed(name string) (region.Division, int, bool) {
	if d, n, ok := region.Prefix(name, r.home.Code); ok {
		return d, n, true
	}
	if short := shortPlace(r.home); r.known && utf8.RuneCountInString(short) >= 2 && strings.HasPrefix(name, short) {
		return r.home, len(short), true
	}
	return region.Division{}, 0, false
}

// ofCentre finds bodies of the centre by their own names: 国家发展改革委, 全国妇联, 中央网信办; without 国家 only where the
// document speaks for the whole country, or where no place has such a body (工业和信息化部).
func (r *resolver) ofCentre(name string) (body, bool) {
	t := organs()
	o := t.centre[name]
	if o == nil {
		for _, p := range []string{"国务院", "全国", "中国", "中华全国"} {
			if rest, ok := strings.CutPrefix(name, p); ok && t.centre[rest] != nil {
				o = t.centre[rest]
				break
			}
		}
		if o == nil {
			return r.ofParty(name)
		}
	} else if t.local[name] != nil && !onlyCentral(name) && !(r.known && r.home.Code == region.National.Code) && o.national != name {
		return body{}, false
	}
	return body{place: region.National, full: o.national, stem: o.stem, kind: o.kind}, true
}

// onlyCentral: names that no place below the centre has.
func onlyCentral(name string) bool {
	for _, e := range []string{"部", "总局", "总署", "署", "监会"} {
		if strings.HasSuffix(name, e) {
			return true
		}
	}
	return strings.HasPrefix(name, "国家") || strings.HasPrefix(name, "国务院")
}

func (r *resolver) ofParty(name string) (body, bool) {
	for _, p := range []string{"中共中央", "中央"} {
		if rest, ok := strings.CutPrefix(name, p); ok {
			if o := organs().party[rest]; o != nil {
				return body{place: region.National, full: "中共中央" + o.name, stem: o.stem, kind: Party}, true
			}
		}
	}
	return body{}, false
}

// ofYouth reads 团市委, 团省委, 共青团铜梁区委: the Youth League stands before the place.
func (r *resolver) ofYouth(name string) (body, bool) {
	const stem = "共产主义青年团委员会"
	rest, ok := strings.CutPrefix(name, "共青团")
	if !ok {
		if rest, ok = strings.CutPrefix(name, "团"); !ok {
			return body{}, false
		}
	}
	place, ok := strings.CutSuffix(strings.TrimSuffix(rest, "员会"), "委")
	if !ok || place == "" {
		return body{}, false
	}
	d, found := region.Division{}, false
	if m, more := marker(place + "委"); m == place && more == "委" {
		d, found = r.marked(m)
	} else if e, n, ok := region.Prefix(place, r.home.Code); ok && n == len(place) {
		d, found = e, true
	}
	if place == "中央" {
		d, found = region.National, true
	}
	if !found {
		return body{}, false
	}
	full := "共青团" + official(d) + "委员会"
	if d.Code == region.National.Code {
		full = "共青团中央委员会"
	}
	return body{place: d, full: full, stem: stem, kind: Association}, true
}

// marked is the place that a marker stands for in this document: 市 in a county's plan is its prefecture or its
// municipality, in a prefecture's, a municipality's or a county-level city's own plan that itself.
func (r *resolver) marked(m string) (region.Division, bool) {
	if !r.known || r.home.Level == "national" {
		return region.Division{}, false
	}
	for d, ok := r.home, true; ok && d.Code != region.National.Code; d, ok = region.Parent(d) {
		if strings.HasSuffix(d.Name, m) && fits(m, d.Level) {
			return d, true
		}
	}
	return region.Division{}, false
}

// fits: 区 stands for no 自治区, 州 and 市 for no level but their own.
func fits(m, level string) bool {
	switch m {
	case "区", "县", "旗", "自治县":
		return level == "county"
	case "省", "自治区":
		return level == "province"
	}
	return true
}

// within is the body that rest names in a place.
func within(d region.Division, rest string) (body, bool) {
	place := official(d)
	if o, ok := courtOf(d, rest); ok {
		rest = o
	}
	o, ok := organOf(rest)
	if outer := bare(rest); !ok && outer != rest { // 发展改革委（能源局）
		o, ok = organOf(outer)
	}
	if i := strings.IndexAny(rest, "（("); !ok && i > 0 {
		o, ok = organOf(rest[:i])
	}
	if !ok {
		return named(d, place, rest)
	}
	b := body{place: d, stem: o.stem, kind: o.kind}
	switch {
	case o.kind == Party:
		b.full = "中共" + place + "委" + o.name
	case o.under != "":
		b.full = o.under + place + o.name
	default:
		b.full = place + o.name
	}
	return b, true
}

// official is the name of a place as its organs bear it: 赣州市, 于都县; a district, and whatever lies in a municipality,
// has the name above it too: 赣州市章贡区, 重庆市铜梁区.
func official(d region.Division) string {
	up, ok := region.Parent(d)
	if ok && d.Level == "county" && (up.Level == "province" || strings.HasSuffix(d.Name, "区")) {
		return up.Name + d.Name
	}
	return d.Name
}

// courtOf puts the court's level in where a name leaves it out: 市法院.
func courtOf(d region.Division, rest string) (string, bool) {
	if rest != "法院" && rest != "人民法院" {
		return "", false
	}
	switch d.Level {
	case "province":
		return "高级人民法院", true
	case "prefecture":
		return "中级人民法院", true
	}
	return "人民法院", true
}

// shortestFull is how many runes an unknown organ's words must have to be taken for its full name: below that they
// may be an abbreviation that nobody listed.
const shortestFull = 5

// named is a body that the lexicon does not know: its own words tell it apart within its place.
func named(d region.Division, place, rest string) (body, bool) {
	if LooksOf(rest) != Body || utf8.RuneCountInString(rest) < 2 || strings.HasPrefix(rest, "局") || strings.HasPrefix(rest, "领导小组") || strings.HasPrefix(rest, "指挥部") {
		return body{}, false
	}
	if KindOf(rest) == Committee {
		zone := inFull(rest)
		if zone == "管理委员会" { // 兰州新区管委会, where the list of divisions has the zone
			return body{place: d, full: d.Name + zone, stem: zone}, true
		}
		return body{place: d, full: shortPlace(d) + zone, stem: zone}, true
	}
	b := body{place: d, stem: rest, own: true}
	if n := utf8.RuneCountInString(rest); n >= shortestFull && !strings.HasSuffix(rest, "办") && (!strings.HasSuffix(rest, "委") || strings.HasSuffix(rest, "管委")) {
		b.full = place + rest
	}
	return b, true
}

// inFull is the name of a zone's committee in full: 经开区, 经开区管委会 → 经济技术开发区管理委员会.
func inFull(zone string) string {
	for _, e := range []string{"管理委员会", "管委会", "管委"} {
		if rest, ok := strings.CutSuffix(zone, e); ok {
			zone = rest
			break
		}
	}
	for short, full := range zones {
		if rest, ok := strings.CutSuffix(zone, short); ok {
			zone = rest + full
			break
		}
	}
	return zone + "管理委员会"
}

// zones are the short forms of the kinds of zone; none is the end of another.
var zones = map[string]string{
	"经开区": "经济技术开发区", "高新区": "高新技术产业开发区", "综保区": "综合保税区", "自贸区": "自由贸易试验区", "旅度区": "旅游度假区",
}

// shortPlace is a place's name without its class, as zones bear it: 巴中, 铜梁.
func shortPlace(d region.Division) string {
	s := region.Short(d.Name)
	for _, class := range []string{"区", "县", "旗"} {
		if rest, ok := strings.CutSuffix(s, class); ok && utf8.RuneCountInString(rest) >= 2 {
			return rest
		}
	}
	return s
}

// unmarked is an organ without a place: that of the document. 厅 stands for a province's, 部 for a ministry.
func (r *resolver) unmarked(name string) (body, bool) {
	d := r.home
	if p := partyOf(name); p != nil && r.known {
		if d.Code == region.National.Code {
			return body{place: d, full: "中共中央" + p.name, stem: p.stem, kind: Party}, true
		}
		return within(d, "委"+name)
	}
	o := organs().local[name]
	if o == nil || !r.known || d.Code == region.National.Code {
		return body{}, false
	}
	if strings.HasSuffix(name, "厅") {
		for d.Level != "province" {
			up, ok := region.Parent(d)
			if !ok || up.Code == region.National.Code {
				return body{}, false
			}
			d = up
		}
	}
	return within(d, name)
}
