package schedule

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// When is how often something is to happen: at intervals, or at a time of day on
// every day or one day of the week. The zero When is never.
type When struct {
	every  time.Duration // 0: at a time of day
	at     time.Duration // after midnight by the clock on the wall
	day    time.Weekday
	weekly bool
	set    bool // whether there is any moment
}

// ErrWhen is the error of a text that is no [When].
var ErrWhen = errors.New("write '@every 6h', '07:00', 'Mon 07:00' or never")

// ParseWhen reads "@every 6h" (a minute or more), "07:00", "Mon 07:00" or "never".
// Errors do not tell the text.
func ParseWhen(s string) (When, error) {
	if s == "never" {
		return When{}, nil
	}
	if text, ok := strings.CutPrefix(s, "@every "); ok {
		every, err := time.ParseDuration(text)
		if err != nil || every < time.Minute {
			return When{}, fmt.Errorf("no interval of a minute or more: %w", ErrWhen)
		}
		return When{every: every, set: true}, nil
	}
	w := When{set: true}
	clock := s
	if name, rest, ok := strings.Cut(s, " "); ok {
		day, found := weekday(name)
		if !found {
			return When{}, fmt.Errorf("no time: %w", ErrWhen)
		}
		w.day, w.weekly, clock = day, true, rest
	}
	at, err := time.Parse("15:04", clock)
	if err != nil || len(clock) != len("15:04") {
		return When{}, fmt.Errorf("no time: %w", ErrWhen)
	}
	w.at = time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	return w, nil
}

func weekday(name string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if d.String()[:3] == name {
			return d, true
		}
	}
	return 0, false
}

// Never reports whether w has no moment at all.
func (w When) Never() bool { return !w.set }

// Next is the first moment after t; the zero time if there is none. A time of day
// that the clocks skip in spring is the moment they jump to; one that comes twice in
// autumn is its first.
func (w When) Next(t time.Time, zone *time.Location) time.Time {
	if w.Never() {
		return time.Time{}
	}
	if w.every > 0 {
		return t.Add(w.every)
	}
	local := t.In(zone)
	for ahead := range 9 { // a week from a day on which the time is over, and one to spare
		day := time.Date(local.Year(), local.Month(), local.Day()+ahead, 0, 0, 0, 0, time.UTC)
		if w.weekly && day.Weekday() != w.day {
			continue
		}
		if at := onClock(day, w.at, zone); at.After(t) {
			return at.In(zone)
		}
	}
	return time.Time{}
}

// onClock is the moment at which a day's clocks first show a time of day or jump past
// it.
func onClock(day time.Time, at time.Duration, zone *time.Location) time.Time {
	want := day.Add(at) // what the clock shows, as if it were UTC
	offset := func(t time.Time) time.Duration {
		_, seconds := t.In(zone).Zone()
		return time.Duration(seconds) * time.Second
	}
	before, after := offset(want.Add(-24*time.Hour)), offset(want.Add(24*time.Hour))
	// Where clocks are put back two moments fit, and the greater offset is the first.
	for _, o := range []time.Duration{max(before, after), min(before, after)} {
		if t := want.Add(-o); offset(t) == o {
			return t
		}
	}
	jump, _ := want.Add(-before).In(zone).ZoneBounds()
	return jump
}

// String is w as it is written in the settings.
func (w When) String() string {
	switch {
	case w.Never():
		return "never"
	case w.every > 0:
		return "@every " + w.every.String()
	}
	clock := fmt.Sprintf("%02d:%02d", int(w.at.Hours()), int(w.at.Minutes())%60)
	if w.weekly {
		return w.day.String()[:3] + " " + clock
	}
	return clock
}
