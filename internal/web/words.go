package web

// words are the labels of the pages: Chinese, English.
var words = map[string][2]string{
	"site": {"台账", "Taizhang"}, "skip": {"跳到正文", "Skip to content"}, "find": {"检索", "Search"}, "hint": {"字词、“短语”、lead:教育局、year:2023..2025", "words, \"phrase\", lead:教育局, year:2023..2025"},
	"upload": {"上传文件", "Upload"}, "report": {"批次报告", "Report"}, "foot": {"台账：谁牵头、做什么、何时完成。每条都指回原文。", "Who must do what by when; every line points to its words."},
	"all": {"全部文件", "All plans"}, "at": {"位置", "character"}, "province": {"省级", "province"}, "prefecture": {"地市级", "prefecture"}, "county": {"县级", "county"}, "national": {"国家级", "national"},
	"facets": {"筛选", "Filters"}, "hits": {"结果", "Results"}, "plans": {"份文件", "plans"}, "next": {"下一页", "Next page"},
	"region": {"地区", "Region"}, "level": {"层级", "Level"}, "year": {"年份", "Year"}, "genre": {"文种", "Genre"}, "lead": {"牵头", "Leads"}, "indicator": {"指标", "Indicator"},
	"relevance": {"按相关", "Relevance"}, "date": {"按日期", "Date"}, "byregion": {"按地区", "Region"}, "value": {"按数值", "Value"}, "untitled": {"（无标题）", "(without a title)"},
	"responsible": {"责任", "Answers"}, "cooperating": {"配合", "Takes part"}, "findings": {"文件中的问题", "Findings"}, "targets": {"指标任务", "Targets"}, "duties": {"责任分工", "Duties"},
	"tasks": {"任务", "Tasks"}, "bodies": {"单位", "Bodies"}, "notes": {"存疑", "Notes"}, "ledger": {"台账", "Ledger"}, "original": {"原文", "Original text"}, "near": {"内容相近", "Nearly the same"},
	"network": {"同一分工中的单位", "Bodies named in the same duties"}, "role": {"角色", "Role"}, "task": {"任务", "Task"}, "plan": {"文件", "Plan"}, "deadline": {"期限", "Deadline"},
	"figure": {"目标值", "Figure"}, "outlier": {"离群", "outlier"}, "choose": {"选择文件", "Choose a file"}, "read": {"读取", "Read"}, "unstored": {"文件只在内存中读取，不保存。", "The file is read in memory and not stored."},
	"sources": {"来源", "Sources"}, "failed": {"未能读取", "Could not be read"}, "back": {"返回首页", "Back to the start"}, "login": {"登录", "Log in"}, "token": {"令牌", "Token"},
	"below": {"下级地区", "Regions below"}, "download": {"下载", "Download"}, "open": {"等", "and others"}, "citations": {"引用文件", "Citations"}, "outline": {"目录", "Outline"}, "table": {"表格", "Table"},
	"basis": {"依据", "basis"}, "implements": {"落实", "implements"}, "forwards": {"转发", "forwards"}, "amends": {"修改", "amends"}, "repeals": {"废止", "repeals"}, "mentions": {"提及", "mentions"},
	"dutiesOver": {"项分工，见于", "duties in"}, "targetsOver": {"项目标，见于", "targets in"}, "cut": {"文件过多，只看了最相关的部分", "more plans than are shown: the most relevant ones"},
	"moved":     {"文件库已更新，翻页可能有重复或遗漏", "The library has changed since the first page: hits may repeat or be missing"},
	"status400": {"请求有误", "The request is not understood"}, "status401": {"令牌不正确", "The token is wrong"}, "status404": {"没有这一页", "There is no such page"}, "status413": {"文件过大", "The file is too large"},
	"status421": {"不认识这个主机名", "This server has another name"}, "status422": {"这个文件不能读取", "This file cannot be read"}, "status429": {"请求过多，请稍候再试", "Too many requests: wait a moment"},
	"status500": {"服务器出错，请查日志", "A fault of the server: the log says more"}, "status503": {"文件库没有回应", "The library does not answer"}, "status405": {"不支持这种请求", "This method is not allowed"},
	"issuer": {"发文机关", "Issued by"}, "number": {"文号", "Number"}, "issued": {"成文日期", "Issued on"},
}
