package read

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(parts[i+1]))
	}
	w.Close()
	return b.Bytes()
}

func tarOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		if err := w.WriteHeader(&tar.Header{Name: parts[i], Mode: 0o644, Size: int64(len(parts[i+1])), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(parts[i+1]))
	}
	w.WriteHeader(&tar.Header{Name: "link", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink})
	w.Close()
	return b.Bytes()
}

func gz(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

// members lists paths and contents; an error stands as its message.
func members(t *testing.T, name string, data []byte, lim Limits) (out []string) {
	t.Helper()
	for m, err := range Members(context.Background(), Input{Path: name, Data: data}, lim) {
		if err != nil {
			out = append(out, "! "+err.Error())
			continue
		}
		out = append(out, m.Path+" = "+string(m.Data))
	}
	return out
}

func TestMembers(t *testing.T) {
	gbk, _ := simplifiedchinese.GB18030.NewEncoder().String("各区人民政府：\n")
	eml := "From: a@b.cn\r\nMIME-Version: 1.0\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n" +
		"--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n--C\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		base64.StdEncoding.EncodeToString([]byte(gbk)) + "\r\n--C\r\nContent-Type: text/html; charset=gb2312\r\n\r\n<p>" + gbk + "</p>\r\n--C--\r\n" +
		"--B\r\nContent-Type: application/octet-stream; name=\"=?gb2312?B?uL28/i50eHQ=?=\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nA=3DB\r\n--B--\r\n"
	mht := "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B; type=\"text/html\"\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n<p>页面</p>\r\n--B\r\nContent-Type: image/png\r\nContent-Location: x.png\r\n\r\nPNG\r\n--B--\r\n"
	for name, c := range map[string]struct {
		data []byte
		want []string
	}{
		"a.zip":    {zipOf(t, "甲.txt", "一", "__MACOSX/._甲.txt", "x", "sub/乙.txt", "二", ".DS_Store", "x"), []string{"a.zip!/甲.txt = 一", "a.zip!/sub/乙.txt = 二"}},
		"n.zip":    {zipOf(t, "in.zip", string(zipOf(t, "丙.txt", "三"))), []string{"n.zip!/in.zip!/丙.txt = 三"}},
		"a.tar":    {tarOf(t, "../甲.txt", "一"), []string{"a.tar!/甲.txt = 一"}},
		"a.tar.gz": {gz(tarOf(t, "甲.txt", "一", "乙.txt", "二")), []string{"a.tar.gz!/甲.txt = 一", "a.tar.gz!/乙.txt = 二"}},
		"甲.txt.gz": {gz([]byte("一")), []string{"甲.txt.gz!/甲.txt = 一"}},
		"a.txt":    {[]byte("一、总体要求"), []string{"a.txt = 一、总体要求"}},
		"a.eml":    {[]byte(eml), []string{"a.eml!/body.html = <p>各区人民政府：\n</p>", "a.eml!/附件.txt = A=B"}},
		"a.mht":    {[]byte(mht), []string{"a.mht!/body.html = <p>页面</p>"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := members(t, name, c.data, Limits{}); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestMembersWithinLimits(t *testing.T) {
	deep := zipOf(t, "x.txt", "一")
	for range maxDepth + 1 {
		deep = zipOf(t, "in.zip", string(deep))
	}
	spaces := strings.Repeat(" ", 4<<20)
	for name, c := range map[string]struct {
		data []byte
		lim  Limits
		want string
	}{
		"depth":    {deep, Limits{}, "more than 4 deep"},
		"parts":    {tarOf(t, "a", "1", "b", "2", "c", "3"), Limits{Parts: 2}, "more than 2 files"},
		"unpacked": {tarOf(t, "a", spaces), Limits{Unpacked: 1 << 20}, "more than 1048576 bytes"},
		"ratio":    {gz([]byte(spaces)), Limits{Ratio: 10}, "grows to more than"},
		"cut":      {gz(tarOf(t, "a", "1"))[:20], Limits{}, "damaged or cut off"},
	} {
		t.Run(name, func(t *testing.T) {
			got := strings.Join(members(t, "x", c.data, c.lim), "\n")
			if !strings.Contains(got, c.want) || strings.Contains(got, "\n!") && strings.Count(got, "!") > 8 {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestMembersGoOnBehindABadOne(t *testing.T) {
	data := zipOf(t, "bad.txt", strings.Repeat(" ", 4<<20), "good.txt", "一")
	got := members(t, "a.zip", data, Limits{Ratio: 10})
	if len(got) != 2 || !strings.HasPrefix(got[0], "! a.zip!/bad.txt") || got[1] != "a.zip!/good.txt = 一" {
		t.Errorf("got %q", got)
	}
}

func FuzzMembers(f *testing.F) {
	f.Add(zipOf(f, "a.txt", "一"))
	f.Add(gz(tarOf(f, "a.txt", "一")))
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nx\n--B--\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for m, err := range Members(context.Background(), Input{Path: "x", Data: data}, Limits{Unpacked: 1 << 20, Ratio: 20, Parts: 50}) {
			if err == nil && m.Path == "" {
				t.Fatal("a member without a path")
			}
		}
	})
}
