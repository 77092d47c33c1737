package index

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cjk" // a peer
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	_ "modernc.org/sqlite" // a peer

	"taizhang/internal/segment"
	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

var update = flag.Bool("update", false, "rewrite the golden listings")

// judged is a query with the answers that are right.
type judged struct {
	kind, query, plain string
	right              map[string]bool // documents, or document#path
	byTask             bool
}

// engine answers a query with document#path, best first; #path is empty for a plan.
type engine struct {
	name   string
	search func(j judged, limit int) []string
}

// TestQuality measures how well searching finds known answers, beside three peers that index the same plans and
// tasks: bleve's stock cjk analyzer, bleve with gse's words as they are, SQLite's FTS5 with trigrams.
func TestQuality(t *testing.T) {
	dir := os.Getenv("TAIZHANG_CORPUS")
	if dir == "" {
		t.Skip("TAIZHANG_CORPUS is not set: it names the folder that holds manifest.jsonl and docs/")
	}
	queries := readQueries(t)
	plans, docs := processCorpus(t, dir)
	engines := []engine{ours(t, plans, docs), stock(t, "bleve cjk", "cjk", plans, docs), stock(t, "bleve gse", plainGSE, plans, docs), trigrams(t, plans, docs)}
	type sums struct{ n, mrr, ndcg, recall float64 }
	table := map[string]map[string]*sums{}
	var listing strings.Builder
	for _, j := range queries {
		for _, e := range engines {
			got := e.search(j, 300)
			if !j.byTask {
				got = documents(got)
			}
			if e.name == engines[0].name {
				fmt.Fprintf(&listing, "%s\t%s\t", j.kind, j.query)
				for _, g := range documents(got)[:min(5, len(documents(got)))] {
					mark := ""
					if j.right[g] || j.byTask && answers(j, g) {
						mark = "+"
					}
					fmt.Fprintf(&listing, " %s%s", mark, g)
				}
				listing.WriteString("\n")
			}
			mrr, ndcg, recall := score(j, got)
			for _, k := range []string{j.kind, "all"} {
				if k == "all" && (j.kind == "body" || j.kind == "indicator") {
					continue // known items
				}
				if table[k] == nil {
					table[k] = map[string]*sums{}
				}
				if table[k][e.name] == nil {
					table[k][e.name] = &sums{}
				}
				s := table[k][e.name]
				s.n++
				s.mrr += mrr
				s.ndcg += ndcg
				s.recall += recall
			}
		}
	}
	for _, k := range keys(table) {
		for _, e := range engines {
			s := table[k][e.name]
			t.Logf("%-13s %-10s n=%-3.0f MRR@10 %.3f  nDCG@10 %.3f  recall@50 %.3f", k, e.name, s.n, s.mrr/s.n, s.ndcg/s.n, s.recall/s.n)
		}
	}
	golden(t, "testdata/listing.golden", listing.String())
	own := table["all"][engines[0].name]
	for _, e := range engines[1:] {
		peer := table["all"][e.name]
		if d := (own.mrr - peer.mrr) / own.n; d < 0.05 {
			t.Errorf("known items: MRR@10 is only %.3f above that of %s", d, e.name)
		}
	}
	for _, k := range []string{"body", "indicator"} {
		if s := table[k][engines[0].name]; s.recall/s.n < 0.95 {
			t.Errorf("%s: recall@50 %.3f, at least .95 is wanted", k, s.recall/s.n)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	n := 0
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			n++
		}
	}
	if n > 0 || len(a) != len(b) {
		t.Logf("%d of %d listings differ from %s: review them with -update and git diff", n, len(a), name)
	}
}

func readQueries(t *testing.T) []judged {
	t.Helper()
	b, err := os.ReadFile("testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []judged
	for _, l := range strings.Split(string(b), "\n") {
		f := strings.Split(l, "\t")
		if strings.HasPrefix(l, "#") || len(f) != 4 {
			continue
		}
		j := judged{kind: f[0], query: f[1], plain: f[2], right: map[string]bool{}, byTask: strings.Contains(f[3], "#")}
		for _, a := range strings.Fields(f[3]) {
			j.right[a] = true
		}
		out = append(out, j)
	}
	return out
}

func processCorpus(t *testing.T, dir string) (plans []*plan.Plan, docs map[string]string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "docs", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%v: no documents in %s", err, dir)
	}
	out := make([]*plan.Plan, len(files))
	var wg sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				data, err := os.ReadFile(files[i])
				if err == nil {
					out[i], _ = process(files[i], data) // what cannot be read is missing for all engines
				}
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wg.Wait()
	docs = map[string]string{}
	for i, p := range out {
		if p == nil || docs[p.ID] != "" {
			continue
		}
		name := filepath.Base(files[i])
		docs[p.ID] = strings.TrimSuffix(name, filepath.Ext(name))
		plans = append(plans, p)
	}
	return plans, docs
}

func process(path string, data []byte) (p *plan.Plan, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = errors.New("fault")
		}
	}()
	return pipeline.Process(context.Background(), pipeline.Source{Path: path, Data: data})
}

