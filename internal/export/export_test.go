package export

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"taizhang/pipeline/plan"
)

func ptr[T any](v T) *T { return &v }

// sample is a small plan with something in every table, and words that spreadsheets take for formulas.
func sample(id string) *plan.Plan {
	text := "云州市行动方案\n1.建设高标准农田5万亩。（牵头单位：市农业农村局；责任单位：市财政局）"
	at := func(words string) plan.Span {
		i := len([]rune(text[:strings.Index(text, words)]))
		return plan.Span{Start: i, End: i + len([]rune(words))}
	}
	bracket := "（牵头单位：市农业农村局；责任单位：市财政局）"
	return &plan.Plan{
		Schema: 1, ID: id, ProducedBy: plan.Producer{Tool: "taizhang", Lexicon: "1"}, Source: plan.Source{Path: "docs/" + id + ".pdf", SHA256: id},
		Title: ptr("=云州市行动方案,“二”\n期"), Issuers: []string{"云州市人民政府", "云州市财政局"}, IssuedOn: ptr("2023-06-19"),
		DocNumber: &plan.DocNumber{Raw: "云政发〔2023〕9号"}, Genre: ptr("行动方案"), Region: &plan.Region{Name: "云州市", Code: "999900", Level: "prefecture"},
		Period: &plan.Period{From: 2023, To: 2027}, Text: text,
		Blocks:      []plan.Block{{Start: 0, End: 7, Page: 1}, {Start: 8, End: len([]rune(text)), Page: 2}},
		Tasks:       []plan.Task{{ID: "1", Path: []string{"1."}, Title: "建设高标准农田5万亩", Part: "task", Span: at("1."), Assignments: []string{"a1"}, Targets: []string{"t1"}}},
		Units:       []plan.Unit{{ID: "u1", Name: "市农业农村局", Kind: "government", Identity: ptr("999900/农业农村")}, {ID: "u2", Name: "市财政局", Kind: "government"}},
		Assignments: []plan.Assignment{{ID: "a1", Task: ptr("1"), Path: []string{"1."}, Form: "bracket", Lead: []string{"u1"}, Responsible: []string{"u2", "u2"}, Quote: bracket, Span: at(bracket)}},
		Targets: []plan.Target{{ID: "t1", Task: ptr("1"), Quote: "建设高标准农田5万亩", Span: at("建设高标准农田5万亩"), Indicator: plan.Indicator{Raw: ptr("高标准农田")}, Op: "=", Value: ptr("5"), Unit: ptr("万亩"),
			Normalized: &plan.Normalized{Value: "50000", Unit: "亩", Dimension: "area"}, Kind: "quantity", Measure: "level", Deadline: &plan.Deadline{Raw: "到2027年", Date: "2027", Source: "sentence"}}},
		Citations: []plan.Citation{{Title: ptr("规划纲要"), Relation: "basis", Quote: "云州市", Span: plan.Span{Start: 0, End: 3}}},
		Findings:  []plan.Finding{{Code: "target-contradiction", Message: "x", Spans: []plan.Span{{Start: 0, End: 3}, {Start: 8, End: 10}}, Targets: []string{"t1"}}},
	}
}

func plans(ids ...string) Plans {
	return func(yield func(*plan.Plan, error) bool) {
		for _, id := range ids {
			if !yield(sample(id), nil) {
				return
			}
		}
	}
}

func export(t *testing.T, format string, names ...string) []byte {
	t.Helper()
	f, err := FormatNamed(format)
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := Choose(names)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(context.Background(), f, &b, chosen, plans("aa", "bb")); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCSVOpensInExcelAndRunsNothing(t *testing.T) {
	b := export(t, "csv", "documents")
	if !bytes.HasPrefix(b, []byte("\uFEFF")) {
		t.Error("no byte order mark: excel takes it for gbk")
	}
	rows, err := csv.NewReader(bytes.NewReader(b[3:])).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, error %v", len(rows), err)
	}
	if got := rows[1][1]; !strings.HasPrefix(got, "'=") {
		t.Errorf("title %q comes alive as a formula", got)
	}
	if got := rows[1][3]; got != "云州市人民政府；云州市财政局" {
		t.Errorf("issuers %q", got)
	}
}

func TestPlacesAreTold(t *testing.T) {
	b := export(t, "jsonl", "targets")
	var row map[string]any
	if err := json.Unmarshal(bytes.SplitN(b, []byte("\n"), 2)[0], &row); err != nil {
		t.Fatal(err)
	}
	for k, want := range map[string]any{"document_id": "aa", "page": 2.0, "paragraph": 2.0, "start": 10.0, "number": 5.0, "normalized_value": 50000.0, "deadline": "2027", "value_max": nil, "hedged": false} {
		if row[k] != want {
			t.Errorf("%s is %v, want %v", k, row[k], want)
		}
	}
}

func TestXLSX(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(export(t, "xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := f.GetSheetList(), append(TableNames(), "dictionary"); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("sheets %v", got)
	}
	rows, _ := f.GetRows("documents")
	if rows[1][1] != "=云州市行动方案,“二”\n期" {
		t.Errorf("title %q", rows[1][1])
	}
	if formula, _ := f.GetCellFormula("documents", "B2"); formula != "" {
		t.Errorf("the title became the formula %q", formula)
	}
	if kind, _ := f.GetCellType("targets", "J2"); kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		t.Error("a number stands as text")
	}
	if panes, _ := f.GetPanes("targets"); !panes.Freeze {
		t.Error("the header is not frozen")
	}
	if formula, _ := f.GetCellFormula("documents", "T2"); !strings.Contains(formula, "docs/aa.pdf") {
		t.Errorf("no link to the source: %q", formula)
	}
}

