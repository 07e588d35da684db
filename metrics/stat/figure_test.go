package stat

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestFigure(t *testing.T) {
	for v, want := range map[float64]float64{1234567: 1234570, 0.000123456789: 0.000123457, -2.5: -2.5, 1e20: 1e20, 1.5e9: 1.5e9, 0: 0} {
		if got := Figure(v); got == nil || *got != want {
			t.Errorf("Figure(%v) = %v, want %v", v, got, want)
		}
	}
	if got := Figure(math.Copysign(0, -1)); got == nil || math.Signbit(*got) {
		t.Error("-0 is written as -0")
	}
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if got := Figure(v); got != nil {
			t.Errorf("Figure(%v) = %v", v, *got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64().Draw(t, "v")
		if got := Figure(v); got == nil || math.IsNaN(*got) || math.IsInf(*got, 0) || math.Abs(*got-v) > 1e-5*math.Abs(v) || math.Abs(*Figure(*got)-*got) > 1e-12*math.Abs(*got) {
			t.Fatalf("Figure(%v) = %v", v, got)
		}
	})
}