func ours(t *testing.T, plans []*plan.Plan, docs map[string]string) engine {
	t.Helper()
	x := newIndex(t, plans[:0]...)
	for group := range slices.Chunk(plans, 32) {
		if err := x.Put(context.Background(), group); err != nil {
			t.Fatal(err)
		}
	}
	return engine{"taizhang", func(j judged, limit int) []string {
		r, err := x.Search(context.Background(), Request{Query: j.query, Limit: limit})
		if err != nil {
			t.Fatalf("%s: %v", j.query, err)
		}
		var out []string
		for _, h := range r.Hits {
			path := ""
			if h.Task != nil {
				path = strings.Join(h.Path, "/")
			}
			out = append(out, docs[h.Plan]+"#"+path)
		}
		return out
	}}
}

const plainGSE = "gse_plain"

// gseWords is gse as others use it: the words that it cuts.
type gseWords struct{}

func (gseWords) Analyze(input []byte) analysis.TokenStream {
	var out analysis.TokenStream
	for i, w := range segment.CutSearch(strings.ToLower(string(input))) {
		out = append(out, &analysis.Token{Term: []byte(w.Text), Start: w.Start, End: w.End, Position: i + 1})
	}
	return out
}

func init() {
	if err := registry.RegisterAnalyzer(plainGSE, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) { return gseWords{}, nil }); err != nil {
		panic(err)
	}
}

func stock(t *testing.T, name, analyzer string, plans []*plan.Plan, docs map[string]string) engine {
	t.Helper()
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = analyzer
	d := mapping.NewDocumentStaticMapping()
	for _, f := range []string{"title", "text"} {
		fm := mapping.NewTextFieldMapping()
		fm.Analyzer, fm.Store, fm.IncludeTermVectors = analyzer, false, false
		d.AddFieldMappingsAt(f, fm)
	}
	m.DefaultMapping = d
	b, err := bleve.New(filepath.Join(t.TempDir(), "peer"), m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	path := map[string]string{}
	for group := range slices.Chunk(plans, 32) {
		batch := b.NewBatch()
		for _, p := range group {
			for _, e := range entries(p) {
				path[e.id] = docs[p.ID] + "#" + strings.Join(e.stored.Path, "/")
				if err := batch.Index(e.id, map[string]string{"title": e.stored.Title, "text": strings.Join(e.text[fText], "\n")}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := b.Batch(batch); err != nil {
			t.Fatal(err)
		}
	}
	return engine{name, func(j judged, limit int) []string {
		title, text := bleve.NewMatchQuery(j.plain), bleve.NewMatchQuery(j.plain)
		title.SetField("title")
		title.SetBoost(2)
		text.SetField("text")
		r, err := b.Search(bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(title, text), limit, 0, false))
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, h := range r.Hits {
			out = append(out, path[h.ID])
		}
		return out
	}}
}

func trigrams(t *testing.T, plans []*plan.Plan, docs map[string]string) engine {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "peer.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if _, err := db.Exec("CREATE VIRTUAL TABLE d USING fts5(id UNINDEXED, title, text, tokenize='trigram')"); err != nil {
		t.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range plans {
		for _, e := range entries(p) {
			id := docs[p.ID] + "#" + strings.Join(e.stored.Path, "/")
			if _, err := tx.Exec("INSERT INTO d VALUES (?,?,?)", id, e.stored.Title, strings.Join(e.text[fText], "\n")); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return engine{"fts5 trigram", func(j judged, limit int) []string {
		var terms []string
		for _, w := range strings.Fields(j.plain) {
			r := []rune(strings.ReplaceAll(w, `"`, ""))
			for i := 0; i+3 <= len(r); i++ {
				terms = append(terms, `"`+string(r[i:i+3])+`"`)
			}
		}
		if len(terms) == 0 {
			return nil // two characters are too short for it
		}
		rows, err := db.Query("SELECT id FROM d WHERE d MATCH ? ORDER BY bm25(d, 0, 2, 1) LIMIT ?", strings.Join(terms, " OR "), limit)
		if err != nil {
			t.Fatalf("%s: %v", j.plain, err)
		}
		defer rows.Close()
		var out []string
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				t.Fatal(err)
			}
			out = append(out, id)
		}
		return out
	}}
}

// documents are the documents of hits, each once.
func documents(hits []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, h := range hits {
		d, _, _ := strings.Cut(h, "#")
		if !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
	}
	return out
}

func answers(j judged, doc string) bool {
	for r := range j.right {
		if strings.HasPrefix(r, doc+"#") {
			return true
		}
	}
	return false
}

func score(j judged, got []string) (mrr, ndcg, recall float64) {
	seen := map[string]bool{}
	var dcg, ideal float64
	n := 0
	for i, g := range got {
		if !j.right[g] || seen[g] {
			continue
		}
		seen[g] = true
		if i < 50 {
			n++
		}
		if i < 10 {
			mrr = max(mrr, 1/float64(i+1))
			dcg += 1 / math.Log2(float64(i+2))
		}
	}
	for i := range min(10, len(j.right)) {
		ideal += 1 / math.Log2(float64(i+2))
	}
	return mrr, dcg / ideal, float64(n) / float64(min(50, len(j.right)))
}
