package advise_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/metrics/stat"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/explain"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

func TestRecommendClosesPeriods(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01"))
	first := pipelinetest.Hashes(b.Now(), lake.AdviceTable)
	stood := pipelinetest.Hashes(b.Now(), lake.FormatEffects)
	if len(first) != 1 || first["period=2026-W18"] == "" {
		t.Fatalf("advice stands in %v, want 2026-W18", first)
	}
	video := slices.ContainsFunc(pipelinetest.RowsOf(t, b.Now(), lake.AdviceTable), func(a data.Advice) bool {
		return a.Mission == "Oslo" && a.Lever == effects.LeverFormat && a.Level == "video" && a.Verdict == data.VerdictMore && a.Goal == metrics.MetricInteractions
	})
	if !video {
		t.Errorf("no advice for videos, which get thrice as much: %+v", pipelinetest.RowsOf(t, b.Now(), lake.AdviceTable))
	}
	for _, day := range []string{"2026-05-01", "2026-05-03 23:59"} {
		if c, err := advise.Recommend(t.Context(), b.Now(), advise.Advising{Zone: time.UTC}, pipelinetest.AsOf(day)); err != nil || !c.Empty() {
			t.Errorf("again in the same week, %s: empty %v, error %v", day, c.Empty(), err)
		}
	}
	// More is known a week later: last week's advice stays.
	late := pipelinetest.APost("mastodon:late", "2026-03-20 09:00")
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{late}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(late, 30, 900, 2, 2)}})
	b.Classify()
	b.Measure()
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-04"))
	if got := pipelinetest.Hashes(b.Now(), lake.AdviceTable); got["period=2026-W18"] != first["period=2026-W18"] || got["period=2026-W19"] == "" {
		t.Errorf("advice was %v, is %v", first, got)
	}
	if got := pipelinetest.Hashes(b.Now(), lake.FormatEffects); got["period=2026-W18"] != stood["period=2026-W18"] || got["period=2026-W19"] == "" {
		t.Errorf("effects were %v, are %v", stood, got)
	}
}

func TestRecommendGoals(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01"), metrics.MetricApproval)
	for _, a := range pipelinetest.RowsOf(t, b.Now(), lake.AdviceTable) {
		if a.Goal != metrics.MetricApproval {
			t.Errorf("advice on %s, the unit's goal is approval", a.Goal)
		}
	}
	before := b.Now().ID()
	if pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01"), metrics.MetricShares).ID() == before {
		t.Error("another goal is no change")
	}
}

func TestRecommendDegenerateLakes(t *testing.T) {
	post := pipelinetest.APost("mastodon:1", "2026-03-02 09:00")
	paid := pipelinetest.APost("mastodon:2", "2026-03-03 09:00", func(p *data.Post) { p.Paid = data.PaidFor })
	repost := pipelinetest.APost("mastodon:3", "2026-03-03 09:00", func(p *data.Post) { p.IsRepost = true })
	unknown := pipelinetest.APost("friendster:1", "2026-03-03 09:00")
	read := func(posts ...data.Post) data.Page {
		page := data.Page{Account: "oslo", Posts: posts}
		for _, p := range posts {
			page.Snapshots = append(page.Snapshots, pipelinetest.AReading(p, 30, 1, 0, 0))
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
			b := pipelinetest.NewBench(t)
			if c.account {
				pipelinetest.Put(b, lake.Accounts, "", pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo"))
			}
			b.Ingest(c.page)
			b.Classify()
			b.Measure()
			pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01"))
			for _, a := range pipelinetest.RowsOf(t, b.Now(), lake.AdviceTable) {
				if a.Verdict == data.VerdictMore || a.Verdict == data.VerdictLess {
					t.Errorf("firm advice from next to nothing: %+v", a)
				}
			}
			if c, err := advise.Recommend(t.Context(), b.Now(), advise.Advising{Zone: time.UTC}, pipelinetest.AsOf("2026-05-01")); err != nil || !c.Empty() {
				t.Errorf("again: empty %v, error %v", c.Empty(), err)
			}
		})
	}
}

