package pipeline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
)

func hindsight(b *bench, day string) *lake.Snapshot {
	b.t.Helper()
	return b.commit(Hindsight(b.t.Context(), b.now(), Advising{Zone: time.UTC}, asOf(day)))
}

// afterwards publishes two posts a day for the eight weeks after 3 May, three of four of
// them videos, which go on to get thrice what texts get.
func afterwards(b *bench) {
	page := data.Page{Account: "oslo"}
	for i := range 112 {
		day := when("2026-05-04").Time().AddDate(0, 0, i/2)
		p := aPost(data.NewPostID(data.Mastodon, fmt.Sprintf("new%d", i)), day.Format("2006-01-02")+fmt.Sprintf(" %02d:00", 8+i%2*6))
		likes := int64(20 + i%5)
		if i%4 != 0 {
			p.FormatNative, likes = "video", 3*likes
		}
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, aReading(p, 30, likes, 2, 2))
	}
	b.ingest(page)
	b.classify()
	b.measure()
}

func TestHindsightScoresOldAdvice(t *testing.T) {
	t.Parallel()
	b := advised(t)
	recommend(b, asOf("2026-05-01")) // W18: judged by 4 May to 28 June, settled on 27 July
	afterwards(b)
	if c, err := Hindsight(t.Context(), b.now(), Advising{Zone: time.UTC}, asOf("2026-07-26")); err != nil || !c.Empty() {
		t.Fatalf("judged before the posts have settled: %v", err)
	}
	if c, err := Hindsight(t.Context(), b.now(), Advising{Zone: time.UTC}, asOf("2026-07-27")); err != nil || !c.Empty() {
		t.Fatalf("judged although posts may still come: %v", err)
	}
	given := hashes(b.now(), lake.AdviceTable)
	b.ingest(data.Page{Account: "oslo", Posts: []data.Post{aPost("mastodon:newer", "2026-07-01 09:00")}})
	b.classify()
	b.measure()
	hindsight(b, "2026-07-27")
	rows := rowsOf(t, b.now(), lake.AdviceOutcomes)
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
	if now := hashes(b.now(), lake.AdviceTable); now["period=2026-W18"] != given["period=2026-W18"] {
		t.Error("judging changed the advice")
	}
	before := treeOf(b.now())
	if c, err := Hindsight(t.Context(), b.now(), Advising{Zone: time.UTC}, asOf("2026-09-01")); err != nil || !c.Empty() || treeOf(b.now()) != before {
		t.Errorf("judged twice: %v", err)
	}
	h, err := HindsightOf(t.Context(), b.now(), "")
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
	b := advised(t)
	recommend(b, asOf("2026-05-01"))
	recommend(b, asOf("2026-05-15"))
	afterwards(b)
	before := treeOf(b.now())
	for _, day := range []string{"2026-05-01", "2026-05-08"} {
		if c, err := Recommend(t.Context(), b.now(), Advising{Zone: time.UTC}, asOf(day)); err != nil || !c.Empty() {
			t.Errorf("as of %s: empty %v, %v", day, c.Empty(), err)
		}
	}
	recommend(b, asOf("2026-05-16")) // the open week may still change
	if treeOf(b.now()) == before {
		t.Error("the open week does not take in new posts")
	}
	if parts := lake.Partitions(b.now(), lake.AdviceTable); len(parts) != 2 {
		t.Errorf("advice of %v", parts)
	}
}

func TestRehearse(t *testing.T) {
	t.Parallel()
	b := advised(t)
	afterwards(b)
	before := treeOf(b.now())
	rows, err := Rehearse(t.Context(), b.now(), Advising{Zone: time.UTC}, asOf("2026-07-30"))
	if err != nil || treeOf(b.now()) != before {
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
	for name, b := range map[string]*bench{"an empty lake": newBench(t), "too few weeks": advised(t)} {
		if rows, err := Rehearse(t.Context(), b.now(), Advising{Zone: time.UTC}, asOf("2026-03-20")); err != nil || len(rows) != 0 {
			t.Errorf("%s: %d lines, %v", name, len(rows), err)
		}
	}
}
