// Package v1 knows posts in the JSON of X's API v1.1, in which dumps, account
// archives and servers of that shape keep them: how to decode one whatever year it is
// from, what records it makes, and how to ask a server for them.
//
// Of another person's post nothing enters a record but, in memory, the number of its
// author and the text of a reply. Reposts carry neither words nor counters: both are
// the original author's.
//
// The client and the names of the fields are those of dghubble/go-twitter. Its
// integers cannot tell an absent counter from zero, and it takes no context, so posts
// are decoded by [Status] and requests go through a transport of ours.
package v1
