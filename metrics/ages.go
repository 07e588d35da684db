package metrics

import (
	"cmp"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Ages a value can be read at. Values of different ages are never compared.
const (
	Age24h     = "24h"
	Age7d      = "7d"
	Age28d     = "28d"
	AgeSettled = "settled"
)

// Flags of a value.
const (
	FlagExact        = "exact"        // a snapshot stands at the age, within age/48
	FlagInterpolated = "interpolated" // between two snapshots around the age
	FlagEstimated    = "estimated"    // read at 7 to 28 days and scaled to 28
	FlagSettled      = "settled"      // read at 28 days or later, or declared final
	FlagFalling      = "falling"      // a later snapshot shows less than an earlier one
)

const (
	Day      = 24 * time.Hour
	youngest = 7 * Day  // below it a count is not scaled to its settled value
	settled  = 28 * Day // from it a count is taken as settled

	// maxStep is the largest part of a post's final count that may lie between the
	// two snapshots of an interpolation.
	maxStep = 0.10
)

// fixedAges returns the fixed ages with their durations.
func fixedAges() []struct {
	name string
	age  time.Duration
} {
	return []struct {
		name string
		age  time.Duration
	}{{Age24h, Day}, {Age7d, 7 * Day}, {Age28d, settled}}
}

// Reached is how long after publishing a value can have been known at the earliest: its
// fixed age; for a settled one 28 days, or 7 where it was scaled up to 28.
func Reached(v *data.PostMetric) time.Duration {
	for _, a := range fixedAges() {
		if v.Age == a.name {
			return a.age
		}
	}
	if v.Flag == FlagEstimated {
		return youngest
	}
	return settled
}

// tolerance is how far from a fixed age a snapshot may stand and still be exact:
// age/48, which is 30 minutes at 24h, 3.5 hours at 7d, 14 hours at 28d.
func tolerance(age time.Duration) time.Duration { return age / 48 }

// publishedSpan returns how long the interval is in which a post may have been
// published, given how exactly its moment is known. It starts at PublishedAt.
func publishedSpan(p *data.Post) time.Duration {
	t := p.PublishedAt.Time()
	switch p.Precision {
	case data.BySecond:
		return 0
	case data.ByDay:
		return Day
	case data.ByMonth:
		return t.AddDate(0, 1, 0).Sub(t)
	}
	return t.AddDate(1, 0, 0).Sub(t)
}

// reading is one metric's count at one age of a post.
type reading struct {
	age time.Duration // the least it can be, given the precision of publishing
	n   int64
}

// series is what one post's snapshots say of one metric.
type series struct {
	readings []reading     // by age, without declared lifetimes
	span     time.Duration // how inexactly the moment of publishing is known
	lifetime int64         // of the last declared lifetime
	declared bool          // there is one
	why      data.Reason   // of the last snapshot without a count
	seen     bool          // a snapshot has a count
}

// read collects a metric's counts from snapshots sorted by the moment they were
// observed. Of several at one moment the last counts.
func (s *series) read(p *data.Post, snaps []data.PostSnapshot, span time.Duration, by *plan) {
	*s = series{readings: s.readings[:0], span: span}
	switch {
	case by.parts == nil:
		s.why = data.Unsupported
		return
	case len(snaps) == 0:
		s.why = data.NotCollected
		return
	}
	for i := range snaps {
		snap := &snaps[i]
		n, why := by.total(snap)
		if why != "" {
			s.why = why
			continue
		}
		s.seen = true
		age := snap.ObservedAt.Sub(p.PublishedAt) - span
		switch k := len(s.readings); {
		case snap.Lifetime:
			s.lifetime, s.declared = n, true
		case age < 0 && span == 0:
			s.why = data.BadInput // read before it was published
		case k > 0 && s.readings[k-1].age == age:
			s.readings[k-1].n = n
		default:
			s.readings = append(s.readings, reading{age, n})
		}
	}
}

// value is one metric of one post at one age.
type value struct {
	v      float64
	stdErr float64 // 0 unless estimated
	flag   string
	why    data.Reason // "" if there is a value
}

func missing(why data.Reason) value { return value{why: why} }

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

// falls reports whether the last reading is below an earlier one.
func falls(r []reading) bool {
	last := r[len(r)-1].n
	return slices.ContainsFunc(r, func(x reading) bool { return x.n > last })
}
