package metrics

import "math"

// spread is the variance of the latent noise of each level of a lever, while a
// regression looks for it.
type spread struct {
	s2      []float64
	edf     []float64    // effective parameters spent on each level
	squares []float64    // sums of the expectation step
	weights []float64    // and their weights
	logs    [][3]float64 // the last three log s2, the latest last
	seen    int          // how many of them there are
}

func newSpread(levels int, start float64) *spread {
	s := &spread{s2: make([]float64, levels), edf: make([]float64, levels), squares: make([]float64, levels),
		weights: make([]float64, levels), logs: make([][3]float64, levels)}
	for l := range s.s2 {
		s.s2[l] = start
	}
	return s
}

func (s *spread) begin() {
	clear(s.squares)
	clear(s.weights)
}

func (s *spread) add(level int32, weight, square float64) {
	s.squares[level] += weight * square
	s.weights[level] += weight
}

// step sets the variances and returns the largest change of a log variance. Every
// third time, if Aitken's method may be used, it jumps to the limit of a sequence that
// closes in by a constant ratio.
func (s *spread) step(aitken bool) float64 {
	var squares, posts float64
	for l := range s.s2 {
		squares += s.squares[l]
		posts += s.weights[l] - s.edf[l]
	}
	common := bounded(squares / max(posts, 1))
	var largest float64
	s.seen++
	for l, before := range s.s2 {
		free := max(s.weights[l]-s.edf[l], 0)
		s.s2[l] = bounded((s.squares[l] + commonPosts*common) / (free + commonPosts))
		largest = max(largest, math.Abs(math.Log(s.s2[l]/before)))
		g := &s.logs[l]
		g[0], g[1], g[2] = g[1], g[2], math.Log(s.s2[l])
		if aitken && s.seen >= 3 {
			a, b := g[1]-g[0], g[2]-g[1]
			if q := b / a; a != 0 && q > 0 && q < 0.97 {
				s.s2[l] = bounded(math.Exp(g[2] + max(-1.5, min(1.5, b*q/(1-q)))))
			}
		}
	}
	if aitken && s.seen >= 3 {
		s.seen = 0
	}
	return largest
}

func bounded(v float64) float64 {
	if math.IsNaN(v) {
		return 1
	}
	return max(minVariance, min(maxVariance, v))
}
