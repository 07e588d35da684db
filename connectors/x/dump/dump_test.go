package dump

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

func postIDs(p connectors.Page) (ids []string) {
	for _, post := range p.Posts {
		ids = append(ids, post.PostID.Native())
	}
	return ids
}

func replyIDs(p connectors.Page) (ids []string) {
	for _, r := range p.Replies {
		by := ""
		if r.ByAccount {
			by = " ours"
		}
		ids = append(ids, fmt.Sprintf("%s>%s under %s %s%s", r.Native, r.Parent, r.RootPost.Native(), r.Collection, by))
	}
	return ids
}

func TestThreadsOfOneHandle(t *testing.T) {
	p := read(t, account("@USER1", "d"), threads(t), nil)
	if diff := cmp.Diff([]string{"100", "102", "300"}, postIDs(p)); diff != "" {
		t.Errorf("posts (-want +got):\n%s", diff)
	}
	want := []string{"101>100 under 100 complete", "102>101 under 100 complete ours", "103>102 under 100 complete", "301>300 under 300 truncated"}
	if diff := cmp.Diff(want, replyIDs(p)); diff != "" {
		t.Errorf("replies (-want +got):\n%s", diff)
	}
	if why := byWhy(p.Rejects); why[whyOtherAccount] != 2 || len(why) != 1 {
		t.Errorf("rejects %v, want the two posts of the other's thread", why)
	}
	if p.Replies[0].Author != "9007" || !p.Replies[0].HasAuthor {
		t.Error("the author is not the platform's number")
	}
	// Counters are as of the newest post of the thread.
	if got := p.Snapshots[0].ObservedAt; got != p.Replies[2].PublishedAt {
		t.Errorf("observed %s, want %s", got, p.Replies[2].PublishedAt)
	}
	if len(p.Accounts) != 2 || *p.Accounts[0].Followers != 101 || p.Accounts[0].Missing != "views_total=unsupported" {
		t.Errorf("account snapshots %+v", p.Accounts)
	}
}

func TestThreadsOfEveryone(t *testing.T) {
	p := read(t, account("*", "d"), threads(t), nil)
	if diff := cmp.Diff([]string{"100", "200", "300"}, postIDs(p)); diff != "" || len(p.Replies) != 5 || len(p.Accounts) != 0 || len(p.Rejects) != 0 {
		t.Errorf("posts %s, %d replies, %d accounts, %d rejects", diff, len(p.Replies), len(p.Accounts), len(p.Rejects))
	}
	if !strings.HasSuffix(replyIDs(p)[1], "ours") {
		t.Error("an answer by the author of the thread is not known as one")
	}
}

func TestRepliesAreNotCollectedUnasked(t *testing.T) {
	a := account("*", "d")
	a.Replies = false
	if p := read(t, a, threads(t), nil); len(p.Replies) != 0 || len(p.Posts) != 3 {
		t.Errorf("%d replies, %d posts", len(p.Replies), len(p.Posts))
	}
}

// A file need not be in order: a reply may stand before what it answers.
func TestFileInAnyOrder(t *testing.T) {
	items := []string{tweet(103, 8, 102, "thanks", ""), tweet(102, 1, 101, "answer", ""), tweet(101, 7, 100, "question", ""), tweet(100, 1, 0, "post", ""),
		tweet(900, 8, 899, "reply to what is not here", "")}
	p := read(t, account("user1", "t.jsonl"), conntest.Input{"t.jsonl": strings.Join(items, "\n")}, nil)
	want := []string{"103>102 under 100 window", "102>101 under 100 window ours", "101>100 under 100 window"}
	if diff := cmp.Diff(want, replyIDs(p)); diff != "" || byWhy(p.Rejects)[whyOtherAccount] != 1 || len(p.Posts) != 2 {
		t.Errorf("replies %s, posts %v, rejects %v", diff, postIDs(p), p.Rejects)
	}
}

func TestDeclared(t *testing.T) {
	a := account("*", "d")
	a.Files[0].Mapping = "dump"
	at := data.At(asOf.AsOf)
	p := read(t, a, threads(t), map[string]connectors.Declared{"dump": {ObservedAt: at, Lifetime: true}})
	for _, s := range p.Snapshots {
		if s.ObservedAt != at || !s.Lifetime {
			t.Errorf("snapshot of %s: observed %s, lifetime %v", s.PostID, s.ObservedAt, s.Lifetime)
		}
	}
	p = read(t, a, threads(t), map[string]connectors.Declared{"dump": {ObservedAt: data.At(start)}})
	if byWhy(p.Rejects)[whyBeforePost] != 8-0 || len(p.Posts)+len(p.Replies) != 0 {
		t.Errorf("counters read before the posts: %d posts, rejects %v", len(p.Posts), byWhy(p.Rejects))
	}
	if _, err := Open(a, connectors.Env{}, nil); err == nil || !strings.Contains(err.Error(), `"dump"`) {
		t.Errorf("a mapping that is not there: %v", err)
	}
}

