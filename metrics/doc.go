// Package metrics turns counters into values that can be compared, and compares
// them. It reads and returns records of package data; it stores nothing, logs
// nothing and never asks the time.
//
// # The way of a number
//
//  1. A [data.PostSnapshot] holds counters at one moment. A metric's formula adds
//     some of them up ([Definition], [InteractionsPublic]); it is null if a part is.
//  2. [FitMaturity] learns from old posts how counts grow with age.
//  3. [Values] reads a post's snapshots at fixed ages (24h, 7d, 28d) and once it has
//     settled, each with its reason if there is none.
//  4. [Cells] adds values up to mergeable sums per account, format and week;
//     [ERSum] and [ERMedian] are rates of groups, [Overperformance] is the ratio to
//     the account's own recent posts.
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
