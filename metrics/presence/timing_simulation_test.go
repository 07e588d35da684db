package presence

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
)

// diary makes one account's year by a process that is not the fitted model: lognormal
// rates with a Pareto tail, weeks that hang together by 0.6, topics that differ and are
// posted at other hours, and as many posts in a week as happen.
type diary struct {
	weeks   int
	perWeek float64 // mean posts a week
	median  float64
	evening float64 // log effect of 18 to 21 o'clock
	double  float64 // log effect of twice the posts
	trend   float64 // log change over 13 weeks
	blocks  bool    // busy months instead of busy weeks
}

func (d diary) draw(r *rand.Rand) (*metrics.AccountPosts, metrics.Window) {
	c := data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}
	w := metrics.WindowBefore(c, d.weeks)
	a := &metrics.AccountPosts{Account: data.Account{AccountID: "a", Mission: "m", Role: data.RoleOwn}, Platform: data.Mastodon}
	week, busy := 0.25*r.NormFloat64(), 0.0
	for k := range d.weeks {
		week = 0.6*week + 0.25*r.NormFloat64()
		if !d.blocks || k%5 == 0 {
			busy = 0.8 * r.NormFloat64()
		}
		n := int(metricstest.Poisson(r, d.perWeek*math.Exp(busy-0.3)))
		for i := range n {
			hour := 7 + r.IntN(11)
			topic, log := "culture", math.Log(d.median)+week+d.trend*float64(k)/13+d.double*math.Log2(float64(n))+0.9*r.NormFloat64()
			if r.Float64() < 0.25 {
				hour = 18 + r.IntN(4)
				if hour < 21 {
					log += d.evening
				}
			}
			if r.Float64() < 0.3+0.2*float64(hour/15) {
				topic, log = "visit", log+0.3
			}
			if r.Float64() < 0.03 {
				log += r.ExpFloat64() / 1.5
			}
			at := w.From.Add(time.Duration(7*k+r.IntN(7))*24*time.Hour + time.Duration(hour)*time.Hour + time.Duration(r.IntN(60))*time.Minute)
			a.Posts = append(a.Posts, metrics.Posted{ID: data.PostID(fmt.Sprintf("mastodon:%d-%d", k, i)), At: at, Precision: data.BySecond, Paid: data.Organic,
				Format: data.FormatImage, Topic: data.Topic(topic), Values: []metrics.Measured{{Metric: metrics.MetricInteractions, Value: float64(metricstest.Poisson(r, math.Exp(log)))}}})
		}
	}
	return a, w
}

var timing = flag.Int("timing", 0, "replicates per cell of the simulation of hours, cadence and trends; 0 runs the short form")

func (d diary) hours(n int, seed uint64) (stands, found, wrong, covered, intervals float64) {
	for i := range n {
		a, w := d.draw(rand.New(rand.NewPCG(seed, uint64(i))))
		any, evening, bad := false, false, false
		for _, r := range Hours(a, metrics.MetricInteractions, w, time.UTC, 1.2) {
			if r.Verdict == data.SlotBetter || r.Verdict == data.SlotWorse {
				any = true
				late := r.Kind == data.SlotHour && r.Slot >= 18 && r.Slot < 21
				switch {
				case late && r.Verdict == data.SlotBetter:
					evening = true
				case late, r.Kind == data.SlotWeekday, r.Verdict == data.SlotBetter && r.Slot != 17 && r.Slot != 21:
					bad = true
				}
			}
			if r.Low != nil {
				intervals++
				if *r.Low <= 1 && 1 <= *r.High {
					covered++
				}
			}
		}
		stands += btof(any) / float64(n)
		found += btof(evening) / float64(n)
		wrong += btof(bad) / float64(n)
	}
	return stands, found, wrong, covered / max(1, intervals), intervals
}

