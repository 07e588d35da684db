package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

var update = flag.Bool("update", false, "write the golden files anew")

// pages reads an account of a site.
func pages(t *testing.T, a connectors.Account, site http.RoundTripper) connectors.Page {
	t.Helper()
	env := connectors.Env{Clock: data.Clock{AsOf: asOf}, Own: own, HTTP: web.New(web.Options{Transport: site}).Line(web.Budget{})}
	d, err := Open(a, env)
	if err != nil {
		t.Fatal(err)
	}
	var all connectors.Page
	for p, err := range connectors.NewSource(a, d).Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		all.Accounts = append(all.Accounts, p.Accounts...)
		all.Posts = append(all.Posts, p.Posts...)
		all.Snapshots = append(all.Snapshots, p.Snapshots...)
		all.Replies = append(all.Replies, p.Replies...)
		all.Rejects = append(all.Rejects, p.Rejects...)
		all.Notes = append(all.Notes, p.Notes...)
	}
	return all
}

// TestRows compares every row of the site with the golden file.
func TestRows(t *testing.T) {
	all := pages(t, oslo, conntest.ParseSite(t, site(t, "full")))
	var out strings.Builder
	line := func(kind string, v any) {
		b, err := json.MarshalIndent(v, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s %s\n", kind, b)
	}
	for i := range all.Accounts {
		line("account", all.Accounts[i])
	}
	for i := range all.Posts {
		line("post", all.Posts[i])
		line("counters", all.Snapshots[i])
	}
	type plain connectors.Reply // of nobody who exists
	for i := range all.Replies {
		line("reply", plain(all.Replies[i]))
	}
	for _, n := range all.Notes {
		fmt.Fprintln(&out, "note", n)
	}
	golden := filepath.Join("testdata", "full.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("rows (-golden +got):\n%s", diff)
	}
}

// TestNobodyElseIsStored looks for those who replied, were mentioned, reposted or
// answered in everything but the replies, which are stripped later.
func TestNobodyElseIsStored(t *testing.T) {
	all := pages(t, oslo, conntest.ParseSite(t, site(t, "full")))
	if len(all.Replies) == 0 {
		t.Fatal("the site has no replies to look for")
	}
	all.Replies = nil
	stored, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"did:plc:reader", "reader1.example", "reader2.example", "reader3.example", "elsewhere.example", "Somebody", "Ada Reader", "Their words", "I asked not"} {
		if strings.Contains(string(stored), name) {
			t.Errorf("%q is in what is stored", name)
		}
	}
}

// TestRecorded reads what a real AppView answered.
func TestRecorded(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "fixtures", "bluesky")
	var archive strings.Builder
	for _, f := range []struct{ name, request string }{
		{"getProfile", "actor.getProfile"}, {"getAuthorFeed.p1", "feed.getAuthorFeed"},
		{"getAuthorFeed.p2", "feed.getAuthorFeed?cursor=1795310210000__bafyreiazqjfjhcuhbbecfugv6nq6a55vfpw35nivaemck237pldr7nty64"},
		{"getPostThread", "feed.getPostThread"},
	} {
		b, err := os.ReadFile(filepath.Join(dir, f.name+".json"))
		if err != nil {
			t.Skip("the recorded answers are not here")
		}
		fmt.Fprintf(&archive, "-- GET /xrpc/app.bsky.%s --\n%s\n", f.request, b)
	}
	a := connectors.Account{ID: "embassy", Platform: "bluesky", Handle: "embassy.test", Role: data.RoleOwn, Replies: true}
	env := connectors.Env{Clock: data.Clock{AsOf: time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)},
		HTTP: web.New(web.Options{Transport: conntest.ParseSite(t, archive.String())}).Line(web.Budget{})}
	d, err := Open(a, env)
	if err != nil {
		t.Fatal(err)
	}
	posts, replies := 0, 0
	for p, err := range connectors.NewSource(a, d).Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		posts, replies = posts+len(p.Posts), replies+len(p.Replies)
		for i := range p.Snapshots {
			if s := &p.Snapshots[i]; s.Missing != "clicks=unsupported;impressions=unsupported;reach=unsupported;views=unsupported" {
				t.Errorf("%s: missing %q", s.PostID, s.Missing)
			}
		}
		for _, r := range p.Replies {
			if r.Collection != connectors.CollectionComplete || !r.HasAuthor || r.ByAccount {
				t.Errorf("a reply is %q, has an author: %v, is by the account: %v", r.Collection, r.HasAuthor, r.ByAccount)
			}
		}
		if len(p.Rejects)+len(p.Unknown) > 0 {
			t.Errorf("rejects %v, unknown fields %v", p.Rejects, p.Unknown)
		}
	}
	if posts != 4 || replies != 2 {
		t.Errorf("%d posts and %d replies, want 4 and 2", posts, replies)
	}
}

