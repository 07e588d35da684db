package trials

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/metrics"
)

// rotation is trials sorted by block, with those that tell something only.
type rotation struct {
	trials []Trial
	ends   []int // of blocks, as indices into trials
	logs   []float64
}

func rotationOf(trials []Trial) *rotation {
	sorted := slices.DeleteFunc(slices.Clone(trials), func(t Trial) bool { return !metrics.Usable(t.Value) })
	slices.SortStableFunc(sorted, func(a, b Trial) int { return cmp.Compare(a.Block, b.Block) })
	r := &rotation{}
	for len(sorted) > 0 {
		n, treated := 0, 0
		for n < len(sorted) && sorted[n].Block == sorted[0].Block {
			if sorted[n].Treated {
				treated++
			}
			n++
		}
		if treated > 0 && treated < n {
			r.trials = append(r.trials, sorted[:n]...)
			r.ends = append(r.ends, len(r.trials))
		}
		sorted = sorted[n:]
	}
	for _, t := range r.trials {
		r.logs = append(r.logs, math.Log1p(t.Value))
	}
	return r
}

// scores returns twice the aligned rank of every trial once shift was taken from the
// treated ones. Values are compared to nine decimals, so that rounding breaks no tie.
func (r *rotation) scores(shift float64) []int {
	aligned := make([]float64, len(r.trials))
	start := 0
	for _, end := range r.ends {
		var mean float64
		for i := start; i < end; i++ {
			aligned[i] = r.logs[i]
			if r.trials[i].Treated {
				aligned[i] -= shift
			}
			mean += aligned[i]
		}
		mean /= float64(end - start)
		for i := start; i < end; i++ {
			aligned[i] = math.Round((aligned[i] - mean) * 1e9)
		}
		start = end
	}
	order := make([]int, len(aligned))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if aligned[a] != aligned[b] {
			if aligned[a] < aligned[b] {
				return -1
			}
			return 1
		}
		return a - b
	})
	scores := make([]int, len(aligned))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && aligned[order[j]] == aligned[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			scores[k] = i + j + 1 // twice the mean of ranks i+1 to j
		}
		i = j
	}
	return scores
}

// observed is the sum of scores of the treated, with its mean and variance over all lots.
type observed struct {
	scores         []int
	sum            int
	mean, variance float64
}

func (r *rotation) observed(shift float64) observed {
	o := observed{scores: r.scores(shift)}
	start := 0
	for _, end := range r.ends {
		block := o.scores[start:end]
		treated := 0
		for i, s := range block {
			if r.trials[start+i].Treated {
				treated++
				o.sum += s
			}
		}
		m, v := subsetMoments(block, treated)
		o.mean, o.variance = o.mean+m, o.variance+v
		start = end
	}
	return o
}

// side is the sign of the sum against its mean.
func (o *observed) side() int {
	if d := float64(o.sum) - o.mean; math.Abs(d) > 1e-9*(1+o.mean) {
		return int(math.Copysign(1, d))
	}
	return 0
}
