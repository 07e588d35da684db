package v1

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// env is a run's surroundings over a site.
func env(at time.Time, transport http.RoundTripper, rows int) connectors.Env {
	return connectors.Env{Clock: data.Clock{AsOf: at}, Own: own, Rows: rows, HTTP: web.New(web.Options{Transport: transport}).Line(web.Budget{}),
		Secret: func(name string) (string, error) {
			if name == "x-bearer" {
				return token, nil
			}
			return "", connectors.ErrAuth
		}}
}

func readAll(t testing.TB, e connectors.Env, cursor string) (all connectors.Page, err error) {
	t.Helper()
	d, err := Open(oslo, e)
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
		all.Rejects, all.Cursor = append(all.Rejects, p.Rejects...), p.Cursor
	}
	return all, nil
}

// The library asks at the account's own server, page after page by max_id.
func TestTimeline(t *testing.T) {
	s := conntest.ParseSite(t, site(t, "full"))
	p, err := readAll(t, env(asOf, s, 0), "")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"GET /1.1/users/show.json?include_entities=false&screen_name=ruritania_oslo",
		"GET /1.1/statuses/user_timeline.json?count=200&exclude_replies=false&include_rts=true&screen_name=ruritania_oslo&tweet_mode=extended",
		"GET /1.1/statuses/user_timeline.json?count=200&exclude_replies=false&include_rts=true&max_id=1700000000000000002&screen_name=ruritania_oslo&tweet_mode=extended",
		"GET /1.1/statuses/user_timeline.json?count=200&exclude_replies=false&include_rts=true&max_id=1600000000000000007&screen_name=ruritania_oslo&tweet_mode=extended",
	}
	if got := s.Asked(); !slices.Equal(got, want) {
		t.Errorf("asked\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(p.Posts) != 4 || len(p.Rejects) != 0 {
		t.Fatalf("%d posts, rejects %+v", len(p.Posts), p.Rejects)
	}
	album, film, repost, quote := p.Posts[0], p.Posts[1], p.Posts[2], p.Posts[3]
	if album.Text != "Our passport counter opens on Saturday & Sunday https://t.co/a1" || album.FormatNative != "photo" || *album.MediaCount != 2 || album.Hashtags[0] != "passport" {
		t.Errorf("album %+v", album)
	}
	if film.FormatNative != "video" || *film.DurationMS != 61000 || film.LangPlatform != "he" || *p.Snapshots[1].Quotes != 0 || p.Snapshots[0].Quotes != nil {
		t.Errorf("film %+v %+v", film, p.Snapshots[1])
	}
	if !repost.IsRepost || repost.Text != "" || p.Snapshots[2].Shares != nil {
		t.Errorf("repost %+v", repost)
	}
	if quote.Quoted != "x:15" {
		t.Errorf("quote %+v", quote)
	}
}

// One odd post does not cost the page, although the library could not decode it.
func TestOddPost(t *testing.T) {
	archive := site(t, "empty") + `-- GET /1.1/statuses/user_timeline.json?count=200 --
[{"id_str":"9","full_text":7,"created_at":"Wed May 20 08:00:00 +0000 2026"},{"id_str":"8","full_text":"good","created_at":"Wed May 20 07:00:00 +0000 2026","favorite_count":"12"},
{"id_str":"7","full_text":"no date"},{"id_str":"6","full_text":"not ours","created_at":"Wed May 20 07:00:00 +0000 2026","user":{"screen_name":"somebody"}}]
-- GET /1.1/statuses/user_timeline.json?count=200&max_id=5 --
[]
`
	p, err := readAll(t, env(asOf, conntest.ParseSite(t, archive), 0), "")
	if err != nil || len(p.Posts) != 1 || *p.Snapshots[0].Likes != 12 || len(p.Rejects) != 3 {
		t.Errorf("%d posts, rejects %+v, %v", len(p.Posts), p.Rejects, err)
	}
	for _, r := range p.Rejects {
		if r.Row != "" || strings.Contains(r.Hint, "somebody") {
			t.Errorf("a reject holds content: %+v", r)
		}
	}
}

