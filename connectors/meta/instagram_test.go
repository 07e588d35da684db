package meta

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

func TestInstagram(t *testing.T) {
	fake := conntest.ParseSite(t, site(t, "instagram_full"))
	all := read(t, accountOn(data.Instagram), envOf(fake, asOf))
	silent(t, all, fake)
	want := []data.AccountSnapshot{{AccountID: "oslo-instagram", Platform: data.Instagram, ObservedAt: data.At(asOf), Source: data.SourceAPI,
		Followers: data.N(2045), Following: data.N(120), PostsTotal: data.N(5), Precision: "exact", Missing: "views_total=unsupported"}}
	if diff := cmp.Diff(want, all.Accounts); diff != "" {
		t.Errorf("counters (-want +got):\n%s", diff)
	}
	post, snap := find(t, all, "instagram:3001")
	published := data.At(time.Date(2026, 5, 29, 8, 30, 0, 0, time.UTC))
	wantPost := data.Post{PostID: "instagram:3001", AccountID: "oslo-instagram", Platform: data.Instagram, PublishedAt: published, Precision: data.BySecond,
		URL: "https://www.instagram.com/p/3001/", Text: "Open day #Oslo", FormatNative: "carousel_album", MediaCount: data.N(3), Hashtags: []string{"oslo"},
		Paid: data.PaidUnknown, ObservedAt: data.At(asOf), Source: data.SourceAPI}
	if diff := cmp.Diff(wantPost, post); diff != "" {
		t.Errorf("post (-want +got):\n%s", diff)
	}
	wantSnap := data.PostSnapshot{PostID: post.PostID, AccountID: post.AccountID, Platform: data.Instagram, PublishedAt: published, ObservedAt: data.At(asOf), Source: data.SourceAPI,
		Likes: data.N(40), Replies: data.N(3), Shares: data.N(6), Saves: data.N(14), Reach: data.N(800), Views: data.N(1100), RepliesScope: "all",
		ViewsDefinition: "instagram/views", Missing: "clicks=unsupported;impressions=unsupported;quotes=unsupported"}
	if diff := cmp.Diff(wantSnap, snap); diff != "" {
		t.Errorf("snapshot (-want +got):\n%s", diff)
	}
	if p, s := find(t, all, "instagram:3003"); s.Likes != nil || s.Missing.Reason("likes") != data.Hidden || *s.Saves != 0 || p.FormatNative != "image" {
		t.Errorf("hidden likes: %+v", s)
	}
	if p, _ := find(t, all, "instagram:3002"); p.FormatNative != "reel" {
		t.Errorf("a reel is %q", p.FormatNative)
	}
	if p, s := find(t, all, "instagram:3005"); p.Paid != data.PaidFor || s.Missing.Reason("reach") != data.Hidden {
		t.Errorf("an advertisement: %+v %+v", p, s)
	}
	if _, s := find(t, all, "instagram:3004"); s.Likes == nil || s.Missing.Reason("views") != data.Hidden {
		t.Errorf("from before the account was professional: %+v", s)
	}
}

