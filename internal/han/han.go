// Package han searches long Chinese text for short Chinese words: what strings.Index, Contains and Count do, several
// times as fast. Package strings looks for a word's first byte, and in UTF-8 half of all Han characters begin with the
// same two or three; this looks for the third byte, in which they differ.
package han

import "strings"

// Index is the byte at which word first stands in text, -1 if it does not.
func Index(text, word string) int {
	if len(word) < 3 {
		return strings.Index(text, word)
	}
	for third := 2; third < len(text); third++ {
		i := strings.IndexByte(text[third:], word[2])
		if i < 0 {
			return -1
		}
		third += i
		if strings.HasPrefix(text[third-2:], word) {
			return third - 2
		}
	}
	return -1
}

// Contains reports whether word stands in text.
func Contains(text, word string) bool { return Index(text, word) >= 0 }

// Count is how often word, which is not empty, stands in text; places do not overlap.
func Count(text, word string) int {
	for n := 0; ; n++ {
		i := Index(text, word)
		if i < 0 {
			return n
		}
		text = text[i+len(word):]
	}
}
