package stat

import "math"

// Figure rounds to six significant digits, which is more than any estimate has, so
// that a last bit of arithmetic changes no stored byte; nil if it is no number.
func Figure(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	if v == 0 {
		v = 0 // of -0
		return &v
	}
	// Powers of ten are exact up to 10^22 only if they are not below 1.
	last := math.Floor(math.Log10(math.Abs(v))) - 5
	var r float64
	if unit := math.Pow(10, math.Abs(last)); last > 0 {
		r = math.Round(v/unit) * unit
	} else {
		r = math.Round(v*unit) / unit
	}
	if !math.IsNaN(r) && !math.IsInf(r, 0) {
		v = r
	}
	return &v
}
