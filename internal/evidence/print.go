package evidence

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Sum is the evidence of many documents.
type Sum struct {
	Documents int
	Seen      map[string]int
	Left      map[string]int
	Why       map[string]map[string]int // by kind and rule
}

// Add counts one document.
func (s *Sum) Add(f *Found) {
	if s.Seen == nil {
		s.Seen, s.Left, s.Why = map[string]int{}, map[string]int{}, map[string]map[string]int{}
	}
	s.Documents++
	for kind, n := range f.Seen {
		s.Seen[kind] += n
	}
	for _, p := range f.Unclaimed {
		s.Left[p.Kind]++
		if s.Why[p.Kind] == nil {
			s.Why[p.Kind] = map[string]int{}
		}
		s.Why[p.Kind][rule(p)]++
	}
}

// rule is a piece's reason without what belongs to the one piece.
func rule(p Piece) string {
	switch head, rest, ok := strings.Cut(p.Why, ": "); {
	case p.Kind == Figure && ok:
		return rest
	case p.Kind == Body && ok:
		return head
	}
	return p.Why
}

// most is how many rules of one kind are printed.
const most = 12

// Print writes the sums: of each kind how much is unclaimed, and by which rules.
func (s *Sum) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d documents\n", s.Documents)
	for _, kind := range Kinds {
		seen, left := s.Seen[kind], s.Left[kind]
		part := 0.0
		if seen > 0 {
			part = 100 * float64(left) / float64(seen)
		}
		fmt.Fprintf(&b, "%-10s %6d of %6d unclaimed (%.2f %%)\n", kind, left, seen, part)
		why := s.Why[kind]
		rules := slices.SortedFunc(maps.Keys(why), func(x, y string) int {
			return cmp.Or(cmp.Compare(why[y], why[x]), cmp.Compare(x, y))
		})
		for i, r := range rules {
			if i == most {
				fmt.Fprintf(&b, "           and %d rules more\n", len(rules)-most)
				break
			}
			fmt.Fprintf(&b, "           %6d %s\n", why[r], r)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// String is a piece on one line: file:line, kind, snippet, rule.
func (p Piece) String() string {
	return fmt.Sprintf("%s:%d: %s: %s [%s]", p.File, p.Line, p.Kind, p.Snippet, p.Why)
}