func TestParquet(t *testing.T) {
	b := export(t, "parquet", "targets")
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if f.NumRows() != 2 {
		t.Errorf("%d rows", f.NumRows())
	}
	var names []string
	for _, c := range f.Schema().Fields() {
		names = append(names, c.Name())
	}
	target, _ := tableNamed("targets")
	for i, c := range target.Columns {
		if names[i] != c.Name {
			t.Fatalf("column %d is %s, want %s", i, names[i], c.Name)
		}
	}
	type row struct {
		ID     string   `parquet:"document_id,optional"`
		Number *float64 `parquet:"number,optional"`
		Max    *string  `parquet:"value_max,optional"`
		Hedged *bool    `parquet:"hedged,optional"`
	}
	got, err := parquet.Read[row](bytes.NewReader(b), int64(len(b)))
	if err != nil || got[1].ID != "bb" || *got[1].Number != 5 || got[1].Max != nil || *got[1].Hedged {
		t.Errorf("rows %+v, error %v", got, err)
	}
}

func TestSQLiteKeysHold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.sqlite")
	f, _ := FormatNamed("sqlite")
	if err := File(context.Background(), f, path, tables, plans("aa", "bb")); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("PRAGMA foreign_key_check")
	if err != nil {
		t.Fatal(err)
	}
	if rows.Next() {
		t.Error("a foreign key leads nowhere")
	}
	rows.Close()
	for query, want := range map[string]string{
		"SELECT count(*) FROM assignments":                                           "4",
		"SELECT group_concat(unit) FROM duties WHERE role='lead'":                    "市农业农村局,市农业农村局",
		"SELECT duties FROM bodies WHERE body='市财政局'":                                "2",
		"SELECT normalized_value||normalized_unit FROM goals WHERE document_id='aa'": "50000.0亩",
	} {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q, want %q (%v)", query, got, want, err)
		}
	}
}

func TestGraphMLIsOneNetwork(t *testing.T) {
	var g struct {
		Nodes []struct {
			ID string `xml:"id,attr"`
		} `xml:"graph>node"`
		Edges []struct {
			Source string `xml:"source,attr"`
			Target string `xml:"target,attr"`
		} `xml:"graph>edge"`
	}
	if err := xml.Unmarshal(export(t, "graphml"), &g); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, n := range g.Nodes {
		if ids[n.ID] {
			t.Errorf("node %s stands twice", n.ID)
		}
		ids[n.ID] = true
	}
	// One body with an identity is one node for both documents; one without is a node a document.
	if len(g.Nodes) != 1+2+2 || len(g.Edges) != 4 {
		t.Errorf("%d nodes, %d edges", len(g.Nodes), len(g.Edges))
	}
	for _, e := range g.Edges {
		if !ids[e.Source] || !ids[e.Target] {
			t.Errorf("edge %s–%s leads nowhere", e.Source, e.Target)
		}
	}
}

func TestBibliographies(t *testing.T) {
	if b := string(export(t, "bibtex")); !strings.Contains(b, "author = {{云州市人民政府} and {云州市财政局}}") || !strings.Contains(b, "year = {2023}") {
		t.Error(b)
	}
	if b := string(export(t, "ris")); !strings.Contains(b, "TY  - GOVDOC\r\n") || !strings.Contains(b, "DA  - 2023/06/19\r\n") || strings.Contains(b, "\n期") {
		t.Error(b)
	}
}

func TestSamePlansSameBytes(t *testing.T) {
	for _, f := range formats {
		names := []string(nil)
		if f.One {
			names = []string{"assignments"}
		}
		if !bytes.Equal(export(t, f.Name, names...), export(t, f.Name, names...)) {
			t.Errorf("%s: two exports differ", f.Name)
		}
	}
}

func TestFolderDescribesItself(t *testing.T) {
	dir := t.TempDir()
	f, _ := FormatNamed("csv")
	if err := Folder(context.Background(), f, dir, tables, plans("aa")); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Resources []struct {
			Name, Path string
			Schema     struct {
				Fields []struct{ Name, Type, Description string }
			}
		}
	}
	if err := json.Unmarshal(b, &p); err != nil || len(p.Resources) != len(tables) {
		t.Fatalf("%d resources, error %v", len(p.Resources), err)
	}
	for _, r := range p.Resources {
		if _, err := os.Stat(filepath.Join(dir, r.Path)); err != nil {
			t.Error(err)
		}
		for _, c := range r.Schema.Fields {
			if c.Description == "" {
				t.Errorf("%s.%s is not described", r.Name, c.Name)
			}
		}
	}
}

func TestFileIsWholeOrNotThere(t *testing.T) {
	broken := func(yield func(*plan.Plan, error) bool) {
		if yield(sample("aa"), nil) {
			yield(nil, errors.New("the plan is damaged"))
		}
	}
	for _, f := range formats {
		dir := t.TempDir()
		chosen := tables[:1]
		if err := File(context.Background(), f, filepath.Join(dir, "x"), chosen, iter.Seq2[*plan.Plan, error](broken)); err == nil {
			t.Errorf("%s: no error", f.Name)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%s: %s is left behind", f.Name, left[0].Name())
		}
	}
}

func TestUnknownNamesSayWhatThereIs(t *testing.T) {
	if _, err := FormatNamed("doc"); err == nil || !strings.Contains(err.Error(), "parquet") {
		t.Error(err)
	}
	if _, err := Choose([]string{"bodies"}); err == nil || !strings.Contains(err.Error(), "units") {
		t.Error(err)
	}
	csvFormat, _ := FormatNamed("csv")
	if err := Write(context.Background(), csvFormat, io.Discard, tables, plans()); err == nil {
		t.Error("csv takes several tables")
	}
}
