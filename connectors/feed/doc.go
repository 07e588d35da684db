// Package feed reads RSS, Atom and JSON feeds: newspapers and magazines of a
// diaspora, a ministry's or mission's news pages, podcasts, channels of YouTube. They
// are parsed by github.com/mmcdole/gofeed.
//
// A feed is one answer with the latest articles. It is asked for with the validators
// of the last one (ETag, Last-Modified), so that an unchanged feed costs nothing. What
// drops out of a feed was not deleted; deletion is never concluded. Where server: is
// a web page, the feed that it names is read.
//
// An article is known by its GUID or id, with the feed's host before it unless it is
// an address itself, else by its link. An entry of YouTube's feeds is the video
// itself (youtube:VIDEO), one of Bluesky's feeds the post (bluesky:at://...), so that
// both merge with what their own connectors read.
//
// Stored are title and lead, not whole articles, the link, the moment, the language
// that the feed declares, and counters where a feed has any: slash:comments and
// thr:total (replies), media:statistics (views) and media:starRating (likes) of
// YouTube. Who wrote an article (author, dc:creator, managingEditor) is not stored.
//
// A moment without a zone is of the unit's zone; one whose zone is an abbreviation
// that nobody can be sure of is known by its day.
package feed
