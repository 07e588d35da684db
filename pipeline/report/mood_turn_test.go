package report

import (
	"fmt"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// TestMoodTurn: what heads the chart of weeks is what the chart shows: a week that was
// alone is named, a turn that held as well, and one that was undone by small steps is not.
func TestMoodTurn(t *testing.T) {
	weeks := func(lows ...float64) []data.Mood { // each interval is 0.3 wide
		var all []data.Mood
		for i, low := range lows {
			high, none, one := low+0.3, 0.0, 1.0
			all = append(all, data.Mood{Breakdown: data.DimTotal, Weeks: []string{fmt.Sprintf("2026-W%02d", 10+i)}, Scorer: "one",
				Negative: &low, Neutral: &none, Positive: &none, NegLow: &low, NegHigh: &high, PosLow: &none, PosHigh: &one})
		}
		return all
	}
	b := &builder{Voice: voice.In("")}
	for _, c := range []struct {
		name  string
		cells []data.Mood
		want  string
	}{
		{"one week", weeks(0.2), "Mood is known of one period only, so no change can be told"},
		{"all alike", weeks(0.2, 0.3, 0.1), "The mood of replies shows no clear change"},
		{"worse now", weeks(0.1, 0.1, 0.6), "The mood of replies became more negative"},
		{"better now", weeks(0.6, 0.6, 0.1), "The mood of replies became more positive"},
		{"one bad week", weeks(0.1, 0.6, 0.1, 0.1), "Replies were more negative 9–15 March 2026 than before and after"},
		{"one good week", weeks(0.6, 0.6, 0.1, 0.6, 0.6), "Replies were more positive 16–22 March 2026 than before and after"},
		{"a turn that held", weeks(0.6, 0.6, 0.1, 0.2), "Replies have been more positive since 16–22 March 2026"},
		{"a turn that was undone by steps", weeks(0.6, 0.1, 0.3, 0.5), "The mood of replies shows no clear change"},
	} {
		if got := b.moodFinding(data.DimTotal, c.cells).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	read := weeks(0.1, 0.6)
	read[1].Scorer = "two"
	if got, want := b.moodFinding(data.DimTotal, read).String(), "The mood of replies shows no clear change"; got != want {
		t.Errorf("read by another scorer: %q, want %q", got, want)
	}
}
