package stat

import (
	"maps"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// Slope is the coefficient of one column of a regression over weeks, on the log scale.
type Slope struct {
	Est, Variance float64 // variance is widened so that normal quantiles hold
	weeks         int     // weeks that have a row
	Follow        float64 // correlation of the residuals of one week and the next
}

// FeltWeeks is how many weeks on the residuals of a week are taken to be felt, and
// WeeklyFade what is left of them from one week to the next.
//
// A correlation r of a week and the next that is estimated from the residuals of G weeks
// comes out too small by (1+4r)/G (Kendall 1954, Marriott and Pope 1954): at r of
// WeeklyFade this is CorrelationBias/G.
const (
	FeltWeeks       = 8
	WeeklyFade      = 0.6
	CorrelationBias = 1 + 4*WeeklyFade
)

// Slope returns the coefficient of a column with a variance for posts that hang
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
func (f *Fitted) Slope(column int) (Slope, bool) {
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
	var s Slope
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
	if s.weeks < MinClusters || !(squares > 0) {
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
	if pairs >= MinClusters {
		g := next/pairs + CorrelationBias*own/(G*G)
		if own > 0 {
			s.Follow = max(0, min(1, g/(own/G)))
		}
		if g > 0 {
			for l := 1; l <= FeltWeeks; l++ {
				for k := 0; k+l < len(weeks); k++ {
					later += 2 * g * math.Pow(WeeklyFade, float64(l-1)) * weeks[k].weight * weeks[k+l].weight
				}
			}
		}
	}
	p := len(f.beta)
	df := squares * squares / shares
	variance := stretched(f.cov[column*p+column], robust*G/(G-2)+max(later, 0), df-1)
	s.Est, s.Variance = f.beta[column], variance
	return s, s.Variance > 0 && !math.IsInf(s.Variance, 0) && !math.IsNaN(s.Variance)
}

// interval returns the 90 % interval and P(coefficient > 0).
func (s Slope) interval() (low, high, p float64) {
	sd := math.Sqrt(s.Variance)
	return s.Est - Z950*sd, s.Est + Z950*sd, NormalCDF(s.Est / sd)
}

// Verdict judges a slope by itself: no clear difference if its 90 % interval lies
// within the margin, more or less if its sign is sure, else lean or try.
func (s Slope) Verdict(margin float64) data.Verdict {
	b, limit := s.Belief(), math.Log(margin)
	switch {
	case b.Low >= -limit && b.High <= limit:
		return data.VerdictNoDifference
	case b.P >= SignP:
		return data.VerdictMore
	case b.P <= 1-SignP:
		return data.VerdictLess
	case max(b.P, 1-b.P) >= LeanP:
		return data.VerdictLean
	}
	return data.VerdictTry
}

// Belief is what is known of the coefficient taken as a log lift; above and below are not filled in.
func (s Slope) Belief() Belief {
	low, high, p := s.interval()
	return Belief{Mean: s.Est, Variance: s.Variance, Low: low, High: high, P: p}
}

// Together returns the coefficients of some columns and their variance matrix, row by
// row: the mean, by degrees of freedom, of the model's and of the one that lets posts of
// a week hang together, widened to Student's t. It needs rows of three weeks at least.
func (f *Fitted) Together(columns []int) (b, v []float64) {
	k, p := len(columns), len(f.beta)
	b, v = make([]float64, k), make([]float64, k*k)
	weeks := map[int32][]float64{}
	for i := range f.y {
		_, u := f.pulls(i, columns)
		if weeks[f.cluster[i]] == nil {
			weeks[f.cluster[i]] = make([]float64, k)
		}
		for j := range k {
			weeks[f.cluster[i]][j] += u[j]
		}
	}
	order := slices.Sorted(maps.Keys(weeks))
	G := float64(len(weeks))
	df := max(G-1, 1)
	ratio := StudentQuantile(df+modelFreedom-1) / Z975
	for i := range k {
		b[i] = f.beta[columns[i]]
		for j := range k {
			var robust float64
			for _, w := range order {
				robust += weeks[w][i] * weeks[w][j]
			}
			model := f.cov[columns[i]*p+columns[j]]
			v[i*k+j] = (df*robust*G/(G-2) + modelFreedom*model) / (df + modelFreedom) * ratio * ratio
		}
		v[i*k+i] += 1e-9
	}
	return b, v
}
