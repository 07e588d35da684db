package peers

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

var benchmarkReplicates = flag.Int("standings", 30, "replicates of the comparison with peers")

// TestIntervalsCover draws accounts whose true medians are known: how often the interval
// holds the true percentile among the peers' true medians. The figures of many
// replicates are in docs/benchmarks.md.
func TestIntervalsCover(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		spread  float64 // sd of the accounts' true log medians
		perWeek int
		least   float64
	}{{1, 2, 0.86}, {0.5, 2, 0.86}, {0.1, 2, 0.83}, {0.5, 1, 0.86}} {
		r := rand.New(rand.NewPCG(5, 6))
		n, covered, width := *benchmarkReplicates, 0, 0.0
		for range n {
			s := NewStandings(benchmarkWindow)
			var truths []float64
			draw := func(a data.Account) float64 {
				mu := 3 + c.spread*r.NormFloat64()
				for w := range 26 {
					week := 0.3 * r.NormFloat64()
					for range c.perWeek {
						post(s, a, w, math.Exp(mu+week+0.9*r.NormFloat64()))
					}
				}
				return mu
			}
			for i := range 15 {
				truths = append(truths, draw(aPeer(i)))
			}
			mine := draw(ours())
			row := only(t, s, metrics.MetricInteractions)
			if p := percentile(mine, truths); *row.Low <= p+1e-4 && p <= *row.High+1e-4 {
				covered++
			}
			width += *row.High - *row.Low
		}
		got := float64(covered) / float64(n)
		t.Logf("spread %.1f, %d posts a week: covers %.1f %%, mean width %.0f", c.spread, c.perWeek, 100*got, width/float64(n))
		if got < c.least {
			t.Errorf("spread %.1f, %d posts a week: covers %.3f, want at least %.2f", c.spread, c.perWeek, got, c.least)
		}
	}
}

// BenchmarkStandings compares 20 accounts with 50 peers of 250 posts each.
func BenchmarkStandings(b *testing.B) {
	for b.Loop() {
		r := rand.New(rand.NewPCG(1, 2))
		s := NewStandings(benchmarkWindow)
		for i := range 70 {
			a := aPeer(i)
			if i >= 50 {
				a = ours()
				a.AccountID = data.AccountID(fmt.Sprintf("own-%d", i))
			}
			for k := range 250 {
				post(s, a, k%26, math.Floor(50*r.ExpFloat64()))
			}
		}
		if len(s.Rows()) != 40 {
			b.Fatal("rows")
		}
	}
}
