package intake_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// stack ingests batches of pages one upon the other without committing.
func stack(t pipelinetest.Failer, base lake.Reader, batches ...[]data.Page) lake.Reader {
	t.Helper()
	for _, pages := range batches {
		c, err := intake.Ingest(context.Background(), base, pipelinetest.Yields(pages...), pipelinetest.AsOf("2026-06-01"))
		if err != nil {
			t.Fatalf("ingest: %v", err)
		}
		base = lake.Over(base, &c)
	}
	return base
}

// observation is one page with a post, a reading and perhaps a label of it.
func observation(t *rapid.T, i int) data.Page {
	id := data.PostID(fmt.Sprintf("x:%d", rapid.IntRange(1, 4).Draw(t, "post")))
	// One post's moment differs between sources by at most a month's turn.
	moment := rapid.SampledFrom([]string{"2026-03-31", "2026-04-01", "2026-03-31 23:30", "2026-04-01 00:10"}).Draw(t, "published")
	p := pipelinetest.APost(id, moment, func(p *data.Post) {
		p.ObservedAt = pipelinetest.When(rapid.SampledFrom([]string{"2026-04-02", "2026-04-03", "2026-05-01"}).Draw(t, "observed"))
		p.Source = rapid.SampledFrom([]data.SourceKind{data.SourceAPI, data.SourceExport, data.SourceFeed}).Draw(t, "source")
		p.Text = rapid.SampledFrom([]string{"", "one", "two"}).Draw(t, "text")
		p.FormatNative = rapid.SampledFrom([]string{"", "photo", "video"}).Draw(t, "medium")
		if rapid.Bool().Draw(t, "count") {
			p.MediaCount = data.N(int64(rapid.IntRange(0, 3).Draw(t, "media")))
		}
	})
	s := pipelinetest.AReading(p, 0, int64(rapid.IntRange(0, 9).Draw(t, "likes")), 1, 1)
	s.ObservedAt, s.Source = p.ObservedAt, p.Source
	page := data.Page{Account: data.AccountID(rapid.SampledFrom([]string{"oslo", "oslo-two"}).Draw(t, "account")), Posts: []data.Post{p}, Snapshots: []data.PostSnapshot{s}}
	if rapid.Bool().Draw(t, "labelled") {
		page.Labels = []data.HandLabel{pipelinetest.ByHuman(p, rapid.SampledFrom([]data.Format{data.FormatPoll, data.FormatEvent}).Draw(t, "label"))}
	}
	page.Accounts = []data.AccountSnapshot{pipelinetest.FollowersOn("oslo", data.X, "2026-04-02", int64(rapid.IntRange(100, 103).Draw(t, "followers")))}
	reply := pipelinetest.ARow(fmt.Sprintf("R%d", i), "2026-04-02 10:00", "2026-04-03", "Hello")
	page.Replies = []data.Reply{reply}
	tally := intake.NewTally("Oslo")
	tally.Add(&reply, "2026-W14", rapid.SampledFrom([]string{"KA", "KB", "KC"}).Draw(t, "author"))
	page.Authors = tally.Rows()
	page.Rejects = []data.Reject{{AccountID: page.Account, Input: "a.csv", Line: int64(rapid.IntRange(1, 3).Draw(t, "line")), Why: "no date"}}
	page.Notes = []data.Note{{AccountID: page.Account, Input: "a.csv", What: "rounded", Rows: data.N(int64(rapid.IntRange(1, 3).Draw(t, "rows")))}}
	return page
}

// split cuts pages into runs of Ingest and numbers them by account.
func split(t *rapid.T, label string, pages []data.Page) [][]data.Page {
	shuffled := rapid.Permutation(pages).Draw(t, label)
	seq := map[data.AccountID]int64{}
	var batches [][]data.Page
	for i, p := range shuffled {
		seq[p.Account]++
		p.Seq = seq[p.Account]
		if i == 0 || rapid.Bool().Draw(t, "cut") {
			batches = append(batches, nil)
		}
		batches[len(batches)-1] = append(batches[len(batches)-1], p)
	}
	return batches
}

