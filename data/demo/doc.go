// Package demo makes the made-up input that Tailor can be tried on without any
// real account: a ministry of a country that does not exist, its two embassies,
// its small consulate, and their peers, over 26 weeks that end at a fixed moment.
//
// Nothing here is real. Ruritania is a country of novels; page names say "(made
// up)"; hosts end in .example; account and post numbers lie beyond those that
// platforms give out; telephone numbers come from ranges kept for fiction.
//
// The package yields files only, as platforms export them (Meta Business Suite,
// X analytics, X v1.1 JSON, comment exports, hand-kept sheets), and a config that
// reads them. It never writes the lake: everything takes the way of real input.
//
// # How numbers come about
//
// Interactions of a post are a Poisson process with the mean
//
//	base(account) * month * format * language * topic * exp(0.45 z) * m(age)
//
// where z is standard normal and m grows from 0 to 1 in 28 days. Re-exports read
// the same process at later moments, so counters never fall. Comments are events
// with a time, a text and an invented author; the counter of a post is the number
// of its comments that exist at the moment of the export.
//
// What was planted stands in [Truth], what is true of each post in [Record], what
// must never be found in a lake in [Identifiers]. Tests elsewhere compare what
// Tailor finds with these.
package demo
