package unit

import (
	"strings"

	"taizhang/pipeline/region"
)

// Local offices of central bodies carry the place in the middle: 国家税务总局铜梁区税务局, 人行广安市中心支行,
// 山东银保监局. Each is known by what stands before and behind its place.

type office struct {
	before []string // "" where nothing need stand there
	after  []string
	full   func(place, after string) string
	stem   string
	short  bool // the place must be written without its class (山东, not 山东省)
}

const railway = "铁路局集团" // the one office here that is an enterprise

var offices = []office{
	{[]string{"中国人民银行", "人民银行", "人行"}, []string{"中心支行", "支行", "分行", "营管部", "营业管理部", "总部", "分行营业管理部", "中心支分行"},
		func(p, a string) string {
			return "中国人民银行" + p + strings.Replace(a, "营管部", "营业管理部", 1)
		}, "中国人民银行", false},
	{[]string{"国家税务总局"}, []string{"税务局"}, func(p, a string) string { return "国家税务总局" + p + a }, "税务", false},
	{[]string{"中国银保监会", "中国银行保险监督管理委员会", "银保监会"}, []string{"监管局", "监管分局"},
		func(p, a string) string { return "中国银行保险监督管理委员会" + p + a }, "银行保险监督管理", false},
	{[]string{""}, []string{"银保监局", "银保监分局"},
		func(p, a string) string {
			return "中国银行保险监督管理委员会" + p + strings.Replace(a, "银保监", "监管", 1)
		}, "银行保险监督管理", false},
	{[]string{""}, []string{"银监局", "银监分局"},
		func(p, a string) string {
			return "中国银行业监督管理委员会" + p + strings.Replace(a, "银监", "监管", 1)
		}, "银行业监督管理", false},
	{[]string{""}, []string{"保监局", "保监分局"},
		func(p, a string) string {
			return "中国保险监督管理委员会" + p + strings.Replace(a, "保监", "监管", 1)
		}, "保险监督管理", false},
	{[]string{"中国证监会", "证监会"}, []string{"监管局"}, func(p, a string) string { return "中国证券监督管理委员会" + p + a }, "证券监督管理", false},
	{[]string{""}, []string{"证监局"}, func(p, a string) string { return "中国证券监督管理委员会" + p + "监管局" }, "证券监督管理", false},
	{[]string{"国家金融监督管理总局", "国家金融监管总局", "金融监管总局"}, []string{"监管局", "监管分局"},
		func(p, a string) string { return "国家金融监督管理总局" + p + a }, "国家金融监督管理", false},
	{[]string{""}, []string{"金融监管局", "金融监管分局"},
		func(p, a string) string {
			return "国家金融监督管理总局" + p + strings.Replace(a, "金融监管", "监管", 1)
		}, "国家金融监督管理", true},
	{[]string{"国家外汇管理局"}, []string{"分局", "中心支局", "支局"}, func(p, a string) string { return "国家外汇管理局" + p + a }, "外汇管理", false},
	{[]string{"", "中华人民共和国"}, []string{"海关"}, func(p, a string) string { return "中华人民共和国" + p + a }, "海关", true},
	{[]string{"", "中华人民共和国"}, []string{"海事局"}, func(p, a string) string { return "中华人民共和国" + p + a }, "海事", true},
	{[]string{"中国铁路"}, []string{"局集团有限公司", "局集团公司", "局集团"}, func(p, a string) string { return "中国铁路" + p + "局集团有限公司" }, railway, true},
	{[]string{"民航"}, []string{"监管局"}, func(p, a string) string { return "中国民用航空" + p + "安全监督管理局" }, "民用航空", true},
}

// officeOf reads a local office of a central body: its place, full name and stem.
func officeOf(name, near string) (d region.Division, full, stem string, ok bool) {
	for i := range offices {
		o := &offices[i]
		for _, b := range o.before {
			rest, found := strings.CutPrefix(name, b)
			if !found {
				continue
			}
			d, n, found := region.Prefix(rest, near)
			if !found {
				continue
			}
			for _, a := range o.after {
				if rest[n:] != a || o.short && rest[:n] == d.Name {
					continue
				}
				if up, ok := region.Parent(d); ok && up.Level == "province" && region.Short(up.Name) == rest[:n] && !strings.HasSuffix(a, "分局") {
					d = up // 吉林证监局 is the province's, not the city's
				}
				return d, o.full(rest[:n], a), o.stem, true
			}
		}
	}
	return region.Division{}, "", "", false
}
