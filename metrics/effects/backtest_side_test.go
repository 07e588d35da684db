package effects

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// The side is that of the median of all differences.
func TestSideOfMedian(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		few := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) float64 { return float64(rapid.IntRange(0, 3).Draw(t, "count")) }), 1, 7)
		y, z := few.Draw(t, "y"), few.Draw(t, "z")
		var all []float64
		for _, a := range y {
			for _, b := range z {
				all = append(all, a-b)
			}
		}
		slices.Sort(all)
		want, m := 0.5, stat.SortedMedian(all)
		switch half := len(all) / 2; {
		case len(all)%2 == 0 && all[half-1] < 0 && all[half] > 0: // as many above as below
		case m > 0:
			want = 1
		case m < 0:
			want = 0
		}
		if got := sideOfMedian(y, z); got != want {
			t.Fatalf("%v against %v: %v, want %v", y, z, got, want)
		}
	})
}
