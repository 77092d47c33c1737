package index

import (
	"context"
	"fmt"
)

func (x *bleveIndex) Vocabulary(_ context.Context, most int) ([]Facet, error) {
	r, err := x.inner.Reader()
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", x.path, err)
	}
	defer r.Close()
	c, err := x.unpacked.of(r)
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", x.path, err)
	}
	s := &searching{req: Request{Facets: most}, columns: c, counts: c.tally()}
	s.counts.add(c.values)
	for i := range c.plans {
		s.counts.add(c.plans[i].values)
	}
	return s.facets(), nil
}
