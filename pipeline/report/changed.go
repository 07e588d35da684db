package report

import "fmt"

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

func (b *builder) changed() Section {
	s := Section{ID: "changed", Short: b.word("short.changed")}
	all := seriesOf(b.in.Activity)
	if len(all) == 0 {
		s.Heading, s.Lead = b.say("changed.none"), []Line{b.say("changed.none_why")}
		return s
	}
	s.Heading, s.Follow = b.postedHeading(all), b.command("tailor explain POST")
	s.Lead = append(s.Lead, b.dataEnd(all)...)
	var open, folded Group
	var facts []Line
	var slopes []slope
	for i, one := range all[:min(len(all), allAccounts)] {
		from, to, full := b.window(all, one.kind)
		t := b.trend(one, full)
		if one.kind == byWeek && len(facts) < 3 {
			facts = append(facts, t.sentence)
		}
		if t.now > 0 && t.before > 0 {
			slopes = append(slopes, slope{b.seriesName(one), one.platform, t.before, t.now, t.way})
		}
		part := b.weeks(one, from, to, i, t)
		if i < openAccounts {
			open.Parts = append(open.Parts, part)
		} else {
			folded.Parts = append(folded.Parts, part)
		}
	}
	if len(facts) > 0 {
		s.Groups = append(s.Groups, Group{Parts: []Part{{List: facts}}})
	}
	if len(slopes) > 1 {
		s.Groups = append(s.Groups, Group{Parts: []Part{b.slopes(slopes)}})
	}
	s.Groups = append(s.Groups, Group{Parts: []Part{{Under: b.say("changed.under", "goal", b.goal(b.in.ActivityGoal), "age", b.age(b.in.ActivityAge))}}})
	open.Class, folded.Class = "pair", "pair"
	s.Groups = append(s.Groups, open)
	if n := len(all) - allAccounts; n > 0 {
		folded.Parts = append(folded.Parts, Part{Text: []Line{b.say("changed.left", "accounts", b.say("n.account", "n", int64(n)), "table", "engagement_cells")}})
	}
	if len(folded.Parts) > 0 {
		folded.Fold = b.say("changed.more_accounts", "accounts", b.say("n.account", "n", int64(len(all)-openAccounts))).String()
		s.Groups = append(s.Groups, folded)
	}
	return s
}

// postedHeading compares how often the mission posted.
func (b *builder) postedHeading(all []series) Line {
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
		return b.say("changed.first", "posts", b.say("n.post", "n", total))
	}
	args := []any{"posts", b.say("n.post", "n", now), "weeks", b.say("n.week", "n", int64(slotsNow)), "before", before}
	switch {
	case now == 0 && before == 0:
		return b.say("changed.nothing", "weeks", b.say("n.week", "n", int64(2*slotsNow)))
	case now*4 > before*5:
		return b.say("changed.more", args...)
	case now*5 < before*4:
		return b.say("changed.less", args...)
	}
	return b.say("changed.same", args...)
}

// dataEnd says when the newest posts are from, if that is long ago.
func (b *builder) dataEnd(all []series) []Line {
	newest := all[0]
	for _, s := range all {
		if endOf(s.kind, s.last).After(endOf(newest.kind, newest.last)) {
			newest = s
		}
	}
	if b.in.AsOf.Sub(endOf(newest.kind, newest.last)).Hours() < 24*28 {
		return nil
	}
	when := own(b.slot(newest.kind, newest.last))
	if newest.kind == byWeek {
		when = b.say("changed.week_of", "day", b.day(startOf(byWeek, newest.last)))
	}
	return []Line{b.say("changed.end", "when", when)}
}

func (b *builder) seriesName(s series) Line {
	return b.accountOn(s.platform, s.account)
}

// weeks draws one account and writes the table behind it.
func (b *builder) weeks(s series, from, to, i int, t trend) Part {
	part := Part{Heading: t.heading, Fold: b.word("page.numbers")}
	part.Drawing = b.drawWeeks(fmt.Sprintf("weeks-%d", i+1), b.seriesName(s), s, from, to, b.goal(b.in.ActivityGoal))
	table := &Table{Caption: part.Heading, Head: b.heads(s.kind, "posts")}
	table.Head = append(table.Head, Cell{Text: b.say("changed.with_value")}, Cell{Text: b.say("changed.median")})
	for slot := from; slot <= to; slot++ {
		a := s.slots[slot]
		median := own("–")
		if finite(a.Median) {
			median = own(b.amount(*a.Median))
		}
		table.Rows = append(table.Rows, Row{Head: Cell{Text: own(b.slot(s.kind, slot))},
			Cells: []Cell{{own(b.count(a.Posts)), "n"}, {own(b.count(a.N)), "n"}, {median, "n"}}})
	}
	part.Table = table
	return part
}
