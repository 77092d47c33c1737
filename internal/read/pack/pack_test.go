package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func archive(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Deflate, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(parts[i+1]))
	}
	w.Close()
	return b.Bytes()
}

func TestNamesLeadNowhere(t *testing.T) {
	gbk, _ := simplifiedchinese.GB18030.NewEncoder().String("附件1.txt")
	a, err := Zip(archive(t, "../../etc/passwd", "x", `..\windows\a.txt`, "x", "/abs.txt", "x", gbk, "x"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range a.Parts {
		names = append(names, p.Name)
	}
	if got, want := strings.Join(names, " "), "etc/passwd windows/a.txt abs.txt 附件1.txt"; got != want {
		t.Errorf("names %q, want %q", got, want)
	}
	if a.Part("/abs.txt") == nil {
		t.Error("a part is not found by its absolute name")
	}
}

func TestLimits(t *testing.T) {
	bomb := archive(t, "a.xml", strings.Repeat(" ", 8<<20))
	for _, c := range []struct {
		name string
		lim  Limits
		want string
	}{
		{"ratio", Limits{Ratio: 100}, "times its packed size"},
		{"unpacked", Limits{Unpacked: 1 << 20}, "more than 1048576 bytes"},
		{"none", Limits{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := Zip(bomb, c.lim)
			if err != nil {
				t.Fatal(err)
			}
			_, err = a.Parts[0].Read()
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	if _, err := Zip(archive(t, "a", "1", "b", "2"), Limits{Parts: 1}); err == nil || !strings.Contains(err.Error(), "lists 2 parts") {
		t.Errorf("got %v for too many parts", err)
	}
}

func TestUnpackedCountsAllParts(t *testing.T) {
	a, err := Zip(archive(t, "a", strings.Repeat("x", 600), "b", strings.Repeat("y", 600)), Limits{Unpacked: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Parts[0].Read(); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Parts[1].Read(); err == nil {
		t.Error("the second part passes the limit on all parts together")
	}
}

func TestDamaged(t *testing.T) {
	whole := archive(t, "a.xml", strings.Repeat("文件", 1000))
	for _, cut := range []int{0, 10, len(whole) / 2, len(whole) - 5} {
		if _, err := Zip(whole[:cut], Limits{}); !errors.Is(err, ErrDamaged) {
			t.Errorf("cut at %d: got %v", cut, err)
		}
	}
	spoilt := bytes.Clone(whole)
	for i := 40; i < 60; i++ {
		spoilt[i] ^= 0xFF
	}
	if a, err := Zip(spoilt, Limits{}); err == nil {
		if _, err := a.Parts[0].Read(); !errors.Is(err, ErrDamaged) {
			t.Errorf("spoilt: got %v", err)
		}
	}
}

func FuzzZip(f *testing.F) {
	f.Add(archive(f, "a.xml", "文件"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Zip(data, Limits{Unpacked: 1 << 20, Ratio: 50, Parts: 100})
		if err != nil {
			return
		}
		for _, p := range a.Parts {
			if strings.HasPrefix(p.Name, "/") || strings.Contains("/"+p.Name+"/", "/../") {
				t.Fatalf("name %q leads out of the archive", p.Name)
			}
			p.Read()
		}
	})
}
