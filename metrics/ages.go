package metrics

import (
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
