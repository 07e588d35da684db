package stat

import "math"

// Mixture is a posterior of log lift: normals with weights that add up to 1.
type Mixture struct{ Weight, Mean, SD []float64 }

// negligible is the weight from which a part of a mixture counts.
const negligible = 1e-9

// NewMixture returns an empty one with room for so many parts.
func NewMixture(parts int) *Mixture {
	all := make([]float64, 3*parts)
	return &Mixture{all[:0:parts], all[parts : parts : 2*parts], all[2*parts : 2*parts]}
}

// leastSD keeps a part that is known exactly a distribution.
const leastSD = 1e-9

// Add appends a normal; one of negligible weight is left out.
func (m *Mixture) Add(weight, mean, sd float64) {
	if weight > negligible {
		m.Weight, m.Mean, m.SD = append(m.Weight, weight), append(m.Mean, mean), append(m.SD, max(sd, leastSD))
	}
}

// Below returns P(theta <= x).
func (m *Mixture) Below(x float64) float64 {
	var sum float64
	for k, w := range m.Weight {
		sum += w * NormalCDF((x-m.Mean[k])/m.SD[k])
	}
	return min(sum, 1)
}

// Quantile returns x with P(theta <= x) = q, by Newton steps kept within a bracket.
func (m *Mixture) Quantile(q float64) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for k := range m.Weight {
		low = min(low, m.Mean[k]-8*m.SD[k])
		high = max(high, m.Mean[k]+8*m.SD[k])
	}
	mean, variance := m.Moments()
	x := mean + math.Sqrt(variance)*normalQuantile(q)
	for range 60 {
		var sum, density float64
		for k, w := range m.Weight {
			z := (x - m.Mean[k]) / m.SD[k]
			sum += w * NormalCDF(z)
			density += w * math.Exp(-z*z/2) / m.SD[k]
		}
		if sum < q {
			low = x
		} else {
			high = x
		}
		next := x - (sum-q)*math.Sqrt(2*math.Pi)/density
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		if math.Abs(next-x) < 1e-12 {
			return next
		}
		x = next
	}
	return x
}

// Moments returns mean and variance.
func (m *Mixture) Moments() (mean, variance float64) {
	for k, w := range m.Weight {
		mean += w * m.Mean[k]
	}
	for k, w := range m.Weight {
		d := m.Mean[k] - mean
		variance += w * (m.SD[k]*m.SD[k] + d*d)
	}
	return mean, variance
}
