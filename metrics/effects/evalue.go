package effects

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// eValue returns how strongly something that is not held constant would have to go
// with both the level and the count, each as a ratio, to explain a ratio away
// (VanderWeele and Ding 2017): RR + sqrt(RR (RR - 1)), RR taken at 1 or more.
func eValue(ratio float64) float64 {
	if ratio < 1 {
		ratio = 1 / ratio
	}
	return ratio + math.Sqrt(float64(ratio*(ratio-1)))
}

// eValues returns the confounding that would move the lift to where another verdict
// would be true, and that which would move the nearer limit of its 90 % interval there
// and so overturn the verdict. For more, less and lean that place is 1; for no clear
// difference it is the nearer end of the margin. A limit that is there already needs
// none: 1. Try has nothing to overturn.
func eValues(v data.Verdict, b stat.Belief) (lift, limit *float64) {
	switch v {
	case data.VerdictTry:
		return nil, nil
	case data.VerdictNoDifference:
		nearest := min(b.Limit-b.Mean, b.Mean+b.Limit)
		edge := min(b.Limit-b.High, b.Low+b.Limit)
		return stat.Figure(eValue(math.Exp(max(0, nearest)))), stat.Figure(eValue(math.Exp(max(0, edge))))
	}
	near := b.Low
	if b.Mean < 0 {
		near = -b.High
	}
	return stat.Figure(eValue(math.Exp(b.Mean))), stat.Figure(eValue(math.Exp(max(0, near))))
}
