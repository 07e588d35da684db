package exports

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Workbooks store a moment as days since the end of 1899 (or 1904), with the time of
// day as a fraction: 46217.75 is 14 July 2026, 18:00. The 1900 system counts a 29
// February 1900 that never was, so days after it start from 30 December 1899.
const (
	firstSerial = 34700 // 1995-01-01
	lastSerial  = 73415 // 2100-12-31
	days1904Off = 1462
)

// days reads a moment that a workbook stores as a number: one cell, or a day and a
// time of day from two.
func (d *dates) days(s string) (time.Time, data.Precision, bool) {
	day, clock, two := strings.Cut(s, " ")
	n, err := strconv.ParseFloat(day, 64)
	if err != nil {
		return time.Time{}, "", false
	}
	if two {
		part, err := strconv.ParseFloat(strings.TrimSpace(clock), 64)
		if err != nil {
			return d.dayAndClock(n, clock)
		}
		if part < 0 || part >= 1 || n != math.Trunc(n) {
			return time.Time{}, "", false
		}
		n += part
	}
	at, fraction, ok := d.day(n)
	if !ok {
		return time.Time{}, "", false
	}
	if fraction == 0 && !two {
		return at, data.ByDay, true
	}
	// A spreadsheet keeps milliseconds.
	ms := time.Duration(math.Round(fraction*86_400_000)) * time.Millisecond
	clockTime := at.Add(ms)
	zone := d.zone
	if zone == nil {
		zone = time.UTC
	}
	t := time.Date(clockTime.Year(), clockTime.Month(), clockTime.Day(), clockTime.Hour(), clockTime.Minute(), clockTime.Second(),
		clockTime.Nanosecond(), zone)
	return t.UTC(), data.BySecond, true
}

// day returns the day that a number of days stands for, and what is left of it.
func (d *dates) day(n float64) (at time.Time, fraction float64, ok bool) {
	if d.serial == days1904 {
		n += days1904Off
	}
	if !(n >= firstSerial && n < lastSerial+1) {
		return time.Time{}, 0, false
	}
	whole, fraction := math.Modf(n)
	return time.Date(1899, time.December, 30+int(whole), 0, 0, 0, 0, time.UTC), fraction, true
}

// dayAndClock reads a stored day beside a time of day that somebody typed as text,
// like the 18h30 that no spreadsheet takes for one.
func (d *dates) dayAndClock(n float64, clock string) (time.Time, data.Precision, bool) {
	at, fraction, ok := d.day(n)
	if !ok || fraction != 0 {
		return time.Time{}, "", false
	}
	p, ok := split(at.Format(time.DateOnly)+" "+clock, yearMonth)
	if !ok || !p.timed {
		return time.Time{}, "", false
	}
	t, precision, verdict := d.moment(p)
	return t, precision, verdict == dateRead
}

// clockOfDay writes a stored time of day behind a date that somebody typed as text as
// hours and minutes.
func clockOfDay(s string) string {
	at := strings.LastIndexByte(s, ' ')
	if at < 0 || !strings.HasPrefix(s[at+1:], "0.") {
		return s
	}
	part, err := strconv.ParseFloat(s[at+1:], 64)
	if err != nil || part >= 1 {
		return s
	}
	seconds := time.Duration(math.Round(part*86_400)) * time.Second
	return s[:at+1] + time.Time{}.Add(min(seconds, 24*time.Hour-time.Second)).Format(time.TimeOnly)
}

// doubt reads a stored day whose day and month may be the other way round: what the
// name of the file does not settle stays open.
func (d *dates) doubt(t time.Time, precision data.Precision) (time.Time, data.Precision, dateVerdict) {
	if precision == data.BySecond && d.zone != nil {
		t = t.In(d.zone)
	}
	y, m, day := t.Date()
	if !d.doubtful || day > 12 || int(m) == day {
		return t.UTC(), precision, dateRead
	}
	p := parts{year: y, month: int(m), day: day, hour: t.Hour(), minute: t.Minute(), second: t.Second(), nanos: t.Nanosecond(), timed: precision == data.BySecond}
	return d.settle(p)
}
