package measure

import (
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/peers"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// benchmarkWeeks is how many whole weeks before the one of as-of are compared.
const benchmarkWeeks = 26

// Benchmark writes, for the ISO week of as-of, where each own account stands among the
// declared peers. It reads public counts of posts that are no replies or reposts, as
// measure left them, so numbers that a platform's terms forbid to compute with are
// not in it. A week before one that was compared is closed.
func Benchmark(ctx context.Context, r lake.Reader, c data.Clock) (lake.Changes, error) {
	var changes lake.Changes
	period := c.Now().Week()
	part := "period=" + period
	later := func(p string) bool { return p > part }
	if slices.ContainsFunc(lake.Partitions(r, lake.Benchmarks), later) {
		return changes, nil
	}
	window := metrics.WindowBefore(c, benchmarkWeeks)
	recent := func(part string) bool {
		_, month, ok := partition.Split(part)
		return ok && data.At(month.AddDate(0, 1, 0)) > window.From && data.At(month) < window.To
	}
	files := r.Files(lake.Accounts.Name)
	for _, table := range []string{lake.Posts.Name, lake.PostMetrics.Name} {
		for _, f := range r.Files(table) {
			if recent(f.Partition) {
				files = append(files, f)
			}
		}
	}
	inputs := lake.InputHash(r, []string{peers.Model, metrics.Version, period}, files...)
	if lake.From(r, lake.Benchmarks.Name, part) == inputs || len(r.Files(lake.PostMetrics.Name)) == 0 {
		return changes, nil
	}
	rows, err := standings(ctx, r, window, recent)
	if err != nil {
		return changes, fmt.Errorf("benchmark: %w", err)
	}
	for i := range rows {
		rows[i].Period, rows[i].Inputs = period, inputs
	}
	rows = append([]data.Benchmark{}, rows...) // empty, not nil: that nobody is compared is noted, too
	if err := lake.Replace(&changes, lake.Benchmarks, part, rows, inputs); err != nil {
		return changes, fmt.Errorf("benchmark: %w", err)
	}
	return changes, nil
}

// plainPost is what a comparison has to know of a post.
type plainPost struct {
	PostID    data.PostID    `parquet:"post_id"`
	Precision data.Precision `parquet:"published_precision"`
	IsReply   bool           `parquet:"is_reply"`
	IsRepost  bool           `parquet:"is_repost"`
}

func standings(ctx context.Context, r lake.Reader, w metrics.Window, recent func(string) bool) ([]data.Benchmark, error) {
	accounts, err := lake.Rows(ctx, r, lake.Accounts, nil)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(accounts, func(a data.Account) bool { return a.Role != data.RoleOwn && a.Role != data.RoleCommunity }) {
		return nil, nil // no peers
	}
	s := peers.NewStandings(w)
	byID := map[data.AccountID]*data.Account{}
	for i := range accounts {
		byID[accounts[i].AccountID] = &accounts[i]
		if accounts[i].Role != data.RoleOwn {
			s.Declare(&accounts[i], accounts[i].Platform)
		}
	}
	for _, part := range lake.Partitions(r, lake.PostMetrics) {
		if !recent(part) {
			continue
		}
		posts := map[data.PostID]bool{}
		for p, err := range lake.ScanColumns[plainPost](ctx, r, lake.Posts, partition.Only(part)) {
			if err != nil {
				return nil, err
			}
			posts[p.PostID] = !p.IsReply && !p.IsRepost && (p.Precision == data.BySecond || p.Precision == data.ByDay)
		}
		for v, err := range lake.Scan(ctx, r, lake.PostMetrics, partition.Only(part)) {
			if err != nil {
				return nil, err
			}
			if a := byID[v.AccountID]; a != nil && posts[v.PostID] {
				s.Add(&v, a)
			}
		}
	}
	return s.Rows(), nil
}
