package report

import (
	"math"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/number"

	"github.com/digital-diplomacy/tailor/data"
)

// digits writes a number in the language's digits, without marks that steer the
// direction of text: every page isolates what needs it.
func (v *voice) digits(x any, options ...number.Option) string {
	return unmarked(v.print.Sprint(number.Decimal(x, options...)))
}

func unmarked(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
}

// count formats a whole number, like 1,234.
func (v *voice) count(n int64) string { return v.digits(n) }

// times formats a ratio: no decimal from 10, one from 1, two below 1 and close to
// it, where one decimal would hide on which side of 1 it lies.
func (v *voice) times(x float64) string {
	digits := 1
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return "–"
	case x >= 9.95:
		digits = 0
	case x < 1.05:
		digits = 2
	}
	return v.digits(x, number.MinFractionDigits(digits), number.MaxFractionDigits(digits))
}

// amount formats a typical count: whole from 10, one decimal below if it has one.
func (v *voice) amount(x float64) string {
	digits := 0
	if x < 10 && x != math.Trunc(x) {
		digits = 1
	}
	return v.digits(x, number.MaxFractionDigits(digits))
}

// percent formats a share, like 35%.
func (v *voice) percent(x float64) string {
	return unmarked(v.print.Sprint(number.Percent(x, number.MaxFractionDigits(0))))
}

// month names a month: "months" within a date, "short" on an axis.
func (v *voice) month(kind string, t time.Time) string {
	names := strings.Split(v.word("date."+kind), "|")
	return names[(int(t.Month())-1)%len(names)]
}

func (v *voice) plainNumber(n int) string { return v.digits(n, number.NoSeparator()) }

// day formats a date, like 26 July 2026.
func (v *voice) day(t time.Time) string {
	t = t.UTC()
	return v.say("date.full", "d", v.plainNumber(t.Day()), "month", v.month("months", t), "y", v.plainNumber(t.Year())).String()
}

// shortDay formats a date for an axis, like 26 Jul.
func (v *voice) shortDay(t time.Time) string {
	t = t.UTC()
	return v.say("date.brief", "d", v.plainNumber(t.Day()), "month", v.month("short", t)).String()
}

// fullHour formats an hour of the day, like 9:00, all of it in the language's digits.
func (v *voice) fullHour(hour int) string {
	return v.say("date.hour", "h", v.plainNumber(hour), "m", v.digits(0, number.MinIntegerDigits(2))).String()
}

// clock formats a time of day, UTC.
func (v *voice) clock(t time.Time) string {
	two := number.MinIntegerDigits(2)
	return v.digits(t.UTC().Hour(), two) + ":" + v.digits(t.UTC().Minute(), two) + " UTC"
}

// span formats an ISO week by its days, like 25–31 May 2026; what is no ISO week
// stays as it is.
func (v *voice) span(week string) Line {
	from, err := data.WeekStart(week)
	if err != nil {
		return foreignName(week)
	}
	return own(v.days(from, from.AddDate(0, 0, 6)))
}

// days formats a range of days, naming month and year once where they are the same.
func (v *voice) days(from, to time.Time) string {
	switch {
	case from.Year() != to.Year():
		return v.say("date.apart", "from", v.day(from), "to", v.day(to)).String()
	case from.Month() != to.Month():
		return v.say("date.in_year", "from", v.plainNumber(from.Day()), "month1", v.month("months", from),
			"to", v.plainNumber(to.Day()), "month2", v.month("months", to), "y", v.plainNumber(to.Year())).String()
	}
	return v.say("date.in_month", "from", v.plainNumber(from.Day()), "to", v.plainNumber(to.Day()),
		"month", v.month("months", to), "y", v.plainNumber(to.Year())).String()
}

// languageName names a language tag in the page's language.
func (v *voice) languageName(tag string) Line {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return nil
	}
	if name := display.Tags(v.tag).Name(t); name != "" {
		return own(name)
	}
	return nil
}

// finite reports whether a nullable number is there and can be drawn.
func finite(x *float64) bool { return x != nil && !math.IsNaN(*x) && !math.IsInf(*x, 0) }

// ratio reports whether a nullable number is a usable ratio.
func ratio(x *float64) bool { return finite(x) && *x > 0 }
