package effects

import (
	"math"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// VanderWeele and Ding 2017, table 1 and text: 3.9 gives 7.26, its limit 1.8 gives 3.0.
func TestEValue(t *testing.T) {
	for ratio, want := range map[float64]float64{3.9: 7.26, 1.8: 3.0, 1: 1, 1 / 3.9: 7.26} {
		if got := eValue(ratio); math.Abs(got-want) > 0.005 {
			t.Errorf("E-value of %v = %v, want %v", ratio, got, want)
		}
	}
	limit := math.Log(1.2)
	more := stat.Belief{Mean: math.Log(3.9), Low: math.Log(1.8), High: math.Log(8.7), Limit: limit}
	if e, l := eValues(data.VerdictMore, more); math.Abs(*e-7.26) > 0.005 || math.Abs(*l-3) > 0.005 {
		t.Errorf("E-values %v and %v, want 7.26 and 3.0", *e, *l)
	}
	if _, l := eValues(data.VerdictLean, stat.Belief{Mean: 0.2, Low: -0.1, High: 0.5, Limit: limit}); *l != 1 {
		t.Errorf("an interval that holds 1 has the E-value %v, want 1", *l)
	}
	// An interval from 0.95 to 1.1 must be moved by 1.2/1.1 to reach the margin.
	if _, l := eValues(data.VerdictNoDifference, stat.Belief{Mean: 0, Low: math.Log(0.95), High: math.Log(1.1), Limit: limit}); math.Abs(*l-eValue(1.2/1.1)) > 1e-5 {
		t.Errorf("no clear difference has the E-value %v, want %v", *l, eValue(1.2/1.1))
	}
	if e, _ := eValues(data.VerdictTry, more); e != nil {
		t.Error("try has an E-value")
	}
}
