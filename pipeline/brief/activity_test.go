package brief

import (
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

func TestLatestKeepsTheNewestPeriods(t *testing.T) {
	cells := map[activityKey]*activityCell{}
	for _, account := range []data.AccountID{"lima", "oslo"} {
		for n := 1; n <= 30; n++ {
			start := time.Date(2025, 12, 29, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*(n-1))
			cells[activityKey{account, data.At(start).Week()}] = &activityCell{platform: data.X, posts: int64(n)}
		}
	}
	weeks := map[data.AccountID][]string{}
	for _, row := range latest(cells) {
		weeks[row.Account] = append(weeks[row.Account], row.Week)
		if row.Median != nil {
			t.Errorf("a week without values has median %g", *row.Median)
		}
	}
	for account, list := range weeks {
		if len(list) != activityPeriods || list[0] != "2026-W05" || list[len(list)-1] != "2026-W30" {
			t.Errorf("%s: %d weeks from %s to %s, want W05 to W30", account, len(list), list[0], list[len(list)-1])
		}
	}
}
