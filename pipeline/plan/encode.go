package plan

import (
	"bytes"
	"encoding/json"
)

// Encode is the plan as one line of JSON that ends in a line feed. Han and <, >, & stand as they are, so that a plan
// can be searched with grep. Equal plans give equal bytes.
func Encode(p *Plan) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
