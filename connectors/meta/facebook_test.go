package meta

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

func find(t *testing.T, p connectors.Page, id data.PostID) (data.Post, data.PostSnapshot) {
	t.Helper()
	for i := range p.Posts {
		if p.Posts[i].PostID == id {
			return p.Posts[i], p.Snapshots[i]
		}
	}
	t.Fatalf("no post %s", id)
	return data.Post{}, data.PostSnapshot{}
}

// silent fails if what a run gave, or asked, holds a token or a next page's address.
func silent(t *testing.T, p connectors.Page, fake *conntest.Site) {
	t.Helper()
	for _, text := range append(fake.Asked(), fmt.Sprintf("%+v", p)) {
		if strings.Contains(text, "CANARY") {
			t.Errorf("a secret in %s", text)
		}
	}
}

func TestFacebook(t *testing.T) {
	fake := conntest.ParseSite(t, site(t, "facebook_full"))
	all := read(t, accountOn(data.Facebook), envOf(fake, asOf))
	silent(t, all, fake)
	want := []data.AccountSnapshot{{AccountID: "oslo-facebook", Platform: data.Facebook, ObservedAt: data.At(asOf), Source: data.SourceAPI,
		Followers: data.N(5120), Precision: "exact", Missing: "following=unsupported;posts_total=unsupported;views_total=unsupported"}}
	if diff := cmp.Diff(want, all.Accounts); diff != "" {
		t.Errorf("counters (-want +got):\n%s", diff)
	}
	if len(all.Posts) != 5 {
		t.Errorf("%d posts, want 5: the draft is none", len(all.Posts))
	}

	post, snap := find(t, all, "facebook:104201_1")
	published := data.At(time.Date(2026, 5, 29, 8, 30, 0, 0, time.UTC))
	wantPost := data.Post{PostID: "facebook:104201_1", AccountID: "oslo-facebook", Platform: data.Facebook, PublishedAt: published, Precision: data.BySecond,
		URL: "https://www.facebook.com/104201/posts/1", Text: "New hours: https://ruritania.example/hours #Consulate", FormatNative: "photo", MediaCount: data.N(1),
		Hashtags: []string{"consulate"}, Links: []string{"https://ruritania.example/hours"}, Paid: data.PaidUnknown, ObservedAt: data.At(asOf), Source: data.SourceAPI}
	if diff := cmp.Diff(wantPost, post); diff != "" {
		t.Errorf("post (-want +got):\n%s", diff)
	}
	wantSnap := data.PostSnapshot{PostID: post.PostID, AccountID: post.AccountID, Platform: data.Facebook, PublishedAt: published, ObservedAt: data.At(asOf), Source: data.SourceAPI,
		Likes: data.N(25), Shares: data.N(4), Replies: data.N(3), Views: data.N(900), Reach: data.N(610), Clicks: data.N(12), Reactions: map[string]int64{"like": 20, "love": 5},
		RepliesScope: "all", ViewsDefinition: "facebook/views", Missing: "impressions=unsupported;quotes=unsupported;saves=unsupported"}
	if diff := cmp.Diff(wantSnap, snap); diff != "" {
		t.Errorf("snapshot (-want +got):\n%s", diff)
	}

	type row struct {
		format       string
		media        data.Count
		shares       data.Count
		clicks       data.Count
		repost       bool
		link         string
		viewsMissing data.Reason
	}
	for id, want := range map[data.PostID]row{
		"facebook:104201_2": {format: "album", media: data.N(3), shares: data.N(0), clicks: data.N(0)},
		"facebook:104201_3": {format: "link", media: data.N(0), shares: data.N(1), clicks: data.N(31), link: "https://ruritania.example/pass?a=1"},
		"facebook:104201_5": {format: "reel", media: data.N(1), shares: data.N(2), viewsMissing: data.Hidden},
		"facebook:104201_6": {format: "link", media: data.N(0), shares: data.N(0), clicks: data.N(0), repost: true, link: "https://ruritania.example/pass?a=1"},
	} {
		p, s := find(t, all, id)
		got := row{format: p.FormatNative, media: p.MediaCount, shares: s.Shares, clicks: s.Clicks, repost: p.IsRepost, link: strings.Join(p.Links, " "), viewsMissing: s.Missing.Reason("views")}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	if p, _ := find(t, all, "facebook:104201_5"); p.URL != "https://www.facebook.com/reel/903/" {
		t.Errorf("the address %s has a query", p.URL)
	}
}

func TestFacebookComments(t *testing.T) {
	all := read(t, accountOn(data.Facebook), envOf(conntest.ParseSite(t, site(t, "facebook_full")), asOf))
	type row struct {
		Native, Parent, Author string
		HasAuthor, Own         bool
	}
	var got []row
	for _, r := range all.Replies {
		got = append(got, row{r.Native, r.Parent, r.Author, r.HasAuthor, r.ByAccount})
	}
	want := []row{{"1_100", "104201_1", "5551", true, false}, {"1_101", "1_100", "104201", true, true}, {"1_102", "104201_1", "", false, false}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
}

// TestPageToken: the Page's token is found in each of the ways in which the API gives
// it, and used from then on.
func TestPageToken(t *testing.T) {
	own := `{"id":"104201","username":"ruritaniaoslo","name":"Embassy","followers_count":5,"access_token":"CANARY-page-token-777777"}`
	refusal := "HTTP 400\n\n" + `{"error":{"message":"(#10) This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature.","type":"OAuthException","code":10}}`
	for name, archive := range map[string]string{
		"with the Page":                 "-- GET /v24.0/ruritaniaoslo --\n" + own,
		"in the list of Pages":          "-- GET /v24.0/ruritaniaoslo --\n" + refusal + "\n-- GET /v24.0/me/accounts --\n" + `{"data":[{"id":"1","username":"other"},` + own + `]}`,
		"in the list, Page without one": "-- GET /v24.0/ruritaniaoslo --\n" + `{"id":"104201"}` + "\n-- GET /v24.0/me/accounts --\n" + `{"data":[` + own + `]}`,
		"on the list's second page": "-- GET /v24.0/ruritaniaoslo --\n" + refusal + "\n-- GET /v24.0/me/accounts --\n" + `{"data":[{"id":"1"}],"paging":{"cursors":{"after":"Q"},"next":"https://x"}}` +
			"\n-- GET /v24.0/me/accounts?after=Q --\n" + `{"data":[` + own + `]}`,
	} {
		fake := conntest.ParseSite(t, archive+"\n-- GET /v24.0/104201/posts --\n{\"data\":[]}\n")
		all := read(t, accountOn(data.Facebook), envOf(fake, asOf))
		if len(all.Accounts) != 1 || *all.Accounts[0].Followers != 5 {
			t.Errorf("%s: %+v", name, all.Accounts)
		}
		silent(t, all, fake)
	}
	g, err := newGraph(accountOn(data.Facebook), envOf(conntest.ParseSite(t, "-- GET /v24.0/ruritaniaoslo --\n"+own), asOf))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&page{graph: g}).resolve(t.Context()); err != nil || g.api.Header.Get("Authorization") != "Bearer CANARY-page-token-777777" {
		t.Errorf("after the exchange: %q, %v", g.api.Header.Get("Authorization"), err)
	}
}

// TestPageRefused names the permission that is missing.
func TestPageRefused(t *testing.T) {
	fake := conntest.ParseSite(t, "-- GET /v24.0/ruritaniaoslo --\nHTTP 400\n\n"+`{"error":{"message":"(#10) This endpoint requires the 'pages_read_engagement' permission","type":"OAuthException","code":10}}`)
	d, err := Open(accountOn(data.Facebook), envOf(fake, asOf))
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.Fetch(t.Context(), "")
	if !errors.Is(err, connectors.ErrAuth) || !strings.Contains(err.Error(), "permission: pages_read_engagement") || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("error %v", err)
	}
}

