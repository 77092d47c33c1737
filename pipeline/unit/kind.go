package unit

import (
	"strings"
	"sync"
	"unicode/utf8"

	"taizhang/pipeline/lexicon"
)

// The kinds of body in a Plan.
const (
	Government  = "government"
	Party       = "party"
	Congress    = "congress"
	Court       = "court"
	Enterprise  = "enterprise"
	Committee   = "committee"
	Institution = "institution"
	Association = "association"
	Town        = "town"
	Generic     = "generic"

	place  = "place" // 娄星区: a body only where the text makes it act
	noBody = "none"  // ends like a body, and is none: 格局
)

// endings maps how names end to the kind of body; longest is the longest of them in bytes.
var endings = sync.OnceValue(func() (e struct {
	kind    map[string]string
	longest int
}) {
	t := lexicon.MustLoad("body_kinds")
	e.kind = make(map[string]string, len(t.Rows))
	for _, r := range t.Rows {
		e.kind[r[0]] = r[1]
		e.longest = max(e.longest, len(r[0]))
	}
	return e
})

// Looks tells how much a wording looks like the name of a body.
type Looks int

// From no body to surely one by its form.
const (
	NoBody  Looks = iota
	Unknown       // its ending says nothing
	Place         // a place name, which may stand for its government
	Body
)

// LooksOf judges a name by its form alone.
func LooksOf(name string) Looks {
	switch k := ending(bare(name)); k {
	case "":
		if strings.Contains(name, "各") && acting(name) {
			return Body
		}
		return Unknown
	case noBody:
		return NoBody
	case place:
		return Place
	default:
		return Body
	}
}

// acting: 各有职能的…: a generic body by its 各 or 有关.
func acting(name string) bool {
	return strings.HasSuffix(name, "单位") || strings.HasSuffix(name, "部门")
}

// ending is the kind by the longest known ending, "" if none is known.
func ending(name string) string {
	e := endings()
	start := max(0, len(name)-e.longest)
	for start < len(name) && !utf8.RuneStart(name[start]) {
		start++
	}
	for i := start; i < len(name); {
		if k, ok := e.kind[name[i:]]; ok {
			return k
		}
		_, n := utf8.DecodeRuneInString(name[i:])
		i += n
	}
	return ""
}

// bare drops a bracket at the name's end: 市级相关部门（单位）, 市交通委（市道运局）. A name that is all bracket, or whose
// known ending holds one (县（市）), stays.
func bare(name string) string {
	if ending(name) != "" {
		return name
	}
	if i := strings.IndexAny(name, "（(〔[［【〈"); i > 0 {
		if _, n := utf8.DecodeLastRuneInString(name); strings.Contains("）)〕]］】〉", name[len(name)-n:]) {
			return name[:i]
		}
	}
	return name
}

// KindOf is the kind of a body; Institution where its form tells nothing.
func KindOf(name string) string {
	if isGeneric(name) {
		return Generic
	}
	switch k := ending(bare(name)); k {
	case place:
		return Government
	case "", noBody:
		return Institution
	default:
		return k
	}
}

// isGeneric: the wording names no one body: 各区县人民政府, 有关部门, 市级相关部门（单位）.
func isGeneric(name string) bool {
	for _, w := range []string{"各", "有关", "相关", "其他", "部门和单位"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	switch ending(bare(name)) {
	case Generic:
		for _, w := range []string{"领导小组", "指挥部", "联席会议", "协调小组", "专班", "委会", "办", "工作组"} {
			if strings.HasSuffix(name, w) {
				return false
			}
		}
		return true
	}
	return false
}
