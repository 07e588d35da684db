// Package walk turns what a platform offers, an account's counters, its posts from
// the newest on, single posts by id, threads, into a [connectors.Driver]. What is
// the same for every platform is written here once: how far back to go, which posts
// to read again and when, whose replies to fetch, and how to go on after a stop.
//
// A walk goes back from the newest post until it is behind what the last finished
// walk saw, by an overlap, so that a post equal to the limit or published late is
// not missed; what comes twice is merged by its id. Its cursor names the page to go
// on from, and moves behind the newest post only when the walk has reached its end:
// a walk that was stopped goes on, and never leaves a gap.
package walk
