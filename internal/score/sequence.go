package score

import (
	"cmp"
	"slices"
)

// The alignment of two sequences is Ratcliff and Obershelp's, as Python's difflib.SequenceMatcher does it (without
// junk): the longest stretch that both have, the earliest of equals, then the same again to its left and right. It is
// no longest common subsequence, and figures depend on that.

// common is how many elements of a and b are aligned.
func common[T comparable](a, b []T) (n int) {
	for _, block := range newMatcher(a, b).blocks() {
		n += block.n
	}
	return n
}

// block is a[i:i+n] aligned with b[j:j+n].
type block struct{ i, j, n int }

// blocks is the alignment in order, with an empty block at the end.
func (m *matcher[T]) blocks() []block {
	type area struct{ alo, ahi, blo, bhi int }
	out := []block{{len(m.a), len(m.b), 0}}
	todo := []area{{0, len(m.a), 0, len(m.b)}}
	for len(todo) > 0 {
		t := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		i, j, n := m.longest(t.alo, t.ahi, t.blo, t.bhi)
		if n == 0 {
			continue
		}
		out = append(out, block{i, j, n})
		todo = append(todo, area{t.alo, i, t.blo, j}, area{i + n, t.ahi, j + n, t.bhi})
	}
	slices.SortFunc(out, func(x, y block) int { return cmp.Or(cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j)) })
	return out
}

// longestCommon is the length of the longest stretch of elements that stands in both.
func longestCommon[T comparable](a, b []T) int {
	_, _, n := newMatcher(a, b).longest(0, len(a), 0, len(b))
	return n
}

type matcher[T comparable] struct {
	a, b []T
	at   map[T][]int // where in b an element stands
	// ending[j+1] and next[j+1] are the lengths of the stretch that ends at b[j] and at the last, or this, element of a.
	ending, next []int
}

func newMatcher[T comparable](a, b []T) *matcher[T] {
	m := &matcher[T]{a: a, b: b, at: make(map[T][]int, len(b)), ending: make([]int, len(b)+1), next: make([]int, len(b)+1)}
	for j, x := range b {
		m.at[x] = append(m.at[x], j)
	}
	return m
}

// longest is the longest stretch a[i:i+n] == b[j:j+n] inside the bounds; of several the one that starts first in a,
// then in b.
func (m *matcher[T]) longest(alo, ahi, blo, bhi int) (i, j, n int) {
	i, j = alo, blo
	clear(m.ending)
	clear(m.next)
	var was, now []int // places that were written, so that only they are cleared
	for x := alo; x < ahi; x++ {
		now = now[:0]
		for _, y := range m.at[m.a[x]] {
			if y < blo {
				continue
			}
			if y >= bhi {
				break
			}
			k := m.ending[y] + 1
			m.next[y+1] = k
			now = append(now, y+1)
			if k > n {
				i, j, n = x-k+1, y-k+1, k
			}
		}
		for _, y := range was {
			m.ending[y] = 0
		}
		m.ending, m.next = m.next, m.ending
		was, now = now, was
	}
	return i, j, n
}
