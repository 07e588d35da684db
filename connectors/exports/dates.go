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
	layout string // Go layout, "unix" or "unixms"; "" recognises
	order  order
	zone   *time.Location
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
	if d.layout != "" {
		return d.parseLayout(s)
	}
	p, ok := split(s, d.order)
	if !ok {
		return time.Time{}, "", dateUnreadable
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
	return t.UTC().Truncate(time.Microsecond), data.BySecond, dateRead
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// split takes a written moment apart, word by word.
func split(s string, o order) (parts, bool) {
	var p parts
	dated := false
	s = strings.ToLower(asciiDigits(s))
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '،' || blank(r) })
	if len(words) == 1 || len(words) == 2 || len(words) == 3 {
		// 2026-05-31T10:00:00Z is one word of two.
		if day, clock, ok := strings.Cut(words[0], "t"); ok && len(day) == 10 && clock != "" {
			words = append([]string{day, clock}, words[1:]...)
		}
	}
	for _, w := range words {
		switch {
		case isDate(w) && !dated:
			if !p.date(w, o) {
				return p, false
			}
			dated = true
		case w[0] >= '0' && w[0] <= '9' && strings.ContainsRune(w, ':') && !p.timed:
			if !p.clock(w) {
				return p, false
			}
		case !p.word(w):
			return p, false
		}
	}
	return p, p.year != 0 && p.month != 0 && p.day != 0
}

// word reads a month's name, a day or year on its own, a weekday, AM or PM, a zone.
func (p *parts) word(w string) bool {
	if n, ok := plainDigits(strings.TrimRight(w, ".ºª")); ok {
		digits := len(strings.TrimRight(w, ".ºª"))
		switch {
		case digits == 4 && p.year == 0:
			p.year = int(n)
		case digits <= 2 && p.day == 0:
			p.day = int(n)
		default:
			return false
		}
		return true
	}
	if p.timed {
		switch strings.ReplaceAll(w, ".", "") {
		case "am":
			p.am = true
			return true
		case "pm":
			p.pm = true
			return true
		case "uhr", "h":
			return true
		}
		if z, ok := zoneOf(w); ok && p.zone == nil {
			p.zone = z
			return true
		}
	}
	if m := monthOf(w); m != 0 && p.month == 0 {
		p.month = m
		return true
	}
	return isFiller(w)
}

// isDate reports three numbers, or two around a month's name, joined by one mark.
func isDate(w string) bool {
	mark := dateMark(w)
	if mark == "" || w[0] < '0' || w[0] > '9' {
		return false
	}
	last := w[len(w)-1]
	return strings.Count(w, mark) == 2 && last >= '0' && last <= '9'
}

func dateMark(w string) string {
	for _, mark := range []string{"/", ".", "-"} {
		if strings.Contains(w, mark) {
			return mark
		}
	}
	return ""
}

// date reads 2026-05-31, 31/05/2026, 31.05.2026 and 31-may-2026. With dots the day
// comes first: no locale of the Unicode CLDR writes month.day.year.
func (p *parts) date(w string, o order) bool {
	mark := dateMark(w)
	f := strings.Split(w, mark)
	if m := monthOf(f[1]); m != 0 {
		d, ok1 := plainDigits(f[0])
		y, ok2 := plainDigits(f[2])
		p.day, p.month, p.year = int(d), m, int(y)
		return ok1 && ok2 && len(f[2]) == 4 && len(f[0]) <= 2
	}
	a, ok1 := plainDigits(f[0])
	b, ok2 := plainDigits(f[1])
	c, ok3 := plainDigits(f[2])
	if !ok1 || !ok2 || !ok3 || len(f[1]) > 2 {
		return false
	}
	switch {
	case len(f[0]) == 4 && len(f[2]) <= 2:
		p.year, p.month, p.day = int(a), int(b), int(c)
		if o == yearDay {
			p.month, p.day = p.day, p.month
		}
	case len(f[2]) == 4 && len(f[0]) <= 2:
		p.year, p.month, p.day = int(c), int(a), int(b)
		switch {
		case o == dayFirst || o == orderUnknown && mark == ".":
			p.month, p.day = p.day, p.month
		case o != monthFirst:
			p.swap = true
		}
	default:
		return false
	}
	return true
}

// clock reads 06:08, 6:08:01.5pm, 10:00:00z and 10:00+02:00.
func (p *parts) clock(w string) bool {
	if i := strings.IndexAny(w[1:], "+-−z"); i >= 0 {
		z, ok := zoneOf(w[i+1:])
		if !ok {
			return false
		}
		p.zone, w = z, w[:i+1]
	}
	if rest, ok := strings.CutSuffix(w, "pm"); ok {
		p.pm, w = true, rest
	} else if rest, ok := strings.CutSuffix(w, "am"); ok {
		p.am, w = true, rest
	}
	f := strings.Split(w, ":")
	if len(f) != 2 && len(f) != 3 {
		return false
	}
	h, ok1 := plainDigits(f[0])
	m, ok2 := plainDigits(f[1])
	if !ok1 || !ok2 || len(f[0]) > 2 || len(f[1]) != 2 {
		return false
	}
	p.hour, p.minute, p.timed = int(h), int(m), true
	if len(f) == 3 {
		whole, fraction, _ := strings.Cut(f[2], ".")
		sec, ok := plainDigits(whole)
		if !ok || len(whole) != 2 {
			return false
		}
		p.second = int(sec)
		if fraction != "" {
			n, ok := plainDigits((fraction + "000000000")[:9])
			if !ok || len(fraction) > 9 {
				return false
			}
			p.nanos = int(n)
		}
	}
	return true
}
