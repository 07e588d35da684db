package intake

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/content"
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

// addAuthors adds tallies to the unsealed ones of their weeks. It accumulates,
// so it is safe only because a page is taken in once.
func addAuthors(ctx context.Context, r lake.Reader, c *lake.Changes, rows []data.ReplyAuthors) error {
	byWeek := map[string][]data.ReplyAuthors{}
	for _, row := range rows {
		part := lake.ReplyAuthors.Partition(&row)
		byWeek[part] = append(byWeek[part], row)
	}
	for _, part := range slices.Sorted(maps.Keys(byWeek)) {
		stored, err := lake.Rows(ctx, r, lake.ReplyAuthors, func(p string) bool { return p == part })
		if err != nil {
			return err
		}
		merged := map[authorsKey]data.ReplyAuthors{}
		for _, row := range append(stored, byWeek[part]...) {
			k := keyOfAuthors(&row)
			if old, ok := merged[k]; ok {
				row = privacy.MergeAuthors(old, row)
			}
			merged[k] = row
		}
		if err := lake.Replace(c, lake.ReplyAuthors, part, slices.Collect(maps.Values(merged)), ""); err != nil {
			return err
		}
	}
	return nil
}

type authorsKey struct {
	mission  string
	platform data.Platform
	week     string
	dim      data.Dimension
	value    string
}

func keyOfAuthors(r *data.ReplyAuthors) authorsKey {
	return authorsKey{r.Mission, r.Platform, r.Week, r.Dimension, r.Value}
}

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
