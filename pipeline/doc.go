// Package pipeline is the folder of the stages: the way of the data from a connector's page to
// advice. Each stage is one function that reads a committed snapshot of the
// lake and returns the partitions it changes; the job commits them. No stage
// writes, logs or asks the time.
//
//  1. pipeline/intake: Stripper.Strip takes the author out of every reply, counts it, masks the
//     text and yields the page that the inbox stores; Ingest folds the inbox into posts,
//     snapshots and replies.
//  2. pipeline/terms: Forget lets go what platforms' terms do not let us keep.
//  3. pipeline/content: Classify labels posts: format, devices, topics, language. Words and Keywords
//     say what stands out in the unit's own.
//  4. pipeline/mood: Score turns replies into counts per cell; nobody's opinion is kept. Seal
//     closes weeks: author hashes become two integers. Publish writes the mood that may be shown.
//     Expire ends the life of reply texts.
//  5. pipeline/measure: Measure gives every post its values at fixed ages, then mergeable cells;
//     Benchmark says where accounts stand among declared peers.
//  6. pipeline/advise: Recommend estimates effects within accounts and ranks advice; Hindsight sets
//     past advice beside what happened; Where judges platforms, hours, cadence and needs; Goals how
//     far the unit's own targets are.
//  7. pipeline/community: Map draws whom listed institutions point at.
//  8. pipeline/brief gathers what pipeline/report writes a page of; pipeline/explain tells one
//     record's way.
//
// pipeline/planner plans two weeks from what these left and reads tests by lot at their end;
// pipeline/sharing exchanges sums with other units. A derived partition notes the hash of
// what it was computed from; a stage skips those whose inputs are unchanged, so
// its work is proportional to what is new (see pipeline/partition).
package pipeline
