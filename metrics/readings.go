package metrics

import (
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

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

// falls reports whether the last reading is below an earlier one.
func falls(r []reading) bool {
	last := r[len(r)-1].n
	return slices.ContainsFunc(r, func(x reading) bool { return x.n > last })
}
