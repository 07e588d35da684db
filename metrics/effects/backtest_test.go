package effects

import (
	"cmp"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// past is one real post with its value and labels.
type past struct {
	account data.AccountID
	post    data.Post
	label   data.PostLabel
	value   float64
	goal    string
}

// forecast is what was said before a window of what an account's level would do in it.
type forecast struct {
	model, naive float64 // P(the level does better than the others)
	came         float64 // 1 if it did, 0 if not, 1/2 if both did alike
	cluster      string
}

// backtest walks through the months: at each it fits what was published before and
// says, for each level of each account, how likely the level will do better than the
// others like it over the next months (see [outcome]). The naive forecast is the side of the ratio
// of medians, with the share of times that this was right so far.
func backtest(posts []past, levers []string, months int) []forecast {
	slices.SortStableFunc(posts, func(a, b past) int { return cmp.Compare(a.post.PublishedAt, b.post.PublishedAt) })
	first := posts[0].post.PublishedAt.Time()
	last := posts[len(posts)-1].post.PublishedAt.Time()
	var out []forecast
	hits, tries := 1.0, 2.0
	start := time.Date(first.Year(), first.Month()+3, 1, 0, 0, 0, 0, time.UTC)
	for origin := start; origin.Before(last); origin = origin.AddDate(0, months, 0) {
		end := origin.AddDate(0, months, 0)
		b, next := NewFrameBuilder(nil), NewFrameBuilder(nil)
		goals := map[string]bool{}
		for i := range posts {
			p := &posts[i]
			to := b
			if at := p.post.PublishedAt.Time(); !at.Before(end) {
				break
			} else if !at.Before(origin) {
				to = next
			}
			goals[p.goal] = true
			to.Add(&data.PostMetric{Metric: p.goal, Age: metrics.AgeSettled, Paid: p.post.Paid, Value: &p.value}, &p.post, &p.label,
				&data.Account{AccountID: p.account, Platform: p.post.Platform, Role: data.RoleOwn, Mission: string(p.account)})
		}
		future := chunksOf(samples(next.Frame(), metrics.CountMetrics(), []string{metrics.AgeSettled}), levers)
		var round []forecast
		var right []float64
		before := b.Frame()
		known := chunksOf(samples(before, metrics.CountMetrics(), []string{metrics.AgeSettled}), levers)
		compareAll(known, Options{Levers: levers}.withDefaults())
		for _, e := range Fit(before, Options{Levers: levers}) {
			if e.AccountID == "" || e.OwnLift == nil || e.NaiveLift == nil || *e.NaiveLift == 1 {
				continue
			}
			was, in, others := outcome(future, &e)
			if in < 3 || others < 3 {
				continue
			}
			p := predicted(known, &e, in, others)
			f := forecast{model: p, naive: 1 - hits/tries, came: 0.5, cluster: string(e.AccountID) + origin.Format(" 2006-01")}
			if *e.NaiveLift > 1 {
				f.naive = hits / tries
			}
			switch {
			case was > 0:
				f.came = 1
			case was < 0:
				f.came = 0
			}
			round = append(round, f)
			if *e.NaiveLift > 1 {
				right = append(right, f.came)
			} else {
				right = append(right, 1-f.came)
			}
		}
		for _, r := range right {
			tries++
			hits += r
		}
		out = append(out, round...)
	}
	return out
}
