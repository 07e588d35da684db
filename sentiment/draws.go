package sentiment

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// drawReadings draws as many readings as counts holds, from what shares p under
// rates m would give.
func drawReadings(src rand.Source, counts [4]float64, m [3][4]float64, p [3]float64) (drawn [4]float64) {
	left := counts[0] + counts[1] + counts[2] + counts[3]
	rest := 1.0
	for k := range drawn {
		q := p[0]*m[0][k] + p[1]*m[1][k] + p[2]*m[2][k]
		switch {
		case left <= 0:
			return drawn
		case k == len(drawn)-1 || q >= rest:
			drawn[k] = left
			return drawn
		case q > 0:
			drawn[k] = distuv.Binomial{N: left, P: q / rest, Src: src}.Rand()
		}
		left -= drawn[k]
		rest -= q
	}
	return drawn
}

// drawRates draws each row of a confusion matrix from its Dirichlet posterior: gamma
// draws, divided by their sum.
func drawRates(src rand.Source, c Confusion) (m [3][4]float64) {
	for t, row := range c {
		sum := 0.0
		for k, n := range row {
			m[t][k] = distuv.Gamma{Alpha: float64(n) + prior, Beta: 1, Src: src}.Rand()
			sum += m[t][k]
		}
		for k := range m[t] {
			m[t][k] /= sum
		}
	}
	return m
}
