package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
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

// series is the activity of one account in periods of one kind.
type series struct {
	account  data.AccountID
	platform data.Platform
	kind     string
	slots    map[int]Activity
	last     int // newest slot with a post
	posts    int64
}

// seriesOf groups activity by account. Where an account has periods of several
// kinds, the one with most posts is drawn.
func seriesOf(activity []Activity) []series {
	type key struct {
		account  data.AccountID
		platform data.Platform
		kind     string
	}
	found := map[key]*series{}
	for _, a := range activity {
		kind, slot, ok := slotOf(a.Week)
		if !ok {
			continue
		}
		k := key{a.Account, a.Platform, kind}
		s := found[k]
		if s == nil {
			s = &series{account: a.Account, platform: a.Platform, kind: kind, slots: map[int]Activity{}, last: slot}
			found[k] = s
		}
		s.slots[slot], s.last, s.posts = a, max(s.last, slot), s.posts+a.Posts
	}
	all := make([]series, 0, len(found))
	for _, s := range found {
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b series) int {
		return cmp.Or(byPlatform(a.platform, b.platform), cmp.Compare(a.account, b.account), cmp.Compare(b.posts, a.posts), cmp.Compare(a.kind, b.kind))
	})
	return slices.CompactFunc(all, func(a, b series) bool { return a.platform == b.platform && a.account == b.account })
}

// window is the range of slots that series of a kind are drawn over: up to as-of,
// or up to the newest post if that lies half a year back.
func (b *builder) window(all []series, kind string) (from, to, full int) {
	last, first := 0, int(^uint(0)>>1)
	for _, s := range all {
		if s.kind == kind {
			last = max(last, s.last)
			for slot := range s.slots {
				first = min(first, slot)
			}
		}
	}
	to = last
	if _, now, ok := slotOf(b.in.Period); ok && kind == byWeek && now > last && now-last <= slotsShown {
		to = now
	}
	full = to
	if endOf(kind, to).After(b.in.AsOf) {
		full = to - 1
	}
	return max(first, to-slotsShown+1), to, full
}

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

// trend is how an account's typical value moved.
type trend struct {
	sentence, heading Line
	before, now       float64 // typical values; 0 if they cannot be compared
	way               int     // 1 up, -1 down, 0 within the usual or not known
}

// trend compares the typical value of the latest weeks that have one with the weeks
// before.
// A change is named if in at least 85 % of all pairs of a recent and an earlier
// week the recent one is on the same side: with 4 against 8 to 12 weeks that is
// the 5 % point of the two-sided rank-sum test.
func (b *builder) trend(s series, full int) trend {
	goal, name := b.goal(b.in.ActivityGoal), b.seriesName(s)
	for k := 0; k < slotsNow && !finite(s.slots[full].Median); k++ {
		full-- // young posts have no settled value yet
	}
	var now, before []float64
	for k := range slotsNow + slotsBefore {
		a := s.slots[full-k]
		if !finite(a.Median) {
			continue
		}
		if k < slotsNow {
			now = append(now, *a.Median)
		} else {
			before = append(before, *a.Median)
		}
	}
	if what, day, broke := b.breakIn(s, full); broke {
		return trend{sentence: b.say("changed.broke", "account", name, "day", day, "what", what), heading: b.say("changed.is_cut", "account", name)}
	}
	if len(now) < fewestNow || len(before) < fewestBefore {
		return trend{sentence: b.say("changed.unknown", "account", name), heading: b.say("changed.is_new", "account", name)}
	}
	t, id, is := trend{before: middle(before), now: middle(now)}, "changed.steady", "changed.is_steady"
	if share := pairsAbove(now, before); share >= agreeingPairs {
		t.way, id, is = 1, "changed.rose", "changed.is_up"
	} else if share <= 1-agreeingPairs {
		t.way, id, is = -1, "changed.fell", "changed.is_down"
	}
	until := b.shortDay(endOf(s.kind, full).AddDate(0, 0, -1))
	t.sentence = b.say(id, "goal", goal, "account", name, "now", b.amount(t.now), "before", b.amount(t.before), "until", until)
	t.heading = b.say(is, "goal", goal, "account", name)
	return t
}

func (b *builder) breakIn(s series, full int) (what Line, day string, ok bool) {
	for k := range slotsNow + slotsBefore {
		if a := s.slots[full-k]; a.Break != "" {
			return inEnglish(foreignName(a.Break)), b.day(startOf(s.kind, full-k)), true
		}
	}
	return nil, "", false
}

// pairsAbove is the share of pairs in which the first is larger; ties count half.
func pairsAbove(a, b []float64) float64 {
	var twice int
	for _, x := range a {
		for _, y := range b {
			twice += 1 + cmp.Compare(x, y)
		}
	}
	return float64(twice) / float64(2*len(a)*len(b))
}

// middle is the median.
func middle(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}

func (b *builder) seriesName(s series) Line {
	return joined(slices.Concat(b.platform(s.platform), own(" ("), b.account(s.account), own(")")))
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
