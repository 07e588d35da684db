package data

import (
	"testing"
	"time"
)

// TestQuarters checks that quarters are the inverse of Quarter445 over forty years, without
// a gap or an overlap.
func TestQuarters(t *testing.T) {
	for day := time.Date(2004, 1, 5, 0, 0, 0, 0, time.UTC); day.Year() < 2044; day = day.AddDate(0, 0, 7) {
		week := At(day).Week()
		quarter, _, err := Quarter445(week)
		if err != nil {
			t.Fatal(err)
		}
		start, end, err := QuarterDays(quarter)
		if err != nil || day.Before(start) || !day.Before(end) {
			t.Fatalf("%s lies in %s, which is %s to %s: %v", week, quarter, start, end, err)
		}
		next, _, _ := Quarter445(At(end).Week())
		if LastQuarter(At(end)) != quarter || next == quarter {
			t.Fatalf("%s: the quarter before %s is %s", week, At(end).Day(), LastQuarter(At(end)))
		}
	}
	weeks, err := QuarterWeeks("2026-Q4") // 2026 has 53 ISO weeks
	if err != nil || len(weeks) != 14 || weeks[0] != "2026-W40" || weeks[13] != "2026-W53" {
		t.Errorf("%v %v", weeks, err)
	}
	for _, bad := range []string{"", "2026", "2026-Q0", "2026-Q5", "2026-Q11", "2026-M01", "26-Q1", "2026-q1"} {
		if _, _, err := QuarterDays(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
