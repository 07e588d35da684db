// Package schedule says when a job is due, and keeps a process running that does
// what is.
//
// Whether a job is due follows from three things alone: what the settings say
// ([When]), when it was last begun and how that went ([Past], from the ledger), and
// what time it is. Nothing is remembered besides. So a computer that slept, was
// switched off, or whose clock was put right catches up by itself, once and not as
// often as it missed; and the daemon, a cron line that runs tailor schedule --once,
// and a person who types tailor run do not do the same work twice.
package schedule
