package pipeline

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
)

// What a large lake does, reading its goals one after the other, gives the effects that
// reading them at once does.
func TestFramesByGoalGiveTheSameEffects(t *testing.T) {
	b := smallMission(t)
	s := b.now()
	parts := lake.Partitions(s, lake.PostMetrics)
	frames := 0
	byGoal := func(goals []string) (*effects.Frame, error) {
		f, err := framing{zone: time.UTC, parts: parts, goals: goals, ages: []string{metrics.AgeSettled}}.frame(t.Context(), s)
		if err == nil && f.Rows() > 0 {
			frames++
		}
		return f, err
	}
	one, err := effects.FitSets(framesOf(t.Context(), s, time.UTC, 0), effects.Options{})
	if err != nil || len(one) == 0 {
		t.Fatalf("%d effects, %v", len(one), err)
	}
	each, err := effects.FitSets(byGoal, effects.Options{})
	if diff := cmp.Diff(one, each); err != nil || diff != "" || frames < 2 {
		t.Errorf("%d frames, error %v (-at once +one by one):\n%s", frames, err, diff)
	}
}
