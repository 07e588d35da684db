package metrics

import (
	"math"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

func TestGrowthWeekly(t *testing.T) {
	at := func(weeks int, n int64) data.AccountSnapshot {
		return data.AccountSnapshot{ObservedAt: published.Add(time.Duration(weeks) * 7 * Day), Followers: data.N(n)}
	}
	// (1210/1000)^(1/2) - 1 = 0.1
	g := GrowthWeekly([]data.AccountSnapshot{at(2, 1210), at(1, 5), at(0, 1000)}, published, published.Add(365*Day))
	if g.Weekly == nil || math.Abs(*g.Weekly-0.1) > 1e-12 {
		t.Errorf("GrowthWeekly = %+v, want 0.1", g)
	}
	if g := GrowthWeekly([]data.AccountSnapshot{at(0, 1000)}, 0, published.Add(Day)); g.Weekly != nil || g.Missing != data.Immature {
		t.Errorf("GrowthWeekly of one reading = %+v, want immature", g)
	}
	if g := GrowthWeekly(nil, 0, published); g.Missing != data.NotCollected {
		t.Errorf("GrowthWeekly of none = %+v, want not_collected", g)
	}
}
