package sentiment

import (
	"math"
	"strings"
	"testing"
)

func TestEvaluate(t *testing.T) {
	table := "# made up\npos\ten\tgreat work\nneg\ten\tterrible\nneu\ten\tthe office\nneu\ten\tgood day\nmixed\ten\tgreat but terrible\npos\tfr\tbravo\n"
	got, err := Evaluate(strings.NewReader(table), lexicon(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Language != "en" || got[1].Language != "fr" || got[0].Other != 1 {
		t.Fatalf("Evaluate = %+v", got)
	}
	e := got[0]
	// By hand: recall 1 (neg), 1/2 (neu), 1 (pos); F1 1, 2/3, 2/3.
	for name, x := range map[string][2]float64{
		"accuracy": {e.Accuracy(), 0.75}, "macro recall": {e.MacroRecall(), 2.5 / 3}, "macro F1": {e.MacroF1(), (1 + 2./3 + 2./3) / 3}, "abstained": {e.Abstained(), 0.25}, "F1 of negative and positive": {e.Confusion.PolarF1(), (1 + 2./3) / 2},
	} {
		if math.Abs(x[0]-x[1]) > 1e-12 {
			t.Errorf("%s = %v, want %v", name, x[0], x[1])
		}
	}
	if !math.IsNaN(got[1].MacroRecall()) {
		t.Error("macro recall of a set without two of the classes is a number")
	}
}

func TestMeanOf(t *testing.T) {
	of := func(lang string, right, wrong int64) Evaluation {
		return Evaluation{Language: lang, Confusion: Confusion{{right, wrong}, {0, right + wrong}, {0, wrong, right}}}
	}
	a, b := of("a", 90, 10), of("b", 40, 60)
	m, ok := MeanOf([]Evaluation{a, b, {Language: "empty"}})
	// By hand: recall of a (0.9+1+0.9)/3, of b (0.4+1+0.4)/3.
	if !ok || m.Languages != 2 || m.N != 600 || math.Abs(float64(m.MacroRecall)-(2.8/3+1.8/3)/2) > 1e-12 {
		t.Errorf("MeanOf = %+v", m)
	}
	if math.Abs(float64(m.MacroF1)-(a.MacroF1()+b.MacroF1())/2) > 1e-12 {
		t.Errorf("macro-F1 %v is not the mean of the languages'", m.MacroF1)
	}
	// The error of a mean of two is half the root of the sum of squares of theirs.
	la, ha := a.Interval(Confusion.MacroF1)
	lb, hb := b.Interval(Confusion.MacroF1)
	got, want := float64(m.MacroF1Interval[1]-m.MacroF1Interval[0]), math.Hypot(ha-la, hb-lb)/2
	if math.Abs(got-want) > 0.25*want {
		t.Errorf("interval of the mean is %v wide, want about %v", got, want)
	}
	if _, ok := MeanOf([]Evaluation{a}); ok {
		t.Error("one language has a mean")
	}
}

func TestEvaluateError(t *testing.T) {
	_, err := Evaluate(strings.NewReader("pos\ten\tfine\nsecret words\n"), lexicon(t))
	if err == nil || !strings.Contains(err.Error(), "line 2") || strings.Contains(err.Error(), "secret") {
		t.Errorf("Evaluate of a broken table: %v, want an error that names line 2 and no text", err)
	}
}

func FuzzEvaluate(f *testing.F) {
	f.Add("pos\ten\tgreat\n")
	f.Add("\uFEFFneg\t\t\n#\n\t\t\t\n")
	l := lexicon(f)
	f.Fuzz(func(t *testing.T, table string) {
		all, err := Evaluate(strings.NewReader(table), l)
		if err != nil {
			return
		}
		for _, e := range all {
			if e.N() < 0 || e.Other < 0 {
				t.Fatal("a negative count")
			}
		}
	})
}
