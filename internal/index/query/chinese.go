package query

import (
	"fmt"
	"slices"
)

// phrase is a part of a message in both languages.
type phrase struct{ english, chinese string }

func (p phrase) String() string { return p.english }

// chinese are the messages as a Chinese reader gets them, by what they are in English.
var chinese = map[string]string{
	"the query is longer than %d characters: shorten it":                        "检索式超过 %d 个字：请缩短",
	"“)” without its “(”: take it away or put it in quotes":                     "“)”前面没有“(”：请删去，或放进引号",
	"more than %d parentheses inside each other: write it flatter":              "括号嵌套超过 %d 层：请简化",
	"a word, phrase or field is expected after OR":                              "OR 后面应有字词、短语或字段",
	"a word, phrase or field is expected before OR":                             "OR 前面应有字词、短语或字段",
	"AND stands between two words: put one on each side, or write it in quotes": "AND 应在两个词之间：请在两边各写一个，或放进引号",
	"a word, phrase or field is expected after the minus sign":                  "减号后面应有字词、短语或字段",
	"“(” is not closed: add “)”":                                                "“(”没有配对：请补上“)”",
	"a word, phrase or field is expected between the parentheses":               "括号里应有字词、短语或字段",
	"more than %d words: leave some out":                                        "超过 %d 个词：请减少",
	"no field “%s”: %s":                                                         "没有“%s”这个字段：%s",
	"%s is expected after “%s:”":                                                "“%[2]s:”后面应是%[1]s",
	"the quotation mark is not closed: add “\"” at the end":                     "引号没有配对：请在末尾补上“\"”",
	"there is nothing between the quotation marks":                              "引号里没有内容",
	"%s is expected here":                                                       "这里应是%s",
	"“*” may stand only at the end of a word":                                   "“*”只能放在词尾",
	"at least two characters are expected before “*”":                           "“*”前面至少要有两个字",
	"a range needs a bound on one side at least: 2023..2027, 2023.., ..2027":    "范围至少要有一端：2023..2027、2023..、..2027",
	"the range runs backwards: write the smaller bound first":                   "范围前后颠倒：请把小的写在前面",
	"“%s” is no date: 2025, 2025-06 or 2025-06-30 is expected":                  "“%s”不是日期：应写成 2025、2025-06 或 2025-06-30",
	"“%s” is no number: %s":                                                     "“%s”不是数字：应是%s",
}

func inChinese(format string, args ...any) string {
	args = slices.Clone(args)
	for i, a := range args {
		if p, ok := a.(phrase); ok {
			args[i] = p.chinese
		}
	}
	return fmt.Sprintf(chinese[format], args...)
}
