package schedule

import (
	"errors"
	"testing"
	"time"
	_ "time/tzdata" // the tests know all zones wherever they run

	"pgregory.net/rapid"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func when(t testing.TB, s string) When {
	t.Helper()
	w, err := ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestParseWhen(t *testing.T) {
	for _, s := range []string{"never", "@every 6h0m0s", "@every 1m0s", "07:00", "00:00", "23:59", "Mon 07:00", "Sun 00:05"} {
		if got := when(t, s).String(); got != s {
			t.Errorf("%q is read as %q", s, got)
		}
	}
	for _, s := range []string{"", "7:00", "24:00", "07:60", "Mon", "mon 07:00", "Mon  07:00", "Mon 07:00 ", "@every", "@every 59s", "@every x", "@every -6h", "daily"} {
		if _, err := ParseWhen(s); !errors.Is(err, ErrWhen) {
			t.Errorf("%q: error %v, want ErrWhen", s, err)
		}
	}
}

// TestNextClockChanges gives the moments of published clock changes: central Europe
// 2026-03-29 and 2026-10-25, Lord Howe Island (half an hour) 2026-04-05, Samoa's
// skipped day 2011-12-30.
func TestNextClockChanges(t *testing.T) {
	for _, c := range []struct{ when, zone, after, want string }{
		{"02:30", "Europe/Oslo", "2026-03-28T12:00:00+01:00", "2026-03-29T03:00:00+02:00"},
		{"02:30", "Europe/Oslo", "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"},
		{"02:30", "Europe/Oslo", "2026-10-24T12:00:00+02:00", "2026-10-25T02:30:00+02:00"},
		{"02:30", "Europe/Oslo", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"},
		{"02:30", "Europe/Oslo", "2026-10-25T02:10:00+01:00", "2026-10-26T02:30:00+01:00"},
		{"01:45", "Australia/Lord_Howe", "2026-04-04T12:00:00+11:00", "2026-04-05T01:45:00+11:00"},
		{"07:00", "Pacific/Apia", "2011-12-29T08:00:00-10:00", "2011-12-31T00:00:00+14:00"},
		{"Mon 07:00", "Europe/Oslo", "2026-11-22T10:00:00+01:00", "2026-11-23T07:00:00+01:00"},
		{"Mon 07:00", "Europe/Oslo", "2026-11-23T07:00:00+01:00", "2026-11-30T07:00:00+01:00"},
		{"Mon 00:30", "Africa/Cairo", "2026-11-22T23:45:00+02:00", "2026-11-23T00:30:00+02:00"},
	} {
		after, err := time.Parse(time.RFC3339, c.after)
		if err != nil {
			t.Fatal(err)
		}
		if got := when(t, c.when).Next(after, zone(t, c.zone)).Format(time.RFC3339); got != c.want {
			t.Errorf("%s in %s after %s: %s, want %s", c.when, c.zone, c.after, got, c.want)
		}
	}
}

// TestNextWalks compares with a clock that is watched minute by minute: the moment
// is the first of a day at which the clock shows the time of day, or has gone past it.
func TestNextWalks(t *testing.T) {
	zones := []string{"UTC", "Europe/Oslo", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Tehran", "Pacific/Chatham"}
	rapid.Check(t, func(rt *rapid.T) {
		z := zone(t, rapid.SampledFrom(zones).Draw(rt, "zone"))
		after := time.Unix(rapid.Int64Range(1577836800, 1893456000).Draw(rt, "after")/60*60, 0)
		if rapid.Bool().Draw(rt, "at a change") {
			if _, end := after.In(z).ZoneBounds(); !end.IsZero() {
				// The last change that a zone file tells may be where its numbers end, at no whole minute.
				after = end.Truncate(time.Minute).Add(time.Duration(rapid.IntRange(-180, 180).Draw(rt, "from it")) * time.Minute)
			}
		}
		w := When{at: time.Duration(rapid.IntRange(0, 24*60-1).Draw(rt, "at")) * time.Minute, set: true}
		got := w.Next(after, z)
		past := func(t time.Time) bool { // the clock of this day shows w.at or more
			l := t.In(z)
			return time.Duration(l.Hour())*time.Hour+time.Duration(l.Minute())*time.Minute >= w.at
		}
		seen := map[string]bool{} // days on which the moment was
		for m := after.Add(-26 * time.Hour); ; m = m.Add(time.Minute) {
			day := m.In(z).Format(time.DateOnly)
			if !past(m) || seen[day] {
				continue
			}
			seen[day] = true
			if !m.After(after) || m.Before(after.Add(-24*time.Hour)) {
				continue
			}
			if !m.Equal(got) {
				rt.Fatalf("%v in %v after %v: %v, but the clock says %v", w, z, after.In(z), got.In(z), m.In(z))
			}
			return
		}
	})
}
