package v2

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// env is a run's surroundings over a site.
func env(at time.Time, transport http.RoundTripper) connectors.Env {
	return connectors.Env{Clock: data.Clock{AsOf: at}, Own: own, HTTP: web.New(web.Options{Transport: transport}).Line(web.Budget{}),
		Secret: func(name string) (string, error) {
			if name == "x-bearer" {
				return token, nil
			}
			return "", connectors.ErrAuth
		}}
}

// readAll reads an account from a cursor.
func readAll(t testing.TB, e connectors.Env, m *Meter, cursor string) (all connectors.Page, err error) {
	t.Helper()
	d, err := Open(oslo, e, m)
	if err != nil {
		t.Fatal(err)
	}
	source := connectors.NewSource(oslo, d)
	source.Clock, source.Retry.Tries = e.Clock, 1
	for p, err := range source.Pages(context.Background(), cursor) {
		if err != nil {
			return all, err
		}
		all.Posts, all.Snapshots = append(all.Posts, p.Posts...), append(all.Snapshots, p.Snapshots...)
		all.Polls, all.Options = append(all.Polls, p.Polls...), append(all.Options, p.Options...)
		all.Replies, all.Rejects = append(all.Replies, p.Replies...), append(all.Rejects, p.Rejects...)
		all.Notes, all.Aliases = append(all.Notes, p.Notes...), append(all.Aliases, p.Aliases...)
		all.Accounts, all.Cursor = append(all.Accounts, p.Accounts...), p.Cursor
	}
	return all, nil
}

func full(t *testing.T) connectors.Page {
	t.Helper()
	p, err := readAll(t, env(asOf, conntest.ParseSite(t, site(t, "full"))), nil, "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func find(t *testing.T, p connectors.Page, id string) (data.Post, data.PostSnapshot) {
	t.Helper()
	i := slices.IndexFunc(p.Posts, func(x data.Post) bool { return x.PostID.Native() == id })
	j := slices.IndexFunc(p.Snapshots, func(x data.PostSnapshot) bool { return x.PostID.Native() == id })
	if i < 0 || j < 0 {
		t.Fatalf("post %s is missing", id)
	}
	return p.Posts[i], p.Snapshots[j]
}

func TestPosts(t *testing.T) {
	p := full(t)
	now := data.At(asOf)
	album, counters := find(t, p, "1700000000000000005")
	want := data.Post{
		PostID: "x:1700000000000000005", AccountID: "oslo-x", Platform: "x", PublishedAt: data.At(time.Date(2026, 5, 30, 8, 0, 0, 0, time.UTC)),
		Precision: data.BySecond, URL: "https://x.com/i/status/1700000000000000005", Text: "Our passport counter opens on Saturday & Sunday https://t.co/a1 https://t.co/m1",
		LangPlatform: "en", FormatNative: "photo", MediaCount: data.N(2), Hashtags: []string{"passport"}, Links: []string{"https://ruritania.example/passport"},
		Conversation: "1700000000000000005", Paid: data.PaidUnknown, ObservedAt: now, Source: data.SourceAPI,
	}
	if diff := cmp.Diff(want, album); diff != "" {
		t.Errorf("album (-want +got):\n%s", diff)
	}
	wantCounters := data.PostSnapshot{
		PostID: album.PostID, AccountID: "oslo-x", Platform: "x", PublishedAt: album.PublishedAt, ObservedAt: now, Source: data.SourceAPI,
		Likes: data.N(20), Shares: data.N(3), Replies: data.N(3), Quotes: data.N(1), Saves: data.N(2), Impressions: data.N(900),
		RepliesScope: "unknown", Missing: "clicks=not_collected;reach=unsupported;views=unsupported",
	}
	if diff := cmp.Diff(wantCounters, counters); diff != "" {
		t.Errorf("counters (-want +got):\n%s", diff)
	}
	if want := []data.Alias{{Alias: "x:1700000000000000004", PostID: album.PostID, Reason: "edited"}}; !slices.Equal(p.Aliases, want) {
		t.Errorf("aliases %+v, want %+v", p.Aliases, want)
	}
	film, counters := find(t, p, "1600000000000000009")
	if film.FormatNative != "video" || *film.DurationMS != 61000 || film.Text != "A minute from our garden, in more words than fit" || film.LangPlatform != "" ||
		!slices.Equal(film.Hashtags, []string{"garden"}) || *counters.Views != 222 || counters.ViewsDefinition != videoViews {
		t.Errorf("film %+v %+v", film, counters)
	}
	repost, counters := find(t, p, "1600000000000000008")
	if !repost.IsRepost || repost.Quoted != "x:1600000000000000001" || repost.Text != "" || counters.Shares != nil || counters.Missing.Reason("shares") != data.NotCollected {
		t.Errorf("repost %+v %+v", repost, counters)
	}
	if quote, _ := find(t, p, "1600000000000000007"); !quote.IsQuote || quote.Quoted != "x:1600000000000000001" || len(quote.Links) != 0 {
		t.Errorf("quote %+v", quote)
	}
	if len(p.Accounts) != 1 || *p.Accounts[0].Followers != 1200 || *p.Accounts[0].PostsTotal != 3400 || p.Accounts[0].Missing != "views_total=unsupported" {
		t.Errorf("account %+v", p.Accounts)
	}
}

func TestPoll(t *testing.T) {
	p := full(t)
	if len(p.Polls) != 1 || len(p.Options) != 2 {
		t.Fatalf("polls %+v, options %+v, rejects %+v", p.Polls, p.Options, p.Rejects)
	}
	q := p.Polls[0]
	if q.PollID != "77" || q.Closed || *q.VotesTotal != 16 || *q.Voters != 16 || q.ClosesAt != data.At(time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)) {
		t.Errorf("poll %+v", q)
	}
	if o := p.Options[0]; o.Position != 0 || o.Label != "Morning" || *o.Votes != 11 {
		t.Errorf("first option %+v", o)
	}
}

