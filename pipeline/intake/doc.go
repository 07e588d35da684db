// Package intake takes pages in: [Stripper.Strip] takes the author out of every reply, counts it,
// masks the text and yields the page that the inbox stores; [Ingest] folds the inbox into posts, snapshots,
// polls, surveys and replies.
package intake
