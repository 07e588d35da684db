package voice

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

// Digits writes a number in the language's digits, without marks that steer the
// direction of text: every page isolates what needs it.
func (v *Voice) Digits(x any, options ...number.Option) string {
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

// Count formats a whole number, like 1,234.
func (v *Voice) Count(n int64) string { return v.Digits(n) }

// Times formats a ratio: no decimal from 10, one from 1, two below 1 and close to
// it, where one decimal would hide on which side of 1 it lies.
func (v *Voice) Times(x float64) string {
	digits := 1
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return "–"
	case x >= 9.95:
		digits = 0
	case x < 1.05:
		digits = 2
	}
	return v.Digits(x, number.MinFractionDigits(digits), number.MaxFractionDigits(digits))
}

// Amount formats a typical count: whole from 10, one decimal below if it has one.
func (v *Voice) Amount(x float64) string {
	digits := 0
	if x < 10 && x != math.Trunc(x) {
		digits = 1
	}
	return v.Digits(x, number.MaxFractionDigits(digits))
}

// Percent formats a share, like 35%.
func (v *Voice) Percent(x float64) string {
	return unmarked(v.print.Sprint(number.Percent(x, number.MaxFractionDigits(0))))
}

// Month names a month: "months" within a date, "short" on an axis.
func (v *Voice) Month(kind string, t time.Time) string {
	names := strings.Split(v.Word("date."+kind), "|")
	return names[(int(t.Month())-1)%len(names)]
}

// PlainNumber writes a number without marks between thousands, as in a year.
func (v *Voice) PlainNumber(n int) string { return v.Digits(n, number.NoSeparator()) }

// Day formats a date, like 26 July 2026.
func (v *Voice) Day(t time.Time) string {
	t = t.UTC()
	return v.Say("date.full", "d", v.dayOf(t), "month", v.Month("months", t), "y", v.PlainNumber(t.Year())).String()
}

// ShortDay formats a date for an axis, like 26 Jul.
func (v *Voice) ShortDay(t time.Time) string {
	t = t.UTC()
	return v.Say("date.brief", "d", v.dayOf(t), "month", v.Month("short", t)).String()
}

// FullHour formats an hour of the day, like 9:00, all of it in the language's digits.
func (v *Voice) FullHour(hour int) string {
	return v.Say("date.hour", "h", v.PlainNumber(hour), "m", v.Digits(0, number.MinIntegerDigits(2))).String()
}

// Clock formats a time of day, UTC.
func (v *Voice) Clock(t time.Time) string {
	two := number.MinIntegerDigits(2)
	return v.Digits(t.UTC().Hour(), two) + ":" + v.Digits(t.UTC().Minute(), two) + " UTC"
}

// Span formats an ISO week by its days, like 25–31 May 2026; what is no ISO week
// stays as it is.
func (v *Voice) Span(week string) Line {
	from, err := data.WeekStart(week)
	if err != nil {
		return ForeignName(week)
	}
	return Own(v.Days(from, from.AddDate(0, 0, 6)))
}

// Days formats a range of days, naming month and year once where they are the same.
func (v *Voice) Days(from, to time.Time) string {
	switch {
	case from.Year() != to.Year():
		return v.Say("date.apart", "from", v.Day(from), "to", v.Day(to)).String()
	case from.Month() != to.Month():
		return v.Say("date.in_year", "from", v.dayOf(from), "month1", v.Month("months", from),
			"to", v.dayOf(to), "month2", v.Month("months", to), "y", v.PlainNumber(to.Year())).String()
	}
	return v.Say("date.in_month", "from", v.dayOf(from), "to", v.dayOf(to),
		"month", v.Month("months", to), "y", v.PlainNumber(to.Year())).String()
}

// LanguageName names a language tag in the page's language.
func (v *Voice) LanguageName(tag string) Line {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return nil
	}
	in := v.tag
	if v.lang == "pt" {
		in = language.EuropeanPortuguese // as the catalogue is; plain pt gives Brazil's names
	}
	if name := display.Tags(in).Name(t); name != "" {
		return Own(name)
	}
	return nil
}
