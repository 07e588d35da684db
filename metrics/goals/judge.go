package goals

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/peers"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// judgeGoal fills in a change, given as a log ratio with its variance, and what it says of
// the goal: nothing is named that is not sure at odds of 39 to one.
func judgeGoal(p *data.GoalProgress, est, variance float64) {
	sd := math.Sqrt(variance)
	p.Change, p.Low, p.High = stat.Figure(math.Exp(est)), stat.Figure(math.Exp(est-stat.Z950*sd)), stat.Figure(math.Exp(est+stat.Z950*sd))
	needed, ok := neededRatio(p.Target, p.Base)
	if !ok {
		p.Reason = data.GoalUnstable
		return
	}
	p.Needed = stat.Figure(needed)
	p.State = data.GoalOpen
	up := needed >= 1
	beyond := func(ratio float64) float64 { // chance to be on the target's side of a ratio
		chance := stat.NormalCDF((est - math.Log(ratio)) / sd)
		if !up {
			chance = 1 - chance
		}
		return chance
	}
	closer, reached := beyond(1), beyond(needed)
	p.PCloser, p.PReached = stat.Figure(closer), stat.Figure(reached)
	switch {
	case reached >= stat.SignP:
		p.State = data.GoalReached
	case needed == 1: // to hold what there was: only a fall is news
		if closer <= 1-stat.SignP {
			p.State = data.GoalFarther
		}
	case closer >= stat.SignP:
		p.State = data.GoalCloser
	case closer <= 1-stat.SignP:
		p.State = data.GoalFarther
	}
}

// goalAnswers adds up the published questions of one window, by publication.
type goalAnswers struct{ questions, answered []float64 }

func (a *goalAnswers) sums() (questions, answered float64) {
	for i := range a.questions {
		questions += a.questions[i]
		answered += a.answered[i]
	}
	return questions, answered
}

func answersOf(mood []data.Mood, w metrics.Window) *goalAnswers {
	var rows []data.Mood
	for _, m := range mood {
		if m.Breakdown == data.DimTotal && m.Questions != nil && m.Answered != nil && m.Basis != data.BasisWeeks && w.Covers(m.Weeks) {
			rows = append(rows, m)
		}
	}
	slices.SortFunc(rows, func(x, y data.Mood) int { return slices.Compare(x.Weeks, y.Weeks) })
	a := &goalAnswers{}
	for _, m := range rows {
		a.questions, a.answered = append(a.questions, float64(*m.Questions)), append(a.answered, float64(*m.Answered))
	}
	return a
}

// logRate returns the log of a share of answers with its variance: the greater of the
// binomial one and that of publications that differ, each a cluster.
func (a *goalAnswers) logRate() (log, variance float64, ok bool) {
	questions, answered := a.sums()
	if questions < goalQuestions || len(a.questions) < peers.LeastWeeks || answered == 0 {
		return 0, 0, false
	}
	rate := answered / questions
	// Half an answer and half a question without one, so that where all were answered
	// this is not taken for certain (Agresti 2013, Categorical Data Analysis, 1.6).
	steady := (answered + 0.5) / (questions + 1)
	var squares float64
	for i := range a.questions {
		off := (a.answered[i] - rate*a.questions[i]) / answered
		squares += off * off
	}
	g := float64(len(a.questions))
	widen := stat.StudentQuantile(g-1) / stat.Z975
	return math.Log(rate), max(squares*g/(g-1), (1-steady)/(steady*questions)) * widen * widen, true
}

func goalOfAnswers(p *data.GoalProgress, mood []data.Mood, base, now metrics.Window) {
	if base.Weeks == 0 || base.From >= now.To {
		p.Reason = data.GoalFewBefore
		if base.Weeks > 0 {
			p.Reason = data.GoalNotStarted
		}
		return
	}
	now = now.After(base)
	p.BaseFrom, p.BaseTo = base.Days()
	if now.Weeks > 0 {
		p.NowFrom, p.NowTo = now.Days()
	}
	before, after := answersOf(mood, base), answersOf(mood, now)
	asked, answered := before.sums()
	askedNow, answeredNow := after.sums()
	p.BasePosts, p.NowPosts = int64(asked), int64(askedNow)
	if asked > 0 {
		p.Base = stat.Figure(answered / asked)
	}
	if askedNow > 0 {
		p.Now = stat.Figure(answeredNow / askedNow)
	}
	x, vx, ok := before.logRate()
	y, vy, ok2 := after.logRate()
	switch {
	case now.Weeks < peers.LeastWeeks:
		p.Reason = data.GoalTooEarly
	case !ok:
		p.Reason = data.GoalFewBefore
	case !ok2:
		p.Reason = data.GoalFewNow
	default:
		judgeGoal(p, y-x, vx+vy)
	}
}
