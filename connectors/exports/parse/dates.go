package parse

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Order is how a file writes dates of numbers only.
type Order uint8

// Orders of dates.
const (
	OrderUnknown Order = iota
	DayFirst
	MonthFirst
	YearMonth // 2026-05-31, which needs no declaration
	YearDay   // 2026-31-05, only if declared
)

// OrderOf reads the order that a mapping declares: dmy, mdy, ymd or ydm.
func OrderOf(declared string) Order {
	switch declared {
	case "dmy":
		return DayFirst
	case "mdy":
		return MonthFirst
	case "ymd":
		return YearMonth
	case "ydm":
		return YearDay
	}
	return OrderUnknown
}

// DateVerdict says what a cell of a date held.
type DateVerdict uint8

// Verdicts on dates.
const (
	DateRead DateVerdict = iota
	DateBlank
	DateAmbiguous  // 03/04/2026, and nothing says which is the month
	DateUnreadable // not a date that can be read in one way only
	DateYearless   // May 22, and nothing says of which year
)

// Dates reads moments. It accepts ISO 8601 and what exports print: 03/27/2026 06:08,
// 01.09.2026 18:00, Sep 20, 2026, Tue, Jul 14, 2026, 20 septembre 2026 14:30, each
// with or without a time, AM or PM and a zone. Years have four digits; with two, the
// layout must be declared.
type Dates struct {
	Layout string     // Go layout, "unix" or "unixms"; "" recognises
	Serial DateSystem // of a workbook, where dates are numbers of days
	Order  Order
	// Whether the order was worked out from dates with strokes; it says nothing of those
	// with dots, which put the day first.
	Learned bool
	Zone    *time.Location
	// Whether a spreadsheet of another country opened the table: it takes 07/03/2026 for
	// 7 March and leaves 07/14/2026, which is no date there, as text.
	Doubtful bool
	// The first and last day that a date can lie on, where the platform told them in
	// the file's name; they settle 03/04 if only one reading lies between them, and the
	// year of a date without one.
	From, To time.Time
}

// Parts of a moment as written.
type Parts struct {
	Year, Month, Day     int
	Hour, minute, second int
	nanos                int
	Timed                bool
	zone                 *time.Location // nil if none is written
	abbreviation         string         // of a zone, which may be the unit's own
	tuesday              bool           // the month is "mar", which is a Tuesday, too
	pm, am               bool
	swap                 bool // day and month may be the other way round
}

// Parse reads one moment. Without a time of day it is the start of the UTC day,
// with precision ByDay.
func (d *Dates) Parse(s string) (time.Time, data.Precision, DateVerdict) {
	s = strings.TrimFunc(s, Blank)
	if IsNothing(s) {
		return time.Time{}, "", DateBlank
	}
	if d.Serial != 0 && !strings.HasPrefix(d.Layout, "unix") {
		if t, precision, ok := d.Days(s); ok {
			return d.doubt(t, precision)
		}
		s = clockOfDay(s)
	}
	if d.Layout != "" {
		return d.parseLayout(s)
	}
	o := d.Order
	if d.Learned && len(s) > 2 && (s[1] == '.' || s[2] == '.') {
		o = OrderUnknown
	}
	p, ok := numeric(s, o)
	if !ok {
		if p, ok = split(s, o); !ok {
			return time.Time{}, "", DateUnreadable
		}
	}
	if p.Year == 0 {
		return d.yearless(p)
	}
	if p.swap && p.Day <= 12 && p.Month <= 12 && p.Day != p.Month {
		return d.settle(p)
	}
	if p.swap && p.Month > 12 { // written day first
		p.Day, p.Month = p.Month, p.Day
	}
	if d.Doubtful && d.Serial == 0 && Rewritten(s) && p.Day <= 12 && p.Month <= 12 && p.Day != p.Month {
		return d.settle(p)
	}
	return d.Moment(p)
}

// Rewritten reports a date of numbers without strokes, like 05.04.2026 and 2026-04-05: what
// spreadsheets of many countries make of 05/04/2026 when they save it as text.
func Rewritten(s string) bool {
	return len(s) >= 8 && s[0] >= '0' && s[0] <= '9' && (s[1] == '.' || s[2] == '.' || s[2] == '-' || s[4] == '-' || s[4] == '.') && !strings.Contains(s, "/")
}

// settle reads a date of open order by the days it can lie on.
func (d *Dates) settle(p Parts) (time.Time, data.Precision, DateVerdict) {
	monthFirst, precision, verdict := d.Moment(p)
	p.Day, p.Month = p.Month, p.Day
	dayFirst, _, other := d.Moment(p)
	if d.To.IsZero() || verdict != DateRead || other != DateRead {
		return time.Time{}, "", DateAmbiguous
	}
	switch a, b := d.within(monthFirst), d.within(dayFirst); {
	case a && !b:
		return monthFirst, precision, DateRead
	case b && !a:
		return dayFirst, precision, DateRead
	}
	return time.Time{}, "", DateAmbiguous
}

// yearless reads a date without a year by the days it can lie on.
func (d *Dates) yearless(p Parts) (at time.Time, precision data.Precision, verdict DateVerdict) {
	found := 0
	for p.Year = d.From.Year(); !d.To.IsZero() && p.Year <= d.To.Year(); p.Year++ {
		if t, exact, v := d.Moment(p); v == DateRead && d.within(t) {
			at, precision, found = t, exact, found+1
		}
	}
	if found != 1 {
		return time.Time{}, "", DateYearless
	}
	return at, precision, DateRead
}

// within reports that t lies on one of the days, give or take one for time zones.
func (d *Dates) within(t time.Time) bool {
	return t.After(d.From.AddDate(0, 0, -1)) && t.Before(d.To.AddDate(0, 0, 2))
}

// Moment checks the parts and puts them into their zone.
func (d *Dates) Moment(p Parts) (time.Time, data.Precision, DateVerdict) {
	if p.pm || p.am {
		if !p.Timed || p.Hour < 1 || p.Hour > 12 || p.pm && p.am {
			return time.Time{}, "", DateUnreadable
		}
		p.Hour %= 12
		if p.pm {
			p.Hour += 12
		}
	}
	if p.Year < 1995 || p.Year > 2100 || p.Month < 1 || p.Month > 12 || p.Day < 1 || p.Day > daysIn(p.Year, p.Month) ||
		p.Hour > 23 || p.minute > 59 || p.second > 60 {
		return time.Time{}, "", DateUnreadable
	}
	if !p.Timed {
		return time.Date(p.Year, time.Month(p.Month), p.Day, 0, 0, 0, 0, time.UTC), data.ByDay, DateRead
	}
	zone := p.zone
	if zone == nil {
		zone = d.Zone
	}
	if zone == nil {
		zone = time.UTC
	}
	t := time.Date(p.Year, time.Month(p.Month), p.Day, p.Hour, p.minute, p.second, p.nanos, zone)
	if p.abbreviation != "" {
		if name, _ := t.Zone(); !strings.EqualFold(name, p.abbreviation) {
			return time.Time{}, "", DateUnreadable
		}
	}
	return t.UTC().Truncate(time.Microsecond), data.BySecond, DateRead
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
