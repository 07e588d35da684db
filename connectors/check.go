package connectors

import (
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/data"
)

// maxCount is the largest counter that is believed: no post was ever seen by more
// than a hundred times mankind.
const maxCount = 1_000_000_000_000

// checker holds a driver to its word: rows that break a rule of the records become
// rejects, and text that is not UTF-8 is repaired.
type checker struct {
	account Account
	now     data.Micros // 0 if not known
}

func (c checker) page(p *Page) {
	if c.now == 0 {
		c.now = math.MaxInt64 / 2
	}
	bad := map[data.PostID]bool{}
	p.Posts = keep(p, p.Posts, func(r *data.Post) (string, string) {
		repair(&r.Text, &r.URL, &r.FormatNative, &r.Conversation)
		for i := range r.Hashtags {
			repair(&r.Hashtags[i])
		}
		for i := range r.Links {
			repair(&r.Links[i])
		}
		if r.DeletedAt != 0 {
			r.Text, r.URL, r.Hashtags, r.Links = "", "", nil, nil
		}
		field, why := c.post(r)
		if why != "" {
			bad[r.PostID] = true
		}
		return field, why
	})
	p.Snapshots = keep(p, p.Snapshots, func(r *data.PostSnapshot) (string, string) {
		if bad[r.PostID] {
			return "post_id", "its post was set aside"
		}
		return c.snapshot(r)
	})
	p.Labels = keep(p, p.Labels, (*data.HandLabel).Validate)
	c.polls(p, bad)
	c.figures(p)
	p.Accounts = keep(p, p.Accounts, c.counters)
	p.Replies = keep(p, p.Replies, func(r *Reply) (string, string) {
		repair(&r.Text, &r.Author)
		return c.reply(r)
	})
}

// keep returns the rows that pass, and adds a reject for each that does not. The
// reject holds no content, because a row here may be anybody's.
func keep[T any](p *Page, rows []T, test func(*T) (field, why string)) []T {
	kept := rows[:0]
	for i := range rows {
		field, why := test(&rows[i])
		if why == "" {
			kept = append(kept, rows[i])
			continue
		}
		p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Field: field, Why: "invalid_row", Hint: why})
	}
	return kept
}

func (c checker) post(r *data.Post) (field, why string) {
	if field, why := r.Validate(c.now); why != "" {
		return field, why
	}
	if r.AccountID != c.account.ID {
		return "account_id", "is another account's"
	}
	if strings.ContainsFunc(string(r.PostID), isControl) {
		return "post_id", "holds control characters"
	}
	return tooLarge("followers_at_publishing", r.Followers)
}

func (c checker) snapshot(r *data.PostSnapshot) (field, why string) {
	if field, why := r.Validate(c.now); why != "" {
		return field, why
	}
	switch {
	case r.AccountID != c.account.ID:
		return "account_id", "is another account's"
	case r.ObservedAt < r.PublishedAt && r.ObservedAt.Time().Format(time.DateOnly) != r.PublishedAt.Time().Format(time.DateOnly):
		return "observed_at", "is before the post was published"
	}
	return tooLarge("likes", r.Likes, "shares", r.Shares, "replies", r.Replies, "quotes", r.Quotes, "views", r.Views,
		"impressions", r.Impressions, "reach", r.Reach, "saves", r.Saves, "clicks", r.Clicks)
}

func (c checker) counters(r *data.AccountSnapshot) (field, why string) {
	if field, why := r.Validate(c.now); why != "" {
		return field, why
	}
	if r.AccountID != c.account.ID {
		return "account_id", "is another account's"
	}
	return tooLarge("followers", r.Followers, "following", r.Following, "posts_total", r.PostsTotal, "views_total", r.ViewsTotal)
}

func (c checker) reply(r *Reply) (field, why string) {
	switch {
	case !c.account.Replies:
		return "", "replies of this account must not be collected"
	case r.Native == "":
		return "native", "a reply needs an id"
	case r.RootPost.Platform() == "" || r.RootPost.Native() == "":
		return "root_post", "the post it hangs under is not known"
	case r.PublishedAt == 0:
		return "published_at", "a reply needs a date"
	case r.HasAuthor != (r.Author != ""):
		return "author", "the author is half known"
	}
	return "", ""
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// tooLarge finds the first counter beyond belief among pairs of name and count.
func tooLarge(pairs ...any) (field, why string) {
	for i := 0; i < len(pairs); i += 2 {
		if n := pairs[i+1].(data.Count); n != nil && *n > maxCount {
			return pairs[i].(string), "is beyond belief"
		}
	}
	return "", ""
}

// repair replaces bytes that are not UTF-8 by U+FFFD, and drops NUL, which CSV and
// SQL tools stumble over.
func repair(texts ...*string) {
	for _, t := range texts {
		if !utf8.ValidString(*t) {
			*t = strings.ToValidUTF8(*t, "\uFFFD")
		}
		if strings.IndexByte(*t, 0) >= 0 {
			*t = strings.ReplaceAll(*t, "\x00", "")
		}
	}
}
