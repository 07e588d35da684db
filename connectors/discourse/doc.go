// Package discourse reads a Discourse forum by the JSON that it gives every visitor:
// each page's address with .json behind it. It never signs in, so what is not public
// is not read; categories that a forum marks as restricted are left out besides.
//
//	/site.json                              categories
//	/latest.json?order=created&page=N       topics, newest first, 30 a page; of a category /c/SLUG/ID/l/latest.json,
//	                                        of a tag /tag/NAME.json, of a user /topics/created-by/NAME.json
//	/t/ID.json                              a topic: its first 20 posts, and the ids of all (post_stream.stream)
//	/t/ID/posts.json?post_ids[]=...         further posts, 20 at a time
//	/about.json, /u/NAME/summary.json       counters
//
// Sources: the routes, serializers and response schemas of discourse/discourse
// (config/routes.rb, app/serializers, spec/requests/api/schemas/json).
//
// # What is stored of a topic
//
// In a forum it is people who begin the topics. A topic begun by a configured account
// is a post like any other, with text and address. Of every other topic the post row
// holds its number, moment and counters, and nothing that anybody wrote: no title, no
// text, no address (which spells the title), no tags. The first post is somebody's
// words, and goes the way of replies: masked, kept in the vault for some days, its
// author counted and forgotten. So topics and languages of a community can be told,
// and nobody in it be found in the lake. The number stays because without it a topic
// could neither be counted again nor leave when its author deletes it; it leads to
// the topic as any visitor of the forum is led there.
//
// A community source is a category, a tag or a whole forum, never a person: the
// topics of one user are read only for accounts of the unit or of another
// institution.
//
// # Counters
//
// likes are those of a topic's first post: the action with id 2 of actions_summary,
// or op_like_count of a list; a list without it knows them only while the topic has
// one post. replies are the posts after the first one ("all", at whatever depth),
// views those of the topic. A forum has no shares, reach or clicks.
package discourse
