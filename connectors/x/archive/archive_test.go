package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

var (
	asOf  = data.Clock{AsOf: time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)}
	start = time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC)
	oslo  = connectors.Account{ID: "oslo-x", Platform: "x", Handle: "@ruritania_oslo", Role: data.RoleOwn, Files: []connectors.File{{Path: "twitter-*"}}}
)

const (
	aboutIt = `window.__THAR_CONFIG = {"userInfo":{"accountId":"9001","userName":"Ruritania_Oslo","displayName":"Ruritania in Oslo"},
"archiveInfo":{"sizeBytes":"1234","generationDate":"2026-05-20T06:33:07.558Z","isPartialArchive":false},"dataTypes":{}}`
	whose = `window.YTD.account.part0 = [ { "account" : { "email" : "oslo@ruritania.example", "username" : "Ruritania_Oslo", "accountId" : "9001", "createdAt" : "2012-03-04T05:06:07.000Z" } } ]`
)

// tweet writes a made-up post as archives do: counters, ids and positions are text.
func tweet(id int, text, more string) string {
	b, err := json.Marshal(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text))
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf(`{ "tweet" : { "edit_info" : { "initial" : { "editTweetIds" : [ "%d" ], "editableUntil" : "2026-05-01T09:00:00.000Z", "editsRemaining" : "5", "isEditEligible" : true } },
 "retweeted" : false, "source" : "<a href=\"https://x.example\">Web</a>", "entities" : { "hashtags" : [ ], "symbols" : [ ], "user_mentions" : [ { "name" : "N", "screen_name" : "n", "indices" : [ "0", "2" ], "id_str" : "7", "id" : "7" } ], "urls" : [ ] },
 "display_text_range" : [ "0", "20" ], "favorite_count" : "%d", "id_str" : "%d", "truncated" : false, "retweet_count" : "%d", "id" : "%d", "possibly_sensitive" : false,
 "created_at" : "%s", "favorited" : false, "full_text" : %s, "lang" : "en"%s } }`,
		id, id%50, id, id%7, id, start.Add(time.Duration(id)*time.Minute).Format(time.RubyDate), b, more)
}

func file(name string, items ...string) string {
	return "window.YTD." + name + " = [\n  " + strings.Join(items, ",\n  ") + "\n]"
}

func folderOf(files conntest.Input) conntest.Input {
	in := conntest.Input{}
	for name, content := range files {
		in["twitter-2026/data/"+name] = content
	}
	return in
}

