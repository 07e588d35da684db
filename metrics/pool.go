package metrics

import "math"

// The hyperpriors of stage 2.
const (
	priorMuSD  = 0.4  // of the mean log lift over accounts
	priorTauSD = 0.25 // half-normal scale of the spread between accounts
	tauPoints  = 40   // grid of tau: 1/40 ... 1
)

// estimate is an account's own log lift with its variance.
type estimate struct{ est, variance float64 }

// mixture is a posterior of log lift: normals weighted by the posterior of tau.
type mixture struct{ weight, mean, sd [tauPoints]float64 }

// pool is the hierarchical model of one level over accounts,
//
//	est_a ~ N(theta_a, v_a), theta_a ~ N(mu, tau^2), mu ~ N(0, 0.4^2), tau ~ half-normal(0.25)
//
// with tau integrated over a grid, never plugged in: given tau all is normal and
// closed. Its sums per tau take an account in or out at once.
type pool struct {
	tau, precision, sum, log [tauPoints]float64 // what the accounts add up to
	weight, mu, muVar        [tauPoints]float64 // posterior
}

func newPool(accounts []estimate) *pool {
	var p pool
	for k := range tauPoints {
		t := float64(k+1) / tauPoints
		p.tau[k] = t
		p.precision[k] = 1 / (priorMuSD * priorMuSD)
		p.log[k] = -t * t / (2 * priorTauSD * priorTauSD)
	}
	for _, a := range accounts {
		p.add(a, 1)
	}
	return p.posterior()
}

// replace returns the pool with one account's estimate exchanged; with nil, left out.
func (p *pool) replace(old estimate, by *estimate) *pool {
	q := *p
	q.add(old, -1)
	if by != nil {
		q.add(*by, 1)
	}
	return q.posterior()
}

func (p *pool) add(a estimate, sign float64) {
	for k, t := range p.tau {
		v := a.variance + t*t
		p.precision[k] += sign / v
		p.sum[k] += sign * a.est / v
		p.log[k] -= sign * 0.5 * (math.Log(v) + a.est*a.est/v)
	}
}

func (p *pool) posterior() *pool {
	var logs [tauPoints]float64
	best := math.Inf(-1)
	for k := range tauPoints {
		p.muVar[k] = 1 / p.precision[k]
		p.mu[k] = p.sum[k] / p.precision[k]
		logs[k] = p.log[k] + 0.5*(math.Log(p.muVar[k])+p.mu[k]*p.sum[k])
		best = max(best, logs[k])
	}
	var total float64
	for k, l := range logs {
		p.weight[k] = math.Exp(l - best)
		total += p.weight[k]
	}
	for k := range p.weight {
		p.weight[k] /= total
	}
	return p
}

// mean returns the posterior of mu.
func (p *pool) mean() *mixture {
	m := &mixture{weight: p.weight, mean: p.mu}
	for k, v := range p.muVar {
		m.sd[k] = math.Sqrt(v)
	}
	return m
}

// account returns the posterior of theta of an account whose estimate is in the pool,
// or, if own is nil, of one that has none:
//
//	theta | tau ~ N(B est + (1-B) mu, B v + (1-B)^2 Var mu),  B = tau^2/(tau^2 + v)
func (p *pool) account(own *estimate) *mixture {
	m := &mixture{weight: p.weight}
	for k, t := range p.tau {
		if own == nil {
			m.mean[k], m.sd[k] = p.mu[k], math.Sqrt(p.muVar[k]+t*t)
			continue
		}
		b := t * t / (t*t + own.variance)
		m.mean[k] = b*own.est + (1-b)*p.mu[k]
		m.sd[k] = math.Sqrt(b*own.variance + (1-b)*(1-b)*p.muVar[k])
	}
	return m
}

// below returns P(theta <= x).
func (m *mixture) below(x float64) float64 {
	var sum float64
	for k, w := range m.weight {
		sum += w * normalCDF((x-m.mean[k])/m.sd[k])
	}
	return sum
}

// quantile returns x with P(theta <= x) = q, by bisection.
func (m *mixture) quantile(q float64) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for k := range m.weight {
		low = min(low, m.mean[k]-8*m.sd[k])
		high = max(high, m.mean[k]+8*m.sd[k])
	}
	for range 60 {
		mid := low + (high-low)/2
		if m.below(mid) < q {
			low = mid
		} else {
			high = mid
		}
	}
	return low + (high-low)/2
}

// moments returns mean and variance.
func (m *mixture) moments() (mean, variance float64) {
	var square float64
	for k, w := range m.weight {
		mean += w * m.mean[k]
		square += w * (m.sd[k]*m.sd[k] + m.mean[k]*m.mean[k])
	}
	return mean, square - mean*mean
}
