package trials

import "slices"

// sumDistribution is the distribution of an integer sum: p[i] is the chance of least+i.
type sumDistribution struct {
	least int
	p     []float64
}

// distribution returns the distribution of the sum of scores of the treated over all
// lots that keep the number of treated of each block.
func (r *rotation) distribution(scores []int) sumDistribution {
	d := sumDistribution{p: []float64{1}}
	start := 0
	for _, end := range r.ends {
		treated := 0
		for i := start; i < end; i++ {
			if r.trials[i].Treated {
				treated++
			}
		}
		d = d.plus(subsetSums(scores[start:end], treated))
		start = end
	}
	return d
}

// plus returns the distribution of the sum of two independent sums.
func (d sumDistribution) plus(e sumDistribution) sumDistribution {
	out := sumDistribution{least: d.least + e.least, p: make([]float64, len(d.p)+len(e.p)-1)}
	for j, q := range e.p {
		if q == 0 {
			continue
		}
		for i, p := range d.p {
			out.p[i+j] += float64(p * q)
		}
	}
	return out
}

// subsetSums returns the distribution of the sum of k scores drawn without putting
// back.
func subsetSums(scores []int, k int) sumDistribution {
	low := slices.Min(scores)
	width := 0
	for _, s := range scores {
		width += s - low
	}
	// ways[n][i] counts the ways to draw n of the scores seen so far with the sum
	// n*low + i. Counts beyond 2^53 are rounded, which tails do not feel.
	ways := make([][]float64, k+1)
	for n := range ways {
		ways[n] = make([]float64, width+1)
	}
	ways[0][0] = 1
	for _, s := range scores {
		for n := k; n > 0; n-- {
			for i := width; i >= s-low; i-- {
				ways[n][i] += ways[n-1][i-(s-low)]
			}
		}
	}
	var total float64
	for _, w := range ways[k] {
		total += w
	}
	last, first := width, 0
	for ways[k][last] == 0 {
		last--
	}
	for ways[k][first] == 0 {
		first++
	}
	d := sumDistribution{least: k*low + first, p: ways[k][first : last+1]}
	for i := range d.p {
		d.p[i] /= total
	}
	return d
}

// subsetMoments returns mean and variance of the sum of k scores drawn without putting
// back.
func subsetMoments(scores []int, k int) (mean, variance float64) {
	n := float64(len(scores))
	var sum float64
	for _, s := range scores {
		sum += float64(s)
	}
	average := sum / n
	var squares float64
	for _, s := range scores {
		d := float64(s) - average
		squares += float64(d * d)
	}
	if n > 1 {
		variance = float64(k) * (n - float64(k)) / n * squares / (n - 1)
	}
	return float64(k) * average, variance
}
