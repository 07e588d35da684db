// Package export writes tables of the lake in forms that other programs read: CSV,
// JSON, JSON Lines, Arrow IPC, or the Parquet files as they are.
//
// What a column is follows from the data dictionary alone, so a new table needs
// nothing here. Tables of the vault cannot be exported. One row is in memory at a
// time (Arrow: one batch), unless a canonical order is asked for.
//
// # Values
//
//	kind        CSV                                JSON                  Arrow
//	string      text                               string                utf8
//	int64       123                                number                int64
//	float64     0.25, 1e-07, Infinity              number, "Infinity"    float64
//	decimal     1.5                                number                decimal128(18, 3)
//	boolean     true                               true                  bool
//	timestamp   2026-05-31T06:00:00.000000Z        the same, as string   timestamp[us, UTC]
//	list        ["a","b"], as JSON                 array                 list
//	map         {"like":3}, as JSON                object                map, keys sorted
//	null        empty cell                         null                  null
//
// Integers are written in full; a reader that takes every number for a float64, as
// JavaScript does, loses digits of the fixed-point sums beyond 2^53.
//
// # Text in CSV
//
// Spreadsheets run text that begins with = + - @ as a formula. A CSV cell of a text
// column that begins with one of these, their full-width forms, a tab or a line
// break, gets a single quote in front; so does one that begins with quotes and then
// such a character, which makes it reversible. Numbers are never
// touched. The other formats hold text as it is stored.
//
// # Canonical order
//
// Canonical output has its rows sorted over the whole table, so that two lakes with
// equal rows give equal bytes, however they are partitioned, and can be compared
// with diff.
package export
