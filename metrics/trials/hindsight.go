package trials

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// HindsightWeeks is how many weeks after the one it was given in advice is judged by:
// as long as a page says it holds before one should look again.
const HindsightWeeks = 8

// followedBy is by how much the share of a level must have changed for more and less
// to count as followed.
const followedBy = 0.05

// After is what the posts published in the weeks after a line of advice say of the
// same account, goal, age, lever and level.
type After struct {
	Posts  int64              // the account's posts in those weeks that have a value
	Effect *data.FormatEffect // from those posts alone; nil if the level was not used
	Period data.AdviceOutcome // From, Until and ScoredIn of the row to make
	Margin float64            // lift from which a difference matters; 0 is the default
}

// Hindsight puts a line of advice beside what happened. The outcome is the account's
// own lift from new posts alone (own_lift of an effect fitted on them): judged by the
// posts it rests on, every figure would look right.
//
// An outcome has an error of its own, so even a true lift is borne out only with some
// chance. By the advice, log lift ~ N(m, s^2) with s from its 90 % interval, and with
// an outcome of standard error e
//
//	P(outcome > 1) = Phi(m / sqrt(s^2 + e^2))
//
// and likewise for within the margin. Whoever is honest about m and s is borne out as
// often as these say. The naive figure is a number without an error: Phi(log naive / e).
//
// An outcome of exactly 1 is a tie: it bears out neither more nor less and counts
// against neither, and half in scores of the chances that were told.
func Hindsight(a *data.Advice, after After) data.AdviceOutcome {
	o := data.AdviceOutcome{
		Period: a.Period, Mission: a.Mission, Rank: a.Rank, AccountID: a.AccountID, Platform: a.Platform, Audience: a.Audience,
		Goal: a.Goal, Age: a.Age, Lever: a.Lever, Level: a.Level, Verdict: a.Verdict, Confidence: a.Confidence,
		Lift: a.Lift, LogStdErr: logStdErr(a), NaiveLift: a.NaiveLift, Model: a.Model,
		From: after.Period.From, Until: after.Period.Until, ScoredIn: after.Period.ScoredIn,
	}
	o.ShareBefore = fraction(a.N, a.N+a.NOther)
	if e := after.Effect; e != nil {
		o.N, o.NOther, o.Outcome, o.OutcomeSE = e.N, e.NOther, e.OwnLift, e.OwnStdErr
	} else {
		o.NOther = after.Posts
	}
	o.ShareAfter = fraction(o.N, o.N+o.NOther)
	o.Followed = followed(a, &o)
	if after.Margin > 1 && after.Margin != stat.DefaultMargin {
		o.Margin = &after.Margin
	}
	judge(&o)
	return o
}

// logStdErr is the standard error of log lift by the 90 % interval; nil without one.
func logStdErr(a *data.Advice) *float64 {
	if a.Lift == nil || a.Low == nil || a.High == nil || !(*a.Low > 0) || !(*a.High > *a.Low) {
		return nil
	}
	s := (math.Log(*a.High) - math.Log(*a.Low)) / (2 * stat.Z950)
	return &s
}

func fraction(n, of int64) *float64 {
	if of == 0 {
		return nil
	}
	s := float64(n) / float64(of)
	return &s
}

// followed says whether a mission did as advised: the level's share of its posts rose
// or fell by five points at least, or fell to nothing; try: every second post but one
// in ten, or as many as were asked for. No clear difference asks for nothing.
func followed(a *data.Advice, o *data.AdviceOutcome) string {
	if o.ShareBefore == nil || o.ShareAfter == nil {
		return ""
	}
	before, after := *o.ShareBefore, *o.ShareAfter
	var did bool
	switch direction(a) {
	case 1:
		did = after >= before+followedBy
	case -1:
		did = after <= before-followedBy || after == 0
	default:
		if a.Verdict != data.VerdictTry {
			return ""
		}
		did = after >= 0.4 || a.TryPosts != nil && o.N >= *a.TryPosts
	}
	if did {
		return data.Yes
	}
	return data.No
}

// direction is 1 if advice is to do more of a level, -1 if less, 0 if neither.
func direction(a *data.Advice) int {
	switch {
	case a.Verdict == data.VerdictMore, a.Verdict == data.VerdictLean && a.Lift != nil && *a.Lift > 1:
		return 1
	case a.Verdict == data.VerdictLess, a.Verdict == data.VerdictLean && a.Lift != nil && *a.Lift < 1:
		return -1
	}
	return 0
}

// marginOf is the lift from which a difference mattered.
func marginOf(o *data.AdviceOutcome) float64 {
	if o.Margin != nil {
		return *o.Margin
	}
	return stat.DefaultMargin
}

// judge fills in the chances and whether the advice was borne out.
func judge(o *data.AdviceOutcome) {
	if o.Outcome == nil || o.OutcomeSE == nil || !(*o.Outcome > 0) || !(*o.OutcomeSE > 0) {
		return
	}
	if o.NaiveLift != nil && *o.NaiveLift > 0 {
		p := stat.NormalCDF(math.Log(*o.NaiveLift) / *o.OutcomeSE)
		o.NaiveP = &p
	}
	if o.Lift == nil || o.LogStdErr == nil || !(*o.Lift > 0) {
		return
	}
	m, sd := math.Log(*o.Lift), math.Hypot(*o.LogStdErr, *o.OutcomeSE)
	above := stat.NormalCDF(m / sd)
	o.PBetter = &above
	p := above
	var borne bool
	switch side := direction(&data.Advice{Verdict: o.Verdict, Lift: o.Lift}); {
	case side != 0 && *o.Outcome == 1:
		return // on neither side
	case side > 0:
		borne = *o.Outcome > 1
	case side < 0:
		p, borne = 1-p, *o.Outcome < 1
	case o.Verdict != data.VerdictNoDifference:
		return
	default:
		limit := math.Log(marginOf(o))
		p = stat.NormalCDF((limit-m)/sd) - stat.NormalCDF((-limit-m)/sd)
		borne = math.Abs(math.Log(*o.Outcome)) <= limit
	}
	o.Expected = &p
	if o.BorneOut = data.No; borne {
		o.BorneOut = data.Yes
	}
}
