package effects

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// seen is one effect of an account beside what is true of it.
type seen struct {
	truth
	effect data.FormatEffect
	draw   int
}

// observe fits draws of a world and returns the effects that rest on own posts, and
// how many effects there were in all.
func (w world) observe(draws int, seed uint64, labels map[string]LabelErrors) ([]seen, int) {
	found := make([][]seen, draws)
	counts := make([]int, draws)
	parallel(draws, func(i int) {
		f, truths := w.draw(rand.New(rand.NewPCG(seed, uint64(i))))
		for _, e := range Fit(f, Options{Levers: []string{LeverFormat}, Goals: []string{metrics.MetricInteractions}, Labels: labels}) {
			if e.AccountID == "" {
				continue
			}
			counts[i]++
			if e.OwnLift != nil {
				found[i] = append(found[i], seen{truths[string(e.AccountID)+"/"+e.Level], e, i})
			}
		}
	})
	var all []seen
	rows := 0
	for i := range found {
		all = append(all, found[i]...)
		rows += counts[i]
	}
	return all, rows
}

// score adds up how effects did, and how two oracles would have done that see the same
// posts: one knows mu, tau and the error of the accounts' own estimates; the other
// knows tau and that error, and of mu what its prior says.
type score struct {
	rows, more, less      int
	firm, beyond, sign    int // more and less; of them not beyond the margin, and of the wrong sign
	intervals, covered    int
	large, found          int // effects beyond the margin, and those called so
	oracle, learner       int // called so by the oracles
	compared              int
	err, naive            float64 // sums of |log lift - truth|
	oracleErr, learnerErr float64 // the same of the oracles, over all intervals
	ownErr                float64
	knowsSD, learnsSD     float64 // sums of the standard deviations of the oracles' beliefs
	z2                    float64
}

func (s *score) add(o score) {
	s.rows, s.more, s.less, s.firm, s.beyond, s.sign = s.rows+o.rows, s.more+o.more, s.less+o.less, s.firm+o.firm, s.beyond+o.beyond, s.sign+o.sign
	s.intervals, s.covered, s.large, s.found = s.intervals+o.intervals, s.covered+o.covered, s.large+o.large, s.found+o.found
	s.oracle, s.learner, s.compared = s.oracle+o.oracle, s.learner+o.learner, s.compared+o.compared
	s.err, s.naive, s.oracleErr, s.learnerErr = s.err+o.err, s.naive+o.naive, s.oracleErr+o.oracleErr, s.learnerErr+o.learnerErr
	s.ownErr, s.z2 = s.ownErr+o.ownErr, s.z2+o.z2
	s.knowsSD, s.learnsSD = s.knowsSD+o.knowsSD, s.learnsSD+o.learnsSD
}

func (w world) score(draws int, seed uint64, labels map[string]LabelErrors) score {
	all, rows := w.observe(draws, seed, labels)
	s := score{rows: rows, intervals: len(all)}
	limit := math.Log(stat.DefaultMargin)
	for i := range all {
		z := (math.Log(*all[i].effect.OwnLift) - all[i].lift) / *all[i].effect.OwnStdErr
		s.z2 += z * z
	}
	scale := s.z2 / float64(max(1, len(all))) // of the variance, so that it is right
	for i := range all {
		x := &all[i]
		e := x.effect
		up, down := e.Verdict == data.VerdictMore, e.Verdict == data.VerdictLess
		if up {
			s.more++
		}
		if down {
			s.less++
		}
		if up || down {
			s.firm++
			if up && x.lift < limit || down && x.lift > -limit {
				s.beyond++
			}
			if up && x.lift < 0 || down && x.lift > 0 {
				s.sign++
			}
		}
		if lo, hi := math.Log(*e.Low), math.Log(*e.High); lo <= x.lift && x.lift <= hi {
			s.covered++
		}
		s.ownErr += math.Abs(math.Log(*e.Lift) - x.lift)
		if e.NaiveLift != nil {
			s.compared++
			s.err += math.Abs(math.Log(*e.Lift) - x.lift)
			s.naive += math.Abs(math.Log(*e.NaiveLift) - x.lift)
		}
		knows := w.oracle(x, scale)
		learns := w.learner(all, i, scale)
		s.oracleErr += math.Abs(knows.Mean - x.lift)
		s.learnerErr += math.Abs(learns.Mean - x.lift)
		s.knowsSD += math.Sqrt(knows.Variance)
		s.learnsSD += math.Sqrt(learns.Variance)
		if math.Abs(x.lift) > limit {
			s.large++
			right := func(v data.Verdict) bool {
				return v == data.VerdictMore && x.lift > 0 || v == data.VerdictLess && x.lift < 0
			}
			if right(e.Verdict) {
				s.found++
			}
			if right(knows.Verdict(1 - firmError)) {
				s.oracle++
			}
			if right(learns.Verdict(1 - firmError)) {
				s.learner++
			}
		}
	}
	return s
}

