package intake

import (
	"context"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// stamp gives every new reading the moment that its post is now known to have been
// published at, because readings stand in the partition of that month. Where a
// better source changed a stored post's moment, its old readings move along.
func (in *intake) stamp(ctx context.Context, r lake.Reader, c *lake.Changes) error {
	wanted := map[string]bool{}
	for i := range in.snapshots {
		wanted[string(in.snapshots[i].PostID)] = true
	}
	for i := range in.polls {
		wanted[string(in.polls[i].PostID)] = true
	}
	for i := range in.posts {
		wanted[string(in.posts[i].PostID)] = true
	}
	for i := range in.labels {
		wanted[string(in.labels[i].PostID)] = true
	}
	if len(wanted) == 0 {
		return nil
	}
	before, err := partition.PublishedAt(ctx, r, wanted)
	if err != nil {
		return err
	}
	after, err := partition.PublishedAt(ctx, lake.Over(r, c), wanted)
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
		in.polls, err = take(ctx, r, c, lake.Polls, in.polls, func(p *data.Poll) bool { return moved[p.PostID] }, err)
		in.options, err = take(ctx, r, c, lake.PollOptions, in.options, func(o *data.PollOption) bool { return moved[o.PostID] }, err)
		if err != nil {
			return err
		}
	}
	if err := in.stampLabels(ctx, r, c, wanted, after); err != nil {
		return err
	}
	for i := range in.snapshots {
		if at, ok := after[in.snapshots[i].PostID]; ok {
			in.snapshots[i].PublishedAt = at
		}
	}
	for i := range in.polls {
		if at, ok := after[in.polls[i].PostID]; ok {
			in.polls[i].PublishedAt = at
		}
	}
	for i := range in.options {
		if at, ok := after[in.options[i].PostID]; ok {
			in.options[i].PublishedAt = at
		}
	}
	return nil
}

// stampLabels does the same for labels by hand, so that one is found beside its
// post whatever month it was given for.
func (in *intake) stampLabels(ctx context.Context, r lake.Reader, c *lake.Changes, wanted map[string]bool, after map[data.PostID]data.Micros) error {
	stored, err := lake.Find(ctx, lake.Over(r, c), lake.HandLabels, wanted, nil)
	if err != nil {
		return err
	}
	stale := map[data.PostID]bool{}
	for _, l := range stored {
		if at, ok := after[l.PostID]; ok && at != l.PublishedAt {
			stale[l.PostID] = true
		}
	}
	if len(stale) > 0 {
		in.labels, err = take(ctx, r, c, lake.HandLabels, in.labels, func(l *data.HandLabel) bool { return stale[l.PostID] }, nil)
		if err != nil {
			return err
		}
	}
	for i := range in.labels {
		if at, ok := after[in.labels[i].PostID]; ok {
			in.labels[i].PublishedAt = at
		}
	}
	return nil
}