// Absent counts are unknown, zero is zero.
func TestCounts(t *testing.T) {
	p := read(t, account("*", "t.json"), conntest.Input{"t.json": "[" + tweet(100, 1, 0, "old", "") + "," +
		tweet(101, 1, 0, "new", `"reply_count":0,"quote_count":3`) + "," + tweet(102, 1, 0, "null", `"reply_count":null`) + "]"}, nil)
	s := p.Snapshots
	if s[0].Replies != nil || s[0].Quotes != nil || s[0].Missing.Reason("replies") != data.Unsupported || s[0].RepliesScope != "" {
		t.Errorf("absent counts: %+v", s[0])
	}
	if s[1].Replies == nil || *s[1].Replies != 0 || *s[1].Quotes != 3 || s[1].Missing.Reason("replies") != "" {
		t.Errorf("known counts: %+v", s[1])
	}
	if s[2].Replies != nil {
		t.Errorf("null is not zero: %+v", s[2])
	}
	if *s[1].Likes != 1 || *s[1].Shares != 3 {
		t.Errorf("likes %d, shares %d", *s[1].Likes, *s[1].Shares)
	}
}

func TestFormatsAndFacts(t *testing.T) {
	media := func(kinds ...string) string {
		var m []string
		for _, k := range kinds {
			m = append(m, fmt.Sprintf(`{"type":%q,"video_info":{"duration_millis":9000}}`, k))
		}
		return `"extended_entities":{"media":[` + strings.Join(m, ",") + `]}`
	}
	check := func(name, more string, ok func(data.Post) bool) {
		t.Helper()
		p := read(t, account("*", "t.json"), conntest.Input{"t.json": tweet(100, 1, 0, "RU &amp; &lt;3", more)}, nil)
		if len(p.Posts) != 1 || !ok(p.Posts[0]) {
			t.Errorf("%s: %+v, rejects %v", name, p.Posts, p.Rejects)
		}
	}
	check("text", "", func(p data.Post) bool { return p.FormatNative == "text" && p.Text == "RU & <3" && p.MediaCount == nil })
	check("two photos", media("photo", "photo"), func(p data.Post) bool { return p.FormatNative == "photo" && *p.MediaCount == 2 })
	check("video", media("video"), func(p data.Post) bool { return p.FormatNative == "video" && *p.DurationMS == 9000 })
	check("gif", media("animated_gif"), func(p data.Post) bool { return p.FormatNative == "animated_gif" })
	check("mixed", media("video", "photo"), func(p data.Post) bool { return p.FormatNative == "photo+video" })
	check("link", `"entities":{"hashtags":[{"text":"Oslo"}],"urls":[{"expanded_url":"https://ruritania.example/a"},{"expanded_url":"https://twitter.com/person/status/1"}]}`,
		func(p data.Post) bool {
			return p.FormatNative == "link" && slices.Equal(p.Links, []string{"https://ruritania.example/a"}) && slices.Equal(p.Hashtags, []string{"oslo"})
		})
	check("full text", `"full_text":"the whole"`, func(p data.Post) bool { return p.Text == "the whole" })
	check("extended", `"extended_tweet":{"full_text":"the whole","entities":{"urls":[{"expanded_url":"https://a.example/"}]}}`,
		func(p data.Post) bool { return p.Text == "the whole" && p.FormatNative == "link" })
	check("repost", `"retweeted_status":{"id_str":"1"}`, func(p data.Post) bool { return p.IsRepost })
	check("no repost", `"retweeted_status":null`, func(p data.Post) bool { return !p.IsRepost })
	check("quote", `"quoted_status":{"id_str":"1","user":{"screen_name":"person"}}`, func(p data.Post) bool { return p.IsQuote && p.Quoted == "" })
	check("odd fields", `"place":{"bounding_box":{"coordinates":"?"}},"scopes":[],"coordinates":7,"display_text_range":"x"`, func(p data.Post) bool { return true })
	check("language", `"lang":"iw"`, func(p data.Post) bool { return p.LangPlatform == "he" })
	check("no language", `"lang":"und"`, func(p data.Post) bool { return p.LangPlatform == "" })
}