func TestMoment(t *testing.T) {
	at := func(s string) data.Micros { m, _ := time.Parse(time.RFC3339Nano, s); return data.At(m) }
	key := tid(at("2026-05-01T00:00:00Z"))
	for _, c := range []struct{ created, indexed, key, want string }{
		{"2026-05-01T10:00:00.5Z", "2026-05-01T10:00:01Z", "", "2026-05-01T10:00:00.5Z"},
		{"2026-05-01T12:00:00+02:00", "2026-05-01T10:00:01Z", "", "2026-05-01T10:00:00Z"},
		{"2026-05-01T10:04:00Z", "2026-05-01T10:00:00Z", "", "2026-05-01T10:04:00Z"}, // a clock that is a little fast
		{"2026-05-01T10:06:00Z", "2026-05-01T10:00:00Z", "", "2026-05-01T10:00:00Z"},
		{"2099-01-01T00:00:00Z", "2026-05-01T10:00:00Z", "", "2026-05-01T10:00:00Z"},
		{"2012-01-01T00:00:00Z", "2026-05-01T10:00:00Z", "", "2026-05-01T10:00:00Z"},
		{"2023-01-01T00:00:00Z", "2026-05-01T10:00:00Z", "", "2023-01-01T00:00:00Z"}, // brought along from elsewhere
		{"0000-01-01T00:00:00Z", "2026-05-01T10:00:00Z", "", "2026-05-01T10:00:00Z"},
		{"yesterday", "2026-05-01T10:00:00Z", "", "2026-05-01T10:00:00Z"},
		{"2026-05-01T10:00:00", "", key, "2026-05-01T00:00:00Z"}, // no zone
		{"2012-01-01T00:00:00Z", "", key, "2026-05-01T00:00:00Z"},
		{"2026-06-01T10:00:00Z", "", key, "2026-05-01T00:00:00Z"},
		{"2026-05-01T00:00:00Z", "", "self", "2026-05-01T00:00:00Z"},
		{"", "", "self", ""}, {"", "never", "", ""},
	} {
		got, ok := moment(c.created, c.indexed, c.key)
		if got != at(c.want) && c.want != "" || ok != (c.want != "") {
			t.Errorf("moment(%q, %q, %q) = %s, %v; want %s", c.created, c.indexed, c.key, got, ok, c.want)
		}
	}
}

