package library

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Near-duplicates are found by MinHash: the text's overlapping pieces of shingle characters are hashed, each
// hash falls into one of bins, and the least of each bin is kept (one-permutation hashing; empty bins borrow
// from the next full one). The share of equal bins estimates the share of equal pieces. Plans that agree in
// one whole band of bins are candidates; nothing is stored a pair, so a library of many look-alikes does not grow
// with their square.
const (
	shingle  = 6
	bins     = 64
	bandSize = 3
	// alike is the least share of equal bins that links two plans: the same notice on two sites, with a cover
	// letter before it, or taken over by a lower office with the places changed; not two plans on one matter. At
	// this share two plans agree in at least one band 19 times out of 20, at .7 always.
	alike = 0.5
	// candidates is how many plans of one band are looked at.
	candidates = 200
)

// sketch is a text's least hash in each bin, 16 bits of it; nil for a text too short to tell.
type sketch []uint16

// sketchText makes the sketch of a text. White space and punctuation do not count.
func sketchText(text string) sketch {
	var window [shingle]rune
	var least [bins]uint64
	n := 0
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		window[n%shingle] = r
		n++
		if n < shingle {
			continue
		}
		h := uint64(14695981039346656037)
		for i := range shingle {
			h = (h ^ uint64(window[(n+i)%shingle])) * 1099511628211
		}
		h = mix(h)
		bin := h % bins
		if v := h/bins + 1; least[bin] == 0 || v < least[bin] {
			least[bin] = v
		}
	}
	if n < 4*bins {
		return nil
	}
	out := make(sketch, bins)
	for i := range out {
		j := i
		for least[j%bins] == 0 && j < i+bins {
			j++
		}
		out[i] = uint16(mix(least[j%bins] + uint64(j-i)))
	}
	return out
}

// mix spreads a hash over all its bits (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

func (s sketch) bytes() []byte {
	b := make([]byte, 0, 2*len(s))
	for _, v := range s {
		b = binary.BigEndian.AppendUint16(b, v)
	}
	return b
}

func sketchOf(b []byte) sketch {
	if len(b) != 2*bins {
		return nil
	}
	s := make(sketch, bins)
	for i := range s {
		s[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return s
}

// bands are the keys under which candidates are looked up.
func (s sketch) bands() []int64 {
	var out []int64
	for i := 0; i+bandSize <= len(s); i += bandSize {
		h := uint64(i + 1)
		for _, v := range s[i : i+bandSize] {
			h = mix(h<<16 ^ uint64(v) ^ h>>48)
		}
		out = append(out, int64(h))
	}
	return out
}

func (s sketch) similarity(o sketch) float64 {
	if len(s) == 0 || len(s) != len(o) {
		return 0
	}
	n := 0
	for i := range s {
		if s[i] == o[i] {
			n++
		}
	}
	return float64(n) / float64(len(s))
}

// Near is a plan that says nearly the same.
type Near struct {
	ID         string  `json:"plan"`
	Similarity float64 `json:"similarity"` // about the share of equal wording, 0 to 1
}

// near lists the near-duplicates of an entry, most alike first.
func (l *ledger) near(ctx context.Context, e Entry) ([]Near, error) {
	bands := e.sketch.bands()
	if len(bands) == 0 {
		return nil, nil
	}
	// One statement for all bands: most of the cost of a small one is in its being understood.
	one := fmt.Sprintf("SELECT plan FROM (SELECT plan FROM bands WHERE band = ? ORDER BY plan LIMIT %d)", candidates)
	var args []any
	for _, b := range bands {
		args = append(args, b)
	}
	rows, err := l.query(ctx, "SELECT id, sketch FROM plans WHERE id <> ? AND id IN ("+
		strings.TrimSuffix(strings.Repeat(one+" UNION ", len(bands)), " UNION ")+")", append([]any{e.ID}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Near
	for rows.Next() {
		var id string
		var sk []byte
		if err := rows.Scan(&id, &sk); err != nil {
			return nil, err
		}
		if s := e.sketch.similarity(sketchOf(sk)); s >= alike {
			out = append(out, Near{id, s})
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Near) int {
		if a.Similarity != b.Similarity {
			if a.Similarity > b.Similarity {
				return -1
			}
			return 1
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out, nil
}
