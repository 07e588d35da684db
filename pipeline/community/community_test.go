package community_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/community"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// mapped counts and maps as of a day.
func mapped(b *pipelinetest.Bench, m community.Mapping, day string) *lake.Snapshot {
	b.T.Helper()
	b.Commit(community.Posts(b.T.Context(), b.Now(), m))
	return b.Commit(community.Map(b.T.Context(), b.Now(), m, pipelinetest.AsOf(day)))
}

// says is a post of an account with a text and, it may be, more.
func says(account data.AccountID, id, at, text string, edit ...func(*data.Post)) data.Post {
	return pipelinetest.APost(data.PostID(id), at, append([]func(*data.Post){func(p *data.Post) { p.AccountID, p.Text = account, text }}, edit...)...)
}

// stored is pages as they come to the inbox: stripped and masked.
func stored(t *testing.T, m community.Mapping, posts ...data.Post) []data.Page {
	t.Helper()
	by := map[data.AccountID][]data.Post{}
	for _, p := range posts {
		by[p.AccountID] = append(by[p.AccountID], p)
	}
	var pages []data.Page
	for _, a := range m.Accounts {
		s := intake.Stripper{Account: a, Masker: community.MaskerOf(m), Topics: sentiment.DefaultTopics(), Clock: pipelinetest.AsOf("2026-06-01"),
			Seen: func(string) bool { return false }, Sealed: func(data.Platform, string) bool { return false }}
		page, err := s.Strip(connectors.Page{Posts: by[a.AccountID]}, "test", 1)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page)
	}
	return pages
}

func edgesOf(t *testing.T, r lake.Reader) []string {
	t.Helper()
	var got []string
	for _, e := range pipelinetest.RowsOf(t, r, lake.CommunityEdges) {
		got = append(got, fmt.Sprintf("%s %s %s>%s %s %d", e.Month, e.Platform, e.From, e.To, e.Tie, e.Posts))
	}
	return got
}

func TestCommunityEdges(t *testing.T) {
	b, m := pipelinetest.NewBench(t), community.AMapping()
	posts := []data.Post{
		says("oslo", "x:1", "2026-03-02 09:00", "Thanks @lima, @Lima and .@rome! Not @stranger."),
		says("oslo", "x:2", "2026-03-03 09:00", "More at https://x.com/lima/status/1 and https://x.com/stranger"),
		says("oslo", "x:3", "2026-03-04 09:00", "see mail@rome.example and @lima.example"), // an address and a longer name
		says("oslo", "x:4", "2026-03-04 10:00", "Our other channel: @oslo@social.example"), // of the same institution
		says("lima", "x:5", "2026-03-05 09:00", "What they say", func(p *data.Post) { p.IsQuote, p.Quoted = true, "x:1" }),
		says("lima", "x:6", "2026-03-05 10:00", "What a stranger says", func(p *data.Post) { p.IsQuote = true }),
		says("rome", "x:7", "2026-03-06 09:00", "RT @lima: thank you @oslo", func(p *data.Post) { p.IsRepost = true }),
		says("rome", "x:8", "2026-03-06 10:00", "", func(p *data.Post) { p.IsRepost = true }),
		says("oslo_m", "mastodon:1", "2026-03-07 09:00", "With @aid, and with @aid@other.example"), // on its own server; somebody else elsewhere
		says("aid", "mastodon:2", "2026-03-07 10:00", "@limaさん, hello", func(p *data.Post) {
			p.IsQuote, p.Quoted = true, "mastodon:https://social.example/users/oslo/statuses/9"
		}),
		says("lima", "x:9", "2026-03-08 09:00", "deleted @oslo", func(p *data.Post) { p.DeletedAt = p.PublishedAt + 1 }),
	}
	b.Ingest(stored(t, m, posts...)...)
	want := []string{
		"2026-03 mastodon aid>oslo_m quote 1", "2026-03 mastodon oslo_m>aid mention 1",
		"2026-03 x lima> quote 1", "2026-03 x lima>oslo quote 1",
		"2026-03 x oslo>lima mention 2", "2026-03 x oslo>rome mention 1",
		"2026-03 x rome> repost 1", "2026-03 x rome>lima repost 1",
	}
	if diff := cmp.Diff(want, edgesOf(t, mapped(b, m, "2026-05-01"))); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
	// A mission that points at the unit's other channel, or at one account from two, is
	// one node less: all are accounts. Four x 1.. of "" are those of both platforms.
	ranks := map[string]bool{}
	for _, n := range pipelinetest.RowsOf(t, b.Now(), lake.CommunityNodes) {
		ranks[string(n.Platform)+" "+string(n.AccountID)] = n.PageRank != nil
	}
	if diff := cmp.Diff(map[string]bool{" aid": true, " lima": true, " oslo": true, " oslo_m": true, " rome": true,
		"mastodon aid": true, "mastodon oslo_m": true, "x lima": true, "x oslo": true, "x rome": true}, ranks); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
}