func TestIngestInAnyOrderAndSplit(t *testing.T) {
	empty := pipelinetest.NewBench(t).Now()
	rapid.Check(t, func(t *rapid.T) {
		var pages []data.Page
		for i := range rapid.IntRange(1, 8).Draw(t, "pages") {
			pages = append(pages, observation(t, i))
		}
		one := pipelinetest.TreeOf(stack(t, empty, split(t, "one", pages)...))
		two := pipelinetest.TreeOf(stack(t, empty, split(t, "two", pages)...))
		if one != two {
			t.Fatalf("two orders give two lakes:\n%s", cmp.Diff(strings.Split(one, "\n"), strings.Split(two, "\n")))
		}
	})
}

func TestIngestCommitsWhatItStacks(t *testing.T) {
	b := pipelinetest.NewBench(t)
	post := pipelinetest.APost("x:1", "2026-03-31 23:30")
	pages := []data.Page{
		{Account: "oslo", Seq: 1, Cursor: "a", Posts: []data.Post{post}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(post, 1, 1, 2, 3)}},
		{Account: "oslo", Seq: 2, Cursor: "b", Posts: []data.Post{pipelinetest.APost("x:2", "2026-04-01")}},
	}
	stacked := pipelinetest.TreeOf(stack(t, b.Now(), pages[:1], pages[1:]))
	b.Ingest(pages[0])
	if got := pipelinetest.TreeOf(b.Ingest(pages[1])); got != stacked {
		t.Errorf("committed (-stacked +committed):\n%s", cmp.Diff(stacked, got))
	}
}

func TestIngestMovesPositions(t *testing.T) {
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Cursor: "a"}, data.Page{Account: "oslo", Cursor: "b", Done: true}, data.Page{Account: "lima", Cursor: "z"})
	want := map[data.AccountID]lake.Position{"oslo": {Seq: 2, Cursor: "b", Done: true}, "lima": {Seq: 1, Cursor: "z"}, "oslo-two": {}}
	for a, p := range want {
		if got := b.Now().Position(a); got != p {
			t.Errorf("position of %s is %+v, want %+v", a, got, p)
		}
	}
	before := b.Now()
	c, err := intake.Ingest(t.Context(), before, pipelinetest.Yields(), pipelinetest.AsOf("2026-06-01"))
	if err != nil || !c.Empty() {
		t.Errorf("no page: changes %+v, error %v", c, err)
	}
}

func TestIngestThroughTheInbox(t *testing.T) {
	b := pipelinetest.NewBench(t)
	reply := pipelinetest.ARow("R1", "2026-03-03", "2026-03-05", "Hello")
	tally := intake.NewTally("Oslo")
	tally.Add(&reply, "2026-W10", "KA")
	page := data.Page{Account: "oslo", Seq: 1, Replies: []data.Reply{reply}, Authors: tally.Rows()}
	if err := b.Lake.Inbox().Append(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	base := b.Now()
	// A run that dies before it commits takes nothing in; the next one does, once.
	if _, err := intake.Ingest(t.Context(), base, b.Lake.Inbox().Pending(t.Context(), base), pipelinetest.AsOf("2026-03-05")); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		s := b.Now()
		b.Commit(intake.Ingest(t.Context(), s, b.Lake.Inbox().Pending(t.Context(), s), pipelinetest.AsOf("2026-03-05")))
	}
	if b.Now().ID() != base.ID()+1 {
		t.Errorf("%d commits, want one", b.Now().ID()-base.ID())
	}
	if diff := cmp.Diff(map[string]int64{"2026-W10": 1}, total(pipelinetest.RowsOf(t, b.Now(), lake.ReplyAuthors))); diff != "" {
		t.Errorf("author tallies (-want +got):\n%s", diff)
	}
}

func TestIngestStopsAtABadPage(t *testing.T) {
	b := pipelinetest.NewBench(t)
	broken := errors.New("page 2 is damaged")
	inbox := iter.Seq2[data.Page, error](func(yield func(data.Page, error) bool) {
		_ = yield(data.Page{Account: "oslo", Seq: 1, Posts: []data.Post{pipelinetest.APost("x:1", "2026-03-02")}}, nil) && yield(data.Page{}, broken)
	})
	c, err := intake.Ingest(t.Context(), b.Now(), inbox, pipelinetest.AsOf("2026-06-01"))
	if !errors.Is(err, broken) || !c.Empty() {
		t.Errorf("error %v, empty %v; want that of the page and no changes", err, c.Empty())
	}
}

