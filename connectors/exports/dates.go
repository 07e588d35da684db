package exports

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// order is how a file writes dates of numbers only.
type order uint8

const (
	orderUnknown order = iota
	dayFirst
	monthFirst
	yearMonth // 2026-05-31, which needs no declaration
	yearDay   // 2026-31-05, only if declared
)

func orderOf(declared string) order {
	switch declared {
	case "dmy":
		return dayFirst
	case "mdy":
		return monthFirst
	case "ymd":
		return yearMonth
	case "ydm":
		return yearDay
	}
	return orderUnknown
}

// dateVerdict says what a cell of a date held.
type dateVerdict uint8

const (
	dateRead dateVerdict = iota
	dateBlank
	dateAmbiguous  // 03/04/2026, and nothing says which is the month
	dateUnreadable // not a date that can be read in one way only
)

// dates reads moments. It accepts ISO 8601 and what exports print: 03/27/2026 06:08,
// 01.09.2026 18:00, Sep 20, 2026, Tue, Jul 14, 2026, 20 septembre 2026 14:30, each
// with or without a time, AM or PM and a zone. Years have four digits; with two, the
// layout must be declared.
type dates struct {
	layout string     // Go layout, "unix" or "unixms"; "" recognises
	serial dateSystem // of a workbook, where dates are numbers of days
	order  order
	zone   *time.Location
	// Whether a spreadsheet of another country opened the table: it takes 07/03/2026 for
	// 7 March and leaves 07/14/2026, which is no date there, as text.
	doubtful bool
	// The first and last day that a date can lie on, where the platform told them in
	// the file's name; they settle 03/04 if only one reading lies between them.
	from, to time.Time
}

// parts of a moment as written.
type parts struct {
	year, month, day     int
	hour, minute, second int
	nanos                int
	timed                bool
	zone                 *time.Location // nil if none is written
	abbreviation         string         // of a zone, which may be the unit's own
	tuesday              bool           // the month is "mar", which is a Tuesday, too
	pm, am               bool
	swap                 bool // day and month may be the other way round
}

// parse reads one moment. Without a time of day it is the start of the UTC day,
// with precision ByDay.
func (d *dates) parse(s string) (time.Time, data.Precision, dateVerdict) {
	s = strings.TrimFunc(s, blank)
	if isNothing(s) {
		return time.Time{}, "", dateBlank
	}
	if d.serial != 0 && !strings.HasPrefix(d.layout, "unix") {
		if t, precision, ok := d.days(s); ok {
			return d.doubt(t, precision)
		}
		s = clockOfDay(s)
	}
	if d.layout != "" {
		return d.parseLayout(s)
	}
	p, ok := numeric(s, d.order)
	if !ok {
		if p, ok = split(s, d.order); !ok {
			return time.Time{}, "", dateUnreadable
		}
	}
	if p.swap && p.day <= 12 && p.month <= 12 && p.day != p.month {
		return d.settle(p)
	}
	if p.swap && p.month > 12 { // written day first
		p.day, p.month = p.month, p.day
	}
	return d.moment(p)
}

// settle reads a date of open order by the days it can lie on.
func (d *dates) settle(p parts) (time.Time, data.Precision, dateVerdict) {
	monthFirst, precision, verdict := d.moment(p)
	p.day, p.month = p.month, p.day
	dayFirst, _, other := d.moment(p)
	if d.to.IsZero() || verdict != dateRead || other != dateRead {
		return time.Time{}, "", dateAmbiguous
	}
	switch a, b := d.within(monthFirst), d.within(dayFirst); {
	case a && !b:
		return monthFirst, precision, dateRead
	case b && !a:
		return dayFirst, precision, dateRead
	}
	return time.Time{}, "", dateAmbiguous
}

// within reports that t lies on one of the days, give or take one for time zones.
func (d *dates) within(t time.Time) bool {
	return t.After(d.from.AddDate(0, 0, -1)) && t.Before(d.to.AddDate(0, 0, 2))
}

// moment checks the parts and puts them into their zone.
func (d *dates) moment(p parts) (time.Time, data.Precision, dateVerdict) {
	if p.pm || p.am {
		if !p.timed || p.hour < 1 || p.hour > 12 || p.pm && p.am {
			return time.Time{}, "", dateUnreadable
		}
		p.hour %= 12
		if p.pm {
			p.hour += 12
		}
	}
	if p.year < 1995 || p.year > 2100 || p.month < 1 || p.month > 12 || p.day < 1 || p.day > daysIn(p.year, p.month) ||
		p.hour > 23 || p.minute > 59 || p.second > 60 {
		return time.Time{}, "", dateUnreadable
	}
	if !p.timed {
		return time.Date(p.year, time.Month(p.month), p.day, 0, 0, 0, 0, time.UTC), data.ByDay, dateRead
	}
	zone := p.zone
	if zone == nil {
		zone = d.zone
	}
	if zone == nil {
		zone = time.UTC
	}
	t := time.Date(p.year, time.Month(p.month), p.day, p.hour, p.minute, p.second, p.nanos, zone)
	if p.abbreviation != "" {
		if name, _ := t.Zone(); !strings.EqualFold(name, p.abbreviation) {
			return time.Time{}, "", dateUnreadable
		}
	}
	return t.UTC().Truncate(time.Microsecond), data.BySecond, dateRead
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