func btof(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (d diary) cadence(n int, seed uint64) (gains, dilutes, level, covered, known float64) {
	for i := range n {
		a, w := d.draw(rand.New(rand.NewPCG(seed, uint64(i))))
		c := CadenceOf(a, metrics.MetricInteractions, w, 1.2)
		gains += btof(c.Verdict == data.CadenceGains)
		dilutes += btof(c.Verdict == data.CadenceDilutes)
		level += btof(c.Verdict == data.CadenceLevel)
		if c.Low != nil {
			known++
			covered += btof(math.Log(*c.Low) <= d.double && d.double <= math.Log(*c.High))
		}
	}
	return gains / known, dilutes / known, level / known, covered / known, known
}

func TestTimingCampaign(t *testing.T) {
	if *timing == 0 {
		t.Skip("the long form runs with -timing=N")
	}
	for _, weeks := range []int{26, 52} {
		for _, per := range []float64{2, 5, 10} {
			for _, median := range []float64{1, 10, 100} {
				d := diary{weeks: weeks, perWeek: per, median: median}
				s, _, _, c, _ := d.hours(*timing, 1)
				e := d
				e.evening = math.Log(2)
				_, f, wr, _, _ := e.hours(*timing, 2)
				fmt.Printf("weeks=%d per=%g median=%g hours: null stands out %.1f %%, covered %.1f %%; evening x2 found %.1f %%, wrong %.1f %%\n", weeks, per, median, 100*s, 100*c, 100*f, 100*wr)
				for _, blocks := range []bool{false, true} {
					d.blocks, d.double = blocks, 0
					g, l, v, c, k := d.cadence(*timing, 3)
					fmt.Printf("   blocks=%t cadence: null gains %.1f %% dilutes %.1f %% level %.1f %% covered %.1f %% of %g;", blocks, 100*g, 100*l, 100*v, 100*c, k)
					d.double = math.Log(0.7)
					g, l, v, c, k = d.cadence(*timing, 4)
					fmt.Printf(" x0.7: gains %.1f %% dilutes %.1f %% level %.1f %% covered %.1f %% of %g\n", 100*g, 100*l, 100*v, 100*c, k)
				}
			}
		}
	}
}

// trends counts how often a trend is called up or down, and how often its interval
// covers; the youngest four weeks have no settled values.
func (d diary) trends(n int, seed uint64) (up, down, covered, known float64) {
	for i := range n {
		a, w := d.draw(rand.New(rand.NewPCG(seed, uint64(i))))
		for j := range a.Posts {
			if w.Week(a.Posts[j].At) >= int32(w.Weeks-4) {
				a.Posts[j].Values = nil
			}
		}
		in := PlaceInput{Platform: a.Platform, Accounts: []metrics.AccountPosts{*a}}
		var r data.Place
		in.posts(&r, w, []string{metrics.MetricInteractions})
		if b := in.trend(&r, w); b != nil {
			known++
			up += btof(trendClass(*b, 1.2) == "up")
			down += btof(trendClass(*b, 1.2) == "down")
			covered += btof(b.Low <= d.trend && d.trend <= b.High)
		}
	}
	return up / known, down / known, covered / known, known
}

// walk makes weekly follower counts whose log steps hang together by follow.
func walk(r *rand.Rand, drift, sd, follow float64) []data.AccountSnapshot {
	var snaps []data.AccountSnapshot
	log, step := math.Log(5000), 0.0
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 26)
	for k := range 27 {
		snaps = append(snaps, data.AccountSnapshot{ObservedAt: w.From.Add(time.Duration(k) * 7 * metrics.Day), Followers: data.N(int64(math.Exp(log)))})
		step = follow*step + math.Sqrt(1-follow*follow)*sd*r.NormFloat64()
		log += drift + step
	}
	return snaps
}

