package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"taizhang/internal/batch"
	"taizhang/internal/index"
	"taizhang/internal/index/query"
	"taizhang/internal/ledger"
	"taizhang/internal/library"
	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

const (
	hitsAPage = 20
	mostHits  = 10_000 // past which nobody leafs
	mostPlans = 500    // that one page of a body or an indicator looks through
	values    = 8      // of a filter
	regions   = 500    // that the tree of regions is made of
	plansNear = 8
)

// searchView is the page of a search, and its JSON.
type searchView struct {
	Query   string        `json:"query"`
	Total   int           `json:"total"`
	Plans   int           `json:"plans"`
	Relaxed string        `json:"relaxed,omitempty"`
	Given   string        `json:"-"` // what Relaxed says, in the page's language
	Hits    []library.Hit `json:"hits"`
	Facets  []index.Facet `json:"facets"`
	Regions []*regionNode `json:"regions"`
	Next    string        `json:"next,omitempty"`  // cursor of the next page
	Moved   bool          `json:"moved,omitempty"` // the library has published since the cursor was given: plans may repeat or be passed over
	NextURL string        `json:"-"`
	Orders  []order       `json:"-"`
	Wrong   *wrong        `json:"-"`
}

type order struct {
	Name, URL string
	On        bool
}

// wrong is a query that cannot be understood, parted where it goes wrong.
type wrong struct {
	Message, Before, Rest string
	At                    int
}

func (a *app) search(w http.ResponseWriter, r *http.Request) error {
	_, form := cut(r.URL.Path)
	in := r.URL.Query()
	q := in.Get("q")
	if len(q) > maxQuery {
		return fail(http.StatusBadRequest, "q: the query is longer than %d bytes: shorten it", maxQuery)
	}
	req := index.Request{Query: strings.ToValidUTF8(q, "\uFFFD"), Limit: hitsAPage, Facets: values, Tree: regions, Group: true, Sort: index.Order(in.Get("sort"))}
	if req.Sort == "relevance" {
		req.Sort = index.ByRelevance
	}
	if !slices.Contains([]index.Order{index.ByRelevance, index.ByDate, index.ByRegion, index.ByValue}, req.Sort) {
		return fail(http.StatusBadRequest, "sort: relevance, date, region or value is expected")
	}
	var err error
	moved := false
	if s := in.Get("cursor"); s != "" {
		var of string
		if req.Offset, of, err = parseCursor(s); err != nil {
			return fail(http.StatusBadRequest, "cursor: use the cursor that “next” gave")
		}
		moved = of != edition(a.Library.Generation())
	}
	if s := in.Get("limit"); s != "" {
		if req.Limit, err = strconv.Atoi(s); err != nil || req.Limit < 1 || req.Limit > 100 {
			return fail(http.StatusBadRequest, "limit: a number from 1 to 100 is expected")
		}
	}
	v := &searchView{Query: req.Query}
	res, err := a.Library.Search(r.Context(), req)
	var bad *query.Error
	if errors.As(err, &bad) && form == "" && wantsPage(r) {
		chars := []rune(req.Query)
		at := min(max(bad.Pos, 0), len(chars))
		said := bad.Chinese
		if language(w, r) == "en" {
			said = bad.Message
		}
		v.Wrong = &wrong{said, string(chars[:at]), string(chars[at:]), at + 1}
		a.render(w, r, http.StatusBadRequest, "search", v)
		return nil
	}
	if err != nil {
		return err
	}
	v.Total, v.Plans, v.Relaxed, v.Moved = res.Total, res.Plans, res.Relaxed, moved
	if v.Given = res.RelaxedChinese; language(w, r) == "en" {
		v.Given = res.Relaxed
	}
	v.Facets = slices.Clone(res.Facets) // the library keeps them for others
	for i := range v.Facets {
		f := &v.Facets[i]
		if f.Field == "region" {
			v.Regions = regionTree(f.Values)
		}
		if more := len(f.Values) - values; more > 0 {
			f.Values, f.Other = f.Values[:values], f.Other+more
		}
	}
	v.Hits = append([]library.Hit{}, res.Hits...)
	link := func(key, value string) string {
		u := url.Values{"q": {req.Query}}
		if req.Sort != "" {
			u.Set("sort", string(req.Sort))
		}
		if req.Limit != hitsAPage {
			u.Set("limit", strconv.Itoa(req.Limit))
		}
		u.Set(key, value)
		return "/search?" + u.Encode()
	}
	if next := req.Offset + len(res.Hits); len(res.Hits) > 0 && next < res.Total && next <= mostHits {
		v.Next = cursor(next, a.Library.Generation())
		v.NextURL = link("cursor", v.Next)
	}
	for _, o := range []order{{Name: "relevance"}, {Name: "date"}, {Name: "byregion"}, {Name: "value"}} {
		by := strings.TrimPrefix(o.Name, "by")
		o.URL, o.On = link("sort", by), by == string(req.Sort) || by == "relevance" && req.Sort == ""
		v.Orders = append(v.Orders, o)
	}
	return a.answer(w, r, form, "search", v, func() [][]string {
		rows := [][]string{{"plan", "task", "plan_title", "title", "region", "genre", "date", "lead"}}
		for _, h := range v.Hits {
			for _, one := range append([]index.Hit{h.Hit}, h.More...) {
				task := ""
				if one.Task != nil {
					task = *one.Task
				}
				rows = append(rows, []string{h.Plan, task, h.PlanTitle, one.Title, h.Region, h.Genre, h.Date, strings.Join(one.Lead, "、")})
			}
		}
		return rows
	})
}

