package meta

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

func TestThreads(t *testing.T) {
	fake := conntest.ParseSite(t, site(t, "threads_full"))
	all := read(t, accountOn(data.Threads), envOf(fake, asOf))
	silent(t, all, fake)
	if len(all.Accounts) != 1 || !data.EqualCount(all.Accounts[0].Followers, data.N(410)) {
		t.Errorf("counters %+v", all.Accounts)
	}
	post, snap := find(t, all, "threads:4001")
	published := data.At(time.Date(2026, 5, 29, 8, 30, 0, 0, time.UTC))
	wantPost := data.Post{PostID: "threads:4001", AccountID: "oslo-threads", Platform: data.Threads, PublishedAt: published, Precision: data.BySecond,
		URL: "https://www.threads.net/@ruritania.oslo/post/4001", Text: "Which day suits you?", FormatNative: "poll", MediaCount: data.N(0),
		Hashtags: []string{"consular"}, Paid: data.PaidUnknown, ObservedAt: data.At(asOf), Source: data.SourceAPI}
	if diff := cmp.Diff(wantPost, post); diff != "" {
		t.Errorf("post (-want +got):\n%s", diff)
	}
	wantSnap := data.PostSnapshot{PostID: post.PostID, AccountID: post.AccountID, Platform: data.Threads, PublishedAt: published, ObservedAt: data.At(asOf), Source: data.SourceAPI,
		Likes: data.N(12), Replies: data.N(3), Shares: data.N(2), Quotes: data.N(1), Views: data.N(500), RepliesScope: "all", ViewsDefinition: "threads/views",
		Missing: "clicks=unsupported;impressions=unsupported;reach=unsupported;saves=unsupported"}
	if diff := cmp.Diff(wantSnap, snap); diff != "" {
		t.Errorf("snapshot (-want +got):\n%s", diff)
	}
	if p, s := find(t, all, "threads:4003"); !p.IsRepost || p.Text != "" || s.Likes != nil || s.Missing.Reason("likes") != data.NotCollected || s.Missing.Reason("saves") != data.Unsupported {
		t.Errorf("a repost: %+v %+v", p, s)
	}
	if p, _ := find(t, all, "threads:4005"); !p.IsQuote || p.Quoted != "threads:4004" || p.FormatNative != "image" {
		t.Errorf("a quote: %+v", p)
	}
	if p, _ := find(t, all, "threads:4004"); p.FormatNative != "carousel_album" || *p.MediaCount != 2 {
		t.Errorf("a carousel: %+v", p)
	}
	if p, _ := find(t, all, "threads:4002"); p.FormatNative != "link" || len(p.Links) != 1 {
		t.Errorf("a link: %+v", p)
	}

	type row struct {
		Native, Parent string
		Own            bool
	}
	var got []row
	for _, r := range all.Replies {
		got = append(got, row{r.Native, r.Parent, r.ByAccount})
	}
	if diff := cmp.Diff([]row{{"r1", "4001", false}, {"r2", "r1", true}}, got); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
	if len(all.Notes) != 1 || all.Notes[0].Count != 1 {
		t.Errorf("notes %v, want one of a reply that is not public", all.Notes)
	}
}

func TestPoll(t *testing.T) {
	all := read(t, accountOn(data.Threads), envOf(conntest.ParseSite(t, site(t, "threads_full")), asOf))
	if len(all.Polls) != 1 || len(all.Options) != 2 {
		t.Fatalf("%d polls, %d options", len(all.Polls), len(all.Options))
	}
	p := all.Polls[0]
	if !p.Closed || *p.VotesTotal != 8 || *all.Options[0].Votes != 2 || *all.Options[1].Votes != 6 || p.CheckVotes(all.Options) != "" {
		t.Errorf("%+v %+v", p, all.Options)
	}
}

