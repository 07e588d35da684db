package metrics

import (
	"cmp"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// at reads the count at a fixed age: exactly, if a snapshot stands within
// [tolerance] of it; else between the nearest snapshots around it, t1 and t2,
//
//	I(t1) + (I(t2)-I(t1)) (m(t)-m(t1)) / (m(t2)-m(t1))
//
// only if m(t2)-m(t1) <= 0.10, where m is the platform's maturity. It is never
// extrapolated. A post without two such snapshots is not_bracketed, or immature if
// none is as old as the age. Fixed ages need the second of publishing.
func (s *series) at(age time.Duration, m *Curve) value {
	r := s.readings
	if len(r) == 0 {
		if s.seen {
			return missing(data.NotBracketed)
		}
		return missing(s.why)
	}
	after, _ := slices.BinarySearchFunc(r, age, func(r reading, age time.Duration) int { return cmp.Compare(r.age, age) })
	best := -1
	for i := max(0, after-1); i < min(len(r), after+1); i++ {
		gap := (r[i].age - age).Abs()
		if gap <= tolerance(age) && (best < 0 || gap < (r[best].age-age).Abs()) {
			best = i
		}
	}
	switch {
	case best >= 0:
		v := value{v: float64(r[best].n), flag: FlagExact}
		if falls(r[:best+1]) {
			v.flag = FlagFalling
		}
		return v
	case after == len(r):
		return missing(data.Immature)
	case after == 0:
		return missing(data.NotBracketed)
	}
	t1, t2 := r[after-1], r[after]
	m1, ok1 := m.At(t1.age)
	mt, okt := m.At(age)
	m2, ok2 := m.At(t2.age)
	if !ok1 || !okt || !ok2 || m2.Share-m1.Share > maxStep {
		return missing(data.NotBracketed)
	}
	part := float64(age-t1.age) / float64(t2.age-t1.age) // on a flat stretch, by time
	if m2.Share > m1.Share {
		part = (mt.Share - m1.Share) / (m2.Share - m1.Share)
	}
	v := value{v: float64(t1.n) + float64(float64(t2.n-t1.n)*part), flag: FlagInterpolated}
	if falls(r[:after+1]) {
		v.flag = FlagFalling
	}
	return v
}

// settle reads the settled count: a declared lifetime, else the latest snapshot at
// 28 days or more, else the latest at 7 to 28 days divided by the maturity at its
// age, flagged estimated, with its standard error. Younger posts are immature, and
// so are those of a platform whose maturity is not known, and those that may be
// younger than 28 days because only their month or year of publishing is known.
//
// The latest of several settled snapshots is taken, not the earliest: the question
// is the final count, what comes late is little, and withdrawals (deleted replies,
// purged accounts) are then in it for every post alike.
func (s *series) settle(m *Curve) value {
	if s.declared {
		return value{v: float64(s.lifetime), flag: FlagSettled}
	}
	r := s.readings
	if len(r) == 0 {
		return missing(s.why)
	}
	last := r[len(r)-1]
	flag := FlagSettled
	if falls(r) {
		flag = FlagFalling
	}
	switch {
	case last.age >= settled:
		return value{v: float64(last.n), flag: flag}
	case last.age < youngest || s.span > Day:
		return missing(data.Immature)
	}
	share, ok := m.At(last.age + s.span/2)
	if !ok || share.Share <= 0 {
		return missing(data.Immature)
	}
	v, se := share.Scale(float64(last.n))
	if flag == FlagSettled {
		flag = FlagEstimated
	}
	return value{v: v, stdErr: se, flag: flag}
}
