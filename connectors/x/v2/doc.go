// Package v2 reads accounts over X's API v2.
//
//	GET /2/users/by             the account's counters
//	GET /2/users/:id/tweets     its posts, newest first; X gives the newest 3,200
//	GET /2/tweets               up to 100 posts by id, to read their counters again
//	GET /2/tweets/search/recent the conversation under a post, of the last seven days
//
// X charges for every post and user that it returns, so each request asks for no
// more than is wanted: posts from a moment on, counters by id, and of conversations
// only what the month's budget leaves over (see [Meter]).
//
// X answers 200 with a list of errors beside what it could give. Of these only
// resource-not-found for an id that was asked for means that a post is gone; posts
// that are protected, suspended or withheld are not deleted.
//
// Not read: posts beyond the newest 3,200; counters that need the account's own
// login (clicks); who liked or reposted. Conversation search misses replies and ends
// after seven days, so replies are a window of the conversation, never all of it.
//
// Fields, limits and errors: docs.x.com/x-api (fundamentals/data-dictionary,
// fundamentals/metrics, fundamentals/response-codes-and-errors), read 2026-09.
package v2
