package data

import "unicode/utf8"

// Poll is the state of a post's poll at one moment, as one source told it. There is
// one row per poll, moment and source, as with [PostSnapshot], in the month the post
// was published. What could be chosen stands in [PollOption].
type Poll struct {
	PollID      string     `parquet:"poll_id" doc:"the platform's id of the poll; the post's own where the poll has none"`
	PostID      PostID     `parquet:"post_id" doc:"platform:native of the post that asks"`
	AccountID   AccountID  `parquet:"account_id" doc:"account that published the post"`
	Platform    Platform   `parquet:"platform" doc:"platform it stands on"`
	PublishedAt Micros     `parquet:"published_at,timestamp(microsecond)" doc:"when the post was published"`
	ObservedAt  Micros     `parquet:"observed_at,timestamp(microsecond)" doc:"moment the votes were counted; for files the declared one"`
	Source      SourceKind `parquet:"source" doc:"api, archive, export or feed"`
	ClosesAt    Micros     `parquet:"closes_at,optional,timestamp(microsecond)" doc:"when voting ends or ended; null if it stays open or nothing says so"`
	Closed      bool       `parquet:"closed" doc:"whether voting had ended"`
	Multiple    bool       `parquet:"multiple" doc:"whether one may choose several options"`
	Voters      Count      `parquet:"voters,optional" doc:"people who voted"`
	VotesTotal  Count      `parquet:"votes_total,optional" doc:"votes for all options; more than voters where one may choose several"`
	Missing     Missing    `parquet:"missing,optional" doc:"unknown fields and why"`
}

// PollOption is one option of a poll and its votes at the moment of the [Poll] row
// with the same poll_id, observed_at and source.
type PollOption struct {
	PollID      string     `parquet:"poll_id" doc:"the platform's id of the poll"`
	PostID      PostID     `parquet:"post_id" doc:"platform:native of the post that asks"`
	AccountID   AccountID  `parquet:"account_id" doc:"account that published the post"`
	Platform    Platform   `parquet:"platform" doc:"platform it stands on"`
	PublishedAt Micros     `parquet:"published_at,timestamp(microsecond)" doc:"when the post was published"`
	ObservedAt  Micros     `parquet:"observed_at,timestamp(microsecond)" doc:"moment the votes were counted"`
	Source      SourceKind `parquet:"source" doc:"api, archive, export or feed"`
	Position    int64      `parquet:"position" doc:"place among the options, from 0"`
	Label       string     `parquet:"label,optional" doc:"the option's words, foreign mentions masked"`
	Votes       Count      `parquet:"votes,optional" doc:"votes for this option"`
	Missing     Missing    `parquet:"missing,optional" doc:"unknown fields and why"`
}

// maxOptions is more options than any platform lets a poll have.
const maxOptions = 100

func (p *Poll) counts() []namedCount {
	return []namedCount{{"voters", &p.Voters}, {"votes_total", &p.VotesTotal}}
}

func (o *PollOption) counts() []namedCount { return []namedCount{{"votes", &o.Votes}} }

// Validate is like [Post.Validate].
func (p *Poll) Validate(now Micros) (field, why string) {
	if field, why = pollMoment(p.PollID, p.PostID, p.AccountID, p.Platform, p.PublishedAt, p.ObservedAt, p.Source, now); why != "" {
		return field, why
	}
	if p.ClosesAt != 0 && p.ClosesAt < p.PublishedAt && p.ClosesAt.Day() != p.PublishedAt.Day() {
		return "closes_at", "is before the post was published"
	}
	if p.Voters != nil && p.VotesTotal != nil && *p.Voters > *p.VotesTotal {
		return "voters", "are more than votes"
	}
	return validCounts(p.counts(), p.Missing)
}

// Validate is like [Post.Validate].
func (o *PollOption) Validate(now Micros) (field, why string) {
	if field, why = pollMoment(o.PollID, o.PostID, o.AccountID, o.Platform, o.PublishedAt, o.ObservedAt, o.Source, now); why != "" {
		return field, why
	}
	if o.Position < 0 || o.Position >= maxOptions {
		return "position", "is not between 0 and 99"
	}
	if !utf8.ValidString(o.Label) {
		return "label", "is not valid UTF-8"
	}
	return validCounts(o.counts(), o.Missing)
}

func pollMoment(id string, post PostID, account AccountID, p Platform, published, observed Micros, source SourceKind, now Micros) (field, why string) {
	return first(
		check{"poll_id", named(id)},
		check{"post_id", postID(post, p)},
		check{"account_id", named(string(account))},
		check{"platform", named(string(p))},
		check{"published_at", inTime(published, now)},
		check{"observed_at", inTime(observed, now)},
		check{"source", oneOf(source, SourceAPI, SourceArchive, SourceExport, SourceFeed)},
	)
}

// CheckVotes returns why the options of a poll cannot be its own: more votes for
// them than votes in all, or, where one may choose only one, more for one of them
// than people who voted. Fewer are well possible: a server may hide an option or
// count a moment later. "" if nothing speaks against it.
func (p *Poll) CheckVotes(options []PollOption) string {
	var sum int64
	for i := range options {
		votes := options[i].Votes
		if votes == nil {
			continue
		}
		if p.Voters != nil && *votes > *p.Voters {
			return "an option has more votes than people voted"
		}
		sum += *votes
	}
	if p.VotesTotal != nil && sum > *p.VotesTotal {
		return "the options have more votes than were cast"
	}
	if p.Voters != nil && !p.Multiple && sum > *p.Voters {
		return "the options have more votes than people voted, although one may choose only one"
	}
	return ""
}

// MergePoll makes one row of two readings of a poll with the same moment and source:
// a known value beats an unknown one, then the larger wins. A poll that either calls
// closed is.
func MergePoll(a, b Poll) Poll {
	out := Poll{
		PollID: max(a.PollID, b.PollID), PostID: max(a.PostID, b.PostID), AccountID: max(a.AccountID, b.AccountID), Platform: max(a.Platform, b.Platform),
		PublishedAt: max(a.PublishedAt, b.PublishedAt), ObservedAt: max(a.ObservedAt, b.ObservedAt), Source: max(a.Source, b.Source),
		ClosesAt: max(a.ClosesAt, b.ClosesAt), Closed: a.Closed || b.Closed, Multiple: a.Multiple || b.Multiple,
		Voters: MaxCount(a.Voters, b.Voters), VotesTotal: MaxCount(a.VotesTotal, b.VotesTotal),
	}
	out.Missing = mergeMissing(a.Missing, b.Missing, func(field string) bool { return isKnown(out.counts(), field) })
	return out
}

// MergePollOption does the same for one option.
func MergePollOption(a, b PollOption) PollOption {
	out := PollOption{
		PollID: max(a.PollID, b.PollID), PostID: max(a.PostID, b.PostID), AccountID: max(a.AccountID, b.AccountID), Platform: max(a.Platform, b.Platform),
		PublishedAt: max(a.PublishedAt, b.PublishedAt), ObservedAt: max(a.ObservedAt, b.ObservedAt), Source: max(a.Source, b.Source),
		Position: max(a.Position, b.Position), Label: max(a.Label, b.Label), Votes: MaxCount(a.Votes, b.Votes),
	}
	out.Missing = mergeMissing(a.Missing, b.Missing, func(field string) bool { return isKnown(out.counts(), field) })
	return out
}
