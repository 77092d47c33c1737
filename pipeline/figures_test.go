package pipeline_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

// figureLines writes the targets of a plan down, one a line: indicator, scope, comparison, value, unit, measure and deadline.
func figureLines(p *plan.Plan) string {
	var b strings.Builder
	for _, t := range p.Targets {
		scope, unit, date := "", "", ""
		if t.Scope != nil {
			scope = *t.Scope + " "
		}
		if t.Unit != nil {
			unit = *t.Unit
		}
		if t.Deadline != nil {
			date = " " + t.Deadline.Date
		}
		fmt.Fprintf(&b, "%s%s %s%s%s %s%s\n", scope, *t.Indicator.Raw, t.Op, *t.Value, unit, t.Measure, date)
	}
	return b.String()
}

// TestTablesOfFigures reads tables of indicators and of what each place is to do, in the notations that offices paste them in.
func TestTablesOfFigures(t *testing.T) {
	for name, c := range map[string]struct{ path, text, want string }{
		"growth a year and in all, two rows of headers": {"a.html", `<html><body><h1>青川市“十四五”工业发展规划</h1><p>一、主要目标</p><p>到2025年，主要指标如下表。</p>
<table><tr><th rowspan=2>类别</th><th rowspan=2>指标名称</th><th colspan=2>规划目标</th><th rowspan=2>年均增速［累计］</th></tr>
<tr><th>2020年</th><th>2025年</th></tr>
<tr><td rowspan=2>规模效益</td><td>规模以上工业增加值（亿元）</td><td>120</td><td>180</td><td>8.5%</td></tr>
<tr><td>规模以上工业企业数（家）</td><td>210</td><td>≥300</td><td>[90]</td></tr></table></body></html>`, `
规模以上工业增加值 =180亿元 level 2025
规模以上工业增加值年均增长 =8.5% growth_rate 2025
规模以上工业企业数 >=300家 level 2025
规模以上工业企业数 =90家 increase 2025
`},
		"cells that tabs part": {"b.txt", "临江区妇女儿童发展规划（2021—2030年）\n\n二、主要目标\n\n专栏1  主要指标\n领域\t指标\t2020年\t2025年\t2030年\n" +
			"健康\t孕产妇死亡率（1/10万）\t16.9\t14\t12\n教育\t学前教育毛入园率（%）\t85\t＞90\t≥95\n\t村委会女性比例（%）\t24\t28左右\t30以上\n", `
孕产妇死亡率 =14/10万 level 2025
孕产妇死亡率 =12/10万 level 2030
学前教育毛入园率 >90% level 2025
学前教育毛入园率 >=95% level 2030
村委会女性比例 ~28% level 2025
村委会女性比例 >=30% level 2030
`},
		"what each place is to do": {"c.html", `<html><body><h1>青川市2025年造林绿化工作方案</h1><p>一、目标任务</p><p>2025年，全市完成造林3.5万亩。</p><p>2025年造林绿化任务分解表</p>
<table><tr><td>县区</td><td>人工造林（亩）</td><td>义务植树（万株）</td><td>备注</td></tr><tr><td>东山县</td><td>20000</td><td>50</td><td></td></tr><tr><td>合计</td><td>35000</td><td>90</td><td></td></tr></table>
<p>2025—2026年老旧小区改造计划表（单位：个）</p>
<table><tr><td>地区</td><td>2025年</td><td>2026年</td></tr><tr><td>西河区</td><td>7</td><td>9</td></tr></table></body></html>`, `
全市造林 =3.5万亩 level 2025
东山县 人工造林 =20000亩 level 2025
东山县 义务植树 =50万株 level 2025
人工造林 =35000亩 level 2025
义务植树 =90万株 level 2025
西河区 老旧小区改造 =7个 level 2025
西河区 老旧小区改造 =9个 level 2026
`},
		"years and their figures in one run": {"e.txt", "青川县创业行动方案（2024—2026年）\n\n一、目标\n\n到2026年，创业人数达到1万人。\n\n附件：年度目标任务表年度目标项目2024年2025年2026年返乡创业人数（人）320036004000创办实体（个）80912投资（亿元）456相关附件：无\n", `
创业人数 =1万人 level 2026
返乡创业人数 =3200人 level 2024
返乡创业人数 =3600人 level 2025
返乡创业人数 =4000人 level 2026
投资 =4亿元 level 2024
投资 =5亿元 level 2025
投资 =6亿元 level 2026
`},
		"statistics of each place": {"d.html", `<html><body><h1>青川市2025年造林绿化工作方案</h1><p>一、现状</p><p>各县区森林面积</p>
<table><tr><td>县区</td><td>森林面积（亩）</td><td>覆盖率（%）</td></tr><tr><td>东山县</td><td>20000</td><td>50</td></tr></table></body></html>`, "\n"},
	} {
		p, err := pipeline.Process(context.Background(), pipeline.Source{Path: c.path, Data: []byte(c.text)})
		if err != nil {
			t.Fatal(err)
		}
		if got := "\n" + figureLines(p); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}
