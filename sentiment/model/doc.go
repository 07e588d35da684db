// Package model reads short social texts with an embedded linear model: how a text
// feels, whether it asks something, whether it may be abusive.
//
// A text becomes hashed features (words, pairs of words, pieces of words, each once
// for all languages and once for its own; see [Extractor]) and a few dozen measures
// (word lists, emoji, shape; see [Measure]). Features look up two small weights
// each in a [Table]; their sums and the measures give log odds, which a [Profile]
// turns into calibrated probabilities.
//
// Sums are of whole numbers, so what was read before never changes a result. Words
// are remembered with their sums by each [Reader], which is most of the speed.
//
// sentiment/train makes model.bin; docs/models/sentiment.md is its card.
package model
