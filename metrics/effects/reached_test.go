package effects

import (
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

func TestReached(t *testing.T) {
	for _, c := range []struct {
		age, flag string
		days      int
	}{
		{metrics.Age24h, metrics.FlagExact, 1}, {metrics.Age7d, metrics.FlagInterpolated, 7}, {metrics.Age28d, metrics.FlagExact, 28},
		{metrics.AgeSettled, metrics.FlagSettled, 28}, {metrics.AgeSettled, metrics.FlagFalling, 28}, {metrics.AgeSettled, metrics.FlagEstimated, 7},
	} {
		if got := metrics.Reached(&data.PostMetric{Age: c.age, Flag: c.flag}); got != time.Duration(c.days)*24*time.Hour {
			t.Errorf("a value at %s, %s, can be known after %v, want %d days", c.age, c.flag, got, c.days)
		}
	}
}
