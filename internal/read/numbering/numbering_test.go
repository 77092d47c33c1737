package numbering

import "testing"

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"chineseCounting", 1, "一"}, {"chineseCounting", 10, "十"}, {"chineseCounting", 11, "十一"}, {"chineseCounting", 20, "二十"},
		{"chineseCounting", 21, "二十一"}, {"chineseCounting", 100, "一百"}, {"chineseCounting", 101, "一百零一"}, {"chineseCounting", 110, "一百一十"},
		{"chineseCounting", 112, "一百一十二"}, {"chineseCounting", 1001, "一千零一"}, {"chineseCounting", 10010, "一万零一十"}, {"chineseCounting", 120000, "十二万"},
		{"chineseLegalSimplified", 10, "壹拾"}, {"chineseLegalSimplified", 203, "贰佰零叁"},
		{"ideographDigital", 2025, "二〇二五"}, {"decimalZero", 3, "03"}, {"decimalZero", 12, "12"}, {"decimalFullWidth", 25, "２５"},
		{"decimalEnclosedCircle", 20, "⑳"}, {"decimalEnclosedCircle", 21, "㉑"}, {"decimalEnclosedCircle", 36, "㊱"}, {"decimalEnclosedCircle", 51, "51"},
		{"decimalEnclosedParen", 3, "⑶"}, {"decimalEnclosedFullstop", 20, "⒛"}, {"ideographTraditional", 10, "癸"}, {"ideographTraditional", 11, "11"},
		{"ideographZodiac", 12, "亥"}, {"ideographZodiacTraditional", 13, "丙子"}, {"upperRoman", 1994, "MCMXCIV"}, {"lowerRoman", 4, "iv"},
		{"upperLetter", 27, "AA"}, {"lowerLetter", 53, "aaa"}, {"ordinal", 12, "12th"}, {"ordinal", 22, "22nd"}, {"unheard of", 7, "7"}, {"decimal", -2, "-2"},
		{"upperRoman", 0, "0"}, {"chineseCounting", 0, "〇"},
	} {
		if got, ok := Format(c.format, c.n); !ok || got != c.want {
			t.Errorf("%s %d: got %q %v, want %q", c.format, c.n, got, ok, c.want)
		}
	}
	for _, none := range []string{"bullet", "none"} {
		if got, ok := Format(none, 1); ok || got != "" {
			t.Errorf("%s: got %q %v, want none", none, got, ok)
		}
	}
}
