package docnumber

import "testing"

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text, raw, organ string
		year, serial     int
	}{
		{"云府〔2023〕90号", "云府〔2023〕90号", "云府", 2023, 90},
		{"晋政办发〔2023〕28 号", "晋政办发〔2023〕28 号", "晋政办发", 2023, 28},
		{"（皖开放办〔2022〕6号）", "皖开放办〔2022〕6号", "皖开放办", 2022, 6},
		{"教思政厅函[2010]4号", "教思政厅函[2010]4号", "教思政厅函", 2010, 4},
		{"根据国发〔2014〕21号文件精神", "国发〔2014〕21号", "国发", 2014, 21},
		{"关于深化改革的指导意见国办发〔2012〕57号各省", "国办发〔2012〕57号", "国办发", 2012, 57},
		{"中华人民共和国国务院令第746号公布", "中华人民共和国国务院令第746号", "中华人民共和国国务院令", 0, 746},
		{"交通运输部令2026年第10号公布", "交通运输部令2026年第10号", "交通运输部令", 2026, 10},
		{"渝府发（2021）第29号", "渝府发（2021）第29号", "渝府发", 2021, 29},
		{"沿G319第3号路建设", "", "", 0, 0},
		{"东山路15号", "", "", 0, 0},
		{"〔2023〕5号", "", "", 0, 0},
	} {
		n, ok := Find(c.text, 0)
		if ok != (c.raw != "") {
			t.Errorf("%s: found %v", c.text, ok)
			continue
		}
		if ok && (c.text[n.Span.Start:n.Span.End] != c.raw || n.Organ != c.organ || n.Year != c.year || n.Serial != c.serial) {
			t.Errorf("%s: %+v %q", c.text, n, c.text[n.Span.Start:n.Span.End])
		}
	}
}

func TestWhole(t *testing.T) {
	for s, want := range map[string]bool{"（云府〔2023〕9号）": true, "云府〔2023〕9号 ": true, "见云府〔2023〕9号": false, "云府〔2023〕9号的通知": false, "": false} {
		if _, ok := Whole(s); ok != want {
			t.Errorf("%q: %v", s, ok)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("根据国发〔2014〕21号文件", 0)
	f.Fuzz(func(t *testing.T, s string, from int) {
		if from < 0 || from > len(s) {
			return
		}
		if n, ok := Find(s, from); ok && (n.Span.Start < from || n.Span.End > len(s) || n.Span.Empty()) {
			t.Fatalf("%q: %+v", s, n)
		}
		Whole(s)
	})
}
