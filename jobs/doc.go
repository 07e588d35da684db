// Package jobs runs the stages of package pipeline in order, commits what they
// return and keeps the record of it. Everything that touches the outside stands
// here: configuration, keys, locks, the ledger, the reports' folder.
package jobs
