package outline

// Decimals name their parents: 3.2.1 stands under 3.2, and 3.2 under 3 (bare, 3. or 三、). They are believed where
// such a parent is open, or where the next one counts on; else they are quantities.

func (b *builder) placeDecimal(i int) bool {
	m := &b.ms[i]
	if m.inline && m.bound != stop {
		return false
	}
	depth := int(m.style - decimal2)
	for at := len(b.stack) - 1; at >= 0; at-- {
		l := &b.stack[at]
		if l.fixed {
			continue
		}
		if l.style == m.style && l.above == m.above {
			if m.n != l.n+1 && !(m.n > l.n && !m.inline && (m.n <= l.n+3 || b.countsDecimal(i))) {
				return false
			}
			if m.n != l.n+1 {
				b.gapNote(l.n, m)
			}
			b.sibling(at, m)
			return true
		}
		if !l.parentOf(m, depth) {
			continue
		}
		if m.n != 1 && !b.countsDecimal(i) || m.inline && !b.countsDecimal(i) {
			return false
		}
		if m.n != 1 {
			b.gapNote(0, m)
		}
		b.stack = b.stack[:at+1]
		b.push(m, m.style)
		return true
	}
	if m.inline || m.n != 1 || !b.countsDecimal(i) {
		return false
	}
	for len(b.stack) > 0 && !b.holds(len(b.stack)-1, i) {
		b.stack = b.stack[:len(b.stack)-1]
	}
	b.push(m, m.style)
	return true
}

// parentOf: is l numbered as the decimal m says its parent is?
func (l *level) parentOf(m *mark, depth int) bool {
	if l.n != m.above[depth] {
		return false
	}
	if depth == 0 {
		return l.style == bare || l.style == digitDot || l.style == comma || l.style == hanComma || l.style == chapter || l.style == part || l.style == hanBoth
	}
	if l.style != m.style-1 {
		return false
	}
	for k := range depth {
		if l.above[k] != m.above[k] {
			return false
		}
	}
	return true
}

// countsDecimal: the next decimal under the same parent has the next number.
func (b *builder) countsDecimal(i int) bool {
	m := &b.ms[i]
	for j := m.next; j >= 0; j = b.ms[j].next {
		k := &b.ms[j]
		if k.inline && !m.inline {
			continue
		}
		return k.above == m.above && k.n == m.n+1
	}
	return false
}
