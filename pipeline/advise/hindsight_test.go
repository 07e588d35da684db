package advise_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

func hindsight(b *pipelinetest.Bench, day string) *lake.Snapshot {
	b.T.Helper()
	return b.Commit(advise.Hindsight(b.T.Context(), b.Now(), advise.Advising{Zone: time.UTC}, pipelinetest.AsOf(day)))
}

// afterwards publishes two posts a day for the eight weeks after 3 May, three of four of
// them videos, which go on to get thrice what texts get.
func afterwards(b *pipelinetest.Bench) {
	page := data.Page{Account: "oslo"}
	for i := range 112 {
		day := pipelinetest.When("2026-05-04").Time().AddDate(0, 0, i/2)
		p := pipelinetest.APost(data.NewPostID(data.Mastodon, fmt.Sprintf("new%d", i)), day.Format("2006-01-02")+fmt.Sprintf(" %02d:00", 8+i%2*6))
		likes := int64(20 + i%5)
		if i%4 != 0 {
			p.FormatNative, likes = "video", 3*likes
		}
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, pipelinetest.AReading(p, 30, likes, 2, 2))
	}
	b.Ingest(page)
	b.Classify()
	b.Measure()
}

func TestHindsightScoresOldAdvice(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01")) // W18: judged by 4 May to 28 June, settled on 27 July
	afterwards(b)
	if c, err := advise.Hindsight(t.Context(), b.Now(), advise.Advising{Zone: time.UTC}, pipelinetest.AsOf("2026-07-26")); err != nil || !c.Empty() {
		t.Fatalf("judged before the posts have settled: %v", err)
	}
	if c, err := advise.Hindsight(t.Context(), b.Now(), advise.Advising{Zone: time.UTC}, pipelinetest.AsOf("2026-07-27")); err != nil || !c.Empty() {
		t.Fatalf("judged although posts may still come: %v", err)
	}
	given := pipelinetest.Hashes(b.Now(), lake.AdviceTable)
	b.Ingest(data.Page{Account: "oslo", Posts: []data.Post{pipelinetest.APost("mastodon:newer", "2026-07-01 09:00")}})
	b.Classify()
	b.Measure()
	hindsight(b, "2026-07-27")
	rows := pipelinetest.RowsOf(t, b.Now(), lake.AdviceOutcomes)
	found := false
	for _, o := range rows {
		if o.Goal == metrics.MetricInteractions && o.Lever == effects.LeverFormat && o.Level == "video" {
			found = true
			if o.Followed != data.Yes || o.BorneOut != data.Yes || *o.Outcome < 2 || o.From != "2026-05-04" || o.Until != "2026-06-28" || *o.ShareBefore != 0.5 || *o.ShareAfter != 0.75 || o.N != 84 {
				t.Errorf("more videos was followed and right: %+v, outcome %v", o, *o.Outcome)
			}
		}
	}
	if !found {
		t.Fatalf("videos are not judged in %d lines", len(rows))
	}
	if now := pipelinetest.Hashes(b.Now(), lake.AdviceTable); now["period=2026-W18"] != given["period=2026-W18"] {
		t.Error("judging changed the advice")
	}
	before := pipelinetest.TreeOf(b.Now())
	if c, err := advise.Hindsight(t.Context(), b.Now(), advise.Advising{Zone: time.UTC}, pipelinetest.AsOf("2026-09-01")); err != nil || !c.Empty() || pipelinetest.TreeOf(b.Now()) != before {
		t.Errorf("judged twice: %v", err)
	}
	h, err := advise.HindsightOf(t.Context(), b.Now(), "")
	var text strings.Builder
	if err == nil {
		err = h.Text(&text)
	}
	if err != nil || !strings.Contains(text.String(), "2026-W18") || h.Score.Lines == 0 {
		t.Errorf("%v:\n%s", err, text.String())
	}
}

// TestAdviceOfPastWeeksIsClosed: a run as of an earlier week neither changes advice that
// was given nor gives any afterwards.
func TestAdviceOfPastWeeksIsClosed(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-01"))
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-15"))
	afterwards(b)
	before := pipelinetest.TreeOf(b.Now())
	for _, day := range []string{"2026-05-01", "2026-05-08"} {
		if c, err := advise.Recommend(t.Context(), b.Now(), advise.Advising{Zone: time.UTC}, pipelinetest.AsOf(day)); err != nil || !c.Empty() {
			t.Errorf("as of %s: empty %v, %v", day, c.Empty(), err)
		}
	}
	pipelinetest.Recommend(b, pipelinetest.AsOf("2026-05-16")) // the open week may still change
	if pipelinetest.TreeOf(b.Now()) == before {
		t.Error("the open week does not take in new posts")
	}
	if parts := lake.Partitions(b.Now(), lake.AdviceTable); len(parts) != 2 {
		t.Errorf("advice of %v", parts)
	}
}

func TestRehearse(t *testing.T) {
	t.Parallel()
	b := pipelinetest.Advised(t)
	afterwards(b)
	before := pipelinetest.TreeOf(b.Now())
	rows, err := advise.Rehearse(t.Context(), b.Now(), advise.Advising{Zone: time.UTC}, pipelinetest.AsOf("2026-07-30"))
	if err != nil || pipelinetest.TreeOf(b.Now()) != before {
		t.Fatal(err)
	}
	video := false
	for _, o := range rows {
		if o.Period == "2026-W18" && o.Lever == effects.LeverFormat && o.Level == "video" && o.Verdict == data.VerdictMore {
			video = o.BorneOut == data.Yes
		}
	}
	if !video {
		t.Errorf("the rehearsal does not find that videos do better, then and after, in %d lines", len(rows))
	}
	for name, b := range map[string]*pipelinetest.Bench{"an empty lake": pipelinetest.NewBench(t), "too few weeks": pipelinetest.Advised(t)} {
		if rows, err := advise.Rehearse(t.Context(), b.Now(), advise.Advising{Zone: time.UTC}, pipelinetest.AsOf("2026-03-20")); err != nil || len(rows) != 0 {
			t.Errorf("%s: %d lines, %v", name, len(rows), err)
		}
	}
}
