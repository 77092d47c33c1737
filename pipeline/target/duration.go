package target

// Lengths of time: the limit of a service, what is to be spent on learning or left to others; else no target.
import (
	"strings"
)

// span: a stretch of time is a target only as the limit of a service, or as what is to be spent on learning.
func span(v *view) bool {
	if v.q.of == nil || !v.q.of.lasts() {
		return false
	}
	if v.e.change != nil && v.e.change.is(down) || v.e.toLevel {
		return false
	}
	if v.e.change != nil && v.e.post < v.e.end {
		return true // 提升企业开办0.5个工作日办理质效
	}
	if v.f > 0 && v.p.toks[v.f-1].text == "为" && endsIn(v.c.Indicator, []string{"周期", "年限", "期限", "时限", "有效期"}) {
		return true // 贷款周期为3年
	}
	bounded := v.e.compared || v.e.op != ""
	switch {
	case v.q.of.dimension == "months" && endsIn(v.c.Indicator, []string{"期限", "有效期"}), v.q.of.dimension == "working days" && strings.HasPrefix(v.c.Op, ">"):
		return true // 合同期限不少于1年, 审核时间不少于5个工作日
	case endsIn(v.c.Indicator, durations()):
		if bounded {
			v.c.fired = append(v.c.fired, "limits a time")
		}
		return false
	case bounded && strings.HasPrefix(v.c.Op, "<") && v.partOfTimed():
		v.c.fired = append(v.c.fired, "limits a time")
		return false // 审批时间压缩至50个工作日以内，其中小型项目不超过10个工作日
	case bounded && strings.HasPrefix(v.c.Op, "<") && v.q.of.dimension != "months" && v.e.post == v.e.end && (endsIn(v.c.Indicator, []string{"办结", "办理", "审批", "流程", "环节"}) || v.verb != nil && v.verb.is(limit) || v.p.timed(v.f)):
		v.c.fired = append(v.c.fired, "limits a service")
		return false // 承诺办结不超过5个工作日, 等候时间一般事项不超过10分钟
	case bounded && strings.HasPrefix(v.c.Op, ">") && (endsIn(v.c.Indicator, learning()) || v.verb != nil && endsIn(v.verb.text, learning())) && hasClass(v.p.toks[:v.f], per):
		v.c.fired = append(v.c.fired, "so much time for learning")
		return false // 每人每年培训不少于5天
	case bounded && strings.HasPrefix(v.c.Op, ">") && endsIn(v.c.Indicator, []string{"运动", "锻炼", "体育活动", "户外活动"}) && hasClass(v.p.toks[:v.f], per):
		v.c.fired = append(v.c.fired, "so much time for exercise")
		return false // 每天运动不少于1小时
	case bounded && strings.HasPrefix(v.c.Op, ">") && (containsAny(v.a.slice(v.p.toks[:v.f]), []string{"征集意见", "征求意见"}) || endsIn(v.a.slice(v.p.toks[v.e.post:v.e.end]), []string{"调整期", "适应期", "过渡期", "缓冲期"})):
		v.c.fired = append(v.c.fired, "leaves so much time")
		return false // 公开征集意见不少于30日, 留出不少于30日的适应期
	case v.a.service(v.p, v.e) != "":
		v.c.fired = append(v.c.fired, "limits a service")
		return false // 48小时内放行, 5个工作日内启动审查
	}
	return true
}

// partOfTimed reports a phrase that picks a part of what the length of time before it is of: 其中小型项目.
func (v *view) partOfTimed() bool {
	return v.p.toks[0].text == "其中" && v.earlierTarget() && endsIn(v.a.found[len(v.a.found)-1].Indicator, durations())
}

// durations end the names of measures that are lengths of time; learning ends what time is to be spent on.
var (
	durations = list("duration")
	learning  = list("learning")
)

// timed reports a name of a length of time before figure f: 等候时间 in 等候时间一般事项不超过10分钟.
func (p *phrase) timed(f int) bool {
	for i := range f {
		if endsIn(p.toks[i].text, []string{"时间", "时限", "期限", "用时", "时长"}) {
			return true
		}
	}
	return false
}

// lasts reports a unit of time.
func (u *unit) lasts() bool {
	return u.dimension == "time" || u.dimension == "months" || u.dimension == "working days"
}
