package report

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

func isClear(v data.Verdict) bool { return v == data.VerdictMore || v == data.VerdictLess }

// found names the levels with a clear difference.
func (v *voice) found(p panel) (more, less []Line) {
	for _, e := range p.rows {
		switch e.Verdict {
		case data.VerdictMore:
			more = append(more, v.posts(e.Lever, e.Level).line())
		case data.VerdictLess:
			less = append(less, v.posts(e.Lever, e.Level).line())
		}
	}
	return more, less
}

// formatsHeading says on which platforms format makes a difference; where no format
// can be compared, whether anything else does.
func (b *builder) formatsHeading(open, folded []panel) Line {
	if len(open) == 0 {
		if clear, _ := tally(folded); clear > 0 {
			return b.say("formats.otherwise")
		}
		return b.say("formats.none")
	}
	clear := map[data.Platform]bool{}
	for _, p := range open {
		more, less := b.found(p)
		clear[p.key.platform] = clear[p.key.platform] || len(more)+len(less) > 0
	}
	var where, not []Line
	for _, p := range slices.SortedFunc(maps.Keys(clear), byPlatform) {
		if clear[p] {
			where = append(where, b.platform(p))
		} else {
			not = append(not, b.platform(p))
		}
	}
	if len(where) == 0 {
		return b.say("formats.nothing")
	}
	args := []any{"where", b.list(where[:min(len(where), headingPlatforms)]), "not", b.list(not)}
	if len(not) == 0 || len(where)+len(not) > headingPlatforms {
		return b.say("formats.difference", args...)
	}
	return b.say("formats.difference_not", args...)
}

// headingPlatforms is how many platforms a heading names.
const headingPlatforms = 4

// panelHeading says what a chart shows: what draws more or less, or that nothing does.
func (b *builder) panelHeading(place Line, p panel, more, less []Line) Line {
	switch {
	case len(more)+len(less) > 0:
		var finding Line
		draws, draws2 := b.say("formats.more", "posts", b.list(more)), b.say("formats.less", "posts", b.list(less))
		switch {
		case len(less) == 0:
			finding = draws
		case len(more) == 0:
			finding = draws2
		default:
			finding = b.say("formats.both", "more", draws, "less", draws2)
		}
		return b.say("formats.found", "platform", place, "finding", finding)
	case known(p) && slices.ContainsFunc(p.rows, func(e data.FormatEffect) bool { return e.Verdict == data.VerdictLean }):
		return b.say("formats.leans", "platform", place, "lever", b.lever(p.key.lever))
	case known(p):
		return b.say("formats.same", "platform", place, "lever", b.lever(p.key.lever))
	}
	return b.say("formats.too_few", "platform", place, "lever", b.lever(p.key.lever))
}

// verdict words what to do about one level.
func (v *voice) verdict(e data.FormatEffect) Line {
	up := e.Lift == nil || *e.Lift >= 1
	switch {
	case e.Verdict == data.VerdictMore || e.Verdict == data.VerdictLess:
		return v.say("verdict." + string(e.Verdict))
	case e.Verdict == data.VerdictLean && up:
		return v.say("verdict.lean")
	case e.Verdict == data.VerdictLean:
		return v.say("verdict.ease")
	case e.Verdict == data.VerdictNoDifference:
		return v.say("verdict.same")
	case e.Verdict != data.VerdictTry:
		return v.say("verdict.none")
	case e.TryWeeks != nil && *e.TryWeeks > longestTry:
		return v.say("verdict.alone")
	case e.TryPosts != nil && e.TryWeeks != nil:
		return v.say("verdict.try_weeks", "count", *e.TryPosts, "weeks", v.say("n.week", "n", *e.TryWeeks))
	case e.TryPosts != nil:
		return v.say("verdict.try_n", "count", *e.TryPosts)
	}
	return v.say("verdict.try")
}

func (v *voice) between(low, high *float64) Line {
	if low == nil || high == nil {
		return v.say("formats.unknown")
	}
	return v.say("formats.between", "low", v.times(*low), "high", v.times(*high))
}

// estimate writes a ratio and its interval, like 1.6× (1.2–2.1).
func (v *voice) estimate(lift, low, high *float64) Line {
	switch {
	case lift == nil:
		return v.say("formats.unknown")
	case low == nil || high == nil:
		return own(v.times(*lift) + "×")
	}
	return own(v.times(*lift) + "× (" + v.times(*low) + "–" + v.times(*high) + ")")
}
