package chart

import (
	"math"
	"strconv"
)

// Pct is a horizontal place in percent of a drawing's width, so that a chart fits
// every screen without scaling its letters.
type Pct float64

// String prints the place as an SVG length with at most two decimals.
func (p Pct) String() string { return strconv.FormatFloat(round(float64(p)), 'f', -1, 64) + "%" }

// margin keeps marks at the ends of a scale inside the drawing.
const margin Pct = 2

// at maps a share of the scale, 0 to 1, to its place.
func at(share float64) Pct {
	p := float64(margin) + share*float64(100-2*margin)
	return Pct(math.Round(p*100) / 100)
}

// LogScale maps ratios to places so that half and twice lie equally far from 1.
type LogScale struct{ low, high float64 }

// Ratios beyond these are drawn at the edge, with an arrow.
const (
	widestLow  = 1.0 / 8
	widestHigh = 8.0
)

// NewLogScale covers all values, at least from a half to twice and at most from an
// eighth to eight times.
func NewLogScale(values []float64) LogScale {
	s := LogScale{low: 0.5, high: 2}
	for _, v := range values {
		s.low, s.high = min(s.low, v), max(s.high, v)
	}
	s.low, s.high = max(s.low, widestLow), min(s.high, widestHigh)
	if s.low < 0.5 {
		s.low = math.Max(s.low*0.95, widestLow)
	}
	if s.high > 2 {
		s.high = math.Min(s.high*1.05, widestHigh)
	}
	return s
}

// x returns the place of a ratio and whether it lies beyond the scale.
func (s LogScale) x(v float64) (place Pct, beyond bool) {
	share := (math.Log(v) - math.Log(s.low)) / (math.Log(s.high) - math.Log(s.low))
	return at(min(max(share, 0), 1)), v < s.low*(1-1e-9) || v > s.high*(1+1e-9)
}

// ticks are the powers of two within the scale.
func (s LogScale) ticks() []float64 {
	var t []float64
	for v := widestLow; v <= widestHigh; v *= 2 {
		if v >= s.low && v <= s.high {
			t = append(t, v)
		}
	}
	return t
}

// roundUp returns the smallest of 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, ... that is at least v.
func roundUp(v float64) float64 {
	if v <= 1 {
		return 1
	}
	base := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range [...]float64{1, 1.5, 2, 3, 4, 5, 6, 8, 10} {
		if m*base >= v*(1-1e-12) {
			return m * base
		}
	}
	return 10 * base
}

// round keeps two decimals, so that places print short and alike everywhere.
func round(v float64) float64 { return math.Round(v*100) / 100 }
