package effects

import (
	"math"

	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// priorMuSD is the prior standard deviation of the mean log lift over accounts.
const priorMuSD = 0.4

// estimate is an account's own log lift with its variance.
type estimate struct{ est, variance float64 }

// pool is the hierarchical model of one level over accounts,
//
//	est_a ~ N(theta_a, v_a), theta_a ~ N(mu, tau^2), tau ~ half-normal(0.25)
//	mu ~ the mixture of its sources (see [source]); N(0, 0.4^2) if there is no other
//
// with tau integrated over a grid, never plugged in: given tau and the source all is
// normal and closed. Its sums per tau take an account in or out at once.
type pool struct {
	sources  []source
	accounts int

	tau, precision, sum, square, log [stat.TauPoints]float64 // what the accounts add up to

	weight, mu, muVar []float64 // posterior, by source and point of tau
}

func newPool(accounts []estimate, others ...source) *pool {
	p := &pool{sources: withWide(others)}
	for k := range stat.TauPoints {
		p.tau[k] = tauAt(k)
	}
	for _, a := range accounts {
		p.add(a, 1)
	}
	return p.posterior()
}

func tauAt(k int) float64 { return float64(k+1) / stat.TauPoints }

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
	p.accounts += int(sign)
	for k, t := range p.tau {
		v := a.variance + t*t
		p.precision[k] += sign / v
		p.sum[k] += sign * a.est / v
		p.square[k] += sign * a.est * a.est / v
		p.log[k] -= sign * 0.5 * math.Log(v)
	}
}

// posterior weighs every source and tau by its prior and the marginal likelihood of
// the accounts' estimates under mu ~ N(m, s2): with S1 = sum 1/(v+tau^2), Sy = sum
// est/(v+tau^2),
//
//	log L = const + ((m/s2 + Sy)^2/(1/s2 + S1) - m^2/s2 - log(s2 (1/s2 + S1)))/2
func (p *pool) posterior() *pool {
	n := len(p.sources) * stat.TauPoints
	all := make([]float64, 3*n)
	p.weight, p.mu, p.muVar = all[:n], all[n:2*n], all[2*n:]
	best := math.Inf(-1)
	for c := range p.sources {
		s := &p.sources[c]
		for k := range stat.TauPoints {
			i := c*stat.TauPoints + k
			m, s2 := s.mean[k], s.variance[k]
			precision, sum := 1/s2+p.precision[k], m/s2+p.sum[k]
			p.muVar[i], p.mu[i] = 1/precision, sum/precision
			p.weight[i] = math.Log(s.weight) + s.log[k] + p.log[k] +
				0.5*(p.mu[i]*sum-p.square[k]-m*m/s2-math.Log(float64(s2*precision)))
			best = max(best, p.weight[i])
		}
	}
	var total float64
	for i, l := range p.weight {
		p.weight[i] = math.Exp(l - best)
		total += p.weight[i]
	}
	for i := range p.weight {
		p.weight[i] /= total
	}
	return p
}

// mean returns the posterior of mu. With three accounts or more its variance given
// tau is taken times the factor of Knapp and Hartung (2003), never below 1,
//
//	q = sum (est - mu)^2/(v + tau^2) / (K - 1)
//
// since the accounts' own variances are estimates, too.
func (p *pool) mean() *stat.Mixture {
	m := stat.NewMixture(len(p.weight))
	for i, w := range p.weight {
		k := i % stat.TauPoints
		variance := p.muVar[i]
		if p.accounts >= 3 {
			mu := p.mu[i]
			q := (p.square[k] - 2*mu*p.sum[k] + float64(mu*mu)*p.precision[k]) / float64(p.accounts-1)
			variance *= max(1, q)
		}
		m.Add(w, p.mu[i], math.Sqrt(variance))
	}
	return m
}

// account returns the posterior of theta of an account whose estimate is in the pool,
// or, if own is nil, of one that has none:
//
//	theta | tau ~ N(B est + (1-B) mu, B v + (1-B)^2 Var mu),  B = tau^2/(tau^2 + v)
func (p *pool) account(own *estimate) *stat.Mixture {
	m := stat.NewMixture(len(p.weight))
	for i, w := range p.weight {
		t := p.tau[i%stat.TauPoints]
		if own == nil {
			m.Add(w, p.mu[i], math.Sqrt(p.muVar[i]+t*t))
			continue
		}
		b := t * t / (t*t + own.variance)
		m.Add(w, b*own.est+(1-b)*p.mu[i], math.Sqrt(b*own.variance+(1-b)*(1-b)*p.muVar[i]))
	}
	return m
}

// share is how much of one account's posterior mean comes from where: the weights, in
// that mean, of its own estimate, of the other accounts that are pooled with it, and of
// the prior means of the sources by kind. They add up to 1.
type share struct{ own, sisters, peers, shared, pack, prior float64 }

// shares returns where the posterior mean of an account comes from.
func (p *pool) shares(own *estimate) share {
	var s share
	for i, w := range p.weight {
		k := i % stat.TauPoints
		t := p.tau[k]
		b, mine := 0.0, 0.0 // B, and the account's part of mu
		if own != nil {
			b = t * t / (t*t + own.variance)
			mine = p.muVar[i] / (own.variance + t*t)
		}
		from := &p.sources[i/stat.TauPoints]
		prior := p.muVar[i] / from.variance[k]
		s.own += w * (b + float64((1-b)*mine))
		s.sisters += w * (1 - b) * max(0, 1-prior-mine)
		switch from.kind {
		case fromPeers:
			s.peers += w * (1 - b) * prior
		case fromShared:
			s.shared += w * (1 - b) * prior
		case fromPack:
			s.pack += w * (1 - b) * prior
		default:
			s.prior += w * (1 - b) * prior
		}
	}
	return s
}

// weightOf returns the posterior weight of a source.
func (p *pool) weightOf(source int) float64 {
	var sum float64
	for _, w := range p.weight[source*stat.TauPoints : (source+1)*stat.TauPoints] {
		sum += w
	}
	return sum
}
