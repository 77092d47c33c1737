package segment

import "unicode/utf8"

// Within calls yield for every word of the dictionary that has at least least runes and stands anywhere in
// text, by start and then by length; start and end are bytes. Unlike Cut it takes no sides: words overlap, and
// a word is found wherever its characters stand, so an index that is built with it finds each word of a
// query that Cut has cut.
func Within(text string, least int, yield func(start, end int)) {
	dict := load().Dict
	b := []byte(text)
	for i := 0; i < len(b); {
		_, first := utf8.DecodeRune(b[i:])
		for j, n := i, 0; j < len(b); {
			_, size := utf8.DecodeRune(b[j:])
			j += size
			if n++; n < least {
				continue
			}
			freq, _, begins := dict.Find(b[i:j])
			if !begins {
				break
			}
			if freq > 0 {
				yield(i, j)
			}
		}
		i += first
	}
}
