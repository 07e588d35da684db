package report

import (
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// goalText says what a goal is, where it stands, how sure that is, and how far its day is.
func (b *builder) goalText(g data.GoalProgress) []voice.Line {
	lines := []voice.Line{b.goalAim(g)}
	if g.State == data.GoalUnknown || !voice.IsRatio(g.Low) || !voice.IsRatio(g.High) {
		lines = append(lines, b.goalWhy(g))
	} else {
		id := "goals.typical"
		if g.Metric == "answer_rate" {
			id = "goals.answers"
		}
		lines = append(lines, b.Say(id, "now", b.goalValue(g, g.Now), "now_days", b.between(g.NowFrom, g.NowTo),
			"base", b.goalValue(g, g.Base), "base_days", b.between(g.BaseFrom, g.BaseTo)))
		lines = append(lines, b.Say("goals.change", "low", b.SignedPercent(*g.Low-1), "high", b.SignedPercent(*g.High-1)))
		switch {
		case g.State == data.GoalReached || !voice.IsRatio(g.Needed):
		case *g.Needed > 1 && *g.Needed > *g.High || *g.Needed < 1 && *g.Needed < *g.Low:
			lines = append(lines, b.Say("goals.beyond"))
		default:
			lines = append(lines, b.Say("goals.within"))
		}
		if g.BaseFirst {
			lines = append(lines, b.Say("goals.first_weeks"))
		}
	}
	if len(g.Left) > 0 && len(g.Accounts) > 0 {
		var names []voice.Line
		for _, name := range g.Left[:min(len(g.Left), 3)] {
			names = append(names, b.account(data.AccountID(name)))
		}
		lines = append(lines, b.Say("goals.accounts_left", "list", b.List(names)))
	}
	return append(lines, b.goalDay(g)...)
}

// goalAim repeats what was set.
func (b *builder) goalAim(g data.GoalProgress) voice.Line {
	target := voice.ForeignName(g.Target)
	if target == nil {
		target = voice.Own("–")
	}
	metric := b.Goal(g.Metric).Line()
	if g.Metric == "answer_rate" {
		metric = b.Say("goals.answer_rate")
	}
	args := []any{"goal", metric, "audience", b.Whom(g.Audience), "target", target}
	if day, err := time.Parse(time.DateOnly, g.By); err == nil {
		return b.Say("goals.aim_by", append(args, "day", b.Day(day))...)
	}
	return b.Say("goals.aim", args...)
}

// goalDay says how far the day is; nothing of whether it will be met.
func (b *builder) goalDay(g data.GoalProgress) []voice.Line {
	day, err := time.Parse(time.DateOnly, g.By)
	switch left := int64(day.Sub(b.in.AsOf).Hours() / 24 / 7); {
	case err != nil || g.State == data.GoalReached:
		return nil
	case day.Before(b.in.AsOf):
		return []voice.Line{b.Say("goals.over")}
	default:
		return []voice.Line{b.Say("goals.weeks_left", "weeks", b.Say("n.week", "n", left))}
	}
}

func (b *builder) goalWhy(g data.GoalProgress) voice.Line {
	switch g.Reason {
	case data.GoalNoMetric:
		return b.Say("goals.why_metric")
	case data.GoalNoTarget:
		return b.Say("goals.why_target")
	case data.GoalFewBefore:
		return b.Say("goals.why_baseline")
	case data.GoalFewNow:
		return b.Say("goals.why_now")
	case data.GoalTooEarly, data.GoalNotStarted:
		return b.Say("goals.why_early")
	case data.GoalBroken:
		return b.Say("goals.why_break")
	}
	return b.Say("goals.why_unstable")
}

// goalValue writes a typical count, or a share of answers.
func (b *builder) goalValue(g data.GoalProgress, x *float64) voice.Line {
	switch {
	case !voice.Finite(x):
		return voice.Own("–")
	case g.Metric == "answer_rate":
		return voice.Own(b.Percent(*x))
	}
	return voice.Own(b.Amount(*x))
}
