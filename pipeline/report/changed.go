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
	s := Section{ID: "changed", Short: shortChanged()}
	all := seriesOf(b.in.Activity)
	if len(all) == 0 {
		s.Heading, s.Lead = sayNoActivity(), []Line{sayNoActivityWhy()}
		return s
	}
	s.Heading = b.postedHeading(all)
	var open, folded Group
	var facts []Line
	for i, one := range all[:min(len(all), allAccounts)] {
		from, to, full := b.window(all, one.kind)
		part := b.weeks(one, from, to, i)
		if one.kind == byWeek && len(facts) < 3 {
			facts = append(facts, b.trend(one, full))
		}
		if i < openAccounts {
			open.Parts = append(open.Parts, part)
		} else {
			folded.Parts = append(folded.Parts, part)
		}
	}
	s.Lead = append(s.Lead, b.dataEnd(all)...)
	s.Groups = append(s.Groups, Group{Parts: []Part{{List: facts}, {Under: sayWeeksUnder(goalWord(b.in.ActivityGoal), ageWord(b.in.ActivityAge), all[0].kind)}}})
	open.Class, folded.Class = "pair", "pair"
	s.Groups = append(s.Groups, open)
	if n := len(all) - allAccounts; n > 0 {
		folded.Parts = append(folded.Parts, Part{Text: []Line{sayAccountsLeftOut(n)}})
	}
	if len(folded.Parts) > 0 {
		folded.Fold = foldAccounts(len(all) - openAccounts)
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
		return sayShortHistory(total)
	}
	return sayPosted(now, before, slotsNow)
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
	return []Line{sayDataEnd(own(slotLabelLong(newest.kind, newest.last)))}
}

func slotLabelLong(kind string, slot int) string {
	if kind == byWeek {
		return "the week of " + day(startOf(kind, slot))
	}
	return slotLabel(kind, slot)
}

// trend compares the typical value of the latest weeks that have one with the weeks
// before.
// A change is named if in at least 85 % of all pairs of a recent and an earlier
// week the recent one is on the same side: with 4 against 8 to 12 weeks that is
// the 5 % point of the two-sided rank-sum test.
func (b *builder) trend(s series, full int) Line {
	goal, name := goalWord(b.in.ActivityGoal), b.seriesName(s)
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
	if what, week, broke := breakIn(s, full); broke {
		return sayBroke(name, what, week)
	}
	if len(now) < fewestNow || len(before) < fewestBefore {
		return sayTrendUnknown(name)
	}
	trend := 0
	if share := pairsAbove(now, before); share >= agreeingPairs {
		trend = 1
	} else if share <= 1-agreeingPairs {
		trend = -1
	}
	until := shortDay(endOf(s.kind, full).AddDate(0, 0, -1))
	return sayTrend(name, goal, trend, middle(now), middle(before), until)
}

func breakIn(s series, full int) (what, week Line, ok bool) {
	for k := range slotsNow + slotsBefore {
		if a := s.slots[full-k]; a.Break != "" {
			return foreignName(a.Break), own(day(startOf(s.kind, full-k))), true
		}
	}
	return nil, nil, false
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
	return say("%s (%s)", platformName(s.platform), b.account(s.account))
}

// weeks draws one account and writes the table behind it.
func (b *builder) weeks(s series, from, to, i int) Part {
	part := Part{Heading: b.seriesName(s), Fold: fixedWords().Numbers}
	part.Drawing = drawWeeks(fmt.Sprintf("weeks-%d", i+1), b.seriesName(s), s, from, to, goalWord(b.in.ActivityGoal))
	table := &Table{Caption: part.Heading, Head: heads(weeksHead(s.kind))}
	for slot := from; slot <= to; slot++ {
		a := s.slots[slot]
		median := own("–")
		if finite(a.Median) {
			median = own(amount(*a.Median))
		}
		table.Rows = append(table.Rows, Row{Head: Cell{Text: own(slotLabel(s.kind, slot))},
			Cells: []Cell{{own(count(a.Posts)), "n"}, {own(count(a.N)), "n"}, {median, "n"}}})
	}
	part.Table = table
	return part
}