func TestFormats(t *testing.T) {
	for in, want := range map[string]string{
		`null`: "text 0", `{"$type":"app.bsky.embed.images","images":[{},{}]}`: "app.bsky.embed.images 2",
		`{"$type":"app.bsky.embed.gallery","items":[{},{},{}]}`:                                                                                                 "app.bsky.embed.images 3",
		`{"$type":"app.bsky.embed.video"}`:                                                                                                                      "app.bsky.embed.video 1",
		`{"$type":"app.bsky.embed.video","presentation":"gif"}`:                                                                                                 "gif 1",
		`{"$type":"app.bsky.embed.external","external":{"uri":"https://a.example/x"}}`:                                                                          "app.bsky.embed.external 0",
		`{"$type":"app.bsky.embed.external","external":{"uri":"https://i.giphy.com/x"}}`:                                                                        "gif 1",
		`{"$type":"app.bsky.embed.record","record":{"uri":"at://did:plc:a/app.bsky.feed.post/1"}}`:                                                              "app.bsky.embed.record 0 quote",
		`{"$type":"app.bsky.embed.record","record":{"uri":"at://did:plc:a/app.bsky.graph.starterpack/1"}}`:                                                      "app.bsky.embed.external 0",
		`{"$type":"app.bsky.embed.recordWithMedia","record":{"record":{"uri":"at://did:plc:a/app.bsky.feed.post/1"}},"media":{"$type":"app.bsky.embed.video"}}`: "app.bsky.embed.video 1 quote",
		`{"$type":"app.bsky.embed.recordWithMedia"}`:                                                                                                            "app.bsky.embed.record 0",
		`{"$type":"app.bsky.embed.hologram"}`:                                                                                                                   "app.bsky.embed.hologram 0",
	} {
		var e *embed
		if err := json.Unmarshal([]byte(in), &e); err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprint(e.format(), " ", *e.media())
		if e.quotes() != "" {
			got += " quote"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
}

func TestConfigured(t *testing.T) {
	for in, want := range map[string]string{
		"@Embassy.Example": "embassy.example", "https://bsky.app/profile/embassy.example": "embassy.example", "at://did:plc:abc": "did:plc:abc",
		"https://bsky.app/profile/did:plc:abc/post/3k": "did:plc:abc", " name.bsky.social ": "name.bsky.social", "did:web:embassy.example": "did:web:embassy.example",
		"embassy": "", "": "", "*": "", "@": "", "a b.example": "", "https://": "",
	} {
		got, err := identifier(in)
		if got != want || (err == nil) != (want != "") || err != nil && !errors.Is(err, connectors.ErrInput) {
			t.Errorf("identifier(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for in, want := range map[string]string{
		"": public, "bsky.social": public, "https://bsky.app/": public, "appview.example": "https://appview.example",
		"http://localhost:2584": "http://localhost:2584", "https://appview.example/xrpc/": "https://appview.example", "https://": "",
	} {
		got, err := address(in)
		if (err == nil) != (want != "") || err == nil && got.String() != want {
			t.Errorf("address(%q) = %v, %v; want %q", in, got, err, want)
		}
	}
}

// TestExplain reads the errors of an AppView.
func TestExplain(t *testing.T) {
	for body, want := range map[string]error{
		`{"error":"NotFound","message":"Post not found: at://x"}`:                 errDeleted,
		`{"error":"InvalidRequest","message":"Profile not found"}`:                connectors.ErrInput,
		`{"error":"AccountDeactivated","message":"Account is deactivated"}`:       connectors.ErrGone,
		`{"error":"AuthMissing","message":"Authentication Required"}`:             connectors.ErrAuth,
		`{"error":"InvalidRequest","message":"Error: limit must be at most 100"}`: nil,
		`<html>`: nil, `{"error":{}}`: nil,
	} {
		if got := explain(http.StatusBadRequest, http.Header{}, []byte(body)); !errors.Is(got, want) {
			t.Errorf("explain(%s) = %v, want %v", body, got, want)
		}
	}
	if got := explain(http.StatusBadGateway, nil, []byte(`{"error":"NotFound"}`)); got != nil {
		t.Errorf("a gateway's NotFound is %v", got)
	}
}

// TestPeerThatAskedNotToBeShown is not read.
func TestPeerThatAskedNotToBeShown(t *testing.T) {
	archive := strings.Replace(site(t, "full"), `"labels": []}`+"\n", `"labels": [{"val": "!no-unauthenticated"}]}`+"\n", 1)
	a := oslo
	a.Role = data.RolePeerMission
	fake := conntest.ParseSite(t, archive)
	all := pages(t, a, fake)
	if len(all.Posts)+len(all.Replies) > 0 || len(all.Notes) != 1 || len(fake.Asked()) != 1 {
		t.Errorf("%d posts, %d replies, notes %v after %q", len(all.Posts), len(all.Replies), all.Notes, fake.Asked())
	}
	if own := pages(t, oslo, conntest.ParseSite(t, archive)); len(own.Posts) == 0 {
		t.Error("the unit's own account is not read")
	}
}

// TestHandleOfSomebodyElse: a handle that lapsed and was taken up is not read.
func TestHandleOfSomebodyElse(t *testing.T) {
	for known, want := range map[string]error{
		"at://did:plc:beforeitlapsed0000000000/app.bsky.feed.post/3k": connectors.ErrInput, "at://" + did + "/app.bsky.feed.post/3k": nil, "row-1": nil,
	} {
		env := connectors.Env{Clock: data.Clock{AsOf: asOf}, HTTP: web.New(web.Options{Transport: conntest.ParseSite(t, site(t, "full"))}).Line(web.Budget{}),
			Known: func(data.AccountID) ([]connectors.Known, error) {
				return []connectors.Known{{Post: data.NewPostID(data.Bluesky, known)}}, nil
			}}
		c, err := newClient(oslo, env)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.read(t.Context()); !errors.Is(err, want) {
			t.Errorf("with %s known: %v, want %v", known, err, want)
		}
	}
}

// TestCursorBehindTheLastPost ends a feed whose empty last page names itself as the next.
func TestCursorBehindTheLastPost(t *testing.T) {
	archive := strings.Replace(site(t, "empty"), `{"feed": []}`, `{"feed": [], "cursor": "end"}`, 1)
	fake := conntest.ParseSite(t, archive)
	if all := pages(t, oslo, fake); len(all.Accounts) != 1 || len(fake.Asked()) != 3 {
		t.Errorf("%d accounts after %q", len(all.Accounts), fake.Asked())
	}
}

// TestOddThread loses what cannot be read and nothing else.
func TestOddThread(t *testing.T) {
	archive := strings.Replace(site(t, "full"), `{"$type": "app.bsky.feed.defs#notFoundPost"`, `{"$type": "x", "post": 7}, {"$type": "app.bsky.feed.defs#notFoundPost"`, 1)
	all := pages(t, oslo, conntest.ParseSite(t, archive))
	if want := pages(t, oslo, conntest.ParseSite(t, site(t, "full"))); len(all.Replies) != len(want.Replies) || len(all.Notes) != len(want.Notes)+1 {
		t.Errorf("%d replies, notes %v; want %d replies and one note more", len(all.Replies), all.Notes, len(want.Replies))
	}
}

// TestGatewayDoesNotDelete: only the AppView's own word is a deletion.
func TestGatewayDoesNotDelete(t *testing.T) {
	for _, answer := range []string{"HTTP 404\n\nnot here", `HTTP 404` + "\n\n" + `{"error":"XRPCNotSupported"}`} {
		c, err := newClient(oslo, connectors.Env{HTTP: web.New(web.Options{Transport: conntest.ParseSite(t, "-- GET /xrpc/app.bsky.feed.getPostThread --\n"+answer)}).Line(web.Budget{})})
		if err != nil {
			t.Fatal(err)
		}
		if gone, err := c.gone(context.Background(), "bluesky:at://x/app.bsky.feed.post/1"); gone || err != nil {
			t.Errorf("with %q: gone %v, %v", answer, gone, err)
		}
	}
}

// FuzzAnswers holds the connector to its rows whatever an AppView sends.
func FuzzAnswers(f *testing.F) {
	for _, file := range []string{"full", "nasty"} {
		for part := range strings.SplitSeq(site(f, file), "\n") {
			if strings.HasPrefix(part, "{") {
				f.Add([]byte(part))
			}
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		c := &client{owner: owner{account: oslo, env: connectors.Env{Own: own, Clock: data.Clock{AsOf: asOf}}, did: did}}
		var feed authorFeed
		if json.Unmarshal(body, &feed) == nil {
			var p connectors.Page
			for i := range feed.Feed.Items {
				c.view(&p, &feed.Feed.Items[i].Post)
				if feed.Feed.Items[i].Reason != nil {
					c.repost(&p, &feed.Feed.Items[i])
				}
			}
			for i := range p.Posts {
				if field, why := p.Posts[i].Validate(data.At(asOf.AddDate(8000, 0, 0))); why != "" {
					t.Errorf("%s %s", field, why)
				}
				if field, why := p.Snapshots[i].Validate(data.At(asOf.AddDate(8000, 0, 0))); why != "" {
					t.Errorf("%s %s", field, why)
				}
			}
		}
		var thread threadAnswer
		if json.Unmarshal(body, &thread) == nil {
			var p connectors.Page
			tree := tree{client: c, page: &p, root: "bluesky:at://x/app.bsky.feed.post/1"}
			tree.under(&thread.Thread)
			for _, r := range p.Replies {
				if r.Native == "" || !r.HasAuthor || r.Author == "" {
					t.Error("a reply lacks its id or author")
				}
			}
		}
	})
}

// BenchmarkPages tells how many posts a second are decoded from pages of the feed.
func BenchmarkPages(b *testing.B) {
	var item json.RawMessage
	for line := range strings.SplitSeq(site(b, "full"), "\n") {
		var feed struct{ Feed []json.RawMessage }
		if json.Unmarshal([]byte(line), &feed) == nil && len(feed.Feed) > 1 {
			item = feed.Feed[1]
			break
		}
	}
	page, err := json.Marshal(map[string]any{"feed": slices.Repeat([]json.RawMessage{item}, pageSize)})
	if err != nil {
		b.Fatal(err)
	}
	fake := conntest.ParseSite(b, site(b, "empty")+"\n-- GET /xrpc/app.bsky.feed.getAuthorFeed?limit=100 --\n"+string(page)+"\n")
	env := connectors.Env{Clock: data.Clock{AsOf: asOf}, Own: own, HTTP: web.New(web.Options{Transport: fake}).Line(web.Budget{})}
	c, err := newClient(oslo, env)
	if err != nil {
		b.Fatal(err)
	}
	c.did = did
	rows := 0
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		listing, err := c.posts(b.Context(), "")
		if err != nil {
			b.Fatal(err)
		}
		rows += len(listing.Posts) + len(listing.Snapshots)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

func TestConnect(t *testing.T) {
	env := connectors.Env{HTTP: web.New(web.Options{Transport: conntest.ParseSite(t, site(t, "full"))}).Line(web.Budget{})}
	lines, err := Connect(t.Context(), oslo, env)
	if all := strings.Join(lines, "\n"); err != nil || !strings.Contains(all, "9 posts and 1234 followers") || !strings.Contains(all, did) {
		t.Errorf("Connect = %q, %v", all, err)
	}
	nobody := connectors.Env{HTTP: web.New(web.Options{Transport: conntest.ParseSite(t, "-- GET /xrpc/app.bsky.actor.getProfile --\nHTTP 400\n\n"+`{"error":"InvalidRequest","message":"Profile not found"}`)}).Line(web.Budget{})}
	if _, err := Connect(t.Context(), oslo, nobody); !errors.Is(err, connectors.ErrInput) || !strings.Contains(err.Error(), "handle:") {
		t.Errorf("Connect to nobody: %v", err)
	}
}
