package jobs

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// Known lists, for each account, the posts of the last weeks with the moments at
// which the platform was read: from the lake, and from pages that wait in the inbox.
// Where terms want stored posts to be asked about again and again, it lists them all.
func (u *Unit) Known(ctx context.Context, s *lake.Snapshot) (map[data.AccountID][]connectors.Known, error) {
	watched := data.At(u.Clock.AsOf.Add(-connectors.Watched))
	always := map[data.Platform]bool{}
	for _, a := range u.Config.AllAccounts() {
		source := u.Config.Source(a, u.Clock.AsOf)
		if all.Terms(source, connectors.Env{}).AskAgain > 0 {
			always[data.Platform(a.Platform)] = true
		}
	}
	posts := map[data.AccountID]map[data.PostID]*knownPost{}
	recent := func(partition string) bool {
		platform, month, ok := strings.Cut(partition, "/month=")
		return !ok || month >= watched.Time().Format("2006-01") || always[data.Platform(strings.TrimPrefix(platform, "platform="))]
	}
	oldest := func(p *data.Post) data.Micros {
		if always[p.Platform] {
			return 0
		}
		return watched
	}
	for p, err := range lake.Scan(ctx, s, lake.Posts, recent) {
		if err != nil {
			return nil, err
		}
		learnPost(posts, &p, oldest(&p))
	}
	for snap, err := range lake.Scan(ctx, s, lake.PostSnapshots, recent) {
		if err != nil {
			return nil, err
		}
		learnReading(posts, &snap)
	}
	for page, err := range u.lake.Inbox().Pending(ctx, s) {
		if err != nil {
			return nil, err
		}
		for i := range page.Posts {
			learnPost(posts, &page.Posts[i], oldest(&page.Posts[i]))
		}
		for i := range page.Snapshots {
			learnReading(posts, &page.Snapshots[i])
		}
	}
	known := make(map[data.AccountID][]connectors.Known, len(posts))
	for id, byPost := range posts {
		for _, k := range byPost {
			slices.Sort(k.Reads)
			k.Reads = slices.Compact(k.Reads)
			known[id] = append(known[id], k.Known)
		}
		slices.SortFunc(known[id], func(a, b connectors.Known) int {
			return cmp.Or(cmp.Compare(b.PublishedAt, a.PublishedAt), cmp.Compare(a.Post, b.Post))
		})
	}
	return known, nil
}

// knownPost is a known post and the moment its replies were counted at.
type knownPost struct {
	connectors.Known
	counted data.Micros
}

func learnPost(posts map[data.AccountID]map[data.PostID]*knownPost, p *data.Post, oldest data.Micros) {
	if p.PublishedAt < oldest {
		return
	}
	if posts[p.AccountID] == nil {
		posts[p.AccountID] = map[data.PostID]*knownPost{}
	}
	k := posts[p.AccountID][p.PostID]
	if k == nil {
		k = &knownPost{Known: connectors.Known{Post: p.PostID, PublishedAt: p.PublishedAt}}
		posts[p.AccountID][p.PostID] = k
	}
	k.Deleted = k.Deleted || p.DeletedAt != 0
}

// learnReading notes a reading from the platform itself; those of files do not
// count, because they were made when somebody downloaded the file.
func learnReading(posts map[data.AccountID]map[data.PostID]*knownPost, s *data.PostSnapshot) {
	k := posts[s.AccountID][s.PostID]
	if k == nil || s.Source != data.SourceAPI {
		return
	}
	k.Reads = append(k.Reads, s.ObservedAt)
	if s.ObservedAt >= k.counted {
		k.counted, k.Replies = s.ObservedAt, s.Replies
	}
}

// replyIDs is which replies were taken in, which weeks are closed, and which are open and
// have lost the key that their authors were counted under.
type replyIDs struct {
	seen   map[string]bool
	sealed map[data.Seal]bool
	lost   []data.Seal
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
	var err error
	known.lost, err = LostKeys(ctx, s, u.Config.KeysDir)
	return known, err
}

func (k *replyIDs) add(replies []data.Reply) {
	for i := range replies {
		k.seen[replies[i].ReplyID] = true
	}
}
