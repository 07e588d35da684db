package terms_test

import (
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
)

// aVideo is a public video with one reading over the API.
func aVideo(id data.PostID, published, read string) data.Page {
	p := pipelinetest.APost(id, published, func(p *data.Post) {
		p.AccountID, p.Text, p.ObservedAt, p.Source = "tube", "our words", pipelinetest.When(read), data.SourceAPI
	})
	s := data.PostSnapshot{PostID: id, AccountID: "tube", Platform: data.YouTube, PublishedAt: p.PublishedAt, ObservedAt: pipelinetest.When(read),
		Source: data.SourceAPI, Likes: data.N(5), Replies: data.N(1), Views: data.N(100)}
	counters := data.AccountSnapshot{AccountID: "tube", Platform: data.YouTube, ObservedAt: pipelinetest.When(read), Source: data.SourceAPI, Followers: data.N(9)}
	return data.Page{Account: "tube", Posts: []data.Post{p}, Snapshots: []data.PostSnapshot{s}, Accounts: []data.AccountSnapshot{counters}}
}

var borrowed = terms.Terms{"tube": {Platform: data.YouTube, KeepDays: 30, DropDeleted: true}}

// Statistics that nobody authorized stand for thirty days, and are gone a second
// later, with everything that was computed from them.
func TestBorrowedStatisticsLeave(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	b.Ingest(aVideo("youtube:old", "2026-03-01 09:00", "2026-04-01 12:00"), aVideo("youtube:new", "2026-03-02 09:00", "2026-04-20 12:00"))
	b.Classify()
	b.Commit(measure.Measure(t.Context(), b.Now(), borrowed))
	at := func(moment time.Time) *lake.Snapshot {
		b.Commit(terms.Forget(t.Context(), b.Now(), borrowed, data.Clock{AsOf: moment}))
		return b.Commit(measure.Measure(t.Context(), b.Now(), borrowed))
	}
	limit := pipelinetest.When("2026-05-01 12:00").Time()
	if s := at(limit); len(pipelinetest.RowsOf(t, s, lake.Posts)) != 2 || len(pipelinetest.RowsOf(t, s, lake.PostSnapshots)) != 2 {
		t.Error("rows left before their days were over")
	}
	s := at(limit.Add(time.Second))
	for table, n := range map[string]int{"posts": len(pipelinetest.RowsOf(t, s, lake.Posts)), "post_snapshots": len(pipelinetest.RowsOf(t, s, lake.PostSnapshots)),
		"account_snapshots": len(pipelinetest.RowsOf(t, s, lake.AccountSnapshots)), "post_labels": len(pipelinetest.RowsOf(t, s, lake.PostLabels))} {
		if n != 1 {
			t.Errorf("%s holds %d rows a second later, want 1", table, n)
		}
	}
	for _, v := range pipelinetest.RowsOf(t, s, lake.PostMetrics) {
		if v.PostID == "youtube:old" {
			t.Errorf("a value of a post that has left: %+v", v)
		}
	}
	if c, err := terms.Forget(t.Context(), b.Now(), borrowed, data.Clock{AsOf: limit.Add(time.Second)}); err != nil || !c.Empty() {
		t.Errorf("forgetting again changes something, %v", err)
	}
	// What the unit downloaded itself is its own.
	b2 := pipelinetest.NewBench(t)
	page := aVideo("youtube:own", "2026-03-01 09:00", "2026-04-01 12:00")
	page.Posts[0].Source, page.Snapshots[0].Source, page.Accounts[0].Source = data.SourceExport, data.SourceExport, data.SourceExport
	b2.Ingest(page)
	if c, err := terms.Forget(t.Context(), b2.Now(), borrowed, data.Clock{AsOf: limit.AddDate(1, 0, 0)}); err != nil || !c.Empty() {
		t.Errorf("rows of an export were forgotten, %v", err)
	}
}

// Of a deleted post everything leaves where terms say so, and its words elsewhere.
func TestDeletedPosts(t *testing.T) {
	t.Parallel()
	for _, drop := range []bool{true, false} {
		b := pipelinetest.NewBench(t)
		b.Ingest(aVideo("youtube:gone", "2026-03-01 09:00", "2026-03-05 12:00"), aVideo("youtube:stays", "2026-03-02 09:00", "2026-03-05 12:00"))
		b.Classify()
		tombstone := pipelinetest.APost("youtube:gone", "2026-03-01 09:00", func(p *data.Post) {
			p.AccountID, p.Text, p.URL, p.DeletedAt, p.ObservedAt, p.Source = "tube", "", "", pipelinetest.When("2026-03-06"), pipelinetest.When("2026-03-06"), data.SourceAPI
		})
		b.Ingest(data.Page{Account: "tube", Posts: []data.Post{tombstone}})
		bound := terms.Terms{"tube": {Platform: data.YouTube, DropDeleted: drop}}
		s := b.Commit(terms.Forget(t.Context(), b.Now(), bound, pipelinetest.AsOf("2026-03-06 06:00")))
		left := map[data.PostID]data.Post{}
		for _, p := range pipelinetest.RowsOf(t, s, lake.Posts) {
			left[p.PostID] = p
		}
		if gone, there := left["youtube:gone"]; there == drop || gone.Text != "" || left["youtube:stays"].Text != "our words" {
			t.Errorf("drop %v: left are %+v", drop, left)
		}
		if n := len(pipelinetest.RowsOf(t, s, lake.PostSnapshots)); (n == 1) != drop {
			t.Errorf("drop %v: %d readings are left", drop, n)
		}
	}
}

// Nothing is computed from numbers that nobody allowed to compute from; with the
// agreement the same rows give values.
func TestNothingIsDerivedWithoutLeave(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	b.Ingest(aVideo("youtube:a", "2026-03-01 09:00", "2026-04-20 12:00"))
	b.Classify()
	forbidden := terms.Terms{"tube": {Platform: data.YouTube, NoDerived: true}}
	s := b.Commit(measure.Measure(t.Context(), b.Now(), forbidden))
	for _, v := range pipelinetest.RowsOf(t, s, lake.PostMetrics) {
		if v.Value != nil {
			t.Errorf("a value was derived: %+v", v)
		}
	}
	s = b.Commit(measure.Measure(t.Context(), b.Now(), terms.Terms{"tube": {Platform: data.YouTube}}))
	values := 0
	for _, v := range pipelinetest.RowsOf(t, s, lake.PostMetrics) {
		if v.Value != nil {
			values++
		}
	}
	if values == 0 {
		t.Error("with leave, no value was derived")
	}
}
