package chart

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestLogScale(t *testing.T) {
	s := NewLogScale([]float64{0.9, 1.1})
	for v, want := range map[float64]Pct{0.5: 2, 1: 50, 2: 98, math.Sqrt2: 74} { // half of the way is the root
		if got, beyond := s.x(v); math.Abs(float64(got-want)) > 0.01 || beyond {
			t.Errorf("x(%v) = %v, %v, want %v", v, got, beyond, want)
		}
	}
	if x, beyond := s.x(3); x != 98 || !beyond {
		t.Errorf("x(3) = %v, %v, want the edge, beyond", x, beyond)
	}
	wide := NewLogScale([]float64{0.0001, 5000})
	if wide.low != widestLow || wide.high != widestHigh {
		t.Errorf("scale %v, want it to end at an eighth and eight times", wide)
	}
}

func TestLogScaleOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0.01, 100), 2, 20).Draw(t, "values")
		s := NewLogScale(values)
		a, b := values[0], values[1]
		xa, _ := s.x(a)
		xb, _ := s.x(b)
		if xa < margin || xa > 100-margin {
			t.Fatalf("x(%v) = %v lies outside", a, xa)
		}
		if a < b && xa > xb || a > b && xa < xb {
			t.Fatalf("x(%v) = %v, x(%v) = %v", a, xa, b, xb)
		}
	})
}

func TestRoundUp(t *testing.T) {
	for v, want := range map[float64]float64{0: 1, 3: 3, 7: 8, 41: 50, 100: 100, 101: 150} {
		if got := roundUp(v); got != want {
			t.Errorf("roundUp(%v) = %v, want %v", v, got, want)
		}
	}
}
