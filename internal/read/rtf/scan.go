package rtf

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// kind is what a token is.
type kind uint8

const (
	end kind = iota
	open
	shut
	word // a control word or symbol; 'hh has the byte as its argument
	char // a byte of text
)

type token struct {
	kind kind
	name string
	arg  int
	has  bool // an argument was given
	b    byte
}

type scanner struct {
	data []byte
	at   int
}

func (s *scanner) next() token {
	for s.at < len(s.data) {
		c := s.data[s.at]
		s.at++
		switch c {
		case '{':
			return token{kind: open}
		case '}':
			return token{kind: shut}
		case '\r', '\n', 0:
			continue
		case '\\':
			return s.control()
		}
		return token{kind: char, b: c}
	}
	return token{kind: end}
}

// control reads what follows a backslash.
func (s *scanner) control() token {
	if s.at >= len(s.data) {
		return token{kind: end}
	}
	start := s.at
	for s.at < len(s.data) && letter(s.data[s.at]) && s.at-start < 32 {
		s.at++
	}
	if s.at == start {
		c := s.data[s.at]
		s.at++
		switch c {
		case '\\', '{', '}':
			return token{kind: char, b: c}
		case '\'':
			if s.at+2 > len(s.data) {
				return token{kind: end}
			}
			b := hex(s.data[s.at])<<4 | hex(s.data[s.at+1])
			s.at += 2
			return token{kind: word, name: "'", arg: int(b)}
		case '\r', '\n':
			return token{kind: word, name: "par"}
		}
		return token{kind: word, name: string(rune(c))}
	}
	t := token{kind: word, name: string(s.data[start:s.at])}
	minus := s.at < len(s.data) && s.data[s.at] == '-'
	if minus {
		s.at++
	}
	for digits := 0; s.at < len(s.data) && s.data[s.at] >= '0' && s.data[s.at] <= '9' && digits < 10; digits++ {
		t.arg = t.arg*10 + int(s.data[s.at]-'0')
		t.has = true
		s.at++
	}
	if minus {
		t.arg = -t.arg
	}
	if s.at < len(s.data) && s.data[s.at] == ' ' {
		s.at++
	}
	if t.name == "bin" {
		s.at = min(len(s.data), s.at+max(t.arg, 0))
	}
	return t
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func hex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 0
}

// charsets are the code pages of \fcharsetN.
var charsets = map[int]int{0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250}

// codePages are the encodings of Windows code pages.
var codePages = map[int]encoding.Encoding{
	936: simplifiedchinese.GB18030, 54936: simplifiedchinese.GB18030, 950: traditionalchinese.Big5, 932: japanese.ShiftJIS, 949: korean.EUCKR,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253, 1254: charmap.Windows1254,
	1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257, 1258: charmap.Windows1258, 874: charmap.Windows874,
	10000: charmap.Macintosh,
}

func decode(codePage int, b []byte) string {
	enc := codePages[codePage]
	if enc == nil {
		if codePage == 65001 {
			return string(b)
		}
		enc = charmap.Windows1252
	}
	s, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return string(b)
	}
	return string(s)
}
