package metrics

import "math"

// mixture is a posterior of log lift: normals with weights that add up to 1.
type mixture struct{ weight, mean, sd []float64 }

// negligible is the weight from which a part of a mixture counts.
const negligible = 1e-9

func newMixture(parts int) *mixture {
	all := make([]float64, 3*parts)
	return &mixture{all[:0:parts], all[parts : parts : 2*parts], all[2*parts : 2*parts]}
}

func (m *mixture) add(weight, mean, sd float64) {
	if weight > negligible {
		m.weight, m.mean, m.sd = append(m.weight, weight), append(m.mean, mean), append(m.sd, sd)
	}
}

// below returns P(theta <= x).
func (m *mixture) below(x float64) float64 {
	var sum float64
	for k, w := range m.weight {
		sum += w * normalCDF((x-m.mean[k])/m.sd[k])
	}
	return min(sum, 1)
}

// quantile returns x with P(theta <= x) = q, by Newton steps kept within a bracket.
func (m *mixture) quantile(q float64) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for k := range m.weight {
		low = min(low, m.mean[k]-8*m.sd[k])
		high = max(high, m.mean[k]+8*m.sd[k])
	}
	mean, variance := m.moments()
	x := mean + math.Sqrt(variance)*normalQuantile(q)
	for range 60 {
		var sum, density float64
		for k, w := range m.weight {
			z := (x - m.mean[k]) / m.sd[k]
			sum += w * normalCDF(z)
			density += w * math.Exp(-z*z/2) / m.sd[k]
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

// moments returns mean and variance.
func (m *mixture) moments() (mean, variance float64) {
	for k, w := range m.weight {
		mean += w * m.mean[k]
	}
	for k, w := range m.weight {
		d := m.mean[k] - mean
		variance += w * (m.sd[k]*m.sd[k] + d*d)
	}
	return mean, variance
}
