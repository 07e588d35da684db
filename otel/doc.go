// Package otel turns the ledger's records of runs into OpenTelemetry spans and sends
// them, over OTLP, where the standard OTEL_... variables say.
//
// It is a module of its own, with a program of its own, so that the main program
// carries no SDK: runs are recorded anyway, and a record that has ended never changes.
//
// A span says of a run, stage or account when it began and ended, how it ended, and how
// much it did. It holds no error text, no handle, no address and nothing of any row:
// what it may hold is the list in attributes.go.
package otel
