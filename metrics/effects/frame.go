package effects

import (
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// batchRows is how many rows a record batch of a frame holds.
const batchRows = 1 << 16

// Levers that a frame has a column for; the device lever is the devices column.
const (
	LeverFormat   = "format"
	LeverLanguage = "language"
	LeverTopic    = "topic"
	LeverHour     = "hour"
	LeverLength   = "length"
	LeverDevice   = "device"
)

// FrameSchema is the schema of a [Frame]: one row is the value of one count metric of
// one post at one age, joined with its labels. Strings other than post are
// dictionary-encoded with int32 indices. A column is never null, except where said.
//
//	post, account, platform, mission, audience, role   ids and the account's config
//	goal, age       metric id and age class of the value
//	published_at    microseconds since 1970 UTC; orders posts
//	month, week     strata: "2026-05" and "2026-W20"; month is "2026" where only the
//	                year is known, and week is "" where only month or year is
//	paid            organic, paid, mixed or unknown
//	format, language, topic   labels
//	hour            band of local time: 00-05, 06-09, 10-13, 14-17, 18-23; "" if unknown
//	length          band of the text's characters: none, 1-80, 81-160, 161-280, 281-600, 601+
//	devices         "|question|thanks|": devices between bars, sorted; "" if none
//	value           the count, null if missing
//	std_err         its standard error, null if exact
//	followers       followers at publishing, null if unknown; not used by [Fit]
func FrameSchema() *arrow.Schema {
	dict := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String}
	var fields []arrow.Field
	for _, name := range stringColumns() {
		fields = append(fields, arrow.Field{Name: name, Type: dict})
	}
	fields[colPost].Type = arrow.BinaryTypes.String
	return arrow.NewSchema(append(fields,
		arrow.Field{Name: "published_at", Type: arrow.PrimitiveTypes.Int64},
		arrow.Field{Name: "value", Type: arrow.PrimitiveTypes.Float64, Nullable: true},
		arrow.Field{Name: "std_err", Type: arrow.PrimitiveTypes.Float64, Nullable: true},
		arrow.Field{Name: "followers", Type: arrow.PrimitiveTypes.Int64, Nullable: true},
	), nil)
}

// stringColumns are the frame's string columns in order; see the col constants.
func stringColumns() []string {
	return []string{"post", "account", "platform", "mission", "audience", "role", "goal", "age", "month", "week", "paid",
		"format", "language", "topic", "hour", "length", "devices"}
}

// Indices of the string columns, then of the others.
const (
	colPost = iota
	colAccount
	colPlatform
	colMission
	colAudience
	colRole
	colGoal
	colAge
	colMonth
	colWeek
	colPaid
	colFormat
	colLanguage
	colTopic
	colHour
	colLength
	colDevices
	colPublished
	colValue
	colStdErr
	colFollowers
)

// Frame is the input of [Fit]: record batches of the schema [FrameSchema].
type Frame struct{ batches []arrow.Record }

// NewFrame makes a frame of record batches, for example read from an Arrow stream.
// It fails if one has another schema.
func NewFrame(batches ...arrow.Record) (*Frame, error) {
	want := FrameSchema()
	for i, b := range batches {
		if !b.Schema().Equal(want) {
			return nil, fmt.Errorf("frame: batch %d has schema %v, want %v", i, b.Schema(), want)
		}
		b.Retain()
	}
	return &Frame{batches: slices.Clone(batches)}, nil
}

// Batches returns the record batches, to be written or read, not released.
func (f *Frame) Batches() []arrow.Record { return f.batches }

// Rows returns the number of rows.
func (f *Frame) Rows() int64 {
	var n int64
	for _, b := range f.batches {
		n += b.NumRows()
	}
	return n
}

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
		month, week, string(v.Paid), string(l.Format), l.Language, string(l.PrimaryTopic), hour, LengthBand(p.Text), deviceText(l.Devices)}
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

// strata returns the month, week and hour band that a post is compared within, by how
// exactly its moment is known.
func strata(p *data.Post, zone *time.Location) (month, week, hour string) {
	switch p.Precision {
	case data.BySecond:
		return p.PublishedAt.Month(), p.PublishedAt.Week(), HourBand(p.PublishedAt.Time().In(zone).Hour())
	case data.ByDay:
		return p.PublishedAt.Month(), p.PublishedAt.Week(), ""
	case data.ByMonth:
		return p.PublishedAt.Month(), "", ""
	}
	return strconv.Itoa(p.PublishedAt.Time().Year()), "", ""
}

// HourBand names the band of an hour of the day.
func HourBand(hour int) string {
	switch {
	case hour < 6:
		return "00-05"
	case hour < 10:
		return "06-09"
	case hour < 14:
		return "10-13"
	case hour < 18:
		return "14-17"
	}
	return "18-23"
}

// LengthBand names the band of a text's length in characters.
func LengthBand(text string) string {
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return "none"
	case n <= 80:
		return "1-80"
	case n <= 160:
		return "81-160"
	case n <= 280:
		return "161-280"
	case n <= 600:
		return "281-600"
	}
	return "601+"
}

func deviceText(devices []data.Device) string {
	if len(devices) == 0 {
		return ""
	}
	d := slices.Sorted(slices.Values(devices))
	text := "|"
	for _, x := range d {
		text += string(x) + "|"
	}
	return text
}
