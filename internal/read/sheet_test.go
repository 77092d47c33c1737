package read

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A workbook that LibreOffice wrote and the separated values it was made of read alike.
func TestSheets(t *testing.T) {
	const want = "云州市重点任务分解表\n序号\t重点任务\t牵头单位\t完成时限\n1\t建设高标准农田5万亩\t市农业农村局\t2026年底\n2\t新增养老床位800张\t市民政局\t持续推进"
	for name, reader := range map[string]string{"tasks.xlsx": "xlsx/1", "tasks.csv": "csv/1"} {
		data, err := os.ReadFile(filepath.Join("testdata", "sheet", name))
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(context.Background(), Input{Path: name, Data: data}, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if d.Text != want || d.Reader != reader {
			t.Errorf("%s by %s:\n%s\nwant\n%s", name, d.Reader, d.Text, want)
		}
		if _, err := Read(context.Background(), Input{Path: name, Data: data}, Limits{Characters: 5}); err == nil || !strings.Contains(err.Error(), "more than 5 characters") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
