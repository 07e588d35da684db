// Package metrics turns counters into values that can be compared, and compares
// them. It reads and returns records of package data; it stores nothing, logs
// nothing and never asks the time.
//
// # The way of a number
//
//  1. A [data.PostSnapshot] holds counters at one moment. A metric's formula adds
//     some of them up ([Definition], [InteractionsPublic]); it is null if a part is.
//  2. A [Learner] sums up what old posts teach of how counts grow with age; [MaturityOf]
//     makes curves of such sums, merged over months.
//  3. A [Sheet] is one post's snapshots read at fixed ages (24h, 7d, 28d) and once it
//     has settled, each with its reason if there is no value.
//  4. [CellSums] adds sheets up to mergeable sums per account, format and week,
//     [RateSums] to rates of groups; a [Baseline] compares a post with the account's own
//     recent ones, [AccountMonth] follows an account from month to month.
//  5. A [FrameBuilder] joins values with labels; [Fit] compares the levels of each
//     lever within each account, pools the comparisons over accounts and gives
//     verdicts; [Advise] ranks them.
//
// docs/method.md gives the formulas, their sources and measured error rates.
//
// # Conventions
//
// A *float64 or Count that is nil is unknown, and 0 is zero. Results do not depend
// on the order of rows. Sums that are stored are integers in fixed point.
package metrics
