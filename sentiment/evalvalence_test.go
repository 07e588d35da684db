package sentiment

import (
	"math"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
)

// Four ratings against what the reader gives: r by the textbook formula in another order
// of the sums, and labels of both kinds in one table.
func TestEvaluateRatings(t *testing.T) {
	table := "3.1\ten\tthis is great, thank you!\n-2.5\ten\tterrible, shame on you\n0.1\ten\tthe office is in the street\n1e0\ten\tgood\n" +
		"pos\ten\twonderful\nNaN\ten\tx\nmixed\ten\ty\n2\tfr\tmerci\n"
	m := embeddedModel(t)
	got, err := Evaluate(strings.NewReader(table), m)
	if err != nil {
		t.Fatal(err)
	}
	e := got[0]
	if e.Rated() != 4 || e.N() != 1 || e.Other != 2 || e.Lexicon.N() != 1 {
		t.Fatalf("rated %d, labelled %d, other %d, by the lists %d, want 4, 1, 2, 1", e.Rated(), e.N(), e.Other, e.Lexicon.N())
	}
	var sp, sv, spp, svv, spv, n float64
	for _, r := range e.rated {
		sp, sv, spp, svv, spv, n = sp+r.people, sv+r.valence, spp+r.people*r.people, svv+r.valence*r.valence, spv+r.people*r.valence, n+1
	}
	want := (n*spv - sp*sv) / math.Sqrt((n*spp-sp*sp)*(n*svv-sv*sv))
	if r := e.Correlation(); math.Abs(r-want) > 1e-12 || r < 0.8 {
		t.Errorf("Correlation = %v, want %v, above 0.8", r, want)
	}
	low, high := e.CorrelationInterval()
	if z := 1.6449; math.Abs(math.Atanh(high)-math.Atanh(low)-2*z) > 1e-6 { // of four texts, one over the square root of 1
		t.Errorf("interval %v to %v, want %v on both sides after Fisher's transformation", low, high, z)
	}
	if !math.IsNaN(got[1].Correlation()) {
		t.Error("a correlation of one text is a number")
	}
	var out strings.Builder
	if err := WriteEvaluation(&out, got); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"\nen: 4 texts with a number for a label, r of the valence with it 0.", "\nen: 2 texts left out",
		"\nfr: 1 texts with a number for a label, r of the valence with it - (90 %: -)\n"} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("%q is missing in\n%s", line, out.String())
		}
	}
}

// Word lists alone give no valence: ratings are said to be left out, not lost.
func TestEvaluateRatingsOfLists(t *testing.T) {
	got, err := Evaluate(strings.NewReader("3\ten\tgreat\n"), lexicon(t))
	if err != nil || got[0].Rated() != 0 || got[0].Other != 1 {
		t.Fatalf("Evaluate = %+v, %v", got, err)
	}
}

// TestValence: it grows with how strongly something is said, and is nothing where
// nothing is known.
func TestValence(t *testing.T) {
	m := embeddedModel(t)
	for _, rising := range [][]string{
		{"this is awful!!!", "this is awful", "this is good", "this is very good", "this is very good!!!"},
		{"not good", "good"},
		{"😡😡", "🙂", "😍"},
		{"the visit was nice but the wait was awful", "the wait was awful but the visit was nice"},
		{"good, they said", "GOOD, they said"},
		{"no help", "a help"},
		{"not a good visit", "the good visit"},
		{"it was kind of great", "it was great"},
	} {
		last := -1.0
		for _, s := range rising {
			g := gradeOf(t, m, s, "en")
			if g.Valence <= last || g.Valence > 1 {
				t.Errorf("valence of %q is %v, want more than %v, at most 1", s, g.Valence, last)
			}
			last = g.Valence
		}
	}
	for _, text := range []string{"Wann kommt der Minister?", "schreckliche Schlange, nie wieder!"} {
		g := gradeOf(t, m, text, "de")
		if want := g.Probability[Positive] - g.Probability[Negative]; g.Valence != want {
			t.Errorf("of %q, by translated lists: %v, want what the probabilities say, %v", text, g.Valence, want)
		}
	}
	if g := gradeOf(t, m, " ", "en"); g.Class != Abstained || g.Valence != 0 {
		t.Errorf("of no text: %+v, want abstained and 0", g)
	}
}

// Sets of mixed language and posts with a region name romanised Hindi and Urdu in ways of
// their own; they are read as what they are.
func TestRomanisedTags(t *testing.T) {
	m := embeddedModel(t)
	const hindi, urdu = "yeh bahut accha kaam hai, shukriya", "bohat acha kaam kiya, shukriya"
	for tag, want := range map[string]string{"hi": "hi-Latn", "hi-en": "hi-Latn", "hi-IN": "hi-Latn", "hi-Latn": "hi-Latn"} {
		if got := gradeOf(t, m, hindi, tag); got != gradeOf(t, m, hindi, want) {
			t.Errorf("%s: %+v, want what %s gives", tag, got, want)
		}
	}
	if gradeOf(t, m, urdu, "ur-PK") != gradeOf(t, m, urdu, "ur-Latn") {
		t.Error("ur-PK in Latin letters is not read as ur-Latn")
	}
	const devanagari = "यह बहुत अच्छा काम है"
	if gradeOf(t, m, devanagari, "hi-IN") != gradeOf(t, m, devanagari, "hi") {
		t.Error("hi-IN in Devanagari is not read as hi")
	}
}

func gradeOf(t testing.TB, m *Model, s, tag string) Grade {
	t.Helper()
	b := array.NewStringBuilder(memory.DefaultAllocator)
	b.Append(s)
	var out [1]Grade
	if err := m.Grade(b.NewStringArray(), []string{tag}, out[:]); err != nil {
		t.Fatal(err)
	}
	return out[0]
}
