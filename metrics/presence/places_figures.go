package presence

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// known returns the weeks of a window since the first post that is known of a platform, of
// those of a year before its end: who hands in one month of posts did not keep silent before.
func (in *PlaceInput) known(w metrics.Window) int {
	year, first := w.Last(52), w.To
	for i := range in.Accounts {
		for j := range in.Accounts[i].Posts {
			if p := &in.Accounts[i].Posts[j]; year.Holds(p) {
				first = min(first, p.At)
			}
		}
	}
	return w.Weeks - int(max(0, w.Week(min(max(first, w.From), w.To-1))))
}

// posts counts posts and takes their typical values.
func (in *PlaceInput) posts(r *data.Place, w metrics.Window, goals []string) {
	weeks := map[int32]bool{}
	for i := range in.Accounts {
		for j := range in.Accounts[i].Posts {
			if p := &in.Accounts[i].Posts[j]; w.Holds(p) {
				r.Posts++
				weeks[w.Week(p.At)] = true
			}
		}
	}
	r.PerWeek = stat.Figure(float64(r.Posts) / float64(in.known(w)))
	for _, g := range goals {
		if values := in.values(g, w); len(values) > 0 {
			r.Goal, r.N = g, int64(len(values))
			r.Typical, r.TypicalLow, r.TypicalHigh = medianBetween(values)
			break
		}
	}
	var most []float64
	for _, g := range []string{metrics.MetricReach, metrics.MetricViewers, metrics.MetricViews, metrics.MetricImpressions} {
		if values := in.values(g, w); len(values) > len(most) {
			r.ReachMetric, most = g, values
		}
	}
	r.Reach, r.ReachLow, r.ReachHigh = medianBetween(most)
	if r.Reach == nil {
		r.Missing = r.Missing.With("reach_per_post", data.NotCollected)
	} else if r.Minutes != nil {
		r.PerHour = stat.Figure(*r.Reach / (float64(*r.Minutes) / 60))
	}
	switch {
	case r.Posts == 0:
		r.PostsAre = "none"
	case r.N < placePosts || len(weeks) < placeWeeks:
		r.PostsAre = "few"
	default:
		r.PostsAre = "enough"
	}
}

func (in *PlaceInput) values(metric string, w metrics.Window) []float64 {
	var values []float64
	for i := range in.Accounts {
		posts, _ := in.Accounts[i].Comparable(metric, w)
		for j := range posts {
			v, _ := posts[j].Value(metric)
			values = append(values, v.Value)
		}
	}
	slices.Sort(values)
	return values
}

// medianBetween returns the median of sorted values and its 90 % interval, which fewer
// than six have none of.
func medianBetween(v []float64) (median, low, high *float64) {
	if len(v) == 0 {
		return nil, nil, nil
	}
	median = stat.Figure(stat.SortedMedian(v))
	if l, h, ok := stat.MedianInterval(v); ok {
		low, high = stat.Figure(l), stat.Figure(h)
	}
	return median, low, high
}

// followers adds up the accounts' latest counts and their growth.
func (in *PlaceInput) followers(r *data.Place, w metrics.Window) GrowthRate {
	if in.NoFigures != "" {
		r.Missing = r.Missing.With("followers", in.NoFigures)
		r.Warnings = append(r.Warnings, "the platform's terms do not let figures be computed from its follower counts")
		return GrowthRate{Missing: in.NoFigures}
	}
	if len(in.Accounts) == 0 {
		r.Missing = r.Missing.With("followers", data.NotCollected)
		return GrowthRate{Missing: data.NotCollected}
	}
	var rates []GrowthRate
	var counts []float64
	var total int64
	for i := range in.Accounts {
		snaps := in.Followers[in.Accounts[i].Account.AccountID]
		latest := latestFollowers(snaps, w)
		if latest == nil {
			r.Missing = r.Missing.With("followers", data.NotCollected)
			return GrowthRate{Missing: data.NotCollected}
		}
		total += *latest
		counts = append(counts, float64(max(*latest, 1)))
		rates = append(rates, GrowthError(snaps, w))
	}
	r.Followers = data.N(total)
	g := together(rates, counts)
	if g.Missing != "" {
		r.Missing = r.Missing.With("growth_weekly", g.Missing)
		return g
	}
	b := g.belief()
	r.Growth, r.GrowthLow, r.GrowthHigh = stat.Figure(math.Expm1(b.Mean)), stat.Figure(math.Expm1(b.Low)), stat.Figure(math.Expm1(b.High))
	return g
}

