// Package archive reads the archive of an account that its owner downloads from X
// (Settings, Your account, Download an archive of your data): the zip as it comes, or
// the folder it was unpacked to.
//
// Of its files it opens only those with posts and what is needed to read them:
//
//	data/manifest.js                      when it was made
//	data/account.js                       whose it is
//	data/tweets.js, tweet.js, tweets-part1.js, ...  the posts
//	data/community-tweet.js               posts in communities
//	data/note-tweet.js                    the whole of long posts
//	data/deleted-tweets.js, deleted-tweet-headers.js  what was deleted, and when
//
// and never direct messages, contacts, advertising or devices.
//
// The counters were true when the archive was made, which its manifest says. Archives
// without one are dated by the config, else by their newest post. An archive has
// likes and reposts; replies, quotes, views and followers it has not, and other
// people's replies neither.
//
// The files are JavaScript that assigns JSON to a variable, with counters, ids and
// positions as text. They are read as a stream, one post in memory at a time. A zip
// whose files swell beyond reason is refused.
package archive
