package stat

import "math"

// Wilson returns Wilson's interval of a share p of n (1927).
func Wilson(p, n, z float64) (low, high *float64) {
	l, h := WilsonEnds(p, n, z)
	return Figure(l), Figure(h)
}

// WilsonEnds is [Wilson] unrounded; 0 and 1 if n is 0.
func WilsonEnds(p, n, z float64) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	d := 1 + z*z/n
	middle := (p + z*z/(2*n)) / d
	half := z / d * math.Sqrt(max(0, p*(1-p)/n+z*z/(4*n*n)))
	return max(0, middle-half), min(1, middle+half)
}
