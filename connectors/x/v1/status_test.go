package v1

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// plain is a made-up post; more is further fields.
func plain(more string) string {
	return `{"created_at":"Sat May 30 08:00:00 +0000 2026","id_str":"100","text":"RU &amp; &lt;3","user":{"id_str":"9001","screen_name":"Ruritania_Oslo"}` + more + `}`
}

// read reads one post of the account.
func read(t *testing.T, raw string) (connectors.Page, error) {
	t.Helper()
	s, err := Decode([]byte(raw))
	if err != nil {
		return connectors.Page{}, err
	}
	var p connectors.Page
	r := Reading{Account: oslo, Env: connectors.Env{Own: own}, Source: data.SourceAPI, Observed: data.At(asOf)}
	r.Add(&p, s)
	return p, nil
}

// The same counters as numbers, as text, and not at all.
func TestCounters(t *testing.T) {
	for name, c := range map[string]struct {
		more           string
		likes, replies data.Count
	}{
		"numbers": {`,"favorite_count":1200,"reply_count":0`, data.N(1200), data.N(0)},
		"text":    {`,"favorite_count":"1200","reply_count":"0"`, data.N(1200), data.N(0)},
		"absent":  {``, nil, nil},
		"null":    {`,"favorite_count":null,"reply_count":null`, nil, nil},
		"damaged": {`,"favorite_count":-3,"reply_count":"many"`, nil, nil},
	} {
		p, err := read(t, plain(c.more))
		if err != nil {
			t.Fatal(name, err)
		}
		s := p.Snapshots[0]
		if !data.EqualCount(s.Likes, c.likes) || !data.EqualCount(s.Replies, c.replies) {
			t.Errorf("%s: likes %v, replies %v", name, s.Likes, s.Replies)
		}
		if (s.Replies == nil) != (s.Missing.Reason("replies") == data.Unsupported) || (s.Replies == nil) != (s.RepliesScope == "") {
			t.Errorf("%s: missing %q, scope %q", name, s.Missing, s.RepliesScope)
		}
	}
}

func TestEdits(t *testing.T) {
	for name, more := range map[string]string{
		"api":      `,"edit_history":{"edit_tweet_ids":["98","99","100"],"editable_until_msecs":"1","edits_remaining":"3","is_edit_eligible":true}`,
		"archive":  `,"edit_info":{"initial":{"editTweetIds":["98","99","100"]}}`,
		"archive2": `,"edit_info":{"edit":{"initialTweetId":"98","editControlInitial":{"editTweetIds":["98","99","100"]}}}`,
	} {
		p, err := read(t, plain(more))
		want := []data.Alias{{Alias: "x:98", PostID: "x:100", Reason: "edited"}, {Alias: "x:99", PostID: "x:100", Reason: "edited"}}
		if err != nil || !slices.Equal(p.Aliases, want) || len(p.Posts) != 1 {
			t.Errorf("%s: aliases %+v, %d posts, %v", name, p.Aliases, len(p.Posts), err)
		}
	}
	for _, odd := range []string{`,"edit_info":7`, `,"edit_info":{"initial":[]}`, `,"edit_history":{"edit_tweet_ids":["x","100"]}`, `,"edit_info":null`} {
		if p, err := read(t, plain(odd)); err != nil || len(p.Posts) != 1 || len(p.Aliases) != 0 {
			t.Errorf("%s: %d posts, aliases %+v, %v", odd, len(p.Posts), p.Aliases, err)
		}
	}
	p, err := read(t, plain(`,"edit_info":{"initial":{"editTweetIds":["100","101"]}}`))
	if err != nil || len(p.Posts) != 0 || len(p.Aliases) != 1 || p.Aliases[0].PostID != "x:101" {
		t.Errorf("a version that was edited since: %+v, %v", p, err)
	}
}

// Enterprise JSON has the question of a poll, not its votes.
func TestPollWithoutVotes(t *testing.T) {
	p, err := read(t, plain(`,"entities":{"polls":[{"options":[{"position":1,"text":"Morning"},{"position":2,"text":"Evening"}],"end_datetime":"Mon Jun 01 08:00:00 +0000 2026","duration_minutes":2880}]}`))
	if err != nil || len(p.Polls) != 1 || len(p.Options) != 2 || p.Options[1].Label != "Evening" || p.Options[1].Votes != nil {
		t.Fatalf("polls %+v, options %+v, %v", p.Polls, p.Options, err)
	}
	if q := p.Polls[0]; q.Closed || q.VotesTotal != nil || q.Missing.Reason("voters") != data.Unsupported || p.Posts[0].FormatNative != "poll" {
		t.Errorf("poll %+v of a %s", q, p.Posts[0].FormatNative)
	}
}

