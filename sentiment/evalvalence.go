package sentiment

import "math"

// rated is a text that people gave a number, with the scorer's valence.
type rated struct{ people, valence float64 }

// Rated returns the number of texts whose label is a number: how negative or positive
// people found them, on any scale.
func (e Evaluation) Rated() int64 { return int64(len(e.rated)) }

// Correlation returns Pearson's r of those numbers with [Grade].Valence; NaN for fewer
// than four texts, if one of the two does not vary, or without a [Grader].
func (e Evaluation) Correlation() float64 {
	n := float64(len(e.rated))
	if n < leastRated {
		return math.NaN()
	}
	var people, valence float64
	for _, r := range e.rated {
		people += r.people / n
		valence += r.valence / n
	}
	var pp, vv, pv float64
	for _, r := range e.rated {
		p, v := r.people-people, r.valence-valence
		pp += p * p
		vv += v * v
		pv += p * v
	}
	if pp == 0 || vv == 0 {
		return math.NaN()
	}
	return pv / math.Sqrt(pp*vv)
}

// leastRated is what Fisher's transformation needs.
const leastRated = 4

// CorrelationInterval returns the 90 % interval of [Evaluation.Correlation], by Fisher's
// transformation.
func (e Evaluation) CorrelationInterval() (low, high float64) {
	r := e.Correlation()
	const normal95 = 1.6449
	z, by := math.Atanh(min(max(r, -1+1e-12), 1-1e-12)), normal95/math.Sqrt(float64(len(e.rated))-3)
	if math.IsNaN(r) {
		return r, r
	}
	return math.Tanh(z - by), math.Tanh(z + by)
}
