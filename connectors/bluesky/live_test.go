//go:build live

package bluesky

import (
	"context"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// seeded is what examples/live-bluesky/seed.mjs did.
type seeded struct {
	AppView   string
	DID       string
	Handle    string
	Sister    string
	Followers int64
	Following int64
	Total     int64 `json:"postsTotal"`
	Quoting   int64
	Quoted    string
	Closed    int64
	Car       string
	Posts     map[string]seededPost
	Replies   []seededReply
	Deleted   struct {
		URI string
		At  time.Time
	}
}

type seededPost struct {
	Format, Text, Lang, Quoted            string
	Likes, Shares, Replies, Quotes, Media int64
	Links, Hashtags                       []string
	Reply, Repost, Quote, Now             bool
}

type seededReply struct {
	URI, Root, Parent, Author, Text string
	Own                             bool
}

func readSeeded(t *testing.T) (s seeded) {
	t.Helper()
	path := os.Getenv("TAILOR_LIVE_BLUESKY")
	if path == "" {
		t.Skip("TAILOR_LIVE_BLUESKY names no file of what was seeded; run make live-bluesky")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// pullAll reads everything there is.
func pullAll(t *testing.T, a connectors.Account, env connectors.Env) (all connectors.Page, pages int, last string) {
	t.Helper()
	d, err := Open(a, env)
	if err != nil {
		t.Fatal(err)
	}
	for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
		if err != nil {
			t.Fatal(err)
		}
		all.Accounts = append(all.Accounts, p.Accounts...)
		all.Posts = append(all.Posts, p.Posts...)
		all.Snapshots = append(all.Snapshots, p.Snapshots...)
		all.Replies = append(all.Replies, p.Replies...)
		all.Rejects = append(all.Rejects, p.Rejects...)
		all.Notes = append(all.Notes, p.Notes...)
		all.Unknown = append(all.Unknown, p.Unknown...)
		pages, last = pages+1, p.Cursor
	}
	return all, pages, last
}

func (s *seeded) account() connectors.Account {
	return connectors.Account{ID: "live", Platform: "bluesky", Handle: s.Handle, Server: s.AppView, Role: data.RoleOwn, Replies: true}
}

func (s *seeded) env(t *testing.T, at time.Time) connectors.Env {
	u, err := url.Parse(s.AppView)
	if err != nil {
		t.Fatal(err)
	}
	network := web.New(web.Options{Allow: []string{u.Host}})
	return connectors.Env{Clock: data.Clock{AsOf: at}, HTTP: network.Line(web.Budget{}),
		Own: func(p data.Platform, h string) bool {
			return p == data.Bluesky && (connectors.SameHandle(h, s.Handle) || connectors.SameHandle(h, s.Sister))
		}}
}

// TestLiveCounts compares everything the AppView tells with what was seeded.
func TestLiveCounts(t *testing.T) {
	s := readSeeded(t)
	now := time.Now()
	all, pages, cursor := pullAll(t, s.account(), s.env(t, now))
	if len(all.Accounts) != 1 || *all.Accounts[0].Followers != s.Followers || *all.Accounts[0].Following != s.Following || *all.Accounts[0].PostsTotal != s.Total {
		t.Errorf("account %+v; want %d followers, %d followed, %d posts", all.Accounts, s.Followers, s.Following, s.Total)
	}
	if len(all.Rejects)+len(all.Unknown) > 0 {
		t.Errorf("rejects %+v, unknown fields %v", all.Rejects, all.Unknown)
	}
	got := map[string]seededPost{}
	for _, p := range all.Posts {
		x := seededPost{Format: p.FormatNative, Text: p.Text, Quoted: p.Quoted.Native(), Links: p.Links, Hashtags: p.Hashtags,
			Reply: p.IsReply, Repost: p.IsRepost, Quote: p.IsQuote}
		if p.LangPlatform != "en" {
			x.Lang = p.LangPlatform
		}
		if p.MediaCount != nil {
			x.Media = *p.MediaCount
		}
		if age := now.Sub(p.PublishedAt.Time()); age < 0 || age > time.Hour {
			t.Errorf("%s is said to be published at %s", p.PostID, p.PublishedAt)
		}
		x.Now = p.Text == "Written long ago, it says"
		got[p.PostID.Native()] = x
	}
	for _, snap := range all.Snapshots {
		x := got[snap.PostID.Native()]
		if !x.Repost {
			x.Likes, x.Shares, x.Replies, x.Quotes = *snap.Likes, *snap.Shares, *snap.Replies, *snap.Quotes
			if snap.Saves == nil || *snap.Saves != 0 || snap.RepliesScope != "direct" {
				t.Errorf("%s: saves %v, scope %q", snap.PostID, snap.Saves, snap.RepliesScope)
			}
		}
		got[snap.PostID.Native()] = x
	}
	if diff := cmp.Diff(s.Posts, got); diff != "" {
		t.Errorf("posts (-seeded +read):\n%s", diff)
	}
	if got[s.Quoted].Quotes != s.Quoting {
		t.Errorf("quoteCount %d, getQuotes lists %d", got[s.Quoted].Quotes, s.Quoting)
	}
	var replies []seededReply
	for _, r := range all.Replies {
		replies = append(replies, seededReply{URI: r.Native, Root: r.RootPost.Native(), Parent: r.Parent, Author: r.Author, Text: r.Text, Own: r.ByAccount})
		if r.Collection != connectors.CollectionComplete {
			t.Errorf("the thread of %s is %s", r.RootPost, r.Collection)
		}
	}
	byURI := func(a, b seededReply) int { return strings.Compare(a.URI, b.URI) }
	slices.SortFunc(replies, byURI)
	replies = slices.Compact(replies) // those under an answer come with its thread and with the answer's
	slices.SortFunc(s.Replies, byURI)
	if diff := cmp.Diff(s.Replies, replies); diff != "" {
		t.Errorf("replies (-seeded +read):\n%s", diff)
	}
	closed := int64(0)
	for _, n := range all.Notes {
		closed += n.Count
	}
	if closed != s.Closed {
		t.Errorf("notes %v; want %d reply left out", all.Notes, s.Closed)
	}
	t.Logf("%d pages, %d posts, %d snapshots, %d replies in %s", pages, len(all.Posts), len(all.Snapshots), len(all.Replies), time.Since(now).Round(time.Millisecond))

	s.deletion(t, now.Add(25*time.Hour), cursor)
}

// deletion runs again a day later, when the deleted post, still known, is due.
func (s *seeded) deletion(t *testing.T, at time.Time, cursor string) {
	t.Helper()
	id := data.NewPostID(data.Bluesky, s.Deleted.URI)
	env := s.env(t, at)
	env.Known = func(data.AccountID) ([]connectors.Known, error) {
		return []connectors.Known{{Post: id, PublishedAt: data.At(s.Deleted.At)}}, nil
	}
	d, err := Open(s.account(), env)
	if err != nil {
		t.Fatal(err)
	}
	gone := []data.PostID{}
	for p, err := range connectors.NewSource(s.account(), d).Pages(context.Background(), cursor) {
		if err != nil {
			t.Fatal(err)
		}
		for _, post := range p.Posts {
			if post.DeletedAt != 0 {
				gone = append(gone, post.PostID)
			}
		}
	}
	if diff := cmp.Diff([]data.PostID{id}, gone); diff != "" {
		t.Errorf("deleted posts (-want +got):\n%s", diff)
	}
}

// TestLiveArchive reads the repository that the server of accounts exports.
func TestLiveArchive(t *testing.T) {
	s := readSeeded(t)
	a := connectors.Account{ID: "live", Platform: "bluesky", Handle: s.DID, Role: data.RoleOwn, Files: []connectors.File{{Path: filepath.Base(s.Car)}}}
	env := s.env(t, time.Now())
	env.Dir, env.Rows = filepath.Dir(s.Car), 50
	all, pages, _ := pullAll(t, a, env)
	got := map[string]string{}
	for _, p := range all.Posts {
		got[p.PostID.Native()] = p.FormatNative + "|" + p.Text
	}
	want := map[string]string{}
	for uri, p := range s.Posts {
		want[uri] = p.Format + "|" + p.Text
	}
	if diff := cmp.Diff(want, got); diff != "" || len(all.Rejects) > 0 {
		t.Errorf("posts (-seeded +archive):\n%s\n%+v", diff, all.Rejects)
	}
	t.Logf("%d pages, %d posts", pages, len(all.Posts))
}