func zipOf(t testing.TB, files conntest.Input) conntest.Input {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range files {
			if !yield(name) {
				return
			}
		}
	}) {
		f, err := w.Create("data/" + name)
		if err == nil {
			_, err = f.Write([]byte(files[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return conntest.Input{"twitter-2026.zip": b.String()}
}

// full is an archive in two parts with long and deleted posts.
func full() conntest.Input {
	return conntest.Input{
		"manifest.js": aboutIt, "account.js": whose,
		"tweets.js":                file("tweets.part0", tweet(100, "One", ""), tweet(101, "Two", ""), tweet(102, "RT @ministry: words of another", ""), tweet(103, "Three", "")),
		"tweets-part1.js":          file("tweets.part1", tweet(104, "Four", `, "in_reply_to_status_id_str" : "103", "in_reply_to_status_id" : "103"`)),
		"deleted-tweets.js":        file("deleted_tweets.part0", tweet(90, "Taken back", `, "deleted_at" : "Sat May 02 08:00:00 +0000 2026"`)),
		"direct-messages.js":       "never opened",
		"deleted-tweet-headers.js": file("deleted_tweet_headers.part0", `{ "tweet" : { "tweet_id" : "91", "user_id" : "9001", "created_at" : "Fri May 01 09:31:00 +0000 2026", "deleted_at" : "2026-05-03T08:00:00.000Z" } }`),
	}
}

func TestConformance(t *testing.T) {
	twice := full()
	twice["tweets.js"] = file("tweets.part0", tweet(100, "One", ""), tweet(100, "One", ""), tweet(101, "Two", ""), tweet(102, "RT @ministry: words of another", ""),
		tweet(101, "Two", ""), tweet(103, "Three", ""), tweet(103, "Three", ""), tweet(102, "RT @ministry: words of another", ""))
	twice["tweets-part1.js"] = file("tweets.part1", tweet(104, "Four", ""), tweet(104, "Four", ""))
	empty := conntest.Input{"manifest.js": aboutIt, "tweets.js": file("tweets.part0")}
	texts := append([]string{"caf\uFFFD & <b>"}, conntest.HardTexts...)
	var items []string
	for i, text := range texts {
		items = append(items, strings.Replace(tweet(200+i, text, ""), "\uFFFD", "\xe9", 1))
	}
	nasty := conntest.Input{"manifest.js": aboutIt, "tweets.js": file("tweets.part0", items...)}
	for name, form := range map[string]func(conntest.Input) conntest.Input{
		"folder": folderOf, "zip": func(in conntest.Input) conntest.Input { return zipOf(t, in) }} {
		t.Run(name, func(t *testing.T) {
			conntest.Run(t, conntest.Suite{Account: oslo, Full: form(full()), Empty: form(empty), Twice: form(twice), Nasty: form(nasty), Texts: texts,
				Open: func(t *testing.T, dir string, rows int) connectors.Driver {
					d, err := Open(oslo, connectors.Env{Dir: dir, Clock: asOf, Rows: rows}, nil)
					if err != nil {
						t.Fatal(err)
					}
					return d
				}})
		})
	}
}

// read reads an archive's folder.
func read(t *testing.T, a connectors.Account, files conntest.Input, declared map[string]connectors.Declared) connectors.Page {
	t.Helper()
	p, err := tryRead(t, a, folderOf(files), declared)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func tryRead(t *testing.T, a connectors.Account, files conntest.Input, declared map[string]connectors.Declared) (all connectors.Page, err error) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf}, declared)
	if err != nil {
		return all, err
	}
	source := connectors.NewSource(a, d)
	source.Clock = asOf
	source.Retry.Tries = 1
	for p, err := range source.Pages(context.Background(), "") {
		if err != nil {
			return all, err
		}
		all.Posts, all.Snapshots = append(all.Posts, p.Posts...), append(all.Snapshots, p.Snapshots...)
		all.Aliases, all.Notes = append(all.Aliases, p.Aliases...), append(all.Notes, p.Notes...)
		all.Rejects = append(all.Rejects, p.Rejects...)
	}
	return all, nil
}

func post(t *testing.T, p connectors.Page, id string) (data.Post, data.PostSnapshot) {
	t.Helper()
	i := slices.IndexFunc(p.Posts, func(x data.Post) bool { return x.PostID == data.PostID("x:"+id) })
	if i < 0 {
		t.Fatalf("post %s is missing; rejects %+v", id, p.Rejects)
	}
	j := slices.IndexFunc(p.Snapshots, func(x data.PostSnapshot) bool { return x.PostID == data.PostID("x:"+id) })
	if j < 0 {
		return p.Posts[i], data.PostSnapshot{}
	}
	return p.Posts[i], p.Snapshots[j]
}

func TestArchive(t *testing.T) {
	p := read(t, oslo, full(), nil)
	made := data.At(time.Date(2026, 5, 20, 6, 33, 7, 558_000_000, time.UTC))
	one, counters := post(t, p, "101")
	if one.Text != "Two" || one.FormatNative != "text" || one.LangPlatform != "en" || one.ObservedAt != made || one.Source != data.SourceArchive {
		t.Errorf("post %+v", one)
	}
	if *counters.Likes != 1 || *counters.Shares != 3 || counters.Replies != nil || counters.Missing.Reason("replies") != data.Unsupported || counters.ObservedAt != made {
		t.Errorf("counters %+v", counters)
	}
	repost, counters := post(t, p, "102")
	if !repost.IsRepost || repost.Text != "" || counters.Likes != nil || counters.Missing.Reason("likes") != data.NotCollected {
		t.Errorf("repost %+v %+v", repost, counters)
	}
	if reply, _ := post(t, p, "104"); !reply.IsReply {
		t.Errorf("reply %+v", reply)
	}
	for id, at := range map[string]time.Time{"90": start.Add(24 * time.Hour), "91": start.Add(48 * time.Hour)} {
		if gone, counters := post(t, p, id); gone.DeletedAt != data.At(at) || gone.Text != "" || counters.PostID != "" {
			t.Errorf("deleted %s: %+v, counters %+v", id, gone, counters)
		}
	}
	if len(p.Rejects)+len(p.Notes)+len(p.Aliases) != 0 {
		t.Errorf("rejects %+v, notes %+v, aliases %+v", p.Rejects, p.Notes, p.Aliases)
	}
}

func TestLongTexts(t *testing.T) {
	long := strings.Repeat("Our consulate answers questions on passports and voting. ", 9) + "Come & see."
	cut := string([]rune(long)[:270]) + "… https://t.co/abc123"
	note := fmt.Sprintf(`{ "noteTweet" : { "noteTweetId" : "99", "updatedAt" : "x", "lifecycle" : { }, "createdAt" : "%s", "core" : { "styletags" : [ ], "urls" : [ ], "text" : %q } } }`,
		start.Add(100*time.Minute).Format("2006-01-02T15:04:05.000Z"), strings.ReplaceAll(long, "&", "&amp;"))
	files := conntest.Input{"manifest.js": aboutIt, "note-tweet.js": file("note_tweet.part0", note),
		"tweets.js": file("tweets.part0", tweet(100, cut, ""), tweet(160, cut, ""))}
	p := read(t, oslo, files, nil)
	if whole, _ := post(t, p, "100"); whole.Text != long {
		t.Errorf("the long text is %q", whole.Text)
	}
	if other, _ := post(t, p, "160"); other.Text != cut {
		t.Errorf("a post an hour later took the same note: %q", other.Text)
	}
}

func TestEditsQuotesMedia(t *testing.T) {
	edited := strings.Replace(tweet(105, "Corrected", ""), `[ "105" ]`, `[ "103", "105" ]`, 1)
	quote := strings.Replace(tweet(106, "Well said https://t.co/q1", ""), `"urls" : [ ]`, `"urls" : [ { "url" : "https://t.co/q1", "expanded_url" : "https://twitter.com/Ruritania_Oslo/status/100", "indices" : [ "1", "2" ] } ]`, 1)
	film := tweet(107, "A film", `, "extended_entities" : { "media" : [ { "type" : "video", "id" : "5", "sizes" : { "small" : { "w" : "680", "h" : "383" } }, "video_info" : { "aspect_ratio" : [ "16", "9" ], "duration_millis" : "61000" } } ] }`)
	p := read(t, oslo, conntest.Input{"manifest.js": aboutIt, "tweet.js": file("tweet.part0", edited, quote, film)}, nil)
	if len(p.Aliases) != 1 || p.Aliases[0].Alias != "x:103" || p.Aliases[0].PostID != "x:105" {
		t.Errorf("aliases %+v", p.Aliases)
	}
	if q, _ := post(t, p, "106"); !q.IsQuote || q.Quoted != "x:100" || len(q.Links) != 0 {
		t.Errorf("quote %+v", q)
	}
	if f, _ := post(t, p, "107"); f.FormatNative != "video" || *f.DurationMS != 61000 || *f.MediaCount != 1 {
		t.Errorf("film %+v", f)
	}
}

// An archive of before 2018 has neither counters nor a manifest; one of 2018 has
// posts without a wrapper.
func TestOldArchives(t *testing.T) {
	grailbird := `Grailbird.data.tweets_2014_01 = 
 [ { "source" : "web", "entities" : { "urls" : [ ] }, "id_str" : "420", "text" : "An old post", "id" : 420, "created_at" : "2014-01-31 23:59:59 +0000", "user" : { "screen_name" : "ruritania_oslo", "id_str" : "9001" } } ]`
	p := read(t, oslo, conntest.Input{"js/tweets/2014_01.js": grailbird}, nil)
	old, counters := post(t, p, "420")
	if old.Text != "An old post" || counters.Likes != nil || counters.Missing.Reason("likes") != data.Unsupported || len(p.Notes) != 1 || counters.ObservedAt != old.PublishedAt {
		t.Errorf("post %+v, counters %+v, notes %+v", old, counters, p.Notes)
	}
	bare := strings.TrimSuffix(strings.TrimPrefix(tweet(100, "Bare", ""), `{ "tweet" : `), " }")
	p = read(t, oslo, conntest.Input{"tweet.js": file("tweet.part0", bare)}, nil)
	if x, _ := post(t, p, "100"); x.Text != "Bare" {
		t.Errorf("bare post %+v", x)
	}
}

func TestDating(t *testing.T) {
	a := oslo
	a.Files = []connectors.File{{Path: "twitter-*", Mapping: "said"}}
	day := data.At(time.Date(2026, 5, 25, 0, 0, 0, 0, time.UTC))
	p := read(t, a, full(), map[string]connectors.Declared{"said": {ObservedAt: day, Lifetime: true}})
	if _, counters := post(t, p, "101"); counters.ObservedAt != day || !counters.Lifetime {
		t.Errorf("declared: %+v", counters)
	}
	p = read(t, a, full(), map[string]connectors.Declared{"said": {ObservedAt: data.At(start)}})
	if len(p.Snapshots) != 0 || !slices.ContainsFunc(p.Rejects, func(r data.Reject) bool { return r.Why == whyEarly }) {
		t.Errorf("declared before the posts: %d snapshots, rejects %+v", len(p.Snapshots), p.Rejects)
	}
	if _, err := Open(a, connectors.Env{}, nil); !errors.Is(err, connectors.ErrInput) {
		t.Errorf("a mapping that is not there: %v", err)
	}
	early := full()
	early["manifest.js"] = strings.Replace(aboutIt, "2026-05-20", "2026-05-01", 1) // made at 06:33, before the posts
	p = read(t, oslo, early, nil)
	if x, counters := post(t, p, "101"); counters.ObservedAt != x.PublishedAt {
		t.Errorf("a post from after the archive's own date is observed %s, published %s", counters.ObservedAt, x.PublishedAt)
	}
}

func TestAnotherAccount(t *testing.T) {
	a := oslo
	a.Handle = "ruritania_bergen"
	p := read(t, a, full(), nil)
	if len(p.Posts) != 0 || len(p.Rejects) != 4 || p.Rejects[0].Why != whyOther {
		t.Errorf("%d posts, rejects %+v", len(p.Posts), p.Rejects)
	}
}

func TestDamage(t *testing.T) {
	files := conntest.Input{"manifest.js": "window.__THAR_CONFIG = {broken", "tweets.js": file("tweets.part0", tweet(100, "One", ""), `{ "tweet" : { "id_str" : "x" } }`, `7`, tweet(101, "Two", ""))}
	p := read(t, oslo, files, nil)
	if len(p.Posts) != 2 || len(p.Rejects) != 2 || p.Rejects[0].Line != 2 || p.Rejects[0].Row != "" {
		t.Errorf("%d posts, rejects %+v", len(p.Posts), p.Rejects)
	}
	cut := full()
	cut["tweets.js"] = cut["tweets.js"][:len(cut["tweets.js"])-40]
	if p := read(t, oslo, cut, nil); len(p.Rejects) != 1 || !strings.Contains(p.Rejects[0].Hint, "breaks off") {
		t.Errorf("cut file: rejects %+v", p.Rejects)
	}
	whole := zipOf(t, full())["twitter-2026.zip"]
	for name, content := range map[string]string{"no zip": "PK nonsense", "cut zip": whole[:len(whole)-30], "bytes changed": whole[:60] + "XXXXXX" + whole[66:]} {
		_, err := tryRead(t, oslo, conntest.Input{"twitter-2026.zip": content}, nil)
		if !errors.Is(err, connectors.ErrInput) {
			t.Errorf("%s: %v, want ErrInput", name, err)
		}
	}
}

// A zip that swells is refused before it is unpacked.
func TestBomb(t *testing.T) {
	bomb := zipOf(t, conntest.Input{"tweets.js": "window.YTD.tweets.part0 = [ \"" + strings.Repeat("0", smallest+1<<20) + "\" ]"})
	if _, err := tryRead(t, oslo, bomb, nil); !errors.Is(err, connectors.ErrInput) || !strings.Contains(err.Error(), "swell") {
		t.Errorf("a bomb: %v", err)
	}
	// One that is allowed by its size, but is one endless post.
	p := read(t, oslo, conntest.Input{"manifest.js": aboutIt, "tweets.js": "window.YTD.tweets.part0 = [ \"" + strings.Repeat("0", v1.Largest+1<<20) + "\" ]"}, nil)
	if len(p.Rejects) != 1 || !strings.Contains(p.Rejects[0].Hint, "longer than") {
		t.Errorf("an endless post: rejects %+v", p.Rejects)
	}
}

func TestReads(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]bool{"twitter-2026.zip": true, "tables.zip": false, "tweets.js": true, "data.json": false} {
		content := ""
		if name == "twitter-2026.zip" {
			content = zipOf(t, full())[name]
		} else if name == "tables.zip" {
			content = zipOf(t, conntest.Input{"posts.csv": "a,b"})["twitter-2026.zip"]
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := Reads(filepath.Join(dir, name)); got != want {
			t.Errorf("Reads(%s) = %v", name, got)
		}
	}
	if !Reads(dir) {
		t.Error("a folder with tweets.js is not read")
	}
}

// FuzzMember reads any bytes as each of an archive's files.
func FuzzMember(f *testing.F) {
	for _, content := range full() {
		f.Add([]byte(content))
	}
	f.Add([]byte(`window.YTD.note_tweet.part0 = [ { "noteTweet" : { "tweetId" : 7, "core" : { "text" : "x" } } } ]`))
	f.Add([]byte(`window.YTD.tweets.part0 = [ { "tweet" : 7 }, { "deletedTweet" : {} }, null ]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, kind := range []role{posts, deleted} {
			m := member{name: "tweets.js", role: kind, open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
			as := func(r role) member { m := m; m.role = r; return m }
			bundle := &bundle{members: []member{m, as(notes), as(owner), as(manifest)}}
			if _, err := bundle.read(); err != nil {
				t.Fatal(err)
			}
			texts, err := bundle.longTexts(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := bundle.newest(t.Context()); err != nil {
				t.Fatal(err)
			}
			in, err := m.stream()
			if err != nil {
				t.Fatal(err)
			}
			o := &openUnit{unit: &unit{member: &m}, in: in, seen: map[string]bool{},
				reading: &v1.Reading{Account: oslo, Source: data.SourceArchive, Observed: asOf.Now(), RTIsAll: true, Whole: texts.whole}}
			var p connectors.Page
			for ended := false; !ended; {
				if ended, err = o.take(t.Context(), &p); err != nil {
					t.Fatal(err)
				}
			}
			for _, r := range p.Rejects {
				if r.Row != "" || r.Why == "" {
					t.Errorf("reject %+v", r)
				}
			}
		}
	})
}

// BenchmarkPages reads a zipped archive of 5,000 posts to rows.
func BenchmarkPages(b *testing.B) {
	var items []string
	for i := range 5000 {
		items = append(items, tweet(100+i, "Our passport counter is open again", ""))
	}
	dir, rows := b.TempDir(), 0
	content := zipOf(b, conntest.Input{"manifest.js": aboutIt, "tweets.js": file("tweets.part0", items...)})
	for name, content := range content {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		d, err := Open(oslo, connectors.Env{Dir: dir, Clock: asOf}, nil)
		if err != nil {
			b.Fatal(err)
		}
		for p, err := range connectors.NewSource(oslo, d).Pages(context.Background(), "") {
			if err != nil {
				b.Fatal(err)
			}
			rows += len(p.Posts)
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// Files may be named one by one, with others that are not read; without posts they
// are none.
func TestLooseFiles(t *testing.T) {
	a := oslo
	a.Files = []connectors.File{{Path: "*.js"}}
	files := full()
	files["like.js"] = "never opened"
	p, err := tryRead(t, a, files, nil)
	if err != nil || len(p.Posts) != 7 || p.Snapshots[0].ObservedAt != data.At(time.Date(2026, 5, 20, 6, 33, 7, 558_000_000, time.UTC)) {
		t.Errorf("%d posts, %v", len(p.Posts), err)
	}
	for name, files := range map[string]conntest.Input{"no posts": {"account.js": whose}, "nothing of it": {"like.js": ""}} {
		if _, err := tryRead(t, a, files, nil); !errors.Is(err, connectors.ErrInput) || !strings.Contains(err.Error(), "tweets.js") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
