package sentiment

import (
	"strings"
	"testing"
)

// TestAsksShared: how many labelled questions are seen, and how many of the development
// tweets without a question mark are taken for questions. The labelled questions were
// trained on; docs/models/sentiment.md has what the head reaches before.
func TestAsksShared(t *testing.T) {
	if testing.Short() {
		t.Skip("reads forty thousand texts")
	}
	m := embeddedModel(t)
	read := func(all []labelled) []Reading {
		texts, langs := make([]string, len(all)), make([]string, len(all))
		for i, x := range all {
			texts[i], langs[i] = strings.ToValidUTF8(x.text, " "), x.lang
		}
		out := make([]Reading, len(all))
		if err := m.Score(batch(texts...), langs, out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	questions := shared(t, "questions")
	for i := range questions {
		questions[i].text = strings.TrimRight(questions[i].text, "?؟；;？ ")
	}
	type counts struct{ hit, missed, false int }
	of := map[string]*counts{}
	for i, r := range read(questions) {
		c := of[questions[i].lang]
		if c == nil {
			c = new(counts)
			of[questions[i].lang] = c
		}
		switch q := questions[i].label == "question"; {
		case q && r.Question:
			c.hit++
		case q:
			c.missed++
		case r.Question:
			c.false++
		}
	}
	for lang, c := range of {
		f1 := 2 * float64(c.hit) / float64(2*c.hit+c.missed+c.false)
		t.Logf("%s without marks: F1 %.3f (%+v)", lang, f1, *c)
		if f1 < 0.9 {
			t.Errorf("%s: F1 of questions without marks %.3f, want 0.9", lang, f1)
		}
	}
	var plain []labelled
	for _, x := range shared(t, "dev") {
		if !strings.ContainsAny(x.text, "?؟？፧") {
			plain = append(plain, x)
		}
	}
	asked := 0
	for _, r := range read(plain) {
		if r.Question {
			asked++
		}
	}
	share := float64(asked) / float64(len(plain))
	t.Logf("of %d development texts without a mark, %.3f are taken for questions", len(plain), share)
	if share > 0.12 {
		t.Errorf("%.3f of texts without a mark are taken for questions, want at most 0.12", share)
	}
}