// Of posts that a look-up leaves out only those that are asked for alone and not
// found are gone.
func TestDeletion(t *testing.T) {
	first, err := readAll(t, env(asOf, conntest.ParseSite(t, site(t, "full")), 0), "")
	if err != nil {
		t.Fatal(err)
	}
	later := asOf.Add(24 * time.Hour)
	s := conntest.ParseSite(t, site(t, "later"))
	e := env(later, s, 0)
	e.Known = func(data.AccountID) ([]connectors.Known, error) {
		at := data.At(later.Add(-8 * 24 * time.Hour))
		return []connectors.Known{{Post: "x:1700000000000000005", PublishedAt: at}, {Post: "x:1700000000000000003", PublishedAt: at}}, nil
	}
	p, err := readAll(t, e, first.Cursor)
	if err != nil || len(p.Posts) != 1 || p.Posts[0].PostID != "x:1700000000000000003" || p.Posts[0].DeletedAt != data.At(later) {
		t.Errorf("%+v, %v; asked %v", p.Posts, err, s.Asked())
	}
}

func TestExplain(t *testing.T) {
	for body, want := range map[string]error{
		`{"errors":[{"code":34,"message":"Sorry, that page does not exist."}]}`: connectors.ErrGone,
		`{"errors":[{"code":144,"message":"No status found with that ID."}]}`:   connectors.ErrGone,
		`{"errors":[{"code":179,"message":"Sorry"}]}`:                           errHidden,
		`{"errors":[{"code":89,"message":"Invalid or expired token."}]}`:        connectors.ErrAuth,
		`{"errors":[{"code":88,"message":"Rate limit exceeded"}]}`:              connectors.RateLimited{},
		`{"errors":[{"code":130,"message":"Over capacity"}]}`:                   nil,
		`{}`: nil,
		``:   nil,
	} {
		if got := explain(0, http.Header{}, []byte(body)); !errors.Is(got, want) {
			t.Errorf("%s: %v, want %v", body, got, want)
		}
	}
}

func TestServers(t *testing.T) {
	for server, want := range map[string]bool{"https://archive.example/1.1": true, "https://archive.example/1.1/": true, "https://api.x.com": false, "": false} {
		if Is(server) != want {
			t.Errorf("Is(%q) = %v", server, !want)
		}
	}
	for _, server := range []string{"https://archive.example/1.1/", "archive.example/1.1", "https://user:secret@archive.example/1.1?key=1"} {
		if u, err := Address(server); err != nil || u.String() != "https://archive.example/1.1" {
			t.Errorf("Address(%s) = %v, %v", server, u, err)
		}
	}
	if _, err := Address("https://"); !errors.Is(err, connectors.ErrInput) {
		t.Errorf("an empty address: %v", err)
	}
	a := oslo
	if _, err := Open(a, connectors.Env{}); !errors.Is(err, connectors.ErrAuth) || !strings.Contains(err.Error(), "tailor connect x") {
		t.Errorf("without a token: %v", err)
	}
	lines, err := Connect(t.Context(), oslo, env(asOf, conntest.ParseSite(t, site(t, "full")), 0))
	if err != nil || !strings.Contains(lines[0], "archive.example") {
		t.Errorf("Connect = %q, %v", lines, err)
	}
}

// BenchmarkPages reads a timeline of ten full pages over a site in memory.
func BenchmarkPages(b *testing.B) {
	const pages = 10
	archive := site(b, "empty")
	for page := range pages {
		var posts []string
		top := 1_700_000_000_000_000_000 - page*mostListed
		for i := range mostListed {
			posts = append(posts, fmt.Sprintf(`{"created_at":"%s","id_str":"%d","full_text":"Our passport counter is open again","favorite_count":%d,"retweet_count":3,"lang":"en","extended_entities":{"media":[{"type":"photo","indices":[1,2]}]},"user":{"id_str":"9001","screen_name":"Ruritania_Oslo"}}`,
				asOf.Add(-time.Duration(page*mostListed+i)*time.Hour).Format(time.RubyDate), top-i, i))
		}
		after := ""
		if page > 0 {
			after = fmt.Sprintf("?max_id=%d", top)
		}
		archive += "-- GET /1.1/statuses/user_timeline.json" + after + " --\n[" + strings.Join(posts, ",\n") + "]\n"
	}
	archive += fmt.Sprintf("-- GET /1.1/statuses/user_timeline.json?max_id=%d --\n[]\n", 1_700_000_000_000_000_000-pages*mostListed)
	s := conntest.ParseSite(b, strings.Replace(archive, "-- GET /1.1/statuses/user_timeline.json --\n[]\n", "", 1))
	rows := 0
	b.ReportAllocs()
	for b.Loop() {
		p, err := readAll(b, env(asOf, s, 0), "")
		if err != nil || len(p.Posts) != pages*mostListed {
			b.Fatal(len(p.Posts), err)
		}
		rows += len(p.Posts)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
