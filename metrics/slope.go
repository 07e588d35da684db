package metrics

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
)

// slope is the coefficient of one column of a regression over weeks, on the log scale.
type slope struct {
	est, variance float64 // variance is widened so that normal quantiles hold
	weeks         int     // weeks that have a row
	follow        float64 // correlation of the residuals of one week and the next
}

// laterWeeks is how many weeks on the residuals of a week are taken to be felt, and
// fading is by how much they fade from week to week.
//
// A correlation that is estimated from the residuals of G weeks comes out too small, by
// (1+4r)/G (Kendall 1954, Marriott and Pope 1954), hidden/G at r = fading.
const (
	laterWeeks = 8
	fading     = 0.6
	hidden     = 1 + 4*fading
)

// slope returns the coefficient of a column with a variance for posts that hang
// together within weeks, and weeks that hang together with the next ones.
//
// With A_w the weight of a week (the change of the coefficient by a unit of log count
// of all its posts) and u_w what the week's scores do to it, the variance is
//
//	sum u_w^2  +  2 sum over l = 1..8 of g f^(l-1) sum over w of A_w A_(w+l)
//
// where g is the mean product of mean residuals of neighbouring weeks, corrected for
// the residuals' own sum being near 0, and never below 0: a covariance shared by all
// weeks instead of one for each pair (Newey and West), which 26 weeks are too few for.
// The first part is averaged with the model's variance as contrasts are, and the whole
// is widened to Student's t (Bell and McCaffrey's degrees of freedom).
func (f *fitted) slope(column int) (slope, bool) {
	n := int32(0)
	for _, w := range f.cluster {
		n = max(n, w+1)
	}
	type week struct{ weight, pull, info, residual, rows float64 }
	weeks := make([]week, n)
	at := []int{column}
	for i := range f.y {
		w := &weeks[f.cluster[i]]
		a, u := f.pulls(i, at)
		w.weight += a[0]
		w.pull += u[0]
		w.residual += f.score[i] + f.info[i]*f.beta[f.weeks[i]]
		w.info += f.info[i]
		w.rows++
	}
	var s slope
	var robust, squares, shares float64
	for _, w := range weeks {
		if w.rows == 0 {
			continue
		}
		s.weeks++
		robust += w.pull * w.pull
		spread := w.weight * w.weight * (weekSD*weekSD + 1/w.info)
		squares += spread
		shares += spread * spread
	}
	if s.weeks < minClusters || !(squares > 0) {
		return s, false
	}
	var own, next, pairs, mean float64
	for k := range weeks {
		if w := weeks[k]; w.rows > 0 {
			own += (w.residual / w.info) * (w.residual / w.info)
			mean += w.residual / w.info
		}
		if k+1 < len(weeks) && weeks[k].rows > 0 && weeks[k+1].rows > 0 {
			next += weeks[k].residual / weeks[k].info * weeks[k+1].residual / weeks[k+1].info
			pairs++
		}
	}
	G := float64(s.weeks)
	var later float64
	if pairs >= minClusters {
		g := next/pairs + hidden*own/(G*G)
		s.follow = max(0, min(1, g/(own/G)))
		if g > 0 {
			for l := 1; l <= laterWeeks; l++ {
				for k := 0; k+l < len(weeks); k++ {
					later += 2 * g * math.Pow(fading, float64(l-1)) * weeks[k].weight * weeks[k+l].weight
				}
			}
		}
	}
	p := len(f.beta)
	c := contrast{}
	df := squares * squares / shares
	c.stretched(f.cov[column*p+column], robust*G/(G-2)+max(later, 0), df-1)
	s.est, s.variance = f.beta[column], c.variance
	return s, s.variance > 0 && !math.IsInf(s.variance, 0) && !math.IsNaN(s.variance)
}

// interval returns the 90 % interval and P(coefficient > 0).
func (s slope) interval() (low, high, p float64) {
	sd := math.Sqrt(s.variance)
	return s.est - z950*sd, s.est + z950*sd, normalCDF(s.est / sd)
}

// verdict judges a slope by itself: no clear difference if its 90 % interval lies
// within the margin, more or less if its sign is sure, else lean or try.
func (s slope) verdict(margin float64) data.Verdict {
	b, limit := s.belief(), math.Log(margin)
	switch {
	case b.low >= -limit && b.high <= limit:
		return data.VerdictNoDifference
	case b.p >= signP:
		return data.VerdictMore
	case b.p <= 1-signP:
		return data.VerdictLess
	case max(b.p, 1-b.p) >= leanP:
		return data.VerdictLean
	}
	return data.VerdictTry
}
