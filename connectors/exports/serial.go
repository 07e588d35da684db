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
		if err != nil || part < 0 || part >= 1 || n != math.Trunc(n) {
			return time.Time{}, "", false
		}
		n += part
	}
	if d.serial == days1904 {
		n += days1904Off
	}
	if !(n >= firstSerial && n < lastSerial+1) {
		return time.Time{}, "", false
	}
	whole, fraction := math.Modf(n)
	at := time.Date(1899, time.December, 30+int(whole), 0, 0, 0, 0, time.UTC)
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