// Replies come without those of protected accounts and without the post itself.
func TestReplies(t *testing.T) {
	p := full(t)
	var got []string
	for _, r := range p.Replies {
		got = append(got, fmt.Sprint(r.Native, ">", r.Parent, " ", r.ByAccount, " ", r.Collection))
	}
	want := []string{
		"1700000000000000105>1700000000000000005 false window",
		"1700000000000000106>1700000000000000105 true window",
		"1700000000000000108>1700000000000000005 true window", // another configured account
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
	if len(p.Notes) != 1 || p.Notes[0].Count != 1 || strings.Contains(p.Notes[0].String(), "locked") {
		t.Errorf("notes %+v", p.Notes)
	}
	if p.Replies[0].Author != "501" || p.Replies[0].Text != "@ruritania_oslo is it free?" {
		t.Error("the reply is not whole")
	}
}

// asked are the queries of the requests to a path.
func asked(t *testing.T, s *conntest.Site, path string) (queries []url.Values) {
	t.Helper()
	for _, line := range s.Asked() {
		u, err := url.Parse(strings.TrimPrefix(line, "GET "))
		if err != nil {
			t.Fatal(err)
		}
		if u.Path == path {
			queries = append(queries, u.Query())
		}
	}
	return queries
}

// The second round asks for what is new only: posts are paid for.
func TestAsksFromWhereItWas(t *testing.T) {
	s := conntest.ParseSite(t, site(t, "full"))
	p, err := readAll(t, env(asOf, s), nil, "")
	if err != nil {
		t.Fatal(err)
	}
	if q := asked(t, s, "/2/users/9001/tweets"); len(q) != 2 || q[0].Get("start_time") != "" || q[0].Get("max_results") != "100" || q[1].Get("pagination_token") != "page2" {
		t.Errorf("first round asked %v", q)
	}
	later := asOf.Add(6 * time.Hour)
	s = conntest.ParseSite(t, site(t, "later")+"-- GET /2/tweets --\n{\"errors\":[]}\n")
	e := env(later, s)
	old := connectors.Known{Post: "x:1700000000000000003", PublishedAt: data.At(later.Add(-7*24*time.Hour - time.Hour))}
	hidden := connectors.Known{Post: "x:1700000000000000002", PublishedAt: old.PublishedAt}
	row := connectors.Known{Post: "x:row-0123", PublishedAt: old.PublishedAt} // of a file without ids
	e.Known = func(data.AccountID) ([]connectors.Known, error) { return []connectors.Known{old, row, hidden}, nil }
	if _, err = readAll(t, e, nil, p.Cursor); err != nil {
		t.Fatal(err)
	}
	if q := asked(t, s, "/2/users/9001/tweets"); len(q) != 1 || q[0].Get("start_time") != asOf.Add(-2*time.Hour).Format(time.RFC3339) {
		t.Errorf("second round asked %v", q)
	}
	if q := asked(t, s, "/2/tweets"); len(q) != 1 || q[0].Get("ids") != "1700000000000000003,1700000000000000002" {
		t.Errorf("due posts were asked for by %v", q)
	}
}

// Only resource-not-found means that a post is gone.
func TestDeletion(t *testing.T) {
	later := asOf.Add(24 * time.Hour)
	known := []connectors.Known{}
	for _, id := range []string{"11", "12", "13", "14"} {
		known = append(known, connectors.Known{Post: data.PostID("x:" + id), PublishedAt: data.At(later.Add(-8 * 24 * time.Hour))})
	}
	first := full(t)
	for name, c := range map[string]struct {
		errors string
		gone   []string
	}{
		"not found":         {`{"resource_id":"11","resource_type":"tweet","title":"Not Found Error","type":"https://api.x.com/2/problems/resource-not-found"}`, []string{"11"}},
		"older form":        {`{"value":"12","parameter":"ids","title":"Not Found Error","type":"about:blank"}`, []string{"12"}},
		"protected":         {`{"resource_id":"11","title":"Authorization Error","type":"https://api.twitter.com/2/problems/not-authorized-for-resource"}`, nil},
		"another's":         {`{"resource_id":"99","title":"Not Found Error","type":"https://api.x.com/2/problems/resource-not-found"}`, nil},
		"said twice":        {`{"resource_id":"13","type":"x/resource-not-found"},{"resource_id":"13","type":"x/resource-not-found"}`, []string{"13"}},
		"given nonetheless": {`{"resource_id":"14","type":"x/resource-not-found"}`, nil},
		"nothing said":      {``, nil},
		"odd":               {`7,{"resource_id":11,"type":"x/resource-not-found"}`, []string{"11"}},
	} {
		t.Run(name, func(t *testing.T) {
			archive := site(t, "later") + "-- GET /2/tweets?ids=11,12,13,14 --\n" +
				`{"data":[{"id":"14","text":"here","created_at":"2026-05-24T12:00:00.000Z","author_id":"9001","public_metrics":{"like_count":1}}],"errors":[` + c.errors + "]}\n"
			e := env(later, conntest.ParseSite(t, archive))
			e.Known = func(data.AccountID) ([]connectors.Known, error) { return known, nil }
			p, err := readAll(t, e, nil, first.Cursor)
			if err != nil {
				t.Fatal(err)
			}
			var gone []string
			for _, x := range p.Posts {
				if x.DeletedAt != 0 {
					gone = append(gone, x.PostID.Native())
				}
			}
			if !slices.Equal(gone, c.gone) {
				t.Errorf("gone %v, want %v", gone, c.gone)
			}
		})
	}
}

// fixed answers every request alike.
type fixed struct {
	status int
	header http.Header
	asked  int
}

func (f *fixed) RoundTrip(r *http.Request) (*http.Response, error) {
	f.asked++
	h := f.header.Clone()
	if h == nil {
		h = http.Header{}
	}
	return &http.Response{StatusCode: f.status, Header: h, Body: http.NoBody, Request: r, ContentLength: 0}, nil
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		answer string
		want   error
		says   string
	}{
		"cap":          {"HTTP 429\nx-rate-limit-remaining: 39999\n\n{\"title\":\"UsageCapExceeded\",\"type\":\"https://api.twitter.com/2/problems/usage-capped\",\"period\":\"Monthly\",\"scope\":\"Product\"}", connectors.ErrBudget, "cap"},
		"old cap":      {"HTTP 429\n\n{\"title\":\"UsageCapExceeded\",\"detail\":\"Usage cap exceeded: Monthly product cap\"}", connectors.ErrBudget, "cap"},
		"credits":      {"HTTP 402\n\n{\"title\":\"CreditsDepleted\",\"detail\":\"no credits\"}", connectors.ErrBudget, "credits"},
		"not enrolled": {"HTTP 403\n\n{\"reason\":\"client-not-enrolled\",\"title\":\"Client Forbidden\",\"type\":\"https://api.twitter.com/2/problems/client-forbidden\"}", connectors.ErrAuth, "enrolled"},
		"token":        {"HTTP 401\n\n{\"title\":\"Unauthorized\",\"type\":\"about:blank\",\"status\":401}", connectors.ErrAuth, "tailor connect x"},
		"no account":   {"{\"errors\":[{\"value\":\"ruritania_oslo\",\"title\":\"Not Found Error\",\"type\":\"https://api.twitter.com/2/problems/resource-not-found\"}]}", connectors.ErrInput, "handle"},
		"suspended":    {"{\"errors\":[{\"value\":\"ruritania_oslo\",\"title\":\"Forbidden\",\"detail\":\"User has been suspended: [ruritania_oslo].\",\"type\":\"https://api.twitter.com/2/problems/resource-not-found-x\"}]}", connectors.ErrAuth, "suspended"},
	} {
		t.Run(name, func(t *testing.T) {
			s := conntest.ParseSite(t, "-- GET /2/users/by --\n"+c.answer+"\n")
			_, err := readAll(t, env(asOf, s), nil, "")
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || len(s.Asked()) != 1 {
				t.Errorf("error %v after %d requests; want %v that says %q, at once", err, len(s.Asked()), c.want, c.says)
			}
		})
	}
}

