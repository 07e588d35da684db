package effects

import (
	"github.com/apache/arrow/go/v17/arrow"
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

// Batches returns the record batches, to be written or read, not released.
func (f *Frame) Batches() []arrow.Record { return f.batches }
