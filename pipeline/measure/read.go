package measure

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// The columns of posts, snapshots and labels that measuring needs.
type (
	measuredPost struct {
		PostID      data.PostID    `parquet:"post_id"`
		AccountID   data.AccountID `parquet:"account_id"`
		Platform    data.Platform  `parquet:"platform"`
		PublishedAt data.Micros    `parquet:"published_at,timestamp(microsecond)"`
		Precision   data.Precision `parquet:"published_precision"`
		IsReply     bool           `parquet:"is_reply"`
		IsRepost    bool           `parquet:"is_repost"`
		Paid        data.Paid      `parquet:"paid"`
		Followers   data.Count     `parquet:"followers_at_publishing,optional"`
	}
	measuredReading struct {
		PostID      data.PostID     `parquet:"post_id"`
		AccountID   data.AccountID  `parquet:"account_id"`
		ObservedAt  data.Micros     `parquet:"observed_at,timestamp(microsecond)"`
		Source      data.SourceKind `parquet:"source"`
		Lifetime    bool            `parquet:"lifetime"`
		Likes       data.Count      `parquet:"likes,optional"`
		Shares      data.Count      `parquet:"shares,optional"`
		Replies     data.Count      `parquet:"replies,optional"`
		Quotes      data.Count      `parquet:"quotes,optional"`
		Views       data.Count      `parquet:"views,optional"`
		Impressions data.Count      `parquet:"impressions,optional"`
		Reach       data.Count      `parquet:"reach,optional"`
		Saves       data.Count      `parquet:"saves,optional"`
		Missing     data.Missing    `parquet:"missing,optional"`
	}
	measuredLabel struct {
		PostID data.PostID `parquet:"post_id"`
		Format data.Format `parquet:"format"`
	}
	measuredKind struct {
		PostID  data.PostID `parquet:"post_id"`
		IsReply bool        `parquet:"is_reply"`
	}
)

func (p *measuredPost) post() data.Post {
	return data.Post{PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform, PublishedAt: p.PublishedAt, Precision: p.Precision,
		IsReply: p.IsReply, IsRepost: p.IsRepost, Paid: p.Paid, Followers: p.Followers}
}

func (s *measuredReading) snapshot() data.PostSnapshot {
	return data.PostSnapshot{PostID: s.PostID, AccountID: s.AccountID, ObservedAt: s.ObservedAt, Source: s.Source, Lifetime: s.Lifetime,
		Likes: s.Likes, Shares: s.Shares, Replies: s.Replies, Quotes: s.Quotes, Views: s.Views, Impressions: s.Impressions, Reach: s.Reach,
		Saves: s.Saves, Missing: s.Missing}
}

// postMonth is a partition's posts with their readings.
type postMonth struct {
	posts    []data.Post
	readings []data.PostSnapshot
	of       map[data.PostID]span // in readings
}

type span struct{ from, to int }

// snapshots returns a post's readings, sorted by the moment observed; of one moment
// that of the strongest source is last.
func (m *postMonth) snapshots(p *data.Post) []data.PostSnapshot {
	s := m.of[p.PostID]
	return m.readings[s.from:s.to]
}

// read reads a partition's posts with their readings, without those that nothing may
// be derived from.
func (m *measuring) read(part string) (*postMonth, error) {
	posts, err := m.posts(part)
	if err != nil {
		return nil, err
	}
	month := &postMonth{posts: posts, of: make(map[data.PostID]span, len(posts))}
	for s, err := range lake.ScanColumns[measuredReading](m.ctx, m.r, lake.PostSnapshots, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		if snap := s.snapshot(); m.terms.MayDerive(&snap) {
			month.readings = append(month.readings, snap)
		}
	}
	for i, n := 0, len(month.readings); i < n; {
		from, id := i, month.readings[i].PostID
		for i < n && month.readings[i].PostID == id {
			i++
		}
		to := i
		if s, again := month.of[id]; again { // readings that name two moments of publishing
			both := slices.Concat(month.readings[s.from:s.to], month.readings[from:to])
			from, to = len(month.readings), len(month.readings)+len(both)
			month.readings = append(month.readings, both...)
		}
		month.of[id] = span{from, to}
	}
	for _, s := range month.of {
		slices.SortStableFunc(month.readings[s.from:s.to], func(a, b data.PostSnapshot) int {
			return cmp.Or(cmp.Compare(a.ObservedAt, b.ObservedAt), a.Source.Rank()-b.Source.Rank())
		})
	}
	return month, nil
}

func (m *measuring) posts(part string) ([]data.Post, error) {
	var posts []data.Post
	for p, err := range lake.ScanColumns[measuredPost](m.ctx, m.r, lake.Posts, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		posts = append(posts, p.post())
	}
	return posts, nil
}

func (m *measuring) formats(part string) (map[data.PostID]data.Format, error) {
	formats := map[data.PostID]data.Format{}
	for l, err := range lake.ScanColumns[measuredLabel](m.ctx, m.r, lake.PostLabels, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		formats[l.PostID] = l.Format
	}
	return formats, nil
}

// answers are a partition's posts that answer somebody.
func (m *measuring) answers(part string) (map[data.PostID]bool, error) {
	answers := map[data.PostID]bool{}
	for p, err := range lake.ScanColumns[measuredKind](m.ctx, m.r, lake.Posts, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		if p.IsReply {
			answers[p.PostID] = true
		}
	}
	return answers, nil
}
