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
		if got := r.Read(&x, "en").Strength; math.Abs(got-c.want) > 1e-6 {
			t.Errorf("strength of %q is %v, want %v", c.text, got, c.want)
		}
	}
}
