package presence

import (
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// TimingModel is the version of the models of hours, cadence and trends.
const TimingModel = "timing/1"

// What hours need: posts with a value and a time of day, weeks, and different hours.
const (
	hourPosts = 30
	hourWeeks = 8
	hourSlots = 4
	nearPosts = 3 // posts in an hour and the two beside it, or on a weekday, to judge it
)

// Hours returns how an account's posts do by hour of the day and by day of the week in
// the zone of its audience (UTC if nil), on one count metric: 24 rows and 7, each with the ratio of
// the typical value to that of the account's posts at their own hours (days), with
// month, format and topic held constant.
//
// A slot is better or worse if its lift is above or below 1 with P >= 0.995, and not
// judged where fewer than three posts lie in it and, of hours, beside it. Finding says whether
// any slot stands out; that none does is the usual case. Posts without a time of day
// are left out. Rows come in order of kind and slot.
func Hours(a *metrics.AccountPosts, metric string, w metrics.Window, zone *time.Location, margin float64) []data.HourEffect {
	if zone == nil {
		zone = time.UTC
	}
	posts, unknownScope := a.Comparable(metric, w)
	posts = slices.DeleteFunc(posts, func(p metrics.Posted) bool { return p.Precision != data.BySecond })
	base := data.HourEffect{Mission: a.Account.Mission, AccountID: a.Account.AccountID, Platform: a.Platform, Audience: a.Account.Audience,
		Zone: zone.String(), Goal: metric, Posts: int64(len(posts)), Model: TimingModel}
	if unknownScope {
		base.Warnings = []string{metrics.ScopeUnknown}
	}
	hour, weekday := make([]float64, len(posts)), make([]int, len(posts))
	weeks, seen := map[int32]bool{}, map[int]bool{}
	for i, p := range posts {
		local := p.At.Time().In(zone)
		hour[i] = float64(local.Hour()) + float64(local.Minute())/60
		weekday[i] = (int(local.Weekday()) + 6) % 7
		weeks[w.Week(p.At)], seen[local.Hour()] = true, true
	}
	var why string
	switch {
	case len(posts) < hourPosts:
		why = fmt.Sprintf("%s with a value and a time of day; %d are needed", metrics.Plural(len(posts), "post"), hourPosts)
	case len(weeks) < hourWeeks:
		why = fmt.Sprintf("posts in %s; %d are needed", metrics.Plural(len(weeks), "week"), hourWeeks)
	}
	hours := slots{base: base, kind: data.SlotHour, n: 24, first: 0, margin: margin, why: why}
	days := slots{base: base, kind: data.SlotWeekday, n: 7, first: 1, margin: margin, why: why}
	if why == "" && len(seen) < hourSlots {
		hours.why = fmt.Sprintf("all posts fall into %s of the day: nothing to compare with", metrics.Plural(len(seen), "hour"))
	}
	for i := range posts {
		days.own[weekday[i]]++
		hours.own[int(hour[i])]++
	}
	if why == "" {
		hours.fit, days.fit = fitHours(posts, metric, w, hour, weekday)
		if hours.fit == nil {
			hours.why = "the comparison found no stable numbers"
			days.why = hours.why
		}
	}
	return append(hours.rows(), days.rows()...)
}

// hourFit is what one regression gives for the hours or the weekdays.
type hourFit struct {
	curve   curve
	columns func(slot float64) []float64 // of the curve at a slot
	at      []float64                    // slots of the posts
}

// fitHours fits the curve over hours and the effects of weekdays together.
func fitHours(posts []metrics.Posted, metric string, w metrics.Window, hour []float64, weekday []int) (hours, days *hourFit) {
	d := stat.NewDense()
	months, formats, topics := d.Factor(stat.MonthSD), d.Factor(stat.ControlSD), d.Factor(stat.ControlSD)
	var waves, weekdays []int
	for range 2 * harmonics {
		waves = append(waves, d.Column(stat.CoefSD))
	}
	for range 7 {
		weekdays = append(weekdays, d.Column(stat.CoefSD))
	}
	at := make([]float64, len(posts))
	for i := range posts {
		p := &posts[i]
		v, _ := p.Value(metric)
		row := []stat.Term{months.Of(p.At.Month()), formats.Of(string(p.Format)), topics.Of(string(p.Topic)), {Column: weekdays[weekday[i]], Value: 1}}
		for k, x := range wave(hour[i]) {
			row = append(row, stat.Term{Column: waves[k], Value: x})
		}
		d.Add(v.Value, v.StdErr, w.Week(p.At), row...)
		at[i] = float64(weekday[i])
	}
	f, ok := d.Fit(stat.NewHermite())
	if !ok {
		return nil, nil
	}
	hours = &hourFit{curve: slotCurve(f, waves, waveSmooth()), columns: wave, at: hour}
	days = &hourFit{curve: slotCurve(f, weekdays, slices.Repeat([]float64{1}, 7)), at: at,
		columns: func(slot float64) []float64 { x := make([]float64, 7); x[int(slot)] = 1; return x }}
	return hours, days
}

// slotCurve returns the curve of some columns, with smooth as the diagonal of its D.
func slotCurve(f *stat.Fitted, columns []int, smooth []float64) curve {
	b, v := f.Together(columns)
	return curve{b: b, v: v, d: smooth}
}
