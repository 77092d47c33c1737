package unit

import (
	"testing"

	"taizhang/pipeline/plan"
)

var (
	tongliang  = &plan.Region{Name: "重庆市铜梁区", Code: "500151", Level: "county"}
	chongqing  = &plan.Region{Name: "重庆市", Code: "500000", Level: "province"}
	ganzhou    = &plan.Region{Name: "江西省赣州市", Code: "360700", Level: "prefecture"}
	ruijin     = &plan.Region{Name: "江西省赣州市瑞金市", Code: "360781", Level: "county"}
	yudu       = &plan.Region{Name: "江西省赣州市于都县", Code: "360731", Level: "county"}
	jiangxi    = &plan.Region{Name: "江西省", Code: "360000", Level: "province"}
	liangshan  = &plan.Region{Name: "四川省凉山彝族自治州", Code: "513400", Level: "prefecture"}
	guangxi    = &plan.Region{Name: "广西壮族自治区", Code: "450000", Level: "province"}
	nation     = &plan.Region{Name: "全国", Code: "100000", Level: "national"}
	everywhere = []*plan.Region{tongliang, chongqing, ganzhou, ruijin, yudu, jiangxi, liangshan, guangxi, nation, nil}
)

func TestResolve(t *testing.T) {
	tests := []struct {
		region               *plan.Region
		name, full, id, kind string
	}{
		// The place is the document's.
		{tongliang, "区农业农村委", "重庆市铜梁区农业农村委员会", "500151:农业农村", Government},
		{tongliang, "区人力社保局", "重庆市铜梁区人力资源和社会保障局", "500151:人力资源和社会保障", Government},
		{tongliang, "市发展改革委", "重庆市发展和改革委员会", "500000:发展和改革", Government},
		{tongliang, "区委宣传部", "中共重庆市铜梁区委宣传部", "500151:宣传部", Party},
		{tongliang, "团区委", "共青团重庆市铜梁区委员会", "500151:共产主义青年团委员会", Association},
		{tongliang, "区税务局", "国家税务总局重庆市铜梁区税务局", "500151:税务", Government},
		{tongliang, "区法院", "重庆市铜梁区人民法院", "500151:人民法院", Court},
		{chongqing, "市教委", "重庆市教育委员会", "500000:教育", Government},
		{chongqing, "市经济信息委", "重庆市经济和信息化委员会", "500000:经济和信息化", Government},
		{ganzhou, "市发改委", "赣州市发展和改革委员会", "360700:发展和改革", Government},
		{ganzhou, "市发展改革委", "赣州市发展和改革委员会", "360700:发展和改革", Government},
		{ganzhou, "市发展和改革委员会", "赣州市发展和改革委员会", "360700:发展和改革", Government},
		{ganzhou, "市法院", "赣州市中级人民法院", "360700:中级人民法院", Court},
		{ganzhou, "市委编办", "中共赣州市委机构编制委员会办公室", "360700:机构编制委员会办公室", Party},
		{ganzhou, "市政府国资委", "赣州市国有资产监督管理委员会", "360700:国有资产监督管理", Government},
		{ganzhou, "省教育厅", "江西省教育厅", "360000:教育", Government},
		{ganzhou, "市残联", "赣州市残疾人联合会", "360700:残疾人联合会", Association},
		{ruijin, "市住建局", "瑞金市住房和城乡建设局", "360781:住房和城乡建设", Government},
		{yudu, "市住建局", "赣州市住房和城乡建设局", "360700:住房和城乡建设", Government},
		{yudu, "县卫健委", "于都县卫生健康委员会", "360731:卫生健康", Government},
		{liangshan, "州市场监管局", "凉山彝族自治州市场监督管理局", "513400:市场监督管理", Government},
		{guangxi, "自治区党委组织部", "中共广西壮族自治区委组织部", "450000:组织部", Party},
		{guangxi, "自治区大数据发展局", "广西壮族自治区大数据发展局", "450000:大数据发展管理", Government},
		// The name says no place.
		{ganzhou, "财政局", "赣州市财政局", "360700:财政", Government},
		{jiangxi, "工业和信息化厅", "江西省工业和信息化厅", "360000:工业和信息化", Government},
		{ganzhou, "财政厅", "江西省财政厅", "360000:财政", Government},
		// The name has its own place.
		{nil, "广安市发改委", "广安市发展和改革委员会", "511600:发展和改革", Government},
		{ganzhou, "章贡区", "赣州市章贡区人民政府", "360702:人民政府", Government},
		{chongqing, "永川区政府", "重庆市永川区人民政府", "500118:人民政府", Government},
		{tongliang, "铜梁高新区管委会", "铜梁高新技术产业开发区管理委员会", "500151:高新技术产业开发区管理委员会", Committee},
		{nil, "巴中经开区", "巴中经济技术开发区管理委员会", "511900:经济技术开发区管理委员会", Committee},
		{ganzhou, "市场监管局", "赣州市市场监督管理局", "360700:市场监督管理", Government},
		{ganzhou, "市政管理局", "赣州市市政管理局", "360700:市政管理", Government},
		{ganzhou, "文明办", "中共赣州市委精神文明建设指导委员会办公室", "360700:精神文明建设指导委员会办公室", Party},
		// Offices of central bodies.
		{nil, "人行广安市中心支行", "中国人民银行广安市中心支行", "511600:中国人民银行", Government},
		{nil, "广安银保监分局", "中国银行保险监督管理委员会广安监管分局", "511600:银行保险监督管理", Government},
		{nil, "国家税务总局广东省税务局", "国家税务总局广东省税务局", "440000:税务", Government},
		{guangxi, "广西证监局", "中国证券监督管理委员会广西监管局", "450000:证券监督管理", Government},
		{nil, "合肥海关", "中华人民共和国合肥海关", "340100:海关", Government},
		// Bodies of the centre.
		{nation, "发展改革委", "国家发展和改革委员会", "100000:发展和改革", Government},
		{nation, "市场监管总局", "国家市场监督管理总局", "100000:市场监督管理", Government},
		{ganzhou, "工业和信息化部", "工业和信息化部", "100000:工业和信息化", Government},
		{nil, "国家发展改革委", "国家发展和改革委员会", "100000:发展和改革", Government},
		{nation, "全国妇联", "中华全国妇女联合会", "100000:妇女联合会", Association},
		{nation, "中央网信办", "中共中央网络安全和信息化委员会办公室", "100000:网络安全和信息化委员会办公室", Party},
		// Bodies that the lexicon does not know.
		{ganzhou, "市公共资源交易管理中心", "赣州市公共资源交易管理中心", "360700:公共资源交易管理中心", Institution},
		{ganzhou, "市双创办", "", "360700:双创办", Government},
		// Open: the region does not tell, or the name stands for no one body.
		{jiangxi, "市发改委", "", "", Government},
		{ganzhou, "县财政局", "", "", Government},
		{nil, "市发改委", "", "", Government},
		{nation, "省教育厅", "", "", Government},
		{ganzhou, "各县（市、区）人民政府", "", "", Generic},
		{ganzhou, "市级相关部门（单位）", "", "", Generic},
		{ganzhou, "园区管委会", "", "", Committee},
		{tongliang, "国网重庆铜梁供电公司", "", "", Enterprise},
	}
	for _, tt := range tests {
		units, _ := Resolve([]string{tt.name}, tt.region)
		u := units[0]
		if got := text(u.FullName); got != tt.full {
			t.Errorf("%s: full name %q, want %q", tt.name, got, tt.full)
		}
		if got := text(u.Identity); got != tt.id {
			t.Errorf("%s: identity %q, want %q", tt.name, got, tt.id)
		}
		if u.Kind != tt.kind {
			t.Errorf("%s: kind %s, want %s", tt.name, u.Kind, tt.kind)
		}
	}
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func TestAliases(t *testing.T) {
	units, notes := Resolve([]string{"市发改委", "市财政局", "市发展和改革委员会", "县教育局"}, ganzhou)
	if got := units[0].Aliases; len(got) != 1 || got[0] != "市发展和改革委员会" {
		t.Errorf("aliases of 市发改委: %q", got)
	}
	if len(units[1].Aliases) != 0 {
		t.Errorf("aliases of 市财政局: %q", units[1].Aliases)
	}
	if len(notes) != 1 || notes[0].Code != "body-ambiguous" {
		t.Errorf("notes: %v, want one body-ambiguous for 县教育局", notes)
	}
}

func TestSuccessor(t *testing.T) {
	for id, want := range map[string]string{
		"511600:国土资源": "511600:自然资源", "511600:人口和计划生育": "511600:卫生和计划生育", "511600:卫生和计划生育": "511600:卫生健康",
		"100000:银行保险监督管理": "100000:国家金融监督管理", "511600:教育": "", "": "",
	} {
		if got, _ := Successor(id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

// Every successor is an organ of the lexicon.
func TestSuccessorsExist(t *testing.T) {
	stems := map[string]bool{}
	for _, m := range []map[string]*organ{organs().local, organs().party} {
		for _, o := range m {
			stems[o.stem] = true
		}
	}
	for stem, next := range successors() {
		if !stems[next] {
			t.Errorf("%s leads to %s, which no row has", stem, next)
		}
	}
}

func TestKinds(t *testing.T) {
	for name, want := range map[string]string{
		"市委组织部": Party, "市中级人民法院": Court, "高新区管委会": Committee, "市公交集团有限公司": Enterprise, "城东街道办事处": Town,
		"市总工会": Association, "市第一人民医院": Institution, "有关部门": Generic, "各乡镇（街道）": Generic, "市政协": Congress, "市民政局": Government,
	} {
		if got := KindOf(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestLooks(t *testing.T) {
	for name, want := range map[string]Looks{
		"市教育局": Body, "市级相关部门（单位）": Body, "产业发展格局": NoBody, "娄星区": Place, "加快推进": Unknown, "全部": NoBody, "市交通委（市道运局）": Body,
	} {
		if got := LooksOf(name); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"市发改委", "人行广安市中心支行", "团市委", "各区县", "（）", "市", "\xff"} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, name string, at int) {
		units, _ := Resolve([]string{name}, everywhere[abs(at)%len(everywhere)])
		u := units[0]
		if (u.Identity == nil) != (u.Region == nil) || u.FullName != nil && u.Identity == nil {
			t.Errorf("%q: a full name or region without identity", name)
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}
