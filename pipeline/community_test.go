package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// aMapping lists five accounts of four institutions, one of them on two platforms.
func aMapping() Mapping {
	m := Mapping{Accounts: []data.Account{anAccount("oslo", data.X, "Oslo"), anAccount("oslo_m", data.Mastodon, "Oslo"), anAccount("lima", data.X, "Lima"),
		anAccount("rome", data.X, "Rome"), anAccount("aid", data.Mastodon, "")}}
	m.Accounts[1].Handle, m.Accounts[4].Handle = "@oslo@social.example", "@aid@social.example"
	m.Accounts[4].Role = data.RolePeerNGO
	masker := maskerOf(m)
	m.Personal = func(link string) bool { return masker.Mask(link) != link }
	return m
}

func maskerOf(m Mapping) *privacy.Masker {
	var handles []string
	for _, a := range m.Accounts {
		handles = append(handles, a.Handle)
	}
	return privacy.NewMasker(handles)
}

// community counts and maps as of a day.
func (b *bench) community(m Mapping, day string) *lake.Snapshot {
	b.t.Helper()
	b.commit(CommunityPosts(b.t.Context(), b.now(), m))
	return b.commit(Community(b.t.Context(), b.now(), m, asOf(day)))
}

// says is a post of an account with a text and, it may be, more.
func says(account data.AccountID, id, at, text string, edit ...func(*data.Post)) data.Post {
	return aPost(data.PostID(id), at, append([]func(*data.Post){func(p *data.Post) { p.AccountID, p.Text = account, text }}, edit...)...)
}

