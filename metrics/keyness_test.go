package metrics

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestKeyness is checked against the formulas of Monroe, Colaresi and Quinn (2008),
// worked out by hand: 12 of 300 against 2 of 900, prior 100 * 14/1200 = 1.166667; log of
// (13.166667/386.833333)/(3.166667/996.833333) = 2.3715985; over the root of
// 1/13.166667+1/3.166667.
func TestKeyness(t *testing.T) {
	logOdds, z := Keyness(12, 300, 2, 900)
	if math.Abs(logOdds-2.3715985) > 1e-5 || math.Abs(z-3.7891592) > 1e-5 {
		t.Errorf("Keyness = %v, %v, want 2.3715985, 3.7891592", logOdds, z)
	}
	for _, c := range [][4]int64{{0, 0, 1, 5}, {1, 5, 0, 0}, {0, 5, 0, 5}, {5, 5, 5, 5}} {
		if logOdds, z := Keyness(c[0], c[1], c[2], c[3]); logOdds != 0 || z != 0 {
			t.Errorf("Keyness(%v) = %v, %v, want nothing", c, logOdds, z)
		}
	}
}

func TestKeynessProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, other := rapid.Int64Range(1, 5000).Draw(t, "total"), rapid.Int64Range(1, 5000).Draw(t, "other")
		n, m := rapid.Int64Range(0, total).Draw(t, "n"), rapid.Int64Range(0, other).Draw(t, "m")
		d, z := Keyness(n, total, m, other)
		back, zBack := Keyness(m, other, n, total)
		if math.Abs(d+back) > 1e-9 || math.Abs(z+zBack) > 1e-9 {
			t.Fatalf("turned round %v, %v becomes %v, %v", d, z, back, zBack)
		}
		if math.IsNaN(z) || math.IsInf(z, 0) {
			t.Fatalf("z = %v", z)
		}
	})
}

// Counts that cannot be give no figure rather than one that is no number.
func TestKeynessOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.OneOf(rapid.Int64Range(-2, 5), rapid.Int64Range(0, 1e9))
		n, total, other, totalOther := count.Draw(t, "n"), count.Draw(t, "total"), count.Draw(t, "other"), count.Draw(t, "totalOther")
		logOdds, z := Keyness(n, total, other, totalOther)
		if math.IsNaN(logOdds+z) || math.IsInf(logOdds, 0) || math.IsInf(z, 0) {
			t.Fatalf("Keyness(%d of %d, %d of %d) = %v, %v", n, total, other, totalOther, logOdds, z)
		}
		back, zBack := Keyness(other, totalOther, n, total)
		if math.Abs(back+logOdds) > 1e-9 || math.Abs(zBack+z) > 1e-9 {
			t.Fatalf("turned around it is %v, %v, not %v, %v", back, zBack, -logOdds, -z)
		}
	})
}