// TestTooMuch asks for less until the API can do it.
func TestTooMuch(t *testing.T) {
	much := "HTTP 500\n\n" + `{"error":{"code":1,"message":"Please reduce the amount of data you're asking for, then retry your request"}}` + "\n"
	archive := "-- GET /v24.0/ruritaniaoslo --\n{\"id\":\"104201\",\"access_token\":\"CANARY-page-token-777777\"}\n" +
		"-- GET /v24.0/104201/posts?limit=25 --\n" + much + "-- GET /v24.0/104201/posts?limit=12 --\n" + much +
		"-- GET /v24.0/104201/posts?limit=6 --\n" + `{"data":[{"id":"104201_1","created_time":"2026-05-29T08:30:00+0000"}]}` + "\n"
	env := envOf(conntest.ParseSite(t, archive), asOf)
	env.Rows = 0
	if all := read(t, accountOn(data.Facebook), env); len(all.Posts) != 1 {
		t.Errorf("%d posts, want 1", len(all.Posts))
	}
}

// TestNotGone: what cannot be seen is gone only if the token sees something else.
func TestNotGone(t *testing.T) {
	const missing = "HTTP 400\n\n" + `{"error":{"message":"Unsupported get request.","code":100,"error_subcode":33}}` + "\n"
	known := []connectors.Known{{Post: "facebook:1_1", PublishedAt: data.At(asOf.AddDate(0, 0, -20))}}
	for name, c := range map[string]struct {
		post, page string
		deleted    bool
	}{
		"gone":                       {missing, "{\"id\":\"1\"}\n", true},
		"the Page is not seen":       {missing, missing, false},
		"the id is not understood":   {"HTTP 400\n\n" + `{"error":{"code":100,"message":"Invalid id"}}` + "\n", "{\"id\":\"1\"}\n", false},
		"it is there, and not known": {`{"id":"1_1","created_time":"x"}` + "\n", "{\"id\":\"1\"}\n", false},
	} {
		g, err := newGraph(accountOn(data.Facebook), envOf(conntest.ParseSite(t, "-- GET /v24.0/1_1 --\n"+c.post+"-- GET /v24.0/1 --\n"+c.page), asOf))
		if err != nil {
			t.Fatal(err)
		}
		p, err := (&page{graph: g, found: &account{ID: "1"}}).look(t.Context(), known)
		if err != nil || len(p.Posts) == 1 && p.Posts[0].DeletedAt != 0 != c.deleted || len(p.Posts) == 0 && c.deleted {
			t.Errorf("%s: %+v, %v", name, p.Posts, err)
		}
	}
}