// The map of three accounts, worked out by hand as in the test of PageRank: lima and
// rome point at oslo, oslo at lima.
func TestCommunityScores(t *testing.T) {
	b, m := pipelinetest.NewBench(t), community.AMapping()
	b.Ingest(stored(t, m, says("lima", "x:1", "2026-03-02 09:00", "@oslo"), says("rome", "x:2", "2026-03-02 09:00", "@oslo"), says("oslo", "x:3", "2026-03-02 09:00", "@lima"))...)
	mapped(b, m, "2026-05-01")
	oslo := 0.135 / 0.2775
	want := map[data.AccountID][2]float64{"oslo": {oslo, 0.5}, "lima": {0.05 + 0.85*oslo, 0}, "rome": {0.05, 0}} // of rome-lima, through oslo; nothing else is between
	seen := 0
	for _, n := range pipelinetest.RowsOf(t, b.Now(), lake.CommunityNodes) {
		if n.Platform != data.X {
			continue
		}
		seen++
		w := want[n.AccountID]
		if n.Community != nil || n.Period != "2026-Q1" {
			t.Errorf("%s: community %v, period %s", n.AccountID, n.Community, n.Period)
		}
		if d := *n.PageRank - w[0]; d > 1e-8 || d < -1e-8 || *n.Betweenness != w[1] {
			t.Errorf("%s: PageRank %g, betweenness %g; want %v", n.AccountID, *n.PageRank, *n.Betweenness, w)
		}
	}
	if seen != 3 {
		t.Errorf("%d accounts, want 3", seen)
	}
}

// Nobody who is not configured is in any table, whatever way a post names them.
func TestCommunityNamesNobodyElse(t *testing.T) {
	b, m := pipelinetest.NewBench(t), community.AMapping()
	text := "@zwstranger @zwstranger@social.example https://x.com/zwstranger https://social.example/@zwstranger/1 https://t.me/zwstranger https://news.example/author/zwstranger " +
		"https://zwstranger.wordpress.com/a https://zwstranger.github.io https://medium.com/@zwstranger/x https://site.example/~zwstranger https://bsky.app/profile/zwstranger.example " +
		"https://www.facebook.com/zwstranger/posts/1 https://forum.example/u/zwstranger https://linkedin.com/in/zwstranger https://zwstranger@host.example/ and https://common.example/a"
	links := slices.DeleteFunc(strings.Fields(text), func(w string) bool { return !strings.HasPrefix(w, "http") })
	var posts []data.Post
	for i, a := range []data.AccountID{"oslo", "lima", "rome"} {
		posts = append(posts, says(a, fmt.Sprintf("x:%d", i), "2026-03-02 09:00", text, func(p *data.Post) {
			p.Links, p.IsQuote = links, true
			if a == "rome" { // an older row, of when the stranger was configured: masked in no way
				p.Quoted = "mastodon:https://social.example/users/zwstranger/statuses/1"
			}
		}))
	}
	pages := stored(t, m, posts...)
	for i := range pages {
		for j := range pages[i].Posts {
			if pages[i].Posts[j].AccountID == "rome" {
				pages[i].Posts[j].Text, pages[i].Posts[j].Links = text, links
			}
		}
	}
	b.Ingest(pages...)
	s := mapped(b, m, "2026-05-01")
	all := fmt.Sprintf("%+v %+v %+v %+v", pipelinetest.RowsOf(t, s, lake.CommunityEdges), pipelinetest.RowsOf(t, s, lake.CommunityLinks), pipelinetest.RowsOf(t, s, lake.CommunityNodes), pipelinetest.RowsOf(t, s, lake.Discoveries))
	if strings.Contains(all, "zwstranger") {
		t.Errorf("a table names somebody who is not configured: %s", all)
	}
	if !strings.Contains(all, "common.example") {
		t.Error("the place that all three lead to is not there, so nothing was tested")
	}
}