// A protected account looks like one without posts, but for what X says beside.
func TestWithheldAccount(t *testing.T) {
	for kind, want := range map[string]error{"not-authorized-for-resource": connectors.ErrAuth, "resource-not-found": connectors.ErrGone} {
		archive := site(t, "empty") + `-- GET /2/users/9001/tweets?max_results=100 --
{"errors":[{"resource_type":"user","resource_id":"9001","parameter":"id","value":"9001","title":"?","type":"https://api.twitter.com/2/problems/` + kind + "\"}]}\n"
		if _, err := readAll(t, env(asOf, conntest.ParseSite(t, archive)), nil, ""); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", kind, err, want)
		}
	}
}

// X tells the end of a window in Unix seconds and sends no Retry-After.
func TestWindow(t *testing.T) {
	reset := time.Now().Add(2 * time.Hour)
	_, err := readAll(t, env(asOf, &fixed{status: http.StatusTooManyRequests, header: http.Header{"X-Rate-Limit-Reset": {fmt.Sprint(reset.Unix())}}}), nil, "")
	var later *connectors.TryLater
	if !errors.As(err, &later) || later.At.Sub(reset).Abs() > 2*time.Second {
		t.Errorf("error %v, want to try later at %s", err, reset)
	}
}

// A stopped run goes on with a page that X no longer knows.
func TestLostPageOfConversation(t *testing.T) {
	archive := strings.Replace(site(t, "full"), "&next_token=more --\n", "&next_token=more --\nHTTP 400\n\n", 1)
	s := conntest.ParseSite(t, archive)
	c, err := newClient(oslo, env(asOf, s), nil)
	if err != nil {
		t.Fatal(err)
	}
	l, err := c.thread(t.Context(), walk.Thread{Post: "x:1700000000000000005"}, "more")
	if err != nil || len(l.Replies) != 2 {
		t.Errorf("%d replies, %v; asked %v", len(l.Replies), err, s.Asked())
	}
}