// TestByIDs reads many posts with one request, and one by one if one of them refuses
// the others.
func TestByIDs(t *testing.T) {
	one := `{"id":"1_1","created_time":"2026-05-01T08:30:00+0000","message":"a","from":{"id":"1"}}`
	two := strings.ReplaceAll(one, "1_1", "1_2")
	known := []connectors.Known{{Post: "facebook:1_1", PublishedAt: 1}, {Post: "facebook:1_2", PublishedAt: 1}}
	for name, c := range map[string]struct {
		archive string
		posts   int
	}{
		"together": {"-- GET /v24.0/?ids=1_1,1_2 --\n{\"1_1\":" + one + ",\"1_2\":" + two + "}\n", 2},
		"one refuses": {"-- GET /v24.0/?ids=1_1,1_2 --\nHTTP 404\n\n" + `{"error":{"code":803,"message":"(#803) Some of the aliases you requested do not exist: 1_2"}}` +
			"\n-- GET /v24.0/1_1 --\n" + one + "\n-- GET /v24.0/1_2 --\nHTTP 400\n\n" + `{"error":{"code":100,"error_subcode":33,"message":"gone"}}`, 2},
		"one is left out": {"-- GET /v24.0/?ids=1_1,1_2 --\n{\"1_1\":" + one + "}\n-- GET /v24.0/1_2 --\n" + two, 2},
	} {
		fake := conntest.ParseSite(t, c.archive)
		g, err := newGraph(accountOn(data.Facebook), envOf(fake, asOf))
		if err != nil {
			t.Fatal(err)
		}
		p, err := (&page{graph: g, found: &account{ID: "1"}}).look(t.Context(), known)
		if err != nil || len(p.Posts) != c.posts || (p.Posts[1].DeletedAt != 0) != (name == "one refuses") {
			t.Errorf("%s: %+v, %v; asked %q", name, p.Posts, err, fake.Asked())
		}
	}
}

