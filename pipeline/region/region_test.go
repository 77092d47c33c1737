package region

import "testing"

func TestPrefix(t *testing.T) {
	for _, c := range []struct{ text, near, want, full string }{
		{"重庆市铜梁区人民政府", "", "500151", "重庆市铜梁区"},
		{"重庆市人民政府办公厅", "", "500000", "重庆市"},
		{"临沂市人民政府", "", "371300", "山东省临沂市"},
		{"山东省发展和改革委员会", "", "370000", "山东省"},
		{"内蒙古自治区人民政府办公厅", "", "150000", "内蒙古自治区"},
		{"新疆维吾尔自治区哈密市", "", "650500", "新疆维吾尔自治区哈密市"},
		{"恩施土家族苗族自治州人民政府", "", "422800", "湖北省恩施土家族苗族自治州"},
		{"铜梁区人民政府", "", "500151", "重庆市铜梁区"},
		{"鼓楼区人民政府", "", "", ""}, // four cities have one
		{"鼓楼区人民政府", "350100", "350102", "福建省福州市鼓楼区"},
		{"福州市鼓楼区人民政府", "", "350102", "福建省福州市鼓楼区"},
		{"广安经济技术开发区", "", "511600", "四川省广安市"},
		{"吉林省吉林市", "", "220200", "吉林省吉林市"},
		{"全国人大常委会", "", "", ""},
		{"莱芜市人民政府", "", "370116", "山东省济南市莱芜区"},
	} {
		d, _, ok := Prefix(c.text, c.near)
		if ok != (c.want != "") || d.Code != c.want || ok && FullName(d) != c.full {
			t.Errorf("%s (near %q): %v %s, want %s %s", c.text, c.near, d, FullName(d), c.want, c.full)
		}
	}
}

func TestOfNumber(t *testing.T) {
	for organ, want := range map[string]string{"渝府发": "500000", "鲁政办发": "370000", "内政办发": "150000", "国办发": "100000", "京公开办发": "110000", "铜府": ""} {
		if d, _ := OfNumber(organ); d.Code != want {
			t.Errorf("%s: %v, want %s", organ, d, want)
		}
	}
}

func TestWithin(t *testing.T) {
	county, _ := ByCode("500151")
	if !Within(county, "500000") || Within(county, "510000") || Within(Division{Code: "370000"}, "371300") {
		t.Error("Within is wrong about 500151")
	}
}

func FuzzPrefix(f *testing.F) {
	f.Add("重庆市铜梁区人民政府", "")
	f.Fuzz(func(t *testing.T, text, near string) {
		if d, n, ok := Prefix(text, near); ok && (n <= 0 || n > len(text) || d.Code == "") {
			t.Fatalf("%q: %v %d", text, d, n)
		}
	})
}