// TestInstagramComments: answers beyond the first page are read, and the account's
// own known by name or id.
func TestInstagramComments(t *testing.T) {
	all := read(t, accountOn(data.Instagram), envOf(conntest.ParseSite(t, site(t, "instagram_full")), asOf))
	type row struct {
		Native, Parent, Author string
		Own                    bool
	}
	var got []row
	for _, r := range all.Replies {
		got = append(got, row{r.Native, r.Parent, r.Author, r.ByAccount})
	}
	want := []row{{"c100", "3001", "601", false}, {"c101", "c100", "17841400000001", true}, {"c102", "c100", "601", false}, {"c103", "3001", "reader_three", false}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
}

// TestCommentStaysUnnamed: the id of a comment, which leads to its author, stands in
// no error.
func TestCommentStaysUnnamed(t *testing.T) {
	for _, status := range []string{"400", "403", "429", "500"} {
		archive := site(t, "instagram_full") + "-- GET /v24.0/c100/replies?after=R1 --\nHTTP " + status + "\n\n{\"error\":{\"message\":\"c100\"}}\n"
		d, err := Open(accountOn(data.Instagram), envOf(conntest.ParseSite(t, archive), asOf))
		if err != nil {
			t.Fatal(err)
		}
		cursor := ""
		for err == nil {
			var p connectors.Page
			if p, err = d.Fetch(t.Context(), cursor); p.Done {
				t.Fatal("no error")
			}
			if strings.Contains(p.Cursor, "c100") {
				t.Errorf("a position names a comment: %s", p.Cursor)
			}
			cursor = p.Cursor
		}
		if strings.Contains(err.Error(), "c100") {
			t.Errorf("status %s: %v", status, err)
		}
	}
}

// TestPeer reads a peer by business discovery: no insights, no comments, two pages.
func TestPeer(t *testing.T) {
	fake := conntest.ParseSite(t, site(t, "instagram_peer"))
	a := connectors.Account{ID: "sylvania", Platform: "instagram", Handle: "https://www.instagram.com/sylvania_no/", Role: data.RolePeerMission, Replies: true}
	env := envOf(fake, asOf)
	all := read(t, a, env)
	silent(t, all, fake)
	if len(all.Posts) != 3 || len(all.Replies) != 0 || *all.Accounts[0].Followers != 900 {
		t.Errorf("%d posts, %d replies, counters %+v; asked:\n%s", len(all.Posts), len(all.Replies), all.Accounts, strings.Join(fake.Asked(), "\n"))
	}
	if _, s := find(t, all, "instagram:7002"); s.Missing.Reason("likes") != data.Hidden || s.Missing.Reason("reach") != data.Hidden {
		t.Errorf("a peer's snapshot: %+v", s)
	}
	for _, asked := range fake.Asked() {
		if strings.Contains(asked, "/insights") || strings.Contains(asked, "/comments") {
			t.Errorf("a peer was asked for %s", asked)
		}
	}
}

// TestInstagramLogin: a token of an Instagram login is taken at its own host.
func TestInstagramLogin(t *testing.T) {
	fake := conntest.ParseSite(t, "-- GET //graph.instagram.com/v24.0/me --\n"+`{"user_id":"1784","id":"9","username":"ruritania.oslo","followers_count":"12"}`+
		"\n-- GET //graph.instagram.com/v24.0/1784/media --\n{\"data\":[]}\n")
	env := envOf(fake, asOf)
	env.Secret = func(string) (string, error) { return "IGAACANARY-instagram-login-99", nil }
	if all := read(t, accountOn(data.Instagram), env); len(all.Accounts) != 1 || *all.Accounts[0].Followers != 12 {
		t.Errorf("%+v; asked %q", all.Accounts, fake.Asked())
	}
}

// TestResolveInstagram: by id, by a Page's own token, and not at all.
func TestResolveInstagram(t *testing.T) {
	for name, c := range map[string]struct {
		handle, archive, want string
	}{
		"by id": {"17841400000001", "-- GET /v24.0/17841400000001 --\n" + `{"id":"17841400000001","username":"ruritania.oslo"}` + "\n", "17841400000001"},
		"by a Page's token": {"ruritania.oslo", "-- GET /v24.0/me/accounts --\nHTTP 400\n\n" + `{"error":{"code":100,"message":"(#100) Tried accessing nonexisting field (accounts) on node type (Page)"}}` +
			"\n-- GET /v24.0/me --\n" + `{"id":"1","instagram_business_account":{"id":"178","username":"ruritania.oslo"}}` + "\n", "178"},
		"another's": {"somebody", "-- GET /v24.0/me/accounts --\n" + `{"data":[{"id":"1","instagram_business_account":{"id":"178","username":"ruritania.oslo"}}]}` + "\n", ""},
		"none":      {"somebody", "-- GET /v24.0/me/accounts --\n{\"data\":[]}\n-- GET /v24.0/me --\n{\"id\":\"1\"}\n", ""},
	} {
		a := accountOn(data.Instagram)
		a.Handle = c.handle
		g, err := newGraph(a, envOf(conntest.ParseSite(t, c.archive), asOf))
		if err != nil {
			t.Fatal(err)
		}
		one, err := (&instagram{graph: g}).resolve(t.Context())
		if c.want == "" && err == nil || c.want != "" && (err != nil || string(one.ID) != c.want) {
			t.Errorf("%s: %+v, %v", name, one, err)
		}
	}
}
