package measure_test

import (
	"fmt"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// TestBenchmarkStage: the step reads public values of the window, skips what did not
// change, and leaves earlier weeks as they were.
func TestBenchmarkStage(t *testing.T) {
	t.Parallel()
	b := pipelinetest.NewBench(t)
	accounts := []data.Account{pipelinetest.AnAccount("oslo", data.Mastodon, "Oslo")}
	var pages []data.Page
	add := func(id data.AccountID, likes int64) {
		p := data.Page{Account: id, Done: true}
		for i := range 12 {
			x := pipelinetest.APost(data.PostID(fmt.Sprintf("mastodon:%s-%d", id, i)), fmt.Sprintf("2026-02-%02d", 2+2*i), func(p *data.Post) { p.AccountID = id })
			p.Posts = append(p.Posts, x)
			p.Snapshots = append(p.Snapshots, pipelinetest.AReading(x, 30, likes, 0, 0))
		}
		pages = append(pages, p)
	}
	add("oslo", 75)
	for i := range 10 {
		a := pipelinetest.AnAccount(data.AccountID(fmt.Sprintf("peer-%d", i)), data.Mastodon, "")
		a.Role = data.RolePeerNGO
		accounts = append(accounts, a)
		add(a.AccountID, int64(10*(i+1)))
	}
	b.Configure(accounts...)
	b.Ingest(pages...)
	b.Classify()
	b.Measure()
	b.Commit(measure.Benchmark(t.Context(), pipelinetest.OnlyLake(t, b.Now()), pipelinetest.AsOf("2026-05-01")))
	rows := pipelinetest.RowsOf(t, b.Now(), lake.Benchmarks)
	if len(rows) != 2 {
		t.Fatalf("%d rows, want one for each metric", len(rows))
	}
	if r := rows[1]; r.Metric != "interactions_public" || r.Percentile == nil || *r.Percentile != 70 || *r.Median != 75 || r.Set != data.RolePeerNGO || r.Period != "2026-W18" || r.Mission != "Oslo" {
		t.Errorf("%+v", r)
	}
	if r := rows[0]; r.Metric != "er_followers" || r.Percentile != nil || r.NotShown == "" {
		t.Errorf("without followers: %+v", r)
	}
	first := pipelinetest.Hashes(b.Now(), lake.Benchmarks)
	if c, err := measure.Benchmark(t.Context(), b.Now(), pipelinetest.AsOf("2026-05-02")); err != nil || !c.Empty() {
		t.Errorf("again in the week: empty %v, %v", c.Empty(), err)
	}
	b.Commit(measure.Benchmark(t.Context(), b.Now(), pipelinetest.AsOf("2026-05-08")))
	if h := pipelinetest.Hashes(b.Now(), lake.Benchmarks); len(h) != 2 || h["period=2026-W18"] != first["period=2026-W18"] {
		t.Errorf("partitions %v, were %v", h, first)
	}
	if c, err := measure.Benchmark(t.Context(), b.Now(), pipelinetest.AsOf("2026-04-01")); err != nil || !c.Empty() {
		t.Errorf("a week that is past: empty %v, %v", c.Empty(), err)
	}
}
