package connectors

import (
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Known is what the lake holds of a post that a platform may be asked about again.
type Known struct {
	Post        data.PostID
	PublishedAt data.Micros
	Reads       []data.Micros // when its counters were read from the platform, sorted
	Replies     data.Count    // replies at the last reading
	Deleted     bool          // the platform said so
}

// Watched is how long a post's counters and replies are followed: to the last of
// the fixed ages, and a week on, so that even a weekly run reads it once after it.
const Watched = 35 * 24 * time.Hour

// ages are the fixed ages at which the counters of a post are wanted, and the hour
// that shows how a post starts.
var ages = []time.Duration{time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, 28 * 24 * time.Hour}

// Due reports whether a post's counters must be read at now, so that its value at
// each fixed age stands between two readings: one from the last sixth before the
// age, and the first after it. A run that came too late for the one reads the other.
func (k Known) Due(now data.Micros) bool {
	age := now.Time().Sub(k.PublishedAt.Time())
	if k.Deleted || age < 0 || age > Watched {
		return false
	}
	for i, at := range slices.Backward(ages) {
		if age >= at {
			return !k.readWithin(at, age)
		}
		if before := at - at/6; age >= before && i > 0 {
			return !k.readWithin(before, at)
		}
	}
	return false
}

// readWithin reports whether the post was read when its age was in [from, to].
func (k Known) readWithin(from, to time.Duration) bool {
	return slices.ContainsFunc(k.Reads, func(r data.Micros) bool {
		age := r.Time().Sub(k.PublishedAt.Time())
		return age >= from && age <= to
	})
}