func growths(n int, drift, sd, follow float64, seed uint64) (up, down, covered float64) {
	w := metrics.WindowBefore(data.Clock{AsOf: time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC)}, 26)
	for i := range n {
		g := GrowthError(walk(rand.New(rand.NewPCG(seed, uint64(i))), drift, sd, follow), w)
		b := g.belief()
		up += btof(growthClass(g) == "up") / float64(n)
		down += btof(growthClass(g) == "down") / float64(n)
		covered += btof(b.Low <= drift && drift <= b.High) / float64(n)
	}
	return up, down, covered
}

func TestPlacesCampaign(t *testing.T) {
	if *timing == 0 {
		t.Skip("the long form runs with -timing=N")
	}
	for _, per := range []float64{2, 5, 10} {
		for _, median := range []float64{1, 10, 100} {
			for _, trend := range []float64{0, math.Log(0.7)} {
				up, down, covered, known := diary{weeks: 26, perWeek: per, median: median, trend: trend}.trends(*timing, 5)
				fmt.Printf("per=%g median=%g trend x%.1f: up %.1f %% down %.1f %% covered %.1f %% of %g\n", per, median, math.Exp(trend), 100*up, 100*down, 100*covered, known)
			}
		}
	}
	for _, follow := range []float64{0, 0.5} {
		for _, drift := range []float64{0, 0.004} {
			up, down, covered := growths(10**timing, drift, 0.006, follow, 6)
			fmt.Printf("growth: steps follow %.1f, drift %.1f %%: up %.1f %% down %.1f %% covered %.1f %%\n", follow, 100*drift, 100*up, 100*down, 100*covered)
		}
	}
}

// The short form, with fixed seeds: hours, cadence, trends and growth are seldom found
// where there are none, and found where they are planted.
func TestTimingErrorRates(t *testing.T) {
	if testing.Short() {
		t.Skip("simulation")
	}
	quiet := diary{weeks: 52, perWeek: 5, median: 10}
	if stands, _, _, _, _ := quiet.hours(100, 1); stands > 0.05 {
		t.Errorf("%.0f %% of accounts without any effect have an hour or weekday that stands out, want at most 5 %%", 100*stands)
	}
	evening := diary{weeks: 52, perWeek: 10, median: 10, evening: math.Log(2)}
	if _, found, wrong, _, _ := evening.hours(30, 2); found < 0.8 || wrong > 0.1 {
		t.Errorf("an evening of twice the results is found in %.0f %% and something else in %.0f %%, want at least 80 and at most 10", 100*found, 100*wrong)
	}
	for _, blocks := range []bool{false, true} {
		quiet.blocks = blocks
		gains, dilutes, _, covered, _ := quiet.cadence(100, 3)
		if gains > 0.05 || dilutes > 0.07 || covered < 0.84 {
			t.Errorf("blocks %t: no effect of cadence is called gains in %.0f %%, dilutes in %.0f %%, intervals of 90 %% cover %.0f %%", blocks, 100*gains, 100*dilutes, 100*covered)
		}
	}
	halved := diary{weeks: 52, perWeek: 5, median: 10, double: math.Log(0.7)}
	if gains, dilutes, _, _, _ := halved.cadence(50, 4); dilutes < 0.8 || gains > 0 {
		t.Errorf("0.7 times for each doubling is called dilutes in %.0f %%, gains in %.0f %%; want at least 80 and none", 100*dilutes, 100*gains)
	}
	if up, down, covered, _ := (diary{weeks: 26, perWeek: 5, median: 10}).trends(100, 5); up > 0.04 || down > 0.04 || covered < 0.84 {
		t.Errorf("no trend is called up in %.0f %%, down in %.0f %%, intervals cover %.0f %%", 100*up, 100*down, 100*covered)
	}
	for _, follow := range []float64{0, 0.5} {
		if up, down, covered := growths(1000, 0, 0.006, follow, 6); up > 0.04 || down > 0.04 || covered < 0.86 {
			t.Errorf("steps that follow by %v: no growth is called up in %.1f %%, down in %.1f %%, intervals cover %.1f %%", follow, 100*up, 100*down, 100*covered)
		}
	}
}
