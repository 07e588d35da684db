package meta

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

func namesOn(t *testing.T, object, product, day string) string {
	t.Helper()
	m, err := metricsOf(object, product, day)
	if err != nil {
		t.Fatal(err)
	}
	return names(m)
}

// TestCatalogue: what is asked for follows the day.
func TestCatalogue(t *testing.T) {
	always := "post_clicks_by_type,post_reactions_by_type_total"
	for _, c := range []struct{ object, product, day, want string }{
		{"post", "", "2025-11-14", "post_media_view,post_impressions,post_total_media_view_unique,post_impressions_unique," + always},
		{"post", "", "2025-11-15", "post_media_view,post_total_media_view_unique,post_impressions_unique," + always},
		{"post", "", "2026-06-14", "post_media_view,post_total_media_view_unique,post_impressions_unique," + always},
		{"post", "", "2026-06-15", "post_media_view,post_total_media_view_unique," + always},
		{"ig_media", "REELS", "2025-04-20", "reach,views,saved,shares,plays"},
		{"ig_media", "REELS", "2026-01-01", "reach,views,saved,shares"},
		{"ig_media", "STORY", "2026-01-01", "reach,views,shares"},
		{"ig_media", "UNHEARD_OF", "2026-01-01", ""},
		{"threads_post", "", "2026-01-01", "views,likes,replies,reposts,quotes"},
		{"threads_account", "", "2026-01-01", "followers_count"},
	} {
		if got := namesOn(t, c.object, c.product, c.day); got != c.want {
			t.Errorf("%s %s on %s: %s, want %s", c.object, c.product, c.day, got, c.want)
		}
	}
	all, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		known := slices.Contains(columns, m.Column) || m.Column == "followers" || m.Column == "reactions" && m.Key == "*"
		if !known || m.Name == "" {
			t.Errorf("%+v fills no column", m)
		}
	}
}

// server refuses requests with a metric that it does not know, as the API does.
type server struct {
	unknown []string
	words   string
	asked   int
}

func (s *server) get(_ context.Context, _ string, query url.Values, out any) error {
	s.asked++
	answer := out.(*edge[insight])
	for name := range strings.SplitSeq(query.Get("metric"), ",") {
		if slices.Contains(s.unknown, name) {
			return &refused{code: 100, words: s.words, kind: connectors.ErrInput}
		}
		i := insight{Name: name, Period: "lifetime"}
		i.Total = &struct {
			Value insightValue `json:"value"`
			_     web.Ignored  `names:"breakdowns"`
		}{Value: insightValue{N: data.N(int64(len(name)))}}
		answer.Data.Items = append(answer.Data.Items, i)
	}
	return nil
}

// TestBisection: whichever metrics are refused, and in whatever words, all others are
// read, with few requests; and the next object is read with one.
func TestBisection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		metrics, err := metricsOf("ig_media", "REELS", "2025-04-01")
		if err != nil {
			t.Fatal(err)
		}
		s := &server{words: rapid.SampledFrom([]string{"(#100) The value must be a valid insights metric", "(#100) metric[2] must be one of the following values: reach",
			"(#100) The metric shares is not supported for this media type", "(#100) The Media Insights API does not support the views metric for this media product type."}).Draw(t, "words")}
		for _, m := range metrics {
			if rapid.Bool().Draw(t, m.Name) {
				s.unknown = append(s.unknown, m.Name)
			}
		}
		in := &insights{get: s.get, day: "2025-04-01", rejected: map[string]bool{}, done: map[string]*readings{}}
		r, err := in.of(context.Background(), subject{id: "1", path: "/1/insights", object: "ig_media", product: "REELS"})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range metrics {
			others := slices.ContainsFunc(metrics, func(o metric) bool { return o.Column == m.Column && !slices.Contains(s.unknown, o.Name) })
			if (r.counts[m.Column] != nil) != others {
				t.Errorf("%s refused: column %s is %v", s.unknown, m.Column, r.counts[m.Column])
			}
			if !others && r.why[m.Column] != data.Unsupported {
				t.Errorf("%s is missing because %q", m.Column, r.why[m.Column])
			}
		}
		if len(in.notes) != len(s.unknown) || s.asked > 2*len(metrics) {
			t.Errorf("%d notes of %d metrics, %d requests", len(in.notes), len(s.unknown), s.asked)
		}
		before := s.asked
		if _, err := in.of(context.Background(), subject{id: "2", path: "/2/insights", object: "ig_media", product: "REELS"}); err != nil || s.asked > before+1 {
			t.Errorf("the next object took %d requests, %v", s.asked-before, err)
		}
		if _, err := in.of(context.Background(), subject{id: "2", path: "/2/insights", object: "ig_media", product: "REELS"}); err != nil || s.asked > before+1 {
			t.Errorf("an object was asked for twice: %v", err)
		}
	})
}