func TestIngestAddsAuthors(t *testing.T) {
	b := pipelinetest.NewBench(t)
	page := func(keys ...string) data.Page {
		tally := intake.NewTally("Oslo")
		reply := pipelinetest.ARow("R", "2026-03-03", "2026-03-05", "Hello")
		for _, k := range keys {
			tally.Add(&reply, "2026-W10", k)
		}
		return data.Page{Account: "oslo", Authors: tally.Rows()}
	}
	b.Ingest(page("KA", "KB"), page("KA"))
	b.Ingest(page("KC", "KA"))
	rows := pipelinetest.RowsOf(t, b.Now(), lake.ReplyAuthors)
	if len(rows) != 5 {
		t.Fatalf("%d rows, want one for each dimension: %+v", len(rows), rows)
	}
	want := []data.AuthorCount{{Key: "KA", N: 3}, {Key: "KB", N: 1}, {Key: "KC", N: 1}}
	for _, row := range rows {
		if diff := cmp.Diff(want, row.Authors); diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", row.Dimension, row.Value, diff)
		}
	}
}

func TestIngestStampsReadings(t *testing.T) {
	byDay := pipelinetest.APost("x:1", "2026-04-01", func(p *data.Post) { p.Source = data.SourceExport })
	bySecond := pipelinetest.APost("x:1", "2026-03-31 23:30")
	first, second := pipelinetest.AReading(byDay, 30, 5, 2, 3), pipelinetest.AReading(bySecond, 31, 6, 2, 3)
	pages := []data.Page{
		{Account: "oslo", Posts: []data.Post{byDay}, Snapshots: []data.PostSnapshot{first}},
		{Account: "oslo", Posts: []data.Post{bySecond}, Snapshots: []data.PostSnapshot{second}},
	}
	for name, order := range map[string][]int{"day first": {0, 1}, "second first": {1, 0}} {
		t.Run(name, func(t *testing.T) {
			b := pipelinetest.NewBench(t)
			bystander := pipelinetest.APost("x:9", "2026-04-02")
			b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{bystander}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(bystander, 1, 1, 1, 1)}})
			b.Ingest(pages[order[0]])
			b.Ingest(pages[order[1]])
			for part, want := range map[string]int{"platform=x/month=2026-03": 1, "platform=x/month=2026-04": 1} {
				posts, err := lake.Rows(t.Context(), b.Now(), lake.Posts, partition.Only(part))
				if err != nil || len(posts) != want {
					t.Errorf("%d posts in %s, want %d (%v)", len(posts), part, want, err)
				}
			}
			var moments []data.Micros
			for _, s := range pipelinetest.RowsOf(t, b.Now(), lake.PostSnapshots) {
				if s.PostID == "x:1" {
					moments = append(moments, s.PublishedAt)
				}
			}
			if diff := cmp.Diff([]data.Micros{bySecond.PublishedAt, bySecond.PublishedAt}, moments); diff != "" {
				t.Errorf("readings are stamped (-want +got):\n%s", diff)
			}
		})
	}
}

