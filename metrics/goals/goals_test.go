package goals

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

var goalNow = data.Clock{AsOf: time.Date(2026, 6, 1, 20, 0, 0, 0, time.UTC)}

// goalAccountsOf makes up accounts with a number of posts a week over 26 weeks. Weeks hang
// together by 0.6 with a spread of 0.3, posts spread by 0.8; from the day of change on, the
// median is lift times as high.
func goalAccountsOf(random *rand.Rand, accounts, perWeek int, change time.Time, lift float64) []metrics.AccountPosts {
	var out []metrics.AccountPosts
	first := goalNow.AsOf.Truncate(24*time.Hour).AddDate(0, 0, -26*7)
	for a := range accounts {
		posts := metrics.AccountPosts{Account: data.Account{AccountID: data.AccountID(fmt.Sprintf("account-%d", a)), Audience: "students"}, Platform: data.Facebook}
		shared := 0.3 * random.NormFloat64()
		for week := range 26 {
			shared = 0.6*shared + 0.8*0.3*random.NormFloat64()
			for i := range perWeek {
				at := first.AddDate(0, 0, 7*week).Add(time.Duration(7+i*5) * time.Hour)
				median := 30.0 * float64(1+a)
				if !at.Before(change) {
					median *= lift
				}
				rate := median * math.Exp(shared+0.8*random.NormFloat64())
				value := math.Floor(rate + math.Sqrt(rate)*random.NormFloat64())
				posts.Posts = append(posts.Posts, metrics.Posted{ID: data.PostID(fmt.Sprintf("facebook:%d-%d-%d", a, week, i)), At: data.At(at), Precision: data.BySecond, Paid: data.Organic,
					Values: []metrics.Measured{{Metric: metrics.MetricInteractions, Value: max(0, value)}}})
			}
		}
		out = append(out, posts)
	}
	return out
}

func set(target string) Set {
	return Set{Name: "reach students", Metric: metrics.MetricInteractions, Target: target, From: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), By: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)}
}

func goalIn(g Set, accounts []metrics.AccountPosts, mood []data.Mood) data.GoalProgress {
	return Of(g, "Oslo", accounts, mood, metrics.WindowBefore(goalNow, 52))
}

// TestGoalErrors holds what is called sure to its error: with nothing planted hardly any goal
// moves, with the median at twice as much most do, and intervals cover.
func TestGoalErrors(t *testing.T) {
	const replicates = 120
	for _, c := range []struct {
		lift                 float64
		perWeek, accounts    int
		closer, farther, met [2]float64 // least and most share
	}{
		{1, 3, 1, [2]float64{0, 0.08}, [2]float64{0, 0.08}, [2]float64{0, 0.03}},
		{1, 5, 2, [2]float64{0, 0.08}, [2]float64{0, 0.08}, [2]float64{0, 0.03}},
		{2, 5, 2, [2]float64{0.8, 1}, [2]float64{0, 0.01}, [2]float64{0.3, 1}},
	} {
		var closer, farther, met, covered float64
		for i := range replicates {
			p := goalIn(set("+20%"), goalAccountsOf(rand.New(rand.NewPCG(7, uint64(i))), c.accounts, c.perWeek, set("").From, c.lift), nil)
			switch p.State {
			case data.GoalReached:
				met++
				closer++
			case data.GoalCloser:
				closer++
			case data.GoalFarther:
				farther++
			case data.GoalUnknown:
				t.Fatalf("unknown: %s", p.Reason)
			}
			if *p.Low <= c.lift && c.lift <= *p.High {
				covered++
			}
		}
		for what, x := range map[string]struct {
			n     float64
			limit [2]float64
		}{"closer": {closer, c.closer}, "farther": {farther, c.farther}, "reached": {met, c.met}, "covered": {covered, [2]float64{0.8, 1}}} {
			if share := x.n / replicates; share < x.limit[0] || share > x.limit[1] {
				t.Errorf("lift %v, %d accounts with %d posts a week: %s in %.3f, want %v", c.lift, c.accounts, c.perWeek, what, share, x.limit)
			}
		}
		t.Logf("lift %v, %d accounts with %d posts a week: closer %.3f farther %.3f reached %.3f covered %.3f", c.lift, c.accounts, c.perWeek,
			closer/replicates, farther/replicates, met/replicates, covered/replicates)
	}
}

