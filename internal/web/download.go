package web

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"taizhang/internal/export"
	"taizhang/internal/index"
	"taizhang/pipeline/plan"
)

// mostDownloaded bounds the plans of one download: whoever wants more takes `taizhang export`.
const mostDownloaded = 1000

// contentTypes are what browsers are told of files by their endings; the host's own table differs from host to host.
var contentTypes = map[string]string{
	".csv":     "text/csv; charset=utf-8",
	".xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".jsonl":   "application/jsonl",
	".graphml": "application/graphml+xml",
	".bib":     "application/x-bibtex",
	".ris":     "application/x-research-info-systems",
}

// link is an address with its name.
type link struct{ Name, URL string }

// Downloads are the tables that a page offers beside its own JSON and CSV: of the one plan, or of the plans found.
func (v view) Downloads() []link {
	u, err := url.Parse(v.Path)
	if err != nil {
		return nil
	}
	q := url.Values{}
	if id, ok := strings.CutPrefix(u.Path, "/plans/"); ok {
		q.Set("plan", id)
	} else if u.Path == "/" || u.Path == "/search" {
		q.Set("q", v.Query)
	} else {
		return nil
	}
	var out []link
	for _, f := range []struct{ name, format string }{{"Excel", "xlsx"}, {"JSON Lines", "jsonl"}, {"GraphML", "graphml"}, {"BibTeX", "bibtex"}, {"RIS", "ris"}} {
		q.Set("format", f.format)
		out = append(out, link{f.name, "/download?" + q.Encode()})
	}
	return out
}

// DownloadsCut tells whether a search found more plans than one download holds.
func (v view) DownloadsCut() bool {
	s, ok := v.Data.(*searchView)
	return ok && s.Total > mostDownloaded
}

// download writes the tables of one plan, or of the plans that a query finds, in a format of package export.
func (a *app) download(w http.ResponseWriter, r *http.Request) error {
	in := r.URL.Query()
	f, err := export.FormatNamed(in.Get("format"))
	if err != nil {
		return fail(http.StatusBadRequest, "%s", err)
	}
	if f.Name == "sqlite" || f.Name == "parquet" {
		return fail(http.StatusBadRequest, "format: %s is made by `taizhang export`", f.Name)
	}
	var names []string
	if f.One {
		names = []string{"targets"}
	}
	if t := in.Get("table"); t != "" {
		names = []string{t}
	}
	tables, err := export.Choose(names)
	if err != nil {
		return fail(http.StatusBadRequest, "%s", err)
	}
	ids, name := []string{in.Get("plan")}, "taizhang"
	switch q := in.Get("q"); {
	case in.Has("plan"):
		if !planID.MatchString(ids[0]) {
			return fail(http.StatusNotFound, "plan: an id has 16 hexadecimal digits")
		}
	case len(q) > maxQuery:
		return fail(http.StatusBadRequest, "q: the query is longer than %d bytes: shorten it", maxQuery)
	default:
		res, err := a.Library.Search(r.Context(), index.Request{Query: strings.ToValidUTF8(q, "\uFFFD"), Limit: mostDownloaded, Group: true})
		if err != nil {
			return err
		}
		if res.Total > len(res.Hits) {
			name = fmt.Sprintf("taizhang-first-%d-of-%d", len(res.Hits), res.Total)
		}
		ids = ids[:0]
		for _, h := range res.Hits {
			ids = append(ids, h.Plan)
		}
	}
	plans := func(yield func(*plan.Plan, error) bool) {
		for _, id := range ids {
			if p, err := a.Library.Plan(r.Context(), id); !yield(p, err) || err != nil {
				return
			}
		}
	}
	var b bytes.Buffer
	if err := export.Write(r.Context(), f, &b, tables, plans); err != nil {
		return err
	}
	w.Header().Set("Content-Type", cmp.Or(contentTypes[f.Extension], "application/octet-stream"))
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+f.Extension+`"`)
	if !unchanged(w, r, b.Bytes()) {
		w.Write(b.Bytes())
	}
	return nil
}
