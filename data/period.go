package data

import (
	"fmt"
	"time"
)

// Week returns the ISO 8601 week of a moment, like "2026-W07".
func (m Micros) Week() string {
	y, w := m.Time().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// Month returns the calendar month of a moment, like "2026-02".
func (m Micros) Month() string { return m.Time().Format("2006-01") }

// Day returns the calendar day of a moment, like "2026-02-13".
func (m Micros) Day() string { return m.Time().Format(time.DateOnly) }

// ParseWeek splits an ISO week.
func ParseWeek(week string) (year, number int, err error) {
	if _, err = fmt.Sscanf(week, "%4d-W%2d", &year, &number); err != nil || len(week) != 8 || number < 1 || number > 53 {
		return 0, 0, fmt.Errorf("week %q is not of the form 2026-W07", week)
	}
	return year, number, nil
}

// WeekStart returns the Monday 00:00 UTC that an ISO week begins with.
func WeekStart(week string) (time.Time, error) {
	y, n, err := ParseWeek(week)
	if err != nil {
		return time.Time{}, err
	}
	// 4 January is always in week 1 (ISO 8601).
	jan4 := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7)
	return monday.AddDate(0, 0, 7*(n-1)), nil
}

// WeekEnd returns the first moment after an ISO week.
func WeekEnd(week string) (time.Time, error) {
	start, err := WeekStart(week)
	return start.AddDate(0, 0, 7), err
}

// Quarter445 returns the quarter and the month that an ISO week belongs to in the
// 4-4-5 calendar, like "2026-Q1" and "2026-M02": weeks 1-13 are quarter 1, of
// which weeks 1-4 are month 1, 5-8 month 2, 9-13 month 3; a 53rd week joins the
// last month. So weeks nest in months and months in quarters.
func Quarter445(week string) (quarter, month string, err error) {
	y, n, err := ParseWeek(week)
	if err != nil {
		return "", "", err
	}
	q := min((n-1)/13, 3)
	m := min((n-1-13*q)/4, 2)
	return fmt.Sprintf("%04d-Q%d", y, q+1), fmt.Sprintf("%04d-M%02d", y, 3*q+m+1), nil
}
