package mood_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// The desk shows what is asked and not answered under own posts, by service and
// oldest first, and nothing of who asked.
func TestOpenQuestions(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	peer := pipelinetest.AnAccount("peer", data.Mastodon, "Elsewhere")
	peer.Role = data.RolePeerMission
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"), peer)
	ours, theirs := pipelinetest.APost("mastodon:1", "2026-03-02 09:00"), pipelinetest.APost("mastodon:2", "2026-03-02 09:00")
	theirs.AccountID = "peer"
	on := func(post data.Post, topic data.Topic) func(*data.Reply) {
		return func(r *data.Reply) {
			r.RootPost, r.AccountID, r.Platform, r.Topic = post.PostID, post.AccountID, post.Platform, topic
		}
	}
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{ours}, Replies: []data.Reply{
		pipelinetest.ARow("Q1", "2026-03-03 12:00", "2026-03-04", "When do you open?", on(ours, "visa")),
		pipelinetest.ARow("Q2", "2026-03-03 10:00", "2026-03-04", "Where do I get the visa form for my mother?", on(ours, "visa")),
		pipelinetest.ARow("Q3", "2026-03-03 15:00", "2026-03-04", "Is my passport ready?", on(ours, "passport")),
		pipelinetest.ARow("Q4", "2026-03-03 09:00", "2026-03-04", "Answered already?", on(ours, "passport")),
		pipelinetest.ARow("A4", "2026-03-03 09:30", "2026-03-04", "Yes", on(ours, "passport"), pipelinetest.AnAnswer("Q4")),
		pipelinetest.ARow("S", "2026-03-03 09:00", "2026-03-04", "Thank you", on(ours, "visa")),
		pipelinetest.ARow("Q6", "2026-03-03 13:00", "2026-03-04", "Where do I get the visa form for my mother?", on(ours, "visa")),
	}}, data.Page{Account: "peer", Posts: []data.Post{theirs}, Replies: []data.Reply{
		pipelinetest.ARow("Q5", "2026-03-03 10:00", "2026-03-04", "And you?", on(theirs, "visa")),
	}})
	asked := func(day string) []mood.OpenQuestion {
		open, err := mood.Questions(t.Context(), b.Now(), pipelinetest.WordScorer{}, mood.Living(14, pipelinetest.AsOf(day)))
		if err != nil {
			t.Fatal(err)
		}
		return open
	}
	got := asked("2026-03-17")
	var lines []string
	for _, q := range got {
		lines = append(lines, fmt.Sprintf("%s: %s (%s, %d alike)", q.Topic, q.Text, q.URL, q.Alike))
	}
	want := []string{
		"passport: Is my passport ready? (https://mastodon.example/1, 0 alike)",
		"visa: Where do I get the visa form for my mother? (https://mastodon.example/1, 1 alike)",
		"visa: When do you open? (https://mastodon.example/1, 0 alike)",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("open questions (-want +got):\n%s", diff)
	}
	if late := asked("2026-03-18"); len(late) != 0 { // whatever expire did
		t.Errorf("texts that expired are shown: %+v", late)
	}
}
