package effects

import (
	"math"
	"testing"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// More and less are taken while the mean of 1-P stays at 0.05.
func TestFamilies(t *testing.T) {
	rowsOf := func(sure ...float64) []*row {
		var rows []*row
		g := &group{options: Options{MinPosts: 3}}
		for _, p := range sure {
			g.found = append(g.found, evidence{contrast: contrast{n: 9, nOther: 9}, own: &estimate{}})
			rows = append(rows, &row{group: g, member: len(g.found) - 1, belief: stat.Belief{Above: p, P: 0.99, Low: 0.1, High: 1, Limit: math.Log(1.2)}})
		}
		return rows
	}
	for _, tt := range []struct {
		sure []float64
		cut  float64
	}{
		{[]float64{0.94}, 0},                   // alone it needs 0.95
		{[]float64{0.99, 0.92}, 0.92},          // mean of 1-P is 0.045
		{[]float64{0.99, 0.90}, 0.99},          // would be 0.055
		{[]float64{0.999, 0.999, 0.70}, 0.999}, // 0.75 is the least
		{nil, 0},
	} {
		if got := families(rowsOf(tt.sure...))[family{}]; got != tt.cut {
			t.Errorf("%v: the least is %v, want %v", tt.sure, got, tt.cut)
		}
	}
}
