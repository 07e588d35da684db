package planner

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestApportion(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0, 9), 1, 7).Draw(t, "weights")
		n := rapid.IntRange(0, 30).Draw(t, "n")
		var total float64
		for _, w := range weights {
			total += w
		}
		got := apportion(weights, n)
		sum := 0
		for i, k := range got {
			sum += k
			if total > 0 && (float64(k) < float64(n)*weights[i]/total-1 || float64(k) > float64(n)*weights[i]/total+1) {
				t.Fatalf("%v shares %d as %v", weights, n, got)
			}
		}
		if total > 0 && sum != n {
			t.Fatalf("%v shares %d as %v", weights, n, got)
		}
		levels := make([]string, len(got))
		for i := range levels {
			levels[i] = fmt.Sprint(i)
		}
		order := evenly(levels, got)
		for i, level := range levels {
			if k := len(slices.DeleteFunc(slices.Clone(order), func(l string) bool { return l != level })); k != got[i] {
				t.Fatalf("%s comes %d times, want %d", level, k, got[i])
			}
		}
	})
}
