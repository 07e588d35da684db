package effects

import (
	"slices"
	"time"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// FrameBuilder collects the rows of a frame.
type FrameBuilder struct {
	zone    *time.Location
	rows    *array.RecordBuilder
	n       int
	batches []arrow.Record
}

// NewFrameBuilder returns a builder; zone is the one that hour bands are in, the
// audience's, UTC if nil.
func NewFrameBuilder(zone *time.Location) *FrameBuilder {
	if zone == nil {
		zone = time.UTC
	}
	return &FrameBuilder{zone: zone, rows: array.NewRecordBuilder(memory.DefaultAllocator, FrameSchema())}
}

// Add adds the value of a post, with what is known of the post. It passes over
// values that are no comparable counts of the account's own posts: metrics of
// another unit, replies and reposts. Rows without a value are kept, so that an
// effect can say how many posts it could not use.
func (b *FrameBuilder) Add(v *data.PostMetric, p *data.Post, l *data.PostLabel, a *data.Account) {
	if !slices.Contains(metrics.CountMetrics(), v.Metric) || p.IsReply || p.IsRepost {
		return
	}
	month, week, hour := strata(p, b.zone)
	text := [...]string{string(p.PostID), string(a.AccountID), string(p.Platform), a.Mission, a.Audience, string(a.Role), v.Metric, v.Age,
		month, week, string(v.Paid), string(l.Format), l.Language, string(l.PrimaryTopic), hour, lengthBand(p.Text), deviceText(l.Devices)}
	b.rows.Field(colPost).(*array.StringBuilder).Append(text[colPost])
	for i, s := range text[colAccount:] {
		// Only a full dictionary (2^31 strings) could fail, and a batch has 2^16 rows.
		_ = b.rows.Field(colAccount + i).(*array.BinaryDictionaryBuilder).AppendString(s)
	}
	b.rows.Field(colPublished).(*array.Int64Builder).Append(int64(p.PublishedAt))
	appendFloat(b.rows.Field(colValue).(*array.Float64Builder), v.Value)
	appendFloat(b.rows.Field(colStdErr).(*array.Float64Builder), v.StdErr)
	followers := b.rows.Field(colFollowers).(*array.Int64Builder)
	switch {
	case v.Followers != nil:
		followers.Append(*v.Followers)
	case p.Followers != nil:
		followers.Append(*p.Followers)
	default:
		followers.AppendNull()
	}
	if b.n++; b.n == batchRows {
		b.flush()
	}
}

// Frame returns the rows added, and leaves the builder empty.
func (b *FrameBuilder) Frame() *Frame {
	b.flush()
	f := &Frame{batches: b.batches}
	b.batches = nil
	return f
}

func (b *FrameBuilder) flush() {
	if b.n > 0 {
		b.batches = append(b.batches, b.rows.NewRecord())
		b.n = 0
	}
}

func appendFloat(b *array.Float64Builder, v *float64) {
	if v == nil {
		b.AppendNull()
	} else {
		b.Append(*v)
	}
}
