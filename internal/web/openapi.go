package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"taizhang/pipeline/plan"
)

// describe gives the OpenAPI description of the site: openapi.json with the schema of a plan, which the plan's own package
// keeps, among its components.
func describe() ([]byte, error) {
	file, err := files.ReadFile("openapi.json")
	if err != nil {
		return nil, err
	}
	var doc, schema map[string]any
	if err := json.Unmarshal(file, &doc); err != nil {
		return nil, fmt.Errorf("web: openapi.json: %w", err)
	}
	if err := json.Unmarshal(plan.JSONSchema, &schema); err != nil {
		return nil, fmt.Errorf("web: the schema of a plan: %w", err)
	}
	all := doc["components"].(map[string]any)["schemas"].(map[string]any)
	parts, _ := schema["$defs"].(map[string]any)
	for name, part := range parts {
		all["Plan."+name] = rooted(part)
	}
	delete(schema, "$defs")
	delete(schema, "$schema") // a schema without these is of the description's own dialect
	delete(schema, "$id")
	all["Plan"] = rooted(schema)
	return json.MarshalIndent(doc, "", " ")
}

// rooted makes a schema's references to its own definitions references to the description's components.
func rooted(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if s, ok := x.(string); ok && k == "$ref" {
				v[k] = strings.Replace(s, "#/$defs/", "#/components/schemas/Plan.", 1)
				continue
			}
			v[k] = rooted(x)
		}
	case []any:
		for i, x := range v {
			v[i] = rooted(x)
		}
	}
	return v
}

func (a *app) openapi(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, err := w.Write(a.description)
	return err
}