// An app without search still reads posts.
func TestWithoutSearch(t *testing.T) {
	archive := strings.ReplaceAll(site(t, "full"), "-- GET /2/tweets/search/recent?query=conversation_id:1700000000000000005 --\n",
		"-- GET /2/tweets/search/recent?query=conversation_id:1700000000000000005 --\nHTTP 403\n\n")
	p, err := readAll(t, env(asOf, conntest.ParseSite(t, archive)), nil, "")
	if err != nil || len(p.Posts) != 5 || len(p.Replies) != 0 || len(p.Notes) != 1 || !strings.Contains(p.Notes[0].What, "search") {
		t.Errorf("%d posts, %d replies, notes %+v, %v", len(p.Posts), len(p.Replies), p.Notes, err)
	}
}

func TestConnect(t *testing.T) {
	archive := site(t, "full") + "-- GET /2/usage/tweets --\n{\"data\":{\"project_cap\":\"2000000\",\"project_id\":\"1\",\"project_usage\":\"1234\",\"cap_reset_day\":7}}\n"
	lines, err := Connect(t.Context(), oslo, env(asOf, conntest.ParseSite(t, archive)))
	if err != nil || len(lines) != 3 || !strings.Contains(lines[2], "1234 of 2000000") || !strings.Contains(lines[0], "9001") {
		t.Errorf("%q, %v", lines, err)
	}
	if strings.Contains(strings.Join(lines, ""), token) {
		t.Error("the token is shown")
	}
}

// A poll that an answer gives twice is stored once, and nothing is set aside for it.
func TestPostGivenTwice(t *testing.T) {
	const poll = `{"id":"1700000000000000001","text":"?","created_at":"2026-05-20T08:00:00Z","author_id":"9001","attachments":{"poll_ids":["7"]}}`
	archive := site(t, "empty") + "-- GET /2/users/9001/tweets?max_results=100 --\n" + `{"data":[` + poll + "," + poll + `],"includes":{"polls":[{"id":"7","voting_status":"closed","options":[{"position":1,"label":"yes","votes":2},{"position":2,"label":"no","votes":1}]}]}}` + "\n"
	p, err := readAll(t, env(asOf, conntest.ParseSite(t, archive)), nil, "")
	if err != nil || len(p.Posts) != 1 || len(p.Polls) != 1 || len(p.Options) != 2 || len(p.Rejects) != 0 {
		t.Errorf("%d posts, %d polls, %d options, rejects %+v, %v", len(p.Posts), len(p.Polls), len(p.Options), p.Rejects, err)
	}
}
