package community

import (
	"cmp"
	"context"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// EdgesOf returns the edges of the year that ends with a quarter like 2026-Q1,
// on one platform, or on all together if it is "": one row for each two accounts and
// tie, without a month. What points at nobody listed is left out.
func EdgesOf(ctx context.Context, r lake.Reader, period string, platform data.Platform) ([]data.CommunityEdge, error) {
	rows := []data.CommunityEdge{}
	quarters := quartersOf(r)
	i := slices.IndexFunc(quarters, func(q quarter) bool { return q.name == period })
	if i < 0 {
		return rows, nil
	}
	sums := map[data.CommunityEdge]int64{}
	for e, err := range lake.Scan(ctx, r, lake.CommunityEdges, quarters[i].covers) {
		if err != nil {
			return nil, err
		}
		if e.To == "" || platform != "" && e.Platform != platform {
			continue
		}
		posts := e.Posts
		e.Month, e.Platform, e.Posts = "", platform, 0
		sums[e] += posts
	}
	for e, posts := range sums {
		e.Posts = posts
		rows = append(rows, e)
	}
	slices.SortFunc(rows, func(a, b data.CommunityEdge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Tie, b.Tie))
	})
	return rows, nil
}
