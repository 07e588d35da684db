package stat

import "math"

// Limits of the scale: no account's posts are taken as less variable
// than 10 % beyond Poisson, or more than a factor of e^3.
const (
	minVariance = 0.01
	maxVariance = 9
	commonPosts = 3 // weight, in posts, of all levels' spread in one level's
)

// Spread is the variance of the latent noise of each level of a lever, while a
// regression looks for it.
type Spread struct {
	S2      []float64
	EDF     []float64    // effective parameters spent on each level
	squares []float64    // sums of the expectation step
	weights []float64    // and their weights
	logs    [][3]float64 // the last three log s2, the latest last
	seen    int          // how many of them there are
}

// NewSpread starts every level at the same variance.
func NewSpread(levels int, start float64) *Spread {
	s := &Spread{S2: make([]float64, levels), EDF: make([]float64, levels), squares: make([]float64, levels),
		weights: make([]float64, levels), logs: make([][3]float64, levels)}
	for l := range s.S2 {
		s.S2[l] = start
	}
	return s
}

// Begin starts an expectation step.
func (s *Spread) Begin() {
	clear(s.squares)
	clear(s.weights)
}

// Add takes in one row of a level: its weight and its expected squared deviation.
func (s *Spread) Add(level int32, weight, square float64) {
	s.squares[level] += weight * square
	s.weights[level] += weight
}

// Step sets the variances and returns the largest change of a log variance. Every
// third time, if Aitken's method may be used, it jumps to the limit of a sequence that
// closes in by a constant ratio.
func (s *Spread) Step(aitken bool) float64 {
	var squares, posts float64
	for l := range s.S2 {
		squares += s.squares[l]
		posts += s.weights[l] - s.EDF[l]
	}
	common := bounded(squares / max(posts, 1))
	var largest float64
	s.seen++
	for l, before := range s.S2 {
		free := max(s.weights[l]-s.EDF[l], 0)
		s.S2[l] = bounded((s.squares[l] + commonPosts*common) / (free + commonPosts))
		largest = max(largest, math.Abs(math.Log(s.S2[l]/before)))
		g := &s.logs[l]
		g[0], g[1], g[2] = g[1], g[2], math.Log(s.S2[l])
		if aitken && s.seen >= 3 {
			a, b := g[1]-g[0], g[2]-g[1]
			if q := b / a; a != 0 && q > 0 && q < 0.97 {
				s.S2[l] = bounded(math.Exp(g[2] + max(-1.5, min(1.5, b*q/(1-q)))))
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
