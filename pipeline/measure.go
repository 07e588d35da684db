package pipeline

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
)

// A month's values use the maturity learned from the posts of the months around
// it, so that a new month touches the two youngest partitions and not the history.
const (
	learnBefore = 4 // months before a partition's own
	learnAfter  = 1 // months after it
)

// Measure gives the posts of every changed partition their values at fixed ages,
// and sums these into cells. A partition depends on its own posts, labels and
// snapshots, on the followers around its month, and on the snapshots of the
// months its maturity is learned from; if none of these changed it is not read.
// Posts whose platform's terms forbid to derive numbers get none.
func Measure(ctx context.Context, r lake.Reader, terms Terms) (lake.Changes, error) {
	var c lake.Changes
	live := lake.Partitions(r, lake.Posts)
	for _, part := range live {
		if err := measurePartition(ctx, r, &c, part, terms); err != nil {
			return c, fmt.Errorf("measure %s: %w", part, err)
		}
	}
	for _, part := range lake.Partitions(r, lake.PostMetrics) { // posts that are gone take their values along
		if slices.Contains(live, part) {
			continue
		}
		if err := lake.Replace(&c, lake.PostMetrics, part, nil, ""); err != nil {
			return c, err
		}
		if err := lake.Replace(&c, lake.EngagementCells, part, nil, ""); err != nil {
			return c, err
		}
	}
	return c, nil
}

func measurePartition(ctx context.Context, r lake.Reader, c *lake.Changes, part string, terms Terms) error {
	learned := learnPartitions(part, lake.Partitions(r, lake.Posts))
	around := around(part)
	files := filesOf(r, lake.PostLabels.Name, part)
	for _, p := range around {
		files = append(files, filesOf(r, lake.AccountSnapshots.Name, p)...)
	}
	for _, p := range append([]string{part}, learned...) {
		files = append(files, filesOf(r, lake.Posts.Name, p)...)
		files = append(files, filesOf(r, lake.PostSnapshots.Name, p)...)
	}
	inputs := lake.InputHash(r, append([]string{metrics.Version}, terms.underived(part)...), files...)
	if lake.From(r, lake.PostMetrics.Name, part) == inputs && lake.From(r, lake.EngagementCells.Name, part) == inputs {
		return nil
	}
	maturity, err := learn(ctx, r, learned, terms)
	if err != nil {
		return err
	}
	followers, err := lake.Rows(ctx, r, lake.AccountSnapshots, func(p string) bool { return slices.Contains(around, p) })
	if err != nil {
		return err
	}
	followers = slices.DeleteFunc(followers, func(s data.AccountSnapshot) bool { return s.Followers == nil })
	values := []data.PostMetric{} // empty, not nil: a month of reposts is measured once, too
	for post, snaps := range withSnapshots(ctx, r, []string{part}, terms, &err) {
		values = append(values, metrics.Values(post, snaps, followers, maturity)...)
	}
	if err != nil {
		return err
	}
	labels, err := lake.Rows(ctx, r, lake.PostLabels, only(part))
	if err != nil {
		return err
	}
	about := make(map[data.PostID]metrics.About, len(labels))
	for _, l := range labels {
		about[l.PostID] = metrics.About{Format: l.Format}
	}
	for p, err := range lake.Scan(ctx, r, lake.Posts, only(part)) {
		if err != nil {
			return err
		}
		about[p.PostID] = metrics.About{Format: about[p.PostID].Format, Precision: p.Precision}
	}
	cells := metrics.Cells(slices.Values(values), func(id data.PostID) metrics.About { return about[id] })
	if err := lake.Replace(c, lake.PostMetrics, part, values, inputs); err != nil {
		return err
	}
	return lake.Replace(c, lake.EngagementCells, part, cells, inputs)
}

func only(part string) func(string) bool { return func(p string) bool { return p == part } }

// learn fits maturity to the posts of some partitions.
func learn(ctx context.Context, r lake.Reader, parts []string, terms Terms) (*metrics.Maturity, error) {
	var err error
	m := metrics.FitMaturity(withSnapshots(ctx, r, parts, terms, &err))
	return m, err
}

// withSnapshots yields each post of some partitions with its snapshots, sorted by
// the moment observed, without those that nothing may be derived from. An error ends
// it and is left in err.
func withSnapshots(ctx context.Context, r lake.Reader, parts []string, terms Terms, err *error) iter.Seq2[*data.Post, []data.PostSnapshot] {
	return func(yield func(*data.Post, []data.PostSnapshot) bool) {
		for _, part := range parts {
			byPost := map[data.PostID][]data.PostSnapshot{}
			for s, scanErr := range lake.Scan(ctx, r, lake.PostSnapshots, only(part)) {
				if scanErr != nil {
					*err = scanErr
					return
				}
				if !terms.mayDerive(&s) {
					continue
				}
				byPost[s.PostID] = append(byPost[s.PostID], s)
			}
			for post, scanErr := range lake.Scan(ctx, r, lake.Posts, only(part)) {
				if scanErr != nil {
					*err = scanErr
					return
				}
				snaps := byPost[post.PostID]
				slices.SortStableFunc(snaps, func(a, b data.PostSnapshot) int {
					if a.ObservedAt != b.ObservedAt {
						return int(min(max(a.ObservedAt-b.ObservedAt, -1), 1))
					}
					return a.Source.Rank() - b.Source.Rank()
				})
				if !yield(&post, snaps) {
					return
				}
			}
		}
	}
}

// learnPartitions lists the partitions of the same platform from learnBefore
// months before part to learnAfter after it.
func learnPartitions(part string, all []string) []string {
	platform, month, ok := splitPartition(part)
	if !ok {
		return []string{part}
	}
	from, to := month.AddDate(0, -learnBefore, 0), month.AddDate(0, learnAfter, 0)
	return slices.DeleteFunc(slices.Clone(all), func(p string) bool {
		other, m, ok := splitPartition(p)
		return !ok || other != platform || m.Before(from) || m.After(to)
	})
}

// splitPartition reads "platform=x/month=2026-05".
func splitPartition(part string) (platform string, month time.Time, ok bool) {
	platform, rest, ok := strings.Cut(part, "/month=")
	if !ok {
		return "", time.Time{}, false
	}
	month, err := time.Parse("2006-01", rest)
	return platform, month, err == nil
}

// around lists the partitions whose follower counts can serve posts of a partition:
// its month and those beside it, for a count within 7 days of publishing.
func around(part string) []string {
	platform, month, ok := splitPartition(part)
	if !ok {
		return nil
	}
	var parts []string
	for _, by := range []int{-1, 0, 1} {
		parts = append(parts, platform+"/month="+month.AddDate(0, by, 0).Format("2006-01"))
	}
	return parts
}
