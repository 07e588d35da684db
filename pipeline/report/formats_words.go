package report

import (
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

func isClear(v data.Verdict) bool { return v == data.VerdictMore || v == data.VerdictLess }

// formatsHeading says on which platforms format makes a difference; where no format
// can be compared, whether anything else does.
func (b *builder) formatsHeading(open, folded []panel) voice.Line {
	if len(open) == 0 {
		if clear, _ := tally(folded); clear > 0 {
			return b.Say("formats.otherwise")
		}
		return b.Say("formats.none")
	}
	clear := map[data.Platform]bool{}
	for _, p := range open {
		more, less := b.found(p)
		clear[p.key.platform] = clear[p.key.platform] || len(more)+len(less) > 0
	}
	var where, not []voice.Line
	for _, p := range slices.SortedFunc(maps.Keys(clear), byPlatform) {
		if clear[p] {
			where = append(where, b.Platform(p))
		} else {
			not = append(not, b.Platform(p))
		}
	}
	if len(where) == 0 {
		return b.Say("formats.nothing")
	}
	args := []any{"where", b.List(where[:min(len(where), headingPlatforms)]), "not", b.List(not)}
	if len(not) == 0 || len(where)+len(not) > headingPlatforms {
		return b.Say("formats.difference", args...)
	}
	return b.Say("formats.difference_not", args...)
}

// headingPlatforms is how many platforms a heading names.
const headingPlatforms = 4

// panelHeading says what a chart shows: what draws more or less, or that nothing does.
func (b *builder) panelHeading(place voice.Line, p panel, more, less []voice.Line) voice.Line {
	switch {
	case len(more)+len(less) > 0:
		var finding voice.Line
		draws, draws2 := b.Say("formats.more", "posts", b.List(more)), b.Say("formats.less", "posts", b.List(less))
		switch {
		case len(less) == 0:
			finding = draws
		case len(more) == 0:
			finding = draws2
		default:
			finding = b.Say("formats.both", "more", draws, "less", draws2)
		}
		return b.Say("formats.found", "platform", place, "finding", finding)
	case known(p) && slices.ContainsFunc(p.rows, func(e data.FormatEffect) bool { return e.Verdict == data.VerdictLean }):
		return b.Say("formats.leans", "platform", place, "lever", b.Lever(p.key.lever))
	case slices.ContainsFunc(p.rows, func(e data.FormatEffect) bool { return e.Verdict == data.VerdictNoDifference }):
		return b.Say("formats.same", "platform", place, "lever", b.Lever(p.key.lever))
	}
	return b.Say("formats.too_few", "platform", place, "lever", b.Lever(p.key.lever))
}

// found names the levels with a clear difference.
func (b *builder) found(p panel) (more, less []voice.Line) {
	for _, e := range p.rows {
		switch e.Verdict {
		case data.VerdictMore:
			more = append(more, b.Posts(e.Lever, e.Level).Line())
		case data.VerdictLess:
			less = append(less, b.Posts(e.Lever, e.Level).Line())
		}
	}
	return more, less
}

// verdict words what to do about one level.
func (b *builder) verdict(e data.FormatEffect) voice.Line {
	up := e.Lift == nil || *e.Lift >= 1
	switch {
	case e.Verdict == data.VerdictMore || e.Verdict == data.VerdictLess:
		return b.Say("verdict." + string(e.Verdict))
	case e.Verdict == data.VerdictLean && up:
		return b.Say("verdict.lean")
	case e.Verdict == data.VerdictLean:
		return b.Say("verdict.ease")
	case e.Verdict == data.VerdictNoDifference:
		return b.Say("verdict.same")
	case e.Verdict != data.VerdictTry:
		return b.Say("verdict.none")
	case e.TryWeeks != nil && *e.TryWeeks > longestTry:
		return b.Say("verdict.alone")
	case e.TryPosts != nil && e.TryWeeks != nil:
		return b.Say("verdict.try_weeks", "count", *e.TryPosts, "weeks", b.Say("n.week", "n", *e.TryWeeks))
	case e.TryPosts != nil:
		return b.Say("verdict.try_n", "count", *e.TryPosts)
	}
	return b.Say("verdict.try")
}
