// Package exports reads the files that a press officer can download: what X, Meta
// Business Suite, LinkedIn, YouTube Studio, TikTok Studio and CrowdTangle export,
// lists of posts of tools for several platforms, sheets kept by hand for WhatsApp, comment lists, and any other table that the config
// describes by a [Mapping]; as text, as workbooks, and in archives.
//
// A file goes this way:
//
//  1. inspect: its bytes are hashed, their encoding worked out, and its tables listed:
//     one of a text, the sheets of a workbook, the members of an archive. From here on
//     a table is a rowSource, whatever it came from.
//  2. recognise: the header names the format, or a mapping does; it may stand below a few
//     rows of explanations. Which columns make which format is in package formats.
//  3. survey: one pass finds what only the whole file can prove: whether 03/04 is
//     March or April, whether a spreadsheet damaged the ids, the newest date.
//  4. read: rows become posts with one snapshot each, account snapshots or replies,
//     a page of rows at a time. A row that cannot be used is a reject.
//
// Four packages below know parts of that, and nothing of accounts and pages: delimited
// what a table of text is, parse how cells spell counts, moments and words, formats which
// columns each platform's exports have, ids how posts are numbered. A new format is added
// in formats.
//
// A new kind of rows is a layout with a value of its own in rows, and a case in
// reading.take that turns a record into records.
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
