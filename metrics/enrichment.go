package metrics

import (
	"math"
	"slices"
)

// Enrichment returns the one-sided p-value of Fisher's exact test: the chance that n or
// more of all the posts with a term stand among our total posts, if they were dealt out
// among ours and the other totalOther posts blindly. 1 if there is nothing to test.
func Enrichment(n, total, nOther, totalOther int64) float64 {
	with, all := n+nOther, total+totalOther
	if n <= 0 || total <= 0 || totalOther <= 0 || n > total || nOther > totalOther {
		return 1
	}
	// From where terms fall on outwards: a first term too small for a number must not be
	// the one that larger ones are made of.
	chance := func(x float64) float64 {
		k := int64(x)
		return math.Exp(choose(with, k) + choose(all-with, total-k) - choose(all, total))
	}
	if x := float64(n); x > float64(with)*float64(total)/float64(all) {
		p := chance(x)
		sum := p
		for ; x < float64(min(with, total)) && p > 0; x++ { // the next term of the hypergeometric distribution
			p *= (float64(with) - x) / (x + 1) * (float64(total) - x) / (float64(all-with-total) + x + 1)
			sum += p
		}
		return min(sum, 1)
	}
	x := float64(n - 1)
	if x < float64(with-totalOther) {
		return 1
	}
	p := chance(x)
	sum := p
	for ; x > float64(max(0, with-totalOther)) && p > 0; x-- { // and the one before
		p *= x / (float64(with) - x + 1) * (float64(all-with-total) + x) / (float64(total) - x + 1)
		sum += p
	}
	return max(0, 1-sum)
}

// choose is the logarithm of the binomial coefficient.
func choose(n, k int64) float64 {
	a, _ := math.Lgamma(float64(n) + 1)
	b, _ := math.Lgamma(float64(k) + 1)
	c, _ := math.Lgamma(float64(n-k) + 1)
	return a - b - c
}

// Discoveries returns the largest p-value that may be called a find among tests, so
// that of those called so a share of at most rate is expected to be chance; 0 if none
// may (Benjamini and Hochberg 1995). p may leave out values near 1; tests counts them.
func Discoveries(p []float64, tests int, rate float64) float64 {
	p = slices.Sorted(slices.Values(p))
	for k, v := range slices.Backward(p) {
		if v <= rate*float64(k+1)/float64(tests) {
			return v
		}
	}
	return 0
}
