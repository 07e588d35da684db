// Package youtube reads a channel over the YouTube Data API, version 3: its
// counters, its public videos with theirs, and the comments under them.
//
// It asks four methods, each of which costs one unit of the project's quota per
// page, and never search.list, which has a quota of its own and misses videos:
//
//	channels.list       by handle, id or legacy user name; counters and the list of uploads
//	playlistItems.list  the uploads from the newest on, 50 a page
//	videos.list         up to 50 videos by id
//	commentThreads.list the comments under a video, 100 a page, with up to five answers each;
//	comments.list       all answers to a comment that has more
//
// (https://developers.google.com/youtube/v3/docs,
// https://developers.google.com/youtube/v3/determine_quota_cost)
//
// An API key reads what everybody sees. With a refresh token of the channel's owner
// the same numbers are "authorized data", which may be kept; without, statistics
// must be gone or renewed after 30 days (YouTube API Services, Developer Policies,
// III.E.4.b and d), so every known video is asked about again before that. What is
// computed from the numbers is a "derived metric", for which YouTube wants an
// amendment accepted first (III.E.4.h and the Derived Metrics Policy): see
// [AttestDerived].
//
// A video that is deleted, made private or blocked is left out of an answer without
// a word. That is the API's only way of saying so, and it is believed only if the
// video, asked for alone, gives an answer that says it has no results.
package youtube
