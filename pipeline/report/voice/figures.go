package voice

import "math"

// Finite reports whether a nullable number is there and can be drawn.
func Finite(x *float64) bool { return x != nil && !math.IsNaN(*x) && !math.IsInf(*x, 0) }

// IsRatio reports whether a nullable number is a usable ratio.
func IsRatio(x *float64) bool { return Finite(x) && *x > 0 }

// Clamp keeps a share between 0 and 1.
func Clamp(share float64) float64 { return math.Min(math.Max(share, 0), 1) }

// OrZero is a nullable number; 0 where it is not there or cannot be written.
func OrZero(x *float64) float64 {
	if !Finite(x) {
		return 0
	}
	return *x
}
