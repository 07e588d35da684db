package effects

import (
	"cmp"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Kinds of sources.
const (
	fromNothing = iota // the wide prior
	fromPeers
	fromPack
	fromShared
)

// wideWeight is the prior weight of the wide part where there are others: that much is
// kept for the case that others are no guide (Schmidli et al. 2014, robust
// meta-analytic-predictive priors).
const wideWeight = 0.2

// source is one part of the prior of mu, the mean log lift of the unit's own accounts:
// N(mean, variance) given tau, with the prior of tau that belongs to it.
type source struct {
	name     string
	kind     int
	accounts int
	weight   float64 // prior
	log      [stat.TauPoints]float64
	mean     [stat.TauPoints]float64
	variance [stat.TauPoints]float64
}

// widePrior is what is believed without any evidence: N(0, 0.4^2), tau half-normal(0.25).
func widePrior() source {
	s := source{name: "wide", weight: 1}
	for k := range stat.TauPoints {
		s.log[k], s.variance[k] = logHalfNormal(k), priorMuSD*priorMuSD
	}
	return s
}

// logHalfNormal is the log weight of a point of tau; over the grid the weights add up
// to 1.
func logHalfNormal(k int) float64 {
	at := func(k int) float64 { return -tauAt(k) * tauAt(k) / (2 * stat.PriorTauSD * stat.PriorTauSD) }
	var total float64
	for j := range stat.TauPoints {
		total += math.Exp(at(j))
	}
	return at(k) - math.Log(total)
}

// withWide adds the wide part and shares the rest of the weight equally among others.
func withWide(others []source) []source {
	w := widePrior()
	if len(others) == 0 {
		return []source{w}
	}
	w.weight = wideWeight
	all := append(slices.Clone(others), w)
	for i := range others {
		all[i].weight = (1 - wideWeight) / float64(len(others))
	}
	return all
}

// peers returns one source for each role other than own that has estimates, the mean
// of its accounts:
//
//	mu ~ N(mu_role, tau^2 + se_role^2)
//
// given tau, with that role's posterior of tau: groups of accounts differ as accounts
// do. Sorted by role.
func peers(byRole map[data.Role][]estimate) []source {
	var out []source
	for role, estimates := range byRole {
		out = append(out, accountsSource(string(role), fromPeers, estimates))
	}
	slices.SortFunc(out, func(a, b source) int { return cmp.Compare(a.name, b.name) })
	return out
}

// accountsSource is the source that accounts of others are: their mean, as far from that
// of own accounts as accounts differ.
func accountsSource(name string, kind int, estimates []estimate) source {
	p := newPool(estimates)
	s := source{name: name, kind: kind, accounts: len(estimates)}
	for k := range stat.TauPoints {
		s.log[k] = math.Log(max(p.weight[k], 1e-300))
		s.mean[k], s.variance[k] = p.mu[k], p.muVar[k]+p.tau[k]*p.tau[k]
	}
	return s
}

// packSource returns the source of a published effect: N(log lift, tau^2 + se^2).
func packSource(log, se float64) source {
	s := widePrior()
	s.name, s.kind = "published", fromPack
	for k := range stat.TauPoints {
		s.mean[k], s.variance[k] = log, se*se+tauAt(k)*tauAt(k)
	}
	return s
}
