package privacy

import (
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Kinds of periods, finest first, as data.Mood has them.
const (
	KindWeek    = "week"
	KindMonth   = "month"
	KindQuarter = "quarter"
)

// isWeek reports whether s is an ISO week that exists, written like 2026-W07. It
// is stricter than data.ParseWeek, because the string also names files.
func isWeek(s string) bool {
	if len(s) != 8 || s[4] != '-' || s[5] != 'W' {
		return false
	}
	for _, i := range []int{0, 1, 2, 3, 6, 7} {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	start, err := data.WeekStart(s)
	return err == nil && data.At(start).Week() == s
}

// periodOf returns the period of a kind that a week lies in.
func periodOf(week, kind string) string {
	quarter, month, err := data.Quarter445(week)
	switch {
	case err != nil || kind == KindWeek:
		return week
	case kind == KindMonth:
		return month
	}
	return quarter
}

// weeksOf returns the ISO weeks of a month or quarter of the 4-4-5 calendar, in
// order; none if there is no such period. It is the inverse of data.Quarter445.
func weeksOf(kind, period string) []string {
	var year, n int
	var first, count int
	switch kind {
	case KindMonth:
		if _, err := fmt.Sscanf(period, "%4d-M%2d", &year, &n); err != nil || n < 1 || n > 12 {
			return nil
		}
		first, count = 13*((n-1)/3)+4*((n-1)%3)+1, 4
		if n%3 == 0 {
			count = 5
		}
	case KindQuarter:
		if _, err := fmt.Sscanf(period, "%4d-Q%1d", &year, &n); err != nil || n < 1 || n > 4 {
			return nil
		}
		first, count = 13*(n-1)+1, 13
	default:
		return nil
	}
	weeks := make([]string, 0, 14)
	for w := first; w < first+count; w++ {
		weeks = append(weeks, fmt.Sprintf("%04d-W%02d", year, w))
	}
	if last := fmt.Sprintf("%04d-W53", year); first+count == 53 && isWeek(last) {
		weeks = append(weeks, last)
	}
	return weeks
}

// endedFor returns how long before the as-of moment a week ended.
func endedFor(week string, c data.Clock) (time.Duration, error) {
	end, err := data.WeekEnd(week)
	return c.AsOf.Sub(end), err
}
