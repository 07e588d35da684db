package prevalence

import (
	"math/rand/v2"

	"github.com/digital-diplomacy/tailor/sentiment"
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

// drawTrue draws how many of the readings are of each true class, given the shares p
// and the rates m: for each reading class a multinomial over the true ones.
func drawTrue(src rand.Source, counts [4]float64, m [3][4]float64, p [3]float64) (z [3]float64) {
	for k, n := range counts {
		w := [3]float64{p[0] * m[0][k], p[1] * m[1][k], p[2] * m[2][k]}
		rest := w[0] + w[1] + w[2]
		for t := range 2 {
			if n <= 0 || rest <= 0 {
				break
			}
			x := n
			if q := w[t] / rest; q < 1 {
				x = 0
				if q > 0 {
					x = distuv.Binomial{N: n, P: q, Src: src}.Rand()
				}
			}
			z[t], n, rest = z[t]+x, n-x, rest-w[t]
		}
		z[2] += n
	}
	return z
}

// drawShares draws shares from their Dirichlet posterior given true classes.
func drawShares(src rand.Source, z [3]float64) (p [3]float64) {
	sum := 0.0
	for t := range p {
		p[t] = distuv.Gamma{Alpha: z[t] + prior, Beta: 1, Src: src}.Rand()
		sum += p[t]
	}
	for t := range p {
		p[t] /= sum
	}
	return p
}

// drawRates draws each row of a confusion matrix from its Dirichlet posterior: gamma
// draws, divided by their sum.
func drawRates(src rand.Source, c sentiment.Confusion) (m [3][4]float64) {
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
