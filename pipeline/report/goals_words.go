package report

import (
	"math"
	"time"

	"golang.org/x/text/number"

	"github.com/digital-diplomacy/tailor/data"
)

// goalText says what a goal is, where it stands, how sure that is, and how far its day is.
func (b *builder) goalText(g data.GoalProgress) []Line {
	lines := []Line{b.goalAim(g)}
	if g.State == data.GoalUnknown || !ratio(g.Low) || !ratio(g.High) {
		lines = append(lines, b.goalWhy(g))
	} else {
		id := "goals.typical"
		if g.Metric == "answer_rate" {
			id = "goals.answers"
		}
		lines = append(lines, b.say(id, "now", b.goalValue(g, g.Now), "now_days", b.between(g.NowFrom, g.NowTo),
			"base", b.goalValue(g, g.Base), "base_days", b.between(g.BaseFrom, g.BaseTo)))
		lines = append(lines, b.say("goals.change", "low", b.signedPercent(*g.Low-1), "high", b.signedPercent(*g.High-1)))
		switch {
		case g.State == data.GoalReached || !ratio(g.Needed):
		case *g.Needed > 1 && *g.Needed > *g.High || *g.Needed < 1 && *g.Needed < *g.Low:
			lines = append(lines, b.say("goals.beyond"))
		default:
			lines = append(lines, b.say("goals.within"))
		}
		if g.BaseFirst {
			lines = append(lines, b.say("goals.first_weeks"))
		}
	}
	if len(g.Left) > 0 && len(g.Accounts) > 0 {
		var names []Line
		for _, name := range g.Left[:min(len(g.Left), 3)] {
			names = append(names, b.account(data.AccountID(name)))
		}
		lines = append(lines, b.say("goals.accounts_left", "list", b.list(names)))
	}
	return append(lines, b.goalDay(g)...)
}

// goalAim repeats what was set.
func (b *builder) goalAim(g data.GoalProgress) Line {
	target := foreignName(g.Target)
	if target == nil {
		target = own("–")
	}
	metric := b.goal(g.Metric).line()
	if g.Metric == "answer_rate" {
		metric = b.say("goals.answer_rate")
	}
	args := []any{"goal", metric, "audience", b.whom(g.Audience), "target", target}
	if day, err := time.Parse(time.DateOnly, g.By); err == nil {
		return b.say("goals.aim_by", append(args, "day", b.day(day))...)
	}
	return b.say("goals.aim", args...)
}

// goalDay says how far the day is; nothing of whether it will be met.
func (b *builder) goalDay(g data.GoalProgress) []Line {
	day, err := time.Parse(time.DateOnly, g.By)
	switch left := int64(day.Sub(b.in.AsOf).Hours() / 24 / 7); {
	case err != nil || g.State == data.GoalReached:
		return nil
	case day.Before(b.in.AsOf):
		return []Line{b.say("goals.over")}
	default:
		return []Line{b.say("goals.weeks_left", "weeks", b.say("n.week", "n", left))}
	}
}

func (b *builder) goalWhy(g data.GoalProgress) Line {
	switch g.Reason {
	case data.GoalNoMetric:
		return b.say("goals.why_metric")
	case data.GoalNoTarget:
		return b.say("goals.why_target")
	case data.GoalFewBefore:
		return b.say("goals.why_baseline")
	case data.GoalFewNow:
		return b.say("goals.why_now")
	case data.GoalTooEarly, data.GoalNotStarted:
		return b.say("goals.why_early")
	case data.GoalBroken:
		return b.say("goals.why_break")
	}
	return b.say("goals.why_unstable")
}

// goalValue writes a typical count, or a share of answers.
func (b *builder) goalValue(g data.GoalProgress, x *float64) Line {
	switch {
	case !finite(x):
		return own("–")
	case g.Metric == "answer_rate":
		return own(b.percent(*x))
	}
	return own(b.amount(*x))
}

// signedPercent writes a change in whole percent with its sign.
func (v *voice) signedPercent(x float64) string {
	x = math.Round(100*x) / 100
	text := unmarked(v.print.Sprint(number.Percent(x, number.MaxFractionDigits(0))))
	if x > 0 {
		return "+" + text
	}
	return text
}
