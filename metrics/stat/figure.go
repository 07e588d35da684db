package stat

import (
	"math"
	"strconv"
)

// Figure rounds to six significant digits, which is more than any estimate has, so
// that a last bit of arithmetic changes no stored byte; nil if it is no number.
func Figure(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	if v != 0 {
		scale := math.Pow(10, 5-math.Floor(math.Log10(math.Abs(v))))
		if r := math.Round(v*scale) / scale; !math.IsNaN(r) && !math.IsInf(r, 0) {
			v = r
		}
	}
	return &v
}

// Plural writes "1 post" or "3 posts".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
