// Package metrics turns counters into values that can be compared; the packages below
// it compare them. They read and return records of package data; none stores or logs anything
// or asks the time.
//
// # The way of a number
//
//  1. A [data.PostSnapshot] holds counters at one moment. A metric's formula adds
//     some of them up ([Definition], [Goal]); it is null if a part is.
//  2. A [Learner] sums up what old posts teach of how counts grow with age; [MaturityOf]
//     makes curves of such sums, merged over months.
//  3. A [Sheet] is one post's snapshots read at fixed ages (24h, 7d, 28d) and once it
//     has settled, each with its reason if there is no value.
//  4. [CellSums] adds sheets up to mergeable sums per account, format and week,
//     [RateSums] to rates of groups; a [Baseline] compares a post with the account's own
//     recent ones, [AccountMonth] follows an account from month to month.
//
// # What is made of them
//
//   - metrics/effects joins values with labels, compares the levels of each lever within each
//     account, pools the comparisons over accounts, gives verdicts and ranks advice.
//   - metrics/presence judges platforms, hours, weekdays and cadence from [AccountPosts] of a [Window].
//   - metrics/needs sets questions beside posts, metrics/goals latest weeks beside targets, metrics/peers
//     accounts beside declared others, metrics/trials past advice and rotations beside what
//     happened; metrics/network ranks listed institutions by who points at whom.
//   - metrics/stat is the arithmetic they share.
//
// docs/method.md gives the formulas, their sources and measured error rates.
//
// # Conventions
//
// A *float64 or Count that is nil is unknown, and 0 is zero. Results do not depend
// on the order of rows. Sums that are stored are integers in fixed point.
package metrics
