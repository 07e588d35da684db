package jobs

import (
	"context"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// replyIDs is which replies were taken in, and which weeks are closed.
type replyIDs struct {
	seen   map[string]bool
	sealed map[data.Seal]bool
}

func (u *Unit) knownReplies(ctx context.Context, s *lake.Snapshot) (*replyIDs, error) {
	known := &replyIDs{seen: map[string]bool{}, sealed: map[data.Seal]bool{}}
	if u.keys == nil {
		return known, nil
	}
	for row, err := range lake.Scan(ctx, s, lake.ReplySeen, nil) {
		if err != nil {
			return nil, err
		}
		known.seen[row.ReplyID] = true
	}
	for row, err := range lake.Scan(ctx, s, lake.Seals, nil) {
		if err != nil {
			return nil, err
		}
		known.sealed[data.Seal{Mission: row.Mission, Platform: row.Platform, Week: row.Week}] = true
	}
	for page, err := range u.lake.Inbox().Pending(ctx, s) {
		if err != nil {
			return nil, err
		}
		known.add(page.Replies)
	}
	return known, nil
}

func (k *replyIDs) add(replies []data.Reply) {
	for i := range replies {
		k.seen[replies[i].ReplyID] = true
	}
}
