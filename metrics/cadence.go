package metrics

import (
	"fmt"
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
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
func CadenceOf(a *AccountPosts, metric string, w Window, margin float64) data.Cadence {
	c := data.Cadence{Mission: a.Account.Mission, AccountID: a.Account.AccountID, Platform: a.Platform, Audience: a.Account.Audience,
		Goal: metric, Verdict: data.CadenceUnknown, Model: TimingModel}
	posts, unknownScope := a.comparable(metric, w)
	weeks := a.weeksOf(w)
	if recent := min(13, w.Weeks); recent > 0 {
		var n int
		for _, k := range weeks[w.Weeks-recent:] {
			n += k
		}
		c.PerWeek = figure(float64(n) / float64(recent))
	}
	if first, ok := a.firstWeek(w); ok {
		posts = slices.DeleteFunc(posts, func(p Posted) bool { return w.week(p.At) == first })
	}
	var perWeek []int
	for i, p := range posts {
		if i == 0 || w.week(p.At) != w.week(posts[i-1].At) {
			perWeek = append(perWeek, weeks[w.week(p.At)])
		}
	}
	c.Posts, c.Weeks = int64(len(posts)), int64(len(perWeek))
	if len(perWeek) > 0 {
		c.Fewest, c.Most = data.N(int64(slices.Min(perWeek))), data.N(int64(slices.Max(perWeek)))
	}
	slices.Sort(perWeek)
	switch {
	case len(perWeek) < cadenceWeeks:
		c.Reason = fmt.Sprintf("not enough evidence: %s with a result; %d are needed", plural(len(perWeek), "week"), cadenceWeeks)
		return c
	case math.Log2(float64(perWeek[len(perWeek)*9/10])/float64(perWeek[len(perWeek)/10])) < cadenceRange:
		c.Reason = "not enough evidence: about as many posts in every week, so nothing can be compared"
		return c
	}
	if unknownScope {
		c.Warnings = append(c.Warnings, scopeUnknown)
	}
	d := newDense()
	months, formats, topics := d.factor(monthSD), d.factor(controlSD), d.factor(controlSD)
	column := d.column(1 / (coefSD * coefSD))
	for i := range posts {
		p := &posts[i]
		v, _ := p.value(metric)
		d.add(v.Value, v.StdErr, w.week(p.At), months.of(p.At.Month()), formats.of(string(p.Format)), topics.of(string(p.Topic)),
			entry{column, math.Log2(float64(weeks[w.week(p.At)]))})
	}
	f, ok := d.fit(newHermite())
	var s slope
	if ok {
		s, ok = f.slope(column)
	}
	if !ok {
		c.Reason = "not enough evidence: the comparison found no stable numbers"
		return c
	}
	judgeCadence(&c, s, margin)
	return c
}

// judgeCadence fills in the estimate and what it means.
func judgeCadence(c *data.Cadence, s slope, margin float64) {
	b := s.belief()
	c.Lift, c.Low, c.High, c.PBetter = figure(math.Exp(b.mean)), figure(math.Exp(b.low)), figure(math.Exp(b.high)), figure(b.p)
	c.PTotalGrows = figure(1 - normalCDF((math.Log(0.5)-b.mean)/math.Sqrt(b.variance)))
	c.Follow = figure(s.follow)
	between := fmt.Sprintf("between %.2f and %.2f times for each doubling of the posts in a week", math.Exp(b.low), math.Exp(b.high))
	switch s.verdict(margin) {
	case data.VerdictNoDifference:
		c.Verdict, c.Reason = data.CadenceLevel, "no sign that posting more hurts or helps: a post does "+between
	case data.VerdictMore:
		c.Verdict, c.Reason = data.CadenceGains, "posts of fuller weeks do better: "+between+"; busy weeks may be the cause of both"
	case data.VerdictLess:
		c.Verdict, c.Reason = data.CadenceDilutes, "posts of fuller weeks do worse: "+between
		switch {
		case *c.PTotalGrows >= signP:
			c.Reason += "; the week's total still grows"
		case *c.PTotalGrows <= 1-signP:
			c.Reason += "; the week's total falls, too"
		}
	default:
		c.Verdict, c.Reason = data.CadenceUnclear, "no sign that posting more hurts or helps, but not enough evidence to rule it out: a post does "+between
	}
}

// firstWeek returns the week of the account's first post, if it lies in the window.
func (a *AccountPosts) firstWeek(w Window) (int32, bool) {
	first := data.Micros(math.MaxInt64)
	for i := range a.Posts {
		first = min(first, a.Posts[i].At)
	}
	if first < w.From || first >= w.To {
		return 0, false
	}
	return w.week(first), true
}

func (s slope) belief() belief {
	low, high, p := s.interval()
	return belief{mean: s.est, variance: s.variance, low: low, high: high, p: p}
}
