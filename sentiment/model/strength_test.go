package model

import (
	"math"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// What the sum is by hand: "good" and "awful" are listed with 0.54 and -0.55.
func TestStrength(t *testing.T) {
	r := loaded(t).NewReader()
	bounded := func(s float64) float64 { return s / math.Sqrt(s*s+15./16) }
	for _, c := range []struct {
		text string
		want float64
	}{
		{"", 0},
		{"qwxz", 0},
		{"good", bounded(0.54)},
		{"awful", bounded(-0.55)},
		{"good!", bounded(0.54 + 0.073)},
		{"good!!!!!!!!!", bounded(0.54 + 4*0.073)},
		{"awful!!", bounded(-0.55 - 2*0.073)},
		{"qwxz!!!", 0},
		{"very good", bounded(0.54 + 0.07325)},
		{"very awful", bounded(-0.55 - 0.07325)},
		{"not good", bounded(-0.74 * 0.54)},
		{"not awful", bounded(0.74 * 0.55)},
		{"good. awful", bounded(0.54 - 0.55)},
	} {
		var x text.Text
		x.Read(c.text)
		if got := r.Strength(&x, "en"); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("strength of %q is %v, want %v", c.text, got, c.want)
		}
	}
}

// TestStrengthOfExamples: what VADER's authors print of their own examples (README of
// vaderSentiment 3.3), to 0.12: listed scores are the means of VADER's and AFINN's.
func TestStrengthOfExamples(t *testing.T) {
	r := loaded(t).NewReader()
	for _, c := range []struct {
		text string
		want float64
	}{
		{"VADER is not smart, handsome, nor funny.", -0.7424},
		{"The plot was good, but the characters are uncompelling and the dialog is not great.", -0.7042},
		{"Today SUX!", -0.5461},
		{"The book was only kind of good.", 0.3832},
		{"Not bad at all", 0.4310},
		{"At least it isn't a horrible book.", 0.4310},
		{"The book was good.", 0.4404},
		{"Today only kinda sux! But I'll get by, lol", 0.5249},
		{"VADER is smart, handsome, and funny.", 0.8316},
		{"VADER is smart, handsome, and funny!", 0.8439},
		{"VADER is very smart, handsome, and funny.", 0.8545},
		{"Make sure you :) or :D today!", 0.8633},
		{"VADER is VERY SMART, handsome, and FUNNY.", 0.9227},
		{"VADER is VERY SMART, handsome, and FUNNY!!!", 0.9342},
	} {
		var x text.Text
		x.Read(c.text)
		if got := r.Strength(&x, "en"); math.Abs(got-c.want) > 0.12 {
			t.Errorf("strength of %q is %.3f, VADER's %.3f", c.text, got, c.want)
		}
	}
}

// TestStrengthOfNeighbours holds each rule by what it does to one score.
func TestStrengthOfNeighbours(t *testing.T) {
	r := loaded(t).NewReader()
	of := func(s, language string) float64 {
		var x text.Text
		x.Read(s)
		return r.Strength(&x, language)
	}
	bounded := func(s float64) float64 { return s / math.Sqrt(s*s+15./16) }
	for _, c := range []struct {
		text string
		want float64
	}{
		{"no good", bounded(-0.74 * 0.54)}, // "no" says nothing itself then
		{"never so good", bounded(1.25 * (0.54 + 0.07325))},
		{"least good", bounded(-0.74 * 0.54)},
		{"at least good", bounded(0.54)},
		{"not qwx :)", bounded(0.5)}, // no word turns a smile
		{"not. good", bounded(0.54)}, // another sentence
		{"good but qwx", bounded(0.5 * 0.54)},
		{"qwx but good", bounded(1.5 * 0.54)},
		{"GOOD qwx", bounded(0.54 + 0.733/4)},
		{"GOOD QWX", bounded(0.54)}, // all of it is loud
		{"good??", bounded(0.54 + 2*0.045)},
		{"good????", bounded(0.54 + 0.24)},
		{"very qwx good", bounded(0.54 + 0.95*0.07325)},
		{"very qwx zxw good", bounded(0.54 + 0.9*0.07325)},
		{"VERY qwx good", bounded(0.54 + 0.95*(0.07325+0.733/4))},
		{"kind of good", bounded(0.54 - 0.07325)},
	} {
		if got := of(c.text, "en"); math.Abs(got-c.want) > 1e-3 {
			t.Errorf("strength of %q is %.4f, want %.4f", c.text, got, c.want)
		}
	}
	if got := of("without doubt good", "en"); got <= bounded(0.54) { // doubt itself is turned, good is not
		t.Errorf("strength of a good without doubt is %v, of good %v", got, bounded(0.54))
	}
	// A negator that follows, and words that count by their beginnings.
	if a, b := of("güzel değil", "tr"), of("güzel", "tr"); !(a < 0 && b > 0) {
		t.Errorf("turned from behind %v, alone %v", a, b)
	}
}
