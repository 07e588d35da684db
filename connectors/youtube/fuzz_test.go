package youtube

import (
	"encoding/json"
	"math"
	"net/http"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// FuzzVideos: whatever a server sends, the rows are valid or set aside.
func FuzzVideos(f *testing.F) {
	f.Add([]byte(`{"items":[{"id":"a","snippet":{"publishedAt":"2026-05-01T00:00:00Z","title":"t","channelId":"c"},"statistics":{"viewCount":"7","likeCount":-1},"contentDetails":{"duration":"PT5S"},"player":{"embedWidth":405,"embedHeight":"720"}}]}`))
	f.Add([]byte(`{"items":[{"id":7},null,{"id":"b","snippet":{"publishedAt":"0001-01-01T00:00:00+23:59"},"statistics":null}],"pageInfo":{"totalResults":"x"}}`))
	f.Add([]byte(`{"items":{}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var answer list[video]
		if json.Unmarshal(b, &answer) != nil {
			return
		}
		c := &client{account: account(), env: connectors.Env{Clock: data.Clock{AsOf: asOf}}, found: &channel{ID: "c"}}
		page := connectors.Page{Input: "fuzz"}
		for i := range answer.Items.Items {
			if v := &answer.Items.Items[i]; c.isPublic(v) {
				c.add(&page, v)
			}
		}
		for i := range page.Posts {
			p, s := &page.Posts[i], &page.Snapshots[i]
			if _, why := s.Validate(math.MaxInt64 / 2); why != "" && p.PublishedAt > data.At(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)) && utf8.Valid(b) {
				t.Errorf("snapshot %+v: %s", s, why)
			}
			for name, n := range map[string]data.Count{"likes": s.Likes, "replies": s.Replies, "views": s.Views, "shares": s.Shares} {
				if (n == nil) != (s.Missing.Reason(name) != "") {
					t.Errorf("%s is %v, missing says %q", name, n, s.Missing)
				}
			}
		}
	})
}

// FuzzComments: a comment keeps its author in memory only, and half known authors do
// not come up.
func FuzzComments(f *testing.F) {
	f.Add([]byte(`{"items":[{"snippet":{"topLevelComment":{"id":"c","snippet":{"textDisplay":"x","publishedAt":"2026-05-01T00:00:00.5Z","authorChannelId":{"value":"UC"}}},"totalReplyCount":0},"replies":{"comments":[{"id":1}]}}]}`))
	f.Add([]byte(`{"items":[{"snippet":{"topLevelComment":null}},{"replies":null}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var answer list[commentThread]
		if json.Unmarshal(b, &answer) != nil {
			return
		}
		c := &client{account: account(), env: connectors.Env{Clock: data.Clock{AsOf: asOf}}}
		page := connectors.Page{Input: "fuzz"}
		for i := range answer.Items.Items {
			c.reply(&page, &answer.Items.Items[i].Snippet.Top, "youtube:v", "UCown")
		}
		for _, r := range page.Replies {
			if r.Native == "" || r.HasAuthor != (r.Author != "") || r.Parent == "" {
				t.Errorf("a half reply: %q %q", r.Native, r.Parent)
			}
		}
	})
}

// FuzzExplain: error answers are read without falling over, and never repeated.
func FuzzExplain(f *testing.F) {
	f.Add([]byte(`{"error":{"errors":[{"reason":"quotaExceeded"}],"details":[{"reason":"API_KEY_INVALID"}]}}`))
	f.Add([]byte(`{"error":"forbidden"}`))
	f.Add([]byte(`{"error":{"errors":[1,{"reason":2}]}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := explain(403, http.Header{}, b); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	})
}

// FuzzDuration: durations are positive and bounded.
func FuzzDuration(f *testing.F) {
	for _, s := range []string{"PT1H2M3S", "P1DT2H", "PT0S", "P9999W", "PT999999999S"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n := milliseconds(s); n != nil && (*n <= 0 || *n > 400*365*24*3600*1000) {
			t.Errorf("milliseconds(%q) = %d", s, *n)
		}
	})
}
