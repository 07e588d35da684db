package intake_test

import (
	"slices"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// The reading that a survey was published from is kept beside the newest. If one person came
// in between, the difference would be all that this person answered, to every question.
func TestVaultHoldsNoRespondent(t *testing.T) {
	b := pipelinetest.NewBench(t)
	people := slices.Concat(voters(20, "first", "yes", "a", ""), voters(15, "first", "no", "b", ""))
	surveyed(t, b, "2026-03-20", people, privacy.Rule{})
	stored := func() (published, latest int64) {
		for _, c := range pipelinetest.RowsOf(t, b.Now(), lake.SurveyCounts) {
			if c.Question == "Did you vote?" && c.Dimension == data.DimTotal && c.Answer == "" {
				if c.Reading == data.ReadingPublished {
					published = c.N
				} else if c.Reading == data.ReadingLatest {
					latest = c.N
				}
			}
		}
		return published, latest
	}
	for i, more := range []int{1, 9, 10} {
		grown := slices.Concat(people, voters(more, "first", "no", "a", ""))
		surveyed(t, b, []string{"2026-03-21", "2026-03-22", "2026-03-23"}[i], grown, privacy.Rule{})
		published, latest := stored()
		if published != 35 || latest != 35 && latest-35 < privacy.DefaultK {
			t.Errorf("%d came, and the vault holds readings of %d and of %d", more, published, latest)
		}
		if more == privacy.DefaultK && latest != 45 {
			t.Errorf("ten came, and the newest reading is of %d", latest)
		}
	}
	surveyed(t, b, "2026-03-24", slices.Concat(people, voters(9, "first", "no", "a", "")), privacy.Rule{}) // one withdrew
	if _, latest := stored(); latest != 45 {
		t.Errorf("one withdrew, and the newest reading is of %d", latest)
	}
}

// An own answer within somebody else's thread must not store the id of what they wrote.
func TestThreadsOfOthersAreNotNamed(t *testing.T) {
	began, answer := pipelinetest.APost("x:1", "2026-03-03 10:00"), pipelinetest.APost("x:2", "2026-03-03 11:00")
	began.Conversation, answer.Conversation, answer.IsReply = "1", "998877", true
	page, err := pipelinetest.AStripper(t, "2026-03-05").Strip(connectors.Page{Input: "f", Posts: []data.Post{began, answer}}, "test/1", 1)
	if err != nil {
		t.Fatal(err)
	}
	if page.Posts[0].Conversation != "1" || page.Posts[1].Conversation != "" {
		t.Errorf("threads %q and %q, want 1 and none", page.Posts[0].Conversation, page.Posts[1].Conversation)
	}
}
