package data

import "time"

// Count is a counter that may be unknown: nil is unknown, 0 is zero. It is an
// alias so that a row struct's field is a plain *int64, which is what
// distinguishes 0 from null in Parquet.
type Count = *int64

// N returns the Count of a known number.
func N(n int64) Count { return &n }

// SumCounts adds counts. The sum is unknown if any part is, or if there is none.
func SumCounts(parts ...Count) Count {
	if len(parts) == 0 {
		return nil
	}
	var sum int64
	for _, p := range parts {
		if p == nil {
			return nil
		}
		sum += *p
	}
	return &sum
}

// MaxCount returns the larger of two counts; a known count beats an unknown one.
func MaxCount(a, b Count) Count {
	switch {
	case a == nil:
		return b
	case b == nil || *a >= *b:
		return a
	}
	return b
}

// EqualCount reports whether two counts are both unknown or the same number.
func EqualCount(a, b Count) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// Micros is a moment: microseconds since 1970-01-01 UTC. 0 means "not known".
type Micros int64

// At returns the Micros of t; the zero time becomes 0.
func At(t time.Time) Micros {
	if t.IsZero() {
		return 0
	}
	return Micros(t.UnixMicro())
}

// Time returns the moment in UTC, the zero time if it is not known.
func (m Micros) Time() time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(m)).UTC()
}

// Sub returns m - n.
func (m Micros) Sub(n Micros) time.Duration {
	return time.Duration(m-n) * time.Microsecond
}

// Add returns m + d.
func (m Micros) Add(d time.Duration) Micros { return m + Micros(d/time.Microsecond) }

// String is RFC 3339 in UTC, or "unknown".
func (m Micros) String() string {
	if m == 0 {
		return "unknown"
	}
	return m.Time().Format(time.RFC3339)
}

// Clock is the only source of time in a computation: the moment a run is made
// as of, decoded once from --as-of.
type Clock struct{ AsOf time.Time }

// Now returns the as-of moment.
func (c Clock) Now() Micros { return At(c.AsOf) }

// Day returns the as-of date, like "2026-05-31".
func (c Clock) Day() string { return c.AsOf.UTC().Format(time.DateOnly) }