// An account that leaves the settings leaves the tables at the next run.
func TestCommunityForgetsAccounts(t *testing.T) {
	b, m := pipelinetest.NewBench(t), community.AMapping()
	b.Ingest(stored(t, m, says("lima", "x:1", "2026-03-02 09:00", "@oslo @rome"), says("rome", "x:2", "2026-03-02 09:00", "@oslo"))...)
	mapped(b, m, "2026-05-01")
	m.Accounts = slices.DeleteFunc(m.Accounts, func(a data.Account) bool { return a.AccountID == "rome" })
	s := mapped(b, m, "2026-05-01")
	if all := fmt.Sprintf("%+v %+v", pipelinetest.RowsOf(t, s, lake.CommunityEdges), pipelinetest.RowsOf(t, s, lake.CommunityNodes)); strings.Contains(all, "rome") || !strings.Contains(all, "lima") {
		t.Errorf("after rome left: %s", all)
	}
}

// Individuals stand on the newest map while their consent holds, without a figure, and
// what named them goes at once when it ends.
func TestCommunityRegister(t *testing.T) {
	b, m := pipelinetest.NewBench(t), community.AMapping()
	m.Register = []community.Individual{
		{Name: "Zenda Madeup", Purpose: "liaison", ConsentBy: "press office", ConsentOn: "2026-01-01", Expires: "2026-05-31"},
		{Name: "Not Yet", Purpose: "liaison", ConsentBy: "press office", ConsentOn: "2026-06-15", Expires: "2027-05-31"},
	}
	b.Ingest(stored(t, m, says("lima", "x:1", "2025-12-02 09:00", "@oslo"), says("lima", "x:2", "2026-03-02 09:00", "@oslo and Zenda Madeup"))...)
	named := func(s *lake.Snapshot) (who []string) {
		for _, n := range pipelinetest.RowsOf(t, s, lake.CommunityNodes) {
			if n.Kind != data.NodeIndividual {
				continue
			}
			who = append(who, n.Period+" "+n.Name)
			if n.PageRank != nil || n.Betweenness != nil || n.Community != nil || n.In != nil || n.Out != nil || n.Received != nil || n.Sent != nil || n.Untold != nil || n.AccountID != "" {
				t.Errorf("%s has a figure: %+v", n.Name, n)
			}
		}
		return who
	}
	last := mapped(b, m, "2026-05-31")
	if diff := cmp.Diff([]string{"2026-Q1 Zenda Madeup"}, named(last)); diff != "" {
		t.Errorf("on the last day (-want +got):\n%s", diff)
	}
	b.Commit(community.Posts(t.Context(), b.Now(), m))
	c, err := community.Map(t.Context(), b.Now(), m, pipelinetest.AsOf("2026-06-01"))
	if !c.Purge {
		t.Error("the end of a consent does not purge")
	}
	if got := named(b.Commit(c, err)); got != nil {
		t.Errorf("a day later: %v", got)
	}
	if _, err := lake.Rows(t.Context(), last, lake.CommunityNodes, partition.Only("period=2026-Q1")); err == nil {
		t.Error("the map that named her can still be read")
	}
}

