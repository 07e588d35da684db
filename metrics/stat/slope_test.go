package stat

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Weeks of anything: a slope has numbers or there is none, and knows neither the unit of
// counts nor the order of posts.
func TestSlopeOfAnything(t *testing.T) {
	type row struct {
		y, x float64
		week int32
	}
	fit := func(rows []row, times float64) (Slope, bool) {
		d := NewDense()
		column := d.Column(CoefSD)
		for _, r := range rows {
			d.Add(times*r.y, 0, r.week, Term{Column: column, Value: r.x})
		}
		f, ok := d.Fit(NewHermite())
		if !ok {
			return Slope{}, false
		}
		return f.Slope(column)
	}
	rapid.Check(t, func(t *rapid.T) {
		count := []*rapid.Generator[float64]{rapid.Just(0.0), rapid.Just(1e9), rapid.Float64Range(0, 9)}[rapid.IntRange(0, 2).Draw(t, "kind")]
		var rows []row
		for range rapid.IntRange(0, 30).Draw(t, "posts") {
			week := rapid.Int32Range(0, 8).Draw(t, "week")
			rows = append(rows, row{math.Floor(count.Draw(t, "y")), float64(week) / 4, week})
		}
		s, ok := fit(rows, 1)
		if ok && (!Finite([]float64{s.Est, s.Variance, s.Follow}) || s.Variance <= 0 || s.Follow < 0 || s.Follow > 1) {
			t.Fatalf("slope %+v", s)
		}
		if turned, again := fit(rapid.Permutation(rows).Draw(t, "order"), 1); again != ok || ok && math.Abs(turned.Est-s.Est) > 1e-3 {
			t.Fatalf("slope %+v, in another order %+v", s, turned)
		}
	})
	var rows []row
	for i := range 60 {
		rows = append(rows, row{math.Round(1e4 * math.Exp(0.1*float64(i)/6+0.3*math.Sin(float64(7*i)))), float64(i) / 6, int32(i / 6)})
	}
	small, _ := fit(rows, 1)
	large, _ := fit(rows, 1e5)
	if math.Abs(small.Est-large.Est) > 1e-3 || math.Abs(small.Variance/large.Variance-1) > 1e-2 || math.Abs(small.Est-0.1) > 0.03 {
		t.Errorf("slope %+v, of a hundred thousand times as many %+v, want 0.1", small, large)
	}
}