// A cursor is how many hits were shown and the edition of the library that they came from.
func cursor(offset int, generation string) string {
	return strconv.Itoa(offset) + "-" + edition(generation)
}

func parseCursor(s string) (offset int, of string, err error) {
	before, of, _ := strings.Cut(s, "-")
	offset, err = strconv.Atoi(before)
	if err == nil && (offset < 0 || offset > mostHits) {
		err = strconv.ErrRange
	}
	return offset, of, err
}

// edition is a generation's short name: what it is called in the library is nobody's business.
func edition(generation string) string { return hash(generation)[:8] }

// planID is what the library names plans by; nothing else is let through to it.
var planID = regexp.MustCompile(`^[0-9a-f]{16}$`)

func (a *app) plan(w http.ResponseWriter, r *http.Request) error {
	id, form := cut(r.PathValue("id"))
	if !planID.MatchString(id) {
		return fail(http.StatusNotFound, "plan: an id has 16 hexadecimal digits")
	}
	p, err := a.Library.Plan(r.Context(), id)
	if err != nil {
		return err
	}
	if form == "json" {
		return a.answer(w, r, form, "plan", p, nil)
	}
	table := func() [][]string {
		rows := [][]string{{"id", "kind", "task", "name", "figure", "lead", "responsible", "cooperating", "deadline", "quote"}}
		names := unitNames(p)
		for _, t := range p.Targets {
			by := ""
			if t.Deadline != nil {
				by = t.Deadline.Date
			}
			rows = append(rows, []string{t.ID, "target", str(t.Task), indicatorName(&t), ledger.Figure(&t), "", "", "", by, t.Quote})
		}
		for _, d := range p.Assignments {
			rows = append(rows, []string{d.ID, "assignment", str(d.Task), "", "", strings.Join(names(d.Lead), "、"), strings.Join(names(d.Responsible), "、"), strings.Join(names(d.Cooperating), "、"), str(d.Deadline), d.Quote})
		}
		return rows
	}
	if form == "csv" {
		return a.answer(w, r, form, "plan", nil, table)
	}
	v := viewPlan(p)
	near, err := a.Library.Near(r.Context(), id)
	if err != nil {
		return err
	}
	v.Near = near[:min(len(near), plansNear)]
	return a.answer(w, r, form, "plan", v, table)
}

// reach is which of the plans that name a body or an indicator a page looks through.
type reach struct {
	Plans   int    `json:"plans"`          // looked through
	From    int    `json:"from"`           // plans before them
	Total   int    `json:"total"`          // that name it
	Cut     bool   `json:"cut"`            // there are more behind
	Next    string `json:"next,omitempty"` // cursor of the page with those
	NextURL string `json:"-"`
}

// To is the place of the last plan looked through.
func (of reach) To() int { return of.From + of.Plans }

