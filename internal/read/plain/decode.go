package plain

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode/utf32"

	textunicode "golang.org/x/text/encoding/unicode"
)

// The faults of a file that is no text.
var (
	ErrEmpty  = errors.New("the file is empty")
	ErrBinary = errors.New("it is no text: if it is a document of another format, its bytes are damaged or the format is not supported")
)

// Decode turns bytes into UTF-8 and names their encoding. In order: a byte order mark; validity (a text of any length
// that is valid UTF-8 is UTF-8; zero bytes are UTF-16 or no text); evidence, since almost any bytes are valid GB18030.
func Decode(data []byte) (text, encoding string, err error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return "", "", ErrEmpty
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return valid(data), "utf-8", nil
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")):
		return converted(utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM).NewDecoder().Bytes(data)), "utf-32le", nil
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return converted(textunicode.UTF16(textunicode.LittleEndian, textunicode.ExpectBOM).NewDecoder().Bytes(data)), "utf-16le", nil
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return converted(textunicode.UTF16(textunicode.BigEndian, textunicode.ExpectBOM).NewDecoder().Bytes(data)), "utf-16be", nil
	}
	if binary(data) {
		if text, name := unmarked(data); name != "" {
			return text, name, nil
		}
		return "", "", ErrBinary
	}
	if utf8.Valid(data) {
		return string(data), "utf-8", nil
	}
	if u, g := valid(data), gb(data); chinese(g) <= chinese(u) {
		// Broken UTF-8 (a file that was cut in the middle of a character) still shows more Chinese than its bytes
		// read as GB18030.
		if strings.Count(u, "\uFFFD")*20 > utf8.RuneCountInString(u) {
			return "", "", ErrBinary
		}
		return u, "utf-8", nil
	} else {
		if strings.Count(g, "\uFFFD")*20 > utf8.RuneCountInString(g) {
			return "", "", ErrBinary
		}
		return g, "gb18030", nil
	}
}

// unmarked knows UTF-16 without a byte order mark by what it makes: Chinese and ASCII, and hardly anything else.
func unmarked(data []byte) (text, name string) {
	for _, c := range []struct {
		name  string
		order textunicode.Endianness
	}{{"utf-16le", textunicode.LittleEndian}, {"utf-16be", textunicode.BigEndian}} {
		s := converted(textunicode.UTF16(c.order, textunicode.IgnoreBOM).NewDecoder().Bytes(data))
		usual, all := 0, 0
		for _, r := range s {
			han := r >= 0x4E00 && r <= 0x9FFF || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
			if han || r >= 0x20 && r < 0x7F || r == '\n' || r == '\r' || r == '\t' {
				usual++
			}
			all++
		}
		if usual*20 >= all*19 && chinese(s)*4 > all { // Chinese read the wrong way round is rare characters at best
			return s, c.name
		}
	}
	return "", ""
}

func valid(data []byte) string { return strings.ToValidUTF8(string(data), "\uFFFD") }

func converted(b []byte, err error) string {
	if err != nil {
		return valid(b)
	}
	return string(b)
}

func gb(data []byte) string { return converted(simplifiedchinese.GB18030.NewDecoder().Bytes(data)) }

// binary reports whether the bytes hold what no text holds: zero bytes, or many control characters.
func binary(data []byte) bool {
	head := data[:min(len(data), 64<<10)]
	control := 0
	for _, c := range head {
		if c == 0 {
			return true
		}
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1A {
			control++
		}
	}
	return control*50 > len(head)
}

// chinese weighs how well a reading makes Chinese: the common characters of official prose count, broken and rare
// ones count against it.
func chinese(s string) int {
	n := 0
	for i, r := range s {
		switch {
		case i > 200_000:
			return n
		case strings.ContainsRune(common, r):
			n += 4
		case r == utf8.RuneError:
			n -= 8
		case r >= 0x4E00 && r <= 0x9FA5:
			n++
		case r > 0x7F && !unicode.In(r, unicode.Han) && !strings.ContainsRune("，。、；：“”‘’（）《》〔〕【】—…·\u3000\u00A0", r):
			n -= 2
		}
	}
	return n
}

// common is the most frequent characters and marks of official prose.
const common = "的和发展一国政府市工作建设实施人民社会经济管理推进全加强单位部门责任各区县大中不以年要有为，。、；（）"
