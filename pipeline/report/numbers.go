package report

import (
	"math"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"github.com/digital-diplomacy/tailor/data"
)

// page is the language of the report's words and numbers.
var page = language.English

// count formats a whole number, like 1,234.
func count(n int64) string { return message.NewPrinter(page).Sprint(number.Decimal(n)) }

// times formats a ratio: no decimal from 10, one from 1, two below 1 and close to
// it, where one decimal would hide on which side of 1 it lies.
func times(x float64) string {
	digits := 1
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return "–"
	case x >= 9.95:
		digits = 0
	case x < 1.05:
		digits = 2
	}
	return message.NewPrinter(page).Sprint(number.Decimal(x, number.MinFractionDigits(digits), number.MaxFractionDigits(digits)))
}

// amount formats a typical count: whole from 10, one decimal below if it has one.
func amount(x float64) string {
	digits := 0
	if x < 10 && x != math.Trunc(x) {
		digits = 1
	}
	return message.NewPrinter(page).Sprint(number.Decimal(x, number.MaxFractionDigits(digits)))
}

// percent formats a share, like 35%.
func percent(x float64) string {
	return message.NewPrinter(page).Sprint(number.Percent(x, number.MaxFractionDigits(0)))
}

// day formats a date, like 26 July 2026.
func day(t time.Time) string { return t.UTC().Format("2 January 2006") }

// shortDay formats a date for an axis, like 26 Jul.
func shortDay(t time.Time) string { return t.UTC().Format("2 Jan") }

// span formats an ISO week by its days, like 25–31 May 2026; what is no ISO week
// stays as it is.
func span(week string) Line {
	from, err := data.WeekStart(week)
	if err != nil {
		return foreignName(week)
	}
	return own(days(from, from.AddDate(0, 0, 6)))
}

// days formats a range of days, naming month and year once where they are the same.
func days(from, to time.Time) string {
	switch {
	case from.Year() != to.Year():
		return day(from) + " – " + day(to)
	case from.Month() != to.Month():
		return from.Format("2 January") + " – " + day(to)
	}
	return from.Format("2") + "–" + day(to)
}

// languageName names a language tag in the page's language.
func languageName(tag string) Line {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return nil
	}
	if name := display.Tags(page).Name(t); name != "" {
		return own(name)
	}
	return nil
}

// finite reports whether a nullable number is there and can be drawn.
func finite(x *float64) bool { return x != nil && !math.IsNaN(*x) && !math.IsInf(*x, 0) }

// ratio reports whether a nullable number is a usable ratio.
func ratio(x *float64) bool { return finite(x) && *x > 0 }