// First is the place of the first.
func (of reach) First() int { return of.From + 1 }

// found goes through the plans that a field of the index has a name in, each once, so many from the request's cursor on.
func (a *app) found(r *http.Request, field, name string, each func(*plan.Plan)) (of reach, err error) {
	if name == "" || len(name) > 300 {
		return of, fail(http.StatusNotFound, "%s: a name is wanted", field)
	}
	clean := strings.NewReplacer(`"`, " ", `\`, " ", "“", " ", "”", " ").Replace(strings.ToValidUTF8(name, " "))
	if strings.TrimSpace(clean) == "" {
		return of, fail(http.StatusNotFound, "%s: a name is wanted", field)
	}
	if s := r.URL.Query().Get("cursor"); s != "" {
		if of.From, _, err = parseCursor(s); err != nil {
			return of, fail(http.StatusBadRequest, "cursor: use the cursor that “next” gave")
		}
	}
	res, err := a.Library.Search(r.Context(), index.Request{Query: field + `:"` + clean + `"`, Offset: of.From, Limit: a.mostPlans, Group: true})
	if err != nil {
		return of, err
	}
	for _, h := range res.Hits {
		p, err := a.plans.get(r, a.Library, h.Plan)
		if errors.Is(err, library.ErrNoPlan) {
			continue // taken out since the search
		}
		if err != nil {
			return of, err
		}
		each(p)
		of.Plans++
		runtime.Gosched() // answers that are ready go first
	}
	of.Total = res.Plans
	if next := of.From + len(res.Hits); len(res.Hits) > 0 && next < res.Plans && next <= mostHits {
		of.Cut, of.Next = true, cursor(next, a.Library.Generation())
		q := url.Values{"cursor": {of.Next}}
		of.NextURL = (&url.URL{Path: r.URL.Path, RawQuery: q.Encode()}).String()
	}
	return of, nil
}

type dutyRow struct {
	Role     string `json:"role"`
	Plan     string `json:"plan"`
	Title    string `json:"title"`
	ID       string `json:"id"`
	Task     string `json:"task"`
	Deadline string `json:"deadline"`
}

type bodyView struct {
	reach
	Name    string    `json:"name"`
	Duties  []dutyRow `json:"duties"`
	Network *network  `json:"network,omitempty"`
}

// network is the body and those that stand most often in one duty with it.
type network struct {
	Height int       `json:"-"`
	Middle int       `json:"-"`
	Nodes  []netNode `json:"nodes"`
}

type netNode struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
	Y     int    `json:"-"`
	TextY int    `json:"-"`
}

func (a *app) body(w http.ResponseWriter, r *http.Request) error {
	name, form := cut(r.PathValue("name"))
	v := &bodyView{Name: name, Duties: []dutyRow{}}
	with := map[string]int{}
	var err error
	v.reach, err = a.found(r, "unit", name, func(p *plan.Plan) {
		tasks := map[string]string{}
		for _, t := range p.Tasks {
			tasks[t.ID] = t.Title
		}
		units, ours := map[string]string{}, map[string]bool{}
		for _, u := range p.Units {
			units[u.ID] = u.Name
			ours[u.ID] = u.Name == name || str(u.FullName) == name || str(u.Identity) == name || slices.Contains(u.Aliases, name) || strings.HasSuffix(u.Name, name)
		}
		for _, d := range p.Assignments {
			for _, role := range []struct {
				name   string
				bodies []string
			}{{"lead", d.Lead}, {"responsible", d.Responsible}, {"cooperating", d.Cooperating}} {
				if !slices.ContainsFunc(role.bodies, func(id string) bool { return ours[id] }) {
					continue
				}
				task := d.Quote
				if d.Task != nil && tasks[*d.Task] != "" {
					task = tasks[*d.Task]
				}
				v.Duties = append(v.Duties, dutyRow{role.name, p.ID, str(p.Title), d.ID, task, str(d.Deadline)})
				for _, id := range slices.Concat(d.Lead, d.Responsible, d.Cooperating) {
					if !ours[id] {
						with[units[id]]++
					}
				}
			}
		}
	})
	if err != nil {
		return err
	}
	if len(with) > 0 {
		n := &network{}
		for b, c := range with {
			n.Nodes = append(n.Nodes, netNode{Name: b, Count: c})
		}
		slices.SortFunc(n.Nodes, func(x, y netNode) int {
			if x.Count != y.Count {
				return y.Count - x.Count
			}
			return strings.Compare(x.Name, y.Name)
		})
		n.Nodes = n.Nodes[:min(12, len(n.Nodes))]
		for i := range n.Nodes {
			n.Nodes[i].Y = 20 + 22*i
			n.Nodes[i].TextY = n.Nodes[i].Y + 4
		}
		n.Height = 18 + 22*len(n.Nodes)
		n.Middle = n.Height / 2
		v.Network = n
	}
	return a.answer(w, r, form, "body", v, func() [][]string {
		rows := [][]string{{"role", "plan", "title", "assignment", "task", "deadline"}}
		for _, d := range v.Duties {
			rows = append(rows, []string{d.Role, d.Plan, d.Title, d.ID, d.Task, d.Deadline})
		}
		return rows
	})
}

type targetRow struct {
	Region  string `json:"region"`
	Date    string `json:"date"`
	Figure  string `json:"figure"`
	Value   string `json:"value"` // in Unit
	Unit    string `json:"unit"`
	Measure string `json:"measure"`
	Outlier bool   `json:"outlier"`
	Plan    string `json:"plan"`
	Title   string `json:"title"`
	ID      string `json:"id"`
}

type indicatorView struct {
	reach
	Name   string      `json:"name"`
	Rows   []targetRow `json:"targets"`
	Charts []chart     `json:"-"`
}

// chart shows the targets of one unit and measure over the years.
type chart struct {
	Unit, Measure, Top, Bottom string
	Log                        bool // of the values: the largest is more than logFrom times the smallest
	Points                     []point
	Years                      []point // where years stand below the axis
}

type point struct {
	X, Y    int
	Label   string
	Outlier bool
}

func (a *app) indicator(w http.ResponseWriter, r *http.Request) error {
	name, form := cut(r.PathValue("name"))
	v := &indicatorView{Name: name, Rows: []targetRow{}}
	var err error
	v.reach, err = a.found(r, "indicator", name, func(p *plan.Plan) {
		for _, t := range p.Targets {
			if str(t.Indicator.Canonical) != name && str(t.Indicator.Raw) != name {
				continue
			}
			row := targetRow{Figure: ledger.Figure(&t), Measure: t.Measure, Plan: p.ID, Title: str(p.Title), ID: t.ID}
			if p.Region != nil {
				row.Region = p.Region.Name
			}
			if t.Deadline != nil {
				row.Date = t.Deadline.Date
			}
			if t.Normalized != nil {
				row.Value, row.Unit = t.Normalized.Value, t.Normalized.Unit
			}
			v.Rows = append(v.Rows, row)
		}
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(v.Rows, func(x, y targetRow) int {
		return strings.Compare(x.Region+"\x00"+x.Date+"\x00"+x.Plan, y.Region+"\x00"+y.Date+"\x00"+y.Plan)
	})
	v.Charts = charts(v.Rows)
	return a.answer(w, r, form, "indicator", v, func() [][]string {
		rows := [][]string{{"region", "date", "figure", "value", "unit", "measure", "outlier", "plan", "title", "target"}}
		for _, t := range v.Rows {
			rows = append(rows, []string{t.Region, t.Date, t.Figure, t.Value, t.Unit, t.Measure, strconv.FormatBool(t.Outlier), t.Plan, t.Title, t.ID})
		}
		return rows
	})
}

// charts draws one chart for each unit and measure, and marks outliers in rows: values further than three times the
// interquartile range outside the quartiles (Tukey's far-out values), where there are eight values or more.
func charts(rows []targetRow) []chart {
	groups := map[string][]int{}
	var keys []string
	value := make([]float64, len(rows))
	year := make([]float64, len(rows))
	for i, t := range rows {
		x, err := strconv.ParseFloat(t.Value, 64)
		if err != nil || math.IsInf(x, 0) || math.IsNaN(x) || len(t.Date) < 4 {
			continue
		}
		y, err := strconv.Atoi(t.Date[:4])
		if err != nil {
			continue
		}
		value[i], year[i] = x, float64(y)
		k := t.Unit + "\x00" + t.Measure
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], i)
	}
	slices.Sort(keys)
	var out []chart
	for _, k := range keys {
		var xs []float64
		lo, hi, from, to := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
		for _, i := range groups[k] {
			xs = append(xs, value[i])
			lo, hi, from, to = min(lo, value[i]), max(hi, value[i]), min(from, year[i]), max(to, year[i])
		}
		slices.Sort(xs)
		if n := len(xs); n >= 8 {
			q1, q3 := xs[n/4], xs[3*n/4]
			for _, i := range groups[k] {
				rows[i].Outlier = value[i] > q3+3*(q3-q1) || value[i] < q1-3*(q3-q1)
			}
		}
		place := func(x, lo, hi float64, a, b int) int {
			if hi == lo {
				return (a + b) / 2
			}
			return a + int(math.Round((x/2-lo/2)/(hi/2-lo/2)*float64(b-a)))
		}
		c := chart{Top: short(hi), Bottom: short(lo), Log: lo > 0 && hi > logFrom*lo}
		c.Unit, c.Measure, _ = strings.Cut(k, "\x00")
		scale := func(x float64) float64 { return x }
		if c.Log {
			scale = math.Log10
		}
		for _, i := range groups[k] {
			c.Points = append(c.Points, point{place(year[i], from, to, 70, 610), place(scale(value[i]), scale(lo), scale(hi), 215, 25), rows[i].Region + " " + rows[i].Date + " " + rows[i].Figure, rows[i].Outlier})
		}
		step := math.Ceil(max(to-from, 1) / mostYears)
		for y := to; y >= from; y -= step {
			c.Years = append(c.Years, point{X: place(y, from, to, 70, 610), Label: fmt.Sprint(y)})
		}
		out = append(out, c)
	}
	return out
}

// mostYears is how many years are named below a chart.
const mostYears = 10

// logFrom is how many times the smallest value the largest must be for a chart to be drawn by logarithms.
const logFrom = 200

// short writes a figure as Chinese tables do: 5000万, 1.2亿.
func short(x float64) string {
	switch abs := math.Abs(x); {
	case abs >= 1e8:
		return strconv.FormatFloat(x/1e8, 'g', 4, 64) + "亿"
	case abs >= 1e4:
		return strconv.FormatFloat(x/1e4, 'g', 4, 64) + "万"
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}

func (a *app) uploadForm(w http.ResponseWriter, r *http.Request) error {
	a.render(w, r, http.StatusOK, "upload", uploadView{MayStore: a.Store != nil})
	return nil
}

// upload reads a file and shows its ledger. The file's name only tells what it may be; nothing is stored unless the form
// asks for it and the server may.
func (a *app) upload(w http.ResponseWriter, r *http.Request) error {
	select {
	case a.uploads <- struct{}{}:
		defer func() { <-a.uploads }()
	default:
		w.Header().Set("Retry-After", "5")
		return fail(http.StatusTooManyRequests, "other uploads are being read: try again in a moment")
	}
	name, data, store, err := a.uploaded(r)
	if err != nil {
		return err
	}
	if store && a.Store == nil {
		return fail(http.StatusForbidden, "upload: this server stores nothing: start it with --allow-store")
	}
	p, err := pipeline.ProcessWithin(r.Context(), pipeline.Source{Path: path.Base(name), Data: data}, a.Limits)
	if errors.Is(err, context.Canceled) {
		return err
	}
	if err != nil {
		return fail(http.StatusUnprocessableEntity, "upload: %w", err)
	}
	if store {
		if err := a.store(w, r, name, data, p); err != nil {
			return err
		}
		w.Header().Set("Location", "/plans/"+p.ID)
	}
	switch {
	case !wantsPage(r) && store:
		writeJSON(w, http.StatusCreated, p)
	case !wantsPage(r):
		writeJSON(w, http.StatusOK, p)
	case store:
		w.WriteHeader(http.StatusSeeOther)
	default:
		a.render(w, r, http.StatusOK, "upload", uploadView{a.Store != nil, viewPlan(p)})
	}
	return nil
}

// uploadView is the page of an upload, with or without a document that was read.
type uploadView struct {
	MayStore bool
	Plan     *planView
}

// uploaded is what the form holds: a file's name and bytes, and whether it is to be stored.
func (a *app) uploaded(r *http.Request) (name string, data []byte, store bool, err error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return "", nil, false, fail(http.StatusBadRequest, "upload: a form (multipart/form-data) with a file is expected")
	}
	found := false
	for {
		part, err := parts.NextPart()
		if err == io.EOF && found {
			return name, data, store, nil
		}
		if err == io.EOF {
			return "", nil, false, fail(http.StatusBadRequest, "upload: no field named file")
		}
		if err != nil {
			return "", nil, false, badUpload(err)
		}
		switch part.FormName() {
		case "store":
			said, err := io.ReadAll(io.LimitReader(part, 8))
			if err != nil {
				return "", nil, false, badUpload(err)
			}
			store = string(said) == "1"
		case "file":
			if data, err = io.ReadAll(io.LimitReader(part, a.Upload+1)); err != nil {
				return "", nil, false, badUpload(err)
			}
			if int64(len(data)) > a.Upload {
				return "", nil, false, fail(http.StatusRequestEntityTooLarge, "upload: the file is larger than %d bytes", a.Upload)
			}
			name, found = part.FileName(), true
		}
	}
}

// store takes an upload into the library, one at a time.
func (a *app) store(w http.ResponseWriter, r *http.Request, name string, data []byte, p *plan.Plan) error {
	a.storing.Lock()
	defer a.storing.Unlock()
	// A commit that has begun is ended, whether or not the one who asked for it waits.
	err := a.Store(context.WithoutCancel(r.Context()), name, data, p)
	var locked *library.ErrLocked
	switch {
	case errors.As(err, &locked):
		w.Header().Set("Retry-After", "30")
		return fail(http.StatusServiceUnavailable, "upload: another process is writing to the library: try again when it is done")
	case errors.Is(err, library.ErrFull):
		return fail(http.StatusInsufficientStorage, "upload: %w", library.ErrFull)
	}
	return err
}

func badUpload(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	return fail(http.StatusBadRequest, "upload: the form breaks off or is damaged")
}

type reportView struct {
	Counts   library.Counts `json:"counts"`
	Notes    []noted        `json:"notes"`
	Failures []failure      `json:"failures"`
	Batch    *batch.Report  `json:"batch,omitempty"` // the last one's
}

// noted is how often plans note a doubt.
type noted struct {
	Code  string `json:"code"`
	Count int    `json:"count"`
}

type failure struct {
	Source string `json:"source"`
	Error  string `json:"error"`
}

func (a *app) report(w http.ResponseWriter, r *http.Request) error {
	_, form := cut(r.URL.Path)
	n, err := a.Library.Counts(r.Context())
	if err != nil {
		return err
	}
	v := &reportView{Counts: n, Notes: []noted{}, Failures: []failure{}}
	if last, err := a.Library.Report("report.json"); err == nil {
		v.Batch = &batch.Report{}
		if err := json.Unmarshal(last, v.Batch); err != nil {
			v.Batch = nil // written by another version: what the library holds is shown all the same
		}
	}
	notes := map[string]int{}
	for e, err := range a.Library.Entries(r.Context()) {
		if err != nil {
			return err
		}
		for code, n := range e.Notes {
			notes[code] += n
		}
	}
	for _, code := range slices.Sorted(maps.Keys(notes)) {
		v.Notes = append(v.Notes, noted{code, notes[code]})
	}
	slices.SortStableFunc(v.Notes, func(x, y noted) int { return y.Count - x.Count })
	for s, err := range a.Library.Sources(r.Context()) {
		if err != nil {
			return err
		}
		if s.Error != "" && !s.Gone {
			v.Failures = append(v.Failures, failure{s.Path, s.Error})
		}
	}
	return a.answer(w, r, form, "report", v, func() [][]string {
		rows := [][]string{{"source", "error"}}
		for _, f := range v.Failures {
			rows = append(rows, []string{f.Source, f.Error})
		}
		return rows
	})
}

func indicatorName(t *plan.Target) string {
	if t.Indicator.Canonical != nil {
		return *t.Indicator.Canonical
	}
	return str(t.Indicator.Raw)
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
