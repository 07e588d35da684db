package report

import (
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// needsNamed is how many needs the page names, and kinds of posts in one of them.
const needsNamed = 3

// needs says what it would take to know more: where something is tried, how many
// posts; where nothing is known, what to bring.
func (b *builder) needs() page.Needs {
	panels := firsts(panelsOf(b.in.Effects)) // as the charts show it: what one goal leaves open another may have settled
	items := b.open(panels, func(lever string) bool { return lever == "format" })
	if len(items) == 0 && len(b.top) == 0 { // else what is open of formats is enough
		items = b.open(panels, func(lever string) bool { return lever != "format" })
	}
	if len(items) == 0 && len(b.advice) == 0 {
		switch {
		case len(b.in.Activity) == 0 && len(b.in.Effects) == 0:
			items = []voice.Line{b.Say("need.any")}
		case len(b.in.Effects) == 0:
			items = []voice.Line{b.Say("need.formats"), b.Say("need.age")}
			if settles := b.settles(); settles.After(b.in.AsOf) {
				items = append(items, b.Say("need.when", "day", b.Day(settles)))
			}
		}
	}
	if len(items) == 0 {
		return page.Needs{}
	}
	return page.Needs{Heading: b.Word("need.head"), Items: items}
}

// open says of the levers that are asked for what is tried: how many posts would tell,
// or of what half a year of them cannot tell.
func (b *builder) open(panels []panel, of func(lever string) bool) []voice.Line {
	var items []voice.Line
	var far []data.Platform
	beyond := map[data.Platform][]voice.Line{}
	asked := map[panelKey]bool{}
	for _, p := range panels {
		for _, e := range p.rows {
			k := panelKey{platform: e.Platform, lever: e.Lever, audience: e.Level}
			if !of(e.Lever) || e.Verdict != data.VerdictTry || e.TryPosts == nil || *e.TryPosts <= 0 || e.AccountID == "" || asked[k] || b.advised(e) {
				continue
			}
			asked[k] = true
			switch {
			case e.TryWeeks != nil && *e.TryWeeks > longestTry:
				if beyond[e.Platform] == nil {
					far = append(far, e.Platform)
				}
				beyond[e.Platform] = append(beyond[e.Platform], b.Posts(e.Lever, e.Level).Line().Cut(voice.LongestName))
			case len(items) < needsNamed:
				items = append(items, b.needPosts(e))
			}
		}
	}
	for _, p := range far[:min(len(far), needsNamed-len(items))] {
		items = append(items, b.Say("need.long", "platform", b.Platform(p), "list", b.List(beyond[p][:min(len(beyond[p]), needsNamed)])))
	}
	return items
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

func (b *builder) needPosts(e data.FormatEffect) voice.Line {
	if *e.TryPosts == 1 {
		return b.Say("do.try", "posts", b.Posts(e.Lever, e.Level), "platform", b.Platform(e.Platform))
	}
	args := []any{"count", *e.TryPosts, "posts", b.Posts(e.Lever, e.Level), "platform", b.Platform(e.Platform)}
	if e.TryWeeks != nil {
		return b.Say("need.weeks", append(args, "weeks", b.Say("n.week", "n", *e.TryWeeks))...)
	}
	return b.Say("need.posts", args...)
}

// advised reports whether one of the actions already says it.
func (b *builder) advised(e data.FormatEffect) bool {
	return slices.ContainsFunc(b.top, func(a data.Advice) bool {
		return a.AccountID == e.AccountID && a.Lever == e.Lever && a.Level == e.Level && a.Verdict == e.Verdict
	})
}
