package mood

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// OpenQuestion is a question under a post of an own account that none has answered.
// It says nothing of who asked: to answer is to go to the post.
type OpenQuestion struct {
	Post    data.PostID
	URL     string // of the own post
	Mission string
	Topic   data.Topic
	Asked   data.Micros
	Text    string // masked
	Alike   int    // questions under the same post that nearly repeat it
}

// Questions lists the open questions of the texts that may be looked at, see [Living]: by
// service in the order of [data.Topics], oldest first. A question is answered once an own account
// replied to it. Only posts of the unit's own accounts count; what people ask
// elsewhere is not the desk's.
func Questions(ctx context.Context, r lake.Reader, s sentiment.Scorer, living func(partition string) bool) ([]OpenQuestion, error) {
	own, err := OwnAccounts(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("open questions: %w", err)
	}
	replies, err := lake.Rows(ctx, r, lake.Replies, living)
	if err != nil {
		return nil, fmt.Errorf("open questions: %w", err)
	}
	readings, err := Read(s, replies)
	if err != nil {
		return nil, fmt.Errorf("open questions: %w", err)
	}
	answers := AnswersOf(replies)
	var open []OpenQuestion
	posts := map[data.PostID]bool{}
	for i := range replies {
		q := &replies[i]
		if _, answered := answers[q.ReplyID]; answered || q.ByOwnAccount || !readings[i].Question || !own[q.AccountID] {
			continue
		}
		posts[q.RootPost] = true
		open = append(open, OpenQuestion{Post: q.RootPost, Mission: q.Mission, Topic: q.Topic, Asked: q.PublishedAt, Text: q.Text})
	}
	urls, err := addresses(ctx, r, replies, posts)
	if err != nil {
		return nil, fmt.Errorf("open questions: %w", err)
	}
	for i := range open {
		open[i].URL = urls[open[i].Post]
	}
	order := data.Topics()
	slices.SortFunc(open, func(a, b OpenQuestion) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Topic), slices.Index(order, b.Topic)), cmp.Compare(a.Asked, b.Asked),
			cmp.Compare(a.Post, b.Post), strings.Compare(a.Text, b.Text))
	})
	return alike(open), nil
}

// alike folds questions under one post that nearly repeat an older one into it.
func alike(open []OpenQuestion) []OpenQuestion {
	byPost := map[data.PostID][]int{} // places of the questions that stay
	out := open[:0]
	for _, q := range open {
		asked := slices.IndexFunc(byPost[q.Post], func(i int) bool {
			return sentiment.NearDuplicates([]string{out[i].Text, q.Text})[1]
		})
		if asked >= 0 {
			out[byPost[q.Post][asked]].Alike++
			continue
		}
		byPost[q.Post] = append(byPost[q.Post], len(out))
		out = append(out, q)
	}
	return out
}

// OwnAccounts returns the accounts that are configured as the unit's own.
func OwnAccounts(ctx context.Context, r lake.Reader) (map[data.AccountID]bool, error) {
	own := map[data.AccountID]bool{}
	for a, err := range lake.Scan(ctx, r, lake.Accounts, nil) {
		if err != nil {
			return nil, err
		}
		own[a.AccountID] = a.Role == data.RoleOwn
	}
	return own, nil
}

// addresses looks up the addresses of posts that replies hang under, in the months of
// their platforms that can hold them.
func addresses(ctx context.Context, r lake.Reader, replies []data.Reply, posts map[data.PostID]bool) (map[data.PostID]string, error) {
	platforms := map[string]bool{}
	newest := time.Time{}
	for i := range replies {
		platforms["platform="+string(replies[i].Platform)] = true
		if at := replies[i].PublishedAt.Time(); at.After(newest) {
			newest = at
		}
	}
	urls := map[data.PostID]string{}
	of := func(part string) bool {
		platform, month, ok := partition.Split(part)
		return ok && platforms[platform] && !month.After(newest)
	}
	parts := slices.DeleteFunc(lake.Partitions(r, lake.Posts), func(p string) bool { return !of(p) })
	for _, part := range slices.Backward(parts) { // the newest months first: that is where replies come in
		if len(urls) == len(posts) {
			break
		}
		for p, err := range lake.Scan(ctx, r, lake.Posts, partition.Only(part)) {
			if err != nil {
				return nil, err
			}
			if posts[p.PostID] {
				urls[p.PostID] = p.URL
			}
		}
	}
	return urls, nil
}
