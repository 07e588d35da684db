package content

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
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
	extra := slices.Concat([]string{sentiment.OwnTermsVersion}, slices.Sorted(maps.Keys(own)), []string{""}, handles)
	live := lake.Partitions(r, lake.Posts)
	var todo []termCount
	for _, part := range live {
		inputs := lake.InputHash(r, extra, append(partition.Files(r, lake.Posts.Name, part), partition.Files(r, lake.PostLabels.Name, part)...)...)
		if lake.From(r, lake.OwnWords.Name, part) != inputs {
			todo = append(todo, termCount{part: part, inputs: inputs})
		}
	}
	countAll(ctx, r, todo, own, handles)
	for _, t := range todo {
		if t.err != nil {
			return c, fmt.Errorf("words %s: %w", t.part, t.err)
		}
		if err := lake.Replace(&c, lake.OwnWords, t.part, t.rows, t.inputs); err != nil {
			return c, fmt.Errorf("words %s: %w", t.part, err)
		}
	}
	return c, partition.DropOthers(r, &c, lake.OwnWords, partition.Among(live))
}

// termCount is a partition to count, and what came of it.
type termCount struct {
	part, inputs string
	rows         []data.OwnWord
	err          error
}

// countAll counts partitions on all processors: finding names takes milliseconds a
// post. The models that readers share are only read.
func countAll(ctx context.Context, r lake.Reader, todo []termCount, own map[string]bool, handles []string) {
	next := make(chan *termCount)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(todo)) {
		workers.Go(func() {
			reader := sentiment.NewTermReader(handles)
			for t := range next {
				t.rows, t.err = countTerms(ctx, r, t.part, own, reader)
			}
		})
	}
	for i := range todo {
		next <- &todo[i]
	}
	close(next)
	workers.Wait()
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
	for l, err := range lake.Scan(ctx, r, lake.PostLabels, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		languages[l.PostID] = l.Language
	}
	counts := map[data.OwnWord]int64{} // by a row without its count
	persons := map[string]bool{}
	for p, err := range lake.Scan(ctx, r, lake.Posts, partition.Only(part)) {
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
