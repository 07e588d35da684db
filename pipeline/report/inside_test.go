package report

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

func TestTrend(t *testing.T) {
	b := &builder{Voice: voice.In(""), in: Input{ActivityGoal: "interactions_public"}}
	account := func(values ...float64) series {
		s := series{account: "a", platform: data.X, kind: byWeek, slots: map[int]Activity{}}
		for i, v := range values {
			if v >= 0 {
				s.slots[100+i] = Activity{Posts: 1, Median: &v}
			}
		}
		return s
	}
	check := func(want string, values ...float64) {
		t.Helper()
		if got := b.trend(account(values...), 100+len(values)-1).sentence.String(); !strings.Contains(got, want) {
			t.Errorf("%v: %q, want %q", values, got, want)
		}
	}
	check("rose to 20 a post, from 10", 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 20)
	check("fell to 5 a post, from 10", 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 5, 5, 5, 5)
	check("usual ups and downs", 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 20, 20, 20, 20)
	check("too few weeks", 10, 10, 20, 20, 20, 20)
	check("rose to 20", 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 20, -1) // the last week is too young
	check("too few weeks", -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)
}

// TestPairsAbove checks the rule's level: under exchangeable weeks 4 recent against
// 12 earlier ones must not agree in 85 % of pairs more than about one time in 20.
// All C(16,4) = 1820 ways to place 4 recent ranks among 16 are counted.
func TestPairsAbove(t *testing.T) {
	hits, all := 0, 0
	for mask := range 1 << (slotsNow + slotsBefore) {
		var now, before []float64
		for i := range slotsNow + slotsBefore {
			if mask>>i&1 == 1 {
				now = append(now, float64(i))
			} else {
				before = append(before, float64(i))
			}
		}
		if len(now) != slotsNow {
			continue
		}
		all++
		if share := pairsAbove(now, before); share >= agreeingPairs || share <= 1-agreeingPairs {
			hits++
		}
	}
	if all != 1820 || float64(hits)/float64(all) > 0.055 {
		t.Errorf("%d of %d orders are called a change", hits, all)
	}
}

func TestSlots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "unix"), 0).UTC()
		year, week := at.ISOWeek()
		for _, period := range []string{fmt.Sprintf("%04d-W%02d", year, week), at.Format("2006-01"), at.Format("2006")} {
			kind, slot, ok := slotOf(period)
			if !ok {
				t.Fatalf("%s is no period", period)
			}
			if start, end := startOf(kind, slot), endOf(kind, slot); at.Before(start) || !at.Before(end) {
				t.Fatalf("%v lies outside %s: %v to %v", at, period, start, end)
			}
		}
	})
	for _, bad := range []string{"", "2026-W60", "W07", "26-01", "2026-13", "soon"} {
		if _, _, ok := slotOf(bad); ok {
			t.Errorf("%q is taken for a period", bad)
		}
	}
}

// TestTopicBarsShowWhatTheySay: the bar of a topic is as long as the share written
// beside it, be it of questions or of survey answers; a bound from above has no bar.
func TestTopicBarsShowWhatTheySay(t *testing.T) {
	share := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		name string
		need data.Need
		want *float64
	}{
		{"questions", data.Need{AskedShare: share(0.4), SurveyShare: share(0.1), GapBy: "questions"}, share(0.4)},
		{"survey", data.Need{AskedShare: share(0.18), SurveyShare: share(0.25), GapBy: "survey"}, share(0.25)},
		{"at most", data.Need{AskedHigh: share(0.85)}, nil},
	} {
		got := askedBarOf(c.need)
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: the bar shows %v, want %v", c.name, got, c.want)
		}
		b := &builder{Voice: voice.In("en")}
		if text := b.askedShare(c.need).String(); got != nil && !strings.Contains(text, b.Percent(*got)) {
			t.Errorf("%s: the bar shows %v beside %q", c.name, *got, text)
		}
	}
}
