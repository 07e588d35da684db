package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
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

// valued reports whether any period has a value although some are old enough to have one.
func (s *series) valued() bool {
	first := s.last
	for slot, a := range s.slots {
		if first = min(first, slot); voice.Finite(a.Median) {
			return true
		}
	}
	return s.kind == byWeek && s.last-first < slotsBefore
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

// drawn is the range of slots of a series as a chart shows it.
func (b *builder) drawn(s series, from, to int) chart.Series {
	d := chart.Series{Platform: s.platform, Kind: s.kind, Posts: s.posts, From: voice.Own(b.slot(s.kind, from)), To: voice.Own(b.slot(s.kind, to))}
	for slot := from; slot <= to; slot++ {
		a := s.slots[slot]
		d.Steps = append(d.Steps, chart.Step{Posts: a.Posts, Median: a.Median, Cut: a.Break != ""})
	}
	return d
}
