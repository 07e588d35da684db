package metrics

import (
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

func TestReached(t *testing.T) {
	for _, c := range []struct {
		age, flag string
		days      int
	}{
		{Age24h, FlagExact, 1}, {Age7d, FlagInterpolated, 7}, {Age28d, FlagExact, 28},
		{AgeSettled, FlagSettled, 28}, {AgeSettled, FlagFalling, 28}, {AgeSettled, FlagEstimated, 7},
	} {
		if got := Reached(&data.PostMetric{Age: c.age, Flag: c.flag}); got != time.Duration(c.days)*24*time.Hour {
			t.Errorf("a value at %s, %s, can be known after %v, want %d days", c.age, c.flag, got, c.days)
		}
	}
}
