package plan

import _ "embed"

// JSONSchema is the JSON Schema (2020-12) of a Plan.
//
//go:embed schema.json
var JSONSchema []byte
