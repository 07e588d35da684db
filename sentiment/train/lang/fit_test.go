package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// smallModel trains on made-up texts of two languages and returns the model.
func smallModel(t *testing.T) *lang.Model {
	t.Helper()
	c := newCorpus()
	french, german := []string{"le", "consulat", "est", "ferme", "demain", "pour", "la", "fete"}, []string{"das", "konsulat", "ist", "morgen", "zu", "wegen", "dem", "fest"}
	for i := range 200 {
		for tag, words := range [2][]string{french, german} {
			c.add("made up", social, [2]string{"fr", "de"}[tag], fmt.Sprintf("%s %s %s %s", words[i%8], words[(i*3+1)%8], words[(i*5+2)%8], words[i*7%8]))
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	m := &lang.Model{Bits: 8}
	for _, cl := range classes {
		m.Classes = append(m.Classes, cl.Class)
		m.Prior = append(m.Prior, 0)
	}
	feats := c.features()
	place(m, choose(c.draw(rng, 400), feats, 2), 200)
	n := newNetwork(m, feats, rng)
	for range 8 {
		for _, s := range c.draw(rng, 400) {
			n.step(s, 0.5)
		}
	}
	n.quantise(m)
	m, err := lang.Decode(m.Encode())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestFit: a network learns two languages, and equal input gives equal bytes.
func TestFit(t *testing.T) {
	m := smallModel(t)
	d := m.NewDetector()
	var x text.Text
	for s, want := range map[string]string{"le consulat ferme": "fr", "das konsulat morgen": "de"} {
		x.Read(s)
		if g := d.Detect(&x); g.Tag != want {
			t.Errorf("%q is %+v, want %s", s, g, want)
		}
	}
	if !bytes.Equal(m.Encode(), smallModel(t).Encode()) {
		t.Error("two trainings on the same texts give different models")
	}
}

// TestCalibrate: the inverse temperature found makes the texts likelier than one.
func TestCalibrate(t *testing.T) {
	list := []logit{{[]float32{4, 0}, []int{0}}, {[]float32{4, 0}, []int{0}}, {[]float32{4, 0}, []int{1}}, {[]float32{0, 4}, []int{1}}}
	heat := likeliest(list, 1)
	total := func(h float64) (sum float64) {
		for _, l := range list {
			sum += l.loss(h)
		}
		return sum
	}
	if heat >= 1 || total(heat) >= total(1) {
		t.Errorf("heat %v, loss %v; loss %v at 1", heat, total(heat), total(1))
	}
}

func TestClasses(t *testing.T) {
	for _, tc := range []struct {
		label  string
		script text.Script
		want   string
	}{{"hi", text.Latin, "hi-Latn"}, {"hi", text.Devanagari, "hi"}, {"ar-ary", text.Arabic, "ar-ary"}, {"ar-ary", text.Latin, "ar-Latn"}, {"hi-ur", text.Latin, "hi-ur"}} {
		i := classOf(tc.label, tc.script)
		if i < 0 || classes[i].String() != tc.want {
			t.Errorf("classOf(%s, %s) = %d, want %s", tc.label, tc.script, i, tc.want)
		}
	}
	if i := classOf("fr", text.Greek); i >= 0 {
		t.Errorf("French in Greek letters is class %v", classes[i])
	}
}
