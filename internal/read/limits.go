package read

import (
	"cmp"
	"time"

	"taizhang/internal/read/pack"
)

// DefaultLimits are the limits of a zero Limits. A work report of 60 pages unpacks to about 2 MB of XML and nests 40
// deep; the longest five-year plans have some 300 pages and half a million characters.
var DefaultLimits = Limits{
	Bytes:      256 << 20,
	Characters: 20_000_000,
	Unpacked:   512 << 20,
	Ratio:      1000,
	Nesting:    500,
	Parts:      10_000,
	Pages:      5_000,
	Time:       time.Minute,
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits
	return Limits{
		Bytes:      cmp.Or(l.Bytes, d.Bytes),
		Characters: cmp.Or(l.Characters, d.Characters),
		Unpacked:   cmp.Or(l.Unpacked, d.Unpacked),
		Ratio:      cmp.Or(l.Ratio, d.Ratio),
		Nesting:    cmp.Or(l.Nesting, d.Nesting),
		Parts:      cmp.Or(l.Parts, d.Parts),
		Pages:      cmp.Or(l.Pages, d.Pages),
		Time:       cmp.Or(l.Time, d.Time),
	}
}

func (l Limits) pack() pack.Limits {
	l = l.withDefaults()
	return pack.Limits{Unpacked: l.Unpacked, Ratio: l.Ratio, Parts: l.Parts}
}
