package explain_test

import (
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/explain"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

func explained(t *testing.T) *pipelinetest.Bench {
	t.Helper()
	b := pipelinetest.NewBench(t)
	pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"))
	one, two := pipelinetest.APost("mastodon:1001", "2026-03-02 09:00"), pipelinetest.APost("mastodon:1002", "2026-03-03 09:00", func(p *data.Post) { p.Precision = data.ByDay })
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{one, two}, Aliases: []data.Alias{{Alias: "mastodon:row-1", PostID: "mastodon:1001"}},
		Snapshots: []data.PostSnapshot{pipelinetest.AReading(one, 2, 1, 0, 0), pipelinetest.AReading(one, 30, 5, 2, 3), pipelinetest.AReading(two, 2, 4, 0, 0)},
		Accounts:  []data.AccountSnapshot{pipelinetest.FollowersOn("oslo", data.Mastodon, "2026-03-02", 400)}})
	b.Classify()
	b.Measure()
	return b
}

func TestExplainPost(t *testing.T) {
	t.Parallel()
	b := explained(t)
	for _, name := range []data.PostID{"mastodon:1001", "mastodon:row-1", "https://mastodon.example/1001"} {
		story, err := explain.Post(t.Context(), b.Now(), name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text := pipelinetest.Told(t, story)
		for _, want := range []string{
			"mastodon:1001, published 2026-03-02T09:00:00Z by oslo",
			"likes 5, shares 3, replies 2",
			"from api, at an age of 30.0 days",
			"interactions_public@settled 10 likes 5 + replies 2 + shares 3 (read 2026-04-01T09:00:00Z), settled",
			"er_followers@settled 0.025 interactions_public 10 / followers 400",
			`format text by rule, from "text"`,
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the story lacks %q:\n%s", name, want, text)
			}
		}
		if strings.Contains(text, "1002") {
			t.Errorf("%s: another post is in the story:\n%s", name, text)
		}
	}
	story, err := explain.Post(t.Context(), b.Now(), "mastodon:1002")
	if err != nil {
		t.Fatal(err)
	}
	if text := pipelinetest.Told(t, story); !strings.Contains(text, "published 2026-03-03 by oslo") || !strings.Contains(text, "interactions_public@settled unknown missing: immature") {
		t.Errorf("the story of a young post known by day:\n%s", text)
	}
}

func TestExplainPostErrors(t *testing.T) {
	t.Parallel()
	b := explained(t)
	for name, want := range map[data.PostID]string{
		"mastodon:7":               "no post mastodon:7 in the lake",
		"mastodon:100":             "2 posts begin with mastodon:100, among them mastodon:1001 and mastodon:1002",
		"https://mastodon.example": "2 posts begin with",
	} {
		if story, err := explain.Post(t.Context(), b.Now(), name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: story %v, error %v; want %q", name, story, err, want)
		}
	}
	// A whole id is never ambiguous, though others begin with it.
	longer := pipelinetest.APost("mastodon:10011", "2026-03-01 09:00")
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{longer}})
	if story, err := explain.Post(t.Context(), b.Now(), "mastodon:1001"); err != nil || !strings.HasPrefix(story.Title, "mastodon:1001,") {
		t.Errorf("story %v, error %v; want that of mastodon:1001", story, err)
	}
}

func TestExplainAdvice(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	if _, err := explain.Advice(t.Context(), b.Now(), "", 1, pipelinetest.AsOf("2026-05-01")); err == nil || !strings.Contains(err.Error(), "no advice yet") {
		t.Errorf("before there is advice: %v", err)
	}
	few := pipelinetest.NewBench(t)
	post := pipelinetest.APost("x:1", "2026-03-01 09:00")
	pipelinetest.Put(few, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.X, "Oslo"))
	few.Ingest(data.Page{Account: "oslo", Posts: []data.Post{post}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(post, 30, 9, 1, 1)}})
	few.Classify()
	few.Measure()
	pipelinetest.Recommend(few, pipelinetest.AsOf("2026-05-01"))
	if _, err := explain.Advice(t.Context(), few.Now(), "", 1, pipelinetest.AsOf("2026-05-01")); err == nil || !strings.Contains(err.Error(), "too few") {
		t.Errorf("after a run that had nothing to say: %v", err)
	}
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01"))
	advice := pipelinetest.RowsOf(t, b.Now(), lake.AdviceTable)[0]
	for _, mission := range []string{"", "Oslo"} {
		story, err := explain.Advice(t.Context(), b.Now(), mission, advice.Rank, pipelinetest.AsOf("2026-05-01"))
		if err != nil {
			t.Fatalf("mission %q: %v", mission, err)
		}
		if !strings.Contains(story.Title, "advice 1 to Oslo in 2026-W18") || !strings.Contains(story.Title, advice.Lever+"="+advice.Level) {
			t.Errorf("title %q", story.Title)
		}
		if len(story.Chapters) != 2 || len(story.Chapters[0].Lines) == 0 || len(story.Chapters[1].Lines) != 40 {
			t.Fatalf("chapters %+v, want effects and the 40 posts", story.Chapters)
		}
		for _, l := range story.Chapters[0].Lines {
			if !strings.HasPrefix(l.Name, "oslo") || !strings.Contains(l.How, " posts against ") {
				t.Errorf("effect %+v", l)
			}
		}
		// The largest first: 3 (20 + 4) likes and 4 more.
		if got := story.Chapters[1].Lines[0]; got.Value != "76" || !strings.Contains(got.How, "video") {
			t.Errorf("first post %+v, want a video with 76", got)
		}
	}
	for _, c := range []struct {
		mission string
		rank    int64
		want    string
	}{{"Oslo", 99, `no piece of advice 99 for "Oslo"`}, {"Lima", 1, `no piece of advice 1 for "Lima"`}} {
		if _, err := explain.Advice(t.Context(), b.Now(), c.mission, c.rank, pipelinetest.AsOf("2026-05-01")); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %d: error %v, want %q", c.mission, c.rank, err, c.want)
		}
	}
	lima := advice
	lima.Mission, lima.AccountID = "Lima", "lima"
	pipelinetest.Put(b, lake.AdviceTable, "period=2026-W18", advice, lima)
	if _, err := explain.Advice(t.Context(), b.Now(), "", 1, pipelinetest.AsOf("2026-05-01")); err == nil || !strings.Contains(err.Error(), "several missions") || !strings.Contains(err.Error(), "--mission") {
		t.Errorf("two missions: %v", err)
	}
	if story, err := explain.Advice(t.Context(), b.Now(), "Lima", 1, pipelinetest.AsOf("2026-05-01")); err != nil || !strings.Contains(story.Title, "to Lima") {
		t.Errorf("Lima: %v, %v", story, err)
	}
}