func TestQuotesOfConfiguredAccounts(t *testing.T) {
	a := account("*", "t.json")
	dir := write(t, conntest.Input{"t.json": tweet(100, 1, 0, "x", `"quoted_status":{"id_str":"77","user":{"screen_name":"Ministry"}}`)})
	own := func(p data.Platform, handle string) bool { return p == data.X && handle == "Ministry" }
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf, Own: own}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if p := drain(t, a, d); p.Posts[0].Quoted != "x:77" {
		t.Errorf("quoted %q", p.Posts[0].Quoted)
	}
}

func TestWhatIsNoPost(t *testing.T) {
	check := func(name, content string, wantPosts, wantRejects int, hint string) {
		t.Helper()
		p := read(t, account("*", "t.json"), conntest.Input{"t.json": content}, nil)
		if len(p.Posts) != wantPosts || len(p.Rejects) != wantRejects || wantRejects > 0 && !strings.Contains(p.Rejects[0].Hint, hint) {
			t.Errorf("%s: %d posts, rejects %+v", name, len(p.Posts), p.Rejects)
		}
		for _, r := range p.Rejects {
			if r.Row != "" {
				t.Errorf("%s: content was kept", name)
			}
		}
	}
	good, next := tweet(100, 1, 0, "good", ""), tweet(101, 1, 0, "next", "")
	check("bad line", good+"\n{\"id_str\":\n"+next+"\n", 2, 1, "not JSON")
	check("another kind of object", good+"\n{\"delete\":{}}\n"+next, 2, 1, "id_str")
	check("no date", good+"\n{\"id_str\":\"5\"}\n", 1, 1, "created_at")
	check("text that is a number", strings.Replace(good, `"text":"good"`, `"text":7`, 1)+"\n"+next, 1, 1, "text")
	check("counts as text", strings.Replace(good, `"favorite_count":0`, `"favorite_count":"0"`, 1)+"\n"+next, 2, 0, "")
	check("array that breaks off", "["+good+","+next[:40], 1, 1, "breaks off")
	check("not JSON", "id,text\n1,2\n", 0, 1, "not JSON")
	check("an empty variable", "window.YTD.tweets.part0 = [ ]", 0, 0, "")
	check("empty", "", 0, 0, "")
	check("empty array", " [ ] ", 0, 0, "")
	check("one object over lines", "{\n"+good[1:], 1, 0, "")
	check("byte order mark", "\ufeff["+good+"]", 1, 0, "")

	p := read(t, account("*", "d"), conntest.Input{"d/1/source-tweet/1.json": "{", "d/1/replies/2.json": tweet(2, 7, 1, "re", "")}, nil)
	if why := byWhy(p.Rejects); why[whyNoPost] != 1 || why[whyNoRoot] != 1 || len(p.Replies) != 0 {
		t.Errorf("a thread without source: %v", why)
	}
	a := account("*", "d")
	d, err := Open(a, connectors.Env{Dir: write(t, conntest.Input{"d/readme.txt": "x"})}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Fetch(t.Context(), ""); err == nil || !strings.Contains(err.Error(), "neither threads nor JSON") {
		t.Errorf("a folder without posts: %v", err)
	}
}

// A loop of answers must not hang the reader.
func TestLoopOfAnswers(t *testing.T) {
	p := read(t, account("user1", "t.json"), conntest.Input{"t.json": "[" + tweet(100, 7, 101, "a", "") + "," + tweet(101, 8, 100, "b", "") + "]"}, nil)
	if byWhy(p.Rejects)[whyOtherAccount] != 2 {
		t.Errorf("rejects %v", p.Rejects)
	}
}

// Nothing in what is stored names a person: no screen name, name, biography or
// number of anyone, but mentions inside texts, which the pipeline masks.
func TestNoPersonInPages(t *testing.T) {
	for _, handle := range []string{"*", "user1"} {
		p := read(t, account(handle, "d"), threads(t), nil)
		for i := range p.Posts {
			p.Posts[i].Text = ""
		}
		b, err := json.Marshal([]any{p.Posts, p.Snapshots, p.Accounts, p.Labels, p.Aliases, p.Rejects, p.Cursor, p.Input})
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"user1", "user2", "user7", "Name Of", "Biography", "9001", "9007"} {
			if strings.Contains(string(b), word) {
				t.Errorf("handle %s: the page holds %q: %s", handle, word, b)
			}
		}
	}
}

const realThreads = "../../../../shared/real/x-v11-threads"

