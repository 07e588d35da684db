package stat

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func TestQuantilesOfMixture(t *testing.T) {
	m := NewMixture(40)
	for k := range 40 {
		m.Add(1.0/40, 0.3*float64(k)/40, 0.02+0.2*float64(k)/40)
	}
	for _, q := range []float64{0.05, 0.5, 0.95} {
		if got := m.Below(m.Quantile(q)); math.Abs(got-q) > 1e-9 {
			t.Errorf("P(theta <= quantile(%v)) = %v", q, got)
		}
	}
}

// A part that is known for certain is a step, not a division by 0.
func TestMixtureOfCertainty(t *testing.T) {
	m := NewMixture(1)
	m.Add(1, 0.3, 0)
	b := m.Belief(DefaultMargin)
	if b.P != 1 || b.Above != 1 || b.Below != 0 || math.Abs(b.Low-0.3) > 1e-6 || math.Abs(b.High-0.3) > 1e-6 {
		t.Errorf("the belief of one who knows is %+v", b)
	}
	if v := b.Verdict(0.95); v != data.VerdictMore {
		t.Errorf("the verdict is %s", v)
	}
}

// Parts far apart, where most densities underflow: quantiles rise, and P and its
// opposite add up.
func TestMixtureOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "parts")
		m, mirror := NewMixture(n), NewMixture(n)
		for range n {
			mean, sd := rapid.Float64Range(-50, 50).Draw(t, "mean"), rapid.OneOf(rapid.Float64Range(1e-6, 1e-3), rapid.Float64Range(0.01, 10)).Draw(t, "sd")
			m.Add(1/float64(n), mean, sd)
			mirror.Add(1/float64(n), -mean, sd)
		}
		last := math.Inf(-1)
		for _, q := range []float64{0.001, 0.05, 0.5, 0.95, 0.999} {
			x := m.Quantile(q)
			if !(x >= last) || math.IsInf(x, 0) {
				t.Fatalf("quantile %v is %v, after %v", q, x, last)
			}
			last = x
		}
		a, b := m.Belief(1.2), mirror.Belief(1.2)
		if math.Abs(a.P+b.P-1) > 1e-9 || math.Abs(a.Above-b.Below) > 1e-9 || math.Abs(a.Low+b.High) > 1e-6*(1+math.Abs(a.Low)) {
			t.Fatalf("%+v turned around is %+v", a, b)
		}
	})
}
