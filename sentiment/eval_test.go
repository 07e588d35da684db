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
		"accuracy": {e.Accuracy(), 0.75}, "macro recall": {e.MacroRecall(), 2.5 / 3}, "macro F1": {e.MacroF1(), (1 + 2./3 + 2./3) / 3}, "abstained": {e.Abstained(), 0.25},
	} {
		if math.Abs(x[0]-x[1]) > 1e-12 {
			t.Errorf("%s = %v, want %v", name, x[0], x[1])
		}
	}
	if !math.IsNaN(got[1].MacroRecall()) {
		t.Error("macro recall of a set without two of the classes is a number")
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