// stored is pages as they come to the inbox: stripped and masked.
func stored(t *testing.T, m Mapping, posts ...data.Post) []data.Page {
	t.Helper()
	by := map[data.AccountID][]data.Post{}
	for _, p := range posts {
		by[p.AccountID] = append(by[p.AccountID], p)
	}
	var pages []data.Page
	for _, a := range m.Accounts {
		s := Stripper{Account: a, Masker: maskerOf(m), Topics: sentiment.DefaultTopics(), Clock: asOf("2026-06-01"),
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
	for _, e := range rowsOf(t, r, lake.CommunityEdges) {
		got = append(got, fmt.Sprintf("%s %s %s>%s %s %d", e.Month, e.Platform, e.From, e.To, e.Tie, e.Posts))
	}
	return got
}

func TestCommunityEdges(t *testing.T) {
	b, m := newBench(t), aMapping()
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
	b.ingest(stored(t, m, posts...)...)
	want := []string{
		"2026-03 mastodon aid>oslo_m quote 1", "2026-03 mastodon oslo_m>aid mention 1",
		"2026-03 x lima> quote 1", "2026-03 x lima>oslo quote 1",
		"2026-03 x oslo>lima mention 2", "2026-03 x oslo>rome mention 1",
		"2026-03 x rome> repost 1", "2026-03 x rome>lima repost 1",
	}
	if diff := cmp.Diff(want, edgesOf(t, b.community(m, "2026-05-01"))); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
	// A mission that points at the unit's other channel, or at one account from two, is
	// one node less: all are accounts. Four x 1.. of "" are those of both platforms.
	ranks := map[string]bool{}
	for _, n := range rowsOf(t, b.now(), lake.CommunityNodes) {
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
	b, m := newBench(t), aMapping()
	b.ingest(stored(t, m, says("lima", "x:1", "2026-03-02 09:00", "@oslo"), says("rome", "x:2", "2026-03-02 09:00", "@oslo"), says("oslo", "x:3", "2026-03-02 09:00", "@lima"))...)
	b.community(m, "2026-05-01")
	oslo := 0.135 / 0.2775
	want := map[data.AccountID][2]float64{"oslo": {oslo, 0.5}, "lima": {0.05 + 0.85*oslo, 0}, "rome": {0.05, 0}} // of rome-lima, through oslo; nothing else is between
	seen := 0
	for _, n := range rowsOf(t, b.now(), lake.CommunityNodes) {
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
	b, m := newBench(t), aMapping()
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
	b.ingest(pages...)
	s := b.community(m, "2026-05-01")
	all := fmt.Sprintf("%+v %+v %+v %+v", rowsOf(t, s, lake.CommunityEdges), rowsOf(t, s, lake.CommunityLinks), rowsOf(t, s, lake.CommunityNodes), rowsOf(t, s, lake.Discoveries))
	if strings.Contains(all, "zwstranger") {
		t.Errorf("a table names somebody who is not configured: %s", all)
	}
	if !strings.Contains(all, "common.example") {
		t.Error("the place that all three lead to is not there, so nothing was tested")
	}
}

// An account that leaves the settings leaves the tables at the next run.
func TestCommunityForgetsAccounts(t *testing.T) {
	b, m := newBench(t), aMapping()
	b.ingest(stored(t, m, says("lima", "x:1", "2026-03-02 09:00", "@oslo @rome"), says("rome", "x:2", "2026-03-02 09:00", "@oslo"))...)
	b.community(m, "2026-05-01")
	m.Accounts = slices.DeleteFunc(m.Accounts, func(a data.Account) bool { return a.AccountID == "rome" })
	s := b.community(m, "2026-05-01")
	if all := fmt.Sprintf("%+v %+v", rowsOf(t, s, lake.CommunityEdges), rowsOf(t, s, lake.CommunityNodes)); strings.Contains(all, "rome") || !strings.Contains(all, "lima") {
		t.Errorf("after rome left: %s", all)
	}
}

// Individuals stand on the newest map while their consent holds, without a figure, and
// what named them goes at once when it ends.
func TestCommunityRegister(t *testing.T) {
	b, m := newBench(t), aMapping()
	m.Register = []Individual{
		{Name: "Zenda Madeup", Purpose: "liaison", ConsentBy: "press office", ConsentOn: "2026-01-01", Expires: "2026-05-31"},
		{Name: "Not Yet", Purpose: "liaison", ConsentBy: "press office", ConsentOn: "2026-06-15", Expires: "2027-05-31"},
	}
	b.ingest(stored(t, m, says("lima", "x:1", "2025-12-02 09:00", "@oslo"), says("lima", "x:2", "2026-03-02 09:00", "@oslo and Zenda Madeup"))...)
	named := func(s *lake.Snapshot) (who []string) {
		for _, n := range rowsOf(t, s, lake.CommunityNodes) {
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
	last := b.community(m, "2026-05-31")
	if diff := cmp.Diff([]string{"2026-Q1 Zenda Madeup"}, named(last)); diff != "" {
		t.Errorf("on the last day (-want +got):\n%s", diff)
	}
	b.commit(CommunityPosts(t.Context(), b.now(), m))
	c, err := Community(t.Context(), b.now(), m, asOf("2026-06-01"))
	if !c.Purge {
		t.Error("the end of a consent does not purge")
	}
	if got := named(b.commit(c, err)); got != nil {
		t.Errorf("a day later: %v", got)
	}
	if _, err := lake.Rows(t.Context(), last, lake.CommunityNodes, only("period=2026-Q1")); err == nil {
		t.Error("the map that named her can still be read")
	}
}

// A year counts, and a quoted post is found in earlier months; what is unchanged is not
// made again, whatever the order posts came in.
func TestCommunityIncrements(t *testing.T) {
	b, m := newBench(t), aMapping()
	old := says("oslo", "x:1", "2025-03-02 09:00", "@lima")
	quote := says("lima", "x:2", "2026-03-02 09:00", "", func(p *data.Post) { p.IsQuote, p.Quoted = true, "x:1" })
	late := says("rome", "x:3", "2026-05-02 09:00", "@oslo")
	b.ingest(stored(t, m, quote)...)
	first := b.community(m, "2026-06-01")
	if again := b.community(m, "2026-06-01"); again.ID() != first.ID() {
		t.Error("counting unchanged posts is a commit")
	}
	b.ingest(data.Page{Account: "oslo", Posts: []data.Post{old}})
	if diff := cmp.Diff([]string{"2025-03 x oslo>lima mention 1", "2026-03 x lima>oslo quote 1"}, edgesOf(t, b.community(m, "2026-06-01"))); diff != "" {
		t.Errorf("a quoted post that came late (-want +got):\n%s", diff)
	}
	before := hashes(b.now(), lake.CommunityNodes)
	b.ingest(data.Page{Account: "rome", Posts: []data.Post{late}})
	was := b.now()
	after := b.community(m, "2026-06-01")
	if lake.From(was, lake.CommunityEdges.Name, "platform=x/month=2026-03") != lake.From(after, lake.CommunityEdges.Name, "platform=x/month=2026-03") {
		t.Error("an earlier month was read again")
	}
	for part, hash := range before {
		if got := hashes(after, lake.CommunityNodes)[part]; part < "period=2026-Q2" && got != hash {
			t.Errorf("%s changed", part)
		}
	}
	other := newBench(t)
	other.ingest(stored(t, m, late, quote, old)...)
	if diff := cmp.Diff(hashes(after, lake.CommunityNodes), hashes(other.community(m, "2026-06-01"), lake.CommunityNodes)); diff != "" {
		t.Errorf("another order gives other bytes:\n%s", diff)
	}
}

// Three institutions are needed; two accounts of one are one.
func TestDiscoveries(t *testing.T) {
	b, m := newBench(t), aMapping()
	with := func(links []string, tags ...string) func(*data.Post) {
		return func(p *data.Post) { p.Links, p.Hashtags = links, tags }
	}
	b.ingest(stored(t, m,
		says("oslo", "x:1", "2026-01-02 09:00", "", with([]string{"https://www.news.example/a", "https://news.example/b", "https://two.example"}, "art", "art", "2026")),
		says("oslo_m", "mastodon:1", "2026-01-03 09:00", "", with([]string{"https://two.example", "https://news.example/c"})),
		says("lima", "x:2", "2026-02-02 09:00", "", with([]string{"https://news.example/x", "https://two.example", "https://www.reddit.com/r/Ruritania/comments/1"}, "Art", "2026")),
		says("rome", "x:3", "2026-03-02 09:00", "", with([]string{"https://en.news.example/", "https://old.reddit.com/r/ruritania"}, "art", "2026")),
		says("aid", "mastodon:2", "2026-03-02 09:00", "", with([]string{"https://reddit.com/r/ruritania"})))...)
	var got []string
	for _, d := range rowsOf(t, b.community(m, "2026-05-01"), lake.Discoveries) {
		got = append(got, fmt.Sprintf("%s %s %d of %d posts, %d own, %s", d.Kind, d.Place, d.Institutions, d.Posts, d.Own, d.Last))
	}
	want := []string{"domain news.example 3 of 4 posts, 3 own, 2026-03", "forum reddit.com/r/ruritania 3 of 3 posts, 2 own, 2026-03", "hashtag art 3 of 3 posts, 3 own, 2026-03"}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("discoveries (-want +got):\n%s", diff)
	}
}

func TestPlaceOf(t *testing.T) {
	for link, want := range map[string]string{
		"https://www.news.co.uk/a?b=c":                "domain news.co.uk",
		"https://forum.expats.example/t/visa/12":      "forum forum.expats.example",
		"https://talk.expats.example/t/visa/12/3":     "forum talk.expats.example",
		"https://expats.example/viewtopic.php?t=1":    "forum expats.example",
		"https://facebook.com/groups/123/posts/4":     "forum facebook.com/groups/123",
		"https://no.linkedin.com/company/Ruritania/":  "channel linkedin.com/company/ruritania",
		"https://open.spotify.com/show/1a":            "channel open.spotify.com/show/1a",
		"https://x.com/somebody/status/1":             "",
		"https://somebody.bsky.social":                "",
		"https://bit.ly/abc":                          "",
		"https://192.0.2.1/a":                         "",
		"https://somebody:secret@host.example/":       "",
		"https://somebody.blogspot.com/2026/01/a":     "",
		"https://news.example/authors/somebody":       "",
		"https://youtube.com/watch?v=1":               "",
		"mailto:a@b.example":                          "",
		"https://localhost/a":                         "",
		"ftp://files.example/a":                       "",
		"https://%zz":                                 "",
		"https://somebody.github.io/":                 "",
		"https://university.example/people/somebody/": "",
	} {
		kind, place, ok := placeOf(link)
		if got := strings.TrimSpace(string(kind) + " " + place); got != want || ok != (want != "") {
			t.Errorf("placeOf(%s) = %q, want %q", link, got, want)
		}
	}
}

// Whatever stands in texts and links, only listed accounts are found in them.
func FuzzCommunityPost(f *testing.F) {
	f.Add("RT @lima: @oslo", "https://x.com/lima")
	f.Add("@@lima @＠oslo .@rome- @aid@social.example", "https://social.example/@aid/1")
	f.Add("@", "https://%zz//@")
	f.Fuzz(func(t *testing.T, text, link string) {
		m := aMapping()
		for _, repost := range []bool{false, true} {
			c := &community{list: newListing(m), edges: map[data.CommunityEdge]int64{}, links: map[data.CommunityLink]int64{}}
			p := communityPost{PostID: "x:1", AccountID: "oslo", Platform: data.X, Text: text, Links: []string{link}, Hashtags: []string{text}, IsRepost: repost}
			c.read(&p, nil)
			for _, e := range c.edgeRows() {
				if e.To != "" && (c.list.accounts[e.To] == nil || c.list.accounts[e.To].institution == "Oslo") || e.Posts != 1 {
					t.Errorf("edge %+v", e)
				}
			}
			for _, l := range c.linkRows() {
				if l.Place == "" || strings.Contains(l.Place, "@") {
					t.Errorf("place %+v", l)
				}
			}
		}
	})
}
