package intake

import (
	"context"
	"fmt"
	"iter"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// Ingest folds the inbox's pages into the tables and moves the accounts'
// positions behind the last page. Two observations of one post merge per field,
// whatever order they come in; replies and author counts of a page are taken in
// exactly once because the commit that holds them also moves the position.
func Ingest(ctx context.Context, r lake.Reader, inbox iter.Seq2[data.Page, error], c data.Clock) (lake.Changes, error) {
	in := intake{positions: map[data.AccountID]lake.Position{}}
	for page, err := range inbox {
		if err != nil {
			return lake.Changes{}, fmt.Errorf("ingest: %w", err)
		}
		in.add(page)
	}
	if len(in.positions) == 0 {
		return lake.Changes{}, nil
	}
	changes, err := in.fold(ctx, r)
	if err != nil {
		return lake.Changes{}, fmt.Errorf("ingest: %w", err)
	}
	return changes, nil
}

// intake gathers the rows of all pending pages, so that each partition is written
// once however many pages touch it.
type intake struct {
	accounts  []data.AccountSnapshot
	posts     []data.Post
	snapshots []data.PostSnapshot
	labels    []data.HandLabel
	aliases   []data.Alias
	polls     []data.Poll
	options   []data.PollOption
	replies   []data.Reply
	authors   []data.ReplyAuthors
	late      []data.ReplyLate
	outcomes  []outcomesOf
	surveys   [][]data.SurveyCount
	answers   []data.SurveyAnswer
	aside     aside
	corrected corrected
	positions map[data.AccountID]lake.Position
}

func (in *intake) add(p data.Page) {
	in.accounts = append(in.accounts, p.Accounts...)
	in.posts = append(in.posts, p.Posts...)
	in.snapshots = append(in.snapshots, p.Snapshots...)
	in.labels = append(in.labels, p.Labels...)
	in.aliases = append(in.aliases, p.Aliases...)
	in.polls = append(in.polls, p.Polls...)
	in.options = append(in.options, p.Options...)
	in.replies = append(in.replies, p.Replies...)
	in.authors = append(in.authors, p.Authors...)
	in.late = append(in.late, p.Late...)
	if p.OutcomesOf != "" || len(p.Outcomes) > 0 {
		in.outcomes = append(in.outcomes, outcomesOf{p.Account, p.OutcomesOf, p.Outcomes})
	}
	if len(p.Surveys) > 0 {
		in.surveys = append(in.surveys, p.Surveys)
	}
	in.answers = append(in.answers, p.Answers...)
	in.aside.add(&p)
	in.corrected.add(in, &p)
	in.positions[p.Account] = lake.Position{Seq: p.Seq, Cursor: p.Cursor, Done: p.Done}
}

func (in *intake) fold(ctx context.Context, r lake.Reader) (lake.Changes, error) {
	var c lake.Changes
	if err := in.unalias(ctx, r, &c); err != nil {
		return c, err
	}
	for _, upsert := range []func() error{
		func() error { return in.correctPosts(ctx, r, &c) },
		func() error { return lake.Upsert(ctx, r, &c, lake.AccountSnapshots, in.accounts) },
		func() error { return lake.Upsert(ctx, r, &c, lake.Posts, in.posts) },
		func() error { return in.stamp(ctx, r, &c) },
		func() error { return in.correctReadings(ctx, r, &c) },
		func() error { return lake.Upsert(ctx, r, &c, lake.PostSnapshots, in.snapshots) },
		func() error { return lake.Upsert(ctx, r, &c, lake.Polls, in.polls) },
		func() error { return lake.Upsert(ctx, r, &c, lake.PollOptions, in.options) },
		func() error { return lake.Upsert(ctx, r, &c, lake.HandLabels, in.labels) },
		func() error { return lake.Upsert(ctx, r, &c, lake.Replies, in.replies) },
		func() error { return lake.Upsert(ctx, r, &c, lake.ReplySeen, seen(in.replies)) },
		func() error { return in.aside.fold(ctx, r, &c) },
		func() error { return in.addFigures(ctx, r, &c) },
		func() error { return addAuthors(ctx, r, &c, in.authors) },
		func() error { return addLate(ctx, r, &c, in.late) },
	} {
		if err := upsert(); err != nil {
			return c, err
		}
	}
	c.Cursors = in.positions
	return c, nil
}

func seen(replies []data.Reply) []data.ReplySeen {
	rows := make([]data.ReplySeen, len(replies))
	for i, r := range replies {
		rows[i] = data.ReplySeen{AccountID: r.AccountID, Week: r.PublishedAt.Week(), ReplyID: r.ReplyID}
	}
	return rows
}

// take moves the rows that match out of their partitions onto rows.
func take[T any](ctx context.Context, r lake.Reader, c *lake.Changes, t lake.Table[T], rows []T, match func(*T) bool, err error) ([]T, error) {
	if err != nil {
		return rows, err
	}
	over := lake.Over(r, c) // what was taken before in this intake is gone already
	for _, part := range lake.Partitions(over, t) {
		stored, err := lake.Rows(ctx, over, t, func(p string) bool { return p == part })
		if err != nil {
			return rows, err
		}
		kept := make([]T, 0, len(stored))
		for i := range stored {
			if match(&stored[i]) {
				rows = append(rows, stored[i])
			} else {
				kept = append(kept, stored[i])
			}
		}
		if len(kept) < len(stored) {
			if err := lake.Replace(c, t, part, kept, ""); err != nil {
				return rows, err
			}
		}
	}
	return rows, nil
}
