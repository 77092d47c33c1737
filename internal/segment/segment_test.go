package segment

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

func texts(words []Word) string {
	var s []string
	for _, w := range words {
		s = append(s, w.Text)
	}
	return strings.Join(s, " ")
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"到2027年，规上企业突破1200家", "到 2027 年 ， 规上 企业 突破 1200 家"},
		{"牵头单位：市发展改革委", "牵头单位 ： 市 发展改革委"},
		{"用能120.5万kWh以内", "用能 120 . 5 万 kWh 以内"},
	} {
		if got := texts(Cut(c.text)); got != c.want {
			t.Errorf("Cut(%q)\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestCutIsGse: the words are those that gse's own Segmenter cuts.
func TestCutIsGse(t *testing.T) {
	for _, text := range []string{
		"到2027年，全区GDP、人均GDP分别突破1200亿元、13.5万元，力争制造业、数字经济增加值占GDP比重分别达到40%、50%。",
		"牵头单位：市发展改革委；责任单位：市财政局、各县（市、区）人民政府", "ＡＢＣ１２３abcDEF４５", "T恤A股c++", "\xff\xfe中\x80国", "𠀀𠀁中国𠀂", "", "é½²ß中国ſ", "用能120.5万kWh以内 \t\n　全角",
	} {
		same(t, text)
	}
	if files, _ := filepath.Glob("../../testdata/docs/*.txt"); len(files) > 0 {
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			same(t, string(data))
		}
	}
}

func same(t *testing.T, text string) {
	t.Helper()
	got := Cut(text)
	want := load().Segment([]byte(text))
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i].Start != want[i].Start() || got[i].End != want[i].End() || got[i].POS != want[i].Token().Pos() {
			t.Fatalf("%q: word %d is another one than gse's: %v", text, i, got[max(0, i-2):min(len(got), i+3)])
		}
	}
}

func TestPartsOfSpeech(t *testing.T) {
	want := map[string]string{"市场主体": "n", "财政局": "nt", "亿元": "q", "完成": "v"}
	for word, pos := range want {
		got := Cut(word)
		if len(got) != 1 || got[0].POS != pos {
			t.Errorf("Cut(%q) = %+v, want one word of %s", word, got, pos)
		}
	}
}

func TestCutSearch(t *testing.T) {
	got := texts(CutSearch("常住人口城镇化率"))
	for _, w := range []string{"常住", "人口", "城镇", "城镇化"} {
		if !strings.Contains(" "+got+" ", " "+w+" ") {
			t.Errorf("CutSearch lacks %s: %s", w, got)
		}
	}
}

func TestConcurrent(t *testing.T) {
	const text = "力争全社会研发投入强度超过全市平均水平，科技型企业达到1900家"
	want := texts(Cut(text))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if got := texts(Cut(text)); got != want {
					t.Errorf("got %s", got)
					return
				}
			}
		})
	}
	wg.Wait()
}

// FuzzCut checks the laws: words cover the text in order without gap, on rune borders where the text is valid.
func FuzzCut(f *testing.F) {
	for _, s := range []string{"", "a", "１２", "到2027年，GDP达1.5万亿元。", "\xff\xfe中\x80", "ſİ", "A、b—c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		same(t, text)
		at := 0
		for _, w := range Cut(text) {
			if w.Start != at || w.End <= w.Start || text[w.Start:w.End] != w.Text {
				t.Fatalf("word %+v at %d of %q", w, at, text)
			}
			at = w.End
		}
		if at != len(text) {
			t.Fatalf("words end at %d of %d in %q", at, len(text), text)
		}
		for _, w := range CutSearch(text) {
			if text[w.Start:w.End] != w.Text || utf8.ValidString(text) && !utf8.ValidString(w.Text) {
				t.Fatalf("word %+v of %q", w, text)
			}
		}
	})
}

func BenchmarkCut(b *testing.B) {
	const text = "到2027年，全区GDP、人均GDP分别突破1200亿元、13.5万元，力争制造业、数字经济增加值占GDP比重分别达到40%、50%。"
	Cut(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Cut(text)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		build()
	}
}
