package pipeline

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
)

// advised is a lake of one account whose videos get thrice what its texts get,
// measured and labelled.
func advised(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	put(b, lake.Accounts, "", anAccount("oslo", data.Mastodon, "Oslo"))
	page := data.Page{Account: "oslo"}
	for i := range 40 {
		p := aPost(data.NewPostID(data.Mastodon, fmt.Sprint(i)), fmt.Sprintf("2026-%02d-%02d %02d:00", 1+i/20, 1+i%20, 8+i%3))
		likes := int64(20 + i%5)
		if i%2 == 0 {
			p.FormatNative, likes = "video", 3*likes
		}
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, aReading(p, 30, likes, 2, 2))
	}
	b.ingest(page)
	b.classify()
	b.measure()
	return b
}

func recommend(b *bench, c data.Clock, goals ...string) *lake.Snapshot {
	b.t.Helper()
	return b.commit(Recommend(b.t.Context(), b.now(), Advising{Zone: time.UTC, Goals: goals}, c))
}

func TestRecommendClosesPeriods(t *testing.T) {
	t.Parallel()
	b := advised(t)
	recommend(b, asOf("2026-05-01"))
	first := hashes(b.now(), lake.AdviceTable)
	effects := hashes(b.now(), lake.FormatEffects)
	if len(first) != 1 || first["period=2026-W18"] == "" {
		t.Fatalf("advice stands in %v, want 2026-W18", first)
	}
	video := slices.ContainsFunc(rowsOf(t, b.now(), lake.AdviceTable), func(a data.Advice) bool {
		return a.Mission == "Oslo" && a.Lever == metrics.LeverFormat && a.Level == "video" && a.Verdict == data.VerdictMore && a.Goal == metrics.MetricInteractions
	})
	if !video {
		t.Errorf("no advice for videos, which get thrice as much: %+v", rowsOf(t, b.now(), lake.AdviceTable))
	}
	for _, day := range []string{"2026-05-01", "2026-05-03 23:59"} {
		if c, err := Recommend(t.Context(), b.now(), Advising{Zone: time.UTC}, asOf(day)); err != nil || !c.Empty() {
			t.Errorf("again in the same week, %s: empty %v, error %v", day, c.Empty(), err)
		}
	}
	// More is known a week later: last week's advice stays.
	late := aPost("mastodon:late", "2026-03-20 09:00")
	b.ingest(data.Page{Account: "oslo", Posts: []data.Post{late}, Snapshots: []data.PostSnapshot{aReading(late, 30, 900, 2, 2)}})
	b.classify()
	b.measure()
	recommend(b, asOf("2026-05-04"))
	if got := hashes(b.now(), lake.AdviceTable); got["period=2026-W18"] != first["period=2026-W18"] || got["period=2026-W19"] == "" {
		t.Errorf("advice was %v, is %v", first, got)
	}
	if got := hashes(b.now(), lake.FormatEffects); got["period=2026-W18"] != effects["period=2026-W18"] || got["period=2026-W19"] == "" {
		t.Errorf("effects were %v, are %v", effects, got)
	}
}

func TestRecommendGoals(t *testing.T) {
	t.Parallel()
	b := advised(t)
	recommend(b, asOf("2026-05-01"), metrics.MetricApproval)
	for _, a := range rowsOf(t, b.now(), lake.AdviceTable) {
		if a.Goal != metrics.MetricApproval {
			t.Errorf("advice on %s, the unit's goal is approval", a.Goal)
		}
	}
	before := b.now().ID()
	if recommend(b, asOf("2026-05-01"), metrics.MetricShares).ID() == before {
		t.Error("another goal is no change")
	}
}

func TestRecommendDegenerateLakes(t *testing.T) {
	post := aPost("mastodon:1", "2026-03-02 09:00")
	paid := aPost("mastodon:2", "2026-03-03 09:00", func(p *data.Post) { p.Paid = data.PaidFor })
	repost := aPost("mastodon:3", "2026-03-03 09:00", func(p *data.Post) { p.IsRepost = true })
	unknown := aPost("friendster:1", "2026-03-03 09:00")
	read := func(posts ...data.Post) data.Page {
		page := data.Page{Account: "oslo", Posts: posts}
		for _, p := range posts {
			page.Snapshots = append(page.Snapshots, aReading(p, 30, 1, 0, 0))
		}
		return page
	}
	for _, c := range []struct {
		name    string
		account bool
		page    data.Page
	}{
		{"no posts", true, data.Page{Account: "oslo"}},
		{"one post", true, read(post)},
		{"paid posts only", true, read(paid)},
		{"reposts only", true, read(repost)},
		{"no account", false, read(post)},
		{"a platform without definitions", true, read(unknown)},
		{"no readings", true, data.Page{Account: "oslo", Posts: []data.Post{post}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			if c.account {
				put(b, lake.Accounts, "", anAccount("oslo", data.Mastodon, "Oslo"))
			}
			b.ingest(c.page)
			b.classify()
			b.measure()
			recommend(b, asOf("2026-05-01"))
			for _, a := range rowsOf(t, b.now(), lake.AdviceTable) {
				if a.Verdict == data.VerdictMore || a.Verdict == data.VerdictLess {
					t.Errorf("firm advice from next to nothing: %+v", a)
				}
			}
			if c, err := Recommend(t.Context(), b.now(), Advising{Zone: time.UTC}, asOf("2026-05-01")); err != nil || !c.Empty() {
				t.Errorf("again: empty %v, error %v", c.Empty(), err)
			}
		})
	}
}

func TestFrameJoins(t *testing.T) {
	t.Parallel()
	b := advised(t)
	stranger := aPost("mastodon:s", "2026-01-05 09:00", func(p *data.Post) { p.AccountID = "gone" })
	b.ingest(data.Page{Account: "oslo", Posts: []data.Post{stranger}, Snapshots: []data.PostSnapshot{aReading(stranger, 30, 9000, 0, 0)}})
	b.classify()
	before := recommend(b, asOf("2026-05-01"))
	var values int
	for _, v := range rowsOf(t, before, lake.PostMetrics) {
		if v.PostID == "mastodon:s" {
			values++
		}
	}
	if values != 0 {
		t.Fatalf("%d values before measuring", values)
	}
	with := rowsOf(t, before, lake.AdviceTable)
	b.measure()
	recommend(b, asOf("2026-05-01"))
	without := rowsOf(t, b.now(), lake.AdviceTable)
	for i := range with {
		with[i].Inputs = ""
	}
	for i := range without {
		without[i].Inputs = ""
	}
	if diff := cmp.Diff(with, without); diff != "" {
		t.Errorf("a post of an account that left the config informs advice:\n%s", diff)
	}
}
