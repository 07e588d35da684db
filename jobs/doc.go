// Package jobs opens a unit and runs the stages of package pipeline in order: it commits
// what they return, writes the pages and keeps the record of it. What touches the outside
// stands here and below: configuration, keys, locks, the ledger, the reports' folder.
//
// What a run stands on is below: config, reading, ledger, lock, tally, schedule, deliver.
// What commands do with an opened unit stands on this package: status, doctor, plan,
// connect, label, show, next, share. They do not import each other, but that doctor looks
// at what connect was told.
package jobs
