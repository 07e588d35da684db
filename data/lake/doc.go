// Package lake stores Tailor's tables as Parquet files, in commits that are made
// whole or not at all, and is the one package that imports parquet-go.
//
// # In one minute
//
// A [Table] says how the rows of one struct are stored: [Posts], [PostSnapshots],
// ... A stage reads a committed [Snapshot] with [Scan] or [Rows] and puts new
// contents of partitions into [Changes] with [Replace] (a partition computed anew)
// or [Upsert] (rows merged into what is there). A job commits the changes with
// [Lake.Commit]. Pages that connectors pull wait in the [Inbox] until a commit has
// taken them in; the commit also holds up to which page it has, so nothing is lost
// and nothing comes in twice.
//
// # Layout
//
// Two roots stand under the root directory. Analysts may read everything in lake/
// (files 0644). The vault is the owner's alone (directories 0700, files 0600), and
// encrypted if there are keys.
//
//	lake/
//	  current -> _snapshots/000000000012       swapped by rename(2)
//	  _snapshots/000000000012/<table>/<partition>/part-<sha16>.parquet    hard links
//	  _files/<table>/<partition>/<sha16>.parquet                          immutable
//	  _commits/000000000012.json               the lake's manifest of commit 12
//	  .tmp/                                    half-written, never listed
//	vault/
//	  _files/<table>/<partition>/<sha16>.parquet
//	  _commits/<sha256>.json                   the vault's manifest of a commit
//	  inbox/account=<id>/000000000007.json     one page
//	  .tmp/
//
// <sha16> is the first 16 hexadecimal digits of the file's SHA-256 and <sha256> all
// 64. <partition> is empty, or segments name=value joined by "/" (Hive style); bytes
// of a value other than letters, digits and -_.~ are written as %XX. Commit and page
// numbers are decimal with 12 digits and begin at 1. Under the roots of an encrypted
// vault every object has the suffix .age and holds the bytes described here
// encrypted in the age format; hashes and sizes are those before encryption.
//
// # Manifests
//
// The lake's manifest and a page of the inbox are one line of JSON and a newline:
//
//	{"sha256":"<64 digits>","body":{...}}
//
// sha256 is that of the bytes of body. The body of a manifest is a [Manifest]:
//
//	{"id":12,"parent":11,"vault":"_commits/<sha256>.json","meta":{"run":...,"stage":...,"as_of":...},
//	 "tables":[{"table":"posts","partitions":[{"partition":"platform=x/month=2026-05","from":"...",
//	   "files":[{"sha256":"<64 digits>","rows":812,"bytes":40213,"version":1}]}]}]}
//
// Tables and partitions are sorted by name, the files of a partition by their rows.
// from is what [Replace] was given. The vault's manifest is JSON with the same tables
// and the positions of the inboxes:
//
//	{"positions":{"oslo-x":{"seq":7,"cursor":"...","done":true}},"tables":[...]}
//
// The body of a page is a data.Page.
//
// # Data files
//
// Parquet with data pages of version 2, zstd at its fastest level, row groups of at
// most 131,072 rows, pages of about 1 MiB, at most 8 row groups a file. The key-value
// metadata has one entry, schema=<table>/<version>; created_by is fixed. Rows are
// sorted by the table's Compare, by time first where there is a published_at, and
// no two compare equal. Moments are timestamps in microseconds UTC. An unknown value
// is null, also an unknown string; an empty list or map has one form each (empty
// list, null map). Strings are valid UTF-8; no value is NaN. Equal rows give equal
// bytes on every machine of one GOARCH.
//
// A table may gain columns that can be null without becoming another version: a file
// from before reads as null there, and is written anew when its partition next
// changes. Readers without this package say union_by_name=true (DuckDB) or the like.
// Whatever else changes in a table (a column taken away, renamed, of another type, or
// never null) takes a new version, which a program that reads the old one refuses
// with the advice to upgrade. lake/testdata/frozen holds lakes that every later
// version must read.
//
// # A commit
//
//  1. new files of the vault, then of the lake: temporary file, fsync, link(2) to the
//     name, fsync of the directory
//  2. the vault's manifest, if the vault changed
//  3. the lake's manifest under the next number. link(2) fails if another writer took
//     the number ([ErrConflict]). This is the commit: what no manifest lists did not
//     happen.
//  4. a tree of hard links beside, renamed to its place, and current swapped
//  5. if the commit purges: superseded trees, files and manifests removed
//
// A writer that dies before 3 leaves files that nothing lists. [Lake.Collect] removes
// them a day later. One that dies before 4 or 5 is made up for by the next [Open],
// [Lake.Current] or Commit. The cost is that of the changed files, plus one line in
// the manifest and one hard link for each file there is.
//
// # Readers without this package
//
// lake/current/posts/**/*.parquet is one consistent snapshot. Resolve the symlink once
// (realpath lake/current) and read all tables under what it gives: the tree stays as
// it is for a day after it is superseded, unless a commit purges because rows expired
// or were forgotten. Read current itself again and again and two reads may be of two
// commits.
//
// On Windows current is a symbolic link if this user may make one (developer mode, or
// the right to), else a junction, which anybody may make, else a text file that holds
// the tree's path; see dir.point. Windows cannot replace a link to a directory in one
// step: for a moment there is no current, and if the writer dies in that moment the
// next Open makes it. A file that a reader keeps open cannot be removed there: a commit
// that purges is made, then ends in an error that names the file, and the next commit
// or Open removes it.
//
// # What is trusted
//
// No byte of a data file is decoded before its SHA-256 is checked against the
// manifest: parquet-go v0.32.0 panics on some damaged files and allocates gigabytes
// on others. Its further habits that this package is built around are pinned by the
// tests named TestTrap.
//
// # Partitions
//
// Tables of posts (posts, post_labels, post_snapshots, post_metrics) are partitioned
// by platform= and month= of publishing, so that a late snapshot touches one small
// partition. engagement_cells stand under the month whose post_metrics they sum up:
// a week that spans two months has two cells of one key, which readers add up.
// replies are partitioned by day= of ingest, so that the retention removes whole
// partitions; reply_cells, reply_authors and reply_seen by week= of writing;
// format_effects and advice by period=; the others are one partition each, rejects
// one for each account=.
package lake
