package presence

import (
	"fmt"
	"math"
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
// the zone of its audience, on one count metric: 24 rows and 7, each with the ratio of
// the typical value to that of the account's posts at their own hours (days), with
// month, format and topic held constant.
//
// A slot is better or worse if its lift is above or below 1 with P >= 0.995, and not
// judged where fewer than three posts lie in it and, of hours, beside it. Finding says whether
// any slot stands out; that none does is the usual case. Posts without a time of day
// are left out. Rows come in order of kind and slot.
func Hours(a *metrics.AccountPosts, metric string, w metrics.Window, zone *time.Location, margin float64) []data.HourEffect {
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
		why = fmt.Sprintf("%s with a value and a time of day; %d are needed", stat.Plural(len(posts), "post"), hourPosts)
	case len(weeks) < hourWeeks:
		why = fmt.Sprintf("posts in %s; %d are needed", stat.Plural(len(weeks), "week"), hourWeeks)
	}
	hours := slots{base: base, kind: data.SlotHour, n: 24, first: 0, margin: margin, why: why}
	days := slots{base: base, kind: data.SlotWeekday, n: 7, first: 1, margin: margin, why: why}
	if why == "" && len(seen) < hourSlots {
		hours.why = fmt.Sprintf("all posts fall into %s of the day: nothing to compare with", stat.Plural(len(seen), "hour"))
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
		waves = append(waves, d.Column(1/(stat.CoefSD*stat.CoefSD)))
	}
	for range 7 {
		weekdays = append(weekdays, d.Column(1/(stat.CoefSD*stat.CoefSD)))
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

// slotCurve returns the coefficients of some columns with a variance that is the mean, by
// degrees of freedom, of the model's and of the one that lets weeks hang together.
func slotCurve(f *stat.Fitted, columns []int, smooth []float64) curve {
	k, p := len(columns), len(f.Beta)
	c := curve{b: make([]float64, k), v: make([]float64, k*k), d: smooth}
	weeks := map[int32][]float64{}
	for i := range f.Y {
		_, u := f.Pulls(i, columns)
		if weeks[f.Cluster[i]] == nil {
			weeks[f.Cluster[i]] = make([]float64, k)
		}
		for j := range k {
			weeks[f.Cluster[i]][j] += u[j]
		}
	}
	G := float64(len(weeks))
	var order []int32
	for w := range weeks {
		order = append(order, w)
	}
	slices.Sort(order)
	df := max(G-1, 1)
	ratio := stat.StudentQuantile(df+stat.ModelFreedom-1) / stat.Z975
	for i := range k {
		c.b[i] = f.Beta[columns[i]]
		for j := range k {
			var robust float64
			for _, w := range order {
				robust += weeks[w][i] * weeks[w][j]
			}
			model := f.Cov[columns[i]*p+columns[j]]
			c.v[i*k+j] = (df*robust*G/(G-2) + stat.ModelFreedom*model) / (df + stat.ModelFreedom) * ratio * ratio
		}
		c.v[i*k+i] += 1e-9
	}
	return c
}

// slots makes the rows of one kind.
type slots struct {
	base     data.HourEffect
	kind     data.SlotKind
	n, first int
	margin   float64
	why      string // why nothing can be said
	own      [24]int
	fit      *hourFit
}

// tried reports whether enough posts lie in a slot and, of hours, beside it.
func (s *slots) tried(slot int) bool {
	near := s.own[slot]
	if s.kind == data.SlotHour {
		near += s.own[(slot+23)%24] + s.own[(slot+1)%24]
	}
	return s.own[slot] > 0 && near >= nearPosts
}

func (s *slots) rows() []data.HourEffect {
	var beliefs []*stat.Mixture
	if s.why == "" {
		mix := make([]float64, len(s.fit.curve.b))
		for _, at := range s.fit.at {
			for j, x := range s.fit.columns(at) {
				mix[j] += x / float64(len(s.fit.at))
			}
		}
		var combinations [][]float64
		for slot := range s.n {
			middle := float64(slot)
			if s.kind == data.SlotHour {
				middle += 0.5
			}
			a := s.fit.columns(middle)
			for j := range a {
				a[j] -= mix[j]
			}
			combinations = append(combinations, a)
		}
		var ok bool
		if beliefs, ok = s.fit.curve.at(combinations); !ok {
			s.why = "the comparison found no stable numbers"
		}
	}
	rows := make([]data.HourEffect, s.n)
	for slot := range rows {
		r := s.base
		r.Kind, r.Slot, r.N = s.kind, int32(slot+s.first), int64(s.own[slot])
		switch {
		case s.why != "":
			r.Verdict = data.SlotUnknown
		case !s.tried(slot):
			r.Verdict = data.SlotNotTried
		default:
			b := beliefs[slot].Belief(s.margin)
			r.Lift, r.Low, r.High, r.PBetter = stat.Figure(math.Exp(b.Mean)), stat.Figure(math.Exp(b.Low)), stat.Figure(math.Exp(b.High)), stat.Figure(b.P)
			r.Verdict = slotVerdict(b, s.margin)
		}
		rows[slot] = r
	}
	s.find(rows)
	return rows
}

// slotP is how sure better and worse must be. It is stricter than for one lift, as an
// account has 31 slots: with 0.975 one account in ten without any effect had a slot that
// stood out.
const slotP = 0.995

func slotVerdict(b stat.Belief, margin float64) data.SlotVerdict {
	switch limit := math.Log(margin); {
	case b.Low >= -limit && b.High <= limit:
		return data.SlotLevel
	case b.P >= slotP:
		return data.SlotBetter
	case b.P <= 1-slotP:
		return data.SlotWorse
	}
	return data.SlotUnclear
}

// find says of all rows whether any stands out, and why not.
func (s *slots) find(rows []data.HourEffect) {
	finding, reason := data.NoneStandsOut, ""
	var widest float64
	judged := 0
	for _, r := range rows {
		if r.Verdict == data.SlotBetter || r.Verdict == data.SlotWorse {
			finding = data.StandsOut
		}
		if r.High != nil {
			judged++
			widest = max(widest, math.Max(*r.High, 1 / *r.Low))
		}
	}
	noun := string(s.kind)
	switch {
	case s.why != "":
		finding, reason = data.NoEvidence, "not enough evidence: "+s.why
	case judged == 0:
		finding, reason = data.NoEvidence, "not enough evidence: too few posts at any "+noun
	case finding == data.NoneStandsOut:
		reason = fmt.Sprintf("no %s stands out: each lies within a factor of %.2g of the others", noun, widest)
	default:
		reason = fmt.Sprintf("some %ss differ from the account's usual ones", noun)
	}
	for i := range rows {
		rows[i].Finding, rows[i].Reason = finding, reason
	}
}
