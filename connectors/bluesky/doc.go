// Package bluesky reads an account of Bluesky, or of any other AT Protocol network
// with an AppView: by the public AppView without a key, or from a repository archive
// (a .car file).
//
// Asked are, with the lexicons of bluesky-social/atproto as the source of every
// parameter and field:
//
//	app.bsky.actor.getProfile     counters of the account; its DID, which is what an account is known by
//	app.bsky.feed.getAuthorFeed   posts, answers and reposts, newest first; 100 a page
//	app.bsky.feed.getPosts        posts by address, 25 at a time
//	app.bsky.feed.getPostThread   replies to a post, 1000 levels deep; also the one explicit word that a post is gone
//
// Quotes are counted (quoteCount) and not listed: who quotes a post does not write on
// the account's channel. There are no views, impressions, reach or clicks. replyCount
// counts direct replies only.
//
// The moment of a post, createdAt, is set by its author's program and may be
// anything. It is believed within a window: not before November 2022, when the
// network opened, and not more than five minutes after the AppView saw the post.
// Otherwise the moment of indexing is taken, and in an archive, which has none, the
// moment inside the record's key.
//
// People whose account carries the label !no-unauthenticated asked to be shown to
// signed-in readers only. This connector is not signed in: their replies are left out
// and counted in a note, and so are the posts of a peer who asked for it.
//
// The AppView answers anonymous requests within 3000 per five minutes and address,
// told in RateLimit headers (docs.bsky.app, "Rate limits").
package bluesky