// TestVotes: numbers come out of shares only if they leave no doubt.
func TestVotes(t *testing.T) {
	none := share(math.NaN())
	for _, c := range []struct {
		total  int64
		shares []share
		want   []int64
	}{
		{3, []share{0.33, 0.67, none, none}, []int64{1, 2, -1, -1}},
		{99, []share{33.33, 66.67, none, none}, []int64{33, 66, -1, -1}},
		{100, []share{0.5, 0.5, none, none}, []int64{-1, -1, -1, -1}},
		{0, []share{0, 0, none, none}, []int64{0, 0, -1, -1}},
		{10, []share{0.2, 0.2, none, none}, []int64{-1, -1, -1, -1}},
		{10, []share{none, none, none, none}, []int64{-1, -1, -1, -1}},
	} {
		x := poll{}
		x.Total.N = &c.total
		for i, n := range x.votes(c.shares) {
			if (n == nil) != (c.want[i] < 0) || n != nil && *n != c.want[i] {
				t.Errorf("%d votes, shares %v: option %d is %v, want %d", c.total, c.shares, i, n, c.want[i])
			}
		}
	}
}

// TestThreadsOthers: there is nobody else's profile to read.
func TestThreadsOthers(t *testing.T) {
	a := accountOn(data.Threads)
	a.Role = data.RolePeerMission
	if _, err := Open(a, envOf(conntest.ParseSite(t, ""), asOf)); !errors.Is(err, connectors.ErrInput) {
		t.Errorf("a peer: %v", err)
	}
	a = accountOn(data.Threads)
	a.Handle = "@sylvania"
	d, err := Open(a, envOf(conntest.ParseSite(t, site(t, "threads_full")), asOf))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Fetch(t.Context(), ""); !errors.Is(err, connectors.ErrInput) {
		t.Errorf("a token of another profile: %v", err)
	}
}

// TestThreadsPages: a full page without the address of a next one has one by its
// cursor.
func TestThreadsPages(t *testing.T) {
	one := `{"id":"%","timestamp":"2026-05-29T08:30:00+0000","media_type":"TEXT_POST","text":"t"}`
	post := func(id string) string { return strings.Replace(one, "%", id, 1) }
	archive := "-- GET /v1.0/me --\n{\"id\":\"2701\",\"username\":\"ruritania.oslo\"}\n" +
		"-- GET /v1.0/2701/threads --\n{\"data\":[" + post("1") + "," + post("2") + "],\"paging\":{\"cursors\":{\"after\":\"A\"}}}\n" +
		"-- GET /v1.0/2701/threads?after=A --\n{\"data\":[" + post("3") + "," + post("4") + "],\"paging\":{\"cursors\":{\"after\":\"B\"}}}\n" +
		"-- GET /v1.0/2701/threads?after=B --\n{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"B\"}}}\n"
	if all := read(t, accountOn(data.Threads), envOf(conntest.ParseSite(t, archive), asOf)); len(all.Posts) != 4 {
		t.Errorf("%d posts, want 4", len(all.Posts))
	}
}

// A post that a page gives twice is stored once, and nothing is set aside for its poll.
func TestThreadsPostGivenTwice(t *testing.T) {
	const poll = `{"id":"4001","media_type":"TEXT_POST","text":"?","timestamp":"2026-05-29T08:30:00+0000","poll_attachment":{"option_a":"yes","option_b":"no","total_votes":0}}`
	archive := "-- GET /v1.0/me --\n" + `{"id":"17","username":"ruritania.oslo"}` + "\n-- GET /v1.0/17/threads_insights --\n" + `{"data":[]}` +
		"\n-- GET /v1.0/17/threads --\n" + `{"data":[` + poll + "," + poll + `]}` + "\n-- GET /v1.0/4001/insights --\n" + `{"data":[]}` + "\n"
	all := read(t, accountOn(data.Threads), envOf(conntest.ParseSite(t, archive), asOf))
	if len(all.Posts) != 1 || len(all.Polls) != 1 || len(all.Options) != 2 || len(all.Rejects) != 0 {
		t.Errorf("%d posts, %d polls, %d options, rejects %+v", len(all.Posts), len(all.Polls), len(all.Options), all.Rejects)
	}
}
