// Package effects compares formats, languages, topics, hours, lengths and devices within each account, pools the
// comparisons over accounts, and gives each a verdict and its place among the advice.
//
//  1. A [FrameBuilder] joins values with labels into a [Frame] of columns.
//  2. [Fit] (or [FitSets], a piece of the frame at a time) runs stage 1, one regression per account and lever (within.go, regression.go,
//     contrast.go), and stage 2, the hierarchical model over accounts (pool.go, source.go); past.go
//     lends what was measured before a platform's break, shared.go what other units found, pack.go what is published.
//  3. judge.go and verdict.go decide more, less, lean, no clear difference or try, over families of comparisons; naive.go and
//     evalue.go say what could be wrong with it.
//  4. [Advise] ranks what one can act on.
//
// docs/method.md gives the formulas, their sources and measured error rates.
package effects
