// Package connectors brings in what platforms and files say of configured
// accounts. A [Driver] knows one source and returns one [Page] at a time; a
// [Source] wraps it with what is written only once: paging, retries, rate limits
// and the check of every row.
//
// A driver does no filtering beyond the account it was opened for, holds no
// business logic, reads no environment and never logs. What it cannot read it
// returns as rejects and notes. Every driver passes the suite in conntest.
//
// Replies carry their authors in memory only: the job strips them before a page
// is stored.
package connectors
