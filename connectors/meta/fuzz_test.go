package meta

import (
	"context"
	"encoding/json"
	"math"
	"net/http"
	"net/url"
	"testing"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// offline is a graph whose insights are one fixed answer.
func offline(p data.Platform, answer []byte) *graph {
	g := &graph{account: accountOn(p), env: connectors.Env{Clock: data.Clock{AsOf: asOf}}, base: "https://graph.example/v24.0"}
	g.insight = &insights{day: "2026-05-31", rejected: map[string]bool{}, done: map[string]*readings{},
		get: func(_ context.Context, _ string, _ url.Values, out any) error {
			_ = json.Unmarshal(answer, out) // whatever can be read of it
			return nil
		}}
	return g
}

// hold checks that counters and reasons agree, and nothing impossible is stored.
func hold(t *testing.T, p *connectors.Page, valid bool) {
	t.Helper()
	for i := range p.Snapshots {
		s := &p.Snapshots[i]
		for _, name := range columns {
			n := *column(s, name)
			if (n == nil) != (s.Missing.Reason(name) != "") || n != nil && *n < 0 {
				t.Errorf("%s is %v, missing says %q", name, n, s.Missing)
			}
		}
		if _, why := s.Validate(math.MaxInt64 / 2); valid && why != "" && s.PublishedAt > data.At(asOf.AddDate(-20, 0, 0)) {
			t.Errorf("%+v: %s", s, why)
		}
	}
	for _, r := range p.Replies {
		if r.Native == "" || r.Parent == "" || r.HasAuthor != (r.Author != "") {
			t.Errorf("half a reply to %s", r.RootPost)
		}
	}
}

const someInsights = `{"data":[{"name":"post_media_view","period":"lifetime","values":[{"value":"7"}]},{"name":"post_reactions_by_type_total","values":[{"value":{"like":3}}]},{"name":"views","total_value":{"value":1e3}}]}`

func FuzzPosts(f *testing.F) {
	f.Add([]byte(`{"data":[{"id":"1_2","created_time":"2026-05-01T00:00:00+0000","message":"m","attachments":{"data":[{"media_type":"album","subattachments":{"data":[{}]}}]},"shares":{"count":"4"},"reactions":{"summary":{"total_count":3}}}]}`), []byte(someInsights))
	f.Add([]byte(`{"data":[{"id":12,"created_time":7},null,{"id":"1","created_time":"2026-05-01T00:00:00Z","parent_id":"9_9","status_type":"shared_story","attachments":{"data":[{"media_type":"link","url":"https://l.facebook.com/l.php?u=%"}]}}],"paging":{"cursors":{"after":"x"},"next":5}}`), []byte(`{"data":{}}`))
	f.Fuzz(func(t *testing.T, listing, insights []byte) {
		var answer edge[post]
		if json.Unmarshal(listing, &answer) != nil {
			return
		}
		fb := &page{graph: offline(data.Facebook, insights), found: &account{ID: "1"}}
		p := connectors.Page{Input: "fuzz"}
		for i := range answer.Data.Items {
			if err := fb.add(t.Context(), &p, &answer.Data.Items[i]); err != nil {
				t.Fatal(err)
			}
		}
		hold(t, &p, utf8.Valid(listing) && utf8.Valid(insights))
	})
}

func FuzzMedia(f *testing.F) {
	f.Add([]byte(`{"data":[{"id":"1","timestamp":"2026-05-01T00:00:00+0000","media_type":"CAROUSEL_ALBUM","media_product_type":"FEED","children":{"data":[{"id":"2"}]},"like_count":null}]}`),
		[]byte(`{"data":[{"id":"c","timestamp":"2026-05-01T00:00:00+0000","username":"u","replies":{"data":[{"id":"d","timestamp":"2026-05-01T00:00:00+0000"}]}}]}`))
	f.Fuzz(func(t *testing.T, listing, comments []byte) {
		var answer edge[media]
		var said edge[igComment]
		if json.Unmarshal(listing, &answer) != nil || json.Unmarshal(comments, &said) != nil {
			return
		}
		ig := &instagram{graph: offline(data.Instagram, []byte(someInsights)), found: &account{ID: "1", Username: "own"}}
		p := connectors.Page{Input: "fuzz"}
		for i := range answer.Data.Items {
			if err := ig.add(t.Context(), &p, &answer.Data.Items[i]); err != nil {
				t.Fatal(err)
			}
		}
		for i := range said.Data.Items {
			c := &said.Data.Items[i]
			ig.reply(&p, &igAnswer{ID: c.ID, Text: c.Text, Timestamp: c.Timestamp, Username: c.Username, From: c.From}, "instagram:1", "1", ig.found)
		}
		hold(t, &p, utf8.Valid(listing))
	})
}

func FuzzThreads(f *testing.F) {
	f.Add([]byte(`{"data":[{"id":"1","timestamp":"2026-05-01T00:00:00+0000","media_type":"TEXT_POST","text":"t","poll_attachment":{"option_a":"a","option_b":"b","option_a_votes_percentage":0.5,"option_b_votes_percentage":"0.5","total_votes":2}}]}`))
	f.Add([]byte(`{"data":[{"id":"1","timestamp":"2026-05-01T00:00:00+0000","media_type":"REPOST_FACADE"},{"id":"2","timestamp":"2026-05-01T00:00:00+0000","link_attachment_url":"::","poll_attachment":{"option_a":"x","total_votes":1e9}}]}`))
	f.Fuzz(func(t *testing.T, listing []byte) {
		var answer edge[thread]
		if json.Unmarshal(listing, &answer) != nil {
			return
		}
		th := &threads{graph: offline(data.Threads, []byte(someInsights)), found: &account{ID: "1", Username: "own"}}
		p := connectors.Page{Input: "fuzz"}
		for i := range answer.Data.Items {
			if err := th.add(t.Context(), &p, &answer.Data.Items[i]); err != nil {
				t.Fatal(err)
			}
		}
		hold(t, &p, utf8.Valid(listing))
		for i := range p.Polls {
			var options []data.PollOption
			for _, o := range p.Options {
				if o.PollID == p.Polls[i].PollID {
					options = append(options, o)
				}
			}
			if len(p.Polls) == 1 && p.Polls[i].CheckVotes(options) != "" {
				t.Errorf("%+v %+v: %s", p.Polls[i], options, p.Polls[i].CheckVotes(options))
			}
		}
	})
}

func FuzzExplain(f *testing.F) {
	f.Add([]byte(`{"error":{"code":100,"error_subcode":33,"message":"m","error_user_msg":"u"}}`), `{"1":[{"estimated_time_to_regain_access":3}]}`)
	f.Add([]byte(`{"error":{"code":"80001"}}`), `{"1":{}}`)
	f.Fuzz(func(t *testing.T, body []byte, usage string) {
		if err := explain(400, http.Header{"X-Business-Use-Case-Usage": {usage}, "X-App-Usage": {usage}}, body); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	})
}
