// Package pipeline is the way of the data: the stages from a connector's page to
// advice. Each stage is one function that reads a committed snapshot of the
// lake and returns the partitions it changes; the job commits them. No stage
// writes, logs or asks the time.
//
//  1. [Stripper.Strip] takes the author out of every reply, counts it, masks the
//     text and yields the page that the inbox stores.
//  2. [Ingest] folds the inbox into posts, snapshots and replies.
//  3. [Classify] labels posts: format, devices, topics, language. [Words] and [Keywords]
//     say what stands out in the unit's own.
//  4. [Score] turns replies into counts per cell; nobody's opinion is kept.
//  5. [Seal] closes weeks: author hashes become two integers. [Publish] writes the
//     mood that may be shown.
//  6. [Measure] gives every post its values at fixed ages, then mergeable cells.
//  7. [Recommend] estimates effects within accounts and ranks advice; [Hindsight] sets
//     past advice beside what happened, [ReadRotations] reads tests by lot at their end.
//  8. [Where] judges platforms, hours, cadence and needs; [Benchmark] says where accounts
//     stand among declared peers, [Goals] how far the unit's own targets are, [Community]
//     whom listed institutions point at.
//  9. [Briefs] gathers what package report writes a page of, [QuarterBrief] what it writes
//     on a quarter, with what policy owners answered ([PolicyAnswers]).
//
// [Next] plans two weeks from what these left. [Share] and [Pool] exchange sums with
// other units. [Expire] ends the life of reply texts. A derived partition notes the hash of
// what it was computed from; a stage skips those whose inputs are unchanged, so
// its work is proportional to what is new.
package pipeline