// staleFollowers is how long before the window's end a count may have been read and
// still be called the latest.
const staleFollowers = 60 * metrics.Day

func latestFollowers(snaps []data.AccountSnapshot, w metrics.Window) data.Count {
	var latest *data.AccountSnapshot
	for i := range snaps {
		s := &snaps[i]
		if s.Followers == nil || *s.Followers < 0 || s.ObservedAt >= w.To.Add(7*metrics.Day) || w.To.Sub(s.ObservedAt) > staleFollowers {
			continue
		}
		if latest == nil || s.ObservedAt > latest.ObservedAt || s.ObservedAt == latest.ObservedAt && metrics.BetterReading(s, latest) {
			latest = s
		}
	}
	if latest == nil {
		return nil
	}
	return latest.Followers
}

// trend fits the slope of the result in time over all accounts of the platform.
func (in *PlaceInput) trend(r *data.Place, w metrics.Window) *stat.Belief {
	d := stat.NewDense()
	accounts, formats, topics := d.Factor(stat.LeverSD), d.Factor(stat.ControlSD), d.Factor(stat.ControlSD)
	column := d.Column(stat.CoefSD)
	first, last := int32(math.MaxInt32), int32(-1)
	for i := range in.Accounts {
		a := &in.Accounts[i]
		posts, unknownScope := a.Comparable(r.Goal, w)
		if unknownScope && len(posts) > 0 && !slices.Contains(r.Warnings, metrics.ScopeUnknown) {
			r.Warnings = append(r.Warnings, metrics.ScopeUnknown)
		}
		for j := range posts {
			p := &posts[j]
			v, _ := p.Value(r.Goal)
			week := w.Week(p.At)
			first, last = min(first, week), max(last, week)
			d.Add(v.Value, v.StdErr, week, accounts.Of(string(a.Account.AccountID)), formats.Of(string(p.Format)), topics.Of(string(p.Topic)),
				stat.Term{Column: column, Value: (float64(week) - float64(w.Weeks)/2) / 13})
		}
	}
	if r.PostsAre != "enough" || last-first < 13 {
		r.Missing = r.Missing.With("trend", data.Immature)
		return nil
	}
	f, ok := d.Fit(stat.NewHermite())
	var s stat.Slope
	if ok {
		s, ok = f.Slope(column)
	}
	if !ok {
		r.Missing = r.Missing.With("trend", data.Immature)
		return nil
	}
	b := s.Belief()
	r.Trend, r.TrendLow, r.TrendHigh = stat.Figure(math.Exp(b.Mean)), stat.Figure(math.Exp(b.Low)), stat.Figure(math.Exp(b.High))
	return &b
}

// audienceShares fills in each platform's share of followers if all are known.
func audienceShares(rows []data.Place, inputs []PlaceInput) {
	var total int64
	for i := range rows {
		if rows[i].Followers == nil {
			total = 0
			break
		}
		total += *rows[i].Followers
	}
	for i := range rows {
		r := &rows[i]
		if total > 0 {
			r.FollowersShare = stat.Figure(float64(*r.Followers) / float64(total))
		}
		if inputs[i].Borrowed && r.Followers != nil {
			r.Followers = nil // a share is a figure of ours; the count is borrowed
			r.Missing = r.Missing.With("followers", data.Expired)
		}
	}
}
