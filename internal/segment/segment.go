// Package segment is the one place that knows gse: words and parts of speech of Chinese text.
package segment

// Word is one word of a text.
type Word struct {
	Text       string
	Start, End int    // bytes into the text given
	POS        string // ICTCLAS tag: n, v, m, q, ns, nt, …
}

// Cut segments text; safe for concurrent use. The words cover the text without gap or overlap.
func Cut(text string) []Word { return nil }
