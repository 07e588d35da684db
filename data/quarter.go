package data

import (
	"fmt"
	"time"
)

// QuarterWeeks returns the ISO weeks of a quarter of the 4-4-5 calendar like 2026-Q2, in
// order: the inverse of [Quarter445].
func QuarterWeeks(quarter string) ([]string, error) {
	start, end, err := QuarterDays(quarter)
	if err != nil {
		return nil, err
	}
	var weeks []string
	for day := start; day.Before(end); day = day.AddDate(0, 0, 7) {
		weeks = append(weeks, At(day).Week())
	}
	return weeks, nil
}

// QuarterDays returns the Monday that a quarter of the 4-4-5 calendar begins with and the
// first moment after it, UTC.
func QuarterDays(quarter string) (start, end time.Time, err error) {
	var year, n int
	if _, err := fmt.Sscanf(quarter, "%4d-Q%1d", &year, &n); err != nil || len(quarter) != 7 || n < 1 || n > 4 || year < 1970 {
		return start, end, fmt.Errorf("%.40q is not a quarter like 2026-Q2", quarter)
	}
	start, err = WeekStart(fmt.Sprintf("%04d-W%02d", year, 13*(n-1)+1))
	if err != nil {
		return start, end, err
	}
	if n == 4 {
		end, err = WeekStart(fmt.Sprintf("%04d-W01", year+1))
		return start, end, err
	}
	return start, start.AddDate(0, 0, 7*13), nil
}

// LastQuarter returns the last quarter that has ended at a moment.
func LastQuarter(at Micros) string {
	quarter, _, err := Quarter445(at.Week())
	if err != nil {
		return ""
	}
	start, _, err := QuarterDays(quarter)
	if err != nil {
		return ""
	}
	before, _, err := Quarter445(At(start.AddDate(0, 0, -7)).Week())
	if err != nil {
		return ""
	}
	return before
}
