package metrics

import (
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Window is a number of whole ISO weeks, in UTC, that ends where the week of as-of
// begins.
type Window struct {
	From, To data.Micros // [From, To)
	Weeks    int
}

// WindowBefore returns the window of so many weeks before the week of as-of.
func WindowBefore(c data.Clock, weeks int) Window {
	to := c.AsOf.UTC().Truncate(24 * time.Hour)
	to = to.AddDate(0, 0, -(int(to.Weekday())+6)%7)
	return Window{From: data.At(to.AddDate(0, 0, -7*weeks)), To: data.At(to), Weeks: weeks}
}

// Week returns the number of the week of a moment in the window, from 0.
func (w Window) Week(at data.Micros) int32 {
	return int32(at.Sub(w.From) / (7 * Day))
}

// Holds reports whether a post lies in the window and its day is known.
func (w Window) Holds(p *Posted) bool {
	return p.At >= w.From && p.At < w.To && (p.Precision == data.BySecond || p.Precision == data.ByDay)
}

// Last returns the last weeks of a window.
func (w Window) Last(weeks int) Window {
	return Window{From: w.To.Add(-time.Duration(weeks) * 7 * Day), To: w.To, Weeks: weeks}
}

// After returns what of a window lies behind another.
func (w Window) After(before Window) Window {
	if before.To > w.From {
		w.From = before.To
	}
	w.Weeks = max(0, int(w.To.Sub(w.From)/(7*Day)))
	return w
}

// Days returns the first and the last day of a window.
func (w Window) Days() (from, to string) { return w.From.Day(), w.To.Add(-Day).Day() }

// Covers reports whether weeks lie in the window.
func (w Window) Covers(weeks []string) bool {
	for _, week := range weeks {
		start, err := data.WeekStart(week)
		if err != nil || data.At(start) < w.From || data.At(start) >= w.To {
			return false
		}
	}
	return len(weeks) > 0
}