// TestOneMedium: what is wrong with one object is not held against the metrics.
func TestOneMedium(t *testing.T) {
	for _, r := range []*refused{
		{code: 100, subcode: 2108006, words: "Media Posted Before Business Account Conversion", kind: connectors.ErrInput},
		{code: 100, words: "Invalid parameter", kind: connectors.ErrInput},
		{code: 10, words: "(#10) Not enough viewers for the media to show insights", kind: connectors.ErrAuth},
		{code: 100, subcode: 33, words: "Unsupported get request", kind: connectors.ErrGone},
	} {
		asked := 0
		in := &insights{day: "2026-01-01", rejected: map[string]bool{}, done: map[string]*readings{},
			get: func(context.Context, string, url.Values, any) error { asked++; return r }}
		got, err := in.of(context.Background(), subject{id: "1", path: "/1/insights", object: "ig_media", product: "FEED"})
		if err != nil || len(in.rejected) != 0 || in.denied || len(in.notes) != 0 || got.why["reach"] != data.Hidden {
			t.Errorf("%s: %+v, %v, rejected %v, notes %v", r.words, got, err, in.rejected, in.notes)
		}
		if asked > 7 {
			t.Errorf("%s: %d requests", r.words, asked)
		}
	}
}

// TestByKind: a metric that is refused of images is still asked for of albums.
func TestByKind(t *testing.T) {
	s := &server{unknown: []string{"shares"}, words: "(#100) The metric shares is not supported for this media type"}
	in := &insights{get: s.get, day: "2026-01-01", rejected: map[string]bool{}, done: map[string]*readings{}}
	image := subject{id: "1", path: "/1/insights", object: "ig_media", product: "FEED", kind: "IMAGE"}
	if r, err := in.of(context.Background(), image); err != nil || r.why["shares"] != data.Unsupported || r.counts["saves"] == nil {
		t.Errorf("an image: %+v, %v", r, err)
	}
	s.unknown = nil
	album := subject{id: "2", path: "/2/insights", object: "ig_media", product: "FEED", kind: "CAROUSEL_ALBUM"}
	if r, err := in.of(context.Background(), album); err != nil || r.counts["shares"] == nil {
		t.Errorf("an album: %+v, %v", r, err)
	}
}

// TestDenied: a token without the permission is told once, and asked no more.
func TestDenied(t *testing.T) {
	archive := site(t, "instagram_full")
	for _, id := range []string{"3001", "3002", "3003", "3005"} {
		archive += "-- GET /v24.0/" + id + "/insights?metric=reach,views,saved,shares --\nHTTP 403\n\n" +
			`{"error":{"message":"(#10) Application does not have permission for this action: instagram_manage_insights","code":10,"type":"OAuthException"}}` + "\n"
	}
	fake := conntest.ParseSite(t, archive)
	all := read(t, accountOn(data.Instagram), envOf(fake, asOf))
	if len(all.Posts) != 5 || len(all.Notes) != 1 || !strings.Contains(all.Notes[0].What, "instagram_manage_insights") {
		t.Errorf("%d posts, notes %v", len(all.Posts), all.Notes)
	}
	if _, s := find(t, all, "instagram:3001"); s.Likes == nil || s.Missing.Reason("reach") != data.Hidden {
		t.Errorf("without insights: %+v", s)
	}
	asked := 0
	for _, a := range fake.Asked() {
		if strings.Contains(a, "/insights") {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("insights were asked for %d times, want once", asked)
	}
}

func TestInsightValues(t *testing.T) {
	for body, want := range map[string]insightValue{
		`7`: {N: data.N(7)}, `"12"`: {N: data.N(12)}, `null`: {}, `-1`: {}, `[1]`: {},
		`{"like":3,"love":"4","new":{"a":1}}`: {ByKind: map[string]int64{"like": 3, "love": 4}}, `{}`: {ByKind: map[string]int64{}},
	} {
		var got insightValue
		if err := got.UnmarshalJSON([]byte(body)); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", body, diff)
		}
	}
}

// TestPeriods: a day's value is not a post's.
func TestPeriods(t *testing.T) {
	answer := edge[insight]{}
	for i, period := range []string{"day", "week", "lifetime", "days_28"} {
		var x insight
		x.Name, x.Period = "post_media_view", period
		x.Values = append(x.Values, struct {
			Value insightValue `json:"value"`
			_     web.Ignored  `names:"end_time"`
		}{Value: insightValue{N: data.N(int64(i))}})
		answer.Data.Items = append(answer.Data.Items, x)
	}
	if got := values(&answer)["post_media_view"]; got.N == nil || *got.N != 2 {
		t.Errorf("values() = %+v, want the lifetime's", got)
	}
}
