package exports

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// A week as people write it: 2026-W07, 2026W7, W7 2026, KW 7/2026, S07-2026.
var (
	yearWeek = regexp.MustCompile(`^(\d{4})[\s/-]*(?:w|wk|week|kw|woche|s|sem|semaine|semana|se|اسبوع|الاسبوع|أسبوع|الأسبوع)\.?[\s-]*(\d{1,2})$`)
	weekYear = regexp.MustCompile(`^(?:w|wk|week|kw|woche|s|sem|semaine|semana|se|اسبوع|الاسبوع|أسبوع|الأسبوع)\.?[\s-]*(\d{1,2})[\s,/-]+(\d{4})$`)
)

// parseWeek reads an ISO week.
func parseWeek(s string) (week string, start time.Time, ok bool) {
	s = strings.ToLower(parse.ASCIIDigits(trim(s)))
	m := yearWeek.FindStringSubmatch(s)
	if m == nil {
		if m = weekYear.FindStringSubmatch(s); m == nil {
			return "", time.Time{}, false
		}
		m[1], m[2] = m[2], m[1]
	}
	number, _ := parse.PlainDigits(m[2])
	week = fmt.Sprintf("%s-W%02d", m[1], number)
	start, err := data.WeekStart(week)
	return week, start, err == nil && data.At(start).Week() == week
}

// A month as people write it, besides a date in it: 2026-02, 02/2026, 2.2026.
var (
	yearMonthOf = regexp.MustCompile(`^(\d{4})[./\s-](\d{1,2})$`)
	monthYearOf = regexp.MustCompile(`^(\d{1,2})[./\s-](\d{4})$`)
)

// parseMonth reads a month: in numbers, or by name with its year.
func parseMonth(s string) (month string, start time.Time, ok bool) {
	s = strings.ToLower(parse.ASCIIDigits(trim(s)))
	year, number := int64(0), 0
	if m := yearMonthOf.FindStringSubmatch(s); m != nil {
		n, _ := parse.PlainDigits(m[2])
		year, _ = parse.PlainDigits(m[1])
		number = int(n)
	} else if m := monthYearOf.FindStringSubmatch(s); m != nil {
		n, _ := parse.PlainDigits(m[1])
		year, _ = parse.PlainDigits(m[2])
		number = int(n)
	} else {
		words := strings.FieldsFunc(s, func(r rune) bool { return parse.Blank(r) || r == '-' || r == '/' || r == ',' })
		if len(words) == 3 && (words[1] == "de" || words[1] == "del") {
			words = append(words[:1], words[2])
		}
		if len(words) != 2 {
			return "", time.Time{}, false
		}
		number = parse.MonthOf(parse.Fold(words[0]))
		if year, ok = parse.PlainDigits(words[1]); !ok || len(words[1]) != 4 && len(words[1]) != 2 {
			return "", time.Time{}, false
		}
		if len(words[1]) == 2 { // Feb-26, as Excel writes the month
			year += 2000
		}
	}
	if number < 1 || number > 12 || year < 1995 || year > 2100 {
		return "", time.Time{}, false
	}
	start = time.Date(int(year), time.Month(number), 1, 0, 0, 0, 0, time.UTC)
	return start.Format("2006-01"), start, true
}

// period reads what a row's figures are told for.
func (r *reading) period(rec *delimited.Record) (kind, period string, b *bad) {
	l := r.layout
	s := l.cell(rec, formats.Published)
	bad := func(why, hint string) (string, string, *bad) { return "", "", badCell(why, formats.Published, hint) }
	if parse.IsNothing(s) {
		return bad(whyNoDate, "write the week as 2026-W07 or a date in it, the month as 2026-02")
	}
	if isTotal(s) {
		return "", "", badRow(whyTotal, "a sum of periods is not one")
	}
	month := l.figures.week < 0 && l.figures.month >= 0
	var start time.Time
	var ok bool
	if month {
		kind = data.PeriodMonth
		period, start, ok = parseMonth(s)
	} else {
		kind = data.PeriodWeek
		period, start, ok = parseWeek(s)
		if _, _, isMonth := parseMonth(s); !ok && isMonth {
			return bad(whyBadDate, "it looks like a month; write the week as 2026-W07, or call the column month")
		}
	}
	if !ok {
		t, _, verdict := l.dates.Parse(s)
		switch {
		case verdict == parse.DateAmbiguous:
			return bad(whyAmbiguous, "the file does not prove whether the day or the month comes first; write dates as 2026-02-09")
		case verdict != parse.DateRead && month:
			return bad(whyBadDate, "write the month as 2026-02")
		case verdict != parse.DateRead:
			return bad(whyBadDate, "write the week as 2026-W07, or a date in it as 2026-02-09")
		case month:
			start, period = t, data.At(t).Month()
		default:
			start, period = t, data.At(t).Week()
		}
	}
	if start.Year() < 2004 { // when the oldest platform opened
		return bad(whyBadDate, "no platform is that old; check the year")
	}
	if start.After(r.env.Clock.AsOf.Add(latest)) {
		return "", "", badLater(formats.Published, start)
	}
	return kind, period, nil
}
