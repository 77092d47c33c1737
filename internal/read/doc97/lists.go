package doc97

import (
	"strings"

	"taizhang/internal/read/numbering"
)

// formats are the names of the number format codes (MSONFC, [MS-OSHARED] 2.2.1.3).
var formats = map[byte]string{
	0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 10: "ideographDigital",
	11: "japaneseCounting", 14: "decimalFullWidth", 15: "decimalHalfWidth", 16: "japaneseLegal", 17: "japaneseDigitalTenThousand",
	18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop",
	27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
	31: "ideographZodiac", 32: "ideographZodiacTraditional", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
	35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
	39: "chineseCountingThousand", 57: "numberInDash", 255: "none",
}

// readLists reads the PlfLst with the levels behind it (2.9.192) and the PlfLfo (2.9.191): the uses of lists in the
// order in which paragraphs count them, from 1.
func readLists(plfLst, behind, plfLfo []byte) []*numbering.Num {
	byID := map[uint32]*numbering.List{}
	n := u16(plfLst, 0)
	at := 2 + 28*n
	if n > 0 && at <= len(behind) {
		for i := range n {
			lstf := behind[2+28*i : 2+28*i+28]
			l := &numbering.List{}
			for k := range l.Levels {
				l.Levels[k] = numbering.NewLevel()
			}
			levels := numbering.Levels
			if lstf[26]&1 != 0 { // fSimpleList
				levels = 1
			}
			for k := range levels {
				size := readLevel(behind[min(at, len(behind)):], &l.Levels[k])
				if size == 0 {
					break
				}
				at += size
			}
			byID[u32(lstf, 0)] = l
		}
	}
	count := int(u32(plfLfo, 0))
	if count <= 0 || 4+16*count > len(plfLfo) {
		return nil
	}
	nums := make([]*numbering.Num, count)
	at = 4 + 16*count
	for i := range nums {
		lfo := plfLfo[4+16*i:]
		nums[i] = &numbering.Num{List: byID[u32(lfo, 0)]}
		at += 4 // the LFOData's cp
		for range int(lfo[12]) {
			if at+8 > len(plfLfo) {
				return nums
			}
			start, flags := int(int32(u32(plfLfo, at))), u32(plfLfo, at+4)
			at += 8
			k := int(flags & 0xF)
			var lv *numbering.Level
			if flags&0x20 != 0 { // fFormatting: a whole level follows
				l := numbering.NewLevel()
				size := readLevel(plfLfo[min(at, len(plfLfo)):], &l)
				if size == 0 {
					return nums
				}
				at += size
				lv, start = &l, l.Start
			}
			if k >= numbering.Levels {
				continue
			}
			nums[i].Overrides[k] = lv
			if flags&0x10 != 0 { // fStartAt
				nums[i].Starts[k] = &start
			}
		}
	}
	return nums
}

// readLevel reads an LVL (2.9.144) and returns its size, 0 if it is cut short.
func readLevel(b []byte, l *numbering.Level) int {
	if len(b) < 28 {
		return 0
	}
	l.Start = int(int32(u32(b, 0)))
	if f, ok := formats[b[4]]; ok {
		l.Format = f
	}
	l.Legal = b[5]&4 != 0
	if b[5]&8 != 0 { // fNoRestart
		l.Restart = int(b[26])
	}
	switch b[15] {
	case 1:
		l.Glue = " "
	case 2:
		l.Glue = ""
	}
	at := 28 + int(b[24]) + int(b[25])
	n := u16(b, at)
	at += 2
	if at+2*n > len(b) {
		return 0
	}
	var text strings.Builder
	for i := range n {
		switch u := u16(b, at+2*i); {
		case u < numbering.Levels: // a level's number stands here
			text.WriteByte('%')
			text.WriteByte('1' + byte(u))
		default:
			text.WriteString(decode([]uint16{uint16(u)}))
		}
	}
	l.Text = text.String()
	return at + 2*n
}
