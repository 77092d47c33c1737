package web

import (
	"bytes"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"taizhang/internal/export"
	"taizhang/internal/index"
	"taizhang/pipeline/plan"
)

// mostDownloaded bounds the plans of one download: whoever wants more takes `taizhang export`.
const mostDownloaded = 1000

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
	ids := []string{in.Get("plan")}
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
	kind := mime.TypeByExtension(f.Extension)
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="taizhang`+f.Extension+`"`)
	if !unchanged(w, r, b.Bytes()) {
		w.Write(b.Bytes())
	}
	return nil
}
