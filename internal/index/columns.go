package index

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"

	bindex "github.com/blevesearch/bleve_index_api"
)

// columns are the values by which the documents of one snapshot are grouped, counted and sorted. The index keeps them packed
// in runs of a thousand documents; a search that meets documents all over it would unpack most of them each time, so they are
// unpacked once. A document takes about 40 bytes.
type columns struct {
	snapshot bindex.IndexReader // only compared
	plans    []planRow
	names    [len(facetFields)][]string // the distinct values of each facet, in order
	docs     []docRow                   // by the document's number in the snapshot
	values   []counted                  // of all documents, one after the other

	selections selections
}

// planRow is what is known of a plan. Its facets count once, however many of its tasks are found.
type planRow struct {
	id, region string
	date       float64
	values     []counted
}

// docRow is a document: a plan or a task.
type docRow struct {
	plan     int32 // in columns.plans; -1 where the snapshot has no document
	from, to int32 // in columns.values
	value    float64
	task     bool
}

// counted is one value of a facet.
type counted struct {
	facet int32 // in facetFields
	name  int32 // in columns.names of the facet
}

// once tells the facets that a plan counts for; its tasks count for the others.
func once(column string) bool { return column != facetLead && column != facetIndicator }

// unpacked keeps the columns of the latest snapshot.
type unpacked struct {
	mu     sync.Mutex
	latest *columns
}

// of gives the columns of a snapshot. Who comes while they are being unpacked waits for them.
func (u *unpacked) of(r bindex.IndexReader) (*columns, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.latest != nil && u.latest.snapshot == r {
		return u.latest, nil
	}
	c, err := unpack(r)
	if err != nil {
		return nil, err
	}
	u.latest = c
	return c, nil
}

func unpack(r bindex.IndexReader) (*columns, error) {
	fields := []string{fPlan, fDate, fValue}
	facet := map[string]int32{}
	for i, f := range facetFields {
		fields = append(fields, f.column)
		facet[f.column] = int32(i)
	}
	values, err := r.DocValueReader(fields)
	if err != nil {
		return nil, err
	}
	all, err := r.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer all.Close()
	c := &columns{snapshot: r}
	plans := map[string]int32{}
	var names [len(facetFields)]map[string]int32
	for i := range names {
		names[i] = map[string]int32{}
	}
	var here, whole []counted // of the document: its own, its plan's
	for {
		internal, err := all.Next()
		if err != nil {
			return nil, err
		}
		if internal == nil {
			break
		}
		at := int(binary.BigEndian.Uint64(internal))
		for len(c.docs) <= at {
			c.docs = append(c.docs, docRow{plan: -1})
		}
		d := &c.docs[at]
		here, whole = here[:0], whole[:0]
		region, date := "", 0.0
		err = values.VisitDocValues(internal, func(field string, term []byte) {
			switch field {
			case fPlan:
				n, ok := plans[string(term)]
				if !ok {
					n = int32(len(c.plans))
					c.plans = append(c.plans, planRow{id: string(term)})
					plans[c.plans[n].id] = n
				}
				d.plan = n
				return
			case fDate:
				date = number(term, date)
				return
			case fValue:
				d.value = number(term, d.value)
				return
			}
			f := facet[field]
			n, ok := names[f][string(term)]
			if !ok {
				n = int32(len(c.names[f]))
				c.names[f] = append(c.names[f], string(term))
				names[f][c.names[f][n]] = n
			}
			if !once(field) {
				here = append(here, counted{f, n})
				return
			}
			whole = append(whole, counted{f, n})
			if field == facetRegion {
				region = c.names[f][n]
			}
		})
		if err != nil {
			return nil, err
		}
		if d.plan < 0 {
			return nil, fmt.Errorf("a document has no plan: rebuild the index")
		}
		if p := &c.plans[d.plan]; p.values == nil {
			p.region, p.date, p.values = region, date, append([]counted{}, whole...)
		}
		d.from = int32(len(c.values))
		c.values = append(c.values, here...)
		d.to = int32(len(c.values))
	}
	c.order()
	return c, c.tasks(r)
}

// tasks notes which documents are tasks.
func (c *columns) tasks(r bindex.IndexReader) error {
	them, err := r.TermFieldReader(context.Background(), []byte("task"), fKind, false, false, false)
	if err != nil {
		return err
	}
	defer them.Close()
	var d bindex.TermFieldDoc
	for {
		next, err := them.Next(d.Reset())
		if err != nil || next == nil {
			return err
		}
		c.docs[binary.BigEndian.Uint64(next.ID)].task = true
	}
}

// isTask tells a task's document from a plan's.
func (c *columns) isTask(internal bindex.IndexInternalID) bool {
	return c.docs[binary.BigEndian.Uint64(internal)].task
}

// order renumbers the names of each facet by their order.
func (c *columns) order() {
	var rank [len(facetFields)][]int32
	for f := range c.names {
		by := make([]int32, len(c.names[f]))
		for i := range by {
			by[i] = int32(i)
		}
		slices.SortFunc(by, func(a, b int32) int { return strings.Compare(c.names[f][a], c.names[f][b]) })
		rank[f] = make([]int32, len(by))
		sorted := make([]string, len(by))
		for i, old := range by {
			rank[f][old], sorted[i] = int32(i), c.names[f][old]
		}
		c.names[f] = sorted
	}
	renumber := func(all []counted) {
		for i, v := range all {
			all[i].name = rank[v.facet][v.name]
		}
	}
	renumber(c.values)
	for i := range c.plans {
		renumber(c.plans[i].values)
	}
}

// tally counts the values of the facets.
type tally [len(facetFields)][]int32

func (c *columns) tally() *tally {
	t := &tally{}
	for f := range t {
		t[f] = make([]int32, len(c.names[f]))
	}
	return t
}

func (t *tally) add(all []counted) {
	for _, v := range all {
		t[v.facet][v.name]++
	}
}

// most gives the n most frequent values of a facet, and how many others there are; of equals the first in order.
func (t *tally) most(facet, n int) (top []int, others int) {
	counts := t[facet]
	for name, count := range counts {
		if count == 0 {
			continue
		}
		if len(top) == n {
			others++
			if n == 0 || counts[top[n-1]] >= count {
				continue
			}
			top = top[:n-1]
		}
		at, _ := slices.BinarySearchFunc(top, count, func(have int, count int32) int {
			return cmp.Or(cmp.Compare(count, counts[have]), -1)
		})
		top = slices.Insert(top, at, name)
	}
	return top, others
}
