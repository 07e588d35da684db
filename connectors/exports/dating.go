package exports

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// moment reads when the row's post, which is called id, was published. Where the
// file gives the day only, the id may give the moment.
func (l *layout) moment(r *delimited.Record, id string) (t time.Time, precision data.Precision, verdict parse.DateVerdict) {
	if l.published.Year != "" {
		t, precision, verdict = l.splitDate(r)
	} else {
		t, precision, verdict = l.dates.Parse(l.when(r))
	}
	if verdict == parse.DateRead && precision != data.ByDay || id == "" {
		return t, precision, verdict
	}
	// A date that cannot be read, like TikTok's "May 14" without a year, or that can be
	// read in two ways, says less than an id that holds the moment.
	if written, known := ids.Time(l.Platform, id); known && (verdict != parse.DateRead || near(written, t)) {
		return written, data.BySecond, parse.DateRead
	}
	return t, precision, verdict
}

// near reports that a moment falls on a day, wherever on earth that day is.
func near(moment, day time.Time) bool {
	d := moment.Sub(day)
	return d > -14*time.Hour && d < 38*time.Hour
}

// splitDate reads a date that stands in several columns or partly in the mapping.
func (l *layout) splitDate(r *delimited.Record) (time.Time, data.Precision, parse.DateVerdict) {
	text := l.published.Year
	if l.Has(formats.Year) {
		text = l.cell(r, formats.Year)
	}
	year, ok := parse.PlainDigits(text)
	if text == "" {
		return time.Time{}, "", parse.DateBlank
	}
	p := parse.Parts{Year: int(year), Month: 1, Day: 1}
	precision := data.ByYear
	next := func(f formats.Field, into *int, finer data.Precision) {
		s := strings.ToLower(l.cell(r, f))
		if !ok || !l.Has(f) || s == "" {
			return
		}
		n, isNumber := parse.Count(s)
		switch m := parse.MonthOf(s); {
		case isNumber == parse.NumberRead:
			*into, precision = int(n), finer
		case f == formats.Month && m != 0:
			*into, precision = m, finer
		default:
			ok = false
		}
	}
	next(formats.Month, &p.Month, data.ByMonth)
	if precision == data.ByMonth {
		next(formats.Day, &p.Day, data.ByDay)
	}
	if precision == data.ByDay {
		next(formats.Hour, &p.Hour, data.BySecond)
		p.Timed = precision == data.BySecond
	}
	if !ok {
		return time.Time{}, "", parse.DateUnreadable
	}
	t, _, verdict := l.dates.Moment(p)
	return t, precision, verdict
}

// publishedAt reads when the row's post was published, as precisely as wanted.
func (r *reading) publishedAt(rec *delimited.Record, id string) (time.Time, data.Precision, *bad) {
	l := r.layout
	at := formats.Published
	if !l.Has(at) {
		at = formats.Date
	}
	t, precision, verdict := l.moment(rec, id)
	switch verdict {
	case parse.DateBlank:
		return t, "", badCell(whyNoDate, at, "a post needs a date")
	case parse.DateAmbiguous:
		if l.dates.Doubtful {
			return t, "", badCell(whyAmbiguous, at, "a spreadsheet seems to have changed places of day and month in some dates; use the file as it was downloaded, or write the date as 2026-05-31")
		}
		return t, "", badCell(whyAmbiguous, at, "the file does not prove whether the day or the month comes first; download a longer period, with a day after the 12th in it, or declare dates: dmy or dates: mdy in a mapping")
	case parse.DateYearless:
		return t, "", badCell(whyBadDate, at, hintYearless)
	case parse.DateUnreadable:
		return t, "", badCell(whyBadDate, at, "write the date as 2026-05-31, or declare published.layout in the mapping")
	}
	t, precision = parse.Truncate(t, precision, l.precision)
	if t.After(r.env.Clock.AsOf.Add(latest)) {
		return t, "", badLater(at, t)
	}
	return t, precision, nil
}

// hintYearless is what can be done about dates like TikTok's "May 22".
const hintYearless = "the date has no year; put the period into the name of the file, like followers_2026-05-01_2026-05-31.csv"

// observedAt reads when the row's counters were read. A day without a time that is
// the day of publishing means the rest of that day.
func (r *reading) observedAt(rec *delimited.Record, published time.Time) (data.Micros, *bad) {
	at := r.observed
	if r.layout.Has(formats.Observed) {
		t, precision, verdict := r.layout.observed.Parse(r.layout.cell(rec, formats.Observed))
		switch verdict {
		case parse.DateRead:
			if precision == data.ByDay && t.Before(published) && published.Sub(t) < 24*time.Hour {
				t = published
			}
			at = data.At(t)
			if t.After(r.env.Clock.AsOf.Add(latest)) {
				return 0, badLater(formats.Observed, t)
			}
		case parse.DateAmbiguous:
			return 0, badCell(whyAmbiguous, formats.Observed, "write the date as 2026-05-31, or declare dates: dmy or dates: mdy in a mapping")
		case parse.DateUnreadable, parse.DateYearless:
			return 0, badCell(whyBadDate, formats.Observed, "declare observed_layout in the mapping")
		}
	}
	if at < data.At(published) && !r.declared && !r.layout.Has(formats.Observed) {
		return data.At(published), nil // the post's own date is proven too
	}
	if at < data.At(published) {
		return 0, badRow(whyBeforePost, "the counters are said to be read before the post was published; correct observed_at")
	}
	return at, nil
}
