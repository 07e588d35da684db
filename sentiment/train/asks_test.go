package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// TestUnseenQuestions: a head that never saw XQuAD finds its questions, with their marks
// and without.
func TestUnseenQuestions(t *testing.T) {
	data := filepath.Join("..", "..", "..", "shared", "sentiment")
	if _, err := os.Stat(data); err != nil {
		t.Skip("the labelled sets are not here: ", err)
	}
	if testing.Short() {
		t.Skip("trains a head, which takes a minute")
	}
	m, err := model.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	all, err := load(filepath.Join(data, "train"), "neg", "neu", "pos")
	if err != nil {
		t.Fatal(err)
	}
	questions, err := loadQuestions(data)
	if err != nil {
		t.Fatal(err)
	}
	head := fitAsks(appendSentences(nil, usable(all)), m.Priors)
	marked, bare, err := unseenAsks(m, head, questions)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		how   string
		f1    map[string]float64
		floor float64
	}{{"with marks", marked, 0.93}, {"without marks", bare, 0.80}} {
		sum := 0.0
		for _, v := range x.f1 {
			sum += v
		}
		mean := sum / float64(len(x.f1))
		t.Logf("%s: mean F1 %.3f, %v", x.how, mean, x.f1)
		if mean < x.floor {
			t.Errorf("%s: mean F1 of questions %.3f, want %.2f", x.how, mean, x.floor)
		}
	}
}
