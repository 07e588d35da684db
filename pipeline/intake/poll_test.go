package intake_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// aPoll is the poll of a post as counted some days after it was published.
func aPoll(p data.Post, days int, yes, no int64) ([]data.Poll, []data.PollOption) {
	observed := p.PublishedAt.Add(time.Duration(days) * 24 * time.Hour)
	poll := data.Poll{PollID: "poll-" + p.PostID.Native(), PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform,
		PublishedAt: p.PublishedAt, ObservedAt: observed, Source: p.Source, VotesTotal: data.N(yes + no), Missing: "voters=unsupported"}
	var options []data.PollOption
	for i, votes := range []int64{yes, no} {
		options = append(options, data.PollOption{PollID: poll.PollID, PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform,
			PublishedAt: p.PublishedAt, ObservedAt: observed, Source: p.Source, Position: int64(i), Label: []string{"Yes", "No"}[i], Votes: data.N(votes)})
	}
	return []data.Poll{poll}, options
}

func withPoll(p data.Page, polls []data.Poll, options []data.PollOption) data.Page {
	p.Polls, p.Options = polls, options
	return p
}

func votesOf(t *testing.T, b *pipelinetest.Bench) []string {
	t.Helper()
	var votes []string
	for _, o := range pipelinetest.RowsOf(t, b.Now(), lake.PollOptions) {
		votes = append(votes, fmt.Sprintf("%s %s %s %d=%d", o.PostID, o.PublishedAt.Day(), o.ObservedAt.Day(), o.Position, *o.Votes))
	}
	return votes
}

// A poll follows its post: to the id it is kept under and to the month it was
// published in, whatever comes first.
func TestPollsFollowTheirPosts(t *testing.T) {
	old := pipelinetest.APost("x:row-1", "2026-04-01", func(p *data.Post) { p.Source = data.SourceExport })
	kept := pipelinetest.APost("x:1", "2026-03-31 23:30")
	oldPolls, oldOptions := aPoll(old, 2, 3, 1)
	polls, options := aPoll(kept, 5, 4, 2)
	for i := range oldPolls {
		oldPolls[i].PollID = "poll-1"
	}
	for i := range oldOptions {
		oldOptions[i].PollID = "poll-1"
	}
	pages := []data.Page{
		withPoll(data.Page{Account: "oslo", Posts: []data.Post{old}}, oldPolls, oldOptions),
		withPoll(data.Page{Account: "oslo", Posts: []data.Post{kept}, Aliases: []data.Alias{{Alias: "x:row-1", PostID: "x:1"}}}, polls, options),
	}
	want := []string{"x:1 2026-03-31 2026-04-03 0=3", "x:1 2026-03-31 2026-04-03 1=1", "x:1 2026-03-31 2026-04-05 0=4", "x:1 2026-03-31 2026-04-05 1=2"}
	for name, order := range map[string][]int{"alias last": {0, 1}, "alias first": {1, 0}} {
		b := pipelinetest.NewBench(t)
		b.Ingest(pages[order[0]])
		b.Ingest(pages[order[1]])
		b.Ingest(pages[order[0]]) // again changes nothing
		if diff := cmp.Diff(want, votesOf(t, b)); diff != "" {
			t.Errorf("%s: votes (-want +got):\n%s", name, diff)
		}
		if rows := pipelinetest.RowsOf(t, b.Now(), lake.Polls); len(rows) != 2 || rows[0].PostID != "x:1" || rows[0].PublishedAt != kept.PublishedAt {
			t.Errorf("%s: polls %+v, want two readings of x:1", name, rows)
		}
		for _, part := range lake.Partitions(b.Now(), lake.Polls) {
			if part != "platform=x/month=2026-03" {
				t.Errorf("%s: polls stand in %s", name, part)
			}
		}
	}
}

func TestPollLabelsAreMasked(t *testing.T) {
	s := pipelinetest.AStripper(t, "2026-03-05")
	polls, options := aPoll(pipelinetest.APost("x:1", "2026-03-03"), 1, 1, 1)
	options[0].Label, options[1].Label = "Ask @zzperson or @oslo", "zz.person@mail.example"
	page, err := s.Strip(connectors.Page{Input: "sample", Polls: polls, Options: options, Cursor: "c", Done: true}, "test/1", 1)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Ask @… or @oslo", "[e-mail]"}, []string{page.Options[0].Label, page.Options[1].Label}); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	if len(page.Polls) != 1 {
		t.Errorf("polls %+v", page.Polls)
	}
}
