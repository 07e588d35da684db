// Package data holds Tailor's records: what a post, a counter, a reply, a cell
// and a piece of advice are, in memory and on disk. It imports only the standard
// library, and every other package imports it.
//
// # One record's life
//
// A connector returns pages. Each page is stripped of authors and masked, and
// becomes a [Page] in the vault's inbox. Ingest folds pages into the tables
// [Post], [PostSnapshot], [AccountSnapshot] and [Reply]. Score turns replies into
// [ReplyCell] counts. Measure turns snapshots into [PostMetric] values and
// [EngagementCell] sums. Recommend turns those into [FormatEffect] and [Advice].
//
// # Conventions
//
//   - A counter is a [Count]: nil is unknown, 0 is zero. Why a counter is unknown
//     stands in the row's [Missing] column.
//   - A moment is a [Micros]: microseconds since 1970 in UTC; 0 is "not known".
//   - A string that may be unknown is empty when it is; Parquet stores it as null.
//   - One row struct per table; its parquet tags are the table's schema.
//   - No column of any record identifies a person who replied.
package data
