package mood

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
)

// openWeeks lists the weeks that have replies and are not sealed.
func openWeeks(ctx context.Context, r lake.Reader, complete func(string) bool) ([]privacy.OpenWeek, error) {
	sealed, err := sealedWeeks(ctx, r)
	if err != nil {
		return nil, err
	}
	first := map[sealedWeek]string{}
	for cell, err := range lake.Scan(ctx, r, lake.ReplyCells, nil) {
		if err != nil {
			return nil, err
		}
		k := sealOf(&cell)
		if sealed[k] {
			continue
		}
		if day, ok := first[k]; !ok || cell.IngestedOn < day {
			first[k] = cell.IngestedOn
		}
	}
	open := make([]privacy.OpenWeek, 0, len(first))
	for k, day := range first {
		open = append(open, privacy.OpenWeek{
			Mission: k.mission, Platform: k.platform, Week: k.week, FirstIngest: day, PullComplete: complete(k.mission),
		})
	}
	slices.SortFunc(open, func(a, b privacy.OpenWeek) int {
		return cmp.Or(cmp.Compare(a.Mission, b.Mission), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Week, b.Week))
	})
	return open, nil
}

// livingWeeks lists the weeks of replies whose text is still there.
func livingWeeks(ctx context.Context, r lake.Reader) (map[sealedWeek]bool, error) {
	living := map[sealedWeek]bool{}
	for q, err := range lake.Scan(ctx, r, lake.Replies, nil) {
		if err != nil {
			return nil, err
		}
		living[sealedWeek{q.Mission, q.Platform, q.PublishedAt.Week()}] = true
	}
	return living, nil
}

// withLost adds weeks whose authors are counted and of whose replies nothing else is left:
// their post was deleted, or their text left before it was read. Nothing of them will ever be
// scored, and their hashes and key must end all the same.
func withLost(ctx context.Context, r lake.Reader, open []privacy.OpenWeek, living map[sealedWeek]bool, complete func(string) bool) ([]privacy.OpenWeek, error) {
	known, err := sealedWeeks(ctx, r)
	if err != nil {
		return nil, err
	}
	for _, w := range open {
		known[sealedWeek{w.Mission, w.Platform, w.Week}] = true
	}
	maps.Copy(known, living) // still to be scored
	for a, err := range lake.Scan(ctx, r, lake.ReplyAuthors, nil) {
		if err != nil {
			return nil, err
		}
		k := sealedWeek{a.Mission, a.Platform, a.Week}
		if a.Sealed || known[k] {
			continue
		}
		known[k] = true
		first, err := data.WeekStart(a.Week) // when they came in is not known any more
		if err != nil {
			return nil, err
		}
		open = append(open, privacy.OpenWeek{Mission: a.Mission, Platform: a.Platform, Week: a.Week,
			FirstIngest: first.Format(time.DateOnly), PullComplete: complete(a.Mission)})
	}
	return open, nil
}
