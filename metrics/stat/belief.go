package stat

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
)

// DefaultMargin is the lift from which a difference matters in practice, unless the
// settings say otherwise; so does one over it.
const DefaultMargin = 1.2

// How sure a verdict must be of the side of 1 that a lift is on.
const (
	SignP = 0.975 // more and less
	LeanP = 0.75  // lean
)

// Belief is what is known of one lift, on the log scale.
type Belief struct {
	Mean, Variance float64
	Low, High      float64 // 90 % interval
	P              float64 // P(lift > 1)
	Above, Below   float64 // P(lift > margin), P(lift < 1/margin)
	Limit          float64 // log margin
}

// Belief sums a mixture up, with the practical margin as a ratio above 1.
func (m *Mixture) Belief(margin float64) Belief {
	mean, variance := m.Moments()
	limit := math.Log(margin)
	return Belief{Mean: mean, Variance: variance, Low: m.Quantile(0.05), High: m.Quantile(0.95), P: 1 - m.Below(0),
		Above: 1 - m.Below(limit), Below: m.Below(-limit), Limit: limit}
}

// Sure returns how likely the lift is beyond the margin, on its more likely side.
func (b Belief) Sure() float64 { return max(b.Above, b.Below) }

// Within reports whether the 90 % interval lies within the margin.
func (b Belief) Within() bool { return b.Low >= -b.Limit && b.High <= b.Limit }

// Verdict judges a belief: no clear difference if the 90 % interval lies within the
// practical margin; more or less if the lift is beyond it with a probability of cut,
// which is its family's (see families in package effects); else lean or try.
func (b Belief) Verdict(cut float64) data.Verdict {
	firm := b.Sure() >= cut && max(b.P, 1-b.P) >= SignP
	switch {
	case b.Within():
		return data.VerdictNoDifference
	case firm && b.Above > b.Below:
		return data.VerdictMore
	case firm:
		return data.VerdictLess
	case max(b.P, 1-b.P) >= LeanP:
		return data.VerdictLean
	}
	return data.VerdictTry
}

// Stands reports whether a firm verdict would still be given.
func (m *Mixture) Stands(v data.Verdict, cut, margin float64) bool {
	limit := math.Log(margin)
	switch v {
	case data.VerdictMore:
		return 1-m.Below(limit) >= cut && 1-m.Below(0) >= SignP
	case data.VerdictLess:
		return m.Below(-limit) >= cut && m.Below(0) >= SignP
	}
	return m.Below(-limit) <= 0.05 && m.Below(limit) >= 0.95
}
