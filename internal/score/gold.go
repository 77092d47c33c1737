package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"taizhang/pipeline/plan"
)

// gold is one document's annotations, as <doc>.json holds them.
type gold struct {
	Doc  string `json:"doc"`
	Meta struct {
		Title      *string  `json:"title"`
		DocNumber  *string  `json:"doc_number"`
		Issuers    []string `json:"issuers"`
		IssuedOn   *string  `json:"issued_on"`
		Addressees *string  `json:"addressees"`
	} `json:"meta"`
	Outline []struct {
		Label   string `json:"label"`
		Heading string `json:"heading"`
		Depth   int    `json:"depth"`
	} `json:"outline"`
	Assignments []struct {
		Path        []string `json:"path"`
		Lead        []string `json:"lead"`
		Responsible []string `json:"responsible"`
		Cooperating []string `json:"cooperating"`
	} `json:"assignments"`
	Scope   json.RawMessage `json:"targets_scope"` // "all", or the stretch of the document that was annotated
	Targets []goldTarget    `json:"targets"`
}

func (g *gold) wholeTargets() bool { return bytes.Equal(bytes.TrimSpace(g.Scope), []byte(`"all"`)) }

type goldTarget struct {
	Quote     string  `json:"quote"`
	Indicator *string `json:"indicator"`
	Op        string  `json:"op"`
	Value     *string `json:"value"`
	ValueMax  *string `json:"value_max"`
	Unit      *string `json:"unit"`
	Kind      string  `json:"kind"`
	Measure   string  `json:"measure"`
	Deadline  *string `json:"deadline"`
	Baseline  *string `json:"baseline"`
	Hedged    bool    `json:"hedged"`
}

func (t *goldTarget) figure() figure {
	f := figure{quote: t.Quote, indicator: t.Indicator, op: t.Op, value: t.Value, valueMax: t.ValueMax, unit: t.Unit,
		kind: t.Kind, measure: t.Measure, baseline: t.Baseline, hedged: t.Hedged, deadline: deref(t.Deadline), deadlineRepr: "None"}
	if t.Deadline != nil {
		f.deadlineRepr = repr(*t.Deadline)
	}
	return f
}

// loadGold reads every <doc>.json of a folder, in order of name.
func loadGold(dir string) ([]*gold, error) {
	names, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("gold: %w", err)
	}
	var out []*gold
	for _, e := range names {
		if !strings.HasSuffix(e.Name(), ".json") {
			continue
		}
		name := filepath.Join(dir, e.Name())
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("gold: %w", err)
		}
		g := new(gold)
		if err := json.Unmarshal(b, g); err != nil {
			return nil, fmt.Errorf("gold %s: %w", name, err)
		}
		if g.Doc == "" {
			return nil, fmt.Errorf(`gold %s: it has no "doc": is this a folder of gold?`, name)
		}
		out = append(out, g)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("gold %s: there is no .json file in it", dir)
	}
	return out, nil
}

// LoadPlan reads a plan; nil without an error where there is no such file.
func LoadPlan(name string) (*plan.Plan, error) {
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p := new(plan.Plan)
	if err := json.Unmarshal(b, p); err != nil {
		return nil, fmt.Errorf("plan %s: %w: write it anew with taizhang extract", name, err)
	}
	return p, nil
}
