package han

import (
	"strings"
	"testing"
)

// FuzzIndex checks that the answers are those of package strings.
func FuzzIndex(f *testing.F) {
	for _, c := range [][2]string{
		{"到2027年，应当建成", "应当"}, {"应当", "应当"}, {"应", "应当"}, {"", "应当"}, {"aaaa", "aa"}, {"aaaaaaa", "aaa"},
		{"不得不得", "得不得"}, {"到20", "到20"}, {"\xe5\xba\xe5\xba\x94", "应"}, {"x", "x"},
	} {
		f.Add(c[0], c[1])
	}
	f.Fuzz(func(t *testing.T, text, word string) {
		if got, want := Index(text, word), strings.Index(text, word); got != want {
			t.Errorf("Index(%q, %q) = %d, want %d", text, word, got, want)
		}
		if got, want := Contains(text, word), strings.Contains(text, word); got != want {
			t.Errorf("Contains(%q, %q) = %t", text, word, got)
		}
		if word == "" {
			return
		}
		if got, want := Count(text, word), strings.Count(text, word); got != want {
			t.Errorf("Count(%q, %q) = %d, want %d", text, word, got, want)
		}
	})
}
