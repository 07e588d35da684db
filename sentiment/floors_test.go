package sentiment

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// readSet evaluates the texts of one development set in a profile, by the language tags
// of the set.
func readSet(t *testing.T, all []labelled, source, profile string) map[string]Evaluation {
	t.Helper()
	var table bytes.Buffer
	for _, x := range all {
		if x.source == source {
			fmt.Fprintf(&table, "%s\t%s\t%s\n", x.label, x.tag, strings.ReplaceAll(x.text, "\t", " "))
		}
	}
	s, err := NewModelOf(embeddedModel(t).model, profile)
	if err != nil {
		t.Fatal(err)
	}
	evaluations, err := Evaluate(&table, s)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]Evaluation{}
	for _, e := range evaluations {
		of[e.Language] = e
	}
	return of
}

// mean averages a figure over languages but some.
func mean(of map[string]Evaluation, figure func(Evaluation) float64, but ...string) float64 {
	sum, n := 0.0, 0.0
	for lang, e := range of {
		if !strings.Contains(" "+strings.Join(but, " ")+" ", " "+lang+" ") {
			sum += figure(e)
			n++
		}
	}
	return sum / n
}

// TestFloors holds what the model reaches on the development sets, a little below
// what was measured when it was made. UMSAB's Hindi is left out: its labels there are
// noise (docs/sentiment.md).
func TestFloors(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thirty thousand texts")
	}
	dev := shared(t, "dev")
	weighted := func(e Evaluation) float64 { return e.Confusion.WeightedF1() }
	umsab := readSet(t, dev, "umsab", "umsab")
	hebrew := readSet(t, dev, "hebrew", "hebrew")["he"]
	russian := readSet(t, shared(t, "unlicensed"), "rusentitweet", model.BalancedProfile)["ru"]
	for _, f := range []struct {
		name  string
		got   float64
		floor float64
	}{
		{"UMSAB macro-F1, mean of 7 languages", mean(umsab, Evaluation.MacroF1, "hi"), 0.645},
		{"TweetEval macro-recall", readSet(t, dev, "tweeteval", model.DefaultProfile)["en"].MacroRecall(), 0.70},
		{"AfriSenti weighted F1, mean of 12 languages", mean(readSet(t, dev, "afrisenti", "afrisenti"), weighted, "orm", "tir"), 0.67},
		{"Hebrew accuracy", hebrew.Accuracy(), 0.85},
		{"Hebrew F1 of negative", hebrew.Confusion.F1()[Negative], 0.755},
		{"Russian macro-F1, on tweets of a set that it never saw", russian.MacroF1(), 0.68},
		{"Hebrew F1 of positive", hebrew.Confusion.F1()[Positive], 0.90},
	} {
		t.Logf("%s: %.4f", f.name, f.got)
		if f.got < f.floor {
			t.Errorf("%s: %.4f, was at least %.3f", f.name, f.got, f.floor)
		}
	}
}

// TestCalibrated: probabilities err by little more than a perfect reader's would seem
// to on so few texts.
func TestCalibrated(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thirty thousand texts")
	}
	dev := shared(t, "dev")
	for _, source := range []string{"umsab", "afrisenti", "hebrew", "indonesian"} {
		of := readSet(t, dev, source, source)
		worse := mean(of, func(e Evaluation) float64 {
			ece, perfect := e.Calibration()
			return ece - perfect
		}, "hi", "orm", "tir")
		t.Logf("%s: calibration error over a perfect reader's: %.4f", source, worse)
		if worse > 0.05 {
			t.Errorf("%s: calibration error is %.4f over a perfect reader's, want at most 0.05", source, worse)
		}
	}
	russian := readSet(t, shared(t, "unlicensed"), "rusentitweet", model.DefaultProfile)["ru"]
	ece, perfect := russian.Calibration()
	t.Logf("Russian, on tweets of a set that it never saw: %.4f", ece-perfect)
	if ece-perfect > 0.03 {
		t.Errorf("Russian tweets: calibration error is %.4f over a perfect reader's, want at most 0.03", ece-perfect)
	}
}

// TestUnseenSources: on sets that nothing was trained on the model is never worse than
// the word lists, by macro-recall, which does not depend on how frequent the classes
// are in a set. (Portuguese news on a state's government, tweets_mg, is left out: its
// labels judge the event, not the text, and both read it no better than chance.)
func TestUnseenSources(t *testing.T) {
	if testing.Short() {
		t.Skip("reads sixty thousand texts")
	}
	all := shared(t, "unlicensed")
	for _, source := range []string{"astd", "emoevent", "rusentitweet", "sentimix"} {
		for lang, e := range readSet(t, all, source, model.BalancedProfile) {
			lists, _ := e.Lexicon.Recall()
			t.Logf("%s %s: n=%d macro-recall %.3f, word lists %.3f; macro-F1 %.3f, word lists %.3f, trivial %.3f; AUC %.3f", source, lang, e.N(),
				e.MacroRecall(), lists, e.MacroF1(), e.Lexicon.MacroF1(), e.Trivial(), e.AUC())
			if e.MacroRecall() < lists {
				t.Errorf("%s %s: macro-recall %.3f, word lists %.3f", source, lang, e.MacroRecall(), lists)
			}
		}
	}
}
