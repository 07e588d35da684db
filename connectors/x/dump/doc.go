// Package dump reads dumps of posts in the JSON of X's API v1.1: folders of threads
// (source-tweet/, replies/, structure.json) as research collections keep them, and
// files that hold one post, an array of posts or one post per line.
//
// With a handle, posts of that handle become the account's posts and replies in
// threads under them become replies. With the handle "*" every post that answers
// nothing is taken as one of the account's, whoever wrote it: for a channel that
// gathers several publishers.
//
// Of a reply's author nothing but the platform's number enters a page, in memory.
// No screen name, name or biography enters a post; mentions inside a text stay
// until the pipeline masks them.
//
// A dump does not say when its counters were read. They are taken as read at the
// newest moment that the file or thread proves, unless the config declares one.
package dump
