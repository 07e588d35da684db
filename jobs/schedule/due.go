package schedule

import (
	"hash/fnv"
	"time"
)

// Job is something that is done again and again.
type Job struct {
	Name string
	When When
	// Late is by how much its moments are put off, so that not every unit asks the
	// same platform in the same second; see [Jitter].
	Late time.Duration
}

// Past is what the ledger knows of a job.
type Past struct {
	Done   time.Time // start of the last run that did it; zero if none has
	Tried  time.Time // start of the last that tried
	Failed int       // tries since Done that came to nothing
}

// Next is when a job is to be begun next, at the earliest; it is due if that is not
// after now. The zero time is never.
//
// A job that was never done is due at once. Of moments that were missed the last
// stands for all. After a failure it is tried again after 5 minutes, then 10, 20
// and so on up to 6 hours, or at its next moment if that is sooner. A past that
// lies in the future, because the clock was wrong then, counts as now.
func (j Job) Next(p Past, now time.Time, zone *time.Location) time.Time {
	if j.When.Never() {
		return time.Time{}
	}
	next := now
	if !p.Done.IsZero() {
		next = j.When.Next(earlier(p.Done, now).Add(-j.Late), zone).Add(j.Late)
	}
	if p.Failed > 0 {
		tried := earlier(p.Tried, now)
		again := tried.Add(backoff(p.Failed))
		if moment := j.When.Next(tried.Add(-j.Late), zone).Add(j.Late); moment.Before(again) {
			again = moment
		}
		next = later(next, again)
	}
	return next
}

// backoff is how long to wait after so many failures on end.
func backoff(failures int) time.Duration {
	return min(5*time.Minute<<min(failures-1, 10), 6*time.Hour)
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Jitter is how much later than written a job of a unit begins: always the same for
// one unit and job, below a tenth of an interval and 5 minutes, or below a minute
// for a time of day.
func Jitter(unit, job string, w When) time.Duration {
	most := time.Minute
	if w.every > 0 {
		most = min(w.every/10, 5*time.Minute)
	}
	h := fnv.New64a()
	h.Write([]byte(unit + "\x00" + job))
	seconds := int64(most / time.Second)
	if seconds <= 0 {
		return 0
	}
	return time.Duration(h.Sum64()%uint64(seconds)) * time.Second
}
