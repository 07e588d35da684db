// Package exports reads the files that a press officer can download: what X, Meta
// Business Suite, YouTube Studio, TikTok Studio and CrowdTangle export, comment
// lists, and any other table that the config describes by a [Mapping].
//
// A file goes this way:
//
//  1. inspect: its bytes are hashed and their encoding worked out.
//  2. recognise: the header names the format. A format is known by a subset of its
//     columns, compared in NFKC and lower case, because platforms add, drop and
//     reorder columns from month to month.
//  3. survey: one pass finds what only the whole file can prove: whether 03/04 is
//     March or April, whether a spreadsheet damaged the ids, the newest date.
//  4. read: rows become posts with one snapshot each, account snapshots or replies,
//     a page of rows at a time. A row that cannot be used is a reject.
//
// # When the counters were read
//
// observed_at is what the mapping declares, or a column of the row, else the
// newest date that the file proves: the latest of its posts' dates and the end of
// the range in the name that the platform gave the file. That is a lower bound: no
// post is taken to be older than is certain when its counters were read. A file
// that tells nothing was read on the as-of day. The file system's times are never
// used.
//
// # Blank is not zero
//
// A blank cell is an unknown count (bad_input); a count that the file has no column
// for is unsupported. Text where a number belongs sets the row aside, because it
// mostly means that the row is shifted.
package exports
