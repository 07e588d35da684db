package effects

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
)

// Whatever the input, no crash, and no number where there is no evidence.
func TestDegenerateInput(t *testing.T) {
	check := func(name string, fill func(s *sheet), warning string) {
		t.Helper()
		var s sheet
		fill(&s)
		rows := Fit(s.frame(), Options{})
		for _, e := range rows {
			if e.Verdict != data.VerdictTry || e.Lift != nil || e.PBetter != nil || e.OwnLift != nil {
				t.Errorf("%s: %s=%s has lift %v, %s", name, e.Lever, e.Level, e.Lift, e.Verdict)
			}
			if !strings.Contains(strings.Join(e.Warnings, "; "), warning) {
				t.Errorf("%s: warnings %q do not say %q", name, e.Warnings, warning)
			}
		}
		choices := 0 // a level that stands alone is no choice, and so no advice
		for _, e := range rows {
			if e.NOther > 0 {
				choices++
			}
		}
		if got := len(Advise(rows)); got != choices {
			t.Errorf("%s: %d pieces of advice, want %d: one for each effect with something to compare with", name, got, choices)
		}
	}
	check("nothing", func(*sheet) {}, "")
	check("one post", func(s *sheet) { s.add("a", "image", 0, 5) }, "not enough evidence")
	check("one format", func(s *sheet) {
		for i := range 20 {
			s.add("a", "image", i, 5)
		}
	}, "nothing to compare")
	check("two of one and many of another", func(s *sheet) {
		for i := range 20 {
			s.add("a", []string{"video", "image"}[min(i/2, 1)], i, 5)
		}
	}, "")
	check("zeros", func(s *sheet) {
		for i := range 20 {
			s.add("a", []string{"video", "image"}[i%2], i, 0)
		}
	}, "")
	check("not a number", func(s *sheet) {
		for i := range 20 {
			s.add("a", []string{"video", "image"}[i%2], i, []float64{math.NaN(), math.Inf(1), -1}[i%3])
		}
	}, "without a value left out")
	check("all paid", func(s *sheet) {
		for i := range 20 {
			s.add("a", []string{"video", "image"}[i%2], i, 5).paid = data.PaidFor
		}
	}, "of another paid scope left out")
}

func TestAllImmature(t *testing.T) {
	b := NewFrameBuilder(nil)
	for i := range 10 {
		p := mastodonPost()
		p.PostID = data.PostID(fmt.Sprint("mastodon:", i))
		for _, v := range metricstest.Values(p, []data.PostSnapshot{{PostID: "mastodon:1", AccountID: "oslo", Platform: data.Mastodon, PublishedAt: published,
			ObservedAt: published.Add(time.Hour), Likes: data.N(int64(i)), Shares: data.N(0), Replies: data.N(0)}}, nil, nil) {
			b.Add(&v, p, &data.PostLabel{Format: []data.Format{data.FormatImage, data.FormatVideo}[i%2]}, &data.Account{AccountID: "a", Role: data.RoleOwn})
		}
	}
	for _, e := range Fit(b.Frame(), Options{}) {
		t.Errorf("posts of an hour give an effect: %+v", e)
	}
}

func TestExtremeValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s sheet
		n := rapid.IntRange(1, 25).Draw(t, "posts")
		for range n {
			r := s.add(rapid.SampledFrom([]string{"a", "b"}).Draw(t, "account"), rapid.SampledFrom([]string{"image", "video", "text"}).Draw(t, "format"),
				rapid.IntRange(0, 9).Draw(t, "week"), rapid.OneOf(rapid.Float64Range(0, 3), rapid.Float64Range(0, 1e12), rapid.Float64()).Draw(t, "value"))
			r.topic = rapid.SampledFrom([]data.Topic{"visa", "culture"}).Draw(t, "topic")
		}
		for _, e := range Fit(s.frame(), Options{}) {
			for _, v := range []*float64{e.Lift, e.Low, e.High, e.PBetter, e.OwnLift, e.OwnStdErr, e.NaiveLift, e.MeanLift, e.Borrowed} {
				if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0) || *v < 0) {
					t.Fatalf("%+v holds %v", e, *v)
				}
			}
			if e.Lift != nil && (*e.Low > *e.High || *e.Low <= 0) {
				t.Fatalf("interval %v to %v", *e.Low, *e.High)
			}
			if (e.Verdict == data.VerdictMore || e.Verdict == data.VerdictLess) && e.AccountID != "" && min(e.N, e.NOther) < 3 {
				t.Fatalf("%s from %d posts against %d", e.Verdict, e.N, e.NOther)
			}
		}
	})
}
