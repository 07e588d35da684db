package pipeline

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// Words counts the terms of the unit's own posts, month by month: of every partition
// whose posts or labels changed since it was counted. Posts of others, answers to
// somebody and reposts are left out, and so are names of persons, where they are
// recognised. Replies are never read for it.
func Words(ctx context.Context, r lake.Reader) (lake.Changes, error) {
	var c lake.Changes
	own, handles, err := configured(ctx, r)
	if err != nil {
		return c, fmt.Errorf("words: %w", err)
	}
	reader := sentiment.NewTermReader(handles)
	extra := slices.Concat([]string{sentiment.OwnTermsVersion}, slices.Sorted(maps.Keys(own)), []string{""}, handles)
	live := lake.Partitions(r, lake.Posts)
	for _, part := range live {
		inputs := lake.InputHash(r, extra, append(filesOf(r, lake.Posts.Name, part), filesOf(r, lake.PostLabels.Name, part)...)...)
		if lake.From(r, lake.OwnWords.Name, part) == inputs {
			continue
		}
		counted, err := countTerms(ctx, r, part, own, reader)
		if err != nil {
			return c, fmt.Errorf("words %s: %w", part, err)
		}
		if err := lake.Replace(&c, lake.OwnWords, part, counted, inputs); err != nil {
			return c, fmt.Errorf("words %s: %w", part, err)
		}
	}
	return c, dropOthers(r, &c, lake.OwnWords, among(live))
}

// configured returns the own accounts, and the handles of all that are configured,
// sorted.
func configured(ctx context.Context, r lake.Reader) (own map[string]bool, handles []string, err error) {
	own = map[string]bool{}
	for a, err := range lake.Scan(ctx, r, lake.Accounts, nil) {
		if err != nil {
			return nil, nil, err
		}
		if a.Role == data.RoleOwn {
			own[string(a.AccountID)] = true
		}
		if a.Handle != "" {
			handles = append(handles, a.Handle)
		}
	}
	slices.Sort(handles)
	return own, handles, nil
}

// countTerms counts the terms of one partition's posts.
func countTerms(ctx context.Context, r lake.Reader, part string, own map[string]bool, reader *sentiment.TermReader) ([]data.OwnWord, error) {
	languages := map[data.PostID]string{}
	for l, err := range lake.Scan(ctx, r, lake.PostLabels, only(part)) {
		if err != nil {
			return nil, err
		}
		languages[l.PostID] = l.Language
	}
	counts := map[data.OwnWord]int64{} // by a row without its count
	persons := map[string]bool{}
	for p, err := range lake.Scan(ctx, r, lake.Posts, only(part)) {
		if err != nil {
			return nil, err
		}
		if !own[string(p.AccountID)] || p.IsReply || p.IsRepost || p.DeletedAt != 0 || p.Text == "" {
			continue
		}
		row := data.OwnWord{AccountID: p.AccountID, Platform: p.Platform, Month: p.PublishedAt.Month(), Language: languages[p.PostID]}
		if row.Language == "" {
			row.Language = sentiment.Undetermined
		}
		terms := reader.Read(p.Text, row.Language)
		note := func(kind data.TermKind, found ...string) {
			row.Kind = kind
			for _, row.Term = range found {
				counts[row]++
			}
		}
		note(data.TermHandle, terms.Handles...)
		if terms.Unread {
			note(data.TermUnread, "")
			continue
		}
		note(data.TermPosts, "")
		note(data.TermWord, terms.Words...)
		note(data.TermName, terms.Names...)
		for _, name := range terms.Persons {
			persons[name] = true
		}
	}
	rows := []data.OwnWord{} // empty, not nil: a month without own posts is counted once, too
	for row, n := range counts {
		if row.Kind == data.TermName && persons[row.Term] { // taken for a person elsewhere: rather lose a place
			continue
		}
		row.Posts = n
		rows = append(rows, row)
	}
	return rows, nil
}
