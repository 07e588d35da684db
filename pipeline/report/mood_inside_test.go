package report

import (
	"fmt"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Weeks are drawn where at least half of them say anything, else the months that add
// them up.
func TestMoodIsDrawnByThePeriodsThatSpeak(t *testing.T) {
	share := func(v float64) *float64 { return &v }
	week := func(n int, readable bool) data.Mood {
		m := data.Mood{Breakdown: data.DimTotal, PeriodKind: "week", Period: fmt.Sprintf("2026-W%02d", n), N: data.N(40)}
		if readable {
			m.Negative, m.Neutral, m.Positive = share(0.2), share(0.3), share(0.5)
		}
		return m
	}
	month := week(1, true)
	month.PeriodKind, month.Period, month.Basis = "month", "2026-M04", sumOfWeeks
	for spoken, want := range map[int]string{0: "month", 1: "month", 3: "month", 4: "week", 8: "week"} {
		in := Input{Mood: []data.Mood{month}}
		for n := range 8 {
			in.Mood = append(in.Mood, week(14+n, n < spoken))
		}
		b := &builder{Voice: voice.In(""), in: in}
		if got := b.moodTotals(); len(got) == 0 || got[0].PeriodKind != want {
			t.Errorf("%d of 8 weeks speak: drawn by %+v, want the %s", spoken, got, want)
		}
	}
}