func TestIngestMovesAliases(t *testing.T) {
	old, kept := pipelinetest.APost("x:row-1", "2026-03-05", func(p *data.Post) { p.Source = data.SourceExport }), pipelinetest.APost("x:1", "2026-03-05 12:00")
	neighbour := pipelinetest.APost("x:2", "2026-03-06 12:00")
	known := data.Page{Account: "oslo", Posts: []data.Post{old, neighbour}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(old, 30, 5, 0, 0), pipelinetest.AReading(neighbour, 30, 1, 0, 0)},
		Labels: []data.HandLabel{pipelinetest.ByHuman(old, data.FormatPoll)}}
	alias := data.Page{Account: "oslo", Posts: []data.Post{kept}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(kept, 40, 6, 0, 0)},
		Aliases: []data.Alias{{Alias: "x:row-1", PostID: "x:1", Reason: "same link"}},
		Replies: []data.Reply{pipelinetest.ARow("R1", "2026-03-06", "2026-03-07", "Hello", func(r *data.Reply) { r.RootPost = "x:row-1" })}}
	again := data.Page{Account: "oslo", Snapshots: []data.PostSnapshot{pipelinetest.AReading(old, 50, 7, 0, 0)}}
	b := pipelinetest.NewBench(t)
	b.Ingest(known)
	b.Ingest(alias)
	b.Ingest(again)

	var posts []data.PostID
	for _, p := range pipelinetest.RowsOf(t, b.Now(), lake.Posts) {
		posts = append(posts, p.PostID)
	}
	if diff := cmp.Diff([]data.PostID{"x:1", "x:2"}, posts); diff != "" {
		t.Errorf("posts (-want +got):\n%s", diff)
	}
	var likes []int64
	for _, s := range pipelinetest.RowsOf(t, b.Now(), lake.PostSnapshots) {
		if s.PostID == "x:1" && s.PublishedAt == kept.PublishedAt {
			likes = append(likes, *s.Likes)
		} else if s.PostID != "x:2" {
			t.Errorf("a reading stands under %s at %s", s.PostID, s.PublishedAt)
		}
	}
	if diff := cmp.Diff([]int64{5, 6, 7}, likes); diff != "" {
		t.Errorf("likes read (-want +got):\n%s", diff)
	}
	if l := pipelinetest.RowsOf(t, b.Now(), lake.HandLabels); len(l) != 1 || l[0].PostID != "x:1" || l[0].Format != data.FormatPoll {
		t.Errorf("labels %+v, want the poll under x:1", l)
	}
	if r := pipelinetest.RowsOf(t, b.Now(), lake.Replies); r[0].RootPost != "x:1" {
		t.Errorf("the reply hangs under %s", r[0].RootPost)
	}

	apart := pipelinetest.NewBench(t)
	apart.Ingest(alias)
	apart.Ingest(known)
	apart.Ingest(again)
	if got, want := pipelinetest.TreeOf(apart.Now()), pipelinetest.TreeOf(b.Now()); got != want {
		t.Errorf("the alias first gives another lake (-alias last +alias first):\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
	}
}

// One page may tell both that two ids are one post and when that post was really
// published, so that its readings move twice.
func TestIngestMovesAnAliasAndTheMoment(t *testing.T) {
	kept := pipelinetest.APost("x:1", "2026-03-05", func(p *data.Post) { p.Source = data.SourceExport })
	old := pipelinetest.APost("x:row-1", "2026-03-05", func(p *data.Post) { p.Source = data.SourceExport })
	better := pipelinetest.APost("x:1", "2026-03-05 12:00")
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{kept, old}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(kept, 30, 5, 0, 0), pipelinetest.AReading(old, 40, 6, 0, 0)}})
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{better}, Aliases: []data.Alias{{Alias: "x:row-1", PostID: "x:1"}}})
	var got []string
	for _, s := range pipelinetest.RowsOf(t, b.Now(), lake.PostSnapshots) {
		got = append(got, fmt.Sprintf("%s %s %d", s.PostID, s.PublishedAt, *s.Likes))
	}
	if diff := cmp.Diff([]string{"x:1 2026-03-05T12:00:00Z 5", "x:1 2026-03-05T12:00:00Z 6"}, got); diff != "" {
		t.Errorf("readings (-want +got):\n%s", diff)
	}
}

func TestIngestFollowsChainsOfAliases(t *testing.T) {
	b := pipelinetest.NewBench(t)
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("x:a", "2026-03-05"), pipelinetest.APost("x:c", "2026-03-05")}})
	b.Ingest(data.Page{Account: "oslo", Aliases: []data.Alias{{Alias: "x:a", PostID: "x:b"}}})
	b.Ingest(data.Page{Account: "oslo", Aliases: []data.Alias{{Alias: "x:b", PostID: "x:c"}}})
	if p := pipelinetest.RowsOf(t, b.Now(), lake.Posts); len(p) != 1 || p[0].PostID != "x:c" {
		t.Errorf("posts %+v, want x:c alone", p)
	}
	// Two that name each other are no reason to hang or to lose a post.
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("x:m", "2026-03-06"), pipelinetest.APost("x:n", "2026-03-06")},
		Aliases: []data.Alias{{Alias: "x:m", PostID: "x:n"}, {Alias: "x:n", PostID: "x:m"}}})
	if p := pipelinetest.RowsOf(t, b.Now(), lake.Posts); len(p) < 2 {
		t.Errorf("a loop of aliases lost a post: %+v", p)
	}
}
