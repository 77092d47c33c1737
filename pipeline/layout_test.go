package pipeline_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"taizhang/pipeline"
	"taizhang/pipeline/plan"
)

// layouts print a text, one paragraph a line, in ways that documents are met in. None of them changes a word.
var layouts = map[string]func(string) string{
	"lines of 30":        func(s string) string { return wrap(s, 30) },
	"lines of 38":        func(s string) string { return wrap(s, 38) },
	"lines of 45":        func(s string) string { return wrap(s, 45) },
	"indented and lines": func(s string) string { return wrap(indent(s), 38) },
	"indented":           indent,
	"blank lines":        func(s string) string { return strings.ReplaceAll(s, "\n", "\n\n") },
	"Windows":            func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
	"full-width digits":  fullWidth,
	"spaces":             func(s string) string { return number.ReplaceAllString(s, "$1 $2 $3") },
	"ASCII punctuation":  strings.NewReplacer("（", "(", "）", ")", "：", ":", "，", ",", "；", ";").Replace,
	"one line": func(s string) string {
		title, rest, _ := strings.Cut(s, "\n")
		return title + "\n" + strings.ReplaceAll(rest, "\n", "")
	},
}

// unlike says what a layout does lose of every document, and why.
var unlike = map[string]string{
	"one line": "headings without a full stop have no end, so their words are not compared",
}

// knownFailures are documents that read otherwise in a layout, with the reason.
var knownFailures = map[string]string{
	"brackets.txt/one line": "labels of one level in three styles (1. 2、 3．) are not taken for one sequence inside a paragraph",
}

// TestLayouts prints the documents in other layouts: the plans say the same of them.
func TestLayouts(t *testing.T) {
	for _, file := range []string{filepath.Join("..", "seeds", "000_990e4f639a67f54b.txt"), filepath.Join("..", "testdata", "docs", "brackets.txt")} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		published := process(t, string(data))
		for layout, print := range layouts {
			name := filepath.Base(file) + "/" + layout
			t.Run(name, func(t *testing.T) {
				got := process(t, print(published.Text))
				diff := cmp.Diff(facts(published, layout), facts(got, layout))
				switch known := knownFailures[name]; {
				case known != "" && diff == "":
					t.Errorf("a known failure no longer fails (%s): take it out", known)
				case known == "" && diff != "":
					t.Errorf("(-as published +in this layout)\n%s", diff)
				}
			})
		}
	}
}

func process(t *testing.T, text string) *plan.Plan {
	t.Helper()
	p, err := pipeline.Process(context.Background(), pipeline.Source{Path: "x.txt", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// facts is what a plan says, without where it stands.
func facts(p *plan.Plan, layout string) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, plain(fmt.Sprintf(format, args...))) }
	deref := func(s *string) string {
		if s == nil {
			return "-"
		}
		return *s
	}
	say("%s | %s | %s", deref(p.Title), strings.Join(p.Issuers, " "), deref(p.IssuedOn))
	var walk func(items []plan.Item)
	walk = func(items []plan.Item) {
		for i := range items {
			it := &items[i]
			heading := it.Heading
			if unlike[layout] != "" {
				heading = ""
			}
			say("%d %s %s", it.Depth, it.Label, heading)
			walk(it.Children)
		}
	}
	walk(p.Outline)
	named := map[string]string{}
	for _, u := range p.Units {
		named[u.ID] = u.Name
	}
	names := func(ids []string) string {
		var out []string
		for _, id := range ids {
			out = append(out, named[id])
		}
		return strings.Join(out, "、")
	}
	for i := range p.Assignments {
		a := &p.Assignments[i]
		say("%s: %s | %s | %s", strings.Join(a.Path, " "), names(a.Lead), names(a.Responsible), names(a.Cooperating))
	}
	for i := range p.Targets {
		x := &p.Targets[i]
		date := "-"
		if x.Deadline != nil {
			date = x.Deadline.Date
		}
		say("%s %s %s %s by %s", deref(x.Indicator.Raw), x.Op, deref(x.Value), deref(x.Unit), date)
	}
	return out
}

// plain folds what a layout may change: white space, width and kind of marks.
var plain = strings.NewReplacer(" ", "", "\u3000", "", "\n", "", "（", "(", "）", ")", "：", ":", "，", ",", "；", ";").Replace

func indent(s string) string { return "　　" + strings.ReplaceAll(s, "\n", "\n　　") }

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

// number is one within a line and what stands around it.
var number = regexp.MustCompile(`([^\d.\n])(\d+(?:\.\d+)?)([^\d.．、\n])`)

// piece is what a typesetter does not break: a number or a Latin word, or a character, and the marks that may not open
// a line.
var piece = regexp.MustCompile(`(?:[0-9A-Za-z.%]+|.)[，。、；：）》”！？]*`)

// wrap breaks paragraphs into lines of so many characters; two digits are as wide as one character.
func wrap(s string, width int) string {
	var out []string
	for _, paragraph := range strings.Split(s, "\n") {
		line, used := "", 2.0 // a paragraph is indented
		for _, p := range piece.FindAllString(paragraph, -1) {
			w := 0.0
			for _, r := range p {
				if w++; r < utf8.RuneSelf {
					w -= 0.5
				}
			}
			if line != "" && used+w > float64(width) {
				out = append(out, line)
				line, used = "", 0
			}
			line += p
			used += w
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}
