package advise

import (
	"context"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// framedAtOnce is how many values, of all metrics and ages, a lake may hold for all its
// goals to be read at once: some two gibibytes. Of a larger one they are read goal by
// goal, which takes longer and no more memory.
const framedAtOnce = 16 << 20

// The columns of posts, labels and values that a frame needs.
type (
	framedPost struct {
		PostID      data.PostID    `parquet:"post_id"`
		Platform    data.Platform  `parquet:"platform"`
		PublishedAt data.Micros    `parquet:"published_at,timestamp(microsecond)"`
		Precision   data.Precision `parquet:"published_precision"`
		Text        string         `parquet:"text,optional"`
		IsReply     bool           `parquet:"is_reply"`
		IsRepost    bool           `parquet:"is_repost"`
		Followers   data.Count     `parquet:"followers_at_publishing,optional"`
	}
	framedLabel struct {
		PostID       data.PostID   `parquet:"post_id"`
		Format       data.Format   `parquet:"format"`
		Devices      []data.Device `parquet:"devices,list"`
		PrimaryTopic data.Topic    `parquet:"primary_topic"`
		Occasion     string        `parquet:"occasion,optional"`
		Language     string        `parquet:"language"`
	}
	framedValue struct {
		PostID    data.PostID    `parquet:"post_id"`
		AccountID data.AccountID `parquet:"account_id"`
		Metric    string         `parquet:"metric"`
		Age       string         `parquet:"age"`
		Paid      data.Paid      `parquet:"paid"`
		Value     *float64       `parquet:"value,optional"`
		StdErr    *float64       `parquet:"std_err,optional"`
		Flag      string         `parquet:"flag,optional"`
	}
)

// framing says what a frame is made of.
type framing struct {
	zone        *time.Location // of hour bands
	parts       []string       // partitions of values
	goals, ages []string       // nil takes all
	known       data.Micros    // of values that posts reached later nothing is taken; 0 takes all
	keep        func(*data.Post, *data.Account) bool
}

// framesOf returns what gives the frame of some goals at the age that effects are
// estimated at: of all partitions, and of all goals at once if the lake is small. In a
// backfill they hold the values that could be known at a moment, as they are known today:
// what a settled count gained late is in them.
func framesOf(ctx context.Context, r lake.Reader, zone *time.Location, known data.Micros) func(goals []string) (*effects.Frame, error) {
	f := framing{zone: zone, parts: lake.Partitions(r, lake.PostMetrics), ages: []string{metrics.AgeSettled}, known: known}
	var values int64
	for _, file := range r.Files(lake.PostMetrics.Name) {
		values += file.Rows
	}
	if values > framedAtOnce {
		return func(goals []string) (*effects.Frame, error) {
			some := f
			some.goals = goals
			return some.frame(ctx, r)
		}
	}
	var all *effects.Frame
	return func([]string) (*effects.Frame, error) {
		if all == nil {
			var err error
			if all, err = f.frame(ctx, r); err != nil {
				return nil, err
			}
		}
		return all, nil
	}
}

// frame joins values with posts, labels and accounts into Arrow batches, partition by
// partition, so that memory holds one month beside the columns.
func (f framing) frame(ctx context.Context, r lake.Reader) (*effects.Frame, error) {
	rows, err := lake.Rows(ctx, r, lake.Accounts, nil)
	if err != nil {
		return nil, err
	}
	accounts := make(map[data.AccountID]*data.Account, len(rows))
	for i := range rows {
		if id := rows[i].AccountID; accounts[id] == nil {
			accounts[id] = &rows[i]
		}
	}
	where := map[string][]string{}
	if f.ages != nil {
		where["age"] = f.ages
	}
	if f.goals != nil {
		where["metric"] = f.goals
	}
	b := effects.NewFrameBuilder(f.zone)
	for _, part := range f.parts {
		posts, err := partition.Index[framedPost](ctx, r, lake.Posts, part, func(p *framedPost) data.PostID { return p.PostID })
		if err != nil {
			return nil, err
		}
		labels, err := partition.Index[framedLabel](ctx, r, lake.PostLabels, part, func(l *framedLabel) data.PostID { return l.PostID })
		if err != nil {
			return nil, err
		}
		for v, err := range lake.ScanWhere[framedValue](ctx, r, lake.PostMetrics, partition.Only(part), where) {
			if err != nil {
				return nil, err
			}
			post, label, account := posts[v.PostID], labels[v.PostID], accounts[v.AccountID]
			if post == nil || label == nil || account == nil {
				continue // a post whose account left the config informs nobody
			}
			value := data.PostMetric{Metric: v.Metric, Age: v.Age, Paid: v.Paid, Value: v.Value, StdErr: v.StdErr, Flag: v.Flag}
			if f.known != 0 && post.PublishedAt+data.Micros(metrics.Reached(&value).Microseconds()) > f.known {
				continue
			}
			p := data.Post{PostID: post.PostID, Platform: post.Platform, PublishedAt: post.PublishedAt, Precision: post.Precision, Text: post.Text,
				IsReply: post.IsReply, IsRepost: post.IsRepost, Followers: post.Followers}
			l := data.PostLabel{PostID: label.PostID, Format: label.Format, Devices: label.Devices, PrimaryTopic: label.PrimaryTopic,
				Occasion: label.Occasion, Language: label.Language}
			if f.keep != nil && !f.keep(&p, account) || content.LeavesEffects(&l) {
				continue
			}
			b.Add(&value, &p, &l, account)
		}
	}
	return b.Frame(), nil
}
