package pipeline

import (
	"context"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// stamp gives every new reading the moment that its post is now known to have been
// published at, because readings stand in the partition of that month. Where a
// better source changed a stored post's moment, its old readings move along.
func (in *intake) stamp(ctx context.Context, r lake.Reader, c *lake.Changes) error {
	wanted := map[string]bool{}
	for i := range in.snapshots {
		wanted[string(in.snapshots[i].PostID)] = true
	}
	for i := range in.posts {
		wanted[string(in.posts[i].PostID)] = true
	}
	if len(wanted) == 0 {
		return nil
	}
	before, err := publishedAt(ctx, r, wanted)
	if err != nil {
		return err
	}
	after, err := publishedAt(ctx, lake.Over(r, c), wanted)
	if err != nil {
		return err
	}
	moved := map[data.PostID]bool{}
	for id, was := range before {
		if now, ok := after[id]; ok && now != was {
			moved[id] = true
		}
	}
	if len(moved) > 0 {
		in.snapshots, err = take(ctx, r, c, lake.PostSnapshots, in.snapshots, func(s *data.PostSnapshot) bool { return moved[s.PostID] }, nil)
		if err != nil {
			return err
		}
	}
	for i := range in.snapshots {
		if at, ok := after[in.snapshots[i].PostID]; ok {
			in.snapshots[i].PublishedAt = at
		}
	}
	return nil
}

func publishedAt(ctx context.Context, r lake.Reader, wanted map[string]bool) (map[data.PostID]data.Micros, error) {
	posts, err := lake.Find(ctx, r, lake.Posts, wanted, nil)
	if err != nil {
		return nil, err
	}
	at := make(map[data.PostID]data.Micros, len(posts))
	for _, p := range posts {
		at[p.PostID] = p.PublishedAt
	}
	return at, nil
}
