package planner

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

func TestMatch(t *testing.T) {
	slot := func(at string) data.RotationSlot {
		return data.RotationSlot{Day: at[:10], PlannedAt: pipelinetest.When(at)}
	}
	post := func(at string) habit { return habit{at: pipelinetest.When(at).Time()} }
	for _, c := range []struct {
		name  string
		slots []data.RotationSlot
		posts []habit
		want  []int
	}{
		{"the nearest of the day", []data.RotationSlot{slot("2026-05-04 10:00")}, []habit{post("2026-05-04 08:00"), post("2026-05-04 10:30"), post("2026-05-05 10:00")}, []int{1}},
		{"a day late", []data.RotationSlot{slot("2026-05-04 10:00")}, []habit{post("2026-05-05 09:00")}, []int{0}},
		{"two days late", []data.RotationSlot{slot("2026-05-04 10:00")}, []habit{post("2026-05-06 09:00")}, []int{-1}},
		{"the day after has its own", []data.RotationSlot{slot("2026-05-04 10:00"), slot("2026-05-05 10:00")}, []habit{post("2026-05-05 09:00"), post("2026-05-05 12:00")}, []int{-1, 0}},
		{"two of one day", []data.RotationSlot{slot("2026-05-04 10:00"), slot("2026-05-04 16:00")}, []habit{post("2026-05-04 15:00"), post("2026-05-04 17:00")}, []int{0, 1}},
		{"nothing", []data.RotationSlot{slot("2026-05-04 10:00")}, nil, []int{-1}},
	} {
		if diff := cmp.Diff(c.want, match(c.slots, c.posts)); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}