// A year counts, and a quoted post is found in earlier months; what is unchanged is not
// made again, whatever the order posts came in.
func TestCommunityIncrements(t *testing.T) {
	b, m := pipelinetest.NewBench(t), community.AMapping()
	old := says("oslo", "x:1", "2025-03-02 09:00", "@lima")
	quote := says("lima", "x:2", "2026-03-02 09:00", "", func(p *data.Post) { p.IsQuote, p.Quoted = true, "x:1" })
	late := says("rome", "x:3", "2026-05-02 09:00", "@oslo")
	b.Ingest(stored(t, m, quote)...)
	first := mapped(b, m, "2026-06-01")
	if again := mapped(b, m, "2026-06-01"); again.ID() != first.ID() {
		t.Error("counting unchanged posts is a commit")
	}
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{old}})
	if diff := cmp.Diff([]string{"2025-03 x oslo>lima mention 1", "2026-03 x lima>oslo quote 1"}, edgesOf(t, mapped(b, m, "2026-06-01"))); diff != "" {
		t.Errorf("a quoted post that came late (-want +got):\n%s", diff)
	}
	before := pipelinetest.Hashes(b.Now(), lake.CommunityNodes)
	b.Ingest(data.Page{Account: "rome", Posts: []data.Post{late}})
	was := b.Now()
	after := mapped(b, m, "2026-06-01")
	if lake.From(was, lake.CommunityEdges.Name, "platform=x/month=2026-03") != lake.From(after, lake.CommunityEdges.Name, "platform=x/month=2026-03") {
		t.Error("an earlier month was read again")
	}
	for part, hash := range before {
		if got := pipelinetest.Hashes(after, lake.CommunityNodes)[part]; part < "period=2026-Q2" && got != hash {
			t.Errorf("%s changed", part)
		}
	}
	other := pipelinetest.NewBench(t)
	other.Ingest(stored(t, m, late, quote, old)...)
	if diff := cmp.Diff(pipelinetest.Hashes(after, lake.CommunityNodes), pipelinetest.Hashes(mapped(other, m, "2026-06-01"), lake.CommunityNodes)); diff != "" {
		t.Errorf("another order gives other bytes:\n%s", diff)
	}
}

// Three institutions are needed; two accounts of one are one.
func TestDiscoveries(t *testing.T) {
	b, m := pipelinetest.NewBench(t), community.AMapping()
	with := func(links []string, tags ...string) func(*data.Post) {
		return func(p *data.Post) { p.Links, p.Hashtags = links, tags }
	}
	b.Ingest(stored(t, m,
		says("oslo", "x:1", "2026-01-02 09:00", "", with([]string{"https://www.news.example/a", "https://news.example/b", "https://two.example"}, "art", "art", "2026")),
		says("oslo_m", "mastodon:1", "2026-01-03 09:00", "", with([]string{"https://two.example", "https://news.example/c"})),
		says("lima", "x:2", "2026-02-02 09:00", "", with([]string{"https://news.example/x", "https://two.example", "https://www.reddit.com/r/Ruritania/comments/1"}, "Art", "2026")),
		says("rome", "x:3", "2026-03-02 09:00", "", with([]string{"https://en.news.example/", "https://old.reddit.com/r/ruritania"}, "art", "2026")),
		says("aid", "mastodon:2", "2026-03-02 09:00", "", with([]string{"https://reddit.com/r/ruritania"})))...)
	var got []string
	for _, d := range pipelinetest.RowsOf(t, mapped(b, m, "2026-05-01"), lake.Discoveries) {
		got = append(got, fmt.Sprintf("%s %s %d of %d posts, %d own, %s", d.Kind, d.Place, d.Institutions, d.Posts, d.Own, d.Last))
	}
	want := []string{"domain news.example 3 of 4 posts, 3 own, 2026-03", "forum reddit.com/r/ruritania 3 of 3 posts, 2 own, 2026-03", "hashtag art 3 of 3 posts, 3 own, 2026-03"}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("discoveries (-want +got):\n%s", diff)
	}
}
