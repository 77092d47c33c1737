package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"

	"taizhang/internal/library"
)

const (
	mostCompletions = 12
	mostNames       = 20_000 // of one kind that are offered
)

// completion is a name that the words typed so far may become.
type completion struct {
	Kind  string `json:"kind"` // lead, region, indicator or title
	Value string `json:"value"`
	Query string `json:"query"` // what to search for
	Count int    `json:"count,omitempty"`
}

type completeView struct {
	Query string       `json:"query"`
	Found []completion `json:"completions"`
}

// speller offers the names of a library by their characters, their pinyin (guanganshi) or its initials (gas). It is made
// anew when the library publishes.
type speller struct {
	mu         sync.Mutex
	generation string
	names      []spelled
}

type spelled struct {
	completion
	sounds, initials string
}

func (a *app) complete(w http.ResponseWriter, r *http.Request) error {
	q := strings.ToLower(strings.TrimSpace(strings.ToValidUTF8(r.URL.Query().Get("q"), "")))
	if len(q) > maxQuery {
		return fail(http.StatusBadRequest, "q: the query is longer than %d bytes: shorten it", maxQuery)
	}
	v := completeView{Query: q, Found: []completion{}}
	if q != "" {
		names, err := a.spelling.of(r.Context(), a.Library)
		if err != nil {
			return err
		}
		v.Found = find(names, q)
	}
	return a.answer(w, r, "json", "", v, nil)
}

// find is the names that begin with q before those that hold it; each kind's most frequent first.
func find(names []spelled, q string) []completion {
	out := []completion{}
	latin := q[0] < utf8.RuneSelf
	var inside []completion
	for _, n := range names {
		switch {
		case strings.HasPrefix(n.Value, q) || latin && (strings.HasPrefix(n.sounds, q) || strings.HasPrefix(n.initials, q)):
			if out = append(out, n.completion); len(out) == mostCompletions {
				return out
			}
		case len(inside) < mostCompletions && (!latin && strings.Contains(n.Value, q) || len(q) >= 3 && strings.Contains(n.initials, q)):
			inside = append(inside, n.completion)
		}
	}
	return append(out, inside[:min(len(inside), mostCompletions-len(out))]...)
}

func (s *speller) of(ctx context.Context, lib *library.Library) ([]spelled, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g := lib.Generation(); s.names != nil && s.generation == g {
		return s.names, nil
	}
	facets, err := lib.Vocabulary(ctx, mostNames)
	if err != nil {
		return nil, err
	}
	names := []spelled{}
	for _, f := range facets {
		switch f.Field {
		case "region", "lead", "indicator":
			for _, c := range f.Values {
				names = append(names, spell(completion{f.Field, c.Value, c.Query, c.Count}))
			}
		}
	}
	titles := 0
	for e, err := range lib.Entries(ctx) {
		if err != nil {
			return nil, err
		}
		if e.Title != "" && titles < mostNames {
			names = append(names, spell(completion{Kind: "title", Value: e.Title, Query: e.Title}))
			titles++
		}
	}
	s.generation, s.names = lib.Generation(), slices.Clip(names)
	return s.names, nil
}

var sounding = pinyin.NewArgs()

func spell(c completion) spelled {
	s := spelled{completion: c}
	name := c.Value
	if c.Kind == "region" { // 四川省广安市 is looked for as 广安
		steps := regionSteps(name)
		name = steps[len(steps)-1]
	}
	var sounds, initials strings.Builder
	for i, one := range pinyin.LazyPinyin(name, sounding) {
		if i == 24 { // a long title is known by its beginning
			break
		}
		sounds.WriteString(one)
		initials.WriteByte(one[0])
	}
	s.sounds, s.initials = sounds.String(), initials.String()
	return s
}
