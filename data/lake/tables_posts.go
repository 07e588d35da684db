package lake

import (
	"cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of accounts and posts, as platforms and people tell of them.
var (
	Accounts = Table[data.Account]{
		Name: "accounts", Version: 1, Doc: "a configured account",
		Partition: undivided[data.Account],
		Compare:   func(a, b *data.Account) int { return cmp.Compare(a.AccountID, b.AccountID) },
	}
	AccountSnapshots = Table[data.AccountSnapshot]{
		Name: "account_snapshots", Version: 1, Doc: "an account's counters at one moment, as one source told them",
		Partition: func(s *data.AccountSnapshot) string { return month(s.Platform, s.ObservedAt) },
		Compare: func(a, b *data.AccountSnapshot) int {
			return cmp.Or(cmp.Compare(a.AccountID, b.AccountID), cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source))
		},
		Merge: data.MergeAccountSnapshot,
	}
	Aliases = Table[data.Alias]{
		Name: "aliases", Version: 1, Doc: "a second id of a post",
		Partition: undivided[data.Alias],
		Compare:   func(a, b *data.Alias) int { return cmp.Compare(a.Alias, b.Alias) },
	}
	Posts = Table[data.Post]{
		Name: "posts", Version: 1, Doc: "the platform's facts of one post",
		Partition: func(p *data.Post) string { return month(p.Platform, p.PublishedAt) },
		Fits:      inMonth(func(p *data.Post) (data.Platform, data.Micros) { return p.Platform, p.PublishedAt }),
		Compare:   func(a, b *data.Post) int { return post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID) },
		Key:       func(p *data.Post) string { return string(p.PostID) }, KeyColumn: "post_id",
		Merge: data.MergePost,
	}
	PostSnapshots = Table[data.PostSnapshot]{
		Name: "post_snapshots", Version: 1, Doc: "a post's counters at one moment, as one source told them; in the month the post was published",
		Partition: func(s *data.PostSnapshot) string { return month(s.Platform, s.PublishedAt) },
		Fits:      inMonth(func(s *data.PostSnapshot) (data.Platform, data.Micros) { return s.Platform, s.PublishedAt }),
		Compare: func(a, b *data.PostSnapshot) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source))
		},
		Merge: data.MergePostSnapshot,
	}
	Polls = Table[data.Poll]{
		Name: "polls", Version: 1, Doc: "the state of a post's poll at one moment, as one source told it; in the month the post was published",
		Partition: func(p *data.Poll) string { return month(p.Platform, p.PublishedAt) },
		Fits:      inMonth(func(p *data.Poll) (data.Platform, data.Micros) { return p.Platform, p.PublishedAt }),
		Compare: func(a, b *data.Poll) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), cmp.Compare(a.PollID, b.PollID),
				cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source))
		},
		Merge: data.MergePoll,
	}
	PollOptions = Table[data.PollOption]{
		Name: "poll_options", Version: 1, Doc: "one option of a poll and its votes at one moment, beside the row of polls with that moment and source",
		Partition: func(o *data.PollOption) string { return month(o.Platform, o.PublishedAt) },
		Fits:      inMonth(func(o *data.PollOption) (data.Platform, data.Micros) { return o.Platform, o.PublishedAt }),
		Compare: func(a, b *data.PollOption) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), cmp.Compare(a.PollID, b.PollID),
				cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Position, b.Position))
		},
		Merge: data.MergePollOption,
	}
	Outcomes = Table[data.Outcome]{
		Name: "outcomes", Version: 1, Doc: "one figure of what happened outside the platforms, as the unit itself counted it",
		Partition: undivided[data.Outcome],
		Compare:   data.CompareOutcome,
		Merge:     data.MergeOutcome,
	}
)
