package presence

import (
	"fmt"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// What cadence needs: weeks with a result, and weeks that differ.
const (
	cadenceWeeks = 12
	cadenceRange = 1.0 // doublings between the tenth and the ninetieth percentile of weeks
)

// CadenceOf returns how the typical value of an account's post goes with the number of
// posts of its week: the ratio for each doubling, with month, format and topic held
// constant. Weeks are the units, and neighbouring ones may hang together (see slope).
// All posts of the week count, with a value or not. The week of the account's first
// post is left out, as it may be there in part.
//
// More posts in a week of much news do well without being the cause: this is a warning
// against a wrong conclusion, not a promise.
func CadenceOf(a *metrics.AccountPosts, metric string, w metrics.Window, margin float64) data.Cadence {
	c := data.Cadence{Mission: a.Account.Mission, AccountID: a.Account.AccountID, Platform: a.Platform, Audience: a.Account.Audience,
		Goal: metric, Verdict: data.CadenceUnknown, Model: TimingModel}
	posts, unknownScope := a.Comparable(metric, w)
	weeks := a.WeeksOf(w)
	if recent := min(13, w.Weeks); recent > 0 {
		var n int
		for _, k := range weeks[w.Weeks-recent:] {
			n += k
		}
		c.PerWeek = stat.Figure(float64(n) / float64(recent))
	}
	if first, ok := a.FirstWeek(w); ok {
		posts = slices.DeleteFunc(posts, func(p metrics.Posted) bool { return w.Week(p.At) == first })
	}
	var perWeek []int
	for i, p := range posts {
		if i == 0 || w.Week(p.At) != w.Week(posts[i-1].At) {
			perWeek = append(perWeek, weeks[w.Week(p.At)])
		}
	}
	c.Posts, c.Weeks = int64(len(posts)), int64(len(perWeek))
	if len(perWeek) > 0 {
		c.Fewest, c.Most = data.N(int64(slices.Min(perWeek))), data.N(int64(slices.Max(perWeek)))
	}
	slices.Sort(perWeek)
	switch {
	case len(perWeek) < cadenceWeeks:
		c.Reason = fmt.Sprintf("not enough evidence: %s with a result; %d are needed", metrics.Plural(len(perWeek), "week"), cadenceWeeks)
		return c
	case math.Log2(float64(perWeek[len(perWeek)*9/10])/float64(perWeek[len(perWeek)/10])) < cadenceRange:
		c.Reason = "not enough evidence: about as many posts in every week, so nothing can be compared"
		return c
	}
	if unknownScope {
		c.Warnings = append(c.Warnings, metrics.ScopeUnknown)
	}
	d := stat.NewDense()
	months, formats, topics := d.Factor(stat.MonthSD), d.Factor(stat.ControlSD), d.Factor(stat.ControlSD)
	column := d.Column(stat.CoefSD)
	for i := range posts {
		p := &posts[i]
		v, _ := p.Value(metric)
		d.Add(v.Value, v.StdErr, w.Week(p.At), months.Of(p.At.Month()), formats.Of(string(p.Format)), topics.Of(string(p.Topic)),
			stat.Term{Column: column, Value: math.Log2(float64(weeks[w.Week(p.At)]))})
	}
	f, ok := d.Fit(stat.NewHermite())
	var s stat.Slope
	if ok {
		s, ok = f.Slope(column)
	}
	if !ok {
		c.Reason = "not enough evidence: the comparison found no stable numbers"
		return c
	}
	judgeCadence(&c, s, margin)
	return c
}

// judgeCadence fills in the estimate and what it means.
func judgeCadence(c *data.Cadence, s stat.Slope, margin float64) {
	b := s.Belief()
	c.Lift, c.Low, c.High, c.PBetter = stat.Figure(math.Exp(b.Mean)), stat.Figure(math.Exp(b.Low)), stat.Figure(math.Exp(b.High)), stat.Figure(b.P)
	c.PTotalGrows = stat.Figure(1 - stat.NormalCDF((math.Log(0.5)-b.Mean)/math.Sqrt(b.Variance)))
	c.Follow = stat.Figure(s.Follow)
	between := fmt.Sprintf("between %.2f and %.2f times for each doubling of the posts in a week", math.Exp(b.Low), math.Exp(b.High))
	switch s.Verdict(margin) {
	case data.VerdictNoDifference:
		c.Verdict, c.Reason = data.CadenceLevel, "no sign that posting more hurts or helps: a post does "+between
	case data.VerdictMore:
		c.Verdict, c.Reason = data.CadenceGains, "posts of fuller weeks do better: "+between+"; busy weeks may be the cause of both"
	case data.VerdictLess:
		c.Verdict, c.Reason = data.CadenceDilutes, "posts of fuller weeks do worse: "+between
		switch {
		case *c.PTotalGrows >= stat.SignP:
			c.Reason += "; the week's total still grows"
		case *c.PTotalGrows <= 1-stat.SignP:
			c.Reason += "; the week's total falls, too"
		}
	default:
		c.Verdict, c.Reason = data.CadenceUnclear, "no sign that posting more hurts or helps, but not enough evidence to rule it out: a post does "+between
	}
}
