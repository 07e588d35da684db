package presence

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Limits of the classes that the decision table reads.
const (
	placePosts = 12 // posts with a value, and
	placeWeeks = 8  // weeks with a post, are enough

	thereShare, smallShare   = 0.10, 0.05 // of the mission's followers
	thereSurvey, smallSurvey = 0.20, 0.05 // of those asked where they follow
	levelGrowth              = 0.002      // a week: 5 % in half a year
	dearRatio                = 0.5        // of the reach per hour of the best platform
)

// PlaceInput is what is known of one mission on one platform.
type PlaceInput struct {
	Platform  data.Platform
	Accounts  []metrics.AccountPosts
	Followers map[data.AccountID][]data.AccountSnapshot // those that may be computed with
	NoFigures data.Reason                               // why followers of an account may not be computed with; "" if they may
	Borrowed  bool                                      // whether follower counts may not be kept beyond their days
	Minutes   data.Count                                // of work a post takes; nil if the settings do not say

	Questions, Answered data.Count  // nil if NoQuestions says why
	NoQuestions         data.Reason // not_collected, or suppressed where nothing may be shown by account
	QuestionWeeks       int64
	SurveyShare         *float64
	SurveyN             data.Count
	Survey              string
}

// PlacesOf returns a row for each platform of a mission, sorted by platform. goals are
// count metrics; the first that a platform's posts have a value of is its result.
// Platforms are compared by followers, by reach where it is the same metric, by answers
// and by questions; never by interactions.
func PlacesOf(mission string, inputs []PlaceInput, w metrics.Window, goals []string, margin float64) []data.Place {
	rows := make([]data.Place, len(inputs))
	growth := make([]GrowthRate, len(inputs))
	trends := make([]*stat.Belief, len(inputs))
	for i := range inputs {
		in := &inputs[i]
		r := &rows[i]
		*r = data.Place{Mission: mission, Platform: in.Platform, Accounts: int64(len(in.Accounts)), Model: PlacesModel,
			From: w.From.Day(), To: w.To.Add(-metrics.Day).Day(), Minutes: in.Minutes, Questions: in.Questions, Answered: in.Answered,
			QuestionWeeks: in.QuestionWeeks, SurveyShare: in.SurveyShare, SurveyN: in.SurveyN, Survey: in.Survey}
		in.posts(r, w, goals)
		growth[i] = in.followers(r, w)
		trends[i] = in.trend(r, w)
		if in.Questions == nil {
			r.Missing = r.Missing.With("questions", cmp.Or(in.NoQuestions, data.NotCollected))
		}
		if in.Minutes == nil {
			r.Missing = r.Missing.With("reach_per_hour", data.NotCollected)
		}
	}
	audienceShares(rows, inputs)
	for i := range rows {
		r := &rows[i]
		r.GrowthIs = growthClass(growth[i])
		r.AudienceIs = audienceClass(r)
		r.QuestionsAre = questionClass(r)
		r.ResultIs = "unknown"
		if trends[i] != nil {
			r.ResultIs = trendClass(*trends[i], margin)
		}
	}
	seasons(rows)
	efforts(rows)
	for i := range rows {
		r := &rows[i]
		line, rule := decide(r)
		r.Rule, r.Verdict = int32(line), rule.Verdict
		r.Reason = rule.Because + placeFigures(r)
		if rule.Verdict == data.PlaceTest {
			r.TryPosts = data.N(max(placePosts-r.N, placeWeeks))
		}
		if r.Verdict == data.PlaceReduce && r.QuestionsAre == "asked" {
			r.Reason += "; people ask there: go on answering"
		}
	}
	slices.SortFunc(rows, func(a, b data.Place) int { return cmp.Compare(a.Platform, b.Platform) })
	return rows
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
	r.PerWeek = stat.Figure(float64(r.Posts) / float64(w.Weeks))
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

// medianBetween returns the median of sorted values and its 90 % interval by order
// statistics, which fewer than six have none of.
func medianBetween(v []float64) (median, low, high *float64) {
	if len(v) == 0 {
		return nil, nil, nil
	}
	median = stat.Figure(stat.SortedMedian(v))
	if n := float64(len(v)); n >= 6 {
		half := stat.Z950 * math.Sqrt(n) / 2
		low, high = stat.Figure(v[max(0, int(math.Floor(n/2-half)))]), stat.Figure(v[min(len(v)-1, int(math.Ceil(n/2+half)))])
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
	var at data.Micros
	var latest data.Count
	for _, s := range snaps {
		if s.Followers != nil && *s.Followers >= 0 && s.ObservedAt >= at && s.ObservedAt < w.To.Add(7*metrics.Day) && w.To.Sub(s.ObservedAt) <= staleFollowers {
			at, latest = s.ObservedAt, s.Followers
		}
	}
	return latest
}

// trend fits the slope of the result in time over all accounts of the platform.
func (in *PlaceInput) trend(r *data.Place, w metrics.Window) *stat.Belief {
	d := stat.NewDense()
	accounts, formats, topics := d.Factor(stat.LeverSD), d.Factor(stat.ControlSD), d.Factor(stat.ControlSD)
	column := d.Column(1 / (stat.CoefSD * stat.CoefSD))
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

func growthClass(g GrowthRate) string {
	if g.Missing != "" {
		return "unknown"
	}
	b := g.belief()
	switch {
	case b.Low > -levelGrowth && b.High < levelGrowth:
		return "level"
	case b.P >= stat.SignP:
		return "up"
	case b.P <= 1-stat.SignP:
		return "down"
	}
	return "unclear"
}

// trendP is how sure a trend of results must be. It is stricter than for lifts, because
// half a year says little of how weeks hang together: with 0.975 up to 5.5 % of steady
// accounts were called falling.
const trendP = 0.99

func trendClass(b stat.Belief, margin float64) string {
	switch limit := math.Log(margin); {
	case b.Low >= -limit && b.High <= limit:
		return "steady"
	case b.P >= trendP:
		return "up"
	case b.P <= 1-trendP:
		return "down"
	}
	return "unclear"
}

// audienceClass goes by what people say where they are asked, and by followers; the
// higher counts, so that neither alone speaks against a platform.
func audienceClass(r *data.Place) string {
	classes := []string{"unknown", "small", "some", "there"}
	class := 0
	for _, s := range []struct {
		share       *float64
		there, none float64
	}{{r.FollowersShare, thereShare, smallShare}, {r.SurveyShare, thereSurvey, smallSurvey}} {
		switch {
		case s.share == nil:
		case *s.share >= s.there:
			class = max(class, 3)
		case *s.share > s.none:
			class = max(class, 2)
		default:
			class = max(class, 1)
		}
	}
	return classes[class]
}

func questionClass(r *data.Place) string {
	switch {
	case r.Questions == nil:
		return "unknown"
	case *r.Questions > 0:
		return "asked"
	}
	return "none"
}

// seasons takes back what is no platform's own: where every platform whose trend is
// known fell, or there is but one, a season or an event may be the cause.
func seasons(rows []data.Place) {
	var known, down int
	for _, r := range rows {
		if r.ResultIs != "unknown" {
			known++
			if r.ResultIs == "down" {
				down++
			}
		}
	}
	if down == 0 || down < known {
		return
	}
	why := "posts fell on every platform that can be compared: a season or events may be the cause"
	if known == 1 {
		why = "posts fell, but there is no other platform to tell it from a season or events"
	}
	for i := range rows {
		if rows[i].ResultIs == "down" {
			rows[i].ResultIs = "unclear"
			rows[i].Warnings = append(rows[i].Warnings, why)
		}
	}
}

// efforts compares reach per staff hour with the best platform of the same metric.
func efforts(rows []data.Place) {
	for i := range rows {
		r := &rows[i]
		r.EffortIs = "unknown"
		if r.PerHour == nil || r.ReachLow == nil || *r.ReachLow <= 0 {
			continue
		}
		var best *data.Place
		for j := range rows {
			o := &rows[j]
			if j != i && o.ReachMetric == r.ReachMetric && o.PerHour != nil && o.ReachLow != nil && *o.ReachLow > 0 && (best == nil || *o.PerHour > *best.PerHour) {
				best = o
			}
		}
		if best == nil {
			continue
		}
		sd := math.Hypot(math.Log(*r.ReachHigh / *r.ReachLow), math.Log(*best.ReachHigh / *best.ReachLow)) / (2 * stat.Z950)
		p := stat.NormalCDF((math.Log(*r.PerHour / *best.PerHour) - math.Log(dearRatio)) / max(sd, 1e-9)) // P(at least half)
		switch {
		case p >= stat.SignP:
			r.EffortIs = "fair"
		case p <= 1-stat.SignP:
			r.EffortIs = "dear"
		default:
			r.EffortIs = "unclear"
		}
	}
}

// placeFigures names the figures of a row in words.
func placeFigures(r *data.Place) string {
	var parts []string
	if r.FollowersShare != nil {
		parts = append(parts, fmt.Sprintf("%.0f %% of followers", 100**r.FollowersShare))
	}
	if r.SurveyShare != nil {
		parts = append(parts, fmt.Sprintf("%.0f %% of those asked follow there", 100**r.SurveyShare))
	}
	if r.Growth != nil {
		parts = append(parts, fmt.Sprintf("followers %+.2f %% a week (%+.2f to %+.2f)", 100**r.Growth, 100**r.GrowthLow, 100**r.GrowthHigh))
	}
	if r.Trend != nil {
		parts = append(parts, fmt.Sprintf("a post does %.2f times (%.2f to %.2f) what it did 13 weeks before", *r.Trend, *r.TrendLow, *r.TrendHigh))
	}
	if r.Questions != nil && *r.Questions > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d questions answered within 48 hours", *r.Answered, *r.Questions))
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}
