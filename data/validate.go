package data

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// earliest is when the oldest of the platforms opened (Facebook, 4 February 2004,
// rounded down to the year). A moment before it is a misread date.
var earliest = At(time.Date(2004, 1, 1, 0, 0, 0, 0, time.UTC))

// skew is how far a source's clock or time zone may be ahead of ours.
const skew = 48 * time.Hour

// check is one condition of a valid row; why is empty if it holds.
type check struct{ field, why string }

// first returns the first check that fails.
func first(checks ...check) (field, why string) {
	for _, c := range checks {
		if c.why != "" {
			return c.field, c.why
		}
	}
	return "", ""
}

// Validate returns the column that cannot be right and why; both are empty for a
// valid row. now is the as-of moment.
func (p *Post) Validate(now Micros) (field, why string) {
	deleted := p.DeletedAt
	if deleted == 0 {
		deleted = now // not deleted
	}
	if field, why = first(
		check{"post_id", postID(p.PostID, p.Platform)},
		check{"account_id", named(string(p.AccountID))},
		check{"platform", named(string(p.Platform))},
		check{"published_at", inTime(p.PublishedAt, now)},
		check{"published_precision", oneOf(p.Precision, BySecond, ByDay, ByMonth, ByYear)},
		check{"media_count", notNegative(p.MediaCount)},
		check{"duration_ms", notNegative(p.DurationMS)},
		check{"followers_at_publishing", notNegative(p.Followers)},
		check{"paid", oneOf(p.Paid, Organic, PaidFor, PaidMixed, PaidUnknown)},
		check{"deleted_at", inTime(deleted, now)},
		check{"observed_at", inTime(p.ObservedAt, now)},
		check{"source", oneOf(p.Source, SourceAPI, SourceArchive, SourceExport, SourceFeed)},
	); why != "" {
		return field, why
	}
	if p.Quoted != "" {
		if why = postID(p.Quoted, p.Quoted.Platform()); why != "" {
			return "quoted", why
		}
	}
	return first(
		check{"url", utf8Text(p.URL)}, check{"text", utf8Text(p.Text)}, check{"lang_platform", utf8Text(p.LangPlatform)},
		check{"format_native", utf8Text(p.FormatNative)}, check{"hashtags", utf8Text(p.Hashtags...)}, check{"links", utf8Text(p.Links...)},
		check{"conversation", utf8Text(p.Conversation)},
	)
}

// Validate is like [Post.Validate].
func (s *PostSnapshot) Validate(now Micros) (field, why string) {
	if field, why = first(
		check{"post_id", postID(s.PostID, s.Platform)},
		check{"account_id", named(string(s.AccountID))},
		check{"platform", named(string(s.Platform))},
		check{"published_at", inTime(s.PublishedAt, now)},
		check{"observed_at", inTime(s.ObservedAt, now)},
		check{"source", oneOf(s.Source, SourceAPI, SourceArchive, SourceExport, SourceFeed)},
		check{"replies_scope", oneOf(s.RepliesScope, "", "direct", "all", "unknown")},
		check{"views_definition", utf8Text(s.ViewsDefinition)},
	); why != "" {
		return field, why
	}
	for kind, n := range s.Reactions {
		if n < 0 || kind == "" || !utf8.ValidString(kind) {
			return "reactions", "a kind has no name or a negative count"
		}
	}
	return validCounts(s.counts(), s.Missing)
}

// Validate is like [Post.Validate].
func (s *AccountSnapshot) Validate(now Micros) (field, why string) {
	if field, why = first(
		check{"account_id", named(string(s.AccountID))},
		check{"platform", named(string(s.Platform))},
		check{"observed_at", inTime(s.ObservedAt, now)},
		check{"source", oneOf(s.Source, SourceAPI, SourceArchive, SourceExport, SourceFeed)},
		check{"precision", oneOf(s.Precision, "", "exact", "rounded", "hidden")},
	); why != "" {
		return field, why
	}
	return validCounts(s.counts(), s.Missing)
}

// Validate is like [Post.Validate].
func (r *Reply) Validate(now Micros) (field, why string) {
	if _, err := time.Parse(time.DateOnly, r.IngestedOn); err != nil {
		return "ingested_on", "is not a day like 2026-05-31"
	}
	return first(
		check{"reply_id", named(r.ReplyID)},
		check{"parent_id", utf8Text(r.ParentID)},
		check{"root_post", postID(r.RootPost, r.Platform)},
		check{"account_id", named(string(r.AccountID))},
		check{"mission", utf8Text(r.Mission)},
		check{"platform", named(string(r.Platform))},
		check{"published_at", inTime(r.PublishedAt, now)},
		check{"text", utf8Text(r.Text)},
		check{"language", named(r.Language)},
		check{"topic", oneOf(r.Topic, Topics()...)},
		check{"format", oneOf(r.Format, Formats()...)},
		check{"collection", oneOf(r.Collection, "complete", "truncated", "window")},
	)
}

// validCounts checks counters, and that no known counter has a reason to be missing.
func validCounts(counts []namedCount, missing Missing) (field, why string) {
	for _, c := range counts {
		if why := notNegative(*c.count); why != "" {
			return c.name, why
		}
		if *c.count != nil && missing.Reason(c.name) != "" {
			return "missing", "gives a reason for " + c.name + ", which is known"
		}
	}
	for _, part := range missing.parts() {
		if name, reason, ok := strings.Cut(part, "="); !ok || name == "" || Reason(reason).weight() < 0 {
			return "missing", fmt.Sprintf("%.40q is not field=reason", part)
		}
	}
	return "", ""
}

func postID(id PostID, p Platform) string {
	switch {
	case !utf8.ValidString(string(id)):
		return "is not valid UTF-8"
	case id.Native() == "" || id.Platform() == "":
		return "is not of the form platform:native"
	case id.Platform() != p:
		return fmt.Sprintf("names platform %.40q, the row %.40q", id.Platform(), p)
	}
	return ""
}

func named(s string) string {
	if s == "" {
		return "is empty"
	}
	return utf8Text(s)
}

func utf8Text(texts ...string) string {
	for _, s := range texts {
		if !utf8.ValidString(s) {
			return "is not valid UTF-8"
		}
	}
	return ""
}

func inTime(m, now Micros) string {
	switch {
	case m == 0:
		return "is not known"
	case m < earliest:
		return fmt.Sprintf("%s is before any platform existed", m)
	case m > now.Add(skew):
		return fmt.Sprintf("%s is in the future", m)
	}
	return ""
}

func notNegative(c Count) string {
	if c != nil && *c < 0 {
		return "is negative"
	}
	return ""
}

func oneOf[S ~string](v S, allowed ...S) string {
	if slices.Contains(allowed, v) {
		return ""
	}
	return fmt.Sprintf("%.40q is not in the list", v)
}