func TestStatusLink(t *testing.T) {
	for link, want := range map[string][2]string{
		"https://x.com/Ministry/status/15":            {"Ministry", "15"},
		"https://mobile.twitter.com/a/status/15?s=20": {"a", "15"},
		"https://twitter.com/a/status/15/photo/1":     {},
		"https://x.com/a/status/abc":                  {},
		"https://x.com.example/a/status/15":           {},
		"https://ruritania.example/a/status/15":       {},
		"://":                                         {},
	} {
		if handle, id := StatusLink(link); [2]string{handle, id} != want {
			t.Errorf("StatusLink(%s) = %s, %s", link, handle, id)
		}
	}
}

func TestMoment(t *testing.T) {
	want := time.Date(2014, 1, 31, 23, 59, 59, 0, time.UTC)
	for _, text := range []string{"Fri Jan 31 23:59:59 +0000 2014", "2014-01-31 23:59:59 +0000", "2014-01-31T23:59:59.000Z", "2014-02-01T00:59:59+01:00"} {
		if got := Moment(text); !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("Moment(%s) = %s", text, got)
		}
	}
	for _, text := range []string{"", "yesterday", "Fri Jan 31 23:59:59 +0000 0014"} {
		if got := Moment(text); !got.IsZero() {
			t.Errorf("Moment(%q) = %s", text, got)
		}
	}
}

// FuzzDecode reads any bytes as a post.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(plain(`,"reply_count":0,"entities":{"urls":[{"url":"https://t.co/1","expanded_url":"https://x.com/a/status/15"}],"media":[{}]}`)))
	f.Add([]byte(`{"id":5,"created_at":"Tue Nov 04 15:14:57 +0000 2014","user":null,"extended_tweet":{"full_text":"x"},"lang":7}`))
	f.Add([]byte(`{"id_str":"1","favorite_count":"1","edit_info":{"edit":{}},"quoted_status":{},"retweeted_status":null}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Decode(b)
		if err != nil {
			return
		}
		r := Reading{Account: connectors.Account{ID: "a", Replies: true}, Input: "f", Source: data.SourceArchive, Observed: data.At(asOf), RTIsAll: true}
		var p connectors.Page
		r.Add(&p, s)
		r.Reply(&p, s, "1", "2", s.Answers(), connectors.CollectionWindow)
		r.Counters(&p, s.User)
		for i := range p.Posts {
			if field, why := p.Posts[i].Validate(1 << 62); why != "" && field != "published_at" && field != "observed_at" && field != "text" && field != "url" {
				t.Errorf("post: %s %s", field, why)
			}
		}
	})
}

// FuzzStream reads any bytes as a file of items.
func FuzzStream(f *testing.F) {
	one := plain("")
	for _, s := range []string{one, "[" + one + "]", one + "\n" + one, "{\n" + one[1:] + one, "[{}", "[", "{}\n[]\nnull\n1", "window.YTD.tweets.part0 = [", "a = {}\n{}", "=[7]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		in := NewStream(io.NopCloser(bytes.NewReader(b)))
		for n := int64(1); ; n++ {
			raw, err := in.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if in.Count() != n || n > int64(len(b))+1 {
				t.Fatalf("item %d of %d bytes is counted as %d", n, len(b), in.Count())
			}
			if err != nil && !OfItem(err) {
				t.Fatalf("item %d: %v", n, err)
			}
			if err == nil {
				_, _ = Decode(raw)
			}
		}
	})
}

// Forms of a file, and an item beyond what one may weigh.
func TestStream(t *testing.T) {
	for name, content := range map[string]string{
		"array": `[{"a":1},{"a":2}]`, "lines": "{\"a\":1}\n\n{\"a\":2}", "objects": "{\n\"a\":1}\n{\"a\":2}",
		"variable": "\ufeffwindow.YTD.tweets.part0 = [\n {\"a\":1}, {\"a\":2} ]", "old variable": "Grailbird.data.tweets_2014_01 = \n [ {\"a\":1}, {\"a\":2}]",
	} {
		in := NewStream(io.NopCloser(strings.NewReader(content)))
		for n := range 2 {
			var item struct{ A int }
			raw, err := in.Next()
			if err != nil || json.Unmarshal(raw, &item) != nil || item.A != n+1 {
				t.Errorf("%s: item %d is %s, %v", name, n+1, raw, err)
			}
		}
		if _, err := in.Next(); !errors.Is(err, io.EOF) {
			t.Errorf("%s: after the end %v", name, err)
		}
	}
	long := `["` + strings.Repeat("x", Largest+1000) + `"]`
	if _, err := NewStream(io.NopCloser(strings.NewReader(long))).Next(); !errors.Is(err, errLong) {
		t.Errorf("an endless item: %v", err)
	}
}
