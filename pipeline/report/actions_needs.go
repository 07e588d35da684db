package report

import (
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// needs says what it would take to know more: where something is tried, how many
// posts; where nothing is known, what to bring.
func (b *builder) needs() Needs {
	var items []Line
	asked := map[panelKey]bool{}
	for _, p := range panelsOf(b.in.Effects) {
		for _, e := range p.rows {
			k := panelKey{platform: e.Platform, lever: e.Lever, audience: e.Level}
			if e.Verdict != data.VerdictTry || e.TryPosts == nil || *e.TryPosts <= 0 || e.AccountID == "" || asked[k] || b.advised(e) {
				continue
			}
			if asked[k] = true; len(items) < 3 {
				items = append(items, b.needPosts(e))
			}
		}
	}
	if len(items) == 0 && len(b.advice) == 0 {
		switch {
		case len(b.in.Activity) == 0 && len(b.in.Effects) == 0:
			items = []Line{b.say("need.any")}
		case len(b.in.Effects) == 0:
			items = []Line{b.say("need.formats"), b.say("need.age")}
			if settles := b.settles(); settles.After(b.in.AsOf) {
				items = append(items, b.say("need.when", "day", b.day(settles)))
			}
		}
	}
	if len(items) == 0 {
		return Needs{}
	}
	return Needs{Heading: b.word("need.head"), Items: items}
}

// settlesAfter is when the count of a post is settled, in days.
const settlesAfter = 28

// settles is when the first week of posts has settled counts; zero if none is known.
func (b *builder) settles() time.Time {
	var first time.Time
	for _, s := range seriesOf(b.in.Activity) {
		for slot, a := range s.slots {
			if end := endOf(s.kind, slot); a.Posts > 0 && (first.IsZero() || end.Before(first)) {
				first = end
			}
		}
	}
	if first.IsZero() {
		return first
	}
	return first.AddDate(0, 0, settlesAfter)
}

func (b *builder) needPosts(e data.FormatEffect) Line {
	args := []any{"count", *e.TryPosts, "posts", b.posts(e.Lever, e.Level), "platform", b.platform(e.Platform)}
	switch {
	case e.TryWeeks != nil && *e.TryWeeks > longestTry:
		return b.say("need.long", args...)
	case e.TryWeeks != nil:
		return b.say("need.weeks", append(args, "weeks", b.say("n.week", "n", *e.TryWeeks))...)
	}
	return b.say("need.posts", args...)
}

// advised reports whether one of the actions already says it.
func (b *builder) advised(e data.FormatEffect) bool {
	return slices.ContainsFunc(b.top, func(a data.Advice) bool {
		return a.AccountID == e.AccountID && a.Lever == e.Lever && a.Level == e.Level && a.Verdict == e.Verdict
	})
}