// oracle is the belief of one who knows mu, tau and the error of the own estimate.
func (w world) oracle(x *seen, scale float64) stat.Belief {
	v := scale * *x.effect.OwnStdErr * *x.effect.OwnStdErr
	t2 := x.tau * x.tau
	b := t2 / (t2 + v)
	return normal(b*math.Log(*x.effect.OwnLift)+(1-b)*x.mu, b*v)
}

// learner is the belief of one who knows tau and the errors, and learns mu from the
// accounts of the same draw under its prior N(0, 0.4^2).
func (w world) learner(all []seen, i int, scale float64) stat.Belief {
	x := &all[i]
	t2 := x.tau * x.tau
	precision, sum := 1/(priorMuSD*priorMuSD), 0.0
	for j := i; j >= 0 && all[j].draw == x.draw; j-- {
		precision, sum = all[j].into(x, t2, scale, precision, sum)
	}
	for j := i + 1; j < len(all) && all[j].draw == x.draw; j++ {
		precision, sum = all[j].into(x, t2, scale, precision, sum)
	}
	mu, muVar := sum/precision, 1/precision
	v := scale * *x.effect.OwnStdErr * *x.effect.OwnStdErr
	b := t2 / (t2 + v)
	return normal(b*math.Log(*x.effect.OwnLift)+(1-b)*mu, b*v+(1-b)*(1-b)*muVar)
}

func (y *seen) into(x *seen, t2, scale, precision, sum float64) (float64, float64) {
	if y.effect.Level != x.effect.Level {
		return precision, sum
	}
	v := scale**y.effect.OwnStdErr**y.effect.OwnStdErr + t2
	return precision + 1/v, sum + math.Log(*y.effect.OwnLift)/v
}

func normal(mean, variance float64) stat.Belief {
	m := stat.NewMixture(1)
	m.Add(1, mean, math.Sqrt(max(variance, 1e-9)))
	return m.Belief(stat.DefaultMargin)
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

func (s score) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "cover %.1f %% of %d, z %.2f, more %.2f %% less %.2f %%", percent(s.covered, s.intervals), s.intervals,
		math.Sqrt(s.z2/float64(max(1, s.intervals))), percent(s.more, s.rows), percent(s.less, s.rows))
	fmt.Fprintf(&b, ", firm %d: margin %.1f %% sign %.1f %%", s.firm, percent(s.beyond, s.firm), percent(s.sign, s.firm))
	fmt.Fprintf(&b, ", power %.1f %% (knows %.1f, learns %.1f) of %d", percent(s.found, s.large), percent(s.oracle, s.large), percent(s.learner, s.large), s.large)
	fmt.Fprintf(&b, ", error %.3f: %.2f of naive, %.2f of knows, %.2f of learns", s.ownErr/float64(max(1, s.intervals)), s.err/s.naive, s.ownErr/s.oracleErr, s.ownErr/s.learnerErr)
	return b.String()
}
