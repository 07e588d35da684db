package stat

import "math"

// Wilson returns the interval of a share p of n that Wilson gave (1927, Probable
// inference, the law of succession, and statistical inference), rounded by [Figure]; z is
// the normal quantile of its ends, [Z950] for 90 %.
func Wilson(p, n, z float64) (low, high *float64) {
	l, h := WilsonEnds(p, n, z)
	return Figure(l), Figure(h)
}

// WilsonEnds is [Wilson] unrounded. n need not be whole; with n of 0 the ends are 0 and 1.
// p is taken as at least 0 and at most 1, where the end beside it is exactly that.
func WilsonEnds(p, n, z float64) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	p = max(0, min(1, p))
	d := 1 + z*z/n
	middle := (p + z*z/(2*n)) / d
	half := z / d * math.Sqrt(max(0, p*(1-p)/n+z*z/(4*n*n)))
	low, high = max(0, middle-half), min(1, middle+half)
	if p == 0 {
		low = 0
	}
	if p == 1 {
		high = 1
	}
	return low, high
}
