package webpage

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// head is how much of a page is searched for its own statement of the encoding (WHATWG says 1024 bytes;
// published pages put long comments above it).
const head = 8 << 10

// decode turns the page's bytes into UTF-8. In order of trust: a byte order mark; what the bytes prove,
// since pages are re-encoded by crawlers without their meta tag being changed; what the meta tag says;
// GB18030, which holds GBK and GB2312.
func decode(data []byte) (text []byte, name string) {
	if _, name, sure := charset.DetermineEncoding(data[:min(len(data), 3)], ""); sure && name != "windows-1252" {
		enc, _ := charset.Lookup(name)
		return convert(enc, data), name // a byte order mark
	}
	if enc, name := utf16WithoutMark(data); enc != nil {
		return convert(enc, data), name
	}
	if utf8.Valid(data) {
		return data, "utf-8"
	}
	enc, name, _ := charset.DetermineEncoding(data[:min(len(data), head)], "")
	switch name {
	case "utf-8":
		if mostlyUTF8(data) { // a few broken bytes, as crawlers leave them at the end of a cut page
			return bytes.ToValidUTF8(data, []byte("\uFFFD")), "utf-8"
		}
	case "windows-1252", "gbk", "gb2312", "gb18030", "hz-gb-2312":
		// windows-1252 is only the HTML standard's last resort; no Chinese page is in it.
	default:
		return convert(enc, data), name
	}
	return convert(simplifiedchinese.GB18030, data), "gb18030"
}

func convert(enc encoding.Encoding, data []byte) []byte {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	return bytes.TrimPrefix(out, []byte("\uFEFF"))
}

// utf16WithoutMark knows UTF-16 by the zero bytes beside ASCII markup.
func utf16WithoutMark(data []byte) (encoding.Encoding, string) {
	d := bytes.TrimLeft(data[:min(len(data), 64)], "\x00 \r\n\t")
	if len(d) < 4 || bytes.IndexByte(data[:min(len(data), 64)], 0) < 0 {
		return nil, ""
	}
	name := ""
	switch at := bytes.IndexByte(data, '<'); {
	case at < 0:
		return nil, ""
	case at%2 == 0 && at+1 < len(data) && data[at+1] == 0:
		name = "utf-16le"
	case at%2 == 1 && data[at-1] == 0:
		name = "utf-16be"
	default:
		return nil, ""
	}
	enc, _ := charset.Lookup(name)
	return enc, name
}

// mostlyUTF8 reports whether fewer than one byte in a thousand is not UTF-8.
func mostlyUTF8(data []byte) bool {
	bad := 0
	for at := 0; at < len(data); {
		if data[at] < utf8.RuneSelf {
			at++
			continue
		}
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			bad++
		}
		at += n
	}
	return bad*1000 <= len(data)
}
