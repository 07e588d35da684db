package parse

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// DateSystem is the day that a workbook counts dates from; 0 for a file of text.
type DateSystem uint8

// The two systems: days from the end of 1899, or from 1904 as on old Macs.
const (
	Days1900 DateSystem = 1 + iota
	Days1904
)

// Workbooks store a moment as days since the end of 1899 (or 1904), with the time of
// day as a fraction: 46217.75 is 14 July 2026, 18:00. The 1900 system counts a 29
// February 1900 that never was, so days after it start from 30 December 1899.
const (
	firstSerial = 34700 // 1995-01-01
	lastSerial  = 73415 // 2100-12-31
	days1904Off = 1462
)

// Days reads a moment that a workbook stores as a number: one cell, or a day and a
// time of day from two.
func (d *Dates) Days(s string) (time.Time, data.Precision, bool) {
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
	zone := d.Zone
	if zone == nil {
		zone = time.UTC
	}
	t := time.Date(clockTime.Year(), clockTime.Month(), clockTime.Day(), clockTime.Hour(), clockTime.Minute(), clockTime.Second(),
		clockTime.Nanosecond(), zone)
	return t.UTC(), data.BySecond, true
}

// day returns the day that a number of days stands for, and what is left of it.
func (d *Dates) day(n float64) (at time.Time, fraction float64, ok bool) {
	if d.Serial == Days1904 {
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
func (d *Dates) dayAndClock(n float64, clock string) (time.Time, data.Precision, bool) {
	at, fraction, ok := d.day(n)
	if !ok || fraction != 0 {
		return time.Time{}, "", false
	}
	p, ok := split(at.Format(time.DateOnly)+" "+clock, YearMonth)
	if !ok || !p.Timed {
		return time.Time{}, "", false
	}
	t, precision, verdict := d.Moment(p)
	return t, precision, verdict == DateRead
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
func (d *Dates) doubt(t time.Time, precision data.Precision) (time.Time, data.Precision, DateVerdict) {
	if precision == data.BySecond && d.Zone != nil {
		t = t.In(d.Zone)
	}
	y, m, day := t.Date()
	if !d.Doubtful || day > 12 || int(m) == day {
		return t.UTC(), precision, DateRead
	}
	p := Parts{Year: y, Month: int(m), Day: day, Hour: t.Hour(), minute: t.Minute(), second: t.Second(), nanos: t.Nanosecond(), Timed: precision == data.BySecond}
	return d.settle(p)
}
