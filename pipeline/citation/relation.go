package citation

import (
	"strings"
	"unicode/utf8"

	"taizhang/internal/han"
)

// The relations of a Plan's citations.
const (
	basis      = "basis"
	implements = "implements"
	forwards   = "forwards"
	amends     = "amends"
	repeals    = "repeals"
	mentions   = "mentions"
)

// The words that tell a relation, in order of precedence: first those behind a title, in its sentence, then those before
// it, in its clause.
var (
	behind = []struct {
		relation string
		words    []string
	}{
		{repeals, []string{"废止", "停止执行", "不再执行", "停止施行", "失效"}},
		{amends, []string{"作如下修改", "作出如下修改", "作以下修改", "作出修改", "作了修改", "进行修改", "进行修订", "进行了修改", "进行了修订", "予以修改", "修改如下", "修订如下"}},
		{forwards, []string{"印发给你们", "印发你们", "转发给你们", "转发你们", "发给你们", "予以印发", "现印发", "现予印发", "予以转发", "现予公布", "现予发布", "予以公布", "予以发布"}},
	}
	ahead = []struct {
		relation string
		words    []string
	}{
		{amends, []string{"关于修改", "关于修订"}},
		{repeals, []string{"关于废止", "废止"}},
		{forwards, []string{"关于印发", "印发", "关于转发", "转发", "关于发布", "关于公布"}},
		{basis, []string{"根据", "依据", "按照", "依照", "遵照", "参照", "贯彻", "落实", "执行"}},
	}
	own = []string{"贯彻落实", "贯彻实施", "贯彻", "落实", "实施"} // in the document's own title: implements
)

// relate gives every citation its relation.
func (f *finder) relate(title string) {
	target := implemented(title)
	for i := 0; i < len(f.found); {
		j := i + 1
		for j < len(f.found) && joint(f.text[f.found[j-1].Span.End:f.found[j].Span.Start]) {
			j++
		}
		r := f.relation(f.found[i].Span.Start, f.found[j-1].Span.End)
		for ; i < j; i++ {
			c := &f.found[i]
			c.Relation = r
			if target != "" && c.Title != "" && inner(c.Title) == target && r != repeals && r != amends {
				c.Relation = implements
			}
		}
	}
}

// joint reports whether the words between two citations join them into one list.
func joint(s string) bool {
	return strings.Trim(s, "、，,和及与以 \n()（）或等") == "" && utf8.RuneCountInString(s) <= 4
}

func (f *finder) relation(start, end int) string {
	after := f.text[end:min(len(f.text), end+160)]
	if i := strings.IndexAny(after, "。\n"); i >= 0 {
		after = after[:i]
	}
	// Inside a bracket its words speak of the title's past: （…公告第1867号，2017年予以修改）.
	if i := strings.IndexAny(after, "（）()"); i >= 0 && (strings.HasPrefix(after[i:], "）") || after[i] == ')') {
		after = after[i+1:]
	}
	// What follows a further title belongs to that one.
	if i := strings.Index(after, "《"); i >= 0 {
		after = after[:i]
	}
	for _, b := range behind {
		for _, w := range b.words {
			if han.Contains(after, w) {
				return b.relation
			}
		}
	}
	before := f.text[max(0, start-120):start]
	if i := strings.LastIndexAny(before, "。；;：:\n，,》"); i >= 0 {
		before = before[i:]
	}
	for _, a := range ahead {
		for _, w := range a.words {
			if han.Contains(before, w) {
				return a.relation
			}
		}
	}
	return mentions
}

// implemented is the document that title says it carries out: 云溪县贯彻落实《茶产业规划》实施方案; "" if none.
func implemented(title string) string {
	for _, marks := range [][2]string{{"〈", "〉"}, {"《", "》"}} {
		for at := 0; ; {
			i := strings.Index(title[at:], marks[0])
			if i < 0 {
				break
			}
			at += i
			before := title[:at]
			at += len(marks[0])
			for _, w := range own {
				if !strings.HasSuffix(before, w) {
					continue
				}
				if end := strings.Index(title[at:], marks[1]); end > 0 {
					return inner(title[at : at+end])
				}
			}
		}
	}
	return ""
}

// inner is a title in the form in which titles are compared: without spaces, brackets of one kind.
func inner(s string) string { return alike.Replace(s) }

var alike = strings.NewReplacer(" ", "", "（", "(", "）", ")", "〈", "《", "〉", "》")
