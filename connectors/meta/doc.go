// Package meta reads Facebook Pages, Instagram professional accounts and Threads
// profiles over the Graph API; the platform of the account decides which.
//
//	facebook   GET /{page}, /{page}/posts, /{post}/insights, /{post}/comments, /?ids=
//	instagram  GET /{user}, /{user}/media, /{media}/insights, /{media}/comments;
//	           peers by business_discovery, without insights and comments
//	threads    GET /me, /{user}/threads, /{post}/insights, /{post}/conversation
//
// (https://developers.facebook.com/docs/graph-api,
// https://developers.facebook.com/docs/instagram-platform,
// https://developers.facebook.com/docs/threads)
//
// Tokens travel in a header. The addresses of next pages that the API gives hold the
// token and are never followed, kept or shown: pages are asked for by their cursor.
// A user's token is exchanged for the Page's, which stays in memory.
//
// Which insights exist changes twice a year, and one that does not refuses all that
// are asked for with it. So metrics.csv lists them with the days on which they are
// valid, only those of the day are asked for, and what is refused all the same is
// found by halving the list, left out for the rest of the run, and told.
//
// Of an object that is gone the API says that it "does not exist, cannot be loaded
// due to missing permissions, or does not support this operation". That is taken for
// a deletion only if the object was asked for by its id alone and the same token
// reads the account or another of its posts in the same moment.
package meta