func TestFrameJoins(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	stranger := pipelinetest.APost("mastodon:s", "2026-01-05 09:00", func(p *data.Post) { p.AccountID = "gone" })
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{stranger}, Snapshots: []data.PostSnapshot{pipelinetest.AReading(stranger, 30, 9000, 0, 0)}})
	b.Classify()
	before := pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01"))
	var values int
	for _, v := range pipelinetest.RowsOf(t, before, lake.PostMetrics) {
		if v.PostID == "mastodon:s" {
			values++
		}
	}
	if values != 0 {
		t.Fatalf("%d values before measuring", values)
	}
	with := pipelinetest.RowsOf(t, before, lake.AdviceTable)
	b.Measure()
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01"))
	without := pipelinetest.RowsOf(t, b.Now(), lake.AdviceTable)
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

// Where people labelled a sample otherwise than the rules, effects are less sure, and
// say so; the errors of other rules count for nothing.
func TestRecommendTakesLabelErrorsIn(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	var cells []data.LabelAgreement
	for _, c := range []struct {
		said, read string
		n          int64
	}{{"text", "text", 80}, {"text", "video", 20}, {"video", "text", 20}, {"video", "video", 80}} {
		cells = append(cells, data.LabelAgreement{Version: "rules/1", Lever: effects.LeverFormat, Platform: data.Mastodon, Language: "en",
			True: c.said, Read: c.read, N: c.n, Weight: c.n << 16, Squares: c.n << 16})
	}
	var changes lake.Changes
	if err := lake.Replace(&changes, lake.LabelAgreements, lake.LabelAgreements.Partition(&cells[0]), cells, "test"); err != nil {
		t.Fatal(err)
	}
	b.Commit(changes, nil)
	shared := func(rules string) (most float64) {
		t.Helper()
		c, err := advise.Recommend(t.Context(), b.Now(), advise.Advising{Zone: time.UTC, Rules: rules}, pipelinetest.AsOf("2026-05-01"))
		b.Commit(c, err)
		for _, e := range pipelinetest.RowsOf(t, b.Now(), lake.FormatEffects) {
			if e.Lever == effects.LeverFormat && e.LabelShare != nil {
				most = max(most, *e.LabelShare)
			}
		}
		return most
	}
	if most := shared("rules/2"); most != 0 {
		t.Errorf("errors of other rules make up %.2f of a variance", most)
	}
	if most := shared("rules/1"); most <= 0 || most >= 1 {
		t.Errorf("wrong labels make up %.2f of the variance at most", most)
	}
}

// The margin, the prior pack and what is known of labels change effects, and so are
// part of what they are computed from.
func TestRecommendSettingsAreInputs(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01"))
	for name, a := range map[string]advise.Advising{
		"margin": {Zone: time.UTC, Margin: 1.5}, "no pack": {Zone: time.UTC, NoPack: true},
	} {
		if c, err := advise.Recommend(t.Context(), b.Now(), a, pipelinetest.AsOf("2026-05-01")); err != nil || c.Empty() {
			t.Errorf("%s: no change, error %v", name, err)
		}
	}
	if c, err := advise.Recommend(t.Context(), b.Now(), advise.Advising{Zone: time.UTC, Margin: stat.DefaultMargin}, pipelinetest.AsOf("2026-05-01")); err != nil || !c.Empty() {
		t.Errorf("the default margin written out is a change, error %v", err)
	}
	story, err := explain.Advice(t.Context(), b.Now(), "Oslo", 1, pipelinetest.AsOf("2026-05-01"))
	if err != nil {
		t.Fatal(err)
	}
	text := pipelinetest.Told(t, story)
	for _, want := range []string{"E-value", "beyond the margin with P", "own posts", "no effect assumed"} {
		if !strings.Contains(text, want) {
			t.Errorf("the story of advice 1 does not say %q:\n%s", want, text)
		}
	}
}
