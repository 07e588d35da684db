package privacy

import "math"

// Round5 rounds three shares to steps of 0.05 such that they still sum to 1 and
// none moves by 0.05 or more (largest remainders; of equal ones the first). Nobody
// is told that all were negative, or all positive, since that would tell it of each:
// the most is 0.95, and neutral takes the step (top-coding, as for shares of small
// groups in NCES 2011-603). The shares are scaled to sum to 1 first. All three
// results are NaN if a share is negative or not a number, or if all are zero.
func Round5(negative, neutral, positive float64) (float64, float64, float64) {
	shares := [3]float64{negative, neutral, positive}
	sum := negative + neutral + positive
	if !(sum > 0) || math.IsInf(sum, 0) || min(negative, neutral, positive) < 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	var steps, rest [3]float64
	left := 20.0
	for i, s := range shares {
		// The tiny addend keeps 0.15, which is 2.9999... steps, at three.
		steps[i] = math.Floor(s/sum*20 + 1e-9)
		rest[i] = s/sum*20 - steps[i]
		left -= steps[i]
	}
	for ; left > 0; left-- {
		most := 0
		for i := range rest {
			if rest[i] > rest[most] {
				most = i
			}
		}
		steps[most]++
		rest[most] = -1
	}
	for _, class := range []int{0, 2} {
		if steps[class] == 20 {
			steps[class], steps[1] = 19, 1
		}
	}
	return steps[0] / 20, steps[1] / 20, steps[2] / 20
}

// Widen5 rounds an interval of shares outwards to steps of 0.05 within 0 to 1. An
// interval published exactly would tell the share that Round5 blurs. It never
// excludes that one in twenty was otherwise: its low end is at most 0.95, its high
// end at least 0.05.
func Widen5(low, high float64) (float64, float64) {
	const step, all = 1.0 / 20, 19.0 / 20
	return min(all, max(0, math.Floor(low*20+1e-9)/20)), min(1, max(step, math.Ceil(high*20-1e-9)/20))
}

// RoundShares rounds counts that divide a whole to shares in steps of 0.05 that sum
// to 1, by largest remainders; of equal ones the first is rounded up.
func RoundShares(counts []int64) []float64 {
	var sum int64
	for _, n := range counts {
		sum += n
	}
	shares := make([]float64, len(counts))
	if sum <= 0 {
		return shares
	}
	steps, rest, left := make([]int64, len(counts)), make([]int64, len(counts)), int64(20)
	for i, n := range counts {
		steps[i], rest[i] = 20*n/sum, 20*n%sum
		left -= steps[i]
	}
	for ; left > 0; left-- {
		most := 0
		for i := range rest {
			if rest[i] > rest[most] {
				most = i
			}
		}
		steps[most]++
		rest[most] = -1
	}
	for i := range steps {
		shares[i] = float64(steps[i]) / 20
	}
	return shares
}

// RoundShare rounds one share to steps of 0.05, halves up.
func RoundShare(n, of int64) float64 {
	if of <= 0 {
		return 0
	}
	return float64((40*n+of)/(2*of)) / 20
}

// RoundPeople rounds a number of people to steps of 5, halves up.
func RoundPeople(n int64) int64 { return (2*n + 5) / 10 * 5 }
