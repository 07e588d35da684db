package goals

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/peers"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Model is the version of the method of [Of].
const Model = "goals/2"

// What a goal needs.
const (
	goalWeeks     = 13 // of the baseline, and of the latest weeks
	goalQuestions = 20 // of an answer rate, on either side
)

// Set is one goal as the settings have it.
type Set struct {
	Name, Audience, Metric, Target string
	From, By                       time.Time // zero if they are not said
}

// Of tells where a goal stands at one mission, whose accounts with the goal's
// audience are given, by the window of the weeks before as-of and the mission's published
// mood.
//
// Counts: the typical post of the 13 latest weeks beside that of the 13 weeks before the
// goal was set. The change is a coefficient of one regression over the posts of all
// accounts (see [stat.Dense]), each with a level of its own, so that no change of their mix
// passes for one; format and topic are not held constant, for choosing better ones is how
// a goal is reached. Its error is that of weeks which hang together (see slope).
//
// answer_rate: shares of the published questions, clustered by publication.
//
// Nothing is projected to the goal's date: from a line through noise everything is on track.
func Of(g Set, mission string, accounts []metrics.AccountPosts, mood []data.Mood, latest metrics.Window) data.GoalProgress {
	p := data.GoalProgress{Mission: mission, Goal: g.Name, Audience: g.Audience, Metric: g.Metric, Target: g.Target,
		State: data.GoalUnknown, Model: Model}
	if !g.By.IsZero() {
		p.By = data.At(g.By).Day()
	}
	d, known := metrics.Lookup(g.Metric)
	from := g.From
	if from.IsZero() && !g.By.IsZero() {
		from = g.By.AddDate(-1, 0, 0)
	}
	now := latest.Last(goalWeeks)
	base := metrics.Window{}
	if !from.IsZero() {
		base = metrics.WindowBefore(data.Clock{AsOf: from}, goalWeeks)
	}
	switch {
	case g.Target == "":
		p.Reason = data.GoalNoTarget
	case g.Metric != metrics.MetricAnswerRate && (!known || d.Unit != metrics.UnitCount):
		p.Reason = data.GoalNoMetric
	case g.Metric != metrics.MetricAnswerRate && len(accounts) == 0:
		p.Reason = data.GoalNoAccount
	case g.Metric == metrics.MetricAnswerRate:
		goalOfAnswers(&p, mood, base, now)
	default:
		goalOfPosts(&p, accounts, base, now)
	}
	return p
}

func goalOfPosts(p *data.GoalProgress, accounts []metrics.AccountPosts, base, now metrics.Window) {
	compared, left := goalAccounts(p.Metric, accounts, base, now)
	if len(compared) == 0 {
		if first, ok := firstWeeks(p.Metric, accounts); ok && (base.Weeks == 0 || first.From > base.From) {
			later := now.After(first)
			if again, rest := goalAccounts(p.Metric, accounts, first, later); len(again) > 0 || later.Weeks < peers.LeastWeeks {
				compared, left, base, now, p.BaseFirst = again, rest, first, later, true
			}
		}
	} else {
		now = now.After(base)
	}
	if base.Weeks > 0 {
		p.BaseFrom, p.BaseTo = base.Days()
	}
	if now.Weeks > 0 {
		p.NowFrom, p.NowTo = now.Days()
	}
	p.Left = left
	if len(compared) == 0 {
		p.Reason = whyNoGoal(p.Metric, accounts, base, now)
		return
	}
	var before, after []float64
	d := stat.NewDense()
	levels := d.Factor(stat.LeverSD)
	column := d.Column(stat.CoefSD)
	for _, c := range compared {
		a := data.GoalAccount{AccountID: c.account.Account.AccountID, Platform: c.account.Platform, BasePosts: int64(len(c.base)), NowPosts: int64(len(c.now))}
		level := levels.Of(string(a.AccountID) + " " + string(a.Platform))
		var old, young []float64
		for _, post := range c.base {
			v, _ := post.Value(p.Metric)
			old = append(old, v.Value)
			d.Add(v.Value, v.StdErr, base.Week(post.At), level)
		}
		for _, post := range c.now {
			v, _ := post.Value(p.Metric)
			young = append(young, v.Value)
			d.Add(v.Value, v.StdErr, base.Week(post.At), level, stat.Term{Column: column, Value: 1})
		}
		a.Base, a.Now = stat.MedianOf(old), stat.MedianOf(young)
		p.Accounts = append(p.Accounts, a)
		before, after = append(before, old...), append(after, young...)
	}
	p.BasePosts, p.NowPosts = int64(len(before)), int64(len(after))
	p.Base, p.Now = stat.Figure(stat.MedianOf(before)), stat.Figure(stat.MedianOf(after))
	f, ok := d.Fit(stat.NewHermite())
	var s stat.Slope
	if ok {
		s, ok = f.Slope(column)
	}
	if !ok {
		p.Reason = data.GoalUnstable
		return
	}
	judgeGoal(p, s.Est, s.Variance)
}

// neededRatio is the ratio to the baseline that a target asks for; a number is compared
// with the typical post now.
func neededRatio(target string, base *float64) (float64, bool) {
	if change, relative := strings.CutSuffix(target, "%"); relative {
		v, err := strconv.ParseFloat(change, 64)
		return 1 + v/100, err == nil && v > -100 && !math.IsInf(v, 0)
	}
	v, err := strconv.ParseFloat(target, 64)
	if err != nil || base == nil || *base <= 0 {
		return 0, false
	}
	return v / *base, v > 0 && !math.IsInf(v, 0)
}
