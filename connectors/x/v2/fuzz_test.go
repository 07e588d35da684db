package v2

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// FuzzAnswer reads any bytes as an answer with posts, and as one with replies.
func FuzzAnswer(f *testing.F) {
	for _, file := range txtar.Parse([]byte(site(f, "full"))).Files {
		f.Add(file.Data)
	}
	f.Add([]byte(`{"data":[{"id":"9223372036854775807","text":"x"},{"id":"1700000000000000005"},7,null],"errors":{},"includes":null}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var out answer[post]
		if json.Unmarshal(b, &out) != nil {
			return
		}
		c := &client{account: oslo, env: connectors.Env{Clock: data.Clock{AsOf: asOf}, Own: own}, self: &user{ID: "9001"}, roots: map[data.PostID]web.ID{}, told: map[string]bool{}}
		var p connectors.Page
		c.addPosts(&p, &out)
		c.addReplies(&p, "x:1", c.self, &out)
		for i := range p.Posts {
			if field, why := p.Posts[i].Validate(1 << 62); why != "" && field != "published_at" && field != "text" && field != "url" {
				t.Errorf("post: %s %s", field, why)
			}
		}
		if len(p.Rejects)+len(p.Posts)+len(p.Replies)+len(p.Aliases) > 0 && len(b) < 10 {
			t.Errorf("%q gives rows", b)
		}
		for _, r := range p.Rejects {
			if r.Row != "" {
				t.Error("a reject holds content")
			}
		}
	})
}

// FuzzExplain reads any bytes as an error answer.
func FuzzExplain(f *testing.F) {
	f.Add(429, []byte(`{"title":"UsageCapExceeded","type":"https://api.twitter.com/2/problems/usage-capped"}`))
	f.Add(403, []byte(`{"type":7}`))
	f.Add(402, []byte(``))
	f.Fuzz(func(t *testing.T, status int, b []byte) {
		if err := explain(status, nil, b); err != nil && len(b) > 20 && strings.Contains(err.Error(), string(b)) {
			t.Error("an answer is repeated in an error")
		}
	})
}

// BenchmarkPages reads ten full pages of posts over a site in memory.
func BenchmarkPages(b *testing.B) {
	const pages = 10
	archive := site(b, "empty")
	for page := range pages {
		var posts, media []string
		for i := range mostPosts {
			n := page*mostPosts + i
			posts = append(posts, fmt.Sprintf(`{"id":"%d","text":"Our passport counter is open again","created_at":"%s","author_id":"9001","conversation_id":"%d","lang":"en","attachments":{"media_keys":["3_%d"]},"entities":{"hashtags":[{"start":1,"end":2,"tag":"Passport"}]},"public_metrics":{"retweet_count":3,"reply_count":0,"like_count":%d,"quote_count":1,"bookmark_count":2,"impression_count":900}}`,
				1_700_000_000_000_000_000-n, asOf.Add(-time.Duration(n)*time.Hour).Format(time.RFC3339), n, n, i))
			media = append(media, fmt.Sprintf(`{"media_key":"3_%d","type":"photo"}`, n))
		}
		query, next := "?max_results=100", fmt.Sprintf(`{"next_token":"p%d"}`, page+1)
		if page > 0 {
			query += fmt.Sprintf("&pagination_token=p%d", page)
		}
		if page == pages-1 {
			next = "{}"
		}
		archive += "-- GET /2/users/9001/tweets" + query + " --\n{\"data\":[" + strings.Join(posts, ",\n") + `],"includes":{"media":[` + strings.Join(media, ",") + `]},"meta":` + next + "}\n"
	}
	s, rows := conntest.ParseSite(b, archive), 0
	b.ReportAllocs()
	for b.Loop() {
		p, err := readAll(b, env(asOf, s), NewMeter(0, Reads{}, nil), "")
		if err != nil || len(p.Posts) != pages*mostPosts {
			b.Fatal(len(p.Posts), err)
		}
		rows += len(p.Posts)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
