package unit

import (
	"strings"
	"sync"

	"taizhang/pipeline/lexicon"
)

// organ is one row of organs.tsv: 发展和改革委员会, also called 发展改革委, 发改委.
type organ struct {
	name, stem, kind, under, national string
}

// organs by every wording: as the name of a place's organ, and with 国家 before it at the centre.
type organTable struct {
	local, party, centre map[string]*organ
}

var organs = sync.OnceValue(func() organTable {
	t := organTable{map[string]*organ{}, map[string]*organ{}, map[string]*organ{}}
	for _, r := range lexicon.MustLoad("organs").Rows {
		o := &organ{name: r[0], stem: r[2], kind: r[3], under: r[4], national: r[5]}
		wordings := append([]string{o.name}, strings.Split(r[1], "|")...)
		for _, w := range wordings {
			if w == "" {
				continue
			}
			m := t.local
			if o.kind == Party {
				m = t.party
			}
			if m[w] == nil {
				m[w] = o
			}
			if o.national != "" {
				t.centre[w] = o
				t.centre["国家"+w] = o
			}
		}
		if o.national != "" {
			t.centre[o.national] = o
		}
	}
	return t
})

// markers are the words that stand for a place in names of bodies, the longest first.
var markers = []string{"自治区", "自治州", "自治县", "省", "市", "区", "县", "州", "盟", "旗"}

// unmarked are beginnings that only look like a place's marker.
var unmarked = []string{"市场", "市政管理", "市政工程", "市政公用", "市政园林", "市政设施", "市民服务", "市民中心", "市容", "区域", "区块", "县域"}

// marker splits a name into the word that stands for its place and the rest.
func marker(name string) (string, string) {
	for _, u := range unmarked {
		if strings.HasPrefix(name, u) {
			return "", name
		}
	}
	for _, m := range markers {
		if rest, ok := strings.CutPrefix(name, m); ok && rest != "" {
			return m, rest
		}
	}
	return "", name
}

// organOf finds the organ that rest names behind its place: 发改委, 政府国资委, 委组织部, 党委宣传部.
func organOf(rest string) (*organ, bool) {
	t := organs()
	for _, p := range []string{"党委", "委"} {
		if r, ok := strings.CutPrefix(rest, p); ok {
			if o := t.party[r]; o != nil {
				return o, true
			}
		}
	}
	if o := t.local[rest]; o != nil {
		return o, true
	}
	for _, p := range []string{"人民政府", "政府"} {
		if r, ok := strings.CutPrefix(rest, p); ok {
			if o := t.local[r]; o != nil {
				return o, true
			}
		}
	}
	o := partyOf(rest) // 市编办, 市文明办
	return o, o != nil
}

// IsKnown says whether the lexicon knows the name, with or without the word for its place, as one organ.
func IsKnown(name string) bool {
	if _, rest := marker(name); rest != name {
		if _, ok := organOf(rest); ok {
			return true
		}
	}
	if _, ok := organOf(name); ok {
		return true
	}
	return organs().centre[name] != nil
}

// partyOf finds a party organ by its own name, where that is not a word of any office.
func partyOf(name string) *organ {
	switch name {
	case "办", "办公室", "办公厅", "督查室", "外办":
		return nil
	}
	return organs().party[name]
}

// successors by stem: what the reforms of 2008 to 2023 made of an organ.
var successors = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, r := range lexicon.MustLoad("organs").Rows {
		if r[7] != "" {
			m[r[2]] = r[7]
		}
	}
	return m
})

// Successor is the identity of the body that took over the duties of the one with the given identity when a reform
// ended it: 511600:国土资源 → 511600:自然资源. A body that no reform ended has none.
func Successor(identity string) (string, bool) {
	code, stem, ok := strings.Cut(identity, ":")
	next, found := successors()[stem]
	if !ok || !found {
		return "", false
	}
	return code + ":" + next, true
}
