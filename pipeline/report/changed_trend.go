package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// trend is how an account's typical value moved.
type trend struct {
	sentence, heading voice.Line
	before, now       float64 // typical values; 0 if they cannot be compared
	way               int     // 1 up, -1 down, 0 within the usual or not known
}

// trend compares the typical value of the latest weeks that have one with the weeks
// before.
// A change is named if in at least 85 % of all pairs of a recent and an earlier
// week the recent one is on the same side: with 4 against 8 to 12 weeks that is
// the 5 % point of the two-sided rank-sum test.
func (b *builder) trend(s series, full int) trend {
	goal, name := b.Goal(b.in.ActivityGoal), b.seriesName(s)
	for k := 0; k < slotsNow && !voice.Finite(s.slots[full].Median); k++ {
		full-- // young posts have no settled value yet
	}
	var now, before []float64
	for k := range slotsNow + slotsBefore {
		a := s.slots[full-k]
		if !voice.Finite(a.Median) {
			continue
		}
		if k < slotsNow {
			now = append(now, *a.Median)
		} else {
			before = append(before, *a.Median)
		}
	}
	if what, day, broke := b.breakIn(s, full); broke {
		return trend{sentence: b.Say("changed.broke", "account", name, "day", day, "what", what), heading: b.Say("changed.is_cut", "account", name)}
	}
	if !s.valued() { // no time will make it comparable
		return trend{heading: b.Say("changed.is_unknown", "account", name, "goal", goal)}
	}
	if len(now) < fewestNow || len(before) < fewestBefore {
		return trend{sentence: b.Say("changed.unknown", "account", name), heading: b.Say("changed.is_new", "account", name)}
	}
	t, id, is := trend{before: middle(before), now: middle(now)}, "changed.steady", "changed.is_steady"
	if share := pairsAbove(now, before); share >= agreeingPairs {
		t.way, id, is = 1, "changed.rose", "changed.is_up"
	} else if share <= 1-agreeingPairs {
		t.way, id, is = -1, "changed.fell", "changed.is_down"
	}
	until := b.ShortDay(endOf(s.kind, full).AddDate(0, 0, -1))
	t.sentence = b.Say(id, "goal", goal, "account", name, "now", b.Amount(t.now), "before", b.Amount(t.before), "until", until)
	t.heading = b.Say(is, "goal", goal, "account", name)
	return t
}

func (b *builder) breakIn(s series, full int) (what voice.Line, day string, ok bool) {
	for k := range slotsNow + slotsBefore {
		if a := s.slots[full-k]; a.Break != "" {
			return voice.AsEnglish(voice.ForeignName(a.Break)), b.Day(startOf(s.kind, full-k)), true
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
