package sentiment

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "measure and rewrite the confusion tables from ../shared/sentiment/dev")

// measuredScorer is a scorer whose errors are measured and embedded.
type measuredScorer struct {
	name, file, counts string
	scorer             Measured
	reads              func(lang string) bool
}

func measuredScorers(t testing.TB) []measuredScorer {
	l, m := lexicon(t), embeddedModel(t)
	return []measuredScorer{
		{"lexicon", "confusion.tsv", confusionText, l, func(lang string) bool { return l.lists[lang] != nil }},
		{"model", "modelconfusion.tsv", modelConfusionText, m, m.model.Trained},
	}
}

// measuredOn reads the development sets and RuSentiTweet: BRIGHTER's development texts
// in Russian were picked for their emotions and are too few. Nothing is trained on it.
func measuredOn(t testing.TB) []labelled {
	all := shared(t, "dev")
	for _, x := range shared(t, "unlicensed") {
		if x.source == "rusentitweet" {
			all = append(all, x)
		}
	}
	return all
}

// TestConfusion measures the scorers on labelled texts and compares with the
// embedded counts; with -update it rewrites them.
func TestConfusion(t *testing.T) {
	if testing.Short() && !*update {
		t.Skip("reads thirty thousand texts")
	}
	var sets []string
	sources := map[string]map[string]bool{}
	var table bytes.Buffer
	for _, x := range measuredOn(t) {
		if !slices.Contains(sets, x.source) {
			sets = append(sets, x.source)
		}
		if sources[x.lang] == nil {
			sources[x.lang] = map[string]bool{}
		}
		sources[x.lang][x.source] = true
		fmt.Fprintf(&table, "%s\t%s\t%s\n", x.label, x.lang, strings.ReplaceAll(x.text, "\t", " "))
	}
	for _, s := range measuredScorers(t) {
		measured, err := Evaluate(bytes.NewReader(table.Bytes()), s.scorer)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		fmt.Fprintf(&b, "# How the %s reads labelled texts: counts only, no text.\n# version: %s\n", s.name, s.scorer.Version())
		fmt.Fprintf(&b, "# sets: %s (development parts of cardiffnlp/xlm-t UMSAB, TweetEval, AfriSenti, BRIGHTER, IndoNLU SmSA, NusaX, Hebrew replies; RuSentiTweet)\n", strings.Join(sets, ", "))
		b.WriteString("# made by: go test ./sentiment -run TestConfusion -update\n")
		b.WriteString("# columns: language, sets, true class, then texts read as negative, neutral, positive, abstained\n")
		for _, e := range measured {
			if e.N() == 0 || !s.reads(e.Language) {
				continue
			}
			from := strings.Join(slices.Sorted(maps.Keys(sources[e.Language])), ",")
			for c, row := range e.Confusion {
				fmt.Fprintf(&b, "%s\t%s\t%s\t%d\t%d\t%d\t%d\n", e.Language, from, Class(c), row[0], row[1], row[2], row[3])
			}
			_, valid := s.scorer.Confusion(e.Language)
			t.Logf("%s: %s valid=%v", s.name, e.Summary(), valid)
		}
		if *update {
			if err := os.WriteFile(s.file, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(s.counts, b.String()); diff != "" {
			t.Errorf("%s is not what is measured now: run go test ./sentiment -run TestConfusion -update (-embedded +measured)\n%s", s.file, diff)
		}
	}
}

// TestConfusionVersion fails when a scorer changed and its errors were not measured
// again.
func TestConfusionVersion(t *testing.T) {
	for _, s := range measuredScorers(t) {
		version, table, err := parseConfusion(s.counts)
		if err != nil {
			t.Fatal(err)
		}
		if version != s.scorer.Version() {
			t.Errorf("%s was measured with %s, the scorer is %s: run go test ./sentiment -run TestConfusion -update", s.file, version, s.scorer.Version())
		}
		if len(table) == 0 {
			t.Errorf("%s has no language", s.file)
		}
	}
}

// TestRecall is checked by hand: rows of 100 with 60, 50+20 and 80 right give
// (0.6+0.7+0.8)/3 = 0.7 and sqrt((0.24+0.21+0.16)/100)/3 = 0.026034.
func TestRecall(t *testing.T) {
	c := Confusion{{60, 10, 10, 20}, {20, 50, 10, 20}, {5, 5, 80, 10}}
	recall, stderr := c.Recall()
	if math.Abs(recall-0.7) > 1e-12 || math.Abs(stderr-0.026034) > 1e-6 {
		t.Errorf("Recall() = %v, %v, want 0.7, 0.026034", recall, stderr)
	}
}

func TestValid(t *testing.T) {
	for _, tc := range []struct {
		name string
		c    Confusion
		want bool
	}{
		{"good", Confusion{{60, 10, 10, 20}, {20, 50, 10, 20}, {5, 5, 80, 10}}, true},
		{"too few texts", Confusion{{30, 5, 5, 10}, {10, 25, 5, 10}, {2, 3, 40, 5}}, false},
		{"too few of a class", Confusion{{200, 10, 10, 20}, {1, 10, 1, 2}, {5, 5, 80, 10}}, false},
		{"guessing", Confusion{{34, 33, 33, 0}, {34, 33, 33, 0}, {34, 33, 33, 0}}, false},
		{"abstains always", Confusion{{0, 0, 0, 100}, {0, 0, 0, 100}, {0, 0, 0, 100}}, false},
	} {
		if got := tc.c.Valid(); got != tc.want {
			t.Errorf("%s: Valid() = %v, want %v", tc.name, got, tc.want)
		}
	}
}

// TestUnreadLanguage: what was never measured is not read.
func TestUnreadLanguage(t *testing.T) {
	for _, s := range measuredScorers(t) {
		for _, lang := range []string{Undetermined, "th", "xx", ""} {
			if _, ok := s.scorer.Confusion(lang); ok {
				t.Errorf("%s: Confusion(%q) is valid without a measurement", s.name, lang)
			}
		}
	}
}

func lexicon(t testing.TB) *Lexicon {
	t.Helper()
	l, err := NewLexicon()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func embeddedModel(t testing.TB) *Model {
	t.Helper()
	m, err := NewModel()
	if err != nil {
		t.Fatal(err)
	}
	return m
}