func TestGoalWindows(t *testing.T) {
	accounts := goalAccountsOf(rand.New(rand.NewPCG(1, 1)), 1, 4, goalNow.AsOf, 1)
	p := goalIn(set("+20%"), accounts, nil)
	if p.BaseFrom != "2025-12-01" || p.BaseTo != "2026-03-01" || p.NowFrom != "2026-03-02" || p.NowTo != "2026-05-31" || p.BaseFirst || p.BasePosts != 52 || p.NowPosts != 52 {
		t.Errorf("windows %s to %s (%d posts), %s to %s (%d posts)", p.BaseFrom, p.BaseTo, p.BasePosts, p.NowFrom, p.NowTo, p.NowPosts)
	}
	if *p.Needed != 1.2 {
		t.Errorf("needed %v, want 1.2", *p.Needed)
	}
	g := set("+20%")
	g.From, g.By = time.Time{}, time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC) // a year before lies before the first post: the first weeks serve
	if p := goalIn(g, accounts, nil); !p.BaseFirst || p.BaseFrom != "2025-12-01" || p.State == data.GoalUnknown {
		t.Errorf("first weeks: %v from %s, %s %s", p.BaseFirst, p.BaseFrom, p.State, p.Reason)
	}
	g = set("60")
	if p := goalIn(g, accounts, nil); p.Needed == nil || math.Abs(*p.Needed**p.Base-60) > 0.01 {
		t.Errorf("a number to reach asks for %v times %v", p.Needed, p.Base)
	}
	for why, g := range map[string]Set{
		data.GoalNoTarget:   {Metric: metrics.MetricInteractions},
		data.GoalNoMetric:   {Metric: metrics.MetricERFollowers, Target: "+5%"},
		data.GoalFewBefore:  {Metric: metrics.MetricShares, Target: "+5%", From: set("").From},
		data.GoalNotStarted: {Metric: metrics.MetricInteractions, Target: "+5%", From: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)},
		data.GoalTooEarly:   {Metric: metrics.MetricInteractions, Target: "+5%", From: time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)},
	} {
		if p := goalIn(g, accounts, nil); p.State != data.GoalUnknown || p.Reason != why || p.Change != nil {
			t.Errorf("%s: %s %q, change %v", why, p.State, p.Reason, p.Change)
		}
	}
}

// TestGoalOfAnswers compares published questions, by hand: 40 of 80 before, 72 of 80 after.
func TestGoalOfAnswers(t *testing.T) {
	var mood []data.Mood
	for k := range 8 {
		for side, answered := range []int64{5, 9} {
			week := data.At(time.Date(2026, 1, 5+7*k+63*side, 12, 0, 0, 0, time.UTC)).Week()
			mood = append(mood, data.Mood{Mission: "Oslo", PeriodKind: "week", Period: week, Weeks: []string{week}, Breakdown: data.DimTotal, Basis: "authors",
				Questions: data.N(10), Answered: data.N(answered)})
		}
	}
	g := set("+20%")
	g.Metric = metrics.MetricAnswerRate
	p := goalIn(g, nil, mood)
	if p.BasePosts != 80 || p.NowPosts != 80 || *p.Base != 0.5 || *p.Now != 0.9 || math.Abs(*p.Change-1.8) > 1e-6 || p.State != data.GoalReached {
		t.Errorf("%d and %d questions, %v and %v, change %v, %s %s", p.BasePosts, p.NowPosts, p.Base, p.Now, p.Change, p.State, p.Reason)
	}
	if p := goalIn(g, nil, mood[:6]); p.State != data.GoalUnknown {
		t.Errorf("few questions: %s", p.State)
	}
}

// Where all questions were answered on both sides nothing changed, and that is not
// certain: a chance is given, and it is one half.
func TestAllAnsweredIsNotCertain(t *testing.T) {
	var mood []data.Mood
	for k := range 8 {
		for side := range 2 {
			week := data.At(time.Date(2026, 1, 5+7*k+63*side, 12, 0, 0, 0, time.UTC)).Week()
			mood = append(mood, data.Mood{Mission: "Oslo", PeriodKind: "week", Period: week, Weeks: []string{week}, Breakdown: data.DimTotal, Basis: "authors",
				Questions: data.N(10), Answered: data.N(10)})
		}
	}
	g := set("+1%")
	g.Metric = metrics.MetricAnswerRate
	p := goalIn(g, nil, mood)
	if p.State != data.GoalOpen || p.PCloser == nil || *p.PCloser != 0.5 || p.PReached == nil || *p.PReached <= 0.05 || *p.Low >= 1 || *p.High <= 1 {
		t.Errorf("%s: closer %v, reached %v, change %v to %v", p.State, p.PCloser, p.PReached, p.Low, p.High)
	}
}

// A target that is no number is no target.
func TestNeededRatioOfAnything(t *testing.T) {
	base := 40.0
	for text, want := range map[string]float64{"+20%": 1.2, "-50%": 0.5, "80": 2, "inf%": 0, "NaN%": 0, "-100%": 0, "inf": 0, "nan": 0, "0": 0, "": 0} {
		if got, ok := neededRatio(text, &base); ok != (want > 0) || ok && got != want {
			t.Errorf("%q asks for %v, %t; want %v", text, got, ok, want)
		}
	}
	if _, ok := neededRatio("80", nil); ok {
		t.Error("a number asks for something without a baseline")
	}
}
