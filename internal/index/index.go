// Package index finds plans and tasks by their words, bodies, indicators, regions, years and figures.
//
// It holds one document for each plan and one for each of its tasks, joined by the plan's id. The query
// language is package query's; bleve does the work inside and does not show.
//
// Files, in the order of the way in and then of the way out:
//
//	document.go   a plan → its documents and their fields
//	field.go      how bleve keeps them
//	analyzer.go   text → terms, the same for documents and queries
//	bleve.go      the index on disk: Create, Open, Put, Delete, Publish
//	translate.go  a query's tree → what bleve searches
//	synonym.go    other wordings of a body or an indicator
//	search.go     searching: hits, grouping, facets, relaxing
//	snippet.go    the stretch of text that shows why
package index

import (
	"context"
	"errors"

	"taizhang/pipeline/plan"
)

// Index is a searchable set of plans. It is safe for concurrent use.
type Index interface {
	// Put adds plans, each in place of the one with the same id. When it returns they are on disk.
	Put(ctx context.Context, plans []*plan.Plan) error
	// Delete takes plans out; an id that is not there is no error.
	Delete(ctx context.Context, ids []string) error
	// Search answers a request. A *query.Error says that the query cannot be understood.
	Search(ctx context.Context, req Request) (*Result, error)
	// Vocabulary gives the values of every facet over all documents, most frequent first, at most most of each.
	Vocabulary(ctx context.Context, most int) ([]Facet, error)
	// Plans gives the id of every plan in the index with the number of its documents (the plan and its tasks).
	Plans(ctx context.Context) (map[string]int, error)
	// Current tells whether the index was built with this program's dictionary. If not, its answers are
	// right, but long words rank less well.
	Current() bool
	// Publish makes a copy that others can open for reading while this one is written to. dir must not exist.
	Publish(dir string) error
	// Close frees the index. The index cannot be used afterwards.
	Close() error
}

// ErrTooSlow says that a search was given up because it took too long.
var ErrTooSlow = errors.New("the search took too long: use rarer words or fewer alternatives")

// Request is one search.
type Request struct {
	Query  string
	Limit  int   // hits wanted; 0 means 20
	Offset int   // hits to pass over
	Sort   Order // "" means by relevance
	Facets int   // values to count for each facet; 0 means none
	Tree   int   // values of the facet of regions, where a tree of them is wanted; 0 means Facets
	Group  bool  // one hit a plan; its other tasks stand in Hit.More
}

// Order is how hits are sorted; ties go by score, then date, then id.
type Order string

// The orders.
const (
	ByRelevance Order = ""
	ByDate      Order = "date"   // newest first
	ByRegion    Order = "region" // by code
	ByValue     Order = "value"  // greatest target first
)

// Result is the answer to a Request.
type Result struct {
	Hits    []Hit
	Total   int    // hits in all: plans and tasks, or plans alone with Group
	Plans   int    // plans that hold a hit
	Relaxed string // "" when all words were found; else a line that says what was given up
	// RelaxedChinese is the same line in Chinese.
	RelaxedChinese string
	Facets         []Facet
}

// Hit is a plan or one of its tasks.
type Hit struct {
	Plan      string     `json:"plan"`  // id
	Task      *string    `json:"task"`  // id; null for the plan itself
	Title     string     `json:"title"` // of the task, or of the plan
	Score     float64    `json:"score"`
	PlanTitle string     `json:"plan_title"`
	Path      []string   `json:"path"` // labels down to the task
	Headings  []string   `json:"headings"`
	Region    string     `json:"region,omitempty"`
	Year      int        `json:"year,omitempty"`
	Genre     string     `json:"genre,omitempty"`
	Date      string     `json:"date,omitempty"`
	Lead      []string   `json:"lead"`
	Snippet   []Fragment `json:"snippet"`
	More      []Hit      `json:"more,omitempty"`
}

// Fragment is a stretch of a snippet; Match is set on the words that were searched for.
type Fragment struct {
	Text  string `json:"text"`
	Match bool   `json:"match,omitempty"`
}

// Facet counts the values of one field among all hits: plans for region, level, year and genre, tasks
// for lead and indicator.
type Facet struct {
	Field  string  `json:"field"`
	Values []Count `json:"values"` // most frequent first
	Other  int     `json:"other"`  // distinct values that are not listed
}

// Count is one value of a facet. Query is the clause that selects it.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
	Query string `json:"query"`
}