func TestPageHandle(t *testing.T) {
	for handle, want := range map[string]string{
		"@ruritania": "ruritania", "104201": "104201", "https://www.facebook.com/ruritania/posts?x=1": "ruritania",
		"facebook.com/profile.php?id=104201&sk=about": "104201", "https://m.facebook.com/ruritania": "ruritania",
		"https://www.facebook.com/pg/ruritania.oslo/posts/": "ruritania.oslo", "https://www.facebook.com/people/Ruritania-in-Oslo/100064123456789/": "100064123456789",
		"facebook.com/pages/Ruritania/1000001?ref=ts": "1000001", "https://facebook.com/pages/category/Embassy/Ruritania-in-Oslo-1000001/": "1000001",
		"https://www.facebook.com/p/Ruritania-in-Oslo-100064123456789/": "100064123456789", "https://m.facebook.com/people/x": "people",
	} {
		if got := pageHandle(handle); got != want {
			t.Errorf("pageHandle(%q) = %q, want %q", handle, got, want)
		}
	}
}

// TestWithoutHandle takes the one Page that a token leads to, and never a person.
func TestWithoutHandle(t *testing.T) {
	a := accountOn(data.Facebook)
	a.Handle = ""
	posts := "-- GET /v24.0/104201/posts --\n{\"data\":[]}\n"
	for name, c := range map[string]struct {
		archive string
		found   bool
	}{
		"a Page's token":    {"-- GET /v24.0/me --\n" + `{"id":"104201","fan_count":3}` + "\n", true},
		"one Page":          {"-- GET /v24.0/me --\n{\"id\":\"77\"}\n-- GET /v24.0/me/accounts --\n" + `{"data":[{"id":"104201","fan_count":3,"access_token":"CANARY-page-token-777777"}]}` + "\n", true},
		"several Pages":     {"-- GET /v24.0/me --\n{\"id\":\"77\"}\n-- GET /v24.0/me/accounts --\n" + `{"data":[{"id":"104201"},{"id":"104202"}]}` + "\n", false},
		"a person, no Page": {"-- GET /v24.0/me --\n{\"id\":\"77\"}\n-- GET /v24.0/me/accounts --\n{\"data\":[]}\n", false},
	} {
		d, err := Open(a, envOf(conntest.ParseSite(t, c.archive+posts), asOf))
		if err != nil {
			t.Fatal(err)
		}
		p, err := d.Fetch(t.Context(), "")
		if (err == nil) != c.found || c.found && *p.Accounts[0].Followers != 3 {
			t.Errorf("%s: %+v, %v", name, p.Accounts, err)
		}
	}
}

// Ids that only files give are not asked for: the API would say that there is no such
// post, which is no deletion.
func TestRowsOfFilesAreNotDeleted(t *testing.T) {
	fake := conntest.ParseSite(t, "-- GET /v24.0/1 --\n{\"id\":\"1\"}\n")
	g, err := newGraph(accountOn(data.Facebook), envOf(fake, asOf))
	if err != nil {
		t.Fatal(err)
	}
	known := []connectors.Known{{Post: "facebook:row-0123456789abcdef0123", PublishedAt: 1}, {Post: "facebook:122158000000001", PublishedAt: 1}}
	if p, err := (&page{graph: g, found: &account{ID: "1"}}).look(t.Context(), known); err != nil || len(p.Posts)+len(fake.Asked()) > 0 {
		t.Errorf("%+v, %v, asked %q", p.Posts, err, fake.Asked())
	}
}
