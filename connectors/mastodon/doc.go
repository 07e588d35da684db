// Package mastodon reads accounts of servers that speak Mastodon's client API:
// Mastodon, GoToSocial, Pleroma, Akkoma and their relatives.
//
// What it asks, all with GET:
//
//	/api/v1/accounts/lookup?acct=            the account and its counters
//	/api/v1/accounts/search, /api/v2/search  where a server has no lookup
//	https://HANDLE'S HOST/.well-known/webfinger   where the API lives on another host
//	/api/v1/accounts/:id/statuses?limit=40   posts, newest first; the Link header pages
//	/api/v1/statuses/:id                     one post again; 404 or 410 says deleted
//	/api/v1/statuses/:id/context             the replies under a post
//
// It asks the account's own server only: other servers know the replies and boosts
// that reached them, not all. Without a token Mastodon gives at most 60 replies of a
// thread, no deeper than 20 (CONTEXT limits in its statuses_controller.rb); with one,
// 4096. Servers allow 300 requests in 5 minutes and say in X-RateLimit-Reset, as an
// ISO time, when there will be more (docs.joinmastodon.org/api/rate-limits).
//
// A post's native id is its ActivityPub URI, because a number is unique on one server
// only. Mastodon and GoToSocial end the URI with the number that their API wants; for
// other servers the URI is looked up with /api/v2/search first.
//
// Fields are those of docs.joinmastodon.org/entities (Status, Account, Quote, Poll,
// PreviewCard, MediaAttachment), of GoToSocial's internal/api/model, and of Pleroma's
// "Differences in Mastodon API responses".
package mastodon