func TestRealThreads(t *testing.T) {
	if _, err := os.Stat(realThreads); err != nil {
		t.Skip("the real threads are not beside this checkout")
	}
	a := account("*", realThreads)
	d, err := Open(a, connectors.Env{Clock: asOf}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := drain(t, a, d)
	// Counted apart with generic JSON: files, sums and who answers whom.
	var sources, replies, byAuthor int
	var likes, shares int64
	sourceUser := map[string]any{}
	files, err := filepath.Glob(realThreads + "/*/*/source-tweet/*.json")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob(realThreads + "/*/*/replies/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(files, more...) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		user := m["user"].(map[string]any)["id_str"]
		thread := filepath.Dir(filepath.Dir(path))
		if strings.Contains(path, "source-tweet") {
			sources++
			sourceUser[thread] = user
			likes += int64(m["favorite_count"].(float64))
			shares += int64(m["retweet_count"].(float64))
			continue
		}
		replies++
		if user == sourceUser[thread] {
			byAuthor++
		}
	}
	var gotLikes, gotShares int64
	for _, s := range p.Snapshots {
		gotLikes, gotShares = gotLikes+*s.Likes, gotShares+*s.Shares
		if s.Replies != nil || s.Quotes != nil {
			t.Errorf("%s: the dump has neither replies nor quotes", s.PostID)
		}
	}
	got, formats, collections := 0, map[string]int{}, map[string]int{}
	for _, r := range p.Replies {
		if r.ByAccount {
			got++
		}
		collections[r.Collection]++
	}
	for _, post := range p.Posts {
		formats[post.FormatNative]++
	}
	if len(p.Posts) != sources || len(p.Replies) != replies || len(p.Rejects) != 0 || got != byAuthor || gotLikes != likes || gotShares != shares {
		t.Errorf("%d posts, %d replies (%d by the author), %d likes, %d shares, rejects %v; want %d, %d (%d), %d, %d",
			len(p.Posts), len(p.Replies), got, gotLikes, gotShares, byWhy(p.Rejects), sources, replies, byAuthor, likes, shares)
	}
	if sources != 50 || replies != 498 {
		t.Errorf("%d sources and %d replies, want 50 and 498", sources, replies)
	}
	t.Logf("%d posts, %d replies (%d by the author), %d likes, %d shares, formats %v, collections %v", len(p.Posts), len(p.Replies), got, gotLikes, gotShares, formats, collections)
}

// FuzzStructure reads any bytes as the tree of a thread.
func FuzzStructure(f *testing.F) {
	for _, s := range []string{`{"100":{"101":{"102":[]}}}`, `{"100":[]}`, `[]`, `{"100":{"100":{"100":{}}}}`, `{"100":7}`, `{`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		tree := &thread{parents: map[string]string{}}
		tree.structure(b, map[string]bool{"100": true})
		if len(tree.parents) > 0 && !tree.told {
			t.Error("a tree with answers counts as none")
		}
		if tree.collection() == connectors.CollectionComplete && len(tree.parents) > 0 && tree.parents["100"] == "" {
			t.Errorf("posts that the folder lacks, and the thread is called complete: %v", tree.parents)
		}
	})
}

// BenchmarkPages reads a file of 2,000 posts to rows.
func BenchmarkPages(b *testing.B) {
	var items []string
	for i := range 2000 {
		items = append(items, tweet(100+i, 1, 0, "Our passport counter is open again", `"extended_entities":{"media":[{"type":"photo"}]}`))
	}
	path := filepath.Join(b.TempDir(), "t.json")
	if err := os.WriteFile(path, []byte("["+strings.Join(items, ",")+"]"), 0o600); err != nil {
		b.Fatal(err)
	}
	a := account("user1", path)
	rows := 0
	b.ReportAllocs()
	for b.Loop() {
		d, err := Open(a, connectors.Env{Clock: asOf}, nil)
		if err != nil {
			b.Fatal(err)
		}
		rows += len(drain(b, a, d).Posts)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkDecode decodes posts with encoding/json into a map, as a floor for what a
// reader that keeps everything must do, and as the driver does.
func BenchmarkDecode(b *testing.B) {
	one := []byte(tweet(100, 1, 0, "Our passport counter is open again", `"extended_entities":{"media":[{"type":"photo"}]}`))
	run := func(name string, f func() error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(one)))
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
	run("encoding/json", func() error { var m map[string]any; return json.Unmarshal(one, &m) })
	run("driver", func() error {
		s, err := v1.Decode(one)
		if err != nil {
			return err
		}
		r := reading{v1.Reading{Account: connectors.Account{ID: "a"}, Source: data.SourceArchive, Observed: data.At(asOf.AsOf)}}
		var p connectors.Page
		r.Add(&p, s)
		return nil
	})
}
