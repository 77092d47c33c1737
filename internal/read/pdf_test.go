package read

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/pipeline/document"
)

// The files of testdata/pdf are LibreOffice's own: notice.fodt converted as it is and with a password; scanned.pdf holds one picture.
func readPDF(t *testing.T, name string, lim Limits) (*document.Document, error) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "pdf", name))
	if err != nil {
		t.Fatal(err)
	}
	return Read(context.Background(), Input{Path: name, Data: data}, lim)
}

func TestPDF(t *testing.T) {
	d, err := readPDF(t, "notice.pdf", Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var prose, cells []string
	for _, b := range d.Blocks {
		if b.Kind == document.Cell {
			cells = append(cells, fmt.Sprintf("%d,%d %s", b.Row, b.Col, d.Slice(b.Span)))
		} else {
			prose = append(prose, d.Slice(b.Span))
		}
	}
	all := strings.Join(prose, "\n")
	for _, want := range []string{
		"各县（市、区）人民政府，市政府各部门：\n",
		"\n云州市人民政府办公室\n2025年3月5日\n",
		"\n二、重点任务\n（一）壮大主导产业。到2027年，规模以上工业企业达到300家以上，高新技术企业突破120家，研发经费投入强度达到2.8%。（牵头单位：市工业和信息化局；责任单位：市发展和改革委员会、市科学技术局，各县（市、区）人民政府）\n",
		"\n附件\n云州市城市品质提升重点任务分工表",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the prose lacks %q:\n%s", want, all)
		}
	}
	for _, running := range []string{"公报", "— 1 —", "—1—"} {
		if strings.Contains(all, running) {
			t.Errorf("the running line %q is in the text", running)
		}
	}
	want := "0,0 序号|0,1 重点任务|0,2 牵头单位|0,3 完成时限|1,0 1|1,1 建设高标准农田5万亩|1,2 市农业农村局|1,3 2026年底|2,0 2|2,1 新建改建农村公路120公里，实现具备条件的自然村通硬化路|2,2 市交通运输局|2,3 2027年6月|3,0 3|3,1 新增养老床位800张|3,2 市民政局|3,3 持续推进"
	if got := strings.Join(cells, "|"); got != want {
		t.Errorf("cells\n%s\nwant\n%s", got, want)
	}
	if last := d.Blocks[len(d.Blocks)-1]; last.Page != 4 {
		t.Errorf("the last cell stands on page %d, want 4", last.Page)
	}
}

func TestPDFFaults(t *testing.T) {
	whole, err := os.ReadFile(filepath.Join("testdata", "pdf", "notice.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		lim  Limits
		says string
	}{
		"pages":      {whole, Limits{Pages: 2}, "4 pages, more than the limit of 2"},
		"characters": {whole, Limits{Characters: 50}, "more than 50 characters"},
		"no pdf":     {[]byte("%PDF-1.7\nnothing more"), Limits{}, "no intact pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(context.Background(), Input{Path: "x.pdf", Data: c.data}, c.lim)
			if err == nil || !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
	if _, err := readPDF(t, "encrypted.pdf", Limits{}); err == nil || !strings.Contains(err.Error(), "encrypted") {
		t.Errorf("encrypted: got %v", err)
	}
	if _, err := readPDF(t, "scanned.pdf", Limits{}); err == nil || !strings.Contains(err.Error(), "no text layer, needs OCR") {
		t.Errorf("scanned: got %v", err)
	}
	for _, cut := range []int{len(whole) / 3, len(whole) * 9 / 10} {
		if d, err := Read(context.Background(), Input{Path: "cut.pdf", Data: whole[:cut]}, Limits{}); err == nil && len(d.Blocks) == 0 {
			t.Errorf("cut at %d: neither text nor an error", cut)
		}
	}
	if _, err := Read(context.Background(), Input{Path: "wrong.txt", Data: whole}, Limits{}); err != nil {
		t.Errorf("a pdf under another name is not read: %v", err)
	}
}
