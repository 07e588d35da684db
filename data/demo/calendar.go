package demo

import "time"

// Weeks is how many weeks the demo covers.
const Weeks = 26

// Start is the first moment of the demo, a Monday.
func Start() time.Time { return time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC) }

// Exported returns the moment at which week number week (1 to 26) is exported: the
// midnight in UTC that ends it. File names and sheets give it as a date.
func Exported(week int) time.Time { return Start().AddDate(0, 0, 7*week) }

// AsOf returns the moment to compute as of when week number week (1 to 26) has just
// been exported: 06:00 UTC on the Monday after it. AsOf(26) is
// 2026-06-01T06:00:00Z, the as-of moment of the whole demo.
func AsOf(week int) time.Time { return Exported(week).Add(6 * time.Hour) }

// exportWindow is how far back a weekly export reaches, so that a post is read
// five times and its fifth reading is older than 28 days.
const exportWindow = 35 * 24 * time.Hour

// exportsOf returns the moments of the weekly exports that hold a post.
func exportsOf(published time.Time) []time.Time {
	var at []time.Time
	for week := 1; week <= Weeks; week++ {
		if t := Exported(week); t.After(published) && t.Sub(published) <= exportWindow {
			at = append(at, t)
		}
	}
	return at
}

// nationalDay is when Ruritania celebrates; every account posts on it or soon after.
func nationalDay() time.Time { return time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC) }

// monthEffect is how lively a month is.
func monthEffect(t time.Time) float64 {
	switch t.Month() {
	case time.December:
		return 1.00
	case time.January:
		return 0.90
	case time.February:
		return 0.95
	case time.March:
		return 1.05
	case time.April:
		return 1.10
	}
	return 1.15
}
