package intake

import (
	"context"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/content"
)

// unalias moves everything that is known under an alias to the id its post is
// kept under: the new rows, and the partitions of the lake that hold old ones.
func (in *intake) unalias(ctx context.Context, r lake.Reader, c *lake.Changes) error {
	known, err := lake.Rows(ctx, r, lake.Aliases, nil)
	if err != nil {
		return err
	}
	names := map[data.PostID]data.PostID{}
	for _, a := range known {
		names[a.Alias] = a.PostID
	}
	fresh := map[data.PostID]data.PostID{}
	for _, a := range in.aliases {
		if a.Alias != a.PostID && names[a.Alias] == "" {
			names[a.Alias], fresh[a.Alias] = a.PostID, a.PostID
		}
	}
	if len(names) == 0 {
		return nil
	}
	canonical := content.Canonical(names)
	if err := lake.Upsert(ctx, r, c, lake.Aliases, in.aliases); err != nil {
		return err
	}
	if len(fresh) > 0 {
		if err := in.reclaim(ctx, r, c, fresh); err != nil {
			return err
		}
	}
	for i := range in.posts {
		in.posts[i].PostID = canonical(in.posts[i].PostID)
		in.posts[i].Quoted = canonical(in.posts[i].Quoted)
	}
	for i := range in.snapshots {
		in.snapshots[i].PostID = canonical(in.snapshots[i].PostID)
	}
	for i := range in.labels {
		in.labels[i].PostID = canonical(in.labels[i].PostID)
	}
	for i := range in.polls {
		in.polls[i].PostID = canonical(in.polls[i].PostID)
	}
	for i := range in.options {
		in.options[i].PostID = canonical(in.options[i].PostID)
	}
	for i := range in.replies {
		in.replies[i].RootPost = canonical(in.replies[i].RootPost)
	}
	for i := range in.late {
		in.late[i].RootPost = canonical(in.late[i].RootPost)
	}
	return nil
}

// reclaim takes the rows that stand under a fresh alias out of the lake and into
// the intake, where they get the post's own id.
func (in *intake) reclaim(ctx context.Context, r lake.Reader, c *lake.Changes, fresh map[data.PostID]data.PostID) error {
	var err error
	in.posts, err = take(ctx, r, c, lake.Posts, in.posts, func(p *data.Post) bool { return fresh[p.PostID] != "" }, err)
	in.snapshots, err = take(ctx, r, c, lake.PostSnapshots, in.snapshots, func(p *data.PostSnapshot) bool { return fresh[p.PostID] != "" }, err)
	in.labels, err = take(ctx, r, c, lake.HandLabels, in.labels, func(p *data.HandLabel) bool { return fresh[p.PostID] != "" }, err)
	in.polls, err = take(ctx, r, c, lake.Polls, in.polls, func(p *data.Poll) bool { return fresh[p.PostID] != "" }, err)
	in.options, err = take(ctx, r, c, lake.PollOptions, in.options, func(o *data.PollOption) bool { return fresh[o.PostID] != "" }, err)
	return err
}
