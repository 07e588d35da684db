package report

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Periods a chart of activity holds, and how many accounts a page draws.
const (
	slotsShown    = 26
	openAccounts  = 4
	allAccounts   = 6
	slotsNow      = 4  // the latest full weeks ...
	slotsBefore   = 12 // ... are compared with these
	fewestNow     = 4
	fewestBefore  = 8
	agreeingPairs = 0.85
)

func (b *builder) changed() page.Section {
	s := page.Section{ID: "changed", Short: b.Word("short.changed")}
	all := seriesOf(b.in.Activity)
	if len(all) == 0 {
		s.Heading, s.Lead = b.Say("changed.none"), []voice.Line{b.Say("changed.none_why")}
		return s
	}
	s.Heading, s.Follow = b.postedHeading(all), b.command("tailor explain POST")
	s.Lead = append(s.Lead, b.dataEnd(all)...)
	var open, folded page.Group
	var facts []voice.Line
	var slopes []chart.SlopeRow
	for i, one := range all[:min(len(all), allAccounts)] {
		from, to, full := b.window(all, one.kind)
		t := b.trend(one, full)
		if one.kind == byWeek && len(facts) < 3 && t.sentence != nil {
			facts = append(facts, t.sentence)
		}
		if t.now > 0 && t.before > 0 {
			slopes = append(slopes, chart.SlopeRow{Name: b.seriesName(one), Platform: one.platform, Before: t.before, Now: t.now, Way: t.way})
		}
		part := b.weeks(one, from, to, i, t)
		if i < openAccounts {
			open.Parts = append(open.Parts, part)
		} else {
			folded.Parts = append(folded.Parts, part)
		}
	}
	if len(facts) > 0 {
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{{List: facts}}})
	}
	if len(slopes) > 1 {
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{b.slopes(slopes)}})
	}
	s.Groups = append(s.Groups, page.Group{Parts: []page.Part{{Under: b.Say("changed.under", "goal", b.Goal(b.in.ActivityGoal), "age", b.Age(b.in.ActivityAge))}}})
	open.Class, folded.Class = "pair", "pair"
	s.Groups = append(s.Groups, open)
	if n := len(all) - allAccounts; n > 0 {
		folded.Parts = append(folded.Parts, page.Part{Text: []voice.Line{b.Say("changed.left", "accounts", b.Say("n.account", "n", int64(n)), "table", "engagement_cells")}})
	}
	if len(folded.Parts) > 0 {
		folded.Fold = b.Say("changed.more_accounts", "accounts", b.Say("n.account", "n", int64(len(all)-openAccounts))).String()
		s.Groups = append(s.Groups, folded)
	}
	return s
}

// postedHeading compares how often the mission posted.
func (b *builder) postedHeading(all []series) voice.Line {
	var now, before, total int64
	weekly, long := false, false
	for _, s := range all {
		total += s.posts
		if s.kind != byWeek {
			continue
		}
		weekly = true
		from, _, full := b.window(all, byWeek)
		long = long || from <= full-2*slotsNow+1
		for k := range slotsNow {
			now += s.slots[full-k].Posts
			before += s.slots[full-slotsNow-k].Posts
		}
	}
	if !weekly || !long {
		return b.Say("changed.first", "posts", b.Say("n.post", "n", total))
	}
	args := []any{"posts", b.Say("n.post", "n", now), "weeks", b.Say("n.week", "n", int64(slotsNow)), "before", before}
	switch {
	case now == 0 && before == 0:
		return b.Say("changed.nothing", "weeks", b.Say("n.week", "n", int64(2*slotsNow)))
	case now*4 > before*5:
		return b.Say("changed.more", args...)
	case now*5 < before*4:
		return b.Say("changed.less", args...)
	}
	return b.Say("changed.same", args...)
}

// dataEnd says when the newest posts are from, if that is long ago.
func (b *builder) dataEnd(all []series) []voice.Line {
	newest := all[0]
	for _, s := range all {
		if endOf(s.kind, s.last).After(endOf(newest.kind, newest.last)) {
			newest = s
		}
	}
	if b.in.AsOf.Sub(endOf(newest.kind, newest.last)).Hours() < 24*28 {
		return nil
	}
	when := voice.Own(b.slot(newest.kind, newest.last))
	if newest.kind == byWeek {
		when = b.Say("changed.week_of", "day", b.Day(startOf(byWeek, newest.last)))
	}
	return []voice.Line{b.Say("changed.end", "when", when)}
}

func (b *builder) seriesName(s series) voice.Line {
	return b.accountOn(s.platform, s.account)
}

// weeks draws one account and writes the table behind it.
func (b *builder) weeks(s series, from, to, i int, t trend) page.Part {
	part := page.Part{Heading: t.heading, Fold: b.Word("page.numbers")}
	part.Drawing = chart.Weeks(b.Voice, fmt.Sprintf("weeks-%d", i+1), b.seriesName(s), b.drawn(s, from, to), b.Goal(b.in.ActivityGoal))
	table := &page.Table{Caption: part.Heading, Head: b.heads(s.kind, "posts")}
	table.Head = append(table.Head, page.Cell{Text: b.Say("changed.with_value")}, page.Cell{Text: b.Say("changed.median")})
	for slot := from; slot <= to; slot++ {
		a := s.slots[slot]
		median := voice.Own("–")
		if voice.Finite(a.Median) {
			median = voice.Own(b.Amount(*a.Median))
		}
		table.Rows = append(table.Rows, page.Row{Head: page.Cell{Text: voice.Own(b.slot(s.kind, slot))},
			Cells: []page.Cell{page.Number(voice.Own(b.Count(a.Posts))), page.Number(voice.Own(b.Count(a.N))), page.Number(median)}})
	}
	part.Table = table
	return part
}
